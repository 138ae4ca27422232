"""The border table: every dial string in a column under the side from which it is dialled.

The gap between the two number columns is drawn as the border. Its pieces stand only where no digit is level with
them: on a copy, a dash beside a digit is a "1".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow, Section, Visit
from handouts.layout.frame import (
    CAP_HEIGHT_EM,
    Edge,
    Frame,
    Hand,
    Part,
    baselines_pt,
    drop_pt,
    put_block,
    rise_pt,
)
from handouts.layout.marks import ICON_WIDTH_EM, icon, rounded_box
from handouts.layout.placed import Element, Link, Mark, PlacedLine
from handouts.paper import Box
from handouts.text import Line, Span, Weight

BORDER_GAP_PT = 27.0
"""Between the number columns: at least 11 pt clear on both sides of the border line."""
BORDER_RULE_PT = 2.4
BORDER_DASH_PT = (9.0, 3.5, 1.8, 3.5)
SECTION_RULE_PT = 1.6
ROW_RULE_PT = 0.9
COLUMN_GAP_PT = 10.0
HEADER_GAP_PT = 6.0
HEADER_STRETCH_PT = 8.0


@dataclass(frozen=True, slots=True)
class TableSizes:
    """Type sizes and distances in points. `numbers` is chosen by the fit."""

    numbers: float = 15.0
    name: float = 12.0
    detail: float = 11.0
    section: float = 12.0
    header: float = 12.0
    marker: float = 13.0
    sentence: float = 16.0
    row_pad: float = 2.8

    @property
    def number_pitch(self) -> float:
        return self.numbers * 1.2 + 0.5


def numbers_wanted_pt(flyer: Flyer) -> float:
    """Fewer numbers, larger (target notes): 4 number lines or fewer 18 pt, up to 8 16 pt, more 15 pt."""
    count = sum(len(entry.rows) + len(entry.whatsapp) for section in flyer.sections for entry in section.entries)
    return 18.0 if count <= 4 else 16.0 if count <= 8 else 15.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Logical x of the columns, in points."""

    organisation: float
    organisation_end: float
    mexico: float
    mexico_end: float
    border: float
    us: float
    us_end: float


class _Drawing:
    """What has been put so far, and which heights the border line must leave free."""

    def __init__(self, top_pt: float) -> None:
        self.rows: list[Element] = []
        self.artifacts: list[Mark] = []
        self.level_with_digits: list[tuple[float, float]] = []
        self.y = top_pt
        self.pads = 0  # how often the rows' padding has been added


def lay_out_table(frame: Frame, flyer: Flyer, sizes: TableSizes, top_pt: float, *, contact: bool) -> Part | None:
    """The whole table; None where the organisation column would be too narrow for its names at this size.

    `contact`: with "You can contact these organizations if you have questions." in the header row.
    """
    columns = _columns(frame, flyer, sizes)
    width = columns.organisation_end - columns.organisation
    names = [entry.name for section in flyer.sections for entry in section.entries]
    if width < max(
        120.0, *(frame.paragraph(name, Weight.BOLD, Hand.LATIN).widest_word_pt(sizes.name) for name in names)
    ):
        return None
    drawing = _Drawing(top_pt)
    has_local = bool(flyer.sections) and flyer.sections[0].id == "local"
    sections = list(flyer.sections)
    if contact and flyer.words.contact:
        corner = _text_cell(frame, columns, flyer.words.contact, sizes)
        corner_section = None
    elif has_local:
        corner_section = sections[0]
        corner = None
    else:
        corner, corner_section = None, None
    _header(frame, flyer, columns, sizes, drawing, corner, corner_section)
    if flyer.words.no_local_number:
        _sentence(frame, flyer.words.no_local_number, sizes, drawing)
    for index, section in enumerate(sections):
        titled = section is not corner_section
        under_rule = not (flyer.words.no_local_number and index == 0)
        _section(frame, section, columns, sizes, drawing, flyer.words.or_, flyer.words.whatsapp, titled, under_rule)
    bottom = drawing.y
    drawing.artifacts.append(frame.rule(frame.start_pt, frame.end_pt, bottom + SECTION_RULE_PT / 2, SECTION_RULE_PT))
    drawing.artifacts.extend(_border(frame, columns, top_pt + 3, bottom - 1.5, drawing.level_with_digits))
    table = Element("Table", tuple(drawing.rows))
    return Part((table,), tuple(drawing.artifacts), bottom + SECTION_RULE_PT, drawing.pads)


