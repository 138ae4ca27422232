"""On how many pages contents stand: every entry once, spreads on left pages, no page over its room."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.contents import FOLDED, READ, Contents, ContentsForm, ContentsRow, ContentsWords, starts_of


def contents(rows: int, columns: int = 0, form: ContentsForm = READ, *, cities: bool = False) -> Contents:
    """Of so many entries; a grid where there are columns."""
    words = ContentsWords("", "", "", "", "", "", "", None, (), (), "", "")
    entries = tuple(
        ContentsRow(f"entry {row}", "", "", "en", tuple((1, 2, "") for _ in range(columns or 1))) for row in range(rows)
    )
    heads = tuple(f"column {column}" for column in range(columns))
    return Contents(words, entries, heads, "", "", "about", "what", "age", "Page {number}", cities, form)


@given(rows=st.integers(1, 200), columns=st.integers(0, 60), folded=st.booleans(), cities=st.booleans())
def test_every_entry_stands_once_and_no_page_is_over_its_room(
    rows: int, columns: int, folded: bool, cities: bool
) -> None:
    form, columns = (FOLDED, 0) if folded else (READ, columns)
    made = contents(rows, columns, form, cities=cities)
    first, further = form.cities if cities else form.languages
    cells = [
        (row.own, column)
        for leaf in made.leaves
        for row in leaf.rows
        for column in (range(*leaf.columns) if columns else (0,))
    ]
    assert sorted(cells) == sorted((f"entry {row}", column) for row in range(rows) for column in range(columns or 1))
    assert len(made.leaves[0].rows) <= first
    assert all(len(leaf.rows) <= max(first, further) for leaf in made.leaves)
    assert all(leaf.columns[1] - leaf.columns[0] <= form.columns for leaf in made.leaves)
    assert not folded or len(made.leaves) % 2


@given(sheets=st.integers(1, 40), cities=st.booleans())
def test_a_spread_of_a_folded_booklet_is_open_at_once(sheets: int, cities: bool) -> None:
    """Its first page is a left one: the second, the fourth ... of the booklet."""
    made = contents(sheets, 0, FOLDED, cities=cities)
    pages = [2] * sheets
    *starts, end = made.starts(pages)
    assert all(start % 2 == 1 for start in starts)
    assert starts == list(range(len(made.leaves), end, 2)), "no page stays empty between them"
    numbered = made.numbered(pages)
    assert list(numbered) == list(range(1, end))


@pytest.mark.parametrize(("rows", "pages"), [(6, [6]), (12, [12]), (15, [7, 8]), (24, [11, 13])])
def test_many_cities_share_their_pages(rows: int, pages: list[int]) -> None:
    assert [len(leaf.rows) for leaf in contents(rows, cities=True).leaves] == pages


def test_a_blank_has_no_number() -> None:
    made = contents(3)
    assert made.numbered([1, 2, 1]) == (1, 2, 3, 4)
    assert made.numbered([2, 1]) == tuple(chain((2, 3), (4,)))
    assert starts_of([2, 1]) == (2, 4, 5)
