"""`data/calls.yaml`: what callers found that is not "works". What works has its day at the number, as `verified`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from handouts.errors import InputError, UsageError
from handouts.sources.edits import insert, replace
from handouts.sources.explain import validated
from handouts.sources.field_types import Name, Text
from handouts.sources.whole_file import UnreadableError, read_whole, write_whole
from handouts.sources.yaml_document import Document
from handouts.sources.yaml_edits import apply_edits
from handouts.sources.yaml_reader import MAX_BYTES, parse_yaml, read_yaml
from handouts.wording import joined, message_of, worded

CALLS_NAME: Final = "calls.yaml"
_TOP: Final = "calls"
_PLAIN_KEYS: Final = frozenset({"on"})  # YAML 1.1 takes it for `true`
_HEAD = (
    '# What callers found that is not "works". What works has its day in directory.yaml, as verified. Written by the\n'
    "# commands: calls wrong NUMBER, calls record FILE.csv\n"
)


class Result(StrEnum):
    """What a call gave."""

    WORKS = "works"
    MACHINE = "machine"
    NO_ANSWER = "no-answer"
    WRONG = "wrong"
    OUT_OF_SERVICE = "out-of-service"
    STOPPED = "stopped-helping"


class Call(BaseModel):
    """One call that did not reach whom it should. `number` in E.164, or a short code."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    number: Annotated[str, Field(pattern=r"^\+[0-9]{6,15}$|^[0-9*#]{2,6}$")]
    result: Annotated[Result, Field(strict=False)]
    on: date
    by: Name | None = None
    note: Text | None = None


def call_of(number: str, result: Result, on: date, by: str, note: str) -> Call:
    """A call as a person told of it; a note of several lines becomes one. Raises UsageError for what the file can't
    hold."""
    texts = {key: " ".join(text.split()) or None for key, text in (("by", by), ("note", note))}
    try:
        return Call(number=number, result=result, on=on, by=texts["by"], note=texts["note"])
    except ValidationError as error:
        raise UsageError(reduce(joined, map(_reason, error.errors()))) from None


def _reason(detail: ErrorDetails) -> str:
    own = detail.get("ctx", {}).get("error")
    return worded("{key}: {what}", key=detail["loc"][0], what=message_of(own) if own else detail["msg"])


class _Calls(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    calls: tuple[Call, ...]


def read_calls(data_folder: Path) -> tuple[Call, ...]:
    """The calls, in the order of the file; none without a file. Raises InputError."""
    path = data_folder / CALLS_NAME
    return _checked(path)[1] if os.path.lexists(path) else ()


def add_calls(data_folder: Path, new: Iterable[Call]) -> int:
    """Add the calls that are not there yet at the end of the file, and say how many. What stands there stays as it is.

    Raises InputError for a file that can't be read, ConflictError if it changes meanwhile, WriteError.
    """
    path = data_folder / CALLS_NAME
    calls = list(dict.fromkeys(new))
    if not os.path.lexists(path):
        if calls:
            write_whole(path, (_HEAD + "".join(map(_line, calls))).encode())
        return len(calls)
    document, known = _checked(path)
    added = [call for call in calls if call not in known]
    edits = [insert((len(known) + at,), _value(call)) for at, call in enumerate(added)]
    if edits:
        edits = [replace((), []), *edits] if document.value is None else edits
        apply_edits(path, document, edits, lambda after: validated(after, _Calls, _TOP)[1], _PLAIN_KEYS)
    return len(added)


def _value(call: Call) -> dict[str, object]:
    return {name: str(value) if isinstance(value, Result) else value for name, value in call if value is not None}


def _line(call: Call) -> str:
    parts = (f"{name}: {_written(value)}" for name, value in _value(call).items())
    return f"- {{{', '.join(parts)}}}\n"


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _checked(path: Path) -> tuple[Document, tuple[Call, ...]]:
    try:
        document, problems = parse_yaml(str(path), read_whole(path, MAX_BYTES).decode("utf-8"), _PLAIN_KEYS)
    except (OSError, UnreadableError, UnicodeDecodeError):
        document, problems = read_yaml(path)  # it says why not
    if document is None or problems:
        raise InputError(problems)
    if document.value is None:
        return document, ()
    made, found = validated(document, _Calls, _TOP)
    if made is None or found:
        raise InputError(found)
    return document, made.calls
