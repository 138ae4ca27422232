"""Which organisations stand on the first side of a sheet, which go to the second, and which have room on neither.

General ones go first, the last of them first of all; then the city's own, from the last on; those that help children
who travel alone never leave the first side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from handouts.content.flyer import LOCAL_SECTION, Flyer, Section

CHILDREN = "child"
"""The icon of the section of those that help children."""


class Parting:
    """The organisations of one flyer, by what goes first."""

    def __init__(self, flyer: Flyer) -> None:
        self._flyer = flyer
        movable = [section for section in flyer.sections if section.icon != CHILDREN]
        general = [section for section in movable if section.id != LOCAL_SECTION]
        local = [section for section in movable if section.id == LOCAL_SECTION]
        self._order = tuple(
            (section.id, index)
            for section in (*reversed(general), *local)
            for index in reversed(range(len(section.entries)))
        )

    @property
    def most(self) -> int:
        """How many may leave the first side."""
        return len(self._order)

    def first(self, moved: int) -> tuple[Section, ...]:
        """What stands on the first side where so many have left it."""
        return self._without(frozenset(self._order[:moved]))

    def second(self, moved: int, gone: int) -> tuple[Section, ...]:
        """What stands on the second, where so many of them have room on neither."""
        there = frozenset(self._order[gone:moved])
        every = ((section.id, index) for section in self._flyer.sections for index in range(len(section.entries)))
        return self._without(frozenset(each for each in every if each not in there))

    def has_numbers(self, moved: int, gone: int = 0, *, first: bool = False) -> bool:
        """Whether a number stands on the second side, or on the first, where these have left it."""
        there = self.first(moved) if first else self.second(moved, gone)
        return any(entry.has_number for section in there for entry in section.entries)

    def left_out(self, gone: int) -> tuple[str, ...]:
        """What layout says that it left out where so many have room on neither: ids of organisations and numbers."""
        out = frozenset(self._order[:gone])
        sections = self._flyer.sections
        every = ((section.id, index, entry) for section in sections for index, entry in enumerate(section.entries))
        return self._flyer.pieces_without({entry.piece for name, index, entry in every if (name, index) in out})

    def _without(self, gone: frozenset[tuple[str, int]]) -> tuple[Section, ...]:
        kept = (
            replace(
                section,
                entries=tuple(each for index, each in enumerate(section.entries) if (section.id, index) not in gone),
            )
            for section in self._flyer.sections
        )
        return tuple(section for section in kept if section.entries)


def fewest(most: int, holds: Callable[[int], bool]) -> int | None:
    """Of 0 to `most` the least number that holds, found by halving; None where not even `most` does."""
    if holds(0):
        return 0
    found = bisect_left(range(most + 1), True, lo=1, key=holds)
    return found if found <= most else None
