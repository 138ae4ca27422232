"""Placed pages made by hand: lines shaped straight with HarfBuzz, no text engine, no layout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import uharfbuzz as hb

from handouts.layout.page.placed import (
    DocumentInfo,
    Element,
    Link,
    Mark,
    PlacedLine,
    PlacedPage,
    PlacedRule,
    PlacedShape,
    Shape,
)
from handouts.paper import Box
from handouts.text.glyphs import Composite, Glyph, GlyphRun, Ink, Line, Part

FONTS = Path(__file__).resolve().parents[2] / "fonts"
REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
ARABIC, DEVANAGARI, CHINESE = "NotoSansArabic-Medium", "NotoSansDevanagari-Medium", "NotoSansSC-Regular"


class FontFolder:
    """A FontSource over the fonts that ship."""

    def face(self, name: str) -> hb.Face:
        return hb.Face(self.data(name))

    def data(self, name: str) -> bytes:
        return (FONTS / f"{name}.ttf").read_bytes()


@cache
def _font(name: str) -> hb.Font:
    return hb.Font(hb.Face(FontFolder().data(name)))


def shape(text: str, font: str, size_pt: float, *, right_to_left: bool = False, x_pt: float = 0.0) -> GlyphRun:
    """One run, one glyph a cluster."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    hb.shape(_font(font), buffer)
    starts = [*sorted({info.cluster for info in buffer.glyph_infos}), len(text)]
    ends = dict(pairwise(starts))
    glyphs = []
    infos = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    for cluster, members in groupby(infos, key=lambda each: each[0].cluster):
        parts, pen = [], 0
        for info, position in members:
            parts.append(Part(info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
        own = text[cluster : ends[cluster]]
        drawn = tuple(part for part in parts if _font(font).get_glyph_extents(part.gid).width)
        gid = parts[0].gid if len(parts) == len(own) == 1 else Composite(pen, drawn)
        glyphs.append(Glyph(gid, pen, parts[0].x if isinstance(gid, int) else 0, own))
    return GlyphRun(font, size_pt, _font(font).face.upem, x_pt, right_to_left, tuple(glyphs))


def line(text: str, font: str = REGULAR, size_pt: float = 12.0, *, right_to_left: bool = False) -> Line:
    """A line of one run."""
    return line_of([shape(text, font, size_pt, right_to_left=right_to_left)], text)


def line_of(runs: Sequence[GlyphRun], text: str) -> Line:
    """A line of these runs, one after the other as they are placed."""
    last = runs[-1]
    width = last.x_pt + sum(glyph.advance for glyph in last.glyphs) * last.size_pt / last.units_per_em
    size = last.size_pt
    return Line(tuple(runs), width, Ink(0, -0.25 * size, width, 0.75 * size), text)


def text_at(x_pt: float, y_pt: float, text: str, font: str = REGULAR, size_pt: float = 12.0) -> PlacedLine:
    """A left-to-right line at a place."""
    return PlacedLine(line(text, font, size_pt), x_pt, y_pt)


SQUARES = Shape(
    tuple(("R", (float(x), float(y), 1.0, 1.0)) for x in range(21) for y in range(21) if (x * y) % 3 == 0),
    Box(0, 0, 21, 21),
)
TRIANGLE = Shape((("M", (0, 0)), ("L", (24, 0)), ("C", (24, 12, 12, 24, 0, 24)), ("Z", ())), Box(0, 0, 24, 24))


def info(language: str = "en", title: str = "Help near you", *, right_to_left: bool = False) -> DocumentInfo:
    """A document's description."""
    return DocumentInfo(title, language, right_to_left, "2021-04-07", "Publisher & Friends", ("help", "phone numbers"))


def english_page(city: str = "Tijuana", phone: str = "664 208 8994") -> PlacedPage:
    """A small page with everything that a flyer has: headings, lists, a table, links, a figure, decoration."""
    dial = Link("tel:+526642088994", f"Call {phone}")
    table = Element(
        "Table",
        (
            Element(
                "TR",
                (
                    Element("TH", (text_at(40, 220, "Organisation ", BOLD),), scope="Column"),
                    Element("TH", (text_at(220, 220, "From Mexico ", BOLD),), scope="Column"),
                    Element("TH", (text_at(400, 220, "From the U.S. ", BOLD),), scope="Column"),
                ),
            ),
            Element(
                "TR",
                (
                    Element("TH", (text_at(40, 240, "Al Otro Lado "),), scope="Row", row_span=2),
                    Element("TD", (Element("Link", (text_at(220, 240, phone, BOLD),), link=dial),)),
                    Element("TD", (text_at(400, 240, "011 52 664 208 8994", BOLD),)),
                ),
            ),
            Element("TR", (Element("TD", (text_at(220, 260, "see the website "),), column_span=2),)),
        ),
    )
    bullets = Element(
        "L",
        tuple(
            Element(
                "LI",
                (
                    Element("Lbl", (text_at(40, y, "•"),)),
                    Element("LBody", (text_at(52, y, text),)),
                ),
            )
            for y, text in ((300, "Call before you go. "), (316, "Bring your papers (if you have any). "))
        ),
    )
    numberless = Element("L", (Element("LI", (Element("LBody", (text_at(40, 340, "One more thing. "),)),)),))
    website = Element(
        "Link",
        (text_at(40, 700, "help.asylumadvocacy.org "), text_at(40, 716, "and (more) ")),
        link=Link("https://help.asylumadvocacy.org/a(b)", "Our website: help.asylumadvocacy.org"),
    )
    code = Element("Figure", (PlacedShape(SQUARES, 480, 640, 3.5),), alt="QR code", box=Box(480, 640, 553.5, 713.5))
    return PlacedPage(
        612,
        792,
        (
            Element("H1", (text_at(40, 60, f"Information for {city} ", BOLD, 20),), title=city),
            Element("P", (text_at(40, 90, "Unfortunately, no. The office fi"), text_at(40, 106, "lls up early. "))),
            Element("P", (text_at(40, 130, "Ayuda cerca de usted. "),), language="es"),
            Element("Sect", (Element("H2", (text_at(40, 190, "Numbers ", BOLD, 14),)), table)),
            bullets,
            numberless,
            Element("P", (text_at(40, 680, "Read more: "), website)),
            code,
        ),
        (
            PlacedRule(40, 200, 572, 200, 0.5),
            PlacedRule(40, 205, 572, 205, 0.75, (2, 2)),
            PlacedShape(TRIANGLE, 580, 20, 0.5, 0.8),
            PlacedShape(TRIANGLE, 580, 40, 0.5),
        ),
    )


def page_of(*marks: Mark, role: str = "P") -> PlacedPage:
    """A page with one element of these marks."""
    return PlacedPage(612, 792, (Element("H1", (text_at(40, 40, "Title "),)), Element(role, tuple(marks))))


def arabic_page() -> PlacedPage:
    """Right to left, with a telephone number in a run of its own."""
    heading = line("معلومات", ARABIC, 18, right_to_left=True)
    words = shape("اتصل بالرقم ", ARABIC, 13, right_to_left=True, x_pt=100)
    phone = shape("664-208-8994", BOLD, 12, x_pt=0)
    return PlacedPage(
        612,
        792,
        (
            Element("H1", (PlacedLine(heading, 450, 60),)),
            Element("P", (PlacedLine(line_of([phone, words], "اتصل بالرقم 664-208-8994"), 350, 100),)),
        ),
    )


def hindi_page() -> PlacedPage:
    """Glyphs out of the order of their letters, marks moved from the pen."""
    text = "कृपया क्षेत्रीय कार्यालय में संपर्क करें "
    sentence = line(text, DEVANAGARI, 13)
    return PlacedPage(
        612,
        792,
        (
            Element("H1", (PlacedLine(line("जानकारी", DEVANAGARI, 18), 40, 60),)),
            Element("P", (PlacedLine(sentence, 40, 100),)),
        ),
    )


def chinese_page() -> PlacedPage:
    """Many different glyphs."""
    return PlacedPage(
        612,
        792,
        (
            Element("H1", (PlacedLine(line("寻求庇护的信息", CHINESE, 18), 40, 60),)),
            Element("P", (PlacedLine(line("请拨打电话 664 208 8994。", CHINESE, 12), 40, 100),)),
        ),
    )
