"""Read a finished PDF back with tools that did not write it: pdfium for pixels, text, places and links; zxing-cpp for
QR codes; pdfminer.six (proof/second_reader.py) as a second reader of the text."""

from __future__ import annotations

import contextlib
import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, overload

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp
from PIL import Image

from handouts.layout.page.window import HAIR
from handouts.paper import Box, Sides, pt_from_mm
from handouts.proof.page_objects import (
    PlacedLink,
    extent_of_last_form,
    extents_of,
    extents_of_forms,
    has_unseen_links_only,
    links_of,
)
from handouts.proof.pixels import WHITE, codes_in, has_below, levels
from handouts.proof.second_reader import Document, SecondReader, document_of
from handouts.proof.text_lines import DIRECTION_MARKS, NO_TEXT, SecondText
from handouts.proof.wording import has_right_to_left

_SCALES = (150 / 72, 6 / pt_from_mm(1))
"""Pixels per point of a page's picture: 150 dpi, for pages of whole inches; for those of whole or half millimetres 6 a
mm, which is 152.4 dpi. pdfium stretches a page to whole pixels; where they do not fit it, glyphs stand between them."""
_BRACKETS = frozenset("()")
_MARKS_AS_SPACES = dict.fromkeys(map(ord, DIRECTION_MARKS), " ")
_NEAR_PT = 0.5
PAPER = 250
"""Grey from here on is the faintest edge of a rasterised line: white to the eye."""
_INK = [255 * (grey < PAPER) for grey in range(256)]
_SQUARE = 6
_BLANK_EM = 4.0
_FAINT = 245
"""Grey of a square with next to no ink in it."""
_IS_INKED = bytes(grey <= _FAINT for grey in range(256))


class PlacedCharacter(NamedTuple):
    """One character as pdfium finds it: the extent of its ink, its baseline and where its glyph begins, in points
    (origin at the top left of the page); its size and its font without the tag of a subset."""

    text: str
    left_pt: float
    right_pt: float
    baseline_pt: float
    origin_pt: float
    size_pt: float
    font: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """What a QR code says, and its middle in points from the top left."""

    text: str
    x_pt: float
    y_pt: float


Scale = Callable[[float, float], float]
"""Pixels per point of the picture of a page of this width and height in points."""


class UnreadableError(Exception):
    """The file is no PDF that both readers open."""


