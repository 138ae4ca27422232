"""Objects of a file as they are written: the bytes around their references. What is written alike, and refers to the
same, is the same; nobody has to make values of it to know."""

from __future__ import annotations

import re
from typing import NamedTuple

_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ANYTHING = b"|"
"""In the place of a string: with a space there, what stands on both sides could make a reference."""
_REFERENCE = b" 0 R"
_BEFORE = frozenset((b"", b" ", b"\n", b"["))
_BEHIND = frozenset((b"", b" ", b"\n", b"/", b"[", b"]", b"(", b"<", b">"))
"""One of these stands on that side of a reference, or nothing."""
_NOT_PLAIN = b"()%\t\r\f\0"


class Written(NamedTuple):
    """`pieces`: the bytes around the references, one more than these."""

    pieces: tuple[bytes, ...]
    references: tuple[int, ...]


def parted(written: bytes) -> Written | None:
    """An object that is no stream. None for nothing, and where it takes the whole grammar to tell what in it is a
    reference: within brackets and comments something may look like one, and another may not look like one."""
    if not written:
        return None
    bare = _STRING.sub(_ANYTHING, written) if b"(" in written else written
    count = written.count(_REFERENCE)
    if not bare.count(_REFERENCE) == bare.count(b" R") == count or b"\nR" in bare:
        return None
    if any(each in bare for each in _NOT_PLAIN) or b"<" in bare.replace(b"<<", b""):
        return None
    *heads, last = written.split(_REFERENCE)
    pieces: list[bytes] = []
    references: list[int] = []
    for head in heads:
        piece = head.rstrip(b"0123456789")
        if len(piece) == len(head) or piece[-1:] not in _BEFORE:
            return None
        pieces.append(piece)
        references.append(int(head[len(piece) :]))
    pieces.append(last)
    if any(piece[:1] not in _BEHIND for piece in pieces[1:]):
        return None
    return Written(tuple(pieces), tuple(references))
