"""Pictures of finished sheets: made, proved and staged. The numbers of most languages are in the same faces, whose
glyphs a worker draws once for its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.build.language_worker import without_collection
from handouts.build.outcome import Outcome, Staging, Wanted
from handouts.content.alternative import alternative_of
from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Extent
from handouts.manifest import FileEntry, sha256_of
from handouts.products.product import Item
from handouts.products.table import PICTURED

if TYPE_CHECKING:
    from handouts.proof import Tools

_AT_MOST = 60
"""Pictures in a share."""


@dataclass(frozen=True, slots=True)
class PictureTask:
    """What a worker is given; picklable. `flyer`, `extent`, `entry` and `file`: of the sheet that is shown, what stands
    on it, how the manifest lists it, and where it can be read."""

    item: Item
    flyer: Flyer
    extent: Extent
    entry: FileEntry
    file: Path
    fonts: Path
    wanted: Wanted
    staging: Staging


def in_even_shares(tasks: Sequence[PictureTask], workers: int) -> list[tuple[PictureTask, ...]]:
    """The tasks shared out among workers, in their order. What is finished is noted share by share: none is long."""
    size = min(_AT_MOST, -(-len(tasks) // workers))
    return [tuple(tasks[at : at + size]) for at in range(0, len(tasks), size)] if tasks else []


def make_pictures(tasks: Sequence[PictureTask]) -> tuple[Outcome, ...]:
    """A share of the pictures, in order."""
    tools: Tools | None = None
    if any(task.staging.prove for task in tasks):  # zxing and FreeType are only loaded where they are needed
        from handouts.proof import Tools

        tools = Tools(tasks[0].fonts)
    with without_collection():
        return tuple(_make(task, tools) for task in tasks)


def _make(task: PictureTask, tools: Tools | None) -> Outcome:
    """One picture, staged if it is new and stands the proof."""
    product, sheet = PICTURED[task.item.product], task.entry
    pdf = task.file.read_bytes()
    png = product.picture(pdf)
    digest = sha256_of(png)
    findings: tuple[str, ...] = ()
    to_prove = tools is not None and task.staging.needs_proof(task.wanted, digest)
    if to_prove:
        findings = product.prove(png, pdf, task.flyer, sheet.left_out, sheet.edition, tools)
    entry = replace(
        sheet,
        path=product.path_of(task.item),
        sha256=digest,
        kind=product.kind,
        format=product.format,
        proofed=to_prove or (task.wanted.proved and not task.staging.is_new(task.wanted, digest)),
        over_toner=None,
        alternative=alternative_of(task.flyer, task.extent),
    )
    return task.staging.settled(task.wanted, png, entry, findings)
