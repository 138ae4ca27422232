"""Prove finished files of an output folder: which of them, and whether each is what the manifest lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import Problem, UsageError
from handouts.manifest import FileEntry, Manifest, sha256_of

Prove = Callable[[FileEntry, bytes], Iterator[str]]
"""What is wrong with a listed file that has these bytes, by its product and the data as it is now."""


@dataclass(frozen=True, slots=True)
class FolderVerdict:
    """How many files were proved, and what is wrong with which."""

    proved: int
    problems: tuple[Problem, ...]


def prove_folder(out: Path, paths: Sequence[Path], manifest: Manifest, prove: Prove) -> FolderVerdict:
    """Prove the files at `paths` (files, or folders with all below them), or all that the manifest of `out` lists.

    Raises UsageError where a path is neither there nor listed.
    """
    entries = _chosen(manifest, out, paths)
    problems = [
        Problem(str(out / entry.path), 0, 0, finding) for entry in entries for finding in _findings(entry, out, prove)
    ]
    return FolderVerdict(len(entries), tuple(problems))


def _chosen(manifest: Manifest, out: Path, paths: Sequence[Path]) -> list[FileEntry]:
    listed = sorted(manifest.files, key=lambda entry: entry.path)
    if not paths:
        return listed
    found: dict[str, FileEntry] = {}
    for path in paths:
        target = path.resolve()
        below = [
            entry
            for entry in listed
            if (out / entry.path).resolve() == target or target in (out / entry.path).resolve().parents
        ]
        if not below:
            raise UsageError(f"{path} is no file of {out}: only what its manifest.json lists can be proved")
        found.update((entry.path, entry) for entry in below)
    return list(found.values())


def _findings(entry: FileEntry, out: Path, prove: Prove) -> Iterator[str]:
    try:
        pdf = (out / entry.path).read_bytes()
    except OSError as error:
        yield f"can't be read: {error.strerror or error}"
        return
    if sha256_of(pdf) != entry.sha256:
        yield "is not the file that the manifest lists: build again"
    yield from prove(entry, pdf)
