"""One language, from its flyers to finished, proved PDF files in the staging folder.

A worker owns a language: its fonts, shaped paragraphs, set lines and font plan outlive one flyer, which is where the
speed comes from; and all its sheets share one frozen font plan, so that booklets hold each font once.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.build.outcome import Outcome, Staging, Wanted
from handouts.content.contents import Contents
from handouts.content.facts import Facts
from handouts.content.flyer import Flyer
from handouts.draw import DrawCache, FontPlan, draw_document, plan_fonts
from handouts.errors import Problem
from handouts.layout import DoesNotFit, LanguageSetting, qr_shape, typography_of
from handouts.layout.page.placed import PlacedPage
from handouts.layout.sheets.folios import lay_out_own_pages
from handouts.manifest import FileEntry, sha256_of
from handouts.paper import Paper
from handouts.products.document_info import contents_info, sheet_info
from handouts.products.product import Drawn, Item, SetSheet
from handouts.products.table import BOUND, DRAWN
from handouts.sources.model import Language
from handouts.text import FontLibrary, Typesetter


@dataclass(frozen=True, slots=True)
class LanguageTask:
    """What a worker is given; picklable. `products`: names of the products to draw, of every flyer, or of those in
    several languages (`together`). `files`: by path, what is wanted of each. `contents`: by the path of a booklet, what
    product it is, and what its own pages say, which are drawn for it. `sides` of the paper: 1, 2 or auto."""

    language: Language
    languages: tuple[Language, ...]
    flyers: tuple[Flyer, ...]
    together: tuple[Flyer, ...]
    products: tuple[str, ...]
    files: Mapping[str, Wanted]
    contents: Mapping[str, tuple[str, Contents]]
    author: str
    paper: Paper
    sides: str
    fonts: Path
    staging: Staging


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What a worker gives back. `contents`: the finished own pages of booklets, by their path; none of those
    whose sheets are not all there."""

    language: str
    outcomes: tuple[Outcome, ...]
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _City:
    """What is printed of a city, and what goes with it on every sheet and into the manifest."""

    flyer: Flyer
    facts: Facts


_Made = Sequence[tuple[Drawn, _City, SetSheet | DoesNotFit]]


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
    cities = [_City(flyer, Facts(flyer)) for flyer in task.flyers]
    together = [_City(flyer, Facts(flyer)) for flyer in task.together]
    laid: _Made = [
        (product, city, product.set_sheet(city.flyer, setting, task.paper, task.sides))
        for product in (DRAWN[name] for name in task.products)
        for city in (together if product.together else cities)
    ]
    pages = [page for _, _, sheet in laid if isinstance(sheet, SetSheet) for page in sheet.laid.pages]
    finished, qr = dict(_finished(task, laid)), qr_shape(task.flyers[0].website)
    contents = {
        path: lay_out_own_pages(each, counts, setting, BOUND[task.contents[path][0]].page_of(task.paper), qr)
        for path, (each, counts) in finished.items()
    }
    if not pages:
        unfit = tuple(
            _unfit(task, product, city.flyer, each) for product, city, each in laid if isinstance(each, DoesNotFit)
        )
        return LanguageResult(task.language.tag, unfit, {})
    direction = setting.typography.right_to_left
    own_pages = [page for pages_of in contents.values() for page in pages_of]
    plan = plan_fonts(pages, library, contents=own_pages, right_to_left=direction)
    cache = DrawCache(plan)
    proof = _Proof(task) if task.staging.prove else None
    outcomes = tuple(
        _unfit(task, product, city.flyer, sheet)
        if isinstance(sheet, DoesNotFit)
        else _drawn(task, product, city, sheet, cache, proof)
        for product, city, sheet in laid
    )
    return LanguageResult(task.language.tag, outcomes, dict(_contents(task, finished, contents, plan, cache)))


def _finished(task: LanguageTask, made: _Made) -> Iterator[tuple[str, tuple[Contents, Sequence[int]]]]:
    """What the contents pages say, and how many pages the sheets have, by the path of their booklet."""
    for path, (name, contents) in task.contents.items():
        sheets = [sheet for product, _, sheet in made if product.name == BOUND[name].of]
        bound = [sheet for sheet in sheets if isinstance(sheet, SetSheet)]
        if len(bound) == len(sheets):
            pages = [len(sheet.laid.pages) for sheet in bound]
            yield path, (contents.of_finished(pages, [sheet.edition for sheet in bound]), pages)


def _contents(
    task: LanguageTask,
    contents: Mapping[str, tuple[Contents, Sequence[int]]],
    pages: Mapping[str, Sequence[PlacedPage]],
    plan: FontPlan,
    cache: DrawCache,
) -> Iterator[tuple[str, bytes]]:
    for path, own in pages.items():
        info = contents_info(contents[path][0], task.language.tag, task.author, task.flyers[0].information_of)
        yield path, draw_document(own, info, plan, cache, to_bind=True)


class _Proof:
    """Proof of a language's sheets. pdfium, pdfminer and Pillow are only loaded where something is proved."""

    def __init__(self, task: LanguageTask) -> None:
        from handouts.proof import Tools

        self._paper = task.paper
        self._tools = Tools(task.fonts)

    def findings(self, pdf: bytes, product: Drawn, sheet: SetSheet) -> tuple[str, ...]:
        expected = product.expected(self._paper, len(sheet.laid.pages))
        return product.prove(pdf, sheet.flyer, expected, sheet.laid.left_out, sheet.edition, self._tools)


def _drawn(
    task: LanguageTask,
    product: Drawn,
    city: _City,
    sheet: SetSheet,
    cache: DrawCache,
    proof: _Proof | None,
) -> Outcome:
    """One sheet drawn, proved and staged, as far as that is wanted."""
    flyer, edition, laid = sheet.flyer, sheet.edition, sheet.laid
    info = sheet_info(flyer, task.author, edition, product, len(laid.pages))
    pdf = draw_document(laid.pages, info, cache.plan, cache)
    path, digest = _path_of(product, flyer), sha256_of(pdf)
    wanted, staging = task.files[path], task.staging
    findings: tuple[str, ...] = ()
    to_prove = proof is not None and staging.needs_proof(wanted, digest)
    if proof is not None and to_prove:
        findings = proof.findings(pdf, product, sheet)
    entry = FileEntry(
        path=path,
        sha256=digest,
        kind=product.kind,
        language="" if product.together else flyer.language,
        city=flyer.city,
        format=product.format,
        pages=len(laid.pages),
        edition=edition,
        body_pt=laid.body_pt,
        status=flyer.status.value,
        proofed=to_prove or (wanted.proved and not staging.is_new(wanted, digest)),
        facts=city.facts.of_sheet(laid.left_out),
        left_out=laid.left_out,
        over_toner=None if laid.toner is None else round(laid.toner, 3),
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
