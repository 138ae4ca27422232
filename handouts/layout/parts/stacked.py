"""The border table for narrow or large sheets: name across the full width, under it the two numbers.

The border is drawn in pieces, one per number row, in the gap between the number columns. Rows are blocks that flow
from one side of the sheet to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow, Section, Visit
from handouts.layout.page.frame import (
    CAP_HEIGHT_EM,
    INK_GAP_PT,
    Edge,
    Frame,
    Hand,
    baselines_pt,
    drop_pt,
    put_block,
    rise_pt,
)
from handouts.layout.page.placed import Element, Link, Mark, PlacedLine, PlacedRule
from handouts.layout.page.typography import weight_among_numbers
from handouts.layout.parts.border import BORDER_GAP_PT, BORDER_RULE_PT
from handouts.layout.parts.marks import ICON_WIDTH_EM, icon, rounded_box
from handouts.layout.parts.organisation import named, place_to_visit
from handouts.layout.parts.table import LOCAL_SECTION
from handouts.layout.parts.table_columns import row_rule_pt
from handouts.layout.parts.table_rows import RULE_CLEAR_PT, SECTION_RULE_PT
from handouts.paper import Box
from handouts.text import Weight

BORDER_GAP_LEAST_PT = BORDER_GAP_PT - 3
TOO_WIDE = "the numbers for both sides of the border have no room side by side"
DOT_INSET_EM = 0.12
LINE_GAP_PT = 1.6
"""Between a string to dial and the text below it."""
NUMBER_GAP_PT = 1.3
WHATSAPP_GAP_PT = 3.2
WHATSAPP_WORD_GAP_PT = 9.0


OR_GAP_EM = 0.12
"""Above "or", beyond the gap between lines: on a copy it must not grow into the number over it."""


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

    @property
    def number_pitch(self) -> float:
        return self.numbers * 1.22


@dataclass(slots=True)
class SideDrawing:
    """What stands on one side so far: table rows, artifacts, and the height reached."""

    y: float
    rows: list[Element] = field(default_factory=list)
    artifacts: list[Mark] = field(default_factory=list)


def border_dots(frame: Frame, x_pt: float, baseline_pt: float, cap_pt: float) -> tuple[PlacedRule, ...]:
    """The border beside digits: three square dots, the outer ones a little inside the digits' height. A piece as tall
    as the digits would be read as a "1" on a copy."""
    size, inset = min(BORDER_RULE_PT, cap_pt / 5), DOT_INSET_EM * cap_pt
    low, high = baseline_pt - inset - size / 2, baseline_pt - cap_pt + inset + size / 2
    return tuple(
        frame.upright(x_pt, middle - size / 2, middle + size / 2, size) for middle in (low, (low + high) / 2, high)
    )


StackedBlock = Callable[[SideDrawing], None]
"""Draws one unbreakable block at `side.y` and moves it down."""


@dataclass(frozen=True, slots=True)
class _Columns:
    mexico: float
    mexico_end: float
    border: float
    us: float


class StackedTable:
    """The rows of the table as blocks. `too_wide_pt`: what its two number columns lack to stand side by side; above 0
    it can't be set."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: StackedSizes) -> None:
        self._frame = frame
        self._flyer = flyer
        self._sizes = sizes
        self._columns, self.too_wide_pt = self._find_columns()

    def opening(self, side: SideDrawing) -> None:
        """That there is no local number, where there is none, and the header: nothing may stand between MEX and USA and
        their numbers."""
        if self._flyer.words.no_local_number:
            self._sentence(side)
            self._rule(side, SECTION_RULE_PT)
        self.header(side)

    def header(self, side: SideDrawing) -> None:
        """The ovals with their words; stands again at the head of every side."""
        frame, sizes, columns = self._frame, self._sizes, self._columns
        words = self._flyer.words
        cells: list[Element] = []
        top = side.y + 3
        oval_height = sizes.marker + 7
        parts = []
        for marker, text, x, end in (
            ("MEX", words.from_mexico, columns.mexico, columns.border - 6),
            ("USA", words.from_us, columns.us, frame.end_pt),
        ):
            line = frame.line(marker, sizes.marker, Weight.BOLD, Hand.LATIN)
            oval_width = line.width_pt + 16
            lines = frame.paragraph(text, Weight.BOLD).lines(sizes.header, max(end - x - oval_width - 6, 20))
            rows = baselines_pt(
                lines, rise_pt(lines[0], sizes.header), sizes.header * max(1.15, frame.typography.label_leading * 0.94)
            )
            parts.append((x, line, oval_width, lines, rows, rows[-1] + drop_pt(lines[-1], sizes.header)))
        height = max(oval_height, *(part[5] for part in parts))
        middle = top + height / 2
        for x, line, oval_width, lines, rows, _ in parts:
            oval = rounded_box(oval_width, oval_height, oval_height / 2)
            side.artifacts.append(frame.put_path(oval, x, middle - oval_height / 2, 1.0, stroke_pt=1.6))
            mark = frame.put(line, x + oval_width / 2, middle + CAP_HEIGHT_EM * sizes.marker / 2, Edge.CENTRE)
            shift = middle + CAP_HEIGHT_EM * sizes.header / 2 - (rows[0] + rows[-1]) / 2
            placed = tuple(frame.put(word, x + oval_width + 6, y + shift) for word, y in zip(lines, rows, strict=True))
            cells.append(Element("TH", (Element("Span", (mark,), language="en"), *placed), scope="Column"))
        side.rows.append(Element("TR", tuple(cells)))
        bottom = top + height + 3
        self._border_piece(side, top, bottom - 3)
        side.y = bottom
        self._rule(side, SECTION_RULE_PT)

    def close(self, side: SideDrawing) -> None:
        """The unbroken rule on which the table ends."""
        self._rule(side, SECTION_RULE_PT)

    def _rule(self, side: SideDrawing, width: float) -> None:
        """A rule across, its upper edge at `side.y`; moves that to its lower one."""
        side.artifacts.append(self._frame.rule(self._frame.start_pt, self._frame.end_pt, side.y + width / 2, width))
        side.y += width

    def blocks(self) -> list[StackedBlock]:
        """Every row below the header, in reading order. A section's title stays with its first entry."""
        found: list[StackedBlock] = []
        for section in self._flyer.sections:
            for index, entry in enumerate(section.entries):
                found.append(self._entry_block(section if not index else None, entry))
        return found

    # --- blocks -------------------------------------------------------------------------------------------------

    def _find_columns(self) -> tuple[_Columns, float]:
        frame = self._frame
        rows = [row for section in self._flyer.sections for entry in section.entries for row in entry.rows]
        mexico = max((self._width(row.from_mexico) for row in rows if row.from_mexico), default=0.0)
        us = max((self._width(row.from_us) for row in rows if row.from_us), default=0.0)
        words = self._flyer.words
        one_line = [
            max(width, self._header_width(marker, text, whole=True))
            for width, marker, text in ((mexico, "MEX", words.from_mexico), (us, "USA", words.from_us))
        ]
        if frame.measure_pt - sum(one_line) >= BORDER_GAP_PT:
            mexico, us = one_line
        else:
            mexico = max(mexico, self._header_width("MEX", words.from_mexico, whole=False))
            us = max(us, self._header_width("USA", words.from_us, whole=False))
        gap = frame.measure_pt - mexico - us
        mexico_end = frame.start_pt + mexico
        columns = _Columns(frame.start_pt, mexico_end, mexico_end + gap / 2, frame.end_pt - us)
        return columns, BORDER_GAP_LEAST_PT - gap

    def _width(self, dial: DialString) -> float:
        return self._frame.line(dial.printed, self._sizes.numbers, Weight.BOLD, Hand.NUMBERS).width_pt

    def _header_width(self, marker: str, text: str, *, whole: bool) -> float:
        """The column for a header: on one line, or wrapped beside its oval, where no word breaks."""
        oval = self._frame.line(marker, self._sizes.marker, Weight.BOLD, Hand.LATIN).width_pt + 16
        paragraph, size = self._frame.paragraph(text, Weight.BOLD), self._sizes.header
        return oval + 6.5 + (paragraph.natural_width_pt(size) if whole else paragraph.widest_word_pt(size))

    def _sentence(self, side: SideDrawing) -> None:
        frame, size = self._frame, self._sizes.sentence
        lines = frame.paragraph(self._flyer.words.no_local_number, Weight.BOLD).lines(size, frame.measure_pt)
        block = put_block(
            frame, lines, frame.start_pt, side.y + 7, size, size * max(1.25, frame.typography.label_leading)
        )
        side.rows.append(Element("TR", (Element("TD", block.marks, column_span=2),)))
        side.y = block.bottom_pt + 6

    def _entry_block(self, section: Section | None, entry: Entry) -> StackedBlock:
        def draw(side: SideDrawing) -> None:
            # A rule between rows; under the header there is one already.
            first = len(side.rows) == 1
            titled = section is not None and section.id != LOCAL_SECTION
            if not first:
                self._rule(side, SECTION_RULE_PT if titled else row_rule_pt(sturdy=self._sizes.sturdy))
            side.y += RULE_CLEAR_PT + self._sizes.row_pad
            if section is not None and titled:
                self._title(side, section)
            self._entry(side, entry)
            side.y += RULE_CLEAR_PT + self._sizes.row_pad

        return draw

    def _title(self, side: SideDrawing, section: Section) -> None:
        frame, size = self._frame, self._sizes.section
        indent = size * ICON_WIDTH_EM + 4 if section.icon else 0.0
        lines = frame.paragraph(section.title, Weight.SMALL).lines(size, frame.measure_pt - indent)
        pitch = size * frame.typography.label_leading
        block = put_block(frame, lines, frame.start_pt + indent, side.y, size, pitch)
        if section.icon:
            side.artifacts.append(icon(frame, section.icon, frame.start_pt, block.marks[0].y_pt, size))
        side.rows.append(Element("TR", (Element("TH", block.marks, scope="Row", column_span=2),)))
        side.y = block.bottom_pt + INK_GAP_PT + self._sizes.row_pad * 0.4

    def _entry(self, side: SideDrawing, entry: Entry) -> None:
        """From `side.y` down to where its ink ends."""
        frame, sizes = self._frame, self._sizes
        indent = sizes.name * ICON_WIDTH_EM + 4 if entry.icon else 0.0
        spans = named(frame, entry, place=True)
        size = sizes.name / frame.typography.scale
        lines = frame.paragraph(spans).lines(size, frame.measure_pt, indent)
        pitch = size * max(1.15, frame.typography.label_leading * 0.94)
        block = put_block(frame, lines, frame.start_pt, side.y, size, pitch, first_indent_pt=indent)
        if entry.icon:
            side.artifacts.append(icon(frame, entry.icon, frame.start_pt, block.marks[0].y_pt, sizes.name))
        side.rows.append(Element("TR", (Element("TH", block.marks, scope="Row", column_span=2),)))
        side.y = block.bottom_pt
        labelled = any(row.label for row in entry.rows)
        for index, row in enumerate(entry.rows):
            self._number_row(side, row, or_before=bool(index) and not labelled, first=not index)
        for dial in entry.whatsapp:
            self._whatsapp_row(side, dial)
        if entry.visit:
            self._visit(side, entry.visit)

    def _number_row(self, side: SideDrawing, row: NumberRow, *, or_before: bool, first: bool) -> None:
        """A label or "or"; the strings for both sides, under each its extension; hours."""
        frame, sizes, columns = self._frame, self._sizes, self._columns
        before: list[Mark] = []
        word = row.label or (self._flyer.words.or_ if or_before else "")
        if word:
            # A label belongs to the number below it and keeps away from the one above; "or" stands over the number to
            # which it leads.
            above = (
                sizes.row_pad * (0.2 if first else 1.2) if row.label else OR_GAP_EM * sizes.or_ + sizes.row_pad * 0.2
            )
            side.y += above
            x = frame.start_pt if row.label or row.from_mexico else columns.us
            size, weight = sizes.detail, Weight.SMALL
            if not row.label:
                size, weight = sizes.or_, weight_among_numbers(sizes.or_)
            before.extend(self._lines(side, word, size, x, frame.end_pt, weight))
        cap = CAP_HEIGHT_EM * sizes.numbers
        baseline = side.y + NUMBER_GAP_PT + 0.05 * sizes.numbers + (0.0 if word else sizes.row_pad * 0.3) + cap
        side.artifacts.extend(border_dots(frame, columns.border, baseline, cap))
        side.y = baseline
        cells: list[Element] = []
        for dial, x, end in (
            (row.from_mexico, columns.mexico, columns.border - 6),
            (row.from_us, columns.us, frame.end_pt),
        ):
            content: list[Element | Mark] = list(before) if not cells else []
            if dial is not None:
                link, low = self._link(dial, x, baseline)
                content.append(link)
                below = SideDrawing(low)
                if row.extension:
                    content.extend(self._lines(below, row.extension, sizes.detail, x, end, Weight.BOLD))
                side.y = max(side.y, below.y)
            cells.append(Element("TD", tuple(content)))
        if row.hours:
            marks = self._lines(side, row.hours, sizes.detail, frame.start_pt, frame.end_pt)
            cells[-1] = Element("TD", (*cells[-1].children, *marks))
        side.rows.append(Element("TR", tuple(cells)))

    def _lines(
        self, side: SideDrawing, text: str, size_pt: float, x: float, end: float, weight: Weight = Weight.SMALL
    ) -> tuple[PlacedLine, ...]:
        """A text between two logical x, a little below `side.y`, which moves to where it ends."""
        frame, size = self._frame, size_pt / self._frame.typography.scale
        lines = frame.paragraph(text, weight).lines(size, end - x)
        block = put_block(frame, lines, x, side.y + LINE_GAP_PT, size, size * frame.typography.label_leading)
        side.y = block.bottom_pt
        return block.marks

    def _link(self, dial: DialString, x: float, baseline: float) -> tuple[Element, float]:
        """A string to dial, and where its ink ends."""
        size = self._sizes.numbers
        line = self._frame.line(dial.printed, size, Weight.BOLD, Hand.NUMBERS)
        mark = self._frame.put(line, x, baseline)
        box = Box(mark.x_pt, baseline - CAP_HEIGHT_EM * size - 2, mark.x_pt + line.width_pt, baseline + 3)
        link = Element("Link", (mark,), language="en", box=box, link=Link(dial.href, dial.spoken))
        return link, baseline - min(0.0, line.ink.bottom)

    def _whatsapp_row(self, side: SideDrawing, dial: DialString) -> None:
        """Word and number on one baseline, across the border."""
        frame, sizes = self._frame, self._sizes
        size = sizes.name / frame.typography.scale
        label = frame.line(self._flyer.words.whatsapp, size, weight_among_numbers(sizes.name))
        gap = WHATSAPP_GAP_PT + sizes.row_pad * 0.3
        baseline = side.y + gap + max(CAP_HEIGHT_EM * sizes.numbers, label.ink.top)
        icon_size = sizes.name * 1.15
        icon_width = icon_size * ICON_WIDTH_EM + 4
        words = icon_width + label.width_pt + WHATSAPP_WORD_GAP_PT
        # The number belongs to both sides: its middle is the border, as near as its word leaves room.
        x = max(frame.start_pt, self._columns.border - self._width(dial) / 2 - words)
        side.artifacts.append(icon(frame, "whatsapp", x, baseline, icon_size))
        placed = frame.put(label, x + icon_width, baseline)
        link, low = self._link(dial, x + words, baseline)
        side.rows.append(Element("TR", (Element("TD", (placed, link), column_span=2),)))
        side.y = max(low, baseline + drop_pt(label, size))

    def _visit(self, side: SideDrawing, visit: Visit) -> None:
        """Where to go: a pin, the label, the address. On right-to-left pages the Latin address takes its own lines."""
        frame, size = self._frame, self._sizes.detail
        typography = frame.typography
        indent = size * ICON_WIDTH_EM + 2
        label, address = place_to_visit(frame, visit, size, street=self._sizes.sturdy)
        own = size / typography.scale
        lines = frame.paragraph(label).lines(own, frame.measure_pt, indent)
        pitch = own * max(1.23, typography.label_leading * 0.98)
        block = put_block(frame, lines, frame.start_pt, side.y + LINE_GAP_PT, own, pitch, first_indent_pt=indent)
        marks: list[Element | Mark] = list(block.marks)
        side.y = block.bottom_pt
        if address:
            own_lines = frame.paragraph(address, hand=Hand.LATIN).lines(size, frame.measure_pt)
            below = put_block(frame, own_lines, frame.start_pt, side.y + 1, size, size * 1.23)
            marks.append(Element("Span", below.marks, language="es"))
            side.y = below.bottom_pt
        side.artifacts.append(icon(frame, "pin", frame.start_pt, block.marks[0].y_pt, size))
        side.rows.append(Element("TR", (Element("TD", tuple(marks), column_span=2),)))

    def _border_piece(self, side: SideDrawing, top: float, bottom: float) -> None:
        side.artifacts.append(self._frame.upright(self._columns.border, top, bottom, BORDER_RULE_PT))


def flow(blocks: Sequence[StackedBlock], side: SideDrawing, bottom_pt: float) -> Sequence[StackedBlock]:
    """Draw blocks on a side until one would reach below `bottom_pt`; gives those that are left."""
    for index, block in enumerate(blocks):
        trial = SideDrawing(side.y, list(side.rows), list(side.artifacts))
        block(trial)
        if trial.y > bottom_pt:
            return blocks[index:]
        side.y, side.rows, side.artifacts = trial.y, trial.rows, trial.artifacts
    return ()
