"""Compare a picture for phones with the sheet that it shows. What wrote it is not asked: Pillow decodes the file, zxing
reads its QR code, FreeType draws every number again, and pdfium and pdfminer.six say what stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageOps

from handouts.content.flyer import Flyer
from handouts.layout.page.window import GREYS, WIDTH_PX, window_of
from handouts.proof.cells import Cell, read_cells
from handouts.proof.ink import ink_findings
from handouts.proof.pixels import WHITE, codes_in, has_above
from handouts.proof.reading import Page, UnreadableError, opened
from handouts.proof.tools import Tools
from handouts.proof.wording import has_right_to_left

_STEP = WHITE // (GREYS - 1)
_NEAR = (_STEP + 1) // 2
"""By how much a grey may differ from the page's own: half the distance of two."""
_DARK_PX = 40
"""The code is read on a dark screen."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A page as the picture shows it, with white for the margins that it does not show."""

    picture: Image.Image
    pixels_per_pt: float


def prove_picture(
    png: bytes, pdf: bytes, flyer: Flyer, left_out: Collection[str], edition: str, tools: Tools
) -> tuple[str, ...]:
    """What is wrong with a picture of the sheet `pdf`, in words; empty where nothing is. `flyer`: the sheet's content,
    `left_out` ids of what of it is not on the sheet."""
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as file:
            file.load()
            picture: Image.Image = file
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        return (f"the file can't be read as PNG ({error})",)
    # pdfminer.six is asked for brackets among right-to-left text only: what else it reads was compared with pdfium's
    # text when the sheet was proved.
    only = None if any(has_right_to_left(each.text) for each in flyer.texts()) else 0
    try:
        with opened(pdf, tools.second, only=only, scale=lambda *size: window_of(*size).pixels_per_pt) as pages:
            return tuple(_findings(picture, pages, flyer.without(left_out), left_out, edition, tools))
    except UnreadableError as error:
        return (f"the sheet that it shows can't be read as PDF ({error})",)


def _findings(
    picture: Image.Image,
    pages: Sequence[Page],
    flyer: Flyer,
    left_out: Collection[str],
    edition: str,
    tools: Tools,
) -> Iterator[str]:
    boxes = [window_of(page.width_pt, page.height_pt).box(page.picture.height) for page in pages]
    size = WIDTH_PX, sum(bottom - top for _, top, _, bottom in boxes)
    if picture.mode != "L" or picture.size != size:
        measured, wanted = (f"{width} x {height}" for width, height in (picture.size, size))
        yield f"it measures {measured} pixels ({picture.mode}), not {wanted} in grey"
        return
    if not picture.getcolors(GREYS):
        yield f"it has more than {GREYS} greys"
    shown: list[_Side] = []
    top = 0
    for number, (page, box) in enumerate(zip(pages, boxes, strict=True), 1):
        part = picture.crop((0, top, WIDTH_PX, top + box[3] - box[1]))
        top += part.height
        if has_above(ImageChops.difference(part, page.picture.crop(box)), _NEAR):
            yield f"it does not show page {number} of its sheet as it is"
        whole = Image.new("L", page.picture.size, WHITE)
        whole.paste(part, box[:2])
        shown.append(_Side(whole, page.pixels_per_pt))
    if (codes := [code.text for code in codes_in(ImageOps.expand(picture, _DARK_PX, 0))]) != [flyer.website]:
        yield f"the QR codes read {codes}, not {flyer.website}"
    cells = read_cells(pages, flyer)
    yield from _missing(cells, flyer, left_out)
    yield from ink_findings(shown, cells, tools.faces)
    yield from _edition_findings(pages, edition)


def _missing(cells: Sequence[Cell], flyer: Flyer, left_out: Collection[str]) -> Iterator[str]:
    wanted = Counter(dial.printed for dial in flyer.dial_strings() if dial.piece not in left_out)
    found = Counter(cell.place.text for cell in cells)
    for printed in wanted - found:
        yield f"{printed} is not on the sheet that it shows"


def _edition_findings(pages: Sequence[Page], edition: str) -> Iterator[str]:
    """Every side has the code of the edition: by where its characters stand, as pdfium takes it apart among
    right-to-left text."""
    for number, page in enumerate(pages, 1):
        characters = page.characters(index for index, each in enumerate(page.text) if each in edition)
        standing = sorted(characters, key=lambda each: (round(each.baseline_pt), each.origin_pt))
        if edition not in "".join(each.text for each in standing):
            yield f"page {number} of its sheet has no edition {edition}"
