"""Four changes of a YAML file's text: a value replaced, an entry put in, taken out, or moved with its comments.

Each gives the new content of the file, in which every other character is what it was. Where a list or mapping must
first take another form (`- x` becomes `[]` before it can become a word), it is read again in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from handouts.sources.yaml_document import Extent, Steps, Style, Value
from handouts.sources.yaml_reader import comment_after
from handouts.sources.yaml_style import INDENT, Neighbours
from handouts.sources.yaml_text import INDENTED, Entry, Splice, YamlText, sign_of_text
from handouts.sources.yaml_units import Cutting, block_unit, comments_above, cut, flow_unit, sign_of, stands_alone

_IN_BRACKETS: Final = 4
"""So much deeper than the line of the bracket stand lines that comments make necessary."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is to stand in a file: a value, or what was cut out elsewhere."""

    steps: Steps
    value: Value
    cutting: Cutting | None = None

    @property
    def as_collection(self) -> Value:
        """A list or mapping with this entry alone."""
        step = self.steps[-1]
        return {step: self.value} if isinstance(step, str) else (self.value,)

    def lines(self, style: Neighbours, column: int) -> str:
        """By indentation, from `column` on."""
        return self.cutting.lines(column) if self.cutting else style.entry(self.steps, self.value, column)

    def flow(self, style: Neighbours) -> str:
        """In brackets."""
        if self.cutting is None or self.cutting.flow is None:
            return style.flow_entry(self.steps, self.value)
        return f"{style.key(self.steps, flow=True)}: " * isinstance(self.steps[-1], str) + self.cutting.flow


