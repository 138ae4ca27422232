"""One copyfit for all sheets: what gives way until everything stands on the page, and what is then given back.

A sheet declares in which order it gives way (`relaxations`) and what it is given back where room is left (`gains`, then
`air`). Of a state it says how much room it leaves, how black it is and what sticks out; the search knows nothing else
of it. A state is a frozen dataclass of the sheet's own: the sizes, pieces and switches that may change.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.toner import TONER_LIMIT
from handouts.paper import mm_from_pt

State = TypeVar("State")
Holds: TypeAlias = Callable[[State], bool]
Taking: TypeAlias = Callable[[State, Holds[State]], Iterable[State]]
Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A finished sheet, and what the fit decided. `left_out`: ids of details, and of organisations with their numbers,
    that are not on it. `toner`: how black its blackest page is, where the limit of toner had to give way."""

    pages: tuple[PlacedPage, ...]
    left_out: tuple[str, ...]
    body_pt: float
    numbers_pt: float
    toner: float | None = None


@dataclass(frozen=True, slots=True)
class DoesNotFit:
    """Everything that may give way has given way, and it still does not fit."""

    what: str
    missing_mm: float


# --- what a sheet declares ----------------------------------------------------------------------------------------


class Relaxation(NamedTuple, Generic[State]):
    """One way in which a sheet gives way.

    `what` gives way. `steps`: from the state that has been reached to those that follow it, each giving way a little
    more than the one before. `afresh`: with each step, all that stands before it in the list is once more as it was at
    the start, and gives way again.
    """

    what: str
    steps: Callable[[State], Iterable[State]]
    afresh: bool = False


class Gain(NamedTuple, Generic[State]):
    """What a sheet is given back where there is room. `taking`: from a state, and whether another holds, to the states
    that are reached, each with more than the one before; all of them hold."""

    what: str
    taking: Taking[State]


class Sheet(ABC, Generic[State]):
    """What the search asks of a sheet. What a sheet does not say it needs not: then nothing is too black, every gain is
    borne, and what sticks out is not asked for.

    `toner_limit`: the part of a page from which on it is too black to copy well.

    What is declared is asked for, not kept: much of it is bound to its sheet, which would then never be freed but by
    the garbage collector.
    """

    toner_limit: float = TONER_LIMIT

    @property
    @abstractmethod
    def relaxations(self) -> Sequence[Relaxation[State]]:
        """The ways to give way, in the order in which they are gone."""

    @property
    def gains(self) -> Sequence[Gain[State]]:
        """What adds ink, and goes again, the last first, where the page is too black with it."""
        return ()

    @property
    def air(self) -> Sequence[Gain[State]]:
        """What moves things only."""
        return ()

    @abstractmethod
    def room_left(self, state: State, /) -> float:
        """Points left over; negative: missing."""

    @abstractmethod
    def lacking(self, state: State, /) -> str:
        """What it is that has no room, where `room_left` is negative: for people."""

    @abstractmethod
    def pages(self, state: State, /) -> tuple[PlacedPage, ...]:
        """The sheet in this state."""

    def toner(self, _state: State, /) -> float:
        """The part of the blackest page that is black; 0 where no state can be too black."""
        return 0.0

    def bears(self, _state: State, /) -> bool:
        """Whether toner allows a gain with which this state is reached, before the page is judged as a whole."""
        return True

    def sticking_out(self, _pages: Sequence[PlacedPage], /) -> DoesNotFit | None:
        """What reaches over the margins and makes the search go on: a tail may not do so at the next size."""
        return None


@dataclass(frozen=True, slots=True)
class Fitted(Generic[State]):
    """What the search has found. `toner`: of this state, at or above the limit where no state is lighter."""

    state: State
    pages: tuple[PlacedPage, ...]
    toner: float


# --- the search ---------------------------------------------------------------------------------------------------


