"""A pointer: words that say what stands elsewhere, and an arrow behind them."""

from __future__ import annotations

from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import Element
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.marks import ARROW_BESIDE_PT, ARROW_WIDTH_PT, arrow


def lay_out_pointer(frame: Frame, text: str, style: ParagraphStyle, top_pt: float) -> Part:
    """The words from `top_pt` down; the arrow stands behind the last of them."""
    room = ARROW_BESIDE_PT + ARROW_WIDTH_PT
    placed = style.put(frame, text, frame.start_pt, top_pt, frame.measure_pt - room)
    last = placed.marks[-1]
    x = frame.start_pt + last.line.width_pt + ARROW_BESIDE_PT
    sign = arrow(frame, x, last.y_pt, style.set_pt(frame.typography))
    return Part((Element("P", placed.marks),), (sign,), placed.bottom_pt)
