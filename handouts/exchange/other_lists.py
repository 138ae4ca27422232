"""People's own lists beside the directory. They only add: where they say something else, a person is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handouts.exchange.changes import Change, Known, Merged, Takes
from handouts.exchange.columns import letters_of
from handouts.exchange.entries import FACTS, NUMBER_KEYS, ORGANISATION_KEYS, EntryMaker, in_order, visits_entry
from handouts.exchange.found import FoundNumber, FoundOrganisation
from handouts.exchange.saying import number_said, said
from handouts.sources.yaml_document import Value

_Note = Callable[..., bool]
"""Notes a difference, and says whether it is taken."""
_IDENTITY = ("number", "short", "call_from", "kind", "extension")


class OtherList:
    """Fills entries in with what a list knows and the directory does not."""

    def __init__(self, entries: EntryMaker, takes: Takes) -> None:
        self._entries = entries
        self._takes = takes

    def entry(self, known: Known, organisation: FoundOrganisation, merged: Merged) -> dict[str, Value]:
        """What shall stand in the directory; the very value of `known` where nothing changes."""
        value = dict(known.value)

        def note(kind: str, what: str, was: Any = "", now: Any = "") -> bool:
            where, name = known.place.where, known.organisation.name
            change = Change(kind, where, name, what, said(was), said(now), organisation.row)
            merged.changes.append(change)
            return change.written and self._takes(change)

        for key in FACTS:
            if key != "name" and (new := organisation.facts.get(key)):
                value |= self._filled(value, key, new, key, note)
        value |= self._visits(known, organisation, note)
        if numbers := self._numbers(value.get("numbers"), organisation, note):
            value["numbers"] = numbers
        return known.value if value == known.value else in_order(value, known.value, ORGANISATION_KEYS)

    def _filled(self, old: Mapping[str, Value], key: str, new: Any, what: str, note: _Note) -> dict[str, Value]:
        if old.get(key) is None:
            return self._entries.fact({}, key, new) if note("changed", what, "", new) else {}
        if self._entries.meaning(key, old[key]) != self._entries.meaning(key, new):
            note("differs", what, old[key], new)
        return {}

    @staticmethod
    def _visits(known: Known, organisation: FoundOrganisation, note: _Note) -> dict[str, Value]:
        there = {letters_of(visit.address) for visit in known.organisation.places_to_visit}
        further = [visit for visit in organisation.visits if letters_of(visit["address"]) not in there]
        taken = [visit for visit in further if note("differs" if there else "changed", "visit", "", visit["address"])]
        return visits_entry({}, taken) if taken else {}

    def _numbers(self, before: Value, organisation: FoundOrganisation, note: _Note) -> tuple[Value, ...]:
        numbers = list(before) if isinstance(before, tuple) else []
        for number in organisation.numbers:
            place = next((place for place, each in enumerate(numbers) if _same_number(each, number)), None)
            if place is None:
                if note("added", "number", "", number_said(number.facts)):
                    numbers.append(self._entries.number({}, number))
                continue
            old = numbers[place]
            entry = dict(old) if isinstance(old, dict) else {}
            for key, new in number.facts.items():
                what = f"{key} of {number_said({k: v for k, v in number.facts.items() if k in _IDENTITY})}"
                if key == "verified" and entry.get(key) is not None:
                    if new > entry[key] and note("changed", what, entry[key], new):
                        entry[key] = new
                elif key not in _IDENTITY:
                    entry |= self._filled(entry, key, new, what, note)
            numbers[place] = in_order(entry, old if isinstance(old, dict) else {}, NUMBER_KEYS)
        return tuple(numbers)


def _same_number(value: Value, number: FoundNumber) -> bool:
    if not isinstance(value, dict):
        return False
    digits = str(value.get("number") or value.get("short") or "").replace(" ", "")
    same = digits == (number.facts.get("number") or number.facts.get("short"))
    return same and value.get("extension") == number.facts.get("extension")
