"""Small drawn things: ovals, rounded boxes, icons beside a word."""

from __future__ import annotations

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


ICON_WIDTH_EM = 1.1
ICON_GAP_PT = 4.0


def icon(frame: Frame, name: str, x_pt: float, baseline_pt: float, size_pt: float) -> PlacedShape:
    """An icon of `size_pt` that stands on a text's baseline, its middle at half the cap height of that text."""
    middle = baseline_pt - CAP_HEIGHT_EM / 2 * size_pt
    return frame.put_shape(ICONS[name], x_pt, middle - size_pt * ICON_WIDTH_EM / 2, size_pt * ICON_WIDTH_EM / GRID)


def icon_indent_pt(name: str, size_pt: float, gap_pt: float = ICON_GAP_PT) -> float:
    """How far a text stands behind an icon of this size; 0 where `name` is empty."""
    return size_pt * ICON_WIDTH_EM + gap_pt if name else 0.0
