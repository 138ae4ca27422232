"""Glyphs added to a font, in the eyes of fontTools and pdfium; and the codes by which pages show them."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pypdfium2
import pytest
import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from handouts.draw import draw_document, fontplan, plan_fonts
from handouts.draw.codes import spelled
from handouts.draw.composites import with_composites
from handouts.layout.page.placed import PlacedLine
from handouts.text.glyphs import Composite, Part
from tests.draw import pages

FOLDER = pages.FontFolder()
NASTALIQ = "NotoNastaliqUrdu-Regular"


def glyph_ids(font: TTFont) -> list[int]:
    """Some that have ink, with and without components of their own."""
    glyf = font["glyf"]
    inked = [font.getGlyphID(name) for name in font.getGlyphOrder() if glyf[name].numberOfContours]
    composed = [gid for gid in inked if glyf[font.getGlyphName(gid)].isComposite()]
    return [*inked[10:13], *composed[:3]]


@pytest.mark.parametrize("name", [pages.REGULAR, pages.ARABIC, pages.DEVANAGARI, NASTALIQ, pages.CHINESE])
def test_fonttools_finds_the_glyphs_and_the_tables_say_so(name: str) -> None:
    data, _ = fontplan._subset(hb.Face(FOLDER.data(name)), set(range(400)))
    before = TTFont(BytesIO(data))
    gids = glyph_ids(before)
    made = [
        Composite(700, tuple(Part(gid, 40 * number, -300 * number) for number, gid in enumerate(gids))),
        Composite(10, ()),
        Composite(640, (Part(gids[0], 1, -2),)),
    ]
    font = TTFont(BytesIO(with_composites(data, made)), checkChecksums=2, lazy=False)
    count = len(before.getGlyphOrder())
    assert font["maxp"].numGlyphs == count + 3
    names = font.getGlyphOrder()
    assert [font["hmtx"][names[count + number]][0] for number in range(3)] == [700, 10, 640]
    old, new = before.getGlyphSet(), font.getGlyphSet()
    for number, composite in enumerate(made):
        found, wanted = DecomposingRecordingPen(new), DecomposingRecordingPen(old)
        new[names[count + number]].draw(found)
        for gid, x, y in composite.parts:
            part = DecomposingRecordingPen(old)
            old[before.getGlyphName(gid)].draw(part)
            wanted.value += [(what, tuple((a + x, b + y) for a, b in points)) for what, points in part.value]
        assert found.value == wanted.value
        bounds = BoundsPen(new)
        new[names[count + number]].draw(bounds)
        if bounds.bounds:
            assert font["hmtx"][names[count + number]][1] == pytest.approx(bounds.bounds[0], abs=1)
            box = font["head"]
            assert box.xMin <= bounds.bounds[0] + 1
            assert box.yMin <= bounds.bounds[1] + 1
            assert box.xMax >= bounds.bounds[2] - 1
            assert box.yMax >= bounds.bounds[3] - 1
    said = {key: getattr(font["maxp"], key) for key in MOST}
    font["maxp"].recalc(font)
    assert all(said[key] >= getattr(font["maxp"], key) for key in MOST)
    nested = any(before["glyf"][before.getGlyphName(gid)].isComposite() for gid in gids)
    assert nested == (name in (pages.REGULAR, pages.ARABIC, pages.DEVANAGARI))
    assert said["maxComponentDepth"] >= 1 + nested
    for glyph in before.getGlyphOrder()[:200]:
        assert font["glyf"][glyph] == before["glyf"][glyph]
        assert font["hmtx"][glyph] == before["hmtx"][glyph]


MOST = ("maxCompositePoints", "maxCompositeContours", "maxComponentElements", "maxComponentDepth")


def test_a_cluster_is_shown_by_a_code_for_its_first_letter_and_blank_ones_for_the_others() -> None:
    font = pages._font(pages.REGULAR)  # 1000 units to the em
    parts = (Part(7, 0, 0), Part(8, 300, 0))
    ltr = spelled((Composite(500, parts), "ष्ट्रि"), font)
    assert ltr == ((Composite(490, parts), "ष"), (Composite(10, ()), "्ट्रि"))
    rtl = spelled((Composite(500, parts), "بُِ"), font)
    moved = (Part(7, -20, 0), Part(8, 280, 0))
    assert rtl == ((Composite(10, ()), "ِ"), (Composite(10, ()), "ُ"), (Composite(480, moved), "ب"))
    for single in ((12, "a"), (12, "ffi"), (Composite(5, parts), "ش"), (Composite(100, ()), "\u200e ")):
        assert spelled(single, font) == (single,)
    assert sum(shape.width for shape, _ in spelled((Composite(1, ()), "بُِ"), font) if isinstance(shape, Composite)) == 1


@pytest.mark.parametrize(
    ("font", "text", "right_to_left"),
    [
        (pages.DEVANAGARI, "कृपया क्षेत्रीय कार्यालय में संपर्क करें", False),
        ("NotoSansBengali-Regular", "অনুগ্রহ করে সীমান্তে এই সংস্থাগুলিকে ফোন করুন", False),
        (pages.ARABIC, "شكرا", True),
        (NASTALIQ, "کھینچتے", True),
    ],
)
def test_a_cluster_comes_back_whole(font: str, text: str, right_to_left: bool) -> None:
    line = pages.line(text, font, right_to_left=right_to_left)
    page = pages.page_of(PlacedLine(line, 40, 80))
    pdf = draw_document([page], pages.info(), plan_fonts([page], FOLDER, right_to_left=right_to_left))
    assert text in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    if not right_to_left:
        assert text in pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_dial_strings_of_a_row_do_not_run_together_on_a_right_to_left_page() -> None:
    numbers = [
        pages.text_at(x, 80, text, pages.BOLD) for x, text in ((300, "664-208-8994"), (40, "011-52-664-208-8994"))
    ]
    page = pages.page_of(*numbers)
    texts = []
    for right_to_left in (False, True):
        plan = plan_fonts([page], FOLDER, right_to_left=right_to_left)
        texts.append(pypdf.PdfReader(BytesIO(draw_document([page], pages.info(), plan))).pages[0].extract_text())
    assert "8994011" in texts[0], "without the blank they would: the reason for it"
    assert "8994011" not in texts[1].replace("\u200e", "")
