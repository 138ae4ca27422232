"""Lengths, boxes and sheets of paper. Everything in points (1/72 inch) unless a name says mm."""

from __future__ import annotations

from dataclasses import dataclass

PT_PER_MM = 72 / 25.4


def mm_from_pt(length_pt: float) -> float:
    """Millimetres of a length in points."""
    return length_pt / PT_PER_MM


def pt_from_mm(length_mm: float) -> float:
    """Points of a length in millimetres."""
    return length_mm * PT_PER_MM


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points. Origin at the top left of the page, y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if self.right < self.left or self.bottom < self.top:
            raise ValueError(f"a box runs from left to right and from top to bottom: {self}")

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, portrait."""

    name: str
    width_pt: float
    height_pt: float


LETTER = Paper("letter", 612.0, 792.0)
A4 = Paper("a4", pt_from_mm(210), pt_from_mm(297))
LEGAL = Paper("legal", 612.0, 1008.0)


def printed_name(paper: Paper) -> str:
    """As sheets name their paper."""
    return "A4" if paper.name == "a4" else paper.name.capitalize()


def paper_named(name: str, oficio_mm: tuple[float, float]) -> Paper:
    """The sheet of that name. `oficio_mm`: width and height of Oficio, which sources give differently.

    Raises KeyError for a name that is no paper.
    """
    oficio = Paper("oficio", pt_from_mm(oficio_mm[0]), pt_from_mm(oficio_mm[1]))
    return {paper.name: paper for paper in (LETTER, A4, LEGAL, oficio)}[name]
