"""`python -m tests.there_and_back --directories 200`: invented directories go out as XLSX, CSV and HSDS, and come back
equal; brought into the directory that they came from, they change nothing. The suite does a few.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

from handouts.exchange.directory_rows import edits_for_ids
from handouts.exchange.files import READERS
from handouts.exchange.found import Found
from handouts.exchange.hsds_in import read_package
from handouts.exchange.hsds_out import package_of
from handouts.exchange.merging import merged
from handouts.exchange.rows import Answers, Reader
from handouts.exchange.spreadsheets import csv_of, xlsx_of
from handouts.sources.load import Data
from tests.exchange.directories import Invented, data_of, edited, emptied, without_ids

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


WAYS = {"xlsx": by_spreadsheet(".xlsx", xlsx_of), "csv": by_spreadsheet(".csv", csv_of), "hsds": by_hsds}


def invented(seed: int) -> Data:
    """A directory whose organisations all have an id, as an export gives them one."""
    data = data_of(Invented(seed).value())
    return edited(data, edits_for_ids(data.directory))


def assert_comes_back(data: Data, way: str) -> None:
    """Into empty places it comes back equal, and nothing of it is refused. Raises AssertionError."""
    into = emptied(data)
    found = WAYS[way](data, into)
    assert [each.document() for each in found.refused] == []
    back = edited(into, merged(into, found).edits)
    assert without_ids(back.directory) == without_ids(data.directory)


def assert_changes_nothing(data: Data, way: str) -> None:
    """Into the directory that it came from it changes nothing. Raises AssertionError."""
    result = merged(data, WAYS[way](data, data))
    assert (result.changes, result.edits) == ([], [])


def main() -> None:
    """As many as were asked for; the first that differs is named by its seed."""
    parser = argparse.ArgumentParser(prog="python -m tests.there_and_back", description=__doc__)
    parser.add_argument("--directories", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first one")
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    organisations = numbers = 0
    for seed in range(asked.first, asked.first + asked.directories):
        data = invented(seed)
        for part in (*data.directory.groups, *data.directory.cities):
            organisations += len(part.organisations)
            numbers += sum(len(each.numbers) for each in part.organisations)
        for way in WAYS:
            try:
                assert_comes_back(data, way)
                assert_changes_nothing(data, way)
            except AssertionError as error:
                raise SystemExit(f"seed {seed} by {way}: {error}") from error
    what = f"{organisations} organizations, {numbers} numbers"
    print(f"{asked.directories} directories ({what}) out and in again by {', '.join(WAYS)}: equal")


if __name__ == "__main__":
    main()
