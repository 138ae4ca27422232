"""Cut a paragraph into items: stretches of one bidi level, one script, one font.

The font follows the script, never "the first font that has the character": a Latin font may have Devanagari too, and
draw it badly. Characters of no script of their own (spaces, punctuation) follow their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import unicodedata2

from handouts.text import bidi
from handouts.text.characters import COMMON, INHERITED, CharacterTable
from handouts.text.faces import Face, FaceTable, Span, TextStyle, Weight
from handouts.text.library import FontLibrary, LibraryFont

_TURNS = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))  # without these a left-to-right paragraph never turns
_ISOLATE_CONTROLS = frozenset(("LRI", "RLI", "FSI", "PDI"))
_EUROPEAN_DIGITS = frozenset("0123456789")
_LATIN = "Latn"
_NO_BREAK_HYPHEN, _NARROW_SPACE = "\u2011", "\u202f"


class _Key(NamedTuple):
    """What the characters of an item have in common."""

    level: int
    script: str
    face: Face


@dataclass(frozen=True, eq=False, slots=True)
class Item:
    """Characters [start, end) of a paragraph, shaped in one go. `scale`: size as a multiple of the text's."""

    start: int
    end: int
    level: int
    script: str
    font: LibraryFont
    scale: float

    @property
    def right_to_left(self) -> bool:
        return bool(self.level & 1)


class Itemised(NamedTuple):
    """The items of a paragraph in logical order, and the characters that no font has: (index, character)."""

    items: tuple[Item, ...]
    uncovered: tuple[tuple[int, str], ...]


class FaceChooser:
    """Which face of a table a character is set in. Remembers its answers.

    `neutral`: by weight, characters of no script of their own (digits, spaces) found to stand as one item, by
    themselves, in the face of the table's first script. Telephone numbers are looked up no further.
    """

    def __init__(self, table: FaceTable, library: FontLibrary, characters: CharacterTable) -> None:
        self.table = table
        self._library = library
        self._characters = characters
        self._chosen: dict[tuple[str, str, Weight], tuple[Face, bool]] = {}
        self.neutral: dict[Weight, set[str]] = {weight: set() for weight in Weight}
        self._latin_digits: dict[Weight, bool] = {}
        self._latin_spaces: dict[tuple[str, Weight], bool] = {}

    def font(self, face: Face) -> LibraryFont:
        """The opened font of a face."""
        return self._library.font(face.font)

    def latin_digits(self, weight: Weight) -> bool:
        """Whether European digits need the Latin face: not where the table's first script is set in the same."""
        answer = self._latin_digits.get(weight)
        if answer is None:
            latin = self.table.face(_LATIN, weight)
            own = self.table.face(self.table.first_script, weight)
            answer = self._latin_digits[weight] = latin is not None and latin != own
        return answer

    def latin_spaces(self, script: str, weight: Weight) -> bool:
        """Whether the space between a word of that script and a Latin one is the Latin face's: where it is wider.

        Nastaliq's words overlap in height and need little space; beside Latin letters so little looks like none.
        """
        key = (script, weight)
        answer = self._latin_spaces.get(key)
        if answer is None:
            latin, own = self.table.face(_LATIN, weight), self.table.face(script, weight)
            answer = latin is not None and own is not None and self._space_em(latin) > self._space_em(own)
            self._latin_spaces[key] = answer
        return answer

    def _space_em(self, face: Face) -> float:
        """The advance of a face's space, in em of the paragraph's size."""
        font = self.font(face)
        advance: int = font.font.get_glyph_h_advance(font.font.get_nominal_glyph(ord(" ")))
        return advance * face.scale / font.units_per_em

    def choose(self, character: str, script: str, weight: Weight) -> tuple[Face, bool]:
        """The face for a character in a run of that script, and whether its font has the character."""
        key = (character, script, weight)
        answer = self._chosen.get(key)
        if answer is None:
            answer = self._chosen[key] = self._choose(character, script, weight)
        return answer

    def _choose(self, character: str, script: str, weight: Weight) -> tuple[Face, bool]:
        faces = self.table.of_weight(weight)
        home = self.table.face(script, weight)
        properties = self._characters[character]
        if not properties.needs_font or (home is not None and self.covers(home, character)):
            return home or faces[0], True
        if home is not None and properties.script not in (COMMON, INHERITED):
            return home, False
        for face in faces:
            if self.covers(face, character):
                return face, True
        return home or faces[0], False

    def covers_all(self, face: Face, distinct: set[str]) -> bool:
        """Whether a face has all of these characters that need a font."""
        lacking = distinct - self._library.font(face.font).coverage
        return all(self.covers(face, c) for c in lacking if self._characters[c].needs_font)

    def covers(self, face: Face, character: str) -> bool:
        """Whether HarfBuzz will draw the character with this font, itself or as what it is made of."""
        coverage = self._library.font(face.font).coverage
        if character in coverage:
            return True
        if character == _NO_BREAK_HYPHEN:
            return not coverage.isdisjoint("-\u2010")
        if character in (_NARROW_SPACE, "\u00a0", "\t"):
            return " " in coverage
        parts = unicodedata2.normalize("NFD", character)
        return parts != character and coverage.issuperset(parts)


