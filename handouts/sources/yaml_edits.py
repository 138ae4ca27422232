"""Edits carried out in a YAML file: all or none, and everything else stays byte for byte.

The text is spliced (`yaml_splice`) and read again, and must then say exactly what the edit makes of the values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from handouts.errors import ConflictError, InputError, Problem, UsageError
from handouts.sources.edits import (
    Edit,
    Kind,
    edited_value,
    position_after_move,
    position_of,
    position_of_new,
    same,
    smallest,
)
from handouts.sources.whole_file import UnreadableError, read_whole, write_whole
from handouts.sources.yaml_document import Document, Style, Value
from handouts.sources.yaml_reader import MAX_BYTES, parse_yaml
from handouts.sources.yaml_splice import NewEntry, Splicing
from handouts.sources.yaml_text import YamlText


def edited_text(
    content: str, edits: Iterable[Edit], plain_keys: frozenset[str] = frozenset(), file: str = "the text"
) -> str:
    """The content of a file after some edits. `plain_keys` as in `parse_yaml`.

    Raises InputError where the content is no YAML that the reader takes, UsageError for an edit that can't be done.
    """
    current = YamlText.read(file, content, plain_keys)
    value = current.document.value
    together: list[Edit] = []
    for edit in (each for given in edits for each in smallest(value, given)):
        after = edited_value(value, edit)
        if same(after, value):
            continue
        if together and not _go_together(current, together, edit):
            current, together = _edited(current, together, value, plain_keys), []
        together.append(edit)
        value = after
    return (_edited(current, together, value, plain_keys) if together else current).content


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


def _go_together(file: YamlText, edits: Sequence[Edit], edit: Edit) -> bool:
    """Whether an edit can be carried out at once with those before it, without reading the file in between: words
    replaced at several places, or entries put into one list, from top to bottom."""
    last, others = edits[-1], [each.steps for each in edits]
    if edit.kind is not last.kind:
        return False
    if edit.kind is Kind.REPLACE:
        apart = all(edit.steps[: len(steps)] != steps for steps in others)
        return apart and all(_is_word(each.value) and _is_word(file.value(each.steps)) for each in (last, edit))
    around, step = edit.steps[:-1], edit.steps[-1]
    return (
        edit.kind is Kind.INSERT
        and last.steps[:-1] == around
        and isinstance(step, int)
        and step > int(last.steps[-1])
        and file.extent(around).style is Style.BLOCK
        and file.text.endswith("\n")
    )


def _is_word(value: Value) -> bool:
    return not isinstance(value, tuple | dict)


def _edited(file: YamlText, edits: Sequence[Edit], expected: Value, plain_keys: frozenset[str]) -> YamlText:
    said = f"the edit ({', '.join(map(str, edits[:3]))}{', ...' if edits[3:] else ''})"
    try:
        after = YamlText.read(file.document.file, _spliced(file, edits, plain_keys), plain_keys)
    except InputError as error:
        raise UsageError(f"{said} can't be written: {error.problems[0].what}") from error
    if not same(after.document.value, expected):
        raise UsageError(f"{said} would change another value, perhaps a text behind | or >; do it by hand")
    return after


def _spliced(file: YamlText, edits: Sequence[Edit], plain_keys: frozenset[str]) -> str:
    """The content after edits that go together."""
    edit = edits[0]
    splicing = Splicing(file, plain_keys)
    if len(edits) > 1 and edit.kind is Kind.REPLACE:
        return splicing.words_replaced([(each.steps, each.value) for each in edits])
    if edit.kind is Kind.REPLACE:
        return splicing.replaced(edit.steps, edit.value)
    if edit.kind is Kind.REMOVE:
        return splicing.removed(edit.steps)
    if len(edits) > 1:
        return splicing.lines_inserted([NewEntry(each.steps, each.value) for each in edits])
    if edit.kind is Kind.INSERT:
        return splicing.inserted(
            NewEntry(edit.steps, edit.value), position_of_new(file.document.value, edit.steps, edit.at)
        )
    around, key = edit.steps[:-1], edit.to[-1]
    place = position_after_move(file.document.value, edit)
    if edit.to[:-1] == around and isinstance(key, str) and place == position_of(file.value(around), edit.steps[-1]):
        return splicing.renamed(edit.steps, key)
    cutting = splicing.cut(edit.steps, edit.to)
    without = YamlText.read(file.document.file, splicing.removed(edit.steps), plain_keys)
    new = NewEntry(edit.to, cutting.value, cutting)
    return Splicing(without, plain_keys).inserted(new, position_of_new(without.document.value, edit.to, place))
