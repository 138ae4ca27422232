"""The frame of a page: where the leading edge is, and how text is put there.

Layout reckons in logical x: points from the edge at which the language begins to read (left for English, right for
Arabic). Only this module turns logical x into real x, so a right-to-left page is the same code mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from itertools import pairwise
from typing import NamedTuple

from handouts.content.isolates import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage, PlacedRule, PlacedShape, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.typography import Typography
from handouts.paper import Box
from handouts.text import Line, Paragraph, Span, Typesetter, Weight

CAP_HEIGHT_EM = 0.714
"""Cap and figure height of Noto Sans: the least rise of a line, so that rows align whatever letters they hold."""
DESCENT_EM = 0.21
INK_GAP_PT = 0.6
"""No ink of one line within 0.5 pt of its neighbour's, with a little to spare."""
_tuple = tuple.__new__
"""Makes a NamedTuple of all its values, in a third of the time that its class takes."""


class Edge(Enum):
    """What of a line stands at the given x."""

    START = "start"
    END = "end"
    CENTRE = "centre"


class Hand(IntEnum):
    """Which setter of a LanguageSetting sets a string: its place among them."""

    OWN = 0
    LATIN = 1
    NUMBERS = 2


class Part(NamedTuple):
    """A laid-out part of a page: its structure elements in reading order, its artifacts, and where it ends."""

    elements: tuple[Element, ...]
    artifacts: tuple[Mark, ...]
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Page size and margin, in points; with what sets text in one language."""

    width_pt: float
    height_pt: float
    margin_pt: float
    setting: LanguageSetting
    typography: Typography = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "typography", self.setting.typography)

    @property
    def typesetter(self) -> Typesetter:
        return self.setting.typesetter

    @property
    def start_pt(self) -> float:
        return self.margin_pt

    @property
    def end_pt(self) -> float:
        return self.width_pt - self.margin_pt

    @property
    def measure_pt(self) -> float:
        return self.end_pt - self.start_pt

    # --- setting text -------------------------------------------------------------------------------------------

    def paragraph(
        self, text: str | Sequence[Span], weight: Weight = Weight.REGULAR, hand: Hand = Hand.OWN
    ) -> Paragraph:
        """Shape a text once; lines at any size come from it."""
        setter = self.setting.setters[hand]
        return setter.text(text, weight) if isinstance(text, str) else setter.paragraph(text)

    def line(self, text: str, size_pt: float, weight: Weight = Weight.REGULAR, hand: Hand = Hand.OWN) -> Line:
        """One line, never broken."""
        return self.setting.setters[hand].line(text, size_pt, weight)

    def foreign(self, text: str) -> str:
        """A text of another direction that stands inside one of the page: an isolate on right-to-left pages."""
        return isolate(text) if self.typography.right_to_left else text

    def foreign_spans(self, spans: Sequence[Span]) -> list[Span]:
        """The same of spans: all of them are one isolate."""
        if not self.typography.right_to_left:
            return list(spans)
        return [Span(FIRST_STRONG_ISOLATE), *spans, Span(POP_ISOLATE)]

    # --- putting it on the page ---------------------------------------------------------------------------------

    def put(self, line: Line, x_pt: float, y_pt: float, edge: Edge = Edge.START) -> PlacedLine:
        """Put a line at logical x, baseline y. At START and END no ink hangs over that edge: right edges are
        optical, so dots and tails that overhang their advance stay inside."""
        right_to_left = self.typography.right_to_left
        real = self.width_pt - x_pt if right_to_left else x_pt
        if edge is Edge.CENTRE:
            left = real - line.width_pt / 2
        elif (edge is Edge.START) != right_to_left:
            over = line.ink.left
            left = real - over if over < 0.0 else real
        else:
            left = real - max(line.width_pt, line.ink.right)
        return _tuple(PlacedLine, (line, left, y_pt, False))

    def put_shape(self, path: Shape, x_pt: float, top_pt: float, scale: float, stroke_pt: float = 0.0) -> PlacedShape:
        """Put a shape with its leading edge at logical x. Shapes are never mirrored."""
        left = self.width_pt - x_pt - path.box.right * scale if self.typography.right_to_left else x_pt
        return PlacedShape(path, left, top_pt, scale, stroke_pt)

    def rule(self, x0_pt: float, x1_pt: float, y_pt: float, width_pt: float) -> PlacedRule:
        """A horizontal rule between two logical x."""
        return PlacedRule(self.real_x(x0_pt), y_pt, self.real_x(x1_pt), y_pt, width_pt)

    def upright(self, x_pt: float, top_pt: float, bottom_pt: float, width_pt: float) -> PlacedRule:
        """A vertical rule at logical x."""
        return PlacedRule(self.real_x(x_pt), top_pt, self.real_x(x_pt), bottom_pt, width_pt)

    def real_x(self, x_pt: float) -> float:
        """Real x of a logical one."""
        return self.width_pt - x_pt if self.typography.right_to_left else x_pt

    def box(self, x0_pt: float, top_pt: float, x1_pt: float, bottom_pt: float) -> Box:
        """The real box between two logical x."""
        left, right = sorted((self.real_x(x0_pt), self.real_x(x1_pt)))
        return Box(left, top_pt, right, bottom_pt)

    def page(self, parts: Sequence[Part]) -> PlacedPage:
        """The page of these parts, in reading order."""
        return PlacedPage(
            self.width_pt,
            self.height_pt,
            tuple(element for part in parts for element in part.elements),
            tuple(mark for part in parts for mark in part.artifacts),
        )


def rise_pt(line: Line, size_pt: float) -> float:
    """How far a line reaches above its baseline: cap height, or its ink where that is higher."""
    return max(CAP_HEIGHT_EM * size_pt, line.ink.top)


def drop_pt(line: Line, size_pt: float) -> float:
    """How far a line reaches below its baseline: the usual descender, or its ink where that is lower."""
    return max(DESCENT_EM * size_pt, -line.ink.bottom)


def baselines_pt(lines: Sequence[Line], first_pt: float, pitch_pt: float) -> tuple[float, ...]:
    """Baselines of lines that follow each other, evenly: the pitch, or more where ink would come too near anywhere."""
    if len(lines) == 1:
        return (first_pt,)
    pitch_pt = max(pitch_pt, nearest_pt(lines))
    return tuple([first_pt + index * pitch_pt for index in range(len(lines))])


def nearest_pt(lines: Sequence[Line]) -> float:
    """The least pitch at which nowhere ink of lines that follow each other comes too near."""
    return max([-before.ink.bottom + line.ink.top + INK_GAP_PT for before, line in pairwise(lines)], default=0.0)


class PlacedLines(NamedTuple):
    """Lines under each other, put from a top edge."""

    marks: tuple[PlacedLine, ...]
    bottom_pt: float


def put_block(
    frame: Frame,
    lines: Sequence[Line],
    x_pt: float,
    top_pt: float,
    size_pt: float,
    pitch_pt: float,
    edge: Edge = Edge.START,
    first_indent_pt: float = 0.0,
) -> PlacedLines:
    """Put lines so that the first one's rise begins at `top_pt`."""
    if not lines:
        return PlacedLines((), top_pt)
    rows = baselines_pt(lines, top_pt + rise_pt(lines[0], size_pt), pitch_pt)
    marks = tuple(
        frame.put(line, x_pt + (first_indent_pt if not index else 0.0), y, edge)
        for index, (line, y) in enumerate(zip(lines, rows, strict=True))
    )
    return PlacedLines(marks, rows[-1] + drop_pt(lines[-1], size_pt))
