"""Print files as a person handles them: printed on both sides by what the file tells the printer, cut, folded, read.

Nothing here knows the schemes. Pages bear their number in black and white squares, so that from pixels it is known
which page stands somewhere, whole and upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from handouts.bind.print_files import PrintFiles, PrintJob, make_print_files
from handouts.bind.staff import StaffSetting
from handouts.layout import LanguageSetting, typography_of
from handouts.paper import PRESS_PAPER_NAMES, Paper, press_papers
from handouts.products.loading import load_data
from handouts.schemes import Scheme
from handouts.text import FontLibrary, Typesetter

ROOT = Path(__file__).parents[2]
SCALE = 0.5
"""Pixels a point."""
BITS = 8
OFICIO_MM = (216.0, 340.0)
PAPERS: dict[str, Paper] = {paper.name: paper for paper in press_papers(OFICIO_MM)}
assert tuple(PAPERS) == PRESS_PAPER_NAMES


@cache
def staff() -> StaffSetting:
    """What slugs are set with, of the shipped data."""
    data = load_data(ROOT / "data")
    languages, library = data.languages.languages, FontLibrary(ROOT / "fonts")
    english = next(each for each in languages if each.tag == "en")
    setting = LanguageSetting(typography_of(english, languages), Typesetter(library))
    return StaffSetting(setting, library, "2021-04-07", "Publisher")


# --- pages that say who they are ----------------------------------------------------------------------------------


def numbered(
    count: int,
    width_pt: float,
    height_pt: float,
    *,
    first: int = 1,
    turn: int = 0,
    corner: tuple[float, float] = (0, 0),
) -> bytes:
    """A file of pages that look so large, each with its number. `turn`: they lie turned in the file, and say so.
    `corner`: where the coordinates of what is shown begin."""
    with pikepdf.new() as document:
        shown = (height_pt, width_pt) if turn % 180 else (width_pt, height_pt)
        x, y = corner
        for number in range(first, first + count):
            page = document.add_blank_page(page_size=shown)
            page.MediaBox = pikepdf.Array([x - 9, y - 9, x + shown[0] + 9, y + shown[1] + 9])
            page.CropBox = pikepdf.Array([x, y, x + shown[0], y + shown[1]])
            back = {
                0: f"1 0 0 1 {x} {y}",
                90: f"0 1 -1 0 {x + shown[0]} {y}",
                180: f"-1 0 0 -1 {x + shown[0]} {y + shown[1]}",
                270: f"0 -1 1 0 {x} {y + shown[1]}",
            }[turn]
            squares = [
                f"{left * width_pt:.3f} {(1 - top - _HIGH) * height_pt:.3f} "
                f"{_WIDE * width_pt:.3f} {_HIGH * height_pt:.3f} re"
                for left, top in _squares(number)
            ]
            content = f"q {back} cm {' '.join(squares)} f Q"
            page.Contents = document.make_stream(content.encode())
            if turn:
                page.Rotate = turn
        out = BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


_LEFT, _TOP, _WIDE, _HIGH = 0.1, 0.12, 0.08, 0.06


def _squares(number: int) -> Iterator[tuple[float, float]]:
    """Left and top, as parts of the page: a black square, the bits, and below them what they are not."""
    bits = [number >> place & 1 for place in range(BITS)]
    for row, line in enumerate(([1, *bits, 0], [1, *(1 - bit for bit in bits), 1])):
        for column, bit in enumerate(line):
            if bit:
                yield _LEFT + column * _WIDE, _TOP + row * _HIGH


def page_in(picture: Image.Image) -> int | None:
    """The number of the page in this picture; None where it is white. Raises AssertionError for anything else: a page
    on its head, cut off, or two."""
    grey = picture.convert("L")
    width, height = grey.size

    def dark(row: int, column: int) -> bool:
        at = (_LEFT + (column + 0.5) * _WIDE) * width, (_TOP + (row + 0.5) * _HIGH) * height
        return int(grey.getpixel((int(at[0]), int(at[1])))) < 128  # type: ignore[arg-type]

    inner = grey.crop((int(0.05 * width), int(0.05 * height), int(0.95 * width), int(0.95 * height)))
    if inner.getextrema()[0] > 128:  # type: ignore[operator]
        return None
    first, second = ([dark(row, column) for column in range(BITS + 2)] for row in (0, 1))
    assert (first[0], second[0], first[-1], second[-1]) == (True, True, False, True), "no page stands here upright"
    assert [not bit for bit in first[1:-1]] == second[1:-1], "the page is not whole"
    return sum(bit << place for place, bit in enumerate(first[1:-1]))


# --- the printer --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """A sheet from the printer. `back`: as one sees it who turns the sheet like the page of a book."""

    front: Image.Image
    back: Image.Image | None


def pictures(pdf: bytes, scale: float = SCALE) -> list[Image.Image]:
    """The pages, as pdfium shows them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale).to_pil() for page in document]
    finally:
        document.close()


