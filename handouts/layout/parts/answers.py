"""The answers, headed by their date, in one column or two."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from handouts.content.flyer import Flyer, Question
from handouts.content.words import Unreviewed
from handouts.layout.page.answers_fit import AnswersState
from handouts.layout.page.columns import (
    ColumnsKey,
    Detail,
    HeadingKey,
    HeadingMeasures,
    Parted,
    SetColumns,
    SetParagraph,
    balanced,
)
from handouts.layout.page.frame import INK_GAP_PT, Frame, Part, drop_pt, nearest_pt, rise_pt
from handouts.layout.page.placed import Element, PlacedLine, marks_of
from handouts.layout.page.stack import Gap, ParagraphStyle, Text, stack
from handouts.layout.page.toner import black_lines_pt2, black_pt2
from handouts.layout.page.typography import LARGE_PT
from handouts.layout.parts.notice import ONE_LINE, in_two_languages, notice_text, unreviewed_block
from handouts.text import Span, Weight

GUTTER_PT = 18.0
QUESTION_GAP_PT = 2.5
HEADING_GAP_PT = 5.0
QUESTION_ROLE = "H3"
"""A screen reader goes from question to question, even where the answer begins in the same line."""
UNREVIEWED_GAP_PT = 14.0
"""Before it in the line of the heading."""
UNREVIEWED_LINE_GAP_PT = 2.0
"""Above it where it stands on a line of its own."""
ANSWERS_GAP_PT = 4.0
"""Between the heading and the first answers, at least."""
AIRS_PT = tuple(step / 2 for step in range(1, 13))
"""What may be added to gaps and rows where there is room, the least first."""


class AnswerSizes(NamedTuple):
    """Type sizes and gaps in points; `leading` is line pitch / size. `parted`: where an answer may go on in a second
    column. `apart`: an answer begins on a line below its question. `strong`: essential pieces are in bold, in languages
    that want it. `unreviewed`: 0 where another part of the sheet says so."""

    body: float
    leading: float
    heading: float = 14.0
    unreviewed: float = 11.0
    question_gap: float = QUESTION_GAP_PT
    parted: Parted = Parted.ANYWHERE
    heading_gap: float = ANSWERS_GAP_PT
    apart: bool = False
    strong: bool = True

    def of(self, state: AnswersState) -> AnswerSizes:
        """The same at the size and leading of a state of the fit, and with its air."""
        return AnswerSizes(  # for every state of a fit: `_replace` takes four times as long
            state.body_pt,
            state.leading,
            self.heading,
            self.unreviewed,
            self.question_gap + state.air_pt,
            state.parted,
            self.heading_gap + state.air_pt,
            state.apart,
            state.strong,
        )


class Answers:
    """The answers of one flyer. What is set and measured is remembered: the fit asks for the same again, and so does
    the next city, whose answers are the same."""

    def __init__(self, frame: Frame, flyer: Flyer, columns: int = 2) -> None:
        self._frame = frame
        self._flyer = flyer
        self._columns = columns
        self._column_pt = (frame.measure_pt - GUTTER_PT * (columns - 1)) / columns
        self.cache = frame.setting.answers_set(flyer.questions, self._column_pt, columns)
        """The same of all flyers with these questions in these columns."""
        self._headings: dict[tuple[float, float], HeadingMeasures] = {}

    def room(self, sizes: AnswerSizes, pieces: Collection[str], top_pt: float, bottom_pt: float) -> float:
        """Points left over between two heights with the chosen pieces; negative where points are missing."""
        return bottom_pt - top_pt - self.height_pt(sizes, pieces)

    def height_pt(self, sizes: AnswerSizes, pieces: Collection[str]) -> float:
        """The height of heading and answers with the chosen pieces."""
        return self._heading_measures(sizes).depth_pt + sizes.heading_gap + self._measured(sizes, pieces).height_pt

    def black_pt2(self, sizes: AnswerSizes, pieces: Collection[str]) -> float:
        """Square points of black of the heading and the chosen pieces."""
        typesetter = self._frame.typesetter
        columns = self._key(sizes, pieces)
        black = self.cache.black_pt2.get(columns)
        if black is None:
            lines = (line for paragraph in self._measured(sizes, pieces).paragraphs for line in paragraph.lines)
            black = self.cache.black_pt2[columns] = black_lines_pt2(lines, typesetter)
        return self._heading_measures(sizes).black_pt2 + black

    def heading(self, sizes: AnswerSizes, top_pt: float) -> Part:
        """The heading alone, for a sheet that lets the answers flow."""
        return self._heading(sizes, top_pt)

    def flow_of(self, sizes: AnswerSizes, pieces: Collection[str]) -> SetColumns:
        """The chosen pieces, set, for the same."""
        return self._measured(sizes, pieces)

    def lay_out(self, sizes: AnswerSizes, pieces: Collection[str], top_pt: float) -> Part:
        """The heading with its date and the answers with the chosen pieces, in columns from `top_pt` down."""
        measured = self._measured(sizes, pieces)
        blocks = (
            partial(self._heading, sizes),
            Gap(sizes.heading_gap),
            partial(self._put, measured),
        )
        return stack(self._frame, blocks, top_pt)

    def _put(self, measured: SetColumns, top_pt: float) -> Part:
        """The columns from `top_pt` down."""
        frame = self._frame
        first_baseline = top_pt + measured.first_rise
        first_x = frame.start_pt
        second_x = first_x + self._column_pt + GUTTER_PT
        at, within = measured.split
        in_two = at < len(measured.paragraphs)
        second_start = measured.starts[at] + measured.paragraphs[at].offsets[within] if in_two else 0.0
        elements: list[Element] = []
        for number, paragraph in enumerate(measured.paragraphs):
            asked: list[PlacedLine] = []
            answered: list[PlacedLine] = []
            start, heads = first_baseline + measured.starts[number], paragraph.heads
            for index, (whole, offset) in enumerate(zip(paragraph.lines, paragraph.offsets, strict=True)):
                x, y = first_x, start + offset
                if number > at or (number == at and index >= within):
                    x, y = second_x, y - second_start
                mark = frame.put(whole, x, y)
                if index == heads and paragraph.shared:
                    before, behind = frame.typesetter.cut(whole, paragraph.shared)
                    asked.append(mark._replace(line=before))
                    answered.append(mark._replace(line=behind))
                else:
                    (asked if index < heads else answered).append(mark)
            elements += [Element(QUESTION_ROLE, tuple(asked)), Element("P", tuple(answered))]
        return Part(tuple(elements), (), top_pt + measured.height_pt)

    def _heading_measures(self, sizes: AnswerSizes) -> HeadingMeasures:
        key = (sizes.heading, sizes.unreviewed)
        found = self._headings.get(key)
        if found is None:
            texts = HeadingKey(self._flyer.words.answers_heading, self._flyer.unreviewed, *key)
            found = self._headings[key] = self.cache.headings.of(texts, self._measure_heading, sizes)
        return found

    def _measure_heading(self, sizes: AnswerSizes) -> HeadingMeasures:
        heading = self._heading(sizes, 0.0)
        return HeadingMeasures(heading.bottom_pt, black_pt2(marks_of(heading.elements), self._frame.typesetter))

    def _heading(self, sizes: AnswerSizes, top_pt: float) -> Part:
        """The heading, and that nobody has reviewed the translation."""
        frame, flyer = self._frame, self._flyer
        text = Text(flyer.words.answers_heading, ParagraphStyle(sizes.heading, Weight.BOLD), role="H2")
        heading = stack(frame, (Gap(HEADING_GAP_PT), text), top_pt)
        if flyer.unreviewed is None or not sizes.unreviewed:
            return heading
        notice = _unreviewed(frame, flyer.unreviewed, sizes, heading)
        return Part((*heading.elements, *notice.elements), (), max(heading.bottom_pt, notice.bottom_pt))

    def _measured(self, sizes: AnswerSizes, pieces: Collection[str]) -> SetColumns:
        return self.cache.asked.of((sizes, *pieces), self._set_once, sizes, pieces)

    def _set_once(self, sizes: AnswerSizes, pieces: Collection[str]) -> SetColumns:
        key = self._key(sizes, pieces)
        found = self.cache.columns.get(key)
        if found is None:
            found = self.cache.columns[key] = self._measure(sizes, key.printed)
        return found

    @staticmethod
    def _key(sizes: AnswerSizes, pieces: Collection[str]) -> ColumnsKey:
        return ColumnsKey(
            frozenset(pieces),
            sizes.body,
            sizes.leading,
            sizes.question_gap,
            sizes.parted,
            sizes.apart,
            sizes.strong,
        )

    def _measure(self, sizes: AnswerSizes, pieces: Collection[str]) -> SetColumns:
        pitch = sizes.body * sizes.leading
        found = [self._paragraph(question, pieces, sizes, pitch) for question in self._flyer.questions]
        paragraphs = tuple(paragraph for paragraph in found if paragraph is not None)
        starts = [0.0]
        for before, paragraph in pairwise(paragraphs):
            step = max(pitch, -before.lines[-1].ink.bottom + paragraph.lines[0].ink.top + INK_GAP_PT)
            starts.append(starts[-1] + before.offsets[-1] + step + sizes.question_gap)
        return balanced(paragraphs, starts, columns=self._columns, parted=sizes.parted)

    def _paragraph(
        self, question: Question, pieces: Collection[str], sizes: AnswerSizes, pitch: float
    ) -> SetParagraph | None:
        """Question in bold; the answer starts the next line, or goes on in the same one."""
        strong = sizes.strong and sizes.body < LARGE_PT and self._frame.typography.essentials_bold
        chosen = tuple(
            Detail(piece.text, strong and piece.essential) for piece in question.answers if piece.id in pieces
        )
        if not chosen:
            return None
        key = (question.text, chosen, sizes.body, sizes.apart)
        found = self.cache.paragraphs.get(key)
        if found is None:
            found = _set_paragraph(self._frame, self._column_pt, question.text, chosen, sizes)
            self.cache.paragraphs[key] = found
        return found.spaced(pitch)


def _unreviewed(frame: Frame, notice: Unreviewed, sizes: AnswerSizes, heading: Part) -> Part:
    """That no person has reviewed the translation, in both languages: after the heading, as part of its line, where
    that fits; else on a line of its own, or, where that is too long, a line for each language. Never over the second
    column alone, whose heading it would seem."""
    style = ParagraphStyle(sizes.unreviewed, by_latin=True)
    size, text = style.set_pt(frame.typography), notice_text(frame, notice, ONE_LINE)
    *_, last = (mark for mark in marks_of(heading.elements) if isinstance(mark, PlacedLine))
    line = frame.line(text, size, Weight.SMALL)
    x = frame.start_pt + last.line.width_pt + UNREVIEWED_GAP_PT
    if x + line.width_pt <= frame.end_pt:
        elements = in_two_languages(frame, (frame.put(line, x, last.y_pt),), notice)
        return Part(elements, (), last.y_pt + drop_pt(line, size))
    block = unreviewed_block(frame, notice, style, frame.measure_pt)
    return stack(frame, (Gap(UNREVIEWED_LINE_GAP_PT), block), heading.bottom_pt)


def _set_paragraph(
    frame: Frame, column: float, question: str, pieces: Sequence[Detail], sizes: AnswerSizes
) -> SetParagraph:
    size, space = sizes.body, frame.typography.sentence_space
    weight = Weight.LARGE if size >= LARGE_PT else Weight.REGULAR
    answer = [
        Span(f"{space if index else ''}{piece.text}", Weight.BOLD if piece.strong else weight)
        for index, piece in enumerate(pieces)
    ]
    if frame.typography.question_ends_line:
        asked = frame.paragraph(f"• {question}", weight).lines(size, column)
        lines = (*asked, *frame.paragraph(answer).lines(size, column))
        spoken = sum(len(line.text) for line in asked)
    elif sizes.apart:
        asked = frame.paragraph(question, Weight.QUESTION).lines(size, column)
        lines = (*asked, *frame.paragraph(answer).lines(size, column))
        spoken = sum(len(line.text) for line in asked)
    else:
        spans = (Span(f"{question}{space}", Weight.QUESTION), *answer)
        lines = frame.paragraph(spans).lines(size, column)
        spoken = len(question) + len(space)
    breakable = [0]
    before = heads = shared = 0
    for index, line in enumerate(lines):
        if before + len(line.text) <= spoken:
            heads = index + 1
        elif before < spoken:
            shared = spoken - before
        # No question is parted from its answer, and no line of a question stands alone in a column.
        if before > spoken and 2 <= index < len(lines) - 1:
            breakable.append(index)
        before += len(line.text)
    return SetParagraph(
        lines=lines,
        offsets=(0.0,) * len(lines),
        rises=tuple([rise_pt(line, size) for line in lines]),
        drops=tuple([drop_pt(line, size) for line in lines]),
        breakable=tuple(breakable),
        heads=heads,
        shared=shared,
        nearest_pt=nearest_pt(lines),
    )
