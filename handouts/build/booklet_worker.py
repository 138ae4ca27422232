"""Booklets: contents page drawn, flyers bound behind it, proved and staged.

A flyer stands in three booklets, and reading it is half the work: a worker makes a share of the booklets and reads each
file once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.bind import BoundPart, OpenFiles, bind_booklet
from handouts.build.language_worker import draw_contents, without_collection
from handouts.build.out_folder import stage_file
from handouts.content.booklet import Booklet, Contents
from handouts.content.flyer import Flyer
from handouts.layout.page.placed import DocumentInfo, Sides
from handouts.manifest import sha256_of
from handouts.paper import Paper
from handouts.sources.languages import is_right_to_left
from handouts.sources.model import Language

if TYPE_CHECKING:
    from handouts.proof import Tools


@dataclass(frozen=True, slots=True)
class BookletTask:
    """What a worker is given; picklable. `contents_pdf`: the contents page if it is drawn already."""

    booklet: Booklet
    flyers: tuple[Flyer, ...]
    files: tuple[Path, ...]
    contents: Contents
    contents_pdf: bytes | None
    language: Language
    languages: tuple[Language, ...]
    missing: tuple[str, ...]
    author: str
    information_of: str
    paper: Paper
    fonts: Path
    staging: Path
    prove: bool


@dataclass(frozen=True, slots=True)
class MadeBooklet:
    """What became of a booklet."""

    path: str
    sha256: str
    pages: int
    status: str
    missing: tuple[str, ...]
    findings: tuple[str, ...]


def in_shares(tasks: Sequence[BookletTask], workers: int) -> list[tuple[BookletTask, ...]]:
    """The tasks shared out among workers, so that all have about as many pages to bind; each share in the order of
    the tasks."""
    shares: list[list[int]] = [[] for _ in range(min(workers, len(tasks)))]
    loads = [0] * len(shares)
    for index in sorted(range(len(tasks)), key=lambda each: (-len(tasks[each].files), each)):
        lightest = loads.index(min(loads))
        shares[lightest].append(index)
        loads[lightest] += len(tasks[index].files)
    return [tuple(tasks[index] for index in sorted(share)) for share in shares]


def make_booklets(tasks: Sequence[BookletTask]) -> tuple[MadeBooklet, ...]:
    """A share of the booklets, in order."""
    files = OpenFiles()
    tools: Tools | None = None
    if any(task.prove for task in tasks):  # pdfium, pdfminer and Pillow are only loaded where something is proved
        from handouts.proof import Tools

        tools = Tools(tasks[0].fonts)
    with without_collection():
        return tuple(_make_booklet(task, files, tools) for task in tasks)


def _make_booklet(task: BookletTask, files: OpenFiles, tools: Tools | None) -> MadeBooklet:
    """Bind one booklet and stage it if it stands the proof."""
    booklet = task.booklet
    info = DocumentInfo(
        title=booklet.title,
        language=booklet.language,
        right_to_left=is_right_to_left(booklet.language),
        information_of=task.information_of,
        author=task.author,
        sides=Sides.BOTH,
    )
    contents = task.contents_pdf
    if contents is None:
        website = task.contents.website
        contents = draw_contents(task.contents, task.language, task.languages, info, website, task.paper, task.fonts)
    finished = [path.read_bytes() for path in task.files]
    parts = [
        BoundPart(pdf, headings[-1], headings[:-1])
        for headings, pdf in zip((_outline(booklet, flyer) for flyer in task.flyers), finished, strict=True)
    ]
    pdf = bind_booklet(parts, BoundPart(contents, task.contents.words.heading), info, files=files)
    findings: tuple[str, ...] = ()
    if task.prove and tools is not None:
        from handouts.proof import prove_booklet

        names = [
            (f"{flyer.language}/{flyer.city}", flyer_pdf)
            for flyer, flyer_pdf in zip(task.flyers, finished, strict=True)
        ]
        findings = prove_booklet(pdf, names, task.contents, booklet.language, task.paper, tools)
    if not findings:
        stage_file(task.staging, booklet.path, pdf)
    drafts = task.contents.words.unreviewed is not None or any(flyer.unreviewed for flyer in task.flyers)
    originals = all(flyer.status == "original" for flyer in task.flyers)
    return MadeBooklet(
        path=booklet.path,
        sha256=sha256_of(pdf),
        pages=1 + len(parts),
        status="draft" if drafts else "original" if originals else "reviewed",
        missing=task.missing,
        findings=findings,
    )


def _outline(booklet: Booklet, flyer: Flyer) -> tuple[str, ...]:
    """Where the flyer stands in the outline: nested by language where the booklet holds several cities of each."""
    city = flyer.city_own + (f" ({flyer.city_latin})" if flyer.city_latin else "")
    language = flyer.language_own
    if flyer.language_own != flyer.language_english:
        language += f" ({flyer.language_english})"
    return {"language": (city,), "city": (language,), "all": (language, city)}[booklet.kind]
