"""Rows of the border table by columns that stay together, and those that belong to no organisation.

They are set once, with their top at y = 0 (points, y downwards), and moved to where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.content.flyer import Section
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, baselines_pt, drop_pt, rise_pt
from handouts.layout.page.moving import moved_element, moved_mark
from handouts.layout.page.placed import Element, Mark, PlacedLine, marks_of
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.border_sides import SideHeading
from handouts.layout.parts.marks import LIGHT_RULES, RULES
from handouts.layout.parts.organisation import put_title, title_lines
from handouts.layout.parts.table_columns import Columns, TableSizes
from handouts.text import Line, Span, Weight

SECTION_RULE_PT, ROW_RULE_PT = RULES.section, RULES.row
RULE_CLEAR_PT = 2.1
"""Between a rule and ink, at least: 2 pt, with a little to spare."""
HEADER_ABOVE_PT = 3.5
HEADER_BELOW_PT = 3.4
SENTENCE_ABOVE_PT = 11.0
SENTENCE_BELOW_PT = 9.0
SENTENCE_LEADING_LEAST = 1.3
TITLE_ABOVE_PT = 1.6
TITLE_OVER_DIGITS_PT = 1.2
TITLE_BEFORE_DIGITS_PT = -1.0
"""Below a title: letters above digits need air; beside them there is some already."""


class KeptRows(NamedTuple):
    """Rows that are kept together.

    `taken`: heights that the border line leaves free. `pads`: how often the rows' padding is in `height_pt`; once of
    it is above everything unless there is none. `too_wide_pt`: how far a word sticks out of its column, 0 or less where
    none does. `black_pt2`: how black they are, once that is reckoned.
    """

    rows: tuple[Element, ...]
    artifacts: tuple[Mark, ...]
    taken: tuple[tuple[float, float], ...]
    height_pt: float
    pads: int
    too_wide_pt: float = 0.0
    black_pt2: float = 0.0

    def moved(self, dy_pt: float) -> tuple[list[Element], list[Mark], list[tuple[float, float]]]:
        """Rows, artifacts and taken heights, farther down."""
        return (
            [moved_element(row, 0.0, dy_pt) for row in self.rows],
            [moved_mark(mark, 0.0, dy_pt) for mark in self.artifacts],
            [(top + dy_pt, bottom + dy_pt) for top, bottom in self.taken],
        )


class Corner(NamedTuple):
    """What stands in the corner of the table, and how heavy the rule below the header is. `heads`: it is the title of
    what stands below."""

    text: str
    rule_pt: float
    heads: bool = True


def row_rule(frame: Frame, columns: Columns, y_pt: float, width_pt: float) -> list[Mark]:
    """A rule in pieces: row rules stop at the channel of the border. Heavier ones grow downwards, away from the text
    above."""
    y = y_pt + (width_pt - LIGHT_RULES.row) / 2
    return [frame.rule(start, end, y, width_pt) for start, end in _pieces_of_a_rule(columns)]


def row_rule_length_pt(columns: Columns) -> float:
    """How long it is in all."""
    return sum([end - start for start, end in _pieces_of_a_rule(columns)])


def _pieces_of_a_rule(columns: Columns) -> tuple[tuple[float, float], ...]:
    first, *others = columns.numbers
    return ((columns.organisation, first.end), *others)


def sentence_rows(frame: Frame, text: Sequence[Span], columns: Columns, sizes: TableSizes) -> KeptRows:
    """One bold sentence across the table, above a rule; the border line begins below it."""
    style = ParagraphStyle(sizes.sentence, Weight.BOLD, leading_least=SENTENCE_LEADING_LEAST)
    placed = style.put(frame, text, frame.start_pt, SENTENCE_ABOVE_PT, frame.measure_pt)
    bottom = placed.bottom_pt + SENTENCE_BELOW_PT
    rule = frame.rule(frame.start_pt, frame.end_pt, bottom, sizes.rules.section)
    row = Element("TR", (Element("TD", placed.marks, column_span=columns.count),))
    taken = (0.0, bottom)
    return KeptRows((row,), (rule,), (taken,), bottom, 0)


def title_rows(frame: Frame, section: Section, columns: Columns, sizes: TableSizes) -> KeptRows:
    """A section's title, with its icon, up to the border."""
    start = columns.organisation
    width = columns.numbers[0].end - start
    title = put_title(frame, section, start, sizes.row_pad + TITLE_ABOVE_PT, width, sizes.section)
    over_digits = title.reach_pt > columns.organisation_width
    bottom = title.bottom_pt + (TITLE_OVER_DIGITS_PT if over_digits else TITLE_BEFORE_DIGITS_PT)
    row = Element("TR", (Element("TH", title.marks, scope="Row", column_span=columns.count),))
    return KeptRows((row,), title.icons, (), bottom, 1, title.too_wide_pt)


def header_rows(
    frame: Frame, headings: Sequence[SideHeading], columns: Columns, sizes: TableSizes, corner: Corner
) -> KeptRows:
    """The ovals of the sides, which stand at the border like its posts, with their words; and what stands in the
    corner."""
    size, x = sizes.header, columns.organisation
    sides = [
        (
            heading,
            heading.lines(column.end - column.start),
            *((column.start, Edge.START) if number else (column.end, Edge.END)),
        )
        for number, (heading, column) in enumerate(zip(headings, columns.numbers, strict=bool(headings)))
    ]
    width = columns.organisation_width if headings else frame.measure_pt
    lines: tuple[Line, ...] = ()
    if corner.text and corner.heads:
        lines, size = title_lines(frame, corner.text, size, width)
    elif corner.text:
        lines = frame.paragraph(corner.text, Weight.SMALL).lines(size, width)
    rows: tuple[float, ...] = ()
    text_height = 0.0
    if lines:
        rows = baselines_pt(lines, rise_pt(lines[0], size), size * frame.typography.label_leading)
        text_height = rows[-1] + drop_pt(lines[-1], size)
    height = max([text_height, *(heading.height_pt(frame, words) for heading, words, *_ in sides)])
    middle = HEADER_ABOVE_PT + height / 2
    shift = middle - text_height / 2
    if len(rows) == 1:  # one baseline for the whole header row
        shift = middle + CAP_HEIGHT_EM * size / 2 - rows[0]
    words = tuple(frame.put(line, x, y + shift) for line, y in zip(lines, rows, strict=True))
    cells = [Element("TH", words, scope="Column", column_span=1 if headings else columns.count)]
    artifacts: list[Mark] = []
    for heading, words_beside, post, edge in sides:
        oval, cell = heading.put(frame, words_beside, post, middle, edge)
        artifacts.append(oval)
        cells.append(cell)
    lowest = max(mark.y_pt - mark.line.ink.bottom for mark in marks_of(cells) if isinstance(mark, PlacedLine))
    bottom = max(HEADER_ABOVE_PT + height + HEADER_BELOW_PT, lowest + RULE_CLEAR_PT + corner.rule_pt / 2)
    artifacts.extend(row_rule(frame, columns, bottom, corner.rule_pt))
    return KeptRows((Element("TR", tuple(cells)),), tuple(artifacts), (), bottom, 0)