def told_to_the_printer(pdf: bytes) -> str:
    """Simplex, DuplexFlipLongEdge or DuplexFlipShortEdge."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return str(document.Root.ViewerPreferences.Duplex)[1:]


def printed(pdf: bytes) -> list[Printed]:
    """The sheets that come out of a printer which does as the file says."""
    sides = pictures(pdf)
    told = told_to_the_printer(pdf)
    if told == "Simplex":
        return [Printed(side, None) for side in sides]
    assert len(sides) % 2 == 0
    return [turned_over(front, back, told) for front, back in zip(sides[::2], sides[1::2], strict=True)]


def turned_over(front: Image.Image, back: Image.Image, told: str) -> Printed:
    """A back is printed so that it stands upright for him who turns the sheet about that edge. Where the edge lies
    across, he who turns the sheet like the page of a book sees it on its head."""
    upright_edge = "DuplexFlipShortEdge" if front.width > front.height else "DuplexFlipLongEdge"
    return Printed(front, back if told == upright_edge else back.rotate(180))


# --- knife and folding bone ---------------------------------------------------------------------------------------


def cell(side: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """A piece of a side, in points."""
    return side.crop(tuple(round(edge * SCALE) for edge in box))  # type: ignore[arg-type]


def halves(side: Image.Image, width_pt: float, height_pt: float, top_pt: float) -> tuple[Image.Image, Image.Image]:
    """The two pages beside the fold in the middle."""
    fold = side.width / SCALE / 2
    return (
        cell(side, (fold - width_pt, top_pt, fold, top_pt + height_pt)),
        cell(side, (fold, top_pt, fold + width_pt, top_pt + height_pt)),
    )


def booklet(
    sheets: Sequence[Printed], width_pt: float, height_pt: float, top_pt: float = 0.0, *, spine: str = "left"
) -> list[int | None]:
    """Lay the sheets into each other, the first outside, fold, and leaf through, front cover first."""
    return [page_in(side) for side in leafed_through(sheets, width_pt, height_pt, top_pt, spine=spine)]


def leafed_through(
    sheets: Sequence[Printed], width_pt: float, height_pt: float, top_pt: float = 0.0, *, spine: str = "left"
) -> list[Image.Image]:
    """The same, as pictures of all pages."""
    opened = []
    for sheet in sheets:
        assert sheet.back is not None
        front, back = (halves(side, width_pt, height_pt, top_pt) for side in (sheet.front, sheet.back))
        # Two leaves: the one at the right of the fold has at its back what is seen at the left when it is turned.
        right, left = (front[1], back[0]), (back[1], front[0])
        if spine == "right":
            right, left = (front[0], back[1]), (back[0], front[1])
        opened.append((right, left))
    leaves = [right for right, _ in opened] + [left for _, left in reversed(opened)]
    return [side for leaf in leaves for side in leaf]


def piles(
    sheets: Sequence[Printed], width_pt: float, height_pt: float, edges: tuple[Sequence[float], Sequence[float]]
) -> Iterator[list[int | None]]:
    """Cut the stack along these edges, and leaf through each pile."""
    for left in edges[0]:
        for top in edges[1]:
            pile: list[int | None] = []
            for sheet in sheets:
                pile.append(page_in(cell(sheet.front, (left, top, left + width_pt, top + height_pt))))
                if sheet.back is not None:
                    behind = sheet.front.width / SCALE - left - width_pt
                    pile.append(page_in(cell(sheet.back, (behind, top, behind + width_pt, top + height_pt))))
            yield pile


def zine(sheet: Printed, *, spine: str = "left") -> list[int | None]:
    """The pages of a zine, in the order in which they are turned."""
    return [page_in(face) for face in zine_pages(sheet.front, spine=spine)]


def zine_pages(front: Image.Image, *, spine: str = "left") -> list[Image.Image]:
    """Fold the long way with the print outside: the upper panels lie behind the lower ones, on their head no more. The
    slit lets the ends be pushed together into a cross of four leaves, two panels back to back each; closed so that the
    panel beside the outer fold is the cover."""
    width, height = front.width / SCALE / 4, front.height / SCALE / 2
    lower = [cell(front, (column * width, height, (column + 1) * width, 2 * height)) for column in range(4)]
    upper = [cell(front, (column * width, 0, (column + 1) * width, height)).rotate(180) for column in range(4)]
    ends = [(lower[0], upper[0]), (upper[3], lower[3])]  # folded at the long fold
    inner = [(lower[1], lower[2]), (upper[2], upper[1])]  # pushed out at the slit
    # Around the cross, from the leaf at the left: its lower face, then from leaf to leaf, to its upper face.
    around = [ends[0][0], *inner[0], *ends[1][::-1], *inner[1], ends[0][1]]
    cover = 3 if spine == "left" else 0
    if spine == "left":
        start = around.index(lower[cover])
        faces = [*around[start:], *around[:start]]
    else:
        back = around[::-1]
        start = back.index(lower[cover])
        faces = [*back[start:], *back[:start]]
    return faces


def made(
    scheme: Scheme,
    *files: bytes,
    paper: str = "letter",
    name: str = "test",
    **asked: object,
) -> PrintFiles:
    """The command's work, without the command."""
    named = tuple((f"{name}{index}.pdf", pdf) for index, pdf in enumerate(files))
    job = PrintJob(named, name, scheme, PAPERS[paper], tuple(PAPERS.values()), **asked)  # type: ignore[arg-type]
    return make_print_files(job, staff())


def one(files: PrintFiles) -> bytes:
    """The print file where there is one."""
    (content,) = files.files.values()
    return content


def text_of(pdf: bytes) -> str:
    """All words, as pdfium reads them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
