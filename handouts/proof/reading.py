"""Read a finished PDF back with tools that did not write it: pdfium for text, pixels and fonts; pdfminer.six as a
second reader of the text; zxing-cpp for the QR code."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp
from pdfminer.converter import PDFConverter
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from PIL import Image

DPI = 150
PIXELS_PER_PT = DPI / 72
_DIALLED = frozenset("0123456789+-()")
_MIRRORED = dict.fromkeys(map(ord, "()[]{}<>«»‹›“”‘’„‚"))
"""Characters that pdfium turns by the direction of the whole document: left out of the comparison, as the pixels show
them."""


@dataclass(frozen=True, slots=True)
class PlacedCharacter:
    """One character as pdfium finds it: the extent of its ink and its baseline in points (origin at the top left).

    For what a dial string is made of also: the darkest grey of the rendered page in the box of a digit (0 is black),
    where its glyph begins, and its font without the tag of a subset.
    """

    text: str
    left_pt: float
    right_pt: float
    baseline_pt: float
    darkest: int
    origin_pt: float = 0.0
    size_pt: float = 0.0
    font: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A live link: where it leads and where it lies, in points from the top left."""

    href: str
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What other tools find on a page."""

    width_pt: float
    height_pt: float
    text: str  # pdfium
    second_text: str  # pdfminer.six: characters in the order of the content stream, a line break after each line
    embedded: bool
    qr_codes: tuple[str, ...]
    ink_margin_pt: float  # the least distance of any ink to an edge
    links: tuple[PlacedLink, ...]
    characters: tuple[PlacedCharacter, ...] = ()
    character_text: str = ""  # the texts of `characters`, one after the other: same index, same character
    picture: Image.Image | None = None  # grey, at 150 dpi


class UnreadableError(Exception):
    """The file is no PDF that pdfium opens."""


def read_pages(pdf: bytes, *, pixels: bool = True) -> tuple[ReadPage, ...]:
    """Every page. Without `pixels` no page is rendered and no code is looked for. Raises UnreadableError."""
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error)) from None
    try:
        second = list(_pdfminer_texts(pdf)) if pixels else []
        return tuple(
            _read_page(document[index], second[index] if second else "", pixels) for index in range(len(document))
        )
    finally:
        document.close()


def page_pictures(pdf: bytes) -> tuple[tuple[bytes, str], ...]:
    """Of every page its grey pixels at 72 dpi and its characters, sorted: equal for equal pages. pdfium mirrors
    brackets and quotes by the direction of the whole document, so they do not count. Raises UnreadableError."""
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error)) from None
    try:
        return tuple(
            (
                page.render(scale=1, grayscale=True, may_draw_forms=False).to_pil().tobytes(),
                "".join(sorted(page.get_textpage().get_text_range().translate(_MIRRORED))),
            )
            for page in (document[index] for index in range(len(document)))
        )
    finally:
        document.close()


def _read_page(page: pdfium.PdfPage, second_text: str, pixels: bool) -> ReadPage:
    width, height = page.get_size()
    codes: tuple[str, ...] = ()
    margin = 0.0
    characters: tuple[PlacedCharacter, ...] = ()
    image: Image.Image | None = None
    if pixels:
        bitmap = page.render(scale=PIXELS_PER_PT, grayscale=True)
        image = bitmap.to_pil()
        codes = tuple(
            found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode"))
        )
        characters = tuple(_placed_characters(page.get_textpage(), height, image))
        box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
        if box is not None:
            left, top, right, bottom = box
            margin = min(left, top, image.width - right, image.height - bottom) * 72 / DPI
    return ReadPage(
        width_pt=width,
        height_pt=height,
        text=page.get_textpage().get_text_range(),
        second_text=second_text,
        embedded=all(_embedded_flags(page)),
        qr_codes=codes,
        ink_margin_pt=margin,
        links=tuple(_links(page, height)),
        characters=characters,
        character_text="".join(each.text for each in characters),
        picture=image,
    )


def _placed_characters(text: pdfium.PdfTextPage, height_pt: float, image: Image.Image) -> Iterator[PlacedCharacter]:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    for index in range(text.count_chars()):
        pdfium_c.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetCharOrigin(text.raw, index, x, y)
        character = chr(pdfium_c.FPDFText_GetUnicode(text.raw, index))
        darkest, size, font = 0, 0.0, ""
        if character in _DIALLED:
            size, font = pdfium_c.FPDFText_GetFontSize(text.raw, index) * _scale(text, index), _font(text, index)
        if character.isascii() and character.isdigit():
            edges = (left.value, height_pt - top.value, right.value, height_pt - bottom.value)
            box = [round(edge * PIXELS_PER_PT) for edge in edges]
            levels = image.crop((box[0], box[1], box[2] + 1, box[3] + 1)).histogram()
            darkest = next(grey for grey, count in enumerate(levels) if count)
        yield PlacedCharacter(character, left.value, right.value, height_pt - y.value, darkest, x.value, size, font)


def _scale(text: pdfium.PdfTextPage, index: int) -> float:
    """How much larger a character is set than its font size says."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text.raw, index, matrix)
    return float(matrix.d)


