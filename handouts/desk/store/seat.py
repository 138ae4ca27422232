"""Who sits at the desk, and in which language the pages speak: `.desk/seat.json`."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from handouts.desk.store.files import DESK
from handouts.sources.whole_file import write_whole

MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Seat:
    """`who` is empty until somebody has said it."""

    who: str = ""
    language: str = ""


def read_seat(folder: Path) -> Seat:
    """Who sits there; an empty seat where nothing is written or nothing can be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        document = json.loads((folder / DESK / "seat.json").read_text(encoding="utf-8"))
        return Seat(str(document.get("who", ""))[:MOST_LETTERS], str(document.get("language", "")))
    return Seat()


def write_seat(folder: Path, seat: Seat) -> None:
    """Raises WriteError."""
    write_whole(folder / DESK / "seat.json", json.dumps(asdict(seat), ensure_ascii=False).encode())
