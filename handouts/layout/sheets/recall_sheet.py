"""The sheet by which old sheets are taken down: drawn, with their codes ringed, what replaces each, what changed, and
the codes that may stay. For staff, in English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from handouts.content.recall import Recall, RecallFact, RecallRow
from handouts.content.what_changed import in_words
from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Element, Mark, PlacedPage
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.sheet_drawing import Shown, draw_sheet
from handouts.layout.parts.staff_sheet import GAP_PT, MARGIN_PT, STEP_RULE_PT, StaffPage, tick_box
from handouts.paper import Box, Paper
from handouts.text import Span, Weight

_BOX_PT = 16.0
_OLD_X, _OLD_CODE_X, _NEW_X, _NEW_CODE_X, _FACTS_X = 34.0, 134.0, 214.0, 314.0, 394.0
"""Where columns begin, from the margin."""
_DRAWN_PT, _WIDEST_PT = 114.0, 91.0
_CODE = ParagraphStyle(12.5, Weight.BOLD)
_TEXT = ParagraphStyle(10.5)
_NEW = ParagraphStyle(10.5, Weight.BOLD)
_SMALL = ParagraphStyle(9.0)
_PORTRAIT = 0.77
_HEAD = ParagraphStyle(13.0, Weight.BOLD)
_INTRODUCTION = ParagraphStyle(12.0)
_LISTED = ParagraphStyle(9.0)
_COLUMNS, _BETWEEN_PT = 2, 2.0
_END_PT = 96.0
"""Of the lines at the end: how many, who, when."""


class Picture(NamedTuple):
    """How the sheets of a format look, and what people call them. `ratio`: width by height."""

    title: str
    ratio: float
    card: bool = False
    spine: bool = False


def lay_out_recall(
    recall: Recall,
    pictures: dict[str, Picture],
    right_to_left: Callable[[str], bool],
    setting: LanguageSetting,
    paper: Paper,
) -> tuple[PlacedPage, ...]:
    """As many pages as it takes. `pictures`: by format; `right_to_left`: whether a language is read so."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    pages = _Pages(frame, pictures, right_to_left)
    pages.take_down(recall.take_down, recall.scope.words)
    pages.listed(
        "Replace when you next print",
        "Nothing on these is wrong, but something new is missing.",
        [f"{_codes(row)} → {row.now or 'none'}  {pages.name(row)}" for row in recall.next_time],
    )
    pages.listed(
        "Codes of older editions: take these down too",
        "What they say was changed before.",
        [f"{', '.join(row.older)} → {row.now or 'none'}  {pages.name(row)}" for row in recall.older],
    )
    kept = [f"{row.now}  {pages.name(row)}" for row in recall.keep]
    if scope := recall.scope.words:
        words = f"The codes that are current of {scope}. All others of these go; leave all other sheets where they are."
        pages.listed("Of these sheets keep only these", words, kept)
    else:
        pages.listed("Keep only these", "The codes that are current. Everything else goes.", kept)
    return pages.placed(recall)


def _codes(row: RecallRow) -> str:
    return ", ".join((row.was, *row.older))


