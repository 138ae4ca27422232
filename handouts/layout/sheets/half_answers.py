"""The second half page: the answers; above them what the first one has no room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import (
    essential_pieces,
    fewer_first_pieces,
    first_pieces,
    further_pieces,
    more_air,
    pieces_by_priority,
    pieces_wanted,
    plain_essentials,
    sizes_below,
    smaller_answers,
    tighter_leading,
    tighter_leadings,
    wanted_answers,
)
from handouts.layout.page.columns import Parted
from handouts.layout.page.copyfit import DoesNotFit, Fitted, Gain, Relaxation, Sheet, copyfit
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.placed import PlacedPage, Shape
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, stack
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.answers import AIRS_PT, Answers, AnswerSizes
from handouts.layout.parts.foot import FootSizes
from handouts.layout.parts.foot_narrow import lay_out_narrow_foot
from handouts.layout.parts.head import lay_out_say
from handouts.layout.parts.marks import RULES
from handouts.layout.parts.names import names_without_number
from handouts.layout.parts.running_head import running_head
from handouts.layout.parts.stacked import StackedTables
from handouts.layout.sheets.half_numbers import (
    HEAD,
    MORE,
    NAMES,
    STAFF_PT,
    TABLE,
    NumbersPage,
    NumbersState,
    bottom_pt,
)

RUNNING_CITY_PT, RUNNING_DATE_PT = 14.0, 11.0
TITLE, TITLE_GAP = ParagraphStyle(11.0), Gap(2.5)
SAY_GAP = Gap(2.5)
"""Above what to say on the phone, where that stands on the second page."""
NAMES_GAP = Gap(3.0)
FOOT_GAP_PT = 3.4
"""Between the answers and the foot, at least."""
PADS_PT = (1.5, 0.3)
"""Around the rows of a table that goes on, the wanted padding first."""
ROW_AIR_MOST_PT = 3.0
"""Of the air that is given back, how much they get above and below."""
ANSWERS = AnswerSizes(body=12, leading=1.25, heading=13, unreviewed=0)
FOOT = FootSizes(more=11, site=13.5, disclaimer=11, incomplete=11, unreviewed=11, staff=STAFF_PT)


class HalfAnswersState(NamedTuple):
    """An AnswersState. `names`: whether names without a number stand here. `gone`: how many organisations have room on
    neither page. `row_pad_pt`: around the rows of a table that goes on."""

    pieces: tuple[str, ...]
    leading: float
    body_pt: float
    names: bool
    gone: int
    row_pad_pt: float
    parted: Parted = Parted.ANYWHERE
    apart: bool = False
    strong: bool = True
    air_pt: float = 0.0


def fit_answers(
    frame: Frame, flyer: Flyer, parting: Parting, numbers: NumbersPage, shown: NumbersState, qr: Shape, staff: str
) -> Fitted[HalfAnswersState] | DoesNotFit:
    """The page with as few organisations left out as can be. `shown`: what the first page, `numbers`, shows."""
    page = _AnswersPage(frame, flyer, parting, numbers.tables, shown, qr, staff)
    typography = frame.typography
    start = HalfAnswersState(
        pieces=pieces_wanted(flyer.questions),
        leading=typography.leading,
        body_pt=typography.body_wanted_pt,
        names=not shown.names and bool(flyer.words.see_website),
        gone=0,
        row_pad_pt=PADS_PT[0],
    )
    if shown.moved:
        least = HalfAnswersState(
            pieces=essential_pieces(flyer.questions),
            leading=(tighter_leadings(typography) or (typography.leading,))[-1],
            body_pt=min(sizes_below(typography.body_wanted_pt, typography.body_floor_pt), default=start.body_pt),
            names=False,
            gone=0,
            row_pad_pt=PADS_PT[-1],
        )
        gone = fewest(shown.moved, lambda count: page.room_left(least._replace(gone=count)) >= 0)
        start = start._replace(gone=shown.moved if gone is None else gone)
    return copyfit(page, start)


class _AnswersPage(Sheet[HalfAnswersState]):
    """City and date again, the rest of the table, the answers, the foot."""

    def __init__(
        self,
        frame: Frame,
        flyer: Flyer,
        parting: Parting,
        tables: StackedTables,
        shown: NumbersState,
        qr: Shape,
        staff: str,
    ) -> None:
        self._frame = frame
        self._flyer = flyer
        self._parting = parting
        self._shown = shown
        foot = lay_out_narrow_foot(frame, flyer, FOOT, qr, staff)
        self._foot_top = bottom_pt(frame) - foot.bottom_pt
        self._foot = moved_part(foot, self._foot_top)
        self._answers = Answers(frame, flyer, columns=1)
        self._tables = tables
        self._tops: dict[tuple[bool, int, float], Part] = {}
        self._toners: dict[HalfAnswersState, float] = {}

    @property
    def relaxations(self) -> Sequence[Relaxation[HalfAnswersState]]:
        typography = self._frame.typography
        return (
            tighter_leading(typography),
            smaller_answers(typography),
            fewer_first_pieces(self._flyer.questions),
            plain_essentials(typography),
            Relaxation("names without a number", lambda state: [state._replace(names=False)] if state.names else []),
            Relaxation("air around rows", lambda state: [state._replace(row_pad_pt=PADS_PT[-1])]),
        )

    @property
    def gains(self) -> Sequence[Gain[HalfAnswersState]]:
        flyer = self._flyer
        return (
            further_pieces((*first_pieces(flyer.questions), *pieces_by_priority(flyer.questions))),
            wanted_answers(self._frame.typography),
        )

    @property
    def air(self) -> Sequence[Gain[HalfAnswersState]]:
        return (more_air(AIRS_PT),)

    def room_left(self, state: HalfAnswersState) -> float:
        top, bottom = self._top(state).bottom_pt, self._foot_top - FOOT_GAP_PT
        return self._answers.room(ANSWERS.of(state), state.pieces, top, bottom)

    def lacking(self, _state: HalfAnswersState) -> str:
        return "the essential answers do not fit on one half page"

    def pages(self, state: HalfAnswersState) -> tuple[PlacedPage, ...]:
        top = self._top(state)
        part = self._answers.lay_out(ANSWERS.of(state), state.pieces, top.bottom_pt)
        return (self._frame.page((top, part, self._foot)),)

    def toner(self, state: HalfAnswersState) -> float:
        if state not in self._toners:
            self._toners[state] = toner_of(self.pages(state)[0], self._frame.typesetter)
        return self._toners[state]

    def bears(self, state: HalfAnswersState) -> bool:
        return self.toner(state) < self.toner_limit

    def _top(self, state: HalfAnswersState) -> Part:
        """All that stands above the answers."""
        key = (state.names, state.gone, self._row_pad_pt(state))
        if key not in self._tops:
            self._tops[key] = stack(self._frame, self._above(state), self._frame.margin_pt)
        return self._tops[key]

    def _above(self, state: HalfAnswersState) -> Iterator[Block]:
        frame, flyer, shown = self._frame, self._flyer, self._shown
        yield partial(running_head, frame, flyer, city=RUNNING_CITY_PT, date=RUNNING_DATE_PT, archived=HEAD.archived)
        if not shown.changing:
            yield TITLE_GAP
            yield Text(flyer.words.changing, TITLE)
            yield TITLE_GAP
        if not shown.title:
            yield TITLE_GAP
            yield Text(flyer.title, TITLE)
            yield TITLE_GAP
        if not shown.say and flyer.say is not None:
            yield SAY_GAP
            yield partial(lay_out_say, frame, flyer.say, HEAD)
            yield SAY_GAP
        if there := self._parting.second(shown.moved, state.gone):
            yield Rule(RULES.band)
            sizes = replace(TABLE, row_pad=self._row_pad_pt(state))
            yield partial(self._tables.of(sizes).part, there, continued=True)
        counted = state.gone and there  # else the first page says it
        if counted:
            yield NAMES_GAP
            yield Text(flyer.words.how_many_more(state.gone), MORE)
        if state.names:
            if not there and not shown.title:
                yield Rule(RULES.row)
            yield NAMES_GAP
            yield names_without_number(flyer.words, NAMES)
        if counted or state.names:
            yield NAMES_GAP
            yield Rule(RULES.section)

    def _row_pad_pt(self, state: HalfAnswersState) -> float:
        return state.row_pad_pt + min(state.air_pt, ROW_AIR_MOST_PT)
