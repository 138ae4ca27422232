"""The first half page: head, table, names without a number.

What it has no room for goes to the second page: the title, what to say on the phone, names without a number, the
sentence beside the date, and, where everything else has given way, organisations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import Flyer, Section
from handouts.layout.page.copyfit import DoesNotFit, Fitted, Gain, Relaxation, Sheet, copyfit, last_that_holds
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.parts.head import HeadSizes, HeadTexts, lay_out_head
from handouts.layout.parts.names import names_without_number
from handouts.layout.parts.organisation_stacked import StackedSizes
from handouts.layout.parts.pointer import lay_out_pointers
from handouts.layout.parts.stacked import TOO_WIDE, StackedTables
from handouts.layout.parts.staff import lay_out_staff, put_staff
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.paper import STRIP_PT, mm_from_pt
from handouts.text import Weight

FOOT_MARGIN_PT = 18.0
"""Above the strip."""
HEAD = HeadSizes(
    city=21,
    city_latin=13,
    language=16,
    title=11,
    say=11,
    date=13,
    changing=11,
    archived=14,
    city_floor=17,
    beside_floor=140,
)
TABLE = StackedSizes(
    numbers=14, name=12, detail=11, section=12, header=12, marker=12, sentence=13, or_=10.5, row_pad=0.0
)
TABLES = (
    *(replace(TABLE, numbers=18.0, row_pad=pad) for pad in (7.5, 5.5, 3.5)),
    *(replace(TABLE, numbers=16.0, row_pad=pad) for pad in (5.5, 3.5, 1.5)),
    *(replace(TABLE, row_pad=pad) for pad in (10.0, 8.0, 6.0, 4.5, 3.0, 1.5)),
)
"""The roomiest first."""
TABLES_TIGHT = (*(replace(TABLE, row_pad=pad) for pad in (1.0, 0.5, 0.0)), replace(TABLE, sturdy=False))
"""Once all has gone to the second page that may; the last gives up what only the lightest copies need."""
AIR_STEP_PT, AIR_STEPS = 0.25, 16
"""What is added to the air around rows where there is room."""
NAMES = ParagraphStyle(11.0, by_latin=True)
NAMES_GAP = Gap(2.2)
"""Above the names without a number."""
MORE, POINTER_GAP = ParagraphStyle(11.0, Weight.BOLD, by_latin=True), Gap(3.0)
"""How many organisations more there are, or that the table goes on."""
STAFF_PT = 8.0
STAFF_GAP_PT = 2.5
"""Below the table, at least."""


class NumbersState(NamedTuple):
    """`title`, `say`, `names`, `changing`: whether the title, what to say on the phone, the names without a number and
    the sentence beside the date stand here, and not with the answers. `moved`: how many organisations stand there,
    but for those that are `gone`: have room on neither page."""

    sizes: StackedSizes
    title: bool = True
    say: bool = True
    names: bool = True
    changing: bool = True
    moved: int = 0
    gone: int = 0


TIGHTEST = NumbersState(TABLES_TIGHT[-1], title=False, say=False, names=False, changing=False)
"""Where everything else has given way but organisations."""


def bottom_pt(frame: Frame) -> float:
    """Where the content of a half page ends."""
    return frame.height_pt - STRIP_PT - FOOT_MARGIN_PT


class NumbersPage(Sheet[NumbersState]):
    """Head, table, names without a number, staff line."""

    def __init__(self, frame: Frame, flyer: Flyer, parting: Parting, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        self._parting = parting
        bottom = bottom_pt(frame)
        measured = put_staff(frame, staff, STAFF_PT, frame.measure_pt, 0.0)
        # Where the edition's code reaches higher than the other words, it keeps clear of the rule below the table.
        self._limit_pt = bottom - measured.bottom_pt - max(STAFF_GAP_PT, RULE_CLEAR_PT - measured.ink_top_pt)
        self._staff = lay_out_staff(frame, staff, STAFF_PT, frame.measure_pt, bottom - measured.bottom_pt)
        self._heads: dict[tuple[bool, bool, bool], Part] = {}
        self.tables = StackedTables(frame, flyer, (*TABLES, *TABLES_TIGHT))
        self._firsts: dict[int, tuple[Section, ...]] = {}

    def counted(self, fitted: Fitted[NumbersState], gone: int) -> Fitted[NumbersState]:
        """The same page where so many organisations have room on neither."""
        state = fitted.state._replace(gone=gone)
        return replace(fitted, state=state, pages=self.pages(state))

    def fewest_moved(self) -> int | DoesNotFit:
        """How many organisations have no room here where everything else has given way."""
        if (over := self._over_pt()) > 0:
            return DoesNotFit(self.lacking(TIGHTEST), mm_from_pt(over))
        most = self._parting.most
        moved = fewest(most, lambda count: self.room_left(TIGHTEST._replace(moved=count)) >= 0)
        if moved is None:
            return DoesNotFit(self.lacking(TIGHTEST), mm_from_pt(-self.room_left(TIGHTEST._replace(moved=most))))
        return moved

    def roomiest(self, moved: int) -> Fitted[NumbersState] | DoesNotFit:
        """The page with so many organisations moved, with the largest numbers and the most air."""
        start = NumbersState(TABLES[0])
        if moved:
            sizes = next(sizes for sizes in TABLES if sizes.numbers == TABLE.numbers)
            start = TIGHTEST._replace(sizes=sizes, moved=moved)
        return copyfit(self, start)

    def fullest(self, moved: int) -> Fitted[NumbersState] | DoesNotFit:
        """The page with so many organisations moved that leaves the second the most room: with rows as tight as can be,
        and as much as they leave room for."""
        said = self._flyer.say is not None, bool(self._flyer.words.see_website)
        choices = product((True, False), (True, False)[not said[0] :], (True, False)[not said[1] :], (True, False))
        states = [
            TIGHTEST._replace(title=title, say=say, names=names, changing=changing, moved=moved)
            for title, say, names, changing in choices
        ]
        fitting = [(room, index) for index, state in enumerate(states) if (room := self.room_left(state)) >= 0]
        if not fitting:
            return DoesNotFit(self.lacking(TIGHTEST), mm_from_pt(-self.room_left(states[-1])))
        state = states[min(fitting)[1]]
        return Fitted(state, self.pages(state), self.toner(state))

    @property
    def relaxations(self) -> Sequence[Relaxation[NumbersState]]:
        return (
            Relaxation("size of the numbers and air", _less_air),
            Relaxation("the title", lambda state: [state._replace(title=False)] if state.title else [], afresh=True),
            Relaxation("what to say on the phone", self._say_elsewhere, afresh=True),
            Relaxation("names without a number", self._names_elsewhere, afresh=True),
            Relaxation(
                "air around rows",
                lambda state: [state._replace(sizes=sizes) for sizes in TABLES_TIGHT],
            ),
            Relaxation("the sentence beside the date", lambda state: [state._replace(changing=False)], afresh=True),
        )

    @property
    def air(self) -> Sequence[Gain[NumbersState]]:
        return (Gain("air around rows", last_that_holds(_airier, _with_sizes)),)

    def room_left(self, state: NumbersState) -> float:
        if (too_wide := self.tables.too_wide_pt(state.sizes)) > 0:
            return -too_wide
        below = self._below(state, 0.0).bottom_pt
        room = self._limit_pt - self._head(state).bottom_pt - below
        return room - self.tables.height_pt(state.sizes, self._first(state), room)

    def _over_pt(self) -> float:
        """How much higher than this page the largest organisation is, were it alone there; 0 or less where all fit."""
        table, room = self.tables.of(TIGHTEST.sizes), self._limit_pt - self._head(TIGHTEST).bottom_pt
        alone = (replace(section, entries=(entry,)) for section in self._flyer.sections for entry in section.entries)
        return max((table.height_pt((each,)) for each in alone), default=0.0) - room

    def lacking(self, state: NumbersState) -> str:
        return TOO_WIDE if self.tables.too_wide_pt(state.sizes) > 0 else "the numbers do not fit on one half page"

    def pages(self, state: NumbersState) -> tuple[PlacedPage, ...]:
        head = self._head(state)
        table = self.tables.of(state.sizes).part(self._first(state), head.bottom_pt)
        return (self._frame.page((head, table, self._below(state, table.bottom_pt), self._staff)),)

    def _say_elsewhere(self, state: NumbersState) -> Iterator[NumbersState]:
        if self._flyer.say is not None and state.say:
            yield state._replace(say=False)

    def _names_elsewhere(self, state: NumbersState) -> Iterator[NumbersState]:
        if state.names:
            yield state._replace(names=False)

    def _head(self, state: NumbersState) -> Part:
        key = (state.title, state.say, state.changing)
        if key not in self._heads:
            texts = HeadTexts.of(self._flyer)
            texts = texts if state.title else texts._replace(title="")
            texts = texts if state.say else texts._replace(say=None)
            texts = texts if state.changing else texts._replace(changing="")
            self._heads[key] = lay_out_head(self._frame, texts, HEAD, self._frame.margin_pt)
        return self._heads[key]

    def _first(self, state: NumbersState) -> tuple[Section, ...]:
        if state.moved not in self._firsts:
            self._firsts[state.moved] = self._parting.first(state.moved)
        return self._firsts[state.moved]

    def _below(self, state: NumbersState, top_pt: float) -> Part:
        """Names without a number below the table, if they stand here; that it goes on, where it does."""
        words = self._flyer.words
        blocks: list[Block] = []
        if state.names and words.see_website:
            blocks += [NAMES_GAP, names_without_number(words, NAMES)]
        if not state.moved:
            return stack(self._frame, blocks, top_pt)
        # Which of the two it is, the second page says: both have room.
        counted = Text(words.how_many_more(state.gone or state.moved), MORE)
        ways = [
            stack(self._frame, (*blocks, POINTER_GAP, way), top_pt)
            for way in (partial(lay_out_pointers, self._frame, (words.continued,)), counted)
        ]
        return ways[state.gone == state.moved]._replace(bottom_pt=max(way.bottom_pt for way in ways))


def _less_air(state: NumbersState) -> list[NumbersState]:
    return [state._replace(sizes=sizes) for sizes in TABLES[TABLES.index(state.sizes) + 1 :]]


def _airier(state: NumbersState) -> list[StackedSizes]:
    return state.sizes.airier(AIR_STEP_PT, range(1, AIR_STEPS + 1))


def _with_sizes(state: NumbersState, sizes: StackedSizes) -> NumbersState:
    return state._replace(sizes=sizes)
