"""What differs from what was printed last: every sheet as it would be made now, beside the last edition. No build is
needed for it; only where what fits on a sheet changes may a build tell otherwise."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.content.changes import Harm, SheetChange
from handouts.content.compose import Composition
from handouts.content.edition import edition_code
from handouts.content.renamed_cities import with_ids_of
from handouts.content.sheet_texts import Extent
from handouts.desk.store.state import State
from handouts.errors import HandoutError, InputError, Problem
from handouts.gallery.history import History
from handouts.layout.glyph_coverage import compose_printable
from handouts.manifest import MANIFEST_NAME, Manifest, read_manifest
from handouts.products.present import edition_of
from handouts.products.product import Drawn, Item, Range
from handouts.products.table import DRAWN, asked_for
from handouts.sources.edition_files import FOLDER, read_editions
from handouts.sources.editions import Edition, Editions, RecordedSheet, on_paper, sheets_on_paper
from handouts.sources.load import Data


@dataclass(frozen=True, slots=True)
class OnPaper:
    """`composition`: every sheet that can be made now, and why others can't; `editions`: all that were recorded;
    `history`: what has changed since they were, None where none is recorded, or where the file of one is `damaged`."""

    composition: Composition
    editions: Editions
    history: History | None
    damaged: tuple[Problem, ...] = ()

    @property
    def differing(self) -> tuple[SheetChange, ...]:
        """Sheets that are to be printed: with another text than is on paper."""
        sheets = self.history.changes.sheets if self.history else ()
        return tuple(each for each in sheets if each.now and each.was and each.changed)

    @property
    def not_recorded(self) -> tuple[SheetChange, ...]:
        """Sheets that no edition has: they may hang somewhere, but nobody recorded that they were printed."""
        return self.history.changes.not_recorded if self.history else ()

    def count(self, harm: Harm) -> int:
        """Sheets on paper that are so, and have changed."""
        if self.history is None:
            return 0
        return sum(each.harm is harm and bool(each.was) and each.changed for each in self.history.changes.sheets)

    @property
    def unchanged(self) -> int:
        """Sheets on paper that are as they were."""
        return sum(not each.changed for each in self.history.changes.sheets) if self.history else 0


class PaperWatch:
    """Knows what differs from paper, and works it out again when data, editions or the output folder change."""

    def __init__(self, fonts: Path, out: Path) -> None:
        self._fonts = fonts
        self._out = out
        self._lock = threading.Lock()
        self._of: object = None
        self._state: State | None = None
        self._found: OnPaper | None = None
        self._working: threading.Thread | None = None

    def now(self, state: State) -> OnPaper:
        """What differs. Raises InputError for ledgers or fonts that can't be used."""
        with self._lock:
            signature = self._signature(state)
            if self._found is None or self._state is not state or self._of != signature:
                self._found = found(state.data, self._fonts, self._out)
                self._state, self._of = state, signature
            return self._found

    def known(self, state: State) -> OnPaper | None:
        """The same where it is known already; else it is worked out meanwhile, for the next who asks, where an edition
        is recorded at all."""
        if self._lock.acquire(blocking=False):
            try:
                if self._found is not None and self._state is state and self._of == self._signature(state):
                    return self._found
            finally:
                self._lock.release()
            recorded = any((state.data.folder / FOLDER).glob("*.json"))
            if recorded and (self._working is None or not self._working.is_alive()):
                self._working = threading.Thread(target=self._work, args=(state,), daemon=True)
                self._working.start()
        return None

    def _work(self, state: State) -> None:
        try:
            self.now(state)
        except HandoutError:
            return  # the page that needs it says why

    def _signature(self, state: State) -> object:
        files = [self._out / MANIFEST_NAME, *sorted((state.data.folder / FOLDER).glob("*.json"))]
        return [(str(file), file.stat().st_mtime_ns) for file in files if file.is_file()]


def found(data: Data, fonts: Path, out: Path) -> OnPaper:
    """What differs now. Raises InputError for ledgers or fonts that can't be used."""
    composition = compose_printable(data, fonts)
    try:
        editions = read_editions(data.folder)
    except InputError as error:
        return OnPaper(composition, Editions(), None, error.problems)
    if editions.last is None:
        return OnPaper(composition, editions, None)
    printed = [
        replace(
            edition, sheets=tuple(each for each in edition.sheets if each.language and each.city and not each.bound_of)
        )
        for edition in editions.printed
    ]
    printed = [*with_ids_of(edition_of(data, composition, printed[-1].paper, ()), printed)]
    held = replace(printed[-1], sheets=tuple(sheets_on_paper(on_paper(printed)).values()))
    now = _as_made_now(data, composition, held, read_manifest(out))
    return OnPaper(composition, editions, History(printed, now))


def _as_made_now(data: Data, composition: Composition, last: Edition, manifest: Manifest | None) -> Edition:
    formats = dict.fromkeys((*data.handout.formats, *(sheet.format for sheet in last.sheets)))
    asked = asked_for([name for name in formats if name in DRAWN], last.paper)
    products = [each for each in asked if isinstance(each, Drawn) and each.range is Range.SHEETS and not each.together]
    sheets = tuple(
        _sheet(composition, product, item, last, manifest)
        for product in products
        for item in product.items(tuple(composition.flyers))
    )
    return edition_of(data, composition, last.paper, sheets)


def _sheet(
    composition: Composition, product: Drawn, item: Item, last: Edition, manifest: Manifest | None
) -> RecordedSheet:
    """A sheet that holds as much as it did when it was made last."""
    path = product.path_of(item)
    entry = manifest.entry(path) if manifest and manifest.paper == last.paper else None
    key = product.format, item.language, item.city
    former = next((each for each in last.sheets if each.key == key), None)
    made = entry or former
    pages, left_out = (made.pages, tuple(made.left_out)) if made else (product.pages, ())
    extent = Extent(frozenset(left_out), pages * product.beside, product.cards)
    flyer = product.content(composition.flyers[item.language, item.city]).on_sheet(extent)
    return RecordedSheet(
        path=path,
        code=edition_code(flyer, extent),
        language=item.language,
        city=item.city,
        format=product.format,
        pages=pages,
        status=flyer.status.value,
        left_out=tuple(sorted(left_out)),
        faces=pages * product.beside,
        cards=product.cards,
    )
