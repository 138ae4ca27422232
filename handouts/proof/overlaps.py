"""Text over text: no line of a page may stand on another. Of numbers every pixel is compared (proof/ink.py); of all
other text this looks at where its lines stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from handouts.proof.text_lines import TextLine

_X_HEIGHT_EM = 0.6
"""Above the baseline: there all letters have ink, in every script."""
_COMMON_EM = 0.2
_SHOWN = 30
"""So many letters of a line are said."""


class _Core(NamedTuple):
    """The part of a line that is black with letters: top and bottom, and from left to right the pieces between its gaps
    and white spaces at their ends. In points from the top left."""

    top: float
    bottom: float
    pieces: tuple[tuple[float, float], ...]
    size_pt: float
    glyphs: tuple[str, ...]

    def stands_on(self, other: _Core) -> bool:
        """Whether they have more of their width in common than a narrow letter."""
        common = _COMMON_EM * min(self.size_pt, other.size_pt)
        return any(
            min(right, other_right) - max(left, other_left) > common
            for left, right in self.pieces
            for other_left, other_right in other.pieces
        )


def overlap_findings(lines: Sequence[TextLine]) -> Iterator[str]:
    """The lines of a page that stand on each other: sideways by more than a narrow letter, in height by any part that
    is black with letters."""
    cores = sorted((core for line in lines for core in _cores(line)), key=itemgetter(0, 1, 2))
    for index, upper in enumerate(cores):
        for lower in cores[index + 1 :]:
            if lower.top >= upper.bottom:
                break
            if upper.stands_on(lower):
                texts = ("".join(each.glyphs)[:_SHOWN].strip() for each in (upper, lower))
                yield "text stands on text: {!r} and {!r}".format(*texts)


def _cores(line: TextLine) -> Iterator[_Core]:
    """One for each text object that goes back, else one for the line."""
    height = _X_HEIGHT_EM * line.size_pt
    turned = line.end_pt < line.origins_pt[-1]
    top = line.y_pt if turned else line.y_pt - height  # on its head letters stand below the line
    if not line.gaps and not line.laps and line.glyphs[0].strip() and line.glyphs[-1].strip():
        left, right = sorted((line.origins_pt[0], line.end_pt))  # most are so
        yield _Core(top, top + height, ((left, right),), line.size_pt, line.glyphs)
        return
    pieces = list(_pieces(line))
    for first, last in pairwise((0, *line.laps, len(line.glyphs))):
        if within := tuple([piece for at, piece in pieces if first <= at < last]):
            yield _Core(top, top + height, within, line.size_pt, line.glyphs[first:last])


def _pieces(line: TextLine) -> Iterator[tuple[int, tuple[float, float]]]:
    """Gap by gap, where it begins among the glyphs, and left and right of what has ink."""
    edges = [(0, 0.0), *line.gaps, (len(line.glyphs), line.end_pt)]
    for (first, _), (after, end) in pairwise(edges):
        inked = next((at for at in range(first, after) if line.glyphs[at].strip()), None)
        if inked is not None:
            last = next(at for at in reversed(range(inked, after)) if line.glyphs[at].strip())
            ends = line.origins_pt[last + 1] if last + 1 < after else end
            left, right = sorted((line.origins_pt[inked], ends))
            yield first, (left, right)