def copyfit(sheet: Sheet[State], start: State) -> Fitted[State] | DoesNotFit:
    """The first state in the order of giving way that has room, copies well and keeps inside the margins, with what is
    given back; where all that have room are too black, the least black of them."""
    state = start
    least: tuple[float, State] | None = None
    overhang: DoesNotFit | None = None
    # Many ways to give way end, with what is given back, in the same states.
    gains = [_Taken(gain) for gain in sheet.gains]
    toner: dict[State, float] = {}
    for state in giving_way(start, sheet.relaxations):
        if sheet.room_left(state) < 0:
            continue
        for fuller in _fullest_first(sheet, state, gains):
            black = toner.get(fuller)
            if black is None:
                black = toner[fuller] = sheet.toner(fuller)
            if least is None or black < least[0]:
                least = black, fuller
            if black < sheet.toner_limit:
                break
        else:
            continue
        found = _with_air(sheet, fuller, black)
        if isinstance(found, Fitted):
            return found
        overhang = found
    if least is not None:
        black, fuller = least
        return _with_air(sheet, fuller, black)
    return overhang or DoesNotFit(sheet.lacking(state), mm_from_pt(-sheet.room_left(state)))


def giving_way(start: State, relaxations: Sequence[Relaxation[State]]) -> Iterator[State]:
    """Every state in the stated order, `start` first."""
    if not relaxations:
        yield start
        return
    *before, last = relaxations
    state = start
    for state in giving_way(start, before):
        yield state
    if last.afresh:
        for state in last.steps(start):
            yield from giving_way(state, before)
    else:
        yield from last.steps(state)


class _Taken(Generic[State]):
    """What a gain has led to."""

    def __init__(self, gain: Gain[State]) -> None:
        self._gain = gain
        self._known: dict[State, tuple[State, ...]] = {}

    def of(self, state: State, holds: Holds[State]) -> tuple[State, ...]:
        """The states that are reached from this one."""
        found = self._known.get(state)
        if found is None:
            found = self._known[state] = tuple(self._gain.taking(state, holds))
        return found


def _fullest_first(sheet: Sheet[State], state: State, gains: Sequence[_Taken[State]]) -> Iterator[State]:
    """The state with all that it can be given back, then with less and less, down to the state itself."""

    def holds(fuller: State) -> bool:
        return sheet.room_left(fuller) >= 0 and sheet.bears(fuller)

    reached = [state]
    for gain in gains:
        reached.extend(gain.of(reached[-1], holds))
    return reversed(reached)


def _with_air(sheet: Sheet[State], state: State, black: float) -> Fitted[State] | DoesNotFit:
    def holds(airier: State) -> bool:
        return sheet.room_left(airier) >= 0

    for gain in sheet.air:
        state = [state, *gain.taking(state, holds)][-1]
    pages = sheet.pages(state)
    return sheet.sticking_out(pages) or Fitted(state, pages, black)


# --- how a gain is taken ------------------------------------------------------------------------------------------


def first_that_holds(choices: Callable[[State], Iterable[State]]) -> Taking[State]:
    """Of choices from the fullest to the least, the first that holds."""
    return lambda state, holds: islice(filter(holds, choices(state)), 1)


def last_that_holds(
    choices: Callable[[State], Sequence[Choice]], chosen: Callable[[State, Choice], State]
) -> Taking[State]:
    """The airiest state that holds, found by halving. `choices`: from tight to airy; `chosen`: the state with one."""

    def taking(state: State, holds: Holds[State]) -> Iterator[State]:
        found = last_that_fits(choices(state), lambda choice: holds(chosen(state, choice)))
        if found is not None:
            yield chosen(state, found)

    return taking


def last_that_fits(choices: Sequence[Choice], fits: Callable[[Choice], bool]) -> Choice | None:
    """Of choices from tight to airy, the airiest that fits, found by halving; None where even the first does not."""
    found = bisect_left(choices, True, key=lambda choice: not fits(choice))
    return choices[found - 1] if found else None
