"""The directory as rows, one a number: what the spreadsheet shows, and by what its rows are known again."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import phonenumbers
from babel import Locale

from handouts.exchange.columns import COLUMNS, ORDER, ROW_CODE, letters_of
from handouts.sources.edits import Edit, insert
from handouts.sources.model import City, Directory, Group, Handout, Number, Organisation
from handouts.sources.sides import SideOfBorder
from handouts.sources.yaml_document import Steps

DIGITS_OF_DIGEST: Final = 8
ORDER_STEP: Final = 10
_COMPARED: Final = tuple(column.field for column in COLUMNS if column.field not in (ORDER, ROW_CODE))
Shown = str | date | int


class Place(NamedTuple):
    """A city or group: `where` as reports name it, the way to it in directory.yaml, and what it is called."""

    where: str
    steps: Steps
    part: City | Group

    @property
    def name(self) -> str:
        return self.part.name if isinstance(self.part, City) else self.part.title


def places(directory: Directory) -> Iterator[Place]:
    """Groups, then cities, as they stand on paper."""
    for index, group in enumerate(directory.groups):
        yield Place(f"group:{group.id}", ("groups", index), group)
    for index, city in enumerate(directory.cities):
        yield Place(f"city:{city.id}", ("cities", index), city)


@dataclass(frozen=True, slots=True)
class RowCode:
    """By what a row is known again: `organisation` and the place of its row there, from 1; `digest` of what the row
    said when it was exported, `fingerprint` of the whole directory then."""

    organisation: str
    row: int
    digest: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.organisation}.{self.row}.{self.digest}.{self.fingerprint}"

    @classmethod
    def read(cls, text: str) -> RowCode | None:
        """None for a code of another kind."""
        digest = f"[0-9a-f]{{{DIGITS_OF_DIGEST}}}"
        match = re.fullmatch(rf"([a-z0-9]+(?:-[a-z0-9]+)*)\.(\d+)\.({digest})\.({digest})", text.strip())
        return cls(match[1], int(match[2]), match[3], match[4]) if match else None


def fingerprint(digest: str) -> str:
    """Of the directory, from the SHA-256 of its file."""
    return digest[:DIGITS_OF_DIGEST]


def row_digest(cells: Mapping[str, str]) -> str:
    """Of what a row says, in whatever order its columns stand. Its place in the list does not count."""
    said = [cells.get(field, "") for field in _COMPARED]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:DIGITS_OF_DIGEST]


def edits_for_ids(directory: Directory) -> list[Edit]:
    """What gives each organisation an id, where it has none: the letters of its name, and of its place where two share
    a name."""
    known = {organisation.id for place in places(directory) for organisation in place.part.organisations}
    edits = []
    for place in places(directory):
        for index, organisation in enumerate(place.part.organisations):
            if organisation.id is None:
                new = _new_id(organisation, place.part.id, known)
                known.add(new)
                edits.append(insert((*place.steps, "organisations", index, "id"), new, at=0))
    return edits


def _new_id(organisation: Organisation, place: str, known: set[str | None]) -> str:
    short = as_id(organisation.name) or "organization"
    tries = [short, f"{short}-{place}"]
    numbered = (f"{short}-{place}-{number}" for number in range(2, 10_000))
    return next(each for each in (*tries, *numbered) if each not in known)


def as_id(name: str) -> str:
    """The letters of a name as an id; empty where it has no Latin ones."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "-".join(re.findall("[a-z0-9]+", "".join(each for each in letters if not unicodedata.combining(each))))[:40]


