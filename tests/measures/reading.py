"""A finished page as pdfium finds it: lines of text with the ink of their characters, shapes, pictures.

Points from the top left of the page. A line is one text object of the content stream (BT to ET), whatever fonts and
heights are in it; which text-showing operators belong to it is read from the stream by pikepdf. pdfium has one object
for each of those operators, in the same order.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image, ImageChops, ImageOps

_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_OPERATOR = re.compile(rb"/(\w+)\s*<</MCID (\d+)>>\s*BDC|\b(BT|TJ|Tj|W)\b\*?")
_MARKS = "\u200e\u061c"
"""Left-to-right mark and Arabic letter mark: they say how neighbours are read, and nothing is drawn for them."""
_BLACK = [255 * (level >= 128) for level in range(256)]
"""For `point`: more black than white is black."""


class Box(NamedTuple):
    """In points, from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def wider(self, x_pt: float, y_pt: float | None = None) -> Box:
        """The box with that much more on each side."""
        y_pt = x_pt if y_pt is None else y_pt
        return Box(self.left - x_pt, self.top - y_pt, self.right + x_pt, self.bottom + y_pt)

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def common(self, other: Box) -> Box:
        """What lies in both; where they lie apart, what lies between them."""
        left, right = sorted((max(self.left, other.left), min(self.right, other.right)))
        top, bottom = sorted((max(self.top, other.top), min(self.bottom, other.bottom)))
        return Box(left, top, right, bottom)


def union(boxes: Iterable[Box]) -> Box:
    found = list(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )


@dataclass(frozen=True, slots=True)
class Run:
    """What one operator shows: one font at one size. `box`: ink from top to bottom, from origin to advance else.
    `handle`: pdfium's object."""

    font: str
    size_pt: float
    box: Box
    black: bool
    handle: Any


@dataclass(frozen=True, slots=True)
class Character:
    """One character: `box` is its ink, (`x_pt`, `y_pt`) its origin on the baseline."""

    text: str
    box: Box
    x_pt: float
    y_pt: float
    size_pt: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One set line. `marked`: the number of its marked content, -1 where it is no tagged content."""

    runs: tuple[Run, ...]
    characters: tuple[Character, ...]
    marked: int

    @property
    def text(self) -> str:
        """In the order in which pdfium reads it, without the spaces that pdfium makes up."""
        return "".join(each.text for each in self.characters)

    @property
    def box(self) -> Box:
        return union(run.box for run in self.runs)

    @property
    def size_pt(self) -> float:
        """Of the largest run."""
        return max(run.size_pt for run in self.runs)

    @property
    def baseline_pt(self) -> float:
        """Where most of its characters stand."""
        heights = sorted(each.y_pt for each in self.characters)
        return heights[len(heights) // 2]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A path with its ink. `stroke_pt` is 0 for what is filled; `straight`: a rule; `grey`: no colour in it."""

    box: Box
    stroke_pt: float
    straight: bool
    black: bool
    grey: bool
    handle: Any


