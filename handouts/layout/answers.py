"""The answers, headed by their date, in one column or two."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handouts.content.flyer import Flyer, Question
from handouts.layout.frame import INK_GAP_PT, Frame, Part, drop_pt, put_block, rise_pt
from handouts.layout.placed import Element, PlacedLine
from handouts.text import Line, Span, Weight

GUTTER_PT = 18.0
QUESTION_GAP_PT = 2.5
UNREVIEWED_GAP_PT = 14.0


@dataclass(frozen=True, slots=True)
class AnswerSizes:
    """Type sizes in points; `leading` is line pitch / size."""

    body: float
    leading: float
    heading: float = 14.0
    unreviewed: float = 11.0
    question_gap: float = QUESTION_GAP_PT


@dataclass(frozen=True, slots=True)
class _SetLine:
    """One line of the answers, before its column is known. `question` is its index; `first` begins that question."""

    line: Line
    question: int
    first: bool
    last: bool
    breakable: bool  # whether the second column may begin with this line


@dataclass(frozen=True, slots=True)
class _Measured:
    """The answers, set and balanced, before they are put anywhere."""

    lines: tuple[_SetLine, ...]
    break_at: int
    top_pt: float
    height_pt: float


class Answers:
    """The answers of one flyer. Keeps each question's set lines, since the fit asks for the same ones again."""

    def __init__(self, frame: Frame, flyer: Flyer, columns: int = 2) -> None:
        self._frame = frame
        self._flyer = flyer
        self._column_pt = (frame.measure_pt - GUTTER_PT * (columns - 1)) / columns
        self._balanced = columns > 1
        self._set: dict[tuple[int, tuple[str, ...], float], tuple[_SetLine, ...]] = {}
        self._heading_depths: dict[tuple[float, float], float] = {}

    def room(self, sizes: AnswerSizes, pieces: Collection[str], top_pt: float, bottom_pt: float) -> float:
        """Points left over between two heights with the chosen pieces; negative where points are missing."""
        key = (sizes.heading, sizes.unreviewed)
        if key not in self._heading_depths:
            self._heading_depths[key] = self._heading(sizes, 0.0)[1]
        measured = self._measured(sizes, pieces, top_pt + self._heading_depths[key])
        return bottom_pt - measured.top_pt - measured.height_pt

    def lay_out(self, sizes: AnswerSizes, pieces: Collection[str], top_pt: float) -> Part:
        """The heading with its date and the answers with the chosen pieces, in columns from `top_pt` down."""
        frame = self._frame
        elements, heading_bottom = self._heading(sizes, top_pt)
        measured = self._measured(sizes, pieces, heading_bottom)
        lines, break_at = measured.lines, measured.break_at
        if not lines:
            return Part(elements, (), heading_bottom)
        pitch = sizes.body * sizes.leading
        # Both columns begin on one baseline.
        first_rise = max(rise_pt(lines[index].line, sizes.body) for index in {0, break_at % len(lines)})
        marks: dict[int, list[PlacedLine]] = {}
        for number, part in enumerate((lines[:break_at], lines[break_at:])):
            x = frame.start_pt + number * (self._column_pt + GUTTER_PT)
            rows = _baselines(part, pitch, sizes, measured.top_pt, first_rise)
            for set_line, baseline in zip(part, rows, strict=True):
                marks.setdefault(set_line.question, []).append(frame.put(set_line.line, x, baseline))
        paragraphs = tuple(Element("P", tuple(placed)) for _, placed in sorted(marks.items()))
        return Part((*elements, *paragraphs), (), measured.top_pt + measured.height_pt)

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
            bottom = max(bottom, _unreviewed(frame, flyer, sizes, block.marks[-1], bottom, elements))
        return tuple(elements), bottom

    def _measured(self, sizes: AnswerSizes, pieces: Collection[str], heading_bottom: float) -> _Measured:
        top = heading_bottom + 4
        lines = [
            line
            for number, question in enumerate(self._flyer.questions)
            for line in self._question(number, question, pieces, sizes.body)
        ]
        if not lines:
            return _Measured((), 0, top, 0.0)
        break_at, height = _balance(lines, sizes.body * sizes.leading, sizes, self._balanced)
        return _Measured(tuple(lines), break_at, top, height)

    def _question(
        self, number: int, question: Question, pieces: Collection[str], size: float
    ) -> tuple[_SetLine, ...]:
        """Question in bold and run in; the answer goes on in the same line (or starts the next, by language)."""
        chosen = tuple(piece.text for piece in question.answers if piece.id in pieces)
        if not chosen:
            return ()
        key = (number, chosen, size)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = _set_question(self._frame, self._column_pt, number, question.text, chosen, size)
        return found


