"""The faces of a folder that no language names: letters that no face of a table has may be in one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from handouts.errors import InputError
from handouts.text.characters import CharacterTable
from handouts.text.library import FontLibrary, LibraryFont

_STYLE = "-"
"""In the name of a font file: what stands before is the same for all weights of a family."""
_FAR = 1000


class SpareFaces:
    """Every font of a library's folder that can be set and embedded, opened when first asked for: nearly no text needs
    one. Those that can't be used are no loss, unless a language names them."""

    def __init__(self, library: FontLibrary, characters: CharacterTable) -> None:
        self._library = library
        self._characters = characters
        self._ranked: dict[tuple[str, str], tuple[str, ...]] = {}

    def names(self, script: str, beside: str) -> tuple[str, ...]:
        """All fonts, those first that have most letters of a script (a font of another script may have some of it too,
        and draw them badly); of a family, those first that are as heavy as the font `beside`."""
        key = (script, beside)
        found = self._ranked.get(key)
        if found is None:
            wanted = self._library.weight_class(beside)
            letters = Counter[str]()
            for font in self._fonts:
                letters[_family(font)] = max(letters[_family(font)], self._letters(font, script))
            ranked = sorted(
                self._fonts, key=lambda font: (-letters[_family(font)], _family(font), *self._unlike(font, wanted))
            )
            found = self._ranked[key] = tuple(font.name for font in ranked)
        return found

    @cached_property
    def _fonts(self) -> tuple[LibraryFont, ...]:
        return tuple(self._usable())

    def _usable(self) -> Iterator[LibraryFont]:
        for name in self._library.names():
            try:
                yield self._library.font(name)
            except InputError:
                continue

    def _letters(self, font: LibraryFont, script: str) -> int:
        return sum(self._characters[character].script == script for character in font.coverage)

    def _unlike(self, font: LibraryFont, wanted: int) -> tuple[int, str]:
        """How far its weight is from the wanted one; an italic is the last choice."""
        lean = _FAR if self._library.is_italic(font.name) else 0
        return abs(self._library.weight_class(font.name) - wanted) + lean, font.name


def _family(font: LibraryFont) -> str:
    return font.name.rpartition(_STYLE)[0] or font.name
