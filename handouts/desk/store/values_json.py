"""Values of YAML files as JSON, for forms and drafts: days are marked, lists come back as tuples."""

from __future__ import annotations

import json
from datetime import date

from handouts.sources.yaml_document import Value

_DAY = "$day"


def to_json(value: Value) -> str:
    """Raises TypeError for what only a broken file holds."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Value:
    """Raises ValueError for what is no such text."""
    try:
        return _value(json.loads(text, parse_constant=_no_number))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _no_number(word: str) -> Value:
    raise ValueError(f"no number: {word}")


def _plain(value: Value) -> object:
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"no value of an entry: {value!r}")


def _value(given: object) -> Value:
    if isinstance(given, dict):
        if set(given) == {_DAY}:
            return date.fromisoformat(str(given[_DAY]))
        return {str(key): _value(entry) for key, entry in given.items()}
    if isinstance(given, list):
        return tuple(_value(entry) for entry in given)
    if given is None or isinstance(given, str | bool | int | float):
        return given
    raise ValueError(f"no value: {given!r}")
