"""The border as it is drawn: one unbroken line in a white channel.

Not dashes: cut around digits they look like a fault, and on a copy a short piece beside a digit is a "1". Lengths in
points.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Mark

BORDER_RULE_PT = 3.0


def border_line(
    frame: Frame, x_pt: float, top_pt: float, bottom_pt: float, taken: Sequence[tuple[float, float]]
) -> list[Mark]:
    """The border at logical x between two heights; it stops at what crosses it, which `taken` says."""
    pieces: list[Mark] = []
    y = top_pt
    for begin, end in [*sorted(taken), (bottom_pt, bottom_pt)]:
        if begin > y:
            pieces.append(frame.upright(x_pt, y, begin, BORDER_RULE_PT))
        y = max(y, end)
    return pieces
