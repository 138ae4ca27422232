"""What gives way does so in the stated order and no further than it must; what room is left is given back.

The sheet here is a toy: lines of text that may shrink, a footnote that may go, extras that may come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.page.copyfit import (
    DoesNotFit,
    Fitted,
    Gain,
    Holds,
    Relaxation,
    Sheet,
    copyfit,
    first_that_holds,
    giving_way,
    last_that_fits,
    last_that_holds,
)
from handouts.layout.page.placed import PlacedPage
from handouts.paper import mm_from_pt

WANTED, FLOOR = 12, 9
EXTRAS = {"long": 5, "short": 2, "shortest": 1}
"""Points of height, and of ink, that each takes; in the order in which they are wanted."""
FOOTNOTE_PT = 3


@dataclass(frozen=True, slots=True)
class Toy:
    """`size`: of the text, which takes as many points of height as of ink."""

    size: int = WANTED
    footnote: bool = True
    extras: tuple[str, ...] = ()
    air: int = 0

    @property
    def ink(self) -> int:
        return self.size + (FOOTNOTE_PT if self.footnote else 0) + sum(EXTRAS[each] for each in self.extras)


def no_footnote(state: Toy) -> list[Toy]:
    return [replace(state, footnote=False)]


def smaller(state: Toy) -> list[Toy]:
    return [replace(state, size=size) for size in range(state.size - 1, FLOOR - 1, -1)]


def extras(state: Toy, holds: Holds[Toy]) -> Iterator[Toy]:
    for name in EXTRAS:
        fuller = replace(state, extras=(*state.extras, name))
        if holds(fuller):
            state = fuller
            yield state


class ToySheet(Sheet[Toy]):
    """`height` points high; too black from `toner_limit` points of ink on. `borne`: whether a gain may be kept.
    `stuck`: the sizes at which something sticks out."""

    def __init__(
        self,
        height: float,
        toner_limit: float = 1000,
        borne: Callable[[Toy], bool] = lambda _: True,
        stuck: Sequence[int] = (),
        more_gains: Sequence[Gain[Toy]] = (),
    ) -> None:
        self.more_gains = more_gains
        self.toner_limit = toner_limit
        self._height = height
        self._borne = borne
        self._stuck = stuck

    @property
    def relaxations(self) -> Sequence[Relaxation[Toy]]:
        return (Relaxation("the footnote", no_footnote), Relaxation("size", smaller))

    @property
    def gains(self) -> Sequence[Gain[Toy]]:
        return (Gain("extras", extras), *self.more_gains)

    @property
    def air(self) -> Sequence[Gain[Toy]]:
        return (Gain("air", last_that_holds(lambda _: range(1, 5), lambda state, air: replace(state, air=air))),)

    def room_left(self, state: Toy) -> float:
        return self._height - state.ink - state.air

    def lacking(self, state: Toy) -> str:
        return f"text of {state.size} pt does not fit"

    def pages(self, state: Toy) -> tuple[PlacedPage, ...]:
        return (PlacedPage(state.size, self._height, ()),)

    def toner(self, state: Toy) -> float:
        return state.ink

    def bears(self, state: Toy) -> bool:
        return self._borne(state)

    def sticking_out(self, pages: Sequence[PlacedPage]) -> DoesNotFit | None:
        size = pages[0].width_pt
        return DoesNotFit(f"a tail at {size} pt", 1.0) if size in self._stuck else None


def fitted(sheet: ToySheet) -> Toy:
    found = copyfit(sheet, Toy())
    assert isinstance(found, Fitted)
    assert found.toner == found.state.ink
    assert found.pages == sheet.pages(found.state)
    return found.state


# --- giving way ---------------------------------------------------------------------------------------------------


def test_each_relaxation_goes_on_from_where_the_one_before_it_ended() -> None:
    states = giving_way(Toy(), [Relaxation("size", smaller), Relaxation("the footnote", no_footnote)])
    assert [(state.size, state.footnote) for state in states] == [
        (12, True),
        (11, True),
        (10, True),
        (9, True),
        (9, False),
    ]


def test_what_stands_before_a_relaxation_can_begin_afresh_with_each_of_its_steps() -> None:
    states = giving_way(Toy(), [Relaxation("size", smaller), Relaxation("the footnote", no_footnote, afresh=True)])
    assert [(state.size, state.footnote) for state in states] == [
        *((size, True) for size in (12, 11, 10, 9)),
        *((size, False) for size in (12, 11, 10, 9)),
    ]


@given(st.lists(st.integers(0, 3), max_size=4))
def test_relaxations_that_all_begin_afresh_count_like_the_wheels_of_a_clock(wheels: list[int]) -> None:
    def turning(wheel: int) -> Callable[[tuple[int, ...]], Iterator[tuple[int, ...]]]:
        return lambda state: (
            (*state[:wheel], step, *state[wheel + 1 :]) for step in range(state[wheel] + 1, wheels[wheel] + 1)
        )

    ways = [Relaxation(str(wheel), turning(wheel), afresh=True) for wheel in range(len(wheels))]
    counted = [tuple(reversed(each)) for each in product(*(range(last + 1) for last in reversed(wheels)))]
    assert list(giving_way((0,) * len(wheels), ways)) == counted


# --- room ---------------------------------------------------------------------------------------------------------


def test_nothing_gives_way_where_all_has_room() -> None:
    assert fitted(ToySheet(height=15)) == Toy()


@pytest.mark.parametrize(
    ("height", "size", "footnote"), [(14, 12, False), (12, 12, False), (11, 11, False), (9, 9, False)]
)
def test_as_little_gives_way_as_must(height: int, size: int, footnote: bool) -> None:
    state = fitted(ToySheet(height))
    assert (state.size, state.footnote) == (size, footnote)


def test_where_nothing_more_gives_way_the_millimetres_missing_are_named() -> None:
    assert copyfit(ToySheet(height=7), Toy()) == DoesNotFit("text of 9 pt does not fit", mm_from_pt(2))


@given(st.integers(7, 40), st.integers(7, 40))
def test_what_is_found_has_room_and_what_comes_before_it_has_not_or_is_too_black(height: int, limit: int) -> None:
    sheet = ToySheet(height, limit)
    found = copyfit(sheet, Toy())
    states = list(giving_way(Toy(), sheet.relaxations))
    if isinstance(found, DoesNotFit):
        assert all(sheet.room_left(state) < 0 for state in states)
        return
    assert sheet.room_left(found.state) >= 0
    lightest = [state for state in states if sheet.room_left(state) >= 0]
    good = [state for state in lightest if state.ink < limit]
    begun = good[0] if good else min(lightest, key=lambda state: state.ink)
    assert (found.state.size, found.state.footnote) == (begun.size, begun.footnote)
    assert (found.toner < limit) == bool(good)


# --- given back ---------------------------------------------------------------------------------------------------


def test_what_does_not_fit_is_skipped_and_the_next_is_tried() -> None:
    assert fitted(ToySheet(height=15 + 4)).extras == ("short", "shortest")


def test_each_gain_adds_to_what_the_one_before_it_gave() -> None:
    larger: Gain[Toy] = Gain("size", lambda state, _: [replace(state, size=13)])
    assert fitted(ToySheet(height=15 + 3, more_gains=(larger,))) == Toy(size=13, extras=("short", "shortest"))


def test_air_takes_the_room_that_is_left() -> None:
    assert fitted(ToySheet(height=15 + 8 + 3)) == Toy(extras=("long", "short", "shortest"), air=3)
    assert fitted(ToySheet(height=99)).air == 4


def test_the_first_choice_that_holds_is_taken_or_none() -> None:
    taking = first_that_holds(smaller)
    assert [state.size for state in taking(Toy(), lambda state: state.size < 11)] == [10]
    assert not list(taking(Toy(), lambda _: False))


@given(st.integers(0, 30), st.integers(0, 30))
def test_of_tight_to_airy_choices_the_airiest_that_fits_is_found(count: int, most: int) -> None:
    expected = min(count - 1, most) if count else None
    assert last_that_fits(range(count), lambda choice: choice <= most) == expected
    assert last_that_fits(range(count), lambda _: False) is None


# --- toner --------------------------------------------------------------------------------------------------------


def test_what_was_given_back_goes_again_the_last_first_where_the_page_is_too_black() -> None:
    assert fitted(ToySheet(height=99, toner_limit=15 + 8)).extras == ("long", "short")
    assert fitted(ToySheet(height=99, toner_limit=15 + 7)).extras == ("long",)
    assert fitted(ToySheet(height=99, toner_limit=15 + 3)).extras == ()


def test_a_gain_that_toner_does_not_bear_is_not_taken_and_the_next_is_tried() -> None:
    sheet = ToySheet(height=99, toner_limit=15 + 4, borne=lambda state: state.ink < 15 + 4)
    assert fitted(sheet).extras == ("short", "shortest")


def test_the_page_gives_way_further_where_it_is_too_black_with_nothing_given_back() -> None:
    state = fitted(ToySheet(height=99, toner_limit=11))
    assert (state.size, state.footnote, state.extras) == (10, False, ())


def test_where_all_are_too_black_the_least_black_is_taken() -> None:
    found = copyfit(ToySheet(height=99, toner_limit=5), Toy())
    assert isinstance(found, Fitted)
    assert (found.state.size, found.toner) == (FLOOR, FLOOR)


# --- what sticks out ----------------------------------------------------------------------------------------------


def test_what_sticks_out_gives_way_too() -> None:
    assert fitted(ToySheet(height=99, stuck=(12, 11))).size == 10


def test_what_sticks_out_at_every_size_is_named() -> None:
    found = copyfit(ToySheet(height=99, stuck=range(20)), Toy())
    assert isinstance(found, DoesNotFit)
    assert found.what.startswith("a tail at")
