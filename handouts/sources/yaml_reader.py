"""YAML with positions: the bytes of a file -> plain values, and where each of them stands.

Safe by construction: PyYAML's parser gives events, and this module alone builds text, numbers, dates, lists and
mappings from them, with a stack of its own. No tag makes an object, no alias a copy, no depth a recursion. Always
PyYAML's Python parser, not libyaml, so that positions and messages are the same on every machine.

What YAML 1.1 and 1.2 read differently, or read as something else than is written (`no`, `010`, `9:30`, a time of day),
becomes an Oddity: no field accepts it, and the message can name what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from handouts.errors import InternalError, Problem
from handouts.sources.values import character_name, has_no_place_in_text
from handouts.sources.whole_file import UnreadableError, read_whole
from handouts.sources.yaml_syntax import plain_words

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 40
MAX_EVENTS: Final = 20_000
MAX_PROBLEMS: Final = 100
_BAD_CHARACTERS_SHOWN: Final = 10

Steps: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value: `("cities", 0, "name")`."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """A word that is not what it seems. `kind` goes on "YAML reads it as ..."."""

    written: str
    kind: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands where a problem has been reported already, so that it is not reported twice."""


Value: TypeAlias = "str | int | float | bool | date | Oddity | Refused | tuple[Value, ...] | dict[str, Value] | None"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value or key begins (from 1) and, for a word or text without quotes, how it was typed.

    `comment` is what follows it as a comment, with the `#`: YAML cuts an address short there.
    """

    line: int
    column: int
    written: str = ""
    plain: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, and where."""

    file: str
    value: Value
    values: Mapping[Steps, Mark] = field(default_factory=dict)
    keys: Mapping[Steps, Mark] = field(default_factory=dict)

    def mark(self, steps: Steps) -> Mark:
        """Where the value stands, or the nearest thing around it that the file holds."""
        for length in range(len(steps), -1, -1):
            if found := self.values.get(steps[:length]):
                return found
        return Mark(1, 1)

    def key_mark(self, steps: Steps) -> Mark:
        """Where the key of the value stands; the value itself in a list."""
        return self.keys.get(steps) or self.mark(steps)

    def problem(self, steps: Steps, what: str, instead: str = "", *, at_key: bool = False) -> Problem:
        """A problem of the value there."""
        mark = self.key_mark(steps) if at_key else self.mark(steps)
        return Problem(self.file, mark.line, mark.column, what, instead)


def read_yaml(path: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in a file, or None where there is none to speak of, and all that is wrong with its YAML.

    Never raises for what the file holds, and not for a file that can't be read.
    """
    content = _read_bytes(path)
    if isinstance(content, Problem):
        return None, (content,)
    text = _decode(str(path), content)
    if isinstance(text, Problem):
        return None, (text,)
    return parse_yaml(str(path), text)


def parse_yaml(
    file: str, text: str, plain_keys: frozenset[str] = frozenset()
) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in a text; `file` is its name in messages. Line breaks may be of any system's.

    `plain_keys` are keys as they are written, although YAML 1.1 takes the word for something else (`on`).
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    bad = _bad_characters(file, text)
    if bad:
        return None, bad
    builder = _Builder(file, text, plain_keys)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
            if count > MAX_EVENTS:
                return None, (Problem(file, 0, 0, "the file holds too many values", "split or shorten it"),)
            builder.take(event)
            if builder.hopeless:
                return None, tuple(builder.problems)
    except yaml.MarkedYAMLError as error:
        return None, (*builder.problems, plain_words(file, error))
    except (yaml.YAMLError, ValueError, OverflowError):
        # PyYAML lets an escape above U+10FFFF and a directive with a giant number through to chr() and int().
        mark = builder.last_mark
        what = "after this place stands something that is no YAML"
        return None, (*builder.problems, Problem(file, *mark, what, "look for a stray backslash or %"))
    return builder.document(), tuple(builder.problems)


def _read_bytes(path: Path) -> bytes | Problem:
    file = str(path)
    try:
        return read_whole(path, MAX_BYTES)
    except FileNotFoundError:
        return Problem(file, 0, 0, "there is no such file", _near_name(path))
    except UnreadableError as error:
        return Problem(file, 0, 0, error.what, error.instead)


def _near_name(path: Path) -> str:
    """A hint where the file has another ending or capital letters."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return "make one, or name another folder with --data"
    near = [name for name in names if re.sub(r"\.yml$", ".yaml", name.lower()) == path.name]
    return f'rename "{near[0]}" to "{path.name}"' if near else "make one, or name another folder with --data"


def _decode(file: str, content: bytes) -> str | Problem:
    instead = "save it as UTF-8 (in Windows' Notepad: Save as, Encoding, UTF-8)"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4]:
        return Problem(file, 1, 1, "the file is UTF-16 or UTF-32, not UTF-8", instead)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        byte = content[error.start]
        guess = bytes([byte]).decode("cp1252", errors="replace")
        meant = f', perhaps "{guess}" of an older encoding' if guess.isprintable() and guess != "\ufffd" else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Problem(file, line, column, f"the file is not UTF-8: byte {byte:02X}{meant}", instead)


