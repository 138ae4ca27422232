"""How black glyphs are: the area that HarfBuzz's rasterizer fills, in which contours that overlap count once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import uharfbuzz as hb

from handouts.text.glyphs import Composite, GlyphRun, Line, Shape
from handouts.text.library import FontLibrary

_PIXELS_PER_EM = 64
"""With 256 levels each: within a thousandth of the area of the outlines of Latin letters."""


def _nothing(_font: str) -> Iterable[tuple[Shape, float]]:
    return ()


class Blackness:
    """The black area of lines. Areas of glyphs and lines are kept; where glyphs overlap, both count."""

    def __init__(self, library: FontLibrary, known: Callable[[str], Iterable[tuple[Shape, float]]] = _nothing) -> None:
        """`known`: areas of glyphs of a font from earlier on, in square em."""
        self._library = library
        self._known = known
        self._areas: dict[str, _Areas] = {}  # by font
        self._lines: dict[Line, float] = {}

    def of_line_pt2(self, line: Line) -> float:
        """Square points of black."""
        found = self._lines.get(line)
        if found is None:
            found = self._lines[line] = sum(map(self._of_run_pt2, line.runs))
        return found

    @property
    def areas(self) -> Mapping[str, Mapping[Shape, float]]:
        """Those of all glyphs that were looked at, by font, in square em."""
        return self._areas

    def _of_run_pt2(self, run: GlyphRun) -> float:
        areas = self._areas.get(run.font)
        if areas is None:
            areas = self._areas[run.font] = _Areas(self._library, run.font, self._known(run.font))
        return run.size_pt**2 * sum([areas[glyph.gid] for glyph in run.glyphs])


class _Areas(dict[Shape, float]):
    """Glyphs of one font, in square em."""

    def __init__(self, library: FontLibrary, name: str, known: Iterable[tuple[Shape, float]]) -> None:
        super().__init__(known)
        self._library = library
        self._name = name

    @cached_property
    def _font(self) -> Any:
        return self._library.font(self._name).font

    @cached_property
    def _raster(self) -> hb.RasterDraw:
        raster = hb.RasterDraw()
        scale = _PIXELS_PER_EM / self._library.units_per_em(self._name)
        raster.transform = (scale, 0, 0, scale, 0, 0)
        return raster

    def __missing__(self, shape: Shape) -> float:
        if isinstance(shape, Composite):
            area = sum([self[part.gid] for part in shape.parts])
        else:
            self._raster.draw_glyph(self._font, shape)
            levels: bytes = self._raster.render().buffer
            area = sum(levels) / 255 / _PIXELS_PER_EM**2
        self[shape] = area
        return area
