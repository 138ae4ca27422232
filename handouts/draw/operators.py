"""Page content operators of single marks (ISO 32000-1, 8 and 9), as Latin-1. Lengths in points.

Numbers are rounded to three decimals, a thousandth of a point, so that the same page gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from handouts.draw.fontplan import Code, FontPlan, Pair
from handouts.draw.metadata import colour_profile
from handouts.draw.notation import deflated, number, text_string
from handouts.layout.page.placed import Path, PlacedLine, PlacedPath, PlacedRule
from handouts.text.glyphs import GlyphRun, Line

Segment: TypeAlias = str | Path
"""A stretch of page content: operators, or a path whose operators are the same on many pages."""
LONG_PATH = 300


class _Written(dict[float, str]):
    """Numbers as PDF writes them: edges, columns and rules return on every page of a language."""

    def __missing__(self, value: float) -> str:
        text = self[value] = number(value)
        return text


class DrawCache:
    """Operators of lines and paths already drawn under one font plan. Keeps what it has seen alive: identity is the
    key. Whoever draws a language owns one and drops it with the plan."""

    def __init__(self, plan: FontPlan) -> None:
        self.plan = plan
        self.profile = deflated(colour_profile())
        self._lines: dict[Line, tuple[str, frozenset[str]]] = {}
        self._paths: dict[Path, str] = {}
        self._outlines: dict[Path, bytes] = {}
        self._numbers = _Written()

    def line(self, placed: PlacedLine, page_height_pt: float, resources: set[str]) -> str:
        """A line as one text object; the fonts that it selects are added to `resources`.

        Raises KeyError where the plan lacks a glyph of it.
        """
        known = self._lines.get(placed.line)
        if known is None:
            known = self._lines[placed.line] = line_operators(placed.line, self.plan)
        operators, selected = known
        if not operators:
            return ""
        resources |= selected
        written = self._numbers
        return f"BT {written[placed.x_pt]} {written[page_height_pt - placed.y_pt]} Td {operators} ET"

    def rule(self, rule: PlacedRule, page_height_pt: float) -> str:
        """A straight line."""
        x0, y0, x1, y1, width, dash = rule
        written = self._numbers
        dashes = f"[{' '.join([written[length] for length in dash])}] 0 d " if dash else ""
        start = f"{written[x0]} {written[page_height_pt - y0]} m"
        end = f"{written[x1]} {written[page_height_pt - y1]} l"
        return f"q {written[width]} w {dashes}{start} {end} S Q"

    def path(self, placed: PlacedPath, page_height_pt: float) -> list[Segment]:
        """A shape, filled or stroked, as one path: shapes that touch leave no seam. A long one (a QR code) stands as
        itself between what selects and what paints it: `outline` gives its operators, deflated once."""
        scale = number(placed.scale, 6)
        before = f"q {scale} 0 0 -{scale} {number(placed.x_pt)} {number(page_height_pt - placed.y_pt)} cm"
        after = "f* Q" if placed.even_odd else "f Q"
        if placed.stroke_pt > 0:
            before, after = f"{before} {number(placed.stroke_pt / placed.scale, 6)} w", "S Q"
        if len(placed.path.segments) >= LONG_PATH:
            return [before, placed.path, after]
        operators = self._paths.get(placed.path)
        if operators is None:
            operators = self._paths[placed.path] = path_operators(placed.path)
        return [f"{before} {operators} {after}"]

    def outline(self, path: Path) -> bytes:
        """The operators of a long path, compressed: half of what a page with a QR code has to deflate."""
        found = self._outlines.get(path)
        if found is None:
            found = self._outlines[path] = deflated(path_operators(path).encode("ascii"))
        return found


def path_operators(path: Path) -> str:
    """The segments of a path in its own units."""
    letters = {"M": "m", "L": "l", "C": "c", "Z": "h", "R": "re"}
    extent = max(path.box.width, path.box.height)
    decimals = 3 if extent >= 20 else 5  # a thousandth of a point on paper, whatever the unit
    written: dict[float, str] = {}  # a code of squares repeats few values many times
    parts: list[str] = []
    for kind, values in path.segments:
        for value in values:
            text = written.get(value)
            if text is None:
                text = written[value] = number(value, decimals)
            parts.append(text)
        parts.append(letters[kind])
    return " ".join(parts)


def line_operators(line: Line, plan: FontPlan) -> tuple[str, frozenset[str]]:
    """The text of a line, to follow its `Td`: between BT and ET, relative to the line's left end. And the fonts that
    it selects."""
    parts: list[str] = []
    resources: set[str] = set()
    at = 0.0
    selected = ("", 0.0)
    for run in line.runs:
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
    starts = {first: text for first, _, text in run.actual}
    ends = {last for _, last, _ in run.actual}
    resource, size = selected if selected[1] == run.size_pt else ("", run.size_pt)
    array: list[str] = []  # what the next TJ shows
    shown: list[str] = []  # the string still open in it
    ideal: float = 0
    pen = 0
    rise = 0

    def flush() -> None:
        if shown:
            array.append(f"({''.join(shown)})")
            shown.clear()
        if array:
            parts.append(f"[{''.join(array)}]TJ")
            array.clear()

    for index, (gid, advance, dx, dy, text) in enumerate(run.glyphs):
        needed, characters, width = known[gid, text]
        if index in ends:
            flush()
            parts.append("EMC")
        if needed != resource:
            flush()
            resource = needed
            resources.add(resource)
            parts.append(f"/{resource} {number(size)} Tf")
        if dy != rise:
            flush()
            rise = dy
            parts.append(f"{number(rise * size / run.units_per_em)} Ts")
        if index in starts:
            flush()
            parts.append(f"/Span<</ActualText{text_string(starts[index])}>>BDC")
        there = int(ideal) + dx if whole else round(ideal + dx * per_mille)
        if there != pen:
            if shown:
                array.append(f"({''.join(shown)})")
                shown.clear()
            array.append(str(pen - there))
            pen = there
        shown.append(characters)
        pen += width
        ideal += advance if whole else advance * per_mille
    flush()
    if len(run.glyphs) in ends:
        parts.append("EMC")
    if rise:
        parts.append("0 Ts")
    return resource, size
