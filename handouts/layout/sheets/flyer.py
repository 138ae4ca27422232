"""One side of one sheet: the fit. What gives way, in the stated order, until everything stands on the page.

The order (design, "What gives way"): 1 further pieces of an answer, lowest priority first; 2 "You can contact these
organizations"; 3 names without a number; 4 leading of the answers; 5 body from wanted to floor; 6 first pieces of
questions that are not essential, lowest priority first; 7 numbers to 14 pt; then an error with the millimetres
missing. Before the numbers, which is ours, what only the lightest copies need: streets go from Bold to Medium, in which
they may take a line less, and rules between rows to their least. Where there is room instead, it is used: larger
numbers, more answers, larger answers, more air.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from handouts.content.flyer import Answer, Flyer
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.fitting import (
    DoesNotFit,
    LaidOut,
    answers_giving_way,
    last_that_fits,
    leadings_below,
    left_out_of,
    sizes_giving_way,
)
from handouts.layout.page.frame import Frame, Part, put_block
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, Path, PlacedPage, marks_of
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TONER_LIMIT, black_lines_pt2, black_pt2
from handouts.layout.page.typography import Typography
from handouts.layout.parts.answers import AIRS_PT, ANSWERS_GAP_PT, QUESTION_GAP_PT, Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes, lay_out_head
from handouts.layout.parts.table import Table
from handouts.layout.parts.table_columns import TableSizes, numbers_wanted_pt
from handouts.paper import Paper, mm_from_pt
from handouts.text import Weight

MARGIN_PT = 36.0
"""0.5 inch for text, measured on ink."""
NUMBERS_FLOOR_PT = 14.0
AIR_LEFT_PT = 0.01
"""What stays free of the room that is given away: sums of floats differ in their last digits."""
UNEVEN_LINES = 2.5
"""How much longer than need be a column may be so that no answer is parted."""
GROWTH_PT = 2.0
"""How far above the wanted size the answers grow where everything is printed and room is left."""


class _Choice(NamedTuple):
    """One state of the search."""

    contact: bool
    names: bool
    leading: float
    body: float
    numbers: float
    pieces: tuple[str, ...]
    sturdy: bool = True
    whole: bool = False


def lay_out_flyer(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Path, staff: str) -> LaidOut | DoesNotFit:
    """Lay out one flyer on one side of one sheet. `qr` comes from `qr_path`, `staff` is the finished staff line."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    typography = setting.typography
    sheet = _Sheet(frame, flyer, qr, staff)
    ranked = sorted((piece for question in flyer.questions for piece in question.answers), key=lambda p: p.priority)
    missing, too_wide = 0.0, 0.0
    overhang: DoesNotFit | None = None
    least: tuple[float, _Choice] | None = None
    for choice in _choices(flyer, typography):
        too_wide = sheet.table(choice).too_wide_pt
        if too_wide > 0:
            continue
        missing = sheet.room_left(choice)
        if missing < 0:
            continue
        fuller = _with_further_pieces(sheet, choice, ranked)
        # Too black a page does not copy well: what the room has held beyond the choice goes again.
        for final in (_grown(sheet, fuller, flyer, typography), fuller, *_with_fewer_pieces(fuller, choice)):
            black = sheet.toner(final)
            if least is None or black < least[0]:
                least = black, final
            if black < TONER_LIMIT:
                break
        else:
            continue
        laid = sheet.laid_out(sheet.unparted(final))
        overhang = sticking_out(laid.pages[0], MARGIN_PT)
        if overhang is None:  # a tail that hangs over an edge may not do so at the next size
            return laid
    if least is not None:
        laid = sheet.laid_out(sheet.unparted(least[1]))
        overhang = sticking_out(laid.pages[0], MARGIN_PT)
        if overhang is None:
            return laid
    if overhang is not None:
        return overhang
    if too_wide > 0:
        return DoesNotFit("a word in the organisations' column is too wide beside the numbers", mm_from_pt(too_wide))
    return DoesNotFit("the page is too full even with everything left out that may be", mm_from_pt(-missing))


# --- the order in which things give way ---------------------------------------------------------------------------


