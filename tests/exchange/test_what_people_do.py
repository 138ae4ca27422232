"""What people do to a spreadsheet of ours without thinking of it: nothing is lost in silence, and no number gets to
another organisation."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.exchange.cells import Cell, Row, Table
from handouts.exchange.columns import PLACE_COLUMNS
from handouts.exchange.directory_rows import edits_for_ids
from handouts.exchange.found import Found
from handouts.exchange.merging import merged
from handouts.exchange.telephones import read_numbers
from handouts.sources.edits import move
from handouts.sources.load import Data
from tests.exchange.directories import data_of, edited, shipped
from tests.exchange.own_format import Cells, changed_elsewhere, imported, organisations, read, rows_of, small, table_of

SIDES = shipped().handout.sides_of_border


def full() -> Data:
    """One organisation with everything that stands in a column of its own."""
    number = {"number": "+1 619 555 0101", "call_from": "US", "extension": "007", "press": "2", "languages": ("es",)}
    further = {"label": "office", "hours": "24/7", "hours_note": "closed in May", "note": "ask for Ana"}
    organisation = {
        "name": "Example Help",
        "place": "Yuma",
        "service": "legal-help",
        "email": "help@example.org",
        "website": "https://example.org",
        "numbers": (
            {**number, **further},
            {"number": "+1 619 555 0102", "whatsapp": True},
            {"number": "+1 619 555 0103", "kind": "text"},
        ),
        "visit": {"label": "Door", "address": "Street 1"},
        "note": "a note",
    }
    data = data_of({"groups": (), "cities": ({"id": "a-town", "name": "A Town", "organisations": (organisation,)},)})
    return edited(data, edits_for_ids(data.directory))


def numbers(data: Data, organisation: int = 0) -> list[str | None]:
    return [each.number for each in data.directory.cities[0].organisations[organisation].numbers]


def refusals(found: Found) -> list[tuple[str, str, str]]:
    return [(each.code, each.scope, each.raw) for each in found.refused]


def test_an_emptied_number_is_a_deleted_one() -> None:
    data, rows = small(), rows_of(small())
    rows[1]["number"] = ""
    result = imported(rows, data)
    assert [(each.kind, each.what, each.was) for each in result.changes] == [
        ("removed", "number", "+52 664 208 8994 (label office)")
    ]
    assert numbers(edited(data, result.edits)) == ["+16195550101"]


COLUMNS_TO_LOSE = (
    *("place", "service", "icon", "country", "number", "extension", "call_from", "whatsapp", "kind", "press"),
    *("languages", "label", "hours", "hours_note", "verified", "paused", "number.note", "visit.label"),
    *("visit.address", "email", "website", "organisation.paused", "note", "order"),
)


@pytest.mark.parametrize("column", COLUMNS_TO_LOSE)
def test_a_deleted_column_is_no_column_of_empty_cells(column: str) -> None:
    data = full()
    found = read(rows_of(data), data, without=[column])
    assert merged(data, found).edits == []
    if column != "order":
        assert "column-missing" in [each.code for each in found.notices]


def test_beside_a_deleted_column_other_cells_change() -> None:
    data = full()
    rows = rows_of(data)
    rows[0]["hours"] = "Mo-Fr 09:00-17:00"
    after = edited(data, merged(data, read(rows, data, without=["extension", "visit.label", "note"])).edits)
    organisation = after.directory.cities[0].organisations[0]
    assert (organisation.numbers[0].hours, organisation.numbers[0].extension) == ("Mo-Fr 09:00-17:00", "007")
    assert (organisation.note, organisation.places_to_visit[0].label) == ("a note", "Door")


def test_a_row_that_was_copied_and_changed_is_a_new_organisation() -> None:
    data, rows = small(), rows_of(small())
    rows.append({**rows[0], "name": "New Help", "number": "(619) 555-0155"})
    after = edited(data, imported(rows, data).edits)
    assert organisations(after) == ["Example Help", "New Help", "Casa Ejemplo"]
    assert numbers(after) == numbers(data)


def test_a_number_goes_to_no_organisation_but_the_one_that_its_row_names() -> None:
    """Somebody has sorted names and numbers, and not the codes."""
    data, rows = small(), rows_of(small())
    codes = [row["row_code"] for row in rows]
    for row, code in zip(rows, [codes[2], codes[0], codes[1]], strict=True):
        row["row_code"] = code
    found = read(rows, data)
    after = edited(data, merged(data, found).edits)
    assert {code for code, _, _ in refusals(found)} == {"conflict"}
    assert organisations(after) == organisations(data)
    assert set(numbers(after)) <= set(numbers(data))
    assert numbers(after, 1) == numbers(data, 1)


def test_a_sheet_that_was_copied_is_read_once() -> None:
    data, rows = small(), rows_of(small())
    found = read(rows, data, table_of(rows, "Numbers (2)"))
    assert merged(data, found).edits == []
    assert [each.code for each in found.skipped].count("repeated-row") == len(rows)


def test_a_copy_of_a_sheet_that_says_something_else_is_asked_about() -> None:
    data, rows = small(), rows_of(small())
    other = [dict(row) for row in rows]
    other[2]["number"] = "(619) 555-0199"
    found = read(rows, data, table_of(other, "Numbers (2)"))
    assert merged(data, found).edits == []
    assert [(each.row, each.code) for each in found.refused] == [("Numbers (2)!4", "conflict")]
    assert "Numbers!4" in found.refused[0].why


@pytest.mark.parametrize("field", ["name", "label", "visit.address", "service"])
def test_text_that_a_program_has_damaged_is_not_printed(field: str) -> None:
    data, rows = small(), rows_of(small())
    rows[2][field] = "Jos\ufffd"
    found = read(rows, data)
    assert refusals(found)[0][0] == "garbled-text"
    assert merged(data, found).edits == []


def test_what_nobody_sees_in_a_name_changes_nothing() -> None:
    data, rows = small(), rows_of(small())
    rows[2]["name"] = "Casa\u00a0Ejem\u00adplo\u200b"
    assert imported(rows, data).edits == []


def in_a_cell(text: str, country: str = "US") -> tuple[list[tuple[str, str, str]], list[str]]:
    found = read_numbers(text, country, SIDES)
    taken = [(each.number or each.short, each.extension, each.press) for each in found.numbers]
    return taken, [each.code for each in found.refused]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("619 555 0101, 10 am to 5 pm", "not-a-number"),
        ("619 555 0101, Mon-Fri 09:00", "not-a-number"),
        ("Room 210, 619 555 0101", "not-a-number"),
        ("+1 619 555 0101,12#", "not-a-number"),
        ("619 / 555 0101", "not-a-number"),
        ("619 555 0101, 0102", "shortened-number"),
    ],
)
def test_a_few_digits_beside_a_number_are_no_number(text: str, refused: str) -> None:
    taken, codes = in_a_cell(text)
    assert refused in codes
    assert taken in ([("+16195550101", "", "")], [])


@pytest.mark.parametrize("text", ["211, 619 555 0101", "911 or 619 555 0101", "*89; 619 555 0101"])
def test_a_short_code_beside_a_number_is_one(text: str) -> None:
    taken, codes = in_a_cell(text)
    assert (len(taken), codes) == (2, [])


@pytest.mark.parametrize(
    "text", ["619 555 0101, ext 12", "619 555 0101; x12", "619 555 0101;ext=12", "619 555 0101 Ext. 12"]
)
def test_an_extension_behind_a_comma_belongs_to_its_number(text: str) -> None:
    assert in_a_cell(text) == ([("+16195550101", "12", "")], [])


def test_two_extensions_and_words_are_no_keys_to_press() -> None:
    assert in_a_cell("619 555 0101 ext 12 Ana, 13") == (
        [("+16195550101", "12", ""), ("+16195550101", "13", "")],
        [],
    )


@pytest.mark.parametrize(
    "words", ["out of service", "(disconnected)", "wrong number!", "fuera de servicio", "ya no funciona", "equivocado"]
)
def test_a_number_that_its_row_calls_dead_is_not_taken(words: str) -> None:
    assert in_a_cell(f"619 555 0101 {words}") == ([], ["not-in-use"])


@pytest.mark.parametrize("content", [6863460000, 6.86346e9, 526863460000, 6_860_000_000.0])
def test_a_number_that_a_program_has_rounded_is_not_taken(content: float) -> None:
    found = _found_in_cell(content)
    assert refusals(found)[0][0] == "digits-lost"
    assert found.organisations[0].numbers == []


@pytest.mark.parametrize("content", [6863458890, 6863458890.0, "6863460000", "686 346 0000"])
def test_a_whole_number_is_taken_as_text_or_as_a_number(content: Any) -> None:
    assert [each.facts["number"] for each in _found_in_cell(content).organisations[0].numbers] in (
        ["+526863458890"],
        ["+526863460000"],
    )


def _found_in_cell(content: Any) -> Found:
    row: Cells = {"where": "A Town", "name": "Somebody", "country": "Mexico", "number": content}
    return read([row], small())


def places_sheet(*orders: int | str) -> Table:
    head = Row(1, tuple(Cell(column.english) for column in PLACE_COLUMNS))
    named = (("a-town", "A Town"), ("b-town", "B Town"))
    rows = [
        Row(number, (Cell(place), Cell("city"), Cell(name), Cell(), Cell(), Cell(order)))
        for number, ((place, name), order) in enumerate(zip(named, orders, strict=True), 2)
    ]
    return Table("Places", (head, *rows))


@pytest.mark.parametrize(
    ("orders", "cities"),
    [
        ((10, 20), ["a-town", "b-town"]),
        ((30, 20), ["b-town", "a-town"]),
        ((10, 10), ["a-town", "b-town"]),
        (("", "nan"), ["a-town", "b-town"]),
    ],
)
def test_cities_stand_in_the_order_of_their_sheet(orders: tuple[int | str, int | str], cities: list[str]) -> None:
    data, rows = small(), rows_of(small())
    rows[2]["number"] = "(619) 555-0199"
    result = merged(data, read(rows, data, places_sheet(*orders)))
    after = edited(data, result.edits)
    assert [city.id for city in after.directory.cities] == cities
    (town,) = (city for city in after.directory.cities if city.id == "a-town")
    assert town.organisations[1].numbers[0].number == "+16195550199", "other edits are of the places as they stood"
    assert ("order of cities" in [each.what for each in result.changes]) is (cities[0] == "b-town")


def test_an_older_spreadsheet_brings_no_older_order_of_cities_back() -> None:
    data, rows = small(), rows_of(small())
    now = changed_elsewhere(data, move(("cities", 0), ("cities", 1)))
    assert merged(now, read(rows, now, places_sheet(10, 20))).edits == []
