"""Full-width punctuation that closes up: half of such a sign is white, and two beside each other leave a hole.

By W3C's requirements for Chinese and Japanese text layout (CLREQ 3.1.6, JLREQ 3.1.4): a closing sign or a stop before
another sign keeps no white behind it, an opening one behind another no white before it; nor does one with which a line
begins, which would look indented.
"""

from __future__ import annotations

from collections.abc import Iterator

OPENING = frozenset("“‘（《〈「『【〔［｛")
_CLOSING = frozenset("”’）》〉」』】〕］｝、，。；：")
_AFTER_CLOSING = OPENING | _CLOSING | frozenset("！？")
CLOSING_UP = OPENING | _CLOSING
"""Those that may."""


def closed_up(text: str, start: int, end: int) -> Iterator[int]:
    """Which characters of [start, end) are set at half their width, by what stands beside them. Only a font in which
    they are full-width has narrower ones (OpenType feature `halt`)."""
    if CLOSING_UP.isdisjoint(text):
        return
    for at in range(start, end):
        character = text[at]
        if character in _CLOSING:
            if text[at + 1 : at + 2] and text[at + 1] in _AFTER_CLOSING:
                yield at
        elif character in OPENING and at and text[at - 1] in OPENING:
            yield at
