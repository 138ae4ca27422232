"""The data of a folder, checked against the table of products too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from handouts.errors import InputError, Problem
from handouts.products.table import FORMATS, PRODUCTS
from handouts.sources.load import Data, problems_in, read_data


def load_data(folder: Path, today: date | None = None) -> Data:
    """The data of a folder. Raises InputError with every problem of every file.

    `today`: a day that has not come by then is a problem; without it any day is taken. File names in messages are the
    folder as given and the file's name.
    """
    data = read_data(folder, FORMATS, today)
    if problems := list(_same_file_names(data)):
        raise InputError(problems)
    return data


def problems_of(folder: Path, today: date | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the data of a folder, in the order of files and lines; empty if nothing is."""
    if problems := problems_in(folder, FORMATS, today):
        return problems
    return tuple(_same_file_names(read_data(folder, FORMATS)))


def _same_file_names(data: Data) -> Iterator[Problem]:
    """Where two files of the output folder would have one name, on a system that takes A and a for the same."""
    sheets = [(language.tag, city.id) for language in data.languages.languages for city in data.directory.cities]
    first: dict[str, str] = {}
    reported: set[str] = set()
    for product in PRODUCTS:
        for item in product.items(sheets):
            path = product.path_of(item)
            other = first.setdefault(path.casefold(), path)
            if other is not path and item.city and item.city not in reported:
                reported.add(item.city)
                at = next(index for index, city in enumerate(data.directory.cities) if city.id == item.city)
                what = f'with the city id "{item.city}" two files would be named {path}'
                yield data.place("directory", "cities", at, "id").problem(what, "use another id")
