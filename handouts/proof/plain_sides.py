"""Plain sides of booklets that are folded: half pages that were looked at in their own files, or blanks, and over them
folios, slug and marks. What a side is made of says which half pages these are; what stands over them is drawn alone
(proof/alone.py); and nobody has to draw the whole.

Where anything is another way, a side is not plain, and is looked at as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from pdfminer.pdftypes import PDFStream

from handouts.paper import Box
from handouts.proof.alone import drawn_alone
from handouts.proof.imposed import PageContent, PlacedForm, SideMakeup
from handouts.proof.leaves import FOLD_PT
from handouts.proof.looks import ink_near_edges
from handouts.proof.reading import Page

_EXACT_PT = 0.01
_UPRIGHT = (1.0, 0.0, 0.0, 1.0)


class Half(NamedTuple):
    """A page of a finished half sheet and the part of the side where it belongs. `is_clear`: whether it has nothing in
    its foot, and no ink near its edges."""

    content: PageContent | None
    part: Box
    is_clear: bool


class Blank(NamedTuple):
    """The part of a side where a page belongs on which there is nothing but what is drawn over all."""

    part: Box


class Layout(NamedTuple):
    """What is alike on all sides: the height of the foot of a page, that of the cut line at its end, and how near to
    the edges of the paper no ink may come, in points."""

    foot_pt: float
    cut_pt: float
    margin_pt: float


class PlainCell:
    """One of the pages of a plain side: what stands at the foot of a half page, or on a blank."""

    def __init__(self, part: Box, shown: Sequence[tuple[Page, float, float]]) -> None:
        """`shown`: what may stand there, each with how far it is moved to the right and down."""
        self.part = part
        self._shown = shown

    @property
    def outer_is_left(self) -> bool:
        return self.part.left == 0.0

    def text(self, top_pt: float, bottom_pt: float, left_pt: float | None = None, right_pt: float | None = None) -> str:
        left = self.part.left if left_pt is None else left_pt
        right = self.part.right if right_pt is None else right_pt
        return "".join(page.text_within(left - x, top_pt - y, right - x, bottom_pt - y) for page, x, y in self._shown)

    def has_ink(self, top_pt: float, bottom_pt: float, left_pt: float = 0.0, right_pt: float = math.inf) -> bool:
        """Whether there is any, but for the marks at the fold; between two x of the side, if they are given."""
        left, right = max(left_pt, self.part.left + FOLD_PT), min(right_pt, self.part.right - FOLD_PT)
        return any(page.has_ink(Box(left, top_pt, right, bottom_pt).moved(-x, -y)) for page, x, y in self._shown)


class PlainSide(NamedTuple):
    """`over`: slug and marks, if there are any."""

    cells: tuple[PlainCell, ...]
    over: Page | None

    def at(self, part: Box) -> PlainCell:
        """The page in that part of the side."""
        return next(cell for cell in self.cells if cell.part == part)

    def text(self, below_pt: float) -> str:
        """What stands beneath the pages."""
        over = self.over
        return over.text_within(0.0, below_pt, over.width_pt, over.height_pt) if over is not None else ""


class _Found(NamedTuple):
    """What may be a plain side: what belongs on it, and the forms on it that are no half pages."""

    made: SideMakeup
    wanted: Sequence[Half | Blank]
    small: Sequence[PlacedForm]


@contextmanager
def plain_sides(
    made: Sequence[SideMakeup | None],
    sizes: Sequence[tuple[float, float]],
    wanted_on: Mapping[int, Sequence[Half | Blank]],
    layout: Layout,
) -> Iterator[dict[int, PlainSide]]:
    """Those that are plain, by their number, while the context lasts. `sizes`: of all sides, as pdfium tells them;
    `wanted_on`: what belongs on the sides that have nothing but half pages and blanks. Raises UnreadableError."""
    found: dict[int, _Found] = {}
    for number, wanted in wanted_on.items():
        side = made[number]
        if side is not None and side.size is not None and math.dist(side.size, sizes[number]) < _EXACT_PT:
            small = _others(side, wanted, layout)
            if small is not None:
                found[number] = _Found(side, wanted, small)
    forms: list[PDFStream] = []
    for each in found.values():
        forms += [form.stream for form in each.small]
        forms += [each.made.over] if each.made.over is not None else []
    with drawn_alone(forms) as pages:
        waiting = iter(pages)
        plain: dict[int, PlainSide] = {}
        for number, each in found.items():
            folios = [next(waiting) for _ in each.small]
            over = next(waiting) if each.made.over is not None else None
            if there := _plain(each, folios, over, layout):
                plain[number] = there
        yield plain


def _others(side: SideMakeup, wanted: Sequence[Half | Blank], layout: Layout) -> list[PlacedForm] | None:
    """The forms of a side that are no half pages; None where these do not stand in their places, each before its folio
    is drawn, or reach into others', or where the side has anything besides that can't be drawn alone."""
    if side.size is None or side.has_over is not (side.over is not None):
        return None
    indexes: list[int] = []
    for each in wanted:
        if isinstance(each, Blank):
            continue
        part = _page(each, layout.foot_pt)
        index = side.index_of(each.content, each.part.left, side.size[1], part) if each.content else None
        if index is None or not each.is_clear:
            return None
        indexes.append(index)
        if any(side.forms[index].clip.overlaps(_page(other)) for other in wanted if other is not each):
            return None
    small = [form for index, form in enumerate(side.forms) if index not in indexes]
    small_before = any(
        form.clip.overlaps(side.forms[index].clip)
        for index in indexes
        for at, form in enumerate(side.forms[:index])
        if at not in indexes
    )
    placed = all(form.matrix[:4] == _UPRIGHT and form.box[0] == 0.0 <= form.box[1] for form in small)
    return small if placed and not small_before else None


def _plain(found: _Found, small: Sequence[Page], over: Page | None, layout: Layout) -> PlainSide | None:
    """The side, if what is drawn over its half pages keeps clear of them: folios in the feet, all else beside them."""
    side, wanted = found.made, found.wanted
    if side.size is None:
        return None
    (width, height), margin = side.size, layout.margin_pt
    inner = Box(margin, margin, width - margin, height - margin)
    shown: list[list[tuple[Page, float, float]]] = [[] for _ in wanted]
    for form, page in zip(found.small, small, strict=True):
        x, y = form.matrix[4], height - form.matrix[5] - page.height_pt
        extents = page.extents()
        own = Box(0.0, 0.0, page.width_pt, page.height_pt - form.box[1]).moved(x, y)
        if not extents or math.dist((page.width_pt, page.height_pt), form.box[2:]) > _EXACT_PT:
            return None
        moved = [extent.moved(x, y) for extent in extents]
        at = next((at for at, each in enumerate(wanted) if _are_in_foot(moved, each, inner, layout.foot_pt)), None)
        if at is None or not all(form.clip.holds(each) and own.holds(each) for each in moved):
            return None
        shown[at].append((page, x, y))
    if over is not None:
        extents = over.extents()
        if extents is None or (not all(map(inner.holds, extents)) and ink_near_edges(over, margin, but_foot=False)):
            return None
        pages = [_page(each, layout.cut_pt) for each in wanted if isinstance(each, Half)]
        if any(page.overlaps(extent) for page in pages for extent in extents):
            return None
        for each, there in zip(wanted, shown, strict=True):
            if isinstance(each, Blank):
                there.append((over, 0.0, 0.0))
    return PlainSide(tuple(PlainCell(each.part, tuple(there)) for each, there in zip(wanted, shown, strict=True)), over)


def _are_in_foot(extents: Sequence[Box], wanted: Half | Blank, inner: Box, foot_pt: float) -> bool:
    """Whether all stand at the foot of a half page, and not near the edges of the paper."""
    part = wanted.part
    foot = Box(max(part.left, inner.left), part.bottom - foot_pt, min(part.right, inner.right), part.bottom)
    return isinstance(wanted, Half) and all(map(foot.holds, extents))


def _page(wanted: Half | Blank, without_pt: float = 0.0) -> Box:
    """The part of a side that a page takes, without so much at its foot, and but for the marks at its fold."""
    part = wanted.part
    return Box(part.left + FOLD_PT, part.top, part.right - FOLD_PT, part.bottom - without_pt)
