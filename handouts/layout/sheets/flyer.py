"""One side of one sheet: what stands on it, in which order it gives way, and what it is given back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import (
    SIZE_STEP_PT,
    AnswersState,
    fewer_first_pieces,
    further_pieces,
    left_out_of,
    more_air,
    pieces_by_priority,
    pieces_wanted,
    sizes_below,
    smaller_answers,
    tighter_leading,
    tighter_leadings,
)
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import (
    DoesNotFit,
    Gain,
    Holds,
    LaidOut,
    Relaxation,
    Sheet,
    copyfit,
    first_that_holds,
    last_that_fits,
)
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import PlacedPage, Shape, marks_of
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, stack
from handouts.layout.page.toner import black_lines_pt2, black_pt2
from handouts.layout.parts.answers import AIRS_PT, Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes, lay_out_head
from handouts.layout.parts.marks import LIGHT_RULES, RULES, RuleWeights
from handouts.layout.parts.table import Table
from handouts.layout.parts.table_columns import ColumnGaps, TableSizes, numbers_wanted_pt
from handouts.paper import Paper

MARGIN_PT = 36.0
"""0.5 inch for text, measured on ink."""
HEAD = HeadSizes()
ANSWERS = AnswerSizes(body=12, leading=1.25, unreviewed=0)
FOOT = FootSizes(unreviewed=11, across=True)
HEAD_TIGHT = replace(HEAD, city_floor=20.0, title=12.0, changing=11.0, air=0.6)
FOOT_TIGHT = replace(FOOT, site=14.0, air=0.6, across=False, modules=FOOT.modules[-1:])
"""Where essentials would have no room: less white, and nothing above the least size that it may have."""
TABLE = TableSizes()
TABLE_TIGHT = replace(
    TABLE,
    row_pad=2.0,
    gaps=ColumnGaps(digits=1.9, text_below=-0.3, second_line=1.12, or_clear=2.6, number_below_or=3.6),
)
NUMBERS_FLOOR_PT = 14.0
NAMES = ParagraphStyle(11.0, by_latin=True)
NAMES_GAP = Gap(3.5)
"""Above and below the names without a number."""
NAMES_RULE = Rule(RULES.section)
AIR_LEFT_PT = 0.01
"""What stays free of the room that is given away: sums of floats differ in their last digits."""
UNEVEN_LINES = 2.5
"""How much longer than need be a column may be so that no answer is parted."""
GROWTH_PT = 2.0
"""How far above the wanted size the answers grow where everything is printed and room is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State(AnswersState):
    """`contact`, `names`: whether those lines are printed. `tight`: whether white has given way; `light`: whether the
    rules have."""

    numbers_pt: float
    contact: bool
    names: bool
    tight: bool = False
    light: bool = False


