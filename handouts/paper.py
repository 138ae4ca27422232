"""Lengths, boxes and sheets of paper. Everything in points (1/72 inch) unless a name says mm."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self

PT_PER_MM = 72 / 25.4


def mm_from_pt(length_pt: float) -> float:
    """Millimetres of a length in points."""
    return length_pt / PT_PER_MM


def pt_from_mm(length_mm: float) -> float:
    """Points of a length in millimetres."""
    return length_mm * PT_PER_MM


class _Edges(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Box(_Edges):
    """A rectangle in points. Origin at the top left of the page, y grows downwards. A tuple, as a page has many."""

    __slots__ = ()

    def __new__(cls, left: float, top: float, right: float, bottom: float) -> Self:
        if right < left or bottom < top:
            edges = ", ".join(map(str, (left, top, right, bottom)))
            raise ValueError(f"a box runs from left to right and from top to bottom: {edges}")
        return super().__new__(cls, left, top, right, bottom)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def moved(self, x_pt: float, y_pt: float) -> Box:
        """The same rectangle elsewhere."""
        return Box(self.left + x_pt, self.top + y_pt, self.right + x_pt, self.bottom + y_pt)

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, other: Box, hair_pt: float = 0.0) -> bool:
        """Whether all of the other lies in it, but for so much at each edge."""
        return (
            self.left - hair_pt <= other.left
            and other.right <= self.right + hair_pt
            and self.top - hair_pt <= other.top
            and other.bottom <= self.bottom + hair_pt
        )

    def overlaps(self, other: Box) -> bool:
        """Whether they have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, portrait unless it lies on its side. `printed`: as sheets name it."""

    name: str
    width_pt: float
    height_pt: float
    printed: str = ""


class Sides(StrEnum):
    """The sides of the paper that a print dialog should choose, as PDF names them (ISO 32000-1, 12.2: Duplex)."""

    ANY = ""
    ONE = "Simplex"
    BOTH = "DuplexFlipLongEdge"
    BOTH_SHORT = "DuplexFlipShortEdge"

    @property
    def words(self) -> str:
        """As staff are told to print."""
        return {
            Sides.ANY: "",
            Sides.ONE: "on one side",
            Sides.BOTH: "on both sides, flipped on the long edge",
            Sides.BOTH_SHORT: "on both sides, flipped on the short edge",
        }[self]

    @property
    def order(self) -> str:
        """The same as an order, for a slug."""
        return {
            Sides.ANY: "",
            Sides.ONE: "one side",
            Sides.BOTH: "both sides, flip on the long edge",
            Sides.BOTH_SHORT: "both sides, flip on the short edge",
        }[self]


LETTER = Paper("letter", 612.0, 792.0, "Letter")
A4 = Paper("a4", pt_from_mm(210), pt_from_mm(297), "A4")
LEGAL = Paper("legal", 612.0, 1008.0, "Legal")
_FIXED = (LETTER, A4, LEGAL)
_OFICIO = "oficio"

PAPER_NAMES = (*(paper.name for paper in _FIXED), _OFICIO)
"""The papers by which people and data ask."""


def paper_named(name: str, oficio_mm: tuple[float, float]) -> Paper:
    """The sheet of that name. `oficio_mm`: width and height of Oficio, which sources give differently.

    Raises KeyError for a name that is no paper.
    """
    width_mm, height_mm = oficio_mm
    oficio = Paper(_OFICIO, pt_from_mm(width_mm), pt_from_mm(height_mm), "Oficio")
    return {paper.name: paper for paper in (*_FIXED, oficio)}[name]


def half_of(paper: Paper) -> Paper:
    """Half of a sheet, portrait."""
    return Paper(f"half-{paper.name}", paper.height_pt / 2, paper.width_pt)


STRIP_PT = 36.0
"""At the foot of half a sheet: there sheets that are folded have their slug, since no paper is higher than its half."""


def folded_page_of(paper: Paper) -> Paper:
    """A page of a booklet that is folded from sheets of this paper: half a sheet without the strip at its foot."""
    half = half_of(paper)
    return Paper(f"folded-{paper.name}", half.width_pt, half.height_pt - STRIP_PT)


def on_its_side(paper: Paper) -> Paper:
    """A sheet, landscape."""
    return Paper(paper.name, paper.height_pt, paper.width_pt, paper.printed)


def double_of(paper: Paper) -> Paper:
    """A sheet of twice the area, portrait: Tabloid of Letter, A3 of A4."""
    larger = {LETTER.name: ("tabloid", "Tabloid"), A4.name: ("a3", "A3")}
    name, printed = larger.get(paper.name, (f"double-{paper.name}", f"double {paper.printed}"))
    return Paper(name, paper.height_pt, 2 * paper.width_pt, printed)


def larger_papers() -> tuple[Paper, ...]:
    """Sheets on which nothing is laid out, but on which finished pages can be imposed."""
    return double_of(LETTER), double_of(A4)


PRESS_PAPER_NAMES = (*PAPER_NAMES, *(paper.name for paper in larger_papers()))
"""The papers on which pages are imposed."""


def press_papers(oficio_mm: tuple[float, float]) -> tuple[Paper, ...]:
    """All of these, portrait."""
    return (*(paper_named(name, oficio_mm) for name in PAPER_NAMES), *larger_papers())
