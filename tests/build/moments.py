"""A build that meets its fault at an exact moment: the n-th change that it makes to the disk.

    python -m tests.build.moments kill 17 build --out ...     killed (as by kill -9) instead of the 17th change
    python -m tests.build.moments full 17 build --out ...     the disk is full from the 17th change on

A file that is being written is cut off in the middle. Beyond the last change nothing happens.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from handouts.cli import main


class Fault:
    """Counts the changes to the disk and strikes at one of them."""

    def __init__(self, kind: str, moment: int) -> None:
        self._kind = kind
        self._moment = moment
        self._count = 0

    def install(self) -> None:
        """Put the fault under the functions through which the program changes the disk."""
        write = Path.write_bytes

        def cut_off(path: Path, data: bytes) -> int:
            if self._struck():
                with contextlib.suppress(FileNotFoundError):  # a folder that is not there yet
                    write(path, data[: len(data) // 2])
                self._strike()
            return write(path, data)

        Path.write_bytes = cut_off  # type: ignore[method-assign, assignment]
        for owner, name in ((os, "replace"), (Path, "mkdir"), (Path, "unlink"), (Path, "rmdir")):
            setattr(owner, name, self._instead_of(getattr(owner, name), name))

    def _instead_of(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def changed(*arguments: Any, **more: Any) -> Any:
            if self._struck() and not (self._kind == "full" and name in ("unlink", "rmdir")):  # needs no room
                self._strike()
            return real(*arguments, **more)

        return changed

    def _struck(self) -> bool:
        self._count += 1
        return self._count == self._moment if self._kind == "kill" else self._count >= self._moment

    def _strike(self) -> NoReturn:
        if self._kind == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if hasattr(signal, "SIGKILL"):
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(9)  # Windows: TerminateProcess comes to the same


if __name__ == "__main__":
    Fault(sys.argv[1], int(sys.argv[2])).install()
    sys.exit(main(sys.argv[3:]))
