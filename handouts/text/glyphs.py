"""What the text engine gives back: lines of positioned glyphs. Frozen values; no font is opened here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias


class Ink(NamedTuple):
    """Extents of ink in points, relative to a line's left end on its baseline; y grows upwards (as in fonts).

    A line without ink has all zeros.
    """

    left: float
    bottom: float
    right: float
    top: float

    def scaled(self, factor: float) -> Ink:
        return Ink(self.left * factor, self.bottom * factor, self.right * factor, self.top * factor)

    def moved(self, x: float, y: float) -> Ink:
        return Ink(self.left + x, self.bottom + y, self.right + x, self.top + y)


class Part(NamedTuple):
    """A glyph of the font as a part of a composite one, moved from its origin. Font units, y upwards."""

    gid: int
    x: int
    y: int


class Composite(NamedTuple):
    """What a cluster looks like that is not one glyph of the font, set as if it were: its parts, left to right in no
    matter which order, and the width that such a glyph would have. Without parts it is blank."""

    width: int
    parts: tuple[Part, ...]


Shape: TypeAlias = int | Composite
"""A glyph of the font by its id, or a composite one."""


def shape_of(document: Any) -> Shape:
    """A shape as JSON gives it back, with lists in the place of tuples. Raises TypeError or ValueError for what is
    none."""
    if isinstance(document, int):
        return document
    width, parts = document
    return Composite(width, tuple([Part(*part) for part in parts]))


class Glyph(NamedTuple):
    """One positioned glyph. Lengths in font units (see GlyphRun.units_per_em).

    `advance` already holds extra space (word or group space). `dx` moves the glyph from the pen. `text` is what it
    stands for when the page is read as text: all characters of its cluster.
    """

    gid: Shape
    advance: int
    dx: int
    text: str


@dataclass(frozen=True, eq=False, slots=True)
class GlyphRun:
    """Glyphs of one font at one size, left to right as drawn. `x_pt`: where the run begins, from the left end of its
    line. `order`: by which the runs of a line are sorted to be read; they stand in it from left to right."""

    font: str  # key in FontLibrary: the file name without ending
    size_pt: float
    units_per_em: int
    x_pt: float
    right_to_left: bool
    glyphs: tuple[Glyph, ...]
    order: int = 0

    def with_glyphs(self, glyphs: tuple[Glyph, ...], x_pt: float) -> GlyphRun:
        """The run with other glyphs, and where it begins then. (`replace` takes three times as long.)"""
        return GlyphRun(self.font, self.size_pt, self.units_per_em, x_pt, self.right_to_left, glyphs, self.order)


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """One set line. Compared and hashed by identity: a cached paragraph gives the same Line again.

    `width_pt` is the advance width without the space at the line's end; `ink` what is really black.
    """

    runs: tuple[GlyphRun, ...]
    width_pt: float
    ink: Ink
    text: str  # the logical text of the line, with the space at its end
