"""Prove finished files of an output folder against the data as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.content.booklet import booklets_of, compose_contents
from handouts.content.compose import Composition
from handouts.content.edition import edition_code
from handouts.errors import Problem, UsageError
from handouts.layout import FORMATS
from handouts.layout.formats import flyer_path
from handouts.manifest import MANIFEST_NAME, FileEntry, Manifest, read_manifest, sha256_of
from handouts.paper import Paper, paper_named, printed_name
from handouts.proof import Tools, prove_booklet, prove_sheet
from handouts.proof.expected import expected_of
from handouts.sources.load import Data


@dataclass(frozen=True, slots=True)
class FolderVerdict:
    """How many files were proved, and what is wrong with which."""

    proved: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Folder:
    """What files of an output folder are proved against."""

    out: Path
    manifest: Manifest
    data: Data
    composition: Composition
    paper: Paper
    tools: Tools


def prove_folder(out: Path, paths: Sequence[Path], data: Data, composition: Composition, fonts: Path) -> FolderVerdict:
    """Prove the files at `paths` (files, or folders with all below them), or all that the manifest of `out` lists.

    Raises UsageError where `out` has no manifest, or a path is neither there nor listed.
    """
    manifest = read_manifest(out)
    if manifest is None:
        raise UsageError(f"{out} has no manifest.json: build into it first, or name the folder with --out")
    try:
        paper = paper_named(manifest.paper, data.handout.oficio_mm)
    except KeyError:
        raise UsageError(
            f"{out / MANIFEST_NAME} names the paper {manifest.paper}, which there is not: build again"
        ) from None
    folder = _Folder(out, manifest, data, composition, paper, Tools(fonts))
    entries = _chosen(manifest, out, paths)
    problems = [
        Problem(str(out / entry.path), 0, 0, finding) for entry in entries for finding in _findings(entry, folder)
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


def _findings(entry: FileEntry, folder: _Folder) -> Iterator[str]:
    try:
        pdf = (folder.out / entry.path).read_bytes()
    except OSError as error:
        yield f"can't be read: {error.strerror or error}"
        return
    if sha256_of(pdf) != entry.sha256:
        yield "is not the file that the manifest lists: build again"
    yield from (_sheet_findings if entry.kind == "sheet" else _booklet_findings)(entry, pdf, folder)


def _sheet_findings(entry: FileEntry, pdf: bytes, folder: _Folder) -> Iterator[str]:
    flyer = folder.composition.flyers.get((entry.language, entry.city))
    form = FORMATS.get(entry.format)
    if flyer is None or form is None:
        yield "is a sheet that the data no longer holds: build again"
        return
    edition = edition_code(flyer)
    if edition != entry.edition:
        yield "is out of date: the data has changed since; build again"
    yield from prove_sheet(pdf, flyer, expected_of(form, folder.paper), entry.left_out, edition, folder.tools)


def _booklet_findings(entry: FileEntry, pdf: bytes, folder: _Folder) -> Iterator[str]:
    booklet = next((each for each in booklets_of(folder.data, folder.composition) if each.path == entry.path), None)
    if booklet is None:
        yield "is a booklet that the data no longer holds: build again"
        return
    parts = [str(path) for path in entry.facts.get("flyers", ())]
    lost = [path for path in parts if folder.manifest.entry(path) is None or not (folder.out / path).is_file()]
    if lost:
        yield f"holds flyers that are no longer there: {', '.join(lost)}; build again"
        return
    bound = [sheet for sheet in booklet.sheets if flyer_path(sheet) in parts]
    if [flyer_path(sheet) for sheet in bound] != parts:
        yield "holds flyers that the data no longer holds: build again"
        return
    missing = [sheet for sheet in booklet.sheets if sheet not in bound]
    contents = compose_contents(booklet, folder.data, folder.composition, missing, printed_name(folder.paper))
    flyers = [(path, (folder.out / path).read_bytes()) for path in parts]
    yield from prove_booklet(pdf, flyers, contents, booklet.language, folder.paper, folder.tools)
