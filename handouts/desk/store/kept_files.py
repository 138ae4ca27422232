"""Files that somebody has brought, kept in `.desk/files/` until they are taken or put aside: the newest few."""

from __future__ import annotations

import contextlib
import hashlib
import re
from pathlib import Path

from handouts.desk.store.files import DESK
from handouts.errors import WriteError
from handouts.sources.whole_file import write_whole

MOST_FILES = 20
_NAME = re.compile(r"[0-9a-f]{32}\.[a-z]{2,4}")


class KeptFiles:
    """The files of one data folder. A name is made of the content: the same file is kept once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / DESK / "files"

    def keep(self, content: bytes, ending: str) -> str:
        """Keep a file, `ending` without its dot, and give its name. Raises WriteError."""
        name = f"{hashlib.sha256(content).hexdigest()[:32]}.{ending}"
        if not _NAME.fullmatch(name):
            raise ValueError(f"no ending of a file that is kept: {ending!r}")
        write_whole(self._folder / name, content)
        self._forget_oldest(name)
        return name

    def path(self, name: str) -> Path | None:
        """Where a file of that name is kept; None where there is none, and for what is no name."""
        if not _NAME.fullmatch(name):
            return None
        path = self._folder / name
        return path if path.is_file() else None

    def _forget_oldest(self, but: str) -> None:
        paths = [path for path in self._folder.iterdir() if _NAME.fullmatch(path.name) and path.name != but]
        paths.sort(key=lambda path: path.stat().st_mtime)
        for path in paths[: max(0, len(paths) + 1 - MOST_FILES)]:
            with contextlib.suppress(FileNotFoundError):
                try:
                    path.unlink()
                except PermissionError as error:
                    raise WriteError(path, error.strerror or str(error)) from error
