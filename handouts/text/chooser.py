"""Which face each character of a script is set in: that of its script, or one that steps in for it."""

from __future__ import annotations

from collections.abc import Iterator

import unicodedata2

from handouts.text.characters import COMMON, INHERITED, CharacterTable
from handouts.text.faces import Face, FaceTable, Weight
from handouts.text.library import FontLibrary, LibraryFont
from handouts.text.spares import SpareFaces

LATIN = "Latn"
_NO_BREAK_HYPHEN, _NARROW_SPACE = "\u2011", "\u202f"


class FaceChooser:
    """Which face of a table a character is set in. Remembers its answers.

    `neutral`: by weight, characters of no script of their own (digits, spaces) found to stand as one item, by
    themselves, in the face of the table's first script. Telephone numbers are looked up no further.
    """

    def __init__(self, table: FaceTable, library: FontLibrary, characters: CharacterTable, spares: SpareFaces) -> None:
        self.table = table
        self._library = library
        self._characters = characters
        self._spares = spares
        self._stand_ins: dict[tuple[str, str, Weight], Face | None] = {}
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
            latin = self.table.face(LATIN, weight)
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
            latin, own = self.table.face(LATIN, weight), self.table.face(script, weight)
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
        for face in (*faces, *self._spare(script, weight)):
            if self.covers(face, character):
                return face, True
        return home or faces[0], False

    def stand_in(self, word: str, script: str, weight: Weight) -> Face | None:
        """The face for a word of that script whose letters the script's own face has not all: another of the table, or
        one of the folder that has them all. None where its own face will do, and where no face has them all."""
        key = (word, script, weight)
        if key not in self._stand_ins:
            home = self.table.face(script, weight)
            letters = "".join(c for c in word if self._characters[c].script != COMMON)
            faces = () if home is not None and self._has(home, letters) else self._others(script, weight)
            self._stand_ins[key] = next((face for face in faces if letters and self._has(face, letters)), None)
        return self._stand_ins[key]

    def _others(self, script: str, weight: Weight) -> Iterator[Face]:
        yield from self.table.others(script, weight)
        yield from self._spare(script, weight)

    def _spare(self, script: str, weight: Weight) -> Iterator[Face]:
        """Faces of the folder: as heavy as the table's, as near as there is."""
        beside = self.table.face(self.table.first_script, weight)
        if beside is not None:
            yield from (Face(name) for name in self._spares.names(script, beside.font))

    def _has(self, face: Face, letters: str) -> bool:
        """Whether a face has these letters and marks, as they are or put together."""
        return self.covers_all(face, set(letters)) or self.covers_all(face, set(unicodedata2.normalize("NFC", letters)))

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
