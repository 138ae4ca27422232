"""A PDF file of anybody's, read to be imposed: how large its pages are, and each of them as a form to be placed.

What can't be printed rightly is refused in plain words: a file that is damaged, encrypted, empty or no PDF.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from math import isfinite
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, RectangleObject, StreamObject

from handouts.bind.placing import PageBox
from handouts.errors import InputError, Problem

_SAVE_AGAIN = "open it in a viewer and save it as a new PDF"
_HARMLESS = "not zero-indexed"
"""What pypdf says of files that old programs wrote; nothing is lost."""
_LARGEST_PT = 14_400.0
"""200 inches: larger pages are a mistake (ISO 32000-1, annex C)."""
_FORMS_DEEP = 12
_CLAIM = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*([123])")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be imposed. `right_to_left`: it says that it is read so. `archival`: it says that it is PDF/A-1
    or 2, and `intent` for which colours. `loose_fonts`: names of fonts that are not in the file."""

    name: str
    reader: PdfReader = field(repr=False)
    pages: tuple[PageObject, ...] = field(repr=False)
    boxes: tuple[PageBox, ...]
    title: str
    right_to_left: bool
    archival: bool
    intent: str
    loose_fonts: tuple[str, ...]


def read_source(name: str, pdf: bytes) -> Source:
    """Read a file. `name`: as messages name it. Raises InputError."""
    if not pdf:
        raise _refusal(name, "the file is empty", "give a PDF file with pages")
    if b"%PDF-" not in pdf[:1024]:
        raise _refusal(name, "this is no PDF file", "save it as PDF, and give that file")
    with reading(name):
        reader = PdfReader(BytesIO(pdf))
        if reader.is_encrypted:
            raise _refusal(name, "the file is encrypted", "save a copy without password, and give that")
        pages = tuple(reader.pages)
        boxes = tuple(_box(name, number, page) for number, page in enumerate(pages, 1))
        for number, page in enumerate(pages, 1):
            if not all(map(is_whole, streams_of(page))):
                raise damaged(name, f": the content of page {number} breaks off")
        loose = tuple(sorted({font for page in pages for font in _loose_fonts(page.get("/Resources"), _FORMS_DEEP)}))
        title = (reader.metadata.title if reader.metadata is not None else None) or ""
        archival, intent, right_to_left = _says_archival(reader), _intent(reader), _says_right_to_left(reader)
    if not pages:
        raise _refusal(name, "the file has no pages", "give a PDF file with pages")
    return Source(name, reader, pages, boxes, title, right_to_left, archival, intent, loose)


def streams_of(page: PageObject) -> list[StreamObject]:
    """The streams of a page's content, in order. Raises TypeError where something else stands there."""
    content = page.get("/Contents")
    content = content.get_object() if content is not None else None
    if content is None:
        return []
    streams = [each.get_object() for each in content] if isinstance(content, ArrayObject) else [content]
    for stream in streams:
        if not isinstance(stream, StreamObject):
            raise TypeError("the content of a page is missing")
    return streams


@contextmanager
def reading(name: str) -> Iterator[None]:
    """While pypdf reads of a file, which it does as late as it can: what it complains of or raises is damage, and is
    said in our words instead of on the terminal. Raises InputError."""
    heard: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if _HARMLESS not in (message := record.getMessage()):
                heard.append(message.strip().rstrip("."))

    log, ear = logging.getLogger("pypdf"), _Ear(logging.WARNING)
    passed_on = log.propagate
    log.addHandler(ear)
    log.propagate = False
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - on a damaged file pypdf raises whatever its reading ran into
        raise damaged(name, f" ({_first_line(error)})") from None
    finally:
        log.removeHandler(ear)
        log.propagate = passed_on
    if heard:
        raise damaged(name, f" ({heard[0]})")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:120]


