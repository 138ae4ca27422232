"""The edition code that stands on every sheet: which content it is, safe to read aloud and to type.

Six characters of the content's SHA-256 and a check character. The check is Verhoeff's scheme in a group with as many
elements as the alphabet has characters, the dihedral group of order 30: with an anti-symmetric permutation it catches
every single wrong character and every swap of neighbours (the tests try them all).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from handouts.content import flyer as parts
from handouts.content.flyer import HASHED_IF_SET, Flyer, NumberRow, SideHead, Words

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 O 1 I L U, which are taken for one another."""

_CONTENT_LENGTH = 6
_SIZE = len(ALPHABET)
_TURNS = _SIZE // 2


def content_hash(flyer: Flyer) -> str:
    """SHA-256, in hexadecimal, of everything that is true of the sheet: the Flyer, not its layout or bytes."""
    return _digest(flyer).hex()


def edition_code(flyer: Flyer) -> str:
    """The seven characters printed on the sheet.

    The first six are the hash read as a fraction between 0 and 1, so that every code is equally likely.
    """
    digest = _digest(flyer)
    value = int.from_bytes(digest, "big") * _SIZE**_CONTENT_LENGTH >> (8 * len(digest))
    symbols: list[int] = []
    for _ in range(_CONTENT_LENGTH):
        value, symbol = divmod(value, _SIZE)
        symbols.insert(0, symbol)
    return with_check("".join([ALPHABET[symbol] for symbol in symbols]))


def with_check(characters: str) -> str:
    """The characters and their check character. Raises ValueError for one that is not in the alphabet."""
    product = _product([ALPHABET.index(character) for character in characters])
    wanted = _inverse(product)
    check = next(symbol for symbol in range(_SIZE) if _permuted(symbol, len(characters)) == wanted)
    return characters + ALPHABET[check]


def is_edition_code(text: str) -> bool:
    """Whether the text, as printed (capital letters), can be a code: length, alphabet and check character."""
    if len(text) != _CONTENT_LENGTH + 1 or any(character not in ALPHABET for character in text):
        return False
    return _product([ALPHABET.index(character) for character in text]) == 0


def _names(part: type, *, if_set: bool) -> list[str]:
    return [each.name for each in fields(part) if bool(each.metadata.get(HASHED_IF_SET)) is if_set]


_PARTS = [part for part in vars(parts).values() if isinstance(part, type) and is_dataclass(part)]
_VALUES: dict[object, attrgetter[Any]] = {part: attrgetter(*_names(part, if_set=False)) for part in _PARTS}
"""For each class of which a Flyer is made: the values of its fields, in order."""
_IF_SET: dict[object, list[str]] = {part: names for part in _PARTS if (names := _names(part, if_set=True))}
"""Fields that count only where they hold something."""

_HEADS_BEFORE = {("MX", "MEX"), ("US", "USA")}
_BY_SIDES = NumberRow, Words
"""Sheets are on paper whose codes come from a time when the sides of the border were these two, with a field for each
at the beginning of these classes, and their heads were no content. So that those codes stay what they are, the entries
of the first field stand there one by one, and of these heads only the words."""


def _digest(flyer: Flyer) -> bytes:
    return hashlib.sha256(_JSON.encode(flyer).encode("utf-8")).digest()


def _as_json(value: object) -> object:
    """What JSON has no notation for: a date as text; a part of the Flyer as its fields, in the order of its class."""
    if isinstance(value, date):
        return value.isoformat()
    if type(value) not in _VALUES:
        raise TypeError(f"a Flyer holds texts, numbers and dates, not {type(value).__name__}")
    if isinstance(value, SideHead) and (value.country, value.code) in _HEADS_BEFORE:
        return value.words
    values = _VALUES[type(value)](value)
    if isinstance(value, _BY_SIDES):
        values = [*values[0], *values[1:]]
    further = {name: held for name in _IF_SET.get(type(value), ()) if (held := getattr(value, name))}
    return [values, further] if further else values


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_as_json)


def _product(symbols: list[int]) -> int:
    result = 0
    for position, symbol in enumerate(symbols):
        result = _multiplied(result, _permuted(symbol, position))
    return result


def _multiplied(left: int, right: int) -> int:
    """In the dihedral group: 0 to 14 are the turns of a regular 15-gon, 15 to 29 its reflections."""
    left_flip, left_turn = divmod(left, _TURNS)
    right_flip, right_turn = divmod(right, _TURNS)
    turn = left_turn - right_turn if left_flip else left_turn + right_turn
    return (left_flip ^ right_flip) * _TURNS + turn % _TURNS


def _inverse(symbol: int) -> int:
    return symbol if symbol >= _TURNS else -symbol % _TURNS


def _permuted(symbol: int, times: int) -> int:
    """The permutation, once for each position from the left.

    Anti-symmetric: x times permuted(y) differs from y times permuted(x) for all x and y that differ. Of the affine
    ones this misses fewest twin errors and swaps of characters two apart.
    """
    for _ in range(times):
        flip, turn = divmod(symbol, _TURNS)
        symbol = _TURNS + (7 * turn + 1) % _TURNS if flip else 2 * turn % _TURNS
    return symbol
