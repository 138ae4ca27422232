"""Poster: the border table in large type for a wall, on one side of a sheet twice as large; no answers.

Head and date, every number, the names without one, the QR code, the disclaimer. Read from some paces away: numbers are
28 pt and up, as large as the longest list of the city lets them be; beyond that the poster says how many organisations
more there are. Everything keeps to its side of the border, which is one line from the head to the end of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import left_out_of
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, Gain, LaidOut, Relaxation, Sheet, copyfit, last_that_holds
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.placed import PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.page.toner import TOO_BLACK, toner_of
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, FootTexts, lay_out_foot
from handouts.layout.parts.head import HeadSizes, HeadTexts, lay_out_head
from handouts.layout.parts.marks import LIGHT_RULES
from handouts.layout.parts.names import names_without_number
from handouts.layout.parts.organisation_stacked import StackedGaps, StackedSizes
from handouts.layout.parts.stacked import TOO_WIDE, StackedTables
from handouts.paper import Paper, pt_from_mm
from handouts.text import Weight

MARGIN_PT = 45.0
HEAD = HeadSizes(
    city=44,
    city_latin=28,
    language=32,
    title=20,
    say=18,
    date=28,
    changing=19,
    archived=26,
    city_floor=36,
    beside_floor=260,
    air=2.5,
)
HEAD_SMALL = replace(HEAD, city=40, city_latin=26, language=28, title=16, say=14, date=24, changing=15, air=1.2)
HEADS = (
    HEAD,
    replace(HEAD, city=42, city_latin=27, language=30, title=18, say=16, date=26, changing=17, air=1.7),
    HEAD_SMALL,
    replace(HEAD_SMALL, rules=LIGHT_RULES),
)
"""The largest first; so many feet, below, go with them."""
TABLE = StackedSizes(
    numbers=28,
    name=22,
    detail=18,
    section=20,
    header=21,
    marker=24,
    sentence=30,
    or_=18,
    row_pad=1.0,
    far=True,
    border=4.4,
    parted=True,
    gaps=StackedGaps(line=4.0, or_em=0.2, number=3.5, whatsapp_above=8.0),
)
TABLE_TIGHT = replace(TABLE, name=20, detail=16, section=17, header=18, marker=20, or_=16, gaps=StackedGaps())
TABLE_LIGHT = replace(TABLE_TIGHT, rules=LIGHT_RULES, sturdy=False)
"""Where a page would be too black else."""
TABLES = (
    *(
        replace(TABLE, numbers=numbers, name=name, row_pad=pad)
        for numbers, name, pads in (
            (40.0, 27.0, (36.0, 30.0, 24.0, 18.0, 12.0)),
            (38.0, 26.0, (22.0, 16.0, 10.0)),
            (36.0, 25.0, (18.0, 12.0, 7.0)),
            (32.0, 24.0, (14.0, 9.0, 5.0)),
            (28.0, 22.0, (12.0, 9.0, 7.0, 5.0, 4.0, 3.0, 2.0, 1.0)),
        )
        for pad in pads
    ),
    *(replace(TABLE_TIGHT, row_pad=pad) for pad in (1.0, 0.5)),
    replace(TABLE_LIGHT, row_pad=0.5),
)
"""The largest first."""
AIR_STEP_PT, AIR_STEPS = 0.5, 16
"""What is added to the air around rows where there is room."""
BELOW, BELOW_GAP = ParagraphStyle(18.0, by_latin=True), Gap(10.0)
MORE = ParagraphStyle(20.0, Weight.BOLD, by_latin=True)
"""Of the texts under the list."""
FOOT = FootSizes(
    more=18,
    site=30,
    disclaimer=22,
    incomplete=18,
    unreviewed=18,
    staff=12,
    air=3.0,
    modules=(pt_from_mm(1.2), pt_from_mm(1.0), pt_from_mm(0.9)),
)
FOOT_SMALL = replace(
    FOOT, more=14, site=24, disclaimer=17, incomplete=14, unreviewed=14, air=1.2, modules=FOOT.modules[-1:]
)
FEET = (
    FOOT,
    replace(FOOT, more=16, site=27, disclaimer=19, incomplete=16, unreviewed=16, air=1.7, modules=FOOT.modules[1:]),
    FOOT_SMALL,
    replace(FOOT_SMALL, rules=LIGHT_RULES),
)


def lay_out_poster(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    """One side of `paper`, the sheet of the poster itself, with as few organisations left out as can be."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    heads = [lay_out_head(frame, HeadTexts.of(flyer), sizes, frame.margin_pt) for sizes in HEADS]
    feet = [lay_out_foot(frame, FootTexts.of(flyer), sizes, qr, staff) for sizes in FEET]
    return fitted_poster(frame, flyer, heads, feet, TABLES)


