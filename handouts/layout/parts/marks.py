"""Small drawn things: ovals, rounded boxes, arrows, icons beside a word."""

from __future__ import annotations

from typing import NamedTuple

from handouts.layout.page.frame import CAP_HEIGHT_EM, Frame
from handouts.layout.page.placed import PathSegment, PlacedShape, Shape
from handouts.layout.parts.icons import GRID, ICONS
from handouts.paper import Box

_CIRCLE = 0.5522847498
"""Handle length of a cubic curve that draws a quarter of a circle of radius 1."""


def rounded_box(width_pt: float, height_pt: float, radius_pt: float) -> Shape:
    """A box with round corners. With a radius of half its height it is an oval."""
    w, h, r = width_pt, height_pt, min(radius_pt, width_pt / 2, height_pt / 2)
    k = r * (1 - _CIRCLE)
    segments: tuple[PathSegment, ...] = (
        ("M", (r, 0)),
        ("L", (w - r, 0)),
        ("C", (w - k, 0, w, k, w, r)),
        ("L", (w, h - r)),
        ("C", (w, h - k, w - k, h, w - r, h)),
        ("L", (r, h)),
        ("C", (k, h, 0, h - k, 0, h - r)),
        ("L", (0, r)),
        ("C", (0, k, k, 0, r, 0)),
        ("Z", ()),
    )
    return Shape(segments, Box(0, 0, w, h))


class RuleWeights(NamedTuple):
    """Three weights of rule in points: between rows, between sections, of head, bands and foot."""

    row: float
    section: float
    band: float


RULES = RuleWeights(1.2, 2.0, 2.4)
"""Of ten copies six lose parts of a rule of 0.9 pt, or all of it; of one of 1.2 the lightest keeps three quarters."""
LIGHT_RULES = RuleWeights(0.9, 1.2, 1.4)
"""Where a page would be too black else: what is said outranks what parts it."""
OUTLINE_PT = 1.6
"""Of what is outlined."""
ARROW_WIDTH_PT, ARROW_HEIGHT_PT = 8.0, 10.0
ARROW_BESIDE_PT = 6.0
"""Between words and the arrow behind them."""
_ARROWS = {
    towards: Shape(
        (
            ("M", (back, 0.0)),
            ("L", (ARROW_WIDTH_PT - back, ARROW_HEIGHT_PT / 2)),
            ("L", (back, ARROW_HEIGHT_PT)),
            ("Z", ()),
        ),
        Box(0.0, 0.0, ARROW_WIDTH_PT, ARROW_HEIGHT_PT),
    )
    for towards, back in ((False, 0.0), (True, ARROW_WIDTH_PT))
}
"""By whether it points to the left."""
TURN_WIDTH_PT, TURN_HEIGHT_PT = 13.0, 13.0
_TURN = (
    (3.0, 0.6),
    (13.0, 0.6),
    (13.0, 10.1),
    (5.0, 10.1),
    (5.0, 13.0),
    (0.0, 9.1),
    (5.0, 5.2),
    (5.0, 8.1),
    (11.0, 8.1),
    (11.0, 2.6),
    (3.0, 2.6),
)
"""Out to the right and back, from the upper corner."""
_TURNING = {
    mirrored: Shape(
        (
            *(("L" if at else "M", (TURN_WIDTH_PT - x if mirrored else x, y)) for at, (x, y) in enumerate(_TURN)),
            ("Z", ()),
        ),
        Box(0.0, 0.0, TURN_WIDTH_PT, TURN_HEIGHT_PT),
    )
    for mirrored in (False, True)
}
"""By whether out is to the left."""
ICON_WIDTH_EM = 1.1
ICON_GAP_PT = 4.0


def icon(
    frame: Frame, name: str, x_pt: float, baseline_pt: float, size_pt: float, icon_pt: float | None = None
) -> PlacedShape:
    """An icon that stands on a text's baseline, its middle at half the cap height of that text of `size_pt`; as large
    as the text, or as beside one of `icon_pt`."""
    middle = baseline_pt - CAP_HEIGHT_EM / 2 * size_pt
    height = ICON_WIDTH_EM * (size_pt if icon_pt is None else icon_pt)
    return frame.put_shape(ICONS[name], x_pt, middle - height / 2, height / GRID)


def arrow(frame: Frame, x_pt: float, baseline_pt: float, size_pt: float, *, turning: bool = False) -> PlacedShape:
    """ "Go on there": from logical x on towards the end of the line, in the middle of a text's caps. Beside words.
    `turning`: out there and back, "turn it over"."""
    middle = baseline_pt - CAP_HEIGHT_EM / 2 * size_pt
    shape = (_TURNING if turning else _ARROWS)[frame.typography.right_to_left]
    return frame.put_shape(shape, x_pt, middle - shape.box.bottom / 2, 1.0)


def icon_indent_pt(name: str, size_pt: float, gap_pt: float = ICON_GAP_PT) -> float:
    """How far a text stands behind an icon of this size; 0 where `name` is empty."""
    return size_pt * ICON_WIDTH_EM + gap_pt if name else 0.0
