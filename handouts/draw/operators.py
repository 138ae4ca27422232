"""Page content operators of single marks (ISO 32000-1, 8 and 9). Text of ASCII; lengths in points.

Numbers are rounded to three decimals, a thousandth of a point, so that the same page gives the same bytes.
"""

from __future__ import annotations

from handouts.draw.fontplan import FontPlan, PlannedFont
from handouts.draw.metadata import colour_profile
from handouts.draw.notation import deflated, number, text_string
from handouts.layout.placed import Path, PlacedLine, PlacedPath, PlacedRule
from handouts.text.glyphs import GlyphRun, Line


class DrawCache:
    """Operators of lines and paths already drawn under one font plan. Keeps what it has seen alive: identity is the
    key. Whoever draws a language owns one and drops it with the plan."""

    def __init__(self, plan: FontPlan) -> None:
        self.plan = plan
        self.profile = deflated(colour_profile())
        self._lines: dict[Line, str] = {}
        self._paths: dict[Path, str] = {}

    def line(self, placed: PlacedLine, page_height_pt: float) -> str:
        """A line as one text object. Raises KeyError where the plan lacks a glyph of it."""
        operators = self._lines.get(placed.line)
        if operators is None:
            operators = self._lines[placed.line] = line_operators(placed.line, self.plan)
        if not operators:
            return ""
        return f"BT {number(placed.x_pt)} {number(page_height_pt - placed.y_pt)} Td {operators} ET"

    def path(self, placed: PlacedPath, page_height_pt: float) -> str:
        """A shape, filled or stroked, as one path: shapes that touch leave no seam."""
        operators = self._paths.get(placed.path)
        if operators is None:
            operators = self._paths[placed.path] = path_operators(placed.path)
        scale = number(placed.scale, 6)
        where = f"{scale} 0 0 -{scale} {number(placed.x_pt)} {number(page_height_pt - placed.y_pt)} cm"
        if placed.stroke_pt > 0:
            return f"q {where} {number(placed.stroke_pt / placed.scale, 6)} w {operators} S Q"
        return f"q {where} {operators} {'f*' if placed.even_odd else 'f'} Q"


def rule_operators(rule: PlacedRule, page_height_pt: float) -> str:
    """A straight line."""
    dash = " ".join(number(length) for length in rule.dash)
    start = f"{number(rule.x0_pt)} {number(page_height_pt - rule.y0_pt)} m"
    end = f"{number(rule.x1_pt)} {number(page_height_pt - rule.y1_pt)} l"
    return f"q {number(rule.width_pt)} w {f'[{dash}] 0 d ' if dash else ''}{start} {end} S Q"


def path_operators(path: Path) -> str:
    """The segments of a path in its own units."""
    letters = {"M": "m", "L": "l", "C": "c", "Z": "h", "R": "re"}
    extent = max(path.box.width, path.box.height)
    decimals = 3 if extent >= 20 else 5  # a thousandth of a point on paper, whatever the unit
    return " ".join(
        " ".join([*(number(value, decimals) for value in values), letters[kind]]) for kind, values in path.segments
    )


def line_operators(line: Line, plan: FontPlan) -> str:
    """The text of a line, to follow its `Td`: between BT and ET, relative to the line's left end."""
    parts: list[str] = []
    at = 0.0
    selected = ""
    for run in line.runs:
        if not run.glyphs:
            continue
        step = round(run.x_pt, 3) - at
        if abs(step) >= 0.0005:
            parts.append(f"{number(step)} 0 Td")
            at = round(run.x_pt, 3)
        font = plan.fonts[run.font]
        selection = f"/{font.resource} {number(run.size_pt)} Tf"
        if selection != selected:
            parts.append(selection)
            selected = selection
        _show_run(run, font, parts)
    return " ".join(parts)


def _show_run(run: GlyphRun, font: PlannedFont, parts: list[str]) -> None:
    """TJ operators for a run. Positions are kept in 1/1000 em and rounded against the sum, so nothing drifts."""
    per_mille = 1000 / run.units_per_em
    starts = {first: text for first, _, text in run.actual}
    ends = {last for _, last, _ in run.actual}
    cids, widths = font.cids, font.widths
    array: list[str] = []  # what the next TJ shows: "<hex" still open, or numbers
    codes: list[str] = []
    ideal = 0.0
    pen = 0
    rise = 0

    def flush_codes() -> None:
        if codes:
            array.append(f"<{''.join(codes)}>")
            codes.clear()

    def flush() -> None:
        flush_codes()
        if array:
            parts.append(f"[{''.join(array)}]TJ")
            array.clear()

    for index, glyph in enumerate(run.glyphs):
        if index in ends:
            flush()
            parts.append("EMC")
        if glyph.dy != rise:
            flush()
            rise = glyph.dy
            parts.append(f"{number(rise * run.size_pt / run.units_per_em)} Ts")
        if index in starts:
            flush()
            parts.append(f"/Span<</ActualText{text_string(starts[index])}>>BDC")
        shift = round(ideal + glyph.dx * per_mille) - pen
        if shift:
            flush_codes()
            array.append(str(-shift))
            pen += shift
        cid = cids[glyph.gid, glyph.text]
        codes.append(f"{cid:04X}")
        pen += widths[cid]
        ideal += glyph.advance * per_mille
    flush()
    if len(run.glyphs) in ends:
        parts.append("EMC")
    if rise:
        parts.append("0 Ts")