def fitted_poster(
    frame: Frame, flyer: Flyer, heads: Sequence[Part], feet: Sequence[Part], tables: Sequence[StackedSizes]
) -> LaidOut | DoesNotFit:
    """The table between one of the heads and the foot that goes with it, the larger ones first."""
    sheet = _PosterSheet(frame, flyer, heads, feet, tables)
    start = _State(tables[0], names=bool(flyer.words.see_website), level=0, gone=0)
    found = copyfit(sheet, start)
    if isinstance(found, DoesNotFit) and (gone := sheet.fewest_gone()):
        found = copyfit(sheet, replace(start, gone=gone))
    if isinstance(found, DoesNotFit):
        return found
    state = found.state
    left_out = (
        *left_out_of(flyer, (), contact=False, names=state.names),
        *sheet.parting.left_out(state.gone),
    )
    toner = found.toner if found.toner >= TOO_BLACK else None
    return sticking_out(found.pages[0], frame.margin_pt) or LaidOut(
        found.pages, left_out, state.sizes.detail, state.sizes.numbers, toner
    )


@dataclass(frozen=True, slots=True)
class _State:
    """`names`: whether names without a number are printed. `level`: which of the heads and feet, the larger ones giving
    way to the numbers. `gone`: how many organisations have no room."""

    sizes: StackedSizes
    names: bool
    level: int
    gone: int


class _PosterSheet(Sheet[_State]):
    """Head, table, how many organisations more there are, names without a number; foot."""

    def __init__(
        self, frame: Frame, flyer: Flyer, heads: Sequence[Part], feet: Sequence[Part], tables: Sequence[StackedSizes]
    ) -> None:
        self.parting = Parting(flyer)
        self._frame = frame
        self._flyer = flyer
        self._heads = heads
        self._feet = feet
        self._sizes = tables
        self._tables = StackedTables(frame, flyer, tables)

    @property
    def relaxations(self) -> Sequence[Relaxation[_State]]:
        return (
            Relaxation(
                "size of the numbers and air", lambda state: [replace(state, sizes=sizes) for sizes in self._sizes[1:]]
            ),
            Relaxation(
                "type of head and foot",
                lambda state: [replace(state, level=level) for level in range(1, len(self._heads))],
                afresh=True,
            ),
            Relaxation("names without a number", lambda state: [replace(state, names=False)], afresh=True),
        )

    @property
    def air(self) -> Sequence[Gain[_State]]:
        return (Gain("air around rows", last_that_holds(_airier, _with_sizes)),)

    def room_left(self, state: _State) -> float:
        if (too_wide := self._tables.too_wide_pt(state.sizes)) > 0:
            return -too_wide
        room = self._room_pt(state) - self._below(state, 0.0).bottom_pt
        return room - self._tables.height_pt(state.sizes, self.parting.first(state.gone), room)

    def lacking(self, state: _State) -> str:
        return TOO_WIDE if self._tables.too_wide_pt(state.sizes) > 0 else "the numbers do not fit on one poster"

    def pages(self, state: _State) -> tuple[PlacedPage, ...]:
        head = self._heads[state.level]
        table = self._tables.of(state.sizes).part(self.parting.first(state.gone), head.bottom_pt)
        foot = moved_part(self._feet[state.level], self._foot_top_pt(state))
        return (self._frame.page((head, table, self._below(state, table.bottom_pt), foot)),)

    def toner(self, state: _State) -> float:
        return toner_of(self.pages(state)[0], self._frame.typesetter)

    def fewest_gone(self) -> int | None:
        """How many organisations have no room where everything else has given way; None where that is not all: where
        one of them is larger than the poster."""
        least = _State(self._sizes[-1], names=False, level=len(self._heads) - 1, gone=0)
        sections, table = self._flyer.sections, self._tables.of(least.sizes)
        alone = [(replace(section, entries=(entry,)),) for section in sections for entry in section.entries]
        if any(table.height_pt(each) > self._room_pt(least) for each in alone):
            return None
        return fewest(self.parting.most, lambda count: self.room_left(replace(least, gone=count)) >= 0)

    def _room_pt(self, state: _State) -> float:
        """Between head and foot."""
        return self._foot_top_pt(state) - FOOT_GAP_PT - self._heads[state.level].bottom_pt

    def _foot_top_pt(self, state: _State) -> float:
        return self._frame.height_pt - self._frame.margin_pt - self._feet[state.level].bottom_pt

    def _below(self, state: _State, top_pt: float) -> Part:
        """What stands under the list."""
        words = self._flyer.words
        blocks: list[Block] = []
        if state.gone:
            blocks += [BELOW_GAP, Text(words.how_many_more(state.gone), MORE)]
        if state.names and words.see_website:
            blocks += [BELOW_GAP, names_without_number(words, BELOW)]
        return stack(self._frame, blocks, top_pt)


def _airier(state: _State) -> list[StackedSizes]:
    return state.sizes.airier(AIR_STEP_PT, range(1, AIR_STEPS + 1))


def _with_sizes(state: _State, sizes: StackedSizes) -> _State:
    return replace(state, sizes=sizes)