class RowMaker:
    """Makes the rows of organisations for people: countries, sides and services in words."""

    def __init__(self, handout: Handout, directory: Directory) -> None:
        self._sides = handout.sides_of_border
        self._vocabulary = handout.vocabulary
        names = [letters_of(place.name) for place in places(directory)]
        self._twice = {name for name in names if names.count(name) > 1}

    def rows(self, place: Place, organisation: Organisation) -> list[dict[str, Shown]]:
        """The rows of an organisation by field, without order and code: one a number, and one a further place."""
        visits = organisation.places_to_visit
        rows = []
        for index in range(max(len(organisation.numbers), len(visits), 1)):
            row: dict[str, Shown] = {"where": self.place_name(place), "name": organisation.name}
            if organisation.place:
                row["place"] = organisation.place
            if index == 0:
                row |= self._facts(organisation)
            if index < len(organisation.numbers):
                row |= self._number(organisation.numbers[index])
            if index < len(visits):
                row["visit.address"] = visits[index].address
                row |= {"visit.label": label} if (label := visits[index].label) else {}
            rows.append({field: row[field] for field in _COMPARED if row.get(field) not in (None, "")})
        return rows

    def digests(self, place: Place, organisation: Organisation) -> list[str]:
        """Of each of its rows, as the directory has it now."""
        return [
            row_digest({field: shown(value) for field, value in row.items()}) for row in self.rows(place, organisation)
        ]

    def place_name(self, place: Place) -> str:
        """What people call it, or its id where two are called the same."""
        return place.part.id if letters_of(place.name) in self._twice else place.name

    def country(self, side: SideOfBorder) -> str:
        """`Mexico +52`."""
        return f"{self.side_name(side)} +{side.country_code}"

    def side_name(self, side: SideOfBorder) -> str:
        return _SHORT_NAMES.get(side.country) or str(Locale("en").territories.get(side.country, side.country))

    def word(self, kind: str, text: str) -> str:
        """A service or label as it is printed in English."""
        return str(getattr(self._vocabulary, kind).get(text, text))

    def _facts(self, organisation: Organisation) -> dict[str, Shown]:
        facts = {
            "service": self.word("service", organisation.service or ""),
            "icon": organisation.icon or "",
            "email": organisation.email or "",
            "website": organisation.website or "",
            "organisation.paused": organisation.paused or "",
            "note": organisation.note or "",
        }
        return {field: value for field, value in facts.items() if value}

    def _number(self, number: Number) -> dict[str, Shown]:
        side = self._side_of_number(number.number) if number.number else None
        row: dict[str, Shown | None] = {
            "country": self.country(side) if side else "",
            "number": (_national(number.number) if side else _whole(number.number)) if number.number else number.short,
            "extension": number.extension,
            "call_from": next(
                (f"{self.side_name(s)} only" for s in self._sides if s.country == number.call_from), None
            ),
            "whatsapp": {True: "yes", "only": "only"}.get(number.whatsapp),
            "kind": None if number.kind == "voice" else number.kind,
            "press": number.press,
            "languages": ", ".join(number.languages or ()),
            "label": self.word("label", number.label or ""),
            "hours": number.hours,
            "hours_note": number.hours_note,
            "verified": number.verified,
            "paused": number.paused,
            "number.note": number.note,
        }
        return {field: value for field, value in row.items() if value}

    def _side_of_number(self, number: str) -> SideOfBorder | None:
        parsed = phonenumbers.parse(number)
        region = phonenumbers.region_code_for_number(parsed)
        for side in self._sides:
            if side.country == region or (region is None and side.country_code == parsed.country_code):
                return side
        return None


_SHORT_NAMES: Final = {"US": "U.S."}


def shown(value: Shown) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _national(number: str) -> str:
    form = phonenumbers.PhoneNumberFormat.NATIONAL
    return str(phonenumbers.format_number(phonenumbers.parse(number), form))


def _whole(number: str) -> str:
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(phonenumbers.parse(number), form))


def coded_rows(handout: Handout, directory: Directory, mark: str) -> Iterator[dict[str, Shown]]:
    """All rows in the order of paper, with order and code. Every organisation has its id. `mark`: the fingerprint."""
    maker = RowMaker(handout, directory)
    order = 0
    for place in places(directory):
        for organisation in place.part.organisations:
            digests = maker.digests(place, organisation)
            for index, (row, digest) in enumerate(zip(maker.rows(place, organisation), digests, strict=True), 1):
                order += ORDER_STEP
                code = RowCode(organisation.id or "", index, digest, mark)
                yield {**row, ORDER: order, ROW_CODE: str(code)}
