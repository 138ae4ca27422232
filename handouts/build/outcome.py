"""What became of one file in the hands of a worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.build.out_folder import stage_file
from handouts.errors import Problem
from handouts.manifest import FileEntry


@dataclass(frozen=True, slots=True)
class Outcome:
    """`entry` is for the manifest where the file waits in the staging folder (`staged`) or stands in the output folder
    with the same bytes; None where it was not wanted, or is named in `problems`."""

    path: str
    entry: FileEntry | None
    staged: bool
    problems: tuple[Problem, ...] = ()


def entries_of(outcomes: Iterable[Outcome]) -> Iterator[FileEntry]:
    """Of the files that are there."""
    return (outcome.entry for outcome in outcomes if outcome.entry is not None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worker must know of one file: whether it is `asked` for, or to be left as it is if its bytes have changed;
    the digest and proof of the file that stands in its place (`known`, empty for none; `proved`)."""

    asked: bool
    known: str
    proved: bool


@dataclass(frozen=True, slots=True)
class Staging:
    """Where workers put new files, and what holds for all of them: whether to prove (`prove`), and to write what is in
    place already (`force`)."""

    folder: Path
    prove: bool
    force: bool

    def is_new(self, wanted: Wanted, digest: str) -> bool:
        """Whether a file with this digest is to be written."""
        return wanted.asked and (self.force or wanted.known != digest)

    def needs_proof(self, wanted: Wanted, digest: str) -> bool:
        """Whether a file with this digest is to be proved: a new one, or one in place that nobody has proved."""
        if not self.prove:
            return False
        return self.is_new(wanted, digest) or (wanted.known == digest and not wanted.proved)

    def settled(self, wanted: Wanted, pdf: bytes, entry: FileEntry, findings: tuple[str, ...]) -> Outcome:
        """Stage a made file if it is new and stands the proof; what became of it. `entry` as it is when nothing is
        wrong. Raises OSError."""
        if findings:
            problems = tuple(Problem(entry.path, 0, 0, f"failed proof: {finding}") for finding in findings)
            return Outcome(entry.path, None, staged=False, problems=problems)
        if self.is_new(wanted, entry.sha256):
            stage_file(self.folder, entry.path, pdf)
            return Outcome(entry.path, entry, staged=True)
        return Outcome(entry.path, entry if wanted.known == entry.sha256 else None, staged=False)
