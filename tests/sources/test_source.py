"""The source text and the shipped data account for each other: every sentence, name and number, in both directions.

`source.txt` is the publisher's page as it was copied. The numbers below are typed by hand from it, with the country as
the notes in the data read it; they are not derived from the data.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel

from handouts.products.loading import load_data
from handouts.sources.load import Data
from handouts.sources.model import Organisation
from tests.sources.shipped import DATA

SOURCE = Path(__file__).parent / "source.txt"
LINES = dict(enumerate(SOURCE.read_text(encoding="utf-8").split("\n"), 1))


class Listed(NamedTuple):
    """A number of the source: where it stands, as it is written, and what it means."""

    line: int
    written: str
    section: str
    name: str
    e164: str
    call_from: str | None = None
    whatsapp: bool = False


NUMBERS = [
    Listed(42, "(575) 527-0500", "general", "Catholic Charities", "+15755270500"),
    Listed(43, "(858) 637-3365", "general", "Jewish Family Service Hotline", "+18586373365"),
    Listed(48, "(202) 918-9431", "children", "KIND", "+12029189431"),
    Listed(57, "011-52 (631) 316-2086", "nogales", "Kino Border Initiative", "+526313162086"),
    Listed(58, "(520) 287-2370", "nogales", "Kino Border Initiative", "+15202872370"),
    Listed(64, "(664) 208-8994", "tijuana-san-diego", "Al Otro Lado", "+526642088994", "MX"),
    Listed(65, "(619) 786-4866", "tijuana-san-diego", "Al Otro Lado", "+16197864866", "US"),
    Listed(65, "(323) 238-9935", "tijuana-san-diego", "Al Otro Lado", "+13232389935", "US"),
    Listed(67, "(663) 205-4660", "tijuana-san-diego", "HIAS", "+526632054660"),
    Listed(67, "(663) 205-4659", "tijuana-san-diego", "HIAS", "+526632054659"),
    Listed(72, "1 (858) 333-2857", "tijuana-san-diego", "Jewish Family Services", "+18583332857", None, True),
    Listed(73, "(213) 634-0999", "tijuana-san-diego", "ImmDef", "+12136340999"),
    Listed(78, "(956) 291-4169", "south-texas", "Texas Civil Rights Project", "+19562914169"),
    Listed(79, "(956) 425-9231", "south-texas", "ProBAR", "+19564259231"),
    Listed(80, "(811) 465-3235", "south-texas", "HIAS", "+528114653235"),
    Listed(81, "(956) 399-3826", "south-texas", "La Pasada Providencia", "+19563993826"),
    Listed(85, "+1 (214) 969-5050", "nuevo-laredo-laredo", "Jones Day", "+12149695050"),
    Listed(86, "(812) 416-2731", "nuevo-laredo-laredo", "HIAS", "+528124162731"),
    Listed(89, "(686) 345-8890", "mexicali", "Border Kindness", "+526863458890"),
    Listed(90, "(686) 339-4323", "mexicali", "HIAS", "+526863394323"),
    Listed(90, "(686) 383-1855", "mexicali", "HIAS", "+526863831855"),
]

# Which entries stand in which lines. The headings of Nogales and Mexicali are inferred (notes in directory.yaml).
SECTIONS = {
    "general": range(40, 44),
    "children": range(47, 50),
    "nogales": range(56, 59),
    "tijuana-san-diego": range(62, 74),
    "south-texas": range(78, 82),
    "nuevo-laredo-laredo": range(85, 87),
    "mexicali": range(89, 91),
}

# Words of the source that the data does not hold: line, words, reason.
LEFT_OUT = [
    (48, "Phone number", "says what the number beside it shows"),
    (49, "Email", "a gap: no address follows"),
    (51, "Organizations on the Border (By City):", "heading of the whole list; a sheet has one city"),
    (57, "To call the ", "the sheet's columns say from where one calls; the label is kept"),
    (57, " from the U.S", "the sheet's columns say from where one calls"),
    (58, "To call ", "the sheet's columns say from where one calls; the label is kept"),
    (64, "To call from Mexico", "kept as call_from: MX"),
    (65, "To call from the U.S", "kept as call_from: US"),
    (72, "To call from Mexico or WhatsApp", "kept as whatsapp: true; the sheet says how to dial from Mexico"),
    (85, "to call", "says what the number beside it shows"),
    (89, "to call", "says what the number beside it shows"),
    (94, "Note:", "the sheet sets the sentence apart instead"),
]

# Texts of the data that the source does not hold.
NOT_IN_SOURCE = {
    "directory.cities.2.name": "heading inferred from the numbers",
    "directory.cities.1.name": "heading inferred from the numbers",
    "handout.publisher_home": "address given by the project's owner",
    "handout.website.page": "address given by the project's owner",
    "handout.website.printed": "address given by the project's owner",
}

# Not texts of the source by their kind: ids and switches, remarks for staff, the program's own words.
OWN_KEYS = {
    "id",
    "print",
    "needs",
    "with_",
    "sides",
    "why",
    "note",
    "icon",
    "kind",
    "call_from",
    "status",
    "formats",
    "paper",
    "say",
}
OWN_KEYS |= {"sides_of_border", "words"}


@pytest.fixture(scope="module")
def data() -> Data:
    return load_data(DATA)


def test_the_source_is_the_text_that_was_handed_over() -> None:
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()
    assert digest == "afaee9c3c76032b202b7c2c76f9916c31289e407a85b8eb1acaab23e227ae602"


def test_every_line_of_the_source_is_accounted_for(data: Data) -> None:
    left = {number: rest for number in LINES if (rest := unaccounted(data, number))}
    assert left == {}


def test_every_number_of_the_source_is_in_the_table() -> None:
    written = re.compile(r"(?:\+?[0-9]+[- ](?:52 )?)?\([0-9]{3}\) [0-9]{3}-[0-9]{4}")
    in_source = [(number, found) for number, line in LINES.items() for found in written.findall(line)]
    assert in_source == [(listed.line, listed.written) for listed in NUMBERS]
    assert len(NUMBERS) == 21


def test_every_number_stands_with_its_organisation_city_and_side_and_no_other_number_does(data: Data) -> None:
    in_data = Counter(
        (section, entry.name, number.number, number.call_from, number.whatsapp)
        for section, entries in sections(data).items()
        for entry in entries
        for number in entry.numbers
    )
    assert in_data == Counter(tuple(listed[2:]) for listed in NUMBERS)


def test_the_digits_of_the_table_are_those_of_the_source() -> None:
    for listed in NUMBERS:
        assert listed.e164.endswith(re.sub(r"\D", "", listed.written)[-10:])
        assert listed.e164[:-10] in {"+1", "+52"}


def test_numbers_stand_in_the_order_of_the_source(data: Data) -> None:
    for section, entries in sections(data).items():
        in_data = [number.number for entry in entries for number in entry.numbers]
        assert in_data == [listed.e164 for listed in NUMBERS if listed.section == section]


def test_organisations_stand_in_the_order_of_the_source(data: Data) -> None:
    for section, entries in sections(data).items():
        first_lines = " ".join(LINES[number] for number in SECTIONS.get(section, ()))
        places = [first_lines.index(f"• {entry.name}") for entry in entries]
        assert places == sorted(places)


def test_every_text_of_the_data_is_in_the_source(data: Data) -> None:
    source = " ".join(" ".join(LINES.values()).split()).casefold()
    strange = {
        place: text
        for place, text in texts_of_the_source(data)
        if text.casefold() not in source and place not in NOT_IN_SOURCE
    }
    address = "C. Primera 8250, Zona Nte., 22127, Tijuana, Baja California, Mexico"
    assert strange == {"directory.cities.0.organisations.1.visit.address": address}
    assert address == f"{LINES[66].rpartition(': ')[2]}, {LINES[69]}"


def test_the_list_of_what_is_not_in_the_source_is_not_longer_than_it_must_be(data: Data) -> None:
    assert set(NOT_IN_SOURCE) <= {place for place, _ in texts_of_the_source(data)}
    assert all(words.strip() in LINES[number] for number, words, _ in LEFT_OUT)


def test_letters_and_capitals_are_the_source_s_own_where_a_sentence_is_quoted(data: Data) -> None:
    source = "\n".join(LINES.values())
    for text in prose(data):
        assert text in source


def test_the_date_is_that_of_the_source(data: Data) -> None:
    assert data.handout.last_updated == date(2021, 4, 7)
    assert LINES[3] == "Last updated on April 7, 2021"


def test_gaps_are_noted_beside_the_entries(data: Data) -> None:
    by_name = {(section, entry.name): entry for section, entries in sections(data).items() for entry in entries}
    for place in [
        *(("general", "Info Digna"), ("general", "HIAS Mexico"), ("children", "KIND")),
        *(("tijuana-san-diego", "Info Digna"), ("nogales", "Kino Border Initiative")),
        *(("south-texas", "HIAS"), ("nuevo-laredo-laredo", "HIAS")),
    ]:
        assert by_name[place].note, place
    assert {city.id for city in data.directory.cities if city.note} == {
        *("tijuana-san-diego", "nogales", "el-paso-juarez", "mexicali"),
    }


def test_el_paso_keeps_its_sheet_without_a_local_number(data: Data) -> None:
    assert sections(data)["el-paso-juarez"] == ()


def test_sentences_on_children_never_stand_without_being_of_that_date(data: Data) -> None:
    about_children = [
        piece for question in data.faq.questions for piece in question.answer if "unaccompanied children" in piece.text
    ]
    assert [piece.id for piece in about_children] == ["children", "exception"]
    assert [piece.print for piece in about_children] == ["detail", "essential"], "no sheet is without the exception"


def unaccounted(data: Data, number: int) -> str:
    """What is left of a line when all that the data or the lists above know is taken from it."""
    rest = LINES[number].replace("\u00a0", " ")
    for line, words, _ in LEFT_OUT:
        if line == number:
            rest = taken(rest, words)
    section = next((section for section, lines in SECTIONS.items() if number in lines), None)
    if section is None:
        known = [*prose(data), *(city.name for city in data.directory.cities)]
        for text in sorted(known, key=len, reverse=True):
            rest = taken(rest, text)
        return rest.strip(" :")
    for listed in NUMBERS:
        if listed.line == number:
            rest = taken(rest, listed.written)
    for entry in sections(data)[section]:
        rest = without_entry(rest, entry)
    rest = re.sub(r"\bor\b", "", rest)
    return rest.strip(" •:()")


def without_entry(rest: str, entry: Organisation) -> str:
    if entry.visit is not None and rest.strip(" •").startswith(entry.visit.label):
        rest = taken(rest, entry.visit.label)
        return taken(rest, entry.visit.address.removesuffix(f", {LINES[69]}"))
    if entry.visit is not None and rest == LINES[69] and entry.visit.address.endswith(rest):
        return ""  # the tail of the address, slipped down one bullet
    for label in (number.label for number in entry.numbers if number.label):
        rest = re.sub(re.escape(label), "", rest, count=1, flags=re.IGNORECASE)
    name = re.fullmatch(rf" *• {re.escape(entry.name)}(?: \((?P<more>[^)]+)\))?[: ]*(?:or)? *", rest)
    if name is None:
        return rest
    more = name["more"] or ""
    return "" if more.casefold() == (entry.place or entry.service or "").casefold() else rest


def taken(rest: str, words: str) -> str:
    return rest.replace(words, "", 1)


def prose(data: Data) -> list[str]:
    """Whole sentences and headings of the data."""
    handout = data.handout
    return [
        *(handout.title, handout.more, handout.disclaimer, handout.incomplete),
        handout.words.last_updated.replace("{date}", "April 7, 2021"),
        *(piece.text for piece in handout.introduction),
        *(question.question for question in data.faq.questions),
        *(piece.text for question in data.faq.questions for piece in question.answer),
        *(group.title for group in data.directory.groups),
    ]


def sections(data: Data) -> dict[str, tuple[Organisation, ...]]:
    groups = {group.id: group.organisations for group in data.directory.groups}
    return groups | {city.id: city.organisations for city in data.directory.cities}


def texts_of_the_source(data: Data) -> Iterator[tuple[str, str]]:
    """Every text that claims to be the source's, with its place."""
    for name in ("handout", "directory", "faq"):
        yield from texts_inside(getattr(data, name), name)


def texts_inside(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for key, entry in value:
            if key not in OWN_KEYS and key != "number":
                yield from texts_inside(entry, f"{place}.{key}")
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from texts_inside(entry, f"{place}.{index}")
    elif isinstance(value, str):
        yield place, value