# --- columns ----------------------------------------------------------------------------------------------------


def _columns(frame: Frame, flyer: Flyer, sizes: TableSizes) -> _Columns:
    """A number column is as wide as its longest string, or the longest word of its header, never a fixed share."""
    rows = [row for section in flyer.sections for entry in section.entries for row in entry.rows]
    mexico = max((_number(frame, row.from_mexico, sizes).width_pt for row in rows if row.from_mexico), default=0.0)
    us = max((_number(frame, row.from_us, sizes).width_pt for row in rows if row.from_us), default=0.0)
    mexico = _header_width(frame, "MEX", flyer.words.from_mexico, sizes, mexico)
    us = _header_width(frame, "USA", flyer.words.from_us, sizes, us)
    us_x = frame.end_pt - us
    mexico_end = us_x - BORDER_GAP_PT
    mexico_x = mexico_end - mexico
    return _Columns(
        organisation=frame.start_pt,
        organisation_end=mexico_x - COLUMN_GAP_PT,
        mexico=mexico_x,
        mexico_end=mexico_end,
        border=us_x - BORDER_GAP_PT / 2,
        us=us_x,
        us_end=frame.end_pt,
    )


def _number(frame: Frame, dial: DialString, sizes: TableSizes) -> Line:
    return frame.line(dial.printed, sizes.numbers, Weight.BOLD, Hand.NUMBERS)


def _marker_size(frame: Frame, text: str, sizes: TableSizes) -> tuple[Line, float, float]:
    line = frame.line(text, sizes.marker, Weight.BOLD, Hand.LATIN)
    return line, line.width_pt + 16, sizes.marker + 7


def _header_width(frame: Frame, marker: str, text: str, sizes: TableSizes, numbers: float) -> float:
    """The column for a header over numbers of this width: a little wider than they are so that the header stands on
    one line; else it wraps beside its oval, but no word breaks."""
    beside = _marker_size(frame, marker, sizes)[1] + HEADER_GAP_PT
    paragraph = frame.paragraph(text, Weight.BOLD)
    one_line = beside + paragraph.natural_width_pt(sizes.header)
    if one_line <= numbers + HEADER_STRETCH_PT:
        return max(numbers, one_line)
    return max(numbers, beside + paragraph.widest_word_pt(sizes.header))


# --- rows -------------------------------------------------------------------------------------------------------


def _row_rule(frame: Frame, columns: _Columns, y: float, width: float) -> list[Mark]:
    """A rule in two pieces: row rules stop at the border."""
    return [
        frame.rule(columns.organisation, columns.mexico_end, y, width),
        frame.rule(columns.us, columns.us_end, y, width),
    ]


def _text_cell(frame: Frame, columns: _Columns, text: str, sizes: TableSizes) -> tuple[Line, ...]:
    width = columns.organisation_end - columns.organisation
    return frame.paragraph(text, Weight.SMALL).lines(sizes.header, width)


