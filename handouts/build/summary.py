"""What a build did, for whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handouts.errors import ExitCode, Notice, Problem


@dataclass(frozen=True, slots=True)
class Since:
    """What differs from what is on paper, last recorded as `edition`: facts in words and for JSON; how many sheets, and
    how many booklets, are wrong on paper, lack something, and were never recorded as printed; and whether any
    differs."""

    edition: str
    words: tuple[str, ...]
    facts: tuple[Mapping[str, Any], ...]
    wrong: tuple[int, int]
    incomplete: tuple[int, int]
    not_recorded: tuple[int, int]
    differs: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. `held_back`: the cities of each language whose sheets no build can make now; `in_english`: each
    message, by context and English, that stands in English, and on which sheets. `since`: None where no edition is
    recorded, or where `unreadable_editions`: a file of one is damaged, and nothing can be compared. `not_built`: how
    many files the data ask for that are not in the folder, and so not compared."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    files_changed: int
    proved: bool
    left_out_formats: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    held_back: Mapping[str, Sequence[str]] = field(default_factory=dict)
    in_english: Mapping[tuple[str, str], Sequence[tuple[str, str]]] = field(default_factory=dict)
    since: Since | None = None
    not_built: int = 0
    unreadable_editions: bool = False

    @property
    def exit_code(self) -> ExitCode:
        return ExitCode.NEEDS_A_PERSON if self.problems else ExitCode.DONE