class _Pages:
    """The pages so far, the last of which grows."""

    def __init__(self, frame: Frame, pictures: dict[str, Picture], right_to_left: Callable[[str], bool]) -> None:
        self._frame = frame
        self._pictures = pictures
        self._right_to_left = right_to_left
        self._pages: list[StaffPage] = []

    @property
    def _page(self) -> StaffPage:
        return self._pages[-1]

    def name(self, row: RecallRow) -> str:
        return ", ".join((self._titles(row), *row.what))

    def _titles(self, row: RecallRow) -> str:
        """Of all formats that have the code; "half sheets" is said with "half sheets, two up"."""
        named = (self._pictures[each].title if each in self._pictures else each for each in row.formats)
        titles = list(dict.fromkeys(named))
        longer = {each for each in titles for other in titles if other != each and other.startswith(each)}
        return " and ".join(each for each in titles if each not in longer)

    def _picture(self, row: RecallRow) -> Picture:
        return self._pictures.get(row.formats[0]) or Picture(row.formats[0], _PORTRAIT)

    def _begin(self, title: str) -> None:
        page = StaffPage(self._frame)
        page.head(f"{title} ")
        self._pages.append(page)

    def _room(self, height_pt: float) -> bool:
        return bool(self._pages) and self._page.y + height_pt <= self._page.bottom_pt

    # --- what is wrong on paper -------------------------------------------------------------------------------------

    def take_down(self, rows: Sequence[RecallRow], scope: str) -> None:
        self._begin("Take these sheets down")
        spans = (
            *((Span(f"About {scope} only. ", Weight.BOLD),) if scope else ()),
            Span("Look for the "),
            Span("edition code", Weight.BOLD),
            Span(
                " (ringed in the drawings). Does a sheet on your wall, table or pile show a code from the left column? "
            ),
            Span("Take it down, put up the sheet beside it, tick the box. Other codes: see the lists at the end."),
        )
        self._page.text(spans, self._frame.start_pt, self._frame.measure_pt, _INTRODUCTION)
        self._page.y += GAP_PT + 4.0
        if not rows:
            words = (
                "None of these sheets is wrong on paper."
                if scope
                else "No sheet on paper is wrong since the last edition."
            )
            self._page.text(words, self._frame.start_pt, self._frame.measure_pt, _HEAD)
            self._page.y += GAP_PT
            return
        self._heads()
        for (_, _), group in groupby(rows, key=lambda row: (row.city, row.formats[0])):
            before: RecallRow | None = None
            for row in group:
                drawn = before is None
                same = before is not None and before.facts == row.facts
                if not self._room(self._height(row, drawn=drawn, same=same)):
                    self._begin("Take these sheets down")
                    self._heads()
                    drawn, same = True, False
                self._row(row, drawn=drawn, same=same)
                before = row
        if not self._room(_END_PT):
            self._begin("Take these sheets down")
        self._done()

    def _heads(self) -> None:
        page, start = self._page, self._frame.start_pt
        marks: list[Mark] = []
        for x, words in ((_OLD_X, "Take down"), (_NEW_X, "Put up"), (_FACTS_X, "What changed")):
            marks += _HEAD.put(self._frame, words, start + x, page.y, 150.0).marks
        page.elements.append(Element("P", tuple(marks)))
        page.y += 16.0
        page.rule(2.0)

    def _height(self, row: RecallRow, *, drawn: bool, same: bool) -> float:
        facts = self._facts(row, 0.0, same=same)[1]
        codes = self._code(row, 0.0, 0.0, row.was, row.older, drawn=drawn)[1]
        return max(facts, codes, self._size(row)[1] + 4.0 if drawn else 0.0, _BOX_PT + 2.0) + GAP_PT + 4.0

    def _size(self, row: RecallRow) -> tuple[float, float]:
        """Of a drawing."""
        ratio = self._picture(row).ratio
        width = min(_WIDEST_PT, _DRAWN_PT * ratio)
        return width, width / ratio

    def _row(self, row: RecallRow, *, drawn: bool, same: bool) -> None:
        page, start = self._page, self._frame.start_pt
        top = page.y
        page.artifacts.append(tick_box(start + 1.0, top + 1.0, _BOX_PT))
        elements: list[Element] = []
        bottom = top + _BOX_PT
        for x, code_x, code, older, struck in (
            (_OLD_X, _OLD_CODE_X, row.was, row.older, True),
            (_NEW_X, _NEW_CODE_X, row.now, (), False),
        ):
            if drawn and code:
                figure = self._figure(row, start + x, top, code, struck=struck)
                elements.append(figure)
                bottom = max(bottom, top + self._size(row)[1])
            element, end = self._code(row, start + code_x, top, code or "nothing", older, drawn=drawn)
            elements.append(element)
            bottom = max(bottom, end)
        facts, end = self._facts(row, top, same=same)
        page.elements += [*elements, facts]
        page.y = max(bottom, end) + 4.0
        page.artifacts.append(self._frame.rule(start, self._frame.end_pt, page.y, STEP_RULE_PT))
        page.y += GAP_PT

    def _figure(self, row: RecallRow, left: float, top: float, code: str, *, struck: bool) -> Element:
        picture, (width, height) = self._picture(row), self._size(row)
        shown = Shown(
            width,
            height,
            row.what[1],
            row.what[0],
            code,
            self._right_to_left(row.language),
            picture.spine,
            picture.card,
        )
        marks = draw_sheet(self._frame, shown, left, top, struck=struck)
        alt = f"{'Take down' if struck else 'Put up'}: {self.name(row)}, with the code {code}"
        return Element("Figure", marks, alt=alt, box=Box(left - 4.0, top - 4.0, left + width + 4.0, top + height + 4.0))

    def _code(
        self, row: RecallRow, x: float, top: float, code: str, older: Sequence[str], *, drawn: bool
    ) -> tuple[Element, float]:
        """A code, and under it which sheet it is on; older ones of the same sheet."""
        width = _NEW_X - _OLD_CODE_X - 6.0
        placed = _CODE.put(self._frame, code, x, top + 1.0, width)
        marks, y = [*placed.marks], placed.bottom_pt + 1.0
        titles = self._titles(row)
        named = (titles[0].upper() + titles[1:], *row.what) if drawn else (*row.what[:1], "looks as above")
        for words in (*named, *(f"older: {each}" for each in older)):
            placed = _SMALL.put(self._frame, words, x, y, width)
            marks += placed.marks
            y = placed.bottom_pt + 2.0
        return Element("P", tuple(marks)), y

    def _facts(self, row: RecallRow, top: float, *, same: bool) -> tuple[Element, float]:
        x, width = self._frame.start_pt + _FACTS_X, self._frame.measure_pt - _FACTS_X
        marks: list[Mark] = []
        y = top + 1.0
        facts = (RecallFact("the same as above"),) if same else (row.facts or (RecallFact("the order on the sheet"),))
        for fact in facts:
            for words, style in ((fact.about, _TEXT), (fact.now, _NEW), (fact.was, _TEXT)):
                if words:
                    size = self._whole_pt(words, style, width) if fact.whole and words != fact.about else style.size_pt
                    placed = style._replace(size_pt=size).put(self._frame, words, x, y, width)
                    marks += placed.marks
                    y = placed.bottom_pt + 1.5
            y += 3.0
        return Element("P", tuple(marks)), y

    def _whole_pt(self, words: str, style: ParagraphStyle, width: float) -> float:
        """The size at which a text stands on one line."""
        wide = self._frame.line(words, style.size_pt, style.weight).width_pt
        return style.size_pt * min(1.0, 0.99 * width / wide)

    def _done(self) -> None:
        page, frame = self._page, self._frame
        top, middle = page.y, frame.start_pt + 280.0
        spans = (
            Span("Old sheets: ", Weight.BOLD),
            Span("count them, write the number here, then tear them up or recycle them. Do not keep them as scrap "),
            Span("paper: someone may call an old number."),
        )
        page.text(spans, frame.start_pt, 255.0, _TEXT)
        for x, end, y, words in (
            (frame.start_pt, middle - 20.0, top + 76.0, "how many"),
            (middle, frame.end_pt, top + 34.0, "name"),
            (middle, frame.end_pt, top + 76.0, "date, place"),
        ):
            page.artifacts.append(frame.rule(x, end, y, 0.9))
            page.elements.append(Element("P", _LISTED.put(frame, words, x, y + 4.0, 150.0).marks))
        head = _TEXT.put(frame, (Span("Done by", Weight.BOLD),), middle, top, 150.0)
        page.elements.append(Element("P", head.marks))
        page.y = top + _END_PT

    # --- lists ------------------------------------------------------------------------------------------------------

    def listed(self, title: str, words: str, lines: Sequence[str]) -> None:
        """A list in columns, from the top down; on as many pages as it takes. What stands before two spaces, the codes,
        is in bold."""
        frame, width = self._frame, self._frame.measure_pt / _COLUMNS - 8.0
        waiting = [self._entry(line) for line in lines]
        heights = [_LISTED.put(frame, spans, 0.0, 0.0, width).bottom_pt + _BETWEEN_PT for spans in waiting]
        while waiting:
            if not self._room(46.0 + min(sum(heights) / _COLUMNS, 4 * _LISTED.size_pt) + max(heights)):
                self._begin(title)
            page = self._page
            page.text((Span(f"{title}. ", Weight.BOLD), Span(words)), frame.start_pt, frame.measure_pt)
            page.y += 5.0
            top, room = page.y, page.bottom_pt - GAP_PT - page.y
            tall = min(room, sum(heights) / _COLUMNS + max(heights))
            for column in range(_COLUMNS):
                y = top
                while waiting and y + heights[0] <= top + tall:
                    x = frame.start_pt + column * frame.measure_pt / _COLUMNS
                    placed = _LISTED.put(frame, waiting.pop(0), x, y, width)
                    page.elements.append(Element("P", placed.marks))
                    y += heights.pop(0)
                page.y = max(page.y, y)
            page.y += GAP_PT

    @staticmethod
    def _entry(line: str) -> tuple[Span, ...]:
        codes, _, rest = line.partition("  ")
        return Span(f"{codes}  ", Weight.BOLD), Span(rest, Weight.SMALL)

    def placed(self, recall: Recall) -> tuple[PlacedPage, ...]:
        until = f"the edition {recall.until}" if recall.until else "what is printed now"
        for at, page in enumerate(self._pages, 1):
            left = f"Recall sheet · from the edition {recall.since} to {until} · page {at} of {len(self._pages)}"
            page.foot(left, f"information of {in_words(recall.information_of)}")
        return tuple(page.placed() for page in self._pages)
