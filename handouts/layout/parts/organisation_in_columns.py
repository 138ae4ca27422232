"""An organisation in columns: name and what else there is of it in the first, its numbers by side of the border.

It is set once, with its top at y = 0 (points, y downwards), as rows of the table that are kept together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from handouts.content.flyer import DialString, Entry, NumberRow, Words
from handouts.layout.page.frame import Edge, Frame, Hand, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, Mark, PlacedLine
from handouts.layout.parts.marks import icon, icon_indent_pt
from handouts.layout.parts.organisation import (
    DialType,
    Remark,
    Said,
    details_of,
    dial_line,
    named,
    or_between,
    place_of,
    put_contact,
    put_detail,
    put_dial,
    said_of,
    sticking_out_pt,
)
from handouts.layout.parts.table_columns import (
    GAP_BEFORE_NUMBERS_PT,
    Columns,
    NumberColumn,
    TableSizes,
    whatsapp_in_columns,
)
from handouts.layout.parts.table_rows import KeptRows
from handouts.text import Line, Span, Weight


def organisation_in_columns(
    frame: Frame, entry: Entry, columns: Columns, sizes: TableSizes, words: Words, rule_pt: float
) -> KeptRows:
    """One organisation under a rule, with the padding above and below."""
    return _InColumns(frame, entry, columns, sizes, words, sizes.dial).rows(rule_pt)


class _Beside(NamedTuple):
    """A text beside a number, in the organisations' column."""

    lines: tuple[Line, ...]
    size_pt: float
    pitch_pt: float
    icon: str


