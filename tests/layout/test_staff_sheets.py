"""Sheets for staff stay on their paper, however much there is to tell; each code and number stands there whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from handouts.content.calling import Dialled, NumberToCall
from handouts.content.recall import Recall, RecallFact, RecallRow
from handouts.layout import LanguageSetting
from handouts.layout.page.placed import PlacedLine, PlacedPage, PlacedRule, PlacedShape, marks_of
from handouts.layout.parts.staff_sheet import FOOT_PT, MARGIN_PT
from handouts.layout.sheets.call_sheet import lay_out_calls
from handouts.layout.sheets.pack_cover import PackedPart, PackedSheet, lay_out_pack_cover
from handouts.layout.sheets.recall_sheet import Picture, lay_out_recall
from handouts.paper import A4, LETTER, Paper, on_its_side
from handouts.products.loading import load_data
from handouts.products.staff_files import staff_setting
from tests.build.small import FONTS, ROOT

LONG = "Federación Interinstitucional de Casas y Albergues del Ejemplo para Familias"


@pytest.fixture(scope="module")
def setting() -> LanguageSetting:
    return staff_setting(load_data(ROOT / "data"), FONTS).setting


def lines_of(pages: Iterable[PlacedPage]) -> list[PlacedLine]:
    return [mark for page in pages for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]


def words_of(pages: Iterable[PlacedPage]) -> str:
    return "\n".join(line.line.text for line in lines_of(pages))


def outside(pages: Iterable[PlacedPage]) -> list[object]:
    """What stands in the margins, or on the foot."""
    found: list[object] = []
    for number, page in enumerate(pages, 1):
        right, bottom = page.width_pt - MARGIN_PT, page.height_pt - MARGIN_PT
        foot = {id(mark) for mark in marks_of(page.elements[-1:])}
        for mark in (*marks_of(page.elements), *page.artifacts):
            if isinstance(mark, PlacedLine):
                box = (mark.x_pt, mark.y_pt - mark.line.ink.top, mark.x_pt + mark.line.width_pt, mark.y_pt)
                low = bottom if id(mark) in foot else bottom - FOOT_PT
            elif isinstance(mark, PlacedShape):
                box = (mark.box.left, mark.box.top, mark.box.right, mark.box.bottom)
                low = bottom - FOOT_PT
            else:
                assert isinstance(mark, PlacedRule)
                box = (min(mark.x0_pt, mark.x1_pt), mark.y0_pt, max(mark.x0_pt, mark.x1_pt), mark.y1_pt)
                low = bottom - FOOT_PT
            if box[0] < MARGIN_PT - 1 or box[1] < MARGIN_PT - 6 or box[2] > right + 1 or box[3] > low + 1:
                found.append((number, box, mark))
    return found


def row(at: int, format_: str = "flyer", facts: int = 6) -> RecallRow:
    told = tuple(
        RecallFact(f"{LONG}, From Mexico: now", "011 52 631 555 0142", "was 011 52 631 555 0199", True)
        for _ in range(facts)
    )
    codes = tuple(f"WWWWW{each:02}" for each in range(at % 5))
    return RecallRow(
        (format_,), "en", f"c{at // 3}", ("Haitian Creole", LONG), f"WWWW{at:03}", codes, f"MMMM{at:03}", told
    )


PICTURES = {
    "flyer": Picture("flyer", 0.77),
    "card": Picture("cards", 1.75, card=True),
    "booklet": Picture("booklet", 0.77, spine=True),
}


@pytest.mark.parametrize("paper", [LETTER, A4], ids=lambda paper: paper.name)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_recall_sheet_stays_on_its_paper(setting: LanguageSetting, paper: Paper, *, right_to_left: bool) -> None:
    rows = tuple(row(at, ("flyer", "card", "booklet")[at % 3], at % 7) for at in range(40))
    recall = Recall("2026-01-02-1", "", "2021-04-07", rows, rows, rows, rows * 5)
    pages = lay_out_recall(recall, PICTURES, lambda _: right_to_left, setting, paper)
    assert outside(pages) == []
    said = words_of(pages)
    for each in rows:
        assert said.count(each.was) >= 2, "in the drawing and beside it"
        assert all(code in said for code in each.older)


def test_a_recall_sheet_of_nothing_says_so(setting: LanguageSetting) -> None:
    pages = lay_out_recall(Recall("x", "", "2021-04-07", (), (), (), ()), PICTURES, bool, setting, LETTER)
    assert "No sheet on paper is wrong" in words_of(pages)
    assert outside(pages) == []


@pytest.mark.parametrize("paper", [LETTER, A4], ids=lambda paper: paper.name)
def test_a_call_sheet_stays_on_its_paper_and_breaks_no_number(setting: LanguageSetting, paper: Paper) -> None:
    dialled = (
        Dialled("MX", "From Mexico", "00 1 520 555 0142 99", "MEX"),
        Dialled("US", "From the U.S.", "011 52 631 555 0142", "USA"),
    )
    details = ("WhatsApp too", "Office for families", "extension 1234", "Mo-Fr 09:00-17:00; Sa 10:00-12:00")
    number = NumberToCall(
        "+526315550142", LONG, ("Tijuana/San Diego",), "Legal help", dialled, details, date(2026, 1, 2), None
    )
    for country, side in (("MX", "From Mexico"), ("US", "From the U.S.")):
        pages = lay_out_calls([number] * 30, country, side, "all cities", "2021-04-07", setting, on_its_side(paper))
        assert outside(pages) == []
        said = words_of(pages)
        assert all(said.count(dial.printed) == 30 for dial in dialled)


def test_the_first_page_of_a_pack_stays_on_its_paper(setting: LanguageSetting) -> None:
    sheets = tuple(
        PackedSheet(f"Haitian Creole, {LONG[:30]}", f"{at} to {at + 1}", "WWWWWWW", "MMMMMMM") for at in range(120)
    )
    pages = lay_out_pack_cover(
        "All cities", "2026-01-02-1", LONG[:40], [PackedPart("Flyer", LONG, sheets)] * 2, setting, LETTER
    )
    assert len(pages) > 2
    assert outside(pages) == []
