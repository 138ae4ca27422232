"""manifest.json: what stands in the output folder, with the facts that each sheet carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any

SCHEMA = 1
MANIFEST_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"
PACKS_FOLDER, PACKS_STAMP = "changes", "changes.json"
"""Where print packs stand, of which a build removes what is out of date; and the file there that says of which sheets
they were made."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the output folder. `path` is relative, with forward slashes; `kind` and `format` are those of its
    product. `language` or `city` is empty where it holds several; `edition` and `body_pt` are null where it has none.
    `left_out`: ids of details, and of organisations with their numbers, that are not on it. `missing`: names of the
    sheets that should be in it and could not be made. `over_toner`: the part of its blackest page that is black, where
    nothing more could give way for the limit; absent where it keeps to it. `alternative`: what a picture says, in
    words; absent of other files."""

    path: str
    sha256: str
    kind: str
    language: str
    city: str
    format: str
    pages: int
    edition: str | None
    body_pt: float | None
    status: str
    proofed: bool
    facts: Mapping[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    over_toner: float | None = None
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole. `inputs` maps what is made together to the digest of everything that it was made from. `arriving`:
    files that may stand there too, in the manifest of a build that has not ended. `gallery`: the files beside what is
    printed, by path, with their digests. `made_by`: the digest of the program, the options that decide what is on
    paper, in words, and the digest of the data without translations."""

    information_of: str
    paper: str
    files: tuple[FileEntry, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    arriving: tuple[str, ...] = ()
    gallery: Mapping[str, str] = field(default_factory=dict)
    made_by: Mapping[str, str] = field(default_factory=dict)
    _by_path: dict[str, FileEntry] = field(default_factory=dict, init=False, repr=False, compare=False)

    def entry(self, path: str) -> FileEntry | None:
        """The entry of that path, or None."""
        if not self._by_path:
            self._by_path.update((entry.path, entry) for entry in reversed(self.files))
        return self._by_path.get(path)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON: sorted files, one a line, one trailing newline."""
    files = sorted((entry_document(entry) for entry in manifest.files), key=lambda entry: str(entry["path"]))
    document = {
        "schema": SCHEMA,
        "information_of": manifest.information_of,
        "paper": manifest.paper,
        **({"made_by": dict(sorted(manifest.made_by.items()))} if manifest.made_by else {}),
        "inputs": dict(sorted(manifest.inputs.items())),
        "files": files,
        **({"gallery": dict(sorted(manifest.gallery.items()))} if manifest.gallery else {}),
        **({"arriving": sorted(manifest.arriving)} if manifest.arriving else {}),
    }
    # Not by `indent`: with that the standard library leaves its encoder in C, and takes ten times as long.
    lines = ",\n".join(f" {json.dumps(name)}: {_lines_of(value)}" for name, value in document.items())
    return f"{{\n{lines}\n}}\n".encode()


def _lines_of(value: object) -> str:
    """JSON with each member of the value on a line of its own."""
    if isinstance(value, dict) and value:
        lines = (f"  {_json(name)}: {_json(each)}" for name, each in value.items())
        return "{\n" + ",\n".join(lines) + "\n }"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_json(each)}" for each in value) + "\n ]"
    return _json(value)


def _json(value: object) -> str:
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""json.dumps with an option makes one for each value."""


def entry_document(entry: FileEntry) -> dict[str, Any]:
    """An entry as it stands in the file."""
    document = {name: getattr(entry, name) for name in _FIELDS}
    for name in ("over_toner", "alternative"):
        if document[name] is None:
            del document[name]
    return document


_FIELDS = tuple(each.name for each in fields(FileEntry))


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an output folder; None where there is none, or one that this program did not write."""
    try:
        content = (folder / MANIFEST_NAME).read_bytes()
        document = json.loads(content)
        if document["schema"] != SCHEMA:
            return None
        if b"\\u" in content:  # half a character can't be written again
            json.dumps(document, ensure_ascii=False).encode()
        return Manifest(
            information_of=str(document["information_of"]),
            paper=str(document["paper"]),
            files=tuple(entry_of(entry) for entry in document["files"]),
            inputs=dict(document.get("inputs", {})),
            arriving=tuple(map(str, document.get("arriving", ()))),
            gallery={str(path): str(digest) for path, digest in document.get("gallery", {}).items()},
            made_by={str(name): str(value) for name, value in document.get("made_by", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def entry_of(document: dict[str, Any]) -> FileEntry:
    """An entry from how it stands in the file. Raises TypeError for values of another kind than this program writes."""
    texts = [document.get(name, "") for name in ("path", "sha256", "kind", "language", "city", "format", "status")]
    texts += [document.get("edition") or "", *document.get("left_out", ()), *document.get("missing", ())]
    if not all(isinstance(text, str) for text in texts) or type(document["pages"]) is not int:
        raise TypeError("an entry with other values than there are")
    if not isinstance(document["proofed"], bool) or not isinstance(document.get("facts", {}), dict):
        raise TypeError("an entry with other values than there are")
    return FileEntry(
        **{
            **document,
            "left_out": tuple(document.get("left_out", ())),
            "missing": tuple(document.get("missing", ())),
        }
    )


def listed_paths(folder: Path) -> list[str]:
    """Every file below a folder of an output folder that its manifest lists, whichever version of the program wrote it;
    empty where there is no manifest to be read."""
    try:
        document = json.loads((folder / MANIFEST_NAME).read_bytes())
        listed = [entry["path"] for entry in document["files"]]
        listed += [*document.get("arriving", ()), *document.get("gallery", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [path for path in listed if isinstance(path, str) and is_inside(path)]


def is_inside(path: str) -> bool:
    """Whether it is the path of a file in a folder below: a manifest is no licence to remove or write anything else."""
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and not {"/", ".", ".."} & set(parts) and "\\" not in path and ":" not in path


def sums_bytes(manifest: Manifest) -> bytes:
    """SHA256SUMS, as `sha256sum -c` reads it."""
    lines = sorted([*((entry.path, entry.sha256) for entry in manifest.files), *manifest.gallery.items()])
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode()


def sha256_of(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()
