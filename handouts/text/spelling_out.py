"""Letters set one by one and apart: a code is no word, and what toner makes of its letters on a copy still has white
between."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.text.glyphs import Glyph, Line


def spelt_out(letters: Sequence[Line], apart_pt: float) -> Line:
    """Lines of one run each, from left to right in one face at one size, as one line, with so much between each two:
    whole font units, rounded down."""
    run = letters[0].runs[0]
    unit_pt = run.size_pt / run.units_per_em
    units = int(apart_pt / unit_pt)
    glyphs: list[Glyph] = []
    ink = letters[0].ink
    pen_pt = 0.0
    for letter in letters:
        if glyphs:
            glyphs[-1] = glyphs[-1]._replace(advance=glyphs[-1].advance + units)
        glyphs += letter.runs[0].glyphs
        ink = ink._replace(
            bottom=min(ink.bottom, letter.ink.bottom),
            right=max(ink.right, pen_pt + letter.ink.right),
            top=max(ink.top, letter.ink.top),
        )
        pen_pt += letter.width_pt + units * unit_pt
    return Line(
        (run.with_glyphs(tuple(glyphs), run.x_pt),),
        pen_pt - units * unit_pt,
        ink,
        "".join([letter.text for letter in letters]),
    )
