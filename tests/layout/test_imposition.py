"""Pages stand where they are cut or folded: in the middle of the sheet, edge to edge, in the order of reading."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.page.imposition import CutMarks, Matrix, impose
from handouts.layout.page.placed import Element, PlacedPage, PlacedRule, marks_of
from handouts.paper import LETTER, Paper

TEN_UP = Matrix(LETTER, 252.0, 144.0, columns=2, rows=5)
LANDSCAPE = Paper("letter", 792.0, 612.0)

counts = st.integers(1, 6)
lengths = st.floats(20, 400)
matrices = st.builds(
    Matrix,
    sheet=st.just(Paper("large", 3000.0, 3000.0)),
    page_width_pt=lengths,
    page_height_pt=lengths,
    columns=counts,
    rows=counts,
    right_to_left=st.booleans(),
)


def two_up(*, right_to_left: bool) -> Matrix:
    return Matrix(LANDSCAPE, 396.0, 612.0, columns=2, rows=1, right_to_left=right_to_left)


def page(mark: float) -> PlacedPage:
    """A page with one rule that is read and one that is decoration, so far from its edges."""
    rule = PlacedRule(mark, mark, mark + 1, mark, 1.0)
    return PlacedPage(252.0, 144.0, (Element("P", (rule,)),), (rule._replace(width_pt=2.0),))


# --- positions ----------------------------------------------------------------------------------------------------


def test_ten_cards_stand_where_perforated_letter_stock_has_them() -> None:
    # Ten cards of 3.5 x 2 inches: half an inch free above and below, three quarters at the sides.
    slots = list(TEN_UP.slots([0] * 10))
    assert [(slot.x_pt / 72, slot.y_pt / 72) for slot in slots] == [
        (x, y) for y in (0.5, 2.5, 4.5, 6.5, 8.5) for x in (0.75, 4.25)
    ]


def test_backs_meet_fronts_whichever_way_the_sheet_is_turned() -> None:
    slots = {(slot.x_pt, slot.y_pt) for slot in TEN_UP.slots([0] * 10)}
    assert {(612 - 252 - x, y) for x, y in slots} == slots
    assert {(x, 792 - 144 - y) for x, y in slots} == slots


def test_the_first_page_stands_where_reading_begins() -> None:
    assert [slot.x_pt for slot in two_up(right_to_left=False).slots((0, 1))] == [0.0, 396.0]
    assert [slot.x_pt for slot in two_up(right_to_left=True).slots((0, 1))] == [396.0, 0.0]


@given(matrices)
def test_pages_lie_edge_to_edge_in_the_middle_of_the_sheet(matrix: Matrix) -> None:
    count = matrix.columns * matrix.rows
    slots = list(matrix.slots(range(count)))
    assert [slot.page for slot in slots] == list(range(count))
    box = matrix.box
    assert box.left == pytest.approx(matrix.sheet.width_pt - box.right)
    assert box.top == pytest.approx(matrix.sheet.height_pt - box.bottom)
    for slot in slots:
        assert box.left <= slot.x_pt <= box.right - matrix.page_width_pt + 1e-6
        assert box.top <= slot.y_pt <= box.bottom - matrix.page_height_pt + 1e-6
    for one, other in combinations(slots, 2):
        beside = abs(one.x_pt - other.x_pt) >= matrix.page_width_pt - 1e-6
        below = abs(one.y_pt - other.y_pt) >= matrix.page_height_pt - 1e-6
        assert beside or below
    sheet_pt2 = matrix.sheet.width_pt * matrix.sheet.height_pt
    assert matrix.part_of_sheet == pytest.approx(box.width * box.height / sheet_pt2)


@given(matrices)
def test_right_to_left_is_the_same_mirrored(matrix: Matrix) -> None:
    order = range(matrix.columns * matrix.rows)
    mirrored = Matrix(
        matrix.sheet,
        matrix.page_width_pt,
        matrix.page_height_pt,
        matrix.columns,
        matrix.rows,
        right_to_left=not matrix.right_to_left,
    )
    for one, other in zip(matrix.slots(order), mirrored.slots(order), strict=True):
        assert other.x_pt == pytest.approx(matrix.sheet.width_pt - matrix.page_width_pt - one.x_pt)
        assert other.y_pt == one.y_pt


@pytest.mark.parametrize("count", [9, 11])
def test_a_page_too_few_or_too_many_is_an_error(count: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        list(TEN_UP.slots([0] * count))


# --- imposed pages ------------------------------------------------------------------------------------------------


def test_pages_are_moved_whole_and_read_in_their_order() -> None:
    sheet = impose([page(10.0), page(20.0)], (0, 1), two_up(right_to_left=True))
    assert (sheet.width_pt, sheet.height_pt) == (792.0, 612.0)
    read = [mark for mark in marks_of(sheet.elements) if isinstance(mark, PlacedRule)]
    assert [(mark.x0_pt, mark.y0_pt) for mark in read] == [(406.0, 10.0), (20.0, 20.0)]
    assert [mark.x0_pt for mark in sheet.artifacts if isinstance(mark, PlacedRule)] == [406.0, 20.0]


def test_what_stands_on_a_sheet_ten_times_is_read_once() -> None:
    sheet = impose([page(10.0)], [0] * 10, TEN_UP)
    assert len(sheet.elements) == 1
    assert next(marks_of(sheet.elements)) == PlacedRule(64.0, 46.0, 65.0, 46.0, 1.0)
    assert len(sheet.artifacts) == 10 + 9
    everything = [mark for mark in (*marks_of(sheet.elements), *sheet.artifacts) if isinstance(mark, PlacedRule)]
    for slot in TEN_UP.slots([0] * 10):
        here = [mark for mark in everything if (mark.x0_pt, mark.y0_pt) == (slot.x_pt + 10, slot.y_pt + 10)]
        assert sorted(mark.width_pt for mark in here) == [1.0, 2.0]


# --- marks --------------------------------------------------------------------------------------------------------


@given(matrices, st.booleans())
def test_cut_marks_point_at_every_cut_and_touch_no_page(matrix: Matrix, inner_above: bool) -> None:
    marks = list(CutMarks(length_pt=9.0, gap_pt=3.0, width_pt=0.9, inner_above=inner_above).around(matrix))
    box = matrix.box
    upright = [mark for mark in marks if mark.x0_pt == mark.x1_pt]
    level = [mark for mark in marks if mark.y0_pt == mark.y1_pt]
    assert len(upright) + len(level) == len(marks)
    assert {mark.x0_pt for mark in upright} == set(matrix.column_edges_pt)
    assert {mark.y0_pt for mark in level} == set(matrix.row_edges_pt)
    assert len(level) == 2 * (matrix.rows + 1)
    assert len(upright) == 2 * (matrix.columns + 1) - (0 if inner_above else matrix.columns - 1)
    for mark in upright:
        assert mark.y1_pt <= box.top - 3 or mark.y0_pt >= box.bottom + 3
        assert mark.y1_pt - mark.y0_pt == pytest.approx(9.0)
    for mark in level:
        assert mark.x1_pt <= box.left - 3 or mark.x0_pt >= box.right + 3
        assert mark.x1_pt - mark.x0_pt == pytest.approx(9.0)
