"""YAML as many hands type it: blocks and brackets, all quotes, comments everywhere, any indentation and line ends.

What a file says is for the readers to tell; that it is YAML at all is what this module takes care of.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

PLAIN = (
    *("a", "word", "several words", "it's", "a:b", "x#y", "Ñandú", "crédito de 5", "https://example.org/", "१२"),
    *("-x", "?y"),
)
ANY_TEXT = (
    *("", "no", "On", "~", "null", "010", "1e5", "9:30", "5", "1.5", "2021-04-07", "+1 619 786 4866", "+16197864866"),
    *("*a", "&a", "#a", "!a", "%a", "@a", "`a", "- a", "? a", ": a", "a: b", "a #b", "a:", "[a", "{a}", "a, b", "]"),
    *("'", '"', " a", "a ", "a  b", "back\\slash", "tab\there", "line\nbreak", "ends\n", "\nbegins", "two\n\nbreaks\n"),
    *("---", "...", "=", "<<", "\u00a0x", "x\u200dy", "\u202e", "\u2028", "\U0001f44d"),
    *("long " * 40 + "end", "a " * 90 + "# b: c", "x" * 200),
)
WORDS = (0, 1, -5, 12, 1.5, -0.25, 100.0, True, False, date(2021, 4, 7), date(1, 1, 1))


def any_value(chance: random.Random, depth: int = 3) -> Any:
    """A word, a text, a list or a mapping."""
    kind = chance.random()
    if depth and kind < 0.25:
        return [any_value(chance, depth - 1) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    if depth and kind < 0.55:
        return {any_key(chance): any_value(chance, depth - 1) for _ in range(chance.choice((0, 1, 2, 3)))}
    return chance.choice(WORDS) if kind < 0.65 else chance.choice(PLAIN if kind < 0.85 else ANY_TEXT)


def any_file(chance: random.Random) -> Any:
    """A list or mapping, as a file of data is; at times a list of records with the same keys."""
    if chance.random() < 0.3:
        keys = ("id", "name", "numbers", "note")
        records = [
            {key: any_value(chance, 2) for key in keys if chance.random() < 0.7} for _ in range(chance.randint(1, 4))
        ]
        return chance.choice((records, {"name": any_value(chance, 0), "numbers": records, "k": any_value(chance)}))
    size = chance.randint(1, 5)
    if chance.random() < 0.4:
        return [any_value(chance) for _ in range(size)]
    return {any_key(chance): any_value(chance) for _ in range(size)}


PLAIN_KEYS = ("id", "name", "numbers", "note", "a key", "k", "ключ")


def any_key(chance: random.Random) -> str:
    return chance.choice((*PLAIN_KEYS, "on", "5", "x: y", "#", "[", "no", "a,b"))


class Hand:
    """Types values. `comments` and `blanks`: how often they come."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._comments = chance.choice((0.0, 0.1, 0.4))
        self._blanks = chance.choice((0.0, 0.1, 1.0))
        self._brackets = chance.choice((0.1, 0.4, 0.8))
        self._odd = chance.choice((0.0, 0.0, 0.15))  # keys with "?", texts with "+", values on a line of their own
        self._step = chance.choice((1, 2, 2, 4))
        self._list_step = chance.choice((0, self._step))
        self._room = chance.choice((1, 1, 1, 3))
        self._single = chance.random() < 0.3
        self._count = 0

    def file(self, value: Any) -> bytes:
        """A whole file, with or without byte order mark, with line ends of any kind."""
        lines = self._between(0)
        lines += self._block(value, 0) if value and isinstance(value, dict | list) else [self._flow(value, 0)]
        if self.chance.random() < 0.1:
            lines.insert(0, "---")
        lines += self._between(0)
        text = "\n".join(lines) + self.chance.choice(("\n", "\n", "\n", ""))
        ends = self.chance.choice((["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]))
        text = re.sub("\n", lambda _: self.chance.choice(ends), text)
        return (self.chance.choice(("", "", "\ufeff")) + text).encode()

    def _chance(self, share: float) -> bool:
        return self.chance.random() < share

    def comment(self) -> str:
        """Each is another one."""
        self._count += 1
        return f"# c{self._count}c" + self.chance.choice(("", " text", ": - [x", ' "', ", }"))

    def _behind(self) -> str:
        return f"{self.chance.choice((' ', '  '))}{self.comment()}" if self._chance(self._comments) else ""

    def _between(self, column: int) -> list[str]:
        """Comments and empty lines; no comment is indented so deep that it would belong to a text above."""
        lines = [""] if self._chance(self._blanks) else []
        while self._chance(self._comments):
            lines.append(" " * self.chance.choice((0, column, column)) + self.comment())
            if self._chance(0.2):
                lines.append("")
        return lines

    def _block(self, value: Any, column: int) -> list[str]:
        lines: list[str] = []
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for number, (key, entry) in enumerate(entries):
            if number:
                lines += self._between(column)
            sign = f"{self._key(key)}:" if isinstance(value, dict) else "-"
            if sign != "-" and self._chance(self._odd):
                lines.append(f"{' ' * column}? {sign[:-1]}{self._behind()}")
                sign = ":"
            lines += self._entry(" " * column + sign, entry, column)
        return lines

    def _entry(self, begin: str, value: Any, column: int) -> list[str]:
        hyphen = begin.endswith("-")
        if isinstance(value, dict | list) and value and not self._chance(self._brackets):
            room = self._room if hyphen else 1
            if hyphen and not self._chance(self._odd):
                first, *others = self._block(value, column + 1 + room)
                return [begin + " " * room + first.lstrip(" "), *others]
            step = self._step if isinstance(value, dict) or hyphen or begin.endswith(" :") else self._list_step
            deeper = column + max(step, 1 if hyphen or isinstance(value, dict) else 0)
            return [begin + self._behind(), *self._between(deeper), *self._block(value, deeper)]
        if value is None or (value == "" and self._chance(0.3)):
            return [begin + self._behind()]
        if isinstance(value, str) and self._chance(0.4) and (lines := self._indented_text(value, column + self._step)):
            return [f"{begin} {lines[0]}{self._behind()}", *lines[1:]]
        if self._chance(self._odd):
            line = " " * (column + 3) + self._flow(value, column + 3, flow=False)
            return [begin + self._behind(), line + self._behind()]
        written = self._flow(value, column + 2, flow=False)
        deeper = [" " * (column + 4) + self.comment()] if self._chance(self._comments / 3) else []
        return [f"{begin} {written}{self._behind()}", *deeper]

    def _indented_text(self, text: str, column: int) -> list[str]:
        lines = text.removesuffix("\n").split("\n")
        if not re.search(r"\w", lines[0]) or any(line != line.strip() for line in lines):
            return []
        if not text.isascii() or "\t" in text:
            return []
        chomping = ("" if text.endswith("\n") else "-") if not self._chance(self._odd) else "+"
        if len(lines) == 1 and self._chance(0.6):
            words = text.split()
            lines = [" ".join(words[at : at + 8]) for at in range(0, len(words), 8)]
            return [f">{chomping}", *(" " * column + line for line in lines)]
        return [f"|{chomping}", *(" " * column + line if line else "" for line in lines)]

    def _key(self, key: str) -> str:
        if key in PLAIN_KEYS and not self._chance(0.1):
            return key
        return json.dumps(key, ensure_ascii=self._single)

    def _flow(self, value: Any, column: int, *, flow: bool = True) -> str:
        """On one line or, in brackets, on several."""
        if isinstance(value, dict | list):
            return self._brackets_of(value, column)
        if isinstance(value, str):
            return self._text(value, column, flow=flow)
        if value is None:
            return "null"
        return value.isoformat() if isinstance(value, date) else json.dumps(value)

    def _text(self, text: str, column: int, *, flow: bool) -> str:
        if text in PLAIN and not (flow and re.search("[-?:,]", text)) and self._chance(0.8):
            return text.replace(" ", f"\n{' ' * (column + 1)}") if self._chance(self._odd) else text
        if text.isprintable() and (self._single or self._chance(0.2)):
            return "'" + text.replace("'", "''") + "'"
        written = json.dumps(text, ensure_ascii=not text.isprintable())
        return re.sub(r"(?<=\w) (?=\w)", f"\n{' ' * column}", written, count=1) if self._chance(self._odd) else written

    def _brackets_of(self, value: dict[str, Any] | list[Any], column: int) -> str:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        many = self._chance(0.25)
        entries: list[str] = []
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            written = self._flow(entry, column + 2)
            if isinstance(value, dict):
                written = f"{self._key(key)}: {written}"
                if entry is None and self._chance(0.5):
                    written = self._key(key) + self.chance.choice(("", ":"))
            elif isinstance(entry, dict) and len(entry) == 1 and self._chance(0.3):
                written = "".join(f"{self._key(own)}: {self._flow(only, column + 2)}" for own, only in entry.items())
            entries.append(written)
        return opening + (self._on_lines(entries, column) if many else self._on_one_line(entries)) + closing

    def _on_one_line(self, entries: list[str]) -> str:
        pad = self.chance.choice(("", "", " "))
        trailing = self.chance.choice(("", "", ",", ", ")) if entries else ""
        return pad + self.chance.choice((", ", ", ", ",", " , ")).join(entries) + trailing + pad

    def _on_lines(self, entries: list[str], column: int) -> str:
        indent = f"\n{' ' * (column + 2)}"
        trailing = self._chance(0.5)
        text = self._behind()
        for number, entry in enumerate(entries):
            while self._chance(self._comments):
                text += indent + self.comment()
            text += self.chance.choice((indent, indent, indent, " ")) if not text or text[-1] == "," else indent
            text += entry + ("," if trailing or number < len(entries) - 1 else "")
            text += self._behind()
        return f"{text}\n{' ' * column}"


def places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value, the whole first."""
    yield steps
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from places(entry, (*steps, key))
    elif isinstance(value, list | tuple):
        for index, entry in enumerate(value):
            yield from places(entry, (*steps, index))