def _header(
    frame: Frame,
    flyer: Flyer,
    columns: _Columns,
    sizes: TableSizes,
    drawing: _Drawing,
    corner: tuple[Line, ...] | None,
    corner_section: Section | None,
) -> None:
    """The ovals MEX and USA with their words, and in the corner the first section's title."""
    width = columns.organisation_end - columns.organisation
    lines = corner or ()
    if corner_section is not None:
        lines = frame.paragraph(corner_section.title, Weight.SMALL).lines(sizes.section, width)
    pitch = sizes.header * frame.typography.label_leading
    _, _, oval_height = _marker_size(frame, "MEX", sizes)
    headings = [
        frame.paragraph(text, Weight.BOLD).lines(
            sizes.header, end - x - _marker_size(frame, marker, sizes)[1] - HEADER_GAP_PT + 0.01
        )
        for text, marker, x, end in (
            (flyer.words.from_mexico, "MEX", columns.mexico, columns.mexico_end),
            (flyer.words.from_us, "USA", columns.us, columns.us_end),
        )
    ]
    head_pitch = sizes.header * max(1.15, frame.typography.label_leading * 0.94)
    head_rows = [baselines_pt(cell, rise_pt(cell[0], sizes.header), head_pitch) for cell in headings]
    head_heights = [rows[-1] + drop_pt(cell[-1], sizes.header) for rows, cell in zip(head_rows, headings, strict=True)]
    first = drawing.y + 3.5
    rows = baselines_pt(lines, first + rise_pt(lines[0], sizes.header), pitch) if lines else ()
    text_bottom = rows[-1] + drop_pt(lines[-1], sizes.header) if rows else first
    height = max(oval_height, *head_heights, text_bottom - first)
    middle = first + height / 2
    shift = middle - (first + text_bottom) / 2
    if len(rows) == 1:  # one baseline for the whole header row
        shift = middle + CAP_HEIGHT_EM * sizes.header / 2 - rows[0]
    cells: list[Element] = [
        Element(
            "TH",
            tuple(frame.put(line, columns.organisation, y + shift) for line, y in zip(lines, rows, strict=True)),
            scope="Column",
        )
    ]
    for number, (x, marker) in enumerate(((columns.mexico, "MEX"), (columns.us, "USA"))):
        line, oval_width, oval_height = _marker_size(frame, marker, sizes)
        oval = rounded_box(oval_width, oval_height, oval_height / 2)
        drawing.artifacts.append(frame.put_path(oval, x, middle - oval_height / 2, 1.0, stroke_pt=1.6))
        mark = frame.put(line, x + oval_width / 2, middle + CAP_HEIGHT_EM * sizes.marker / 2, Edge.CENTRE)
        heading, rows = headings[number], head_rows[number]
        # The middle of the words' caps is the middle of the oval.
        shift = middle + CAP_HEIGHT_EM * sizes.header / 2 - (rows[0] + rows[-1]) / 2
        words = tuple(
            frame.put(word, x + oval_width + HEADER_GAP_PT, y + shift) for word, y in zip(heading, rows, strict=True)
        )
        cells.append(Element("TH", (Element("Span", (mark,), language="en"), *words), scope="Column"))
    drawing.rows.append(Element("TR", tuple(cells)))
    drawing.y = first + height + 3
    drawing.artifacts.extend(_row_rule(frame, columns, drawing.y, SECTION_RULE_PT))


def _sentence(frame: Frame, text: str, sizes: TableSizes, drawing: _Drawing) -> None:
    """One bold sentence across the table, between rules; the border line stops for it."""
    top = drawing.y
    size = sizes.sentence
    lines = frame.paragraph(text, Weight.BOLD).lines(size, frame.measure_pt)
    block = put_block(
        frame, lines, frame.start_pt, top + 11, size, max(size * 1.3, size * frame.typography.label_leading)
    )
    bottom = block.bottom_pt + 10
    drawing.artifacts.append(frame.rule(frame.start_pt, frame.end_pt, top, SECTION_RULE_PT))
    drawing.artifacts.append(frame.rule(frame.start_pt, frame.end_pt, bottom, SECTION_RULE_PT))
    drawing.rows.append(Element("TR", (Element("TD", block.marks, column_span=3),)))
    drawing.level_with_digits.append((top - 1, bottom + 1))
    drawing.y = bottom


def _section(
    frame: Frame,
    section: Section,
    columns: _Columns,
    sizes: TableSizes,
    drawing: _Drawing,
    or_word: str,
    whatsapp_word: str,
    titled: bool,
    under_rule: bool,
) -> None:
    if titled:
        if drawing.rows and len(drawing.rows) > 1 and under_rule:
            drawing.artifacts.extend(_row_rule(frame, columns, drawing.y, SECTION_RULE_PT))
        indent = sizes.section * ICON_WIDTH_EM + 4 if section.icon else 0.0
        lines = frame.paragraph(section.title, Weight.SMALL).lines(
            sizes.section, columns.mexico_end - columns.organisation - indent
        )
        drawing.pads += 1
        block = put_block(
            frame,
            lines,
            columns.organisation + indent,
            drawing.y + sizes.row_pad + 0.8,
            sizes.section,
            sizes.section * frame.typography.label_leading,
        )
        if section.icon:
            drawing.artifacts.append(
                icon(frame, section.icon, columns.organisation, block.marks[0].y_pt, sizes.section)
            )
        drawing.rows.append(Element("TR", (Element("TH", block.marks, scope="Row", column_span=3),)))
        # Letters above digits need air; beside them there is some already.
        last = block.marks[-1]
        reach = last.line.width_pt + indent
        drawing.y = block.bottom_pt + (1.2 if reach > columns.organisation_end - columns.organisation else -1.0)
    for index, entry in enumerate(section.entries):
        if index:
            drawing.artifacts.extend(_row_rule(frame, columns, drawing.y, ROW_RULE_PT))
        _entry(frame, entry, columns, sizes, drawing, or_word, whatsapp_word)


