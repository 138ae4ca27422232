"""Differences between a list and the directory, in words, and the edits that take them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from handouts.exchange.directory_rows import Place
from handouts.exchange.found import RowName
from handouts.sources.edits import Edit
from handouts.sources.model import Organisation
from handouts.sources.yaml_document import Steps, Value


@dataclass(frozen=True, slots=True)
class Change:
    """A difference to the directory. `kind`: added, changed, removed; conflict (both have changed) and differs (a list
    says otherwise) are left to a person."""

    kind: str
    where: str
    name: str
    what: str
    was: str = ""
    now: str = ""
    row: RowName = ""

    @property
    def written(self) -> bool:
        return self.kind in ("added", "changed", "removed")

    def document(self) -> dict[str, Any]:
        return {
            "change": self.kind,
            "where": self.where,
            "name": self.name,
            "what": self.what,
            "was": self.was,
            "now": self.now,
            "row": self.row,
        }


@dataclass(slots=True)
class Merged:
    """All differences, and the edits that take them."""

    changes: list[Change] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """An organisation as the directory has it: `value` as directory.yaml says it, `index` in its place."""

    place: Place
    index: int
    organisation: Organisation
    value: dict[str, Value]

    @property
    def steps(self) -> Steps:
        return (*self.place.steps, "organisations", self.index)


Entry = Known | dict[str, Value]
"""An organisation that the directory has, or a new one as it will stand there."""
