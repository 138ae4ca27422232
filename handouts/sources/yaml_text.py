"""A YAML file as it is typed: its entries with their hyphens, colons, commas and comments, and how text is replaced.

All offsets count characters of `YamlText.text`, where every line break is a line feed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handouts.errors import InputError, InternalError
from handouts.sources.yaml_document import Document, Extent, Steps, Style, Value, text_of, value_at
from handouts.sources.yaml_reader import parse_yaml

_LINE_BREAK: Final = re.compile("\r\n|\r|\n")
_COMMENT_OR_SIGN: Final = re.compile(r"#[^\n]*|[-?:,]")


@dataclass(frozen=True, slots=True)
class Splice:
    """`text` in place of what stands from `begin` to `end`."""

    begin: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list or mapping.

    `head` is where its hyphen, key or `?` begins (in brackets: its value or key), `sign` the offset behind the hyphen
    or colon (None: there is none), `begin` and `end` are its value's, `comma` is where the comma behind it stands.
    """

    step: str | int
    head: int
    sign: int | None
    begin: int
    end: int
    comma: int | None = None


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file's content, the text in which offsets count, and what is read in it."""

    content: str
    text: str
    document: Document

    @classmethod
    def read(cls, file: str, content: str, plain_keys: frozenset[str] = frozenset()) -> YamlText:
        """Raises InputError for what is no YAML, or holds what the reader refuses."""
        document, problems = parse_yaml(file, content, plain_keys)
        if document is None or problems:
            raise InputError(problems)
        return cls(content, text_of(content), document)

    def spliced(self, splices: Iterable[Splice]) -> str:
        """The content with other text at some places; everything else keeps its characters and line breaks.

        A new line ends as the one before it does. Splices at the same place stand in their order.
        """
        breaks = [(match.start(), match[0]) for match in _LINE_BREAK.finditer(self.content)]
        mark = len(self.content) - len(self.content.removeprefix("\ufeff"))
        # Where the line breaks stand in `text`: each \r\n before has become one character shorter.
        doubles = 0
        places: list[int] = []
        double_places: list[int] = []
        for at, ending in breaks:
            places.append(at - mark - doubles)
            if ending == "\r\n":
                double_places.append(places[-1])
                doubles += 1
        done, parts = 0, []
        for splice in sorted(splices, key=lambda each: (each.begin, each.end)):
            begin, end = (at + mark + bisect_left(double_places, at) for at in (splice.begin, splice.end))
            if begin < done:
                raise InternalError("two changes of one file overlap")
            line = bisect_left(places, splice.begin)
            ending = breaks[max(line - 1, 0)][1] if breaks else "\n"
            parts += [self.content[done:begin], splice.text.replace("\n", ending)]
            done = end
        return "".join((*parts, self.content[done:]))

    # Lines

    def line_begin(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """The offset of the line break, or of the end of the text."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def lines_behind(self, at: int, lines: str) -> Splice:
        """More lines behind the one that `at` is on. That one keeps its own line break."""
        end = self.line_end(at)
        return Splice(end, end, f"\n{lines}") if end == len(self.text) else Splice(end + 1, end + 1, f"{lines}\n")

    def column(self, at: int) -> int:
        """From 0."""
        return at - self.line_begin(at)

    def first_on_line(self, at: int) -> bool:
        """Whether only spaces stand before it on its line."""
        return not self.text[self.line_begin(at) : at].strip(" ")

    def comment_begin(self, at: int) -> int | None:
        """Where a comment begins that follows on the same line, with nothing but spaces or a comma between."""
        match = re.compile(r" *,? *(#)").match(self.text, at)
        return match.start(1) if match else None

    def is_blank(self, begin: int) -> bool:
        """Whether the line that begins there is empty (the end of the text is no line)."""
        return begin < len(self.text) and not self.text[begin : self.line_end(begin)].strip(" ")

    def comment_indent(self, begin: int) -> int | None:
        """The column of the comment that fills the line that begins there, or None."""
        line = self.text[begin : self.line_end(begin)]
        bare = line.lstrip(" ")
        return len(line) - len(bare) if bare.startswith("#") else None

    def deeper_comments_end(self, end: int, column: int) -> int:
        """The end of the last comment line that comes behind the line that ends at `end`, also below empty lines, of
        those deeper than `column`; `end` itself where there is none."""
        begin = end + 1
        while begin < len(self.text):
            indent = self.comment_indent(begin)
            if indent is not None and indent > column:
                end = self.line_end(begin)
            elif not self.is_blank(begin):
                break
            begin = self.line_end(begin) + 1
        return end

    # Values and entries

    def value(self, steps: Steps) -> Value:
        """Raises KeyError where there is none."""
        return value_at(self.document.value, steps)

    def extent(self, steps: Steps) -> Extent:
        return self.document.values[steps]

    def indented_text(self, end: int) -> Extent | None:
        """The text behind `|` or `>` that ends there, if one does."""
        return next(
            (each for each in self.document.values.values() if each.end == end and each.style in INDENTED), None
        )

    def keeps_empty_lines(self, end: int) -> bool:
        """Whether empty lines that come behind would be part of a text (`|+`)."""
        found = self.indented_text(end)
        return found is not None and "+" in sign_of_text(self, found)

    def in_brackets(self, steps: Steps) -> bool:
        """Whether the value stands inside a list in brackets or a mapping in braces."""
        around = (self.document.values[steps[:length]].style for length in range(len(steps)))
        return any(style in {Style.FLOW, Style.PAIR} for style in around)

    def entry(self, steps: Steps) -> Entry:
        """The entry whose value stands there."""
        return next(entry for entry in self.entries(steps[:-1]) if entry.step == steps[-1])

    def entries(self, steps: Steps) -> Sequence[Entry]:
        """The entries of the list or mapping that stands there, in their order."""
        collection = self.extent(steps)
        value = self.value(steps)
        in_brackets = collection.style is Style.FLOW
        found: list[Entry] = []
        at = collection.begin + in_brackets
        for step in value if isinstance(value, dict) else range(len(value)) if isinstance(value, tuple) else ():
            entry = self._entry((*steps, step), at)
            if found and in_brackets:
                found[-1] = replace(found[-1], comma=self._sign(",", at, entry.head))
            found.append(entry)
            at = entry.end
        if found and in_brackets:
            found[-1] = replace(found[-1], comma=self._sign(",", at, collection.end - 1))
        return found

    def _entry(self, steps: Steps, at: int) -> Entry:
        """The entry at `steps`; `at` is where the one before it ends."""
        step = steps[-1]
        extent = self.extent(steps)
        if isinstance(step, int):
            hyphen = self._sign("-", at, extent.begin)
            if hyphen is None:
                return Entry(step, extent.begin, None, extent.begin, extent.end)
            return Entry(step, hyphen, hyphen + 1, extent.begin, extent.end)
        key = self.document.keys[steps]
        question = self._sign("?", at, key.begin)
        colon = self._sign(":", key.end, extent.begin)
        head = key.begin if question is None else question
        return Entry(step, head, None if colon is None else colon + 1, extent.begin, extent.end)

    def _sign(self, sign: str, begin: int, end: int) -> int | None:
        """Where a sign stands between two values, outside of comments."""
        found = (match.start() for match in _COMMENT_OR_SIGN.finditer(self.text, begin, end) if match[0] == sign)
        return next(found, None)

    def comments(self, begin: int, end: int) -> Iterator[str]:
        """The comments between two offsets, with their `#`."""
        hash_sign = re.compile(r"(?<![^\s,\[\]{}])#")
        while match := hash_sign.search(self.text, begin, end):
            begin = match.end()
            if not self._in_text(match.start()):
                begin = self.line_end(begin)
                yield self.text[match.start() : min(begin, end)].rstrip()

    def _in_text(self, at: int) -> bool:
        extents = (*self.document.values.values(), *self.document.keys.values())
        around = [each for each in extents if each.begin <= at < each.end and each.style not in _COLLECTIONS]
        # behind the sign of an indented text stands a comment, not text
        return any(not (each.style in INDENTED and "\n" not in self.text[each.begin : at]) for each in around)


def sign_of_text(file: YamlText, extent: Extent) -> str:
    """What a text by indentation begins with: `>-`."""
    match = re.compile(r"[|>][-+0-9]*").match(file.text, extent.begin)
    return match[0] if match else ""


_COLLECTIONS: Final = frozenset({Style.FLOW, Style.PAIR, Style.BLOCK})
INDENTED: Final = frozenset({Style.LITERAL, Style.FOLDED})