def _entry(
    frame: Frame,
    entry: Entry,
    columns: _Columns,
    sizes: TableSizes,
    drawing: _Drawing,
    or_word: str,
    whatsapp_word: str,
) -> None:
    """One organisation: name, service, place and address at the start; its numbers by side of the border."""
    top = drawing.y + sizes.row_pad + 1.2
    labelled = any(row.label for row in entry.rows)
    or_line = frame.line(or_word, sizes.detail, Weight.SMALL) if not labelled and len(entry.rows) > 1 else None
    # "or" stands before a number from Mexico, at the end of the organisation column; where there is none, after the
    # U.S. number before it: beside an empty cell it would seem to have lost its number.
    before_mexico = or_line is not None and any(row.from_mexico for row in entry.rows[1:])
    width = columns.organisation_end - columns.organisation
    narrow = width - (or_line.width_pt + 8 if or_line and before_mexico else 0)

    name = _name_lines(frame, entry, sizes, width if len(entry.rows) < 2 or labelled else narrow)
    cap = CAP_HEIGHT_EM * sizes.numbers
    first = top + max(cap, rise_pt(name[0], sizes.name))
    name_rows = baselines_pt(name, first, sizes.name * max(1.2, frame.typography.label_leading))
    head_marks: list[Element | Mark] = []
    if entry.icon:
        drawing.artifacts.append(icon(frame, entry.icon, columns.organisation, first, sizes.name))
    indent = sizes.name * ICON_WIDTH_EM + 4 if entry.icon else 0.0
    head_marks.extend(
        frame.put(line, columns.organisation + (indent if not index else 0.0), y)
        for index, (line, y) in enumerate(zip(name, name_rows, strict=True))
    )
    left = name_rows[-1] + drop_pt(name[-1], sizes.name)
    if entry.place:
        lines = frame.paragraph(f"({entry.place})", Weight.SMALL, Hand.LATIN).lines(sizes.detail, narrow)
        block = put_block(frame, lines, columns.organisation, left + 1, sizes.detail, sizes.detail * 1.23)
        head_marks.extend(block.marks)
        left = block.bottom_pt

    rows = _row_baselines(entry.rows, first, left, sizes, labelled)
    if entry.visit:
        visit_top = max(left, rows[-1] + 4) if labelled and rows else left
        marks, left = _visit(frame, entry.visit, columns, sizes, visit_top + 1.5, narrow, drawing)
        head_marks.extend(marks)

    spanned = len(entry.rows) + len(entry.whatsapp)
    head = Element("TH", tuple(head_marks), scope="Row", row_span=max(spanned, 1))
    bottom = left
    numbers_bottom = top
    for index, (row, baseline) in enumerate(zip(entry.rows, rows, strict=True)):
        word = _or_mark(frame, or_line, entry.rows[index - 1], row, rows[index - 1], baseline, columns, sizes)
        cells, low = _number_cells(frame, row, baseline, columns, sizes, drawing, word if index else None)
        drawing.rows.append(Element("TR", ((head, *cells) if not index else cells)))
        bottom, numbers_bottom = max(bottom, low), max(numbers_bottom, low)
    baseline = rows[-1] if rows else first - sizes.number_pitch
    whatsapp_drop = drop_pt(frame.line(whatsapp_word, sizes.name, Weight.SMALL), sizes.name)
    for index, dial in enumerate(entry.whatsapp):
        baseline = max(baseline + sizes.number_pitch + 2.5, first, numbers_bottom + cap + 2.0 if rows else first)
        cell = _whatsapp_cell(frame, dial, baseline, columns, sizes, drawing, whatsapp_word)
        drawing.rows.append(Element("TR", ((head, cell) if not rows and not index else (cell,))))
        bottom = max(bottom, baseline + whatsapp_drop)
    if not rows and not entry.whatsapp:  # an address to go to, and no number
        drawing.rows.append(Element("TR", (head, Element("TD"), Element("TD"))))
    drawing.y = bottom + sizes.row_pad - 0.3
    drawing.pads += 2


