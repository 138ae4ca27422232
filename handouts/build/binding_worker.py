"""Booklets: contents page drawn, finished sheets bound behind it, proved and staged.

A flyer stands in three booklets, and reading it is half the work: a worker makes a share of the booklets and reads each
file once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.bind import BoundPart, BoundVolume, OpenFiles, StaffSetting
from handouts.build.kept_facts import Facts, read_facts
from handouts.build.language_worker import without_collection
from handouts.build.outcome import Outcome, Staging, Wanted, entries_of
from handouts.content.booklet import Booklet
from handouts.content.contents import BoundSheets, Contents
from handouts.content.flyer import Status
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LanguageSetting, Typography, qr_shape
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.sheets.folios import lay_out_own_pages
from handouts.manifest import FileEntry, sha256_of
from handouts.paper import Paper
from handouts.products.document_info import booklet_info, contents_info
from handouts.products.product import Item
from handouts.products.table import BOUND
from handouts.text import FontLibrary, Typesetter

if TYPE_CHECKING:
    from handouts.proof import Tools

_OWN_PAGES, _FOLDED = 2, 2


@dataclass(frozen=True, slots=True)
class Volume:
    """A booklet, or the part of one that has a cover of its own. `names`, `headings`, `paths`, `pages`, `statuses` and
    `files`: of the sheets that are bound, in order: what findings call them, where they stand in the outline and in the
    output folder, how many pages they have, how far they are reviewed, and where they can be read. `own_pages`:
    contents pages and folios, if they are drawn already. `typography`: of its language.
    """

    booklet: Booklet
    contents: Contents
    typography: Typography
    names: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]
    paths: tuple[str, ...]
    pages: tuple[int, ...]
    statuses: tuple[str, ...]
    files: tuple[Path, ...]
    own_pages: bytes | None


@dataclass(frozen=True, slots=True)
class BindingTask:
    """What a worker is given; picklable. `english`: the typography of what is for staff; `missing`: names of the
    sheets that should be in it and could not be made; `kept`: where what is known of sheets is kept, by the program
    with the digest `program`."""

    item: Item
    volumes: tuple[Volume, ...]
    english: Typography
    missing: tuple[str, ...]
    author: str
    information_of: date
    paper: Paper
    fonts: Path
    wanted: Wanted
    staging: Staging
    kept: Path
    program: str

    @property
    def load(self) -> int:
        """How long it takes to bind and to prove, in sheets of a booklet that is read: contents pages are each drawn
        once more to look at them, and on sheets to fold each page is looked for in its place."""
        times = _FOLDED if BOUND[self.item.product].form.folded else 1
        return sum(_OWN_PAGES + times * len(volume.files) for volume in self.volumes)


def in_shares(tasks: Sequence[BindingTask], workers: int) -> list[tuple[BindingTask, ...]]:
    """The tasks shared out among workers, so that all are at it about as long; each share in the order of the tasks.
    Booklets of the same kind of sheets stay together as far as they can: a worker reads a sheet, and finds out what it
    is made of, once for all booklets in which it stands."""
    count, whole, done = min(workers, len(tasks)), sum(task.load for task in tasks), 0
    shares: list[list[int]] = [[] for _ in range(count)]
    for index in sorted(range(len(tasks)), key=lambda each: BOUND[tasks[each].item.product].of):
        load = tasks[index].load
        shares[(2 * done + load) * count // (2 * whole)].append(index)  # by the middle of what it adds
        done += load
    return [tuple(tasks[index] for index in sorted(share)) for share in shares if share]


@dataclass(frozen=True, slots=True)
class BoundShare:
    """What came of a share of the booklets, in order; `facts`: what was found of sheets, and is not kept yet."""

    outcomes: tuple[Outcome, ...]
    facts: Facts

    def entries(self) -> Iterator[FileEntry]:
        """Of the files that are there."""
        return entries_of(self.outcomes)


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
