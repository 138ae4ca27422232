"""What an .ods says of cells besides their values: rows that are hidden or filtered away, text that is struck out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CONTENT: Final = "content.xml"


@dataclass(slots=True)
class Marks:
    """Of one sheet: numbers of rows from 1, and places of cells, row from 1 and column from 0."""

    hidden: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)


def marks_of(content: bytes, rows: int, columns: int) -> dict[str, Marks]:
    """By the names of the sheets, within so many rows and columns. Raises zipfile.BadZipFile, KeyError and
    ElementTree.ParseError for what is no .ods."""
    found: dict[str, Marks] = {}
    struck: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = archive.read(_CONTENT)
    if b"<!ENTITY" in said:  # an .ods has none; they can make a small file endless
        raise ElementTree.ParseError("entities")
    marks, row = Marks(), 0
    for event, element in ElementTree.iterparse(io.BytesIO(said), ("start", "end")):  # noqa: S314 - see above
        if event == "start":
            if element.tag == f"{_TABLE}table":
                marks, row = found.setdefault(element.get(f"{_TABLE}name", ""), Marks()), 0
            continue
        if element.tag == f"{_STYLE}style" and _strikes(element):
            struck.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}table-row":
            many = min(_repeated(element, "rows"), rows - row)
            numbers = range(row + 1, row + many + 1)
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                marks.hidden.update(numbers)
            places = [column for column in _struck_columns(element, struck) if column < columns]
            marks.struck.update((number, column) for number in numbers for column in places)
            row += many
            element.clear()
    return found


def _repeated(element: ElementTree.Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return max(1, int(text)) if text.isdecimal() else 1


def _strikes(style: ElementTree.Element) -> bool:
    text = style.find(f"{_STYLE}text-properties")
    return text is not None and text.get(f"{_STYLE}text-line-through-style", "none") != "none"


def _struck_columns(row: ElementTree.Element, struck: set[str]) -> Iterator[int]:
    column = 0
    for cell in row:
        many = _repeated(cell, "columns")
        if cell.get(f"{_TABLE}style-name") in struck and len(cell):
            yield from range(column, column + min(many, 1000))
        column += many
