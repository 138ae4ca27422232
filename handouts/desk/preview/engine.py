"""From data to a picture of one page, as a build would make it: composed, laid out, drawn, rendered. Kept warm."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from handouts.content.flyer import Flyer
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.errors import HandoutError, Problem
from handouts.layout import DoesNotFit, LanguageSetting, typography_of
from handouts.layout.glyph_coverage import compose_printable_sheet
from handouts.paper import paper_named
from handouts.picture import picture_of_pages
from handouts.products.document_info import sheet_info
from handouts.products.product import Drawn, Range
from handouts.products.table import DRAWN
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.ledger import read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import messages_of
from handouts.sources.model import Language
from handouts.sources.translations import Catalogue, catalogue_of, read_catalogue, source_catalogue
from handouts.text import FontLibrary, Typesetter

_MOST_LANGUAGES: Final = 6
_MOST_PAGES_A_TYPESETTER: Final = 300
"""It keeps every paragraph that it has shaped: after so many pages it begins anew."""
_MOST_PICTURES: Final = 24
_MOST_WAITING: Final = 200


class CantShowError(HandoutError):
    """There is no such page; `problems` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page: tags and ids of the data. `translations`: what stands in the language's PO file, where that is not
    what the file holds."""

    city: str
    language: str
    product: Drawn
    translations: bytes | None = None


@dataclass(slots=True)
class _Warm:
    """A language that has been set, with everything that its typesetter has kept."""

    setting: LanguageSetting
    pages: int = 0


def sheet_product(name: str) -> Drawn | None:
    """The kind of sheet of that name: one for each language and city."""
    found = DRAWN.get(name)
    return found if found is not None and found.range is Range.SHEETS and not found.together else None


class Preview:
    """The engine of one desk. One page at a time: whoever waits while a newer state of the same form comes in is let
    go. What it keeps is thrown away when data or fonts change."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._lock = threading.Lock()
        self._turns: OrderedDict[str, int] = OrderedDict()
        self._asking = threading.Lock()
        self._library: FontLibrary | None = None
        self._font_files: object = None
        self._languages: tuple[Language, ...] = ()
        self._warm: OrderedDict[str, _Warm] = OrderedDict()
        self._shown_of: Data | None = None
        self._shown: OrderedDict[Wanted, bytes] = OrderedDict()

    @contextlib.contextmanager
    def turn(self, who: str) -> Iterator[bool]:
        """Wait for the engine. False where the same has asked again meanwhile: then this one is not wanted any more."""
        with self._asking:
            ticket = self._turns.pop(who, 0) + 1
            self._turns[who] = ticket
            while len(self._turns) > _MOST_WAITING:
                self._turns.popitem(last=False)
        with self._lock:
            yield self._turns.get(who, ticket) == ticket

    def waiting(self, who: str) -> int:
        """How often the same has asked so far."""
        return self._turns.get(who, 0)

    def saved(self, data: Data, wanted: Wanted) -> bytes:
        """A page of the data as they are saved; the same data give the same picture. In a turn.

        Raises CantShowError.
        """
        if self._shown_of is not data or self._fonts_changed():
            self._shown.clear()
            self._shown_of = data
        if wanted not in self._shown:
            self._shown[wanted] = self.picture(data, wanted)
            if len(self._shown) > _MOST_PICTURES:
                self._shown.popitem(last=False)
        return self._shown[wanted]

    def picture(self, data: Data, wanted: Wanted) -> bytes:
        """A page of these data, as a PNG. In a turn.

        Raises CantShowError where it would be held back, or does not fit; InputError for fonts and ledgers that can't
        be used.
        """
        warm = self._warmed(data, wanted.language)
        catalogue = _catalogue(data, wanted)
        flyer, problems = compose_printable_sheet(data, catalogue, wanted.city, warm.setting.typesetter)
        if flyer is None:
            raise CantShowError(problems)
        return picture_of_pages(self._drawn(data, wanted.product, flyer, warm.setting))

    def _drawn(self, data: Data, product: Drawn, flyer: Flyer, setting: LanguageSetting) -> bytes:
        paper = paper_named(data.handout.paper, data.handout.oficio_mm)
        sheet = product.set_sheet(flyer, setting, paper, str(data.handout.sides))
        if isinstance(sheet, DoesNotFit):
            missing = f"; {sheet.missing_mm:.0f} mm are missing" if sheet.missing_mm >= 0.5 else ""
            raise CantShowError([Problem("", 0, 0, f"it does not fit: {sheet.what}{missing}", "make it shorter")])
        library = self._library or FontLibrary(self._fonts)
        pages = sheet.laid.pages
        plan = plan_fonts(pages, library, contents=[], right_to_left=setting.typography.right_to_left)
        info = sheet_info(sheet.flyer, data.handout.publisher, sheet.edition, product, len(pages))
        return draw_document(pages, info, plan, DrawCache(plan))

    def _warmed(self, data: Data, tag: str) -> _Warm:
        languages = data.languages.languages
        if self._library is None or self._fonts_changed() or languages != self._languages:
            self._library, self._languages = FontLibrary(self._fonts), languages
            self._font_files = _signed(self._fonts)
            self._warm.clear()
        warm = self._warm.pop(tag, None)
        if warm is None or warm.pages >= _MOST_PAGES_A_TYPESETTER:
            language = next(each for each in languages if each.tag == tag)
            warm = _Warm(LanguageSetting(typography_of(language, languages), Typesetter(self._library)))
        warm.pages += 1
        self._warm[tag] = warm
        while len(self._warm) > _MOST_LANGUAGES:
            self._warm.popitem(last=False)
        return warm

    def _fonts_changed(self) -> bool:
        return self._font_files != _signed(self._fonts)


def _signed(fonts: Path) -> tuple[tuple[str, int, int], ...]:
    files = ((path.name, path.stat()) for path in sorted(fonts.glob("*.ttf")))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in files)


def _catalogue(data: Data, wanted: Wanted) -> Catalogue:
    messages, tag = messages_of(data.handout, data.directory, data.faq), wanted.language
    if tag == SOURCE_LANGUAGE:
        return source_catalogue(messages)
    path = data.folder / "translations" / f"{tag}.po"
    ledger = read_ledger(data.folder / "reviews" / f"{tag}.yaml")
    if wanted.translations is not None:
        return catalogue_of(wanted.translations, path, tag, messages, ledger)
    return read_catalogue(path, tag, messages, ledger)
