"""Every character that may be printed must be in a font: a box is never printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.content.booklet import compose_booklets, compose_contents
from handouts.content.compose import Composition
from handouts.content.sheet_texts import Origin
from handouts.errors import InputError, Problem
from handouts.layout.page.typography import typography_of
from handouts.sources.load import Data
from handouts.text import FontLibrary, Typesetter, Weight


def uncovered_problems(data: Data, composition: Composition, fonts: Path) -> tuple[Problem, ...]:
    """A problem for each character that no font of its language has, with the place of its text in the data. Where a
    font can't be used, every such font instead."""
    library = FontLibrary(fonts)
    if unusable := _unusable_fonts(data, library):
        return unusable
    typesetter = Typesetter(library)
    texts = _printed_texts(data, composition)
    found: dict[Problem, None] = {}
    for language in data.languages.languages:
        typography = typography_of(language, data.languages.languages)
        places = _places(data, composition, language.tag)
        for text, latin in texts[language.tag]:
            style = typography.latin if latin else typography.own
            for _, character in typesetter.uncovered(text, style, Weight.BOLD):
                file, line, column = places.get(text) or _containing(places, character)
                what = f"no font of {language.names.en} ({language.tag}) has “{character}” (U+{ord(character):04X})"
                found[Problem(file, line, column, what, "write it in other characters, or name a font that has it")] = (
                    None
                )
    return tuple(found)


def _unusable_fonts(data: Data, library: FontLibrary) -> tuple[Problem, ...]:
    sets = [fonts for language in data.languages.languages for fonts in (language.fonts, language.latin) if fonts]
    problems: list[Problem] = []
    for name in dict.fromkeys(name for fonts in sets for name in fonts.files):
        try:
            library.font(name)
        except InputError as error:
            problems += error.problems
    return tuple(problems)


def _printed_texts(data: Data, composition: Composition) -> dict[str, dict[tuple[str, bool], None]]:
    """By language: every text of its flyers and contents pages that is printed, and whether in Latin letters only."""
    found: dict[str, dict[tuple[str, bool], None]] = {language.tag: {} for language in data.languages.languages}
    lists = [(tag, flyer.texts()) for (tag, _), flyer in composition.flyers.items()]
    for booklet in compose_booklets(data, composition.flyers):
        contents = compose_contents(booklet, data, composition, missing=booklet.sheets, paper="")
        lists.append((booklet.language, contents.texts()))
    for tag, texts in lists:
        found[tag].update(((each.text, each.role.origin is Origin.LATIN), None) for each in texts if each.role.printed)
    return found


_Place = tuple[str, int, int]


def _places(data: Data, composition: Composition, tag: str) -> dict[str, _Place]:
    """Text -> where it stands: in the language's PO file, or in the data."""
    found: dict[str, _Place] = {}
    catalogue = composition.catalogues.get(tag)
    for document in data.documents.values():
        for steps, text in _strings(document.value, ()):
            extent = document.extent(steps)
            found.setdefault(text, (document.file, extent.line, extent.column))
    if catalogue is not None and not catalogue.is_source:
        for translation in catalogue.translations.values():
            if translation.text:
                found[translation.text] = (catalogue.file, translation.line, 1)
    return found


def _strings(value: object, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _strings(below, (*steps, key))
    elif isinstance(value, list | tuple):
        for index, below in enumerate(value):
            yield from _strings(below, (*steps, index))


def _containing(places: dict[str, _Place], character: str) -> _Place:
    """A text that was put together from others: the first that holds the character."""
    return next((place for text, place in places.items() if character in text), ("data", 0, 0))
