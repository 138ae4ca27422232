"""Which tables of a file are read, and by which row of headings."""

from __future__ import annotations

from typing import Any

from handouts.exchange.cells import Table, letter
from handouts.exchange.columns import Header, header_of


def about(table: Table) -> tuple[dict[str, Any], Header | None]:
    """What a report says of a table, and its row of headings, where it is read."""
    if table.hidden:
        return {"name": table.name, "read": False, "why": "hidden-sheet"}, None
    if not any(any(row.filled()) for row in table.rows):
        return {"name": table.name, "read": False, "why": "empty-sheet"}, None
    header = header_of(table.rows, table.hidden_columns)
    if header is None or not _holds_rows(table, header):
        return {"name": table.name, "read": False, "why": "no-table"}, None
    columns = {
        letter(column): name for column, name in enumerate(header.fields) if _in_use(table, header, column, name)
    }
    return {"name": table.name, "read": True, "header_row": header.row, "columns": columns}, header


def _in_use(table: Table, header: Header, column: int, name: str | None) -> bool:
    """Columns before the first heading are margins."""
    first = next(index for index, each in enumerate(header.fields) if each)
    return name is not None or column >= first or any(not row.at(column).empty for row in table.rows)


def _holds_rows(table: Table, header: Header) -> bool:
    return any(row.number > header.row and any(row.filled()) for row in table.rows)


def is_of_places(table: Table) -> bool:
    """Whether it lists cities and groups, as a sheet of ours does."""
    header = None if table.hidden else header_of(table.rows)
    return header is not None and header.places
