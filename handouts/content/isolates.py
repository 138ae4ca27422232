"""Isolates for right-to-left text: without them the bidi algorithm (UAX 9) reorders what must stay together.

A date or a hyphenated number in an Arabic sentence would come out in another order, and brackets and full stops around
Latin names would flip; behind an Arabic name on an English page, hours and places would. On right-to-left pages every
text of another direction is an isolate, on others only what holds letters that run from right to left: other text stays
clean.
"""

from __future__ import annotations

import re

import unicodedata2

from handouts.sources.direction_marks import DIRECTION_MARKS

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_NO_ISOLATES = dict.fromkeys(map(ord, (LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE)))

_SPACE = "[ \u00a0\u202f]"
_LETTER = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"
_ABBREVIATION = rf"(?:{_LETTER}\.){{2,}}"  # its last full stop belongs to it; the one of a sentence does not
_WORD = rf"{_LETTER}(?:{_LETTER}|[0-9])*(?:\+(?![0-9]))?"  # LGBTQ+, whose sign would come out before it
_JOIN = rf"(?:{_SPACE}|{_SPACE}?[-\u2013&/]{_SPACE}?|[.'\u2019@]|,{_SPACE})"
_PHRASE = rf"(?:{_ABBREVIATION}|{_WORD})(?:{_JOIN}(?:{_ABBREVIATION}|{_WORD}|[0-9]+))*"
_LATIN = rf"{_PHRASE}(?:{_SPACE}\({_PHRASE}\))*"
_DIGIT_GROUPS = r"\+?[0-9]+(?:[-\u2013./:,][0-9]+)+"
_TIME = r"(?:[0-9]{1,2}[:.][0-9]{2}|[0-9]{1,3}|(?:19|20)[0-9]{2})"
_RANGE = re.compile(rf"({_TIME})([-\u2013])({_TIME})")
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_FOREIGN = re.compile(rf"{_LATIN}|{_DIGIT_GROUPS}")
_FOREIGN_OR_NUMBER = re.compile(rf"{_FOREIGN.pattern}|[0-9]{{2,}}")


def isolate(text: str) -> str:
    """Text of a direction of its own, found from its first strong letter."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def isolate_right_to_left(text: str) -> str:
    """The text, an isolate if anything in it runs from right to left: it would turn its neighbours round."""
    return isolate(text) if any(unicodedata2.bidirectional(each) in _RIGHT_TO_LEFT for each in text) else text


def isolate_left_to_right(text: str) -> str:
    """A string to dial: left to right, whatever is in it."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def without_isolates(text: str) -> str:
    """The text as the data has it."""
    return text.translate(_NO_ISOLATES)


def isolate_foreign_runs(text: str) -> str:
    """Right-to-left text with its Latin phrases (`Title 42`, `Mexico-U.S.`) and joined digit groups isolated.

    Of a range (`09:00-17:00`) each end is: it begins on the right, where reading begins. A translator's direction marks
    stay where they stand, but not inside what is isolated, nor inside a number: there they would turn it round.
    """
    if set(DIRECTION_MARKS).isdisjoint(text):
        return _FOREIGN.sub(lambda found: _isolated(found.group()), text)
    places = [index for index, character in enumerate(text) if character not in DIRECTION_MARKS]
    read = "".join(text[index] for index in places)
    parts: list[str] = []
    end = 0
    for found in _FOREIGN_OR_NUMBER.finditer(read):
        start, last = places[found.start()], places[found.end() - 1]
        whole = found.group()
        parts += [text[end:start], whole if whole.isdecimal() else _isolated(whole)]
        end = last + 1
    return "".join([*parts, text[end:]])


def _isolated(foreign: str) -> str:
    """A Latin phrase or digit group; of a range, which runs as the text around it does, both ends."""
    ends = _RANGE.fullmatch(foreign)
    if ends is None:
        return isolate(foreign)
    first, dash, last = ends.groups()
    return f"{isolate(first)}{dash}{isolate(last)}"
