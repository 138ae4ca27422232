"""The data of a folder, checked against the table of products too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from handouts.errors import InputError, Problem
from handouts.products.table import FORMATS, PRODUCTS
from handouts.sources.load import Data, problems_with, read_data

if TYPE_CHECKING:
    from handouts.sources.edits import Edit
    from handouts.sources.yaml_document import Document


def load_data(folder: Path, today: date | None = None, edited: Mapping[str, Document] = MappingProxyType({})) -> Data:
    """The data of a folder. Raises InputError with every problem of every file.

    `today`: a day that has not come by then is a problem; without it any day is taken. `edited`: documents, by name
    ("directory"), that stand in place of the folder's own. File names in messages are the folder as given and the
    file's name.
    """
    data = read_data(folder, FORMATS, today, edited)
    if problems := list(_same_file_names(data)):
        raise InputError(problems)
    return data


def edit_data(data: Data, name: str, edits: Iterable[Edit]) -> Data:
    """Carry out edits in a file of the data ("directory"), and load the data again. The file changes only if the whole
    data is in order then.

    Raises ConflictError if the file has changed since it was loaded, UsageError for an edit that can't be done,
    InputError with every problem that there would be, WriteError; KeyError for a name that is not in FILES.
    """
    from handouts.sources.yaml_edits import apply_edits

    document, path = data.documents[name], data.folder / f"{name}.yaml"
    apply_edits(path, document, edits, lambda after: problems_with(data.folder, FORMATS, {name: after}))
    return load_data(data.folder)


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
