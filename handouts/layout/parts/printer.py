"""Drawings of a printer, of sheets in it, and of how a stack is turned; for those who print both sides by hand."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand
from handouts.layout.page.placed import Mark, PathSegment, PlacedLine, PlacedRule, PlacedShape, Shape
from handouts.layout.parts.marks import rounded_box
from handouts.paper import Box
from handouts.schemes import Flip
from handouts.text import Weight

SHEET_WIDTH_PT, SHEET_HEIGHT_PT = 80.0, 104.0
PRINTER_PT = 26.0
"""Its height; a sheet hangs out below it."""
OVER_PT = 8.0
"""By how much it is wider than a sheet, at either side."""
WORD_PT = 11.0
_OUTLINE_PT, _LINE_PT = 1.6, 1.6
_BAR_PT = 7.0
"""The head of a printed side, as a bar."""
_CROSS_PT = 10.0


def word(frame: Frame, text: str, x_pt: float, middle_pt: float, weight: Weight = Weight.BOLD) -> PlacedLine:
    """A word, its middle at a point."""
    line = frame.line(text, WORD_PT, weight, Hand.LATIN)
    return frame.put(line, x_pt, middle_pt + CAP_HEIGHT_EM * WORD_PT / 2, Edge.CENTRE)


def printer(frame: Frame, left_pt: float, top_pt: float) -> Iterator[Mark]:
    """A printer, and the white sheet in it, whose left edge is at `left_pt`."""
    width = SHEET_WIDTH_PT + 2 * OVER_PT
    yield PlacedShape(rounded_box(width, PRINTER_PT, 4.0), left_pt - OVER_PT, top_pt, 1.0, 2.2)
    yield PlacedRule(left_pt, top_pt + PRINTER_PT - 5.0, left_pt + SHEET_WIDTH_PT, top_pt + PRINTER_PT - 5.0, 2.4)
    yield word(frame, "printer", left_pt + SHEET_WIDTH_PT / 2, top_pt + 10.5)
    yield from sheet(left_pt, top_pt + PRINTER_PT)


def sheet(left_pt: float, top_pt: float) -> Iterator[Mark]:
    """The outline of a sheet."""
    yield PlacedShape(rounded_box(SHEET_WIDTH_PT, SHEET_HEIGHT_PT, 0.01), left_pt, top_pt, 1.0, _OUTLINE_PT)


def print_on(left_pt: float, top_pt: float, *, landscape: bool = False) -> Iterator[Mark]:
    """What is printed on a sheet, as bars: its head first, at the top, or at the left where the page lies on its
    side."""
    lengths = (1.0, 0.86, 1.0) if landscape else (1.0, 0.86, 1.0, 0.74)
    along = (SHEET_HEIGHT_PT if landscape else SHEET_WIDTH_PT) - 16.0
    for index, part in enumerate(lengths):
        at = 10.0 + (0.0 if not index else 4.0 + 8.0 * index)
        weight = _LINE_PT if index else _BAR_PT
        start, end = 8.0, 8.0 + along * part
        if landscape:
            yield PlacedRule(left_pt + at, top_pt + start, left_pt + at, top_pt + end, weight)
        else:
            yield PlacedRule(left_pt + start, top_pt + at, left_pt + end, top_pt + at, weight)


def cross(x_pt: float, y_pt: float, *, other_side: bool = False) -> Iterator[Mark]:
    """A cross drawn by hand; broken where it is on the other side."""
    dash, r = ((3.0, 2.5) if other_side else ()), _CROSS_PT
    yield PlacedRule(x_pt - r, y_pt - r, x_pt + r, y_pt + r, 2.4, dash)
    yield PlacedRule(x_pt - r, y_pt + r, x_pt + r, y_pt - r, 2.4, dash)


def arrow(x_pt: float, y_pt: float, length_pt: float = 26.0) -> Iterator[Mark]:
    """An arrow to the right, its middle at this height."""
    yield PlacedRule(x_pt, y_pt, x_pt + length_pt - 10.0, y_pt, 2.2)
    yield PlacedShape(_triangle((0.0, -6.0), (14.0, 0.0), (0.0, 6.0)), x_pt + length_pt - 14.0, y_pt)


def turning(left_pt: float, top_pt: float, flip: Flip) -> Iterator[Mark]:
    """Axis and arrow that show how a stack is turned over: like the page of a book, or end over end. The sheet's left
    top corner is given; the arrow stands outside it, below or at the right."""
    middle_x, middle_y = left_pt + SHEET_WIDTH_PT / 2, top_pt + SHEET_HEIGHT_PT / 2
    if flip is Flip.LONG:
        y = top_pt + SHEET_HEIGHT_PT
        yield PlacedRule(middle_x, y - 10.0, middle_x, y + 20.0, 1.2, (4.0, 3.0))
        curve: tuple[PathSegment, ...] = (("M", (-20.0, 4.0)), ("C", (-12.0, 15.0, 8.0, 15.0, 15.0, 8.0)))
        yield PlacedShape(Shape(curve, Box(-20.0, 4.0, 15.0, 15.0)), middle_x, y, 1.0, 2.2)
        yield PlacedShape(_triangle((9.0, 3.0), (24.0, 0.0), (19.0, 14.0)), middle_x, y)
    else:
        x = left_pt + SHEET_WIDTH_PT
        yield PlacedRule(left_pt - 12.0, middle_y, left_pt + 10.0, middle_y, 1.2, (4.0, 3.0))
        yield PlacedRule(x - 10.0, middle_y, x + 20.0, middle_y, 1.2, (4.0, 3.0))
        curve = (("M", (8.0, -22.0)), ("C", (20.0, -14.0, 20.0, 8.0, 12.0, 16.0)))
        yield PlacedShape(Shape(curve, Box(8.0, -22.0, 20.0, 16.0)), x, middle_y, 1.0, 2.2)
        yield PlacedShape(_triangle((7.0, 9.0), (19.0, 19.0), (4.0, 25.0)), x, middle_y)


def _triangle(*corners: tuple[float, float]) -> Shape:
    first, *others = corners
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    segments = (("M", first), *(("L", corner) for corner in others), ("Z", ()))
    return Shape(segments, Box(min(xs), min(ys), max(xs), max(ys)))
