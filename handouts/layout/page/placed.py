"""The PlacedPage: what layout hands to drawing. Boxes in points, in reading order; nothing written yet.

Origin at the top left of the page, y grows downwards. The writer walks the tree once, in order, and numbers the
marked content; it decides nothing. Decoration (rules, ovals, icons beside their word) is an artifact. Marks and
elements are tuples: a page has hundreds, and frozen dataclasses take five times as long to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from handouts.paper import Box, Sides
from handouts.text.glyphs import Line

PathSegment: TypeAlias = tuple[str, tuple[float, ...]]
"""("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)), ("Z", ()), ("R", (x, y, width, height))."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A shape in its own units, y downwards. Hashed by identity: draw may cache its operators."""

    segments: tuple[PathSegment, ...]
    box: Box

    @cached_property
    def area(self) -> float:
        """What it fills, in its own units, curves taken as straight. Of a QR code, reckoned once a language."""
        total = 0.0
        start = at = (0.0, 0.0)
        for verb, numbers in self.segments:
            if verb == "R":
                total += numbers[2] * numbers[3]
            elif verb == "M":
                start = at = (numbers[0], numbers[1])
            else:
                end = start if verb == "Z" else (numbers[-2], numbers[-1])
                total += (at[0] * end[1] - end[0] * at[1]) / 2
                at = end
        return abs(total)

    @cached_property
    def turned(self) -> Shape:
        """The same on its head: each point on the other side of the origin. One shape, however often asked for."""
        box = self.box
        segments = (
            (verb, (-numbers[0] - numbers[2], -numbers[1] - numbers[3], numbers[2], numbers[3]))
            if verb == "R"
            else (verb, tuple(-number for number in numbers))
            for verb, numbers in self.segments
        )
        return Shape(tuple(segments), Box(-box.right, -box.bottom, -box.left, -box.top))

    @cached_property
    def lying(self) -> Shape:
        """The same turned by a quarter, clockwise about the origin: what points to the right points down."""
        box = self.box
        segments = (
            (verb, (-numbers[1] - numbers[3], numbers[0], numbers[3], numbers[2]))
            if verb == "R"
            else (verb, tuple(each for x, y in zip(numbers[::2], numbers[1::2], strict=True) for each in (-y, x)))
            for verb, numbers in self.segments
        )
        return Shape(tuple(segments), Box(-box.bottom, box.left, -box.top, box.right))


class PlacedLine(NamedTuple):
    """A set line: its left end and baseline. `turned`: it stands on its head, and runs from there to the left."""

    line: Line
    x_pt: float
    y_pt: float
    turned: bool = False

    @property
    def ink_box(self) -> Box:
        """Where its ink is, or its advance where that reaches farther."""
        _, bottom, right, top = self.line.ink
        right = max(self.line.width_pt, right)
        if self.turned:
            return Box(self.x_pt - right, self.y_pt + bottom, self.x_pt, self.y_pt + top)
        return Box(self.x_pt, self.y_pt - top, self.x_pt + right, self.y_pt - bottom)


class PlacedShape(NamedTuple):
    """A shape moved to (x, y) and scaled. Filled in black, or stroked where `stroke_pt` is above 0 (page units)."""

    path: Shape
    x_pt: float
    y_pt: float
    scale: float = 1.0
    stroke_pt: float = 0.0

    @property
    def box(self) -> Box:
        """The extent on the page, in points, without half the stroke."""
        box = self.path.box
        return Box(
            self.x_pt + box.left * self.scale,
            self.y_pt + box.top * self.scale,
            self.x_pt + box.right * self.scale,
            self.y_pt + box.bottom * self.scale,
        )


class PlacedRule(NamedTuple):
    """A straight line of black ink. `dash` as in PDF: lengths on and off in points, or empty."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float
    width_pt: float
    dash: tuple[float, ...] = ()


class CodeSlot(NamedTuple):
    """A row of set lines, one behind the other, one of which keeps the place of the edition's code: what is printed on
    a sheet, and so its code, is known only when the sheet is laid out. No page is drawn before it is filled.

    `at`: which line; it is as wide as the widest code. `lead`: what stands before the code in it. `size_pt`: of the
    code. `hold`: the part of the row that keeps its place where the code is narrower: 0 its left end, 1 its right.
    """

    lines: tuple[Line, ...]
    at: int
    x_pt: float
    y_pt: float
    lead: str
    size_pt: float
    hold: float

    @property
    def marks(self) -> tuple[PlacedLine, ...]:
        """The row with the widest code."""
        return _in_a_row(self.lines, self.x_pt, self.y_pt)

    def filled(self, code: Line) -> tuple[PlacedLine, ...]:
        """The row with this code."""
        spare = self.lines[self.at].width_pt - code.width_pt
        lines = (*self.lines[: self.at], code, *self.lines[self.at + 1 :])
        return _in_a_row(lines, self.x_pt + spare * self.hold, self.y_pt)


def _in_a_row(lines: Iterable[Line], x_pt: float, y_pt: float) -> tuple[PlacedLine, ...]:
    marks: list[PlacedLine] = []
    for line in lines:
        marks.append(PlacedLine(line, x_pt, y_pt))
        x_pt += line.width_pt
    return tuple(marks)


Mark: TypeAlias = PlacedLine | PlacedShape | PlacedRule | CodeSlot

RUNNING_HEAD = "running head"
"""The role of what only repeats, on a further side, what stands on the first: read by eyes, an artifact to ears."""


class Link(NamedTuple):
    """A live link over its element: where it leads, and what a screen reader says. `page` for links inside a
    booklet: the index (from 0) of the page it leads to, with an empty href."""

    href: str
    contents: str
    page: int | None = None


class Element(NamedTuple):
    """A structure element (ISO 32000-1, 14.8.4): `role` is a standard structure type (H1, P, Table, TR, TH, TD, L,
    LI, LBody, Figure, Link, Span, Sect, ...), or RUNNING_HEAD.

    `language` where it may differ from its parent's; `alt` for figures, with `box` (the writer adds the BBox);
    `row_span`, `column_span` and `scope` ("Row", "Column") for cells; `link` only where role is "Link".
    """

    role: str
    children: tuple[Element | Mark, ...] = ()
    language: str = ""
    alt: str = ""
    title: str = ""
    box: Box | None = None
    scope: str = ""
    row_span: int = 1
    column_span: int = 1
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One finished page. `elements` in reading order; `artifacts` are drawn first. `trim`: what is left of the sheet
    once it is cut along the outer marks; None where nothing is cut off."""

    width_pt: float
    height_pt: float
    elements: tuple[Element, ...]
    artifacts: tuple[Mark, ...] = ()
    trim: Box | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a viewer and a screen reader are told of a whole document."""

    title: str
    language: str
    right_to_left: bool
    information_of: str  # ISO date: the date of the information, never of the build
    author: str
    keywords: tuple[str, ...] = ()
    sides: Sides = Sides.ANY


def marks_of(children: Iterable[Element | Mark]) -> Iterator[Mark]:
    """Every mark below, in reading order."""
    waiting = [*children][::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Element):
            waiting.extend(reversed(child.children))
        else:
            yield child


def marks_in_no_order(children: Iterable[Element | Mark]) -> list[Mark]:
    """The same marks, found faster than in reading order."""
    found: list[Mark] = []
    waiting = [*children]
    for each in waiting:
        if isinstance(each, Element):
            waiting += each.children
        else:
            found.append(each)
    return found