def _unreviewed(
    frame: Frame, flyer: Flyer, sizes: AnswerSizes, heading: PlacedLine, top: float, elements: list[Element]
) -> float:
    """That no person has reviewed the translation, in both languages: after the heading, as part of its line, where
    that fits; else on a line of its own. Never over the second column alone, whose heading it would seem."""
    assert flyer.unreviewed is not None
    size = sizes.unreviewed / frame.typography.scale
    isolate = ("\u2068", "\u2069") if frame.typography.right_to_left else ("", "")
    text = f"{flyer.unreviewed.own} · {isolate[0]}{flyer.unreviewed.english}{isolate[1]}"
    paragraph = frame.paragraph(text, Weight.SMALL)
    line = paragraph.line(size)
    x = frame.start_pt + heading.line.width_pt + UNREVIEWED_GAP_PT
    if x + line.width_pt <= frame.end_pt:
        elements.append(Element("P", (frame.put(line, x, heading.y_pt),)))
        return heading.y_pt + drop_pt(line, size)
    block = put_block(
        frame, paragraph.lines(size, frame.measure_pt), frame.start_pt, top + 2, size, size * frame.typography.label_leading
    )
    elements.append(Element("P", block.marks))
    return block.bottom_pt


def _set_question(
    frame: Frame, column: float, number: int, question: str, pieces: Sequence[str], size: float
) -> tuple[_SetLine, ...]:
    space = frame.typography.sentence_space
    answer = space.join(pieces)
    if frame.typography.question_ends_line:
        asked = frame.paragraph(f"• {question}").lines(size, column)
        lines = (*asked, *frame.paragraph(answer).lines(size, column))
        spoken = sum(len(line.text) for line in asked)
    else:
        spans = (Span(f"{question}{space}", Weight.BOLD), Span(answer, Weight.REGULAR))
        lines = frame.paragraph(spans).lines(size, column)
        spoken = len(question) + len(space)
    found: list[_SetLine] = []
    before = 0
    for index, line in enumerate(lines):
        # No question is parted from its answer, and no line of a question stands alone in a column.
        inside = before > spoken and 2 <= index < len(lines) - 1
        found.append(_SetLine(line, number, index == 0, index == len(lines) - 1, index == 0 or inside))
        before += len(line.text)
    return tuple(found)


def _baselines(
    lines: Sequence[_SetLine], pitch: float, sizes: AnswerSizes, top: float, first_rise: float
) -> list[float]:
    """Baselines of one column. The pitch holds; ink that would come too near pushes a line down."""
    found: list[float] = []
    for index, set_line in enumerate(lines):
        if not index:
            found.append(top + first_rise)
            continue
        before = lines[index - 1].line
        step = max(pitch, -before.ink.bottom + set_line.line.ink.top + INK_GAP_PT)
        found.append(found[-1] + step + (sizes.question_gap if set_line.first else 0.0))
    return found


def _balance(
    lines: Sequence[_SetLine], pitch: float, sizes: AnswerSizes, balanced: bool
) -> tuple[int, float]:
    """Where the second column begins so that both are as low as can be, the first rather the longer; and that height.

    Heights of all leading and trailing parts come from one pass each: the fit asks often.
    """
    count = len(lines)
    rises = [rise_pt(line.line, sizes.body) for line in lines]
    drops = [drop_pt(line.line, sizes.body) for line in lines]
    offsets = _baselines(lines, pitch, sizes, 0.0, rises[0])
    whole = offsets[-1] + drops[-1]
    best = (whole, count)
    for index in range(1, count if balanced else 0):
        if not lines[index].breakable:
            continue
        rise = max(rises[0], rises[index])
        first = rise - rises[0] + offsets[index - 1] + drops[index - 1]
        second = rise + offsets[-1] - offsets[index] + drops[-1]
        height = max(first, second)
        if height < best[0] - 0.01:
            best = (height, index)
    return best[1], best[0]
