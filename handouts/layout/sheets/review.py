"""The sheets on which a person reviews a language by hand: English at the left, the translation at the right in its own
direction, room for better words. For staff; who does not read the language finds on them what stands where.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, Mark, PlacedPage, PlacedShape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.marks import OUTLINE_PT, RULES, rounded_box
from handouts.layout.parts.staff_sheet import staff_oval
from handouts.paper import Paper
from handouts.text import Span, Weight

MARGIN_PT, NUMBER_PT, BETWEEN_PT = 36.0, 44.0, 20.0
"""The margin; the column of numbers; between English and translation."""
TITLE_PT, HEADING_PT, FOOT_PT, LABEL_PT = 23.0, 13.0, 9.0, 11.0
_TEXT, _THEIRS, _SMALL = ParagraphStyle(12.0), ParagraphStyle(13.0, by_latin=True), ParagraphStyle(9.0)
ROW_GAP_PT, LINE_PT, TICK_PT, WRITE_FROM_PT = 6.0, 21.0, 10.0, 122.0
"""Above and below a text; from one line for writing to the next; a box to tick; where lines begin, from the English."""
SIGN_PT, FOOT_HEIGHT_PT = 30.0, 62.0
_HOW = (
    Span("Please read each line aloud. Does it say "),
    Span("the same", Weight.BOLD),
    Span(" as the English, and would anybody understand it? Tick "),
    Span("right", Weight.BOLD),
    Span(", or tick "),
    Span("change", Weight.BOLD),
    Span(" and write the better words on the line. Numbers, names and what stands in braces stay as they are. "),
    Span("Not sure? Write a question mark."),
)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A text. `place`: what it is, in English; `state`: a word where it is no draft; `text`: empty where there is
    none."""

    number: int
    place: str
    state: str
    english: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewSheets:
    """What stands on all sheets of a language. `own_name`: as its readers say it; `of`: how old the texts are; `code`:
    of exactly these texts."""

    language: str
    own_name: str
    tag: str
    of: str
    code: str
    lines: tuple[ReviewLine, ...]


def lay_out_review(
    plan: ReviewSheets, english: LanguageSetting, theirs: LanguageSetting, paper: Paper
) -> tuple[PlacedPage, ...]:
    """The sheets, as many as there must be. No text is parted."""
    sheets = _Sheets(plan, Frame(paper.width_pt, paper.height_pt, MARGIN_PT, english), theirs)
    pages, rest = [], [sheets.row(line) for line in plan.lines]
    shares: list[tuple[Part, int, list[Part]]] = []
    done = 0
    while rest:
        head = sheets.head(first=not shares)
        y = head.bottom_pt
        share: list[Part] = []
        while rest and (not share or y + rest[0].bottom_pt <= sheets.foot_top_pt):
            share.append(moved_part(rest[0], y))
            y = share[-1].bottom_pt
            rest.pop(0)
        shares.append((head, done, share))
        done += len(share)
    for number, (head, before, share) in enumerate(shares, 1):
        where = f"lines {before + 1} to {before + len(share)} of {len(plan.lines)}"
        foot = sheets.foot(f"{where} \u00b7 page {number} of {len(shares)}")
        pages.append(sheets.frame.page((head, *share, foot)))
    return tuple(pages)


