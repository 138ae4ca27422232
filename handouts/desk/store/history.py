"""What was saved, by whom and when, with the whole files before and after: plain files in `.history/`, a folder each.

    .history/000012/entry.json, before/directory.yaml, after/directory.yaml
    .history/known/directory.yaml          as it was last in order

A save writes its folder first, beside a mark that it is under way. A killed program's next start finishes what is
marked, so that an entry never tells of what did not happen.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from handouts.desk.store.files import HISTORY, content_of, digest_of, looked_after
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import KNOWN
from handouts.errors import ConflictError, WriteError
from handouts.sources.whole_file import write_whole
from handouts.wording import worded as _

Change: TypeAlias = "tuple[bytes | None, bytes | None]"
"""A file before and after; None where there is none."""
MOST_ENTRIES = 1000
_UNDONE = _("Undone: {what}")
_UNDER_WAY = "under-way"
_ENTRY = "entry.json"
_NUMBER = re.compile(r"\d{6,9}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One save. `who` is empty for a change from outside; `files`: name -> digests before and after, empty where there
    was or is no file. `area` and `address`: where in the desk it was made. `undoes`: the number of the entry that it
    takes back, 0 for none."""

    number: int
    at: datetime
    who: str
    what: Saying
    files: Mapping[str, tuple[str, str]]
    area: str = ""
    address: str = ""
    undoes: int = 0

    def said(self, words: Callable[..., str]) -> str:
        """What was done, in the language of `words`."""
        what = self.what.said(words)
        return words(_UNDONE, what=what) if self.undoes else what


