"""A directory goes out as a spreadsheet or as HSDS and comes back equal, whatever stands in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.exchange.directory_rows import edits_for_ids
from handouts.exchange.files import READERS
from handouts.exchange.found import Found
from handouts.exchange.hsds_in import read_package
from handouts.exchange.hsds_out import package_of
from handouts.exchange.merging import merged
from handouts.exchange.rows import Answers, Reader
from handouts.exchange.spreadsheets import csv_of, xlsx_of
from handouts.sources.load import Data
from tests.exchange.directories import Invented, data_of, edited, emptied, shipped, without_ids

Way = Callable[[Data, Data], Found]


def by_spreadsheet(ending: str, write: Callable[..., bytes]) -> Way:
    def there_and_back(data: Data, into: Data) -> Found:
        content = write(data.handout, data.directory, data.documents["directory"].digest)
        return Reader(into.directory, into.handout.sides_of_border).read(READERS[ending](content))

    return there_and_back


def by_hsds(data: Data, into: Data) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "directory.zip"
        path.write_bytes(package_of(data.handout, data.directory, with_notes=True))
        return read_package(path, into.directory, into.handout.sides_of_border, Answers())


SEEDS = 24
WAYS = {"xlsx": by_spreadsheet(".xlsx", xlsx_of), "csv": by_spreadsheet(".csv", csv_of), "hsds": by_hsds}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_directory_comes_back_equal(way: str, seed: int) -> None:
    data = data_of(Invented(seed).value())
    data = edited(data, edits_for_ids(data.directory))
    into = emptied(data)
    found = WAYS[way](data, into)
    assert [each.document() for each in found.refused] == []
    back = edited(into, merged(into, found).edits)
    assert without_ids(back.directory) == without_ids(data.directory)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(SEEDS // 3))
def test_into_the_directory_that_it_came_from_it_changes_nothing(way: str, seed: int) -> None:
    data = data_of(Invented(seed).value())
    data = edited(data, edits_for_ids(data.directory))
    result = merged(data, WAYS[way](data, data))
    assert (result.changes, result.edits) == ([], [])


@pytest.mark.parametrize("way", WAYS)
def test_the_shipped_directory_comes_back_equal(way: str) -> None:
    data = edited(shipped(), edits_for_ids(shipped().directory))
    into = emptied(data)
    back = edited(into, merged(into, WAYS[way](data, into)).edits)
    assert without_ids(back.directory) == without_ids(shipped().directory)


@pytest.mark.parametrize("write", [xlsx_of, csv_of])
def test_the_same_directory_gives_the_same_bytes(write: Callable[..., bytes]) -> None:
    data = edited(shipped(), edits_for_ids(shipped().directory))
    digest = data.documents["directory"].digest
    assert write(data.handout, data.directory, digest) == write(data.handout, data.directory, digest)
