"""What the output folder holds now, as an edition: for `release`, and to compare with those that are recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.content.compose import Composition
from handouts.content.edition import edition_code
from handouts.content.flyer import Flyer
from handouts.content.recording import Recorder
from handouts.content.renamed_cities import with_ids_of
from handouts.content.sheet_texts import Extent
from handouts.content.together import composed_together
from handouts.errors import UsageError
from handouts.layout.glyph_coverage import compose_printable
from handouts.manifest import FileEntry, Manifest, read_manifest, sha256_of
from handouts.products.product import Bound, Drawn, Item, Pictured, Product, Sheet
from handouts.products.table import BY_NAME, PRODUCTS, asked_for
from handouts.sources.editions import Edition, RecordedSheet, sheets_on_paper
from handouts.sources.load import Data


@dataclass(frozen=True, slots=True)
class Present:
    """The edition that is printed now. `stale`: paths of sheets that are not what the data say; `unproofed`: of those
    that nobody has proved; `missing`: of those that the data ask for and that are not there."""

    edition: Edition
    stale: tuple[str, ...] = ()
    unproofed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def stale_codes(self) -> frozenset[str]:
        """Of sheets that are not what the data say, and of booklets with one of them."""
        sheets = [sheet for sheet in self.edition.sheets if sheet.path in self.stale]
        bound = (
            booklet
            for booklet in self.edition.sheets
            for sheet in sheets
            if booklet.bound_of == sheet.format
            and booklet.language in ("", sheet.language)
            and booklet.city in ("", sheet.city)
        )
        return frozenset(each.code for each in (*sheets, *bound))


def present_edition(data: Data, composition: Composition, manifest: Manifest, *, just_built: bool = False) -> Present:
    """What the manifest of the output folder lists, with the facts behind it. `just_built`: from this very composition,
    so that no sheet can be out of date."""
    composed = _Composed(data, composition)
    items = _items(composed, [(tag, city.id) for tag in composition.not_composed for city in data.directory.cities])
    asked = asked_for(data.handout.formats, manifest.paper)
    wanted = [path for path, (product, _) in items.items() if product in asked]
    listed = {entry.path for entry in manifest.files}
    sheets: list[RecordedSheet] = []
    for entry in manifest.files:
        product, item = items.get(entry.path, (None, None))
        if product is None or item is None or isinstance(product, Pictured):
            continue  # a picture bears the code of the sheet that it shows
        sheets.append(_sheet(entry, product, composed.languages(product, item)))
    return Present(
        edition=edition_of(data, composition, manifest.paper, tuple(sheets)),
        stale=() if just_built else _stale(data, composed, items, manifest),
        unproofed=tuple(entry.path for entry in manifest.files if not entry.proofed),
        missing=tuple(path for path in wanted if path not in listed),
    )


def stale_files(data: Data, composition: Composition, manifest: Manifest) -> tuple[str, ...]:
    """What the manifest lists and the data have no more, and sheets that would say something else if they were made
    now; by their paths."""
    composed = _Composed(data, composition)
    return _stale(data, composed, _items(composed), manifest)


def _stale(
    data: Data, composed: _Composed, items: Mapping[str, tuple[Product, Item]], manifest: Manifest
) -> tuple[str, ...]:
    is_of_another_day = manifest.information_of != data.handout.last_updated.isoformat()

    def is_stale(entry: FileEntry) -> bool:
        if is_of_another_day or entry.path not in items:
            return True
        product, item = items[entry.path]
        return isinstance(product, Drawn) and _code(composed, product, item, _extent(entry, product)) != entry.edition

    return tuple(entry.path for entry in manifest.files if is_stale(entry))


def paper_against_data(data: Data, fonts: Path, on_paper: Sequence[Edition]) -> Present:
    """Where nothing is built: what is on paper, and which sheets of it the data would make otherwise now."""
    composition = compose_printable(data, fonts)
    composed = _Composed(data, composition)
    items = {(product.format, item.language, item.city): (product, item) for product, item in _items(composed).values()}
    now = edition_of(data, composition, on_paper[-1].paper, ())
    on_paper = with_ids_of(now, on_paper)
    held = sheets_on_paper(on_paper)
    since = {sheet.key: edition.information_of for edition in on_paper for sheet in edition.sheets}
    sheets = tuple(sheet for key, sheet in held.items() if key in items)
    day = data.handout.last_updated.isoformat()
    stale = [sheet.path for sheet in sheets if since[sheet.key] != day]
    for sheet in sheets:
        product, item = items[sheet.key]
        if isinstance(product, Drawn):
            extent = Extent(frozenset(sheet.left_out), sheet.faces, sheet.cards)
            if _code(composed, product, item, extent) != sheet.code:
                stale.append(sheet.path)
    return Present(replace(now, sheets=sheets), tuple(dict.fromkeys(stale)))


def with_paper(built: Present, paper: Present) -> Present:
    """What is built, and of what is not, what is on paper: `paper` as `paper_against_data` gives it."""
    there = {sheet.key for sheet in built.edition.sheets}
    others = [sheet for sheet in paper.edition.sheets if sheet.key not in there]
    stale = (*built.stale, *(sheet.path for sheet in others if sheet.path in paper.stale))
    return replace(built, edition=replace(built.edition, sheets=(*built.edition.sheets, *others)), stale=stale)


def edition_of(data: Data, composition: Composition, paper: str, sheets: tuple[RecordedSheet, ...]) -> Edition:
    """The edition of these sheets, not recorded yet, and so without a name; with the contents of all that the data say,
    so that a sheet that is not built is told from one that is no more."""
    recorder = Recorder(data, composition)
    contents = recorder.contents()
    languages, cities = ({each[at] for each in contents} for at in (0, 1))
    return Edition(
        name="",
        on="",
        information_of=data.handout.last_updated.isoformat(),
        paper=paper,
        cities={city.id: city.name for city in data.directory.cities if city.id in cities},
        languages={each.tag: each.names.en for each in data.languages.languages if each.tag in languages},
        sides={side.country: side.from_ or "" for side in data.handout.sides_of_border},
        organisations=recorder.organisations(),
        contents=contents,
        sheets=sheets,
    )


def read_present(data: Data, fonts: Path, out: Path, *, any_state: bool = False) -> Present:
    """What the output folder holds, if it is what the data say. Raises UsageError, with what to do, if it is not, or
    where nothing is built. `any_state`: also what is out of date."""
    manifest = read_manifest(out)
    if manifest is None:
        raise UsageError(f"{out} has no manifest.json: build first, or name the folder with --out")
    if not any_state and (changed := changed_files(out, manifest)):
        raise UsageError(f"{_named(changed)} in {out} changed since the build: build again, so that all is proved")
    present = present_edition(data, compose_printable(data, fonts), manifest)
    if present.stale and not any_state:
        raise UsageError(f"{out} is not what the data say ({_named(present.stale)}): build first")
    return present


def _named(paths: Sequence[str]) -> str:
    return paths[0] + (f" and {len(paths) - 1} more" if paths[1:] else "")


def changed_files(out: Path, manifest: Manifest) -> tuple[str, ...]:
    """The files that are gone, or no longer what the manifest says."""

    def digest(path: Path) -> str:
        return sha256_of(path.read_bytes()) if path.is_file() else ""

    return tuple(entry.path for entry in manifest.files if digest(out / entry.path) != entry.sha256)


class _Composed:
    """The contents of all sheets, those in several languages too."""

    def __init__(self, data: Data, composition: Composition) -> None:
        self.sheets = tuple(composition.flyers)
        self._flyers = composition.flyers
        self._together = composed_together(composition.flyers, data.handout.poster_languages)
        self._poster_languages = data.handout.poster_languages

    def is_made(self, product: Product, item: Item, others: Collection[Sheet]) -> bool:
        if not isinstance(product, Drawn) or not product.together:
            return True
        sheets = [(tag, item.city) for tag in self._poster_languages]
        return sum(sheet in self._flyers or sheet in others for sheet in sheets) > 1

    def content(self, product: Drawn, item: Item) -> Flyer:
        """As the product shows it."""
        flyer = self._together[item.city] if product.together else self._flyers[item.language, item.city]
        return product.content(flyer)

    def languages(self, product: Product, item: Item) -> tuple[str, ...]:
        """Of a sheet in several."""
        return self._together[item.city].together if isinstance(product, Drawn) and product.together else ()


def _items(composed: _Composed, others: Sequence[Sheet] = ()) -> Mapping[str, tuple[Product, Item]]:
    """Everything that there can be, by path. `others`: sheets that are not composed, and would be there too."""
    sheets, known = (*composed.sheets, *others), frozenset(others)
    return {
        product.path_of(item): (product, item)
        for product in PRODUCTS
        for item in product.items(sheets)
        if composed.is_made(product, item, known)
    }


def _extent(entry: FileEntry, product: Drawn) -> Extent:
    return Extent(frozenset(entry.left_out), entry.pages * product.beside, product.cards)


def _sheet(entry: FileEntry, product: Product, languages: tuple[str, ...]) -> RecordedSheet:
    drawn = product if isinstance(product, Drawn) else None
    return RecordedSheet(
        path=entry.path,
        code=entry.edition or "",
        language=entry.language,
        city=entry.city,
        format=entry.format,
        pages=entry.pages,
        status=entry.status,
        left_out=tuple(sorted(entry.left_out)),
        faces=entry.pages * drawn.beside if drawn else 1,
        cards=bool(drawn and drawn.cards),
        bound_of=BY_NAME[product.of].format if isinstance(product, Bound) else "",
        languages=languages,
    )


def _code(composed: _Composed, product: Drawn, item: Item, extent: Extent) -> str:
    """The code that the sheet would have if it were made now and left out the same."""
    flyer = composed.content(product, item)
    return edition_code(flyer.on_sheet(extent), extent)
