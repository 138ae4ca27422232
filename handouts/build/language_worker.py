"""One language, from its flyers to finished, proved PDF files in the staging folder.

A worker owns a language: its fonts, shaped paragraphs, set lines and font plan outlive one flyer, which is where the
speed comes from; and all its sheets share one frozen font plan, so that booklets hold each font once.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.build.outcome import Outcome, Staging, Wanted
from handouts.content.booklet import Contents
from handouts.content.edition import edition_code
from handouts.content.facts import Facts
from handouts.content.flyer import Flyer
from handouts.draw import DrawCache, FontPlan, draw_document, plan_fonts
from handouts.errors import Problem
from handouts.layout import DoesNotFit, LaidOut, LanguageSetting, qr_shape, staff_line, typography_of
from handouts.layout.page.placed import PlacedPage
from handouts.layout.sheets.contents import lay_out_contents
from handouts.manifest import FileEntry, sha256_of
from handouts.paper import Paper
from handouts.products.document_info import contents_info, sheet_info
from handouts.products.product import Drawn, Item
from handouts.products.table import DRAWN
from handouts.sources.model import Language
from handouts.text import FontLibrary, Typesetter


@dataclass(frozen=True, slots=True)
class LanguageTask:
    """What a worker is given; picklable. `products`: names of the products to draw, of every flyer. `files`: by path,
    what is wanted of each. `contents`: by the path of a booklet, the contents page that is drawn for it."""

    language: Language
    languages: tuple[Language, ...]
    flyers: tuple[Flyer, ...]
    products: tuple[str, ...]
    files: Mapping[str, Wanted]
    contents: Mapping[str, Contents]
    author: str
    paper: Paper
    fonts: Path
    staging: Staging


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What a worker gives back. `contents`: the finished contents pages, by the path of their booklet."""

    language: str
    outcomes: tuple[Outcome, ...]
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _City:
    """What is printed of a city, and what goes with it on every sheet and into the manifest."""

    flyer: Flyer
    edition: str
    facts: Facts


def make_language(task: LanguageTask) -> LanguageResult:
    """Lay out every sheet of a language, freeze the font plan, draw, prove, and stage what is new."""
    with without_collection():
        return _make_language(task)


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a language makes many small values, no circles to speak of, and ends soon.
    `python -m benchmarks --kept` shows what that is worth."""
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
    qr = qr_shape(task.flyers[0].website)
    cities = [_City(flyer, edition_code(flyer), Facts(flyer)) for flyer in task.flyers]
    laid: list[tuple[Drawn, _City, LaidOut | DoesNotFit]] = []
    for name in task.products:
        product = DRAWN[name]
        sheet_of_paper = product.sheet_of(task.paper)
        for city in cities:
            staff = staff_line(city.flyer, product.spoken, sheet_of_paper, city.edition)
            laid.append((product, city, product.lay_out(city.flyer, setting, sheet_of_paper, qr, staff)))
    pages = [page for _, _, sheet in laid if isinstance(sheet, LaidOut) for page in sheet.pages]
    contents = {path: lay_out_contents(each, setting, task.paper, qr) for path, each in task.contents.items()}
    if not pages:
        unfit = tuple(
            _unfit(task, product, city.flyer, each) for product, city, each in laid if isinstance(each, DoesNotFit)
        )
        return LanguageResult(task.language.tag, unfit, {})
    direction = setting.typography.right_to_left
    plan = plan_fonts(pages, library, contents=list(contents.values()), right_to_left=direction)
    cache = DrawCache(plan)
    proof = _Proof(task) if task.staging.prove else None
    outcomes = tuple(
        _unfit(task, product, city.flyer, sheet)
        if isinstance(sheet, DoesNotFit)
        else _drawn(task, product, city, sheet, cache, proof)
        for product, city, sheet in laid
    )
    return LanguageResult(task.language.tag, outcomes, dict(_contents(task, contents, plan, cache)))


def _contents(
    task: LanguageTask, pages: Mapping[str, PlacedPage], plan: FontPlan, cache: DrawCache
) -> Iterator[tuple[str, bytes]]:
    for path, page in pages.items():
        info = contents_info(task.contents[path], task.language.tag, task.author, task.flyers[0].information_of)
        yield path, draw_document([page], info, plan, cache)


class _Proof:
    """Proof of a language's sheets. pdfium, pdfminer and Pillow are only loaded where something is proved."""

    def __init__(self, task: LanguageTask) -> None:
        from handouts.proof import Tools

        self._paper = task.paper
        self._tools = Tools(task.fonts)

    def findings(self, pdf: bytes, product: Drawn, flyer: Flyer, sheet: LaidOut, edition: str) -> tuple[str, ...]:
        return product.prove(pdf, flyer, product.expected(self._paper), sheet.left_out, edition, self._tools)


def _drawn(
    task: LanguageTask,
    product: Drawn,
    city: _City,
    sheet: LaidOut,
    cache: DrawCache,
    proof: _Proof | None,
) -> Outcome:
    """One sheet drawn, proved and staged, as far as that is wanted."""
    flyer, edition = city.flyer, city.edition
    pdf = draw_document(sheet.pages, sheet_info(flyer, task.author, edition, product), cache.plan, cache)
    path, digest = _path_of(product, flyer), sha256_of(pdf)
    wanted, staging = task.files[path], task.staging
    findings: tuple[str, ...] = ()
    to_prove = proof is not None and staging.needs_proof(wanted, digest)
    if proof is not None and to_prove:
        findings = proof.findings(pdf, product, flyer, sheet, edition)
    entry = FileEntry(
        path=path,
        sha256=digest,
        kind=product.kind,
        language=flyer.language,
        city=flyer.city,
        format=product.format,
        pages=product.pages,
        edition=edition,
        body_pt=sheet.body_pt,
        status=flyer.status.value,
        proofed=to_prove or (wanted.proved and not staging.is_new(wanted, digest)),
        facts=city.facts.of_sheet(sheet.left_out),
        left_out=sheet.left_out,
    )
    return staging.settled(wanted, pdf, entry, findings)


def _path_of(product: Drawn, flyer: Flyer) -> str:
    return product.path_of(Item(product.name, flyer.language, flyer.city))


def _unfit(task: LanguageTask, product: Drawn, flyer: Flyer, sheet: DoesNotFit) -> Outcome:
    """A sheet that can't be made; a problem only where it was asked for."""
    path = _path_of(product, flyer)
    missing = f"; {sheet.missing_mm:.0f} mm are missing" if sheet.missing_mm >= 0.5 else ""
    what = f"the {product.format} sheet does not fit: {sheet.what}{missing}"
    problem = Problem(path, 0, 0, what, "shorten its texts, or take organisations out")
    return Outcome(path, None, staged=False, problems=(problem,) if task.files[path].asked else ())
