"""Forms alone: what a small form of a file says and shows where nothing else stands on its page. A folio is drawn over
a page that was looked at before; nobody has to draw that page again to read the folio.

For pdfium each becomes a page of a file of its own, from the objects that pdfminer.six finds. Whether it is the same on
the page where it belongs, its callers know: `leaves_as_found` says it of the page, `needs_nothing` of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from handouts.proof.reading import Page, opened_by_pdfium, pdfminer_errors
from handouts.proof.second_reader import written_at
from handouts.proof.written import parted

_STRINGS = re.compile(rb"\([^()\\]*(?:\\.[^()\\]*)*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_OPERATORS = re.compile(rb"/[^\s/<>\[\]()%]*|(?<![^\s])0 [gG](?![^\s])|[A-Za-z'\"*][^\s/<>\[\]()%]*|[()%]")
_UNTOLD = frozenset(b"( ) % BI ID EI".split())
"""Beside these stands what only looks like operators: strings with brackets in them, comments, data of pictures."""
_SHOWS = frozenset((b"Tj", b"TJ"))
_TEXT_ONLY = frozenset(b"BT ET Td Tm Tf Tj TJ BMC BDC EMC".split()) | {b"0 g", b"0 G"}
_HARMLESS = (_TEXT_ONLY - {b"BT", b"ET"}) | frozenset(b"m l c v y h re S s f f* B B* b b* n w J j M d".split())
_REGULAR = re.compile(rb"[A-Za-z0-9_.+-]")
_UNFILTERED = ("Filter", "DecodeParms")
"""What is said of the data of a stream, and is not so once they are decoded."""


def leaves_as_found(content: bytes) -> bool:
    """Whether what is drawn after this begins as if nothing had been, but for font, line and dash: no other place,
    colour, clip or way to set text is left behind, and no text object or saved state open."""
    depth = 0
    is_text = False
    for operator in _operators(content):
        if operator in _UNTOLD:
            return False
        if operator in _HARMLESS:
            continue
        if operator == b"q":
            depth += 1
        elif operator == b"Q":
            depth -= 1
            if depth < 0:
                return False
        elif operator in (b"BT", b"ET"):
            if is_text is (operator == b"BT"):
                return False
            is_text = not is_text
        elif depth == 0:
            return False
    return depth == 0 and not is_text


def needs_nothing(content: bytes) -> bool:
    """Whether content looks the same after whatever leaves things as it found them: it is text in fonts of its own and
    nothing else, in black."""
    has_font = False
    for operator in _operators(content):
        if operator in _SHOWS and not has_font:
            return False
        if operator not in _TEXT_ONLY:
            return False
        has_font |= operator == b"Tf"
    return True


def _operators(content: bytes) -> list[bytes]:
    """All of them, in order; black set with its operand. A stray bracket and the sign of a comment are operators that
    nobody knows."""
    return [found for found in _OPERATORS.findall(_STRINGS.sub(b" ", content)) if found[:1] != b"/"]


@contextmanager
def drawn_alone(forms: Sequence[PDFStream]) -> Iterator[tuple[Page, ...]]:
    """A page for each form, from a corner at 0, 0 to the top right of its box, while the context lasts. All are of one
    file. Raises UnreadableError."""
    if not forms:
        yield ()
        return
    with pdfminer_errors():
        pdf = _Copy().finished(forms)
    with opened_by_pdfium(pdf) as pages:
        yield pages


class _Copy:
    """A file in the making, of objects of another, numbered anew."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._numbers: dict[int, int] = {}
        self._waiting: list[tuple[int, PDFObjRef]] = []

    def finished(self, forms: Iterable[PDFStream]) -> bytes:
        catalogue, tree = self._add(b""), self._add(b"")
        pages = [self._page(form, tree) for form in forms]
        while self._waiting:
            number, reference = self._waiting.pop()
            self._bodies[number - 1] = self._as_written(reference) or self._whole(reference.resolve())
        kids = b" ".join(b"%d 0 R" % page for page in pages)
        self._bodies[catalogue - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
        self._bodies[tree - 1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids)
        parts, places = [b"%PDF-1.7\n"], []
        at = len(parts[0])
        for number, body in enumerate(self._bodies, 1):
            places.append(b"%010d 00000 n \n" % at)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(parts[-1])
        size = len(places) + 1
        parts += [b"xref\n0 %d\n0000000000 65535 f \n" % size, *places]
        parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, catalogue, at))
        return b"".join(parts)

    def _page(self, form: PDFStream, tree: int) -> int:
        *_, right, top = resolve1(form.attrs.get("BBox"))
        box, resources = self._value([0, 0, right, top]), self._value(form.attrs.get("Resources"))
        content = self._add(self._whole(PDFStream({}, form.get_data())))
        return self._add(
            b"<</Type/Page/Parent %d 0 R/MediaBox%b/Resources %b/Contents %d 0 R>>" % (tree, box, resources, content)
        )

    def _as_written(self, reference: PDFObjRef) -> bytes:
        """An object that is no stream, with other references; empty where these can't be told in it."""
        found = parted(written_at(reference))
        if found is None:
            return b""
        parts = [found.pieces[0]]
        for number, piece in zip(found.references, found.pieces[1:], strict=True):
            parts += (self._value(PDFObjRef(reference.doc, number)), piece)
        return b"".join(parts)

    def _add(self, body: bytes) -> int:
        self._bodies.append(body)
        return len(self._bodies)

    def _whole(self, value: Any) -> bytes:
        """An object that others refer to."""
        if not isinstance(value, PDFStream):
            return self._value(value)
        if value.rawdata is not None:
            entries, data = dict(value.attrs), value.rawdata
        else:
            entries, data = {key: each for key, each in value.attrs.items() if key not in _UNFILTERED}, value.get_data()
        entries["Length"] = len(data)
        return b"%b\nstream\n%b\nendstream" % (self._value(entries), data)

    def _value(self, value: Any) -> bytes:
        if isinstance(value, PDFObjRef):
            number = self._numbers.get(value.objid)
            if number is None:
                number = self._numbers[value.objid] = self._add(b"null")
                self._waiting.append((number, value))
            return b"%d 0 R" % number
        if isinstance(value, PSLiteral):
            return b"/" + _name(value.name)
        if isinstance(value, Mapping):
            return b"<<%b>>" % b"".join(b"/%b %b" % (_name(key), self._value(each)) for key, each in value.items())
        if isinstance(value, list | tuple):
            return b"[%b]" % b" ".join(map(self._value, value))
        if isinstance(value, bytes):
            return b"<%b>" % value.hex().encode("ascii")
        if isinstance(value, bool):
            return b"true" if value else b"false"
        if isinstance(value, int):
            return b"%d" % value
        if isinstance(value, float):
            return f"{value:.6f}".encode("ascii")
        if value is None:
            return b"null"
        raise TypeError(f"no object of a file: {value!r}")


def _name(name: Any) -> bytes:
    written = name if isinstance(name, bytes) else str(name).encode("utf-8")
    return b"".join(bytes([each]) if _REGULAR.match(bytes([each])) else b"#%02X" % each for each in written)
