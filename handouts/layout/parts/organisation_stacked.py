"""An organisation stacked: its name across the full width, under it its numbers at both edges, by side of the border.

The border is drawn beside each row of numbers, in the gap between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.content.flyer import DialString, Entry, NumberRow, Words
from handouts.layout.page.frame import Frame, drop_pt, put_block
from handouts.layout.page.placed import Element, Mark, PlacedLine
from handouts.layout.page.typography import weight_among_numbers
from handouts.layout.parts.border import border_dots
from handouts.layout.parts.marks import icon, icon_indent_pt
from handouts.layout.parts.organisation import (
    DialType,
    Remark,
    WhatsApp,
    WhatsAppGaps,
    details_of,
    dial_line,
    named,
    or_between,
    put_contact,
    put_detail,
    put_dial,
    said_of,
)
from handouts.layout.parts.table_columns import Columns
from handouts.text import Span

WHATSAPP_GAPS = WhatsAppGaps(icon=4.0, number=9.0)


@dataclass(frozen=True, slots=True)
class StackedGaps:
    """How far apart things stand in a row of the table, in points; `pads` in parts of the rows' padding, leadings in
    parts of the size."""

    name_leading: float = 1.15
    name_leading_kept: float = 0.94
    line: float = 1.6  # above a line of text
    below_number_em: float = 0.1  # more above one below a string to dial, in parts of its size
    below_number_pads: float = 0.3
    first_label_pads: float = 0.2
    label_pads: float = 1.2  # it belongs to the number below it and keeps away from the one above
    or_em: float = 0.12  # above "or": on a copy it must not grow into the number over it
    or_pads: float = 0.2
    number: float = 1.3
    number_em: float = 0.05
    number_pads: float = 0.3  # where no word leads to it
    whatsapp_above: float = 3.2
    whatsapp_pads: float = 0.3
    whatsapp: WhatsAppGaps = WHATSAPP_GAPS
    contact: float = 4.0  # above an e-mail address or a site: small letters under digits grow together on a copy
    detail_leading: float = 1.23
    detail_leading_kept: float = 0.98


@dataclass(frozen=True, slots=True)
class StackedSizes:
    """Type sizes and distances in points; `sturdy` as in the table by columns."""

    numbers: float
    name: float
    detail: float
    section: float
    header: float
    marker: float
    sentence: float
    or_: float
    row_pad: float  # air around rows, beyond what keeps rules clear of ink
    sturdy: bool = True
    gaps: StackedGaps = StackedGaps()

    @property
    def dial(self) -> DialType:
        return DialType(self.numbers)


@dataclass(slots=True)
class SideDrawing:
    """What stands on one side so far: table rows, artifacts, and the height reached."""

    y: float
    rows: list[Element] = field(default_factory=list)
    artifacts: list[Mark] = field(default_factory=list)


def row_across(columns: Columns, role: str, children: tuple[Element | Mark, ...]) -> Element:
    """A row of one cell, across both columns of numbers."""
    return Element(
        "TR", (Element(role, children, scope="Row" if role == "TH" else "", column_span=len(columns.numbers)),)
    )


@dataclass(frozen=True, slots=True)
class StackedOrganisation:
    """Draws organisations on a side, each from its `y` down to where its ink ends."""

    frame: Frame
    columns: Columns
    sizes: StackedSizes
    words: Words

    def draw(self, side: SideDrawing, entry: Entry) -> None:
        """Name, numbers, WhatsApp, and what else there is of it."""
        self._name(side, entry)
        labelled = any(said_of(row).before for row in entry.rows)
        for index, row in enumerate(entry.rows):
            self._number_row(side, row, or_before=bool(index) and not labelled, first=not index)
        for dial in entry.whatsapp:
            side.rows.append(row_across(self.columns, "TD", self._whatsapp(side, dial)))
        self._details(side, entry)

    def _name(self, side: SideDrawing, entry: Entry) -> None:
        frame, sizes, gaps = self.frame, self.sizes, self.sizes.gaps
        indent = icon_indent_pt(entry.icon, sizes.name)
        size = sizes.name / frame.typography.scale
        lines = frame.paragraph(named(frame, entry, place=True)).lines(size, frame.measure_pt, indent)
        pitch = size * max(gaps.name_leading, frame.typography.label_leading * gaps.name_leading_kept)
        block = put_block(frame, lines, frame.start_pt, side.y, size, pitch, first_indent_pt=indent)
        if entry.icon:
            side.artifacts.append(icon(frame, entry.icon, frame.start_pt, block.marks[0].y_pt, sizes.name))
        side.rows.append(row_across(self.columns, "TH", block.marks))
        side.y = block.bottom_pt

    def _number_row(self, side: SideDrawing, row: NumberRow, *, or_before: bool, first: bool) -> None:
        """What leads to it, or "or"; the strings for both sides, under each what belongs under it; what follows."""
        frame, sizes, gaps, columns = self.frame, self.sizes, self.sizes.gaps, self.columns
        said, dial, strings = said_of(row), self.sizes.dial, row.dials
        before: list[PlacedLine] = []
        if said.before:
            side.y += sizes.row_pad * (gaps.first_label_pads if first else gaps.label_pads)
        elif or_before:  # over the number to which it leads
            side.y += gaps.or_em * sizes.or_ + sizes.row_pad * gaps.or_pads
            both = zip(strings, columns.numbers, strict=True)
            start = next((column.start for each, column in both if each), frame.start_pt)
            before.extend(self._lines(side, or_between(self.words.or_, sizes.or_), sizes.or_, start, frame.end_pt))
        for remark in said.before:
            before.extend(self._remark(side, remark))
        if row.from_both is not None:
            children = [*before, *self._whatsapp(side, row.from_both)]
            for remark in said.after:
                children.extend(self._remark(side, remark))
            side.rows.append(row_across(columns, "TD", tuple(children)))
            return
        above = gaps.number + gaps.number_em * sizes.numbers + (0.0 if before else sizes.row_pad * gaps.number_pads)
        baseline = side.y + above + dial.cap_pt
        if columns.border is not None:
            side.artifacts.extend(border_dots(frame, columns.border, baseline, dial.cap_pt))
        side.y = baseline
        cells: list[list[Element | Mark]] = [[] for _ in columns.numbers]
        cells[0].extend(before)
        for each, column, content in zip(strings, columns.numbers, cells, strict=True):
            if each is not None:
                link, low = put_dial(frame, each, dial, column.start, baseline)
                content.append(link)
                below = SideDrawing(low + (self._below_number_pt if said.under else 0.0))
                for remark in said.under:
                    content.extend(self._lines(below, remark.span, sizes.detail, column.start, column.end))
                side.y = max(side.y, below.y)
        if said.after and not said.under:
            side.y += self._below_number_pt
        for remark in said.after:
            cells[-1].extend(self._remark(side, remark))
        side.rows.append(Element("TR", tuple(Element("TD", tuple(content)) for content in cells)))

    @property
    def _below_number_pt(self) -> float:
        """By how much a text below a number keeps farther away than from another text: it must not grow into digits."""
        gaps = self.sizes.gaps
        return gaps.below_number_em * self.sizes.detail + gaps.below_number_pads * self.sizes.row_pad

    def _lines(
        self, side: SideDrawing, span: Span, size_pt: float, start_pt: float, end_pt: float, indent_pt: float = 0.0
    ) -> tuple[PlacedLine, ...]:
        """A text between two logical x, a little below `side.y`, which moves to where it ends."""
        frame, size = self.frame, size_pt / self.frame.typography.scale
        lines = frame.paragraph((span,)).lines(size, end_pt - start_pt, indent_pt)
        pitch = size * frame.typography.label_leading
        block = put_block(frame, lines, start_pt, side.y + self.sizes.gaps.line, size, pitch, first_indent_pt=indent_pt)
        side.y = block.bottom_pt
        return block.marks

    def _remark(self, side: SideDrawing, remark: Remark) -> tuple[PlacedLine, ...]:
        """A text across both columns, behind its icon."""
        frame, size = self.frame, self.sizes.detail
        indent = icon_indent_pt(remark.icon, size)
        marks = self._lines(side, remark.span, size, frame.start_pt, frame.end_pt, indent)
        if remark.icon:
            side.artifacts.append(icon(frame, remark.icon, frame.start_pt, marks[0].y_pt, size))
        return marks

    def _whatsapp(self, side: SideDrawing, dial: DialString) -> tuple[Element | Mark, ...]:
        """Word and number on one baseline, across the border."""
        frame, sizes, gaps = self.frame, self.sizes, self.sizes.gaps
        size = sizes.name / frame.typography.scale
        word = frame.line(self.words.whatsapp, size, weight_among_numbers(sizes.name))
        row = WhatsApp(dial, sizes.dial, word, sizes.name, gaps.whatsapp)
        width = dial_line(frame, dial, sizes.numbers).width_pt
        above = gaps.whatsapp_above + sizes.row_pad * gaps.whatsapp_pads
        baseline = side.y + above + max(sizes.dial.cap_pt, word.ink.top)
        x = frame.start_pt
        if self.columns.border is not None:
            # The number belongs to both sides: its middle is the border, as near as its word leaves room.
            x = max(x, self.columns.border - width / 2 - row.number_x_pt)
        sign, children, low = row.put(frame, x, baseline)
        side.artifacts.append(sign)
        side.y = max(low, baseline + drop_pt(word, size))
        return children

    def _details(self, side: SideDrawing, entry: Entry) -> None:
        frame, sizes, gaps = self.frame, self.sizes, self.sizes.gaps
        typography = frame.typography
        leading = max(gaps.detail_leading, typography.label_leading * gaps.detail_leading_kept)
        pitch = sizes.detail / typography.scale * leading
        for detail in details_of(frame, entry, sizes.detail, sturdy=sizes.sturdy):
            top = side.y + gaps.line
            placed = put_detail(frame, detail, frame.start_pt, top, frame.measure_pt, sizes.detail, pitch)
            side.artifacts.append(placed.icon)
            side.rows.append(row_across(self.columns, "TD", placed.children))
            side.y = placed.bottom_pt
        for index, link in enumerate(entry.links):
            top = side.y + (gaps.line if index else gaps.contact)
            placed = put_contact(frame, link, frame.start_pt, top, frame.measure_pt, sizes.detail)
            side.artifacts.append(placed.icon)
            side.rows.append(row_across(self.columns, "TD", placed.children))
            side.y = placed.bottom_pt
