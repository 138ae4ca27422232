"""An organisation in columns: name and what else there is of it in the first, its numbers by side of the border.

It is set once, with its top at y = 0 (points, y downwards), as rows of the table that are kept together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from handouts.content.flyer import BOTH_SIDES, DialString, Entry, NumberRow
from handouts.content.words import Words
from handouts.layout.page.frame import INK_GAP_PT, Frame, Hand, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, Mark, PlacedLine
from handouts.layout.parts.marks import ICON_WIDTH_EM, LIGHT_RULES, OUTLINE_PT, icon, icon_indent_pt, rounded_box
from handouts.layout.parts.organisation import (
    FRAME_EM,
    Detail,
    DialType,
    PlacedDetail,
    Remark,
    Said,
    details_of,
    name_language,
    or_between,
    put_contact,
    put_detail,
    put_dial,
    said_of,
    sticking_out_pt,
)
from handouts.layout.parts.table_columns import Columns, NumberColumn, TableSizes, whatsapp_in_columns
from handouts.layout.parts.table_rows import RULE_CLEAR_PT, KeptRows
from handouts.text import Line, Span, Weight


def organisation_in_columns(frame: Frame, entry: Entry, columns: Columns, sizes: TableSizes, words: Words) -> KeptRows:
    """One organisation, with the padding above and below."""
    return _InColumns(frame, entry, columns, sizes, words, sizes.dial).rows()


class _Beside(NamedTuple):
    """A text beside a number, in the organisations' column."""

    lines: tuple[Line, ...]
    size_pt: float
    pitch_pt: float
    remark: Remark


