"""Entries with their comments: which lines go with an entry of a list or mapping when it is moved or taken out.

With an entry go the comment lines directly above it that are not indented deeper than it, the comment behind it, and
the comment lines below it that are indented deeper. Comments that begin a file belong to the file. In brackets
an entry has comments of its own only where it has lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handouts.sources.yaml_document import Steps, Style, Value
from handouts.sources.yaml_text import Entry, YamlText

_AS_IT_IS: Final = frozenset({Style.FLOW, Style.SINGLE, Style.DOUBLE})
"""What may stand in brackets as it stands outside."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An entry with its comments. Its first line is the entry's own (`own_line`), or that of what is around it."""

    begin: int
    end: int
    own_line: bool


@dataclass(frozen=True, slots=True)
class Cutting:
    """An entry as it was typed, to stand elsewhere.

    By indentation: `text`, from column 0 on. In brackets: its value as `flow` or, where that is None, written anew,
    below `comments`. `ends_line`: its last text ends with a line break.
    """

    value: Value
    text: str
    flow: str | None
    comments: tuple[str, ...]
    ends_line: bool = False

    def lines(self, column: int) -> str:
        """By indentation, from `column` on."""
        return _indented(self.text, column)


def block_unit(file: YamlText, steps: Steps, entries: Sequence[Entry], index: int) -> Unit:
    """An entry of the list or mapping by indentation that stands at `steps`. It ends before a line break."""
    entry, column = entries[index], file.extent(steps).column - 1
    end = file.deeper_comments_end(file.line_end(entry.end), column)
    if not file.first_on_line(entry.head):
        return Unit(entry.head, end, own_line=False)
    above = entries[index - 1].end if index else sign_of(file, steps)
    floor = file.line_end(above) + 1 if index or steps else 0
    begin = file.line_begin(entry.head)
    top = comments_above(file, begin, floor, column)
    return Unit(top or begin, end, own_line=True)


def flow_unit(file: YamlText, steps: Steps, entries: Sequence[Entry], index: int) -> Unit:
    """An entry of the list or mapping in brackets. On lines of its own it ends before a line break, else before or
    behind its comma."""
    entry = entries[index]
    end = entry.end if entry.comma is None else entry.comma + 1
    if not stands_alone(file, entry):
        return Unit(entry.head, end, own_line=False)
    floor = file.line_end(entries[index - 1].end if index else file.extent(steps).begin) + 1
    begin = file.line_begin(entry.head)
    return Unit(comments_above(file, begin, floor, len(file.text)), file.line_end(end), own_line=True)


def stands_alone(file: YamlText, entry: Entry) -> bool:
    """Whether an entry in brackets has lines of its own, with its comma."""
    behind = file.text[entry.end : file.line_end(entry.end)].lstrip(" ").removeprefix(",").lstrip(" ")
    same_line = entry.comma is None or entry.comma < file.line_end(entry.end)
    return file.first_on_line(entry.head) and same_line and (not behind or behind.startswith("#"))


def comments_above(file: YamlText, begin: int, floor: int, column: int) -> int:
    """Where the comment lines directly above the line at `begin` begin, of those not deeper than `column`."""
    while begin > floor:
        line = file.line_begin(begin - 1)
        indent = file.comment_indent(line)
        if indent is None or indent > column:
            break
        begin = line
    return begin


def sign_of(file: YamlText, steps: Steps) -> int:
    """The offset behind the hyphen or colon of the value at `steps`; 0 for the whole file."""
    if not steps:
        return 0
    entry = file.entry(steps)
    return entry.begin if entry.sign is None else entry.sign


def cut(file: YamlText, steps: Steps, key: str = "") -> Cutting:
    """The entry whose value stands at `steps`, with its comments; under another key, if there is one."""
    around = steps[:-1]
    entries = file.entries(around)
    index = next(index for index, entry in enumerate(entries) if entry.step == steps[-1])
    if file.extent(around).style is Style.BLOCK:
        return _cut_lines(file, steps, key, entries, index)
    return _cut_from_brackets(file, steps, key, entries, index)


def _cut_lines(file: YamlText, steps: Steps, key: str, entries: Sequence[Entry], index: int) -> Cutting:
    entry, unit = entries[index], block_unit(file, steps[:-1], entries, index)
    extent, column = file.extent(steps), file.column(entry.head)
    as_it_is = extent.style in _AS_IT_IS
    around = (*file.comments(unit.begin, extent.begin), *file.comments(extent.end, unit.end))
    last = file.indented_text(entry.end)
    text = file.text[unit.begin : unit.end]
    if key:
        old = file.document.keys[steps]
        text = file.text[unit.begin : old.begin] + key + file.text[old.end : unit.end]
    padding = "" if unit.own_line else " " * column
    return Cutting(
        value=file.value(steps),
        text=_dedented(padding + text, column),
        flow=file.text[extent.begin : extent.end] if as_it_is else None,
        comments=around if as_it_is else tuple(file.comments(unit.begin, unit.end)),
        ends_line=last is not None and last.written.endswith("\n"),
    )


def _cut_from_brackets(file: YamlText, steps: Steps, key: str, entries: Sequence[Entry], index: int) -> Cutting:
    unit, extent = flow_unit(file, steps[:-1], entries, index), file.extent(steps)
    above = tuple(file.comments(unit.begin, entries[index].head)) if unit.own_line else ()
    behind = tuple(file.comments(extent.end, unit.end)) if unit.own_line else ()
    written = file.text[extent.begin : extent.end]
    written = f"{{{written}}}" if extent.style is Style.PAIR else written
    sign = "-"
    if isinstance(steps[-1], str):
        old = file.document.keys[steps]
        sign = f"{key or file.text[old.begin : old.end]}:"
    line = "  ".join(filter(None, (f"{sign} {_below(written)}".rstrip(" "), *behind)))
    return Cutting(
        value=file.value(steps),
        text="\n".join((*above, line)),
        flow=written or None,
        comments=(*above, *behind),
    )


def _below(written: str) -> str:
    """With its further lines indented, as from column 0 on."""
    first, *others = written.split("\n")
    least = min((len(line) - len(line.lstrip(" ")) for line in others if line.strip(" ")), default=0)
    return "\n".join((first, *(f"    {line[least:]}" if line.strip(" ") else "" for line in others)))


def _dedented(text: str, column: int) -> str:
    """Every line begins up to `column` spaces further left."""
    return "\n".join(line[min(column, len(line) - len(line.lstrip(" "))) :] for line in text.split("\n"))


def _indented(text: str, column: int) -> str:
    """Every line but the first and the empty ones begins `column` spaces further right."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * column, text)
