"""How a zine is made of its sheet, drawn: folds, the cut, the push, the little book. For staff, left to right on every
sheet, with the words of the scheme; the sheet in it is divided as the scheme divides it."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.layout.page.frame import CAP_HEIGHT_EM, Frame, Hand, Part, rise_pt
from handouts.layout.page.placed import Element, Mark, PathSegment, PlacedLine, PlacedRule, PlacedShape, Shape
from handouts.layout.parts.icons import GRID, ICONS
from handouts.layout.parts.marks import rounded_box
from handouts.paper import Box
from handouts.schemes import COVER, ZINE
from handouts.text import Weight

COLUMNS, ROWS = 4, 2
HEIGHT_PT = 18.6
"""Of a drawing; the sheet in it has the shape of the real one."""
_OUTLINE_PT, _FOLD_PT, _CUT_PT = 1.2, 1.5, 2.4
_DASH = (3.0, 2.0)
_SCISSORS_PT = 8.5
_WORD_PT, _WORD_GAP_PT = 9.0, 2.8
_NUMERAL_PT = 11.0
_SLIT_PT = 6.0
"""Half the width of the opened slit."""
_PAGES_PT = 2.4
"""By how much each of the pages below the cover looks out."""
_HEAD_PT = 4.5
"""Half the height of an arrow's head, and its length."""


def lay_out_steps(frame: Frame, sheet_width_pt: float, sheet_height_pt: float, top_pt: float) -> Part:
    """The drawings in a row, as wide as the frame, each with its word below it; said in words to those who hear it."""
    left, measure = frame.margin_pt, frame.width_pt - 2 * frame.margin_pt
    width = HEIGHT_PT * sheet_width_pt / sheet_height_pt
    captions = [frame.line(text, _WORD_PT, Weight.BOLD, Hand.LATIN) for text in ZINE.captions]
    fields = [max(width, line.width_pt) for line in captions]
    gap = (measure - sum(fields)) / (len(fields) - 1)
    baseline = top_pt + HEIGHT_PT + _WORD_GAP_PT + max(rise_pt(line, _WORD_PT) for line in captions)
    marks: list[Mark] = []
    x = left
    drawings = (_folded, _cut, _pushed, _closed)
    for draw, line, field in zip(drawings, captions, fields, strict=True):
        marks += draw(frame, x + (field - width) / 2, top_pt, width)
        marks.append(PlacedLine(line, x + (field - line.width_pt) / 2, baseline))
        x += field + gap
    box = Box(left, top_pt, left + measure, baseline)
    return Part((Element("Figure", tuple(marks), alt=f"{ZINE.finish}.", box=box, language="en"),), (), baseline)


def _folded(_frame: Frame, left: float, top: float, width: float) -> Iterator[Mark]:
    """The open sheet with its folds."""
    yield _outline(left, top, width)
    for column in range(1, COLUMNS):
        x = left + width * column / COLUMNS
        yield PlacedRule(x, top, x, top + HEIGHT_PT, _FOLD_PT, _DASH)
    middle = top + HEIGHT_PT / ROWS
    yield PlacedRule(left, middle, left + width, middle, _FOLD_PT, _DASH)


def _cut(_frame: Frame, left: float, top: float, width: float) -> Iterator[Mark]:
    """The open sheet, cut between the inner panels, from fold to fold: as on the sheet, scissors stand where it begins,
    away from the edge."""
    yield _outline(left, top, width)
    middle, panel = top + HEIGHT_PT / ROWS, width / COLUMNS
    scale, r = _SCISSORS_PT / GRID, _SCISSORS_PT / 2
    yield PlacedRule(left + panel + r, middle, left + width - panel, middle, _CUT_PT)
    yield PlacedShape(ICONS["scissors"], left + panel - r, middle - r, scale)
    for x in (left + panel, left + width - panel):
        yield PlacedRule(x, top, x, middle - r, _FOLD_PT, _DASH)
        yield PlacedRule(x, middle + r, x, top + HEIGHT_PT, _FOLD_PT, _DASH)


def _pushed(_frame: Frame, left: float, top: float, width: float) -> Iterator[Mark]:
    """The sheet folded the long way, from above: the slit opens while both ends are pushed together."""
    middle, centre = top + HEIGHT_PT / 2, left + width / 2
    slit = _path((-_SLIT_PT, 0.0), (0.0, -_SLIT_PT), (_SLIT_PT, 0.0), (0.0, _SLIT_PT))
    yield PlacedShape(slit, centre, middle, 1.0, _CUT_PT)
    for towards in (1.0, -1.0):
        end = centre - towards * width / 2
        yield _level(end, centre - towards * _SLIT_PT, middle)
        head = _path((0.0, 0.0), (-towards * _HEAD_PT, -_HEAD_PT), (-towards * _HEAD_PT, _HEAD_PT))
        yield PlacedShape(head, end, middle)


def _closed(frame: Frame, left: float, top: float, width: float) -> Iterator[Mark]:
    """The little book, page 1 outside; its spine where that page begins."""
    panel_width, panel_height = width / COLUMNS * 2, HEIGHT_PT - 2 * _PAGES_PT
    towards = -1.0 if frame.typography.right_to_left else 1.0
    x = left + (width - panel_width) / 2
    for sheet in (2, 1):
        off = sheet * _PAGES_PT
        yield _level(x + off * towards, x + off * towards + panel_width, top + off + panel_height)
        edge = x + off * towards + (panel_width if towards > 0 else 0.0)
        yield PlacedRule(edge, top + off, edge, top + off + panel_height, _OUTLINE_PT)
    yield PlacedShape(rounded_box(panel_width, panel_height, 0.01), x, top, 1.0, _OUTLINE_PT)
    line = frame.line(COVER, _NUMERAL_PT, Weight.BOLD, Hand.LATIN)
    baseline = top + panel_height / 2 + CAP_HEIGHT_EM / 2 * _NUMERAL_PT
    yield PlacedLine(line, x + (panel_width - line.width_pt) / 2, baseline)


def _outline(left: float, top: float, width: float) -> PlacedShape:
    return PlacedShape(rounded_box(width, HEIGHT_PT, 0.01), left, top, 1.0, _OUTLINE_PT)


def _level(x0: float, x1: float, y: float) -> PlacedRule:
    return PlacedRule(min(x0, x1), y, max(x0, x1), y, _OUTLINE_PT)


def _path(*corners: tuple[float, float]) -> Shape:
    first, *others = corners
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    segments: tuple[PathSegment, ...] = (("M", first), *(("L", corner) for corner in others), ("Z", ()))
    return Shape(segments, Box(min(xs), min(ys), max(xs), max(ys)))
