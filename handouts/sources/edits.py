"""Edits of data: what shall change in a file, said as values, and what they make of the values of a file.

    edits = [replace(("title",), "Help"), insert(("cities", 2), {"id": "yuma"}), remove(("paper",))]

Each edit speaks of the file as the ones before it leave it. `yaml_edits` carries them out in the text.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from handouts.errors import UsageError
from handouts.sources.yaml_document import Steps, Value, value_at
from handouts.sources.yaml_reader import MAX_DEPTH
from handouts.sources.yaml_scalars import Oddity, shortened


class Kind(Enum):
    """What an edit does."""

    REPLACE = "replace"
    INSERT = "insert"
    REMOVE = "remove"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; made by `replace`, `insert`, `remove` and `move`.

    `steps` lead to the value, `to` to where it stands after a move. `at` is the position of a mapping's entry among the
    others, from 0; None: as it is, or at the end.
    """

    kind: Kind
    steps: Steps
    value: Value = None
    to: Steps = ()
    at: int | None = None

    def __str__(self) -> str:
        return f"{self.kind.value} {way(self.steps)}"


def replace(steps: Steps, value: object) -> Edit:
    """Another value in place of one. Of a list or mapping only what differs is written."""
    return Edit(Kind.REPLACE, steps, plain_value(value))


def insert(steps: Steps, value: object, at: int | None = None) -> Edit:
    """A new entry of a list, before the one that stands at `steps` (behind the last, if none does), or of a mapping."""
    return Edit(Kind.INSERT, steps, plain_value(value), at=at)


def remove(steps: Steps) -> Edit:
    """An entry of a list or mapping less, with its comments."""
    return Edit(Kind.REMOVE, steps)


def move(steps: Steps, to: Steps, at: int | None = None) -> Edit:
    """An entry elsewhere, with its comments: in this list or mapping or in another. `to` is where it stands then.

    Within one mapping, another key at the end of `to` renames it.
    """
    return Edit(Kind.MOVE, steps, to=to, at=at)


def plain_value(value: object, depth: int = 0) -> Value:
    """A value as the reader gives it: lists as tuples. Raises UsageError for what no YAML file can hold."""
    if depth > MAX_DEPTH:
        raise UsageError(f"more than {MAX_DEPTH} lists and mappings stand in each other; write it flatter")
    if isinstance(value, list | tuple):
        return tuple(plain_value(entry, depth + 1) for entry in value)
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str) or not key:
                raise UsageError(f'the key "{shortened(str(key))}" is no text; write a word')
        return {str.__str__(key): plain_value(entry, depth + 1) for key, entry in value.items()}
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or isinstance(value, int | float | date | Oddity):
        return value
    raise UsageError(f"YAML has no word for {shortened(repr(value))}; write it as text")


def edited_value(value: Value, edit: Edit) -> Value:
    """What an edit makes of the value of a whole file. Raises UsageError where there is nothing to do it to."""
    if edit.kind is Kind.REPLACE:
        return _with(value, edit.steps, lambda _: edit.value)
    if edit.kind is Kind.INSERT:
        return _with_entry(value, edit.steps, edit.value, edit.at)
    taken = _at(value, edit.steps)
    if not edit.steps:
        raise UsageError(f"the whole file is no entry that one could {edit.kind.value}")
    without = _with(value, edit.steps[:-1], lambda around: _without(around, edit.steps[-1]))
    if edit.kind is Kind.REMOVE:
        return without
    if not edit.to or isinstance(edit.to[-1], str) != isinstance(edit.steps[-1], str):
        raise UsageError(f"{way(edit.steps)} can't be moved to {way(edit.to)}; move it to a place of the same kind")
    return _with_entry(without, edit.to, taken, position_after_move(value, edit))


def inverse(value: Value, edit: Edit) -> Edit:
    """The edit that takes one back, `value` being that of the whole file before it. What was removed comes back without
    its comments. Raises UsageError where the edit can't be done."""
    edited_value(value, edit)
    if edit.kind is Kind.REPLACE:
        return Edit(Kind.REPLACE, edit.steps, _at(value, edit.steps))
    if edit.kind is Kind.INSERT:
        return Edit(Kind.REMOVE, edit.steps)
    last = edit.steps[-1]
    position = position_of(_at(value, edit.steps[:-1]), last) if isinstance(last, str) else None
    if edit.kind is Kind.REMOVE:
        return Edit(Kind.INSERT, edit.steps, _at(value, edit.steps), at=position)
    return Edit(Kind.MOVE, edit.to, to=edit.steps, at=position)


