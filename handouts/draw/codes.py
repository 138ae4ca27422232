"""Character codes: which of them show a glyph, and what each says when the page is read as text.

Readers of PDFs expect a code to stand for one character. Of one that stands for several, most turn the letters round in
right-to-left text; pdf.js gives it no width where one is a mark, and drops it where the last is a joiner. So the code
that draws a cluster reads its first character, and the others stand on blank codes beside it, which take a little of
its width: one for all of them, but in right-to-left text one each (it is read from the right, and so they stand on the
left). Blank codes without a width lose their letters in pdfium. A direction mark and the space behind it are one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, TypeAlias

from handouts.text.glyphs import Composite, Part, Shape

Pair: TypeAlias = tuple[Shape, str]
"""A glyph with the text that it stands for."""

_CARRIER_EM = 0.01
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_MARKED_SPACE = re.compile("[\u200e\u200f] ")


class Code(NamedTuple):
    """How a glyph with a text is shown: under which font resource, by which characters of a literal string, and how
    far that font moves the pen, in 1/1000 em."""

    resource: str
    shown: str
    width: int


def in_order(pair: Pair) -> tuple[bool, Pair]:
    """By which pairs are sorted: ids and composites cannot be compared."""
    return isinstance(pair[0], Composite), pair


def spelled(pair: Pair, units_per_em: int) -> tuple[Pair, ...]:
    """The pair as it is shown, left to right: one code each."""
    shape, text = pair
    if not isinstance(shape, Composite) or len(text) == 1 or _MARKED_SPACE.fullmatch(text):
        return (pair,)
    right_to_left = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    others = [*reversed(text[1:])] if right_to_left else [text[1:]]
    carrier = min(round(_CARRIER_EM * units_per_em), shape.width // (1 + len(others)))
    taken = carrier * len(others)
    moved = tuple([Part(gid, x - taken, y) for gid, x, y in shape.parts]) if right_to_left else shape.parts
    drawn = (Composite(shape.width - taken, moved), text[0])
    blank = [(Composite(carrier, ()), other) for other in others]
    return (*blank, drawn) if right_to_left else (drawn, *blank)
