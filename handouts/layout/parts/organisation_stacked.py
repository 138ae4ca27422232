"""An organisation stacked: its name across, under it its numbers by side of the border.

The border stands between the two number columns. Where names cross it, each block of numbers has its own piece,
unbroken from its first digits to the rule below, or to what stands across under the block. Where the columns are wide
enough for names, everything keeps to its side, and the border is one line that only a number for both sides bridges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from handouts.content.flyer import WHATSAPP_KIND, DialString, Entry, NumberRow
from handouts.content.isolates import without_isolates
from handouts.content.words import Words
from handouts.layout.page.frame import Frame, put_block
from handouts.layout.page.placed import Element, Mark
from handouts.layout.parts.border import BORDER_RULE_PT
from handouts.layout.parts.heard import in_two
from handouts.layout.parts.marks import ICON_WIDTH_EM, OUTLINE_PT, RULES, RuleWeights, icon, icon_indent_pt, rounded_box
from handouts.layout.parts.organisation import (
    FRAME_EM,
    DialType,
    PlacedDetail,
    Remark,
    WhatsApp,
    WhatsAppGaps,
    details_of,
    name_language,
    put_contact,
    put_detail,
    put_dial,
    said_of,
    sticking_out_pt,
)
from handouts.layout.parts.table_columns import Columns, NumberColumn
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.text import Line, Span, Weight

WHATSAPP_GAPS = WhatsAppGaps(icon=4.0, number=9.0)
FRAME_CLEAR_PT = 3.0
"""Inside the frame of a WhatsApp number above and below the ink of its word, at least."""
CLOCK_PT = 16.0
"""The height of the icon of hours, at least: below it a copy loses the hands."""
ICON_CLEAR_PT = 1.0
"""Between an icon and what stands above it."""
PIECE_ABOVE_PT = 1.5
"""How far a piece of the border reaches above the digits with which it begins, where the line above leaves room."""
PIECE_LEAST_PT = 0.6
"""The same below a line that comes close."""
PIECE_CLEAR_PT = 2.4
"""From its end to text below it, where no rule ends it."""
_SIZES_KEPT = 1024
"""Of a format some two hundred are tried."""


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
    whatsapp_below: float = 1.2
    whatsapp_pads: float = 0.3
    whatsapp: WhatsAppGaps = WHATSAPP_GAPS
    contact: float = 4.0  # above an e-mail address or a site: small letters under digits grow together on a copy
    detail_leading: float = 1.23
    detail_leading_kept: float = 0.98


@dataclass(frozen=True, slots=True)
class StackedSizes:
    """Type sizes and distances in points; `sturdy` as in the table by columns. `border`: the weight of the border;
    `parted`: names keep to their side of it; `folded`: the border is the fold between two pages, names stand on both,
    and nothing crosses it; `titles_across`: of sections, in several languages; `far`:
    to be read from some paces away."""

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
    border: float = BORDER_RULE_PT
    rules: RuleWeights = RULES
    parted: bool = False
    folded: bool = False
    titles_across: bool = False
    far: bool = False
    gaps: StackedGaps = StackedGaps()

    def __hash__(self) -> int:
        """Of what nearly always tells them apart: tables are looked up by their sizes."""
        return hash((self.numbers, self.name, self.row_pad))

    @property
    def without_air(self) -> StackedSizes:
        """The same with no air around rows."""
        return _with_air(self, 0.0)

    @property
    def dial(self) -> DialType:
        return DialType(self.numbers)

    def airier(self, step_pt: float, steps: Iterable[int]) -> list[StackedSizes]:
        """The same with so many steps of air more around rows."""
        return [_with_air(self, self.row_pad + step * step_pt) for step in steps]


@lru_cache(_SIZES_KEPT)
def _with_air(sizes: StackedSizes, row_pad_pt: float) -> StackedSizes:
    """They have many fields, and every sheet is tried in the same."""
    return replace(sizes, row_pad=row_pad_pt)


@dataclass(slots=True)
class SideDrawing:
    """What stands on one side so far: table rows, artifacts, and the height reached. `border_from`: where a piece of
    the border begins that has no end yet; `crossed`: between which heights something stands across the border."""

    y: float
    rows: list[Element] = field(default_factory=list)
    artifacts: list[Mark] = field(default_factory=list)
    border_from: float | None = None
    crossed: list[tuple[float, float]] = field(default_factory=list)


def row_across(columns: Columns, role: str, children: tuple[Element | Mark, ...]) -> Element:
    """A row of one cell, across both columns of numbers."""
    return Element(
        "TR", (Element(role, children, scope="Row" if role == "TH" else "", column_span=len(columns.numbers)),)
    )


def row_of(columns: Columns, role: str, cells: Sequence[tuple[Element | Mark, ...]]) -> Element:
    """A row of one cell across, or of a cell in each column."""
    if len(cells) == 1:
        return row_across(columns, role, cells[0])
    return Element("TR", tuple(Element(role, cell, scope="Row" if role == "TH" else "") for cell in cells))


@dataclass(frozen=True, slots=True)
class StackedOrganisation:
    """Draws organisations on a side, each from its `y` down to where its ink ends."""

    frame: Frame
    columns: Columns
    sizes: StackedSizes
    words: Words

    def draw(self, side: SideDrawing, entry: Entry, below_pt: float = 0.0) -> None:
        """Name, numbers, WhatsApp, and what else there is of it; then so much white, through which its piece of the
        border goes on to the rule."""
        self._name(side, entry)
        labelled = any(said_of(row).before for row in entry.rows if row.kind != WHATSAPP_KIND)
        led = [False] * len(self.columns.numbers)  # whether a number stands above, by column
        low = side.y  # of what stands in the first column
        for index, row in enumerate(entry.rows):
            reached = self._number_row(side, row, [had and not labelled for had in led], first=not index)
            low = low if reached is None else reached
            led = [had or bool(each) for had, each in zip(led, row.dials, strict=False)] if row.dials else led
        for dial in entry.whatsapp:
            side.rows.append(row_across(self.columns, "TD", self._whatsapp(side, dial)))
            low = side.y
        self._details(side, entry, low if self.sizes.parted else side.y)
        side.y += below_pt
        self._end_piece(side, side.y)

    # --- the border ---------------------------------------------------------------------------------------------------

    def _begin_piece(self, side: SideDrawing, top_pt: float) -> None:
        if self.columns.border is not None and not self.sizes.parted and side.border_from is None:
            side.border_from = top_pt

    def _end_piece(self, side: SideDrawing, bottom_pt: float) -> None:
        if self.columns.border is not None and side.border_from is not None:
            rule = self.frame.upright(self.columns.border, side.border_from, bottom_pt, self.sizes.border)
            side.artifacts.append(rule)
            side.border_from = None

    def _own(self, row: NumberRow) -> NumberColumn:
        """Where what is said of a number stands: in the column of its string; across where it has two and names
        cross the border too."""
        columns = [column for each, column in zip(row.dials, self.columns.numbers, strict=False) if each]
        return columns[0] if len(columns) == 1 or (columns and self.sizes.parted) else self._across

    @property
    def _across(self) -> NumberColumn:
        return NumberColumn(self.frame.start_pt, self.frame.end_pt)

    @property
    def _first(self) -> NumberColumn:
        """Where what is said of an organisation stands."""
        return self.columns.numbers[0] if self.sizes.parted else self._across

    @property
    def _named(self) -> tuple[NumberColumn, ...]:
        """Where its name stands."""
        return self.columns.numbers if self.sizes.folded else (self._first,)

    def _lines(
        self, spans: Sequence[Span], size_pt: float, column: NumberColumn, indent_pt: float = 0.0
    ) -> tuple[NumberColumn, tuple[Line, ...]]:
        """A text in a column, or across where a word of it is too wide for that."""
        paragraph = self.frame.paragraph(spans)
        lines = paragraph.lines(size_pt, column.end - column.start, indent_pt)
        if sticking_out_pt(lines, column.end - column.start, indent_pt) <= 0:
            return column, lines
        return self._across, paragraph.lines(size_pt, self.frame.measure_pt, indent_pt)

    def _crosses(self, side: SideDrawing, column: NumberColumn, top_pt: float, bottom_pt: float) -> None:
        """What stands there in a column ends a piece of the border, or interrupts the line, if it reaches over it."""
        border = self.columns.border
        if border is None or not column.start < border < column.end:
            return
        self._end_piece(side, top_pt)
        side.crossed.append((top_pt, bottom_pt))

    # --- its parts ----------------------------------------------------------------------------------------------------

    def _name(self, side: SideDrawing, entry: Entry) -> None:
        """The name in Bold; beside it, or where there is no room below it, its place and its service in Medium. On each
        page of a fold, unless it is too wide for that."""
        drawn: list[tuple[SideDrawing, NumberColumn, tuple[Element, ...]]] = []
        for where in self._named:
            here = SideDrawing(side.y)
            drawn.append((here, *self._name_in(here, entry, where)))
            if drawn[-1][1] != where:
                break
        side.artifacts += [mark for here, _, _ in drawn for mark in here.artifacts]
        top, side.y = side.y, max(here.y for here, _, _ in drawn)
        for _, column, _ in drawn:
            self._crosses(side, column, top, side.y)
        side.rows.append(row_of(self.columns, "TH", [said for _, _, said in drawn]))

    def _name_in(
        self, side: SideDrawing, entry: Entry, where: NumberColumn
    ) -> tuple[NumberColumn, tuple[Element, ...]]:
        """Its lines in a column, or across."""
        frame, sizes, gaps = self.frame, self.sizes, self.sizes.gaps
        typography = frame.typography
        size = sizes.name / typography.scale
        indent = icon_indent_pt(entry.icon, sizes.name)
        # One isolate takes its direction from the name, which it would not see in an isolate of its own.
        name = Span(without_isolates(entry.name) if typography.right_to_left else entry.name, Weight.BOLD)
        service = [Span(entry.service, Weight.SMALL)] if entry.service else []
        placed = [name, Span(f" {entry.place}", Weight.SMALL)] if entry.place else [name]
        dot = [Span(" \u00b7 " if entry.place else " ", Weight.SMALL)] if service else []
        column, lines = self._lines([*frame.foreign_spans(placed), *dot, *service], size, where, indent)
        below: tuple[Line, ...] = ()
        named = frame.foreign_spans(placed)
        if entry.place and not service:  # a service is parted from both: on one line they are one isolate
            named = named[: 1 + typography.right_to_left]
        if len(lines) > 1 and len(placed) + len(service) > 1:
            column, lines = self._lines(frame.foreign_spans([name]), size, where, indent)
            places = frame.foreign_spans([Span(entry.place, Weight.SMALL)]) if entry.place else []
            under = [*places, *(dot if places else []), *service]
            column_below, below = self._lines(under, sizes.detail / typography.scale, where)
            if column_below != where:
                column = column_below
        pitch = size * max(gaps.name_leading, typography.label_leading * gaps.name_leading_kept)
        block = put_block(frame, lines, column.start, side.y, size, pitch, first_indent_pt=indent)
        latin = name_language(frame)
        rest = "" if service else latin
        said, side.y = in_two(frame, block.marks, named, (latin, rest)), block.bottom_pt
        if entry.icon:
            side.artifacts.append(icon(frame, entry.icon, column.start, block.marks[0].y_pt, sizes.name))
        if below:
            size = sizes.detail / typography.scale
            pitch = size * typography.label_leading
            block = put_block(frame, below, column.start, side.y + gaps.line, size, pitch)
            said = (*said, Element("P", block.marks, language=rest))
            side.y = block.bottom_pt
        return column, said

    def _number_row(self, side: SideDrawing, row: NumberRow, led: Sequence[bool], *, first: bool) -> float | None:
        """What leads to it, or "or"; the strings for both sides, under each what belongs under it; what follows.

        `led`: by column, whether an "or" leads to it. Gives where the row ends in the first column, None where nothing
        of it stands there.
        """
        frame, sizes, gaps, columns = self.frame, self.sizes, self.sizes.gaps, self.columns
        said, dial = said_of(row), self.sizes.dial
        cells: list[list[Element | Mark]] = [[] for _ in columns.numbers]
        own = self._own(row)
        at = columns.numbers.index(own) if own in columns.numbers else 0
        said_in = [(at, own)]
        if sizes.folded and row.from_both is None:
            said_in = [(index, column) for index, column in enumerate(columns.numbers) if row.dials[index]]
        is_led = bool(said.before)
        if said.before:
            side.y += sizes.row_pad * (gaps.first_label_pads if first else gaps.label_pads)
            top = side.y
            lowest = top
            for index, column in said_in:  # beside each other
                side.y = top
                for remark in said.before:
                    cells[index].append(self._text(side, remark, sizes.detail, column))
                lowest = max(lowest, side.y)
            side.y = lowest
        elif any(due and each for due, each in zip(led, row.dials, strict=False)):
            is_led = True
            side.y += gaps.or_em * sizes.or_ + sizes.row_pad * gaps.or_pads
            self._ors(side, row, led, cells)
        if row.from_both is not None:
            children = [*cells[at], *self._whatsapp(side, row.from_both)]
            children.extend(self._text(side, remark, sizes.detail, self._across) for remark in said.after)
            side.rows.append(row_across(columns, "TD", tuple(children)))
            return side.y
        above = gaps.number + gaps.number_em * sizes.numbers + (0.0 if is_led else sizes.row_pad * gaps.number_pads)
        baseline = side.y + above + dial.cap_pt
        digits = baseline - dial.cap_pt
        self._begin_piece(side, digits - max(PIECE_LEAST_PT, min(PIECE_ABOVE_PT, digits - side.y - RULE_CLEAR_PT)))
        lows = [side.y for _ in columns.numbers]
        for index, (each, column) in enumerate(zip(row.dials, columns.numbers, strict=True)):
            if each is None:
                continue
            link, low = put_dial(frame, each, dial, column.start, baseline)
            cells[index].append(link)
            below = SideDrawing(low + (self._below_number_pt if said.under else 0.0))
            for remark in said.under:
                cells[index].append(self._text(below, remark, sizes.detail, column))
            side.crossed.extend(below.crossed)
            lows[index] = below.y
        for index, column in said_in if said.after else ():
            crossing = column == self._across
            below = SideDrawing(max(lows) if crossing else lows[index])
            below.y += 0.0 if said.under else self._below_number_pt
            if crossing:
                self._end_piece(side, max(lows))
                below.y += PIECE_CLEAR_PT - gaps.line
            for remark in said.after:
                cells[-1 if crossing else index].append(self._text(below, remark, sizes.detail, column))
            side.artifacts.extend(below.artifacts)
            side.crossed.extend(below.crossed)
            lows = [below.y for _ in lows] if crossing else [*lows[:index], below.y, *lows[index + 1 :]]
        side.y = max(lows)
        side.rows.append(Element("TR", tuple(Element("TD", tuple(content)) for content in cells)))
        return lows[0] if row.dials[0] or own == self._across else None

    def _ors(
        self, side: SideDrawing, row: NumberRow, led: Sequence[bool], cells: Sequence[list[Element | Mark]]
    ) -> None:
        """In each column in which a number follows another, the word between them."""
        word = Remark(self.words.or_, Weight.BOLD)
        bottom = side.y
        for each, due, column, cell in zip(row.dials, led, self.columns.numbers, cells, strict=True):
            if each and due:
                here = SideDrawing(side.y)
                cell.append(self._text(here, word, self.sizes.or_, column))
                bottom = max(bottom, here.y)
        side.y = bottom

    @property
    def _below_number_pt(self) -> float:
        """By how much a text below a number keeps farther away than from another text: it must not grow into digits."""
        gaps = self.sizes.gaps
        return gaps.below_number_em * self.sizes.detail + gaps.below_number_pads * self.sizes.row_pad

    def _text(self, side: SideDrawing, text: Remark, size_pt: float, column: NumberColumn) -> Element:
        """A text in a column, behind its icon if it has one, a little below `side.y`, which moves to where it ends."""
        frame, size = self.frame, size_pt / self.frame.typography.scale
        icon_pt = max(size_pt, CLOCK_PT / ICON_WIDTH_EM) if text.icon == "clock" else size_pt
        indent = icon_indent_pt(text.icon, icon_pt)
        column, lines = self._lines((text.span,), size, column, indent)
        pitch = size * frame.typography.label_leading
        gap = self.sizes.gaps.line if side.border_from is None else max(self.sizes.gaps.line, PIECE_CLEAR_PT)
        top = side.y + gap
        block = put_block(frame, lines, column.start, top, size, pitch, first_indent_pt=indent)
        bottom = block.bottom_pt
        if text.icon:
            sign = icon(frame, text.icon, column.start, block.marks[0].y_pt, size_pt, icon_pt)
            if self.sizes.folded and (over := side.y + ICON_CLEAR_PT - sign.box.top) > 0:  # small words, a tall clock
                block = put_block(frame, lines, column.start, top + over, size, pitch, first_indent_pt=indent)
                sign = sign._replace(y_pt=sign.y_pt + over)
                bottom = block.bottom_pt
            side.artifacts.append(sign)
            bottom = max(bottom, sign.box.bottom)
        self._crosses(side, column, side.y, bottom)
        side.y = bottom
        return Element("P", block.marks)

    def _whatsapp(self, side: SideDrawing, dial: DialString) -> tuple[Element | Mark, ...]:
        """Word and number in a frame across the border, the only thing that bridges it: one string for both sides."""
        frame, sizes, gaps = self.frame, self.sizes, self.sizes.gaps
        word = frame.line(self.words.whatsapp, sizes.name / frame.typography.scale, Weight.BOLD)
        row = WhatsApp(dial, sizes.dial, word, sizes.name, gaps.whatsapp)
        inner, cap = (FRAME_EM * sizes.numbers - sizes.dial.cap_pt) / 2, sizes.dial.cap_pt
        # The number stands in the middle, however low the word beside it hangs.
        below = max(inner, FRAME_CLEAR_PT - word.ink.bottom, FRAME_CLEAR_PT + word.ink.top - cap)
        above = below + cap
        top = side.y + gaps.whatsapp_above + sizes.row_pad * gaps.whatsapp_pads
        bottom = top + above + below
        x = frame.start_pt + (frame.measure_pt - row.width_pt(frame)) / 2
        sign, children, _ = row.put(frame, x, top + above)
        outline = rounded_box(frame.measure_pt - OUTLINE_PT, bottom - top, (bottom - top) / 2)
        start = frame.start_pt + OUTLINE_PT / 2
        side.artifacts += [sign, frame.put_shape(outline, start, top, 1.0, stroke_pt=OUTLINE_PT)]
        self._crosses(side, self._across, top, bottom)
        side.y = bottom + gaps.whatsapp_below
        return children

    def _details(self, side: SideDrawing, entry: Entry, top_pt: float) -> None:
        """Where to visit it, how to write to it: on the side of its place, below the number of that side."""
        frame, sizes, gaps = self.frame, self.sizes, self.sizes.gaps
        typography, column = frame.typography, self._first
        width = column.end - column.start
        leading = max(gaps.detail_leading, typography.label_leading * gaps.detail_leading_kept)
        pitch = sizes.detail / typography.scale * leading
        right_below = sizes.parted and entry.rows and not entry.whatsapp
        y = top_pt + (self._below_number_pt + PIECE_CLEAR_PT if right_below else 0.0)
        if (entry.visits or entry.links) and side.border_from is not None:
            self._end_piece(side, side.y)
            y += PIECE_CLEAR_PT - gaps.line
        for detail in details_of(frame, entry, sizes.detail, sturdy=sizes.sturdy, far=sizes.far):
            placed = put_detail(frame, detail, column.start, y + gaps.line, width, sizes.detail, pitch)
            if placed.too_wide_pt > 0 and column != self._across:
                top = max(y, side.y) + gaps.line
                placed = put_detail(frame, detail, frame.start_pt, top, frame.measure_pt, sizes.detail, pitch)
                self._crosses(side, self._across, top, placed.bottom_pt)
            y = self._put_detail(side, placed)
        for index, link in enumerate(entry.links):
            top = y + (gaps.line if index else gaps.contact)
            y = self._put_detail(side, put_contact(frame, link, column.start, top, width, sizes.detail))
        side.y = max(side.y, y)

    def _put_detail(self, side: SideDrawing, placed: PlacedDetail) -> float:
        """Gives where it ends."""
        side.artifacts.append(placed.icon)
        side.rows.append(row_across(self.columns, "TD", placed.children))
        return placed.bottom_pt
