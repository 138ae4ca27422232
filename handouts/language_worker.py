"""One language, from its flyers to finished, proved PDF files in the staging folder.

A worker owns a language: its fonts, shaped paragraphs, set lines and font plan outlive one flyer, which is where the
speed comes from; and all its flyers share one frozen font plan, so that booklets hold each font once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.content.booklet import Contents
from handouts.content.edition import edition_code
from handouts.content.flyer import Flyer
from handouts.content.languages import is_right_to_left
from handouts.content.model import Language
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import DoesNotFit, LaidOut, Typography, lay_out_flyer, qr_path, staff_line, typography_of
from handouts.layout.contents_page import lay_out_contents
from handouts.layout.placed import DocumentInfo
from handouts.paper import Paper
from handouts.proof import prove_flyer
from handouts.show.manifest import sha256_of
from handouts.text import FontLibrary, Typesetter


@dataclass(frozen=True, slots=True)
class LanguageTask:
    """What a worker is given; picklable. `known`: relative path -> digest of files that are proved and in place.
    `wanted`: cities whose flyer is to be written if it is not in place already."""

    language: Language
    languages: tuple[Language, ...]
    flyers: tuple[Flyer, ...]
    wanted: frozenset[str]
    known: Mapping[str, str]
    contents: Contents | None
    author: str
    paper: Paper
    fonts: Path
    staging: Path
    prove: bool


@dataclass(frozen=True, slots=True)
class MadeFlyer:
    """What became of one flyer. `staged`: a new file waits in the staging folder under `path`."""

    path: str
    city: str
    sha256: str
    edition: str
    staged: bool
    body_pt: float
    left_out: tuple[str, ...]
    findings: tuple[str, ...]
    does_not_fit: str = ""


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What a worker gives back. `contents`: the finished contents page of the language's booklet."""

    language: str
    flyers: tuple[MadeFlyer, ...]
    contents: bytes | None


def make_language(task: LanguageTask) -> LanguageResult:
    """Lay out every flyer of a language, freeze the font plan, draw, prove, and stage what is new."""
    library = FontLibrary(task.fonts)
    typesetter = Typesetter(library)
    typography = typography_of(task.language, task.languages)
    qr = qr_path(task.flyers[0].website)
    laid: dict[str, LaidOut | DoesNotFit] = {}
    editions: dict[str, str] = {}
    for flyer in task.flyers:
        editions[flyer.city] = edition_code(flyer)
        staff = staff_line(flyer, "flyer", task.paper, editions[flyer.city])
        laid[flyer.city] = lay_out_flyer(flyer, typography, task.paper, typesetter, qr, staff)
    contents = lay_out_contents(task.contents, typography, task.paper, typesetter, qr) if task.contents else None
    pages = [page for sheet in laid.values() if isinstance(sheet, LaidOut) for page in sheet.pages]
    if not pages:
        return LanguageResult(task.language.tag, tuple(_unfit(flyer, laid) for flyer in task.flyers), None)
    plan = plan_fonts(pages, library, contents=[contents] if contents else [])
    cache = DrawCache(plan)
    made: list[MadeFlyer] = []
    for flyer in task.flyers:
        sheet = laid[flyer.city]
        if isinstance(sheet, DoesNotFit):
            made.append(_unfit(flyer, laid))
            continue
        edition = editions[flyer.city]
        path = f"flyer/{flyer.language}/{flyer.city}.pdf"
        pdf = draw_document(sheet.pages, flyer_info(flyer, task.author, edition), plan, cache)
        digest = sha256_of(pdf)
        findings: tuple[str, ...] = ()
        staged = False
        if task.known.get(path) != digest and flyer.city in task.wanted:
            if task.prove:
                findings = prove_flyer(pdf, flyer, task.paper, sheet.left_out, edition)
            if not findings:
                target = task.staging / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(pdf)
                staged = True
        made.append(
            MadeFlyer(path, flyer.city, digest, edition, staged, sheet.body_pt, sheet.left_out, findings)
        )
    contents_pdf = None
    if contents is not None and task.contents is not None:
        contents_pdf = draw_document([contents], _contents_info(task.contents, task, typography), plan, cache)
    return LanguageResult(task.language.tag, tuple(made), contents_pdf)


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
    typography = typography_of(language, languages)
    page = lay_out_contents(contents, typography, paper, Typesetter(library), qr_path(website))
    plan = plan_fonts([page], library)
    return draw_document([page], info, plan, DrawCache(plan))


def flyer_info(flyer: Flyer, author: str, edition: str) -> DocumentInfo:
    """What viewers are told of a flyer."""
    return DocumentInfo(
        title=f"{flyer.city_own} – {flyer.title}",
        language=flyer.language,
        right_to_left=is_right_to_left(flyer.language),
        information_of=flyer.information_of.isoformat(),
        author=author,
        keywords=(f"edition {edition}", flyer.language_english, flyer.city_latin or flyer.city_own),
    )


def _contents_info(contents: Contents, task: LanguageTask, typography: Typography) -> DocumentInfo:
    return DocumentInfo(
        title=contents.words.title,
        language=task.language.tag,
        right_to_left=typography.right_to_left,
        information_of=task.flyers[0].information_of.isoformat(),
        author=task.author,
    )


def _unfit(flyer: Flyer, laid: Mapping[str, LaidOut | DoesNotFit]) -> MadeFlyer:
    sheet = laid[flyer.city]
    assert isinstance(sheet, DoesNotFit)
    missing = f"; {sheet.missing_mm:.0f} mm are missing" if sheet.missing_mm else ""
    return MadeFlyer(
        path=f"flyer/{flyer.language}/{flyer.city}.pdf",
        city=flyer.city,
        sha256="",
        edition="",
        staged=False,
        body_pt=0.0,
        left_out=(),
        findings=(),
        does_not_fit=f"{sheet.what}{missing}",
    )
