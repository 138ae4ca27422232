"""Small files of the data, written whole: after a crash or on a full disk the old one is still there."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from handouts.errors import WriteError


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file if it differs, and say whether it did. Its folder is made where there is none.

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
