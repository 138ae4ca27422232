"""How black glyphs are: the area inside their outlines."""

from __future__ import annotations

from typing import Any

import uharfbuzz as hb

from handouts.text.glyphs import GlyphRun, Line
from handouts.text.library import FontLibrary, LibraryFont


class Blackness:
    """The black area of lines. Areas of glyphs and lines are kept; where contours overlap, both count."""

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self._areas: dict[str, _Areas] = {}  # by font
        self._lines: dict[Line, float] = {}
        self._outlines = _outline_functions()

    def of_line_pt2(self, line: Line) -> float:
        """Square points of black."""
        found = self._lines.get(line)
        if found is None:
            found = self._lines[line] = sum(map(self._of_run_pt2, line.runs))
        return found

    def _of_run_pt2(self, run: GlyphRun) -> float:
        areas = self._areas.get(run.font)
        if areas is None:
            areas = self._areas[run.font] = _Areas(self._library.font(run.font), self._outlines)
        return run.size_pt**2 * sum([areas[glyph.gid] for glyph in run.glyphs])


class _Areas(dict[int, float]):
    """Glyphs of one font by id, in square em."""

    def __init__(self, opened: LibraryFont, outlines: Any) -> None:
        super().__init__()
        self._opened = opened
        self._outlines = outlines

    def __missing__(self, gid: int) -> float:
        contours = _Contours()
        self._opened.font.draw_glyph(gid, self._outlines, contours)
        area = self[gid] = abs(contours.area) / self._opened.units_per_em**2
        return area


class _Contours:
    """What HarfBuzz draws, as the sum of signed areas: outlines run one way, holes the other."""

    def __init__(self) -> None:
        self.area = 0.0
        self._start = self._at = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self._start = self._at = (x, y)

    def line(self, x: float, y: float) -> None:
        self.area += _cross(self._at, (x, y)) / 2
        self._at = (x, y)

    def curve(self, control_x: float, control_y: float, x: float, y: float) -> None:
        control, end = (control_x, control_y), (x, y)
        self.area += (2 * _cross(self._at, control) + 2 * _cross(control, end) + _cross(self._at, end)) / 6
        self._at = end

    def close(self) -> None:
        self.line(*self._start)


def _cross(first: tuple[float, float], second: tuple[float, float]) -> float:
    return first[0] * second[1] - first[1] * second[0]


def _outline_functions() -> Any:
    """TrueType outlines have lines and quadratic curves only."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, contours: contours.move(x, y))
    functions.set_line_to_func(lambda x, y, contours: contours.line(x, y))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, contours: contours.curve(cx, cy, x, y))
    functions.set_close_path_func(lambda contours: contours.close())
    return functions
