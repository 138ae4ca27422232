"""Work of a build that was stopped: finished files that wait in its staging folder, with notes of what they are. The
next build takes over those that it would make again from the same; whatever has no note, or is not as its note says, is
as good as none."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar

from handouts.build.staged import staged_file
from handouts.manifest import FileEntry, Manifest, entry_document, entry_of, sha256_of

NOTES = ".made"
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class MadeFrom(Generic[_Task]):
    """A task with the paper that it is for, and what its files are made from: digests, by the keys of their batches."""

    task: _Task
    paper: str
    inputs: Mapping[str, str]


def noted(
    work: Callable[[_Task], _Result],
    entries_of: Callable[[_Result], Iterable[FileEntry]],
    staging: Path,
    given: MadeFrom[_Task],
) -> _Result:
    """In a worker: a task done, and noted what came of it, before anybody else hears of it."""
    result = work(given.task)
    name = sha256_of(min(given.inputs).encode())[:16]
    first = {"paper": given.paper, "inputs": dict(given.inputs)}
    _write(staging / NOTES / name, chain([first], map(entry_document, entries_of(result))))
    return result


def _write(path: Path, notes: Iterable[Mapping[str, Any]]) -> None:
    """A note a line, its digest in front: one that is cut off is none. Nothing is lost but time where the disk
    refuses."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for note in notes:
                content = json.dumps(note)
                file.write(f"{sha256_of(content.encode())} {content}\n")


@dataclass(slots=True)
class Unfinished:
    """What was taken over: `entries` of the files, by path, and the `inputs` under which they were made. `staged`: what
    is in the staging folder; the others have their place already."""

    entries: dict[str, FileEntry] = field(default_factory=dict)
    staged: set[str] = field(default_factory=set)
    inputs: dict[str, str] = field(default_factory=dict)

    def added_to(self, before: Manifest | None, information_of: str, paper: str) -> Manifest | None:
        """The manifest of what stands there already, with this."""
        if not self.entries:
            return before
        files = [entry for entry in before.files if entry.path not in self.entries] if before else []
        inputs = {**(before.inputs if before else {}), **self.inputs}
        return Manifest(information_of, paper, (*files, *self.entries.values()), inputs)

    def is_mixed(self, batch: str, paths: Iterable[str], before: Manifest | None) -> bool:
        """Whether some of the files of a batch that stand there are of an earlier build, which made them from something
        else: others were not wanted, or were lost."""
        inputs = self.inputs.get(batch)
        if inputs is None or (before is not None and before.inputs.get(batch) == inputs):
            return False
        return any(path not in self.entries for path in paths)


def take_over(
    folders: Iterable[Path], staging: Path, in_place: Callable[[str], str], wanted: Collection[str], paper: str
) -> Unfinished:
    """Move what is wanted out of staging folders that were left behind into the one of this build, with its notes.
    `in_place`: the digest of the file that stands in the output folder, where one was moved there before the end came.

    Of several states of the data the first is taken: all files of a batch are of the same.
    """
    found = Unfinished()
    for path in (path for folder in folders for path in sorted((folder / NOTES).glob("*"))):
        of_paper, inputs, entries = _note(path)
        if of_paper != paper or any(found.inputs.get(key, inputs[key]) != inputs[key] for key in inputs):
            continue
        found.inputs.update(inputs)
        for entry in entries:
            if entry.path not in wanted:
                continue
            if _is_moved(path.parents[1], staging, entry):
                found.staged.add(entry.path)
            elif in_place(entry.path) != entry.sha256:
                continue
            found.entries[entry.path] = entry
        with contextlib.suppress(OSError):
            (staging / NOTES).mkdir(exist_ok=True)
            os.replace(path, staging / NOTES / path.name)
    return found


def _note(path: Path) -> tuple[str, dict[str, str], list[FileEntry]]:
    """Paper, inputs and entries; none of a note in another form, as another state of the program may write it."""
    try:
        first, *others = _lines(path)
        inputs = {str(key): str(digest) for key, digest in first["inputs"].items()}
        return str(first["paper"]), inputs, [entry_of(each) for each in others]
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", {}, []


def _lines(path: Path) -> Iterator[Any]:
    """Up to the first that is not whole."""
    with contextlib.suppress(OSError, ValueError), path.open(encoding="utf-8") as file:
        for line in file:
            digest, _, content = line.rstrip("\n").partition(" ")
            if sha256_of(content.encode()) != digest:
                return
            yield json.loads(content)


def _is_moved(folder: Path, staging: Path, entry: FileEntry) -> bool:
    source, target = staged_file(folder, entry.path), staged_file(staging, entry.path)
    with contextlib.suppress(OSError):
        if sha256_of(source.read_bytes()) == entry.sha256:
            os.replace(source, target)
            return True
    return False
