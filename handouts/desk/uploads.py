"""Files that were brought back and are looked at: kept in memory until they are taken or put aside, a few at a time."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from handouts.exchange.files import READERS, tables_of
from handouts.exchange.found import Found
from handouts.exchange.hsds_in import found_in_package
from handouts.exchange.rows import Answers, Reader
from handouts.sources.load import Data

MOST_UPLOADS: Final = 5
PACKAGE: Final = ".zip"
ENDINGS: Final = (*READERS, PACKAGE)
_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name is shown, and tells its kind; it is never a path."""

    name: str
    content: bytes

    def found(self, data: Data, country: str, where: str) -> Found:
        """What it says; `country` of numbers without one, `where` rows without a place go. Raises UsageError."""
        sides, answers = data.handout.sides_of_border, Answers(country, where)
        if self.name.lower().endswith(PACKAGE):
            return found_in_package(self.content, self.name, data.directory, sides, answers)
        return Reader(data.directory, sides, answers).read(tables_of(self.content, self.name))


class Uploads:
    """Those of one desk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Upload] = OrderedDict()

    def keep(self, name: str, content: bytes) -> str:
        """Keep a file, and give the id by which it is asked for."""
        shown = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())[-_LONGEST_NAME:]
        id_ = secrets.token_hex(8)
        with self._lock:
            self._kept[id_] = Upload(shown, content)
            while len(self._kept) > MOST_UPLOADS:
                self._kept.popitem(last=False)
        return id_

    def of(self, id_: str) -> Upload | None:
        """None where there is none, or no longer."""
        return self._kept.get(id_)

    def drop(self, id_: str) -> None:
        """It is done with."""
        with self._lock:
            self._kept.pop(id_, None)