def _choices(flyer: Flyer, typography: Typography) -> Iterator[_Choice]:
    """Every state in the stated order, each giving way a little more than the one before."""
    (size, pieces), *others = answers_giving_way(flyer, typography)
    choice = _Choice(
        contact=bool(flyer.words.contact),
        names=bool(flyer.words.see_website),
        leading=size.leading,
        body=size.body,
        numbers=numbers_wanted_pt(flyer),
        pieces=pieces,
    )
    yield choice
    choice = choice._replace(contact=False)
    yield choice
    choice = choice._replace(names=False)
    yield choice
    for size, pieces in others:
        choice = choice._replace(leading=size.leading, body=size.body, pieces=pieces)
        yield choice
    choice = choice._replace(sturdy=False)
    yield choice
    while choice.numbers - 0.5 >= NUMBERS_FLOOR_PT:
        choice = choice._replace(numbers=choice.numbers - 0.5)
        yield choice


def _with_further_pieces(sheet: _Sheet, choice: _Choice, ranked: list[Answer]) -> _Choice:
    """Add what fits, in the order of priority; a piece that does not fit is skipped and the next is tried."""
    for piece in ranked:
        if piece.id in choice.pieces or (piece.needs and piece.needs not in choice.pieces):
            continue
        larger = choice._replace(pieces=(*choice.pieces, piece.id))
        if sheet.room_left(larger) >= 0:
            choice = larger
    return choice


def _with_fewer_pieces(fuller: _Choice, choice: _Choice) -> Iterator[_Choice]:
    """The fuller choice without what was added last, and so on down to the choice itself."""
    for count in range(len(fuller.pieces) - 1, len(choice.pieces) - 1, -1):
        yield fuller._replace(pieces=fuller.pieces[:count])


def _grown(sheet: _Sheet, choice: _Choice, flyer: Flyer, typography: Typography) -> _Choice:
    """Where room is left once all pieces are chosen, it is given back: to size and leading in the order in which they
    gave way, and beyond what is wanted where every piece is printed."""
    for size in sizes_giving_way(typography):
        larger = choice._replace(leading=size.leading, body=size.body)
        if sheet.room_left(larger) >= 0:
            choice = larger
            break
    if len(choice.pieces) < sum(len(question.answers) for question in flyer.questions):
        return choice
    while choice.body + 0.5 <= typography.body_wanted_pt + GROWTH_PT:
        larger = choice._replace(body=choice.body + 0.5)
        if sheet.room_left(larger) < 0:
            break
        choice = larger
    return choice


# --- the sheet ----------------------------------------------------------------------------------------------------


