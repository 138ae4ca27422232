"""Prove finished files of an output folder against the data as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.content.compose import Composition
from handouts.content.edition import edition_code
from handouts.content.model import Handout
from handouts.errors import Problem, UsageError
from handouts.language_worker import expected_of
from handouts.layout import FORMATS
from handouts.paper import Paper, paper_named
from handouts.proof import Faces, prove_booklet, prove_sheet
from handouts.show.manifest import MANIFEST_NAME, FileEntry, Manifest, read_manifest, sha256_of


@dataclass(frozen=True, slots=True)
class FolderVerdict:
    """How many files were proved, and what is wrong with which."""

    proved: int
    problems: tuple[Problem, ...]


def prove_folder(
    out: Path, paths: Sequence[Path], composition: Composition, handout: Handout, fonts: Path
) -> FolderVerdict:
    """Prove the files at `paths` (files, or folders with all below them), or all that the manifest of `out` lists.

    Raises UsageError where `out` has no manifest, or a path is neither there nor listed.
    """
    manifest = read_manifest(out)
    if manifest is None:
        raise UsageError(f"{out} has no manifest.json: build into it first, or name the folder with --out")
    try:
        paper = paper_named(manifest.paper, handout.oficio_mm)
    except KeyError:
        raise UsageError(
            f"{out / MANIFEST_NAME} names the paper {manifest.paper}, which there is not: build again"
        ) from None
    faces = Faces(fonts)
    problems: list[Problem] = []
    entries = _chosen(manifest, out, paths)
    for entry in entries:
        problems.extend(
            Problem(str(out / entry.path), 0, 0, finding)
            for finding in _findings(entry, manifest, out, composition, paper, faces)
        )
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


def _findings(
    entry: FileEntry, manifest: Manifest, out: Path, composition: Composition, paper: Paper, faces: Faces
) -> Iterator[str]:
    try:
        pdf = (out / entry.path).read_bytes()
    except OSError as error:
        yield f"can't be read: {error.strerror or error}"
        return
    if sha256_of(pdf) != entry.sha256:
        yield "is not the file that the manifest lists: build again"
    if entry.kind == "sheet":
        flyer = composition.flyers.get((entry.language, entry.city))
        form = FORMATS.get(entry.format)
        if flyer is None or form is None:
            yield "is a sheet that the data no longer holds: build again"
            return
        if edition_code(flyer) != entry.edition:
            yield "is out of date: the data has changed since; build again"
        expected = expected_of(form, paper)
        yield from prove_sheet(pdf, flyer, expected, entry.left_out, edition_code(flyer), faces)
        return
    parts = [str(path) for path in entry.facts.get("flyers", ())]
    lost = [path for path in parts if manifest.entry(path) is None or not (out / path).is_file()]
    if lost:
        yield f"holds flyers that are no longer there: {', '.join(lost)}; build again"
        return
    yield from prove_booklet(pdf, [(path, (out / path).read_bytes()) for path in parts], 1)
