"""What goes wrong with data folders: values of another kind, keys that are gone, bytes that were cut, files that are
none. Drawn at random; the same random numbers break the same folder in the same way."""

from __future__ import annotations

import contextlib
import copy
import os
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.sources.directories import Drawn

# What is typed by mistake, pasted, or meant to do harm; also what each of YAML's signs begins.
SCRAPS = (
    *("- ", ": ", ":", "\n", "\n  ", "\t", "{", "}", "[", "]", ",", '"', "'", "#", " #", "&a ", "*a", "!!str ", "!x"),
    *("|", ">-", "%", "@", "`", "---\n", "...\n", "? ", "<<: ", "\\", '"\\UFFFFFFFF"', '"\\ud800"', "\u202e", "\x00"),
    *("no", "~", "null", "010", "1:30", "0x1F", ".inf", "2021-02-30", "9" * 5000, "+16197864866", "é", "क", "\ufeff"),
    *("\r", "\r\n", "\x85", "\u2028", "{city}", "[" * 60, "- " * 60, "{a: " * 60, "&a [*a, *a]", "\U0010ffff"),
    *("<script>alert(1)</script>", "]]>", "<<<<<<< HEAD\n", "msgid ", 'msgstr "', "#, fuzzy\n", "#~ ", "\x1b[2J", "\a"),
)
_TEXTS = (
    *("", " ", "\n", "x\ny", " x", "x" * 201, "x" * 2001, "a." * 900, "a (" + "a." * 900, "(" * 900, "y " * 900),
    *("\u202ex", "\u200f", "x\u200dy", "\u0301" * 60, "e" + "\u0301" * 500, "\ufdfa" * 20, "\U0010ffff", "\ufffe"),
    *("é", "e\u0301", "ﬁ", "Ａ", "漢字", "हिन्दी", "العربية 12-34", "😀", "1️⃣", "\u00ad", "\u00a0", "\u2028", "\x7f"),
    *("{city}", "{", "}}", "{0}", "%s", "{number.real}", "{city!r:>999999999}", "<script>alert(1)</script>", "&lt;"),
    *("../../etc/passwd", "/etc/passwd", "C:\\con", "con", "nul.pdf", "a/b", "a\\b", ".", "..", "-", "x" * 60),
    *("+1 619 786 4866", "(619) 786-4866", "+52 1 664 208 8994", "+999", "+" + "1" * 400, "911", "*#06#", "tel:+1"),
    *("en", "es", "EN", "x-klingon", "en-Latn-US-u-nu-arab", "und", "NotoSans-Regular", "../NotoSans", "NoFont"),
    *("2021-04-07", "0000-00-00", "9999-12-31", "d MMMM y", "'" * 59, "yyyyyyyyyy", "https://example.org", "http://x"),
    *("https://[::1", "https://" + "a." * 200, "https://exämple.org", "javascript:alert(1)", "essential", "never"),
)
_OTHERS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 7, 10**30, 1.5, 1e308, float("nan"), float("inf"), date(2021, 4, 7)),
    *(datetime(2021, 4, 7, 12, 0, 0), [], {}, [[]], {"": ""}, [None], {"id": "x"}, b"\x00\xff"),  # noqa: DTZ001
)

Break = Callable[[random.Random, bytes], bytes]


class Breaking:
    """Breaks a drawn folder. `done` says how, for the message of a case that fails."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.done: list[str] = []

    def values(self, drawn: Drawn) -> Drawn:
        """The folder with some values of its YAML exchanged, deleted, doubled, renamed or moved."""
        broken = Drawn(copy.deepcopy(drawn.trees), dict(drawn.texts))
        for _ in range(self._chance.randint(1, 4)):
            name = self._chance.choice(sorted(broken.trees))
            places = list(_places(broken.trees[name], ()))
            if not places:
                continue
            place = self._chance.choice(places)
            change = self._chance.choice((self._exchange, self._exchange, self._delete, self._double, self._rename))
            self.done.append(f"{change.__name__} {name}.yaml {place}")
            change(_at(broken.trees[name], place[:-1]), place[-1])
        return broken

    def _exchange(self, holder: Any, step: str | int) -> None:
        kind = self._chance.random()
        if kind < 0.6:
            holder[step] = self._chance.choice(_TEXTS)
        elif kind < 0.9:
            holder[step] = copy.deepcopy(self._chance.choice(_OTHERS))
        else:
            deep: Any = holder[step]
            for _ in range(self._chance.choice((1, 2, 60))):
                deep = self._chance.choice(([deep], {"a": deep}))
            holder[step] = deep

    def _delete(self, holder: Any, step: str | int) -> None:
        del holder[step]

    def _double(self, holder: Any, step: str | int) -> None:
        if isinstance(holder, dict):
            holder[f"{step} "] = copy.deepcopy(holder[step])
        else:
            holder.extend(copy.deepcopy([holder[step]]) * self._chance.choice((1, 2, 40)))

    def _rename(self, holder: Any, step: str | int) -> None:
        if isinstance(holder, dict):
            holder[self._chance.choice((*_TEXTS, "id", "name", "text", "numbers"))] = holder.pop(step)
        else:
            holder.insert(0, holder.pop(step))

    def content(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """The files with bytes cut out, doubled, typed in between, or in another encoding."""
        broken = dict(files)
        for _ in range(self._chance.randint(1, 3)):
            name = self._chance.choice(sorted(broken))
            change = self._chance.choice((*_LIGHT, *_LIGHT, *_HEAVY))
            self.done.append(f"{change.__name__} {name}")
            broken[name] = change(self._chance, broken[name])
        return broken

    def places(self, folder: Path) -> None:
        """One file of the folder is missing, or something else stands in its place."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        path = self._chance.choice(paths)
        change = self._chance.choice((_gone, _folder, _loop, _pipe, _other_ending, _huge, _empty, _stray))
        self.done.append(f"{change.__name__} {path.relative_to(folder).as_posix()}")
        change(path)

    def font(self, content: bytes) -> bytes:
        """A font file with bytes changed or cut off."""
        broken = bytearray(content)
        top = len(broken) if self._chance.random() < 0.5 else min(len(broken), 400)
        for _ in range(self._chance.choice((1, 4, 40, 400))):
            broken[self._chance.randrange(top)] = self._chance.randrange(256)
        if self._chance.random() < 0.1:
            del broken[self._chance.randrange(len(broken)) :]
        self.done.append("a font")
        return bytes(broken)


