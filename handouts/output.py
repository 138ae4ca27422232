"""The output folder: staged first, published file by file, whole at every moment.

New files wait in a staging folder inside the output folder (one file system, so a move is atomic). The manifest tells
the truth throughout: before a file is replaced or removed its entry goes, and only at the end the new manifest comes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from handouts.errors import WriteError
from handouts.show.manifest import MANIFEST_NAME, SUMS_NAME, Manifest, manifest_bytes, sha256_of, sums_bytes

STAGING_NAME = ".building"
LOCK_NAME = ".lock"
INDEX_NAME = "index.html"
OWN_FOLDERS = ("flyer", "large-print", "half", "card", "booklet")
"""Folders in which every PDF is ours."""


class OutputFolder:
    """The output folder while one build works in it. A second build is refused.

    Raises WriteError where the folder can't be made or written, or where another build is at work in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.staging = path / STAGING_NAME
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        with _write_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = open(self.path / LOCK_NAME, "ab")  # noqa: SIM115 - held until __exit__
        if not _locked(self._lock):
            self._lock.close()
            self._lock = None
            raise WriteError(self.path, "another build is at work in this folder", "wait until it has ended")
        with _write_errors(self.path):
            if self.staging.exists():  # of a build that was killed
                shutil.rmtree(self.staging)
            self.staging.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
            with contextlib.suppress(OSError):
                (self.path / LOCK_NAME).unlink()

    def digest(self, path: str) -> str:
        """SHA-256 of a file that is in place; empty where there is none."""
        try:
            return sha256_of((self.path / path).read_bytes())
        except OSError:
            return ""

    def stray_files(self, planned: Collection[str]) -> list[str]:
        """PDF files in our folders that are not planned."""
        found = []
        for folder in OWN_FOLDERS:
            for file in sorted((self.path / folder).rglob("*.pdf")):
                relative = file.relative_to(self.path).as_posix()
                if relative not in planned:
                    found.append(relative)
        return found

    def publish(
        self,
        before: Manifest | None,
        after: Manifest,
        staged: Collection[str],
        leaving: Collection[str],
        loose: Mapping[str, bytes],
    ) -> int:
        """Move what is staged into place, remove what leaves, and write the manifest last. Gives the number of files
        that were written. `loose`: small files beside the PDFs (index.html), written where they differ."""
        written = 0
        touched = {*staged, *leaving}
        if touched and before is not None:
            kept = tuple(entry for entry in before.files if entry.path not in touched)
            interim = Manifest(before.information_of, before.paper, kept, {})
            self._replace(MANIFEST_NAME, manifest_bytes(interim))
            self._replace(SUMS_NAME, sums_bytes(interim))
        for path in sorted(leaving):
            with _write_errors(self.path / path):
                (self.path / path).unlink(missing_ok=True)
                _remove_empty_folders((self.path / path).parent, self.path)
        for path in sorted(staged):
            with _write_errors(self.path / path):
                (self.path / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(self.staging / path, self.path / path)
            written += 1
        for path, data in {**loose, SUMS_NAME: sums_bytes(after), MANIFEST_NAME: manifest_bytes(after)}.items():
            written += self._replace(path, data)
        return written

    def _replace(self, path: str, data: bytes) -> int:
        target = self.path / path
        with _write_errors(target):
            if target.is_file() and target.read_bytes() == data:
                return 0
            staged = self.staging / "loose"
            staged.write_bytes(data)
            os.replace(staged, target)
        return 1


@contextlib.contextmanager
def _write_errors(path: Path) -> Iterator[None]:
    """Turn what the system says into a message that helps."""
    try:
        yield
    except PermissionError as error:
        instead = "close it in the program that shows it" if path.is_file() else "choose a folder with --out"
        raise WriteError(path, error.strerror or str(error), instead) from error
    except OSError as error:
        raise WriteError(path, error.strerror or str(error), "make room, or choose a folder with --out") from error


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
