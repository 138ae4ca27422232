"""What a spreadsheet changes in the directory: edits, rows added and deleted, and what somebody changed meanwhile."""

from __future__ import annotations

import pytest

from handouts.exchange.merging import merged
from handouts.sources.edits import insert
from handouts.sources.edits import replace as replaced
from tests.exchange.directories import edited
from tests.exchange.own_format import changed_elsewhere, imported, organisations, read, rows_of, small


def test_one_changed_cell_is_one_changed_value() -> None:
    data, rows = small(), rows_of(small())
    rows[0]["number"] = "(619) 555-0199"
    result = imported(rows, data)
    assert [(change.kind, change.what, change.was, change.now) for change in result.changes] == [
        ("changed", "number", "+1 619 555 0101", "+1 619 555 0199")
    ]
    after = edited(data, result.edits)
    assert after.directory.cities[0].organisations[0].numbers[0].number == "+16195550199"
    assert after.directory.cities[0].organisations[1] == data.directory.cities[0].organisations[1]


def test_rows_may_be_sorted_and_added() -> None:
    data, rows = small(), rows_of(small())
    rows.reverse()
    rows.append({"where": "B Town", "name": "New Shelter", "country": "U.S. +1", "number": "619 555 0142"})
    result = imported(rows, data)
    assert [(change.kind, change.name) for change in result.changes] == [("added", "New Shelter")]
    after = edited(data, result.edits)
    assert organisations(after) == organisations(data)
    assert organisations(after, 1) == ["New Shelter"]


def test_a_deleted_row_is_a_deleted_number() -> None:
    data, rows = small(), rows_of(small())
    after = edited(data, imported([rows[0], rows[2]], data).edits)
    assert [number.number for number in after.directory.cities[0].organisations[0].numbers] == ["+16195550101"]
    assert organisations(edited(data, imported(rows[:2], data).edits)) == ["Example Help"]


def test_a_refused_cell_deletes_nothing() -> None:
    data, rows = small(), rows_of(small())
    rows[0]["number"] = "ask the office"
    assert imported(rows, data).edits == []


@pytest.mark.parametrize(("field", "other"), [("name", "Another Help"), ("where", "B Town")])
def test_rows_of_one_organisation_that_say_different_things_are_named(field: str, other: str) -> None:
    data, rows = small(), rows_of(small())
    rows[1][field] = other
    found = read(rows, data)
    assert [(each.code, each.scope, each.raw) for each in found.refused] == [("conflict", "row", other)]
    assert merged(data, found).edits == []


def test_an_organisation_moves_to_another_city_and_place_in_the_list() -> None:
    data, rows = small(), rows_of(small())
    rows[2]["where"] = "B Town"
    assert organisations(edited(data, imported(rows, data).edits), 1) == ["Casa Ejemplo"]
    rows = rows_of(data)
    rows[2]["order"] = 1
    assert organisations(edited(data, imported(rows, data).edits)) == ["Casa Ejemplo", "Example Help"]


def test_what_both_have_changed_is_named_and_left_alone() -> None:
    data, rows = small(), rows_of(small())
    way = ("cities", 0, "organisations", 0, "numbers", 0)
    now = changed_elsewhere(data, replaced((*way, "number"), "+1 619 555 0177"))
    rows[0]["number"] = "(619) 555-0199"
    rows[2]["whatsapp"] = "no"
    result = imported(rows, now)
    assert [(change.kind, change.name) for change in result.changes] == [
        ("conflict", "Example Help"),
        ("changed", "Casa Ejemplo"),
    ]
    after = edited(now, result.edits)
    assert after.directory.cities[0].organisations[0].numbers[0].number == "+16195550177"
    assert after.directory.cities[0].organisations[1].numbers[0].whatsapp is False


def test_an_older_spreadsheet_deletes_nothing_that_came_since() -> None:
    data, rows = small(), rows_of(small())
    now = changed_elsewhere(data, insert(("cities", 1, "organisations", 0), {"name": "Newer", "id": "newer"}))
    assert imported(rows, now).edits == []
    assert imported(rows[:2], now).edits == []


def test_another_list_only_adds() -> None:
    data = small()
    rows = [
        {"where": "A Town", "name": "Example Help", "number": "+1 619 555 0150"},
        {
            "where": "A Town",
            "name": "Casa Ejemplo",
            "number": "+1 619 555 0102",
            "hours": "24/7",
            "label": "Night desk",
        },
    ]
    result = imported(rows, data)
    after = edited(data, result.edits)
    help_, casa = after.directory.cities[0].organisations
    assert [number.number for number in help_.numbers] == ["+16195550101", "+526642088994", "+16195550150"]
    assert (casa.numbers[0].hours, casa.numbers[0].whatsapp) == ("24/7", True)
