"""What stands in the output folder, as the gallery shows it: manifest, data and table of products -> Holdings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from handouts.content.flyer import Flyer
from handouts.content.wording import Wording
from handouts.gallery.history import History
from handouts.manifest import FileEntry, Manifest
from handouts.paper import Paper, paper_named
from handouts.products.product import Product, Range, Sheet
from handouts.products.table import PRODUCTS
from handouts.sources.languages import is_right_to_left
from handouts.sources.load import Data
from handouts.sources.model import City, Language
from handouts.sources.translations import Catalogue

_PRINTED = ".pdf"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one product, by what they range over: (language, city), either of them empty."""

    product: Product
    files: Mapping[Sheet, FileEntry]

    @property
    def is_printed(self) -> bool:
        """Not a picture."""
        return self.product.path.endswith(_PRINTED)


@dataclass(frozen=True, slots=True)
class LanguageState:
    """A language with how far its translation is: a Status, or "" where nothing of it was made, or "mixed"."""

    language: Language
    right_to_left: bool
    state: str

    @property
    def direction(self) -> str:
        return "rtl" if self.right_to_left else "ltr"


@dataclass(frozen=True, slots=True)
class Calls:
    """How many of the numbers that are printed have been called, and when: first and last day."""

    numbers: int
    called: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All of it. `shelves`: of every product of which there is a file, in the order of the table; `flyers`: the content
    of every sheet, for names in its language; `notes`: what needs a person; `history`: what has changed since editions
    that were recorded, where there are any, and none of their files is damaged (`unreadable_editions`); `packs`: paths
    of print packs that are up to date, and of their recall sheet; `catalogues`: the texts of languages of which no
    sheet was composed, for the same names."""

    manifest: Manifest
    data: Data
    flyers: Mapping[Sheet, Flyer]
    paper: Paper
    shelves: tuple[Shelf, ...]
    notes: tuple[str, ...]
    history: History | None = None
    packs: tuple[str, ...] = ()
    unreadable_editions: bool = False
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    _wordings: dict[str, Wording] = field(default_factory=dict, init=False, repr=False, compare=False)

    def over(self, range_: Range) -> tuple[Shelf, ...]:
        """What is printed and ranges over this."""
        return tuple(each for each in self.shelves if each.product.range is range_ and each.is_printed)

    @property
    def formats(self) -> tuple[Shelf, ...]:
        """The sheets to print: one of each for a language and a city."""
        return self.over(Range.SHEETS)

    @property
    def picture(self) -> Shelf | None:
        """The pictures of sheets, where there are any."""
        return next(
            (each for each in self.shelves if each.product.range is Range.SHEETS and not each.is_printed),
            None,
        )

    @property
    def cities(self) -> tuple[City, ...]:
        """Those of which there is a sheet, in the order of the data."""
        there = {city for shelf in self.formats for _, city in shelf.files}
        return tuple(city for city in self.data.directory.cities if city.id in there)

    @property
    def languages(self) -> tuple[LanguageState, ...]:
        """All languages of the data, in their order."""
        states: dict[str, set[str]] = {}
        for shelf in self.formats:
            for (tag, _), entry in shelf.files.items():
                states.setdefault(tag, set()).add(entry.status)
        return tuple(
            LanguageState(language, is_right_to_left(language.tag), _state(states.get(language.tag, ())))
            for language in self.data.languages.languages
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every language and city of which there is a sheet; city by city, as one looks for them."""
        there = {sheet for shelf in self.formats for sheet in shelf.files}
        return tuple(
            (language.tag, city.id)
            for city in self.data.directory.cities
            for language in self.data.languages.languages
            if (language.tag, city.id) in there
        )

    def city_name(self, language: str, city: City) -> str:
        """The name of a city in a language; as the data have it where no sheet says how it is called there."""
        if flyer := self.flyers.get((language, city.id)):
            return flyer.city_own
        wording = self._wording(language)
        return wording.text_or_english(f"city.{city.id}.name", city.name) if wording else city.name

    def title(self, language: str) -> str:
        """What all of it is about, in a language."""
        if wording := self._wording(language):
            return wording.text("handout.title", self.data.handout.title)
        flyers = (self.flyers.get((language, city.id)) for city in self.data.directory.cities)
        return next((flyer.title for flyer in flyers if flyer), self.data.handout.title)

    def sides(self, language: str) -> list[tuple[str, str]]:
        """The sides of the border: country, and "From Mexico" in a language."""
        sheet = next((sheet for sheet in self.flyers if sheet[0] == language), None)
        flyer = self.flyers[sheet] if sheet else None
        words = {side.country: side.words for side in flyer.words.sides} if flyer else {}
        border = self.data.handout.sides_of_border
        if len(border) > 1 and (wording := self._wording(language)):
            words = {side.country: wording.from_side(side) for side in border}
        return [(side.country, words.get(side.country, side.from_ or side.country)) for side in border]

    def _wording(self, language: str) -> Wording | None:
        """The words of a language of which no sheet was composed, though there can be one."""
        if language not in self.catalogues:
            return None
        if language not in self._wordings:
            spoken = next(each for each in self.data.languages.languages if each.tag == language)
            self._wordings[language] = Wording(spoken, self.catalogues[language], self.data.handout.words)
        return self._wordings[language]

    def side_words(self, language: str) -> dict[str, str]:
        """ "From Mexico" as it is said in a language."""
        here = dict(self.sides(language))
        return {side.from_: here[side.country] for side in self.data.handout.sides_of_border if side.from_}

    @property
    def calls(self) -> Calls:
        directory = self.data.directory
        days = {
            (number.number, number.short): number.verified
            for organisations in (
                *(group.organisations for group in directory.groups),
                *(city.organisations for city in directory.cities),
            )
            for organisation in organisations
            for number in organisation.numbers
            if number.paused is None
        }
        called = sorted(day for day in days.values() if day)
        return Calls(len(days), len(called), called[0] if called else None, called[-1] if called else None)


def holdings_of(
    manifest: Manifest,
    data: Data,
    flyers: Mapping[Sheet, Flyer],
    notes: Sequence[str],
    history: History | None = None,
    packs: Sequence[str] = (),
    *,
    unreadable_editions: bool = False,
    catalogues: Mapping[str, Catalogue] = MappingProxyType({}),
) -> Holdings:
    """Of a finished output folder."""
    return Holdings(
        manifest,
        data,
        flyers,
        paper_named(manifest.paper, data.handout.oficio_mm),
        tuple(_shelves(manifest, data)),
        tuple(notes),
        history,
        tuple(packs),
        unreadable_editions,
        catalogues,
    )


def _shelves(manifest: Manifest, data: Data) -> Iterator[Shelf]:
    entries = {entry.path: entry for entry in manifest.files}
    sheets = [(language.tag, city.id) for language in data.languages.languages for city in data.directory.cities]
    for product in PRODUCTS:
        files = {
            (item.language, item.city): entry
            for item in product.items(sheets)
            if (entry := entries.get(product.path_of(item)))
        }
        if files:
            yield Shelf(product, files)


def _state(found: Collection[str]) -> str:
    return "mixed" if len(found) > 1 else next(iter(found), "")
