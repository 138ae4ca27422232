"""Booklets that are folded: every page of every sheet is found where folding needs it, the same as its half page, under
the number that the contents page names; and the slug says how the sheet is printed.

Where pages belong is reckoned here once more, from what folding does. Nothing is taken from the program that put them
there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import NamedTuple

from PIL import Image

from handouts.content.contents import BoundSheets, shorter_feet
from handouts.content.sheet_texts import Role, Where
from handouts.paper import Box, Paper, Sides, folded_page_of, on_its_side
from handouts.proof.entries import begins_level
from handouts.proof.imposed import SideMakeup
from handouts.proof.leaves import FOLD_PT, drawn_to_cut, leaf_in
from handouts.proof.looks import sorted_characters
from handouts.proof.numbers import TextFigures, stray_findings
from handouts.proof.pixels import WHITE, levels
from handouts.proof.plain_sides import Blank, Half, Layout, PlainCell, PlainSide, plain_sides
from handouts.proof.reading import PAPER, Page, Pages, UnreadableError, opened_as_needed
from handouts.proof.tools import Tools
from handouts.proof.verdict import INK_MARGIN_PT, SOFT_PT, page_findings
from handouts.proof.wording import ReadText
from handouts.schemes import EMPTY_ON_PURPOSE, FOLD, INNERMOST, OUTERMOST, PAGES_OF_A_SHEET, SADDLE
from handouts.sources.languages import is_right_to_left

_FOLIO_PT = 18.0
"""The height at the foot of a page in which nothing but its folio stands."""
_CUT_PT = 1.5
"""Above the cut line, which takes half its weight of the page."""
_LEVEL_PT = 2.0
_BESIDE = 2
"""So many pages stand on a side."""
_MARGIN_PT, _FIGURE_PT = 36.0, 7.5
"""The white beside a page number, and the width of a figure in it."""
_SAID_PT = 8.0
"""Above and below the middle of a page: there stands what a blank one says."""
_SLUG_WORDS = ("print at 100 %", "both sides", "flip on the short edge", SADDLE.brief, FOLD)


Drawn = tuple[Image.Image, float]
"""A picture of a side, and how many pixels a point it has."""


class _Due(NamedTuple):
    """What is to stand on a page of a volume, the `number`-th: page `at` of a finished sheet (`name`, `pdf`), or, where
    there is none, one of the booklet's own pages. `back`: its back cover."""

    volume: BoundSheets
    number: int
    name: str = ""
    pdf: bytes = b""
    at: int = 0
    back: bool = False


class _Side:
    """A side with what it is made of, drawn once, where it has to be."""

    def __init__(self, page: Page, made: SideMakeup | None, paper: Paper) -> None:
        self.page = page
        self.made = made
        self._width_pt = folded_page_of(paper).width_pt

    @cached_property
    def drawn(self) -> Drawn:
        return drawn_to_cut(self.page, self._width_pt)


class _Cell(NamedTuple):
    """Where a page stands: on which side, and in which part of it."""

    side: _Side
    part: Box

    @property
    def page(self) -> Page:
        return self.side.page

    @property
    def outer_is_left(self) -> bool:
        return self.part.left == 0.0

    def text(self, top_pt: float, bottom_pt: float, left_pt: float | None = None, right_pt: float | None = None) -> str:
        """What stands there; between two x of the side, if they are given."""
        left = self.part.left if left_pt is None else left_pt
        right = self.part.right if right_pt is None else right_pt
        return self.page.text_within(left, top_pt, right, bottom_pt)

    def has_ink(self, top_pt: float, bottom_pt: float, left_pt: float = 0.0, right_pt: float = inf) -> bool:
        """Whether there is any, but for the marks at the fold; between two x of the side, if they are given."""
        picture, scale = self.side.drawn
        left, right = max(left_pt, self.part.left + FOLD_PT), min(right_pt, self.part.right - FOLD_PT)
        box = (left, top_pt, right, bottom_pt)
        return levels(picture.crop(tuple(round(edge * scale) for edge in box)))[0] < PAPER  # type: ignore[arg-type]


def prove_folded(pdf: bytes, volumes: Sequence[BoundSheets], paper: Paper, tools: Tools) -> tuple[str, ...]:
    """What is wrong with the sheets of a booklet on this paper. `volumes`: one, or two that begin at either cover."""
    try:
        own = max(len(volume.contents.leaves) for volume in volumes)
        with opened_as_needed(pdf, tools.second, own) as sides:
            return tuple(_findings(sides, tools.sides(sides), volumes, paper, tools))
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)