@contextlib.contextmanager
def pdfminer_errors() -> Iterator[None]:
    """While pdfminer.six reads: whatever it raises, as UnreadableError."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 (pdfminer.six has no one family of errors)
        raise UnreadableError(f"pdfminer.six: {error}") from None


@contextlib.contextmanager
def opened(
    pdf: bytes, second: SecondReader, *, only: int | None = None, scale: Scale | None = None
) -> Iterator[tuple[Page, ...]]:
    """Every page, while the context lasts; the second reader reads `only` the first ones. `scale` of their pictures,
    else as it suits their size. Raises UnreadableError."""
    with _document(pdf) as document:
        with pdfminer_errors():
            texts = second.read(pdf, only)
        if only is None and len(texts) != len(document):
            raise UnreadableError(f"pdfminer.six finds {len(texts)} pages, pdfium {len(document)}")
        unread = [NO_TEXT] * (len(document) - len(texts))
        yield tuple(Page(document[index], text, scale) for index, text in enumerate((*texts, *unread)))


class Pages(Sequence["Page"]):
    """The pages of an open file, each opened when it is first asked for; the second reader reads `only` the first ones.
    `by_pdfminer`: the file as that has it. What is asked of the data of its streams as they stand in the file is asked
    before any page: they are decoded once, for all. A page that the second reader is to read and can't raises
    UnreadableError when it is asked for."""

    def __init__(self, document: pdfium.PdfDocument, by_pdfminer: Document, second: SecondReader, only: int) -> None:
        self.by_pdfminer = by_pdfminer
        self._document = document
        self._second = second
        self._only = only
        self._known: dict[int, Page] = {}

    @cached_property
    def _texts(self) -> tuple[SecondText, ...]:
        with pdfminer_errors():
            return self._second.read(self.by_pdfminer, self._only)

    def __len__(self) -> int:
        return len(self._document)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...
    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        found = self._known.get(index)
        if found is None:
            is_read = index < self._only and index < len(self._texts)
            text = self._texts[index] if is_read else NO_TEXT
            found = self._known[index] = Page(self._document[index], text)
        return found

    def size_pt(self, index: int) -> tuple[float, float]:
        """Width and height of a page, which is not opened for it."""
        width, height = self._document.get_page_size(index)
        return width, height


@contextlib.contextmanager
def opened_as_needed(pdf: bytes, second: SecondReader, only: int) -> Iterator[Pages]:
    """The same of a file of which the second reader reads `only` the first pages, and few others are looked at. Raises
    UnreadableError."""
    with _document(pdf) as document, contextlib.ExitStack() as stack:
        with pdfminer_errors():
            by_pdfminer = stack.enter_context(document_of(pdf))
        yield Pages(document, by_pdfminer, second, only)


@contextlib.contextmanager
def opened_by_pdfium(pdf: bytes) -> Iterator[tuple[Page, ...]]:
    """Every page, while the context lasts, without the second reader. Raises UnreadableError."""
    with _document(pdf) as document:
        yield tuple(Page(page, NO_TEXT) for page in document)


@contextlib.contextmanager
def _document(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error)) from None
    try:
        yield document
    finally:
        document.close()


class Page:
    """One page of an open file. What costs time is done when first asked for, and once. `scale` of its picture, else as
    it suits its size."""

    def __init__(self, page: pdfium.PdfPage, second: SecondText, scale: Scale | None = None) -> None:
        self._page = page
        self.second = second
        self.width_pt: float = page.get_width()
        self.height_pt: float = page.get_height()
        by_size = scale(self.width_pt, self.height_pt) if scale else min(_SCALES, key=self._stretched_at)
        self.pixels_per_pt: float = by_size
        self._characters: dict[int, PlacedCharacter] = {}
        self._found: dict[str, list[int]] = {}  # where a text begins
        self._set_in: dict[int, tuple[float, str]] = {}  # by the address of a text object
        self._numbers = [ctypes.c_double() for _ in range(6)]

    def _stretched_at(self, scale: float) -> float:
        """By how much the sides of a picture are not whole pixels."""
        sides = (self.width_pt * scale, self.height_pt * scale)
        return round(sum(abs(side - round(side)) for side in sides), 1)

    @property
    def sides(self) -> Sides:
        """The sides of the paper that the file tells a print dialog."""
        told = pdfium_c.FPDF_VIEWERREF_GetDuplex(self._page.pdf)
        return {1: Sides.ONE, 2: Sides.BOTH_SHORT, 3: Sides.BOTH}.get(told, Sides.ANY)

    @property
    def at_full_size(self) -> bool:
        """Whether a print dialog that opens the file proposes 100 %, and shows and cuts nothing off."""
        if pdfium_c.FPDF_VIEWERREF_GetPrintScaling(self._page.pdf):
            return False
        sheet = self._page.get_mediabox()
        left, bottom, right, top = self._page.get_trimbox()
        inside = sheet[0] <= left < right <= sheet[2] and sheet[1] <= bottom < top <= sheet[3]
        return inside and bool(self._page.get_cropbox() == sheet)

    @cached_property
    def _textpage(self) -> pdfium.PdfTextPage:
        return self._page.get_textpage()

    @cached_property
    def text(self) -> str:
        """pdfium's text, one character for each that it can place: the same index is the same character. Direction
        marks stand at the edges of texts; they count as space."""
        whole = self.raw_text
        count: int = self._textpage.count_chars()
        if len(whole) != count:
            codes = (pdfium_c.FPDFText_GetUnicode(self._textpage.raw, index) for index in range(count))
            whole = "".join(map(chr, codes))
        whole = whole.translate(_MARKS_AS_SPACES)
        return self._with_brackets_as_drawn(whole) if has_right_to_left(whole) else whole

    def _with_brackets_as_drawn(self, text: str) -> str:
        """pdfium mirrors the brackets of a line, of numbers too, where most of it runs from right to left. Which glyph
        stands there the other reader says."""
        if _BRACKETS.isdisjoint(text):
            return text
        drawn = [
            (x, line.y_pt, glyph)
            for line in self.second.lines
            for glyph, x in zip(line.glyphs, line.origins_pt, strict=True)
            if glyph in _BRACKETS
        ]
        characters = list(text)
        left, up = self._numbers[4:]
        for index, character in enumerate(text):
            if character in _BRACKETS:
                pdfium_c.FPDFText_GetCharOrigin(self._textpage.raw, index, left, up)
                there = (left.value, self.height_pt - up.value)
                characters[index] = next((glyph for *at, glyph in drawn if math.dist(at, there) < _NEAR_PT), character)
        return "".join(characters)

    @property
    def raw_text(self) -> str:
        """All that pdfium reads, as it says it."""
        whole: str = self._textpage.get_text_range()
        return whole

    @cached_property
    def picture(self) -> Image.Image:
        """The page in grey, `pixels_per_pt` large."""
        picture: Image.Image = self._bitmap.to_pil()
        return picture

    @cached_property
    def turned_picture(self) -> Image.Image:
        """The same of the page on its head, drawn so."""
        scale = self.pixels_per_pt - HAIR
        picture: Image.Image = self._page.render(scale=scale, rotation=180, grayscale=True).to_pil()
        return picture

    @cached_property
    def _bitmap(self) -> pdfium.PdfBitmap:
        return self._page.render(scale=self.pixels_per_pt - HAIR, grayscale=True)

    @cached_property
    def links(self) -> tuple[PlacedLink, ...]:
        return tuple(links_of(self._page, self.height_pt))

    def part(self, box: Box) -> tuple[str, Box | None]:
        """What pdfium reads in a part of the page, and where there is ink across the page at that height."""
        there = self.text_within(box.left, box.top, box.right, box.bottom)
        top, bottom = int(box.top), math.ceil(box.bottom)
        if top >= bottom:
            return there, None
        # pypdfium2 rounds up what is cut off, and the size of the whole.
        below = math.ceil(self.height_pt * (1.0 - HAIR)) - bottom
        cut = (0.0, max(0.0, below - 0.5), 0.0, max(0.0, top - 0.5))
        picture = self._page.render(scale=1.0 - HAIR, grayscale=True, may_draw_forms=False, crop=cut).to_pil()
        ink = picture.point(_INK).getbbox()
        return there, Box(*map(float, ink)).moved(0.0, float(top)) if ink else None

    def has_ink(self, box: Box) -> bool:
        """Whether there is any in a part of the page."""
        edges = (round(box.left), round(box.top), round(box.right), round(box.bottom))
        left, top, right, bottom = (max(0, edge) for edge in edges)
        width, height = (math.ceil(side * (1.0 - HAIR)) for side in (self.width_pt, self.height_pt))
        right, bottom = min(right, width), min(bottom, height)
        if left >= right or top >= bottom:
            return False
        # pypdfium2 rounds up what is cut off, and the size of the whole.
        beside = (left, height - bottom, width - right, top)
        cut = tuple([max(0.0, edge - 0.5) for edge in beside])
        picture = self._page.render(scale=1.0 - HAIR, grayscale=True, may_draw_forms=False, crop=cut).to_pil()
        return levels(picture)[0] < PAPER

    def unseen_links(self) -> tuple[PlacedLink, ...] | None:
        """The links of a page that has no other annotations, and none that draws anything; else None."""
        return self.links if has_unseen_links_only(self._page) else None

    def ends_with_form_in(self, box: Box) -> bool:
        """Whether the last that is drawn on the page is a form, all of it inside a part of the page."""
        extent = extent_of_last_form(self._page, self.height_pt)
        return extent is not None and box.holds(extent)

    def extents(self) -> tuple[Box, ...] | None:
        """As `extents_of` finds them."""
        return extents_of(self._page, self.height_pt)

    def form_extents(self) -> tuple[tuple[Box, ...], ...] | None:
        """As `extents_of_forms` finds them."""
        return extents_of_forms(self._page, self.height_pt)

    def drawn(self, scale: float) -> Image.Image:
        """The page in grey, so many pixels a point."""
        # The size is rounded up: see `picture`.
        picture: Image.Image = self._page.render(scale=scale - HAIR, grayscale=True, may_draw_forms=False).to_pil()
        return picture

    def is_empty(self) -> bool:
        """Whether nothing can be seen, read or followed on it."""
        inked = has_below(self._page.render(scale=1, grayscale=True).to_pil(), WHITE)
        return not inked and not self.raw_text.strip() and not self.links

    @cached_property
    def qr_codes(self) -> tuple[QrCode, ...]:
        """Upright, black on white, as they are drawn."""
        drawn = self._bitmap
        shape = drawn.width, drawn.height, zxingcpp.ImageFormat.Lum, drawn.stride, 1
        seen = zxingcpp.ImageView(memoryview(drawn.buffer).cast("B"), *shape)
        return tuple(QrCode(each.text, *_middle(each.position, self.pixels_per_pt)) for each in codes_in(seen))

    def characters(self, indexes: Iterable[int]) -> list[PlacedCharacter]:
        """The characters at these indexes of `text`."""
        return [self._character(index) for index in indexes]

    def indexes_within(self, box: Box, likely: Iterable[str]) -> Sequence[int]:
        """Of the characters that begin in a box, from left to right, without white space around them. To look for what
        is `likely` there costs least: else every character of the page is asked for its place."""
        for text in likely:
            for start in self._starts(text):
                if self._begins_in(box, start) and not any(
                    self._begins_in(box, index) for index in self._around(start, start + len(text))
                ):
                    return range(start, start + len(text))
        inside = sorted(
            (
                index
                for index in range(len(self.text))
                if self.text[index] not in "\r\n" and self._begins_in(box, index)
            ),
            key=lambda index: self._character(index).origin_pt,
        )
        while inside and self.text[inside[0]].isspace():
            inside.pop(0)
        while inside and self.text[inside[-1]].isspace():
            inside.pop()
        return inside

    def text_without(self, indexes: Iterable[int]) -> str:
        """pdfium's text with a line break in the place of some characters."""
        characters = list(self.text)
        for index in indexes:
            characters[index] = "\n"
        return "".join(characters)

    def _starts(self, text: str) -> list[int]:
        """Everywhere that a text begins in pdfium's."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = []
            at = self.text.find(text)
            while at >= 0:
                found.append(at)
                at = self.text.find(text, at + 1)
        return found

    def _around(self, start: int, end: int) -> Iterator[int]:
        """Indexes of the characters before and behind a part of the text, white space aside."""
        before, behind = self.text[:start].rstrip(), self.text[end:].lstrip()
        if before:
            yield len(before) - 1
        if behind:
            yield len(self.text) - len(behind)

    def _begins_in(self, box: Box, index: int) -> bool:
        """Whether the character at this index begins in the box."""
        character = self._character(index)
        return box.left <= character.origin_pt < box.right and box.top < character.baseline_pt < box.bottom

    def text_within(self, left_pt: float, top_pt: float, right_pt: float, bottom_pt: float) -> str:
        """What pdfium reads in a part of the page."""
        found: str = self._textpage.get_text_bounded(
            left=left_pt, top=self.height_pt - top_pt, right=right_pt, bottom=self.height_pt - bottom_pt
        )
        return found

    def ink_between(self, left_pt: float, top_pt: float, right_pt: float, bottom_pt: float) -> bool:
        """Whether any ink, however grey, lies in this part of the page."""
        box = [round(edge * self.pixels_per_pt) for edge in (left_pt, top_pt, right_pt, bottom_pt)]
        if box[0] >= box[2] or box[1] >= box[3]:
            return False
        return has_below(self._cut(box), PAPER)

    def unseen(self) -> Iterator[str]:
        """Lines of text that are white for some em, as if painted over or clipped. Looked for in squares of 6
        pixels."""
        squares = self.picture.reduce(_SQUARE)
        across, down = squares.size
        inked = squares.tobytes().translate(_IS_INKED)
        side = _SQUARE / self.pixels_per_pt
        for line in self.second.lines:
            if line.text.isspace() or line.end_pt - line.x_pt < line.size_pt:
                continue  # a mark, or a sign with nothing in it
            first, last = int(line.x_pt / side), min(int(line.end_pt / side), across - 1)
            top, bottom = int((line.y_pt - 0.5 * line.size_pt) / side), int((line.y_pt - 0.05 * line.size_pt) / side)
            begin, end = max(0, first), last + 1
            rows = [row * across for row in range(max(0, top), min(bottom + 1, down))]
            if not rows or begin >= end:
                continue
            in_any = 0
            for row in rows:
                in_any |= int.from_bytes(inked[row + begin : row + end], "big")
            of_line = in_any.to_bytes(end - begin, "big")
            step = max(1, round(_BLANK_EM * line.size_pt / side))
            if 0 <= first <= end - step and bytes(step) not in of_line:
                continue  # as nearly all are
            for left in range(first, end, step):
                if left > first and left + step > end:  # the rest may be the space at the end of the line
                    break
                if left + step > begin and of_line.find(1, max(0, left - begin), left + step - begin) < 0:
                    yield line.text
                    break

    def ink_margin_pt(self) -> float:
        """The least distance of any ink to an edge of the page."""
        box = self.picture.point(_INK).getbbox()
        if box is None:
            return min(self.width_pt, self.height_pt) / 2
        left, top, right, bottom = box
        edges: tuple[int, ...] = (left, top, self.picture.width - right, self.picture.height - bottom)
        return min(edges) / self.pixels_per_pt

    def _cut(self, box: list[int]) -> Image.Image:
        left, top, right, bottom = box
        return self.picture.crop((max(0, left), max(0, top), min(right, self.picture.width), bottom))

    def _character(self, index: int) -> PlacedCharacter:
        found = self._characters.get(index)
        if found is None:
            found = self._characters[index] = self._placed(index)
        return found

    def _placed(self, index: int) -> PlacedCharacter:
        raw = self._textpage.raw
        left, right, bottom, top, x, y = self._numbers
        pdfium_c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
        of = pdfium_c.FPDFText_GetTextObject(raw, index)
        key = ctypes.addressof(of.contents) if of else -1 - index
        look = self._set_in.get(key)
        if look is None:
            look = self._set_in[key] = self._size_and_font(index)
        size, font = look
        return PlacedCharacter(self.text[index], left.value, right.value, self.height_pt - y.value, x.value, size, font)

    def _size_and_font(self, index: int) -> tuple[float, str]:
        """Characters of one text object share them."""
        raw = self._textpage.raw
        matrix, name = pdfium_c.FS_MATRIX(), ctypes.create_string_buffer(200)
        pdfium_c.FPDFText_GetMatrix(raw, index, matrix)
        pdfium_c.FPDFText_GetFontInfo(raw, index, name, 200, ctypes.c_int())
        font = re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace"))
        return pdfium_c.FPDFText_GetFontSize(raw, index) * float(matrix.d), font


def _middle(position: zxingcpp.Position, pixels_per_pt: float) -> tuple[float, float]:
    corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    x, y = sum(each.x for each in corners) / 4, sum(each.y for each in corners) / 4
    return x / pixels_per_pt, y / pixels_per_pt
