"""Differences between a list and the directory, in words, and the edits that take them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from handouts.exchange.directory_rows import Place
from handouts.exchange.found import RowName
from handouts.sources.edits import Edit
from handouts.sources.model import Organisation
from handouts.sources.yaml_document import Steps, Value

NUMBER: Final = "number"
"""`what` of a change of a number itself."""


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
    def harmful(self) -> bool:
        """Whether a number goes or becomes another: a person looks at it first."""
        digits, other = (text.partition(" (")[0] for text in (self.was, self.now))
        return self.kind == "removed" or (self.kind == "changed" and self.what == NUMBER and digits != other)

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


Takes = Callable[[Change], bool]
"""Whether a difference is taken; conflicts never are."""


def takes_all(_: Change) -> bool:
    """Every one."""
    return True


@dataclass(slots=True)
class Merged:
    """All differences, and the edits that make those that are taken."""

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
