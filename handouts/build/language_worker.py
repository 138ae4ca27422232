"""One language, from its flyers to finished, proved PDF files in the staging folder.

A worker owns a language: its shaped paragraphs, set lines and font plans outlive one flyer, the opened fonts and drawn
shapes the language, which is where the speed comes from. The sheets of a kind share one frozen font plan, so that
booklets hold each font once; those that are as they were are neither laid out nor drawn again.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from handouts.build.kept_by_program import bytes_by_program, read_kept_by_program
from handouts.build.kept_paths import fonts_path, sheets_path, texts_path
from handouts.build.kept_sheets import KeptSheet, kept_bytes, of_sheets, read_kept
from handouts.build.out_folder import KEPT_NAME, stage_file
from handouts.build.outcome import Outcome
from handouts.build.packed_taken import GlyphTable
from handouts.build.tasks import Group, LanguageResult, LanguageTask
from handouts.content.contents import Contents
from handouts.content.facts import Facts
from handouts.content.flyer import Flyer
from handouts.content.packed import Packed
from handouts.draw import CanvasCache, DrawCache, KeptFonts, LegibleLines, Taken, draw_document, plan_taken, taken_by
from handouts.errors import InternalError, Problem
from handouts.layout import DoesNotFit, LanguageSetting, qr_shape
from handouts.layout.sheets.folios import lay_out_own_pages
from handouts.manifest import FileEntry, sha256_of
from handouts.paper import Paper
from handouts.products.document_info import contents_info, sheet_info
from handouts.products.product import Drawn, Item, SetSheet
from handouts.products.table import BOUND, DRAWN
from handouts.text import FontLibrary, KeptParagraphs, Typesetter

_MANY = 500_000
"""Containers: about 50 MB of them."""
SHEETS_AT_ONCE = 64
"""So many are held laid out, until the font plan is made of all of them. More are laid out twice."""


@dataclass(slots=True)
class _Sheet:
    """One sheet on its way. `place`: of its content among the flyers of its product; `kept`: what is known of it
    already; `set`: the same laid out, where that is needed."""

    product: Drawn
    place: int
    path: str
    kept: KeptSheet | None = None
    set: SetSheet | DoesNotFit | None = None
    _taken: tuple[Taken, ...] | None = None

    @property
    def fits(self) -> bool:
        return not isinstance(self.set, DoesNotFit)

    @property
    def edition(self) -> str:
        """Its code. Raises InternalError where nothing is known of it."""
        if isinstance(self.set, SetSheet):
            return self.set.edition
        return self.known.edition

    @property
    def page_count(self) -> int:
        return len(self.set.laid.pages if isinstance(self.set, SetSheet) else self.known.taken)

    @property
    def known(self) -> KeptSheet:
        if self.kept is None:
            raise InternalError(f"{self.path} was neither laid out nor kept")
        return self.kept

    def taken(self, lines: LegibleLines) -> tuple[Taken, ...]:
        """What its pages take from the fonts."""
        if not isinstance(self.set, SetSheet):
            return self.known.taken
        if self._taken is None:
            self._taken = tuple(taken_by(page, lines) for page in self.set.laid.pages)
        return self._taken

    def put_away(self) -> None:
        """Let go of what is laid out."""
        self.set = self._taken = None


def make_language(task: LanguageTask) -> LanguageResult:
    """Lay out the sheets of a language, freeze their font plans, draw, prove, and stage what is new."""
    with without_collection():
        return _make_language(task)


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a language makes many small values, no circles to speak of, and ends soon.
    `python -m benchmarks --kept` shows what that is worth. Afterwards only where many have come: a worker has it
    switched off between its tasks too, as looking through all of them costs as much as a sheet."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.collect()
        if was_on:
            gc.enable()


def _make_language(task: LanguageTask) -> LanguageResult:
    language = _Language(task)
    contents: dict[str, bytes] = {}
    outcomes = Packed(outcome for group in task.groups for outcome in language.outcomes(group, contents))
    files = {
        sheets_path(task.language): kept_bytes(language.kept),
        texts_path(task.language): bytes_by_program(language.texts, task.program),
        fonts_path(task.language): bytes_by_program(language.kept_fonts.content(), task.program),
    }
    staged = {f"{KEPT_NAME}/{name}": data for name, data in files.items()}
    for path, data in staged.items():
        stage_file(task.staging.folder, path, data)
    return LanguageResult(task.language, outcomes, contents, tuple(staged))


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the languages of a build have in common: most are set in the Latin fonts too, and show the same code."""

    library: FontLibrary
    canvas: CanvasCache


@lru_cache(1)
def _shared(fonts: Path, _program: str) -> _Shared:
    """Made once a process. `_program`: other files under the same names would have another digest."""
    return _Shared(FontLibrary(fonts), CanvasCache())