def _bad_characters(file: str, text: str) -> tuple[Problem, ...]:
    """Characters that an editor does not show, or shows in another order than they are: also in comments."""
    found: list[Problem] = []
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return ()
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable() and "\ufffd" not in line:
            continue
        for column, character in enumerate(line, 1):
            if character != "\t" and has_no_place_in_text(character):
                what = f"{character_name(character)} has no place in text"
                found.append(Problem(file, number, column, what, "delete it; it may be invisible in the editor"))
                if len(found) == _BAD_CHARACTERS_SHOWN:
                    return tuple(found)
    return tuple(found)


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read. `steps` is None where a problem left it without a place."""

    steps: Steps | None
    items: list[Value] | None
    entries: dict[str, Value] | None
    is_key: bool = False
    awaits_value: bool = False
    key: str | None = None  # None: the value is read and thrown away

    def finished(self) -> Value:
        return tuple(self.items) if self.items is not None else self.entries


class _Builder:
    """Events -> values and marks. One document a file."""

    def __init__(self, file: str, text: str, plain_keys: frozenset[str]) -> None:
        self.problems: list[Problem] = []
        self.hopeless = False
        self.last_mark = (1, 1)
        self._file = file
        self._text = text
        self._plain_keys = plain_keys
        self._stack: list[_Frame] = []
        self._value: Value = None
        self._values: dict[Steps, Mark] = {}
        self._keys: dict[Steps, Mark] = {}
        self._documents = 0

    def document(self) -> Document | None:
        return Document(self._file, self._value, self._values, self._keys) if self._documents else None

    def take(self, event: yaml.Event) -> None:
        """The next event of the file."""
        begin, end = _extent(event)
        place = (begin.line + 1, begin.column + 1)
        self.last_mark = place
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._report(place, "a second document begins here", 'delete the line "---"')
                self.hopeless = True
        elif isinstance(event, yaml.StreamEndEvent) and not self._documents:
            self._report((1, 1), "the file is empty", "compare it with the shipped one")
        elif isinstance(event, yaml.AliasEvent):
            written = self._text[begin.index : end.index]
            instead = "write the value out here; put text that begins with * in quotes"
            self._report(place, f'"{shortened(written)}" is an alias, which is not allowed here', instead)
            self._put(Refused(), Mark(*place))
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()

    def _node(self, event: yaml.NodeEvent, place: tuple[int, int]) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            instead = "delete it; put text that begins with & in quotes"
            self._report(place, f'"&{shortened(event.anchor)}" is an anchor, which is not allowed here', instead)
        if tag is not None:
            written = self._text[_extent(event)[0].index :].split(None, 1)[0]
            instead = "delete it; put text that begins with ! in quotes"
            self._report(place, f'"{shortened(written)}" is a tag, which is not allowed here', instead)
        if isinstance(event, yaml.ScalarEvent):
            refused = tag is not None or event.anchor is not None
            self._scalar(event, place, refused=refused)
        else:
            self._open(place, is_list=isinstance(event, yaml.SequenceStartEvent))

    def _scalar(self, event: yaml.ScalarEvent, place: tuple[int, int], *, refused: bool) -> None:
        plain = event.style is None and event.tag is None
        mark = Mark(*place, event.value, plain, self._comment_after(event) if plain else "")
        value = understood(event.value) if plain else event.value
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            self._report(place, "the text holds half of a character (a surrogate)", "write the character itself")
            value = Refused()
        self._put(Refused() if refused else value, mark)

    def _comment_after(self, event: yaml.ScalarEvent) -> str:
        """A comment on the same line, or deeper than it on the next: where YAML may have cut a text short."""
        begin, end = (mark.index for mark in _extent(event))
        rest, _, following = self._text[end : end + 400].partition("\n")
        if re.match(r"\s+#", rest):
            return rest.strip()
        if rest.strip():  # more of the same list or mapping, which may be a text in quotes that goes on below
            return ""
        next_line = following.partition("\n")[0]
        deep = len(next_line) - len(next_line.lstrip(" "))
        line_begin = self._text.rfind("\n", 0, begin) + 1
        indent = re.match(r"[ -]*", self._text[line_begin : line_begin + 400])
        if next_line[deep:].startswith("#") and indent and deep > indent.end():
            return next_line.strip()
        return ""

    def _open(self, place: tuple[int, int], *, is_list: bool) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._report(place, f"more than {MAX_DEPTH} lists and mappings stand in each other", "write it flatter")
            self.hopeless = True
            return
        top = self._stack[-1] if self._stack else None
        is_key = top is not None and top.entries is not None and not top.awaits_value
        if is_key:
            self._report(place, "a list or mapping stands where a key should", "write a word as key")
        steps = None if is_key else self._steps_of_next()
        if steps is not None:
            self._values[steps] = Mark(*place)
        self._stack.append(_Frame(steps, [] if is_list else None, None if is_list else {}, is_key))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.is_key:
            self._stack[-1].key = None
            self._stack[-1].awaits_value = True
        else:
            self._add(frame.finished())

    def _put(self, value: Value, mark: Mark) -> None:
        """A scalar: a key, or a value."""
        top = self._stack[-1] if self._stack else None
        if top is not None and top.entries is not None and not top.awaits_value:
            self._take_key(top, value, mark)
            return
        steps = self._steps_of_next()
        if steps is not None:
            self._values[steps] = mark
        self._add(value)

    def _take_key(self, top: _Frame, key: Value, mark: Mark) -> None:
        top.awaits_value, top.key = True, None
        place = (mark.line, mark.column)
        if isinstance(key, Refused):
            return
        if mark.plain and mark.written in self._plain_keys:
            key = mark.written
        if mark.written == "<<" and mark.plain:
            self._report(place, '"<<" would merge another mapping, which is not allowed here', "write its keys out")
        elif not isinstance(key, str) or not key:
            written = shortened(mark.written)
            instead = f'write it in quotes: "{written}"' if written else "write a word before the colon"
            self._report(place, f'the key "{written}" is no text to YAML', instead)
        elif top.entries is not None and key in top.entries:
            first = self._keys.get((*top.steps, key)) if top.steps is not None else None
            where = f" (first in line {first.line})" if first else ""
            self._report(place, f'"{shortened(key)}" stands here twice{where}', "keep one of them")
        else:
            top.key = key
            if top.steps is not None:
                self._keys[(*top.steps, key)] = mark

    def _steps_of_next(self) -> Steps | None:
        """Where the value that comes next will stand."""
        if not self._stack:
            return ()
        top = self._stack[-1]
        if top.steps is None:
            return None
        if top.items is not None:
            return (*top.steps, len(top.items))
        return None if top.key is None else (*top.steps, top.key)

    def _add(self, value: Value) -> None:
        if not self._stack:
            self._value = value
            return
        top = self._stack[-1]
        if top.items is not None:
            top.items.append(value)
        elif top.entries is not None:
            if top.key is not None:
                top.entries[top.key] = value
            top.awaits_value, top.key = False, None

    def _report(self, place: tuple[int, int], what: str, instead: str) -> None:
        self.problems.append(Problem(self._file, *place, what, instead))
        self.hopeless = self.hopeless or len(self.problems) >= MAX_PROBLEMS


def _extent(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Begin and end of what an event stands for; the parser gives both for every event."""
    begin, end = event.start_mark, event.end_mark
    if not isinstance(begin, yaml.Mark) or not isinstance(end, yaml.Mark):
        raise InternalError("the YAML parser gave an event without its place")
    return begin, end


