"""Every character that is printed must be in a font: a box is never printed. One that is in none holds back what it
touches: a translation, or the sheets on which the data has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.content.booklet import compose_booklets
from handouts.content.booklet_contents import compose_contents
from handouts.content.compose import Composition, compose_all, compose_flyer, reasons_to_hold_back
from handouts.content.flyer import Flyer
from handouts.content.isolates import without_isolates
from handouts.content.packed import in_little_room
from handouts.content.sheet_texts import Origin, SheetText
from handouts.errors import InputError, Problem
from handouts.layout.page.typography import typography_of
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data
from handouts.sources.messages import PLACEHOLDER, Message, messages_of
from handouts.sources.model import Language
from handouts.sources.translations import Catalogue, read_catalogues
from handouts.text import FontLibrary, StyleSetter, Typesetter, Weight

_INSTEAD = "write it in other characters, or add a font that has it"
_MOST_NAMED = 5

_Place = tuple[str, int, int]
_Sheet = tuple[str, str]


def compose_printable(data: Data, fonts: Path, languages: Collection[str] | None = None) -> Composition:
    """Every sheet that can be printed without a box, as `compose_all` makes them. `languages`: tags of those of which
    sheets are composed, with the source's among them; all for None.

    A translation with a character that no font has counts as missing; a sheet with such a character
    from the data itself is held back. Both are among the problems, with file, line and character.

    Raises InputError, with all problems, for ledgers and fonts that can't be used, and for a character of the data that
    would hold back every sheet in the source's language.
    """
    library = FontLibrary(fonts)
    if unusable := _unusable_fonts(data, library):
        raise InputError(unusable)
    coverage = _Coverage(data, Typesetter(library))
    messages = messages_of(data.handout, data.directory, data.faq)
    catalogues = read_catalogues(data, messages)
    printable = {tag: coverage.printable(catalogue, messages) for tag, catalogue in catalogues.items()}
    return coverage.whole_sheets(compose_all(data, printable, languages))


def compose_printable_sheet(
    data: Data, catalogue: Catalogue, city: str, typesetter: Typesetter
) -> tuple[Flyer | None, tuple[Problem, ...]]:
    """One sheet as `compose_printable` makes it, or None and why it is held back. Raises KeyError for a city or
    language that the data has not."""
    coverage = _Coverage(data, typesetter)
    messages = messages_of(data.handout, data.directory, data.faq)
    language = coverage.language(catalogue.language)
    catalogue = coverage.printable(catalogue, messages)
    reasons = reasons_to_hold_back(data, language, catalogue, messages)
    if reasons or catalogue.unreadable:
        return None, (*(each for each in catalogue.problems if catalogue.unreadable or each.language), *reasons)
    flyer = compose_flyer(data, catalogue, city)
    boxes = coverage.boxes(language.tag, flyer.texts())
    problems = tuple(Problem(*place, f"no font has {_named(character)}", _INSTEAD) for place, character in boxes)
    return (None if problems else flyer), problems


def _unusable_fonts(data: Data, library: FontLibrary) -> tuple[Problem, ...]:
    sets = [fonts for language in data.languages.languages for fonts in (language.fonts, language.latin) if fonts]
    problems: list[Problem] = []
    for name in dict.fromkeys(name for fonts in sets for name in fonts.files):
        try:
            library.font(name)
        except InputError as error:
            problems += error.problems
    return tuple(problems)


@dataclass(slots=True)
class _Coverage:
    """Looks up which characters of a text no font has. `_known`: what was found, by language, text and whether it is
    set among Latin letters; sheets of a language have most texts in common."""

    data: Data
    typesetter: Typesetter
    _languages: dict[str, Language] = field(init=False)
    _setters: dict[tuple[str, bool], StyleSetter] = field(init=False)
    _places: dict[str, _Place] = field(init=False)
    _known: dict[tuple[str, str, bool], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        languages = self.data.languages.languages
        self._places = _places(self.data)
        self._languages = {each.tag: each for each in languages}
        typographies = {each.tag: typography_of(each, languages) for each in languages}
        styles = {
            (tag, latin): each.latin if latin else each.own
            for tag, each in typographies.items()
            for latin in (False, True)
        }
        self._setters = {key: self.typesetter.in_style(style) for key, style in styles.items()}

    def language(self, tag: str) -> Language:
        """Raises KeyError for one that the data has not."""
        return self._languages[tag]

    def printable(self, catalogue: Catalogue, messages: Iterable[Message]) -> Catalogue:
        """The catalogue without the translations that can't be printed; its problems name them."""
        if catalogue.is_source:  # its texts are the data's, and are looked up where they stand
            return catalogue
        tag = catalogue.language
        problems: dict[tuple[str, str], list[Problem]] = {}
        for message in messages:
            text = PLACEHOLDER.sub("", catalogue.text(*message.key) or "")
            for character in self._uncovered(tag, text, latin=False):
                what = f"{message.context}: no font has {_named(character)}"
                line = catalogue.line(*message.key)
                held = tag if message.essential else ""
                problems.setdefault(message.key, []).append(Problem(catalogue.file, line, 1, what, _INSTEAD, held))
        return catalogue.without(problems) if problems else catalogue

    def whole_sheets(self, composition: Composition) -> Composition:
        """The composition without the sheets that would show a box, on themselves or on the contents page of their
        language. Raises InputError where no sheet in the source's language is left."""
        flyers = composition.flyers
        boxes: dict[tuple[_Place, str], dict[_Sheet, None]] = {}
        for sheet, flyer in flyers.items():
            for place, character in self.boxes(sheet[0], flyer.texts()):
                boxes.setdefault((place, character), {})[sheet] = None
        left = _without(composition, boxes.values())
        for tag, place, character in self._of_contents(left if _is_in_source(left) else composition):
            sheets = [sheet for sheet in flyers if sheet[0] == tag]
            touched = [sheet for sheet in sheets if any(character in each.text for each in flyers[sheet].texts())]
            boxes.setdefault((place, character), {}).update(dict.fromkeys(touched or sheets))
        if not boxes:
            return composition
        left = _without(composition, boxes.values())
        problems = [self._held_back(*place, character, sheets) for (place, character), sheets in boxes.items()]
        if not _is_in_source(left):
            raise InputError(problems)
        gone = {tag for tag, _ in flyers} - {tag for tag, _ in left.flyers}
        held_back = tuple(tag for tag in self._languages if tag in {*composition.held_back, *gone})
        return replace(left, problems=(*composition.problems, *problems), held_back=held_back)

    def _of_contents(self, composition: Composition) -> Iterator[tuple[str, _Place, str]]:
        """The boxes that contents pages would show, with the languages of the pages."""
        for booklet in compose_booklets(self.data, composition.flyers):
            contents = compose_contents(booklet, self.data, composition, missing=booklet.sheets, paper="")
            for place, character in self.boxes(booklet.language, contents.texts()):
                yield booklet.language, place, character

    def boxes(self, tag: str, texts: Iterable[SheetText]) -> Iterator[tuple[_Place, str]]:
        """Each character of a printed text that no font has, and where the data has it."""
        for each in texts:
            if each.role.printed:
                for character in self._uncovered(tag, each.text, latin=each.role.origin is Origin.LATIN):
                    yield (
                        self._places.get(without_isolates(each.text)) or _containing(self._places, character),
                        character,
                    )

    def _uncovered(self, tag: str, text: str, *, latin: bool) -> tuple[str, ...]:
        found = self._known.get((tag, text, latin))
        if found is None:
            uncovered = self._setters[tag, latin].uncovered(text, Weight.BOLD)
            found = self._known[tag, text, latin] = tuple(dict.fromkeys(character for _, character in uncovered))
        return found

    @staticmethod
    def _held_back(file: str, line: int, column: int, character: str, sheets: Collection[_Sheet]) -> Problem:
        listed = ", ".join("/".join(sheet) for sheet in list(sheets)[:_MOST_NAMED])
        more = f" and {len(sheets) - _MOST_NAMED} more" if len(sheets) > _MOST_NAMED else ""
        held = f"{len(sheets)} sheet{'s are' if len(sheets) > 1 else ' is'} held back: {listed}{more}"
        return Problem(file, line, column, f"no font has {_named(character)}; {held}", _INSTEAD)


def _is_in_source(composition: Composition) -> bool:
    """Whether it has a sheet in the source's language, from which booklets take their words."""
    return any(tag == SOURCE_LANGUAGE for tag, _ in composition.flyers)


def _without(composition: Composition, held: Iterable[Collection[_Sheet]]) -> Composition:
    gone = {sheet for sheets in held for sheet in sheets}
    if not gone:
        return composition
    left = ((sheet, each) for sheet, each in composition.flyers.items() if sheet not in gone)
    return replace(composition, flyers=in_little_room(left))


def _named(character: str) -> str:
    return f"“{character}” (U+{ord(character):04X})"


def _places(data: Data) -> dict[str, _Place]:
    """Text -> where it stands first in the data."""
    found: dict[str, _Place] = {}
    for document in data.documents.values():
        for steps, text in _strings(document.value, ()):
            extent = document.extent(steps)
            found.setdefault(text, (document.file, extent.line, extent.column))
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
