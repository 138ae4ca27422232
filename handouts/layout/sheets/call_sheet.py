"""The sheet by which volunteers call every number: what to dial, boxes for what came, room for what was said.
For staff, in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.content.calling import NumberToCall
from handouts.content.what_changed import in_words
from handouts.layout.page.frame import CAP_HEIGHT_EM, Frame
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.staff_sheet import HEAD_RULE_PT, MARGIN_PT, STEP_RULE_PT, StaffPage, tick_box
from handouts.paper import Paper
from handouts.text import Span, Weight

RESULTS = (("answered", "machine"), ("no answer", "wrong number"), ("out of service", "stopped helping"))
"""What a call gives, in two columns. Lists of calls may use the same words."""
_CALLS = 3
_NUMBER_X, _NAME_X, _DIAL_X, _RESULT_X, _SAID_X = 0.0, 27.0, 178.0, 339.0, 534.0
"""Where columns begin, from the margin, on Letter; what is left is for what was said."""
_GAP_PT, _ROW_PT = 10.0, 51.0
_NAME = ParagraphStyle(12.0, Weight.BOLD)
_DIAL_PT, _OTHER_PT = 15.0, 10.0
_SMALL = ParagraphStyle(10.0)
_SAY = ParagraphStyle(11.5)
_HEAD = ParagraphStyle(11.0, Weight.BOLD)
_BOX_PT, _LINE_PT = 10.0, 14.4


def lay_out_calls(
    numbers: Sequence[NumberToCall],
    country: str,
    side: str,
    place: str,
    information_of: str,
    setting: LanguageSetting,
    paper: Paper,
) -> tuple[PlacedPage, ...]:
    """As many pages as the numbers take. `country`: where the caller sits, `side` its words; `place`: which cities it
    is of; `information_of`: an ISO day. `paper`: on its side."""
    pages: list[_CallPage] = []
    for at, number in enumerate(numbers, 1):
        if not pages or not pages[-1].has_room_for(number):
            pages.append(_CallPage(Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting), country, side, at))
        pages[-1].add(at, number)
    for at, page in enumerate(pages, 1):
        rows = f"numbers {page.first} to {page.last} of {len(numbers)}"
        left = f"Call sheet · {place} · list of {in_words(information_of)} · {rows} · page {at} of {len(pages)}"
        page.page.foot(left, "back to the data: a number changes only with the date of the call")
    return tuple(page.page.placed() for page in pages)


class _CallPage:
    """One page: its head, then rows as long as there is room."""

    def __init__(self, frame: Frame, country: str, side: str, first: int) -> None:
        self.first = self.last = first
        self.page = StaffPage(frame)
        self._frame = frame
        self._country = country
        self._rows: list[Element] = []
        self.page.head("Call every number ")
        self._say()
        self._heads(side)

    def _say(self) -> None:
        page, frame = self.page, self._frame
        top = page.y
        spans = (
            Span("Say: ", Weight.BOLD),
            Span(
                "“I am checking a list of telephone numbers for people who seek asylum. Is this [name]? May we print "
            ),
            Span("this number? Which hours? Which languages? Who may call?” "),
            Span("Never", Weight.BOLD),
            Span(" name a person or a case. Nobody answers? Try three times, on different days."),
        )
        page.text(spans, frame.start_pt, _SAID_X - 62.0, _SAY)
        for x, words in ((frame.start_pt + 500.0, "caller"), (frame.start_pt + 616.0, "dates of the calls")):
            page.artifacts.append(frame.rule(x, min(x + 104.0, frame.end_pt), top + 17.0, 0.9))
            placed = _SMALL.put(frame, words, x, top + 20.0, 108.0)
            page.elements.append(Element("P", placed.marks))
        page.y += 5.0
        page.rule(HEAD_RULE_PT)

    def _heads(self, side: str) -> None:
        page, frame = self.page, self._frame
        heads = ((_NAME_X, "organization"), (_DIAL_X, f"dial {side[:1].lower()}{side[1:]}" if side else "dial"))
        cells = []
        for x, words in (*heads, (_RESULT_X, "result"), (_SAID_X, "what was said")):
            placed = _HEAD.put(frame, words, frame.start_pt + x, page.y - 2.0, 150.0)
            cells.append(Element("TH", placed.marks, scope="Column"))
        self._rows.append(Element("TR", (Element("TD"), *cells)))
        page.y += 12.0
        page.rule(2.0)
        page.y -= 2.0

    def has_room_for(self, number: NumberToCall) -> bool:
        return self.page.y + self._height(number) + 4.0 <= self.page.bottom_pt

    def _height(self, number: NumberToCall) -> float:
        probe = _SMALL.put(self._frame, _about(number), 0.0, 0.0, _DIAL_X - _NAME_X - _GAP_PT).bottom_pt
        name = _NAME.put(self._frame, number.organisation, 0.0, 0.0, _DIAL_X - _NAME_X - _GAP_PT).bottom_pt
        others = sum(dial.country != self._country for dial in number.dialled)
        return max(_ROW_PT, name + 3.0 + probe + 6.0, 20.0 + 13.0 * others + 18.0)

    def add(self, at: int, number: NumberToCall) -> None:
        page, frame = self.page, self._frame
        top, start = page.y, frame.start_pt
        height = self._height(number)
        cells = [
            _cell(_NAME.put(frame, str(at), start + _NUMBER_X, top + 1.0, _NAME_X).marks),
            self._name(number, top),
            self._dial(number, top),
            self._results(top),
        ]
        for y in (top + 19.0, top + height - 12.0):
            page.artifacts.append(frame.rule(start + _SAID_X, frame.end_pt, y, 0.9))
        self._rows.append(Element("TR", (*cells, Element("TD"))))
        page.y = top + height - 4.0
        page.artifacts.append(frame.rule(start, frame.end_pt, page.y, STEP_RULE_PT))
        page.y += 4.0
        self.last = at
        self._close()

    def _close(self) -> None:
        """The table is one element, behind what stands above it."""
        kept = [element for element in self.page.elements if element.role != "Table"]
        self.page.elements[:] = [*kept, Element("Table", tuple(self._rows))]

    def _name(self, number: NumberToCall, top: float) -> Element:
        x, width = self._frame.start_pt + _NAME_X, _DIAL_X - _NAME_X - _GAP_PT
        name = _NAME.put(self._frame, number.organisation, x, top + 1.0, width)
        about = _SMALL.put(self._frame, _about(number), x, name.bottom_pt + 3.0, width)
        return _cell((*name.marks, *about.marks))

    def _dial(self, number: NumberToCall, top: float) -> Element:
        frame, x = self._frame, self._frame.start_pt + _DIAL_X
        width = _RESULT_X - _DIAL_X - _GAP_PT
        here = next((dial for dial in number.dialled if dial.country == self._country), None)
        marks: list[Mark] = []
        y = top + 2.0 + CAP_HEIGHT_EM * _DIAL_PT
        marks.append(
            self._whole((Span(here.printed if here else "not from here", Weight.BOLD),), _DIAL_PT, x, y, width)
        )
        y += 4.5
        for dial in number.dialled:
            if dial.country != self._country and (here is None or dial.printed != here.printed):
                printed = Span(dial.printed, Weight.BOLD)
                label = f"{dial.words[:1].lower()}{dial.words[1:]}: " if dial.words else ""
                if frame.paragraph((Span(label, Weight.SMALL), printed)).line(_OTHER_PT).width_pt > width:
                    label = f"{dial.code}: "
                baseline = y + CAP_HEIGHT_EM * _OTHER_PT + 1.5
                marks.append(self._whole((Span(label, Weight.SMALL), printed), _OTHER_PT, x, baseline, width))
                y = baseline + 3.5
        called = _SMALL.put(frame, "called", x, y + 0.5, width)
        times = _SMALL.put(frame, "times", x + 34.0 + _CALLS * 15.0, y + 0.5, width)
        boxes = [tick_box(x + 34.0 + each * 15.0, y, 8.0) for each in range(_CALLS)]
        self.page.artifacts += boxes
        return _cell((*marks, *called.marks, *times.marks))

    def _whole(self, spans: Sequence[Span], size_pt: float, x: float, y: float, width: float) -> PlacedLine:
        """A line that is never broken, as a number is not; smaller where it would not fit."""
        line = self._frame.paragraph(spans).line(size_pt)
        if line.width_pt > width:
            line = self._frame.paragraph(spans).line(size_pt * width / line.width_pt)
        return self._frame.put(line, x, y)

    def _results(self, top: float) -> Element:
        frame, x = self._frame, self._frame.start_pt + _RESULT_X
        marks: list[Mark] = []
        for row, words in enumerate(RESULTS):
            y = top + 1.0 + row * _LINE_PT
            for column, word in enumerate(words):
                left = x + column * 86.0
                self.page.artifacts.append(tick_box(left, y, _BOX_PT))
                line = frame.line(word, 10.5, Weight.SMALL)
                marks.append(frame.put(line, left + _BOX_PT + 5.0, y + _BOX_PT / 2 + CAP_HEIGHT_EM * 10.5 / 2))
        return _cell(marks)


def _cell(marks: Sequence[Mark | PlacedLine]) -> Element:
    return Element("TD", tuple(marks))


def _about(number: NumberToCall) -> str:
    """Where it stands, and what the data say of it."""
    return " · ".join(_about_parts(number))


def _about_parts(number: NumberToCall) -> Iterator[str]:
    yield ", ".join(number.where)
    if number.service:
        yield number.service
    yield from number.details
    if number.found is not None:
        yield f"{number.found.result} on {number.found.on.isoformat()}"
    elif number.verified is not None:
        yield f"worked on {number.verified.isoformat()}"
