"""Letters of a set line moved apart, so that what toner makes of them on a copy still has white between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.text.glyphs import Line


def letterspaced(line: Line, widths_pt: Sequence[float], by_pt: float) -> Line:
    """A line from left to right in one face, with so much more between each two of its last glyphs, whose own widths
    these are; whole font units, rounded down. Where the font itself sets two apart, that is a part of it: further
    apart they would be read as two words. The line grows by what stands between them."""
    (run,) = line.runs
    unit_pt = run.size_pt / run.units_per_em
    by = int(by_pt / unit_pt)
    glyphs = list(run.glyphs)
    first = len(glyphs) - len(widths_pt)
    more = 0
    for at, width_pt in enumerate(widths_pt[:-1], first):
        apart = max(0, glyphs[at].advance - round(width_pt / unit_pt))
        extra = max(0, by - apart)
        glyphs[at] = glyphs[at]._replace(advance=glyphs[at].advance + extra)
        more += extra
    ink = line.ink._replace(right=line.ink.right + more * unit_pt)
    return replace(line, runs=(replace(run, glyphs=tuple(glyphs)),), width_pt=line.width_pt + more * unit_pt, ink=ink)
