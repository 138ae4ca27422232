"""What was asked of a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What was asked for. Empty `cities`, `languages`, `formats`: all. A language may be named or have its tag.
    `sheets_only`: no booklets and no pictures of the sheets."""

    data: Path
    fonts: Path
    out: Path
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    paper: str = ""
    sides: str | None = None
    jobs: int = 1
    force: bool = False
    reviewed_only: bool = False
    prove: bool = True
    sheets_only: bool = False

    @property
    def subset(self) -> bool:
        return bool(self.cities or self.languages or self.formats or self.sheets_only)


SIDES = ("auto", "1", "2")
"""Of the paper: the back only where one side can't hold a city; never; always."""
