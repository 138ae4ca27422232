"""Lines as programs read them off a page: search, clipboard, screen readers.

On a right-to-left page pypdf and pdf.js run two dial strings of a row together where nothing stands between them. So
lines of left-to-right text end in a narrow blank there that reads as a space, and as one of their own direction.
"""

from __future__ import annotations

from dataclasses import replace

from handouts.text.glyphs import Composite, Glyph, GlyphRun, Line

_LEFT_TO_RIGHT_SPACE = "\u200e "
_BLANK_EM = 0.1


class LegibleLines(dict[Line, tuple[GlyphRun, ...]]):
    """The runs of lines as they are to be shown, in that order. Those of a right-to-left page are kept, by identity."""

    def __init__(self, *, right_to_left: bool) -> None:
        super().__init__()
        self._right_to_left = right_to_left

    def of(self, line: Line) -> tuple[GlyphRun, ...]:
        """The runs of a line, as it is or with what makes it legible."""
        if not self._right_to_left:
            return line.runs
        return self[line]

    def __missing__(self, line: Line) -> tuple[GlyphRun, ...]:
        found = self[line] = _with_end(line)
        return found


def _with_end(line: Line) -> tuple[GlyphRun, ...]:
    """With a blank at the end of left-to-right text that has none."""
    if not line.runs or line.text[-1:].isspace() or any(run.right_to_left for run in line.runs):
        return line.runs
    last = line.runs[-1]
    width = round(_BLANK_EM * last.units_per_em)
    blank = Glyph(Composite(width, ()), width, 0, _LEFT_TO_RIGHT_SPACE)
    return (*line.runs[:-1], replace(last, glyphs=(*last.glyphs, blank)))
