"""Print packs and the recall sheet: what an update makes people print, and take down. Not for handing out.

A pack holds the finished, proved files as they are; only its first pages are drawn.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from handouts.bind.booklet import BoundPart, OpenFiles, bind_booklet
from handouts.bind.staff import draw_for_staff
from handouts.content.changes import Changes, SheetChange
from handouts.content.recall import Scope, recall_of
from handouts.errors import WriteError
from handouts.layout.page.placed import DocumentInfo, PlacedPage
from handouts.layout.sheets.pack_cover import NOT_RECORDED, PackedPart, PackedSheet, lay_out_pack_cover
from handouts.layout.sheets.recall_sheet import Picture, lay_out_recall
from handouts.manifest import PACKS_FOLDER, PACKS_STAMP, FileEntry, Manifest, sha256_of
from handouts.paper import Sides, paper_named
from handouts.products.product import Drawn, Item
from handouts.products.staff_files import NOT_FOR_HANDING_OUT, staff_setting
from handouts.products.table import PRODUCTS
from handouts.sources.editions import Edition
from handouts.sources.languages import SOURCE_LANGUAGE, is_right_to_left
from handouts.sources.load import Data

RECALL_NAME = "recall.pdf"
RELEASE = "python3 generate.py release"
_PACK = "pack-"
_ALL_NAME = f"{_PACK}all.pdf"
_CARD_RATIO = 3.5 / 2.0


class Packs:
    """Makes the files of one update. `out`: the output folder, `manifest` what stands in it; `changes`: those of the
    `cities` and `languages` in question, all if none are named; `editions`: all that were printed."""

    def __init__(
        self,
        data: Data,
        out: Path,
        manifest: Manifest,
        changes: Changes,
        editions: Sequence[Edition],
        fonts: Path,
        *,
        cities: Sequence[str] = (),
        languages: Sequence[str] = (),
    ) -> None:
        self._cities = tuple(cities)
        self._languages = tuple(languages)
        self._data = data
        self._out = out
        self._manifest = manifest
        self._changes = changes
        self._editions = editions
        self._staff = staff_setting(data, fonts)
        self._paper = paper_named(manifest.paper, data.handout.oficio_mm)
        self._files = OpenFiles()

    def made(self, now: Edition) -> dict[str, bytes]:
        """The files by their names: a pack a city, one for all, the recall sheet, and what they were made of. No pack
        where nothing is to be printed."""
        changed = [sheet for sheet in self._changes.changed_sheets if sheet.now and self._product(sheet) is not None]
        files: dict[str, bytes] = {}
        for city in self._data.directory.cities:
            if of_city := [sheet for sheet in changed if sheet.city == city.id]:
                files[f"{_PACK}{city.id}.pdf"] = self._pack(city.name, of_city, (city.id,))
        if changed:
            files[_ALL_NAME] = self._pack("All cities", changed, self._cities)
        files[RECALL_NAME] = self._recall(now)
        stamp = {"since": self._changes.since, "of": _digest(self._manifest), "files": sorted(files)}
        return {**files, PACKS_STAMP: (json.dumps(stamp, indent=1) + "\n").encode()}

    def _product(self, sheet: SheetChange) -> Drawn | None:
        """What it is, if it is printed as it is: pages of less than a sheet stand two up on another product."""
        product = next((each for each in PRODUCTS if each.path_of(_item(each.name, sheet)) == sheet.path), None)
        if not isinstance(product, Drawn):
            return None
        page, paper = product.page_of(product.sheet_of(self._paper)), self._paper
        return product if page.width_pt * page.height_pt >= 0.99 * paper.width_pt * paper.height_pt else None

    def _pack(self, title: str, sheets: Sequence[SheetChange], cities: Sequence[str]) -> bytes:
        """`cities`: of which it holds all that changed; none: of all."""
        ordered = sorted(sheets, key=self._order)
        record = " ".join(
            (RELEASE, *(f"--city {each}" for each in cities), *(f"--language {each}" for each in self._languages))
        )
        first = len(self._cover(title, record, ordered, 0))
        named = f"Print pack, {title}: to print; the cover page is for staff"
        cover = draw_for_staff(self._cover(title, record, ordered, first), self._staff, named, Sides.BOTH)
        parts = [
            BoundPart((self._out / sheet.path).read_bytes(), self._name(sheet), (self._title(sheet),), on_front=True)
            for sheet in ordered
        ]
        info = DocumentInfo(
            title=named,
            language=SOURCE_LANGUAGE,
            right_to_left=False,
            information_of=self._manifest.information_of,
            author=self._data.handout.publisher,
            sides=Sides.BOTH,
        )
        return bind_booklet(parts, BoundPart(cover, "What is in it"), info, files=self._files)

    def _cover(
        self, title: str, record: str, sheets: Sequence[SheetChange], cover_pages: int
    ) -> tuple[PlacedPage, ...]:
        """`cover_pages`: of the cover itself, once they are known."""
        page = cover_pages
        parts: list[PackedPart] = []
        for product_title, group in groupby(sheets, key=self._title):
            packed: list[PackedSheet] = []
            product: Drawn | None = None
            for sheet in group:
                product = self._product(sheet)
                page += page % 2
                entry = self._entry(sheet)
                last = page + entry.pages
                numbers = f"{page + 1}" if entry.pages == 1 else f"{page + 1} to {last}"
                packed.append(PackedSheet(self._name(sheet), numbers, sheet.now, sheet.was or NOT_RECORDED))
                page = last
            printing = product.printing if product else ""
            parts.append(PackedPart(product_title, printing, tuple(packed)))
        return lay_out_pack_cover(title, self._changes.since, record, parts, self._staff.setting, self._paper)

    def _order(self, sheet: SheetChange) -> tuple[int, int, int]:
        """Those that are printed alike together; cities and languages in the order of the data."""
        cities = [city.id for city in self._data.directory.cities]
        languages = [each.tag for each in self._data.languages.languages]
        product = self._product(sheet)
        of_language = languages.index(sheet.language) if sheet.language else len(languages)
        return PRODUCTS.index(product) if product else 0, cities.index(sheet.city), of_language

    def _entry(self, sheet: SheetChange) -> FileEntry:
        entry = self._manifest.entry(sheet.path)
        if entry is None:
            raise KeyError(sheet.path)
        return entry

    def _title(self, sheet: SheetChange) -> str:
        product = self._product(sheet)
        return product.title.capitalize() if product else sheet.format

    def _name(self, sheet: SheetChange) -> str:
        names = {each.tag: each.names.en for each in self._data.languages.languages}
        cities = {city.id: city.name for city in self._data.directory.cities}
        spoken = [names[tag] for tag in sheet.languages or (sheet.language,)]
        return ", ".join((*spoken, cities[sheet.city]))

    def _recall(self, now: Edition) -> bytes:
        pictures: dict[str, Picture] = {}
        for format_, picture in self._pictures():
            pictures.setdefault(format_, picture)  # a poster is a poster, in one language or in several
        languages = {each.tag: each.names.en for each in self._data.languages.languages}
        cities = {each.id: each.name for each in self._data.directory.cities}
        scope = Scope(
            tuple(languages[each] for each in self._languages), tuple(cities.get(each, each) for each in self._cities)
        )
        recall = recall_of(self._changes, self._editions, now, pictures, scope)
        pages = lay_out_recall(
            recall, pictures, lambda tag: bool(tag) and is_right_to_left(tag), self._staff.setting, self._paper
        )
        return draw_for_staff(pages, self._staff, f"Recall sheet: {NOT_FOR_HANDING_OUT}", Sides.ONE)

    def _pictures(self) -> Iterator[tuple[str, Picture]]:
        """How each format looks, by what the manifest calls it."""
        for product in PRODUCTS:
            if not isinstance(product, Drawn):
                yield product.format, Picture(product.format, self._paper.width_pt / self._paper.height_pt, spine=True)
                continue
            page = product.page_of(product.sheet_of(self._paper))
            ratio = _CARD_RATIO if product.cards else page.width_pt / page.height_pt
            yield product.format, Picture(product.title, ratio, card=product.cards)


def packs_out_of_date(out: Path, manifest: Manifest, since: str | None) -> list[str]:
    """Files of packs in the output folder that were made of other sheets than now stand there, or compare with another
    edition than this, by their paths in it. None: nobody can tell which edition that is."""
    folder = out / PACKS_FOLDER
    return [] if packs_there(out, manifest, since) else [f"{PACKS_FOLDER}/{name}" for name in listed_packs(folder)]


def packs_there(out: Path, manifest: Manifest, since: str | None) -> tuple[str, ...]:
    """The PDFs of packs in the output folder, by their paths in it, where they were made of the sheets that stand there
    and of what has changed since this edition. None: since any."""
    folder = out / PACKS_FOLDER
    try:
        stamp = json.loads((folder / PACKS_STAMP).read_bytes())
        if stamp["of"] != _digest(manifest) or (since is not None and stamp["since"] != since):
            return ()
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(f"{PACKS_FOLDER}/{name}" for name in listed_packs(folder) if name.endswith(".pdf"))


def city_of_pack(path: str) -> str:
    """The id of the city that a pack is for; empty of one for all of them, and of the recall sheet."""
    name = path.rpartition("/")[2]
    return "" if name in (RECALL_NAME, _ALL_NAME) else name.removeprefix(_PACK).removesuffix(".pdf")


def remove_packs(folder: Path, kept: Collection[str]) -> None:
    """Remove what an earlier run wrote into a folder, but for files of these names. Raises WriteError."""
    for name in listed_packs(folder):
        if name not in kept:
            try:
                (folder / name).unlink()
            except OSError as error:
                raise WriteError(folder / name, error.strerror or str(error), "close what shows it") from error


def listed_packs(folder: Path) -> list[str]:
    """The files of packs that the stamp of a folder names, and that are there."""
    try:
        stamp: Mapping[str, Any] = json.loads((folder / PACKS_STAMP).read_bytes())
        names = [str(name) for name in stamp["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name in (*names, PACKS_STAMP) if name == Path(name).name and (folder / name).is_file()]


def _digest(manifest: Manifest) -> str:
    """Of every file that stands there."""
    return sha256_of("".join(sorted(f"{entry.path} {entry.sha256}\n" for entry in manifest.files)).encode())


def _item(product: str, sheet: SheetChange) -> Item:
    return Item(product, sheet.language, sheet.city)
