"""Pictures of finished sheets: made, proved and staged. The numbers of most languages are in the same faces, whose
glyphs a worker draws once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.build.language_worker import without_collection
from handouts.build.outcome import Outcome
from handouts.build.tasks import PictureTask
from handouts.content.alternative import alternative_of
from handouts.manifest import sha256_of
from handouts.products.table import PICTURED

if TYPE_CHECKING:
    from handouts.proof import Tools


def make_pictures(tasks: Sequence[PictureTask]) -> tuple[Outcome, ...]:
    """A share of the pictures, in order."""
    first = tasks[0]
    tools = _tools(first.fonts, first.program) if any(task.staging.prove for task in tasks) else None
    with without_collection():
        return tuple(_make(task, tools) for task in tasks)


@lru_cache(1)
def _tools(fonts: Path, _program: str) -> Tools:
    """Made once a process. zxing and FreeType are only loaded where they are needed. `_program`: other fonts under the
    same names would have another digest."""
    from handouts.proof import Tools

    return Tools(fonts)


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
