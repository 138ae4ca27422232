"""Nothing is clipped: what has been placed must stand inside the margins. And moving what has been placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.layout.fitting import DoesNotFit
from handouts.layout.frame import Part
from handouts.layout.placed import Element, Mark, PlacedLine, PlacedPage, PlacedPath, PlacedRule
from handouts.paper import Box, mm_from_pt

NO_INK = (0, 0, 0, 0)
TOLERANCE_PT = 0.6
"""Half a stroke, and what an optical edge may hang over."""


def sticking_out(page: PlacedPage, margin_pt: float) -> DoesNotFit | None:
    """The line that sticks out farthest beyond the margins, and by how much; None where none does."""
    worst, found = TOLERANCE_PT, ""
    least, right, bottom = margin_pt, page.width_pt - margin_pt, page.height_pt - margin_pt
    for mark in marks_of((*page.artifacts, *page.elements)):
        if not isinstance(mark, PlacedLine):
            continue
        line, x, y = mark
        before, below, after, above = line.ink
        if x + before >= least and x + after <= right and y - above >= least and y - below <= bottom:
            continue
        over = max(least - (x + before), x + after - right, least - (y - above), y - below - bottom)
        if over > worst and line.ink != NO_INK:
            worst, found = over, line.text.strip()
    return DoesNotFit(f"“{found}” is too long for its place", mm_from_pt(worst)) if found else None


def marks_of(children: Iterable[Element | Mark]) -> Iterator[Mark]:
    """Every mark below, in reading order."""
    waiting = [*children][::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Element):
            waiting.extend(reversed(child.children))
        else:
            yield child


def moved_part(part: Part, dy_pt: float) -> Part:
    """The same part, farther down."""
    return Part(
        tuple([moved_element(element, 0.0, dy_pt) for element in part.elements]),
        tuple([moved_mark(mark, 0.0, dy_pt) for mark in part.artifacts]),
        part.bottom_pt + dy_pt,
    )


def moved_element(element: Element, dx_pt: float, dy_pt: float) -> Element:
    """The same element with all below it, farther to the right and farther down."""
    children = tuple(
        [
            moved_element(child, dx_pt, dy_pt) if isinstance(child, Element) else moved_mark(child, dx_pt, dy_pt)
            for child in element.children
        ]
    )
    role, _, language, alt, title, box, scope, row_span, column_span, link = element
    if box is not None:
        box = Box(box.left + dx_pt, box.top + dy_pt, box.right + dx_pt, box.bottom + dy_pt)
    return Element(role, children, language, alt, title, box, scope, row_span, column_span, link)


def moved_mark(mark: Mark, dx_pt: float, dy_pt: float) -> Mark:
    """The same mark elsewhere."""
    if isinstance(mark, PlacedLine):
        return PlacedLine(mark.line, mark.x_pt + dx_pt, mark.y_pt + dy_pt)
    if isinstance(mark, PlacedRule):
        x0, y0, x1, y1, width, dash = mark
        return PlacedRule(x0 + dx_pt, y0 + dy_pt, x1 + dx_pt, y1 + dy_pt, width, dash)
    path, x, y, scale, stroke, even_odd = mark
    return PlacedPath(path, x + dx_pt, y + dy_pt, scale, stroke, even_odd)
