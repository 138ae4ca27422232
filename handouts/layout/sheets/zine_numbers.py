"""The number pages of a zine: one spread, or two, with the border as the fold between its pages.

With one side of the border there is no border, and each page is a list of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.content.flyer import Flyer, Section
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import last_that_fits
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.stack import Gap, ParagraphStyle, Text, stack
from handouts.layout.parts.making import SCISSORS_PT
from handouts.layout.parts.organisation_stacked import StackedSizes
from handouts.layout.parts.stacked import StackedTables
from handouts.text import Weight

TABLE = StackedSizes(
    numbers=14,
    name=11.5,
    detail=10,
    section=11,
    header=11,
    marker=11,
    sentence=12,
    or_=10,
    row_pad=0.0,
    parted=True,
    folded=True,
    border=2.0,
)
"""The border is lighter than the cut, which begins where it ends."""
TABLES = (
    *(replace(TABLE, numbers=17.0, name=13.0, detail=11, section=12, row_pad=pad) for pad in (6.0, 4.0, 2.0)),
    *(replace(TABLE, numbers=15.0, name=12.0, detail=11, section=12, row_pad=pad) for pad in (5.0, 3.0, 1.5)),
    *(replace(TABLE, row_pad=pad) for pad in (6.0, 4.5, 3.0, 2.0, 1.0, 0.0)),
    replace(TABLE, name=10.5, detail=9.5, section=10, header=10, marker=10, sentence=11, or_=9.5),
    replace(TABLE, numbers=13, name=9.5, detail=9, section=9.5, header=9.5, marker=10, sentence=10, or_=9),
)
"""The largest first; the last is as small as a card's."""
ENOUGH = 11
"""So many of them let all numbers stand on one spread, and leave the other to the answers."""
MORE, MORE_GAP_PT = ParagraphStyle(10.5, Weight.BOLD, by_latin=True), 5.0
AIR_STEP_PT, AIR_STEPS = 0.25, 24
FOLD_HEAD_PT = 11.0
"""How long the mark of the fold is at the foot of the numbers: two dashes."""
BORDER_WHITE_PT, BORDER_FOOT_PT = 18.0, 13.0
"""Between the border and the scissors, and between it and that mark: else it is taken for a line to cut along. There is
less where the lowest digits stand, which it is to reach."""


@dataclass(frozen=True, slots=True)
class Spreads:
    """The spreads of numbers, from y = 0 of their frame down. `gone`: how many organisations have no room."""

    parts: tuple[Part, ...]
    gone: int
    numbers_pt: float


class NumberSpreads:
    """The numbers of one flyer on spreads in `frame`, which is two panels wide, down to `bottom_pt`."""

    def __init__(self, frame: Frame, flyer: Flyer, bottom_pt: float) -> None:
        self.parting = Parting(flyer)
        self._frame = frame
        # That there is no local number stands on the front: nothing comes between MEX and USA and their numbers.
        self._flyer = replace(flyer, words=replace(flyer.words, no_local_number=""))
        self._room_pt = bottom_pt - frame.margin_pt
        self._tables = StackedTables(frame, self._flyer, TABLES)

    def whole(self, spreads: int) -> Spreads | None:
        """With every organisation; None where they have no room in sizes that are wanted."""
        return self._largest(TABLES[: ENOUGH if spreads == 1 else len(TABLES)], 0, spreads)

    def fullest(self, spreads: int) -> Spreads | None:
        """With as many as have room, in the smallest sizes; None where not even those for children have."""
        least = TABLES[-1]
        gone = fewest(self.parting.most, lambda count: self._split(least, count, spreads) is not None)
        if gone is None:
            return None
        return self._largest(TABLES, gone, spreads)

    def _largest(self, tables: Sequence[StackedSizes], gone: int, spreads: int) -> Spreads | None:
        """In the largest of these sizes in which they have room, and in which no ink hangs over an edge: a tail may do
        so at one size and not at the next."""
        found: Spreads | None = None
        for sizes in tables:
            if self._split(sizes, gone, spreads) is not None:
                found = self._with_air(sizes, gone, spreads)
                pages = (self._frame.page((part,)) for part in found.parts)
                if all(sticking_out(page, self._frame.margin_pt) is None for page in pages):
                    break
        return found

    def _with_air(self, sizes: StackedSizes, gone: int, spreads: int) -> Spreads:
        airs = sizes.airier(AIR_STEP_PT, range(AIR_STEPS))
        roomiest = last_that_fits(airs, lambda each: self._split(each, gone, spreads) is not None) or sizes
        split = self._split(roomiest, gone, spreads) or ()
        parts = [self._part(roomiest, each, gone if each is split[-1] else 0) for each in split]
        return Spreads(tuple(parts), gone, sizes.numbers)

    def _part(self, sizes: StackedSizes, sections: Sequence[Section], gone: int) -> Part:
        """One spread; on the last, how many organisations more there are."""
        table = self._tables.of(sizes).part(sections, self._frame.margin_pt, border_within=self._border_within)
        if not gone:
            return table
        more = self._more(gone, table.bottom_pt)
        return Part((*table.elements, *more.elements), (*table.artifacts, *more.artifacts), more.bottom_pt)

    @property
    def _border_within(self) -> tuple[float, float]:
        """Heights between which the border keeps."""
        frame = self._frame
        foot = frame.height_pt - frame.margin_pt - FOLD_HEAD_PT
        return SCISSORS_PT / 2 + BORDER_WHITE_PT, foot - BORDER_FOOT_PT

    def _more(self, gone: int, top_pt: float) -> Part:
        text = Text(self._flyer.words.how_many_more(gone), MORE)
        width = self._frame.measure_pt / 2 - self._frame.margin_pt if self._flyer.words.sides else None
        return stack(self._frame, (Gap(MORE_GAP_PT), text), top_pt, width)

    def _split(self, sizes: StackedSizes, gone: int, spreads: int) -> tuple[tuple[Section, ...], ...] | None:
        """Which organisations stand on which spread, the highest as low as can be; None where they have no room."""
        tables = self._tables
        sections = self.parting.first(gone)
        if tables.too_wide_pt(sizes) > 0:
            return None
        below = self._more(gone, 0.0).bottom_pt if gone else 0.0
        if not sections:
            return () if not below else None
        count = sum(len(section.entries) for section in sections)
        if spreads == 1 or count == 1:
            return (sections,) if tables.height_pt(sizes, sections, self._room_pt) + below <= self._room_pt else None
        table = tables.of(sizes)
        best: tuple[float, tuple[tuple[Section, ...], ...]] | None = None
        for at in range(1, count):
            first, second = _first(sections, at), _rest(sections, at)
            height = max(table.height_pt(first), table.height_pt(second) + below)
            if height <= self._room_pt and (best is None or height < best[0]):
                best = height, (first, second)
        return best[1] if best else None


def _first(sections: Sequence[Section], count: int) -> tuple[Section, ...]:
    """The first organisations."""
    found: list[Section] = []
    for section in sections:
        if count > 0:
            found.append(replace(section, entries=section.entries[:count]))
        count -= len(section.entries)
    return tuple(found)


def _rest(sections: Sequence[Section], count: int) -> tuple[Section, ...]:
    """Those that follow so many."""
    found: list[Section] = []
    for section in sections:
        if len(section.entries) > count:
            found.append(replace(section, entries=section.entries[max(0, count) :]))
        count -= len(section.entries)
    return tuple(found)