def shortened(text: str) -> str:
    """Typed text as a message may quote it: on one line, without what a terminal would obey."""
    readable = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text[:80])
    return readable if len(text) <= 80 else readable + "..."


# YAML 1.1's own expressions (yaml.org/type), as far as they name more than plain decimal numbers and dates.
_PLAIN_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,15})")
_PLAIN_FLOAT: Final = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{0,15}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOL: Final = re.compile(r"(?:yes|no|true|false|on|off)", re.IGNORECASE)
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
_ODD_NUMBER: Final = re.compile(
    r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7]+|[0-9][0-9_]*"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)


def understood(word: str) -> Value:
    """What YAML reads in a word or text without quotes. Oddity: what it would not read as it is written."""
    if word in {"", "~", "null", "Null", "NULL"}:
        return None
    if word in {"true", "false"}:
        return word == "true"
    if _BOOL.fullmatch(word):
        return Oddity(word, "true or false")
    if _PLAIN_INT.fullmatch(word):
        return int(word)
    if _PLAIN_FLOAT.fullmatch(word):
        return float(word)
    if _DATE.fullmatch(word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            return Oddity(word, "a date that is in no calendar")
    if _TIME.fullmatch(word):
        return Oddity(word, "a time of day")
    if _ODD_NUMBER.fullmatch(word):
        return Oddity(word, "a number")
    if word in {"=", "<<"}:
        return Oddity(word, "a sign of its own")
    return word
