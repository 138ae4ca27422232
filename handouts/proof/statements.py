"""Content of a page -> its operators with their operands, in the plain part of the grammar (proof/tokens.py), without
outlines and marks: those are most of a page with a QR code, and nothing of its text."""

from __future__ import annotations

import re
from typing import Any

from pdfminer.psparser import PSKeyword

from handouts.proof.tokens import NUMBER, OF_STRING, TOKEN, NotPlainError, PlainObjects, literal, string

TEXT, CHOOSE, SHOW = b"BT Td Tf TJ ", b"Tf ", b"TJ "
"""Td of two numbers, with whether BT stands before it, and with Tf and TJ where they follow (else None); Tf of a name
and a number; TJ of what stands between its brackets, which `shown` takes apart. Numbers are float. No keyword has a
space, so that the same operators with anything else before them have names of their own."""

_WHITE = rb"[\x00\t\n\f\r ]"
_APART = _WHITE + rb"++"
_END = rb"(?![A-Za-z0-9'\"*])"
_NUMBER = rb"(?:" + NUMBER + rb")(?![0-9.])"
_OUTLINES = rb"[-0-9. \n]*+(?:[mlchvywnSsfFBb]|re)(?=[ \n])"
_MARKS = _WHITE + rb"*+(?:/[A-Za-z0-9]++(?: ?<</MCID [0-9]++>> ?BDC| BMC)|EMC|ET)" + _END
_MOVE = rb"(" + _NUMBER + rb")" + _APART + rb"(" + _NUMBER + rb")" + _APART + rb"Td" + _END
_CHOOSE = rb"/([^\x00\t\n\f\r ()<>\[\]{}/%#]++)" + _APART + rb"(" + _NUMBER + rb")" + _APART + rb"Tf" + _END
_PIECES = rb"(?:\(" + OF_STRING + rb"\)|" + _NUMBER + rb"|<(?:[0-9A-Fa-f]{2})*+>|" + _APART + rb")*+"
_SHOW = rb"\[(" + _PIECES + rb")\]" + _WHITE + rb"*+TJ" + _END
_STATEMENT = re.compile(
    _WHITE + rb"*+(?:"
    rb"((?:" + _OUTLINES + rb"|" + _MARKS + rb")++)"  # 1
    rb"|(BT" + _APART + rb")?" + _MOVE + rb"(?:" + _APART + _CHOOSE + rb"(?:" + _APART + _SHOW + rb")?)?"  # 2 to 7
    rb"|" + _CHOOSE + rb"|" + _SHOW +  # 8, 9 and 10
    rb"|" + TOKEN + rb")"  # the kinds of proof/tokens.py, from 11
)  # fmt: skip
_FIRST_MOVES, _LAST_MOVES, _CHOOSES, _SHOWS = 4, 7, 9, 10
_PIECE = re.compile(rb"\((" + OF_STRING + rb")\)|(" + NUMBER + rb")|<([0-9A-Fa-f]*+)>")

Statement = tuple[bytes, list[Any]]
"""An operator, and what stands before it."""


def statements(data: bytes) -> list[Statement]:
    """The operators of a content stream, with operands as pdfminer.six would give them; none of outlines and marked
    content. Raises NotPlainError where anything is not in the plain part of the grammar."""
    found: list[Statement] = []
    others = PlainObjects()
    place = 0
    for match in _STATEMENT.finditer(data):
        if match.start() != place:
            raise NotPlainError
        place = match.end()
        kind = match.lastindex or 0
        if kind > _SHOWS:
            others.add(kind - _SHOWS, match[kind])
            if not others.outer and isinstance(others.objects[-1], PSKeyword):
                *operands, keyword = others.objects
                found.append((keyword.name, operands))
                others.objects = []
            continue
        if others.outer:  # a keyword within brackets
            raise NotPlainError
        others.objects = []
        if _FIRST_MOVES <= kind <= _LAST_MOVES:
            begin, x, y, font, size, pieces = match.group(2, 3, 4, 5, 6, 7)
            chosen = (None, None) if font is None else (literal(font), float(size))
            found.append((TEXT, [begin is not None, float(x), float(y), *chosen, pieces]))
        elif kind == _CHOOSES:
            found.append((CHOOSE, [literal(match[8]), float(match[9])]))
        elif kind == _SHOWS:
            found.append((SHOW, [match[10]]))
    others.end(data[place:])
    return found


def shown(array: bytes) -> list[bytes | float]:
    """What stands between the brackets of TJ: strings, and the steps between them."""
    return [
        float(number) if number else bytes.fromhex(hexadecimal.decode("ascii")) if hexadecimal else string(text)
        for text, number, hexadecimal in _PIECE.findall(array)
    ]
