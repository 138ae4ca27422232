"""Nothing is clipped: what has been placed must stand inside the margins."""

from __future__ import annotations

from handouts.content.isolates import without_isolates
from handouts.layout.page.copyfit import DoesNotFit
from handouts.layout.page.placed import CodeSlot, Element, PlacedLine, PlacedPage
from handouts.paper import mm_from_pt
from handouts.text import hair_pt

NO_INK = (0, 0, 0, 0)
ROUNDING_PT = 0.001
"""In which sums of floats differ."""


def sticking_out(page: PlacedPage, margin_pt: float) -> DoesNotFit | None:
    """The line that sticks out farthest beyond the margins, and by how much; None where none does."""
    worst, found = 0.0, ""
    least, right, bottom = margin_pt, page.width_pt - margin_pt, page.height_pt - margin_pt
    waiting = [*page.artifacts, *page.elements]
    for each in waiting:
        if not isinstance(each, PlacedLine):
            if isinstance(each, Element):
                waiting += each.children
            elif isinstance(each, CodeSlot):
                waiting += each.marks
            continue
        line, x, y, turned = each
        before, below, after, above = line.ink
        if turned:
            before, below, after, above = -after, -above, -before, -below
        if x + before >= least and x + after <= right and y - above >= least and y - below <= bottom:
            continue
        over = max(least - (x + before), x + after - right, least - (y - above), y - below - bottom)
        allowed = hair_pt(max((run.size_pt for run in line.runs), default=0.0)) + ROUNDING_PT
        if over > max(worst, allowed) and line.ink != NO_INK:
            worst, found = over, without_isolates(line.text).strip()
    return DoesNotFit(f"“{found}” is too long for its place", mm_from_pt(worst)) if found else None