@dataclass(slots=True)
class _InColumns:
    """One organisation while it is being set."""

    frame: Frame
    entry: Entry
    columns: Columns
    sizes: TableSizes
    words: Words
    dial: DialType
    cells: list[tuple[Element, ...]] = field(default_factory=list)  # of each row, without the name
    artifacts: list[Mark] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)
    too_wide_pt: float = 0.0

    def rows(self, rule_pt: float) -> KeptRows:
        """Everything of the organisation."""
        entry, sizes, gaps = self.entry, self.sizes, self.sizes.gaps
        said = [said_of(row) for row in entry.rows]
        # A number with words of its own stands below the name, beside them.
        below = any(each.before or each.after for each in said)
        or_line = self._or_line() if not below and len(said) > 1 else None
        # "or" stands before a number of the first side, at the end of the organisation column; where there is none,
        # after the number before it: beside an empty cell it would seem to have lost its number.
        or_in_column = or_line is not None and any(row.dials[0] for row in entry.rows[1:])
        width = self.columns.organisation_width
        narrow = width - (or_line.width_pt + gaps.before_or if or_line and or_in_column else 0)

        top = sizes.row_pad + gaps.digits
        head, first, left = self._name(top, narrow)
        start = left + gaps.numbers_below_name + self.dial.cap_pt if below else first
        baseline, numbers_bottom = self._numbers(said, start, or_line)
        bottom = max(left, numbers_bottom)
        low = bottom if below else left
        for detail in details_of(self.frame, entry, sizes.detail, sturdy=sizes.sturdy):
            pitch = self._pitch(sizes.detail, gaps.detail_leading, gaps.detail_leading_kept)
            x = self.columns.organisation
            placed = put_detail(self.frame, detail, x, low + gaps.detail, narrow, sizes.detail, pitch)
            head.extend(placed.children)
            self.artifacts.append(placed.icon)
            self.too_wide_pt = max(self.too_wide_pt, placed.too_wide_pt)
            low = placed.bottom_pt
            bottom = max(bottom, low)
        next_baseline = baseline + sizes.number_pitch if entry.rows else first
        for each in entry.whatsapp:
            if entry.rows:
                next_baseline = max(next_baseline, numbers_bottom + self.dial.cap_pt + gaps.whatsapp_above)
            bottom = max(bottom, self._whatsapp(each, next_baseline))
            next_baseline += sizes.number_pitch
        bottom = self._contacts(bottom)
        if not self.cells:  # an address to go to, and no number
            self.cells.append(tuple(Element("TD") for _ in self.columns.numbers))
        name = Element("TH", tuple(head), scope="Row", row_span=len(self.cells))
        rows = tuple(Element("TR", (name, *each) if not index else each) for index, each in enumerate(self.cells))
        height = bottom + sizes.row_pad + gaps.text_below
        return KeptRows(rows, tuple(self.artifacts), tuple(self.taken), height, 2, rule_pt, self.too_wide_pt)

    # --- the organisations' column --------------------------------------------------------------------------------

    def _name(self, top: float, width: float) -> tuple[list[Element | Mark], float, float]:
        """Name in bold, service after a raised dot, place below; with the first baseline and where they end."""
        frame, entry, sizes, gaps = self.frame, self.entry, self.sizes, self.sizes.gaps
        indent = icon_indent_pt(entry.icon, sizes.name)
        x, width = self.columns.organisation + indent, width - indent
        lines = self._checked(self._name_lines(width), width)
        first = top + max(self.dial.cap_pt, rise_pt(lines[0], sizes.name))
        rows = baselines_pt(lines, first, self._pitch(sizes.name, gaps.name_leading))
        if entry.icon:
            self.artifacts.append(icon(frame, entry.icon, self.columns.organisation, first, sizes.name))
        marks: list[Element | Mark] = [frame.put(line, x, y) for line, y in zip(lines, rows, strict=True)]
        bottom = rows[-1] + drop_pt(lines[-1], sizes.name)
        if entry.place:
            place = frame.paragraph(place_of(entry), Weight.SMALL, Hand.LATIN)
            lines = self._checked(place.lines(sizes.detail, width), width)
            pitch = sizes.detail * gaps.place_leading
            block = put_block(frame, lines, x, bottom + gaps.place, sizes.detail, pitch)
            marks.extend(block.marks)
            bottom = block.bottom_pt
        return marks, first, bottom

    def _name_lines(self, width: float) -> tuple[Line, ...]:
        frame, entry, sizes = self.frame, self.entry, self.sizes
        if not entry.service:
            return frame.paragraph(entry.name, Weight.BOLD, Hand.LATIN).lines(sizes.name, width)
        size = sizes.name / frame.typography.scale
        lines = frame.paragraph(named(frame, entry)).lines(size, width)
        if len(lines) > 1:  # the service on lines of its own, without a dot to begin them
            name, service = (frame.paragraph(text, Weight.BOLD) for text in (frame.foreign(entry.name), entry.service))
            apart = (*name.lines(size, width), *service.lines(size, width))
            lines = min(apart, lines, key=len)
        return lines

    def _leads(self, remarks: Sequence[Remark]) -> list[_Beside]:
        """What leads to a number, as large as the name."""
        sizes, gaps = self.sizes, self.sizes.gaps
        return self._beside(remarks, sizes.name, self._pitch(sizes.name, gaps.said_leading, gaps.said_leading_kept))

    def _follows(self, remarks: Sequence[Remark]) -> list[_Beside]:
        """What follows a number."""
        return self._beside(remarks, self.sizes.detail, self._pitch(self.sizes.detail))

    def _beside(self, remarks: Sequence[Remark], size: float, pitch: float) -> list[_Beside]:
        """What is said of a number, set as wide as the column."""
        width = self.columns.organisation_width
        return [
            _Beside(self._lines(each.span, size, width, icon_indent_pt(each.icon, size)), size, pitch, each.icon)
            for each in remarks
        ]

    def _put_beside(self, texts: Sequence[_Beside], baseline: float) -> tuple[list[tuple[PlacedLine, ...]], float]:
        """Texts under each other, the first level with a number, and where they end."""
        placed: list[tuple[PlacedLine, ...]] = []
        bottom = baseline
        for text in texts:
            level = baseline - rise_pt(text.lines[0], text.size_pt)
            top = bottom + self.sizes.gaps.said_beside if placed else level
            x, indent = self.columns.organisation, icon_indent_pt(text.icon, text.size_pt)
            block = put_block(self.frame, text.lines, x, top, text.size_pt, text.pitch_pt, first_indent_pt=indent)
            if text.icon:
                self.artifacts.append(icon(self.frame, text.icon, x, block.marks[0].y_pt, text.size_pt))
            placed.append(block.marks)
            bottom = block.bottom_pt
        return placed, bottom

    # --- numbers --------------------------------------------------------------------------------------------------

    def _numbers(self, said: Sequence[Said], baseline: float, or_line: Line | None) -> tuple[float, float]:
        """The rows of numbers from a first baseline down; the last one's baseline, and where they end."""
        sizes, gaps, cap = self.sizes, self.sizes.gaps, self.dial.cap_pt
        bottom = last = 0.0
        before: NumberRow | None = None
        below_text = 0.0
        for row, each in zip(self.entry.rows, said, strict=True):
            leads = self._leads(each.before) if each.before else []
            if before is not None:
                # What stands under a number (a label's second line, an extension) keeps clear of the next.
                rise = max(cap, rise_pt(leads[0].lines[0], sizes.name)) if leads else cap
                pitch = sizes.number_pitch + (gaps.next_said if leads else 0.0)
                baseline = max(last + pitch, bottom + (rise + gaps.next_number + below_text))
            or_mark = self._or_mark(or_line, before, row, last, baseline) if or_line and before else None
            bottom = max(bottom, self._number_row(row, each, leads, baseline, or_mark))
            before, last = row, baseline
            below_text = gaps.next_after_under if each.under else 0.0
        return last, bottom

    def _or_line(self) -> Line:
        size = self.sizes.detail
        return self.frame.paragraph((or_between(self.words.or_, size),)).line(size)

    def _or_mark(
        self, or_line: Line, before: NumberRow, row: NumberRow, baseline_before: float, baseline: float
    ) -> PlacedLine:
        """Before a number of the first side, else behind the number before it where it has room."""
        last = before.dials[-1]
        if row.dials[0] is None and last is not None:
            column = self.columns.numbers[-1]
            width = dial_line(self.frame, last, self.sizes.numbers).width_pt
            x = column.start + width + self.sizes.gaps.after_number_or
            if x + or_line.width_pt <= column.end:
                return self.frame.put(or_line, x, baseline_before)
        return self.frame.put(or_line, self.columns.numbers[0].start - GAP_BEFORE_NUMBERS_PT, baseline, Edge.END)

    def _number_row(
        self, row: NumberRow, said: Said, leads: Sequence[_Beside], baseline: float, or_mark: PlacedLine | None
    ) -> float:
        """A row of numbers, with a cell for each side of the border; gives how far down it reaches."""
        gaps = self.sizes.gaps
        top = baseline - self.dial.cap_pt
        self.taken.append((top - gaps.border_beside_digits, baseline + gaps.border_beside_digits))
        bottom = baseline + gaps.digits - gaps.text_below  # digits stand in the middle between two rules
        cells: list[list[Element | Mark]] = [[] for _ in self.columns.numbers]
        after: list[Mark] = []
        if or_mark is not None:
            cells[0].append(or_mark)
            bottom = max(bottom, or_mark.y_pt - or_mark.line.ink.bottom)
        if leads or said.after:
            beside, low = self._put_beside([*leads, *self._follows(said.after)], baseline)
            cells[0].extend(chain.from_iterable(beside[: len(leads)]))
            after.extend(chain.from_iterable(beside[len(leads) :]))
            bottom = max(bottom, low)
        if row.from_both is not None:
            return self._for_both(row.from_both, [*cells[0], *after], bottom)
        for each, column, content in zip(row.dials, self.columns.numbers, cells, strict=True):
            if each is not None:
                link, low = put_dial(self.frame, each, self.dial, column.start, baseline)
                content.append(link)
                bottom = max(bottom, low)
                if said.under:
                    under, low = self._under(said.under, column, baseline)
                    content.extend(under)
                    bottom = max(bottom, low)
        cells[-1].extend(after)
        self.cells.append(tuple(Element("TD", tuple(content)) for content in cells))
        return bottom

    def _for_both(self, dial: DialString, beside: Sequence[Element | Mark], above: float) -> float:
        """A number for WhatsApp alone, below all that is said of it; gives where it ends."""
        bottom = self._whatsapp(dial, above + self.dial.cap_pt + self.sizes.gaps.whatsapp_above)
        (cell,) = self.cells.pop()
        self.cells.append((cell._replace(children=(*beside, *cell.children)),))
        return bottom

    def _under(self, remarks: Sequence[Remark], column: NumberColumn, baseline: float) -> tuple[list[Mark], float]:
        """What stands under a string, and where it ends."""
        size, gaps = self.sizes.detail, self.sizes.gaps
        width = column.end - column.start
        marks: list[Mark] = []
        bottom = baseline
        for each in remarks:
            lines = self._lines(each.span, size, width)
            top = baseline + size * gaps.under_number_leading - rise_pt(lines[0], size)
            block = put_block(self.frame, lines, column.start, top, size, size * gaps.under_leading)
            marks.extend(block.marks)
            baseline, bottom = block.marks[-1].y_pt, block.bottom_pt
        return marks, bottom

    def _whatsapp(self, dial: DialString, baseline: float) -> float:
        """A row whose number stands on the border, or in the column of the one side; gives where it ends."""
        sizes, gaps = self.sizes, self.sizes.gaps
        row = whatsapp_in_columns(self.frame, dial, self.words, sizes)
        start = self.columns.numbers[0].start
        if self.columns.border is not None:
            start = self.columns.border - dial_line(self.frame, dial, sizes.numbers).width_pt / 2
        x = start - row.number_x_pt
        sign, children, _ = row.put(self.frame, x, baseline)
        self.artifacts.append(sign)
        top = baseline - self.dial.cap_pt
        self.taken.append((top - gaps.border_above_whatsapp, baseline + gaps.border_below_whatsapp))
        self.cells.append((Element("TD", children, column_span=len(self.columns.numbers)),))
        return baseline + drop_pt(row.word, sizes.name) + gaps.whatsapp_below

    def _contacts(self, top: float) -> float:
        """E-mail address and site, below all else and up to the border, as they may be long; gives where they end."""
        x, end = self.columns.organisation, self.columns.numbers[0].end
        for each in self.entry.links:
            placed = put_contact(self.frame, each, x, top + self.sizes.gaps.contact, end - x, self.sizes.detail)
            self.artifacts.append(placed.icon)
            self.cells.append((Element("TD", placed.children, column_span=len(self.columns.numbers)),))
            self.too_wide_pt = max(self.too_wide_pt, placed.too_wide_pt)
            top = placed.bottom_pt
        return top

    # --- both -----------------------------------------------------------------------------------------------------

    def _pitch(self, size: float, least: float = 0.0, kept: float = 1.0) -> float:
        """From line to line of the reader's language: a part of its own leading, and a least one."""
        return size * max(least, self.frame.typography.label_leading * kept)

    def _lines(self, span: Span, size: float, width: float, indent: float = 0.0) -> tuple[Line, ...]:
        return self._checked(self.frame.paragraph((span,)).lines(size, width, indent), width, indent)

    def _checked(self, lines: tuple[Line, ...], width: float, indent: float = 0.0) -> tuple[Line, ...]:
        """The same lines, after noting how far they stick out of their column."""
        self.too_wide_pt = max(self.too_wide_pt, sticking_out_pt(lines, width, indent))
        return lines
