"""Edits of a YAML file: what shall change, said as values, and carried out all or not at all.

    edits = [replace(("title",), "Help"), insert(("cities", 2), {"id": "yuma"}), remove(("paper",))]

Each edit speaks of the file as the ones before it leave it. The text is spliced (`yaml_splice`), read again, and must
then say exactly what the edit makes of the values; all other bytes of the file stay.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from handouts.errors import ConflictError, InputError, Problem, UsageError
from handouts.sources.whole_file import UnreadableError, read_whole, write_whole
from handouts.sources.yaml_document import Document, Steps, Value, value_at
from handouts.sources.yaml_reader import MAX_BYTES, MAX_DEPTH, parse_yaml
from handouts.sources.yaml_scalars import Oddity, shortened
from handouts.sources.yaml_splice import NewEntry, Splicing
from handouts.sources.yaml_text import YamlText


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
        raise UsageError(f"{_way(edit.steps)} can't be moved to {_way(edit.to)}; move it to a place of the same kind")
    return _with_entry(without, edit.to, taken, _position_after_move(value, edit))


def inverse(value: Value, edit: Edit) -> Edit:
    """The edit that takes one back, `value` being that of the whole file before it. What was removed comes back without
    its comments. Raises UsageError where the edit can't be done."""
    edited_value(value, edit)
    if edit.kind is Kind.REPLACE:
        return Edit(Kind.REPLACE, edit.steps, _at(value, edit.steps))
    if edit.kind is Kind.INSERT:
        return Edit(Kind.REMOVE, edit.steps)
    last = edit.steps[-1]
    position = _position(_at(value, edit.steps[:-1]), last) if isinstance(last, str) else None
    if edit.kind is Kind.REMOVE:
        return Edit(Kind.INSERT, edit.steps, _at(value, edit.steps), at=position)
    return Edit(Kind.MOVE, edit.to, to=edit.steps, at=position)


def edited_text(
    content: str, edits: Iterable[Edit], plain_keys: frozenset[str] = frozenset(), file: str = "the text"
) -> str:
    """The content of a file after some edits. `plain_keys` as in `parse_yaml`.

    Raises InputError where the content is no YAML that the reader takes, UsageError for an edit that can't be done.
    """
    current = YamlText.read(file, content, plain_keys)
    for edit in edits:
        for step in _smallest(current.document.value, edit):
            current = _edited(current, step, plain_keys)
    return current.content


def apply_edits(
    path: Path,
    read: Document,
    edits: Iterable[Edit],
    validate: Callable[[Document], Sequence[Problem]],
    plain_keys: frozenset[str] = frozenset(),
) -> Document:
    """Edit the file that a document was read from, and give what it holds then. The file is written only if everything
    is in order.

    Raises ConflictError if the file is no longer what was read, UsageError for an edit that can't be done, InputError
    with what the reader or `validate` finds wrong with the new file, and WriteError.
    """
    try:
        before = read_whole(path, MAX_BYTES)
    except (FileNotFoundError, UnreadableError):
        before = b""
    if hashlib.sha256(before).hexdigest() != read.digest:
        raise ConflictError(path)
    content = edited_text(before.decode("utf-8"), edits, plain_keys, str(path))
    after = content.encode("utf-8")
    if len(after) > MAX_BYTES:
        raise UsageError(f"{path} would be larger than {MAX_BYTES // 1000} kB; take something out of it")
    document, problems = parse_yaml(str(path), content, plain_keys)
    found = [*problems, *(validate(document) if document else ())]
    if document is None or found:
        raise InputError(found)
    write_whole(path, after)
    return document


# One edit of the text


def _edited(file: YamlText, edit: Edit, plain_keys: frozenset[str]) -> YamlText:
    expected = edited_value(file.document.value, edit)
    if _same(expected, file.document.value):
        return file
    try:
        after = YamlText.read(file.document.file, _spliced(file, edit, plain_keys), plain_keys)
    except InputError as error:
        raise UsageError(f"{_said(edit)} can't be written: {error.problems[0].what}") from error
    if not _same(after.document.value, expected):
        raise UsageError(f"{_said(edit)} would change another value, perhaps a text behind | or >; edit it by hand")
    return after


