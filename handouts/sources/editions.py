"""Editions: what was printed on a day.

A later edition is compared with it: so it holds, for each sheet, its code and all facts behind it, with those that its
layout had no room for. An edition that was not printed after all keeps its file, and is named as withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from handouts.errors import UsageError

Content = tuple[str, str]
"""(language, city)"""


class RecordedFact(NamedTuple):
    """One thing that a sheet prints, or would if it had room.

    `role`: the name of a `Role` of sheet texts. `of`: what it belongs to, as there; of a number the side from which it
    is dialled. `item`: within its organisation, which number. `pieces`, `within`, `detail`,
    `instead_of`, `only`: as in a SheetText.
    """

    role: str
    text: str
    of: str = ""
    item: str = ""
    pieces: tuple[str, ...] = ()
    within: str = ""
    detail: str = ""
    instead_of: tuple[str, ...] = ()
    only: str = ""


class RecordedOrganisation(NamedTuple):
    """Who an organisation is: `id` where the data gives one. `section`: the group, or that of the city's own."""

    name: str
    place: str = ""
    id: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class RecordedSheet:
    """One file that was printed. `language` or `city` is empty where it holds several; `bound_of`: of a booklet, the
    format of the sheets in it; `languages`: of one sheet in several languages, which. `left_out`, `faces`, `cards`: its
    extent."""

    path: str
    code: str
    language: str
    city: str
    format: str
    pages: int = 1
    status: str = ""
    left_out: tuple[str, ...] = ()
    faces: int = 1
    cards: bool = False
    bound_of: str = ""
    languages: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same sheet in another edition."""
        return self.format, self.language, self.city


@dataclass(frozen=True, slots=True)
class Edition:
    """What is printed. `name` and `on` are empty of what is not recorded yet. `contents`: the facts of each
    language and city; `organisations`: of each city, by the id of their piece; `cities`, `languages`: their names in
    English; `sides`: the words of each side of the border. `part`: that only these sheets were printed: all others
    stay on paper as they were. `former_ids`: of cities that stand here under the id that they have now, the one that
    they had when it was recorded; no file holds them."""

    name: str
    on: str
    information_of: str
    paper: str
    cities: Mapping[str, str]
    languages: Mapping[str, str]
    sides: Mapping[str, str]
    organisations: Mapping[str, Mapping[str, RecordedOrganisation]]
    contents: Mapping[Content, tuple[RecordedFact, ...]]
    sheets: tuple[RecordedSheet, ...]
    part: bool = False
    former_ids: Mapping[str, str] = field(default_factory=dict)

    def of_sheets(self, sheets: Iterable[RecordedSheet]) -> Edition:
        """The edition of some of the sheets, with no more contents than theirs."""
        kept = tuple(sheets)
        cities = {each.city for each in kept}
        languages = {language for each in kept for language in (each.language, *each.languages)}
        return replace(
            self,
            cities={city: name for city, name in self.cities.items() if city in cities},
            languages={tag: name for tag, name in self.languages.items() if tag in languages},
            organisations={city: named for city, named in self.organisations.items() if city in cities},
            contents={
                (language, city): facts
                for (language, city), facts in self.contents.items()
                if language in languages and city in cities
            },
            sheets=kept,
        )

    @property
    def codes(self) -> dict[str, RecordedSheet]:
        """The sheets by their codes; of several with one code, the first."""
        found: dict[str, RecordedSheet] = {}
        for sheet in self.sheets:
            found.setdefault(sheet.code, sheet)
        return found


@dataclass(frozen=True, slots=True)
class Editions:
    """All that are recorded, oldest first. `withdrawn`: names of those that were not printed after all."""

    recorded: tuple[Edition, ...] = ()
    withdrawn: frozenset[str] = field(default_factory=frozenset)

    @property
    def printed(self) -> tuple[Edition, ...]:
        return tuple(edition for edition in self.recorded if edition.name not in self.withdrawn)

    @property
    def not_printed(self) -> tuple[Edition, ...]:
        return tuple(edition for edition in self.recorded if edition.name in self.withdrawn)

    @property
    def on_paper(self) -> tuple[Edition, ...]:
        """What people hold: the last that was printed whole, then the parts of it that were printed since. A sheet is
        on paper as the last of them has it."""
        return on_paper(self.printed)

    @property
    def last(self) -> Edition | None:
        """The last that was printed."""
        return self.printed[-1] if self.printed else None

    def named(self, name: str) -> Edition:
        """Raises UsageError, with the names that there are."""
        for edition in self.recorded:
            if edition.name == name:
                return edition
        there = ", ".join(edition.name for edition in self.recorded) or "none; record one with: release"
        raise UsageError(f'there is no edition "{name}"; there are: {there}')


def on_paper(printed: Sequence[Edition]) -> tuple[Edition, ...]:
    """As `Editions.on_paper`, of those that were printed, oldest first."""
    whole = max((at for at, edition in enumerate(printed) if not edition.part), default=0)
    return tuple(printed[whole:])


def sheets_on_paper(editions: Iterable[Edition]) -> dict[tuple[str, str, str], RecordedSheet]:
    """Each sheet as the last of the editions has it, by its key."""
    return {sheet.key: sheet for edition in editions for sheet in edition.sheets}


def former_codes(editions: Iterable[Edition], key: tuple[str, str, str]) -> tuple[tuple[str, str], ...]:
    """The codes that a sheet has had, each with the name of the first edition of it, oldest first."""
    found: dict[str, str] = {}
    for edition in editions:
        for sheet in edition.sheets:
            if sheet.key == key:
                found.setdefault(sheet.code, edition.name)
    return tuple(found.items())
