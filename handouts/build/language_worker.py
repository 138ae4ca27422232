"""One language, from its flyers to finished, proved PDF files in the staging folder.

A worker owns a language: its fonts, shaped paragraphs, set lines and font plan outlive one flyer, which is where the
speed comes from; and all its flyers share one frozen font plan, so that booklets hold each font once.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.build.out_folder import stage_file
from handouts.content.booklet import Contents
from handouts.content.edition import edition_code
from handouts.content.flyer import Flyer
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import (
    FORMATS,
    DoesNotFit,
    Format,
    LaidOut,
    LanguageSetting,
    Typography,
    qr_path,
    staff_line,
    typography_of,
)
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.sheets.contents import lay_out_contents
from handouts.manifest import sha256_of
from handouts.paper import Paper
from handouts.sources.languages import is_right_to_left
from handouts.sources.model import Language
from handouts.text import FontLibrary, Typesetter


@dataclass(frozen=True, slots=True)
class LanguageTask:
    """What a worker is given; picklable. `formats`: names of the formats to make. `known`: relative path -> digest of
    files that are in place, `proved`: which of them an earlier build has proved. `wanted`: paths that are to be
    written if they are not in place already, with `force` even then."""

    language: Language
    languages: tuple[Language, ...]
    flyers: tuple[Flyer, ...]
    formats: tuple[str, ...]
    wanted: frozenset[str]
    known: Mapping[str, str]
    proved: frozenset[str]
    contents: Contents | None
    author: str
    paper: Paper
    fonts: Path
    staging: Path
    prove: bool
    force: bool


@dataclass(frozen=True, slots=True)
class MadeSheet:
    """What became of one sheet. `staged`: a new file waits in the staging folder under `path`; `in_place`: the same
    bytes stand in the output folder already. Neither: it was not wanted, or has `findings`."""

    path: str
    format: str
    city: str
    pages: int
    sha256: str
    edition: str
    staged: bool
    in_place: bool
    proofed: bool
    body_pt: float
    left_out: tuple[str, ...]
    findings: tuple[str, ...]
    does_not_fit: str = ""


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What a worker gives back. `contents`: the finished contents page of the language's booklet."""

    language: str
    sheets: tuple[MadeSheet, ...]
    contents: bytes | None


def make_language(task: LanguageTask) -> LanguageResult:
    """Lay out every sheet of a language, freeze the font plan, draw, prove, and stage what is new."""
    with without_collection():
        return _make_language(task)


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a language makes many small values, no circles to speak of, and ends soon."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _make_language(task: LanguageTask) -> LanguageResult:
    library = FontLibrary(task.fonts)
    setting = LanguageSetting(typography_of(task.language, task.languages), Typesetter(library))
    qr = qr_path(task.flyers[0].website)
    editions = {flyer.city: edition_code(flyer) for flyer in task.flyers}
    laid: list[tuple[Format, Flyer, LaidOut | DoesNotFit]] = []
    for name in task.formats:
        form = FORMATS[name]
        for flyer in task.flyers:
            staff = staff_line(flyer, form.spoken, task.paper, editions[flyer.city])
            laid.append((form, flyer, form.lay_out(flyer, setting, task.paper, qr, staff)))
    contents = lay_out_contents(task.contents, setting, task.paper, qr) if task.contents else None
    pages = [page for _, _, sheet in laid if isinstance(sheet, LaidOut) for page in sheet.pages]
    if not pages:
        return LanguageResult(
            task.language.tag,
            tuple(_unfit(form, flyer, sheet) for form, flyer, sheet in laid if isinstance(sheet, DoesNotFit)),
            None,
        )
    plan = plan_fonts(pages, library, contents=[contents] if contents else [])
    cache = DrawCache(plan)
    proof = _Proof(task) if task.prove else None
    made: list[MadeSheet] = []
    for form, flyer, sheet in laid:
        if isinstance(sheet, DoesNotFit):
            made.append(_unfit(form, flyer, sheet))
            continue
        edition = editions[flyer.city]
        pdf = draw_document(sheet.pages, sheet_info(flyer, task.author, edition, form), plan, cache)
        made.append(_staged(task, form, flyer, sheet, pdf, edition, proof))
    contents_pdf = None
    if contents is not None and task.contents is not None:
        contents_pdf = draw_document([contents], _contents_info(task.contents, task, setting.typography), plan, cache)
    return LanguageResult(task.language.tag, tuple(made), contents_pdf)