class _Sheets:
    """`frame` is that of English; `_theirs` has the same edges in the direction of the language."""

    def __init__(self, plan: ReviewSheets, frame: Frame, theirs: LanguageSetting) -> None:
        self.frame = frame
        self._plan = plan
        self._theirs = Frame(frame.width_pt, frame.height_pt, frame.margin_pt, theirs)
        self._english_pt = frame.start_pt + NUMBER_PT
        self._width_pt = (frame.end_pt - self._english_pt - BETWEEN_PT) / 2
        right_column = self._english_pt + self._width_pt + BETWEEN_PT
        self._theirs_pt = frame.start_pt if theirs.typography.right_to_left else right_column
        self.foot_top_pt = frame.height_pt - frame.margin_pt - FOOT_HEIGHT_PT

    def head(self, *, first: bool) -> Part:
        frame, plan = self.frame, self._plan
        baseline = frame.margin_pt + CAP_HEIGHT_EM * TITLE_PT
        title = frame.put(frame.line(f"Review: {plan.language} ", TITLE_PT, Weight.BOLD), frame.start_pt, baseline)
        oval, note = staff_oval(frame, baseline, TITLE_PT)
        elements = [Element("H1" if first else "P", (title,)), Element("P", (note,))]
        y = baseline + 12.0
        artifacts: list[Mark] = [oval, frame.rule(frame.start_pt, frame.end_pt, y, RULES.band)]
        y += 8.0
        if first:
            how = _TEXT.put(frame, _HOW, frame.start_pt, y, frame.measure_pt)
            elements.append(Element("P", how.marks))
            y = how.bottom_pt + 8.0
        heading = ParagraphStyle(HEADING_PT, Weight.BOLD)
        ours = heading.put(frame, "English ", self._english_pt, y, self._width_pt)
        own = heading.put(self._theirs, plan.own_name, self._theirs_pt, y, self._width_pt)
        elements += [Element("P", ours.marks), Element("P", own.marks, language=plan.tag)]
        y = max(ours.bottom_pt, own.bottom_pt) + 5.0
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y, RULES.section))
        return Part(tuple(elements), tuple(artifacts), y)

    def row(self, line: ReviewLine) -> Part:
        """From y = 0 down: place, both texts, boxes to tick, lines to write on, and the rule below."""
        frame, top = self.frame, ROW_GAP_PT
        place = _SMALL.put(frame, f"{line.place} ", self._english_pt, top, self._width_pt)
        top = place.bottom_pt + 3.5
        numeral = ParagraphStyle(HEADING_PT, Weight.BOLD).put(frame, f"{line.number} ", frame.start_pt, top, NUMBER_PT)
        ours = _TEXT.put(frame, f"{line.english} ", self._english_pt, top, self._width_pt)
        elements = [Element("P", (*numeral.marks, *place.marks)), Element("P", ours.marks)]
        bottom, lines = ours.bottom_pt, len(ours.marks)
        if line.state:
            state = _SMALL.put(frame, f"{line.state} ", frame.start_pt, numeral.bottom_pt + 3.0, NUMBER_PT)
            elements.insert(1, Element("P", state.marks))
            bottom = max(bottom, state.bottom_pt)
        if line.text:
            own = _THEIRS.put(self._theirs, line.text, self._theirs_pt, top, self._width_pt)
            elements.append(Element("P", own.marks, language=self._plan.tag))
            bottom, lines = max(bottom, own.bottom_pt), max(lines, len(own.marks))
        y = bottom + LINE_PT * (2 if lines > 2 else 1)
        artifacts = list(self._writing(bottom, y))
        ticks = []
        for x, word in ((self._english_pt, "right "), (self._english_pt + 56.0, "change ")):
            artifacts.append(PlacedShape(rounded_box(TICK_PT, TICK_PT, 0.5), x, y - TICK_PT, 1.0, OUTLINE_PT))
            ticks.append(frame.put(frame.line(word, LABEL_PT), x + TICK_PT + 5.0, y - 1.0))
        elements.append(Element("P", tuple(ticks)))
        y += ROW_GAP_PT
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y, RULES.row))
        return Part(tuple(elements), tuple(artifacts), y)

    def _writing(self, top_pt: float, bottom_pt: float) -> Iterator[Mark]:
        while bottom_pt > top_pt + 1.0:
            yield self.frame.rule(self._english_pt + WRITE_FROM_PT, self.frame.end_pt, bottom_pt, RULES.row)
            bottom_pt -= LINE_PT

    def foot(self, where: str) -> Part:
        """Name, date and signature, and which sheet it is."""
        frame, plan = self.frame, self._plan
        y = self.foot_top_pt + SIGN_PT
        artifacts: list[Mark] = []
        fields = []
        for word, start, end in (("name ", 0.0, 0.4), ("date ", 0.43, 0.64), ("signature ", 0.67, 1.0)):
            left, right = (frame.start_pt + frame.measure_pt * part for part in (start, end))
            artifacts.append(frame.rule(left, right, y, RULES.row))
            fields.append(frame.put(frame.line(word, LABEL_PT), left, y + 11.5))
        y += 17.0
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y, RULES.row))
        said = f"Review sheet \u00b7 {plan.language} ({plan.tag}) \u00b7 texts of {plan.of} \u00b7 {where} "
        baseline = y + 12.0
        left_line = frame.put(frame.line(said, FOOT_PT, Weight.SMALL), frame.start_pt, baseline)
        code = frame.paragraph([Span("code "), Span(plan.code, Weight.BOLD)], hand=Hand.LATIN).line(FOOT_PT)
        foot = (
            Element("P", tuple(fields)),
            Element("P", (left_line, frame.put(code, frame.end_pt, baseline, Edge.END))),
        )
        return Part(foot, tuple(artifacts), baseline)