class _Sheet:
    """The parts of one sheet. Each is set once; what depends on the choice is moved."""

    def __init__(self, frame: Frame, flyer: Flyer, qr: Path, staff: str) -> None:
        self._frame = frame
        self._flyer = flyer
        self._head = lay_out_head(frame, flyer, HeadSizes(), frame.margin_pt)
        bottom = frame.height_pt - frame.margin_pt
        foot = lay_out_foot(frame, flyer, FootSizes(), qr, staff)
        self._foot = moved_part(foot, bottom - foot.bottom_pt)
        self._room = bottom - foot.bottom_pt - FOOT_GAP_PT - self._head.bottom_pt
        self._answers = Answers(frame, flyer)
        self._tables: dict[TableSizes, Table] = {}
        self._black_pt2: dict[tuple[float, bool, bool, bool], float] = {}  # of all but the answers

    def table(self, choice: _Choice) -> Table:
        """The table of this choice."""
        sizes = TableSizes(numbers=choice.numbers, sturdy=choice.sturdy)
        if sizes not in self._tables:
            self._tables[sizes] = Table(self._frame, self._flyer, sizes)
        return self._tables[sizes]

    @cached_property
    def _names(self) -> Part:
        """Names without a number, from y = 0 down."""
        frame = self._frame
        size = 11.0 / frame.typography.scale
        lines = frame.paragraph(self._flyer.words.see_website, Weight.SMALL).lines(size, frame.measure_pt)
        block = put_block(frame, lines, frame.start_pt, 3.5, size, size * frame.typography.label_leading)
        bottom = block.bottom_pt + 3.5
        rule = frame.rule(frame.start_pt, frame.end_pt, bottom + 0.8, 1.6)
        return Part((Element("P", block.marks),), (rule,), bottom + 1.6)

    def room_left(self, choice: _Choice, air_pt: float = 0.0) -> float:
        """Points left over; negative: missing. `air_pt`: so much more around rows and between questions."""
        table = self.table(choice).height_pt(contact=choice.contact, air_pt=air_pt)
        names = self._names.bottom_pt if choice.names else 0.0
        return self._room - table - names - self._answers.height_pt(_answer_sizes(choice, air_pt), choice.pieces)

    def page(self, choice: _Choice) -> PlacedPage:
        """The page, with the room that is left over given to rows and questions."""
        air = self._air_pt(choice)
        parts = [self._head, self.table(choice).part(self._head.bottom_pt, contact=choice.contact, air_pt=air)]
        if choice.names:
            parts.append(moved_part(self._names, parts[-1].bottom_pt))
        parts.append(self._answers.lay_out(_answer_sizes(choice, air), choice.pieces, parts[-1].bottom_pt))
        parts.append(self._foot)
        return PlacedPage(
            width_pt=self._frame.width_pt,
            height_pt=self._frame.height_pt,
            elements=tuple([element for part in parts for element in part.elements]),
            artifacts=tuple([mark for part in parts for mark in part.artifacts]),
        )

    def laid_out(self, choice: _Choice) -> LaidOut:
        """The outcome of the fit: the page of this choice."""
        left_out = left_out_of(self._flyer, choice.pieces, contact=choice.contact, names=choice.names)
        return LaidOut((self.page(choice),), left_out, choice.body, choice.numbers)

    def toner(self, choice: _Choice) -> float:
        """The part of the page that is black; without the air, which moves things only."""
        typesetter = self._frame.typesetter
        key = (choice.numbers, choice.sturdy, choice.contact, choice.names)
        above = self._black_pt2.get(key)
        if above is None:
            parts = (self._head, self._foot, *((self._names,) if choice.names else ()))
            above = black_pt2(
                (mark for part in parts for mark in (*part.artifacts, *marks_of(part.elements))), typesetter
            )
            above += black_pt2(self.table(choice).marks(contact=choice.contact), typesetter)
            self._black_pt2[key] = above
        lines = self._answers.lines(_answer_sizes(choice, 0.0), choice.pieces)
        return (above + black_lines_pt2(lines, typesetter)) / (self._frame.width_pt * self._frame.height_pt)

    def unparted(self, choice: _Choice) -> _Choice:
        """The same choice with no answer parted between the columns, where there is room and they stay about even.

        Who reads slowly loses an answer that goes on elsewhere, and does not see a leading that is 2 or 4 % tighter, or
        half a point less in size.
        """
        for body in (choice.body, choice.body - 0.5):
            parted = choice._replace(body=body)
            whole = parted._replace(whole=True)
            cost = self.room_left(parted) - self.room_left(whole)
            if body < self._frame.typography.body_floor_pt or cost > UNEVEN_LINES * body * choice.leading:
                continue
            found = last_that_fits(self._tightenings(whole), lambda tighter: self.room_left(tighter) >= 0)
            if found is not None:
                return found
        return choice

    def _tightenings(self, choice: _Choice) -> list[_Choice]:
        """The same with the leadings that the order allows, the tightest first."""
        tighter = [each for each in leadings_below(self._frame.typography) if each < choice.leading]
        return [*(choice._replace(leading=each) for each in tighter), choice]

    def _air_pt(self, choice: _Choice) -> float:
        """How much more air rows and questions can have, in points: the most that fits, found by halving."""
        return last_that_fits(AIRS_PT, lambda air: self.room_left(choice, air) >= AIR_LEFT_PT) or 0.0


def _answer_sizes(choice: _Choice, air_pt: float) -> AnswerSizes:
    return AnswerSizes(
        body=choice.body,
        leading=choice.leading,
        question_gap=QUESTION_GAP_PT + air_pt,
        whole=choice.whole,
        heading_gap=ANSWERS_GAP_PT + air_pt,
    )
