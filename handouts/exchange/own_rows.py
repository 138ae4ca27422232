"""Rows of our own spreadsheet beside the directory, compared three ways: what they said when they were exported (the
digest in their code), what they say now, what the directory says now. Where both have changed, both are named, and
nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handouts.exchange.changes import NUMBER, Change, Known, Merged, Takes
from handouts.exchange.directory_rows import RowCode, RowMaker
from handouts.exchange.entries import FACTS, ORGANISATION_KEYS, EntryMaker, in_order, visits_entry
from handouts.exchange.found import Found, FoundOrganisation
from handouts.exchange.saying import number_said, said
from handouts.sources.yaml_document import Value


class OwnRows:
    """`mark`: the fingerprint of the directory as it is now."""

    def __init__(self, entries: EntryMaker, maker: RowMaker, mark: str, takes: Takes) -> None:
        self._entries = entries
        self._maker = maker
        self._mark = mark
        self._takes = takes

    def entry(self, known: Known, organisation: FoundOrganisation, found: Found, merged: Merged) -> dict[str, Value]:
        """What shall stand in the directory; the very value of `known` where nothing changes."""
        coded = {code.row: (code, row.digest) for row in organisation.rows if (code := RowCode.read(row.code))}
        theirs = dict(enumerate(self._maker.digests(known.place, known.organisation), 1))
        gone = set(theirs) - _rows_in_file(known, found)
        mine = len(coded) < len(organisation.rows) or any(code.digest != digest for code, digest in coded.values())
        if not mine and not gone:
            return known.value
        value = self._as_rows_say(known, organisation, gone)
        differences = [replace(each, row=organisation.row) for each in _differences(known, value)]
        changed_there = any(theirs.get(row) not in (code.digest, digest) for row, (code, digest) in coded.items())
        # A row that is gone from an older export may be one that was added to the directory since.
        unknown = bool(gone) and any(code.fingerprint != self._mark for code, _ in coded.values())
        if changed_there or unknown:
            merged.changes += [replace(each, kind="conflict") for each in differences]
            return known.value
        merged.changes += differences
        return _as_taken(known, value, differences, self._takes)

    def _as_rows_say(self, known: Known, organisation: FoundOrganisation, gone: set[int]) -> dict[str, Value]:
        old = known.value
        own = (*FACTS, "numbers", "visit", "visits")
        value: dict[str, Value] = {key: old[key] for key in old if key not in own}
        value |= self._entries.facts(old, {"name": organisation.name, **organisation.facts})
        numbers = self._numbers(old, organisation, gone)
        if numbers or "numbers" in old:
            value["numbers"] = tuple(numbers)
        value |= visits_entry(old, organisation.visits)
        return in_order(value, old, ORGANISATION_KEYS)

    def _numbers(self, old: Mapping[str, Value], organisation: FoundOrganisation, gone: set[int]) -> list[Value]:
        numbers = old.get("numbers")
        before = numbers if isinstance(numbers, tuple) else ()
        made: list[Value] = []
        read: set[int] = set()
        for number in organisation.numbers:
            code = RowCode.read(number.code)
            place = code.row - 1 if code else -1
            base = before[place] if 0 <= place < len(before) and place not in read else {}
            read.add(place)
            made.append(self._entries.number(base if isinstance(base, dict) else {}, number))
        for place, value in enumerate(before):  # a cell that was refused leaves the number as it was
            if place not in read and place + 1 not in gone:
                made.insert(min(place, len(made)), value)
        return made


def _rows_in_file(known: Known, found: Found) -> set[int]:
    """Rows of an organisation that the file has, taken or not: refused and hidden ones are not deleted."""
    codes = (RowCode.read(text) for text in found.codes)
    return {code.row for code in codes if code and code.organisation == known.organisation.id}


def _differences(known: Known, value: Mapping[str, Value]) -> Iterator[Change]:
    """In words, one change a fact."""
    where, name, old = known.place.where, known.organisation.name, known.value
    for key in dict.fromkeys((*old, *value)):
        was, now = old.get(key), value.get(key)
        if was == now:
            continue
        if key != "numbers":
            kind = "added" if was is None else "removed" if now is None else "changed"
            yield Change(kind, where, name, key, said(was), said(now))
            continue
        yield from _of_numbers(where, name, was, now)


def _of_numbers(where: str, name: str, was: Value, now: Value) -> Iterator[Change]:
    before, after = _said_numbers(was), _said_numbers(now)
    pairs, gone, new = _paired(before, after)
    yield from (Change("changed", where, name, NUMBER, one, other) for one, other in pairs)
    yield from (Change("removed", where, name, NUMBER, one) for one in gone)
    yield from (Change("added", where, name, NUMBER, "", other) for other in new)
    if not pairs and not gone and not new:
        yield Change("changed", where, name, "order of numbers", "; ".join(before), "; ".join(after))


def _said_numbers(numbers: Value) -> list[str]:
    return [number_said(each) for each in numbers] if isinstance(numbers, tuple) else []


def _paired(before: list[str], after: list[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Numbers that have become others, in their order; those that are gone; those that are new."""
    only_before = [each for each in before if each not in after]
    only_after = [each for each in after if each not in before]
    paired = min(len(only_before), len(only_after))
    pairs = list(zip(only_before[:paired], only_after[:paired], strict=True))
    return pairs, only_before[paired:], only_after[paired:]


# --- a part of them is taken ----------------------------------------------------------------------------------------


def _as_taken(known: Known, value: dict[str, Value], differences: Iterable[Change], takes: Takes) -> dict[str, Value]:
    """The entry with those differences that are taken; the very value of `known` where none is."""
    every = list(differences)
    taken = [each for each in every if takes(each)]
    if not taken or len(taken) == len(every):
        return value if taken else known.value
    old, keys = known.value, {each.what for each in taken}
    made: dict[str, Value] = {}
    for key in dict.fromkeys((*old, *value)):
        source = value if key in keys else old
        if key in source:
            made[key] = source[key]
    if "numbers" in (*old, *value):
        numbers = _numbers_as_taken(old.get("numbers"), value.get("numbers"), taken)
        made.pop("numbers", None)
        if numbers or "numbers" in old:
            made["numbers"] = numbers
    return in_order(made, old, ORGANISATION_KEYS)


def _numbers_as_taken(was: Value, now: Value, taken: Sequence[Change]) -> tuple[Value, ...]:
    before, after = (each if isinstance(each, tuple) else () for each in (was, now))
    pairs, gone, new = _paired(_said_numbers(before), _said_numbers(after))
    if not pairs and not gone and not new:
        return after if any(each.what == "order of numbers" for each in taken) else before
    told = {(each.was, each.now) for each in taken if each.what == NUMBER}
    theirs = {number_said(each): each for each in before}
    instead = {other: theirs[one] for one, other in pairs if (one, other) not in told}
    dropped = {other for other in new if ("", other) not in told}
    made = [instead.get(text, each) for each in after if (text := number_said(each)) not in dropped]
    for place, each in enumerate(before):  # a number that is gone in the list, and is not taken out here
        if (text := number_said(each)) in gone and (text, "") not in told:
            made.insert(min(place, len(made)), each)
    return tuple(made)
