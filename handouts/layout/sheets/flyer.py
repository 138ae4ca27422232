"""A flyer: one side of one sheet, or both where a city has more than one side holds.

What moves to the back, and what is left out beyond two sides, goes in one order, that of `page/parting.py`; here those
for children who are alone go too, where no other is left. The answers stand on the front as long as essentials have
room beside its numbers, and on the back in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import Entry, Flyer, Section
from handouts.layout.page.answers_fit import essential_pieces, left_out_of, shows_all, sizes_below, tighter_leadings
from handouts.layout.page.copyfit import DoesNotFit, Fitted, LaidOut
from handouts.layout.page.frame import Frame
from handouts.layout.page.parting import GENERAL, fewest, order_of_moving, rank
from handouts.layout.page.placed import Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TOO_BLACK
from handouts.layout.parts.pointer import widest
from handouts.layout.sheets.flyer_parts import MARGIN_PT, FlyerParts
from handouts.layout.sheets.flyer_side import NUMBERS_FLOOR_PT, TOO_WIDE, FlyerSide, SidePlan, SideState
from handouts.paper import Paper, mm_from_pt


def lay_out_flyer(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str, sides: str = "auto"
) -> LaidOut | DoesNotFit:
    """Lay out one flyer on one sheet. `qr` comes from `qr_shape`, `staff` is the staff line, with a slot for its code.
    `sides`: 1; 2, for the answers in full; or auto, for the back only where one side can't hold the flyer."""
    sheet = _FlyerSheet(FlyerParts(Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting), flyer, qr, staff))
    if sides == "2":
        return sheet.on_both_sides()
    found = sheet.on_one_side()
    if isinstance(found, LaidOut) and (sides == "1" or found.toner is None):
        return found
    if sides == "1":
        return sheet.as_far_as_one_side_goes()
    both = sheet.on_both_sides()
    return found if isinstance(both, DoesNotFit) and isinstance(found, LaidOut) else both


class _Split(NamedTuple):
    """So many of what may move have left the front, so many of them stand on no side; whether the front has answers."""

    moved: int
    gone: int
    answers: bool


class _Asked(NamedTuple):
    """Whether a side has to hold with white given way, and with no more toner than copies well."""

    tight: bool
    light: bool


