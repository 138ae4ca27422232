"""Half: two pages of half the sheet that face each other, numbers and answers. In a folded booklet each city is one
spread; two up with a cut line when printed alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import (
    AnswersState,
    fewer_first_pieces,
    first_pieces,
    further_pieces,
    left_out_of,
    more_air,
    pieces_by_priority,
    pieces_wanted,
    smaller_answers,
    tighter_leading,
    wanted_answers,
)
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, Gain, LaidOut, Relaxation, Sheet, copyfit
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.imposition import CutLine, Matrix, impose
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.answers import AIRS_PT, Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes, lay_out_head, lay_out_say
from handouts.layout.parts.organisation_stacked import SideDrawing, StackedSizes
from handouts.layout.parts.running_head import running_head
from handouts.layout.parts.stacked import TOO_WIDE, StackedTable, flow
from handouts.layout.parts.staff import lay_out_staff, put_staff
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.paper import Paper, half_of, on_its_side

MARGIN_PT = 36.0
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
RUNNING_CITY_PT, RUNNING_DATE_PT = 16.0, 11.0
SAY_GAP = Gap(4.0)
"""Above what to say on the phone, where that stands on the second page."""
TABLE = StackedSizes(numbers=14, name=12, detail=11, section=11, header=11, marker=11, sentence=13, or_=11, row_pad=0.0)
TABLES = (
    *(replace(TABLE, numbers=18.0, row_pad=pad) for pad in (7.5, 5.5, 3.5)),
    *(replace(TABLE, numbers=16.0, row_pad=pad) for pad in (5.5, 3.5, 1.5)),
    *(replace(TABLE, row_pad=pad) for pad in (10.0, 8.0, 6.0, 4.5, 3.0, 1.5, 0.8, 0.3, 0.0)),
    replace(TABLE, sturdy=False),
)
"""The roomiest first; the last gives up what only the lightest copies need."""
NAMES = ParagraphStyle(11.0, by_latin=True)
NAMES_GAP = Gap(2.2)
"""Above the names without a number."""
ANSWERS = AnswerSizes(body=12, leading=1.25, heading=13, unreviewed=11)
STAFF_GAP_PT = 2.5
"""Below the table, at least."""
FOOT = FootSizes(more=11, site=13, disclaimer=11, incomplete=11, staff=8)
CUT_LINE = CutLine(inset_pt=20.0, width_pt=0.9, dash=(3.0, 4.0))


def lay_out_half_two_up(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str
) -> LaidOut | DoesNotFit:
    """Both pages on one sheet, landscape, with a line to cut or fold along; the first page where reading begins."""
    laid = lay_out_half(flyer, setting, paper, qr, staff)
    if isinstance(laid, DoesNotFit):
        return laid
    half, right_to_left = half_of(paper), setting.typography.right_to_left
    two_up = Matrix(on_its_side(paper), half.width_pt, half.height_pt, columns=2, rows=1, right_to_left=right_to_left)
    sheet = impose(laid.pages, (0, 1), two_up)
    return replace(laid, pages=(replace(sheet, artifacts=(*sheet.artifacts, *CUT_LINE.between_columns(two_up))),))


def lay_out_half(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    """Two pages of half of `paper`: the numbers, then the answers."""
    half, typography = half_of(paper), setting.typography
    frame = Frame(half.width_pt, half.height_pt, MARGIN_PT, setting)
    numbers = copyfit(
        _NumbersPage(frame, flyer, f"{staff} · page 1 of 2"), _NumbersState(TABLES[0], names=True, say=True)
    )
    if isinstance(numbers, DoesNotFit):
        return numbers
    shown = numbers.state
    answers = copyfit(
        _AnswersPage(frame, replace(flyer, say=None) if shown.say else flyer, qr, f"{staff} · page 2 of 2"),
        AnswersState(pieces=pieces_wanted(flyer), leading=typography.leading, body_pt=typography.body_wanted_pt),
    )
    if isinstance(answers, DoesNotFit):
        return answers
    pages = (*numbers.pages, *answers.pages)
    for page in pages:
        if unfit := sticking_out(page, MARGIN_PT):
            return unfit
    left_out = left_out_of(flyer, answers.state.pieces, contact=False, names=shown.names)
    return LaidOut(pages, left_out, answers.state.body_pt, shown.sizes.numbers)


@dataclass(frozen=True, slots=True)
class _NumbersState:
    """`names`: whether names without a number are printed. `say`: whether what to say on the phone stands here, and not
    with the answers."""

    sizes: StackedSizes
    names: bool
    say: bool


class _NumbersPage(Sheet[_NumbersState]):
    """Head, table, names without a number, staff line."""

    def __init__(self, frame: Frame, flyer: Flyer, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        bottom = frame.height_pt - frame.margin_pt
        measured = put_staff(frame, staff, FOOT.staff, frame.measure_pt, 0.0)
        # Where the edition's code reaches higher than the other words, it keeps clear of the rule below the table.
        self._limit_pt = bottom - measured.bottom_pt - max(STAFF_GAP_PT, RULE_CLEAR_PT - measured.ink_top_pt)
        self._staff = lay_out_staff(frame, staff, FOOT.staff, frame.measure_pt, bottom - measured.bottom_pt)
        self._heads: dict[bool, Part] = {}
        self._tables: dict[StackedSizes, StackedTable] = {}
        self._drawn: dict[tuple[bool, StackedSizes], SideDrawing] = {}

    @property
    def relaxations(self) -> Sequence[Relaxation[_NumbersState]]:
        return (
            Relaxation(
                "size of the numbers and air", lambda state: [replace(state, sizes=sizes) for sizes in TABLES[1:]]
            ),
            Relaxation("names without a number", lambda state: [replace(state, names=False)], afresh=True),
            Relaxation("what to say on the phone", self._say_elsewhere, afresh=True),
        )

    def room_left(self, state: _NumbersState) -> float:
        too_wide = self._table(state).too_wide_pt
        return -too_wide if too_wide > 0 else self._limit_pt - self._names(state).bottom_pt

    def lacking(self, state: _NumbersState) -> str:
        return TOO_WIDE if self._table(state).too_wide_pt > 0 else "the numbers do not fit on one half page"

    def pages(self, state: _NumbersState) -> tuple[PlacedPage, ...]:
        head, side, names = self._head(state), self._side(state), self._names(state)
        table = Part((Element("Table", tuple(side.rows)),), tuple(side.artifacts), side.y)
        return (self._frame.page((head, table, names, self._staff)),)

    def _say_elsewhere(self, state: _NumbersState) -> Iterator[_NumbersState]:
        if self._flyer.say is not None:
            yield replace(state, say=False)

    def _head(self, state: _NumbersState) -> Part:
        if state.say not in self._heads:
            flyer = self._flyer if state.say else replace(self._flyer, say=None)
            self._heads[state.say] = lay_out_head(self._frame, flyer, HEAD, self._frame.margin_pt)
        return self._heads[state.say]

    def _table(self, state: _NumbersState) -> StackedTable:
        if state.sizes not in self._tables:
            self._tables[state.sizes] = StackedTable(self._frame, self._flyer, state.sizes)
        return self._tables[state.sizes]

    def _side(self, state: _NumbersState) -> SideDrawing:
        """The table below the head."""
        key = (state.say, state.sizes)
        if key not in self._drawn:
            table, side = self._table(state), SideDrawing(self._head(state).bottom_pt)
            table.opening(side)
            flow(table.blocks(), side, float("inf"))
            table.close(side)
            self._drawn[key] = side
        return self._drawn[key]

    def _names(self, state: _NumbersState) -> Part:
        """Names without a number below the table; nothing where they are not printed."""
        text = self._flyer.words.see_website
        blocks = (NAMES_GAP, Text(text, NAMES)) if state.names and text else ()
        return stack(self._frame, blocks, self._side(state).y)


class _AnswersPage(Sheet[AnswersState]):
    """City and date again, what to say on the phone if it is not on the first page, the answers, the foot."""

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        blocks: list[Block] = [partial(running_head, frame, flyer, city=RUNNING_CITY_PT, date=RUNNING_DATE_PT)]
        if flyer.say is not None:
            blocks += [SAY_GAP, partial(lay_out_say, frame, flyer.say, HEAD)]
        self._top = stack(frame, blocks, frame.margin_pt)
        foot = lay_out_foot(frame, flyer, FOOT, qr, staff)
        self._foot_top = frame.height_pt - frame.margin_pt - foot.bottom_pt
        self._foot = moved_part(foot, self._foot_top)
        self._answers = Answers(frame, flyer, columns=1)
        self._toners: dict[AnswersState, float] = {}

    @property
    def relaxations(self) -> Sequence[Relaxation[AnswersState]]:
        typography = self._frame.typography
        return (tighter_leading(typography), smaller_answers(typography), fewer_first_pieces(self._flyer))

    @property
    def gains(self) -> Sequence[Gain[AnswersState]]:
        flyer = self._flyer
        return (
            further_pieces((*first_pieces(flyer), *pieces_by_priority(flyer))),
            wanted_answers(self._frame.typography),
        )

    @property
    def air(self) -> Sequence[Gain[AnswersState]]:
        return (more_air(AIRS_PT),)

    def room_left(self, state: AnswersState) -> float:
        top, bottom = self._top.bottom_pt, self._foot_top - FOOT_GAP_PT
        return self._answers.room(ANSWERS.of(state), state.pieces, top, bottom)

    def lacking(self, _state: AnswersState) -> str:
        return "the essential answers do not fit on one half page"

    def pages(self, state: AnswersState) -> tuple[PlacedPage, ...]:
        part = self._answers.lay_out(ANSWERS.of(state), state.pieces, self._top.bottom_pt)
        return (self._frame.page((self._top, part, self._foot)),)

    def toner(self, state: AnswersState) -> float:
        if state not in self._toners:
            self._toners[state] = toner_of(self.pages(state)[0], self._frame.typesetter)
        return self._toners[state]

    def bears(self, state: AnswersState) -> bool:
        return self.toner(state) < self.toner_limit
