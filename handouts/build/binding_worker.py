"""Booklets: contents page drawn, finished sheets bound behind it, proved and staged.

A flyer stands in three booklets, and reading it is half the work: a worker makes a share of the booklets and reads each
file once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.bind import BoundPart, BoundVolume, OpenFiles, StaffSetting
from handouts.build.kept_facts import read_facts
from handouts.build.language_worker import without_collection
from handouts.build.outcome import Outcome
from handouts.build.tasks import BindingTask, BoundShare, Volume
from handouts.content.contents import BoundSheets, Contents
from handouts.content.flyer import Status
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LanguageSetting, Typography, qr_shape
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.sheets.folios import lay_out_own_pages
from handouts.manifest import FileEntry, sha256_of
from handouts.paper import Paper
from handouts.products.document_info import booklet_info, contents_info
from handouts.products.table import BOUND
from handouts.text import FontLibrary, Typesetter

if TYPE_CHECKING:
    from handouts.proof import Tools


def make_bound(tasks: Sequence[BindingTask]) -> BoundShare:
    """A share of the booklets, in order."""
    first = tasks[0]
    files, pages = OpenFiles(), OwnPages(first.fonts)
    tools: Tools | None = None
    if any(task.staging.prove for task in tasks):  # pdfium, pdfminer and Pillow are only loaded where they are needed
        from handouts.proof import Tools
        from handouts.proof.sheet_facts import SheetFacts

        tools = Tools(first.fonts, SheetFacts(read_facts(first.kept, first.program)))
    with without_collection():
        outcomes = tuple(_make(task, files, pages, tools) for task in tasks)
    return BoundShare(outcomes, tools.facts.new if tools is not None else {})


def _make(task: BindingTask, files: OpenFiles, pages: OwnPages, tools: Tools | None) -> Outcome:
    """Bind one booklet, and stage it if it is new and stands the proof."""
    product = BOUND[task.item.product]
    first = task.volumes[0]
    info = booklet_info(first.booklet, task.author, first.contents.edition, task.information_of, product)
    bound = tuple(_bound(volume, task, pages) for volume in task.volumes)
    pdf = product.bind(bound, info, files=files, staff=pages.staff(task), paper=task.paper)
    findings: tuple[str, ...] = ()
    if tools is not None:
        proved = tuple(
            BoundSheets(
                tuple((name, part.pdf) for name, part in zip(volume.names, each.parts, strict=True)),
                volume.contents,
                volume.booklet.language,
            )
            for volume, each in zip(task.volumes, bound, strict=True)
        )
        findings = product.prove(pdf, proved, task.paper, tools)
    entry = FileEntry(
        path=product.path_of(task.item),
        sha256=sha256_of(pdf),
        kind=product.kind,
        language=task.item.language,
        city=task.item.city,
        format=product.format,
        pages=product.pages_of([(volume.contents, volume.pages) for volume in task.volumes]),
        edition=first.contents.edition,
        body_pt=None,
        status=_status(task),
        proofed=task.staging.prove,
        facts={"flyers": [path for volume in task.volumes for path in volume.paths]},
        missing=task.missing,
    )
    return task.staging.settled(task.wanted, pdf, entry, findings)


def _bound(volume: Volume, task: BindingTask, pages: OwnPages) -> BoundVolume:
    """A volume with its own pages drawn and its sheets read."""
    contents, language, own = volume.contents, volume.booklet.language, volume.own_pages
    if own is None:
        info = contents_info(contents, language, task.author, task.information_of)
        page = BOUND[task.item.product].page_of(task.paper)
        own = pages.drawn(contents, volume.pages, volume.typography, info, page)
    parts = tuple(
        BoundPart(path.read_bytes(), names[-1], names[:-1], on_front=count > 1)
        for names, path, count in zip(volume.headings, volume.files, volume.pages, strict=True)
    )
    return BoundVolume(contents, own, parts, volume.typography.right_to_left)


def _status(task: BindingTask) -> str:
    statuses = {status for volume in task.volumes for status in volume.statuses}
    drafts = any(volume.contents.words.unreviewed is not None for volume in task.volumes)
    if drafts or Status.DRAFT in statuses:
        return Status.DRAFT
    return Status.ORIGINAL if statuses == {Status.ORIGINAL} else Status.REVIEWED


class OwnPages:
    """Contents pages, back covers and folios under font plans of their own: for booklets of several languages, or with
    sheets missing. Most are in the same language, whose texts are shaped once."""

    def __init__(self, fonts: Path) -> None:
        self._library = FontLibrary(fonts)
        self._settings: dict[str, LanguageSetting] = {}

    def drawn(
        self,
        contents: Contents,
        pages: Sequence[int],
        typography: Typography,
        info: DocumentInfo,
        page: Paper,
    ) -> bytes:
        """Those of a booklet of sheets that have so many `pages`, each of this size, as a document."""
        setting = self._setting(typography)
        own = lay_out_own_pages(contents, pages, setting, page, qr_shape(contents.website))
        plan = plan_fonts(own, self._library, right_to_left=setting.typography.right_to_left)
        return draw_document(own, info, plan, DrawCache(plan), to_bind=True)

    def staff(self, task: BindingTask) -> StaffSetting:
        """With what is set what stands beside the pages of a print file."""
        setting = self._setting(task.english)
        return StaffSetting(setting, self._library, task.information_of.isoformat(), task.author)

    def _setting(self, typography: Typography) -> LanguageSetting:
        if typography.language not in self._settings:
            self._settings[typography.language] = LanguageSetting(typography, Typesetter(self._library))
        return self._settings[typography.language]
