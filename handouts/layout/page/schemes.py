"""Schemes of imposition: in which order pages go on the sides of sheets, so that folding and cutting puts them right.

Page numbers only, from 0; no lengths, nothing of PDF. `None` is a blank. A back is described as one sees it who turns
the sheet like the page of a book: what is at its left lies behind what is at the right of the front.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeAlias

from handouts.schemes import PAGES_OF_A_SHEET, PANELS

Pages: TypeAlias = Sequence[int | None]


class Place(NamedTuple):
    """Where a page stands on a side: columns from the left, rows from the top. `turned`: on its head."""

    page: int | None
    column: int
    row: int = 0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class ImposedSheet:
    """Both sides of a sheet. `signature`: which of them it belongs to, from 0. `depth`: how many sheets lie around it
    once it is folded. `inner`: how many lie in it."""

    front: tuple[Place, ...]
    back: tuple[Place, ...] = ()
    signature: int = 0
    depth: int = 0
    inner: int = 0

    @property
    def sides(self) -> tuple[tuple[Place, ...], ...]:
        """Those that are printed."""
        return (self.front, self.back) if self.back else (self.front,)


# --- orders of reading --------------------------------------------------------------------------------------------


def with_blanks(count: int, multiple: int, last: int = 0) -> Pages:
    """The pages in the order of reading, filled up with blanks to a multiple. `last`: so many pages stay at the very
    end (a back cover), and blanks come before them. Raises ValueError for no page, or more last pages than pages."""
    if count < 1 or not 0 <= last <= count:
        raise ValueError(f"{count} pages, {last} of them last ones")
    blanks = -count % multiple
    return (*range(count - last), *(None,) * blanks, *range(count - last, count))


def meeting(count: int, other: int, multiple: int) -> Pages:
    """Two texts in one booklet, each begun from its own cover, that meet in the middle, where the blanks are. Pages of
    the other are numbered on from those of the first. It is read against the first's direction, so its first page is
    the last leaf's. Raises ValueError where one has no page."""
    if count < 1 or other < 1:
        raise ValueError(f"{count} and {other} pages")
    blanks = -(count + other) % multiple
    return (*range(count), *(None,) * blanks, *reversed(range(count, count + other)))


def signature_sizes(pages: int, largest: int) -> tuple[int, ...]:
    """How many pages each signature has: as few signatures as possible, all equal or one sheet less, so that no thin
    one ends the book. Raises ValueError where these are no whole sheets."""
    if pages % PAGES_OF_A_SHEET or largest % PAGES_OF_A_SHEET or not pages or largest < PAGES_OF_A_SHEET:
        raise ValueError(f"{pages} pages in signatures of {largest}")
    sheets, most = pages // PAGES_OF_A_SHEET, largest // PAGES_OF_A_SHEET
    count = -(-sheets // most)
    least, more = divmod(sheets, count)
    return tuple(PAGES_OF_A_SHEET * (least + (number < more)) for number in range(count))


# --- sheets -------------------------------------------------------------------------------------------------------


def folded_sheets(order: Pages, sizes: Sequence[int], *, right_to_left: bool = False) -> Iterator[ImposedSheet]:
    """Sheets of two pages a side that are folded once and laid into each other, a signature after the other, the
    outermost first. `right_to_left`: the spine is at the right of page 1. Raises ValueError where sizes and pages
    differ."""
    if sum(sizes) != len(order):
        raise ValueError(f"{len(order)} pages in signatures of {sizes}")
    start = 0
    for signature, size in enumerate(sizes):
        pages = order[start : start + size]
        start += size
        sheets = size // PAGES_OF_A_SHEET
        for depth in range(sheets):
            first, last = 2 * depth, size - 1 - 2 * depth
            yield ImposedSheet(
                _pair(pages[last], pages[first], mirrored=right_to_left),
                _pair(pages[first + 1], pages[last - 1], mirrored=right_to_left),
                signature,
                depth,
                sheets - 1 - depth,
            )


def _pair(left: int | None, right: int | None, *, mirrored: bool) -> tuple[Place, ...]:
    return (Place(right, 0), Place(left, 1)) if mirrored else (Place(left, 0), Place(right, 1))


def repeated_sheets(count: int, columns: int, rows: int) -> Iterator[ImposedSheet]:
    """Every page in all places of a side, the next one behind it. A single page leaves the back white."""
    for page in range(0, count, 2):
        behind = page + 1 if page + 1 < count else None
        sides = [
            tuple(Place(each, column, row) for row in range(rows) for column in range(columns))
            for each in (page, behind)
        ]
        yield ImposedSheet(sides[0], sides[1] if count > 1 else ())


def zine_sheets(count: int, *, right_to_left: bool = False) -> Iterator[ImposedSheet]:
    """Eight panels on one side: the upper row on its head, 5 4 3 2, below it 6 7 8 1; mirrored where the spine is at
    the right. Each further eight pages are a zine of their own."""
    for start in range(0, count, PANELS):
        pages = [start + number if start + number < count else None for number in range(PANELS)]
        upper, lower = (pages[4:0:-1], (*pages[5:], pages[0]))
        if right_to_left:
            upper, lower = upper[::-1], lower[::-1]
        yield ImposedSheet(
            tuple(
                chain(
                    (Place(page, column, 0, turned=True) for column, page in enumerate(upper)),
                    (Place(page, column, 1) for column, page in enumerate(lower)),
                )
            )
        )
