"""How a new value is written: as its neighbours are.

The neighbours of a value are those at the same place of other entries (every `number`, every `note`), the nearest
first; else the others of its list or mapping. Where a file has no example, lists and mappings stand by indentation, the
innermost in brackets if they are short, and texts without quotes if they may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from handouts.errors import InternalError
from handouts.sources.yaml_document import Extent, Refused, Steps, Style, Value
from handouts.sources.yaml_scalars import folded, literal, quoted, stands_plain, word_of
from handouts.sources.yaml_text import YamlText

INDENT: Final = 2
_SHORT: Final = 60
"""So many characters of a list or mapping stand in brackets, where the file has no example."""
_WIDTH: Final = 120
"""Of the lines of a folded text, where the file has no example."""
_LEAST_WIDTH: Final = 80
_LEAST_ROOM: Final = 40

_ON_ONE_LINE: Final = frozenset({Style.PLAIN, Style.SINGLE, Style.DOUBLE})
_Pattern = tuple[str | None, ...]


class Neighbours:
    """The style of a file, for values that are to stand in it near the offset `at`."""

    def __init__(self, file: YamlText, at: int, plain_keys: frozenset[str]) -> None:
        self._file = file
        self._at = at
        self._plain_keys = plain_keys
        document = file.document
        self._values, self._keys = _Places(document.values), _Places(document.keys)
        styles = [extent.style for extent in document.values.values()]
        self._single = styles.count(Style.SINGLE) > styles.count(Style.DOUBLE)
        lines = [line for extent in document.values.values() for line in self._folded(extent)]
        self._folds = bool(lines)
        self._width = max(_LEAST_WIDTH, *map(len, lines)) if lines else _WIDTH

    # Lists and mappings

    def entry(self, steps: Steps, value: Value, column: int) -> str:
        """An entry of a list or mapping by indentation, from `column` on; its other lines bring their indentation."""
        if isinstance(steps[-1], int):
            return f"-{self._behind(steps, value, column, ' ' * self._hyphen_room(steps[:-1]))}"
        return f"{self.key(steps)}:{self._behind(steps, value, column, ' ')}"

    def block(self, steps: Steps, value: Value, column: int) -> str:
        """A list or mapping by indentation, from `column` on."""
        return f"\n{' ' * column}".join(self.entry(each, inner, column) for each, inner in _entries(steps, value))

    def flow(self, steps: Steps, value: Value) -> str:
        """A list or mapping in brackets, on one line; a word or text as it stands in one."""
        if not isinstance(value, tuple | dict):
            return self.scalar(steps, value, flow=True)
        inner = ", ".join(self.flow_entry(each, entry) for each, entry in _entries(steps, value))
        example = self._example(steps, value)
        space = " " if inner and example and self._file.text[example.begin + 1 : example.begin + 2] == " " else ""
        opening, closing = "[]" if isinstance(value, tuple) else "{}"
        return f"{opening}{space}{inner}{space}{closing}"

    def flow_entry(self, steps: Steps, value: Value) -> str:
        """An entry of a list or mapping in brackets."""
        written = self.flow(steps, value)
        return written if isinstance(steps[-1], int) else f"{self.key(steps, flow=True)}: {written}"

    def stands_in_brackets(self, steps: Steps, value: Value) -> bool:
        """Whether a list or mapping shall stand in brackets, where it could stand by indentation."""
        if not value:
            return True
        if example := self._example(steps, value):
            return example.style is not Style.BLOCK
        innermost = not any(isinstance(entry, tuple | dict) for _, entry in _entries(steps, value))
        return bool(steps) and innermost and len(self.flow(steps, value)) <= _SHORT

    def indent(self, steps: Steps, value: Value) -> int:
        """How far a list or mapping is indented below the key whose value it is."""
        values = self._file.document.values
        found: list[tuple[Steps, Extent]] = []
        for other, extent in values.items():
            if extent.style is Style.BLOCK and other and values[other[:-1]].style is Style.BLOCK:
                same = isinstance(self._file.value(other), tuple) == isinstance(value, tuple)
                if isinstance(other[-1], str) and same:
                    found.append((other, extent))
        if not found:
            return INDENT
        other, extent = min(found, key=lambda each: self._distance(steps, each))
        return extent.column - values[other[:-1]].column

    # Words and texts

    def key(self, steps: Steps, *, flow: bool = False) -> str:
        """The key of a mapping's entry."""
        key = str(steps[-1])
        style = self._style(self._keys, steps, flow=flow)
        if style is Style.PLAIN and (key in self._plain_keys or stands_plain(key, flow=flow)):
            return key
        return self._quoted(key, style)

    def scalar(
        self, steps: Steps, value: Value, *, flow: bool, style: Style | None = None, commented: bool = False
    ) -> str:
        """A word or text on one line. `style`: of the text that it replaces. `commented`: a comment follows, so that a
        text without quotes would look cut short."""
        if not isinstance(value, str):
            return _word(value)
        if style not in _ON_ONE_LINE:
            style = self._style(self._values, steps, flow=flow)
            commented = commented and style is Style.PLAIN
        else:
            commented = False
        if style is Style.PLAIN and not commented and stands_plain(value, flow=flow):
            return value
        return self._quoted(value, style)

    def lines(
        self, value: Value, column: int, style: Style | None = None, *, many: bool = False
    ) -> tuple[str, list[str]] | None:
        """The sign (`>-`) and the lines of a text that shall stand by indentation, from `column` on. None: it stands on
        one line, as long texts do too in a file that folds none.

        `style`: of the text that it replaces; `many`: that one has several lines.
        """
        if not isinstance(value, str):
            return None
        if style is Style.LITERAL and (found := literal(value)):
            return found[0], [" " * column + line if line else "" for line in found[1]]
        if style is not Style.FOLDED and not (column + len(value) > self._width and (many or self._folds)):
            return None
        lines = folded(value, max(self._width - column, _LEAST_ROOM))
        return (">-", [" " * column + line for line in lines]) if lines else None

    def _behind(self, steps: Steps, value: Value, column: int, room: str) -> str:
        """What stands behind the hyphen or colon of an entry that begins in `column`."""
        if isinstance(value, tuple | dict):
            if self.stands_in_brackets(steps, value):
                return room + self.flow(steps, value)
            if isinstance(steps[-1], int):
                return room + self.block(steps, value, column + 1 + len(room))
            inner = column + self.indent(steps, value)
            return f"\n{' ' * inner}{self.block(steps, value, inner)}"
        if found := self.lines(value, column + INDENT):
            return "\n".join((room + found[0], *found[1]))
        return room + self.scalar(steps, value, flow=False)

    def _hyphen_room(self, steps: Steps) -> int:
        """The spaces behind a hyphen of the list, or else of the first that the file has."""
        values = self._file.document.values
        for each in (steps, *values):
            if each in values and values[each].style is Style.BLOCK and isinstance(self._file.value(each), tuple):
                for entry in self._file.entries(each):
                    between = self._file.text[entry.sign : entry.begin]
                    if between and not between.strip(" "):
                        return len(between)
        return 1

    def _quoted(self, text: str, style: Style | None) -> str:
        return quoted(text, single=style is Style.SINGLE or (style is not Style.DOUBLE and self._single))

    def _style(self, places: _Places, steps: Steps, *, flow: bool) -> Style:
        """Without quotes, or in quotes where other texts have them that need none."""
        nearest = sorted(places.alike(steps), key=lambda each: self._distance(steps, each))
        if telling := next((extent for _, extent in nearest if self._tells(extent, flow=flow)), None):
            return telling.style
        beside = [extent.style for _, extent in places.beside(steps) if self._tells(extent, flow=flow)]
        return Style.PLAIN if not beside or Style.PLAIN in beside else beside[0]

    def _tells(self, extent: Extent, *, flow: bool) -> bool:
        """Whether a text has no quotes, or has some that it does not need."""
        return extent.style in _ON_ONE_LINE and stands_plain(extent.written, flow=flow)

    def _folded(self, extent: Extent) -> list[str]:
        """The lines of a folded text."""
        return self._file.text[extent.begin : extent.end].split("\n")[1:] if extent.style is Style.FOLDED else []

    # Examples

    def _example(self, steps: Steps, value: Value) -> Extent | None:
        """The nearest list or mapping, as `value` is one; not an empty one, and rather one of as many entries."""
        for candidates in (self._values.alike(steps), self._values.beside(steps)):
            sizes = [(self._size_of_like(each[0], value), each) for each in candidates]
            filled = [each for size, each in sizes if size]
            alike = [each for size, each in sizes if size == len(_entries(steps, value))]
            if filled:
                return min(alike or filled, key=lambda each: self._distance(steps, each))[1]
        return None

    def _size_of_like(self, steps: Steps, value: Value) -> int:
        """How many entries a list or mapping has, as `value` is one; 0 for another kind of value."""
        other = self._file.value(steps)
        kind = tuple if isinstance(value, tuple) else dict
        return len(_entries(steps, other)) if isinstance(other, kind) else 0

    def _distance(self, steps: Steps, other: tuple[Steps, Extent]) -> tuple[int, bool, int]:
        """Smaller is nearer: in the innermost list or mapping that both stand in, then what stands before."""
        common = next((n for n, (a, b) in enumerate(zip(steps, other[0], strict=False)) if a != b), len(steps))
        return -common, other[1].begin > self._at, abs(other[1].begin - self._at)


