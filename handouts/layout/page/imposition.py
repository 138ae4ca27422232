"""Imposition: where pages stand on a sheet that is cut or folded, and the marks by which that is done.

Arithmetic only; points, origin at the top left of the sheet, y downwards. A matrix of places, what is put there, and
marks around it. What is put there may be placed pages (`impose`) or those of a finished file (`page/schemes.py` says
in which order, `bind/imposed.py` puts them there).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.layout.page.moving import moved_element, moved_mark, turned_element, turned_mark
from handouts.layout.page.placed import Element, Mark, PlacedPage, PlacedRule, marks_of
from handouts.paper import Box, Paper


class Slot(NamedTuple):
    """The place of one page on the sheet: which of the pages to impose, from 0, and where its top left corner is.
    `turned`: it stands on its head, and this corner is the one that is at the top left all the same."""

    page: int
    x_pt: float
    y_pt: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Equal pages in columns and rows without a gap, in the middle of a sheet. On a right-to-left sheet the first
    column is the one at the right. `top_pt`: where the first row begins, if not in the middle."""

    sheet: Paper
    page_width_pt: float
    page_height_pt: float
    columns: int
    rows: int
    right_to_left: bool = False
    top_pt: float | None = None

    @property
    def column_edges_pt(self) -> tuple[float, ...]:
        """Where columns begin and end, from the left."""
        left = (self.sheet.width_pt - self.columns * self.page_width_pt) / 2
        return tuple(left + column * self.page_width_pt for column in range(self.columns + 1))

    @property
    def row_edges_pt(self) -> tuple[float, ...]:
        """Where rows begin and end, from the top."""
        top = (self.sheet.height_pt - self.rows * self.page_height_pt) / 2 if self.top_pt is None else self.top_pt
        return tuple(top + row * self.page_height_pt for row in range(self.rows + 1))

    @property
    def box(self) -> Box:
        """What all pages cover together."""
        xs, ys = self.column_edges_pt, self.row_edges_pt
        return Box(xs[0], ys[0], xs[-1], ys[-1])

    @property
    def part_of_sheet(self) -> float:
        """How much of the sheet the pages cover."""
        pages = self.columns * self.rows * self.page_width_pt * self.page_height_pt
        return pages / (self.sheet.width_pt * self.sheet.height_pt)

    def slot(self, page: int, column: int, row: int, *, turned: bool) -> Slot:
        """The place in this column from the left and row from the top."""
        return Slot(page, self.column_edges_pt[column], self.row_edges_pt[row], turned)

    def slots(self, order: Sequence[int]) -> Iterator[Slot]:
        """The places of these pages, row by row in the direction of reading.

        Raises ValueError where there are more or fewer pages than places.
        """
        xs = self.column_edges_pt[:-1]
        places = [(x, y) for y in self.row_edges_pt[:-1] for x in (reversed(xs) if self.right_to_left else xs)]
        for page, (x, y) in zip(order, places, strict=True):
            yield Slot(page, x, y)


def impose(pages: Sequence[PlacedPage], order: Sequence[int], matrix: Matrix) -> PlacedPage:
    """One side of a sheet with the pages in this order. What stands on it more than once is read once: its further
    copies are artifacts.

    Raises ValueError where there are more or fewer pages than places.
    """
    return impose_in(pages, matrix.slots(order), matrix.sheet)


def impose_in(pages: Sequence[PlacedPage], slots: Iterable[Slot], sheet: Paper) -> PlacedPage:
    """The same with each page in its place, upright or on its head; read in the order of the slots."""
    elements: list[Element] = []
    artifacts: list[Mark] = []
    read: set[int] = set()
    for number, left, top, turned in slots:
        page = pages[number]
        x, y = (left + page.width_pt, top + page.height_pt) if turned else (left, top)
        mark_there, element_there = (turned_mark, turned_element) if turned else (moved_mark, moved_element)
        artifacts.extend(mark_there(mark, x, y) for mark in page.artifacts)
        if number in read:
            artifacts.extend(mark_there(mark, x, y) for mark in marks_of(page.elements))
        else:
            elements.extend(element_there(element, x, y) for element in page.elements)
        read.add(number)
    return PlacedPage(sheet.width_pt, sheet.height_pt, tuple(elements), tuple(artifacts))


@dataclass(frozen=True, slots=True)
class CutMarks:
    """Short rules around the pages, where the cuts between them end. `gap_pt`: how far from the pages they keep.
    `inner_above`: whether the cuts between columns are marked at the top too, or something else stands there."""

    length_pt: float
    gap_pt: float
    width_pt: float
    inner_above: bool = True

    def around(self, matrix: Matrix) -> Iterator[PlacedRule]:
        """The marks of all cuts, those between columns first."""
        box, near, far = matrix.box, self.gap_pt, self.gap_pt + self.length_pt
        for column, x in enumerate(matrix.column_edges_pt):
            if self.inner_above or column in (0, matrix.columns):
                yield PlacedRule(x, box.top - far, x, box.top - near, self.width_pt)
            yield PlacedRule(x, box.bottom + near, x, box.bottom + far, self.width_pt)
        for y in matrix.row_edges_pt:
            yield PlacedRule(box.left - far, y, box.left - near, y, self.width_pt)
            yield PlacedRule(box.right + near, y, box.right + far, y, self.width_pt)
