"""Prove listed files against the data as it is now, each by the prover of its product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.content.alternative import alternative_of
from handouts.content.compose import Composition
from handouts.content.contents import BoundSheets
from handouts.content.edition import edition_code
from handouts.content.flyer import Flyer
from handouts.content.together import composed_together
from handouts.errors import UsageError
from handouts.manifest import MANIFEST_NAME, FileEntry, Manifest
from handouts.paper import paper_named
from handouts.products.bound import volumes_with
from handouts.products.product import Bound, Drawn, Item, Pictured, Product
from handouts.products.table import BY_NAME, DRAWN, PRODUCTS
from handouts.proof import Expected, Tools
from handouts.sources.load import Data

_OUT_OF_DATE = "is out of date: the data has changed since; build again"


class Prover:
    """Proves the files of one output folder. Raises UsageError for a manifest that names a paper which does not
    exist."""

    def __init__(self, out: Path, manifest: Manifest, data: Data, composition: Composition, fonts: Path) -> None:
        self._out = out
        self._manifest = manifest
        self._data = data
        self._composition = composition
        self._tools = Tools(fonts)
        self._sheets = tuple(composition.flyers)
        self._together = composed_together(composition.flyers, data.handout.poster_languages)
        try:
            self._paper = paper_named(manifest.paper, data.handout.oficio_mm)
        except KeyError:
            what = f'{out / MANIFEST_NAME} names a paper "{manifest.paper}", which does not exist: build again'
            raise UsageError(what) from None

    def findings(self, entry: FileEntry, pdf: bytes) -> Iterator[str]:
        """What is wrong with a listed file that has these bytes."""
        for product in PRODUCTS:
            for item in product.items(self._sheets):
                lost = isinstance(product, Drawn) and product.together and item.city not in self._together
                if product.path_of(item) == entry.path and not lost:
                    yield from self._findings(product, item, entry, pdf)
                    return
        yield f"is a {entry.kind} that the data no longer holds: build again"

    def _findings(self, product: Product, item: Item, entry: FileEntry, pdf: bytes) -> Iterator[str]:
        if isinstance(product, Drawn):
            yield from self._drawn(product, item, entry, pdf)
        elif isinstance(product, Pictured):
            yield from self._pictured(product, item, entry, pdf)
        elif isinstance(product, Bound):
            yield from self._bound(product, item, entry, pdf)

    def _drawn(self, product: Drawn, item: Item, entry: FileEntry, pdf: bytes) -> Iterator[str]:
        expected, flyer, edition = self._sheet(product, item, entry)
        if edition != entry.edition:
            yield _OUT_OF_DATE
        yield from product.prove(pdf, flyer, expected, entry.left_out, edition, self._tools)

    def _sheet(self, product: Drawn, item: Item, entry: FileEntry) -> tuple[Expected, Flyer, str]:
        """What must stand on a sheet with as much as `entry` says, by the data as it is now; and its edition."""
        expected = product.expected(self._paper, entry.pages)
        extent = expected.extent(entry.left_out)
        flyer = self._together[item.city] if product.together else self._composition.flyers[item.language, item.city]
        flyer = product.content(flyer).on_sheet(extent)
        return expected, flyer, edition_code(flyer, extent)

    def _pictured(self, product: Pictured, item: Item, entry: FileEntry, png: bytes) -> Iterator[str]:
        of = DRAWN[product.of]
        (part,) = product.parts_of(item, self._sheets)
        path = of.path_of(part)
        if self._manifest.entry(path) is None or not (self._out / path).is_file():
            yield f"shows a sheet that is no longer there: {path}; build again"
            return
        expected, flyer, edition = self._sheet(of, part, entry)
        if edition != entry.edition:
            yield _OUT_OF_DATE
        if entry.alternative != alternative_of(flyer, expected.extent(entry.left_out)):
            yield "its text alternative in the manifest is not what the data says: build again"
        pdf = (self._out / path).read_bytes()
        yield from product.prove(png, pdf, flyer, entry.left_out, edition, self._tools)

    def _bound(self, product: Bound, item: Item, entry: FileEntry, pdf: bytes) -> Iterator[str]:
        listed = [str(path) for path in entry.facts.get("flyers", ())]
        lost = [path for path in listed if self._manifest.entry(path) is None or not (self._out / path).is_file()]
        if lost:
            yield f"holds flyers that are no longer there: {', '.join(lost)}; build again"
            return
        of = BY_NAME[product.of]
        parts = {of.path_of(part): (part.language, part.city) for part in product.parts_of(item, self._sheets)}
        if not parts.keys() >= set(listed):
            yield "holds flyers that the data no longer holds: build again"
            return
        missing = [sheet for path, sheet in parts.items() if path not in listed]
        volumes = []
        codes = [sheet.edition or "" for path in listed if (sheet := self._manifest.entry(path))]
        for booklet, contents in volumes_with(product, item, self._data, self._composition, missing, self._paper):
            here = [of.path_of(Item(of.name, *sheet)) for sheet in booklet.sheets if sheet not in missing]
            pages = [sheet.pages for path in here if (sheet := self._manifest.entry(path))]
            sheets = tuple((path, (self._out / path).read_bytes()) for path in here)
            if sheets:
                volumes.append(BoundSheets(sheets, contents.of_finished(pages, codes), booklet.language))
        if volumes[0].contents.edition != entry.edition:
            yield "is out of date: a flyer in it has changed since; build again"
        yield from product.prove(pdf, tuple(volumes), self._paper, self._tools)