class _Places:
    """Values or keys, by their way: `alike` are those at the same place of other entries, `beside` in the same one."""

    def __init__(self, extents: Mapping[Steps, Extent]) -> None:
        self._alike: dict[_Pattern, list[tuple[Steps, Extent]]] = defaultdict(list)
        self._beside: dict[Steps, list[tuple[Steps, Extent]]] = defaultdict(list)
        for steps, extent in extents.items():
            self._alike[_pattern(steps)].append((steps, extent))
            if steps:
                self._beside[steps[:-1]].append((steps, extent))

    def alike(self, steps: Steps) -> list[tuple[Steps, Extent]]:
        return self._alike.get(_pattern(steps), [])

    def beside(self, steps: Steps) -> list[tuple[Steps, Extent]]:
        return self._beside.get(steps[:-1], []) if steps else []


def _pattern(steps: Steps) -> _Pattern:
    return tuple(step if isinstance(step, str) else None for step in steps)


def _entries(steps: Steps, value: Value) -> list[tuple[Steps, Value]]:
    if isinstance(value, dict):
        return [((*steps, key), entry) for key, entry in value.items()]
    return [((*steps, index), entry) for index, entry in enumerate(value)] if isinstance(value, tuple) else []


def _word(value: Value) -> str:
    if isinstance(value, str | tuple | dict | Refused):
        raise InternalError(f"{value!r} is no word")
    return word_of(value)
