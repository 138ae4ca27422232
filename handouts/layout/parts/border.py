"""The border as it is drawn: one unbroken line in a white channel.

Not dashes: cut around digits they look like a fault, and on a copy a short piece beside a digit is a "1". Lengths in
points.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Mark, PlacedRule

BORDER_RULE_PT = 3.0
DOT_INSET_EM = 0.12
DOT_LARGEST_EM = 0.2
"""Of the digits' height: how far inside it the outer dots stand, and how large a dot is at most."""


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


def border_dots(frame: Frame, x_pt: float, baseline_pt: float, cap_pt: float) -> tuple[PlacedRule, ...]:
    """The border beside digits: three square dots, the outer ones a little inside the digits' height. A piece as tall
    as the digits would be read as a "1" on a copy."""
    size, inset = min(BORDER_RULE_PT, cap_pt * DOT_LARGEST_EM), DOT_INSET_EM * cap_pt
    low, high = baseline_pt - inset - size / 2, baseline_pt - cap_pt + inset + size / 2
    return tuple(
        frame.upright(x_pt, middle - size / 2, middle + size / 2, size) for middle in (low, (low + high) / 2, high)
    )