def itemise(spans: Sequence[Span], style: TextStyle, chooser: FaceChooser, characters: CharacterTable) -> Itemised:
    """Cut the spans of one paragraph into items."""
    text = "".join(span.text for span in spans)
    if not text:
        return Itemised((), ())
    levels = _levels(text, style, characters)
    weights = [span.weight for span in spans for _ in span.text] if len(spans) > 1 else [spans[0].weight] * len(text)
    if levels is None and len(set(weights)) == 1:
        whole = _one_item(text, weights[0], chooser, characters)
        if whole is not None:
            return Itemised((whole,), ())
    levels = levels or [0] * len(text)
    scripts = _scripts(text, levels, weights, chooser, characters)
    stretches: list[tuple[int, _Key]] = []  # where each begins
    uncovered: list[tuple[int, str]] = []
    keys = list(zip(levels, scripts, weights, strict=True))
    start = 0
    for (level, script, weight), group in groupby(keys):
        end = start + sum(1 for _ in group)
        face = chooser.table.face(script, weight)
        if face is not None and chooser.covers_all(face, set(text[start:end])):
            _add(stretches, start, (level, script, face))
        else:
            for i in range(start, end):
                before = stretches[-1][1].face if stretches else None
                face, covered = _face_at(text, i, script, weight, before, chooser, characters)
                _add(stretches, i, (level, script, face))
                if not covered:
                    uncovered.append((i, text[i]))
        start = end
    ends = [begin for begin, _ in stretches[1:]] + [len(text)]
    items = [
        Item(begin, end, key.level, key.script, chooser.font(key.face), key.face.scale)
        for (begin, key), end in zip(stretches, ends, strict=True)
    ]
    return Itemised(tuple(items), tuple(uncovered))


def _add(stretches: list[tuple[int, _Key]], start: int, key: tuple[int, str, Face]) -> None:
    if not stretches or stretches[-1][1] != key:
        stretches.append((start, _Key(*key)))


def _face_at(
    text: str,
    i: int,
    script: str,
    weight: Weight,
    before: Face | None,
    chooser: FaceChooser,
    characters: CharacterTable,
) -> tuple[Face, bool]:
    """The face of one character where the script's own face has not all, and whether it has this one."""
    properties = characters[text[i]]
    if properties.invisible and before is not None:
        return before, True
    face, covered = chooser.choose(text[i], script, weight)
    if properties.script == INHERITED and before is not None:  # a mark stays with its letter
        if chooser.covers(before, text[i]):
            return before, True
        if not covered and _composes(text[i - 1], text[i], before, chooser):
            return before, True
    return face, covered


def _levels(text: str, style: TextStyle, characters: CharacterTable) -> list[int] | None:
    """Bidi levels, or None where every character runs left to right on level 0.

    A left-to-right paragraph without any right-to-left character or control has even levels only (isolates raise
    them by two), and even levels are never turned round: they may all be taken as 0.
    """
    if not style.right_to_left and (text.isascii() or _TURNS.isdisjoint({characters[c].bidi for c in set(text)})):
        return None
    base = bidi.RTL if style.right_to_left else bidi.LTR
    classes = [characters[c].bidi for c in text]
    return bidi.line_levels(bidi.resolve_levels(classes, text, base), classes, base)


