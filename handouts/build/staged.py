"""Where files wait in a staging folder: side by side, each under its path in one word. A folder for each of their own
would be made for every build, and removed while somebody waits: a hundred take a second on some disks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote


def staged_file(staging: Path, path: str) -> Path:
    """Where the file of a path in the output folder waits. No two paths have the same place."""
    return staging / quote(path, safe="")


def path_of_staged(name: str) -> str:
    """The path in the output folder of what waits under a name."""
    return unquote(name)
