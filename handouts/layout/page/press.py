"""Sheets for the press: the pages of a scheme on paper, with creep, both sides, and the strip that is left for words.

Points, origin at the top left, y downwards, as one looks at a side that lies upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.layout.page.imposition import Matrix, Slot
from handouts.layout.page.placed import PlacedRule
from handouts.layout.page.schemes import (
    ImposedSheet,
    Place,
    folded_sheets,
    meeting,
    repeated_sheets,
    signature_sizes,
    with_blanks,
    zine_sheets,
)
from handouts.paper import Box, Paper, Sides, on_its_side
from handouts.schemes import (
    PAGES_OF_A_SHEET,
    SADDLE,
    SIGNATURE_SCHEME,
    STEP_REPEAT,
    TWO_UP,
    USUAL_SIGNATURE,
    Flip,
    Scheme,
)

SPARE_PT = 0.5
"""By how much pages may be larger than the paper: a sheet of A4 is 841.89 pt high, two of A5 may be 842."""
PRINTABLE_PT = 18.0
"""What office printers leave white along every edge."""
STRIP_PT = 33.0
"""A strip of this height has room for a line of words that keeps from page and edge."""
STRIP_GAP_PT = 6.0
FOLD_IN_PT = 30.0
"""How far a fold mark reaches in from an edge where pages leave no margin: it stands between two pages."""
TICK_PT, RULE_PT, DASH = 3.0, 0.9, (4.0, 3.0)
"""Half the length of a mark for a needle, and of the legs of a drawn staple; the weight of all marks; the dash of
folds."""
STAPLE_PT, STAPLE_WEIGHT_PT = 18.0, 1.6
"""Half the length of a staple, which is drawn along the fold as it lies there; and its weight."""
STAPLES, STITCHES = (1 / 4, 3 / 4), (1 / 10, 3 / 10, 7 / 10, 9 / 10)
"""Where a fold is stapled or sewn, as parts of its height."""
CROP_PT, CROP_GAP_PT = 12.0, 3.0
"""How long a crop mark is, and how far it keeps from the pages."""
_LEAST_MARK_PT = 3.0
_FLUSH_PT = 1.0
"""So near to an edge of the sheet nothing is cut."""


class PrintSlot(NamedTuple):
    """A page on a side: where, and the box beyond which nothing of it is printed."""

    slot: Slot
    clip: Box


class PrintSide(NamedTuple):
    """A side of a sheet. `sheet`: its number from 0. `pages`: each once, in the order of the places; `blanks`: where
    there is none. `turned`: all of it is printed on its head."""

    sheet: int
    name: str
    slots: tuple[PrintSlot, ...]
    pages: tuple[int | None, ...]
    blanks: tuple[Box, ...]
    turned: bool
    is_back: bool


@dataclass(frozen=True, slots=True)
class Imposition:
    """Finished reckoning: the sheets of a scheme on their paper. `flip`: the edge that a printer is told."""

    scheme: Scheme
    matrix: Matrix
    sheets: tuple[ImposedSheet, ...]
    flip: Flip
    creep_pt: float = 0.0

    @property
    def two_sided(self) -> bool:
        return any(sheet.back for sheet in self.sheets)

    @property
    def parted_in_the_middle(self) -> bool:
        """Whether a fold or a cut runs from head to foot there."""
        return self.matrix.columns % 2 == 0

    @property
    def printing(self) -> Sides:
        """What a print dialog should choose."""
        if not self.two_sided:
            return Sides.ONE
        return Sides.BOTH if self.flip is Flip.LONG else Sides.BOTH_SHORT

    @property
    def blanks(self) -> int:
        """Places that stay white although there are others like them."""
        return sum(place.page is None for sheet in self.sheets for side in sheet.sides for place in side)

    @property
    def strip(self) -> Box | None:
        """The white below the pages, inside what an office printer prints, if words have room there."""
        box, sheet = self.matrix.box, self.matrix.sheet
        free, below_marks = sheet.height_pt - box.bottom, CROP_GAP_PT + CROP_PT
        if free >= STRIP_PT + below_marks:
            top, left, right = box.bottom + below_marks, 0.0, sheet.width_pt
        elif free >= STRIP_PT and self.scheme is not STEP_REPEAT:  # which has marks all along its foot
            top, left, right = box.bottom, box.left, box.right
        else:
            return None
        inset = 2 * PRINTABLE_PT
        left, right = max(left + PRINTABLE_PT, inset), min(right - PRINTABLE_PT, sheet.width_pt - inset)
        return Box(left, top + STRIP_GAP_PT, right, sheet.height_pt - PRINTABLE_PT)

    def sides(self) -> Iterator[PrintSide]:
        """All printed sides, in the order of printing; of a sheet with two sides both, also where one is white."""
        for number, sheet in enumerate(self.sheets):
            for is_back, places in enumerate(sheet.sides):
                yield PrintSide(
                    number,
                    self.scheme.sides[is_back],
                    tuple(self._slots(places, self.creep_pt * sheet.depth)),
                    tuple(dict.fromkeys(place.page for place in places)),
                    tuple(self._cell(place) for place in places if place.page is None),
                    bool(is_back) and self.flip is not upright_flip(self.matrix.sheet),
                    bool(is_back),
                )

    def _slots(self, places: Sequence[Place], creep_pt: float) -> Iterator[PrintSlot]:
        for place in places:
            if place.page is not None:
                # Towards the fold: a sheet that lies in others is pushed out by their thickness.
                moved = creep_pt if place.column == 0 else -creep_pt
                cell = self._cell(place)
                yield PrintSlot(Slot(place.page, cell.left + moved, cell.top, place.turned), cell)

    def _cell(self, place: Place) -> Box:
        xs, ys = self.matrix.column_edges_pt, self.matrix.row_edges_pt
        return Box(xs[place.column], ys[place.row], xs[place.column + 1], ys[place.row + 1])

    # --- marks ------------------------------------------------------------------------------------------------------

    def marks(self, side: PrintSide) -> Iterator[PlacedRule]:
        """Marks to crop, cut, fold, staple and sew by; none of them on a page. Those of folds are dashed."""
        yield from self._crop_marks()
        if not self.scheme.folded:
            return
        yield from self._fold_marks()
        sheet, columns = self.sheets[side.sheet], self.matrix.column_edges_pt
        box = self.matrix.box
        # A stapler works from outside, a needle from inside.
        if self.scheme is SADDLE and not side.is_back and sheet.depth == 0:
            stations: Sequence[float] = STAPLES
        elif self.scheme is SIGNATURE_SCHEME and side.is_back and sheet.inner == 0:
            stations = STITCHES
        else:
            stations = ()
        for part in stations:
            y, x = box.top + part * box.height, columns[1]
            if self.scheme is SADDLE:
                half = min(STAPLE_PT, box.height / 8)
                yield PlacedRule(x, y - half, x, y + half, STAPLE_WEIGHT_PT)
                for leg in (y - half, y + half):
                    yield PlacedRule(x - TICK_PT, leg, x + TICK_PT, leg, STAPLE_WEIGHT_PT)
            else:
                yield PlacedRule(x - TICK_PT, y, x + TICK_PT, y, RULE_PT)

    def _crop_marks(self) -> Iterator[PlacedRule]:
        """At the ends of every cut, as far as they are inside the sheet; where no end has room, a line along the
        cut."""
        matrix, sheet = self.matrix, self.matrix.sheet
        across, down = matrix.column_edges_pt, matrix.row_edges_pt
        columns, rows = ((across[0], across[-1]), (down[0], down[-1])) if self.scheme.folded else (across, down)
        for x in columns:
            yield from self._cut(x, sheet.width_pt, sheet.height_pt, down, upright=True)
        for y in rows:
            yield from self._cut(y, sheet.height_pt, sheet.width_pt, across, upright=False)

    @staticmethod
    def _cut(at: float, extent: float, length: float, ends: Sequence[float], *, upright: bool) -> Iterator[PlacedRule]:
        """Of one cut, `at` from the left or the top; `length`: how long the sheet is along it."""
        if not _FLUSH_PT < at < extent - _FLUSH_PT:
            return  # the edge of the sheet
        marks = [(max(0.0, ends[0] - CROP_GAP_PT - CROP_PT), ends[0] - CROP_GAP_PT)]
        marks += [(ends[-1] + CROP_GAP_PT, min(length, ends[-1] + CROP_GAP_PT + CROP_PT))]
        marks = [(start, end) for start, end in marks if end - start >= _LEAST_MARK_PT]
        if not marks:
            marks = [(PRINTABLE_PT, length - PRINTABLE_PT)]
        for start, end in marks:
            box = (at, start, at, end) if upright else (start, at, end, at)
            yield PlacedRule(*box, RULE_PT)

    def _fold_marks(self) -> Iterator[PlacedRule]:
        """Dashes from the edges of the sheet in, where it is folded."""
        sheet, box = self.matrix.sheet, self.matrix.box
        top, bottom = (
            max(box.top - CROP_GAP_PT, FOLD_IN_PT),
            min(box.bottom + CROP_GAP_PT, sheet.height_pt - FOLD_IN_PT),
        )
        for x in self.matrix.column_edges_pt[1:-1]:
            yield PlacedRule(x, 0.0, x, top, RULE_PT, DASH)
            if self.strip is None or abs(x - sheet.width_pt / 2) < SPARE_PT:  # words stand beside the middle
                yield PlacedRule(x, bottom, x, sheet.height_pt, RULE_PT, DASH)
        left, right = max(box.left - CROP_GAP_PT, FOLD_IN_PT), min(box.right + CROP_GAP_PT, sheet.width_pt - FOLD_IN_PT)
        for y in self.matrix.row_edges_pt[1:-1]:
            yield PlacedRule(0.0, y, left, y, RULE_PT, DASH)
            yield PlacedRule(right, y, sheet.width_pt, y, RULE_PT, DASH)
            # What is cut inside a folded sheet: between the inner panels.
            columns = self.matrix.column_edges_pt
            yield PlacedRule(columns[1], y, columns[-2], y, RULE_PT)


def upright_flip(sheet: Paper) -> Flip:
    """The edge about which a side that lies like this is turned so that its back stands upright."""
    return Flip.SHORT if sheet.width_pt > sheet.height_pt else Flip.LONG


def matrix_on(scheme: Scheme, paper: Paper, width_pt: float, height_pt: float) -> Matrix | None:
    """The places of pages of this size on the paper, whichever way it lies; None where they are too large for it."""
    grids = {SADDLE: ((2, 1),), SIGNATURE_SCHEME: ((2, 1),), TWO_UP: ((2, 1), (1, 2))}.get(scheme, ((4, 2),))
    found: list[Matrix] = []
    for sheet in (paper, on_its_side(paper)):
        across = int((sheet.width_pt + SPARE_PT) // width_pt)
        down = int((sheet.height_pt + SPARE_PT) // height_pt)
        if scheme is STEP_REPEAT:
            grids = ((across, down),) if across and down else ()
        for columns, rows in grids:
            if columns <= across and rows <= down:
                at_top = scheme is not STEP_REPEAT and _leaves_a_strip_at_the_foot_only(sheet, rows * height_pt)
                top_pt = 0.0 if at_top else None
                found.append(Matrix(sheet, width_pt, height_pt, columns, rows, top_pt=top_pt))
    # As many as there is room for; of two ways the one in which the sheet lies as its pages together do.
    return max(found, key=lambda each: (each.columns * each.rows, _lies_alike(each)), default=None)


def _leaves_a_strip_at_the_foot_only(sheet: Paper, height_pt: float) -> bool:
    """Whether pages so high leave room for words if they stand at the top of the sheet, but not in its middle. Small
    pieces stand in the middle all the same, where a printer prints their outer edges too."""
    free = sheet.height_pt - height_pt
    return free / 2 < STRIP_PT <= free


def _lies_alike(matrix: Matrix) -> bool:
    box, sheet = matrix.box, matrix.sheet
    return (box.width > box.height) == (sheet.width_pt > sheet.height_pt)


def impose_on(
    matrix: Matrix,
    scheme: Scheme,
    counts: Sequence[int],
    *,
    right_to_left: bool = False,
    flip: Flip | None = None,
    creep_pt: float = 0.0,
    signature: int = USUAL_SIGNATURE,
    last: int = 0,
) -> Imposition:
    """The sheets of a scheme. `counts`: how many pages there are; a second number is that of a text read from the other
    cover. `flip`: else the edge with which backs stand upright.

    Raises ValueError where the scheme has no such thing: a second text without a spine, creep without a fold.
    """
    pages, *others = counts
    other = sum(others)
    if scheme in (SADDLE, SIGNATURE_SCHEME):
        order = meeting(pages, other, PAGES_OF_A_SHEET) if other else with_blanks(pages, PAGES_OF_A_SHEET, last)
        sizes = signature_sizes(len(order), signature) if scheme is SIGNATURE_SCHEME else (len(order),)
        sheets = folded_sheets(order, sizes, right_to_left=right_to_left)
    elif other or last or creep_pt:
        raise ValueError(f"{scheme.title}: no second text, last pages or creep")
    elif scheme in (TWO_UP, STEP_REPEAT):
        sheets = repeated_sheets(pages, matrix.columns, matrix.rows)
    else:
        sheets = zine_sheets(pages, right_to_left=right_to_left)
    return Imposition(scheme, matrix, tuple(sheets), flip or upright_flip(matrix.sheet), creep_pt)
