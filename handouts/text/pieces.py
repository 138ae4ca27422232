"""What becomes of the characters of one line of a paragraph, at size 1: it can be set at any size. Frozen values; no
font is opened here."""

from __future__ import annotations

from typing import NamedTuple

from handouts.text.glyphs import Glyph, Ink


class PieceRun(NamedTuple):
    """A GlyphRun at size 1: `scale` is its size, `x` where it begins, in em. `first`, `last`: which parts of the line
    it is made of, in reading order."""

    font: str
    units_per_em: int
    scale: float
    right_to_left: bool
    x: float
    glyphs: tuple[Glyph, ...]
    first: int = 0
    last: int = 0


class Piece(NamedTuple):
    """Characters as one line: lengths in em."""

    runs: tuple[PieceRun, ...]
    width: float
    ink: Ink


class Known(NamedTuple):
    """What is known of a paragraph: pieces by the characters [start, end) that they hold; from where to where its lines
    reach, by size, width and first indent in points; the width of its widest word in em, None where nobody asked."""

    pieces: dict[tuple[int, int], Piece]
    broken: dict[tuple[float, float, float], tuple[tuple[int, int], ...]]
    widest_word: float | None
