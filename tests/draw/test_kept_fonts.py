"""Fonts that were kept are as if cut anew, and none is cut for them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from handouts.draw import FontPlan, KeptFonts, LegibleLines, draw_document, fontplan, kept_fonts, plan_taken, taken_by
from handouts.layout.page.placed import PlacedPage
from tests.draw import pages
from tests.draw.test_fonts import FOLDER, chinese, codes, han, names

LINES = LegibleLines(right_to_left=False)


def plan(*placed: PlacedPage, kept: KeptFonts | None = None) -> FontPlan:
    return plan_taken([taken_by(page, LINES) for page in placed], [], FOLDER, LINES, kept=kept)


def kept_of(*placed: PlacedPage) -> bytes:
    kept = KeptFonts()
    plan(*placed, kept=kept)
    return kept.content()


def some_pages() -> list[PlacedPage]:
    """In four scripts, with composite glyphs, and with a font for each of some pages."""
    own = [chinese(han(0, 30) + han(100 * number, 25)) for number in range(1, 5)]
    return [pages.english_page(), pages.hindi_page(), pages.arabic_page(), *own]


def test_kept_fonts_are_as_if_cut_anew_and_none_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    anew, content = plan(*some_pages()), kept_of(*some_pages())
    monkeypatch.setattr(fontplan._FontFile, "_cut_now", None)
    kept = KeptFonts(content)
    again = plan(*some_pages(), kept=kept)
    assert (names(again), codes(again)) == (names(anew), codes(anew))
    taken = [taken_by(page, LINES) for page in some_pages()]
    assert [again.mark([each]) for each in taken] == [anew.mark([each]) for each in taken]
    for page in some_pages():
        assert draw_document([page], pages.info(), again) == draw_document([page], pages.info(), anew)
    assert kept.content() == content


def test_what_is_kept_does_not_depend_on_the_order_of_glyphs() -> None:
    one, other = KeptFonts(), KeptFonts()
    for font in plan(*some_pages()).fonts.values():
        one.add("Sans", font)
        other.add("Sans", replace(font, cids=dict(reversed(font.cids.items()))))
    assert one.content() == other.content()


def test_a_font_with_one_glyph_more_is_cut_anew() -> None:
    kept = KeptFonts(kept_of(pages.english_page()))
    placed = pages.english_page("Ñuñoa")
    again, anew = plan(placed, kept=kept), plan(placed)
    assert names(again) == names(anew) != names(plan(pages.english_page()))
    assert draw_document([placed], pages.info(), again) == draw_document([placed], pages.info(), anew)


def test_the_same_glyphs_under_another_name_are_another_font() -> None:
    hindi = pages.hindi_page()
    kept = KeptFonts(kept_of(hindi))
    together = plan(pages.arabic_page(), hindi, kept=kept)
    assert names(together) == names(plan(pages.arabic_page(), hindi))
    assert [font.resource for font in together.fonts.values()] == list(together.fonts)


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(kept_of(*some_pages()))
    monkeypatch.setattr(kept_fonts, "_MOST", 30_000)
    fewer = json.loads(kept_of(*some_pages()))
    assert 0 < len(fewer) < len(whole)


@pytest.mark.parametrize("entry", ["program", "cids", "widths", "texts"])
def test_one_that_can_not_be_read_is_cut_anew(entry: str) -> None:
    listed = json.loads(kept_of(pages.english_page()))
    kept = KeptFonts(json.dumps([each | {entry: 7} for each in listed]).encode())
    assert names(plan(pages.english_page(), kept=kept)) == names(plan(pages.english_page()))
