"""Words and texts of YAML: what is read in them, and how a value is written so that the same is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from handouts.errors import UsageError
from handouts.sources.values import has_no_place_in_text


@dataclass(frozen=True, slots=True)
class Oddity:
    """A word that is not what it seems. `kind` goes on "YAML reads it as ..."."""

    written: str
    kind: str


Scalar: TypeAlias = str | int | float | bool | date | Oddity | None


def shortened(text: str) -> str:
    """Typed text as a message may quote it: on one line, without what a terminal would obey."""
    readable = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text[:80])
    return readable if len(text) <= 80 else readable + "..."


def holds_half_a_character(text: str) -> bool:
    """Whether a surrogate stands in it, which only an escape can write."""
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)


# YAML 1.1's own expressions (yaml.org/type), as far as they name more than plain decimal numbers and dates.
_PLAIN_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,15})")
_PLAIN_FLOAT: Final = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{0,15}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOL: Final = re.compile(r"(?:yes|no|true|false|on|off)", re.IGNORECASE)
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
_ODD_NUMBER: Final = re.compile(
    r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7]+|[0-9][0-9_]*"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)


def understood(word: str) -> Scalar:
    """What YAML reads in a word or text without quotes. Oddity: what it would not read as it is written."""
    if word in {"", "~", "null", "Null", "NULL"}:
        return None
    if word in {"true", "false"}:
        return word == "true"
    if _BOOL.fullmatch(word):
        return Oddity(word, "true or false")
    if _PLAIN_INT.fullmatch(word):
        return int(word)
    if _PLAIN_FLOAT.fullmatch(word):
        return float(word)
    if _DATE.fullmatch(word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            return Oddity(word, "a date that is in no calendar")
    if _TIME.fullmatch(word):
        return Oddity(word, "a time of day")
    if _ODD_NUMBER.fullmatch(word):
        return Oddity(word, "a number")
    if word in {"=", "<<"}:
        return Oddity(word, "a sign of its own")
    return word


# Writing. What begins so, or holds one of these in brackets, could be read as something else by one reader or another.
_NO_FIRST_CHARACTER: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
_NOT_IN_BRACKETS: Final = frozenset(",[]{}:")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def word_of(value: Scalar) -> str:
    """A number, date, true, false or nothing as a word without quotes. Raises UsageError for what no word means."""
    if isinstance(value, Oddity):
        word = value.written
    elif value is None:
        word = "null"
    elif isinstance(value, bool):
        word = "true" if value else "false"
    elif isinstance(value, float):
        word = repr(value) if "e" not in repr(value) else f"{Decimal(repr(value)):f}"
    else:
        word = value.isoformat() if isinstance(value, date) else str(value)
    if repr(understood(word)) != repr(value):
        raise UsageError(f"YAML has no plain word for {shortened(repr(value))}; write it as text")
    return word


def stands_plain(text: str, *, flow: bool) -> bool:
    """Whether a text is read as itself without quotes; `flow`: between brackets or braces."""
    return (
        isinstance(understood(text), str)
        and text == text.strip()
        and text[0] not in _NO_FIRST_CHARACTER
        and not text.startswith("...")
        and ": " not in text
        and not text.endswith(":")
        and " #" not in text
        and not _has_escaped(text)
        and not (flow and _NOT_IN_BRACKETS.intersection(text))
    )


def quoted(text: str, *, single: bool = False) -> str:
    """In double quotes, or in single ones where these can hold the text. Raises UsageError for half a character."""
    if holds_half_a_character(text):
        raise UsageError("the text holds half of a character (a surrogate); write the character itself")
    if single and not _has_escaped(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def folded(text: str, room: int) -> list[str] | None:
    """The lines of a text behind `>-`, of at most `room` characters where words allow; None where it can't stand so."""
    if text != text.strip() or not text or _has_escaped(text):
        return None
    lines = [""]
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def literal(text: str) -> tuple[str, list[str]] | None:
    """The sign and the lines of a text with line breaks behind `|`; None where it can't stand so."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not lines[0] or not lines[-1] or body != body.strip() or any(line.isspace() for line in lines):
        return None
    if any(map(_has_escaped, lines)):
        return None
    return ("|-" if body == text else "|"), lines


def _has_escaped(text: str) -> bool:
    return not (text.isascii() and text.isprintable()) and any(map(_is_escaped, text))


def _is_escaped(character: str) -> bool:
    """Whether it may only stand as an escape: what no editor shows, or shows like an ordinary space."""
    return has_no_place_in_text(character) or (character != " " and character.isspace())


def _escaped(character: str) -> str:
    if character in _ESCAPES or not _is_escaped(character):
        return _ESCAPES.get(character, character)
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
