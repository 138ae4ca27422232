"""Lines of text as the second reader gives them: glyphs that follow each other, and where each begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

DIRECTION_MARKS = "\u200e\u200f\u061c"
"""They tell programs which way to read what has no direction of its own. Nothing is drawn for them."""


class TextLine(NamedTuple):
    """Glyphs that follow each other on a baseline, each with its text and where it begins, in the order of the content
    (right-to-left text: from left to right); `text` of all. Where the last one ends, and the size of the first.
    `seams`: indexes of glyphs before which there is a gap, and a text object begins; `laps`: before which one begins
    that goes back; `gaps`: that do not begin where the glyph before them ends, each with where that is: between two
    directions others may stand there. Points from the top left."""

    text: str
    glyphs: tuple[str, ...]
    origins_pt: tuple[float, ...]
    y_pt: float
    end_pt: float
    size_pt: float
    seams: tuple[int, ...] = ()
    laps: tuple[int, ...] = ()
    gaps: tuple[tuple[int, float], ...] = ()

    @property
    def x_pt(self) -> float:
        """Where the first glyph begins."""
        return self.origins_pt[0]

    @property
    def backwards(self) -> str:
        """The same from the last glyph to the first: right-to-left text as it is read."""
        return "".join(reversed(self.glyphs))

    def parts(self) -> list[TextLine]:
        """What stands between the seams."""
        if not self.seams:
            return [self]
        edges = [0, *self.seams, len(self.glyphs)]
        return [self.cut(first, last) for first, last in pairwise(edges)]

    def cut(self, first: int, last: int) -> TextLine:
        """The glyphs from one index up to another."""
        if last - first == len(self.glyphs):
            return self
        seams, laps = (tuple([at - first for at in each if first < at < last]) for each in (self.seams, self.laps))
        gaps = tuple([(at - first, end) for at, end in self.gaps if first < at < last])
        end = self.origins_pt[last] if last < len(self.glyphs) else self.end_pt
        glyphs, origins = self.glyphs[first:last], self.origins_pt[first:last]
        return TextLine("".join(glyphs), glyphs, origins, self.y_pt, end, self.size_pt, seams, laps, gaps)


@dataclass(frozen=True)
class SecondText:
    """What pdfminer.six finds of text on a page: the lines; whether all of it is filled in black ink; the names of
    fonts in use that the file does not hold."""

    lines: tuple[TextLine, ...]
    black: bool
    missing_fonts: tuple[str, ...]

    @property
    def text(self) -> str:
        """A line break where the baseline changes or a gap lies before the next glyph."""
        return "\n".join(line.text for line in self.lines)

    def between(self, top_pt: float, bottom_pt: float) -> list[TextLine]:
        """The lines with their baseline between these, in their order."""
        levels, indexes = self._by_level
        first, last = bisect_right(levels, top_pt), bisect_left(levels, bottom_pt)
        return [self.lines[index] for index in sorted(indexes[first:last])]

    @cached_property
    def _by_level(self) -> tuple[list[float], list[int]]:
        """All baselines from above, and whose they are."""
        indexes = sorted(range(len(self.lines)), key=lambda index: self.lines[index].y_pt)
        return [self.lines[index].y_pt for index in indexes], indexes


NO_TEXT = SecondText((), True, ())
"""Of a page that was not read."""
