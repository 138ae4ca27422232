"""What a build did, for whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handouts.content.changes import Changes
from handouts.content.notices import InEnglish
from handouts.errors import ExitCode, Notice, Problem


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. `held_back`: the cities of each language whose sheets no build can make now; `in_english`: each
    message, by context and English, that stands in English, and on which sheets. `since`: what differs from the last
    edition that was printed; None where none is recorded. `not_built`: how many files the data ask for that are not in
    the folder, and so not compared."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    files_changed: int
    proved: bool
    left_out_formats: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    held_back: Mapping[str, Sequence[str]] = field(default_factory=dict)
    in_english: InEnglish = field(default_factory=dict)
    since: Changes | None = None
    not_built: int = 0

    @property
    def exit_code(self) -> ExitCode:
        return ExitCode.NEEDS_A_PERSON if self.problems else ExitCode.DONE
