"""Three versions of one entry made into one: what only one of two people changed is taken, what both changed is asked.

Entries of lists are known again by what they are (a number by its digits), else by their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar

from handouts.sources.edits import same
from handouts.sources.yaml_document import Steps, Value

_K = TypeVar("_K")

IDENTITIES: Final = ("id", "number", "short", "address", "name", "tag")
"""The keys by which an entry of a list is known again, the best first."""


class Side(StrEnum):
    """Whose version is taken."""

    THEIRS = "theirs"
    MINE = "mine"


class Absent:
    """Stands where an entry has no such value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()
Maybe: TypeAlias = "Value | Absent"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed, each in another way. `steps` lead to it in the version that both began with."""

    steps: Steps
    was: Maybe
    theirs: Maybe
    mine: Maybe


@dataclass(frozen=True, slots=True)
class Merged:
    """`value` has theirs where a conflict was not decided."""

    value: Value
    conflicts: tuple[Conflict, ...]


def merge(was: Value, theirs: Value, mine: Value, chosen: Mapping[Steps, Side] | None = None) -> Merged:
    """One version of three. `chosen`: what was decided of conflicts, by their steps."""
    merging = _Merging(chosen or {})
    value = merging.merged((), was, theirs, mine)
    return Merged(None if isinstance(value, Absent) else value, tuple(merging.conflicts))


class _Merging:
    def __init__(self, chosen: Mapping[Steps, Side]) -> None:
        self._chosen = chosen
        self.conflicts: list[Conflict] = []

    def merged(self, steps: Steps, was: Maybe, theirs: Maybe, mine: Maybe) -> Maybe:
        if _same(theirs, mine) or _same(mine, was):
            return theirs
        if _same(theirs, was):
            return mine
        if isinstance(theirs, dict) and isinstance(mine, dict) and isinstance(was, dict):
            return self._mapping(steps, was, theirs, mine)
        if isinstance(theirs, tuple) and isinstance(mine, tuple) and (isinstance(was, tuple) or was is ABSENT):
            of_mappings = all(isinstance(entry, dict) for entries in (theirs, mine) for entry in entries)
            if of_mappings:
                return self._list(steps, was if isinstance(was, tuple) else (), theirs, mine)
        return self._asked(steps, was, theirs, mine)

    def _asked(self, steps: Steps, was: Maybe, theirs: Maybe, mine: Maybe) -> Maybe:
        side = self._chosen.get(steps)
        if side is None:
            self.conflicts.append(Conflict(steps, was, theirs, mine))
        return mine if side is Side.MINE else theirs

    def _mapping(self, steps: Steps, was: dict[str, Value], theirs: dict[str, Value], mine: dict[str, Value]) -> Value:
        found: dict[str, Value] = {}
        for key in _joined(list(theirs), list(mine)):
            three = [version.get(key, ABSENT) for version in (was, theirs, mine)]
            value = self.merged((*steps, key), *three)
            if not isinstance(value, Absent):
                found[key] = value
        return found

    def _list(self, steps: Steps, was: tuple[Value, ...], theirs: tuple[Value, ...], mine: tuple[Value, ...]) -> Maybe:
        of_theirs, of_mine = same_entries(was, theirs), same_entries(was, mine)
        new_theirs = [index for index in range(len(theirs)) if index not in of_theirs.values()]
        new_mine = [index for index in range(len(mine)) if index not in of_mine.values()]
        both_new = {index: other for index in new_mine for other in new_theirs if _same(mine[index], theirs[other])}
        values: dict[tuple[str, int], Maybe] = {}
        for index, old in enumerate(was):
            entries = [
                version[of[index]] if index in of else ABSENT for version, of in ((theirs, of_theirs), (mine, of_mine))
            ]
            values["was", index] = self.merged((*steps, index), old, entries[0], entries[1])
        values |= {("theirs", index): theirs[index] for index in new_theirs}
        values |= {("mine", index): mine[index] for index in new_mine if index not in both_new}
        named_theirs = _named(of_theirs, len(theirs), "theirs", {})
        named_mine = _named(of_mine, len(mine), "mine", both_new)
        kept = [
            name for name in (("was", index) for index in range(len(was))) if name in {*named_theirs} & {*named_mine}
        ]
        orders = [kept, *([name for name in names if name in kept] for names in (named_theirs, named_mine))]
        first, second = named_theirs, named_mine
        if orders[1] != orders[2] and orders[0] != orders[2]:  # mine is in another order
            if orders[0] != orders[1] and (side := self._chosen.get((*steps, "order"))) is None:
                self.conflicts.append(Conflict((*steps, "order"), was, theirs, mine))
            elif orders[0] == orders[1] or side is Side.MINE:
                first, second = second, first
        return tuple(value for name in _joined(first, second) if not isinstance(value := values[name], Absent))


def same_entries(was: Sequence[Value], now: Sequence[Value]) -> dict[int, int]:
    """Position of an entry -> its position in another version of the list: by equality, then by what it is, then in
    order."""
    found: dict[int, int] = {}

    def pair(fits: Callable[[Value, Value], bool]) -> None:
        for index, old in enumerate(was):
            if index in found:
                continue
            for other, new in enumerate(now):
                if other not in found.values() and fits(old, new):
                    found[index] = other
                    break

    pair(_same)
    pair(lambda old, new: (one := _identity(old)) is not None and one == _identity(new))
    rest = [index for index in range(len(was)) if index not in found]
    others = [index for index in range(len(now)) if index not in found.values()]
    found |= dict(zip(rest, others, strict=False))
    return found


def _identity(value: Value) -> tuple[str, str] | None:
    if isinstance(value, dict):
        for key in IDENTITIES:
            if isinstance(text := value.get(key), str):
                return key, "".join(text.split()).casefold()
    return None


def _named(of: Mapping[int, int], length: int, side: str, both: Mapping[int, int]) -> list[tuple[str, int]]:
    """The entries of one version in order, by names that all versions share."""
    back = {other: index for index, other in of.items()}
    return [
        ("was", back[index]) if index in back else (("theirs", both[index]) if index in both else (side, index))
        for index in range(length)
    ]


def _joined(first: Sequence[_K], second: Sequence[_K]) -> list[_K]:
    """The first in order, and what only the second has behind what stands before it there."""
    found = list(first)
    for index, name in enumerate(second):
        if name not in found:
            before = second[index - 1] if index else None
            found.insert(found.index(before) + 1 if before in found else 0, name)
    return found


def _same(one: Maybe, other: Maybe) -> bool:
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return same(one, other)
