"""Booklets: which sheets are bound together, and what their contents page says.

All cities of a language, all languages of a city, or everything. Like a Flyer, a Contents knows no points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from handouts.content.compose import Composition
from handouts.content.edition import booklet_code
from handouts.content.flyer import LOCAL_SECTION, Flyer, Status, archived_texts
from handouts.content.isolates import isolate_right_to_left
from handouts.content.sheet_texts import UNKNOWN, Role, SheetText, States, listed
from handouts.content.wording import Wording
from handouts.content.words import Unreviewed
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data
from handouts.sources.translations import State

Sheet = tuple[str, str]
"""(language, city)"""
PageOf = tuple[int, int, str]
"""A page of a booklet: its index from 0, the number printed, and what a screen reader says of a link to it."""
NUMBER = "{number}"
"""In the words for a page: its number."""


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


@dataclass(frozen=True, slots=True)
class ContentsWords:
    """The fixed texts of a contents page, final, in the booklet's language."""

    title: str
    corner: str  # the language or the city, large
    corner_english: str
    heading: str  # "Find your city"
    last_updated: str
    changing: str
    disclaimer: str
    unreviewed: Unreviewed | None
    missing: tuple[str, ...]  # sheets that could not be made, one sentence each
    archived: tuple[str, ...]
    qr_code: str
    open_website: str
    scan: str = ""  # what to do with the QR code
    first_label: str = ""  # "West"
    last_label: str = ""  # "East"

    def texts(self) -> Iterator[SheetText]:
        yield SheetText(Role.TITLE, self.title)
        yield SheetText(Role.CORNER, self.corner)
        yield SheetText(Role.CORNER_ENGLISH, self.corner_english)
        yield SheetText(Role.CONTENTS_HEADING, self.heading)
        yield SheetText(Role.DATE, self.last_updated)
        yield SheetText(Role.CHANGING, self.changing)
        yield SheetText(Role.DISCLAIMER, self.disclaimer)
        yield SheetText(Role.SCAN, self.scan)
        yield SheetText(Role.END_OF_LINE, self.first_label)
        yield SheetText(Role.END_OF_LINE, self.last_label)
        yield from (SheetText(Role.MISSING_SHEET, sentence) for sentence in self.missing)
        yield from archived_texts(self.archived)
        if self.unreviewed is not None:
            yield from self.unreviewed.texts()
        yield SheetText(Role.QR_CODE, self.qr_code)
        yield SheetText(Role.OPEN_WEBSITE, self.open_website)


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """One entry: what it is, the names below it, and the pages it leads to, None for a sheet that is missing. One page
    for a list; one a column for a grid."""

    own: str
    latin: str
    below: str
    language: str
    pages: tuple[PageOf | None, ...]

    def texts(self) -> Iterator[SheetText]:
        yield SheetText(Role.ENTRY, self.own, self.own)
        yield SheetText(Role.ENTRY_LATIN, self.latin, self.own)
        yield SheetText(Role.BELOW_ENTRY, self.below, self.own)
        for _, number, spoken in filter(None, self.pages):
            yield SheetText(Role.PAGE_NUMBER, str(number), self.own)
            yield SheetText(Role.PAGE_SPOKEN, spoken, self.own)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a contents page says. `columns`: headings of a grid, empty for a list. `about`, `age`: what the line for
    staff says before and behind the code. `page`: the words for a page, with NUMBER. `as_line`: entries are stations on
    a line from west to east.

    How many pages the sheets have, and their codes, are known when they are finished: until then each counts as one
    page, and there is no `edition`.
    """

    words: ContentsWords
    rows: tuple[ContentsRow, ...]
    columns: tuple[str, ...]
    website: str
    website_printed: str
    about: str
    age: str
    page: str
    as_line: bool
    edition: str = ""

    @property
    def staff(self) -> str:
        """The line for staff."""
        return " · ".join((self.about, *([f"edition {self.edition}"] if self.edition else []), self.age))

    def of_finished(self, pages: Sequence[int], codes: Sequence[str]) -> Contents:
        """What it says of sheets that have so many pages, and these codes, in the order of binding."""
        starts = starts_of(pages)

        def placed(page: PageOf) -> PageOf:
            start = starts[page[0] - 1]
            return start, start + 1, self.page.replace(NUMBER, str(start + 1))

        rows = (replace(row, pages=tuple(page and placed(page) for page in row.pages)) for row in self.rows)
        return replace(self, rows=tuple(rows), edition=booklet_code(codes))

    def texts(self, states: States = UNKNOWN) -> tuple[SheetText, ...]:
        """Every text that stands on the page or is read out from it; those that flyers have too in the same roles.
        `states`: those of the translations, where the list is to name them."""
        return listed(self._texts(), states)

    def _texts(self) -> Iterator[SheetText]:
        yield from self.words.texts()
        yield SheetText(Role.WEBSITE, self.website_printed)
        yield SheetText(Role.STAFF, self.staff)
        yield from (SheetText(Role.COLUMN, heading) for heading in self.columns)
        for row in self.rows:
            yield from row.texts()


def starts_of(pages: Sequence[int]) -> tuple[int, ...]:
    """Where sheets with so many pages begin, and where the booklet ends: indexes from 0, the contents page included.
    One that takes both sides of its paper begins on the front of a leaf, behind an empty page if need be: its sides say
    of each other that they are those of one sheet."""
    starts: list[int] = []
    at = 1
    for count in pages:
        at += count > 1 and at % 2
        starts.append(at)
        at += count
    return (*starts, at)


def compose_booklet(data: Data, flyers: Mapping[Sheet, Flyer], language: str, city: str) -> Booklet:
    """The booklet of all sheets of a language, of a city, or, where both are empty, of everything."""
    sheets = tuple(sheet for sheet in flyers if language in ("", sheet[0]) and city in ("", sheet[1]))
    title = data.handout.title
    if language:
        first = flyers[sheets[0]]
        return Booklet(Listing.CITIES, language, "", f"{first.language_own} – {first.title}", sheets)
    if city:
        return Booklet(Listing.LANGUAGES, SOURCE_LANGUAGE, city, f"{flyers[sheets[0]].city_english} – {title}", sheets)
    return Booklet(Listing.BOTH, SOURCE_LANGUAGE, "", title, sheets)


def compose_booklets(data: Data, flyers: Mapping[Sheet, Flyer]) -> Iterator[Booklet]:
    """Every booklet that there can be of these sheets."""
    for language in dict.fromkeys(language for language, _ in flyers):
        yield compose_booklet(data, flyers, language, "")
    for city in ("", *dict.fromkeys(city for _, city in flyers)) if flyers else ():
        yield compose_booklet(data, flyers, "", city)


def compose_contents(
    booklet: Booklet, data: Data, composition: Composition, missing: Collection[Sheet], paper: str
) -> Contents:
    """The contents page of a booklet. `missing`: sheets of it that could not be made; the page says so."""
    language = next(each for each in data.languages.languages if each.tag == booklet.language)
    wording = Wording(language, composition.catalogues[booklet.language], data.handout.words)
    bound = [sheet for sheet in booklet.sheets if sheet not in missing]
    pages = {
        sheet: (number, number + 1, wording.word("page", number=str(number + 1)))
        for number, sheet in enumerate(bound, start=1)
    }
    flyers = composition.flyers
    own = next(flyers[sheet] for sheet in flyers if sheet[0] == booklet.language)
    names = {city.id: isolate_right_to_left(city.name) for city in data.directory.cities}
    rows: list[ContentsRow] = []
    columns: tuple[str, ...] = ()
    lists_cities = booklet.listing is Listing.CITIES
    if lists_cities:
        for sheet in booklet.sheets:
            flyer = flyers[sheet]
            rows.append(
                ContentsRow(flyer.city_own, flyer.city_latin, _names_of(flyer, wording), sheet[0], (pages.get(sheet),))
            )
    else:
        cities = [booklet.city] if booklet.city else list(names)
        columns = () if booklet.city else tuple(names[city] for city in cities)
        for tag in dict.fromkeys(tag for tag, _ in booklet.sheets):
            flyer = next(flyers[sheet] for sheet in booklet.sheets if sheet[0] == tag)
            english = flyer.language_english if flyer.language_english != flyer.language_own else ""
            found = tuple(pages.get((tag, city)) for city in cities)
            rows.append(ContentsRow(flyer.language_own, english, "", tag, found))
    heading = wording.word("find_your_city" if lists_cities else "find_your_language")
    ends = (wording.word("west"), wording.word("east")) if lists_cities else ("", "")
    missed = tuple(
        wording.word("missing_sheet", name=wording.foreign(_name_in(booklet, flyers[sheet])))
        for sheet in booklet.sheets
        if sheet in missing
    )
    words = ContentsWords(
        title=own.title,
        corner=own.language_own if lists_cities else names.get(booklet.city, ""),
        corner_english=_english_corner(own) if lists_cities else "",
        heading=heading,
        last_updated=own.words.last_updated,
        changing=own.words.changing,
        disclaimer=own.words.disclaimer,
        unreviewed=None,
        missing=missed,
        archived=own.archived,
        qr_code=own.words.qr_code,
        open_website=own.words.open_website,
        scan=own.words.scan,
        first_label=ends[0],
        last_label=ends[1],
    )
    what = f"{own.language_english} ({own.language})" if lists_cities else names.get(booklet.city, "all")
    contents = Contents(
        words=words,
        rows=tuple(rows),
        columns=columns,
        website=own.website,
        website_printed=own.website_printed,
        about=f"{what} · booklet of {len(bound)} flyers · {paper}",
        age=f"information of {own.information_of}",
        page=wording.word("page", number=NUMBER),
        as_line=lists_cities,
    )
    # The page has texts of its own, and those of the flyers in its language, which speak for theirs.
    own_flyers = (flyers[sheet] for sheet in booklet.sheets if sheet[0] == booklet.language)
    drafts = any(flyer.status is Status.DRAFT or flyer.notice is not None for flyer in own_flyers)
    if not drafts and all(each.state in (None, State.REVIEWED) for each in contents.texts(wording.states)):
        return contents
    notice = Unreviewed(wording.word("unofficial"), data.handout.words.unofficial)
    return replace(contents, words=replace(words, unreviewed=notice))


def sheet_name(flyer: Flyer) -> str:
    """For staff, in English: `Arabic: Mexicali`."""
    return f"{flyer.language_english}: {flyer.city_english}"


def _name_in(booklet: Booklet, flyer: Flyer) -> str:
    """What tells a sheet from the others of its booklet."""
    names = {Listing.CITIES: flyer.city_own, Listing.LANGUAGES: flyer.language_english}
    return names.get(booklet.listing) or sheet_name(flyer)


def _english_corner(flyer: Flyer) -> str:
    return flyer.language_english if flyer.language_english != flyer.language_own else ""


def _names_of(flyer: Flyer, wording: Wording) -> str:
    """The organisations of a city, or that the sheet has no local number."""
    local = [section for section in flyer.sections if section.id == LOCAL_SECTION]
    if not local:
        return flyer.words.no_local_number
    return wording.listed(wording.name_with(entry.name, entry.service) for entry in local[0].entries)
