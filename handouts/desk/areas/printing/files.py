"""`/out/...`: finished files, by the names that manifest, gallery and packs give them; nothing else of the disk."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from starlette.responses import FileResponse, Response

from handouts.desk.page import Page
from handouts.gallery.paths import gallery_paths
from handouts.manifest import MANIFEST_NAME, PACKS_FOLDER, SUMS_NAME, read_manifest
from handouts.products.packs import listed_packs

_KINDS: Final = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def show_file(page: Page) -> Response:
    """A file by a name that is known beforehand."""
    out, asked = page.desk.folders.out, page.path("path")
    name = next((each for each in served(out) if each == asked), None)
    if name is None:
        return page.missing()
    path = out / name
    if path.is_symlink() or not path.is_file():
        return page.missing()
    kind = _KINDS.get(PurePosixPath(name).suffix, "text/plain; charset=utf-8")
    return FileResponse(path, media_type=kind)


def served(out: Path) -> frozenset[str]:
    """The files that may be looked at."""
    manifest = read_manifest(out)
    if manifest is None:
        return frozenset()
    packs = {f"{PACKS_FOLDER}/{name}" for name in listed_packs(out / PACKS_FOLDER)}
    return frozenset({entry.path for entry in manifest.files} | gallery_paths() | packs | {MANIFEST_NAME, SUMS_NAME})
