"""Find dial strings in what a reader of PDFs or of pixels gives back: digit for digit, and nothing left over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_RUN = re.compile(r"[+(]?[0-9][0-9 ()\-]*[0-9]")
_LEAST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """`places`: (string, index of its first character, index behind its last) of all that were found, in order.
    `strange`: stretches with as many digits as a number that are not made of the expected strings alone."""

    places: tuple[tuple[str, int, int], ...]
    strange: tuple[str, ...]

    @property
    def found(self) -> Counter[str]:
        return Counter(string for string, _, _ in self.places)


def read_numbers(text: str, expected: Collection[str]) -> Reading:
    """Cut every stretch of digits in the text into expected strings.

    A string counts only as a whole: with digits, brackets, hyphens or blanks of another number between or beside its
    own, the stretch is strange. Strings may follow each other with blanks or with nothing between them, as readers
    join the cells of a row.
    """
    one = "|".join(re.escape(string) for string in sorted(expected, key=len, reverse=True))
    whole, single = re.compile(rf"(?:(?:{one}) *)+"), re.compile(one)
    places: list[tuple[str, int, int]] = []
    strange: list[str] = []
    for start, stretch in _stretches(text):
        if whole.fullmatch(stretch):
            places.extend((hit[0], start + hit.start(), start + hit.end()) for hit in single.finditer(stretch))
        elif sum(character.isdigit() for character in stretch) >= _LEAST_DIGITS:
            strange.append(stretch)
    return Reading(tuple(places), tuple(strange))


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    for hit in _RUN.finditer(text):
        start, stretch = hit.start(), hit[0]
        # A closing bracket of a sentence or an opening one of a name is no part of a number.
        if stretch.startswith("(") and ")" not in stretch:
            start, stretch = start + 1, stretch[1:]
        yield start, stretch
