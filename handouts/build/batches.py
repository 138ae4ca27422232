"""Batches: files that are made together, and whether they are in place already.

Up to date without tracking: composing is cheap, so every build composes all that it may touch and compares the digest
of what a batch is made from with the one that the manifest remembers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handouts.build.out_folder import OutputFolder
from handouts.manifest import FileEntry, Manifest


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one worker makes together from the same inputs.

    `key`: under which the manifest remembers their `digest`. `paths`: all of them; `wanted`: those that are to stand
    there. `beside`: files of later batches for which something is made here; `beside_wanted` those of them that are to
    stand there.
    """

    key: str
    digest: str
    paths: tuple[str, ...]
    wanted: frozenset[str]
    beside: tuple[str, ...] = ()
    beside_wanted: frozenset[str] = frozenset()


def standing(paths: Iterable[str], before: Manifest | None, folder: OutputFolder) -> dict[str, FileEntry]:
    """Those of the files that stand in the folder as the manifest lists them."""
    found: dict[str, FileEntry] = {}
    for path in paths if before is not None else ():
        entry = before.entry(path) if before is not None else None
        if entry is not None and folder.digest(path) == entry.sha256:
            found[path] = entry
    return found


def in_place(
    batch: Batch, there: Mapping[str, FileEntry], before: Manifest | None, *, prove: bool, force: bool
) -> bool:
    """Whether all that is wanted of a batch stands in the folder as it would be made now, proved if it is to be, with
    what else needs it. `there`: what `standing` says of its files and of those beside."""
    known = {path: there[path] for path in batch.paths if path in there}
    if not batch.wanted and not known:
        return True  # nothing of it was asked for, and nothing of it is there
    if before is None or before.inputs.get(batch.key) != batch.digest or (batch.wanted and force):
        return False
    listed = {path for path in batch.beside if before.entry(path) is not None}
    if not batch.wanted <= known.keys() or not (batch.beside_wanted | listed) <= there.keys():
        return False
    return not prove or all(entry.proofed for entry in there.values())


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256, in hexadecimal, of values that JSON can write."""
    document = json.dumps(list(parts), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(document.encode()).hexdigest()
