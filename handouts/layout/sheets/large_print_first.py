"""The first side of large print: the table from its beginning, and how much of it waits for the second side.

As few rows wait as can be; then the numbers are as large as can be; then the sentence that the list is incomplete
stands under it, since it would cost the second side an answer; then rows have the most air.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.content.flyer import Flyer
from handouts.errors import InternalError
from handouts.layout.page.copyfit import DoesNotFit, Relaxation, Sheet, copyfit
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import Element, PlacedPage
from handouts.layout.page.stack import Gap, ParagraphStyle, Text, stack
from handouts.layout.page.toner import TONER_LIMIT, toner_of
from handouts.layout.parts.head import HeadSizes, lay_out_head
from handouts.layout.parts.organisation_stacked import SideDrawing, StackedSizes
from handouts.layout.parts.stacked import TOO_WIDE, StackedBlock, StackedTable, flow
from handouts.layout.parts.staff import lay_out_staff
from handouts.layout.parts.table_rows import SECTION_RULE_PT

TABLE = StackedSizes(
    numbers=24,
    name=18,
    detail=18,
    section=18,
    header=18,
    marker=17,
    sentence=22,
    or_=16,
    row_pad=1.0,
    sturdy=False,  # its toner goes to large letters, and white parts its rows too
)
ROW_PADS_PT = {
    32.0: (13.5, 9.5),
    28.0: (11.5, 7.5),
    TABLE.numbers: (9.5, 6.5, 4.5, 3.5, 2.5, 2.0, 1.5, TABLE.row_pad),
}
"""By size of the numbers, the air around rows; the largest and the roomiest first."""
INCOMPLETE = ParagraphStyle(18.0, by_latin=True)
INCOMPLETE_GAP = Gap(6.0)
"""Above the sentence under the list."""
STAFF_PT = 9.0
STAFF_GAP_PT = 8.0


@dataclass(frozen=True, slots=True)
class First:
    """The first side, finished. `waiting`: the rows of its table for the second. `incomplete`: whether it says that the
    list is incomplete."""

    page: PlacedPage
    toner: float
    numbers_pt: float
    table: StackedTable
    waiting: Sequence[StackedBlock]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class _State:
    """`waiting`: how many rows do. `incomplete`: whether that sentence stands under the list."""

    waiting: int
    numbers_pt: float
    incomplete: bool
    row_pad_pt: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """The table at one size. `bottoms_pt`: where it ends with none, one, two of its rows, to the first one that does
    not fit any more."""

    table: StackedTable
    blocks: Sequence[StackedBlock]
    bottoms_pt: Sequence[float]


class FirstSide(Sheet[_State]):
    """Head, table, the sentence under it, staff line."""

    def __init__(self, frame: Frame, flyer: Flyer, head: HeadSizes, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        self._head = lay_out_head(frame, flyer, head, frame.margin_pt)
        line = f"{staff} · side 1 of 2"
        bottom = frame.height_pt - frame.margin_pt
        height = lay_out_staff(frame, line, STAFF_PT, frame.measure_pt, 0.0).bottom_pt
        self._staff = lay_out_staff(frame, line, STAFF_PT, frame.measure_pt, bottom - height)
        self._limit_pt = bottom - height - STAFF_GAP_PT
        self._rows_at: dict[tuple[float, float], _Rows] = {}

    @property
    def relaxations(self) -> Sequence[Relaxation[_State]]:
        return (
            Relaxation("air around rows", _less_air),
            Relaxation("the sentence under the list", lambda state: [replace(state, incomplete=False)], afresh=True),
            Relaxation("size of the numbers", _smaller_numbers, afresh=True),
            Relaxation("rows on this side", self._more_waiting, afresh=True),
        )

    def with_waiting(self, least: int) -> First:
        """This side with so many rows waiting for the second, or more where it has no room for the others."""
        numbers_pt = next(iter(ROW_PADS_PT))
        start = _State(least, numbers_pt, incomplete=True, row_pad_pt=ROW_PADS_PT[numbers_pt][0])
        found = copyfit(self, start)
        if isinstance(found, DoesNotFit):
            raise InternalError(f"a side without rows does not fit: {found.what}")
        state, (page,) = found.state, found.pages
        toner = toner_of(page, self._frame.typesetter)
        if state.incomplete and toner >= TONER_LIMIT:
            state = replace(state, incomplete=False)
            (page,) = self.pages(state)
            toner = toner_of(page, self._frame.typesetter)
        rows = self._rows(state)
        waiting = rows.blocks[_standing(rows, state) :]
        return First(page, toner, state.numbers_pt, rows.table, waiting, state.incomplete)

    def room_left(self, state: _State) -> float:
        rows = self._rows(state)
        if rows.table.too_wide_pt > 0:
            return -rows.table.too_wide_pt
        standing = _standing(rows, state)
        bottom = rows.bottoms_pt[min(standing, len(rows.bottoms_pt) - 1)]
        # A side without rows is as full as it is.
        room = self._limit_pt - SECTION_RULE_PT - bottom if standing else 0.0
        if room >= 0 and state.incomplete:
            return min(room, self._limit_pt - self._incomplete(bottom + SECTION_RULE_PT).bottom_pt)
        return room

    def lacking(self, _state: _State) -> str:
        return TOO_WIDE

    def pages(self, state: _State) -> tuple[PlacedPage, ...]:
        rows = self._rows(state)
        side = SideDrawing(self._head.bottom_pt)
        rows.table.opening(side)
        flow(rows.blocks[: _standing(rows, state)], side, float("inf"))
        rows.table.close(side)
        table = Part((Element("Table", tuple(side.rows)),), tuple(side.artifacts), side.y)
        incomplete = (self._incomplete(side.y),) if state.incomplete else ()
        return (self._frame.page((self._head, table, *incomplete, self._staff)),)

    def _more_waiting(self, state: _State) -> list[_State]:
        return [replace(state, waiting=count) for count in range(state.waiting + 1, len(self._rows(state).blocks) + 1)]

    def _rows(self, state: _State) -> _Rows:
        key = (state.numbers_pt, state.row_pad_pt)
        if key not in self._rows_at:
            sizes = replace(TABLE, numbers=state.numbers_pt, row_pad=state.row_pad_pt)
            table = StackedTable(self._frame, self._flyer, sizes)
            blocks, side = table.blocks(), SideDrawing(self._head.bottom_pt)
            table.opening(side)
            bottoms = [side.y]
            for block in blocks:
                block(side)
                bottoms.append(side.y)
                if side.y > self._limit_pt:
                    break
            self._rows_at[key] = _Rows(table, blocks, bottoms)
        return self._rows_at[key]

    def _incomplete(self, top_pt: float) -> Part:
        """The sentence under the list."""
        return stack(self._frame, (INCOMPLETE_GAP, Text(self._flyer.words.incomplete, INCOMPLETE)), top_pt)


def _standing(rows: _Rows, state: _State) -> int:
    """How many rows stand on the first side."""
    return max(0, len(rows.blocks) - state.waiting)


def _less_air(state: _State) -> list[_State]:
    return [replace(state, row_pad_pt=pad) for pad in ROW_PADS_PT[state.numbers_pt] if pad < state.row_pad_pt]


def _smaller_numbers(state: _State) -> list[_State]:
    return [
        replace(state, numbers_pt=numbers, row_pad_pt=pads[0])
        for numbers, pads in ROW_PADS_PT.items()
        if numbers < state.numbers_pt
    ]
