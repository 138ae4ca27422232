"""Cut a paragraph into items: stretches of one bidi level, one script, one font.

The font follows the script, never "the first font that has the character": a Latin font may have Devanagari too, and
draw it badly. Characters of no script of their own (spaces, punctuation) follow their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from typing import NamedTuple

import unicodedata2

from handouts.text import bidi
from handouts.text.characters import COMMON, INHERITED, CharacterTable
from handouts.text.chooser import LATIN, FaceChooser
from handouts.text.faces import Face, Span, TextStyle, Weight
from handouts.text.library import LibraryFont

_TURNS = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))  # without these a left-to-right paragraph never turns
_ISOLATE_CONTROLS = frozenset(("LRI", "RLI", "FSI", "PDI"))
_WORDS = re.compile(r"\s+|\S+")
_ATTACHED = frozenset(("Mn", "Mc", "Me", "Cf"))
_EUROPEAN_DIGITS = frozenset("0123456789")


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


def itemise(spans: Sequence[Span], style: TextStyle, chooser: FaceChooser, characters: CharacterTable) -> Itemised:
    """Cut the spans of one paragraph into items."""
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    if not text:
        return Itemised((), ())
    levels = _levels(text, style, characters)
    if levels is None and len(spans) == 1:
        whole = _one_item(text, spans[0].weight, chooser, characters)
        if whole is not None:
            return Itemised((whole,), ())
    weights = [span.weight for span in spans for _ in span.text]
    if levels is None and len(spans) > 1 and len(set(weights)) == 1:
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
            for i, stand_in in zip(
                range(start, end), _stand_ins(text[start:end], script, weight, chooser), strict=True
            ):
                if stand_in is not None and chooser.covers(stand_in, text[i]):
                    face, covered = stand_in, True
                else:
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


def _stand_ins(text: str, script: str, weight: Weight, chooser: FaceChooser) -> Iterator[Face | None]:
    """For each character the face that steps in for its script's own, None where that will do: a word is set in one
    face as far as there is one, else a letter with its marks."""
    for word in _WORDS.findall(text):
        whole = chooser.stand_in(word, script, weight)
        for part in [word] if whole else _letters(word):
            yield from repeat(whole or chooser.stand_in(part, script, weight), len(part))


def _letters(word: str) -> Iterator[str]:
    """Each character with the marks and joiners behind it."""
    start = 0
    for i, character in enumerate(word):
        if i and unicodedata2.category(character) not in _ATTACHED:
            yield word[start:i]
            start = i
    yield word[start:]


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
    if before is not None and properties.script == INHERITED and _joins(text, i, before, chooser):
        return before, True
    return chooser.choose(text[i], script, weight)


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
    if script != LATIN and chooser.latin_digits(weight) and not distinct.isdisjoint(_EUROPEAN_DIGITS):
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


def _joins(text: str, i: int, face: Face, chooser: FaceChooser) -> bool:
    """Whether the face of a letter has the mark behind it, or both in one: a mark stays with its letter."""
    if chooser.covers(face, text[i]):
        return True
    whole: str = unicodedata2.normalize("NFC", text[i - 1 : i + 1])
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
            script = LATIN
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
    if LATIN in result:
        _widen_spaces(text, result, weights, chooser, characters)
    return result


def _widen_spaces(
    text: str, scripts: list[str], weights: Sequence[Weight], chooser: FaceChooser, characters: CharacterTable
) -> None:
    """Give the spaces around Latin words to the Latin face where its space is wider."""
    seen = [i for i, character in enumerate(text) if not characters[character].invisible]
    for before, i, behind in zip(seen, seen[1:], seen[2:], strict=False):
        foreign = text[i] == " " and scripts[i] != LATIN and LATIN in (scripts[before], scripts[behind])
        if foreign and chooser.latin_spaces(scripts[i], weights[i]):
            scripts[i] = LATIN


def _opening(closing: str, brackets: list[tuple[str, int]]) -> int | None:
    """Where the bracket stands that this one closes; forgets it and those inside it."""
    for depth in range(len(brackets) - 1, -1, -1):
        if brackets[depth][0] == closing:
            opening = brackets[depth][1]
            del brackets[depth:]
            return opening
    return None
