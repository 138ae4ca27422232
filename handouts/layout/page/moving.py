"""What has been placed, placed elsewhere or on its head: nothing is set again. Points, y downwards."""

from __future__ import annotations

from handouts.layout.page.frame import Part
from handouts.layout.page.placed import CodeSlot, Element, Mark, PlacedLine, PlacedRule, PlacedShape
from handouts.paper import Box

_tuple = tuple.__new__
"""Makes a NamedTuple of all its values, in a third of the time that its class takes."""


def moved_part(part: Part, dy_pt: float) -> Part:
    """The same part, farther down."""
    return Part(
        tuple(moved_element(element, 0.0, dy_pt) for element in part.elements),
        tuple(moved_mark(mark, 0.0, dy_pt) for mark in part.artifacts),
        part.bottom_pt + dy_pt,
    )


def moved_element(element: Element, dx_pt: float, dy_pt: float) -> Element:
    """The same element with all below it, farther to the right and farther down."""
    role, children, language, alt, title, box, scope, row_span, column_span, link = element
    moved: list[Element | Mark] = []
    for child in children:
        if isinstance(child, PlacedLine):  # nearly all are
            line, x, y, turned = child
            moved.append(_tuple(PlacedLine, (line, x + dx_pt, y + dy_pt, turned)))
        elif isinstance(child, Element):
            moved.append(moved_element(child, dx_pt, dy_pt))
        else:
            moved.append(moved_mark(child, dx_pt, dy_pt))
    if box is not None:
        left, top, right, bottom = box
        box = Box._make((left + dx_pt, top + dy_pt, right + dx_pt, bottom + dy_pt))  # nothing to check once more
    return _tuple(Element, (role, tuple(moved), language, alt, title, box, scope, row_span, column_span, link))


def moved_mark(mark: Mark, dx_pt: float, dy_pt: float) -> Mark:
    """The same mark elsewhere."""
    if isinstance(mark, PlacedLine):
        line, x, y, turned = mark
        return PlacedLine(line, x + dx_pt, y + dy_pt, turned)
    if isinstance(mark, PlacedRule):
        x0, y0, x1, y1, width, dash = mark
        return PlacedRule(x0 + dx_pt, y0 + dy_pt, x1 + dx_pt, y1 + dy_pt, width, dash)
    if isinstance(mark, CodeSlot):
        return mark._replace(x_pt=mark.x_pt + dx_pt, y_pt=mark.y_pt + dy_pt)
    path, x, y, scale, stroke = mark
    return PlacedShape(path, x + dx_pt, y + dy_pt, scale, stroke)


def turned_element(element: Element, right_pt: float, bottom_pt: float) -> Element:
    """The same element with all below it on its head: what was at the origin is at this corner."""
    children = tuple(
        turned_element(child, right_pt, bottom_pt)
        if isinstance(child, Element)
        else turned_mark(child, right_pt, bottom_pt)
        for child in element.children
    )
    box = element.box
    if box is not None:
        box = Box(right_pt - box.right, bottom_pt - box.bottom, right_pt - box.left, bottom_pt - box.top)
    return element._replace(children=children, box=box)


def turned_mark(mark: Mark, right_pt: float, bottom_pt: float) -> Mark:
    """The same mark on its head. Raises TypeError for the place of a code: it stands where staff read it."""
    if isinstance(mark, PlacedLine):
        return PlacedLine(mark.line, right_pt - mark.x_pt, bottom_pt - mark.y_pt, not mark.turned)
    if isinstance(mark, PlacedRule):
        x0, y0, x1, y1, width, dash = mark
        return PlacedRule(right_pt - x0, bottom_pt - y0, right_pt - x1, bottom_pt - y1, width, dash)
    if isinstance(mark, CodeSlot):
        raise TypeError("the place of the edition's code is not turned")
    path, x, y, scale, stroke = mark
    return PlacedShape(path.turned, right_pt - x, bottom_pt - y, scale, stroke)
