"""Nothing overlaps and nothing comes too near: the ink of lines, rules, outlines and icons, in pixels at 300 dpi.

Boxes only say where to look. Where two come near, both are drawn alone and their pixels compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from PIL.Image import Image

from tests.measures.reading import Box, Line, Page, Shape, is_inked, nearer_than, union
from tests.measures.sheet import Fault, Sheet, shown
from tests.measures.table import BETWEEN_LINES, RULE_CLEAR

DPI = 300
FINE_DPI = 1200
"""Two lines that are near at 300 dpi, where half a point is two pixels, are looked at again."""
_PIXELS_PER_PT = DPI / 72
LINE_RADIUS = int(BETWEEN_LINES * _PIXELS_PER_PT)
RULE_RADIUS = int(RULE_CLEAR * _PIXELS_PER_PT)
ROUNDED = 0.15
"""Of a point: what edges in pixels of 0.24 pt may be off."""


def clearances(sheet: Sheet) -> Iterator[Fault]:
    """Lines from lines, rules and outlines from lines, icons from lines."""
    for index, page in enumerate(sheet.pages):
        reaches = {line: reach_of(line) for line in sheet.lines(index)}
        for first, second in combinations(reaches, 2):
            if not reaches[first].wider(BETWEEN_LINES).meets(reaches[second]):
                continue
            area = reaches[first].common(reaches[second]).wider(2)
            if all(_near(page, area, first, second, dpi) for dpi in (DPI, FINE_DPI)):
                yield Fault("lines", index, f"{shown(first)} and {shown(second)} come nearer than {BETWEEN_LINES} pt")
        for shape in page.shapes:
            yield from (Fault(measure, index, what) for measure, what in _near_shape(page, shape, reaches))


def _near(page: Page, area: Box, first: Line, second: Line, dpi: int) -> bool:
    one, other = (drawn(page, area, [line], dpi) for line in (first, second))
    return nearer_than(one, other, int(BETWEEN_LINES * dpi / 72))


def _near_shape(page: Page, shape: Shape, reaches: dict[Line, Box]) -> Iterator[tuple[str, str]]:
    clear = RULE_CLEAR if shape.stroke_pt else BETWEEN_LINES
    near = [line for line, reach in reaches.items() if shape.box.wider(clear).meets(reach)]
    if shape.straight:
        for line in near:
            if is_inked(drawn(page, shape.box.wider(clear - ROUNDED), [line])):
                steps = (step / 4 for step in range(int(clear * 4)))
                apart = next((each for each in steps if is_inked(drawn(page, shape.box.wider(each), [line]))), clear)
                yield "rule clear", f"{shown(line)} is only about {apart:g} pt from a rule"
    elif near:
        area = shape.box.wider(clear + 1)
        alone = page.picture(DPI, area, [shape.handle])
        radius = RULE_RADIUS if shape.stroke_pt else LINE_RADIUS
        for line in near:
            if nearer_than(drawn(page, area, [line]), alone, radius):
                measure = "rule clear" if shape.stroke_pt else "lines"
                yield measure, f"{shown(line)} comes nearer than {clear} pt to an outline or an icon"


def drawn(page: Page, area: Box, lines: Iterable[Line], dpi: int = DPI) -> Image:
    """Only some lines, in an area."""
    return page.picture(dpi, area, [run.handle for line in lines for run in line.runs])


def reach_of(line: Line) -> Box:
    """Where ink of the line can be: its boxes end at the advance of a glyph, which tails and marks overhang."""
    return union(run.box for run in line.runs).wider(0.35 * line.size_pt, 0.3)
