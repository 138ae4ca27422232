"""The rows of the border table in groups: a section's title, a sentence, or one organisation with its numbers.

A group is set once, with its top at y = 0 (points, y downwards), and moved to where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from handouts.content.flyer import DialString, Entry, NumberRow, Section, Visit
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.page.moving import moved_element, moved_mark
from handouts.layout.page.placed import Element, Link, Mark, PlacedLine
from handouts.layout.page.typography import weight_among_numbers
from handouts.layout.parts.marks import ICON_WIDTH_EM, icon
from handouts.layout.parts.organisation import named, place_to_visit
from handouts.layout.parts.table_columns import Columns, TableSizes, number_line, row_rule_pt
from handouts.paper import Box
from handouts.text import Line, Weight

SECTION_RULE_PT = 1.6
BORDER_INSET_PT = 3.0
"""From a rule across the table to the border line below it."""
RULE_CLEAR_PT = 2.1
"""Between a rule and ink, at least: 2 pt (measures table), with a little to spare."""


ABOVE_DIGITS_PT = 1.5
"""Above and below digits, beyond the padding of a row."""
TEXT_DROP_PT = -0.3
"""Below text, whose descent is reckoned with."""
WHATSAPP_CLEAR_PT = 2.5
"""Below WhatsApp's row, whose number belongs to what stands above it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the table that stay together.

    `taken`: heights that the border line leaves free. `pads`: how often the rows' padding is in `height_pt`; once of
    it is above everything unless there is none. `rule_pt`: of the rule above the group, 0 for none. `too_wide_pt`:
    how far a word sticks out of its column, 0 or less where none does.
    """

    rows: tuple[Element, ...]
    artifacts: tuple[Mark, ...]
    taken: tuple[tuple[float, float], ...]
    height_pt: float
    pads: int
    rule_pt: float
    too_wide_pt: float = 0.0

    def moved(self, dy_pt: float) -> tuple[list[Element], list[Mark], list[tuple[float, float]]]:
        """Rows, artifacts and taken heights, farther down."""
        return (
            [moved_element(row, 0.0, dy_pt) for row in self.rows],
            [moved_mark(mark, 0.0, dy_pt) for mark in self.artifacts],
            [(top + dy_pt, bottom + dy_pt) for top, bottom in self.taken],
        )


def sentence_group(frame: Frame, text: str, sizes: TableSizes) -> Group:
    """One bold sentence across the table, above a rule; the border line begins below it."""
    size = sizes.sentence
    lines = frame.paragraph(text, Weight.BOLD).lines(size, frame.measure_pt)
    pitch = max(size * 1.3, size * frame.typography.label_leading)
    block = put_block(frame, lines, frame.start_pt, 11, size, pitch)
    bottom = block.bottom_pt + 9
    rule = frame.rule(frame.start_pt, frame.end_pt, bottom, SECTION_RULE_PT)
    row = Element("TR", (Element("TD", block.marks, column_span=3),))
    return Group((row,), (rule,), ((-BORDER_INSET_PT, bottom + SECTION_RULE_PT / 2 + BORDER_INSET_PT),), bottom, 0, 0.0)


def title_group(frame: Frame, section: Section, columns: Columns, sizes: TableSizes, rule_pt: float) -> Group:
    """A section's title, with its icon, up to the border."""
    indent = sizes.section * ICON_WIDTH_EM + 4 if section.icon else 0.0
    width = columns.mexico_end - columns.organisation - indent
    lines = frame.paragraph(section.title, Weight.SMALL).lines(sizes.section, width)
    pitch = sizes.section * frame.typography.label_leading
    block = put_block(frame, lines, columns.organisation + indent, sizes.row_pad + 0.8, sizes.section, pitch)
    artifacts: list[Mark] = []
    if section.icon:
        artifacts.append(icon(frame, section.icon, columns.organisation, block.marks[0].y_pt, sizes.section))
    # Letters above digits need air; beside them there is some already.
    reach = lines[-1].width_pt + indent
    bottom = block.bottom_pt + (1.2 if reach > columns.organisation_width else -1.0)
    row = Element("TR", (Element("TH", block.marks, scope="Row", column_span=3),))
    return Group((row,), tuple(artifacts), (), bottom, 1, rule_pt, _too_wide(lines, width))


def entry_group(
    frame: Frame, entry: Entry, columns: Columns, sizes: TableSizes, or_word: str, whatsapp_word: str, rule_pt: float
) -> Group:
    """One organisation: name, service, place and address at the start; its numbers by side of the border."""
    return _Entry(frame, entry, columns, sizes).group(or_word, whatsapp_word, rule_pt)