class Page:
    """One page. What is read is kept; it closes with its file."""

    def __init__(self, page: pdfium.PdfPage, content: bytes) -> None:
        self._page = page
        self._content = _STRING.sub(b"(", content)
        self.width_pt, self.height_pt = page.get_size()
        self._handles = [c.FPDFPage_GetObject(page.raw, index) for index in range(c.FPDFPage_CountObjects(page.raw))]
        self._kinds = [c.FPDFPageObj_GetType(handle) for handle in self._handles]
        self._all_shown = True
        self.other_kinds = set(self._kinds) - {c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_PATH}
        self.clipped = False  # whether anything in the stream sets a clipping path
        self.lines: list[Line] = []
        self._read_lines()

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width_pt, self.height_pt)

    @cached_property
    def shapes(self) -> list[Shape]:
        return [
            self._shape(h) for h, kind in zip(self._handles, self._kinds, strict=True) if kind == c.FPDF_PAGEOBJ_PATH
        ]

    @cached_property
    def paragraphs(self) -> list[list[Line]]:
        """Lines that follow each other under one number of marked content, in the order of the stream."""
        found: list[list[Line]] = []
        for line in self.lines:
            if found and line.marked >= 0 and found[-1][0].marked == line.marked:
                found[-1].append(line)
            else:
                found.append([line])
        return found

    def picture(self, dpi: int, area: Box | None = None, only: Sequence[Any] | None = None) -> Image.Image:
        """Ink in grey, 255 is black. `only`: objects that are drawn, by their handles; `area`: what of the page."""
        self._show_all(shown=only is None)
        for handle in only or ():
            c.FPDFPageObj_SetIsActive(handle, True)
        try:
            return self._render(dpi, area)
        finally:
            for handle in only or ():
                c.FPDFPageObj_SetIsActive(handle, False)

    @cached_property
    def ink(self) -> Image.Image:
        """The whole page at 150 dpi."""
        return self.picture(150)

    def colours(self) -> Image.Image:
        """The page in colour at 72 dpi."""
        self._show_all(shown=True)
        picture: Image.Image = self._page.render(scale=1).to_pil()
        return picture.convert("RGB")

    def _render(self, dpi: int, area: Box | None) -> Image.Image:
        crop = (0.0, 0.0, 0.0, 0.0)
        if area is not None:
            area = area.common(self.box)
            if min(area.width, area.height) * dpi / 72 < 2:
                return Image.new("L", (1, 1))
            crop = (area.left, self.height_pt - area.bottom, self.width_pt - area.right, area.top)
        picture = self._page.render(scale=dpi / 72, crop=crop, grayscale=True).to_pil()
        return ImageOps.invert(picture.convert("L"))

    def _show_all(self, *, shown: bool) -> None:
        if shown == self._all_shown:
            return
        for handle in self._handles:
            c.FPDFPageObj_SetIsActive(handle, shown)
        self._all_shown = shown

    # --- objects ------------------------------------------------------------------------------------------------

    def _read_lines(self) -> None:
        texts = [h for h, kind in zip(self._handles, self._kinds, strict=True) if kind == c.FPDF_PAGEOBJ_TEXT]
        groups: list[list[Any]] = []
        remaining = iter(texts)
        for hit in _OPERATOR.finditer(self._content):
            if hit[3] == b"BT":
                groups.append([])
            elif hit[3] in (b"TJ", b"Tj"):
                groups[-1].append(next(remaining))
            elif hit[3] == b"W":
                self.clipped = True
        assert next(remaining, None) is None, "pdfium has as many text objects as the stream shows strings"
        characters = self._characters()
        for handles in groups:
            found = tuple(each for handle in handles for each in characters.get(_address(handle), ()))
            if any(not each.text.isspace() for each in found):
                marked = c.FPDFPageObj_GetMarkedContentID(handles[0])
                self.lines.append(Line(tuple(self._run(handle) for handle in handles), found, marked))

    def _run(self, handle: Any) -> Run:
        size = ctypes.c_float()
        c.FPDFTextObj_GetFontSize(handle, size)
        matrix = c.FS_MATRIX()
        c.FPDFPageObj_GetMatrix(handle, matrix)
        black = _colour(c.FPDFPageObj_GetFillColor, handle) == (0, 0, 0)
        return Run(_font_of(handle), round(size.value * abs(matrix.d), 3), self._bounds(handle), black, handle)

    def _characters(self) -> dict[int, list[Character]]:
        """By the text object that shows them."""
        found: dict[int, list[Character]] = {}
        sizes: dict[int, float] = {}
        text = self._page.get_textpage()
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text.count_chars()):
            handle = c.FPDFText_GetTextObject(text.raw, index)
            character = chr(c.FPDFText_GetUnicode(text.raw, index))
            if c.FPDFText_IsGenerated(text.raw, index) == 1 or not handle or character in _MARKS:
                continue
            address = _address(handle)
            if address not in sizes:
                sizes[address] = self._run(handle).size_pt
            c.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
            c.FPDFText_GetCharOrigin(text.raw, index, x, y)
            box = Box(left.value, self.height_pt - top.value, right.value, self.height_pt - bottom.value)
            found.setdefault(address, []).append(
                Character(character, box, x.value, self.height_pt - y.value, sizes[address])
            )
        return found

    def _bounds(self, handle: Any) -> Box:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
        return Box(left.value, self.height_pt - top.value, right.value, self.height_pt - bottom.value)

    def _shape(self, handle: Any) -> Shape:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(handle, filled, stroked)
        width = ctypes.c_float()
        c.FPDFPageObj_GetStrokeWidth(handle, width)
        matrix = c.FS_MATRIX()
        c.FPDFPageObj_GetMatrix(handle, matrix)
        stroke = width.value * abs(matrix.a or matrix.b) if stroked.value else 0.0
        # pdfium makes the box of a stroked path larger by a whole stroke on each side.
        path = self._bounds(handle).wider(-stroke)
        straight = bool(stroked.value) and min(path.width, path.height) < 0.01
        across = path.height <= path.width
        box = path.wider(0.0 if straight and across else stroke / 2, 0.0 if straight and not across else stroke / 2)
        colours = [_colour(c.FPDFPageObj_GetFillColor, handle)] * bool(filled.value)
        colours += [_colour(c.FPDFPageObj_GetStrokeColor, handle)] * bool(stroked.value)
        return Shape(
            box,
            round(stroke, 4),
            straight,
            all(colour == (0, 0, 0) for colour in colours),
            all(len(set(colour)) == 1 for colour in colours),
            handle,
        )


