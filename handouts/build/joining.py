"""Output folders that several machines have built, a few languages each, as one: all that each has made is taken over.

Nothing is made here. What needs all languages (booklets and posters in several, the gallery) the next build makes. It
finds the rest in place: the folder has then the bytes that one machine would have given it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.build.out_folder import OutputFolder, stage_file, write_errors
from handouts.errors import UsageError
from handouts.gallery.paths import gallery_paths
from handouts.manifest import MANIFEST_NAME, FileEntry, Manifest, is_inside, read_manifest, sha256_of

_AGAIN = "build it again"


@dataclass(frozen=True, slots=True)
class Joined:
    """How many files were taken over, and which languages have some; `removed`: what stood there and is in none of the
    folders."""

    files: int
    languages: tuple[str, ...]
    removed: tuple[str, ...]


def join_folders(parts: Sequence[Path], out: Path) -> Joined:
    """Make `out` hold what these output folders hold, and nothing else.

    Raises UsageError, with `out` as it was, for a folder that is no finished output folder, and where two were made by
    another program, of other data, with other options, for other paper, or a file is not as its manifest says. Raises
    WriteError where the disk refuses.
    """
    if any(part.resolve() == out.resolve() for part in parts):
        raise UsageError(f"{out} is one of the folders to join; choose another one with --out")
    whole = _merged([(part, _manifest_of(part)) for part in parts])
    with OutputFolder(out, gallery_paths()) as folder:
        before = read_manifest(out)
        staged: set[str] = set()
        for part, entry in whole.files:
            content = _content_of(part, entry)
            if folder.digest(entry.path) != entry.sha256:
                with write_errors(out / entry.path):
                    stage_file(folder.staging, entry.path, content)
                staged.add(entry.path)
        entries = tuple(entry for _, entry in whole.files)
        leaving = folder.stray_files({entry.path for entry in entries})
        # The gallery of another folder would show other files.
        gallery = [path for path in sorted(folder.loose) if (out / path).is_file()]
        folder.publish(before, replace(whole.manifest, files=entries), staged, [*leaving, *gallery], {})
    return Joined(
        len(entries), tuple(dict.fromkeys(each.language for each in entries if each.language)), tuple(leaving)
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """`files`: the entry of each, with the folder in which it stands; `manifest`: of all, without files."""

    files: tuple[tuple[Path, FileEntry], ...]
    manifest: Manifest


def _manifest_of(part: Path) -> Manifest:
    """Raises UsageError for a folder that is no finished output folder of today's program."""
    manifest = read_manifest(part)
    if manifest is None:
        raise UsageError(f"{part} has no {MANIFEST_NAME} that can be read; build into it first")
    if manifest.arriving:
        raise UsageError(f"{part / MANIFEST_NAME}: a build into this folder has not ended; {_AGAIN}")
    if not manifest.made_by:
        raise UsageError(f"{part / MANIFEST_NAME}: an earlier program made this folder; {_AGAIN}")
    for entry in manifest.files:
        if not is_inside(entry.path):  # a folder of somebody else's may say anything
            raise UsageError(f'{part / MANIFEST_NAME}: "{entry.path}" is no file of such a folder; {_AGAIN}')
    return manifest


def _merged(parts: Sequence[tuple[Path, Manifest]]) -> _Whole:
    """Raises UsageError, with all causes, where they do not go together."""
    first, of_first = parts[0]
    causes: list[str] = []
    files: dict[str, tuple[Path, FileEntry]] = {}
    inputs: dict[str, tuple[Path, str]] = {}
    for part, manifest in parts:
        found = list(_differences(of_first, manifest))
        if not found:
            for key, digest in manifest.inputs.items():
                other, known = inputs.setdefault(key, (part, digest))
                if known != digest:
                    found.append(f"other data: {key} is not made from the same as in {other}")
                    break  # all others of that language are, too
        causes += [f"{part / MANIFEST_NAME}: not made as {first} was: {cause}" for cause in found]
        for entry in () if found else manifest.files:
            other, known_entry = files.setdefault(entry.path, (part, entry))
            if known_entry.sha256 != entry.sha256:
                causes.append(f"{part / entry.path}: not the same file as in {other}; keep one of them")
    if causes:
        raise UsageError("\n".join([*causes, "nothing was written: build all parts alike, and join them then"]))
    digests = {key: digest for key, (_, digest) in inputs.items()}
    return _Whole(tuple(files.values()), replace(of_first, files=(), inputs=digests, gallery={}))


def _differences(one: Manifest, other: Manifest) -> Iterator[str]:
    """In what was given to the builds."""
    if one.paper != other.paper:
        yield f"on {other.paper} paper, and not on {one.paper}"
    if one.made_by.get("program") != other.made_by.get("program"):
        yield "by another state of the program, its libraries or its fonts"
    if one.made_by.get("options") != other.made_by.get("options"):
        yield f"with {other.made_by.get('options')}, and not with {one.made_by.get('options')}"
    if one.information_of != other.information_of:
        yield f"other data: information of {other.information_of}, and not of {one.information_of}"
    elif one.made_by.get("data") != other.made_by.get("data"):
        yield "other data: directory, questions, handout or languages do not say the same"


def _content_of(part: Path, entry: FileEntry) -> bytes:
    """Raises UsageError for a file that is not as the manifest says."""
    path = part / entry.path
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}, and the manifest lists it; {_AGAIN}") from error
    if sha256_of(content) != entry.sha256:
        raise UsageError(f"{path}: not as the manifest beside it says; copy the folder once more, or {_AGAIN}")
    return content