def lay_out_flyer(
    flyer: Flyer,
    setting: LanguageSetting,
    paper: Paper,
    qr: Shape,
    staff: str,
    sides: str = "auto",  # noqa: ARG001 - the back is not laid out yet
) -> LaidOut | DoesNotFit:
    """Lay out one flyer on one side of one sheet. `qr` comes from `qr_shape`, `staff` is the staff line, with a slot
    for its code."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    typography = setting.typography
    wanted = _State(
        pieces=pieces_wanted(flyer),
        leading=typography.leading,
        body_pt=typography.body_wanted_pt,
        numbers_pt=numbers_wanted_pt(flyer),
        contact=bool(flyer.words.contact),
        names=bool(flyer.words.see_website),
        apart=True,
    )
    found = copyfit(_FlyerSheet(frame, flyer, qr, staff), wanted)
    if isinstance(found, DoesNotFit):
        return found
    state = found.state
    left_out = left_out_of(flyer, state.pieces, contact=state.contact, names=state.names)
    return LaidOut(found.pages, left_out, state.body_pt, state.numbers_pt)


class _Foot(NamedTuple):
    """The foot where it stands, and from where."""

    part: Part
    top_pt: float


class _FlyerSheet(Sheet[_State]):
    """Head, table, names without a number, answers, foot. Each is set once; what depends on the state is moved."""

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        self._qr = qr
        self._staff = staff
        self._heads: dict[tuple[float, bool, bool], Part] = {}
        self._feet: dict[tuple[bool, bool], _Foot] = {}
        self._answers = Answers(frame, flyer)
        self._tables: dict[tuple[float, bool, bool], Table] = {}
        self._black_pt2: dict[tuple[float, bool, bool, bool, bool], float] = {}  # of all but the answers

    @property
    def relaxations(self) -> Sequence[Relaxation[_State]]:
        typography = self._frame.typography
        return (
            Relaxation("answers below their questions", lambda state: [replace(state, apart=False)]),
            Relaxation("whom to contact", lambda state: [replace(state, contact=False)]),
            tighter_leading(typography),
            smaller_answers(typography),
            fewer_first_pieces(self._flyer),
            Relaxation("white", lambda state: [replace(state, tight=True)]),
            Relaxation("names without a number", lambda state: [replace(state, names=False)]),
            Relaxation(
                "size of the numbers",
                lambda state: [
                    replace(state, numbers_pt=size) for size in sizes_below(state.numbers_pt, NUMBERS_FLOOR_PT)
                ],
            ),
            Relaxation("weight of the rules", lambda state: [replace(state, light=True)]),
        )

    @property
    def gains(self) -> Sequence[Gain[_State]]:
        return (further_pieces(pieces_by_priority(self._flyer)), Gain("larger answers", self._larger))

    @property
    def air(self) -> Sequence[Gain[_State]]:
        return (
            Gain("answers below their questions", first_that_holds(lambda state: [replace(state, apart=True)])),
            Gain("answers that are not parted", self._unparted),
            more_air(AIRS_PT),
        )

    def room_left(self, state: _State) -> float:
        table = self._table(state)
        if table.too_wide_pt > 0:
            return -table.too_wide_pt
        height = table.height_pt(contact=state.contact, air_pt=state.air_pt)
        names = self._names.bottom_pt if state.names else 0.0
        left = (
            self._foot(state).top_pt
            - FOOT_GAP_PT
            - self._head(state).bottom_pt
            - height
            - names
            - self._answers.height_pt(ANSWERS.of(state), state.pieces)
        )
        return left - AIR_LEFT_PT if state.air_pt else left

    def lacking(self, state: _State) -> str:
        if self._table(state).too_wide_pt > 0:
            return "a word in the organisations' column is too wide beside the numbers"
        return "the page is too full even with everything left out that may be"

    def pages(self, state: _State) -> tuple[PlacedPage, ...]:
        head = self._head(state)
        blocks: tuple[Block, ...] = (
            partial(self._table(state).part, contact=state.contact, air_pt=state.air_pt),
            *((self._names,) if state.names else ()),
            partial(self._answers.lay_out, ANSWERS.of(state), state.pieces),
        )
        body = stack(self._frame, blocks, head.bottom_pt)
        return (self._frame.page((head, body, self._foot(state).part)),)

    def toner(self, state: _State) -> float:
        typesetter = self._frame.typesetter
        key = (state.numbers_pt, state.tight, state.light, state.contact, state.names)
        above = self._black_pt2.get(key)
        if above is None:
            parts = (self._head(state), self._foot(state).part, *((self._names,) if state.names else ()))
            marks = (mark for part in parts for mark in (*part.artifacts, *marks_of(part.elements)))
            above = black_pt2(marks, typesetter)
            above += black_pt2(self._table(state).marks(contact=state.contact), typesetter)
            self._black_pt2[key] = above
        lines = self._answers.lines(ANSWERS.of(state), state.pieces)
        return (above + black_lines_pt2(lines, typesetter)) / (self._frame.width_pt * self._frame.height_pt)

    def sticking_out(self, pages: Sequence[PlacedPage]) -> DoesNotFit | None:
        return sticking_out(pages[0], MARGIN_PT)

    # --- given back -------------------------------------------------------------------------------------------------

    def _larger(self, state: _State, holds: Holds[_State]) -> Iterator[_State]:
        """Ever larger sizes, each with the widest leading that it has room for, up to the wanted one; beyond that where
        every piece is printed."""
        typography = self._frame.typography
        everything = len(state.pieces) == sum(len(question.answers) for question in self._flyer.questions)
        most = typography.body_wanted_pt + (GROWTH_PT if everything else 0.0)
        leadings = (typography.leading, *tighter_leadings(typography))
        size = state.body_pt
        while size <= most:
            found = next((each for each in leadings if holds(replace(state, body_pt=size, leading=each))), None)
            if found is None:
                return
            state = replace(state, body_pt=size, leading=found)
            yield state
            size += SIZE_STEP_PT

    def _unparted(self, state: _State, holds: Holds[_State]) -> Iterator[_State]:
        """No answer is parted between the columns, where there is room and they stay about even.

        Who reads slowly loses an answer that goes on elsewhere, and does not see a leading that is 2 or 4 % tighter, or
        half a point less in size.
        """
        typography = self._frame.typography
        for body_pt in (state.body_pt, state.body_pt - SIZE_STEP_PT):
            parted = replace(state, body_pt=body_pt)
            whole = replace(parted, whole=True)
            cost = self.room_left(parted) - self.room_left(whole)
            if body_pt < typography.body_floor_pt or cost > UNEVEN_LINES * body_pt * state.leading:
                continue
            leadings = [each for each in reversed(tighter_leadings(typography)) if each < state.leading]
            found = last_that_fits([*(replace(whole, leading=each) for each in leadings), whole], holds)
            if found is not None:
                yield found
                return

    # --- its parts --------------------------------------------------------------------------------------------------

    def _table(self, state: _State) -> Table:
        key = (state.numbers_pt, state.tight, state.light)
        if key not in self._tables:
            sizes = replace(TABLE_TIGHT if state.tight else TABLE, numbers=state.numbers_pt, rules=_rules(state))
            self._tables[key] = Table(self._frame, self._flyer, sizes)
        return self._tables[key]

    def _head(self, state: _State) -> Part:
        """The head; what it says beside the date begins with the first column of numbers."""
        column = self._table(state).numbers_start_pt
        key = (column, state.tight, state.light)
        if key not in self._heads:
            sizes = replace(HEAD_TIGHT if state.tight else HEAD, rules=_rules(state))
            self._heads[key] = lay_out_head(self._frame, self._flyer, sizes, self._frame.margin_pt, column)
        return self._heads[key]

    def _foot(self, state: _State) -> _Foot:
        """The foot, where it stands."""
        key = (state.tight, state.light)
        if key not in self._feet:
            frame, sizes = self._frame, replace(FOOT_TIGHT if state.tight else FOOT, rules=_rules(state))
            foot = lay_out_foot(frame, self._flyer, sizes, self._qr, self._staff)
            top = frame.height_pt - frame.margin_pt - foot.bottom_pt
            self._feet[key] = _Foot(moved_part(foot, top), top)
        return self._feet[key]

    @cached_property
    def _names(self) -> Part:
        """Names without a number, from y = 0 down."""
        names = Text(self._flyer.words.see_website, NAMES)
        return stack(self._frame, (NAMES_GAP, names, NAMES_GAP, NAMES_RULE), 0.0)


def _rules(state: _State) -> RuleWeights:
    return LIGHT_RULES if state.light else RULES