def _name_lines(frame: Frame, entry: Entry, sizes: TableSizes, width: float) -> tuple[Line, ...]:
    """Name in bold, service after a raised dot. The name is Latin: an isolate where text runs right to left."""
    size = sizes.name / frame.typography.scale
    right_to_left = frame.typography.right_to_left
    name = f"\u2068{entry.name}\u2069" if right_to_left else entry.name
    indent = sizes.name * ICON_WIDTH_EM + 4 if entry.icon else 0.0
    if not entry.service:
        return frame.paragraph(entry.name, Weight.BOLD, Hand.LATIN).lines(sizes.name, width, indent)
    spans = (Span(name, Weight.BOLD), Span(f" · {entry.service}", Weight.SMALL))
    return frame.paragraph(spans).lines(size, width, indent)


def _row_baselines(
    rows: Sequence[NumberRow], first: float, name_bottom: float, sizes: TableSizes, labelled: bool
) -> tuple[float, ...]:
    """Number lines begin on the name's line; labelled ones below it, each beside its label."""
    found: list[float] = []
    y = first
    if labelled:
        y = name_bottom + 3 + CAP_HEIGHT_EM * sizes.numbers
    for row in rows:
        found.append(y)
        extra = sum(sizes.detail * 1.25 for text in (row.extension, row.hours) if text)
        y += sizes.number_pitch + (2 if labelled else 0) + extra
    return tuple(found)


def _visit(
    frame: Frame,
    visit: Visit,
    columns: _Columns,
    sizes: TableSizes,
    top: float,
    width: float,
    drawing: _Drawing,
) -> tuple[list[Element | Mark], float]:
    """Where to go: a pin, the label, the address. On right-to-left pages the Latin address takes its own lines."""
    size = sizes.detail
    indent = size * ICON_WIDTH_EM + 2
    pitch = size * max(1.23, frame.typography.label_leading * 0.98)
    marks: list[Element | Mark] = []
    if frame.typography.right_to_left:
        own_size = size / frame.typography.scale
        label = frame.paragraph(f"{visit.label}{frame.typography.colon.rstrip()}", Weight.SMALL).lines(
            own_size, width, indent
        )
        block = put_block(frame, label, columns.organisation, top, own_size, pitch, Edge.START, indent)
        address = frame.paragraph(visit.address, Weight.SMALL, Hand.LATIN).lines(size, width)
        below = put_block(frame, address, columns.organisation, block.bottom_pt + 1, size, size * 1.23)
        marks.extend(block.marks)
        marks.append(Element("Span", below.marks, language="es"))
        bottom = below.bottom_pt
        pin_y = block.marks[0].y_pt
    else:
        lines = frame.paragraph(f"{visit.label}{frame.typography.colon}{visit.address}", Weight.SMALL).lines(
            size, width, indent
        )
        block = put_block(frame, lines, columns.organisation, top, size, pitch, Edge.START, indent)
        marks.extend(block.marks)
        bottom = block.bottom_pt
        pin_y = block.marks[0].y_pt
    drawing.artifacts.append(icon(frame, "pin", columns.organisation, pin_y, size))
    return marks, bottom


def _link(dial: DialString, mark: PlacedLine, sizes: TableSizes) -> Element:
    box = Box(
        left=mark.x_pt,
        top=mark.y_pt - CAP_HEIGHT_EM * sizes.numbers - 2,
        right=mark.x_pt + mark.line.width_pt,
        bottom=mark.y_pt + 3,
    )
    return Element("Link", (mark,), language="en", box=box, link=Link(dial.href, dial.spoken))


def _or_mark(
    frame: Frame,
    or_line: Line | None,
    before: NumberRow,
    row: NumberRow,
    baseline_before: float,
    baseline: float,
    columns: _Columns,
    sizes: TableSizes,
) -> PlacedLine | None:
    """The source's "or" between two numbers of one organisation, in the reader's language."""
    if or_line is None:
        return None
    if row.from_mexico is None and before.from_us is not None:
        x = columns.us + _number(frame, before.from_us, sizes).width_pt + 7
        if x + or_line.width_pt <= columns.us_end:
            return frame.put(or_line, x, baseline_before)
    return frame.put(or_line, columns.organisation_end, baseline, Edge.END)


