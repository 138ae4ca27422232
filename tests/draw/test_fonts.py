"""A font plan is frozen, does not depend on the order of pages, and gives every file of a language the same fonts."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from handouts.draw import DrawCache, FontPlan, draw_document, plan_fonts
from handouts.layout.placed import PlacedLine, PlacedPage
from handouts.text.glyphs import Glyph, GlyphRun, Ink, Line
from tests.draw import pages

FOLDER = pages.FontFolder()


def codes(plan: FontPlan) -> dict[str, dict[tuple[int, str], int]]:
    return {name: dict(font.cids) for name, font in plan.fonts.items()}


def streams(pdf: bytes) -> dict[str, list[bytes]]:
    """Everything of each font that is a stream, by BaseFont."""
    found: dict[str, list[bytes]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for font in document.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            parts = (descendant.FontDescriptor.FontFile2, font.ToUnicode, descendant.CIDToGIDMap)
            found[str(font.BaseFont)] = [bytes(part.read_raw_bytes()) for part in parts]
            assert descendant.BaseFont == descendant.FontDescriptor.FontName == font.BaseFont
    return found


def test_the_plan_does_not_depend_on_the_order_of_pages() -> None:
    placed = [pages.english_page(), pages.english_page("Ñuñoa", "55 5211 8301"), pages.chinese_page()]
    forwards, backwards = plan_fonts(placed, FOLDER), plan_fonts(placed[::-1], FOLDER)
    assert codes(forwards) == codes(backwards)
    assert forwards.digest == backwards.digest
    assert draw_document(placed, pages.info(), forwards) == draw_document(placed, pages.info(), backwards)


def test_two_documents_under_one_plan_hold_the_same_fonts() -> None:
    one, two = pages.english_page(), pages.english_page("Mexicali", "55 5211 8301")
    plan = plan_fonts([one, two], FOLDER)
    fonts = streams(draw_document([one], pages.info(), plan))
    assert fonts == streams(draw_document([two], pages.info(), plan))
    assert sorted(name[8:] for name in fonts) == [pages.BOLD, pages.REGULAR]


def test_a_name_stands_for_its_content() -> None:
    one = plan_fonts([pages.english_page()], FOLDER)
    other = plan_fonts([pages.english_page("Ñuñoa")], FOLDER)
    assert one.fonts[pages.REGULAR].base_font == other.fonts[pages.REGULAR].base_font
    assert one.fonts[pages.BOLD].base_font != other.fonts[pages.BOLD].base_font
    assert one.digest != other.digest


def test_a_new_name_in_plain_letters_does_not_change_the_plan() -> None:
    assert (
        plan_fonts([pages.english_page("Xq Zwk")], FOLDER).digest == plan_fonts([pages.english_page()], FOLDER).digest
    )


def test_a_font_without_latin_text_is_not_seeded() -> None:
    plan = plan_fonts([pages.arabic_page()], FOLDER)
    assert "Q" not in {text for _, text in plan.fonts[pages.ARABIC].cids}
    assert "Q" in {text for _, text in plan.fonts[pages.BOLD].cids}


def test_one_glyph_with_two_texts_has_two_codes_that_draw_the_same() -> None:
    run = pages.shape("AA", pages.REGULAR, 12)
    gid, advance = run.glyphs[0].gid, run.glyphs[0].advance
    glyphs = (Glyph(gid, advance, 0, 0, "A"), Glyph(gid, advance, 0, 0, "Α"))  # Latin and Greek
    line = Line((GlyphRun(pages.REGULAR, 12, 1000, 0, False, glyphs),), 16, Ink(0, 0, 16, 9), "AΑ")
    page = pages.page_of(PlacedLine(line, 40, 80))
    plan = plan_fonts([page], FOLDER)
    latin, greek = plan.cid(pages.REGULAR, gid, "A"), plan.cid(pages.REGULAR, gid, "Α")
    assert latin != greek
    with pikepdf.open(BytesIO(draw_document([page], pages.info(), plan))) as document:
        descendant = document.pages[0].Resources.Font.F1.DescendantFonts[0]
        gids = bytes(descendant.CIDToGIDMap.read_bytes())
        assert gids[2 * latin : 2 * latin + 2] == gids[2 * greek : 2 * greek + 2] != b"\0\0"


def test_a_glyph_outside_the_plan_is_an_error() -> None:
    plan = plan_fonts([pages.english_page()], FOLDER)
    with pytest.raises(KeyError):
        draw_document([pages.english_page("Ñuñoa")], pages.info(), plan)


def test_a_cache_of_another_plan_is_refused() -> None:
    page: PlacedPage = pages.english_page()
    with pytest.raises(ValueError, match="another font plan"):
        draw_document([page], pages.info(), plan_fonts([page], FOLDER), DrawCache(plan_fonts([page], FOLDER)))


def test_hinting_and_layout_tables_are_dropped() -> None:
    page = pages.hindi_page()
    pdf = draw_document([page], pages.info("hi"), plan_fonts([page], FOLDER))
    with pikepdf.open(BytesIO(pdf)) as document:
        program = bytes(document.pages[0].Resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
    count = int.from_bytes(program[4:6], "big")
    tables = {program[12 + 16 * index : 16 + 16 * index] for index in range(count)}
    assert tables == {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"}