class History:
    """The entries of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._data = folder
        self._folder = folder / HISTORY
        self._read: dict[int, Entry] = {}

    def entries(self) -> tuple[Entry, ...]:
        """The newest first."""
        found = [self.entry(number) for number in reversed(self._numbers())]
        return tuple(entry for entry in found if entry is not None)

    def entry(self, number: int) -> Entry | None:
        """None where there is none."""
        if number not in self._read:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                text = (self._at(number) / _ENTRY).read_text(encoding="utf-8")
                self._read[number] = _entry(number, json.loads(text))
        return self._read.get(number)

    def undone(self) -> dict[int, int]:
        """Entry -> the entry that took it back, where the latter still counts."""
        found: dict[int, int] = {}
        for entry in self.entries():
            if entry.undoes and entry.number not in found:
                found[entry.undoes] = entry.number
        return found

    def before(self, entry: Entry, name: str) -> bytes | None:
        """A file as it was before an entry."""
        return content_of(self._at(entry.number) / "before", name) if name in entry.files else None

    def after(self, entry: Entry, name: str) -> bytes | None:
        """A file as an entry left it."""
        return content_of(self._at(entry.number) / "after", name) if name in entry.files else None

    def known(self, name: str) -> tuple[bytes, datetime] | None:
        """A file as it was last in order, and since when (by the clock of the disk)."""
        content = content_of(self._folder / KNOWN, name)
        if content is None:
            return None
        when = (self._folder / KNOWN / name).stat().st_mtime
        return content, datetime.fromtimestamp(when).astimezone()

    def versions(self, name: str) -> Iterator[bytes]:
        """A file as it was at any time that is known, the newest first, each content once."""
        seen: set[str] = set()
        newest = self.known(name)
        if newest is not None:
            seen.add(digest_of(newest[0]))
            yield newest[0]
        for entry in self.entries():
            if name not in entry.files:
                continue
            was, became = entry.files[name]
            for digest, side in ((became, self.after), (was, self.before)):
                if digest not in seen and (content := side(entry, name)) is not None:
                    seen.add(digest)
                    yield content

    def carry_out(self, entry: Entry, files: Mapping[str, Change]) -> Entry:
        """Record an entry, and write its files: name -> before and after. Gives the entry with its number.

        All files are written, or none: after a crash the next start goes on. Raises WriteError; ConflictError where a
        file is not as it was before, which is looked at directly before each is written: nobody's change goes under.
        """
        entry = self._recorded(entry, files, under_way=True)
        self._finish_or_take_back(entry.number, files)
        self._forget_oldest()
        return entry

    def note(self, entry: Entry, files: Mapping[str, Change]) -> Entry:
        """Record an entry whose files stand there already, and touch none of them. Raises WriteError."""
        entry = self._recorded(entry, files, under_way=False)
        self._forget_oldest()
        return entry

    def _recorded(self, entry: Entry, files: Mapping[str, Change], *, under_way: bool) -> Entry:
        numbers = self._numbers()
        number = numbers[-1] + 1 if numbers else 1
        digests = {name: (digest_of(before), digest_of(after)) for name, (before, after) in files.items()}
        entry = replace(entry, number=number, files=digests)
        waiting = self._folder / f".{number:06}.new"
        try:
            shutil.rmtree(waiting, ignore_errors=True)
            waiting.mkdir(parents=True)
            for name, (before, after) in files.items():
                for side, content in (("before", before), ("after", after)):
                    if content is not None:
                        write_whole(waiting / side / name, content)
            write_whole(waiting / _ENTRY, json.dumps(_document(entry), ensure_ascii=False, indent=1).encode())
            if under_way:
                mark = b"this save was not finished; the next start of the desk finishes it\n"
                write_whole(waiting / _UNDER_WAY, mark)
            os.replace(waiting, self._at(number))
        except OSError as error:
            shutil.rmtree(waiting, ignore_errors=True)
            raise WriteError(self._folder, error.strerror or str(error), "make room, or let it be written") from error
        self._read[number] = entry
        return entry

    def finish(self) -> tuple[int, ...]:
        """Finish what a killed program left under way: a file that is still as it was before gets its new content."""
        finished = []
        for waiting in self._folder.glob(".*.new"):  # killed before it counted
            shutil.rmtree(waiting, ignore_errors=True)
        for number in self._numbers():
            if (self._at(number) / _UNDER_WAY).exists() and (entry := self.entry(number)):
                for name, (before, _after) in entry.files.items():
                    if digest_of(content_of(self._data, name)) == before:
                        _put(self._data / name, self.after(entry, name))
                (self._at(number) / _UNDER_WAY).unlink()
                finished.append(number)
        if newest := next(iter(self.entries()), None):
            for name, (before, _after) in newest.files.items():
                if digest_of(content_of(self._folder / KNOWN, name)) == before:  # killed before it was known
                    _put(self._folder / KNOWN / name, self.after(newest, name))
        return tuple(finished)

    def outside(self) -> dict[str, Change]:
        """Files that are not as they were last known: name -> what was known, and what stands there."""
        names = {*looked_after(self._data), *looked_after(self._folder / KNOWN)}
        found = {}
        for name in sorted(names):
            known, now = content_of(self._folder / KNOWN, name), content_of(self._data, name)
            if known != now:
                found[name] = (known, now)
        return found

    def know(self, files: Mapping[str, bytes | None]) -> None:
        """These contents are in order; what stands in the files may be another's by now."""
        for name, content in files.items():
            if content != content_of(self._folder / KNOWN, name):
                _put(self._folder / KNOWN / name, content)

    def _finish_or_take_back(self, number: int, files: Mapping[str, Change]) -> None:
        written: list[str] = []
        try:
            for name, (before, after) in files.items():
                _must_be(self._data, name, before)
                written.append(name)
                _put_and_read_back(self._data, name, after)
        except (WriteError, ConflictError):
            for name in written:
                with contextlib.suppress(WriteError):
                    _put(self._data / name, files[name][0])
            shutil.rmtree(self._at(number), ignore_errors=True)
            self._read.pop(number, None)
            raise
        (self._at(number) / _UNDER_WAY).unlink()

    def _forget_oldest(self) -> None:
        for number in self._numbers()[:-MOST_ENTRIES]:
            shutil.rmtree(self._at(number), ignore_errors=True)
            self._read.pop(number, None)

    def _numbers(self) -> list[int]:
        try:
            names = os.listdir(self._folder)
        except OSError:
            return []
        return sorted(int(name) for name in names if _NUMBER.fullmatch(name))

    def _at(self, number: int) -> Path:
        return self._folder / f"{number:06}"


def _must_be(folder: Path, name: str, content: bytes | None) -> None:
    if content_of(folder, name) != content:
        raise ConflictError(folder / name)


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    else:
        write_whole(path, content)


def _put_and_read_back(folder: Path, name: str, content: bytes | None) -> None:
    _put(folder / name, content)
    if content_of(folder, name) != content:
        raise WriteError(folder / name, "what was written can't be read back")


def _document(entry: Entry) -> dict[str, object]:
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "who": entry.who,
        "what": {"text": entry.what.text, "values": dict(entry.what.values)},
        "area": entry.area,
        "address": entry.address,
        "undoes": entry.undoes,
        "files": {name: {"before": before, "after": after} for name, (before, after) in entry.files.items()},
    }


def _entry(number: int, document: dict[str, dict[str, dict[str, str]]]) -> Entry:
    read = {key: str(document[key]) for key in ("at", "who", "area", "address")}
    what, values = str(document["what"]["text"]), document["what"]["values"]
    files = {name: (each["before"], each["after"]) for name, each in document["files"].items()}
    return Entry(
        number,
        datetime.fromisoformat(read["at"]),
        read["who"],
        Saying(what, {name: str(value) for name, value in values.items()}),
        files,
        read["area"],
        read["address"],
        int(str(document["undoes"])),
    )


def names_of(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Every file that some entries changed, once."""
    yield from dict.fromkeys(name for entry in entries for name in entry.files)
