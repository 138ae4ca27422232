"""A font plan is frozen, does not depend on the order of pages, and gives every file of a language the same fonts."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest

from handouts.draw import DrawCache, FontPlan, PlannedFont, draw_document, fontplan, plan_fonts
from handouts.draw.codes import Pair
from handouts.errors import InputError
from handouts.layout.page.placed import PlacedLine, PlacedPage
from handouts.text.glyphs import Glyph, GlyphRun, Ink, Line
from tests.draw import pages

FOLDER = pages.FontFolder()


def codes(plan: FontPlan) -> dict[str, dict[Pair, tuple[int, ...]]]:
    return {name: dict(font.cids) for name, font in plan.fonts.items()}


def names(plan: FontPlan) -> list[str]:
    """A name stands for the content: equal names, equal fonts."""
    return [each.base_font for each in plan.fonts.values()]


def font(plan: FontPlan, name: str) -> PlannedFont:
    """The only font of the plan that is cut from this one."""
    [found] = [each for each in plan.fonts.values() if each.base_font[7:] == name]
    return found


def texts(plan: FontPlan, name: str) -> set[str]:
    return {text for _, text in font(plan, name).cids}


def chinese(text: str) -> PlacedPage:
    return pages.page_of(PlacedLine(pages.line(text, pages.CHINESE), 40, 80))


def han(first: int, count: int) -> str:
    """`count` characters of every day, from U+4E00 on."""
    return "".join(map(chr, range(0x4E00 + first, 0x4E00 + first + count)))


def streams(pdf: bytes) -> dict[str, list[bytes]]:
    """Everything of each font that is a stream, by BaseFont."""
    found: dict[str, list[bytes]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for font in document.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            parts = (descendant.FontDescriptor.FontFile2, font.ToUnicode)
            found[str(font.BaseFont)] = [bytes(part.read_raw_bytes()) for part in parts]
            assert descendant.BaseFont == descendant.FontDescriptor.FontName == font.BaseFont
    return found


def test_the_plan_does_not_depend_on_the_order_of_pages() -> None:
    placed = [pages.english_page(), pages.english_page("Ñuñoa", "55 5211 8301"), pages.chinese_page()]
    forwards, backwards = plan_fonts(placed, FOLDER), plan_fonts(placed[::-1], FOLDER)
    assert codes(forwards) == codes(backwards)
    assert names(forwards) == names(backwards)
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
    assert font(one, pages.REGULAR).base_font == font(other, pages.REGULAR).base_font
    assert font(one, pages.BOLD).base_font != font(other, pages.BOLD).base_font
    assert names(one) != names(other)


ENGLISH = "Jackdaws love my big sphinx of quartz, AND ONLY THAT "


def test_a_new_name_in_plain_letters_does_not_change_the_plan() -> None:
    def plan(name: str) -> FontPlan:
        return plan_fonts([pages.page_of(pages.text_at(40, 80, ENGLISH), pages.text_at(40, 100, name))], FOLDER)

    assert names(plan("#7 & Xq (Zwk)!")) == names(plan("San Diego"))


def test_only_fonts_that_are_mainly_latin_are_seeded() -> None:
    assert "#" in texts(plan_fonts([pages.page_of(pages.text_at(40, 80, ENGLISH))], FOLDER), pages.REGULAR)
    assert "#" not in texts(plan_fonts([pages.arabic_page()], FOLDER), pages.BOLD)
    assert "#" not in texts(plan_fonts([chinese(ENGLISH + han(0, 200))], FOLDER), pages.CHINESE)


def test_glyphs_of_one_page_get_a_font_of_their_own_where_it_spares_the_others_much() -> None:
    common = han(0, 30)
    placed = [chinese(common + han(100 * number, 25)) for number in range(1, 5)]
    plan = plan_fonts(placed, FOLDER)
    assert names(plan) == names(plan_fonts(placed[::-1], FOLDER))
    together = [streams(draw_document([page], pages.info("zh-Hans"), plan)) for page in placed]
    chinese_fonts = [{name for name in found if name.endswith(pages.CHINESE)} for found in together]
    assert [len(found) for found in chinese_fonts] == [2, 2, 2, 2]
    assert len(chinese_fonts[0] & chinese_fonts[1]) == 1
    assert len(set().union(*chinese_fonts)) == 5
    for page, text in zip(placed, (common + han(100 * number, 25) for number in range(1, 5)), strict=True):
        pdf = draw_document([page], pages.info("zh-Hans"), plan)
        assert text in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert text in pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_what_a_contents_page_repeats_stays_with_its_page() -> None:
    placed = [chinese(han(0, 30) + han(100 * number, 25)) for number in range(1, 5)]
    listing = chinese("".join(han(100 * number, 25) for number in range(1, 5)) + han(1000, 1))
    plan = plan_fonts(placed, FOLDER, contents=[listing])
    assert sum(each.base_font.endswith(pages.CHINESE) for each in plan.fonts.values()) == 5
    drawn = streams(draw_document([listing], pages.info("zh-Hans"), plan))
    assert sum(name.endswith(pages.CHINESE) for name in drawn) == 5


def test_fonts_are_not_split_for_a_few_glyphs() -> None:
    placed = [pages.english_page(city) for city in ("Ñuñoa", "Bogotá", "Açaí")]
    assert len(plan_fonts(placed, FOLDER).fonts) == 2


def test_one_glyph_with_two_texts_has_two_codes_that_draw_the_same() -> None:
    run = pages.shape("AA", pages.REGULAR, 12)
    gid, advance = run.glyphs[0].gid, run.glyphs[0].advance
    glyphs = (Glyph(gid, advance, 0, "A"), Glyph(gid, advance, 0, "Α"))  # Latin and Greek
    line = Line((GlyphRun(pages.REGULAR, 12, 1000, 0, False, glyphs),), 16, Ink(0, 0, 16, 9), "AΑ")
    page = pages.page_of(PlacedLine(line, 40, 80))
    plan = plan_fonts([page], FOLDER)
    latin, greek = (font(plan, pages.REGULAR).cids[gid, text][0] for text in ("A", "Α"))
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


@pytest.mark.parametrize("how", ["no file", "a glyph is missing"])
def test_a_font_of_which_glyphs_can_not_be_taken_is_named(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """HarfBuzz opens and sets text in fonts that it can't cut: damage in one glyph is only met there."""

    def damaged(_: object, gids: set[int]) -> tuple[bytes, dict[int, int]]:
        if how == "no file":
            raise RuntimeError("Subsetting failed")
        return b"", dict.fromkeys(list(gids)[1:], 1)

    monkeypatch.setattr(fontplan, "_subset", damaged)
    with pytest.raises(InputError, match=r"NotoSans-\w+\.ttf: the font is damaged"):
        plan_fonts([pages.english_page()], FOLDER)