class _FlyerSheet:
    """Chooses what stands on which side. Whether a split has room is asked of sides with everything given way that may;
    then each side is fitted by itself."""

    def __init__(self, parts: FlyerParts) -> None:
        self._parts = parts
        self._flyer = parts.flyer
        self._places = _places(parts.flyer)

    @cached_property
    def _order(self) -> list[tuple[int, ...]]:
        """The organisations in the order in which they move to the back."""
        return order_of_moving(self._flyer)

    @cached_property
    def _points_most(self) -> str:
        return widest(self._parts.frame, self._flyer.words.answers_pointers)

    def on_one_side(self) -> LaidOut | DoesNotFit:
        """One side with all organisations."""
        found = self._fitted(self._front(0, 0, alone=True))
        return found if isinstance(found, DoesNotFit) else self._laid_out((found,), 0)

    def as_far_as_one_side_goes(self) -> LaidOut | DoesNotFit:
        """One side with as many organisations as it holds."""

        def has_room(gone: int) -> bool:
            return self._holds(self._front(gone, gone, alone=True), _Asked(tight=True, light=False))

        gone = fewest(len(self._order), has_room)
        if gone is None:
            return self._lacking(self._front(len(self._order), len(self._order), alone=True))
        if too_large := self._too_large(gone):
            return too_large
        found = self._fitted(self._front(gone, gone, alone=True))
        return found if isinstance(found, DoesNotFit) else self._laid_out((found,), gone)

    def on_both_sides(self) -> LaidOut | DoesNotFit:
        """Both sides: the front with as much as it holds, the back with the rest and all answers."""
        split = self._split()
        if isinstance(split, DoesNotFit):
            return split
        if too_large := self._too_large(split.gone):
            return too_large
        back = self._fitted(self._back(split))
        if isinstance(back, DoesNotFit):
            return back
        front = self._fitted(self._before(back.state.pieces, split))
        if isinstance(front, Fitted) and self._has_no_more(back.state, front.state):
            front = self._fitted(self._before(back.state.pieces, split, silent=True))
        return front if isinstance(front, DoesNotFit) else self._laid_out((front, back), split.gone)

    # --- what stands where ------------------------------------------------------------------------------------------

    def _split(self) -> _Split | DoesNotFit:
        """The first of the ways to share out what there is that has room. Essentials leave the front before a number of
        the city does, and white gives way before they do."""
        general = sum(rank(self._section(unit[0])) == GENERAL for unit in self._order)
        whole = len(self._order)
        # Toner gives way before an organisation is left out.
        for light, (answers, most), tight in product((True, False), ((True, general), (False, whole)), (False, True)):
            ask = _Asked(tight=tight, light=light)
            moved = self._least_moved(most, ask, answers=answers)
            if moved is not None and self._holds(self._back(_Split(moved, 0, answers)), ask):
                return _Split(moved, 0, answers)
        ask = _Asked(tight=True, light=False)
        moved = self._least_moved(whole, ask, answers=False)
        if moved is None:
            return self._lacking(self._front(whole, 0, answers=False))
        full = moved
        gone = fewest(full, lambda gone: self._holds(self._back(_Split(full, gone, False)), ask))
        if gone is None:
            return self._lacking(self._back(_Split(full, full, False)))
        return _Split(full, gone, answers=False)

    def _least_moved(self, most: int, ask: _Asked, *, answers: bool) -> int | None:
        """How many have to leave the front."""
        return fewest(most, lambda moved: self._holds(self._front(moved, 0, answers=answers), ask))

    def _before(self, pieces: Sequence[str], split: _Split, *, silent: bool = False) -> FlyerSide:
        """The front where the back has these pieces of answers. `silent`: it says nothing of them, having them all."""
        pointer = "" if silent else self._flyer.words.pointer_to_answers(whole=shows_all(self._flyer, pieces))
        return self._front(split.moved, split.gone, answers=split.answers, pointer=pointer, pieces=frozenset(pieces))

    def _has_no_more(self, back: SideState, front: SideState) -> bool:
        """Whether the back has some of the answers, and none that the front has not."""
        return not shows_all(self._flyer, back.pieces) and set(back.pieces) <= set(front.pieces)

    def _front(
        self,
        moved: int,
        gone: int,
        *,
        answers: bool = True,
        alone: bool = False,
        pointer: str | None = None,
        pieces: frozenset[str] | None = None,
    ) -> FlyerSide:
        """`pointer`: to the answers of the back; None for the one that takes most room, as long as nobody knows what
        the back has."""
        words = self._flyer.words
        shown = self._numbers(moved, None)
        if alone:
            more = words.how_many_more(gone) if gone else ""
            return FlyerSide(self._parts, SidePlan(shown, answers=answers, more=more, pieces=pieces))
        numbers = (words.other_side_numbers,) if self._have_numbers(self._numbers(gone, moved)) else ()
        pointed = (self._points_most if pointer is None else pointer) if self._flyer.questions else ""
        on_back = (pointed,) if pointed else ()
        return FlyerSide(
            self._parts,
            SidePlan(shown, answers=answers, names=False, two_sided=True, pointers=(*numbers, *on_back), pieces=pieces),
        )

    def _back(self, split: _Split) -> FlyerSide:
        words = self._flyer.words
        more = words.how_many_more(split.gone) if split.gone else ""
        shown = self._numbers(split.gone, split.moved)
        on_front = self._have_numbers(self._numbers(split.moved, None))
        pointers = (words.other_side_numbers,) if on_front else ()
        return FlyerSide(self._parts, SidePlan(shown, back=True, two_sided=True, more=more, pointers=pointers))

    def _numbers(self, first: int, last: int | None) -> tuple[int, ...]:
        """Organisations by their place in the order of moving, in reading order. `last`: None for the last of all."""
        if first == last:
            return ()
        if first == 0 and last is None:
            return tuple(range(len(self._places)))
        return tuple(sorted(number for unit in self._order[first:last] for number in unit))

    def _have_numbers(self, shown: Sequence[int]) -> bool:
        """Whether anybody can be called of these."""
        return any(self._entry(number).has_number for number in shown)

    # --- whether it fits --------------------------------------------------------------------------------------------

    def _fitted(self, side: FlyerSide) -> Fitted[SideState] | DoesNotFit:
        return side.fitted()

    def _holds(self, side: FlyerSide, ask: _Asked) -> bool:
        state = self._least(side, tight=ask.tight)
        if side.room_left(state) < 0:
            return False
        return not ask.light or side.toner(state._replace(light=True)) < side.toner_limit

    def _lacking(self, side: FlyerSide) -> DoesNotFit:
        state = self._least(side, tight=True)
        return DoesNotFit(side.lacking(state), mm_from_pt(-side.room_left(state)))

    def _least(self, side: FlyerSide, *, tight: bool) -> SideState:
        """The state in which the answers take the least room; the rest only if it is `tight`."""
        typography, start = self._parts.frame.typography, side.start
        state = start._replace(
            pieces=essential_pieces(self._flyer.questions) if start.pieces else (),
            leading=min((typography.leading, *tighter_leadings(typography))),
            body_pt=min((start.body_pt, *sizes_below(start.body_pt, typography.body_floor_pt))),
            contact=False,
            apart=False,
        )
        if not tight:
            return state
        numbers = min((start.numbers_pt, *sizes_below(start.numbers_pt, NUMBERS_FLOOR_PT)))
        return state._replace(numbers_pt=numbers, names=False, tight=True, small=True)

    def _too_large(self, gone: int) -> DoesNotFit | None:
        """What is too large for a side even by itself, among those that would be left out: that is no lack of room
        for many, but a mistake in one."""
        for unit in self._order[:gone]:
            for number in unit:
                alone = FlyerSide(self._parts, SidePlan((number,), answers=False, names=False))
                if not self._holds(alone, _Asked(tight=True, light=False)):
                    lacking, too_large = self._lacking(alone), f"{self._name(number)} alone is too large for a side"
                    return lacking if lacking.what == TOO_WIDE else DoesNotFit(too_large, lacking.missing_mm)
        return None

    # --- the finished sheet -----------------------------------------------------------------------------------------

    def _laid_out(self, sides: Sequence[Fitted[SideState]], gone: int) -> LaidOut:
        states = [side.state for side in sides]
        pieces = {piece for state in states for piece in state.pieces}
        contact, names = (any(each) for each in zip(*((state.contact, state.names) for state in states), strict=True))
        toner = max(side.toner for side in sides)
        left_out = left_out_of(self._flyer, pieces, contact=contact, names=names)
        gone_pieces = {self._piece(unit) for unit in self._order[:gone]} if gone else ()
        return LaidOut(
            pages=tuple(page for side in sides for page in side.pages),
            left_out=(*left_out, *self._flyer.pieces_without(gone_pieces)),
            body_pt=min(state.body_pt for state in states if state.pieces),
            numbers_pt=min(state.numbers_pt for state in states),
            toner=toner if toner >= TOO_BLACK else None,
        )

    def _piece(self, unit: Sequence[int]) -> str:
        return self._entry(unit[0]).piece

    def _name(self, number: int) -> str:
        return self._entry(number).name

    def _section(self, number: int) -> Section:
        return self._flyer.sections[self._places[number][0]]

    def _entry(self, number: int) -> Entry:
        return self._section(number).entries[self._places[number][1]]


def _places(flyer: Flyer) -> list[tuple[int, int]]:
    """Of each organisation, in reading order, its section and its place there."""
    return [(section, entry) for section, each in enumerate(flyer.sections) for entry in range(len(each.entries))]
