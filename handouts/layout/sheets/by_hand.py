"""The sheet for those who print both sides on a printer that prints one: how the stack is put back, drawn. For staff,
in English; not for handing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand
from handouts.layout.page.placed import Element, Mark, PlacedPage, PlacedRule, PlacedShape
from handouts.layout.page.press import Imposition
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.for_staff import staff_oval
from handouts.layout.parts.marks import rounded_box
from handouts.layout.parts.printer import (
    OVER_PT,
    PRINTER_PT,
    SHEET_HEIGHT_PT,
    SHEET_WIDTH_PT,
    arrow,
    cross,
    print_on,
    printer,
    sheet,
    turning,
    word,
)
from handouts.layout.sheets.slug import PRINT_AT, how_many_sheets
from handouts.paper import Box, Paper
from handouts.schemes import Flip
from handouts.text import Span, Weight

MARGIN_PT, INDENT_PT = 36.0, 38.0
TITLE_PT, NUMBER_PT, HEADING_PT, TEXT_PT, SMALL_PT = 23.0, 26.0, 14.0, 12.0, 9.0
HEAD_RULE_PT, STEP_RULE_PT = 2.4, 1.2
GAP_PT, LINE_GAP_PT = 8.0, 3.0
_TEXT = ParagraphStyle(TEXT_PT)


@dataclass(frozen=True, slots=True)
class HandFiles:
    """How the files are named that are printed by hand: what their names end in. `turned_round`: the backs from the
    last to the first; empty where there is one sheet."""

    fronts: str
    backs: str
    turned_round: str


class _Page:
    """A page that grows downwards."""

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

    def heading(self, number: int, text: str) -> None:
        """The number of a step beside its heading."""
        frame = self.frame
        baseline = self.y + CAP_HEIGHT_EM * NUMBER_PT
        numeral = frame.put(frame.line(f"{number} ", NUMBER_PT, Weight.BOLD), frame.start_pt, baseline)
        line = frame.line(text, HEADING_PT, Weight.BOLD)
        beside = frame.put(line, frame.start_pt + INDENT_PT, self.y + CAP_HEIGHT_EM * HEADING_PT)
        self.elements.append(Element("H2", (numeral, beside)))
        self.y += CAP_HEIGHT_EM * HEADING_PT + GAP_PT

    def figure(self, marks: Sequence[Mark], alt: str, bottom_pt: float) -> None:
        box = Box(self.frame.margin_pt, self.y, self.frame.width_pt - self.frame.margin_pt, bottom_pt)
        self.elements.append(Element("Figure", tuple(marks), alt=alt, box=box))
        self.y = bottom_pt


def lay_out_by_hand(imposition: Imposition, files: HandFiles, setting: LanguageSetting, paper: Paper) -> PlacedPage:
    """One page, portrait, on the paper of the job. `setting`: English."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    page = _Page(frame)
    indent, width = frame.start_pt + INDENT_PT, frame.measure_pt - INDENT_PT
    _head(page, imposition, paper)

    page.heading(1, "Try one sheet")
    page.text(
        "Draw a cross on the upper side of an empty sheet, lay it in the tray, print one page. Look where the cross is "
        "(broken line: on the other side). Write the answer on the printer.",
        indent,
        width,
    )
    _trial(page, indent)
    page.rule(STEP_RULE_PT)

    page.heading(2, "Print the fronts")
    fronts = (
        Span("Print the file that ends in "),
        _bold(files.fronts),
        Span(f": {PRINT_AT}, on one side. Do not mix up "),
    )
    page.text((*fronts, Span("the stack.")), indent, width)
    page.y += GAP_PT
    page.rule(STEP_RULE_PT)

    page.heading(3, "Put the stack back")
    page.text(
        (
            Span("Printed side "),
            _bold("down"),
            Span(" or "),
            _bold("up"),
            Span(f", as step 1 showed. {_TURN[imposition.flip]}"),
        ),
        indent,
        width,
    )
    _reload(page, imposition)
    page.rule(STEP_RULE_PT)

    page.heading(4, "Print the backs")
    for spans in _backs(files, len(imposition.sheets)):
        page.text(spans, indent, width)
        page.y += LINE_GAP_PT
    page.y += GAP_PT
    page.rule(STEP_RULE_PT)

    page.heading(5, "Finish")
    page.text(imposition.scheme.finish[0].upper() + imposition.scheme.finish[1:] + ".", indent, width)
    _foot(page)
    return PlacedPage(frame.width_pt, frame.height_pt, tuple(page.elements), tuple(page.artifacts))


_TURN = {
    Flip.LONG: "Turn it like the page of a book: the same short edge goes in first.",
    Flip.SHORT: "Turn it end over end: the other short edge goes in first.",
}


def _bold(text: str) -> Span:
    return Span(text, Weight.BOLD)


def _backs(files: HandFiles, sheets: int) -> Iterator[tuple[Span, ...]]:
    look = Span("Print its first page only, and look: do both sides belong together? Then the others.")
    if sheets == 1:
        yield Span("Print the file that ends in "), _bold(files.backs), Span(f": {PRINT_AT}, on one side.")
        return
    yield (Span("Lift the top sheet: this one is printed first. Is it the sheet with "), _bold("page 1"), Span("?"))
    yield Span("Yes: the file that ends in "), _bold(files.backs), Span(".")
    yield Span("No, it is the last one: "), _bold(files.turned_round), Span(".")
    yield (look,)


