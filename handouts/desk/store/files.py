"""The files of a data folder that the desk looks after, by their names in it: `directory.yaml`,
`translations/ar.po`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handouts.sources.load import FILES
from handouts.sources.whole_file import UnreadableError, read_whole

MAX_BYTES = 5_000_000
"""Larger than any file that the program reads."""
HISTORY = ".history"
DESK = ".desk"


def looked_after(folder: Path) -> tuple[str, ...]:
    """The names of all files that there are, in order."""
    names = [f"{name}.yaml" for name in (*FILES, "calls")]
    names += [f"translations/{path.name}" for path in sorted(folder.glob("translations/*.po"))]
    names += [f"reviews/{path.name}" for path in sorted(folder.glob("reviews/*.yaml"))]
    return tuple(name for name in names if (folder / name).is_file())


def content_of(folder: Path, name: str) -> bytes | None:
    """The bytes of a file; None where there is none, or none that can be read."""
    try:
        return read_whole(folder / name, MAX_BYTES)
    except (FileNotFoundError, UnreadableError):
        return None


def digest_of(content: bytes | None) -> str:
    """The SHA-256 of a file's bytes; empty where there is no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()
