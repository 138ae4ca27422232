"""Booklets: which sheets are bound together, and what their contents page says.

Three kinds: all cities of a language, all languages of a city, everything. Like a Flyer, a Contents knows no points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from handouts.content.compose import Composition
from handouts.content.flyer import LOCAL_SECTION, Flyer, Status, Unreviewed, archived_texts
from handouts.content.texts import UNKNOWN, Role, SheetText, States, listed
from handouts.content.wording import Wording
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data
from handouts.sources.translations import State

Sheet = tuple[str, str]
"""(language, city)"""


@dataclass(frozen=True, slots=True)
class Booklet:
    """One booklet. `language` is that of its contents page; `sheets` in the order of binding."""

    path: str
    kind: str  # "language", "city", "all"
    language: str
    city: str
    title: str
    sheets: tuple[Sheet, ...]


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
    """One entry: what it is, the names below it, and the pages it leads to: (index from 0, printed number, text for
    screen readers), None for a sheet that is missing. One page for a list; one a column for a grid."""

    own: str
    latin: str
    below: str
    language: str
    pages: tuple[tuple[int, int, str] | None, ...]

    def texts(self) -> Iterator[SheetText]:
        yield SheetText(Role.ENTRY, self.own, self.own)
        yield SheetText(Role.ENTRY_LATIN, self.latin, self.own)
        yield SheetText(Role.BELOW_ENTRY, self.below, self.own)
        for _, number, spoken in filter(None, self.pages):
            yield SheetText(Role.PAGE_NUMBER, str(number), self.own)
            yield SheetText(Role.PAGE_SPOKEN, spoken, self.own)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a contents page says. `columns`: headings of a grid, empty for a list. `as_line`: entries are stations on
    a line from west to east."""

    words: ContentsWords
    rows: tuple[ContentsRow, ...]
    columns: tuple[str, ...]
    website: str
    website_printed: str
    staff: str
    as_line: bool

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


def booklets_of(data: Data, composition: Composition) -> tuple[Booklet, ...]:
    """Every booklet of the data, without the languages that are held back."""
    cities = [city.id for city in data.directory.cities]
    tags = [each.tag for each in data.languages.languages if each.tag not in composition.held_back]
    title = data.handout.title
    flyers = composition.flyers
    names = {city.id: city.name for city in data.directory.cities}
    by_language = [
        Booklet(
            f"booklet/{tag}.pdf",
            "language",
            tag,
            "",
            f"{flyers[tag, cities[0]].language_own} – {flyers[tag, cities[0]].title}",
            tuple((tag, city) for city in cities),
        )
        for tag in tags
    ]
    by_city = [
        Booklet(
            f"booklet/city/{city}.pdf",
            "city",
            SOURCE_LANGUAGE,
            city,
            f"{names[city]} – {title}",
            tuple((tag, city) for tag in tags),
        )
        for city in cities
    ]
    everything = Booklet(
        "booklet/all.pdf", "all", SOURCE_LANGUAGE, "", title, tuple((tag, city) for tag in tags for city in cities)
    )
    return (everything, *by_language, *by_city) if tags else ()


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
    names = {city.id: city.name for city in data.directory.cities}
    rows: list[ContentsRow] = []
    columns: tuple[str, ...] = ()
    if booklet.kind == "language":
        for sheet in booklet.sheets:
            flyer = flyers[sheet]
            rows.append(
                ContentsRow(flyer.city_own, flyer.city_latin, _names_of(flyer, wording), sheet[0], (pages.get(sheet),))
            )
    else:
        cities = [booklet.city] if booklet.kind == "city" else list(names)
        columns = tuple(names[city] for city in cities) if booklet.kind == "all" else ()
        for tag in dict.fromkeys(tag for tag, _ in booklet.sheets):
            flyer = flyers[tag, cities[0]]
            english = flyer.language_english if flyer.language_english != flyer.language_own else ""
            found = tuple(pages.get((tag, city)) for city in cities)
            rows.append(ContentsRow(flyer.language_own, english, "", tag, found))
    heading = wording.word("find_your_city" if booklet.kind == "language" else "find_your_language")
    ends = (wording.word("west"), wording.word("east")) if booklet.kind == "language" else ("", "")
    missed = tuple(
        wording.word("missing_sheet", name=wording.foreign(_sheet_name(flyers[sheet], booklet)))
        for sheet in booklet.sheets
        if sheet in missing
    )
    words = ContentsWords(
        title=own.title,
        corner=own.language_own if booklet.kind == "language" else names.get(booklet.city, ""),
        corner_english=_english_corner(own) if booklet.kind == "language" else "",
        heading=heading,
        last_updated=own.words.last_updated,
        changing=own.words.changing,
        disclaimer=own.words.disclaimer,
        unreviewed=None,
        missing=missed,
        archived=own.archived,
        qr_code=own.words.qr_code,
        open_website=own.words.open_website,
        first_label=ends[0],
        last_label=ends[1],
    )
    what = {"language": f"{own.language_english} ({own.language})", "city": names.get(booklet.city, ""), "all": "all"}
    staff = f"{what[booklet.kind]} · booklet of {len(bound)} flyers · {paper} · information of {own.information_of}"
    contents = Contents(
        words=words,
        rows=tuple(rows),
        columns=columns,
        website=own.website,
        website_printed=own.website_printed,
        staff=staff,
        as_line=booklet.kind == "language",
    )
    # The page has texts of its own, and those of the flyers in its language, which speak for theirs.
    drafts = any(flyers[sheet].status is Status.DRAFT for sheet in booklet.sheets if sheet[0] == booklet.language)
    if not drafts and all(each.state in (None, State.REVIEWED) for each in contents.texts(wording.states)):
        return contents
    notice = Unreviewed(wording.word("unofficial"), data.handout.words.unofficial)
    return replace(contents, words=replace(words, unreviewed=notice))


def sheet_names(composition: Composition, sheets: Collection[Sheet]) -> Mapping[Sheet, str]:
    """For staff, in English: `Arabic: Mexicali`."""
    return {sheet: _sheet_name(composition.flyers[sheet], None) for sheet in sheets}


def _sheet_name(flyer: Flyer, booklet: Booklet | None) -> str:
    if booklet is not None and booklet.kind == "language":
        return flyer.city_own
    if booklet is not None and booklet.kind == "city":
        return flyer.language_english
    return f"{flyer.language_english}: {flyer.city_english}"


def _english_corner(flyer: Flyer) -> str:
    return flyer.language_english if flyer.language_english != flyer.language_own else ""


def _names_of(flyer: Flyer, wording: Wording) -> str:
    """The organisations of a city, or that the sheet has no local number."""
    local = [section for section in flyer.sections if section.id == LOCAL_SECTION]
    if not local:
        return flyer.words.no_local_number
    return wording.listed(wording.name_with(entry.name, entry.service) for entry in local[0].entries)
