"""The columns of a stacked table: names stand above their numbers, so that these have all the width."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Frame
from handouts.layout.parts.border_sides import SideHeading
from handouts.layout.parts.table_columns import Columns, NumberColumn, widest_strings_pt

CLEAR_PT, CLEAR_LEAST_PT = 12.0, 11.0
"""White on both sides of the border: what is wanted, and what is enough where the strings are long."""
HEADING_SLACK_PT = 0.5
"""What a heading has more than it needs."""


def folded_columns_of(
    frame: Frame, flyer: Flyer, headings: Sequence[SideHeading], numbers_pt: float
) -> tuple[Columns, float]:
    """The columns of two pages that face each other, with the frame's margin on both sides of the fold, which is the
    border; and what they lack, 0 or less where nothing."""
    middle, inner = (frame.start_pt + frame.end_pt) / 2, frame.margin_pt
    numbers = NumberColumn(frame.start_pt, middle - inner), NumberColumn(middle + inner, frame.end_pt)
    strings = widest_strings_pt(frame, flyer, numbers_pt)
    widest = max(*strings, *(heading.narrowest_pt + HEADING_SLACK_PT for heading in headings))
    return Columns(frame.start_pt, frame.end_pt, numbers, middle), widest - (middle - inner - frame.start_pt)


def stacked_columns_of(
    frame: Frame, flyer: Flyer, headings: Sequence[SideHeading], numbers_pt: float, border_pt: float
) -> tuple[Columns, float]:
    """The columns around a border of this weight; and what they lack to have room side by side, 0 or less where
    nothing.

    The border stands in the middle, or as near to it as the longest string and the heading of each side let it. A
    heading stands on one line, or wraps beside its sign, where no word breaks.
    """
    strings = widest_strings_pt(frame, flyer, numbers_pt)
    if not headings:
        alone = NumberColumn(frame.start_pt, frame.end_pt)
        return Columns(frame.start_pt, frame.end_pt, (alone,), None), strings[0] - frame.measure_pt
    both = tuple(zip(strings, headings, strict=True))
    first, last = (max(width, heading.one_line_pt + HEADING_SLACK_PT) for width, heading in both)
    if first + last + 2 * CLEAR_PT + border_pt > frame.measure_pt:
        first, last = (max(width, heading.narrowest_pt + HEADING_SLACK_PT) for width, heading in both)
    room = frame.measure_pt - first - last - border_pt
    clear = max(CLEAR_LEAST_PT, min(CLEAR_PT, room / 2))
    beside = clear + border_pt / 2
    middle = (frame.start_pt + frame.end_pt) / 2
    border = max(min(middle, frame.end_pt - last - beside), frame.start_pt + first + beside)
    numbers = NumberColumn(frame.start_pt, border - beside), NumberColumn(border + beside, frame.end_pt)
    return Columns(frame.start_pt, frame.end_pt, numbers, border), 2 * CLEAR_LEAST_PT - room
