"""What the output folder holds now, as an edition: for `release`, and to compare with those that are recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.content.compose import Composition
from handouts.content.edition import edition_code
from handouts.content.recording import Recorder
from handouts.content.sheet_texts import Extent
from handouts.errors import UsageError
from handouts.layout.glyph_coverage import compose_printable
from handouts.manifest import FileEntry, Manifest, read_manifest, sha256_of
from handouts.products.product import Bound, Drawn, Item, Pictured, Product
from handouts.products.table import BY_NAME, PRODUCTS, asked_for
from handouts.sources.editions import Edition, RecordedSheet
from handouts.sources.load import Data


@dataclass(frozen=True, slots=True)
class Present:
    """The edition that is printed now. `stale`: paths of sheets that are not what the data say; `unproofed`: of those
    that nobody has proved; `missing`: of those that the data ask for and that are not there."""

    edition: Edition
    stale: tuple[str, ...] = ()
    unproofed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def present_edition(data: Data, composition: Composition, manifest: Manifest, *, just_built: bool = False) -> Present:
    """What the manifest of the output folder lists, with the facts behind it. `just_built`: from this very composition,
    so that no sheet can be out of date."""
    items = _items(composition)
    asked = asked_for(data.handout.formats, manifest.paper)
    wanted = [each.path_of(item) for each in asked for item in each.items(tuple(composition.flyers))]
    listed = {entry.path for entry in manifest.files}
    sheets: list[RecordedSheet] = []
    stale: list[str] = []
    for entry in manifest.files:
        found = items.get(entry.path)
        if found is None:
            stale.append(entry.path)
            continue
        product, item = found
        if isinstance(product, Pictured):
            continue  # it bears the code of the sheet that it shows
        sheets.append(_sheet(entry, product))
        if not just_built and isinstance(product, Drawn) and _code(composition, product, item, entry) != entry.edition:
            stale.append(entry.path)
    if manifest.information_of != data.handout.last_updated.isoformat():
        stale = [entry.path for entry in manifest.files]
    return Present(
        edition=edition_of(data, composition, manifest.paper, tuple(sheets)),
        stale=tuple(stale),
        unproofed=tuple(entry.path for entry in manifest.files if not entry.proofed),
        missing=tuple(path for path in wanted if path not in listed),
    )


def edition_of(data: Data, composition: Composition, paper: str, sheets: tuple[RecordedSheet, ...]) -> Edition:
    """The edition of these sheets; not recorded yet, and so without a name."""
    recorder = Recorder(data, composition)
    languages, cities = {each.language for each in sheets}, {each.city for each in sheets}
    contents = {
        (language, city): facts
        for (language, city), facts in recorder.contents().items()
        if language in languages and city in cities
    }
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


def _items(composition: Composition) -> Mapping[str, tuple[Product, Item]]:
    sheets = tuple(composition.flyers)
    return {product.path_of(item): (product, item) for product in PRODUCTS for item in product.items(sheets)}


def _extent(entry: FileEntry, product: Drawn) -> Extent:
    return Extent(frozenset(entry.left_out), entry.pages * product.beside, product.cards)


def _sheet(entry: FileEntry, product: Product) -> RecordedSheet:
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
    )


def _code(composition: Composition, product: Drawn, item: Item, entry: FileEntry) -> str:
    """The code that the sheet would have if it were made now and left out the same."""
    flyer = composition.flyers[item.language, item.city]
    extent = _extent(entry, product)
    return edition_code(flyer.on_sheet(extent), extent)