def _findings(
    pages: Pages,
    made: Sequence[SideMakeup | None],
    volumes: Sequence[BoundSheets],
    paper: Paper,
    tools: Tools,
) -> Iterator[str]:
    parts = [list(_due(volume, tools)) for volume in volumes]
    count = -(-sum(map(len, parts)) // PAGES_OF_A_SHEET) * PAGES_OF_A_SHEET
    if not len(pages) * 2 == len(made) * 2 == count:
        yield f"it has {len(pages)} sides for {count} pages"
        return
    order = _in_order(parts, count)
    places = list(_places(count, paper, right_to_left=is_right_to_left(volumes[0].language)))
    wanted = _wanted_on(order, places, paper, tools)
    sizes = [pages.size_pt(number) for number in range(len(pages))]
    layout = Layout(_FOLIO_PT, _CUT_PT, INK_MARGIN_PT - SOFT_PT)
    with plain_sides(made, sizes, wanted, layout) as plain:
        sides = {
            number: _Side(pages[number], made[number], paper) for number in range(len(pages)) if number not in plain
        }
        own: dict[int, list[_Cell]] = {}
        for place, (due, (number, part)) in enumerate(zip(order, places, strict=True)):
            cell = plain[number].at(part) if number in plain else _Cell(sides[number], part)
            if due is None:
                yield from _blank_findings(cell, f"page {place + 1} of {count}")
                continue
            if isinstance(cell, _Cell) and due.pdf:
                yield from _sheet_findings(due, cell, paper, tools)
            elif isinstance(cell, _Cell):
                own.setdefault(id(due.volume), []).append(cell)
            yield from _folio_findings(due, cell)
        for volume in volumes:
            for finding in _own_findings(own.get(id(volume), []), volume, tools):
                yield f"contents pages in {volume.language}: {finding}"
        yield from _side_findings(pages, sides, plain, volumes, paper, tools)
    codes = [code.text for code in pages[0].qr_codes] if volumes[0].contents.has_back_cover else []
    websites = [volume.contents.website for volume in volumes if volume.contents.has_back_cover]
    if codes != websites:
        yield f"the QR codes of the cover read {codes}, not {websites}"


def _wanted_on(
    order: Sequence[_Due | None], places: Sequence[tuple[int, Box]], paper: Paper, tools: Tools
) -> dict[int, list[Half | Blank]]:
    """What belongs on the sides that have half pages and blanks only, by their number."""
    page, margin = folded_page_of(paper), INK_MARGIN_PT - SOFT_PT
    foot = Box(0.0, page.height_pt - _FOLIO_PT, page.width_pt, page.height_pt)
    found: dict[int, list[Half | Blank]] = {}
    for due, (number, part) in zip(order, places, strict=True):
        wanted = found.setdefault(number, [])
        if due is None:
            wanted.append(Blank(part))
        elif due.pdf:
            is_clear = tools.clear_pages(due.pdf, foot, margin)[due.at]
            wanted.append(Half(tools.contents(due.pdf)[due.at], part, is_clear))
    return {number: wanted for number, wanted in found.items() if len(wanted) == _BESIDE}


def _blank_findings(cell: _Cell | PlainCell, page: str) -> Iterator[str]:
    """That a page says in its middle that it is empty on purpose, and nothing else."""
    bottom = cell.part.bottom - _CUT_PT
    middle = cell.part.bottom / 2
    top, low = middle - _SAID_PT, middle + _SAID_PT
    if cell.has_ink(0.0, top) or cell.has_ink(low, bottom):
        yield f"{page} is not empty"
    if not cell.has_ink(top, low):
        yield f"{page} does not say that it is empty on purpose"
    found = cell.text(0.0, bottom)
    if sorted_characters(found) != sorted_characters(EMPTY_ON_PURPOSE):
        yield f"{page} reads {found.strip()!r}, not {EMPTY_ON_PURPOSE!r}"


def _due(volume: BoundSheets, tools: Tools) -> Iterator[_Due]:
    """All pages of a volume, as they are read."""
    contents = volume.contents
    front = len(contents.leaves)
    for index in range(front):
        yield _Due(volume, index + 1)
    index = front
    for name, pdf in volume.sheets:
        for at in range(len(tools.contents(pdf))):
            yield _Due(volume, index + 1, name, pdf, at)
            index += 1
    if contents.has_back_cover:
        yield _Due(volume, index + 1, back=True)


def _whole_page(paper: Paper) -> Box:
    page = folded_page_of(paper)
    return Box(0.0, 0.0, page.width_pt, page.height_pt - _FOLIO_PT)


def _in_order(parts: Sequence[Sequence[_Due]], count: int) -> list[_Due | None]:
    """The pages from cover to cover, with blanks: before a back cover, else where both volumes meet."""
    first = list(parts[0])
    behind = [first.pop()] if first[-1].back else []
    behind += [due for part in parts[1:] for due in reversed(part)]
    return [*first, *[None] * (count - len(first) - len(behind)), *behind]


def _places(count: int, paper: Paper, *, right_to_left: bool) -> Iterator[tuple[int, Box]]:
    """On which side the pages of the folded booklet stand, and in which part of it, from cover to cover. Of the
    outermost sheet the front has the first page where one begins to read, at the side away from the spine, and the last
    one beside it; its back the second page and the last but one; and so on inwards."""
    page = folded_page_of(paper)
    for place in range(count):
        side = min(place, count - 1 - place)  # front and back by turns
        at_right = (place % 2 == 0) != right_to_left
        left = page.width_pt if at_right else 0.0
        yield side, Box(left, 0.0, left + page.width_pt, page.height_pt)


def _sheet_findings(due: _Due, cell: _Cell, paper: Paper, tools: Tools) -> Iterator[str]:
    whole = _whole_page(paper)
    if not _is_there(due, cell, whole, tools):
        wanted = tools.leaves(due.pdf, whole)[due.at]
        found = leaf_in(cell.page, whole.moved(cell.part.left, 0.0), cell.side.drawn)
        if what := found.differs_from(wanted):
            yield f"page {due.at + 1} of {due.name} is not on page {due.number} as it is: {what}"


def _is_there(due: _Due, cell: _Cell, whole: Box, tools: Tools) -> bool:
    """Whether the page is on its side as it is, and nothing else: it is made of the same, stands in its place, and what
    else is drawn on the side keeps clear of it, but at the fold. Else both may still look the same."""
    content, made = tools.contents(due.pdf)[due.at], cell.side.made
    if content is None or made is None:
        return False
    part = whole.moved(cell.part.left, 0.0)
    part = Box(part.left + FOLD_PT, part.top, part.right - FOLD_PT, part.bottom)
    index = made.index_of(content, cell.part.left, cell.page.height_pt, part)
    extents = cell.page.form_extents()
    if index is None or extents is None or len(extents) != len(made.forms) + made.has_over:
        return False
    others = [
        extent[0]
        for at, (form, extent) in enumerate(zip(made.forms, extents, strict=False))
        if at != index and form.clip.overlaps(part)
    ]
    over = extents[-1][1:] if made.has_over else ()
    return not any(each.overlaps(part) for each in (*others, *over))


def _folio_findings(due: _Due, cell: _Cell | PlainCell) -> Iterator[str]:
    """The number at the outer edge of the foot, with the code beside it; covers have none."""
    top, bottom = cell.part.bottom - _FOLIO_PT, cell.part.bottom - _CUT_PT
    number = str(due.number)
    wanted = "" if due.back or due.number == 1 else f"{number}{due.volume.contents.foot}"
    found = cell.text(top, bottom)
    if sorted_characters(found) != sorted_characters(wanted):
        yield f"the foot of page {number} reads {found.strip()!r}, not {wanted!r}"
        return
    if not wanted:
        return
    near = _MARGIN_PT + _FIGURE_PT * (len(number) + 1)
    outer = cell.part.left if cell.outer_is_left else cell.part.right - near
    there = cell.text(top, bottom, outer, outer + near)
    if sorted_characters(there) != sorted_characters(number) or not cell.has_ink(top, bottom, outer, outer + near):
        yield f"the number of page {number} does not stand at its outer edge, but {there!r}"


def _own_findings(cells: Sequence[_Cell], volume: BoundSheets, tools: Tools) -> Iterator[str]:
    """That contents pages and back cover say all that they are to say, and nothing else; and that every entry has its
    number beside it."""
    contents, right_to_left = volume.contents, is_right_to_left(volume.language)
    read: list[ReadText] = []
    listed = [each for each in contents.texts() if each.role.printed]
    texts = tuple(dict.fromkeys((*(each.text for each in listed), contents.foot, contents.edition)))
    known = TextFigures((*texts, *map(str, range(1, len(cells) + 1))))
    for cell in cells:
        lines = [
            line
            for line in cell.page.second.lines
            if cell.part.left <= line.x_pt < cell.part.right and line.y_pt < cell.part.bottom
        ]
        text = cell.text(0.0, cell.part.bottom)
        read.append(ReadText(text, lines, tools.letters, right_to_left=right_to_left))
        yield from stray_findings(cell.page, text, lines, known)
        if surplus := read[-1].surplus((*texts, *map(str, range(1, len(cells) + 1)))):
            yield f"stands there, but in no text of it: {' '.join(surplus[:6])}"
    whole = ReadText.of_all(read)
    for each in listed:
        if each.role.where & Where.SHEET and (missing := whole.missing_from(each.text)):
            yield f"a text is not there as it should be; not found: {' '.join(missing[:6])}"
    below = [each for each in listed if each.role is Role.BELOW_ENTRY]
    if len({bool(whole.missing_from(each.text)) for each in below}) > 1:
        yield "what stands below the entries is not complete"
    for row in contents.rows:
        for target in filter(None, row.pages):
            if not any(_stands_beside(each, str(target[1]), row.own, row.language, tools) for each in read):
                yield f"page {target[1]} does not stand beside {row.own}"


def _stands_beside(read: ReadText, number: str, name: str, language: str, tools: Tools) -> bool:
    for line in read.lines:
        if line.text.strip() == number:
            level = [each for each in read.lines if abs(each.y_pt - line.y_pt) < _LEVEL_PT and each is not line]
            right_to_left = is_right_to_left(language)
            if not ReadText("", level, tools.letters, right_to_left=right_to_left).missing_from(name):
                return True
            lower = (
                each.y_pt for each in read.lines if each.text.strip().isdigit() and each.y_pt > line.y_pt + _LEVEL_PT
            )
            end = min(lower, default=inf) - _LEVEL_PT
            entry = [each for each in read.lines if line.y_pt - _LEVEL_PT < each.y_pt < end]
            if begins_level(level, entry, number, name, tools.letters, right_to_left=right_to_left):
                return True
    return False


def _side_findings(
    pages: Pages,
    sides: Mapping[int, _Side],
    plain: Mapping[int, PlainSide],
    volumes: Sequence[BoundSheets],
    paper: Paper,
    tools: Tools,
) -> Iterator[str]:
    """Size, scale, edge to flip, ink, and the slug of every side. What print dialogs are told is alike for all, and the
    first is never plain."""
    contents = volumes[0].contents
    strip_top, sheets = folded_page_of(paper).height_pt, len(pages) // 2
    for number in range(len(pages)):
        own = number < max(len(volume.contents.leaves) for volume in volumes)
        if number in plain:
            text = plain[number].text(strip_top)
            findings = _size_findings(*pages.size_pt(number), paper)
        else:
            side = sides[number]
            text = side.page.text_within(0.0, strip_top, side.page.width_pt, side.page.height_pt)
            findings = page_findings(side.page, on_its_side(paper)) if own else _paper_findings(side, paper)
            if side.page.sides is not Sides.BOTH_SHORT:
                yield f"side {number + 1}: a print dialog is told another edge to flip than the short one"
        for finding in findings:
            yield f"side {number + 1}: {finding}"
        slug = ReadText(text, (), tools.letters, right_to_left=False)
        which = f"sheet {number // 2 + 1} of {sheets}{_place_among(number // 2, sheets)}, {SADDLE.sides[number % 2]}"
        if all(map(slug.missing_from, (contents.foot, *shorter_feet(contents.foot)))):
            yield f"side {number + 1}: the slug does not say {contents.foot!r}"
        for words in (which, paper.printed, *_SLUG_WORDS):
            if slug.missing_from(words):
                yield f"side {number + 1}: the slug does not say {words!r}"


def _place_among(sheet: int, sheets: int) -> str:
    """Which sheet lies outside all others, and which in all of them."""
    if sheets == 1 or sheet not in (0, sheets - 1):
        return ""
    return f" ({INNERMOST if sheet else OUTERMOST})"


def _paper_findings(side: _Side, paper: Paper) -> Iterator[str]:
    """Of a side with half pages only, each of which is as it was proved: the size of the sheet, how it prints, and that
    no ink comes near its edges."""
    page = side.page
    yield from _size_findings(page.width_pt, page.height_pt, paper)
    if not page.at_full_size:
        yield "it is not set to be printed whole and at 100 %"
    if _ink_near_edges(side.drawn) and page.ink_margin_pt() < INK_MARGIN_PT - SOFT_PT:
        yield f"ink comes within {page.ink_margin_pt():.1f} pt of the paper's edge"


def _size_findings(width_pt: float, height_pt: float, paper: Paper) -> Iterator[str]:
    if abs(width_pt - paper.height_pt) > 0.5 or abs(height_pt - paper.width_pt) > 0.5:
        yield f"it measures {width_pt:g} x {height_pt:g} pt"


def _ink_near_edges(drawn: Drawn) -> bool:
    """Whether there may be ink in the margins, by a picture that is drawn already: its pixels reach as far out as ink
    does, or farther."""
    picture, scale = drawn
    margin = math.ceil((INK_MARGIN_PT - SOFT_PT) * scale)
    whole = picture.copy()
    whole.paste(WHITE, (margin, margin, picture.width - margin, picture.height - margin))
    return levels(whole)[0] < PAPER
