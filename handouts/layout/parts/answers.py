"""The answers, headed by their date, in one column or two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from handouts.content.flyer import Flyer, Question, Unreviewed
from handouts.layout.page.frame import INK_GAP_PT, Frame, Part, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, PlacedLine, marks_of
from handouts.layout.page.relaxations import AnswersState
from handouts.layout.page.typography import LARGE_PT
from handouts.layout.parts.notice import ONE_LINE, TWO_LINES, notice_text
from handouts.text import Line, Span, Weight

GUTTER_PT = 18.0
QUESTION_GAP_PT = 2.5
UNREVIEWED_GAP_PT = 14.0
ANSWERS_GAP_PT = 4.0
"""Between the heading and the first answers, at least."""
AIRS_PT = tuple([step / 2 for step in range(1, 13)])
"""What may be added to gaps and rows where there is room, the least first."""


class AnswerSizes(NamedTuple):
    """Type sizes and gaps in points; `leading` is line pitch / size. `whole`: no answer goes on in a second column."""

    body: float
    leading: float
    heading: float = 14.0
    unreviewed: float = 11.0
    question_gap: float = QUESTION_GAP_PT
    whole: bool = False
    heading_gap: float = ANSWERS_GAP_PT

    def of(self, state: AnswersState) -> AnswerSizes:
        """The same at the size and leading of a state of the fit, and with its air."""
        return self._replace(
            body=state.body_pt,
            leading=state.leading,
            question_gap=self.question_gap + state.air_pt,
            whole=state.whole,
            heading_gap=self.heading_gap + state.air_pt,
        )


@dataclass(frozen=True, slots=True)
class _Block:
    """One question with its answer, set at one size, before its column is known.

    `offsets`: baselines below the first one, in points; 0 until the leading is known. `breakable`: indexes of the lines
    with which the second column may begin.
    """

    lines: tuple[Line, ...]
    offsets: tuple[float, ...]
    rises: tuple[float, ...]
    drops: tuple[float, ...]
    breakable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """The answers, set and balanced, before they are put anywhere.

    `starts`: the first baseline of each block below the first of all, as in one column. `split`: (block, line) with
    which the second column begins; the number of blocks and 0 where there is one column. `first_rise`: from the top
    of a column to its first baseline, the same in both.
    """

    blocks: tuple[_Block, ...]
    starts: tuple[float, ...]
    split: tuple[int, int]
    height_pt: float
    first_rise: float


class Answers:
    """The answers of one flyer. What is set and measured is remembered: the fit asks for the same again, and so does
    the next city, whose answers are the same."""

    def __init__(self, frame: Frame, flyer: Flyer, columns: int = 2) -> None:
        self._frame = frame
        self._flyer = flyer
        self._column_pt = (frame.measure_pt - GUTTER_PT * (columns - 1)) / columns
        self._balance = columns > 1
        where = (Answers, frame.typography, self._column_pt, self._balance, flyer.questions)
        memory: Any = frame.typesetter.memory.setdefault(where, ({}, {}))
        self._set: dict[tuple[str, tuple[str, ...], float], _Block] = memory[0]
        self._measures: dict[tuple[frozenset[str], float, float, float, bool], _Measured] = memory[1]
        self._heading_depths: dict[tuple[float, float], float] = {}
        self._heading_lines: dict[tuple[float, float], tuple[Line, ...]] = {}

    def room(self, sizes: AnswerSizes, pieces: Collection[str], top_pt: float, bottom_pt: float) -> float:
        """Points left over between two heights with the chosen pieces; negative where points are missing."""
        return bottom_pt - top_pt - self.height_pt(sizes, pieces)

    def height_pt(self, sizes: AnswerSizes, pieces: Collection[str]) -> float:
        """The height of heading and answers with the chosen pieces."""
        key = (sizes.heading, sizes.unreviewed)
        if key not in self._heading_depths:
            self._heading_depths[key] = self._heading(sizes, 0.0)[1]
        return self._heading_depths[key] + sizes.heading_gap + self._measured(sizes, pieces).height_pt

    def lines(self, sizes: AnswerSizes, pieces: Collection[str]) -> Iterator[Line]:
        """The lines of the heading and of the chosen pieces."""
        key = (sizes.heading, sizes.unreviewed)
        if key not in self._heading_lines:
            marks = marks_of(self._heading(sizes, 0.0)[0])
            self._heading_lines[key] = tuple([mark.line for mark in marks if isinstance(mark, PlacedLine)])
        yield from self._heading_lines[key]
        for block in self._measured(sizes, pieces).blocks:
            yield from block.lines

    def lay_out(self, sizes: AnswerSizes, pieces: Collection[str], top_pt: float) -> Part:
        """The heading with its date and the answers with the chosen pieces, in columns from `top_pt` down."""
        frame = self._frame
        elements, heading_bottom = self._heading(sizes, top_pt)
        measured = self._measured(sizes, pieces)
        top = heading_bottom + sizes.heading_gap
        first_baseline = top + measured.first_rise
        second_x = frame.start_pt + self._column_pt + GUTTER_PT
        at, within = measured.split
        second_start = measured.starts[at] + measured.blocks[at].offsets[within] if at < len(measured.blocks) else 0.0
        paragraphs: list[Element] = []
        for number, block in enumerate(measured.blocks):
            marks: list[PlacedLine] = []
            for index, (line, offset) in enumerate(zip(block.lines, block.offsets, strict=True)):
                y = first_baseline + measured.starts[number] + offset
                if (number, index) < measured.split:
                    marks.append(frame.put(line, frame.start_pt, y))
                else:
                    marks.append(frame.put(line, second_x, y - second_start))
            paragraphs.append(Element("P", tuple(marks)))
        return Part((*elements, *paragraphs), (), top + measured.height_pt)

    def _heading(self, sizes: AnswerSizes, top_pt: float) -> tuple[tuple[Element, ...], float]:
        """The heading, and that nobody has reviewed the translation; and where they end."""
        frame, flyer = self._frame, self._flyer
        elements: list[Element] = []
        heading = frame.paragraph(flyer.words.answers_heading, Weight.BOLD).lines(sizes.heading, frame.measure_pt)
        block = put_block(
            frame, heading, frame.start_pt, top_pt + 5, sizes.heading, sizes.heading * frame.typography.label_leading
        )
        elements.append(Element("H2", block.marks))
        bottom = block.bottom_pt
        if flyer.unreviewed is not None:
            bottom = max(bottom, _unreviewed(frame, flyer.unreviewed, sizes, block.marks[-1], bottom, elements))
        return tuple(elements), bottom

    def _measured(self, sizes: AnswerSizes, pieces: Collection[str]) -> _Measured:
        printed = frozenset(pieces)
        key = (printed, sizes.body, sizes.leading, sizes.question_gap, sizes.whole)
        found = self._measures.get(key)
        if found is None:
            found = self._measures[key] = self._measure(sizes, printed)
        return found

    def _measure(self, sizes: AnswerSizes, pieces: Collection[str]) -> _Measured:
        pitch = sizes.body * sizes.leading
        found = [self._block(question, pieces, sizes.body, pitch) for question in self._flyer.questions]
        blocks = tuple([block for block in found if block is not None])
        if not blocks:
            return _Measured((), (), (0, 0), 0.0, 0.0)
        starts = [0.0]
        for before, block in pairwise(blocks):
            step = max(pitch, -before.lines[-1].ink.bottom + block.lines[0].ink.top + INK_GAP_PT)
            starts.append(starts[-1] + before.offsets[-1] + step + sizes.question_gap)
        return _balanced(blocks, tuple(starts), self._balance, sizes.whole)

    def _block(self, question: Question, pieces: Collection[str], size: float, pitch: float) -> _Block | None:
        """Question in bold and run in; the answer goes on in the same line (or starts the next, by language)."""
        chosen = tuple([piece.text for piece in question.answers if piece.id in pieces])
        if not chosen:
            return None
        key = (question.text, chosen, size)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = _set_block(self._frame, self._column_pt, question.text, chosen, size)
        return replace(found, offsets=baselines_pt(found.lines, 0.0, pitch))


def _unreviewed(
    frame: Frame, notice: Unreviewed, sizes: AnswerSizes, heading: PlacedLine, top: float, elements: list[Element]
) -> float:
    """That no person has reviewed the translation, in both languages: after the heading, as part of its line, where
    that fits; else on a line of its own, or, where that is too long, a line for each language. Never over the second
    column alone, whose heading it would seem."""
    size = sizes.unreviewed / frame.typography.scale
    paragraph = frame.paragraph(notice_text(frame, notice, ONE_LINE), Weight.SMALL)
    line = paragraph.line(size)
    x = frame.start_pt + heading.line.width_pt + UNREVIEWED_GAP_PT
    if x + line.width_pt <= frame.end_pt:
        elements.append(Element("P", (frame.put(line, x, heading.y_pt),)))
        return heading.y_pt + drop_pt(line, size)
    lines = paragraph.lines(size, frame.measure_pt)
    if len(lines) > 1:
        apart = frame.paragraph(notice_text(frame, notice, TWO_LINES), Weight.SMALL).lines(size, frame.measure_pt)
        lines = apart if len(apart) == 2 else lines
    block = put_block(frame, lines, frame.start_pt, top + 2, size, size * frame.typography.label_leading)
    elements.append(Element("P", block.marks))
    return block.bottom_pt


def _set_block(frame: Frame, column: float, question: str, pieces: Sequence[str], size: float) -> _Block:
    space = frame.typography.sentence_space
    answer = space.join(pieces)
    weight = Weight.LARGE if size >= LARGE_PT else Weight.REGULAR
    if frame.typography.question_ends_line:
        asked = frame.paragraph(f"• {question}", weight).lines(size, column)
        lines = (*asked, *frame.paragraph(answer, weight).lines(size, column))
        spoken = sum(len(line.text) for line in asked)
    else:
        spans = (Span(f"{question}{space}", Weight.BOLD), Span(answer, weight))
        lines = frame.paragraph(spans).lines(size, column)
        spoken = len(question) + len(space)
    breakable = [0]
    before = 0
    for index, line in enumerate(lines):
        # No question is parted from its answer, and no line of a question stands alone in a column.
        if before > spoken and 2 <= index < len(lines) - 1:
            breakable.append(index)
        before += len(line.text)
    return _Block(
        lines=lines,
        offsets=(0.0,) * len(lines),
        rises=tuple(rise_pt(line, size) for line in lines),
        drops=tuple(drop_pt(line, size) for line in lines),
        breakable=tuple(breakable),
    )


def _balanced(blocks: tuple[_Block, ...], starts: tuple[float, ...], balance: bool, whole: bool) -> _Measured:
    """Where the second column begins so that both are as low as can be, the first rather the longer."""
    first_rise = blocks[0].rises[0]
    end = starts[-1] + blocks[-1].offsets[-1]
    last_drop = blocks[-1].drops[-1]
    best = (first_rise + end + last_drop, (len(blocks), 0), first_rise)
    for number, block in enumerate(blocks if balance else ()):
        for index in block.breakable[:1] if whole else block.breakable:
            if (number, index) == (0, 0):
                continue
            before, at = (block, index - 1) if index else (blocks[number - 1], -1)
            above = starts[number] + before.offsets[at] if index else starts[number - 1] + before.offsets[at]
            if first_rise + above > best[0]:  # from here on the first column alone is higher
                break
            rise = max(first_rise, block.rises[index])
            first = rise + above + before.drops[at]
            second = rise + end - starts[number] - block.offsets[index] + last_drop
            if max(first, second) < best[0] - 0.01:
                best = (max(first, second), (number, index), rise)
    height, split, rise = best
    return _Measured(blocks, starts, split, height, rise)
