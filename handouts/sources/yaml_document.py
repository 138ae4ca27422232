"""What a YAML file holds, and where each value stands in its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from handouts.errors import Problem
from handouts.sources.yaml_scalars import Oddity

Steps: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value: `("cities", 0, "name")`."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands where a problem has been reported already, so that it is not reported twice."""


Value: TypeAlias = "str | int | float | bool | date | Oddity | Refused | tuple[Value, ...] | dict[str, Value] | None"


class Style(Enum):
    """How a value is written."""

    PLAIN = "without quotes"
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"
    TAGGED = "!"  # a word or text behind a tag, which is refused
    FLOW = "in brackets or braces"
    PAIR = "one entry of a mapping in brackets, without braces of its own: [a: b]"
    BLOCK = "by indentation"


SCALAR_STYLES: Final = {each.value: each for each in (Style.SINGLE, Style.DOUBLE, Style.LITERAL, Style.FOLDED)}
"""By the sign that begins the text."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a value or key stands, and how it was typed.

    `line` and `column` count from 1. `begin` and `end` are offsets in `text_of` the file, `end` behind the last
    character that belongs to the value: not the comment behind it, nor the line break of an indented text, list or
    mapping. A value that is not there (`a:`) begins and ends where it could stand.
    `written` is the word or text as YAML reads it, `comment` what follows it as a comment where it has no quotes, with
    the `#`: YAML cuts an address short there.
    """

    line: int
    column: int
    begin: int = 0
    end: int = 0
    style: Style = Style.BLOCK
    written: str = ""
    comment: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is a word or text without quotes."""
        return self.style is Style.PLAIN


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, and where. `digest` is the SHA-256 of its bytes: it tells whether the file has changed."""

    file: str
    value: Value
    values: Mapping[Steps, Extent] = field(default_factory=dict)
    keys: Mapping[Steps, Extent] = field(default_factory=dict)
    digest: str = field(default="", compare=False)

    def extent(self, steps: Steps) -> Extent:
        """Where the value stands, or the nearest thing around it that the file holds."""
        for length in range(len(steps), -1, -1):
            if found := self.values.get(steps[:length]):
                return found
        return Extent(1, 1)

    def key_extent(self, steps: Steps) -> Extent:
        """Where the key of the value stands; the value itself in a list."""
        return self.keys.get(steps) or self.extent(steps)

    def problem(self, steps: Steps, what: str, instead: str = "", *, at_key: bool = False) -> Problem:
        """A problem of the value there."""
        extent = self.key_extent(steps) if at_key else self.extent(steps)
        return Problem(self.file, extent.line, extent.column, what, instead)


def text_of(content: str) -> str:
    """The text of a file in which offsets count: without byte order mark, every line break a line feed."""
    return content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def value_at(value: Value, steps: Steps) -> Value:
    """What stands at the end of a way. Raises KeyError where nothing does."""
    for step in steps:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, tuple) and step in range(len(value)):
            value = value[int(step)]
        else:
            raise KeyError(steps)
    return value
