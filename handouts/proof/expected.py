"""What should stand on a sheet: what its format promises, and the texts of its Flyer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Extent, Role, SheetText, Where
from handouts.layout import staff_line
from handouts.paper import Paper

SIDES_OF_SHEETS = ("side 1 of 2", "side 2 of 2", "page 1 of 2", "page 2 of 2", "front", "back")
"""What follows the line for staff."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a format promises.

    `page`: the size of its pages; `pages`: how many, of the `page_counts` that it may have; `codes`: how many QR codes,
    all on one page; `beside`: how many pages stand beside each other on one, each with city, date and line for staff;
    `facing`: its two pages face each other, and are not the two sides of a sheet; `answers`: whether it carries the
    answers; `cards`: it is a sheet of ten cards, with numbers as far as they fit; `panels`: it is folded to pages, some
    of which stand on their head; `form` and `sheet`: what the line for staff calls it, and the paper it is printed on;
    `making`: how it is printed, as that line says; `marked`: the words that its pages have for those who cut and
    fold it.
    """

    page: Paper
    form: str
    sheet: Paper
    pages: int
    page_counts: tuple[int, ...]
    codes: int
    beside: int
    facing: bool
    answers: bool
    cards: bool
    making: str = ""
    marked: tuple[str, ...] = ()
    panels: bool = False

    @property
    def takes_back(self) -> bool:
        """Whether it goes on on the back only where it must: the code for more stands on the front then."""
        return len(self.page_counts) > 1

    @property
    def has_back(self) -> bool:
        """Whether this one does."""
        return self.takes_back and self.pages == max(self.page_counts)

    @property
    def page_of_codes(self) -> int:
        """On which page all QR codes stand, from 0."""
        return 0 if self.takes_back else self.pages - 1

    def extent(self, left_out: Collection[str]) -> Extent:
        """How much of its content stands on it. `left_out`: ids of what layout left out."""
        return Extent(frozenset(left_out), self.pages * self.beside, self.cards)

    def staff(self, flyer: Flyer, edition: str) -> str:
        """The line for staff, without the side of the sheet that may follow it."""
        return staff_line(flyer, self.form, self.sheet, edition, making=self.making)


HEADS = {Role.CITY: 1 / 8, Role.ARCHIVED: 1 / 2, Role.ARCHIVED_ENGLISH: 1 / 2, Role.DATE: 1 / 3}
"""What every page says at its top, and within which part of its height."""


def heads_of(flyer: Flyer, texts: Iterable[SheetText]) -> Iterator[tuple[SheetText, float]]:
    """Those of the texts of a sheet that every page of it has at its top, and within which part of its height. The date
    stands below the band of an archived sheet, which on a half page takes four lines."""
    for each in texts:
        if each.role in HEADS:
            below_band = bool(flyer.archived) and each.role is Role.DATE
            yield each, HEADS[Role.ARCHIVED if below_band else each.role]


def texts_on(flyer: Flyer, extent: Extent) -> tuple[SheetText, ...]:
    """Every text of the flyer of which a sheet of this extent may show anything by itself."""
    hidden = Where.SPOKEN | Where.STAFF
    return tuple(each for each in flyer.texts_on(extent) if not each.role.where & hidden)


def passages(texts: Iterable[SheetText], where: Where) -> list[tuple[str, str]]:
    """What must stand there, with what it is; as one where texts must stand right behind each other."""
    found: list[tuple[str, str]] = []
    for each in texts:
        if not each.role.where & where:
            continue
        if each.continues and found:
            what, text = found.pop()
            found.append((what, f"{text} {each.text}"))
        else:
            found.append((each.what, each.text))
    return found
