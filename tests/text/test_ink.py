"""What a line claims of its ink, against two measures that know nothing of HarfBuzz: fontTools and pdfium."""

from __future__ import annotations

import ctypes
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from handouts.text import FontLibrary, Line, Span, TextStyle, Typesetter
from tests.text.styles import SENTENCES, parts_of

SOME = ("en", "vi", "ar", "ur", "hi", "bn", "zh-Hans", "am")


@pytest.fixture(scope="module")
def outlines(library: FontLibrary) -> dict[str, TTFont]:
    class Opened(dict[str, TTFont]):
        def __missing__(self, name: str) -> TTFont:
            self[name] = TTFont(BytesIO(library.data(name)), lazy=True)
            return self[name]

    return Opened()


def bounds_by_fonttools(line: Line, outlines: dict[str, TTFont]) -> tuple[float, float, float, float]:
    boxes = []
    for run in line.runs:
        font = outlines[run.font]
        glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
        scale = run.size_pt / run.units_per_em
        pen = 0
        for glyph in run.glyphs:
            for gid, dx, y in parts_of(glyph):
                bounds = BoundsPen(glyph_set)
                glyph_set[order[gid]].draw(bounds)
                if bounds.bounds is None:
                    continue
                left, bottom, right, top = bounds.bounds
                x = pen + dx
                boxes.append(
                    (
                        run.x_pt + (x + left) * scale,
                        (y + bottom) * scale,
                        run.x_pt + (x + right) * scale,
                        (y + top) * scale,
                    )
                )
            pen += glyph.advance
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


@pytest.mark.parametrize(("style", "sentence"), [SENTENCES[tag] for tag in SOME], ids=SOME)
def test_ink_is_that_of_the_outlines(
    typesetter: Typesetter, outlines: dict[str, TTFont], style: TextStyle, sentence: str
) -> None:
    for line in typesetter.paragraph([Span(sentence)], style).lines(12, 140):
        expected = bounds_by_fonttools(line, outlines)
        assert line.ink == pytest.approx(expected, abs=12 / 1000 + 1e-9), "HarfBuzz rounds outward to font units"


@pytest.mark.parametrize(("style", "sentence"), [SENTENCES[tag] for tag in SOME], ids=SOME)
def test_ink_is_where_pdfium_makes_pixels_black(
    typesetter: Typesetter, library: FontLibrary, style: TextStyle, sentence: str
) -> None:
    line = typesetter.paragraph([Span(sentence)], style).lines(12, 140)[0]
    left, bottom, right, top = black_pixels(line, library, width=200, height=80, x=20, baseline=40)
    assert left - 20 == pytest.approx(line.ink.left, abs=0.3)
    assert right - 20 == pytest.approx(line.ink.right, abs=0.3)
    assert bottom - 40 == pytest.approx(line.ink.bottom, abs=0.3)
    assert top - 40 == pytest.approx(line.ink.top, abs=0.3)


def black_pixels(
    line: Line, library: FontLibrary, *, width: float, height: float, x: float, baseline: float
) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the black in points from the page's lower left corner; drawn by pdfium."""
    scale = 8
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(width, height)
    for run in line.runs:
        data = library.data(run.font)
        buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        font = pdfium.FPDFText_LoadFont(document.raw, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, True)
        em = run.size_pt / run.units_per_em
        pen = 0
        for glyph in run.glyphs:
            for gid, dx, dy in parts_of(glyph):
                shape = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, run.size_pt)
                codes = (ctypes.c_uint32 * 1)(gid)
                assert pdfium.FPDFText_SetCharcodes(shape, codes, 1)
                at_x = x + run.x_pt + (pen + dx) * em
                pdfium.FPDFPageObj_Transform(shape, 1, 0, 0, 1, at_x, baseline + dy * em)
                pdfium.FPDFPage_InsertObject(page.raw, shape)
            pen += glyph.advance
        pdfium.FPDFFont_Close(font)
    pdfium.FPDFPage_GenerateContent(page.raw)
    image = page.render(scale=scale, grayscale=True).to_pil()
    box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box[0] / scale, height - box[3] / scale, box[2] / scale, height - box[1] / scale


@pytest.mark.parametrize("tag", SOME)
def test_no_ink_of_a_broken_line_hangs_over_its_measure(
    typesetter: Typesetter, outlines: dict[str, TTFont], tag: str
) -> None:
    style, sentence = SENTENCES[tag]
    paragraph = typesetter.paragraph([Span(f"{sentence} {sentence}")], style)
    for width in range(180, 260, 4):
        for line in paragraph.lines(12, width):
            left, _, right, _ = bounds_by_fonttools(line, outlines)
            assert max(line.width_pt, right) - min(0.0, left) <= width + 0.25, line.text
