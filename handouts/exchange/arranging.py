"""Where organisations stand -> edits: removals, moves and insertions, each in the list as the ones before leave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handouts.exchange.changes import Change, Entry, Known, Merged, Takes
from handouts.exchange.directory_rows import Place
from handouts.sources.edits import insert, move, remove
from handouts.sources.yaml_document import Steps


class Arrangement:
    """The organisations of all places while they are moved. `new_places`: the ways to places that come first."""

    def __init__(
        self,
        places: Mapping[str, Place],
        new_places: Mapping[str, Steps],
        known: Iterable[Known],
        merged: Merged,
        takes: Takes,
    ) -> None:
        self._ways: dict[str, Steps] = {where: (*place.steps, "organisations") for where, place in places.items()}
        self._ways |= {where: (*steps, "organisations") for where, steps in new_places.items()}
        self._now: dict[str, list[Entry]] = {where: [] for where in self._ways}
        for each in known:
            self._now[each.place.where].append(each)
        self._merged = merged
        self._takes = takes

    def take_out(self, known: Known) -> None:
        """Remove an organisation."""
        here = self._now[known.place.where]
        self._merged.edits.append(remove((*self._ways[known.place.where], here.index(known))))
        here.remove(known)

    def bring(self, where: str, target: Iterable[Entry]) -> None:
        """Move organisations that stand elsewhere to a place."""
        for entry in target:
            if not isinstance(entry, Known) or entry.place.where == where:
                continue
            before, here = self._now[entry.place.where], self._now[where]
            begin = (*self._ways[entry.place.where], before.index(entry))
            self._merged.edits.append(move(begin, (*self._ways[where], len(here))))
            before.remove(entry)
            here.append(entry)
            self._merged.changes.append(moved(entry, where))

    def order(self, where: str, target: Iterable[Entry]) -> None:
        """Bring organisations of a place into the order of `target`; others keep their positions."""
        here, wanted = self._now[where], [entry for entry in target if isinstance(entry, Known)]
        slots = [place for place, entry in enumerate(here) if entry in wanted]
        if [here[slot] for slot in slots] == wanted:
            return
        names = ", ".join(entry.organisation.name for entry in wanted)
        change = Change("changed", where, names, "order")
        self._merged.changes.append(change)
        if not self._takes(change):
            return
        for slot, entry in zip(slots, wanted, strict=True):
            begin = here.index(entry)
            if begin != slot:
                self._merged.edits.append(move((*self._ways[where], begin), (*self._ways[where], slot)))
                here.insert(slot, here.pop(begin))

    def put_in(self, where: str, target: list[Entry], *, behind_others: bool) -> None:
        """Insert what is new: behind the one before it in `target`, or at the end."""
        here = self._now[where]
        for place, entry in enumerate(target):
            if isinstance(entry, Known):
                continue
            before = None if behind_others or place == 0 else target[place - 1]
            slot = (
                here.index(before) + 1 if before is not None else 0 if place == 0 and not behind_others else len(here)
            )
            self._merged.edits.append(insert((*self._ways[where], slot), entry))
            here.insert(slot, entry)


def moved(known: Known, where: str) -> Change:
    """That an organisation shall stand at another place."""
    return Change("changed", where, known.organisation.name, "city or group", known.place.where, where)
