"""What the engine must know of a character: script, direction, whether anything is drawn for it."""

from __future__ import annotations

from typing import NamedTuple

import unicodedataplus

from handouts.text.bidi import bidi_class

COMMON, INHERITED = "Zyyy", "Zinh"
JOINERS = frozenset("\u200c\u200d")  # zero width non-joiner and joiner: they shape their neighbours

# DerivedCoreProperties.txt 16.0.0, Default_Ignorable_Code_Point.
_IGNORABLE = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
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


_CODES: dict[str, str] = {
    name: aliases[0] for name, aliases in unicodedataplus.property_value_aliases["script"].items()
}


def _look_up(character: str) -> Character:
    code_point = ord(character)
    script = _CODES.get(unicodedataplus.script(character), COMMON)
    extensions = frozenset(unicodedataplus.script_extensions(character)) - {COMMON, INHERITED}
    direction = bidi_class(character)
    ignorable = any(first <= code_point <= last for first, last in _IGNORABLE)
    control = unicodedataplus.category(character) in ("Cc", "Zl", "Zp")
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