def _number_cells(
    frame: Frame,
    row: NumberRow,
    baseline: float,
    columns: _Columns,
    sizes: TableSizes,
    drawing: _Drawing,
    or_mark: PlacedLine | None,
) -> tuple[tuple[Element, ...], float]:
    """The two cells of a number row, and how far down they reach."""
    cap = CAP_HEIGHT_EM * sizes.numbers
    drawing.level_with_digits.append((baseline - cap - 1.2, baseline + 1.2))
    bottom = baseline + 0.2 * sizes.numbers
    before: list[Element | Mark] = []
    if or_mark is not None:
        before.append(or_mark)
    width = columns.organisation_end - columns.organisation
    if row.label:
        lines = frame.paragraph(row.label, Weight.SMALL).lines(sizes.name, width)
        block = put_block(
            frame, lines, columns.organisation, baseline - rise_pt(lines[0], sizes.name), sizes.name, sizes.name * 1.25
        )
        before.extend(block.marks)
        bottom = max(bottom, block.bottom_pt)
    low = baseline
    after: list[Mark] = []
    if row.hours:
        low += sizes.detail * 1.35
        after.append(frame.put(frame.line(row.hours, sizes.detail, Weight.SMALL), columns.organisation, low))
        bottom = max(bottom, low + 3)
    cells: list[Element] = []
    for dial, x in ((row.from_mexico, columns.mexico), (row.from_us, columns.us)):
        content: list[Element | Mark] = []
        if not cells:
            content.extend(before)
        if dial is not None:
            content.append(_link(dial, frame.put(_number(frame, dial, sizes), x, baseline), sizes))
            if row.extension:
                extension = frame.line(row.extension, sizes.detail, Weight.BOLD)
                y = baseline + sizes.detail * 1.35
                content.append(frame.put(extension, x, y))
                bottom = max(bottom, y + 3)
        if cells:
            content.extend(after)
        cells.append(Element("TD", tuple(content)))
    return tuple(cells), bottom


def _whatsapp_cell(
    frame: Frame,
    dial: DialString,
    baseline: float,
    columns: _Columns,
    sizes: TableSizes,
    drawing: _Drawing,
    word: str,
) -> Element:
    """One string for both sides: on the border line, with its icon and word beside it on the same baseline."""
    number = _number(frame, dial, sizes)
    x = columns.border - number.width_pt / 2
    mark = frame.put(number, columns.border, baseline, Edge.CENTRE)
    label = frame.line(word, sizes.name, Weight.SMALL)
    placed_label = frame.put(label, x - 9, baseline, Edge.END)
    icon_x = x - 9 - label.width_pt - 4 - sizes.name * ICON_WIDTH_EM * 1.15
    drawing.artifacts.append(icon(frame, "whatsapp", icon_x, baseline, sizes.name * 1.15))
    cap = CAP_HEIGHT_EM * sizes.numbers
    drawing.level_with_digits.append((baseline - cap - 7, baseline + 6))
    return Element("TD", (placed_label, _link(dial, mark, sizes)), column_span=2)


# --- the border -------------------------------------------------------------------------------------------------


def _border(
    frame: Frame, columns: _Columns, top: float, bottom: float, taken: Sequence[tuple[float, float]]
) -> list[Mark]:
    """The border line, dash and dot, in the stretches that no digit is level with."""
    pieces: list[Mark] = []
    y = top
    for begin, end in [*sorted(taken), (bottom, bottom)]:
        if begin > y:
            pieces.extend(_dashes(frame, columns.border, y, begin))
        y = max(y, end)
    return pieces


def _dashes(frame: Frame, x: float, top: float, bottom: float) -> list[Mark]:
    """Dash and dot from top to bottom; a short stretch is one dash, and no sliver is left over."""
    length = bottom - top
    if length < 2:
        return []
    if length <= BORDER_DASH_PT[0] + 3:
        return [frame.upright(x, top, bottom, BORDER_RULE_PT)]
    dash, gap, dot, _ = BORDER_DASH_PT
    period = dash + gap + dot + gap
    count = max(1, round((length - dash) / period))
    stretch = length / (count * period + dash)
    pieces: list[Mark] = []
    y = top
    for _ in range(count):
        pieces.append(frame.upright(x, y, y + dash * stretch, BORDER_RULE_PT))
        pieces.append(frame.upright(x, y + (dash + gap) * stretch, y + (dash + gap + dot) * stretch, BORDER_RULE_PT))
        y += period * stretch
    pieces.append(frame.upright(x, y, bottom, BORDER_RULE_PT))
    return pieces
