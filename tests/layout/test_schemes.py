"""Page numbers go on sheets in the order that bookbinders' tables print, for every number of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from handouts.schemes import SIGNATURES

counts = st.integers(1, 300)
signatures = st.sampled_from(SIGNATURES)


def numbers(places: Sequence[Place]) -> list[int | None]:
    """Page numbers from 1, from the left, the upper row first."""
    inside = sorted(places, key=lambda place: (place.row, place.column))
    return [None if place.page is None else place.page + 1 for place in inside]


def read(sheets: Sequence[ImposedSheet], *, right_to_left: bool = False) -> Iterator[int | None]:
    """Pages as one reads who has laid the sheets of each signature into each other and folded them, the first outside:
    the leaves of one half of every sheet from the outermost in, then those of the other half from the innermost out."""
    first, second = (0, 1) if right_to_left else (1, 0)
    for signature in sorted({sheet.signature for sheet in sheets}):
        inside = sorted((sheet for sheet in sheets if sheet.signature == signature), key=lambda sheet: sheet.depth)
        for sheet in inside:
            # A leaf has on its back what stands on the other side of the sheet's back.
            yield numbers(sheet.front)[first]
            yield numbers(sheet.back)[second]
        for sheet in reversed(inside):
            yield numbers(sheet.back)[first]
            yield numbers(sheet.front)[second]


# --- what the tables print ----------------------------------------------------------------------------------------


def test_a_booklet_of_eight_pages_is_the_table_that_everybody_knows() -> None:
    sheets = list(folded_sheets(range(8), (8,)))
    assert [(numbers(sheet.front), numbers(sheet.back)) for sheet in sheets] == [
        ([8, 1], [2, 7]),
        ([6, 3], [4, 5]),
    ]


def test_a_booklet_of_sixteen_pages_too() -> None:
    sheets = list(folded_sheets(range(16), (16,)))
    assert [(*numbers(sheet.front), *numbers(sheet.back)) for sheet in sheets] == [
        (16, 1, 2, 15),
        (14, 3, 4, 13),
        (12, 5, 6, 11),
        (10, 7, 8, 9),
    ]


def test_with_the_spine_at_the_right_it_is_the_same_in_a_mirror() -> None:
    left, right = (list(folded_sheets(range(8), (8,), right_to_left=mirrored)) for mirrored in (False, True))
    for one, other in zip(left, right, strict=True):
        assert numbers(one.front)[::-1] == numbers(other.front)
        assert numbers(one.back)[::-1] == numbers(other.back)


def test_two_signatures_of_eight_pages_are_two_booklets() -> None:
    sheets = list(folded_sheets(range(16), (8, 8)))
    assert [(*numbers(sheet.front), *numbers(sheet.back)) for sheet in sheets] == [
        (8, 1, 2, 7),
        (6, 3, 4, 5),
        (16, 9, 10, 15),
        (14, 11, 12, 13),
    ]
    assert [(sheet.signature, sheet.depth, sheet.inner) for sheet in sheets] == [
        *((0, 0, 1), (0, 1, 0), (1, 0, 1), (1, 1, 0)),
    ]


def test_a_zine_has_its_upper_row_on_its_head() -> None:
    (sheet,) = zine_sheets(8)
    assert numbers(sheet.front) == [5, 4, 3, 2, 6, 7, 8, 1]
    assert all(place.turned == (place.row == 0) for place in sheet.front)
    assert sheet.back == ()


def test_a_zine_from_right_to_left_is_mirrored() -> None:
    (sheet,) = zine_sheets(8, right_to_left=True)
    assert numbers(sheet.front) == [2, 3, 4, 5, 1, 8, 7, 6]


def test_two_up_prints_every_page_twice_and_the_next_one_behind_it() -> None:
    first, second = repeated_sheets(3, columns=2, rows=1)
    assert (numbers(first.front), numbers(first.back)) == ([1, 1], [2, 2])
    assert (numbers(second.front), numbers(second.back)) == ([3, 3], [None, None])


def test_a_single_page_repeated_leaves_the_back_white() -> None:
    (sheet,) = repeated_sheets(1, columns=2, rows=5)
    assert numbers(sheet.front) == [1] * 10
    assert sheet.back == ()


# --- for every number of pages ------------------------------------------------------------------------------------


@given(counts, st.booleans())
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(count: int, mirrored: bool) -> None:
    order = with_blanks(count, 4)
    sheets = list(folded_sheets(order, (len(order),), right_to_left=mirrored))
    pages = list(read(sheets, right_to_left=mirrored))
    assert pages[:count] == list(range(1, count + 1))
    assert pages[count:] == [None] * (-count % 4)
    assert len(sheets) == -(-count // 4)


@given(counts, signatures, st.booleans())
def test_signatures_read_on_from_one_to_the_next(count: int, largest: int, mirrored: bool) -> None:
    order = with_blanks(count, 4)
    sheets = list(folded_sheets(order, signature_sizes(len(order), largest), right_to_left=mirrored))
    pages = list(read(sheets, right_to_left=mirrored))
    assert pages[:count] == list(range(1, count + 1))
    assert len(pages) - count < 4


@given(st.integers(1, 75), signatures)
def test_signatures_are_few_and_no_thin_one_ends_the_book(sheets: int, largest: int) -> None:
    sizes = signature_sizes(4 * sheets, largest)
    assert sum(sizes) == 4 * sheets
    assert len(sizes) == -(-4 * sheets // largest)
    assert max(sizes) <= largest
    assert max(sizes) - min(sizes) in (0, 4)


@given(counts, st.integers(0, 4))
def test_a_back_cover_stays_at_the_very_end_behind_the_blanks(count: int, last: int) -> None:
    if last > count:
        with pytest.raises(ValueError, match="last"):
            with_blanks(count, 4, last)
        return
    order = list(with_blanks(count, 4, last))
    assert [page for page in order if page is not None] == list(range(count))
    assert order[len(order) - last :] == list(range(count - last, count))
    assert order[: count - last] == list(range(count - last))


@given(counts, counts, st.booleans())
def test_two_texts_begin_at_their_own_covers_and_meet_inside(count: int, other: int, mirrored: bool) -> None:
    order = meeting(count, other, 4)
    pages = list(read(list(folded_sheets(order, (len(order),), right_to_left=mirrored)), right_to_left=mirrored))
    assert pages[:count] == list(range(1, count + 1))
    # Who turns the booklet over begins at the other cover and leafs the other way.
    assert pages[::-1][:other] == list(range(count + 1, count + other + 1))
    assert set(pages[count : len(pages) - other]) <= {None}
    assert len(pages) - count - other < 4


@given(st.integers(1, 64), st.booleans())
def test_every_eight_pages_are_a_zine(count: int, mirrored: bool) -> None:
    sheets = list(zine_sheets(count, right_to_left=mirrored))
    pages = sorted(number for sheet in sheets for number in numbers(sheet.front) if number)
    assert pages == list(range(1, count + 1))
    assert len(sheets) == -(-count // 8)


@given(st.integers(1, 64), st.integers(1, 4), st.integers(1, 6))
def test_every_pile_of_repeated_pages_is_a_whole_copy(count: int, columns: int, rows: int) -> None:
    sheets = list(repeated_sheets(count, columns, rows))
    for column in range(columns):
        for row in range(rows):
            pile = []
            for sheet in sheets:
                (front,) = (place for place in sheet.front if (place.column, place.row) == (column, row))
                backs = [place for place in sheet.back if (place.column, place.row) == (columns - 1 - column, row)]
                pile += [front.page, *(place.page for place in backs)]
            assert pile[:count] == list(range(count))
            assert set(pile[count:]) <= {None}


@pytest.mark.parametrize(("pages", "largest"), [(6, 8), (8, 6), (0, 8), (8, 0)])
def test_a_signature_is_whole_sheets(pages: int, largest: int) -> None:
    with pytest.raises(ValueError, match="signatures of"):
        signature_sizes(pages, largest)


def test_no_page_is_no_booklet() -> None:
    with pytest.raises(ValueError, match="0 pages"):
        with_blanks(0, 4)
    with pytest.raises(ValueError, match="0 pages"):
        meeting(3, 0, 4)
    with pytest.raises(ValueError, match="signatures of"):
        list(folded_sheets(range(8), (4,)))