@dataclass(slots=True)
class _Entry:
    """One organisation while it is being set."""

    frame: Frame
    entry: Entry
    columns: Columns
    sizes: TableSizes
    artifacts: list[Mark] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)
    too_wide_pt: float = 0.0

    def group(self, or_word: str, whatsapp_word: str, rule_pt: float) -> Group:
        """Everything of the organisation, with the padding above and below."""
        frame, entry, columns, sizes = self.frame, self.entry, self.columns, self.sizes
        top = sizes.row_pad + ABOVE_DIGITS_PT
        # A number with a label or hours stands below the name, beside its own words.
        below = any(row.label or row.hours for row in entry.rows)
        or_line = (
            frame.line(or_word, sizes.detail, weight_among_numbers(sizes.detail))
            if not below and len(entry.rows) > 1
            else None
        )
        # "or" stands before a number from Mexico, at the end of the organisation column; where there is none, after
        # the U.S. number before it: beside an empty cell it would seem to have lost its number.
        before_mexico = or_line is not None and any(row.from_mexico for row in entry.rows[1:])
        width = columns.organisation_width
        narrow = width - (or_line.width_pt + 8 if or_line and before_mexico else 0)

        cap = CAP_HEIGHT_EM * sizes.numbers
        head, first, left = self._name(top, narrow)
        row_cells, baselines, low = self._numbers(left + 3 + cap if below else first, or_line)
        numbers_bottom = low if row_cells else top
        bottom = max(left, low)
        if entry.visit:
            marks, left = self._visit(entry.visit, (bottom if below else left) + 1.5, narrow)
            head.extend(marks)
            bottom = max(bottom, left)

        baseline = baselines[-1] if baselines else first - sizes.number_pitch
        whatsapp_drop = drop_pt(self._whatsapp_label(whatsapp_word), sizes.name)
        for dial in entry.whatsapp:
            baseline = max(baseline + sizes.number_pitch, first)
            if baselines:
                baseline = max(baseline, numbers_bottom + cap + 2.0)
            row_cells.append((self._whatsapp(dial, baseline, whatsapp_word),))
            bottom = max(bottom, baseline + whatsapp_drop + WHATSAPP_CLEAR_PT)
        if not row_cells:  # an address to go to, and no number
            row_cells.append((Element("TD"), Element("TD")))
        name = Element("TH", tuple(head), scope="Row", row_span=len(row_cells))
        rows = tuple(Element("TR", (name, *cells) if not index else cells) for index, cells in enumerate(row_cells))
        height = bottom + sizes.row_pad + TEXT_DROP_PT
        return Group(rows, tuple(self.artifacts), tuple(self.taken), height, 2, rule_pt, self.too_wide_pt)

    def _name(self, top: float, width: float) -> tuple[list[Element | Mark], float, float]:
        """Name in bold, service after a raised dot, place below; with the first baseline and where they end."""
        frame, entry, columns, sizes = self.frame, self.entry, self.columns, self.sizes
        indent = sizes.name * ICON_WIDTH_EM + 4 if entry.icon else 0.0
        lines = self._checked(_name_lines(frame, entry, sizes, width - indent), width - indent)
        first = top + max(CAP_HEIGHT_EM * sizes.numbers, rise_pt(lines[0], sizes.name))
        rows = baselines_pt(lines, first, sizes.name * max(1.2, frame.typography.label_leading))
        if entry.icon:
            self.artifacts.append(icon(frame, entry.icon, columns.organisation, first, sizes.name))
        marks: list[Element | Mark] = [
            frame.put(line, columns.organisation + indent, y) for line, y in zip(lines, rows, strict=True)
        ]
        bottom = rows[-1] + drop_pt(lines[-1], sizes.name)
        if entry.place:
            place = frame.paragraph(f"({entry.place})", Weight.SMALL, Hand.LATIN)
            lines = self._checked(place.lines(sizes.detail, width - indent), width - indent)
            x = columns.organisation + indent
            block = put_block(frame, lines, x, bottom + 1, sizes.detail, sizes.detail * 1.23)
            marks.extend(block.marks)
            bottom = block.bottom_pt
        return marks, first, bottom

    def _numbers(self, baseline: float, or_line: Line | None) -> tuple[list[tuple[Element, ...]], list[float], float]:
        """The cells of the number rows from a first baseline down, their baselines, and where they end."""
        sizes = self.sizes
        cells: list[tuple[Element, ...]] = []
        baselines: list[float] = []
        bottom = 0.0
        before: NumberRow | None = None
        for row in self.entry.rows:
            label = self._label(row)
            if before is not None:
                # What stands under a number (a label's second line, an extension) keeps clear of the next.
                least = max(CAP_HEIGHT_EM * sizes.numbers, rise_pt(label[0], sizes.name) if label else 0.0) + 2.5
                pitch = sizes.number_pitch + (2.0 if label else 0.0)
                baseline = max(baselines[-1] + pitch, bottom + least)
            or_mark = self._or_mark(or_line, before, row, baselines[-1], baseline) if or_line and before else None
            found, low = self._number_cells(row, label, baseline, or_mark)
            cells.append(found)
            baselines.append(baseline)
            bottom = max(bottom, low)
            before = row
        return cells, baselines, bottom

    def _label(self, row: NumberRow) -> tuple[Line, ...]:
        if not row.label:
            return ()
        width = self.columns.organisation_width
        return self._checked(self.frame.paragraph(row.label, Weight.SMALL).lines(self.sizes.name, width), width)

    def _or_mark(
        self, or_line: Line, before: NumberRow, row: NumberRow, baseline_before: float, baseline: float
    ) -> PlacedLine:
        """The source's "or" between two numbers of one organisation, in the reader's language."""
        columns = self.columns
        if row.from_mexico is None and before.from_us is not None:
            x = columns.us + number_line(self.frame, before.from_us, self.sizes).width_pt + 7
            if x + or_line.width_pt <= columns.us_end:
                return self.frame.put(or_line, x, baseline_before)
        return self.frame.put(or_line, columns.organisation_end, baseline, Edge.END)

    def _number_cells(
        self, row: NumberRow, label: Sequence[Line], baseline: float, or_mark: PlacedLine | None
    ) -> tuple[tuple[Element, ...], float]:
        """The two cells of a number row, and how far down they reach."""
        frame, columns, sizes = self.frame, self.columns, self.sizes
        self.taken.append((baseline - CAP_HEIGHT_EM * sizes.numbers - 1.2, baseline + 1.2))
        bottom = baseline + ABOVE_DIGITS_PT - TEXT_DROP_PT  # digits stand in the middle between two rules
        before: list[Element | Mark] = []
        if or_mark is not None:
            before.append(or_mark)
            bottom = max(bottom, or_mark.y_pt - or_mark.line.ink.bottom)
        words_bottom = baseline + 0.21 * sizes.name
        if label:
            top = baseline - rise_pt(label[0], sizes.name)
            pitch = sizes.name * max(1.25, frame.typography.label_leading * 0.98)
            block = put_block(frame, label, columns.organisation, top, sizes.name, pitch)
            before.extend(block.marks)
            words_bottom = block.bottom_pt
        after: list[Mark] = []
        if row.hours:
            width = columns.organisation_width
            hours = self._checked(frame.paragraph(row.hours, Weight.SMALL).lines(sizes.detail, width), width)
            top = words_bottom + 1.5 if label else baseline - rise_pt(hours[0], sizes.detail)
            block = put_block(
                frame, hours, columns.organisation, top, sizes.detail, sizes.detail * frame.typography.label_leading
            )
            after.extend(block.marks)
            words_bottom = block.bottom_pt
        if label or row.hours:
            bottom = max(bottom, words_bottom)
        cells: list[Element] = []
        for dial, x, end in (
            (row.from_mexico, columns.mexico, columns.mexico_end),
            (row.from_us, columns.us, columns.us_end),
        ):
            content: list[Element | Mark] = []
            if not cells:
                content.extend(before)
            if dial is not None:
                line = number_line(frame, dial, sizes)
                bottom = max(bottom, baseline - line.ink.bottom)  # brackets reach lower than digits
                content.append(_link(dial, frame.put(line, x, baseline), sizes))
                if row.extension:
                    lines = frame.paragraph(row.extension, Weight.BOLD).lines(sizes.detail, end - x)
                    self._checked(lines, end - x)
                    top = baseline + sizes.detail * 1.35 - rise_pt(lines[0], sizes.detail)
                    block = put_block(frame, lines, x, top, sizes.detail, sizes.detail * 1.25)
                    content.extend(block.marks)
                    bottom = max(bottom, block.bottom_pt)
            if cells:
                content.extend(after)
            cells.append(Element("TD", tuple(content)))
        return tuple(cells), bottom

    def _visit(self, visit: Visit, top: float, width: float) -> tuple[list[Element | Mark], float]:
        """Where to go: a pin, the label, the address. On right-to-left pages the Latin address takes its own lines."""
        frame, x, size = self.frame, self.columns.organisation, self.sizes.detail
        typography = frame.typography
        indent = size * ICON_WIDTH_EM + 2
        pitch = size * max(1.23, typography.label_leading * 0.98)
        own, address = place_to_visit(frame, visit, size, street=self.sizes.sturdy)
        own_size = size / typography.scale
        lines = self._checked(frame.paragraph(own).lines(own_size, width, indent), width, indent)
        block = put_block(frame, lines, x, top, own_size, pitch, Edge.START, indent)
        marks: list[Element | Mark] = [*block.marks]
        bottom = block.bottom_pt
        if address:
            lines = self._checked(frame.paragraph(address, hand=Hand.LATIN).lines(size, width), width)
            below = put_block(frame, lines, x, bottom + 1, size, size * 1.23)
            marks.append(Element("Span", below.marks, language="es"))
            bottom = below.bottom_pt
        self.artifacts.append(icon(frame, "pin", x, block.marks[0].y_pt, size))
        return marks, bottom

    def _whatsapp(self, dial: DialString, baseline: float, word: str) -> Element:
        """One string for both sides: on the border line, with its icon and word beside it on the same baseline."""
        frame, sizes = self.frame, self.sizes
        x = self.columns.border - number_line(frame, dial, sizes).width_pt / 2
        mark = frame.put(number_line(frame, dial, sizes), self.columns.border, baseline, Edge.CENTRE)
        label = self._whatsapp_label(word)
        placed_label = frame.put(label, x - 9, baseline, Edge.END)
        icon_x = x - 9 - label.width_pt - 4 - sizes.name * ICON_WIDTH_EM * 1.15
        self.artifacts.append(icon(frame, "whatsapp", icon_x, baseline, sizes.name * 1.15))
        self.taken.append((baseline - CAP_HEIGHT_EM * sizes.numbers - 7, baseline + 6))
        return Element("TD", (placed_label, _link(dial, mark, sizes)), column_span=2)

    def _whatsapp_label(self, word: str) -> Line:
        return self.frame.line(word, self.sizes.name, weight_among_numbers(self.sizes.name))

    def _checked(self, lines: tuple[Line, ...], width: float, indent: float = 0.0) -> tuple[Line, ...]:
        """The same lines, after noting how far they stick out of their column."""
        self.too_wide_pt = max(self.too_wide_pt, _too_wide(lines, width, indent))
        return lines


