"""Organisations and places found again by what they were when a form was opened, though they were renamed meanwhile:
an organisation by its id, else its name, else its numbers; a place by its id, else its name, else all of its numbers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from handouts.desk.areas.directory.places import FILE, all_places, listed, organisation_at, place_by_id
from handouts.desk.store.finding_again import entries_of, field, found_again, versions
from handouts.desk.store.history import History
from handouts.desk.store.state import State
from handouts.sources.edits import same
from handouts.sources.yaml_document import Value

_KINDS = ("groups", "cities")
_ORGANISATIONS = "organisations"
_NOWHERE = ""


def place_now(history: History, state: State, id_: str, was: Value = None) -> str:
    """The id that a place has by now; `id_` where it was removed. `was`: what it said, without its organisations."""
    place = place_by_id(state, id_)
    if place is not None and was is None:
        return id_
    for then in versions(history, f"{FILE}.yaml"):
        found = _place_in(then, id_)
        if found is not None and (was is None or same(without_organisations(_entry(then, *found)), was)):
            return _place_id_now(then, state, *found)
    return id_


def organisation_now(history: History, state: State, key: tuple[str, str], was: Value) -> tuple[str, str]:
    """The key of an organisation by now: the id of its place and its slug, which is empty where it was removed."""
    found = organisation_at(state, *key)
    if found is not None and same(found.value, was):
        return key
    for then in versions(history, f"{FILE}.yaml"):
        at = _place_in(then, key[0])
        organisations = entries_of(_entry(then, *at), _ORGANISATIONS) if at else ()
        index = next((index for index, each in enumerate(organisations) if same(each, was)), None)
        if at is not None and index is not None:
            return _followed(state, _place_id_now(then, state, *at), organisations, index)
    return place_now(history, state, key[0]), key[1]


def without_organisations(value: Value) -> Value:
    """What a place says of itself; None where it is none."""
    return {name: each for name, each in value.items() if name != _ORGANISATIONS} if isinstance(value, dict) else None


def _followed(state: State, place_id: str, then: tuple[Value, ...], index: int) -> tuple[str, str]:
    place = place_by_id(state, place_id)
    here = listed(state, place) if place else ()
    pairs = found_again(then, [each.value for each in here], field("id"), _name_and_place, field("name"), _numbers)
    if index in pairs:
        return place_id, here[pairs[index]].slug
    was = then[index]
    if isinstance(was, dict) and "id" in was:  # it was put into another place: an id is its own everywhere
        return next(
            (
                (place.part.id, each.slug)
                for place in all_places(state)
                for each in listed(state, place)
                if each.organisation.id == was["id"]
            ),
            (place_id, _NOWHERE),
        )
    return place_id, _NOWHERE


def _place_in(value: Value, id_: str) -> tuple[str, int] | None:
    """Where a place stands in a version of the file."""
    return next(
        (
            (kind, index)
            for kind in _KINDS
            for index, each in enumerate(entries_of(value, kind))
            if isinstance(each, dict) and each.get("id") == id_
        ),
        None,
    )


def _entry(value: Value, kind: str, index: int) -> Value:
    return entries_of(value, kind)[index]


def _place_id_now(then: Value, state: State, kind: str, index: int) -> str:
    old, new = (entries_of(value, kind) for value in (then, state.data.documents[FILE].value))
    at = found_again(old, new, field("id"), field("name", "title"), _all_numbers).get(index)
    entry = old[index] if at is None else new[at]
    return str(entry["id"]) if isinstance(entry, dict) else _NOWHERE


def _name_and_place(entry: Value) -> Iterator[Hashable]:
    if isinstance(entry, dict):
        yield entry.get("name"), entry.get("place")


def _numbers(entry: Value) -> Iterator[Hashable]:
    for number in entries_of(entry, "numbers"):
        for key in ("number", "short"):
            text = number.get(key) if isinstance(number, dict) else None
            if isinstance(text, str):
                yield key, "".join(text.split())


def _all_numbers(place: Value) -> Iterator[Hashable]:
    """One key, of them all: a city that has one of its numbers may be another."""
    numbers = {number for each in entries_of(place, _ORGANISATIONS) for number in _numbers(each)}
    if numbers:
        yield frozenset(numbers)
