"""What the engine must know of a character: script, direction, whether anything is drawn for it."""

from __future__ import annotations

import re
from typing import NamedTuple

import unicodedata2
from fontTools import unicodedata as scripts

from handouts.text.bidi import bidi_class

COMMON, INHERITED = "Zyyy", "Zinh"
JOINERS = frozenset("\u200c\u200d")  # zero width non-joiner and joiner: they shape their neighbours

# DerivedCoreProperties.txt 16.0.0, Default_Ignorable_Code_Point.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_INVISIBLE = 0x200B


class Character(NamedTuple):
    """Properties of one character.

    `script`: its Unicode script code; COMMON or INHERITED where it takes that of its neighbour. `extensions`: the
    scripts that a common character is used with, empty for all. `invisible`: nothing is drawn and nothing read for
    it (direction controls, line feeds). `needs_font`: whether a font must have it; not so where HarfBuzz draws
    something else or nothing. `code_point`: what is handed to HarfBuzz. `hangs`: white space or a control, which
    at the end of a line does not count.
    """

    script: str
    extensions: frozenset[str]
    bidi: str
    invisible: bool
    needs_font: bool
    code_point: int
    hangs: bool


class CharacterTable(dict[str, Character]):
    """Characters looked up once. A Typesetter owns one.

    `visible`: those looked up so far for which something may be drawn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.visible: set[str] = set()

    def __missing__(self, character: str) -> Character:
        found = self[character] = _look_up(character)
        if not found.invisible:
            self.visible.add(character)
        return found


def _look_up(character: str) -> Character:
    code_point = ord(character)
    script = scripts.script(character)
    extensions = frozenset(scripts.script_extension(character)) - {COMMON, INHERITED}
    direction = bidi_class(character)
    ignorable = _IGNORABLE.match(character) is not None
    control = unicodedata2.category(character) in ("Cc", "Zl", "Zp")
    invisible = (ignorable and character not in JOINERS) or (control and character != "\t")
    return Character(
        script=script,
        extensions=extensions if script == COMMON else frozenset(),
        bidi=direction,
        invisible=invisible,
        needs_font=not (ignorable or control),
        code_point=0x20 if character == "\t" else _INVISIBLE if control else code_point,
        hangs=direction in ("WS", "S", "B") or (invisible and direction != "ON"),
    )
