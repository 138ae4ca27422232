"""A directory goes out as a spreadsheet or as HSDS and comes back equal, whatever stands in it; a few of what
`python -m tests.there_and_back` does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.exchange.directory_rows import edits_for_ids
from handouts.exchange.spreadsheets import csv_of, xlsx_of
from tests.exchange.directories import edited, shipped
from tests.there_and_back import WAYS, assert_changes_nothing, assert_comes_back, invented

SEEDS = 24


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_directory_comes_back_equal(way: str, seed: int) -> None:
    assert_comes_back(invented(seed), way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(SEEDS // 3))
def test_into_the_directory_that_it_came_from_it_changes_nothing(way: str, seed: int) -> None:
    assert_changes_nothing(invented(seed), way)


@pytest.mark.parametrize("way", WAYS)
def test_the_shipped_directory_comes_back_equal(way: str) -> None:
    assert_comes_back(edited(shipped(), edits_for_ids(shipped().directory)), way)


@pytest.mark.parametrize("write", [xlsx_of, csv_of])
def test_the_same_directory_gives_the_same_bytes(write: Callable[..., bytes]) -> None:
    data = edited(shipped(), edits_for_ids(shipped().directory))
    digest = data.documents["directory"].digest
    assert write(data.handout, data.directory, digest) == write(data.handout, data.directory, digest)
