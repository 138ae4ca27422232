"""What an import finds in a file: organisations, what it refuses and why, what is no data. The form of the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

RowName = str | int
REPORTED: Final = ("service", "place", "icon", "email", "website", "paused", "note")
"""Facts of an organisation, in the order of the report."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of our own format. `code`: as it stands in the row, empty for a new one; `digest`: of what it says now;
    `emptied`: it has no number, and none that was refused."""

    code: str
    digest: str
    emptied: bool = False


@dataclass(slots=True)
class FoundNumber:
    """A number with what its row says of it, in the words of directory.yaml. `code`: of its row, where it has one."""

    facts: dict[str, Any]
    row: RowName
    code: str = ""

    def document(self) -> dict[str, Any]:
        return {**{key: _plain(value) for key, value in self.facts.items()}, "row": self.row}


@dataclass(slots=True)
class FoundOrganisation:
    """An organisation at a place, `city:ID` or `group:ID`. `rows`: all of its rows; `refused_numbers`: rows of those of
    its numbers that can't be taken."""

    where: str
    name: str
    row: RowName
    facts: dict[str, Any] = field(default_factory=dict)
    visits: list[dict[str, str]] = field(default_factory=list)
    numbers: list[FoundNumber] = field(default_factory=list)
    rows: list[FoundRow] = field(default_factory=list)
    refused_numbers: list[RowName] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        facts: dict[str, Any] = {key: self.facts[key] for key in REPORTED if key in self.facts}
        visits: dict[str, Any] = {"visit": self.visits[0]} if self.visits else {}
        if len(self.visits) > 1:
            visits = {"visits": list(self.visits)}
        return {
            "where": self.where,
            "name": self.name,
            "row": self.row,
            **facts,
            **visits,
            "numbers": [number.document() for number in self.numbers],
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is not taken. `scope`: row (nothing of it is), number (the organisation is), cell (the rest of the row)."""

    row: RowName
    column: str
    raw: str
    code: str
    scope: str
    why: str
    candidates: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        about = {
            "row": self.row,
            "column": self.column,
            "raw": self.raw,
            "code": self.code,
            "scope": self.scope,
            "why": self.why,
        }
        return {**about, "candidates": list(self.candidates)} if self.candidates else about


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that is no data, or something that a person should look at: with a column."""

    row: RowName
    code: str
    column: str = ""

    def document(self) -> dict[str, Any]:
        column = {"column": self.column} if self.column else {}
        return {"row": self.row, **column, "code": self.code}


@dataclass(slots=True)
class Found:
    """The report on a file."""

    organisations: list[FoundOrganisation] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    own_format: bool = False
    codes: set[str] = field(default_factory=set)  # of all rows, taken or not
    missing: set[str] = field(default_factory=set)  # columns of our own format that the file has not

    @property
    def has_table(self) -> bool:
        return any(sheet["read"] for sheet in self.sheets)

    def document(self) -> dict[str, Any]:
        return {
            "sheets": self.sheets,
            "organisations": [each.document() for each in self.organisations],
            "refused": [each.document() for each in self.refused],
            "skipped": [each.document() for each in self.skipped],
            "notices": [each.document() for each in self.notices],
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else list(value) if isinstance(value, tuple) else value