def smallest(value: Value, edit: Edit) -> Iterator[Edit]:
    """An edit as those of its parts that change something."""
    if edit.kind is Kind.REPLACE:
        yield from _differences(edit.steps, _at(value, edit.steps), edit.value)
    else:
        yield edit


def _differences(steps: Steps, old: Value, new: Value) -> Iterator[Edit]:
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        keys = list(old)
        for before, key in zip((None, *new), new, strict=False):
            if key in old:
                yield from _differences((*steps, key), old[key], new[key])
            else:
                at = 0 if before is None else keys.index(before) + 1
                keys.insert(at, key)
                yield Edit(Kind.INSERT, (*steps, key), new[key], at=at)
        yield from (Edit(Kind.REMOVE, (*steps, key)) for key in old if key not in new)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        matcher = difflib.SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
        for _, begin, end, new_begin, new_end in reversed(matcher.get_opcodes()):
            both = min(end - begin, new_end - new_begin)
            yield from (Edit(Kind.REMOVE, (*steps, index)) for index in reversed(range(begin + both, end)))
            for index in range(new_begin + both, new_end):
                yield Edit(Kind.INSERT, (*steps, begin + index - new_begin), new[index])
            for index in range(both):
                yield from _differences((*steps, begin + index), old[begin + index], new[new_begin + index])
    else:
        yield Edit(Kind.REPLACE, steps, new)


def _at(value: Value, steps: Steps) -> Value:
    try:
        return value_at(value, steps)
    except KeyError:
        raise UsageError(f"there is no {way(steps)} in the file") from None


def _with(value: Value, steps: Steps, change: Callable[[Value], Value]) -> Value:
    if not steps:
        return change(value)
    step, old = steps[0], _at(value, steps[:1])
    new = _with(old, steps[1:], change)
    if isinstance(value, dict):
        return {key: new if key == step else entry for key, entry in value.items()}
    entries = value if isinstance(value, tuple) else ()
    return tuple(new if index == step else entry for index, entry in enumerate(entries))


def _without(around: Value, step: str | int) -> Value:
    if isinstance(around, dict):
        return {key: entry for key, entry in around.items() if key != step}
    return tuple(entry for index, entry in enumerate(around if isinstance(around, tuple) else ()) if index != step)


def _with_entry(value: Value, steps: Steps, entry: Value, at: int | None) -> Value:
    place = position_of_new(value, steps, at)

    def change(around: Value) -> Value:
        if isinstance(around, dict):
            entries = list(around.items())
            entries.insert(place, (str(steps[-1]), entry))
            return dict(entries)
        entries_of_list = list(around if isinstance(around, tuple) else ())
        entries_of_list.insert(place, entry)
        return tuple(entries_of_list)

    return _with(value, steps[:-1], change)


def position_of_new(value: Value, steps: Steps, at: int | None) -> int:
    """The position that a new entry takes in its list or mapping."""
    if not steps:
        raise UsageError("the whole file is no entry that one could insert")
    around, step = _at(value, steps[:-1]), steps[-1]
    if isinstance(around, dict) and isinstance(step, str):
        if step in around:
            raise UsageError(f"{way(steps)} is there already; replace it")
        place = len(around) if at is None else at
    elif isinstance(around, tuple) and isinstance(step, int):
        place = step
    else:
        raise UsageError(f"{way(steps)} can't be an entry of what stands there")
    if not 0 <= place <= len(around):
        raise UsageError(f"there is no position {place} for {way(steps)}: {len(around)} entries stand there")
    return place


def position_of(around: Value, step: str | int) -> int:
    return list(around).index(str(step)) if isinstance(around, dict) else int(step)


def position_after_move(value: Value, edit: Edit) -> int | None:
    """A mapping's entry keeps its position if it stays in its mapping."""
    around = edit.steps[:-1]
    if edit.at is None and edit.to[:-1] == around and isinstance(edit.steps[-1], str):
        return position_of(_at(value, around), edit.steps[-1])
    return edit.at


def same(one: Value, other: Value) -> bool:
    """Equal in kind and order too: `1` is not `1.0`."""
    return repr(one) == repr(other)


def way(steps: Steps) -> str:
    return shortened(".".join(map(str, steps))) or "the whole file"