def _places(value: Any, steps: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    entries: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    for step, entry in entries:
        yield (*steps, step)
        yield from _places(entry, (*steps, step))


def _at(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


# --- bytes --------------------------------------------------------------------------------------------------------


def _slice(chance: random.Random, content: bytes, most: int) -> tuple[int, int]:
    begin = chance.randint(0, len(content))
    return begin, min(len(content), begin + chance.randint(0, most))


def _typed(chance: random.Random, content: bytes) -> bytes:
    begin, end = _slice(chance, content, 30)
    return content[:begin] + chance.choice(SCRAPS).encode() + content[end:]


def _cut(chance: random.Random, content: bytes) -> bytes:
    begin, end = _slice(chance, content, chance.choice((1, 30, 3000)))
    return content[:begin] + content[end:]


def _doubled(chance: random.Random, content: bytes) -> bytes:
    begin, end = _slice(chance, content, 400)
    return content[:end] + content[begin:end] * chance.choice((1, 1, 50)) + content[end:]


def _flipped(chance: random.Random, content: bytes) -> bytes:
    broken = bytearray(content)
    for _ in range(chance.randint(1, 3) if broken else 0):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _line_changed(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[at])
    elif kind == 2:
        lines[at] = chance.choice((b" ", b"  ", b"\t", b"- ")) + lines[at]
    else:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    return b"\n".join(lines)


def _ended(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


def _of_another_system(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1252", "utf-7"))
    ending = chance.choice(("\n", "\r\n", "\r"))
    return text.replace("\n", ending).encode(encoding, "replace")


def _any_bytes(chance: random.Random, content: bytes) -> bytes:
    return chance.randbytes(chance.randint(0, min(len(content) + 1, 2000)))


def _bomb(chance: random.Random, content: bytes) -> bytes:
    bombs = (
        "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9) if i else 'x'}]\n" for i in range(12)),
        "[" * 20_000,
        "{a: " * 5_000,
        "- " * 5_000,
        "? " * 5_000,
        "a: &a [*a]\n",
        "x" * 500_000,
        "a: " + "b " * 100_000,
        "- a\n" * 60_000,
        "".join(f"k{i}: v\n" for i in range(20_000)),
        'msgid "' + "x" * 500_000,
        'msgid "a"\nmsgstr "b"\n' * 20_000,
        "".join(f'msgid "{i}"\nmsgstr "b"\n' for i in range(20_000)),
        '"a"\n' * 50_000,
        "#" * 500_000,
    )
    bomb = chance.choice(bombs).encode()
    return bomb if chance.random() < 0.5 else content + bomb


_LIGHT: tuple[Break, ...] = (_typed, _typed, _cut, _doubled, _flipped, _line_changed)
_HEAVY: tuple[Break, ...] = (_ended, _of_another_system, _any_bytes, _bomb)


# --- files that are none ------------------------------------------------------------------------------------------


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop(path: Path) -> None:
    path.unlink()
    with contextlib.suppress(OSError):  # Windows asks for a right to make links
        path.symlink_to(path)


def _pipe(path: Path) -> None:
    path.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)


def _other_ending(path: Path) -> None:
    path.rename(path.with_suffix(".yml" if path.suffix == ".yaml" else ".po.txt"))


def _huge(path: Path) -> None:
    """Three gigabytes to read, and next to nothing on the disk."""
    os.truncate(path, 3_000_000_000)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _stray(path: Path) -> None:
    for name in ("..po", "../x y.po", "a\u202eb.yaml", "zz.po"):
        (path.parent / name).write_bytes(b"\xff")