@dataclass
class _InColumns:
    """One organisation while it is being set.

    `lows`: where the ink of each column of numbers ends; `beside_low`: that of what is said beside the numbers;
    `bottom`: where the padding below the row begins, at least.
    """

    frame: Frame
    entry: Entry
    columns: Columns
    sizes: TableSizes
    words: Words
    dial: DialType
    cells: list[tuple[Element, ...]] = field(default_factory=list)  # of each row, without the name
    artifacts: list[Mark] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    beside_low: float = 0.0
    bottom: float = 0.0
    too_wide_pt: float = 0.0

    def rows(self) -> KeptRows:
        """Everything of the organisation."""
        entry, sizes, gaps = self.entry, self.sizes, self.sizes.gaps
        said = [said_of(row) for row in entry.rows]
        # Numbers with words of their own stand below the name, beside them. Of one alone the name may say them.
        apart = any(each.before for each in said) or (len(said) > 1 and any(each.after for each in said))
        of_all = said[0].after if said and not apart else ()
        if of_all:
            said = [each._replace(after=()) for each in said]
        framed = entry.rows[0].from_both is not None if entry.rows else bool(entry.whatsapp)

        top = sizes.row_pad + gaps.digits
        head, first, left = self._name(top + (self._above_digits if framed and not apart else 0.0), of_all)
        self.lows = [0.0 for _ in self.columns.numbers]
        if entry.rows:
            rise = self._rise(entry.rows[0])
            self._numbers(said, left + gaps.numbers_below_name + rise if apart else first, apart=apart)
        for each in self._whatsapp_left(apart=apart):
            self._framed(each, first)
        low = max(left, self.beside_low)
        for detail in details_of(self.frame, entry, sizes.detail, sturdy=sizes.sturdy):
            low = self._detail(head, detail, low)
        self._reach(low + gaps.text_below)
        self._contacts(max(low, self.lows[0]))
        if not self.cells:  # an address to go to, and no number
            self.cells.append(tuple(Element("TD") for _ in self.columns.numbers))
        name = Element("TH", tuple(head), scope="Row", row_span=len(self.cells))
        first_row, *others = self.cells
        rows = (Element("TR", (name, *first_row)), *[Element("TR", each) for each in others])
        height = self.bottom + sizes.row_pad
        return KeptRows(rows, tuple(self.artifacts), tuple(self.taken), height, 2, self.too_wide_pt)

    # --- the organisations' column --------------------------------------------------------------------------------

    def _name(self, top: float, remarks: Sequence[Remark]) -> tuple[list[Element | Mark], float, float]:
        """The name in Bold; below it what it offers, its place, and what is said of its only number. With the first
        baseline and where they end."""
        frame, entry, sizes, gaps = self.frame, self.entry, self.sizes, self.sizes.gaps
        indent = icon_indent_pt(entry.icon, sizes.name)
        x, width = self.columns.organisation + indent, self.columns.organisation_width - indent
        lines = self._checked(frame.paragraph(entry.name, Weight.BOLD, Hand.LATIN).lines(sizes.name, width), width)
        first = top + max(self.dial.cap_pt, rise_pt(lines[0], sizes.name))
        rows = baselines_pt(lines, first, self._pitch(sizes.name, gaps.name_leading))
        if entry.icon:
            self.artifacts.append(icon(frame, entry.icon, self.columns.organisation, first, sizes.name))
        marks = [frame.put(line, x, y) for line, y in zip(lines, rows, strict=True)]
        latin = name_language(frame)
        said: list[Element | Mark] = [Element("P", tuple(marks), language=latin)]
        above_pt, own_pt = sizes.name, sizes.detail / frame.typography.scale
        second = [(Remark(entry.service), own_pt, Hand.OWN)] if entry.service else []
        second += [(Remark(entry.place), sizes.detail, Hand.LATIN)] if entry.place else []
        second += [(each, own_pt, Hand.OWN) for each in remarks]
        for remark, size, hand in second:
            behind = self._indent(remark, sizes.detail)
            lines = self._checked(
                frame.paragraph((remark.span,), hand=hand).lines(size, width - behind), width - behind
            )
            above = marks[-1]
            # Clear by ink: letters with marks above meet those with tails below.
            ink = lines[0].ink.top - above.line.ink.bottom + INK_GAP_PT
            begin = above.y_pt + max(gaps.second_line * above_pt, ink)
            rows = baselines_pt(lines, begin, self._pitch(size, gaps.second_line))
            self._sign(remark, x, begin, sizes.detail)
            marks = [frame.put(line, x + behind, y) for line, y in zip(lines, rows, strict=True)]
            said.append(Element("P", tuple(marks), language=latin if hand is Hand.LATIN else ""))
            above_pt = sizes.detail
        return said, first, marks[-1].y_pt + drop_pt(marks[-1].line, above_pt)

    def _detail(self, head: list[Element | Mark], detail: Detail, top: float) -> float:
        """What takes lines of its own: in the organisations' column, or up to the border below the numbers of the first
        side, whichever ends higher. Gives where it ends."""
        columns, size, gaps = self.columns, self.sizes.detail, self.sizes.gaps
        x, across = columns.organisation, columns.numbers[0].end - columns.organisation
        pitch = self._pitch(size, gaps.detail_leading, gaps.detail_leading_kept)

        def put(y: float, width: float) -> PlacedDetail:
            return put_detail(self.frame, detail, x, y + gaps.detail, width, size, pitch)

        wide = put(max(top, self.lows[0]), across)
        narrow = put(top, columns.organisation_width)
        placed = wide if narrow.too_wide_pt > 0 or wide.bottom_pt <= narrow.bottom_pt else narrow
        head.extend(placed.children)
        self.artifacts.append(placed.icon)
        self.too_wide_pt = max(self.too_wide_pt, placed.too_wide_pt)
        if placed is wide:
            self.lows[0] = wide.bottom_pt
        return placed.bottom_pt

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
            _Beside(self._lines(each.span, size, width - self._indent(each, size)), size, pitch, each)
            for each in remarks
        ]

    def _put_beside(self, texts: Sequence[_Beside], baseline: float) -> list[Element]:
        """Texts under each other, the first level with a number."""
        placed: list[Element] = []
        bottom = baseline
        for text in texts:
            level = baseline - rise_pt(text.lines[0], text.size_pt)
            top = bottom + self.sizes.gaps.said_beside if placed else level
            x, indent = self.columns.organisation, self._indent(text.remark, text.size_pt)
            block = put_block(self.frame, text.lines, x + indent, top, text.size_pt, text.pitch_pt)
            self._sign(text.remark, x, block.marks[0].y_pt, text.size_pt)
            placed.append(Element("P", block.marks))
            bottom = block.bottom_pt
        self.beside_low = bottom
        self._reach(bottom + self.sizes.gaps.text_below)
        return placed

    # --- numbers --------------------------------------------------------------------------------------------------

    def _numbers(self, said: Sequence[Said], baseline: float, *, apart: bool) -> None:
        """The rows of numbers from a first baseline down, each with the frame of its own number for WhatsApp where what
        leads to it must not seem to lead to another."""
        gaps = self.sizes.gaps
        standing = [False] * len(self.columns.numbers)
        above: Said | None = None
        for number, (row, each) in enumerate(zip(self.entry.rows, said, strict=True)):
            leads = self._leads(each.before) if each.before else []
            beside = [*leads, *self._follows(each.after)] if each.after else leads
            ors: dict[int, PlacedLine] = {}
            if above is not None:
                last, baseline = baseline, self._next(row, above, beside, baseline)
                if not above.before and not each.before:
                    between = [at for at, dial in enumerate(row.dials) if dial is not None and standing[at]]
                    line = self._or_line
                    y = max(last + gaps.or_leading * self.sizes.or_, max(self.lows) + gaps.or_clear + line.ink.top)
                    ors = {at: self.frame.put(line, self.columns.numbers[at].start, y) for at in between}
                    if ors:
                        digits = max(gaps.number_below_or, gaps.or_clear - line.ink.bottom)
                        baseline = max(baseline, y + digits + self.dial.cap_pt)
            self._number_row(row, each, beside, len(leads), baseline, ors)
            standing = [
                before or dial is not None for before, dial in zip(standing, row.dials or standing, strict=True)
            ]
            for dial in self._whatsapp_of(number) if apart else ():
                self._framed(dial, 0.0)
            above = each

    @property
    def _or_line(self) -> Line:
        """What stands between numbers of which each will do."""
        size_pt = self.sizes.or_ / self.frame.typography.scale
        return self.frame.paragraph((or_between(self.words.or_, size_pt),)).line(size_pt)

    def _next(self, row: NumberRow, above: Said, beside: Sequence[_Beside], last: float) -> float:
        """The baseline of the next number: what stands under the one above it (an extension, a frame) keeps clear of
        it, and so does what is said of the one of what is said of the other."""
        sizes, gaps = self.sizes, self.sizes.gaps
        rise = self._rise(row)
        under = gaps.next_number + (gaps.next_after_under if above.under else 0.0)
        framed = row.from_both is not None or (self.taken and self.taken[-1][1] > last)
        between = gaps.next_group if framed else 0.0
        baseline = max(last + sizes.number_pitch, max(self.lows) + under + between + rise)
        if beside:
            text = beside[0]
            clear = self.beside_low + gaps.next_number + gaps.next_group + rise_pt(text.lines[0], text.size_pt)
            baseline = max(baseline, last + sizes.number_pitch + gaps.next_said, clear)
        return baseline

    def _number_row(
        self,
        row: NumberRow,
        said: Said,
        beside: Sequence[_Beside],
        leading: int,
        baseline: float,
        ors: dict[int, PlacedLine],
    ) -> None:
        """A row of numbers, with a cell for each side of the border. So much of what is beside it is `leading`."""
        cells: list[list[Element | Mark]] = [[] for _ in self.columns.numbers]
        for at, mark in ors.items():
            cells[at].append(Element("P", (mark,)))
        texts = self._put_beside(beside, baseline) if beside else []
        cells[0].extend(texts[:leading])
        after = texts[leading:]
        if row.from_both is not None:
            self._frame(row.from_both, baseline - self._above_digits - self.dial.cap_pt, [*cells[0], *after])
            return
        for at, (each, column) in enumerate(zip(row.dials, self.columns.numbers, strict=True)):
            if each is not None:
                link, self.lows[at] = put_dial(self.frame, each, self.dial, column.start, baseline)
                cells[at].append(link)
                if said.under:
                    under, self.lows[at] = self._under(said.under, column, baseline)
                    cells[at].extend(under)
        # Brackets reach lower than digits.
        below = max(self.lows) + RULE_CLEAR_PT + LIGHT_RULES.row / 2 - self.sizes.row_pad
        self._reach(max(baseline + self.sizes.gaps.digits, below))
        cells[-1].extend(after)
        self.cells.append(tuple([Element("TD", tuple(content)) for content in cells]))

    def _under(self, remarks: Sequence[Remark], column: NumberColumn, baseline: float) -> tuple[list[Element], float]:
        """What stands under a string, and where it ends."""
        size, gaps = self.sizes.detail, self.sizes.gaps
        width = column.end - column.start
        under: list[Element] = []
        bottom = baseline
        for each in remarks:
            lines = self._lines(each.span, size, width)
            top = baseline + size * gaps.under_number_leading - rise_pt(lines[0], size)
            block = put_block(self.frame, lines, column.start, top, size, size * gaps.under_leading)
            under.append(Element("P", block.marks))
            baseline, bottom = block.marks[-1].y_pt, block.bottom_pt
        self._reach(bottom + gaps.text_below)
        return under, bottom

    # --- WhatsApp -------------------------------------------------------------------------------------------------

    @cached_property
    def _above_digits(self) -> float:
        """From the top of digits to the outline around them, and below them: the word keeps clear of it too."""
        half = FRAME_EM * self.sizes.numbers / 2
        for dial in self.entry.dial_strings():
            if dial.side == BOTH_SIDES:
                ink = whatsapp_in_columns(self.frame, dial, self.words, self.sizes).word.ink
                reach = max(ink.top - self.dial.cap_pt / 2, self.dial.cap_pt / 2 - ink.bottom)
                half = max(half, reach + RULE_CLEAR_PT + OUTLINE_PT / 2)
        return half - self.dial.cap_pt / 2

    def _rise(self, row: NumberRow) -> float:
        """How far a row of numbers reaches above its baseline."""
        return self.dial.cap_pt + (self._above_digits + OUTLINE_PT / 2 if row.from_both is not None else 0.0)

    def _whatsapp_of(self, number: int) -> list[DialString]:
        """The numbers for WhatsApp that are those of a row: the first that has them."""
        first: dict[str, int] = {}
        for at, row in enumerate(self.entry.rows):
            for dial in row.dial_strings():
                first.setdefault(dial.e164, at)
        return [dial for dial in self.entry.whatsapp if first.get(dial.e164) == number]

    def _whatsapp_left(self, *, apart: bool) -> list[DialString]:
        """Those that do not stand with a row."""
        if not self.entry.whatsapp:
            return []
        known = {dial.e164 for row in self.entry.rows for dial in row.dial_strings()} if apart else ()
        return [dial for dial in self.entry.whatsapp if dial.e164 not in known]

    def _framed(self, dial: DialString, first: float) -> None:
        """A number for WhatsApp below the numbers, or level with the name, whose baseline is `first`."""
        gaps = self.sizes.gaps
        if self.taken:
            gap = gaps.whatsapp_between
        elif self.cells:
            gap = gaps.whatsapp_above
        else:
            self._frame(dial, first - self.dial.cap_pt - self._above_digits, [])
            return
        self._frame(dial, max(self.lows) + gap + OUTLINE_PT / 2, [])

    def _frame(self, dial: DialString, top: float, before: Sequence[Element | Mark]) -> None:
        """A number for WhatsApp in a frame across all columns of numbers, the one thing that crosses the border; the
        outline's top at `top`. `before` is read before it."""
        columns, sizes, gaps = self.columns, self.sizes, self.sizes.gaps
        row = whatsapp_in_columns(self.frame, dial, self.words, sizes)
        start, end, height = (
            columns.numbers[0].start,
            columns.numbers[-1].end,
            2 * self._above_digits + self.dial.cap_pt,
        )
        if columns.border is None:
            x = start - row.number_x_pt
            start = x - gaps.whatsapp_inside
        else:
            x = (start + end - row.width_pt(self.frame)) / 2
        self.too_wide_pt = max(self.too_wide_pt, start + gaps.whatsapp_inside - x)
        outline = rounded_box(end - start - OUTLINE_PT, height, height / 2)
        self.artifacts.append(self.frame.put_shape(outline, start + OUTLINE_PT / 2, top, 1.0, stroke_pt=OUTLINE_PT))
        sign, children, _ = row.put(self.frame, x, top + self._above_digits + self.dial.cap_pt)
        self.artifacts.append(sign)
        self.taken.append((top, top + height))
        self.lows = [top + height + OUTLINE_PT / 2 for _ in self.lows]
        self._reach(self.lows[0] + gaps.whatsapp_below)
        self.cells.append((Element("TD", (*before, *children), column_span=len(columns.numbers)),))

    # --- both -----------------------------------------------------------------------------------------------------

    def _contacts(self, top: float) -> None:
        """E-mail address and site, below all else in the first columns and up to the border, as they may be long."""
        x, end = self.columns.organisation, self.columns.numbers[0].end
        for each in self.entry.links:
            placed = put_contact(self.frame, each, x, top + self.sizes.gaps.contact, end - x, self.sizes.detail)
            self.artifacts.append(placed.icon)
            self.cells.append((Element("TD", placed.children, column_span=len(self.columns.numbers)),))
            self.too_wide_pt = max(self.too_wide_pt, placed.too_wide_pt)
            top = placed.bottom_pt
            self._reach(top + self.sizes.gaps.text_below)

    def _reach(self, y: float) -> None:
        self.bottom = max(self.bottom, y)

    def _indent(self, remark: Remark, size: float) -> float:
        return icon_indent_pt(remark.icon, self._icon_pt(remark, size))

    def _icon_pt(self, remark: Remark, size: float) -> float:
        return self.sizes.clock / ICON_WIDTH_EM if remark.icon == "clock" else size

    def _sign(self, remark: Remark, x: float, baseline: float, size: float) -> None:
        """The icon of a remark, if it has one."""
        if remark.icon:
            self.artifacts.append(icon(self.frame, remark.icon, x, baseline, size, self._icon_pt(remark, size)))

    def _pitch(self, size: float, least: float = 0.0, kept: float = 1.0) -> float:
        """From line to line of the reader's language: a part of its own leading, and a least one."""
        return size * max(least, self.frame.typography.label_leading * kept)

    def _lines(self, span: Span, size: float, width: float) -> tuple[Line, ...]:
        return self._checked(self.frame.paragraph((span,)).lines(size, width), width)

    def _checked(self, lines: tuple[Line, ...], width: float) -> tuple[Line, ...]:
        """The same lines, after noting how far they stick out of their column."""
        self.too_wide_pt = max(self.too_wide_pt, sticking_out_pt(lines, width))
        return lines