class _Language:
    """A language at work: what outlives one sheet, and one group. `kept`: what the next build may know of the sheets,
    by their paths."""

    def __init__(self, task: LanguageTask) -> None:
        self._task = task
        shared = _shared(task.fonts, task.program)
        self._library, self._canvas = shared.library, shared.canvas
        self._typography = task.typography
        made_before = partial(read_kept_by_program, program="" if task.staging.force else task.program)
        self._kept_texts = made_before(task.kept_texts, kept=KeptParagraphs)
        self.kept_fonts = made_before(task.kept_fonts, kept=KeptFonts)
        self._texts: bytes | None = None
        self._setting = self._fresh_setting()
        self._qr = qr_shape(task.flyers[0].website)
        self._lines = LegibleLines(right_to_left=self._typography.right_to_left)
        self._proof = _Proof(task) if task.staging.prove else None
        self._facts: dict[tuple[bool, str], Facts] = {}
        self._glyphs = GlyphTable()
        self.kept = of_sheets(read_kept(task.kept), task.made_from)

    def _fresh_setting(self) -> LanguageSetting:
        return LanguageSetting(self._typography, Typesetter(self._library, self._kept_texts))

    @property
    def texts(self) -> bytes:
        """What the next build may know of paragraphs: those of the first sheets, where there are more than are held at
        once. Others have more in common with these than with each other."""
        if self._texts is None:
            self._texts = self._setting.typesetter.kept()
        return self._texts

    def outcomes(self, group: Group, own_pages: dict[str, bytes]) -> Iterator[Outcome]:
        """Make a group; what became of its sheets, in order. The own pages of its booklets are added to `own_pages`."""
        sheets = [sheet for name in group.products for sheet in self._sheets(DRAWN[name])]
        blocks = [sheets[at : at + SHEETS_AT_ONCE] for at in range(0, len(sheets), SHEETS_AT_ONCE)]
        for block in blocks:
            self._find_out(block, put_away=len(blocks) > 1)
        fitting = [sheet for sheet in sheets if sheet.fits]
        if not fitting:
            yield from map(self._unfit, sheets)
            return
        finished = dict(self._finished(group, sheets))
        pages = {
            path: lay_out_own_pages(each, counts, self._setting, self._page_of(group, path), self._qr)
            for path, (each, counts) in finished.items()
        }
        own = [taken_by(page, self._lines) for pages_of in pages.values() for page in pages_of]
        taken = [page for sheet in fitting for page in sheet.taken(self._lines)]
        plan = plan_taken(taken, own, self._library, self._lines, kept=self.kept_fonts)
        for block in blocks:
            cache = DrawCache(plan, self._canvas)
            for sheet in block:
                yield self._made(sheet, cache) if sheet.fits else self._unfit(sheet)
            if len(blocks) > 1:
                for sheet in block:
                    sheet.put_away()
                self._forget()
        for path, own_of in pages.items():
            contents = finished[path][0]
            info = contents_info(contents, self._task.language, self._task.author, self._information_of)
            own_pages[path] = draw_document(own_of, info, plan, cache, to_bind=True)

    def _find_out(self, block: Sequence[_Sheet], *, put_away: bool) -> None:
        """Lay out the sheets of which it is not known what they take from the fonts, and those that are to be drawn.
        `put_away`: there is no room for all of them, so that they are laid out again to be drawn; what is known of them
        then is kept."""
        for sheet in block:
            due = self._is_looked_at(sheet) and not self._stands(sheet) and not put_away
            if sheet.kept is None or due:
                self._lay_out(sheet)
            if put_away and isinstance(sheet.set, SetSheet):
                taken = tuple(map(self._glyphs.packed, sheet.taken(self._lines)))
                made_from = self._task.made_from[sheet.path]
                sheet.kept = self.kept[sheet.path] = KeptSheet(made_from, sheet.edition, taken)
                sheet.put_away()
        if put_away:
            self._forget()

    def _forget(self) -> None:
        """Drop all that has been set and drawn, but for what all languages have: what comes next hardly has more in
        common with it than with any other sheet, and there may be thousands."""
        _ = self.texts
        self._setting = self._fresh_setting()
        self._canvas = CanvasCache()
        self._lines.clear()
        self._facts.clear()
        gc.collect()

    def _made(self, sheet: _Sheet, cache: DrawCache) -> Outcome:
        """A sheet that fits, drawn as far as that is wanted."""
        taken = sheet.taken(self._lines)
        mark = cache.plan.mark(taken)
        # It may be as it was, but its fonts are not; or it was put away.
        is_due = not self._stands(sheet) or (sheet.kept is not None and sheet.kept.mark != mark)
        if sheet.set is None and self._is_looked_at(sheet) and is_due:
            self._lay_out(sheet)
        return self._drawn(sheet, taken, mark, cache)

    @property
    def _information_of(self) -> date:
        return self._task.flyers[0].information_of

    def _flyers(self, product: Drawn) -> Sequence[Flyer]:
        return self._task.together if product.together else self._task.flyers

    def _sheets(self, product: Drawn) -> Iterator[_Sheet]:
        for place, flyer in enumerate(self._flyers(product)):
            path = product.path_of(Item(product.name, flyer.language, flyer.city))
            yield _Sheet(product, place, path, self.kept.get(path))

    def _flyer(self, sheet: _Sheet) -> Flyer:
        return self._flyers(sheet.product)[sheet.place]

    def _is_looked_at(self, sheet: _Sheet) -> bool:
        """Whether its bytes matter: they are to stand in the folder, or something stands there in their place."""
        wanted = self._task.files[sheet.path]
        return bool(wanted.asked or wanted.known)

    def _stands(self, sheet: _Sheet) -> bool:
        """Whether the very file that was drawn from the same stands in the folder, and nothing is to be done to it."""
        wanted, entry, staging = self._task.files[sheet.path], self._task.there.get(sheet.path), self._task.staging
        if sheet.kept is None or entry is None or entry.sha256 != sheet.kept.sha256:
            return False
        return not staging.is_new(wanted, entry.sha256) and not staging.needs_proof(wanted, entry.sha256)

    def _lay_out(self, sheet: _Sheet) -> None:
        task = self._task
        sheet.set = sheet.product.set_sheet(self._flyer(sheet), self._setting, task.paper, task.sides)

    def _page_of(self, group: Group, path: str) -> Paper:
        return BOUND[group.contents[path][0]].page_of(self._task.paper)

    def _finished(self, group: Group, sheets: Sequence[_Sheet]) -> Iterator[tuple[str, tuple[Contents, Sequence[int]]]]:
        """What the contents pages say, and how many pages the sheets have, by the path of their booklet."""
        for path, (name, contents) in group.contents.items():
            bound = [sheet for sheet in sheets if sheet.product.name == BOUND[name].of]
            if all(sheet.fits for sheet in bound):
                pages = [sheet.page_count for sheet in bound]
                yield path, (contents.of_finished(pages, [sheet.edition for sheet in bound]), pages)

    def _unfit(self, sheet: _Sheet) -> Outcome:
        """A sheet that can't be made; a problem only where it was asked for."""
        if not isinstance(sheet.set, DoesNotFit):
            raise InternalError(f"{sheet.path} fits")
        self.kept.pop(sheet.path, None)
        missing = f"; {sheet.set.missing_mm:.0f} mm are missing" if sheet.set.missing_mm >= 0.5 else ""
        what = f"the {sheet.product.format} sheet does not fit: {sheet.set.what}{missing}"
        problem = Problem(sheet.path, 0, 0, what, "shorten its texts, or take organisations out")
        problems = (problem,) if self._task.files[sheet.path].asked else ()
        return Outcome(sheet.path, None, staged=False, problems=problems)

    def _drawn(self, sheet: _Sheet, taken: tuple[Taken, ...], mark: str, cache: DrawCache) -> Outcome:
        """One sheet drawn, proved and staged, as far as that is wanted."""
        task, path, made_from = self._task, sheet.path, self._task.made_from[sheet.path]
        if not self._is_looked_at(sheet) or not isinstance(sheet.set, SetSheet):
            if isinstance(sheet.set, SetSheet):
                self.kept[path] = KeptSheet(made_from, sheet.edition, taken)
            entry = task.there.get(path) if self._is_looked_at(sheet) else None
            return Outcome(path, entry, staged=False)
        product, flyer, edition, laid = sheet.product, sheet.set.flyer, sheet.edition, sheet.set.laid
        info = sheet_info(flyer, task.author, edition, product, len(laid.pages))
        pdf = draw_document(laid.pages, info, cache.plan, cache)
        digest = sha256_of(pdf)
        self.kept[path] = KeptSheet(made_from, edition, taken, digest, mark)
        wanted, staging = task.files[path], task.staging
        findings: tuple[str, ...] = ()
        to_prove = self._proof is not None and staging.needs_proof(wanted, digest)
        if self._proof is not None and to_prove:
            findings = self._proof.findings(pdf, product, sheet.set)
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
            facts=self._facts_of(sheet).of_sheet(laid.left_out),
            left_out=laid.left_out,
            over_toner=None if laid.toner is None else round(laid.toner, 3),
        )
        return staging.settled(wanted, pdf, entry, findings)

    def _facts_of(self, sheet: _Sheet) -> Facts:
        flyer = self._flyer(sheet)
        key = (sheet.product.together, flyer.city)
        found = self._facts.get(key)
        if found is None:
            found = self._facts[key] = Facts(flyer)
        return found


class _Proof:
    """Proof of a language's sheets. pdfium, pdfminer and Pillow are only loaded where something is proved."""

    def __init__(self, task: LanguageTask) -> None:
        from handouts.proof import Tools

        self._paper = task.paper
        self._tools = Tools(task.fonts)

    def findings(self, pdf: bytes, product: Drawn, sheet: SetSheet) -> tuple[str, ...]:
        expected = product.expected(self._paper, len(sheet.laid.pages))
        return product.prove(pdf, sheet.flyer, expected, sheet.laid.left_out, sheet.edition, self._tools)
