"""The data as they stand, and what is wrong with them: a broken file does not take away what can be looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from handouts.desk.store.files import HISTORY, looked_after
from handouts.errors import InputError, Problem
from handouts.products.loading import load_data
from handouts.sources.load import Data

_T = TypeVar("_T")
KNOWN = "known"
"""In the history: a copy of every file as it was last in order."""


@dataclass(frozen=True, slots=True)
class State:
    """The data of the folder. With `problems`, `data` is what was last in order: to be looked at, not to be saved."""

    data: Data
    problems: tuple[Problem, ...] = ()
    _made: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[..., _T], *about: str) -> _T:
        """What a function makes of these data, `about` behind them, made once: many pages ask how far translations are.
        What it raises is not kept."""
        if (make, about) not in self._made:
            self._made[make, about] = make(self.data, *about)
        made: _T = self._made[make, about]
        return made

    @property
    def whole(self) -> bool:
        """Whether the files are in order, so that something can be saved."""
        return not self.problems

    def digest(self, name: str) -> str:
        """Of a YAML file, as it was read: "directory"."""
        return self.data.documents[name].digest


class Reader:
    """Reads the data again whenever a file has changed."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._signature: object = None
        self._state: State | None = None

    def state(self) -> State:
        """The data now. Raises InputError where they are broken and were never in order."""
        with self._lock:
            today = self._clock().date()
            signature = (today, self._signed())
            if self._state is None or signature != self._signature:
                self._state, self._signature = self._read(), signature
            return self._state

    def forget(self) -> None:
        """Read the files again, whatever their dates say."""
        with self._lock:
            self._signature = None

    def _read(self) -> State:
        today = self._clock().date()
        try:
            return State(load_data(self._folder, today))
        except InputError as error:
            if self._state is not None:
                return State(self._state.data, error.problems)
            try:
                return State(load_data(self._folder / HISTORY / KNOWN), error.problems)
            except InputError:
                raise error from None

    def _signed(self) -> tuple[tuple[str, int, int, int], ...]:
        found = []
        for name in looked_after(self._folder):
            stat = (self._folder / name).stat()
            found.append((name, stat.st_mtime_ns, stat.st_size, stat.st_ino))
        return tuple(found)