class _Proof:
    """Proof of a language's sheets. pdfium, pdfminer and Pillow are only loaded where something is proved."""

    def __init__(self, task: LanguageTask) -> None:
        from handouts.proof import Tools

        self._paper = task.paper
        self._tools = Tools(task.fonts)

    def findings(self, pdf: bytes, form: Format, flyer: Flyer, sheet: LaidOut, edition: str) -> tuple[str, ...]:
        from handouts.proof import expected_of, prove_sheet

        return prove_sheet(pdf, flyer, expected_of(form, self._paper), sheet.left_out, edition, self._tools)


def _staged(
    task: LanguageTask, form: Format, flyer: Flyer, sheet: LaidOut, pdf: bytes, edition: str, proof: _Proof | None
) -> MadeSheet:
    """Prove a drawn sheet and put it into the staging folder, if it is wanted and not in place already."""
    path = form.path_of(flyer.language, flyer.city)
    digest = sha256_of(pdf)
    in_place = task.known.get(path) == digest
    new = path in task.wanted and (task.force or not in_place)
    proofed = in_place and not new and path in task.proved
    findings: tuple[str, ...] = ()
    if proof is not None and not proofed and (new or in_place):
        findings = proof.findings(pdf, form, flyer, sheet, edition)
        proofed = not findings
    if new and not findings:
        stage_file(task.staging, path, pdf)
    return MadeSheet(
        path=path,
        format=form.name,
        city=flyer.city,
        pages=form.pages,
        sha256=digest,
        edition=edition,
        staged=new and not findings,
        in_place=in_place,
        proofed=proofed,
        body_pt=sheet.body_pt,
        left_out=sheet.left_out,
        findings=findings,
    )


def draw_contents(
    contents: Contents,
    language: Language,
    languages: tuple[Language, ...],
    info: DocumentInfo,
    website: str,
    paper: Paper,
    fonts: Path,
) -> bytes:
    """A contents page under a font plan of its own: for booklets of several languages."""
    library = FontLibrary(fonts)
    setting = LanguageSetting(typography_of(language, languages), Typesetter(library))
    page = lay_out_contents(contents, setting, paper, qr_path(website))
    plan = plan_fonts([page], library)
    return draw_document([page], info, plan, DrawCache(plan))


def sheet_info(flyer: Flyer, author: str, edition: str, form: Format) -> DocumentInfo:
    """What viewers are told of a sheet."""
    return DocumentInfo(
        title=f"{flyer.city_own} – {flyer.title}",
        language=flyer.language,
        right_to_left=is_right_to_left(flyer.language),
        information_of=flyer.information_of.isoformat(),
        author=author,
        keywords=(f"edition {edition}", flyer.language_english, flyer.city_english),
        sides=form.sides,
    )


def _contents_info(contents: Contents, task: LanguageTask, typography: Typography) -> DocumentInfo:
    return DocumentInfo(
        title=contents.words.title,
        language=task.language.tag,
        right_to_left=typography.right_to_left,
        information_of=task.flyers[0].information_of.isoformat(),
        author=task.author,
    )


def _unfit(form: Format, flyer: Flyer, sheet: DoesNotFit) -> MadeSheet:
    missing = f"; {sheet.missing_mm:.0f} mm are missing" if sheet.missing_mm >= 0.5 else ""
    return MadeSheet(
        path=form.path_of(flyer.language, flyer.city),
        format=form.name,
        city=flyer.city,
        pages=0,
        sha256="",
        edition="",
        staged=False,
        in_place=False,
        proofed=False,
        body_pt=0.0,
        left_out=(),
        findings=(),
        does_not_fit=f"{sheet.what}{missing}",
    )
