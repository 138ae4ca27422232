"""The output folder: staged first, published file by file, whole at every moment.

New files wait in a staging folder inside the output folder (one file system, so a move is atomic). The manifest tells
the truth throughout: before a file is replaced or removed its entry goes, and only at the end the new manifest comes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self

from handouts.build.staged import path_of_staged, staged_file
from handouts.build.unfinished import NOTES, Unfinished, take_over
from handouts.errors import UsageError, WriteError
from handouts.manifest import (
    MANIFEST_NAME,
    SUMS_NAME,
    FileEntry,
    Manifest,
    listed_paths,
    manifest_bytes,
    sha256_of,
    sums_bytes,
)
from handouts.products.table import PRODUCTS

STAGING_NAME = ".building"
LOCK_NAME = ".lock"
_STOPPED = "stopped"
KEPT_NAME = ".kept"
"""Where what builds keep for the next one is staged."""


def kept_folder(out: Path) -> Path:
    """What builds into a folder keep for the next one: beside it, for in it nothing stands but what is handed on.
    Whoever removes it loses time, and nothing else. Raises UsageError for the top of a drive."""
    whole = Path(os.path.realpath(out))  # resolve() raises where a link leads to itself
    if not whole.name:
        raise UsageError(f"{out} is the top of a drive; choose a folder on it with --out")
    return whole.with_name(f".{whole.name}{KEPT_NAME}")


class OutputFolder:
    """The output folder while one build works in it. A second build is refused.

    `staging` is a folder of this build alone: what is left of a killed one can't get in between. `loose`: where the
    small files beside the products stand.
    Raises WriteError where the folder can't be made or written, or where another build is at work in it; UsageError for
    the top of a drive.
    """

    def __init__(self, path: Path, loose: Collection[str]) -> None:
        self.path = path
        self._kept = kept_folder(path)
        self.loose = frozenset(loose)
        self.staging = path / STAGING_NAME
        self._lock: IO[bytes] | None = None
        self._listed: list[str] = []
        self._left: list[Path] = []
        self.taken_up = Unfinished()

    def __enter__(self) -> Self:
        with write_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = _take_lock(self.path / LOCK_NAME)
        if self._lock is None:
            raise WriteError(self.path, "another build is at work in this folder", "wait until it has ended")
        try:
            with write_errors(self.path):
                top = self.path / STAGING_NAME
                if not top.is_dir() or top.is_symlink():
                    _remove(top)
                    top.mkdir()
                self._left = [*(each for each in sorted(top.iterdir()) if each.is_dir()), self.kept(_STOPPED)]
                self.staging = Path(tempfile.mkdtemp(dir=top))
            self._listed = listed_paths(self.path)
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._keep_for_later()
        self._leave()

    def _keep_for_later(self) -> None:
        """Somebody has stopped the build, and may go on with it. Nothing is lost but time where the disk refuses."""
        with contextlib.suppress(OSError):
            if (self.staging / NOTES).is_dir():
                target = self.kept(_STOPPED)
                target.parent.mkdir(exist_ok=True)
                _remove(target)
                os.replace(self.staging, target)

    def take_up(self, wanted: Collection[str], paper: str) -> None:
        """Take over finished files, of these paths, of builds that were stopped; what else they left goes."""
        for left in self._left:
            kept = (path_of_staged(each.name) for each in left.glob(staged_file(Path(), f"{KEPT_NAME}/").name + "*"))
            self.keep(list(kept), of=left)
        self.taken_up = take_over(self._left, self.staging, self._digest_in_place, wanted, paper)
        with contextlib.suppress(OSError):
            for left in self._left:
                _remove(left)

    def place(self, path: str) -> Path:
        """Where a file of which there is a digest can be read."""
        return staged_file(self.staging, path) if path in self.taken_up.staged else self.path / path

    def _leave(self) -> None:
        with contextlib.suppress(OSError):
            _remove(self.path / STAGING_NAME)
        if self._lock is not None:
            _release_lock(self._lock, self.path / LOCK_NAME)
            self._lock = None

    def digest(self, path: str) -> str:
        """SHA-256 of a file that is in place, or was taken over to be; empty where there is none."""
        taken_up = self.taken_up.entries.get(path)
        return taken_up.sha256 if taken_up else self._digest_in_place(path)

    def _digest_in_place(self, path: str) -> str:
        try:
            return sha256_of((self.path / path).read_bytes())
        except OSError:
            return ""

    def stray_files(self, planned: Collection[str]) -> list[str]:
        """What is not planned: of the files that the last manifest lists, and of those with the ending of ours in the
        folders that have such, today's and the last manifest's."""
        found = {path for path in self._listed if _is_file_or_link(self.path / path)}
        ours = {_folder_and_ending(path) for path in (*self._listed, *self._places)}
        for folder in self._folders:
            for file in (self.path / folder).rglob("*"):
                if (folder, file.suffix) in ours and _is_file_or_link(file):
                    found.add(file.relative_to(self.path).as_posix())
        return sorted(found - set(planned) - self.loose)

    @property
    def _folders(self) -> list[str]:
        """The folders at the top in which every file with the ending of one of ours is ours."""
        return sorted({path.partition("/")[0] for path in (*self._listed, *self._places) if "/" in path})

    @property
    def _places(self) -> tuple[str, ...]:
        """Where files of today's program stand."""
        return *(product.path for product in PRODUCTS), *sorted(self.loose)

    def publish(
        self,
        before: Manifest | None,
        after: Manifest,
        staged: Collection[str],
        leaving: Collection[str],
        loose: Mapping[str, bytes],
    ) -> int:
        """Move what is staged into place, remove what leaves, and write the manifest last. Gives the number of files
        that were written. `loose`: small files beside the PDFs (the gallery), written where they differ."""
        written = 0
        after = replace(after, gallery={path: sha256_of(data) for path, data in loose.items()})
        if staged or leaving or any(self._digest_in_place(path) != digest for path, digest in after.gallery.items()):
            self._forget(before, after, staged, leaving)
        for path in sorted(leaving):
            with write_errors(self.path / path):
                (self.path / path).unlink(missing_ok=True)
        for parent in sorted({(self.path / path).parent for path in staged}):
            with write_errors(parent):
                parent.mkdir(parents=True, exist_ok=True)
        for path in sorted(staged):
            with write_errors(self.path / path):
                os.replace(staged_file(self.staging, path), self.path / path)
            written += 1
        for folder in sorted({*self._folders, *(path.partition("/")[0] for path in leaving)}):
            with write_errors(self.path / folder):
                _remove_empty_folders(self.path / folder)
        for path, data in {**loose, SUMS_NAME: sums_bytes(after), MANIFEST_NAME: manifest_bytes(after)}.items():
            written += self._replace(path, data)
        return written

    def kept(self, name: str) -> Path:
        """The file of what is kept under a name; there may be none."""
        return self._kept / name

    def keep_file(self, name: str, data: bytes) -> None:
        """Write one that is kept, where it differs; nothing is lost but time where the disk refuses."""
        with contextlib.suppress(OSError):
            staged, target = self.staging / "loose", self.kept(name)
            staged.write_bytes(data)
            target.parent.mkdir(exist_ok=True)
            os.replace(staged, target)

    def keep(self, staged: Collection[str], of: Path | None = None) -> None:
        """Move what is staged for the next build into place, or what another build has staged. Nothing is lost but time
        where the disk refuses."""
        with contextlib.suppress(OSError):
            top = self._kept
            if staged:
                top.mkdir(exist_ok=True)
            for path in sorted(staged):
                source, target = staged_file(of or self.staging, path), top / PurePosixPath(path).name
                if not (target.is_file() and target.read_bytes() == source.read_bytes()):
                    os.replace(source, target)

    def keep_only(self, names: Collection[str], ours: str) -> None:
        """Remove files of ours that are kept, by the pattern of their names, and have no longer one of these: what
        somebody else put there stays."""
        with contextlib.suppress(OSError):
            top = self._kept
            for file in [] if top.is_symlink() else sorted(top.glob(ours)):
                if file.name not in names:
                    file.unlink()

    def _forget(
        self, before: Manifest | None, after: Manifest, staged: Collection[str], leaving: Collection[str]
    ) -> None:
        """A manifest without what is about to change, that names what may come: a build that is killed from here on
        leaves nothing behind that the next one does not know of."""
        touched = {*staged, *leaving}
        kept = tuple(entry for entry in before.files if _stays(entry, after, touched)) if before else ()
        of = before or after
        interim = Manifest(of.information_of, of.paper, kept, {}, tuple(touched))
        self._replace(MANIFEST_NAME, manifest_bytes(interim))
        self._replace(SUMS_NAME, sums_bytes(interim))

    def _replace(self, path: str, data: bytes) -> int:
        target = self.path / path
        with write_errors(target):
            if target.is_file() and target.read_bytes() == data:
                return 0
            staged = self.staging / "loose"
            staged.write_bytes(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)
        return 1