class Boxes(NamedTuple):
    """What a page says of its sheet: left, bottom, right, top, in points from the bottom left; empty where it says
    nothing."""

    media: tuple[float, ...]
    crop: tuple[float, ...]
    trim: tuple[float, ...]


class File:
    """A whole file. Use it as a context. `preferences`: what it proposes to viewers and print dialogs."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pdfium.PdfDocument(pdf)
        with pikepdf.open(BytesIO(pdf)) as file:
            contents = [_content(page) for page in file.pages]
            self.boxes = [_boxes(page) for page in file.pages]
            self.preferences = {key: str(value) for key, value in file.Root.get("/ViewerPreferences", {}).items()}
        self.pages = [Page(self._document[index], content) for index, content in enumerate(contents)]

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()


def _boxes(page: pikepdf.Page) -> Boxes:
    return Boxes(*[tuple(map(float, page.get(key, []))) for key in ("/MediaBox", "/CropBox", "/TrimBox")])


def darkest(picture: Image.Image) -> int:
    """The ink of its blackest pixel."""
    return len(picture.histogram()) - 1 - next(i for i, count in enumerate(reversed(picture.histogram())) if count)


def is_inked(picture: Image.Image) -> bool:
    """Whether any pixel is more black than white."""
    return darkest(picture) >= 128


def what_stays(picture: Image.Image, side: int) -> Image.Image:
    """What stays of black areas into which a square of that many pixels fits."""
    picture = picture.point(_BLACK)
    for combine, sign in ((ImageChops.darker, 1), (ImageChops.lighter, -1)):
        for dx, dy in ((sign, 0), (0, sign)):
            found = picture
            for distance in range(1, side):
                found = combine(found, _moved(picture, dx * distance, dy * distance))
            picture = found
    return picture


def spread(picture: Image.Image, radius: int) -> Image.Image:
    """Black, with a disc of that many pixels around each pixel that is."""
    picture = picture.point(_BLACK)
    found, widened, reached = picture, picture, 0
    for dy in range(radius, -1, -1):  # the disc's rows become longer towards its middle
        reach = int((radius * radius - dy * dy) ** 0.5)
        while reached < reach:
            reached += 1
            for dx in (reached, -reached):
                widened = ImageChops.lighter(widened, _moved(picture, dx, 0))
        for row in {dy, -dy}:
            found = ImageChops.lighter(found, _moved(widened, 0, row))
    return found


def nearer_than(first: Image.Image, second: Image.Image, radius: int) -> bool:
    """Whether ink of one picture lies within so many pixels of ink of the other."""
    first, second = first.point(_BLACK), second.point(_BLACK)
    one, other = first.getbbox(), second.getbbox()
    if one is None or other is None:
        return False
    # Only where the surroundings of one meet those of the other can the answer be yes.
    left, top = max(one[0], other[0]) - radius, max(one[1], other[1]) - radius
    right, bottom = min(one[2], other[2]) + radius, min(one[3], other[3]) + radius
    if left >= right or top >= bottom:
        return False
    area = (left, top, right, bottom)
    return ImageChops.darker(spread(first.crop(area), radius), second.crop(area)).getbbox() is not None


def same(first: Image.Image, second: Image.Image) -> bool:
    """Whether two pictures show the same, but for a pixel to either side: coordinates are rounded."""
    pairs = ((first, second), (second, first))
    return not any(ImageChops.subtract(one.point(_BLACK), spread(other, 1)).getbbox() for one, other in pairs)


def _moved(picture: Image.Image, dx: int, dy: int) -> Image.Image:
    moved = Image.new("L", picture.size)
    moved.paste(picture, (dx, dy))
    return moved


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _address(handle: Any) -> int:
    return int(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def _font_of(handle: Any) -> str:
    """Its name without the tag of a subset."""
    name = ctypes.create_string_buffer(200)
    c.FPDFFont_GetBaseFontName(c.FPDFTextObj_GetFont(handle), name, 200)
    return name.value.decode().rpartition("+")[2]


def _colour(get: Any, handle: Any) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get(handle, red, green, blue, alpha)
    return red.value, green.value, blue.value
