"""Directories as staff will write them some day: the city that the tests lay out is replaced by another."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml

from tests.sources.copies import ARABIC, ENGLISH, copy_of_data, write_po

CITY = "odd-city"
Organisation = Mapping[str, object]


def organisation(name: str, *numbers: Mapping[str, object], **others: object) -> Organisation:
    return {"name": name, "numbers": list(numbers), **others}


def mexican(last: int, **others: object) -> Mapping[str, object]:
    return {"number": f"+52 664 208 {last:04}", **others}


def american(last: int, **others: object) -> Mapping[str, object]:
    return {"number": f"+1 619 786 {last:04}", **others}


def folder_with(
    folder: Path, organisations: Sequence[Organisation], *, arabic: bool = False, archived: bool = False
) -> Path:
    """A folder of data whose one city has these organisations, in English, or in English and in Arabic letters."""
    city = {"id": CITY, "name": "Odd City", "organisations": list(organisations)}
    block = yaml.safe_dump([city], allow_unicode=True, sort_keys=False, width=1000)

    def only_that_city(text: str) -> str:
        return text.partition("\ncities:")[0] + "\ncities:\n" + textwrap.indent(block, "  ")

    edit: dict[str, Callable[[str], str]] = {"directory": only_that_city}
    if archived:
        edit["handout"] = lambda text: text.replace("status: current", "status: archived")
    data = copy_of_data(folder, ENGLISH, *([ARABIC] if arabic else []), edit=edit)
    if arabic:
        write_po(data, "ar")
    return folder
