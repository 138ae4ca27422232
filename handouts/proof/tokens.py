"""Bytes of a PDF -> pdfminer.six's objects, in the plain part of the grammar (ISO 32000-1, 7.2, 7.3), by one pattern.

pdfminer.six reads token by token in Python, which took more than half of the time of a proof. What is not plain
(comments, escaped names, brackets within strings, inline images) is refused here and left to pdfminer.six itself.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import KWD, LIT

NUMBER = rb"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)"
OF_STRING = rb"[^()\\\r]*+(?:\\(?:[nrtbf()\\]|[0-3][0-7]{2})[^()\\\r]*+)*+"
TOKEN = (
    rb"(?:([+-]?[0-9]+(?![0-9.]))"  # 1 whole number
    rb"|([+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?![0-9.]))"  # 2 number
    rb"|\((" + OF_STRING + rb")\)"  # 3 string
    rb"|/([^\x00\t\n\f\r ()<>\[\]{}/%#]*)"  # 4 name
    rb"|(<<|>>|[\[\]])"  # 5 bracket
    rb"|<((?:[0-9A-Fa-f]{2})*)>"  # 6 hexadecimal string
    rb"|([A-Za-z'\"][A-Za-z0-9'\"*]*))"  # 7 keyword
)
"""A pattern with seven groups, of which the last that matches tells the kind."""
_WIDTHS = rb"((?:[0-9]++ ){4,}+)"
"""Whole numbers behind each other: most of a font is its widths."""
_TOKEN = re.compile(rb"[\x00\t\n\f\r ]*(?:" + _WIDTHS + rb"|" + TOKEN + rb")")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CONSTANTS = {b"true": True, b"false": False}
_REFERENCE = b"R"
_INLINE_IMAGE = frozenset((b"BI", b"ID", b"EI"))
_WHITE = b"\x00\t\n\f\r "


class NotPlainError(Exception):
    """These bytes need the whole grammar."""


def plain_objects(data: bytes, document: PDFDocument | None = None) -> list[Any]:
    """The objects and keywords of `data`, as pdfminer.six would give them: of a content stream, or of an object of
    `document`, which alone knows null and references. Raises NotPlainError where anything is not in the plain part of
    the grammar."""
    found = PlainObjects(document)
    place = 0
    for match in _TOKEN.finditer(data):
        if match.start() != place:
            raise NotPlainError
        place = match.end()
        kind = match.lastindex or 0
        if kind == 1:
            found.objects.extend(map(int, match[1].split()))
        elif kind == 2:
            found.objects.append(int(match[2]))
        else:
            found.add(kind - 1, match[kind])
    found.end(data[place:])
    return found.objects


class PlainObjects:
    """Objects so far. `outer`: what open brackets have interrupted."""

    def __init__(self, document: PDFDocument | None = None) -> None:
        self.objects: list[Any] = []
        self.outer: list[tuple[bytes, list[Any]]] = []
        self._document = document

    def add(self, kind: int, text: bytes) -> None:
        """One more token; `kind`: of the groups of TOKEN. Raises NotPlainError."""
        if kind == 1:
            self.objects.append(int(text))
        elif kind == 2:
            self.objects.append(float(text))
        elif kind == 3:
            self.objects.append(string(text))
        elif kind == 4:
            self.objects.append(literal(text))
        elif kind == 5:
            if text in (b"[", b"<<"):
                self.outer.append((text, self.objects))
                self.objects = []
            else:
                self._close(text)
        elif kind == 6:
            self.objects.append(bytes.fromhex(text.decode("ascii")))
        else:
            self._add_keyword(text)

    def end(self, rest: bytes) -> None:
        """Behind the last token there is `rest`. Raises NotPlainError."""
        if self.outer or rest.strip(_WHITE):
            raise NotPlainError

    def _close(self, bracket: bytes) -> None:
        """An array or dictionary ends here."""
        if not self.outer:
            raise NotPlainError
        opened, around = self.outer.pop()
        objects, self.objects = self.objects, around
        if opened == b"[" and bracket == b"]":
            around.append(objects)
        elif opened == b"<<" and bracket == b">>" and len(objects) % 2 == 0:
            names = [getattr(name, "name", None) for name in objects[::2]]
            if not all(isinstance(name, str) for name in names):
                raise NotPlainError
            # pdfminer.six leaves out entries without a value.
            around.append({name: value for name, value in zip(names, objects[1::2], strict=True) if value is not None})
        else:
            raise NotPlainError

    def _add_keyword(self, text: bytes) -> None:
        objects = self.objects
        if text in _CONSTANTS:
            objects.append(_CONSTANTS[text])
        elif text == b"null" and self._document is not None:
            objects.append(None)
        elif text == _REFERENCE and self._document is not None:
            if len(objects) < 2 or not isinstance(objects[-2], int):
                raise NotPlainError
            objects[-2:] = [PDFObjRef(self._document, objects[-2])]
        elif text in _INLINE_IMAGE:
            raise NotPlainError
        else:
            objects.append(KWD(text))


def string(text: bytes) -> bytes:
    """What stands between the brackets of a string, without escapes."""
    return text if b"\\" not in text else _ESCAPE.sub(_unescaped, text)


def literal(text: bytes) -> Any:
    """A name. Raises NotPlainError."""
    try:
        return LIT(text.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotPlainError from None


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    return bytes((int(escaped, 8),)) if len(escaped) == 3 else _ESCAPED.get(escaped, escaped)