def _head(page: _Page, imposition: Imposition, paper: Paper) -> None:
    frame = page.frame
    baseline = page.y + CAP_HEIGHT_EM * TITLE_PT
    title = frame.put(frame.line("Both sides, by hand ", TITLE_PT, Weight.BOLD), frame.start_pt, baseline)
    page.elements.append(Element("H1", (title,)))
    oval, note = staff_oval(frame, baseline, TITLE_PT)
    page.artifacts.append(oval)
    page.elements.append(Element("P", (note,)))
    page.y = baseline + 12.0
    page.rule(HEAD_RULE_PT)
    job = f"{imposition.scheme.title}, {how_many_sheets(imposition)} of {paper.printed}"
    page.text(
        f"For printers that print one side at a time. This job: {job}.",
        frame.start_pt,
        frame.measure_pt,
    )
    page.y += GAP_PT
    page.rule(STEP_RULE_PT)


def _trial(page: _Page, left_pt: float) -> None:
    """A printer with a sheet that bears a cross; then the two ways it may come out."""
    frame, top = page.frame, page.y + GAP_PT
    x = left_pt + OVER_PT
    marks = [*printer(frame, x, top), *cross(x + SHEET_WIDTH_PT / 2, top + PRINTER_PT + 0.62 * SHEET_HEIGHT_PT)]
    middle = top + (PRINTER_PT + SHEET_HEIGHT_PT) / 2
    after = x + SHEET_WIDTH_PT + OVER_PT + 6.0
    marks += arrow(after, middle)
    box_left = after + 32.0
    gap = 8.0
    width = (frame.end_pt - box_left - gap) / 2
    height = PRINTER_PT + SHEET_HEIGHT_PT
    for index, (where, turn) in enumerate((("on one side", "DOWN"), ("on two sides", "UP"))):
        x = box_left + index * (width + gap)
        marks.append(PlacedShape(rounded_box(width, height, 5.0), x, top, 1.0, _BOX_PT))
        marks += sheet(x + 10.0, top + 13.0)
        marks += print_on(x + 10.0, top + 13.0)
        marks += cross(x + 10.0 + SHEET_WIDTH_PT / 2, top + 13.0 + 0.68 * SHEET_HEIGHT_PT, other_side=index == 1)
        words = (("cross and", 0), ("print", 0), (where, 1), ("put back", 0), ("printed side", 0), (turn, 1))
        for row, (text, bold) in enumerate(words):
            line = frame.line(text, 11.0, Weight.BOLD if bold else Weight.SMALL, Hand.LATIN)
            y = top + 22.0 + row * 15.5 + (8.0 if row > 2 else 0.0)
            marks.append(frame.put(line, x + SHEET_WIDTH_PT + 16.0, y))
    alt = (
        "Cross and print on one side: put the stack back with the printed side down. Cross and print on two sides: put "
        "it back with the printed side up."
    )
    page.figure(marks, alt, top + height + GAP_PT + 2.0)


_BOX_PT = 1.6


def _reload(page: _Page, imposition: Imposition) -> None:
    """The stack as it lay, how it is turned, and how it lies then."""
    frame, top, flip = page.frame, page.y + GAP_PT, imposition.flip
    landscape = imposition.matrix.sheet.width_pt > imposition.matrix.sheet.height_pt
    left = frame.start_pt + INDENT_PT + OVER_PT + 30.0
    marks: list[Mark] = []
    for index, side in enumerate(("front", "back")):
        x = left + index * (SHEET_WIDTH_PT + 130.0)
        marks += printer(frame, x, top)
        marks += print_on(x, top + PRINTER_PT, landscape=landscape)
        where = (x + 0.7 * SHEET_WIDTH_PT, 0.22) if landscape else (x + 0.5 * SHEET_WIDTH_PT, 0.75)
        marks.append(word(frame, side, where[0], top + PRINTER_PT + where[1] * SHEET_HEIGHT_PT))
    marks += turning(left, top + PRINTER_PT, flip)
    marks += arrow(left + SHEET_WIDTH_PT + 52.0, top + PRINTER_PT + SHEET_HEIGHT_PT / 2)
    page.figure(marks, _TURN[flip], top + PRINTER_PT + SHEET_HEIGHT_PT + (24.0 if flip is Flip.LONG else 8.0))


def _foot(page: _Page) -> None:
    frame = page.frame
    y = frame.height_pt - frame.margin_pt - 14.0
    page.artifacts.append(PlacedRule(frame.margin_pt, y, frame.width_pt - frame.margin_pt, y, STEP_RULE_PT))
    baseline = frame.height_pt - frame.margin_pt - 2.0
    left = frame.put(
        frame.line("Printing sheet \u00b7 English \u00b7 1 page ", SMALL_PT, Weight.SMALL), frame.start_pt, baseline
    )
    right = frame.put(frame.line(PRINT_AT, SMALL_PT, Weight.SMALL), frame.end_pt, baseline, Edge.END)
    page.elements.append(Element("P", (left, right)))
