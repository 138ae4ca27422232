"""What all pages share: the folders, the store, the clock, the languages of the interface, the areas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from handouts.desk.area import Area, FormReader
from handouts.desk.making import Maker
from handouts.desk.on_paper import PaperWatch
from handouts.desk.preview.engine import Preview
from handouts.desk.store.seat import Seat, read_seat
from handouts.desk.store.store import Store
from handouts.desk.uploads import Uploads
from handouts.interface.words import Words


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the desk works."""

    data: Path
    out: Path
    fonts: Path


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: made once, at its start."""

    folders: Folders
    clock: Callable[[], datetime]
    areas: tuple[Area, ...]
    interface: tuple[Words, ...]
    store: Store = field(init=False)
    preview: Preview = field(init=False)
    paper: PaperWatch = field(init=False)
    maker: Maker = field(init=False)
    uploads: Uploads = field(default_factory=Uploads, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", Store(self.folders.data, self.clock))
        object.__setattr__(self, "preview", Preview(self.folders.fonts))
        object.__setattr__(self, "paper", PaperWatch(self.folders.fonts, self.folders.out))
        data, fonts, out = (each.absolute() for each in (self.folders.data, self.folders.fonts, self.folders.out))
        object.__setattr__(self, "maker", Maker(data, fonts, out, Path(__file__).parents[1]))

    @property
    def forms(self) -> dict[str, FormReader]:
        """The forms beside which a page is shown, by name."""
        return {name: reader for area in self.areas for name, reader in area.forms.items()}

    def seat(self) -> Seat:
        """Who sits here now."""
        return read_seat(self.folders.data)

    def words(self, language: str) -> Words:
        """The interface in a language; in English where there is no such one."""
        return next((words for words in self.interface if words.language == language), self.interface[0])
