"""Entries of a contents page: names that are too long for a line are broken, and every entry keeps to its own place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from handouts.content.contents import FOLDED as FOLDED_FORM
from handouts.content.contents import ContentsRow
from handouts.layout import qr_shape
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import PlacedLine, PlacedShape, marks_of
from handouts.layout.sheets.contents import FOLDED, READ, ContentsSizes, lay_out_contents
from handouts.layout.sheets.contents_entries import lay_out_list
from handouts.paper import LETTER, folded_page_of
from tests.bind.folding import staff
from tests.content.test_contents_pages import contents

LONG = "Santa Maria de los Angeles del Norte y del Sur/Villa Hermosa de las Flores Blancas"
TOP, BOTTOM = 200.0, 600.0


def listed(sizes: ContentsSizes, width_pt: float, below: str = "") -> tuple[Frame, Part]:
    """Eight cities, the fifth of which has a long name and is called otherwise in Latin letters."""
    frame = Frame(width_pt, 792.0, 36.0, staff().setting)
    plan = contents(8, cities=True)
    named = ContentsRow(LONG, LONG.swapcase(), below, "en", ((10, 11, "Page 11"),))
    plan = replace(
        plan, rows=tuple(named if at == 4 else replace(row, below=below) for at, row in enumerate(plan.rows))
    )
    return frame, lay_out_list(frame, plan, plan.leaves[0], sizes.entries, TOP, BOTTOM)


@pytest.mark.parametrize("below", ["", "Casa, Refugio"])
@pytest.mark.parametrize(("sizes", "width_pt"), [(READ, 612.0), (FOLDED, 396.0)], ids=["read", "folded"])
def test_a_long_name_is_broken_beside_its_page_number(sizes: ContentsSizes, width_pt: float, below: str) -> None:
    frame, part = listed(sizes, width_pt, below)
    lines = [mark for mark in marks_of(part.elements) if isinstance(mark, PlacedLine)]
    assert max(line.ink_box.right for line in lines) <= frame.end_pt + 0.5
    assert part.bottom_pt <= BOTTOM + 0.5
    number = next(line for line in lines if line.line.text == "11")
    said = [line for line in lines if number.y_pt - 0.1 < line.y_pt and not line.line.text.isdigit()]
    next_entry = next(at for at, line in enumerate(said) if line.line.text == "entry 5")
    words = " ".join(line.line.text.strip() for line in said[:next_entry] if line.line.text.strip() != below)
    assert words.split() == f"{LONG} {LONG.swapcase()}".split()
    assert said[0].y_pt == pytest.approx(number.y_pt)
    assert max(line.ink_box.right for line in said[:1]) < number.x_pt - 2


def test_its_neighbours_make_room_for_it() -> None:
    _, part = listed(FOLDED, 396.0)
    stations = [mark.box for mark in part.artifacts if isinstance(mark, PlacedShape)]
    apart = [lower.top - upper.top for upper, lower in pairwise(stations)]
    assert apart[4] > max(apart[:4]) + 20
    assert max(apart[:4]) == pytest.approx(min(apart[:4]))
    lines = sorted(
        (mark for mark in marks_of(part.elements) if isinstance(mark, PlacedLine)), key=lambda line: line.y_pt
    )
    left = [line for line in lines if line.x_pt < 100]
    for upper, lower in pairwise(left):
        assert lower.ink_box.top - upper.ink_box.bottom > 0.5, (upper.line.text, lower.line.text)


def test_names_stand_below_the_entries_of_every_page_or_of_none() -> None:
    """Forty cities of a folded booklet, one of which has so many names that its page has no room for them."""
    names = ", ".join(f"Organisation {at}" for at in range(60))
    setting, page, code = staff().setting, folded_page_of(LETTER), qr_shape("https://example.org/")
    plan = contents(40, form=FOLDED_FORM, cities=True)
    for crowded, wanted in ((False, True), (True, False)):
        rows = tuple(replace(row, below=names if crowded and at == 20 else "Casa") for at, row in enumerate(plan.rows))
        pages = lay_out_contents(replace(plan, rows=rows), setting, page, code)
        texts = [[mark.line.text for mark in marks_of(each.elements) if isinstance(mark, PlacedLine)] for each in pages]
        assert len(texts) > 3
        assert [("Casa" in each) for each in texts] == [wanted] * len(texts)


CITIES = (
    "Tijuana/San Diego",
    "McAllen/Matamoros",
    "Brownsville/Agua Prieta",
    "San Luis Río Colorado/Yuma",
    "Los Algodones/Andrade",
)
LANGUAGES = (("Kreyòl ayisyen", "Haitian Creole"), ("Tiếng Việt", "Vietnamese"), ("English", ""))


@pytest.mark.parametrize(("columns", "pages"), [(6, 2), (15, 3), (30, 6), (60, 12)])
@pytest.mark.parametrize("rows", [3, 24])
def test_headings_of_a_grid_stand_apart(columns: int, pages: int, rows: int) -> None:
    """However many cities there are, whose names have words as long as those of this border."""
    plan = contents(rows, columns)
    entries = tuple(
        replace(row, own=LANGUAGES[at % 3][0], latin=LANGUAGES[at % 3][1], pages=((1000, 1001, ""),) * columns)
        for at, row in enumerate(plan.rows)
    )
    plan = replace(plan, rows=entries, columns=tuple(CITIES[at % len(CITIES)] for at in range(columns)))
    laid = lay_out_contents(plan, staff().setting, LETTER, qr_shape("https://example.org/"))
    assert len(laid) <= pages
    for page in laid:
        (table,) = [each for each in page.elements if each.role == "Table"]
        lines = [mark for mark in marks_of([table]) if isinstance(mark, PlacedLine)]
        levels: dict[float, list[PlacedLine]] = {}
        for line in lines:
            levels.setdefault(round(line.y_pt, 2), []).append(line)
        for level in levels.values():
            for one, other in pairwise(sorted(level, key=lambda each: each.x_pt)):
                assert other.ink_box.left - one.ink_box.right > 5, (one.line.text, other.line.text)
        assert max(line.ink_box.right for line in lines) <= 576.5
        heads = {line.line.text.strip() for line in lines}
        assert any(city.split("/")[0].split()[0] in " ".join(heads) for city in CITIES)
        foot = [mark for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]
        staff_line = next(line for line in foot if line.line.text.startswith("about"))
        figures = [line for line in lines if line.line.text == "1001"]
        assert len(figures) % rows == 0
        assert max(line.y_pt for line in figures) < staff_line.ink_box.top - 2
        assert min(run.size_pt for line in figures for run in line.line.runs) >= 11


@pytest.mark.parametrize(("rows", "said"), [(10, [0]), (30, [1, 1, 0])])
def test_a_list_says_on_every_page_but_its_last_that_it_goes_on(rows: int, said: list[int]) -> None:
    """Below its entries, with an arrow to the next page."""
    plan = contents(rows, form=FOLDED_FORM)
    plan = replace(plan, words=replace(plan.words, continued="Goes on"))
    pages = lay_out_contents(plan, staff().setting, folded_page_of(LETTER), qr_shape("https://example.org/"))
    for page, times in zip(pages, said, strict=True):
        lines = [mark for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]
        words = [line for line in lines if line.line.text == "Goes on"]
        assert len(words) == times
        entries = [line.y_pt for line in lines if line.line.text.startswith("entry")]
        for word in words:
            assert max(entries) < word.ink_box.top < max(entries) + FOLDED.entries.most, "right below the last entry"
            (arrow,) = [mark for mark in page.artifacts if isinstance(mark, PlacedShape)]
            assert arrow.box.left > word.ink_box.right
            assert arrow.box.top < word.y_pt < arrow.box.bottom + 2
    assert ("Goes on" in [each.text for each in plan.texts()]) == any(said)
