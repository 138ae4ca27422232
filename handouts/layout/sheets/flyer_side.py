"""One side of a flyer: what stands on it, in which order it gives way, and what it is given back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple, TypeAlias

from handouts.layout.page.answers_fit import (
    SIZE_STEP_PT,
    fewer_first_pieces,
    further_pieces,
    more_air,
    plain_essentials,
    shows_all,
    sizes_below,
    smaller_answers,
    tighter_leading,
    tighter_leadings,
)
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.columns import Parted
from handouts.layout.page.copyfit import (
    DoesNotFit,
    Fitted,
    Gain,
    Holds,
    Relaxation,
    Sheet,
    copyfit,
    first_that_holds,
    last_that_fits,
)
from handouts.layout.page.kept import Kept
from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.stack import Block, stack
from handouts.layout.parts.answers import AIRS_PT, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT
from handouts.layout.parts.table import Table
from handouts.layout.parts.table_columns import numbers_wanted_pt
from handouts.layout.sheets.flyer_parts import (
    MARGIN_PT,
    FlyerParts,
    Notes,
    PiecesInOrder,
    Setting,
    StandingFoot,
    WeighedPart,
)

ANSWERS = AnswerSizes(body=12, leading=1.25, unreviewed=0)
NUMBERS_FLOOR_PT = 14.0
TOO_WIDE = "a word in the organisations' column is too wide beside the numbers"
AIR_LEFT_PT = 0.01
"""What stays free of the room that is given away: sums of floats differ in their last digits."""
UNEVEN_LINES = 2.5
"""How much longer than need be a column may be so that no answer is parted."""
_COURSES_KEPT = 256
GROWTH_PT = 2.0
"""How far above the wanted size the answers grow where everything is printed and room is left."""


_Besides: TypeAlias = tuple[float, bool, bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class SidePlan:
    """What a side has to show. `shown`: organisations, by their numbers in reading order; `back`: it is the back of the
    sheet; `answers`: whether it carries them; `names`: whether it is the side for the names without a number; `more`:
    how many organisations more there are, in words; `two_sided`: whether there is another side; `pointers`: to what
    stands there; `pieces`: those of answers that it may show, None for all: what says that all answers stand on the
    other side shows none that does not.
    """

    shown: tuple[int, ...]
    back: bool = False
    answers: bool = True
    names: bool = True
    more: str = ""
    two_sided: bool = False
    pointers: tuple[str, ...] = ()
    pieces: frozenset[str] | None = None


class SideState(NamedTuple):
    """An AnswersState. `contact`, `names`: whether those lines are printed. `tight`: whether white of the table has
    given way; `small`: sizes in head and foot; `light`: the weight of the rules."""

    pieces: tuple[str, ...]
    leading: float
    body_pt: float
    numbers_pt: float
    contact: bool
    names: bool
    parted: Parted = Parted.ANYWHERE
    apart: bool = False
    strong: bool = True
    air_pt: float = 0.0
    tight: bool = False
    small: bool = False
    light: bool = False

    @property
    def besides_answers(self) -> _Besides:
        """All of which the room and the toner depend besides the answers and air."""
        return self.numbers_pt, self.tight, self.small, self.light, self.contact, self.names

    @property
    def setting(self) -> Setting:
        return Setting(self.numbers_pt, self.tight, self.small, self.light)


class _Room(NamedTuple):
    """The room that is left for answers with no air around rows, and how often air counts; or by how much a word is too
    wide (negative), and that it is."""

    left_pt: float
    pads: float
    is_too_wide: bool


class _CourseKey(NamedTuple):
    """All on which a search depends before it asks a side for its room a second time, or how black it is. The heights
    of answers depend on their pieces and heading."""

    page_pt: tuple[float, float, float]
    pieces: PiecesInOrder
    heading: str
    has_answers: bool
    may_show: frozenset[str] | None
    start: SideState
    room: _Room


class _Course(NamedTuple):
    """How a search went: what a side said of its room and whether it was light enough, as often as it was asked, and
    the state in which it ended. It went on for no other reason."""

    rooms: tuple[tuple[SideState, _Room], ...]
    light: tuple[tuple[SideState, bool], ...]
    end: SideState


class KeptCourses:
    """How searches went: where as many lines stand they go alike, whatever is in them. While somebody types, most
    pictures are of sheets whose course is known; a build asks in vain, at the price of one more state.
    `python -m benchmarks --kept` says what it is worth."""

    def __init__(self) -> None:
        self.courses: Kept[_CourseKey, _Course] = Kept(_COURSES_KEPT)


class FlyerSide(Sheet[SideState]):
    """Head, table, what is said below it, answers, foot. Each is set once; what depends on the state is moved."""

    def __init__(self, parts: FlyerParts, plan: SidePlan) -> None:
        self._parts = parts
        self._plan = plan
        self._frame = parts.frame
        self._tables: dict[Setting, Table] = {}
        self._noted: dict[bool, WeighedPart] = {}
        self._rooms: dict[_Besides, _Room] = {}
        self._black_pt2: dict[_Besides, float] = {}  # of all but the answers
        self._told_rooms: dict[_Besides, tuple[SideState, _Room]] = {}
        self._told_light: list[tuple[SideState, bool]] = []
        self._stuck_out = False

    def fitted(self) -> Fitted[SideState] | DoesNotFit:
        """The side as it fits: found by the search, or at the end of the course of another that would go alike."""
        courses, key = self._frame.setting.keeper(KeptCourses).courses, self._course_key
        course = courses.known(key)
        found = self._at_the_end_of(course) if course else None
        if found is not None:
            return found
        self._told_rooms.clear()
        self._told_light.clear()
        self._stuck_out = False
        searched = copyfit(self, self.start)
        if isinstance(searched, Fitted) and searched.toner < self.toner_limit and not self._stuck_out:
            courses.keep(key, _Course(tuple(self._told_rooms.values()), tuple(self._told_light), searched.state))
        return searched

    @property
    def _course_key(self) -> _CourseKey:
        parts, plan, start = self._parts, self._plan, self.start
        heading = parts.flyer.words.answers_heading
        return _CourseKey(parts.page_pt, parts.pieces, heading, plan.answers, plan.pieces, start, self._room(start))

    def _at_the_end_of(self, course: _Course) -> Fitted[SideState] | None:
        """The side in the state to which this course leads; None where it answers otherwise on the way, or sticks
        out."""
        if any(self._room(state) != room for state, room in course.rooms):
            return None
        toner = 0.0
        for state, was_light in course.light:
            toner = self.toner(state)
            if (toner < self.toner_limit) != was_light:
                return None
        pages = self.pages(course.end)
        return None if self.sticking_out(pages) else Fitted(course.end, pages, toner)

    @cached_property
    def start(self) -> SideState:
        """As everything is wanted."""
        typography, flyer = self._frame.typography, self._parts.flyer
        return SideState(
            pieces=tuple(filter(self._may_show, self._parts.pieces.wanted)) if self._plan.answers else (),
            leading=typography.leading,
            body_pt=typography.body_wanted_pt,
            numbers_pt=numbers_wanted_pt(flyer),
            contact=bool(flyer.words.contact and self._plan.shown) and not self._plan.back,
            names=bool(flyer.words.see_website) and self._plan.names,
            apart=True,
        )

    @property
    def relaxations(self) -> Sequence[Relaxation[SideState]]:
        typography = self._frame.typography
        return (
            Relaxation("answers below their questions", lambda state: [state._replace(apart=False)]),
            Relaxation("whom to contact", lambda state: [state._replace(contact=False)]),
            tighter_leading(typography),
            smaller_answers(typography),
            fewer_first_pieces(self._parts.flyer.questions),
            Relaxation("white of the table", lambda state: [state._replace(tight=True)]),
            Relaxation("sizes in head and foot", lambda state: [state._replace(small=True)]),
            plain_essentials(typography),
            Relaxation("names without a number", lambda state: [state._replace(names=False)]),
            Relaxation(
                "size of the numbers",
                lambda state: [
                    state._replace(numbers_pt=size) for size in sizes_below(state.numbers_pt, NUMBERS_FLOOR_PT)
                ],
            ),
            Relaxation("weight of the rules, size of the code", lambda state: [state._replace(light=True)]),
        )

    @property
    def gains(self) -> Sequence[Gain[SideState]]:
        white: Gain[SideState] = Gain("white of the table", first_that_holds(_with_white))
        if not self._plan.answers:
            return (white,)
        pieces = [piece for piece in self._parts.pieces.by_priority if self._may_show(piece.id)]
        larger = Gain("larger answers", self._larger)
        # What gave way last comes back first; sizes above the wanted one only where everything is printed.
        return (white, larger, further_pieces(pieces), larger)

    @property
    def air(self) -> Sequence[Gain[SideState]]:
        whole: tuple[Gain[SideState], ...] = (
            Gain("answers that are not parted", self._unparted),
            Gain("answers below their questions", first_that_holds(lambda state: [state._replace(apart=True)])),
        )
        return (*(whole if self._plan.answers else ()), more_air(AIRS_PT))

    def room_left(self, state: SideState) -> float:
        key = state.besides_answers
        told = self._told_rooms.get(key)
        if told is None:
            told = self._told_rooms[key] = state, self._room(state)
        left, pads, is_too_wide = told[1]
        if self._plan.answers and not is_too_wide:
            left -= self._parts.answers.height_pt(ANSWERS.of(state), state.pieces)
        return left - pads * state.air_pt - AIR_LEFT_PT if state.air_pt else left

    def _room(self, state: SideState) -> _Room:
        key = state.besides_answers
        found = self._rooms.get(key)
        if found is None:
            found = self._rooms[key] = self._room_for_answers(state)
        return found

    def _room_for_answers(self, state: SideState) -> _Room:
        used, pads = self._head(state).part.bottom_pt + self._notes(state).part.bottom_pt, 0.0
        if self._has_table:
            table = self._table(state)
            if table.too_wide_pt > 0:
                return _Room(-table.too_wide_pt, 0.0, is_too_wide=True)
            height = table.height_pt(contact=state.contact)
            used += height
            pads = table.height_pt(contact=state.contact, air_pt=1.0) - height
        return _Room(self._foot(state).top_pt - FOOT_GAP_PT - used, pads, is_too_wide=False)

    def lacking(self, state: SideState) -> str:
        if self._has_table and self._table(state).too_wide_pt > 0:
            return TOO_WIDE
        return "the page is too full even with everything left out that may be"

    def pages(self, state: SideState) -> tuple[PlacedPage, ...]:
        head = self._head(state).part
        blocks: list[Block] = []
        if self._has_table:
            blocks.append(partial(self._table(state).part, contact=state.contact, air_pt=state.air_pt))
        blocks.append(self._notes(state).part)
        if self._plan.answers:
            blocks.append(partial(self._parts.standing_answers, ANSWERS.of(state), state.pieces))
        body = stack(self._frame, blocks, head.bottom_pt)
        return (self._frame.page((head, body, self._foot(state).part)),)

    def toner(self, state: SideState) -> float:
        key = state.besides_answers
        black = self._black_pt2.get(key)
        if black is None:
            black = self._head(state).black_pt2 + self._foot(state).black_pt2 + self._notes(state).black_pt2
            if self._has_table:
                black += self._table(state).black_pt2(contact=state.contact)
            self._black_pt2[key] = black
        if self._plan.answers:
            black += self._parts.answers.black_pt2(ANSWERS.of(state), state.pieces)
        toner = black / (self._frame.width_pt * self._frame.height_pt)
        self._told_light.append((state, toner < self.toner_limit))
        return toner

    def sticking_out(self, pages: Sequence[PlacedPage]) -> DoesNotFit | None:
        found = sticking_out(pages[0], MARGIN_PT)
        self._stuck_out |= found is not None
        return found

    # --- given back -------------------------------------------------------------------------------------------------

    def _larger(self, state: SideState, holds: Holds[SideState]) -> Iterator[SideState]:
        """Ever larger sizes, each with the widest leading that it has room for, up to the wanted one; beyond that where
        every piece is printed."""
        typography = self._frame.typography
        most = typography.body_wanted_pt + (GROWTH_PT if shows_all(self._parts.flyer, state.pieces) else 0.0)
        leadings = (typography.leading, *tighter_leadings(typography))
        size = state.body_pt
        while size <= most:
            found = next((each for each in leadings if holds(state._replace(body_pt=size, leading=each))), None)
            if found is None:
                return
            state = state._replace(body_pt=size, leading=found)
            yield state
            size += SIZE_STEP_PT

    def _unparted(self, state: SideState, holds: Holds[SideState]) -> Iterator[SideState]:
        """No answer is parted between the columns, where there is room and they stay about even; else none so that one
        of its lines stands alone, for which rows come closer to each other too.

        Who reads slowly loses an answer that goes on elsewhere, and does not see a leading that is 2 or 4 % tighter, or
        half a point less in size.
        """
        typography = self._frame.typography
        bodies = [each for each in (state.body_pt, state.body_pt - SIZE_STEP_PT) if each >= typography.body_floor_pt]
        leadings = [each for each in reversed(tighter_leadings(typography)) if each < state.leading]
        aparts = dict.fromkeys((state.apart, False))
        ways = ((Parted.NOWHERE, state.tight), (Parted.IN_COMPANY, state.tight), (Parted.IN_COMPANY, True))
        for (how, tight), apart, body_pt in product(dict.fromkeys(ways), aparts, bodies):
            parted = state._replace(body_pt=body_pt, apart=apart, tight=tight)
            better = parted._replace(parted=how)
            cost = self.room_left(parted) - self.room_left(better)
            if cost > UNEVEN_LINES * body_pt * state.leading:
                continue
            found = last_that_fits([*(better._replace(leading=each) for each in leadings), better], holds)
            if found is not None:
                yield found
                return

    def _may_show(self, piece: str) -> bool:
        return self._plan.pieces is None or piece in self._plan.pieces

    # --- its parts --------------------------------------------------------------------------------------------------

    @property
    def _has_table(self) -> bool:
        """That there is no local number stands in the table, on the front, whatever else does."""
        return bool(self._plan.shown or (self._parts.flyer.words.no_local_number and not self._plan.back))

    def _table(self, state: SideState) -> Table:
        setting = state.setting
        found = self._tables.get(setting)
        if found is None:
            rows = self._parts.rows(setting)
            found = self._tables[setting] = Table(rows, self._plan.shown, continued=self._plan.back)
        return found

    def _head(self, state: SideState) -> WeighedPart:
        plan = self._plan
        return self._parts.back_head(state.setting, plan.pointers) if plan.back else self._parts.head(state.setting)

    def _foot(self, state: SideState) -> StandingFoot:
        side = "" if not self._plan.two_sided else "side 2 of 2" if self._plan.back else "side 1 of 2"
        return self._parts.foot(state.setting, side, back=self._plan.back)

    def _notes(self, state: SideState) -> WeighedPart:
        """What stands between the table and the answers, from y = 0 down: names without a number, how many
        organisations more there are, what the other side has. On the back the last stands in the head."""
        if state.names not in self._noted:
            plan, words = self._plan, self._parts.flyer.words
            pointers = () if plan.back else plan.pointers
            names = (words.see_website, words.names) if state.names else ("", ())
            self._noted[state.names] = self._parts.notes(Notes(*names, plan.more, pointers, ruled=plan.answers))
        return self._noted[state.names]


def _with_white(state: SideState) -> Sequence[SideState]:
    """With the white that gave way, where that was for toner alone."""
    return [state._replace(tight=False)] if state.tight else []