class Splicing:
    """The changes of one file as it is. Places are right: `steps` lead to values, or to where one can be put in."""

    def __init__(self, file: YamlText, plain_keys: frozenset[str]) -> None:
        self._file = file
        self._plain_keys = plain_keys

    def replaced(self, steps: Steps, value: Value) -> str:
        """With another value in place of one. What stands in a list or mapping that becomes a word goes with it."""
        file, extent = self._file, self._file.extent(steps)
        style = self._style(extent)
        by_indentation = (
            isinstance(value, tuple | dict)
            and not file.in_brackets(steps)
            and not style.stands_in_brackets(steps, value)
        )
        if extent.style is Style.BLOCK:
            return self._again(self._emptied(steps)).replaced(steps, value)
        if by_indentation and extent.style in INDENTED:
            return self._again(self.replaced(steps, ())).replaced(steps, value)
        if by_indentation:
            return file.spliced(self._in_place(steps, value, lambda column: style.block(steps, value, column)))
        return file.spliced(self._word_in_place(steps, value))

    def words_replaced(self, values: Iterable[tuple[Steps, Value]]) -> str:
        """With other words and texts in place of several that do not stand in each other."""
        return self._file.spliced(splice for each in values for splice in self._word_in_place(*each))

    def lines_inserted(self, new: Sequence[NewEntry]) -> str:
        """With more entries of a list by indentation, each at its step, from top to bottom."""
        # Those before have not moved the entries yet.
        ats = [int(entry.steps[-1]) - before for before, entry in enumerate(new)]
        return self._file.spliced(
            splice for entry, at in zip(new, ats, strict=True) for splice in self._lines_inserted(entry, at)
        )

    def inserted(self, new: NewEntry, at: int) -> str:
        """With one more entry, which becomes the one number `at` (from 0) of its list or mapping."""
        steps = new.steps[:-1]
        extent = self._file.extent(steps)
        if extent.style is Style.PAIR:
            return self._again(self._braced(extent)).inserted(new, at)
        if extent.style is Style.BLOCK:
            return self._file.spliced(self._lines_inserted(new, at))
        style = self._style(extent)
        if self._becomes_block(new, style):
            lines = self._in_place(steps, new.as_collection, lambda column: new.lines(style, column))
            return self._file.spliced(lines)
        return self._file.spliced(self._flow_inserted(new, at))

    def removed(self, steps: Steps) -> str:
        """Without an entry and its comments."""
        around = steps[:-1]
        extent = self._file.extent(around)
        if extent.style is Style.PAIR:
            return self._again(self._braced(extent)).removed(steps)
        entries = self._file.entries(around)
        index = next(index for index, entry in enumerate(entries) if entry.step == steps[-1])
        if extent.style is Style.FLOW:
            return self._file.spliced(self._flow_removed(around, entries, index))
        if len(entries) == 1:
            return self._emptied(around)
        return self._file.spliced(self._lines_removed(around, entries, index))

    def cut(self, steps: Steps, to: Steps) -> Cutting:
        """An entry with its comments, to stand at `to`."""
        if settled := self._settled(self._file.extent(steps).end):
            return self._again(self._file.spliced(settled)).cut(steps, to)
        key = self._style(self._file.extent(steps)).key(to) if isinstance(to[-1], str) and to[-1] != steps[-1] else ""
        return cut(self._file, steps, key)

    def renamed(self, steps: Steps, key: str) -> str:
        """With another key for a value."""
        extent = self._file.document.keys[steps]
        flow = self._file.extent(steps[:-1]).style is not Style.BLOCK
        written = self._style(extent).key((*steps[:-1], key), flow=flow)
        return self._file.spliced([Splice(extent.begin, extent.end, written)])

    def _again(self, content: str) -> Splicing:
        return Splicing(YamlText.read(self._file.document.file, content, self._plain_keys), self._plain_keys)

    def _style(self, extent: Extent) -> Neighbours:
        return Neighbours(self._file, extent.begin, self._plain_keys)

    def _braced(self, extent: Extent) -> str:
        """`[a: b]` as `[{a: b}]`, which can hold more or nothing."""
        return self._file.spliced([Splice(extent.begin, extent.begin, "{"), Splice(extent.end, extent.end, "}")])

    # A value in place of another

    def _word_in_place(self, steps: Steps, value: Value) -> list[Splice]:
        """A word or text, or what stands in brackets, in place of such a one."""
        file, extent = self._file, self._file.extent(steps)
        style, flow = self._style(extent), file.in_brackets(steps)
        begin, end = extent.begin, extent.end
        if extent.style in INDENTED:
            end = begin + len(sign_of_text(file, extent))
        old, many = self._form(extent, value)
        column = self._text_column(steps)
        swallows = file.deeper_comments_end(file.line_end(extent.end), column - 1) > file.line_end(extent.end)
        found = None if flow or swallows else style.lines(value, column, old, many=many)
        if found:
            head = found[0]
        elif isinstance(value, tuple | dict):
            head = style.flow(steps, value)
        else:
            commented = bool(comment_after(file.text, begin, end))
            text_style = extent.style if isinstance(file.value(steps), str) else None
            head = style.scalar(steps, value, flow=flow, style=text_style, commented=commented)
        lines = "\n".join(found[1]) if found else ""
        word = Splice(begin, end, self._gap(steps, extent) + head)
        if extent.style in INDENTED:
            return [word, Splice(file.line_end(end), extent.end, f"\n{lines}" if lines else "")]
        return [word, file.lines_behind(end, lines)] if lines else [word]

    def _form(self, extent: Extent, value: Value) -> tuple[Style | None, bool]:
        """The style of the text that is replaced, if it can hold the new one, and whether it has several lines."""
        many = "\n" in self._file.text[extent.begin : extent.end] and extent.style not in INDENTED
        at_end = extent.end == len(self._file.text) and isinstance(value, str) and value.endswith("\n")
        return (None if at_end else extent.style), many

    def _text_column(self, steps: Steps) -> int:
        """Where the lines of an indented text begin."""
        file, extent = self._file, self._file.extent(steps)
        if extent.style in INDENTED:
            for line in file.text[extent.begin : extent.end].split("\n")[1:]:
                if line.strip(" "):
                    return len(line) - len(line.lstrip(" "))
        return (file.column(file.entry(steps).head) if steps else 0) + INDENT

    def _gap(self, steps: Steps, extent: Extent) -> str:
        """What must stand before a value where none was."""
        if extent.begin < extent.end or not steps:
            return ""
        colon = self._colon(steps)
        return "" if not colon and self._file.text[extent.begin - 1].isspace() else f"{colon} "

    def _colon(self, steps: Steps) -> str:
        """The colon that a key lacks (`{a}`, or `? a`, where it stands on a line of its own)."""
        entry = self._file.entry(steps)
        if isinstance(steps[-1], int) or entry.sign is not None:
            return ""
        alone = self._file.text[entry.head] == "?" and not self._file.in_brackets(steps)
        return f"\n{' ' * self._file.column(entry.head)}:" if alone else ":"

    def _in_place(self, steps: Steps, value: Value, lines: Callable[[int], str]) -> list[Splice]:
        """A list or mapping by indentation, written by `lines` for a column, in place of a word or brackets."""
        file, extent = self._file, self._file.extent(steps)
        begin, end = extent.begin, extent.end
        comment = file.comment_begin(end)
        line = file.deeper_comments_end(file.line_end(end), file.column(file.entry(steps).head) if steps else 0)
        sign = sign_of(file, steps)
        # With it go the spaces before it, or its line.
        start = max(file.line_begin(begin) - 1, 0) if file.first_on_line(begin) else sign
        behind_hyphen = bool(steps) and isinstance(steps[-1], int) and "\n" not in file.text[sign:begin]
        deeper = not steps or file.column(begin) > file.column(file.entry(steps).head)
        if behind_hyphen or (file.first_on_line(begin) and deeper):
            gap = self._gap(steps, extent)
            column = file.column(begin) + len(gap)
            written = lines(column)
            if comment is None and line == file.line_end(end) and not (behind_hyphen and written.startswith("#")):
                return [Splice(begin, end, gap + written)]
            return [
                Splice(start, end) if comment is None else Splice(begin, comment if begin > sign else end),
                file.lines_behind(line, " " * column + written),
            ]
        if not steps:  # behind "---"
            return [Splice(begin, end), file.lines_behind(line, lines(0))]
        column = file.column(file.entry(steps).head) + self._style(extent).indent(steps, value)
        return [
            Splice(sign, sign, self._colon(steps)),
            Splice(start, end),
            file.lines_behind(line, " " * column + lines(column)),
        ]

    def _emptied(self, steps: Steps) -> str:
        """A list or mapping by indentation as `[]` or `{}`."""
        file = self._file
        entries = file.entries(steps)
        first = block_unit(file, steps, entries, 0)
        end = block_unit(file, steps, entries, len(entries) - 1).end
        brackets = "[]" if isinstance(file.value(steps), tuple) else "{}"
        if not steps or not first.own_line:
            return file.spliced([Splice(first.begin, end, brackets)])
        sign = sign_of(file, steps)
        after = min(end + 1, len(file.text))
        return file.spliced([Splice(sign, sign, f" {brackets}"), Splice(first.begin, after)])

    # Entries by indentation

    def _lines_inserted(self, new: NewEntry, at: int) -> list[Splice]:
        file, steps = self._file, new.steps[:-1]
        entries, column = file.entries(steps), file.extent(steps).column - 1
        written = new.lines(Neighbours(file, entries[max(at - 1, 0)].begin, self._plain_keys), column)
        indent = " " * column
        blank = "\n" if self._apart(steps, entries, at) else ""
        if at:
            end = block_unit(file, steps, entries, at - 1).end
            last = "\n" if end == len(file.text) and new.cutting and new.cutting.ends_line else ""
            return [*self._settled(end), file.lines_behind(end, f"{blank}{indent}{written}{last}")]
        first = block_unit(file, steps, entries, 0)
        if first.own_line:
            return [Splice(first.begin, first.begin, f"{indent}{written}\n{blank}")]
        if written.startswith("#"):
            return [Splice(sign_of(file, steps), entries[0].head, f"\n{indent}{written}\n{indent}")]
        return [Splice(first.begin, first.begin, f"{written}\n{indent}")]

    def _apart(self, steps: Steps, entries: Sequence[Entry], at: int) -> bool:
        """Whether the entries around there are set apart by empty lines."""
        gaps = [index for index in (at - 2, at - 1, at) if 0 <= index < len(entries) - 1]
        units = (block_unit(self._file, steps, entries, index) for index in gaps)
        if at and self._file.keeps_empty_lines(entries[at - 1].end):
            return False
        return bool(gaps) and all(self._file.is_blank(unit.end + 1) for unit in units)

    def _settled(self, end: int) -> list[Splice]:
        """A file may end with an indented text that has no line break; it must not get one by what comes behind."""
        last = self._file.indented_text(end) if end == len(self._file.text) else None
        if last is None or last.written.endswith("\n"):
            return []
        sign = sign_of_text(self._file, last)
        if "-" in sign:
            return []
        return [Splice(last.begin + 1, last.begin + len(sign), re.sub("[-+]", "", sign[1:]) + "-")]

    def _lines_removed(self, steps: Steps, entries: Sequence[Entry], index: int) -> list[Splice]:
        """Without an entry; and, where entries are set apart, without the empty lines before or behind it."""
        file, unit = self._file, block_unit(self._file, steps, entries, index)
        begin, end = unit.begin, unit.end
        if not unit.own_line:
            following = entries[1].head
            if file.text[end:following].strip(" \n"):  # comments
                return [Splice(sign_of(file, steps), end)]
            return [Splice(begin, following)]
        end = min(end + 1, len(file.text))
        if index == 0 or file.keeps_empty_lines(entries[index - 1].end):
            while file.is_blank(end):
                end = file.line_end(end) + 1
            return [Splice(begin, end)]
        floor, above = file.line_end(entries[index - 1].end) + 1, begin
        while above > floor and file.is_blank(file.line_begin(above - 1)):
            above = file.line_begin(above - 1)
        last = index == len(entries) - 1 or end == len(file.text)
        return [Splice(above if last or file.is_blank(end) else begin, end)]

    # Entries in brackets

    def _becomes_block(self, new: NewEntry, style: Neighbours) -> bool:
        """Whether an empty `[]` or `{}` gives way to a list or mapping by indentation."""
        file, steps = self._file, new.steps[:-1]
        extent = file.extent(steps)
        if file.in_brackets(steps) or file.text[extent.begin + 1 : extent.end - 1].strip(" "):
            return False
        return bool(new.cutting and new.cutting.comments) or not style.stands_in_brackets(steps, new.as_collection)

    def _flow_inserted(self, new: NewEntry, at: int) -> list[Splice]:
        file, steps = self._file, new.steps[:-1]
        extent, entries = file.extent(steps), file.entries(steps)
        before = entries[at - 1] if at else None
        behind = entries[at] if at < len(entries) else None
        written = new.flow(Neighbours(file, before.begin if before else extent.begin, self._plain_keys))
        comments = new.cutting.comments if new.cutting else ()
        if before and stands_alone(file, before):
            indent = " " * file.column(before.head)
            lines = "\n".join(indent + each for each in (*comments, written))
            if before.comma is None:
                return [Splice(before.end, before.end, ","), file.lines_behind(before.end, lines)]
            return [file.lines_behind(before.end, f"{lines},")]
        if behind and not before and stands_alone(file, behind):
            floor, indent = file.line_end(extent.begin) + 1, " " * file.column(behind.head)
            begin = comments_above(file, file.line_begin(behind.head), floor, len(file.text))
            return [Splice(begin, begin, "".join(f"{indent}{each}\n" for each in comments) + f"{indent}{written},\n")]
        lines = ""
        if comments:
            begin = file.line_begin(extent.begin)
            indent = "\n" + " " * (
                extent.begin - begin - len(file.text[begin : extent.begin].lstrip(" ")) + _IN_BRACKETS
            )
            lines = "".join(indent + each for each in (*comments, written))
        return self._flow_between(extent, entries, at, written, lines)

    def _flow_between(
        self, extent: Extent, entries: Sequence[Entry], at: int, written: str, lines: str
    ) -> list[Splice]:
        """A new entry on the line of others; or, if it has comments, as `lines`, of which the first ends that line."""
        text, separator = self._file.text, ", "
        if not entries:
            begin, end = extent.begin + 1, extent.end - 1
            return [Splice(begin if not text[begin:end].strip(" ") else end, end, lines or written)]
        if len(entries) > 1 and re.fullmatch(", *", gap := text[entries[0].end : entries[1].head]):
            separator = gap
        if at == len(entries):
            return [Splice(entries[-1].end, entries[-1].end, f",{lines}" if lines else separator + written)]
        comma, head = entries[at - 1].comma if at else None, entries[at].head
        if comma is not None and "\n" in text[comma:head]:
            return [Splice(comma + 1, comma + 1, f"{lines or ' ' + written},")]
        if not lines:
            return [Splice(head, head, written + separator)]
        begin = len(text[:head].rstrip(" "))
        return [Splice(begin, head, f"{lines[1:] if self._file.first_on_line(head) else lines}, ")]

    def _flow_removed(self, steps: Steps, entries: Sequence[Entry], index: int) -> list[Splice]:
        file, entry = self._file, entries[index]
        unit = flow_unit(file, steps, entries, index)
        before = entries[index - 1] if index else None
        behind = entries[index + 1] if index + 1 < len(entries) else None
        # The comma before the last entry goes with it, if none stands behind it.
        comma = before.comma if before and before.comma is not None and entry.comma is None else None
        comma_removed = [] if comma is None else [Splice(comma, comma + 1)]
        if unit.own_line:
            return [*comma_removed, Splice(unit.begin, unit.end + 1)]
        if behind and "\n" not in file.text[entry.end : behind.head]:
            return [Splice(entry.head, behind.head)]
        if before and before.comma is not None and "\n" not in file.text[before.comma : entry.head]:
            return [Splice(before.comma + (comma is None), unit.end)]
        if not before and not behind:
            extent = file.extent(steps)
            begin, end = extent.begin + 1, extent.end - 1
            if not (file.text[begin : entry.head] + file.text[unit.end : end]).strip(" "):
                return [Splice(begin, end)]
        return [*comma_removed, Splice(entry.head, unit.end)]
