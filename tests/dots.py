"""How many dots of Arabic letters outlast copying: `python -m tests.dots`.

The essential answers of the flyers, set in one face and size, are copied once, twice and three times, as in
tests/photocopies but neither scaled nor turned, so that each dot is looked for where it stood. One is there where a
third of the square that it fills is black. Prints the share of the dots, in percent, over ten seeds.

    python -m tests.dots
    python -m tests.dots --language ur --size 11,12
"""

from __future__ import annotations

import argparse
import io
import random
import sys
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import uharfbuzz as hb
from PIL import Image

from handouts.draw import draw_document, plan_fonts
from handouts.layout.page.frame import Frame, Part, put_block
from handouts.layout.page.placed import Element, PlacedLine
from handouts.paper import LETTER, Box
from handouts.products.document_info import sheet_info
from handouts.products.table import DRAWN
from handouts.text import FontLibrary, Weight
from handouts.text.glyphs import Composite
from tests.debian.reading import OCR_DPI
from tests.measures.press import ROOT, Press
from tests.photocopies import GENERATIONS, THRESHOLD, THRESHOLD_SPREAD, exposed

SEEDS = range(10)
MARGIN_PT, MEASURE_PT = 36.0, 270.0
THERE = 1 / 3
WEIGHTS = {"regular": Weight.REGULAR, "bold": Weight.BOLD}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each face and size."""
    parser = argparse.ArgumentParser(prog="python -m tests.dots", description=__doc__.partition("\n")[0])
    parser.add_argument("--language", default="ar", metavar="TAG")
    parser.add_argument("--size", default="12,12.5,13", metavar="POINTS,...")
    given = parser.parse_args(arguments)
    press = Press()
    print(f"{'face':28}{'size':>6}{'dots':>6}  after " + ", ".join(map(str, range(1, GENERATIONS + 1))) + " copies, %")
    for name, weight in WEIGHTS.items():
        for size in map(float, given.size.split(",")):
            face, page, dots = _set(press, given.language, weight, size)
            left = [0] * GENERATIONS
            for seed in SEEDS:
                chance, copy = random.Random(seed), page
                for generation in range(GENERATIONS):
                    threshold = 255 * (THRESHOLD + chance.uniform(-THRESHOLD_SPREAD, THRESHOLD_SPREAD))
                    copy = exposed(copy, threshold, chance)
                    left[generation] += sum(_is_there(copy, dot) for dot in dots)
            shares = "  ".join(f"{100 * each / len(dots) / len(SEEDS):4.0f}" for each in left)
            print(f"{face + ' (' + name + ')':28}{size:6.1f}{len(dots):6}  {shares}", flush=True)
    return 0


def _set(press: Press, language: str, weight: Weight, size_pt: float) -> tuple[str, Image.Image, list[Box]]:
    """The name of the face, the page as a picture in grey, and where its dots are, in pixels."""
    flyer = press.flyer(language, press.cities[0])
    text = " ".join(piece.text for question in flyer.questions for piece in question.answers if piece.essential)
    setting = press.setting_of(language)
    frame = Frame(LETTER.width_pt, LETTER.height_pt, MARGIN_PT, setting)
    lines = frame.paragraph(text, weight).lines(size_pt, MEASURE_PT)
    placed = put_block(frame, lines, frame.start_pt, MARGIN_PT, size_pt, size_pt * frame.typography.leading)
    page = frame.page((Part((Element("P", placed.marks),), (), placed.bottom_pt),))
    library = FontLibrary(ROOT / "fonts")
    info = sheet_info(flyer, "Author", "2222222", DRAWN["flyer"], 1)
    plan = plan_fonts([page], library, right_to_left=info.right_to_left)
    with pdfium.PdfDocument(io.BytesIO(draw_document([page], info, plan))) as document:
        picture = document[0].render(scale=OCR_DPI / 72, grayscale=True).to_pil().convert("L")
    fonts = {run.font: hb.Font(hb.Face(library.data(run.font))) for line in lines for run in line.runs}
    dots = [dot for mark in placed.marks for dot in _dots_of(mark, fonts)]
    if not dots:
        raise SystemExit(f"{language}: no letter is put together of a base and dots")
    face = max(fonts, key=lambda each: "Arabic" in each or "Nastaliq" in each)
    return face, picture, dots


def _dots_of(mark: PlacedLine, fonts: dict[str, hb.Font]) -> Iterator[Box]:
    """Of each letter that is put together, all parts but the widest, its base: what they blacken, in pixels."""
    pixels = OCR_DPI / 72
    for run in mark.line.runs:
        font, pen = fonts[run.font], 0
        for glyph in run.glyphs:
            if isinstance(glyph.gid, Composite):
                extents = [(part, font.get_glyph_extents(part.gid)) for part in glyph.gid.parts]
                base = max((each.width for _, each in extents), default=0)
                for part, each in extents:
                    if each.width < base:
                        scale = run.size_pt / run.units_per_em * pixels
                        left = (mark.x_pt + run.x_pt) * pixels + (pen + glyph.dx + part.x + each.x_bearing) * scale
                        top = mark.y_pt * pixels - (part.y + each.y_bearing) * scale
                        yield Box(left, top, left + each.width * scale, top - each.height * scale)
            pen += glyph.advance


def _is_there(page: Image.Image, dot: Box) -> bool:
    area = page.crop((round(dot.left), round(dot.top), round(dot.right), round(dot.bottom)))
    black = area.histogram()[0]
    return black >= THERE * area.width * area.height


if __name__ == "__main__":
    sys.exit(main())
