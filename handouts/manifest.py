"""manifest.json: what stands in the output folder, with the facts that each sheet carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SCHEMA = 1
MANIFEST_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the output folder. `path` is relative, with forward slashes. For booklets `language` or `city` is
    empty where the booklet holds several, `edition` and `body_pt` are null."""

    path: str
    sha256: str
    kind: str  # "sheet", "booklet"
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
    missing: tuple[str, ...] = ()  # for booklets: flyers that could not be bound


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole. `inputs` maps a language to the digest of everything its files were made from."""

    information_of: str
    paper: str
    files: tuple[FileEntry, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)

    def entry(self, path: str) -> FileEntry | None:
        """The entry of that path, or None."""
        return next((entry for entry in self.files if entry.path == path), None)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON: sorted files, readable, one trailing newline."""
    files = sorted((asdict(entry) for entry in manifest.files), key=lambda entry: str(entry["path"]))
    document = {
        "schema": SCHEMA,
        "information_of": manifest.information_of,
        "paper": manifest.paper,
        "inputs": dict(sorted(manifest.inputs.items())),
        "files": files,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an output folder; None where there is none, or one that this program did not write."""
    try:
        document = json.loads((folder / MANIFEST_NAME).read_bytes())
        if document["schema"] != SCHEMA:
            return None
        return Manifest(
            information_of=str(document["information_of"]),
            paper=str(document["paper"]),
            files=tuple(_entry(entry) for entry in document["files"]),
            inputs=dict(document.get("inputs", {})),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _entry(document: dict[str, Any]) -> FileEntry:
    return FileEntry(
        **{
            **document,
            "left_out": tuple(document.get("left_out", ())),
            "missing": tuple(document.get("missing", ())),
        }
    )


def sums_bytes(manifest: Manifest) -> bytes:
    """SHA256SUMS, as `sha256sum -c` reads it."""
    lines = sorted((entry.path, entry.sha256) for entry in manifest.files)
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode()


def sha256_of(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()
