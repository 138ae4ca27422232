"""The edition code that stands on every sheet: what is printed there, safe to read aloud and to type.

Six characters of a SHA-256 and a check character. Of a sheet it is made of its texts and strings to dial, so that
sheets of one city and language that print different things have different codes, and a number that a card has no room
for leaves the card's code alone; of a booklet, of the codes in it. Layout, paper and bytes do not count. The check is
Verhoeff's scheme in a group with as many elements as the alphabet has characters, the dihedral group of order 30: with
an anti-symmetric permutation it catches every single wrong character and every swap of neighbours (the tests try them
all).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from handouts.content import flyer as parts
from handouts.content import say, words
from handouts.content.flyer import NUMBER_PIECES, Flyer
from handouts.content.sheet_texts import WHOLE, Extent, SheetText

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 O 1 I L U, which are taken for one another."""

CODE_LENGTH = 7
_CONTENT_LENGTH = CODE_LENGTH - 1
_SIZE = len(ALPHABET)
_TURNS = _SIZE // 2


def content_hash(flyer: Flyer) -> str:
    """SHA-256, in hexadecimal, of everything that a sheet can be made of: whether one is up to date."""
    return _digest(flyer).hex()


def edition_code(flyer: Flyer, extent: Extent = WHOLE, texts: Iterable[SheetText] | None = None) -> str:
    """The seven characters printed on a sheet of this extent. `texts`: those that stand on it or may where there is
    room, if they are listed already."""
    texts = flyer.texts_on(extent) if texts is None else texts
    printed = [each for each in texts if not each.found_no_room(extent.left_out)]
    return _code(_digest([*_about(flyer), list(_printed(flyer, printed, extent))]))


def booklet_code(codes: Sequence[str]) -> str:
    """The seven characters printed on the contents page of a booklet of sheets that have these codes, in order."""
    return _code(_digest(list(codes)))


def _about(flyer: Flyer) -> list[object]:
    """What stands on every sheet, by itself, in the line for staff or in a code."""
    return [flyer.language, flyer.language_english, flyer.city, flyer.information_of, flyer.status, flyer.website]


def _printed(flyer: Flyer, texts: Iterable[SheetText], extent: Extent) -> Iterator[Sequence[str]]:
    """The texts of a sheet with what they are, its icons, and its strings to dial."""
    for each in texts:
        if each.role.printed:
            yield each.role.written, each.text
    left_out = extent.left_out
    has_all_numbers = not any(piece.startswith(NUMBER_PIECES) for piece in left_out)
    for section in flyer.sections:
        here = [entry for entry in section.entries if entry.stands(left_out)]
        if here and section.icon:
            yield "icon", section.title, section.icon
        for entry in section.entries:
            if entry.icon and not extent.cards and entry in here:
                yield "icon", entry.name, entry.icon
            for dial in entry.dial_strings() if entry.piece not in left_out else ():
                if has_all_numbers or dial.piece not in left_out:
                    yield dial.side, dial.printed, dial.digits, dial.href


def _code(digest: bytes) -> str:
    """The first six characters are the digest read as a fraction between 0 and 1, so that every code is equally
    likely."""
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
    return characters + ALPHABET[_permutation(len(characters)).index(wanted)]


def is_edition_code(text: str) -> bool:
    """Whether the text, as printed (capital letters), can be a code: length, alphabet and check character."""
    if len(text) != CODE_LENGTH or any(character not in ALPHABET for character in text):
        return False
    return _product([ALPHABET.index(character) for character in text]) == 0


_PARTS = [
    part
    for part in {**vars(parts), **vars(say), **vars(words)}.values()
    if isinstance(part, type) and is_dataclass(part)
]
_VALUES: dict[object, attrgetter[Any]] = {part: attrgetter(*(each.name for each in fields(part))) for part in _PARTS}
"""For each class of which a Flyer is made: the values of its fields, in order."""


def _digest(value: object) -> bytes:
    return hashlib.sha256(_JSON.encode(value).encode("utf-8")).digest()


def _as_json(value: object) -> object:
    """What JSON has no notation for: a date as text; a part of the Flyer as its fields, in the order of its class."""
    if isinstance(value, date):
        return value.isoformat()
    if type(value) not in _VALUES:
        raise TypeError(f"a Flyer holds texts, numbers and dates, not {type(value).__name__}")
    return _VALUES[type(value)](value)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_as_json)


def _product(symbols: list[int]) -> int:
    result = 0
    for position, symbol in enumerate(symbols):
        result = _multiplied(result, _permutation(position)[symbol])
    return result


def _multiplied(left: int, right: int) -> int:
    """In the dihedral group: 0 to 14 are the turns of a regular 15-gon, 15 to 29 its reflections."""
    left_flip, left_turn = divmod(left, _TURNS)
    right_flip, right_turn = divmod(right, _TURNS)
    turn = left_turn - right_turn if left_flip else left_turn + right_turn
    return (left_flip ^ right_flip) * _TURNS + turn % _TURNS


def _inverse(symbol: int) -> int:
    return symbol if symbol >= _TURNS else -symbol % _TURNS


@cache  # a handful, whatever the sheets
def _permutation(times: int) -> tuple[int, ...]:
    """Every symbol after the permutation, once for each position from the left.

    Anti-symmetric: x times permuted(y) differs from y times permuted(x) for all x and y that differ. Of the affine
    ones this misses fewest twin errors and swaps of characters two apart.
    """
    symbols = [*range(_SIZE)]
    for _ in range(times):
        symbols = [_permuted(symbol) for symbol in symbols]
    return tuple(symbols)


def _permuted(symbol: int) -> int:
    flip, turn = divmod(symbol, _TURNS)
    return _TURNS + (7 * turn + 1) % _TURNS if flip else 2 * turn % _TURNS
