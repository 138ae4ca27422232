"""Small files of the data: read without waiting or filling the memory, and written whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from pathlib import Path

from handouts.errors import WriteError


class UnreadableError(Exception):
    """A file that can't be read, in words: `what` is wrong, and `instead` what would be right."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what}; {instead}")
        self.what = what
        self.instead = instead


def read_whole(path: Path, most: int) -> bytes:
    """The content of an ordinary file of `most` bytes at most.

    Raises FileNotFoundError where there is none, else UnreadableError: also for a folder, for a pipe or a device, which
    could make the program wait for ever, and for a larger file, of which no more than that is read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableError("is a folder", "put a file of that name in its place")
        if not stat.S_ISREG(mode):
            raise UnreadableError("is no ordinary file", "put a file with text in its place")
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(f"can't be read ({reason})", "check that it is a file that you may open") from error
    if len(content) > most:
        instead = "compare it with the shipped files of its kind, which are much smaller"
        raise UnreadableError(f"is larger than {most // 1000} kB", instead)
    return content


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file if it differs, and say whether it did. Its folder is made where there is none. After a crash or on
    a full disk the old one is still there.

    The new file waits beside the old one and takes its place in one move. A link stays a link, rights stay as they
    are. Raises WriteError.
    """
    try:
        target = path.resolve()
        if target.is_file() and target.read_bytes() == content:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(f".{target.name}.new")
        try:
            with waiting.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.is_file():
                shutil.copymode(target, waiting)
            os.replace(waiting, target)
        finally:
            with contextlib.suppress(OSError):
                waiting.unlink(missing_ok=True)
    except OSError as error:
        instead = "make room, or see whether the file is open elsewhere and may be written"
        raise WriteError(path, error.strerror or str(error), instead) from error
    return True
