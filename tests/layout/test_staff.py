"""The code in the line for staff: no fit depends on it, and every one has its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.edition import ALPHABET, CODE_LENGTH
from handouts.layout import LanguageSetting, typography_of, with_code
from handouts.layout.page.frame import Edge, Frame, Hand, Part
from handouts.layout.page.imposition import Matrix, impose
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import CodeSlot, Element, PlacedLine, PlacedPage, marks_of
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.staff import CODE_SPACE_EM, WIDEST_CODE, lay_out_staff, put_code, put_in_margin
from handouts.paper import LETTER
from handouts.products.loading import load_data
from handouts.text import FontLibrary, Typesetter, Weight
from tests.build.small import ROOT

LANGUAGES = ("en", "ar", "ur", "hi", "zh-Hans")
CODES = st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
STAFF = " · ".join(("Arabic (ar)", "Tijuana/San Diego", "half", "Letter", f"edition {WIDEST_CODE}", "not yet reviewed"))


def _frames() -> dict[str, Frame]:
    data, library = load_data(ROOT / "data"), FontLibrary(ROOT / "fonts")
    languages = data.languages.languages
    return {
        each.tag: Frame(396, 612, 36, LanguageSetting(typography_of(each, languages), Typesetter(library)))
        for each in languages
        if each.tag in LANGUAGES
    }


FRAMES = _frames()


def lines_of(page: PlacedPage) -> list[PlacedLine]:
    return [mark for mark in marks_of((*page.artifacts, *page.elements)) if isinstance(mark, PlacedLine)]


def rows_of(lines: Sequence[PlacedLine]) -> Iterator[tuple[str, float, float]]:
    """Text, left and right end of each row, from above."""
    for y in sorted({mark.y_pt for mark in lines}):
        row = sorted((mark for mark in lines if mark.y_pt == y), key=lambda mark: mark.x_pt)
        yield "".join(mark.line.text for mark in row), row[0].x_pt, row[-1].x_pt + row[-1].line.width_pt


def test_no_code_is_wider_than_the_widest() -> None:
    frame = FRAMES["en"]
    widths = {letter: frame.line(letter * CODE_LENGTH, 11.0, Weight.BOLD, Hand.LATIN).width_pt for letter in ALPHABET}
    assert max(widths, key=lambda letter: widths[letter]) * CODE_LENGTH == WIDEST_CODE


@given(CODES)
def test_every_code_has_its_place(code: str) -> None:
    frame = FRAMES["en"]
    slot = put_code(frame, 0.0, 0.0, 11.0)
    (widest,) = slot.lines
    line = frame.line(code, 11.0, Weight.BOLD, Hand.LATIN)
    assert line.width_pt <= widest.width_pt
    assert line.ink.right <= widest.ink.right
    assert line.ink.top <= widest.ink.top
    assert line.ink.bottom >= widest.ink.bottom


@given(CODES)
def test_the_letters_of_a_code_stand_apart_as_far_as_its_place_goes(code: str) -> None:
    """On copies of copies toner closes what is between two letters. From 0.1 em on readers take it for a space."""
    frame = FRAMES["en"]
    slot = put_code(frame, 0.0, 0.0, 11.0)
    (widest,) = slot.lines
    (page,) = with_code((frame.page((Part((Element("P", (slot,)),), (), 0.0),)),), code, frame.setting)
    (mark,) = lines_of(page)
    (run,) = mark.line.runs
    assert [glyph.text for glyph in run.glyphs] == list(code)
    unit_pt = run.size_pt / run.units_per_em
    own_pt = [frame.line(letter, 11.0, Weight.BOLD, Hand.LATIN).width_pt for letter in code]
    apart_pt = [glyph.advance * unit_pt - own for glyph, own in zip(run.glyphs, own_pt, strict=True)]
    expected = min(CODE_SPACE_EM * 11.0, (widest.width_pt - sum(own_pt)) / (len(code) - 1))
    assert apart_pt == pytest.approx([*[expected] * (len(code) - 1), 0.0], abs=1.01 * unit_pt)
    assert mark.line.width_pt == pytest.approx(sum(glyph.advance for glyph in run.glyphs) * unit_pt)
    assert mark.line.width_pt <= widest.width_pt + 1e-6
    assert mark.line.ink.right <= widest.ink.right + 1e-6


def test_the_widest_code_stands_as_close_as_its_place_demands() -> None:
    frame = FRAMES["en"]
    slot = put_code(frame, 0.0, 0.0, 11.0)
    (page,) = with_code((frame.page((Part((Element("P", (slot,)),), (), 0.0),)),), WIDEST_CODE, frame.setting)
    assert lines_of(page)[0].line.width_pt == slot.lines[0].width_pt


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("width_pt", [120.0, 200.0, 324.0, 500.0])
@pytest.mark.parametrize("code", ["7777777", "WWWWWWW", "WETCT5X"])
def test_a_code_moves_nothing_but_its_own_row(tag: str, width_pt: float, code: str) -> None:
    frame = FRAMES[tag]
    part = moved_part(lay_out_staff(frame, STAFF, 9.0, width_pt, 0.0), 500.0)
    page = frame.page((part,))
    (slot,) = [mark for mark in marks_of(page.elements) if isinstance(mark, CodeSlot)]
    (filled,) = with_code((page,), code, frame.setting)
    assert not any(isinstance(mark, CodeSlot) for mark in marks_of(filled.elements))
    assert set(lines_of(page)) <= set(lines_of(filled))
    with_widest = [*lines_of(page), *slot.marks]
    for before, after in zip(rows_of(with_widest), rows_of(lines_of(filled)), strict=True):
        assert after[0] == before[0].replace(WIDEST_CODE, code)
        assert after[2] - after[1] <= before[2] - before[1]
        held = 2 if frame.typography.right_to_left else 1
        assert after[held] == pytest.approx(before[held], abs=1e-6)
    found = "".join(text for text, _, _ in rows_of(lines_of(filled)))
    assert found.replace(" ", "") == STAFF.replace(WIDEST_CODE, code).replace(" ", "")


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_line_in_a_margin_stays_in_the_middle(tag: str) -> None:
    frame = FRAMES[tag]
    page = frame.page(())
    page = replace(page, elements=(Element("P", (put_in_margin(frame, STAFF, 8.0, 20.0),)),))
    (filled,) = with_code((page,), "7777777", frame.setting)
    ((text, left, right),) = rows_of(lines_of(filled))
    assert text == STAFF.replace(WIDEST_CODE, "7777777")
    assert left + right == pytest.approx(frame.width_pt)


@pytest.mark.parametrize(("tag", "edge", "held"), [("en", Edge.START, 1), ("en", Edge.END, 2), ("ar", Edge.START, 2)])
def test_a_code_by_itself_is_on_every_card(tag: str, edge: Edge, held: int) -> None:
    """Also in the copies that are no element."""
    frame = FRAMES[tag]
    slot = put_code(frame, 100.0, 50.0, 9.5, edge)
    card = PlacedPage(252.0, 144.0, (Element("P", (slot,)),))
    sheet = impose([card], [0] * 10, Matrix(LETTER, 252.0, 144.0, 2, 5))
    assert toner_of(sheet, frame.typesetter) > 0
    (filled,) = with_code((sheet,), "7777777", frame.setting)
    assert [mark.line.text for mark in lines_of(filled)] == ["7777777"] * 10
    ((_, *before),) = rows_of(slot.marks)
    ((_, *after),) = rows_of(lines_of(with_code((card,), "7777777", frame.setting)[0]))
    assert after[held - 1] == pytest.approx(before[held - 1])
    assert after != before
