"""Print packs that came after a build, shown in its gallery: the pages, and what lists them, are written anew."""

from __future__ import annotations

from pathlib import Path

from handouts.build.out_folder import OutputFolder
from handouts.content.compose import compose_all
from handouts.gallery.files import pages_with_packs
from handouts.manifest import PACKS_FOLDER, Manifest
from handouts.products.packs import packs_there
from handouts.sources.load import Data


def show_packs(data: Data, out: Path, manifest: Manifest, folder: Path, since: str) -> bool:
    """Link the packs of a folder in the gallery of the output folder, and say whether that was done: not where they lie
    elsewhere. `since`: the edition that they compare with. Raises WriteError, also where a build is at work."""
    if folder.resolve() != (out / PACKS_FOLDER).resolve():
        return False
    packs = packs_there(out, manifest, since)
    files = {path: out / path for path in manifest.gallery}
    if not packs or not all(file.is_file() for file in files.values()):
        return False
    pages = {path: file.read_bytes() for path, file in files.items()}
    shown = pages_with_packs(pages, manifest, data, compose_all(data).flyers, packs)
    with OutputFolder(out, manifest.gallery) as output:
        output.publish(manifest, manifest, (), (), shown)
    return True