def _font(text: pdfium.PdfTextPage, index: int) -> str:
    name = ctypes.create_string_buffer(200)
    pdfium_c.FPDFText_GetFontInfo(text.raw, index, name, 200, ctypes.c_int())
    return re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace"))


def _embedded_flags(page: pdfium.PdfPage) -> Iterator[bool]:
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        font = pdfium_c.FPDFTextObj_GetFont(item.raw)
        yield pdfium_c.FPDFFont_GetIsEmbedded(font) == 1


def _links(page: pdfium.PdfPage, height_pt: float) -> Iterator[PlacedLink]:
    position = ctypes.c_int(0)
    link, box = pdfium_c.FPDF_LINK(), pdfium_c.FS_RECTF()
    while pdfium_c.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium_c.FPDFLink_GetAction(link)
        length = pdfium_c.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0) if action else 0
        if length:
            buffer = ctypes.create_string_buffer(length)
            pdfium_c.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length)
            href = buffer.raw[: length - 1].decode("utf-8", "replace")
            pdfium_c.FPDFLink_GetAnnotRect(link, ctypes.byref(box))
            yield PlacedLink(href, box.left, height_pt - box.top, box.right, height_pt - box.bottom)


class _Characters(PDFConverter[TextIO]):
    """Characters as they come, a line break where the baseline moves."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, io.StringIO(), laparams=None)
        self.pages: list[str] = []

    def receive_layout(self, ltpage: LTPage) -> None:
        parts: list[str] = []
        last: LTChar | None = None
        for item in _characters(ltpage):
            if last is not None and (
                abs(item.matrix[5] - last.matrix[5]) > 1 or abs(item.x0 - last.x1) > 0.6 * last.size
            ):
                parts.append("\n")  # another baseline, or a jump along it: another line or cell
            last = item
            parts.append(item.get_text())
        self.pages.append("".join(parts))


def _characters(container: LTContainer) -> Iterator[LTChar]:  # type: ignore[type-arg]
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _characters(item)


_OUTLINES = re.compile(rb"(?:(?:-?[0-9.]+ ){2}[ml] |(?:-?[0-9.]+ ){6}c |h ){4,}")
"""Path construction, which is most of a page with a QR code and nothing of its text."""


class _TextInterpreter(PDFPageInterpreter):
    """Reads content without its outlines: parsing the QR code's would take three quarters of the time."""

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            resolved = stream_value(stream)
            resolved.data = _OUTLINES.sub(b" ", resolved.get_data())
        super().execute(streams)


def _pdfminer_texts(pdf: bytes) -> Iterator[str]:
    manager = PDFResourceManager(caching=True)
    device = _Characters(manager)
    interpreter = _TextInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(page)
    yield from device.pages
