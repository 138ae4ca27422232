"""Booklets: contents page drawn, finished sheets bound behind it, proved and staged.

A flyer stands in three booklets, and reading it is half the work: a worker makes a share of the booklets and reads each
file once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.bind import BoundPart, OpenFiles
from handouts.build.language_worker import without_collection
from handouts.build.outcome import Outcome, Staging, Wanted
from handouts.content.booklet import Booklet, Contents, starts_of
from handouts.content.flyer import Flyer, Status
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LanguageSetting, qr_shape, typography_of
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.sheets.contents import lay_out_contents
from handouts.manifest import FileEntry, sha256_of
from handouts.paper import Paper
from handouts.products.document_info import booklet_info
from handouts.products.product import Item
from handouts.products.table import BOUND
from handouts.sources.model import Language
from handouts.text import FontLibrary, Typesetter

if TYPE_CHECKING:
    from handouts.proof import Tools


@dataclass(frozen=True, slots=True)
class BindingTask:
    """What a worker is given; picklable. `flyers`, `paths`, `pages`, `statuses` and `files`: of the sheets that
    are bound, in order: where they will stand in the output folder, how many pages they have, how far they are
    reviewed, and where they can be read.
    `contents_pdf`: the contents page if it is drawn already. `missing`: names of the sheets that should be in it and
    could not be made."""

    item: Item
    booklet: Booklet
    flyers: tuple[Flyer, ...]
    paths: tuple[str, ...]
    pages: tuple[int, ...]
    statuses: tuple[str, ...]
    files: tuple[Path, ...]
    contents: Contents
    contents_pdf: bytes | None
    language: Language
    languages: tuple[Language, ...]
    missing: tuple[str, ...]
    author: str
    information_of: date
    paper: Paper
    fonts: Path
    wanted: Wanted
    staging: Staging


def in_shares(tasks: Sequence[BindingTask], workers: int) -> list[tuple[BindingTask, ...]]:
    """The tasks shared out among workers, so that all have about as many pages to bind; each share in the order of
    the tasks."""
    shares: list[list[int]] = [[] for _ in range(min(workers, len(tasks)))]
    loads = [0] * len(shares)
    for index in sorted(range(len(tasks)), key=lambda each: (-len(tasks[each].files), each)):
        lightest = loads.index(min(loads))
        shares[lightest].append(index)
        loads[lightest] += len(tasks[index].files)
    return [tuple(tasks[index] for index in sorted(share)) for share in shares]


def make_bound(tasks: Sequence[BindingTask]) -> tuple[Outcome, ...]:
    """A share of the booklets, in order."""
    files, contents = OpenFiles(), ContentsPages(tasks[0].fonts)
    tools: Tools | None = None
    if any(task.staging.prove for task in tasks):  # pdfium, pdfminer and Pillow are only loaded where they are needed
        from handouts.proof import Tools

        tools = Tools(tasks[0].fonts)
    with without_collection():
        return tuple(_make(task, files, contents, tools) for task in tasks)


def _make(task: BindingTask, files: OpenFiles, pages: ContentsPages, tools: Tools | None) -> Outcome:
    """Bind one booklet, and stage it if it is new and stands the proof."""
    booklet, product = task.booklet, BOUND[task.item.product]
    info = booklet_info(booklet, task.author, task.contents.edition, task.information_of, product)
    contents = task.contents_pdf
    if contents is None:
        contents = pages.drawn(task.contents, task.language, task.languages, info, task.paper)
    finished = [path.read_bytes() for path in task.files]
    parts = [
        BoundPart(pdf, headings[-1], headings[:-1], on_front=pages > 1)
        for headings, pdf, pages in zip(map(booklet.headings, task.flyers), finished, task.pages, strict=True)
    ]
    pdf = product.bind(parts, BoundPart(contents, task.contents.words.heading), info, files=files)
    findings: tuple[str, ...] = ()
    if tools is not None:
        names = [f"{flyer.language}/{flyer.city}" for flyer in task.flyers]
        named = list(zip(names, finished, strict=True))
        findings = product.prove(pdf, named, task.contents, booklet.language, task.paper, tools)
    entry = FileEntry(
        path=product.path_of(task.item),
        sha256=sha256_of(pdf),
        kind=product.kind,
        language=task.item.language,
        city=task.item.city,
        format=product.format,
        pages=starts_of(task.pages)[-1],
        edition=task.contents.edition,
        body_pt=None,
        status=_status(task),
        proofed=task.staging.prove,
        facts={"flyers": list(task.paths)},
        missing=task.missing,
    )
    return task.staging.settled(task.wanted, pdf, entry, findings)


def _status(task: BindingTask) -> str:
    if task.contents.words.unreviewed is not None or Status.DRAFT in task.statuses:
        return Status.DRAFT
    return Status.ORIGINAL if set(task.statuses) == {Status.ORIGINAL} else Status.REVIEWED


class ContentsPages:
    """Contents pages under font plans of their own: for booklets of several languages, or with sheets missing. Most are
    in the same language, whose texts are shaped once."""

    def __init__(self, fonts: Path) -> None:
        self._library = FontLibrary(fonts)
        self._settings: dict[str, LanguageSetting] = {}

    def drawn(
        self, contents: Contents, language: Language, languages: Sequence[Language], info: DocumentInfo, paper: Paper
    ) -> bytes:
        """One page, as a document."""
        if language.tag not in self._settings:
            typography = typography_of(language, languages)
            self._settings[language.tag] = LanguageSetting(typography, Typesetter(self._library))
        page = lay_out_contents(contents, self._settings[language.tag], paper, qr_shape(contents.website))
        plan = plan_fonts([page], self._library)
        return draw_document([page], info, plan, DrawCache(plan))
