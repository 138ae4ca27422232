"""An entry that a form was opened on, found again in the file as it is now, whoever renamed it meanwhile.

Both lists are compared as a whole, so that an entry that was removed is not taken for a neighbour that has a number in
common with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

from handouts.desk.store.history import History
from handouts.sources.edits import same
from handouts.sources.yaml_document import Value
from handouts.sources.yaml_reader import parse_yaml

KnownBy: TypeAlias = "Callable[[Value], Iterable[Hashable]]"
"""By what an entry is known again: any of these."""
_MOST_VERSIONS = 100


def versions(history: History, name: str) -> Iterator[Value]:
    """What a YAML file said, the newest first: what is known to have been in order, then what the history has."""
    for content in itertools.islice(history.versions(name), _MOST_VERSIONS):
        document, _problems = parse_yaml(name, content.decode("utf-8", "replace"))
        if document is not None:
            yield document.value


def found_again(old: Sequence[Value], new: Sequence[Value], *known_by: KnownBy) -> dict[int, int]:
    """Position of an entry -> its position in the later list: by being the same, then by each of `known_by` in turn,
    where no other entry can be meant. What is not in it was removed."""
    pairs = {
        index: others[0]
        for index, entry in enumerate(old)
        if len(others := [other for other, each in enumerate(new) if same(entry, each)]) == 1
        and sum(same(entry, each) for each in old) == 1
    }
    for keys in known_by:
        _pair(pairs, [set(keys(each)) for each in old], [set(keys(each)) for each in new])
    return pairs


def _pair(pairs: dict[int, int], old: Sequence[set[Hashable]], new: Sequence[set[Hashable]]) -> None:
    """Pair what is left. Of several that are known by exactly the same, as many as there are, in their order."""
    waiting = [index for index in range(len(old)) if index not in pairs]
    free = [index for index in range(len(new)) if index not in pairs.values()]
    for index in waiting:
        others = [other for other in free if old[index] & new[other]]
        rivals = [each for each in waiting if any(old[each] & new[other] for other in others)]
        alike = {frozenset(keys) for keys in (*(old[each] for each in rivals), *(new[other] for other in others))}
        if len(others) == len(rivals) and (len(others) == 1 or len(alike) == 1):
            pairs |= dict(zip(rivals, others, strict=True))


def field(*names: str) -> KnownBy:
    """Known again by the first of these values that it has."""

    def keys(entry: Value) -> Iterator[Hashable]:
        values = (entry.get(name) for name in names) if isinstance(entry, dict) else ()
        text = next((value for value in values if isinstance(value, str)), None)
        if text is not None:
            yield " ".join(text.split()).casefold()

    return keys


def entries_of(value: Value, key: str) -> tuple[Value, ...]:
    """The list that stands in a mapping; empty where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, tuple) else ()
