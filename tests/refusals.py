"""Sheets of invented directories, full of figures in every text: proof refuses none of them.

    python -m tests.refusals --sheets 2000 --seed 1 --ocr 20
    python -m tests.refusals --sheets 480 --format zine --language ar,ur

In all languages and formats by turns, or in those that are named. Every so many sheets (`--ocr`, 0 for none) the
numbers are read once more, from the pixels alone, by tesseract. Prints a line for each refusal and each disagreement,
and a sum at the end. The suite tries a few (tests/sheets/test_refusals.py).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from tests.debian.reading import OCR_DPI, png, told
from tests.named import names_of
from tests.sheets.generated import Generated, Generator

BATCH = 20
"""Sheets of a language that share their fonts."""
MARGIN_PX = 40
BELOW_PT = 2.0
"""What the link reaches farther down than brackets: there the next line may begin."""
SIGNS = "0123456789*#+"


class Tried(NamedTuple):
    """What became of the sheets."""

    sheets: int
    refused: int
    looked_at: int
    disagreements: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the sheets; 1 where any is refused, or read otherwise from its pixels."""
    parser = argparse.ArgumentParser(prog="python -m tests.refusals", description=__doc__.partition("\n")[0])
    parser.add_argument("--sheets", type=int, default=2000, help="how many (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="where the seeds begin (default: 1)")
    parser.add_argument(
        "--ocr", type=int, default=20, help="look at the pixels of every so many (default: 20; 0: none)"
    )
    generator = Generator()
    for name, known in (("format", generator.forms), ("language", generator.languages)):
        parser.add_argument(f"--{name}", default=known, type=names_of(known), metavar="NAME,...", help=", ".join(known))
    options = parser.parse_args(arguments)
    if options.ocr and not shutil.which("tesseract"):
        parser.error("there is no tesseract; install it, or give --ocr 0")
    begin = time.monotonic()
    sheets = generated(generator, options.seed, options.format, options.language)
    tried = try_out(islice(sheets, options.sheets), options.ocr)
    print(
        f"{tried.sheets} sheets in {time.monotonic() - begin:.0f} s ({generator.not_fitting} more found no room): "
        f"{tried.refused} refused; of {tried.looked_at} looked at, {tried.disagreements} read otherwise"
    )
    return 1 if tried.refused or tried.disagreements else 0


def generated(generator: Generator, seed: int, forms: Sequence[str], languages: Sequence[str]) -> Iterator[Generated]:
    """Sheets without end, language by language, in these formats by turns."""
    for batch in count():
        tag = languages[batch % len(languages)]
        first = seed + BATCH * (batch // len(languages))
        yield from generator.sheets(tag, range(first, first + BATCH), forms)


def try_out(sheets: Iterator[Generated], every: int) -> Tried:
    """Prints what is wrong with any."""
    number = refused = looked_at = disagreements = 0
    for number, sheet in enumerate(sheets, start=1):
        name = f"{sheet.flyer.language} {sheet.form} seed {sheet.seed}"
        if sheet.refusals:
            refused += 1
            print(f"{name}: {'; '.join(sheet.refusals[:4])}", flush=True)
        if every and (sheet.refusals or number % every == 0):
            looked_at += 1
            if misread := misread_by_ocr(sheet):
                disagreements += 1
                print(f"{name}: tesseract does not read {', '.join(misread)}", flush=True)
    return Tried(number, refused, looked_at, disagreements)


def misread_by_ocr(sheet: Generated) -> list[str]:
    """The strings to dial that tesseract does not read under their links, digit for digit."""
    wanted: dict[str, set[str]] = {}
    for dial in sheet.flyer.dial_strings():
        wanted.setdefault(dial.href, set()).add(_signs(dial.printed))
    cuts, said = [], []
    with pdfium.PdfDocument(sheet.pdf) as document:
        for page in document:
            picture = page.render(scale=OCR_DPI / 72, grayscale=True).to_pil()
            for href, box in _links(page):
                if href in wanted:
                    cuts.append(picture.crop([round(edge * OCR_DPI / 72) for edge in box]))
                    said.append(wanted[href])
    read = [_signs(line) for line in _lines_of(cuts)]
    if len(read) == len(said):
        return ["/".join(sorted(forms)) for forms, line in zip(said, read, strict=True) if line not in forms]
    return ["/".join(sorted(forms)) for forms in said if not forms & set(read)]


def _lines_of(cuts: Sequence[Image.Image]) -> list[str]:
    """What tesseract reads in pictures, set below each other on one sheet."""
    framed = [ImageOps.expand(cut, MARGIN_PX // 2, 255) for cut in cuts]
    if not framed:
        return []
    sheet = Image.new("L", (max(cut.width for cut in framed) + MARGIN_PX, sum(cut.height for cut in framed)), 255)
    y = 0
    for cut in framed:
        sheet.paste(cut, (MARGIN_PX // 2, y))
        y += cut.height
    only = ("-c", f"tessedit_char_whitelist={SIGNS}()-")
    text = told("tesseract", "-", "-", "-l", "eng", "--psm", "6", *only, stdin=png(sheet))
    return [line for line in text.splitlines() if line.strip()]


def _links(page: pdfium.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Where links lead, and where they lie, in points from the top left."""
    from handouts.proof.reading import Page
    from handouts.proof.text_lines import NO_TEXT

    for link in Page(page, NO_TEXT).links:
        yield link.href, (link.left_pt - 2, link.top_pt, link.right_pt + 2, link.bottom_pt - BELOW_PT)


def _signs(text: str) -> str:
    return "".join(character for character in text if character in SIGNS)


if __name__ == "__main__":
    sys.exit(main())
