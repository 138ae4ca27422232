"""Large print: two sides of one sheet at most, body 18 pt, numbers 24 pt; names stacked above their two numbers.

All numbers and all essentials; details while they fit. Every side says which city, how old, and is complete in what it
shows: the table goes on with its header row repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import (
    AnswersState,
    essential_pieces,
    first_pieces,
    further_pieces,
    left_out_of,
    more_air,
    pieces_by_priority,
)
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, Gain, LaidOut, Relaxation, Sheet, copyfit, last_that_holds
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TOO_BLACK, toner_of
from handouts.layout.parts.answers import AIRS_PT, Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes
from handouts.layout.parts.organisation_stacked import SideDrawing
from handouts.layout.parts.running_head import running_head
from handouts.layout.parts.stacked import TOO_WIDE, StackedTable, flow
from handouts.layout.sheets.large_print_first import STAFF_PT, TABLE, First, FirstSide
from handouts.paper import Paper, mm_from_pt, pt_from_mm

MARGIN_PT = 36.0
BODY_PT = 18.0
HEAD = HeadSizes(
    city=30, city_latin=18, language=20, title=18, say=16, date=24, changing=18, archived=20, beside_floor=9999
)
FOOT = FootSizes(more=18, site=22, disclaimer=18, incomplete=18, staff=STAFF_PT, modules=(pt_from_mm(0.8),))
HEAD_TIGHT = replace(HEAD, title=14, say=12, date=20, changing=14)
FOOT_TIGHT = replace(FOOT, more=14, site=18, disclaimer=16, incomplete=14)
FOOT_TIGHTEST = replace(FOOT, more=12, site=16, disclaimer=13, incomplete=12)
"""Where the sheet is too full or too black: at reading size still, so that numbers and answers keep theirs."""
RUNNING_CITY_PT, RUNNING_DATE_PT = 20.0, 18.0
LEADING_WANTED = 1.5
"""Of the answers, where there is room: large print is easier to read so."""
LEADING_STEPS = 50
"""To one line of 1 em."""
ANSWERS = AnswerSizes(body=BODY_PT, leading=1.25, heading=22, unreviewed=18, question_gap=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _State(AnswersState):
    """`kept_back`: how many rows of the table wait for the second side, whatever the room."""

    head: HeadSizes
    foot: FootSizes
    kept_back: int


def lay_out_large_print(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str
) -> LaidOut | DoesNotFit:
    """Two sides at most; a DoesNotFit that names the millimetres missing otherwise."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    too_wide = StackedTable(frame, flyer, TABLE).too_wide_pt
    if too_wide > 0:
        return DoesNotFit(TOO_WIDE, mm_from_pt(too_wide))
    sheet = _TwoSides(frame, flyer, qr, staff)
    pieces, leading = essential_pieces(flyer), setting.typography.leading
    start = _State(pieces=pieces, leading=leading, body_pt=BODY_PT, head=HEAD, foot=FOOT, kept_back=0)
    found = copyfit(sheet, start)
    if isinstance(found, DoesNotFit):
        return found
    if found.toner >= TOO_BLACK:
        missing = mm_from_pt(frame.height_pt * (found.toner / TOO_BLACK - 1))
        return DoesNotFit("the two sides are too black to copy well even with everything left out that may be", missing)
    for page in found.pages:
        if unfit := sticking_out(page, MARGIN_PT):
            return unfit
    left_out = left_out_of(flyer, found.state.pieces, contact=False, names=False)
    return LaidOut(found.pages, left_out, BODY_PT, sheet.first(found.state).numbers_pt)


# --- both sides ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Second:
    """The second side without its answers. `above`: the running head and the rest of the table; `over_pt`: how far that
    reaches below the margin."""

    above: Part
    foot: Part
    foot_top_pt: float
    over_pt: float


