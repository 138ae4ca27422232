"""Two versions of a file -> what differs, each thing with its way there in words: what it was, and what it is.

Entries of lists are known again by what they are (an organisation by its name, a number by its digits), and what is
left by its order, so that a number that became another is one change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.desk.store.merging import ABSENT, IDENTITIES, Maybe
from handouts.sources.po_reader import PoEntry, read_po
from handouts.sources.yaml_document import Value
from handouts.sources.yaml_reader import parse_yaml

_NAMES = ("name", "title", "question", "number", "short", "address", "id", "tag", "text")
"""By which an entry of a list is called, the best first."""
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """`way`: from the file to the value, keys as the file has them and names of entries. `moved`: the order alone."""

    way: tuple[str, ...]
    was: Maybe
    now: Maybe
    moved: bool = False


def differences(name: str, before: bytes | None, after: bytes | None) -> tuple[Difference, ...]:
    """Of a file of the data, by its name in the folder. A file that can't be read differs as a whole."""
    one, other = (_read(name, content) for content in (before, after))
    if isinstance(one, _Unreadable) or isinstance(other, _Unreadable):
        return (Difference((), _size(before), _size(after)),) if before != after else ()
    return tuple(_of_values(one, other, ()))


class _Unreadable:
    pass


def _size(content: bytes | None) -> Maybe:
    return ABSENT if content is None else f"{len(content)} bytes"


def _read(name: str, content: bytes | None) -> Maybe | _Unreadable:
    if content is None:
        return ABSENT
    if name.endswith(".po"):
        file, faults = read_po(content)
        return _Unreadable() if faults else {_message(each): _said(each) for each in file.entries if each.context}
    try:
        document, problems = parse_yaml(name, content.decode("utf-8"), frozenset({"on"}))
    except UnicodeDecodeError:
        return _Unreadable()
    return _Unreadable() if document is None or problems else document.value


def _message(entry: PoEntry) -> str:
    return f"{entry.context}: {entry.english}"


def _said(entry: PoEntry) -> str:
    return f"{entry.text} (fuzzy)" if entry.fuzzy and entry.text else entry.text


def _of_values(was: Maybe, now: Maybe, way: tuple[str, ...]) -> Iterator[Difference]:
    if was == now and type(was) is type(now):
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*was, *now)):
            yield from _of_values(was.get(key, ABSENT), now.get(key, ABSENT), (*way, key))
    elif isinstance(was, tuple) and isinstance(now, tuple) and _are_entries(was) and _are_entries(now):
        yield from _of_lists(was, now, way)
    else:
        yield Difference(way, was, now)


def _are_entries(values: Sequence[Value]) -> bool:
    return all(isinstance(each, dict) for each in values)


def _of_lists(was: Sequence[Value], now: Sequence[Value], way: tuple[str, ...]) -> Iterator[Difference]:
    pairs = dict(_pairs(was, now))
    taken = set(pairs.values())
    left = [at for at in range(len(was)) if at not in pairs]
    free = [at for at in range(len(now)) if at not in taken]
    pairs |= dict(zip(left, free, strict=False))
    for at, each in enumerate(was):
        if at in pairs:
            yield from _of_values(each, now[pairs[at]], (*way, _name(now[pairs[at]])))
        else:
            yield Difference((*way, _name(each)), each, ABSENT)
    for at in free[len(left) :]:
        yield Difference((*way, _name(now[at])), ABSENT, now[at])
    order = [pairs[at] for at in range(len(was)) if at in pairs]
    if order != sorted(order):
        yield Difference(way, tuple(map(_name, was)), tuple(map(_name, now)), moved=True)


def _pairs(was: Sequence[Value], now: Sequence[Value]) -> Iterator[tuple[int, int]]:
    taken: set[int] = set()
    found: set[int] = set()
    for identity in IDENTITIES:
        for at, each in enumerate(was):
            key = _identity(each, identity)
            if key is None or at in found:
                continue
            other = next((i for i, x in enumerate(now) if i not in taken and _identity(x, identity) == key), None)
            if other is not None:
                found.add(at)
                taken.add(other)
                yield at, other


def _identity(entry: Value, key: str) -> object:
    """A number by its digits."""
    value = entry.get(key) if isinstance(entry, Mapping) else None
    return value.replace(" ", "") if key == "number" and isinstance(value, str) else value


def _name(entry: Value) -> str:
    names = (entry.get(key) for key in _NAMES) if isinstance(entry, Mapping) else ()
    found = next((str(name) for name in names if isinstance(name, str)), "")
    return found if len(found) <= _LONGEST_NAME else found[: _LONGEST_NAME - 2] + " …"
