"""Booklets: which sheets are bound together. All cities of a language, all languages of a city, or everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from handouts.content.flyer import Flyer
from handouts.sources.languages import SOURCE_LANGUAGE, is_right_to_left

if TYPE_CHECKING:
    from handouts.sources.load import Data

Sheet = tuple[str, str]
"""(language, city)"""


class Listing(Enum):
    """What a contents page lists: the cities of one language, the languages of one city, or all of both."""

    CITIES = "cities"
    LANGUAGES = "languages"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Booklet:
    """One booklet. `language` is that of its contents page; `city` empty where it holds several; `sheets` in the order
    of binding."""

    listing: Listing
    language: str
    city: str
    title: str
    sheets: tuple[Sheet, ...]

    def headings(self, flyer: Flyer) -> tuple[str, ...]:
        """Where a flyer stands in the outline, from the outside in: by what the contents page lists."""
        city = flyer.city_own + (f" ({flyer.city_latin})" if flyer.city_latin else "")
        language = flyer.language_own
        if flyer.language_own != flyer.language_english:
            language += f" ({flyer.language_english})"
        return {Listing.CITIES: (city,), Listing.LANGUAGES: (language,), Listing.BOTH: (language, city)}[self.listing]


def compose_booklet(data: Data, flyers: Mapping[Sheet, Flyer], language: str, city: str) -> Booklet:
    """The booklet of all sheets of a language, of a city, or, where both are empty, of everything."""
    sheets = tuple(sheet for sheet in flyers if language in ("", sheet[0]) and city in ("", sheet[1]))
    return _booklet_of(sheets, data, flyers, language, city)


def _booklet_of(
    sheets: tuple[Sheet, ...], data: Data, flyers: Mapping[Sheet, Flyer], language: str, city: str
) -> Booklet:
    title = data.handout.title
    if language:
        first = flyers[sheets[0]]
        return Booklet(Listing.CITIES, language, "", f"{first.language_own} – {first.title}", sheets)
    if city:
        return Booklet(Listing.LANGUAGES, SOURCE_LANGUAGE, city, f"{flyers[sheets[0]].city_english} – {title}", sheets)
    return Booklet(Listing.BOTH, SOURCE_LANGUAGE, "", title, sheets)


def volumes_of(booklet: Booklet, flyers: Mapping[Sheet, Flyer]) -> tuple[Booklet, ...]:
    """The parts of a folded booklet: what is read from left to right, and what from right to left. Where there are
    both, the second is read from the other cover."""
    parts: list[Booklet] = []
    for right_to_left in (False, True):
        sheets = tuple(sheet for sheet in booklet.sheets if is_right_to_left(sheet[0]) == right_to_left)
        if not sheets:
            continue
        if is_right_to_left(booklet.language) == right_to_left:
            parts.append(replace(booklet, sheets=sheets))
        else:
            first = flyers[sheets[0]]
            title = f"{first.city_own} – {first.title}"
            parts.append(replace(booklet, language=first.language, title=title, sheets=sheets))
    return tuple(parts)


def compose_booklets(data: Data, flyers: Mapping[Sheet, Flyer]) -> Iterator[Booklet]:
    """Every booklet that there can be of these sheets."""
    of_language: dict[str, list[Sheet]] = {}
    of_city: dict[str, list[Sheet]] = {}
    for sheet in flyers:
        of_language.setdefault(sheet[0], []).append(sheet)
        of_city.setdefault(sheet[1], []).append(sheet)
    for language, sheets in of_language.items():
        yield _booklet_of(tuple(sheets), data, flyers, language, "")
    if flyers:
        yield _booklet_of(tuple(flyers), data, flyers, "", "")
    for city, sheets in of_city.items():
        yield _booklet_of(tuple(sheets), data, flyers, "", city)


def sheet_name(flyer: Flyer) -> str:
    """For staff, in English: `Arabic: Mexicali`."""
    return f"{flyer.language_english}: {flyer.city_english}"
