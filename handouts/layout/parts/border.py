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
    return [frame.upright(x_pt, begin, end, BORDER_RULE_PT) for begin, end in _pieces(top_pt, bottom_pt, taken)]


def border_black_pt2(top_pt: float, bottom_pt: float, taken: Sequence[tuple[float, float]]) -> float:
    """How black it is, in square points."""
    return sum([end - begin for begin, end in _pieces(top_pt, bottom_pt, taken)]) * BORDER_RULE_PT


def _pieces(top_pt: float, bottom_pt: float, taken: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """From where to where it is drawn."""
    pieces: list[tuple[float, float]] = []
    y = top_pt
    for begin, end in [*sorted(taken), (bottom_pt, bottom_pt)]:
        if begin > y:
            pieces.append((y, begin))
        y = max(y, end)
    return pieces
