"""A small directory, its rows as a spreadsheet of ours has them, and what they change in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from handouts.exchange.cells import Cell, Row, Table
from handouts.exchange.changes import Merged
from handouts.exchange.columns import COLUMNS
from handouts.exchange.directory_rows import coded_rows, edits_for_ids, fingerprint
from handouts.exchange.found import Found
from handouts.exchange.merging import merged
from handouts.exchange.rows import Reader
from handouts.sources.edits import Edit
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


def read(rows: Iterable[Cells], data: Data, *further: Table, without: Iterable[str] = ()) -> Found:
    """`further`: other sheets of the file; `without`: columns that somebody has deleted."""
    reader = Reader(data.directory, data.handout.sides_of_border)
    return reader.read([table_of(rows, without=without), *further])


def table_of(rows: Iterable[Cells], name: str = "Numbers", without: Iterable[str] = ()) -> Table:
    columns = [column for column in COLUMNS if column.field not in without]
    head = Row(1, tuple(Cell(column.english) for column in columns))
    cells = (tuple(Cell(row.get(column.field)) for column in columns) for row in rows)
    return Table(name, (head, *(Row(number, each) for number, each in enumerate(cells, 2))))


def changed_elsewhere(data: Data, *edits: Edit) -> Data:
    """The data after somebody has edited the file, whose digest is another then."""
    after = edited(data, edits)
    document = replace(after.documents["directory"], digest="f" * 64)
    return replace(after, documents={**after.documents, "directory": document})


def organisations(data: Data, city: int = 0) -> list[str]:
    return [organisation.name for organisation in data.directory.cities[city].organisations]
