"""The mark of a sheet that is for staff: an oval with the words, at the end of the line of its title."""

from __future__ import annotations

from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand
from handouts.layout.page.placed import PlacedLine, PlacedShape
from handouts.layout.parts.marks import OUTLINE_PT, rounded_box
from handouts.text import Weight

NOT_FOR_HANDING_OUT = "Staff sheet \u00b7 not for handing out"
_SIZE_PT, _HEIGHT_PT, _BESIDE_PT = 11.0, 19.0, 22.0


def staff_oval(frame: Frame, baseline_pt: float, title_pt: float) -> tuple[PlacedShape, PlacedLine]:
    """The oval and its words, at half the cap height of the title on this baseline."""
    note = frame.line(NOT_FOR_HANDING_OUT, _SIZE_PT, Weight.BOLD, Hand.LATIN)
    width, half = note.width_pt + _BESIDE_PT, OUTLINE_PT / 2
    middle = baseline_pt - CAP_HEIGHT_EM * title_pt / 2
    oval = rounded_box(width, _HEIGHT_PT, _HEIGHT_PT / 2)
    shape = PlacedShape(oval, frame.end_pt - width - half, middle - _HEIGHT_PT / 2, 1.0, OUTLINE_PT)
    return shape, frame.put(note, frame.end_pt - half - width / 2, middle + CAP_HEIGHT_EM * _SIZE_PT / 2, Edge.CENTRE)
