"""Which organisations stand on the first side of a sheet, which go to the second, and which have room on neither.

General ones go first, the last of them first of all; then the city's own, from the last on; those that help children
who travel alone leave the first side last of all, and most sheets never let them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import chain, count

from handouts.content.flyer import LOCAL_SECTION, Flyer, Section

CHILDREN = "child"
"""The icon of the section of those that help children."""
GENERAL, LOCAL, OF_CHILDREN = range(3)


def order_of_moving(flyer: Flyer) -> list[tuple[int, ...]]:
    """The organisations, by their numbers in reading order, in the order in which they go; as one, what one id says of
    them."""
    units: dict[str, list[int]] = {}
    ranks: dict[str, int] = {}
    every = ((section, entry) for section in flyer.sections for entry in section.entries)
    for number, (section, entry) in enumerate(every):
        units.setdefault(entry.piece, []).append(number)
        ranks.setdefault(entry.piece, rank(section))
    order = sorted(units, key=lambda piece: (ranks[piece], -units[piece][0]))
    return [tuple(units[piece]) for piece in order]


def rank(section: Section) -> int:
    """How early its organisations go: GENERAL ones first, then those of the city, OF_CHILDREN last."""
    return OF_CHILDREN if section.icon == CHILDREN else LOCAL if section.id == LOCAL_SECTION else GENERAL


class Parting:
    """The organisations of one flyer, by what goes first. Those for children stay."""

    def __init__(self, flyer: Flyer) -> None:
        self._flyer = flyer
        ranks = [rank(section) for section in flyer.sections for _ in section.entries]
        self._order = tuple(unit for unit in order_of_moving(flyer) if ranks[unit[0]] != OF_CHILDREN)
        self._all = frozenset(range(len(ranks)))
        self._parts: dict[frozenset[int], tuple[Section, ...]] = {}

    @property
    def most(self) -> int:
        """How many may leave the first side."""
        return len(self._order)

    def first(self, moved: int) -> tuple[Section, ...]:
        """What stands on the first side where so many have left it."""
        return self._only(self._all - self._between(0, moved))

    def second(self, moved: int, gone: int) -> tuple[Section, ...]:
        """What stands on the second, where so many of them have room on neither."""
        return self._only(self._between(gone, moved))

    def has_numbers(self, moved: int, gone: int = 0, *, first: bool = False) -> bool:
        """Whether a number stands on the second side, or on the first, where these have left it."""
        there = self.first(moved) if first else self.second(moved, gone)
        return any(entry.has_number for section in there for entry in section.entries)

    def left_out(self, gone: int) -> tuple[str, ...]:
        """What layout says that it left out where so many have room on neither: ids of organisations and numbers."""
        there = self._only(self._between(0, gone))
        return self._flyer.pieces_without({entry.piece for section in there for entry in section.entries})

    def _between(self, first: int, last: int) -> frozenset[int]:
        """Organisations by their place in the order of going."""
        return frozenset(chain.from_iterable(self._order[first:last]))

    def _only(self, kept: frozenset[int]) -> tuple[Section, ...]:
        """The sections with these organisations; the same ones again the next time."""
        found = self._parts.get(kept)
        if found is None:
            found = self._parts[kept] = self._made(kept)
        return found

    def _made(self, kept: Collection[int]) -> tuple[Section, ...]:
        numbers = count()
        parts = (
            replace(section, entries=tuple(entry for entry in section.entries if next(numbers) in kept))
            for section in self._flyer.sections
        )
        return tuple(section for section in parts if section.entries)


def fewest(most: int, holds: Callable[[int], bool]) -> int | None:
    """Of 0 to `most` the least number that holds, found by halving; None where not even `most` does."""
    if holds(0):
        return 0
    found = bisect_left(range(most + 1), True, lo=1, key=holds)
    return found if found <= most else None