class _TwoSides(Sheet[_State]):
    """Head and table; then a running head, what is left of the table, answers, foot.

    What gives way does so for all numbers and essentials to have room, and for no side to be too black.
    """

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        self._qr = qr
        self._staff = staff
        self._answers = Answers(frame, flyer, columns=1)
        self._first_sides: dict[HeadSizes, FirstSide] = {}
        self._firsts: dict[tuple[HeadSizes, int], First] = {}
        self._seconds: dict[tuple[HeadSizes, int, FootSizes], _Second] = {}

    @property
    def relaxations(self) -> Sequence[Relaxation[_State]]:
        return (
            Relaxation("texts of the foot", lambda state: [replace(state, foot=FOOT_TIGHT)]),
            Relaxation("texts of the head", lambda state: [replace(state, head=HEAD_TIGHT)]),
            Relaxation("texts of the foot once more", lambda state: [replace(state, foot=FOOT_TIGHTEST)]),
            Relaxation("a row on the first side", lambda state: [replace(state, kept_back=1)], afresh=True),
        )

    @property
    def gains(self) -> Sequence[Gain[_State]]:
        return (further_pieces((*first_pieces(self._flyer), *pieces_by_priority(self._flyer))),)

    @property
    def air(self) -> Sequence[Gain[_State]]:
        return (Gain("leading of the answers", last_that_holds(_wider_leadings, _at_leading)), more_air(AIRS_PT))

    def room_left(self, state: _State) -> float:
        second = self._second(state)
        if second.over_pt > 0:
            return -second.over_pt
        below = second.foot_top_pt - FOOT_GAP_PT
        return self._answers.room(ANSWERS.of(state), state.pieces, second.above.bottom_pt, below)

    def lacking(self, state: _State) -> str:
        if self._second(state).over_pt > 0:
            return "the numbers do not fit on two sides"
        return "the two sides are too full even with everything left out that may be"

    def pages(self, state: _State) -> tuple[PlacedPage, ...]:
        return (self.first(state).page, self._second_page(state))

    def toner(self, state: _State) -> float:
        return max(self.first(state).toner, self._second_toner(state))

    def bears(self, state: _State) -> bool:
        return self._second_toner(state) < self.toner_limit

    def first(self, state: _State) -> First:
        """The first side of this state."""
        key = (state.head, state.kept_back)
        if key not in self._firsts:
            if state.head not in self._first_sides:
                self._first_sides[state.head] = FirstSide(self._frame, self._flyer, state.head, self._staff)
            self._firsts[key] = self._first_sides[state.head].with_waiting(state.kept_back)
        return self._firsts[key]

    def _second(self, state: _State) -> _Second:
        key = (state.head, state.kept_back, state.foot)
        if key not in self._seconds:
            self._seconds[key] = self._second_side(self.first(state), state.foot)
        return self._seconds[key]

    def _second_side(self, first: First, sizes: FootSizes) -> _Second:
        frame, flyer = self._frame, self._flyer
        bottom = frame.height_pt - frame.margin_pt
        top = running_head(frame, flyer, frame.margin_pt, city=RUNNING_CITY_PT, date=RUNNING_DATE_PT)
        side = SideDrawing(top.bottom_pt, [], list(top.artifacts))
        if first.waiting:
            first.table.header(side)
            flow(first.waiting, side, float("inf"))
        over = side.y - bottom
        if first.waiting:
            first.table.close(side)
        rows = (Element("Table", tuple(side.rows)),) if side.rows else ()
        # That the list is incomplete stands under the list or in the foot.
        said = replace(flyer, words=replace(flyer.words, incomplete="")) if first.incomplete else flyer
        foot = lay_out_foot(frame, said, sizes, self._qr, f"{self._staff} · side 2 of 2")
        foot_top = bottom - foot.bottom_pt
        above = Part((*top.elements, *rows), tuple(side.artifacts), side.y)
        return _Second(above, moved_part(foot, foot_top), foot_top, over)

    def _second_page(self, state: _State) -> PlacedPage:
        second = self._second(state)
        answers = self._answers.lay_out(ANSWERS.of(state), state.pieces, second.above.bottom_pt)
        return self._frame.page((second.above, answers, second.foot))

    def _second_toner(self, state: _State) -> float:
        return toner_of(self._second_page(state), self._frame.typesetter)


def _wider_leadings(state: _State) -> list[float]:
    """The leadings up to the wanted one, the least first."""
    steps = range(1, round((LEADING_WANTED - state.leading) * LEADING_STEPS) + 1)
    return [state.leading + step / LEADING_STEPS for step in steps]


def _at_leading(state: _State, leading: float) -> _State:
    return replace(state, leading=leading)
