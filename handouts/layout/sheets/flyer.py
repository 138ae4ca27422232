"""One side of one sheet: what stands on it, in which order it gives way, and what it is given back.

Last of all, what only the lightest copies need gives way, before the numbers do: streets go from Bold to Medium, in
which they may take a line less, and rules between rows to their least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

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
    wanted_first,
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
from handouts.layout.parts.table import Table
from handouts.layout.parts.table_columns import TableSizes, numbers_wanted_pt
from handouts.paper import Paper

MARGIN_PT = 36.0
"""0.5 inch for text, measured on ink."""
HEAD = HeadSizes()
ANSWERS = AnswerSizes(body=12, leading=1.25)
FOOT = FootSizes()
NUMBERS_FLOOR_PT = 14.0
NAMES = ParagraphStyle(11.0, by_latin=True)
NAMES_GAP = Gap(3.5)
"""Above and below the names without a number."""
NAMES_RULE = Rule(1.6)
AIR_LEFT_PT = 0.01
"""What stays free of the room that is given away: sums of floats differ in their last digits."""
UNEVEN_LINES = 2.5
"""How much longer than need be a column may be so that no answer is parted."""
GROWTH_PT = 2.0
"""How far above the wanted size the answers grow where everything is printed and room is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State(AnswersState):
    """`contact`, `names`: whether those lines are printed. `sturdy`: as in the table's sizes."""

    numbers_pt: float
    contact: bool
    names: bool
    sturdy: bool = True


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
    )
    found = copyfit(_FlyerSheet(frame, flyer, qr, staff), wanted)
    if isinstance(found, DoesNotFit):
        return found
    state = found.state
    left_out = left_out_of(flyer, state.pieces, contact=state.contact, names=state.names)
    return LaidOut(found.pages, left_out, state.body_pt, state.numbers_pt)


class _FlyerSheet(Sheet[_State]):
    """Head, table, names without a number, answers, foot. Each is set once; what depends on the state is moved."""

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        self._head = lay_out_head(frame, flyer, HEAD, frame.margin_pt)
        bottom = frame.height_pt - frame.margin_pt
        foot = lay_out_foot(frame, flyer, FOOT, qr, staff)
        self._foot = moved_part(foot, bottom - foot.bottom_pt)
        self._room = bottom - foot.bottom_pt - FOOT_GAP_PT - self._head.bottom_pt
        self._answers = Answers(frame, flyer)
        self._tables: dict[tuple[float, bool], Table] = {}
        self._black_pt2: dict[tuple[float, bool, bool, bool], float] = {}  # of all but the answers

    @property
    def relaxations(self) -> Sequence[Relaxation[_State]]:
        typography = self._frame.typography
        return (
            Relaxation("whom to contact", lambda state: [replace(state, contact=False)]),
            Relaxation("names without a number", lambda state: [replace(state, names=False)]),
            tighter_leading(typography),
            smaller_answers(typography),
            fewer_first_pieces(self._flyer),
            Relaxation("bold streets and heavy rules", lambda state: [replace(state, sturdy=False)]),
            Relaxation(
                "size of the numbers",
                lambda state: [
                    replace(state, numbers_pt=size) for size in sizes_below(state.numbers_pt, NUMBERS_FLOOR_PT)
                ],
            ),
        )

    @property
    def gains(self) -> Sequence[Gain[_State]]:
        return (further_pieces(pieces_by_priority(self._flyer)), Gain("larger answers", self._larger))

    @property
    def air(self) -> Sequence[Gain[_State]]:
        return (Gain("answers that are not parted", self._unparted), more_air(AIRS_PT))

    def room_left(self, state: _State) -> float:
        table = self._table(state)
        if table.too_wide_pt > 0:
            return -table.too_wide_pt
        height = table.height_pt(contact=state.contact, air_pt=state.air_pt)
        names = self._names.bottom_pt if state.names else 0.0
        left = self._room - height - names - self._answers.height_pt(ANSWERS.of(state), state.pieces)
        return left - AIR_LEFT_PT if state.air_pt else left

    def lacking(self, state: _State) -> str:
        if self._table(state).too_wide_pt > 0:
            return "a word in the organisations' column is too wide beside the numbers"
        return "the page is too full even with everything left out that may be"

    def pages(self, state: _State) -> tuple[PlacedPage, ...]:
        blocks: tuple[Block, ...] = (
            partial(self._table(state).part, contact=state.contact, air_pt=state.air_pt),
            *((self._names,) if state.names else ()),
            partial(self._answers.lay_out, ANSWERS.of(state), state.pieces),
        )
        body = stack(self._frame, blocks, self._head.bottom_pt)
        return (self._frame.page((self._head, body, self._foot)),)

    def toner(self, state: _State) -> float:
        typesetter = self._frame.typesetter
        key = (state.numbers_pt, state.sturdy, state.contact, state.names)
        above = self._black_pt2.get(key)
        if above is None:
            parts = (self._head, self._foot, *((self._names,) if state.names else ()))
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
        """Size and leading, in the order in which they gave way; beyond what is wanted where every piece is printed.
        Where the page is too black so, neither."""
        typography = self._frame.typography
        state = next(filter(holds, wanted_first(state, typography)), state)
        if len(state.pieces) == sum(len(question.answers) for question in self._flyer.questions):
            while state.body_pt + SIZE_STEP_PT <= typography.body_wanted_pt + GROWTH_PT:
                larger = replace(state, body_pt=state.body_pt + SIZE_STEP_PT)
                if not holds(larger):
                    break
                state = larger
        yield state

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
        key = (state.numbers_pt, state.sturdy)
        if key not in self._tables:
            sizes = TableSizes(numbers=state.numbers_pt, sturdy=state.sturdy)
            self._tables[key] = Table(self._frame, self._flyer, sizes)
        return self._tables[key]

    @cached_property
    def _names(self) -> Part:
        """Names without a number, from y = 0 down."""
        names = Text(self._flyer.words.see_website, NAMES)
        return stack(self._frame, (NAMES_GAP, names, NAMES_GAP, NAMES_RULE), 0.0)
