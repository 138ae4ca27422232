"""Words and texts of YAML: what is read in them, and how a value is written so that the same is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias


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
