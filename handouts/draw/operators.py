"""Page content operators of lines of text (ISO 32000-1, 9), as Latin-1. Lengths in points.

Numbers are rounded to three decimals, a thousandth of a point, so that the same page gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.draw.codes import Code, Pair
from handouts.draw.fontplan import FontPlan
from handouts.draw.notation import number
from handouts.draw.reportlab_canvas import CanvasCache
from handouts.layout.page.placed import PlacedLine
from handouts.text.glyphs import GlyphRun, Line


class DrawCache:
    """Operators of lines already drawn under one font plan, and what the canvas keeps. Keeps what it has seen alive:
    identity is the key. Whoever draws a language owns one and drops it with the plan; the `canvas` may outlive it."""

    def __init__(self, plan: FontPlan, canvas: CanvasCache | None = None) -> None:
        self.plan = plan
        self._lines: dict[Line, tuple[str, frozenset[str]]] = {}
        self.canvas = canvas or CanvasCache()
        self.numbers = self.canvas.numbers

    def line(self, placed: PlacedLine, page_height_pt: float, resources: set[str]) -> str:
        """A line as one text object; the fonts that it selects are added to `resources`.

        Raises KeyError where the plan lacks a glyph of it.
        """
        line, x_pt, y_pt, turned = placed
        known = self._lines.get(line)
        if known is None:
            known = self._lines[line] = line_operators(line, self.plan)
        operators, selected = known
        if not operators:
            return ""
        resources |= selected
        x, y = self.numbers[x_pt], self.numbers[page_height_pt - y_pt]
        return f"BT -1 0 0 -1 {x} {y} Tm {operators} ET" if turned else f"BT {x} {y} Td {operators} ET"


def line_operators(line: Line, plan: FontPlan) -> tuple[str, frozenset[str]]:
    """The text of a line, to follow its `Td`: between BT and ET, relative to the line's left end. And the fonts that
    it selects."""
    parts: list[str] = []
    resources: set[str] = set()
    at = 0.0
    selected = ("", 0.0)
    for run in plan.lines.of(line):
        if not run.glyphs:
            continue
        step = round(run.x_pt, 3) - at
        if abs(step) >= 0.0005:
            parts.append(f"{number(step)} 0 Td")
            at = round(run.x_pt, 3)
        selected = _show_run(run, plan.codes[run.font], selected, parts, resources)
    return " ".join(parts), frozenset(resources)


def _show_run(
    run: GlyphRun,
    known: Mapping[Pair, Code],
    selected: tuple[str, float],
    parts: list[str],
    resources: set[str],
) -> tuple[str, float]:
    """Adds TJ operators for a run; the font and size then selected.

    Positions are kept in 1/1000 em and rounded against the sum, so nothing drifts.
    """
    per_mille = 1000 / run.units_per_em
    whole = run.units_per_em == 1000  # then all is in whole numbers, and need not be rounded
    resource, size = selected if selected[1] == run.size_pt else ("", run.size_pt)
    shown: list[str] = []  # inside of the next TJ
    ideal: float = 0
    pen: float = 0
    for gid, advance, dx, text in run.glyphs:
        needed, characters, width = known[gid, text]
        if needed != resource:
            if shown:
                parts.append(_shown(shown))
                shown.clear()
            resource = needed
            resources.add(resource)
            parts.append(f"/{resource} {number(size)} Tf")
        there = ideal + dx if whole else round(ideal + dx * per_mille)
        if there != pen:
            shown.append(f"){pen - there}(")
            pen = there
        shown.append(characters)
        pen += width
        ideal += advance if whole else advance * per_mille
    parts.append(_shown(shown))
    return resource, size


def _shown(strings: list[str]) -> str:
    """As one TJ, which may begin with a step instead of a string."""
    text = f"({''.join(strings)})"
    return f"[{text.removeprefix('()')}]TJ"
