"""Large print: two sides of one sheet, body 18 pt, numbers 24 pt; names stacked above their two numbers.

All essentials, and all numbers as far as two sides hold them; details while they fit. Every side says which city and
how old, points to the other, and is complete in what it shows: the table goes on with its header row repeated. Where
two sides hold no more, they say how many organisations more there are. A sheet that is too black to copy well is
better for a reader with poor sight than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.errors import InternalError
from handouts.layout.page.answers_fit import (
    essential_pieces,
    first_pieces,
    further_pieces,
    left_out_of,
    more_air,
    pieces_by_priority,
    shows_all,
)
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.columns import Parted
from handouts.layout.page.copyfit import DoesNotFit, Gain, LaidOut, Relaxation, Sheet, copyfit, last_that_holds
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.placed import PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.page.toner import TOO_BLACK, toner_of
from handouts.layout.parts.answers import AIRS_PT, Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes
from handouts.layout.parts.foot_narrow import lay_out_narrow_foot
from handouts.layout.parts.head import HeadSizes, HeadTexts, lay_out_head
from handouts.layout.parts.marks import LIGHT_RULES, RuleWeights
from handouts.layout.parts.names import names_without_number
from handouts.layout.parts.pointer import lay_out_pointers, widest
from handouts.layout.parts.running_head import running_head
from handouts.layout.sheets.large_print_first import (
    BELOW,
    BELOW_GAP,
    STAFF_PT,
    TABLE,
    TIGHTEST,
    First,
    FirstSide,
    LargeTables,
)
from handouts.paper import Paper, mm_from_pt, pt_from_mm
from handouts.text import Weight

MARGIN_PT = 36.0
BODY_PT = 18.0
HEAD = HeadSizes(
    city=30, city_latin=18, language=20, title=18, say=16, date=24, changing=18, archived=20, beside_floor=9999
)
FOOT = FootSizes(
    more=18, site=22, disclaimer=18, incomplete=18, unreviewed=18, staff=STAFF_PT, modules=(pt_from_mm(0.8),)
)
HEAD_TIGHT = replace(HEAD, title=14, say=12, date=20, changing=14, archived=16)
HEAD_TIGHTEST = replace(
    HEAD, city=26, city_latin=16, language=18, title=12, say=11, date=18, changing=12, archived=14, rules=LIGHT_RULES
)
FOOT_TIGHT = replace(FOOT, more=14, site=18, disclaimer=16, incomplete=14, unreviewed=14)
FOOT_TIGHTEST = replace(FOOT, more=12, site=16, disclaimer=13, incomplete=12, unreviewed=12, rules=LIGHT_RULES)
"""Where the sheet is too full or too black: at reading size still, so that numbers and answers keep theirs."""
RUNNING_CITY_PT, RUNNING_DATE_PT = 20.0, 18.0
LEADING_WANTED = 1.5
"""Of the answers, where there is room: large print is easier to read so."""
LEADING_STEPS = 50
"""To one line of 1 em."""
MORE = ParagraphStyle(18.0, Weight.BOLD, by_latin=True)
ROW_AIR_MOST_PT = 4.0
"""Of the air that is given back, how much rows get above and below."""
BACK_GAP = Gap(4.0)
"""Above the words that the numbers stand on the other side."""
ANSWERS = AnswerSizes(body=BODY_PT, leading=1.25, heading=22, unreviewed=0, question_gap=5)


class _State(NamedTuple):
    """An AnswersState. `kept_back`: how many organisations more than need be wait for the second side. `gone`: how many
    have room on neither. `names`: whether names without a number are printed."""

    pieces: tuple[str, ...]
    leading: float
    body_pt: float
    head: HeadSizes
    foot: FootSizes
    names: bool
    kept_back: int
    gone: int
    parted: Parted = Parted.ANYWHERE
    apart: bool = False
    strong: bool = True
    air_pt: float = 0.0


def lay_out_large_print(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str
) -> LaidOut | DoesNotFit:
    """Two sides; a DoesNotFit that names the millimetres missing where an organisation is larger than a side."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    sheet = _TwoSides(frame, flyer, qr, staff)
    if unfit := sheet.too_large():
        return unfit
    start = _State(
        pieces=essential_pieces(flyer.questions),
        leading=setting.typography.leading,
        body_pt=BODY_PT,
        head=HEAD,
        foot=FOOT,
        names=bool(flyer.words.see_website),
        kept_back=0,
        gone=0,
    )
    found = copyfit(sheet, start)
    if isinstance(found, DoesNotFit) and (gone := sheet.fewest_gone(start)):
        found = copyfit(sheet, start._replace(gone=gone))
    if isinstance(found, DoesNotFit):
        return found
    for page in found.pages:
        if unfit := sticking_out(page, MARGIN_PT):
            return unfit
    state, first = found.state, sheet.first(found.state)
    left_out = (
        *left_out_of(flyer, state.pieces, contact=False, names=first.names or state.names),
        *sheet.parting.left_out(state.gone),
    )
    toner = found.toner if found.toner >= TOO_BLACK else None
    return LaidOut(found.pages, left_out, BODY_PT, first.numbers_pt, toner)


