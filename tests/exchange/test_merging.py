"""What a spreadsheet changes in the directory: edits, rows added and deleted, and what somebody changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from handouts.exchange.cells import Cell, Row, Table
from handouts.exchange.changes import Merged
from handouts.exchange.columns import COLUMNS
from handouts.exchange.directory_rows import coded_rows, edits_for_ids, fingerprint
from handouts.exchange.found import Found
from handouts.exchange.merging import merged
from handouts.exchange.rows import Reader
from handouts.sources.edits import Edit, insert
from handouts.sources.edits import replace as replaced
from handouts.sources.load import Data
from tests.exchange.directories import data_of, edited

FIRST = "+1 619 555 0101"
Cells = dict[str, Any]


def small() -> Data:
    value = {
        "groups": (),
        "cities": (
            {
                "id": "a-town",
                "name": "A Town",
                "organisations": (
                    {
                        "name": "Example Help",
                        "numbers": ({"number": FIRST}, {"number": "+52 664 208 8994", "label": "office"}),
                    },
                    {"name": "Casa Ejemplo", "numbers": ({"number": "+1 619 555 0102", "whatsapp": True},)},
                ),
            },
            {"id": "b-town", "name": "B Town", "organisations": ()},
        ),
    }
    data = data_of(value)
    return edited(data, edits_for_ids(data.directory))


def rows_of(data: Data) -> list[Cells]:
    return [
        dict(row) for row in coded_rows(data.handout, data.directory, fingerprint(data.documents["directory"].digest))
    ]


def imported(rows: Iterable[Cells], data: Data) -> Merged:
    return merged(data, read(rows, data))


def read(rows: Iterable[Cells], data: Data) -> Found:
    head = Row(1, tuple(Cell(column.english) for column in COLUMNS))
    table = Table(
        "Numbers",
        (head, *(Row(n, tuple(Cell(row.get(c.field)) for c in COLUMNS)) for n, row in enumerate(rows, 2))),
    )
    return Reader(data.directory, data.handout.sides_of_border).read([table])


def changed_elsewhere(data: Data, *edits: Edit) -> Data:
    """The data after somebody has edited the file, whose digest is another then."""
    after = edited(data, edits)
    document = replace(after.documents["directory"], digest="f" * 64)
    return replace(after, documents={**after.documents, "directory": document})


def organisations(data: Data, city: int = 0) -> list[str]:
    return [organisation.name for organisation in data.directory.cities[city].organisations]


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
    assert [(each.code, each.scope, each.raw) for each in found.refused] == [("conflict", "cell", other)]
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