def stage_file(staging: Path, path: str, data: bytes) -> None:
    """Write one new file into the staging folder. Raises OSError, always with the name of the file: workers send it
    to the process that called them."""
    target = staged_file(staging, path)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error


@contextlib.contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turn what the system says into a WriteError that helps."""
    try:
        yield
    except PermissionError as error:
        instead = "close it in the program that shows it" if path.is_file() else "choose another folder with --out"
        raise WriteError(path, error.strerror or str(error), instead) from error
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        place = Path(error.filename or path)
        raise WriteError(
            place, "a file stands where a folder must be, or a folder where a file must", "move it away"
        ) from error
    except OSError as error:
        busy = error.errno in {errno.EBUSY, errno.ETXTBSY}
        instead = "close what uses it" if busy else "make room, or choose another folder with --out"
        raise WriteError(path, error.strerror or str(error), instead) from error


def _folder_and_ending(path: str) -> tuple[str, str]:
    """The folder at the top, and how the name ends: a picture that somebody put among PDFs is no file of ours."""
    return path.partition("/")[0], PurePosixPath(path).suffix


def _is_file_or_link(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and not path.is_dir())


def _stays(entry: FileEntry, after: Manifest, touched: Collection[str]) -> bool:
    later = after.entry(entry.path)
    return entry.path not in touched and later is not None and later.sha256 == entry.sha256


def _remove(folder: Path) -> None:
    """Remove a folder with all in it, or a file of that name."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _remove_empty_folders(top: Path) -> None:
    """Remove `top` and the folders below it that hold nothing."""
    if not top.is_dir() or top.is_symlink():
        return
    for folder in list(top.iterdir()):
        _remove_empty_folders(folder)
    if not any(top.iterdir()):
        top.rmdir()


# --- the lock -----------------------------------------------------------------------------------------------------
# Held by the open file, not by its being there: the lock of a build that was killed is gone with it.


def _take_lock(path: Path) -> IO[bytes] | None:
    """The open lock file; None where another process holds it."""
    while True:
        file = open(path, "ab")  # noqa: SIM115 - open as long as the lock is held
        try:
            if not _locked(file):
                file.close()
                return None
            if os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
        except FileNotFoundError:
            pass  # whoever held it took the file away between our opening and our locking it: once more
        except BaseException:
            file.close()
            raise
        file.close()


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release_lock(file: IO[bytes], path: Path) -> None:
        file.close()
        with contextlib.suppress(OSError):  # another build has it open already
            path.unlink()

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release_lock(file: IO[bytes], path: Path) -> None:
        with contextlib.suppress(OSError):
            path.unlink()  # while it is locked, so that nobody gets hold of a file without a name
        file.close()
