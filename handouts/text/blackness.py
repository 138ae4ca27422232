"""How black glyphs are: the area that HarfBuzz's rasterizer fills, in which contours that overlap count once."""

from __future__ import annotations

import uharfbuzz as hb

from handouts.text.glyphs import Composite, GlyphRun, Line, Shape
from handouts.text.library import FontLibrary, LibraryFont

_PIXELS_PER_EM = 64
"""With 256 levels each: within a thousandth of the area of the outlines of Latin letters."""


class Blackness:
    """The black area of lines. Areas of glyphs and lines are kept; where glyphs overlap, both count."""

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self._areas: dict[str, _Areas] = {}  # by font
        self._lines: dict[Line, float] = {}

    def of_line_pt2(self, line: Line) -> float:
        """Square points of black."""
        found = self._lines.get(line)
        if found is None:
            found = self._lines[line] = sum(map(self._of_run_pt2, line.runs))
        return found

    def _of_run_pt2(self, run: GlyphRun) -> float:
        areas = self._areas.get(run.font)
        if areas is None:
            areas = self._areas[run.font] = _Areas(self._library.font(run.font))
        return run.size_pt**2 * sum([areas[glyph.gid] for glyph in run.glyphs])


class _Areas(dict[Shape, float]):
    """Glyphs of one font, in square em."""

    def __init__(self, opened: LibraryFont) -> None:
        super().__init__()
        self._font = opened.font
        self._raster = hb.RasterDraw()
        scale = _PIXELS_PER_EM / opened.units_per_em
        self._raster.transform = (scale, 0, 0, scale, 0, 0)

    def __missing__(self, shape: Shape) -> float:
        if isinstance(shape, Composite):
            area = sum([self[part.gid] for part in shape.parts])
        else:
            self._raster.draw_glyph(self._font, shape)
            levels: bytes = self._raster.render().buffer
            area = sum(levels) / 255 / _PIXELS_PER_EM**2
        self[shape] = area
        return area
