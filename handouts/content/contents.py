"""What the contents pages of a booklet say, and on how many pages. Like a Flyer, a Contents knows no points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.content.edition import booklet_code
from handouts.content.flyer import archived_texts
from handouts.content.sheet_texts import UNKNOWN, Role, SheetText, States, listed
from handouts.content.words import Unreviewed

PageOf = tuple[int, int, str]
"""A page of a booklet: its index from 0, the number printed, and what a screen reader says of a link to it."""
BEFORE_CODE = "booklet "
"""Beside a page number and in the strip of a print file."""
_BEFORE_BOOKLET = " \u00b7 "
NUMBER = "{number}"
"""In the words for a page: its number."""


def shorter_feet(foot: str) -> Iterator[str]:
    """What stands at the foot of a booklet, where there is no room for all of its name: ever fewer of the words with
    which that begins; the code in full."""
    name, joint, code = foot.rpartition(_BEFORE_BOOKLET)
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        yield f"{' '.join(words[:count])} \u2026{joint}{code}"


class ContentsForm(NamedTuple):
    """How many entries the first contents page of a booklet holds, and each further one; how many columns a grid has,
    and how many letters a line has across it, names of languages and longest words of headings beside each other.
    `folded`: it is one of half pages, on sheets that are folded: each city is a spread, and so begins on a left page.
    """

    cities: tuple[int, int]
    languages: tuple[int, int]
    columns: int
    letters: int
    folded: bool = False


READ = ContentsForm(cities=(12, 16), languages=(26, 30), columns=8, letters=94)
FOLDED = ContentsForm(cities=(7, 12), languages=(10, 18), columns=4, letters=56, folded=True)
LEAST_LETTERS = 5
"""Of a column with short words: page numbers have room in it."""
BESIDE_LETTERS = 2
"""What parts columns."""
_WORD = re.compile(r"[^\s/-]+[/-]?")


@dataclass(frozen=True, slots=True)
class ContentsWords:
    """The fixed texts of the contents pages, final, in the booklet's language; of a folded booklet, those of its back
    cover too."""

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
    others: str = ""  # languages that are read from the other cover, each by its own name
    turn: str = ""  # for staff: that these begin there
    continued: str = ""  # below entries that go on on the next page
    more: str = ""
    incomplete: str = ""

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
        yield SheetText(Role.OTHERS, self.others)
        yield SheetText(Role.STAFF, self.turn)
        yield SheetText(Role.MORE, self.more)
        yield SheetText(Role.INCOMPLETE, self.incomplete)
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


class ContentsLeaf(NamedTuple):
    """What of the entries stands on one page: rows, and the first and the last column, as a slice has them."""

    rows: tuple[ContentsRow, ...]
    columns: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the contents pages say. `columns`: headings of a grid, empty for a list. `about`, `age`: what the line for
    staff says before and behind the code; `of_what`: the language or the city, for staff. `page`: the words for a page,
    with NUMBER. `as_line`: entries are stations on a line from west to east.

    How many pages the sheets have, and their codes, are known when they are finished: until then each counts as one
    page, and there is no `edition`.
    """

    words: ContentsWords
    rows: tuple[ContentsRow, ...]
    columns: tuple[str, ...]
    website: str
    website_printed: str
    about: str
    of_what: str
    age: str
    page: str
    as_line: bool
    form: ContentsForm = READ
    edition: str = ""

    @property
    def foot(self) -> str:
        """What stands beside the page number on every page."""
        return f"{self.of_what}{_BEFORE_BOOKLET}{BEFORE_CODE}{self.edition}"

    @property
    def has_back_cover(self) -> bool:
        return bool(self.words.more)

    @property
    def leaves(self) -> tuple[ContentsLeaf, ...]:
        """The entries page by page. Spreads begin on left pages: before them are one page, or three ..."""
        first, further = self.form.cities if self.as_line else self.form.languages
        groups = self._groups()
        count = 1 + max(0, -(-(len(self.rows) - first) // further))
        if self.form.folded and count % 2 == 0:  # one of everything, which has a grid, is not folded
            count += 1
        # Cities have names below them, and so an even share of the room; of others the first page gets all it holds.
        on_first = min(first, len(self.rows))
        if self.as_line:
            on_first = -(-len(self.rows) * first // (first + further * (count - 1)))
        pages = [(0, on_first), *_evenly(len(self.rows) - on_first, count - 1, on_first)]
        return tuple(ContentsLeaf(self.rows[start:end], columns) for columns in groups for start, end in pages)

    def _groups(self) -> list[tuple[int, int]]:
        """The columns page by page: as few pages as hold the longest words of all headings, shared evenly."""
        count = len(self.columns)
        names = max((len(row.own) + len(row.latin) for row in self.rows), default=0)
        room = self.form.letters - names - BESIDE_LETTERS
        letters = [BESIDE_LETTERS + max(LEAST_LETTERS, *map(len, _WORD.findall(each) or [""])) for each in self.columns]
        for pages in range(max(1, -(-count // self.form.columns)), count):
            groups = list(_evenly(count, pages))
            if all(sum(letters[start:end]) <= room for start, end in groups):
                return groups
        return list(_evenly(count, max(1, count)))

    @property
    def goes_on(self) -> bool:
        """Whether a list goes on from one page to the next, and says so."""
        return len(self.leaves) > 1 and not self.columns and bool(self.words.continued)

    @property
    def staff(self) -> str:
        """The line for staff."""
        return " · ".join((self.about, *([f"edition {self.edition}"] if self.edition else []), self.age))

    def of_finished(self, pages: Sequence[int], codes: Sequence[str]) -> Contents:
        """What it says of sheets that have so many pages, in the order of binding, in a booklet of sheets with these
        codes; of a part of one, the codes of all."""
        starts = self.starts(pages)

        def placed(page: PageOf) -> PageOf:
            start = starts[page[0] - 1]
            return start, start + 1, self.page.replace(NUMBER, str(start + 1))

        rows = (replace(row, pages=tuple(page and placed(page) for page in row.pages)) for row in self.rows)
        return replace(self, rows=tuple(rows), edition=booklet_code(codes))

    def starts(self, pages: Sequence[int]) -> tuple[int, ...]:
        """Where sheets with so many pages begin, and where the booklet ends."""
        return starts_of(pages, len(self.leaves), facing=self.form.folded)

    def numbered(self, pages: Sequence[int]) -> tuple[int, ...]:
        """The indexes of all pages with a number at their foot: all but the first and the empty ones."""
        own = range(1, len(self.leaves))
        parts = zip(self.starts(pages), pages, strict=False)
        return (*own, *(start + at for start, count in parts for at in range(count)))

    def texts(self, states: States = UNKNOWN) -> tuple[SheetText, ...]:
        """Every text that stands on the pages or is read out from it; those that flyers have too in the same roles.
        `states`: those of the translations, where the list is to name them."""
        return listed(self._texts(), states)

    def _texts(self) -> Iterator[SheetText]:
        yield from self.words.texts()
        if self.goes_on:
            yield SheetText(Role.CONTINUED, self.words.continued)
        yield SheetText(Role.WEBSITE, self.website_printed)
        yield SheetText(Role.STAFF, self.staff)
        yield from (SheetText(Role.COLUMN, heading) for heading in self.columns)
        for row in self.rows:
            yield from row.texts()


def starts_of(pages: Sequence[int], front: int = 1, *, facing: bool = False) -> tuple[int, ...]:
    """Where sheets with so many pages begin, and where the booklet ends: indexes from 0, the `front` contents pages
    included. One that takes both sides of its paper begins on the front of a leaf, behind an empty page if need be: its
    sides say of each other that they are those of one sheet. `facing`: pages of one are seen together, and so begin on
    the back of a leaf."""
    starts: list[int] = []
    at = front
    for count in pages:
        at += count > 1 and (at % 2) != facing
        starts.append(at)
        at += count
    return (*starts, at)


def _evenly(count: int, parts: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """Beginning and end of so many parts, all alike or one longer."""
    for part in range(parts):
        yield start + part * count // parts, start + (part + 1) * count // parts


class BoundSheets(NamedTuple):
    """What a booklet, or a part of it with a cover of its own, is to hold, for proof: the finished sheets, each with
    its name and its PDF; what its contents pages say, and in which language."""

    sheets: tuple[tuple[str, bytes], ...]
    contents: Contents
    language: str
