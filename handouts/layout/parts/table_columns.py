"""The columns of the border table: how wide each is, the gaps between and in them, the type that stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.content.flyer import BOTH_SIDES, DialString, Flyer
from handouts.content.words import Words
from handouts.layout.page.frame import Edge, Frame
from handouts.layout.page.typography import weight_among_numbers
from handouts.layout.parts.border_sides import SideHeading
from handouts.layout.parts.marks import RULES, RuleWeights
from handouts.layout.parts.organisation import DialType, WhatsApp, WhatsAppGaps, dial_line, dial_paragraph

GAP_BETWEEN_NUMBER_COLUMNS_PT = 27.0
"""With the border line in its middle: at least 11 pt clear on both sides of it."""
GAP_BEFORE_NUMBERS_PT = 10.0
"""Between the organisations' column and the first one of numbers."""
NUMBERS_WANTED_PT = ((4, 18.0), (8, 16.0))
"""Up to so many rows of numbers, so large."""
NUMBERS_OF_MANY_PT = 15.0
ALONE_LARGER_PT = 3.0
ORGANISATION_LEAST_PT = 120.0
HEADING_STRETCH_PT = 8.0
"""How much wider than its numbers a column may be so that its heading stands on one line."""


WHATSAPP_GAPS = WhatsAppGaps(icon=5.0, number=9.0, clear_edge=Edge.END)


@dataclass(frozen=True, eq=False, slots=True)
class ColumnGaps:
    """How far apart things stand in a row of the table, in points; leadings in parts of the size.

    Compared by identity: as a part of TableSizes it is looked up for every state of a fit.
    """

    digits: float = 2.9  # above and below digits, beyond the padding of a row
    text_below: float = 0.4  # below text, whose descent is reckoned with
    number_leading: float = 1.2
    number_extra: float = 0.5  # beyond that, from one number's baseline to the next
    name_leading: float = 1.2
    second_line: float = 1.2  # from the baseline above it, in parts of its size; ink of its own asks for more
    numbers_below_name: float = 4.0  # where numbers have words of their own, and stand below the name
    said_beside: float = 1.5  # between what is said of one number
    said_leading: float = 1.25
    said_leading_kept: float = 0.98
    under_number_leading: float = 1.35  # from a number's baseline to that of what is said under it
    under_leading: float = 1.25
    next_number: float = 2.5  # from what stands under a number to the next
    next_group: float = 3.0  # more where words lead to it, or a frame to or from it: they belong to one number
    next_after_under: float = 3.5  # more, so that an extension is not read with the number below it
    next_said: float = 2.0  # more pitch for a number with words before it
    or_leading: float = 1.05  # from a number's baseline to that of the "or" below it, in parts of its size
    or_clear: float = 3.2  # between its ink and that of the numbers above and below it, at least
    number_below_or: float = 4.7  # from its baseline to the digits below it
    contact: float = 2.0  # above an e-mail address or a site
    detail: float = 1.5  # above what takes lines of its own
    detail_leading: float = 1.23
    detail_leading_kept: float = 0.98
    whatsapp: WhatsAppGaps = WHATSAPP_GAPS
    whatsapp_above: float = 2.2  # from the ink of what stands above its frame to the outline
    whatsapp_below: float = 1.4  # from the outline to the padding of the row
    whatsapp_between: float = 3.0  # from one frame to the next
    whatsapp_inside: float = 12.0  # from the outline to its icon, at least


@dataclass(frozen=True, slots=True)
class TableSizes:
    """Type sizes and distances in points. `numbers` and `sturdy` are chosen by the fit: whether streets are in Bold and
    rules between rows heavy enough to outlast the lightest copies."""

    numbers: float = NUMBERS_OF_MANY_PT
    name: float = 12.0
    detail: float = 11.0
    section: float = 12.0
    header: float = 12.0
    marker: float = 13.0
    sentence: float = 16.0
    or_: float = 10.5
    row_pad: float = 2.4
    clock: float = 16.0  # the height of its icon; below it a copy loses the hands
    sturdy: bool = True
    rules: RuleWeights = RULES
    gaps: ColumnGaps = ColumnGaps()

    @property
    def number_pitch(self) -> float:
        return self.numbers * self.gaps.number_leading + self.gaps.number_extra

    @property
    def dial(self) -> DialType:
        return DialType(self.numbers)


def numbers_wanted_pt(flyer: Flyer) -> float:
    """How large numbers are at most: fewer of them, larger; and those of one side alone, which stand in one column."""
    count = sum(len(entry.rows) + len(entry.whatsapp) for section in flyer.sections for entry in section.entries)
    wanted = next((size for most, size in NUMBERS_WANTED_PT if count <= most), NUMBERS_OF_MANY_PT)
    return wanted if flyer.words.sides else wanted + ALONE_LARGER_PT


