"""What a spreadsheet holds: tables of cells, whatever file they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final


class Trouble(Enum):
    """Why a cell has no value that one could take."""

    NONE = ""
    ERROR = "error-value"
    NO_VALUE = "formula-without-value"


Content = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `content` as it was stored, dates as days; `formula`: what it was calculated from."""

    content: Content = None
    formula: str = ""
    struck: bool = False
    coloured: bool = False
    merged_across: bool = False
    merged_below: bool = False  # the lower part of a cell that goes over several rows
    trouble: Trouble = Trouble.NONE

    @property
    def empty(self) -> bool:
        return self.raw == "" and self.trouble is Trouble.NONE

    @property
    def raw(self) -> str:
        """As a person would quote it: a whole number without a point, a day as ISO 8601 has it."""
        match self.content:
            case None:
                return ""
            case bool():
                return str(self.content).upper()
            case float() if self.content.is_integer():
                return str(int(self.content))
            case datetime():
                return self.content.date().isoformat()
            case date():
                return self.content.isoformat()
            case str():
                return self.content.strip()
            case _:
                return str(self.content)

    @property
    def day(self) -> date | None:
        """Its day, where the program that wrote it took it for one."""
        if isinstance(self.content, datetime):
            return self.content.date()
        return self.content if isinstance(self.content, date) else None


NOTHING: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` from 1: of the row in its sheet, or of the record in a file of one table."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def at(self, column: int) -> Cell:
        """The cell of a column, counted from 0; an empty one where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else NOTHING

    def filled(self) -> Iterator[tuple[int, Cell]]:
        """Columns and cells that hold something."""
        return ((column, cell) for column, cell in enumerate(self.cells) if not cell.empty)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or the table of a file that has just one, which has no name."""

    name: str | None
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def place(self, row: int) -> str | int:
        """How a report names a row."""
        return row if self.name is None else f"{self.name}!{row}"


def letter(column: int) -> str:
    """The name of a column, counted from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
