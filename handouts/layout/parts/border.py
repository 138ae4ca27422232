"""The border as it is drawn: a line of dash and dot that leaves free what digits are level with, or dots beside them.

On a copy, a dash beside a digit is a "1". Lengths in points.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Mark, PlacedRule

BORDER_RULE_PT = 2.4
BORDER_DASH_PT = (9.0, 3.5, 1.8, 3.5)
DOT_INSET_EM = 0.12
DOT_LARGEST_EM = 0.2
"""Of the digits' height: how far inside it the outer dots stand, and how large a dot is at most."""
_SQUEEZED = 0.2
"""Of a dash and a dot with their gaps: where so little is missing, all are squeezed to make room for them."""
_LEAST_PT = 2.0
"""A stretch that is shorter stays free."""


def border_line(
    frame: Frame, x_pt: float, top_pt: float, bottom_pt: float, taken: Sequence[tuple[float, float]]
) -> list[Mark]:
    """The border at logical x between two heights, in the stretches that `taken` leaves."""
    pieces: list[Mark] = []
    y = top_pt
    for begin, end in [*sorted(taken), (bottom_pt, bottom_pt)]:
        if begin > y:
            pieces.extend(_dashes(frame, x_pt, y, begin))
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


def _dashes(frame: Frame, x: float, top: float, bottom: float) -> list[Mark]:
    """Dash and dot from top to bottom, about as large everywhere; a stretch that is too short for both is one dash."""
    length = bottom - top
    if length < _LEAST_PT:
        return []
    dash, gap, dot, _ = BORDER_DASH_PT
    period = dash + gap + dot + gap
    count = int((length - dash) / period + _SQUEEZED)
    if not count:
        return [frame.upright(x, top, bottom, BORDER_RULE_PT)]
    stretch = length / (count * period + dash)
    pieces: list[Mark] = []
    y = top
    for _ in range(count):
        pieces.append(frame.upright(x, y, y + dash * stretch, BORDER_RULE_PT))
        pieces.append(frame.upright(x, y + (dash + gap) * stretch, y + (dash + gap + dot) * stretch, BORDER_RULE_PT))
        y += period * stretch
    pieces.append(frame.upright(x, y, bottom, BORDER_RULE_PT))
    return pieces