def _too_wide(lines: Sequence[Line], width: float, indent: float = 0.0) -> float:
    """How far the widest line sticks out; a hair is a rounding error."""
    over = max(line.width_pt + (0.0 if index else indent) - width for index, line in enumerate(lines))
    return over if over > 0.01 else 0.0


def _name_lines(frame: Frame, entry: Entry, sizes: TableSizes, width: float) -> tuple[Line, ...]:
    if not entry.service:
        return frame.paragraph(entry.name, Weight.BOLD, Hand.LATIN).lines(sizes.name, width)
    size = sizes.name / frame.typography.scale
    lines = frame.paragraph(named(frame, entry)).lines(size, width)
    if len(lines) > 1:  # the service on lines of its own, without a dot to begin them
        name, service = (frame.paragraph(text, Weight.BOLD) for text in (frame.foreign(entry.name), entry.service))
        apart = (*name.lines(size, width), *service.lines(size, width))
        lines = min(apart, lines, key=len)
    return lines


def _link(dial: DialString, mark: PlacedLine, sizes: TableSizes) -> Element:
    box = Box(
        left=mark.x_pt,
        top=mark.y_pt - CAP_HEIGHT_EM * sizes.numbers - 2,
        right=mark.x_pt + mark.line.width_pt,
        bottom=mark.y_pt + 3,
    )
    return Element("Link", (mark,), language="en", box=box, link=Link(dial.href, dial.spoken))


def groups_of(
    frame: Frame, sections: Sequence[Section], columns: Columns, sizes: TableSizes, or_word: str, whatsapp_word: str
) -> Iterator[Group]:
    """All sections: each its title, then its organisations."""
    for number, section in enumerate(sections):
        yield title_group(frame, section, columns, sizes, SECTION_RULE_PT if number else 0.0)
        for index, entry in enumerate(section.entries):
            rule = row_rule_pt(sturdy=sizes.sturdy) if index else 0.0
            yield entry_group(frame, entry, columns, sizes, or_word, whatsapp_word, rule)
