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

import uharfbuzz as hb

from handouts.text.glyphs import Composite, Part, Shape

Pair: TypeAlias = tuple[Shape, str]
"""A glyph with the text that it stands for."""

_CARRIER_EM = 0.01
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_UNITS = re.compile("[\u200e\u061c] |.", re.DOTALL)
_MARKS = frozenset("\u200e\u061c")


class Code(NamedTuple):
    """How a glyph with a text is shown: under which font resource, by which characters of a literal string, and how
    far that font moves the pen, in 1/1000 em."""

    resource: str
    shown: str
    width: int


def in_order(pair: Pair) -> tuple[bool, Pair]:
    """By which pairs are sorted: ids and composites cannot be compared."""
    return isinstance(pair[0], Composite), pair


def spelled(pair: Pair, font: hb.Font) -> tuple[Pair, ...]:
    """The pair as it is shown, left to right: one code each. `font`: at its own units."""
    shape, text = pair
    if len(text) == 1 or text.isascii():
        return (pair,)
    units = _UNITS.findall(text)
    if len(units) == 1:
        return (pair,)
    right_to_left = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    if not right_to_left:
        units = [units[0], text[len(units[0]) :]]
    main = next(at for at, unit in enumerate(units) if unit not in _MARKS)  # direction marks may stand before it
    whole = shape if isinstance(shape, Composite) else _alone(shape, font)
    carrier = min(round(_CARRIER_EM * font.face.upem), whole.width // len(units))
    blank = Composite(carrier, ())
    on_the_left = carrier * (len(units) - 1 - main) if right_to_left else carrier * main
    moved = tuple([Part(gid, x - on_the_left, y) for gid, x, y in whole.parts])
    drawn = Composite(whole.width - carrier * (len(units) - 1), moved)
    codes = [(drawn if at == main else blank, unit) for at, unit in enumerate(units)]
    return tuple(reversed(codes)) if right_to_left else tuple(codes)


def _alone(gid: int, font: hb.Font) -> Composite:
    """A glyph of the font as a composite one that looks like it."""
    extents = font.get_glyph_extents(gid)
    inked = extents is not None and extents.width and extents.height
    return Composite(font.get_glyph_h_advance(gid), (Part(gid, 0, 0),) if inked else ())