def _box(name: str, number: int, page: PageObject) -> PageBox:
    media, crop = _upright(page.mediabox), _upright(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    turn = int(page.get("/Rotate", 0)) % 360
    unit = float(page.get("/UserUnit", 1))
    box = PageBox(left, bottom, right - left, top - bottom, turn, unit)
    sizes = box.shown_pt
    if turn % 90 or not all(isfinite(size) and 1.0 <= size <= _LARGEST_PT for size in sizes):
        what = f"page {number} has no size that can be printed ({sizes[0]:.0f} x {sizes[1]:.0f} pt)"
        raise _refusal(name, what, _SAVE_AGAIN)
    return box


def _upright(box: RectangleObject) -> tuple[float, float, float, float]:
    """Left, bottom, right, top: any two corners that lie across from each other may be given (ISO 32000-1, 7.9.5)."""
    (left, right), (bottom, top) = sorted((box.left, box.right)), sorted((box.bottom, box.top))
    return float(left), float(bottom), float(right), float(top)


def is_whole(stream: StreamObject) -> bool:
    """Whether a compressed stream ends as it should. pypdf decodes what it can of one that breaks off, and says
    nothing; here that is damage."""
    filters = stream.get("/Filter")
    first = filters[0] if isinstance(filters, ArrayObject) and filters else filters
    if first != "/FlateDecode" or not stream._data:
        return True
    inflater = zlib.decompressobj()
    try:
        inflater.decompress(stream._data)
    except zlib.error:
        return False
    return inflater.eof


def _loose_fonts(resources: Any, deep: int) -> Iterator[str]:
    """Fonts without a font program, of a page and of the forms on it."""
    resources = resources.get_object() if resources is not None else None
    if not isinstance(resources, DictionaryObject) or not deep:
        return
    for entry in _values(resources, "/Font"):
        fonts = [entry, *(each.get_object() for each in entry.get("/DescendantFonts", ()))]
        descriptors = [font["/FontDescriptor"] for font in fonts if "/FontDescriptor" in font]
        embedded = any(key in descriptor for descriptor in descriptors for key in _PROGRAMS)
        if entry.get("/Subtype") != "/Type3" and not embedded:
            yield str(entry.get("/BaseFont", "/a font without a name"))[1:]
    for entry in _values(resources, "/XObject"):
        if entry.get("/Subtype") == "/Form":
            yield from _loose_fonts(entry.get("/Resources"), deep - 1)


_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def _values(resources: DictionaryObject, key: str) -> Iterator[DictionaryObject]:
    named = resources.get(key)
    named = named.get_object() if named is not None else None
    if isinstance(named, DictionaryObject):
        for value in named.values():
            found = value.get_object()
            if isinstance(found, DictionaryObject):
                yield found


def _says_archival(reader: PdfReader) -> bool:
    """PDF/A-1 or 2; 3 may hold any file besides, and what an imposed page is made of may not."""
    metadata = reader.root_object.get("/Metadata")
    stream = metadata.get_object() if metadata is not None else None
    claim = _CLAIM.search(stream.get_data()) if isinstance(stream, StreamObject) else None
    return claim is not None and claim[1] in (b"1", b"2")


def _says_right_to_left(reader: PdfReader) -> bool:
    preferences = reader.root_object.get("/ViewerPreferences")
    preferences = preferences.get_object() if preferences is not None else None
    return isinstance(preferences, DictionaryObject) and preferences.get("/Direction") == "/R2L"


def _intent(reader: PdfReader) -> str:
    """By what the output intents of a file are known."""
    intents = reader.root_object.get("/OutputIntents")
    intents = intents.get_object() if intents is not None else None
    given = [each.get_object() for each in intents] if isinstance(intents, ArrayObject) else []
    return "\n".join(str(each.get("/OutputConditionIdentifier", "")) for each in given)


def damaged(name: str, how: str) -> InputError:
    """The error of a file that is not whole."""
    return _refusal(name, f"the file is damaged{how}", _SAVE_AGAIN)


def _refusal(name: str, what: str, instead: str) -> InputError:
    return InputError([Problem(name, 0, 0, what, instead)])
