"""What sheets for staff have in common: a head that says that they are not for handing out, and a foot. In English."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage, PlacedRule, PlacedShape
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.marks import OUTLINE_PT, rounded_box
from handouts.paper import Box
from handouts.text import Span, Weight

MARGIN_PT = 36.0
TITLE_PT, TEXT_PT, NOTE_PT, SMALL_PT = 23.0, 12.0, 11.0, 9.0
HEAD_RULE_PT, STEP_RULE_PT = 2.4, 1.2
GAP_PT = 8.0
FOOT_PT = 14.0
OVAL_PT = 19.0
NOT_FOR_HANDING_OUT = "Staff sheet \u00b7 not for handing out"
_TEXT = ParagraphStyle(TEXT_PT)


class StaffPage:
    """A page that grows downwards from its head."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.elements: list[Element] = []
        self.artifacts: list[Mark] = []
        self.y = frame.margin_pt

    def rule(self, weight_pt: float) -> None:
        self.artifacts.append(self.frame.rule(self.frame.start_pt, self.frame.end_pt, self.y, weight_pt))
        self.y += GAP_PT

    def text(self, spans: str | Sequence[Span], x_pt: float, width_pt: float, style: ParagraphStyle = _TEXT) -> None:
        placed = style.put(self.frame, spans, x_pt, self.y, width_pt)
        self.elements.append(Element("P", placed.marks))
        self.y = placed.bottom_pt

    def figure(self, marks: Sequence[Mark], alt: str, bottom_pt: float) -> None:
        box = Box(self.frame.margin_pt, self.y, self.frame.width_pt - self.frame.margin_pt, bottom_pt)
        self.elements.append(Element("Figure", tuple(marks), alt=alt, box=box))
        self.y = bottom_pt

    def head(self, title: str) -> None:
        """The title, with the oval that says for whom the sheet is."""
        frame = self.frame
        baseline = self.y + CAP_HEIGHT_EM * TITLE_PT
        put = frame.put(frame.line(title, TITLE_PT, Weight.BOLD), frame.start_pt, baseline)
        self.elements.append(Element("H1", (put,)))
        oval, note = staff_oval(frame, baseline, TITLE_PT)
        self.artifacts.append(oval)
        self.elements.append(Element("P", (note,)))
        self.y = baseline + 12.0
        self.rule(HEAD_RULE_PT)

    def foot(self, left: str, right: str) -> None:
        """The last line, under a rule."""
        frame = self.frame
        y = frame.height_pt - frame.margin_pt - FOOT_PT
        self.artifacts.append(PlacedRule(frame.margin_pt, y, frame.width_pt - frame.margin_pt, y, STEP_RULE_PT))
        baseline = frame.height_pt - frame.margin_pt - 2.0
        start = frame.put(frame.line(f"{left} ", SMALL_PT, Weight.SMALL), frame.start_pt, baseline)
        end = frame.put(frame.line(right, SMALL_PT, Weight.SMALL), frame.end_pt, baseline, Edge.END)
        self.elements.append(Element("P", (start, end)))

    @property
    def bottom_pt(self) -> float:
        """Where the foot begins."""
        return self.frame.height_pt - self.frame.margin_pt - FOOT_PT

    def placed(self) -> PlacedPage:
        """The finished page."""
        return PlacedPage(self.frame.width_pt, self.frame.height_pt, tuple(self.elements), tuple(self.artifacts))


def staff_oval(frame: Frame, baseline_pt: float, title_pt: float) -> tuple[PlacedShape, PlacedLine]:
    """The oval that says for whom a sheet is, and its words, at half the cap height of the title on this baseline."""
    note = frame.line(NOT_FOR_HANDING_OUT, NOTE_PT, Weight.BOLD, Hand.LATIN)
    width, half = note.width_pt + 22.0, OUTLINE_PT / 2
    middle = baseline_pt - CAP_HEIGHT_EM * title_pt / 2
    oval = rounded_box(width, OVAL_PT, OVAL_PT / 2)
    shape = PlacedShape(oval, frame.end_pt - width - half, middle - OVAL_PT / 2, 1.0, OUTLINE_PT)
    return shape, frame.put(note, frame.end_pt - half - width / 2, middle + CAP_HEIGHT_EM * NOTE_PT / 2, Edge.CENTRE)


def tick_box(x_pt: float, top_pt: float, size_pt: float = 10.0) -> PlacedShape:
    """A box to tick."""
    return PlacedShape(rounded_box(size_pt, size_pt, 0.01), x_pt, top_pt, 1.0, OUTLINE_PT)
