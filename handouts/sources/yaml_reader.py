"""YAML with positions: the bytes of a file -> plain values, and where each of them stands.

Safe by construction: PyYAML's parser gives events, and this module alone builds text, numbers, dates, lists and
mappings from them, with a stack of its own. No tag makes an object, no alias a copy, no depth a recursion. Always
PyYAML's Python parser, not libyaml, so that positions and messages are the same on every machine.

What YAML 1.1 and 1.2 read differently, or read as something else than is written (`no`, `010`, `9:30`, a time of day),
becomes an Oddity: no field accepts it, and the message can name what was typed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from handouts.errors import InternalError, Problem
from handouts.sources.values import character_name, has_no_place_in_text
from handouts.sources.whole_file import UnreadableError, read_whole
from handouts.sources.yaml_document import SCALAR_STYLES, Document, Extent, Refused, Steps, Style, Value, text_of
from handouts.sources.yaml_scalars import holds_half_a_character, shortened, understood
from handouts.sources.yaml_syntax import plain_words

MAX_BYTES: Final = 8_000_000
MAX_DEPTH: Final = 40
MAX_EVENTS: Final = 1_000_000
MAX_PROBLEMS: Final = 100
_BAD_CHARACTERS_SHOWN: Final = 10


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
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    text = text_of(text)
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
    return builder.document(digest), tuple(builder.problems)


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
        before = text_of(content[: error.start].decode("utf-8"))
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
    begin: yaml.Mark
    style: Style
    items: list[Value] | None
    entries: dict[str, Value] | None
    is_key: bool = False
    awaits_value: bool = False
    key: str | None = None  # None: the value is read and thrown away

    def finished(self) -> Value:
        return tuple(self.items) if self.items is not None else self.entries


class _Builder:
    """Events -> values and extents. One document a file."""

    def __init__(self, file: str, text: str, plain_keys: frozenset[str]) -> None:
        self.problems: list[Problem] = []
        self.hopeless = False
        self.last_mark = (1, 1)
        self._file = file
        self._text = text
        self._plain_keys = plain_keys
        self._stack: list[_Frame] = []
        self._value: Value = None
        self._values: dict[Steps, Extent] = {}
        self._keys: dict[Steps, Extent] = {}
        self._end = 0  # of what has been read; the parser's own end of a list or mapping lies behind comments
        self._documents = 0

    def document(self, digest: str) -> Document | None:
        if not self._documents:
            return None
        return Document(self._file, self._value, self._values, self._keys, digest)

    def take(self, event: yaml.Event) -> None:
        """The next event of the file."""
        begin, end = _marks(event)
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
            self._put(Refused(), Extent(*place, begin.index, end.index))
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(end)

    def _node(self, event: yaml.NodeEvent, place: tuple[int, int]) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            instead = "delete it; put text that begins with & in quotes"
            self._report(place, f'"&{shortened(event.anchor)}" is an anchor, which is not allowed here', instead)
        if tag is not None:
            written = self._text[_marks(event)[0].index :].split(None, 1)[0]
            instead = "delete it; put text that begins with ! in quotes"
            self._report(place, f'"{shortened(written)}" is a tag, which is not allowed here', instead)
        if isinstance(event, yaml.ScalarEvent):
            refused = tag is not None or event.anchor is not None
            self._scalar(event, place, refused=refused)
        else:
            self._open(event, place)

    def _scalar(self, event: yaml.ScalarEvent, place: tuple[int, int], *, refused: bool) -> None:
        begin, end = self._ends(event)
        style = SCALAR_STYLES.get(event.style or "", Style.PLAIN if event.tag is None else Style.TAGGED)
        plain = style is Style.PLAIN
        comment = comment_after(self._text, begin, end) if plain else ""
        extent = Extent(*place, begin, end, style, event.value, comment)
        self._end = end
        value: Value = understood(event.value) if plain else event.value
        if isinstance(value, str) and holds_half_a_character(value):
            self._report(place, "the text holds half of a character (a surrogate)", "write the character itself")
            value = Refused()
        self._put(Refused() if refused else value, extent)

    def _ends(self, event: yaml.ScalarEvent) -> tuple[int, int]:
        """Begin and end, where the parser's are too far behind."""
        begin, end = (mark.index for mark in _marks(event))
        if event.style in {"|", ">"}:
            return begin, _end_of_indented_text(self._text, begin, end)
        if begin == end and self._text[end - 1 : end] not in {":", "-", "?"}:
            return (self._end, self._end) if self._stack else (begin, end)  # a key alone, without a colon
        return begin, end

    def _open(self, event: yaml.NodeEvent, place: tuple[int, int]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._report(place, f"more than {MAX_DEPTH} lists and mappings stand in each other", "write it flatter")
            self.hopeless = True
            return
        top = self._stack[-1] if self._stack else None
        is_key = top is not None and top.entries is not None and not top.awaits_value
        if is_key:
            self._report(place, "a list or mapping stands where a key should", "write a word as key")
        steps = None if is_key else self._steps_of_next()
        begin, end = _marks(event)
        style = Style.BLOCK
        if getattr(event, "flow_style", False):
            style = Style.FLOW if begin.index < end.index else Style.PAIR
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self._stack.append(_Frame(steps, begin, style, [] if is_list else None, None if is_list else {}, is_key))
        if steps is not None:
            self._values[steps] = Extent(*place)  # takes its place before what is in it; ends when it is closed

    def _close(self, end: yaml.Mark) -> None:
        frame = self._stack.pop()
        if frame.style is Style.FLOW:
            self._end = end.index
        if frame.steps is not None:
            begin = frame.begin
            self._values[frame.steps] = Extent(begin.line + 1, begin.column + 1, begin.index, self._end, frame.style)
        if frame.is_key:
            self._stack[-1].key = None
            self._stack[-1].awaits_value = True
        else:
            self._add(frame.finished())

    def _put(self, value: Value, extent: Extent) -> None:
        """A scalar: a key, or a value."""
        top = self._stack[-1] if self._stack else None
        if top is not None and top.entries is not None and not top.awaits_value:
            self._take_key(top, value, extent)
            return
        steps = self._steps_of_next()
        if steps is not None:
            self._values[steps] = extent
        self._add(value)

    def _take_key(self, top: _Frame, key: Value, extent: Extent) -> None:
        top.awaits_value, top.key = True, None
        place = (extent.line, extent.column)
        if isinstance(key, Refused):
            return
        if extent.plain and extent.written in self._plain_keys:
            key = extent.written
        if extent.written == "<<" and extent.plain:
            self._report(place, '"<<" would merge another mapping, which is not allowed here', "write its keys out")
        elif not isinstance(key, str) or not key:
            written = shortened(extent.written)
            instead = f'write it in quotes: "{written}"' if written else "write a word before the colon"
            self._report(place, f'the key "{written}" is no text to YAML', instead)
        elif top.entries is not None and key in top.entries:
            first = self._keys.get((*top.steps, key)) if top.steps is not None else None
            where = f" (first in line {first.line})" if first else ""
            self._report(place, f'"{shortened(key)}" stands here twice{where}', "keep one of them")
        else:
            top.key = key
            if top.steps is not None:
                self._keys[(*top.steps, key)] = extent

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


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Begin and end of what an event stands for; the parser gives both for every event."""
    begin, end = event.start_mark, event.end_mark
    if not isinstance(begin, yaml.Mark) or not isinstance(end, yaml.Mark):
        raise InternalError("the YAML parser gave an event without its place")
    return begin, end


def _end_of_indented_text(text: str, begin: int, end: int) -> int:
    """The end of a text behind `|` or `>`, without the line break, and without empty lines that are not part of it."""
    header, _, body = text[begin:end].partition("\n")
    lines = body.removesuffix("\n").split("\n")
    if "+" not in header.partition("#")[0]:
        indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), default=end)
        while lines and len(lines[-1]) <= indent and not lines[-1].strip(" "):
            del lines[-1]
    return begin + len("\n".join((header, *lines)))


def comment_after(text: str, begin: int, end: int) -> str:
    """A comment on the same line, or deeper than it on the next: where YAML may have cut a text short."""
    rest, _, following = text[end : end + 400].partition("\n")
    if re.match(r"\s+#", rest):
        return rest.strip()
    if rest.strip():  # more of the same list or mapping, which may be a text in quotes that goes on below
        return ""
    next_line = following.partition("\n")[0]
    deep = len(next_line) - len(next_line.lstrip(" "))
    line_begin = text.rfind("\n", 0, begin) + 1
    indent = re.match(r"[ -]*", text[line_begin : line_begin + 400])
    if next_line[deep:].startswith("#") and indent and deep > indent.end():
        return next_line.strip()
    return ""
