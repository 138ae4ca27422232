"""Paragraphs with run-in headings, set and balanced in columns, before they are put on a page. Lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from handouts.content.words import Unreviewed
from handouts.layout.page.kept import Kept
from handouts.text import Line

EVEN_PT = 0.01
"""What a split must gain over one before it: sums of floats differ in their last digits."""
_HEADINGS_KEPT = 16
_ASKED_KEPT = 2048
"""A fit asks for some thirty, nearly all of which the fit of another city asks for too."""
COMPANY_LINES = 2
"""So many lines of a parted answer keep each other company."""


class Parted(IntEnum):
    """Where an answer may be parted between two columns: wherever no part of its question stands alone; only where two
    of its lines at least stand on each side, since a first word at the foot of a column says nothing by itself; or
    nowhere."""

    ANYWHERE, IN_COMPANY, NOWHERE = range(3)


class SetParagraph(NamedTuple):
    """A paragraph, set at one size, before its column is known.

    `offsets`: baselines below the first one; 0 until the leading is known. `rises`, `drops`: of each line, above and
    below its baseline. `breakable`: indexes of the lines with which the second column may begin. `heads`: how many of
    the lines are the heading's alone; `shared`: how many characters of the next one are its too, 0 where it does not
    end in a line of the text. `nearest_pt`: how near to each other ink lets its baselines be.
    """

    lines: tuple[Line, ...]
    offsets: tuple[float, ...]
    rises: tuple[float, ...]
    drops: tuple[float, ...]
    breakable: tuple[int, ...]
    heads: int
    shared: int
    nearest_pt: float

    def spaced(self, pitch_pt: float) -> SetParagraph:
        """The same with its lines at least so far from each other. A fit asks for it at each leading of each size."""
        lines, _, rises, drops, breakable, heads, shared, nearest = self
        pitch_pt = max(pitch_pt, nearest)
        offsets = tuple([index * pitch_pt for index in range(len(lines))])
        return SetParagraph(lines, offsets, rises, drops, breakable, heads, shared, nearest)

    def openings(self, parted: Parted) -> Sequence[int]:
        """With which of its lines a column may begin. The first line of an answer may be its question's last."""
        if parted is Parted.ANYWHERE:
            return self.breakable
        least = len(self.lines) if parted is Parted.NOWHERE else self.heads + COMPANY_LINES
        return [index for index in self.breakable if index == 0 or index >= least]


@dataclass(frozen=True, slots=True)
class SetColumns:
    """Paragraphs, balanced.

    `starts`: the first baseline of each paragraph below the first of all, as in one column. `split`: (paragraph, line)
    with which the second column begins; the number of paragraphs and 0 where there is one column. `first_rise`: from
    the top of a column to its first baseline, the same in both.
    """

    paragraphs: tuple[SetParagraph, ...]
    starts: tuple[float, ...]
    split: tuple[int, int]
    height_pt: float
    first_rise: float


class Detail(NamedTuple):
    """A piece below a heading, and whether it is in bold."""

    text: str
    strong: bool


class HeadingKey(NamedTuple):
    """What the heading above columns depends on besides their width: its texts and their sizes."""

    text: str
    unreviewed: Unreviewed | None
    size_pt: float
    unreviewed_pt: float


class HeadingMeasures(NamedTuple):
    """How deep a heading is, and how black."""

    depth_pt: float
    black_pt2: float


class ColumnsKey(NamedTuple):
    """What columns of one text and width depend on besides: which details of it, and how they are set."""

    printed: frozenset[str]
    size_pt: float
    leading: float
    paragraph_gap_pt: float
    parted: Parted
    apart: bool
    strong: bool


@dataclass(frozen=True, eq=False, slots=True)
class ColumnsCache:
    """What is set of one text in columns of one width. Compared by identity.

    `headings`: of what stands above. `asked`: columns as a fit asks for them, in which details may be named that this
    text has not, or in another order. `paragraphs`: by heading, details, size and whether the heading stands on lines
    of its own, with offsets 0. `black_pt2`: how black columns are.
    """

    paragraphs: dict[tuple[str, tuple[Detail, ...], float, bool], SetParagraph] = field(default_factory=dict)
    headings: Kept[HeadingKey, HeadingMeasures] = field(default_factory=lambda: Kept(_HEADINGS_KEPT))
    asked: Kept[tuple[object, ...], SetColumns] = field(default_factory=lambda: Kept(_ASKED_KEPT))
    columns: dict[ColumnsKey, SetColumns] = field(default_factory=dict)
    black_pt2: dict[ColumnsKey, float] = field(default_factory=dict)


def balanced(
    paragraphs: tuple[SetParagraph, ...], starts: Sequence[float], *, columns: int, parted: Parted
) -> SetColumns:
    """Where the second of two columns begins so that both are as low as can be, the first rather the longer."""
    if not paragraphs:
        return SetColumns((), (), (0, 0), 0.0, 0.0)
    first_rise = paragraphs[0].rises[0]
    end = starts[-1] + paragraphs[-1].offsets[-1]
    last_drop = paragraphs[-1].drops[-1]
    best = (first_rise + end + last_drop, (len(paragraphs), 0), first_rise)
    for number, paragraph in enumerate(paragraphs if columns > 1 else ()):
        for index in paragraph.openings(parted):
            if (number, index) == (0, 0):
                continue
            before, at = (paragraph, index - 1) if index else (paragraphs[number - 1], -1)
            above = starts[number] + before.offsets[at] if index else starts[number - 1] + before.offsets[at]
            if first_rise + above > best[0]:  # from here on the first column alone is higher
                break
            rise = max(first_rise, paragraph.rises[index])
            first = rise + above + before.drops[at]
            second = rise + end - starts[number] - paragraph.offsets[index] + last_drop
            if max(first, second) < best[0] - EVEN_PT:
                best = (max(first, second), (number, index), rise)
    height, split, rise = best
    return SetColumns(paragraphs, tuple(starts), split, height, rise)
