"""What the text engine gives back: lines of positioned glyphs. Frozen values; no font is opened here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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


class Glyph(NamedTuple):
    """One positioned glyph. Lengths in font units (see GlyphRun.units_per_em).

    `advance` already holds extra space (word or group space). `dx`, `dy` move the glyph from the pen. `text` is what
    this glyph stands for when the page is read as text; U+200B where a cluster's text hangs on another glyph.
    """

    gid: int
    advance: int
    dx: int
    dy: int
    text: str


@dataclass(frozen=True, eq=False, slots=True)
class GlyphRun:
    """Glyphs of one font at one size, left to right as drawn.

    `x_pt`: where the run begins, from the left end of its line. `actual`: ranges [first, last) of `glyphs` whose text
    is not one glyph for one text, with the text to be read for them (PDF ActualText).
    """

    font: str  # key in FontLibrary: the file name without ending
    size_pt: float
    units_per_em: int
    x_pt: float
    right_to_left: bool
    glyphs: tuple[Glyph, ...]
    actual: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """One set line. Compared and hashed by identity: a cached paragraph gives the same Line again.

    `width_pt` is the advance width without the space at the line's end; `ink` what is really black.
    """

    runs: tuple[GlyphRun, ...]
    width_pt: float
    ink: Ink
    text: str  # the logical text of the line, with the space at its end
