"""Booklets shared out among workers: each to one of them, evenly, and those of the same sheets together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from handouts.build.tasks import BindingTask, Volume, in_shares
from handouts.products.product import Item
from handouts.products.table import BOUND

LANGUAGES = [f"l{number}" for number in range(24)]
SHEETS = {"booklet": 144, "language-booklet": 6, "city-booklet": 24, "language-booklet-print": 6}
UNASKED = cast("Any", None)


def task(product: str, language: str = "") -> BindingTask:
    """Of which only the number of its sheets is asked."""
    sheets = (Path("sheet.pdf"),) * SHEETS[product]
    volume = Volume(UNASKED, UNASKED, UNASKED, (), (), (), (), (), sheets, None)
    rest = dict.fromkeys(
        ("missing", "author", "information_of", "paper", "fonts", "wanted", "staging", "kept"), UNASKED
    )
    return BindingTask(Item(product, language, ""), (volume,), UNASKED, program="", **rest)


TASKS = [
    task("booklet"),
    *(task("language-booklet", language) for language in LANGUAGES),
    task("city-booklet"),
    *(task("language-booklet-print", language) for language in LANGUAGES),
]


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 7, 100])
def test_every_booklet_is_in_one_share_and_shares_are_in_order(workers: int) -> None:
    shares = in_shares(TASKS, workers)
    assert 0 < len(shares) <= workers
    assert all(shares)
    assert sorted((each for share in shares for each in share), key=TASKS.index) == TASKS
    for share in shares:
        assert list(share) == sorted(share, key=TASKS.index)


@pytest.mark.parametrize("workers", [2, 3, 4])
def test_no_worker_is_at_it_much_longer_than_another(workers: int) -> None:
    loads = [sum(each.load for each in share) for share in in_shares(TASKS, workers)]
    assert len(loads) == workers
    assert max(loads) - min(loads) <= 2 * max(each.load for each in TASKS[1:])


def test_two_workers_read_hardly_any_sheet_both() -> None:
    kinds = [{BOUND[each.item.product].of for each in share} for share in in_shares(TASKS, 2)]
    assert min(map(len, kinds)) == 1


def test_there_may_be_none() -> None:
    assert in_shares([], 2) == []