# --- both sides ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Second:
    """The second side without its answers. `above`: the running head and the rest of the table."""

    above: Part
    foot: Part
    foot_top_pt: float


class _TwoSides(Sheet[_State]):
    """Head and table; then a running head, what is left of the table, answers, foot.

    What gives way does so for all numbers and essentials to have room, and for no side to be too black.
    """

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self.parting = Parting(flyer)
        self._frame = frame
        self._flyer = flyer
        self._qr = qr
        self._staff = staff
        self._tables = LargeTables(frame, flyer)
        self._answers = Answers(frame, flyer, columns=1)
        self._heads: dict[HeadSizes, Part] = {}
        self._moved: dict[HeadSizes, int] = {}
        self._firsts: dict[tuple[HeadSizes, int, bool, str], First] = {}
        self._first_pages: dict[First, PlacedPage] = {}
        self._feet: dict[tuple[FootSizes, bool], Part] = {}
        self._lists: dict[tuple[float, int, int, float, RuleWeights], Part] = {}
        self._seconds: dict[tuple[HeadSizes, int, int, bool, FootSizes, float, str], _Second] = {}

    @property
    def relaxations(self) -> Sequence[Relaxation[_State]]:
        return (
            Relaxation("texts of the foot", lambda state: [state._replace(foot=FOOT_TIGHT)]),
            Relaxation("texts of the head", lambda state: [state._replace(head=HEAD_TIGHT)]),
            Relaxation("texts of the foot once more", lambda state: [state._replace(foot=FOOT_TIGHTEST)]),
            Relaxation("texts of the head once more", lambda state: [state._replace(head=HEAD_TIGHTEST)]),
            Relaxation("names without a number", lambda state: [state._replace(names=False)], afresh=True),
            Relaxation("a row on the first side", self._keep_back, afresh=True),
        )

    @property
    def gains(self) -> Sequence[Gain[_State]]:
        return (further_pieces((*first_pieces(self._flyer.questions), *pieces_by_priority(self._flyer.questions))),)

    @property
    def air(self) -> Sequence[Gain[_State]]:
        return (Gain("leading of the answers", last_that_holds(_wider_leadings, _at_leading)), more_air(AIRS_PT))

    def room_left(self, state: _State) -> float:
        second = self._second(state)
        below = second.foot_top_pt - FOOT_GAP_PT
        return self._answers.room(ANSWERS.of(state), state.pieces, second.above.bottom_pt, below)

    def lacking(self, _state: _State) -> str:
        return "the two sides are too full even with everything left out that may be"

    def pages(self, state: _State) -> tuple[PlacedPage, ...]:
        first = self.first(state)
        if first not in self._first_pages:
            self._first_pages[first] = first.page()
        return (self._first_pages[first], self._second_page(state))

    def toner(self, state: _State) -> float:
        return max(self.first(state).toner, self._second_toner(state))

    def bears(self, state: _State) -> bool:
        return self._second_toner(state) < self.toner_limit

    def too_large(self) -> DoesNotFit | None:
        """Where an organisation is larger than a side, or what must stand on the first side has no room there."""
        side, sections = self._side(HEAD_TIGHTEST, self.parting.most, more=True), self._flyer.sections
        alone = [(replace(section, entries=(entry,)),) for section in sections for entry in section.entries]
        rooms = [side.room_for(each) for each in (*alone, self.parting.first(self.parting.most))]
        return DoesNotFit(side.lacking(TIGHTEST), mm_from_pt(-min(rooms))) if min(rooms) < 0 else None

    def fewest_gone(self, start: _State) -> int | None:
        """How many organisations must be left out so that the essential answers have room."""
        least = start._replace(head=HEAD_TIGHTEST, foot=FOOT_TIGHTEST, names=False)
        moved = self._moved_from(HEAD_TIGHTEST)
        return fewest(moved, lambda count: self.room_left(least._replace(gone=count)) >= 0)

    # --- its sides ----------------------------------------------------------------------------------------------------

    def first(self, state: _State) -> First:
        """The first side of this state."""
        moved = self._moved_by(state)
        more = self.parting.has_numbers(moved, state.gone)
        pointer = self._pointer(state)
        key = (state.head, moved, more, pointer)
        if key not in self._firsts:
            made = self._side(state.head, moved, more=more, answers=pointer).made()
            if isinstance(made, DoesNotFit):
                raise InternalError(f"a side that has room does not fit: {made.what}")
            self._firsts[key] = made
        return self._firsts[key]

    def _keep_back(self, state: _State) -> list[_State]:
        return [state._replace(kept_back=1)] if self._moved_from(state.head) < self.parting.most else []

    def _moved_by(self, state: _State) -> int:
        return self._moved_from(state.head) + state.kept_back

    def _moved_from(self, head: HeadSizes) -> int:
        """How many organisations have no room on the first side."""
        if head not in self._moved:
            most = self.parting.most
            moved = fewest(most, lambda count: self._side(head, count, more=count > 0).room_left(TIGHTEST) >= 0)
            self._moved[head] = most if moved is None else moved
        return self._moved[head]

    def _pointer(self, state: _State) -> str:
        """What points from the first side to the answers."""
        words, questions = self._flyer.words, self._flyer.questions
        return words.pointer_to_answers(whole=shows_all(self._flyer, state.pieces)) if questions else ""

    def _side(self, head: HeadSizes, moved: int, *, more: bool, answers: str | None = None) -> FirstSide:
        """`answers`: what points to the answers; None for what takes most room, as long as it is open which fit."""
        if answers is None:
            answers = widest(self._frame, self._flyer.words.answers_pointers) if self._flyer.questions else ""
        if head not in self._heads:
            self._heads[head] = lay_out_head(self._frame, HeadTexts.of(self._flyer), head, self._frame.margin_pt)
        shown = self.parting.first(moved)
        laid = self._heads[head]
        return FirstSide(
            self._frame, self._flyer, self._tables, head, laid, shown, self._staff, more=more, answers=answers
        )

    def _second(self, state: _State) -> _Second:
        pointer = self._pointer(state)
        key = (state.head, self._moved_by(state), state.gone, state.names, state.foot, state.air_pt, pointer)
        if key not in self._seconds:
            self._seconds[key] = self._second_side(self.first(state), state)
        return self._seconds[key]

    def _second_side(self, first: First, state: _State) -> _Second:
        frame = self._frame
        bottom = frame.height_pt - frame.margin_pt
        above = stack(frame, self._above_answers(first, state), frame.margin_pt)
        foot = self._foot(state.foot, incomplete=not first.incomplete)
        foot_top = bottom - foot.bottom_pt
        return _Second(above, moved_part(foot, foot_top), foot_top)

    def _foot(self, sizes: FootSizes, *, incomplete: bool) -> Part:
        """The foot from y = 0 down. `incomplete`: that the list is so stands here, and not under the list."""
        key = (sizes, incomplete)
        if key not in self._feet:
            flyer = self._flyer
            said = flyer if incomplete else replace(flyer, words=replace(flyer.words, incomplete=""))
            staff = f"{self._staff} · side 2 of 2"
            self._feet[key] = lay_out_narrow_foot(self._frame, said, sizes, self._qr, staff)
        return self._feet[key]

    def _above_answers(self, first: First, state: _State) -> Iterator[Block]:
        frame, words = self._frame, self._flyer.words
        yield lambda _: self._listed(state)
        if state.gone:
            yield BELOW_GAP
            yield Text(words.how_many_more(state.gone), MORE)
        if state.names and not first.names:
            yield BELOW_GAP
            yield names_without_number(words, BELOW)
        if self.parting.has_numbers(self._moved_by(state), first=True):
            yield BACK_GAP
            style = ParagraphStyle(state.foot.more, by_latin=True)
            yield partial(lay_out_pointers, frame, (words.other_side_numbers,), style=style)

    def _listed(self, state: _State) -> Part:
        """The running head and the rest of the table, at the head of the side: states differ in what stands below."""
        row_pad = TABLE.row_pad + min(state.air_pt, ROW_AIR_MOST_PT)
        key = (state.head.archived, self._moved_by(state), state.gone, row_pad, state.foot.rules)
        found = self._lists.get(key)
        if found is None:
            frame, (archived, moved, gone, _, rules) = self._frame, key
            sizes = {"city": RUNNING_CITY_PT, "date": RUNNING_DATE_PT, "archived": archived}
            blocks: list[Block] = [partial(running_head, frame, self._flyer, **sizes)]
            if there := self.parting.second(moved, gone):
                table = self._tables.at(TABLE.numbers, row_pad, rules)
                blocks.append(partial(table.part, there, continued=True))
            found = self._lists[key] = stack(frame, blocks, frame.margin_pt)
        return found

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
    return state._replace(leading=leading)