class NumberColumn(NamedTuple):
    """The strings that are dialled from one side of the border: logical x, in points."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Logical x of the columns, in points; `numbers` in the order of the sides. Without a `border` there is one."""

    organisation: float
    organisation_end: float
    numbers: tuple[NumberColumn, ...]
    border: float | None

    @property
    def count(self) -> int:
        return 1 + len(self.numbers)

    @property
    def organisation_width(self) -> float:
        return self.organisation_end - self.organisation

    @property
    def too_narrow_pt(self) -> float:
        """What the organisation column lacks of its least width; 0 or less where it is wide enough."""
        return ORGANISATION_LEAST_PT - self.organisation_width


def columns_of(
    frame: Frame, flyer: Flyer, headings: Sequence[SideHeading], sizes: TableSizes, widest_em: Sequence[float]
) -> Columns:
    """Names and numbers beside each other. A number column is as wide as its longest string, or the longest word of its
    header, never a fixed share. `widest_em`: of `widest_strings_em`."""
    strings = [width * sizes.numbers for width in widest_em]
    if not headings:
        return _one_column(frame, flyer, sizes, *strings)
    mexico, us = (_stretched_pt(heading, width) for heading, width in zip(headings, strings, strict=True))
    us_start = frame.end_pt - us
    mexico_end = us_start - GAP_BETWEEN_NUMBER_COLUMNS_PT
    mexico_start = mexico_end - mexico
    return Columns(
        organisation=frame.start_pt,
        organisation_end=mexico_start - GAP_BEFORE_NUMBERS_PT,
        numbers=(NumberColumn(mexico_start, mexico_end), NumberColumn(us_start, frame.end_pt)),
        border=us_start - GAP_BETWEEN_NUMBER_COLUMNS_PT / 2,
    )


def _one_column(frame: Frame, flyer: Flyer, sizes: TableSizes, numbers_pt: float) -> Columns:
    """With one side: before its column is room for what leads to numbers for WhatsApp, so that all numbers begin below
    each other."""
    entries = [entry for section in flyer.sections for entry in section.entries]
    whatsapp = [dial for entry in entries for dial in entry.dial_strings() if dial.side == BOTH_SIDES]
    inside = sizes.gaps.whatsapp_inside
    framed = (dial_line(frame, dial, sizes.numbers).width_pt + inside for dial in whatsapp)
    start = frame.end_pt - max([numbers_pt, *framed])
    before = inside + whatsapp_in_columns(frame, whatsapp[0], flyer.words, sizes).number_x_pt if whatsapp else 0.0
    return Columns(
        organisation=frame.start_pt,
        organisation_end=start - before - GAP_BEFORE_NUMBERS_PT,
        numbers=(NumberColumn(start, frame.end_pt),),
        border=None,
    )


def whatsapp_in_columns(frame: Frame, dial: DialString, words: Words, sizes: TableSizes) -> WhatsApp:
    """A number for WhatsApp, with its icon and its word."""
    word = frame.line(words.whatsapp, sizes.name, weight_among_numbers(sizes.name))
    return WhatsApp(dial, sizes.dial, word, sizes.name, sizes.gaps.whatsapp)


def widest_strings_pt(frame: Frame, flyer: Flyer, numbers_pt: float) -> tuple[float, ...]:
    """For each side of the border the width of its longest string, 0 where it has none."""
    return tuple(width * numbers_pt for width in widest_strings_em(frame, flyer))


def widest_strings_em(frame: Frame, flyer: Flyer) -> tuple[float, ...]:
    """The same in the size of the numbers, whatever that is."""
    rows = [row.dials for section in flyer.sections for entry in section.entries for row in entry.rows]
    none: tuple[tuple[DialString, ...], ...] = ((),) * (len(flyer.words.sides) or 1)
    return tuple(
        max([dial_paragraph(frame, dial).natural_width_pt(1.0) for dial in side if dial], default=0.0)
        for side in (zip(*rows, strict=True) if rows else none)
    )


def _stretched_pt(heading: SideHeading, numbers_pt: float) -> float:
    """The column for a heading over numbers of this width: a little wider than they are so that the heading stands on
    one line; else it wraps beside its oval, but no word breaks."""
    one_line = heading.one_line_pt
    if one_line <= numbers_pt + HEADING_STRETCH_PT:
        return max(numbers_pt, one_line)
    return max(numbers_pt, heading.narrowest_pt)