def _spliced(file: YamlText, edit: Edit, plain_keys: frozenset[str]) -> str:
    splicing = Splicing(file, plain_keys)
    if edit.kind is Kind.REPLACE:
        return splicing.replaced(edit.steps, edit.value)
    if edit.kind is Kind.REMOVE:
        return splicing.removed(edit.steps)
    if edit.kind is Kind.INSERT:
        return splicing.inserted(NewEntry(edit.steps, edit.value), _place(file.document.value, edit.steps, edit.at))
    around, key = edit.steps[:-1], edit.to[-1]
    place = _position_after_move(file.document.value, edit)
    if edit.to[:-1] == around and isinstance(key, str) and place == _position(file.value(around), edit.steps[-1]):
        return splicing.renamed(edit.steps, key)
    cutting = splicing.cut(edit.steps, edit.to)
    without = YamlText.read(file.document.file, splicing.removed(edit.steps), plain_keys)
    new = NewEntry(edit.to, cutting.value, cutting)
    return Splicing(without, plain_keys).inserted(new, _place(without.document.value, edit.to, place))


def _smallest(value: Value, edit: Edit) -> Iterator[Edit]:
    """An edit as those of its parts that change something."""
    if edit.kind is Kind.REPLACE:
        yield from _differences(edit.steps, _at(value, edit.steps), edit.value)
    else:
        yield edit


def _differences(steps: Steps, old: Value, new: Value) -> Iterator[Edit]:
    if _same(old, new):
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


# The same on plain values


def _at(value: Value, steps: Steps) -> Value:
    try:
        return value_at(value, steps)
    except KeyError:
        raise UsageError(f"there is no {_way(steps)} in the file") from None


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
    place = _place(value, steps, at)

    def change(around: Value) -> Value:
        if isinstance(around, dict):
            entries = list(around.items())
            entries.insert(place, (str(steps[-1]), entry))
            return dict(entries)
        entries_of_list = list(around if isinstance(around, tuple) else ())
        entries_of_list.insert(place, entry)
        return tuple(entries_of_list)

    return _with(value, steps[:-1], change)


def _place(value: Value, steps: Steps, at: int | None) -> int:
    """The position that a new entry takes in its list or mapping."""
    if not steps:
        raise UsageError("the whole file is no entry that one could insert")
    around, step = _at(value, steps[:-1]), steps[-1]
    if isinstance(around, dict) and isinstance(step, str):
        if step in around:
            raise UsageError(f"{_way(steps)} is there already; replace it")
        place = len(around) if at is None else at
    elif isinstance(around, tuple) and isinstance(step, int):
        place = step
    else:
        raise UsageError(f"{_way(steps)} can't be an entry of what stands there")
    if not 0 <= place <= len(around):
        raise UsageError(f"there is no position {place} for {_way(steps)}: {len(around)} entries stand there")
    return place


def _position(around: Value, step: str | int) -> int:
    return list(around).index(str(step)) if isinstance(around, dict) else int(step)


def _position_after_move(value: Value, edit: Edit) -> int | None:
    """A mapping's entry keeps its position if it stays in its mapping."""
    around = edit.steps[:-1]
    if edit.at is None and edit.to[:-1] == around and isinstance(edit.steps[-1], str):
        return _position(_at(value, around), edit.steps[-1])
    return edit.at


def _same(one: Value, other: Value) -> bool:
    """Equal in kind and order too: `1` is not `1.0`."""
    return repr(one) == repr(other)


def _said(edit: Edit) -> str:
    return f"the edit ({edit.kind.value} {_way(edit.steps)})"


def _way(steps: Steps) -> str:
    return shortened(".".join(map(str, steps))) or "the whole file"