def _one_item(text: str, weight: Weight, chooser: FaceChooser, characters: CharacterTable) -> Item | None:
    """The whole text as one item, if it is of one script and its font has every character. Level 0."""
    distinct = set(text)
    neutral = chooser.neutral[weight]
    face = chooser.table.face(chooser.table.first_script, weight)
    if face is not None and neutral.issuperset(distinct):
        return Item(0, len(text), 0, chooser.table.first_script, chooser.font(face), face.scale)
    found = {characters[c].script for c in distinct} - {COMMON, INHERITED}
    if len(found) > 1:
        return None
    script = next(iter(found)) if found else chooser.table.first_script
    if script != _LATIN and chooser.latin_digits(weight) and not distinct.isdisjoint(_EUROPEAN_DIGITS):
        return None
    face = chooser.table.face(script, weight)
    if face is None:
        return None
    if not chooser.covers_all(face, distinct):
        return None
    if any(characters[c].extensions and script not in characters[c].extensions for c in distinct):
        return None
    if not found:
        neutral |= distinct
    return Item(0, len(text), 0, script, chooser.font(face), face.scale)


def _composes(base: str, mark: str, face: Face, chooser: FaceChooser) -> bool:
    """Whether letter and mark make a character that the font has."""
    whole: str = unicodedata2.normalize("NFC", base + mark)
    return len(whole) == 1 and chooser.covers(face, whole)


def _scripts(
    text: str, levels: Sequence[int], weights: Sequence[Weight], chooser: FaceChooser, characters: CharacterTable
) -> list[str]:
    """The script of each character, those of common ones resolved.

    Neighbours are sought on the same bidi level and on the same side of an isolate's border: before, then behind.
    A closing bracket follows its opening one. European digits count as Latin where the Latin face is another.
    """
    table = chooser.table
    result = [""] * len(text)
    before = ""  # script of the last character of this stretch, if it has one
    open_since = 0  # characters from here on wait for a script
    last_on_level: dict[int, str] = {}
    brackets: list[tuple[str, int]] = []

    def settle(end: int, script: str) -> None:
        for k in range(open_since, end):
            if not result[k]:
                result[k] = script

    for i, character in enumerate(text):
        properties = characters[character]
        if i and (levels[i] != levels[i - 1] or properties.bidi in _ISOLATE_CONTROLS):
            settle(i, before or last_on_level.get(levels[i - 1], table.first_script))
            before, open_since = "", i
        script = properties.script
        if character in _EUROPEAN_DIGITS and chooser.latin_digits(weights[i]):
            script = _LATIN
        if script in (COMMON, INHERITED):
            script = before
            if character in bidi.CLOSING_OF:
                brackets.append((bidi.CLOSING_OF[character], i))
            elif character in bidi.CLOSING_BRACKETS:
                opening = _opening(character, brackets)
                if opening is not None and result[opening]:
                    script = before = result[opening]
            if properties.extensions and script not in properties.extensions:
                usable = [code for code, _ in table.faces if code in properties.extensions]
                script = usable[0] if usable else script
            result[i] = script
            continue
        settle(i, script)
        result[i] = before = last_on_level[levels[i]] = script
        open_since = i + 1
    settle(len(text), before or last_on_level.get(levels[-1], table.first_script))
    if _LATIN in result:
        _widen_spaces(text, result, weights, chooser, characters)
    return result


def _widen_spaces(
    text: str, scripts: list[str], weights: Sequence[Weight], chooser: FaceChooser, characters: CharacterTable
) -> None:
    """Give the spaces around Latin words to the Latin face where its space is wider."""
    seen = [i for i, character in enumerate(text) if not characters[character].invisible]
    for before, i, behind in zip(seen, seen[1:], seen[2:], strict=False):
        foreign = text[i] == " " and scripts[i] != _LATIN and _LATIN in (scripts[before], scripts[behind])
        if foreign and chooser.latin_spaces(scripts[i], weights[i]):
            scripts[i] = _LATIN


def _opening(closing: str, brackets: list[tuple[str, int]]) -> int | None:
    """Where the bracket stands that this one closes; forgets it and those inside it."""
    for depth in range(len(brackets) - 1, -1, -1):
        if brackets[depth][0] == closing:
            opening = brackets[depth][1]
            del brackets[depth:]
            return opening
    return None
