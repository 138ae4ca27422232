"""The first side of large print: the table, and how much of it goes to the second side.

As few organisations go there as can be; then the numbers are as large as can be; then the sentence that the list is
incomplete stands under it, since it would cost the second side an answer; then rows have the most air.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import Flyer, Section
from handouts.layout.page.copyfit import DoesNotFit, Relaxation, Sheet, copyfit, last_that_fits
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.head import HeadSizes
from handouts.layout.parts.marks import LIGHT_RULES, RULES, RuleWeights
from handouts.layout.parts.names import names_without_number
from handouts.layout.parts.organisation_stacked import StackedSizes
from handouts.layout.parts.pointer import lay_out_pointers
from handouts.layout.parts.stacked import TOO_WIDE, StackedTable, StackedTables
from handouts.layout.parts.staff import lay_out_staff

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
    sturdy=False,  # its toner goes to large letters
)
ROW_PADS_PT = {
    32.0: (13.5, 9.5),
    28.0: (11.5, 7.5),
    TABLE.numbers: (9.5, 6.5, 4.5, 3.5, 2.5, 2.0, 1.5, TABLE.row_pad),
}
"""By size of the numbers, the air around rows; the largest and the roomiest first."""
AIR_STEP_PT, AIR_STEPS = 0.25, 16
"""What is added to the air around rows where there is room."""
BELOW, BELOW_GAP = ParagraphStyle(18.0, by_latin=True), Gap(6.0)
"""Of the texts under the list."""
STAFF_PT = 9.0
STAFF_GAP = Gap(3.0)
FOOT_GAP_PT = 5.0


@dataclass(frozen=True, eq=False, slots=True)
class First:
    """The first side, decided but for its air. `page` makes it; `incomplete`, `names`: whether it says that the list is
    incomplete, and names those without a number."""

    page: Callable[[], PlacedPage]
    toner: float
    numbers_pt: float
    incomplete: bool
    names: bool


class FirstState(NamedTuple):
    """`incomplete`, `names`: whether that sentence and the names without a number stand under the list."""

    numbers_pt: float
    row_pad_pt: float
    incomplete: bool
    names: bool


TIGHTEST = FirstState(TABLE.numbers, TABLE.row_pad, incomplete=False, names=False)


class LargeTables:
    """The tables of large print by size, for both sides."""

    def __init__(self, frame: Frame, flyer: Flyer) -> None:
        self._sizes: dict[tuple[float, float, RuleWeights], StackedSizes] = {}
        tightest = product(ROW_PADS_PT.items(), (RULES, LIGHT_RULES))
        self._tables = StackedTables(
            frame, flyer, [self._at(numbers_pt, pads[-1], rules) for (numbers_pt, pads), rules in tightest]
        )

    def at(self, numbers_pt: float, row_pad_pt: float, rules: RuleWeights) -> StackedTable:
        """With numbers of this size, so much air around rows, and rules of these weights."""
        return self._tables.of(self._at(numbers_pt, row_pad_pt, rules))

    def too_wide_pt(self, numbers_pt: float, rules: RuleWeights) -> float:
        """What the columns lack with numbers of this size."""
        return self._tables.too_wide_pt(self._at(numbers_pt, ROW_PADS_PT[numbers_pt][-1], rules))

    def height_pt(
        self, numbers_pt: float, row_pad_pt: float, rules: RuleWeights, sections: Sequence[Section], most_pt: float
    ) -> float:
        """How high the table is with these organisations; where it is more than `most_pt`, more than that."""
        return self._tables.height_pt(self._at(numbers_pt, row_pad_pt, rules), sections, most_pt)

    def _at(self, numbers_pt: float, row_pad_pt: float, rules: RuleWeights) -> StackedSizes:
        key = (numbers_pt, row_pad_pt, rules)
        found = self._sizes.get(key)
        if found is None:
            found = self._sizes[key] = replace(TABLE, numbers=numbers_pt, row_pad=row_pad_pt, rules=rules)
        return found


class FirstSide(Sheet[FirstState]):
    """Head, table, the texts under it, what stands on the other side, staff line. `head`: of these `sizes`; `shown`:
    the organisations that stand here; `more`: whether numbers stand on the other side; `answers`: what points to the
    answers there."""

    def __init__(
        self,
        frame: Frame,
        flyer: Flyer,
        tables: LargeTables,
        sizes: HeadSizes,
        head: Part,
        shown: Sequence[Section],
        staff: str,
        *,
        more: bool,
        answers: str,
    ) -> None:
        self._frame = frame
        self._words = flyer.words
        self._answers = answers
        self._tables = tables
        self._head = head
        self._shown = shown
        self._rules = sizes.rules
        self._belows_pt: dict[tuple[bool, bool], float] = {}
        pointer = ParagraphStyle(sizes.changing, by_latin=True)
        foot = stack(frame, self._pointers(staff, pointer, more=more), 0.0)
        foot_top = frame.height_pt - frame.margin_pt - foot.bottom_pt
        self._foot = moved_part(foot, foot_top)
        self._room_pt = foot_top - FOOT_GAP_PT - head.bottom_pt

    @property
    def relaxations(self) -> Sequence[Relaxation[FirstState]]:
        return (
            Relaxation("air around rows", _less_air),
            Relaxation("the sentence under the list", lambda state: [state._replace(incomplete=False)], afresh=True),
            Relaxation("names without a number", lambda state: [state._replace(names=False)], afresh=True),
            Relaxation("size of the numbers", _smaller_numbers, afresh=True),
        )

    def made(self) -> First | DoesNotFit:
        """This side with the largest numbers that it has room and toner for; its page with the most air."""
        numbers_pt = next(iter(ROW_PADS_PT))
        start = FirstState(numbers_pt, ROW_PADS_PT[numbers_pt][0], incomplete=True, names=bool(self._words.see_website))
        found = copyfit(self, start)
        if isinstance(found, DoesNotFit):
            return found
        state = found.state
        return First(partial(self._airy_page, state), found.toner, state.numbers_pt, state.incomplete, state.names)

    def _airy_page(self, state: FirstState) -> PlacedPage:
        """The page, with the most air around rows. Most sides are asked for what they say only."""
        pad = last_that_fits(_pads_above(state), lambda pad: self.room_left(_with_pad(state, pad)) >= 0)
        return self.pages(state if pad is None else _with_pad(state, pad))[0]

    def room_for(self, sections: Sequence[Section]) -> float:
        """What would be left with these organisations where everything has given way; negative: missing."""
        table = self._tables.at(TIGHTEST.numbers_pt, TIGHTEST.row_pad_pt, self._rules)
        return -table.too_wide_pt if table.too_wide_pt > 0 else self._room_pt - table.height_pt(sections)

    def room_left(self, state: FirstState) -> float:
        if (too_wide := self._tables.too_wide_pt(state.numbers_pt, self._rules)) > 0:
            return -too_wide
        room = self._room_pt - self._below_pt(state)
        return room - self._tables.height_pt(state.numbers_pt, state.row_pad_pt, self._rules, self._shown, room)

    def lacking(self, state: FirstState) -> str:
        too_wide = self._tables.too_wide_pt(state.numbers_pt, self._rules) > 0
        return TOO_WIDE if too_wide else "the numbers do not fit on two sides"

    def pages(self, state: FirstState) -> tuple[PlacedPage, ...]:
        table = self._tables.at(state.numbers_pt, state.row_pad_pt, self._rules).part(self._shown, self._head.bottom_pt)
        return (self._frame.page((self._head, table, self._below(state, table.bottom_pt), self._foot)),)

    def toner(self, state: FirstState) -> float:
        return toner_of(self.pages(state)[0], self._frame.typesetter)

    def _below_pt(self, state: FirstState) -> float:
        """How high that is which stands under the list."""
        key = (state.names, state.incomplete)
        found = self._belows_pt.get(key)
        if found is None:
            found = self._belows_pt[key] = self._below(state, 0.0).bottom_pt
        return found

    def _below(self, state: FirstState, top_pt: float) -> Part:
        """What stands under the list."""
        blocks: list[Block] = []
        if state.names:
            blocks += [BELOW_GAP, names_without_number(self._words, BELOW)]
        if state.incomplete:
            blocks += [BELOW_GAP, Text(self._words.incomplete, BELOW)]
        return stack(self._frame, blocks, top_pt)

    def _pointers(self, staff: str, style: ParagraphStyle, *, more: bool) -> Iterator[Block]:
        frame, words = self._frame, self._words
        numbers = (words.other_side_numbers,) if more else ()
        answers = (self._answers,) if self._answers else ()
        if numbers or answers:
            yield partial(lay_out_pointers, frame, (*numbers, *answers), style=style)
            yield STAFF_GAP
        yield partial(lay_out_staff, frame, f"{staff} · side 1 of 2", STAFF_PT, frame.measure_pt)


def _less_air(state: FirstState) -> list[FirstState]:
    return [state._replace(row_pad_pt=pad) for pad in ROW_PADS_PT[state.numbers_pt] if pad < state.row_pad_pt]


def _smaller_numbers(state: FirstState) -> list[FirstState]:
    return [
        state._replace(numbers_pt=numbers, row_pad_pt=pads[0])
        for numbers, pads in ROW_PADS_PT.items()
        if numbers < state.numbers_pt
    ]


def _pads_above(state: FirstState) -> list[float]:
    """More and more air."""
    return [state.row_pad_pt + step * AIR_STEP_PT for step in range(1, AIR_STEPS + 1)]


def _with_pad(state: FirstState, row_pad_pt: float) -> FirstState:
    return state._replace(row_pad_pt=row_pad_pt)
