"""The columns of the border table: how wide each is, and the type that stands in them."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.flyer import DialString, Flyer
from handouts.layout.page.frame import Frame, Hand
from handouts.layout.parts.border import BORDER_GAP_PT
from handouts.text import Line, Weight

COLUMN_GAP_PT = 10.0
ORGANISATION_LEAST_PT = 120.0
HEADER_GAP_PT = 6.0
HEADER_STRETCH_PT = 8.0
ROW_RULE_LEAST_PT = 0.9
ROW_RULE_PT = 1.2
"""Six of ten copies lose parts of a rule of 0.9 pt, or all of it; of one of 1.2 the lightest keeps three quarters."""


@dataclass(frozen=True, slots=True)
class TableSizes:
    """Type sizes and distances in points. `numbers` and `sturdy` are chosen by the fit: whether streets are in Bold and
    rules between rows heavy enough to outlast the lightest copies."""

    numbers: float = 15.0
    name: float = 12.0
    detail: float = 11.0
    section: float = 12.0
    header: float = 12.0
    marker: float = 13.0
    sentence: float = 16.0
    row_pad: float = 2.8
    sturdy: bool = True

    @property
    def number_pitch(self) -> float:
        return self.numbers * 1.2 + 0.5


def row_rule_pt(*, sturdy: bool) -> float:
    """Of the rules between rows."""
    return ROW_RULE_PT if sturdy else ROW_RULE_LEAST_PT


def numbers_wanted_pt(flyer: Flyer) -> float:
    """Fewer numbers, larger (target notes): 4 number lines or fewer 18 pt, up to 8 16 pt, more 15 pt."""
    count = sum(len(entry.rows) + len(entry.whatsapp) for section in flyer.sections for entry in section.entries)
    return 18.0 if count <= 4 else 16.0 if count <= 8 else 15.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Logical x of the columns, in points."""

    organisation: float
    organisation_end: float
    mexico: float
    mexico_end: float
    border: float
    us: float
    us_end: float

    @property
    def organisation_width(self) -> float:
        return self.organisation_end - self.organisation

    @property
    def too_narrow_pt(self) -> float:
        """What the organisation column lacks of its least width; 0 or less where it is wide enough."""
        return ORGANISATION_LEAST_PT - self.organisation_width


def columns_of(frame: Frame, flyer: Flyer, sizes: TableSizes) -> Columns:
    """A number column is as wide as its longest string, or the longest word of its header, never a fixed share."""
    rows = [row for section in flyer.sections for entry in section.entries for row in entry.rows]
    mexico = max((number_line(frame, row.from_mexico, sizes).width_pt for row in rows if row.from_mexico), default=0.0)
    us = max((number_line(frame, row.from_us, sizes).width_pt for row in rows if row.from_us), default=0.0)
    mexico = _header_width(frame, "MEX", flyer.words.from_mexico, sizes, mexico)
    us = _header_width(frame, "USA", flyer.words.from_us, sizes, us)
    us_x = frame.end_pt - us
    mexico_end = us_x - BORDER_GAP_PT
    mexico_x = mexico_end - mexico
    return Columns(
        organisation=frame.start_pt,
        organisation_end=mexico_x - COLUMN_GAP_PT,
        mexico=mexico_x,
        mexico_end=mexico_end,
        border=us_x - BORDER_GAP_PT / 2,
        us=us_x,
        us_end=frame.end_pt,
    )


def number_line(frame: Frame, dial: DialString, sizes: TableSizes) -> Line:
    """A dial string as it is printed, on one line."""
    return frame.line(dial.printed, sizes.numbers, Weight.BOLD, Hand.NUMBERS)


@dataclass(frozen=True, slots=True)
class Marker:
    """MEX or USA, and the oval around it: width and height in points."""

    line: Line
    width: float
    height: float


def marker_of(frame: Frame, text: str, sizes: TableSizes) -> Marker:
    """The word of a marker and the size of its oval."""
    line = frame.line(text, sizes.marker, Weight.BOLD, Hand.LATIN)
    return Marker(line, line.width_pt + 16, sizes.marker + 7)


def _header_width(frame: Frame, marker: str, text: str, sizes: TableSizes, numbers: float) -> float:
    """The column for a header over numbers of this width: a little wider than they are so that the header stands on
    one line; else it wraps beside its oval, but no word breaks."""
    beside = marker_of(frame, marker, sizes).width + HEADER_GAP_PT
    paragraph = frame.paragraph(text, Weight.BOLD)
    one_line = beside + paragraph.natural_width_pt(sizes.header)
    if one_line <= numbers + HEADER_STRETCH_PT:
        return max(numbers, one_line)
    return max(numbers, beside + paragraph.widest_word_pt(sizes.header))
