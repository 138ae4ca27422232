"""Where a line may end: UAX #14 by ICU, less the places that a reader would stumble over.

The one module that knows icu4py. Offsets count code points; ICU counts UTF-16 units, which differ after any
character outside the Basic Multilingual Plane.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import unicodedata2
from icu4py.breakers import LineBreaker

from handouts.text.bidi import CLOSING_BRACKETS

_HYPHENS = frozenset("-\u2010\u2012\u2013\u2212")
_TIED = _HYPHENS | frozenset("\u2014\u2015\u00b7")  # between words, with spaces on both sides
HARD = frozenset("\n\v\f\r\x85\u2028\u2029")
_ISOLATE_STARTS = frozenset("\u2066\u2067\u2068")
_ISOLATE_END = "\u2069"
_UNSEEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SOFT_HYPHEN = "\u00ad"
_WORD, _MORE = r"[^\W\d][^\s.:;?!؟۔።]*", r"(?:[^\s.:;?!؟۔።]+ ){0,2}"
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}} {_WORD} {_MORE}\d{{4}}(?!\d)"  # 7 de abril de 2021, 7 tháng 4, 2021
    rf"|(?<!\d)\d{{4}} წლის \d{{1,2}} {_WORD}"  # 2021 წლის 7 აპრილი: the word behind the day is its month
    rf"|(?<!\d)\d{{4}}-{_WORD} \d{{1,2}}-{_WORD}"  # 2021-yil 7-aprel
    rf"|(?<!\d)\d{{4}} {_WORD} {_MORE}\d{{1,2}}(?!\d)"  # 2021 अप्रिल 7
    rf"|{_WORD} \d{{1,2}}, \d{{4}}(?!\d)"  # April 7, 2021
)


@dataclass(frozen=True, slots=True)
class Breaks:
    """Where lines may end (rising, the last one is the end of the text) and where they must."""

    offsets: tuple[int, ...]
    forced: frozenset[int]


def line_breaks(text: str, language: str, keep_together: Sequence[str] = ()) -> Breaks:
    """The places where a line of this text may end.

    Left out of what UAX #14 allows: places inside a phrase of `keep_together`; inside a date in words, a day and a year
    with one to three words between; inside an isolate that holds a digit and no letter (a telephone number, a date,
    a range); before a closing bracket; behind a hyphen, which would hang at the line's end, and leave a case ending
    or half of a name alone; before a dash or raised dot between words, which belongs to what stands before it;
    behind a soft hyphen, which is never drawn.
    """
    found = opportunities(text, language)
    if not found:
        return Breaks((), frozenset())
    end = len(text)
    forced = frozenset(o for o in found if o < end and text[o - 1] in HARD) if not HARD.isdisjoint(text) else ()
    held = set(_inside_phrases(text, keep_together))
    held.update(place for date in _DATE.finditer(text) for place in range(date.start() + 1, date.end()))
    if not _ISOLATE_STARTS.isdisjoint(text):
        held.update(_inside_number_groups(text))
    kept = [o for o in found if o == end or o in forced or (o not in held and not _is_awkward(text, o))]
    return Breaks(tuple(kept), frozenset(forced))


def opportunities(text: str, language: str) -> list[int]:
    """Where UAX #14 lets a line end, in code points, with the end of the text (as ICU finds them)."""
    if not text:
        return []
    found = [end for _, end in LineBreaker(text, language).segments()]
    if max(text) <= "\uffff":
        return found
    units = accumulate((2 if character > "\uffff" else 1 for character in text), initial=0)
    code_point_at = {unit: index for index, unit in enumerate(units)}
    return [code_point_at[unit] for unit in found]


def _inside_phrases(text: str, phrases: Sequence[str]) -> Iterable[int]:
    for phrase in phrases:
        at = text.find(phrase) if phrase else -1
        while at >= 0:
            yield from range(at + 1, at + len(phrase))
            at = text.find(phrase, at + 1)


def _inside_number_groups(text: str) -> Iterable[int]:
    """Offsets inside isolates with a digit and no letter."""
    open_at: list[int] = []
    for i, character in enumerate(text + _ISOLATE_END * len(text)):  # whoever forgets an end means the whole rest
        if character in _ISOLATE_STARTS:
            open_at.append(i)
        elif i >= len(text) and not open_at:
            break
        elif character == _ISOLATE_END and open_at:
            start = open_at.pop()
            categories = {unicodedata2.category(c) for c in text[start + 1 : i]}
            if "Nd" in categories and not any(category.startswith("L") for category in categories):
                yield from range(start + 1, min(i, len(text) - 1) + 1)


def _is_awkward(text: str, offset: int) -> bool:
    """Would a reader stumble over a line that ends here?"""
    before = offset - 1
    while before and text[before] in _UNSEEN:
        before -= 1
    behind = offset
    while behind < len(text) - 1 and text[behind] in _UNSEEN:
        behind += 1
    if text[behind] in CLOSING_BRACKETS or text[before] in _HYPHENS or text[before] == _SOFT_HYPHEN:
        return True
    return text[behind] in _TIED and text[behind + 1 : behind + 2] == " "
