"""The desk's only way to the data: read, save, undo, put back. One at a time, checked before, whole, and recorded."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from handouts.desk.store.drafts import Drafts
from handouts.desk.store.files import content_of, digest_of, looked_after
from handouts.desk.store.history import Entry, History
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import Reader, State
from handouts.desk.store.undoing import without_change
from handouts.errors import ConflictError, InputError, Problem
from handouts.products.loading import load_data
from handouts.sources.edits import Edit
from handouts.sources.load import FILES, Data
from handouts.sources.po_reader import read_po
from handouts.sources.yaml_document import Document
from handouts.sources.yaml_edits import edited_text
from handouts.sources.yaml_reader import parse_yaml
from handouts.wording import worded as _

OUTSIDE = _("{file}: changed outside the desk")
OUTSIDE_SEVERAL = _("{n} files changed outside the desk")


@dataclass(frozen=True, slots=True)
class Change:
    """What one save does. `edits`: YAML files by name ("directory"); `files`: whole contents by name in the data folder
    ("translations/ar.po"), None to remove one. `made_from`: name of a file -> digest of what the change was made from;
    a file that is another by then is a conflict."""

    what: Saying
    edits: Mapping[str, Sequence[Edit]] = field(default_factory=dict)
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    made_from: Mapping[str, str] = field(default_factory=dict)
    area: str = ""
    address: str = ""
    undoes: int = 0


class Store:
    """One data folder. `clock` gives the time with its zone."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.clock = clock
        self.history = History(folder)
        self.drafts = Drafts(folder)
        self._reader = Reader(folder, clock)
        self._lock = threading.RLock()

    def open(self) -> None:
        """Finish what a killed program left, and note what was changed outside since."""
        with self._lock:
            self.history.finish()
            self.note_outside_changes()

    def state(self) -> State:
        """The data as they stand. Raises InputError where they are broken and were never in order."""
        return self._reader.state()

    def names(self) -> tuple[str, ...]:
        """Of all files that the desk looks after."""
        return looked_after(self.folder)

    def content(self, name: str) -> bytes | None:
        """A file as it stands, by its name in the data folder."""
        return content_of(self.folder, name)

    def digest(self, name: str) -> str:
        """Of a file as it stands; empty where there is none."""
        return digest_of(self.content(name))

    def save(self, change: Change, who: str) -> Entry | None:
        """Carry out a change. None where it changes nothing.

        Raises ConflictError where a file is no longer what the change was made from, InputError with every problem that
        there would be, UsageError for an edit that can't be done, WriteError. Nothing is written then.
        """
        with self._lock:
            self.note_outside_changes()
            self._must_be_whole()
            before = self._before(change)
            for name, digest in change.made_from.items():
                if digest_of(before[name] if name in before else self.content(name)) != digest:
                    raise ConflictError(self.folder / name)
            after = self._changed(change, before)
            files = {name: (before[name], content) for name, content in after.items() if content != before[name]}
            if not files:
                return None
            self._check({name: content for name, (_before, content) in files.items()})
            return self._record(change, who, files)

    def recorded(self, change: Change, who: str, action: Callable[[], None]) -> Entry | None:
        """Run an action that writes files of the data by itself, whole and checked, and record what it changed. Of what
        a killed program had written so far, the next start makes an entry from outside."""
        with self._lock:
            self.note_outside_changes()
            before = {name: self.content(name) for name in looked_after(self.folder)}
            try:
                action()
            finally:
                now = {name: self.content(name) for name in {*before, *looked_after(self.folder)}}
                files = {
                    name: (before.get(name), content) for name, content in now.items() if content != before.get(name)
                }
                entry = self._note(change, who, files) if files else None
            return entry

    def alone(self) -> contextlib.AbstractContextManager[object]:
        """While it is held, nobody else saves at this desk: what is merged is still so when it is written."""
        return self._lock

    def edited(self, change: Change) -> dict[str, Document]:
        """The YAML files as a change would make them, by name, where they can be read: to find mistakes in them."""
        found = {}
        for name, content in self._changed(change, self._before(change)).items():
            stem = name.removesuffix(".yaml")
            if stem in FILES and content is not None:
                document, _problems = parse_yaml(str(self.folder / name), content.decode("utf-8"))
                if document is not None:
                    found[stem] = document
        return found

    def preview(self, change: Change) -> Data:
        """The data as a change would make them. Raises InputError with everything that would be wrong."""
        return load_data(self.folder, self.clock().date(), self.edited(change))

    def undo(self, number: int, who: str) -> Entry | None:
        """Take one entry back, and nothing that came after it. None where nothing is left of it.

        Raises OverlapError where something later touched the same lines, KeyError where there is no such entry,
        InputError where the data would be wrong without it, WriteError, ConflictError where a file changes meanwhile.
        """
        with self._lock:
            self.note_outside_changes()
            self._must_be_whole()
            entry = self.history.entry(number)
            if entry is None:
                raise KeyError(number)
            files = {}
            for name in entry.files:
                now, without = (
                    self.content(name),
                    without_change(
                        self.history.before(entry, name), self.history.after(entry, name), self.content(name)
                    ),
                )
                if without != now:
                    files[name] = (now, without)
            if not files:
                return None
            self._check({name: content for name, (_now, content) in files.items()})
            return self._record(Change(entry.what, area=entry.area, address=entry.address, undoes=number), who, files)

    def put_back(self, name: str, who: str) -> Entry | None:
        """A broken file as it was last in order; the broken one stays in the history. Raises InputError where the data
        would still be broken, KeyError where nothing is known of the file, WriteError, ConflictError."""
        with self._lock:
            known = self.history.known(name)
            if known is None:
                raise KeyError(name)
            files = {name: (self.content(name), known[0])}
            what = Saying(_("{file}: put back as it was last in order"), {"file": name})
            if files[name][0] == known[0]:
                return None
            return self._record(Change(what), who, files)

    def note_outside_changes(self) -> Entry | None:
        """Record what was changed without the desk, once the data are in order. The files stay as they are: whoever
        writes them may not be ready, or go on writing; the next look then finds what is there."""
        with self._lock:
            changed = self._changed_outside()
            if not changed:
                return None
            try:
                load_data(self.folder, self.clock().date())
            except InputError:
                return None
            if self._changed_outside() != changed:
                return None
            entry = None
            if any(known is not None for known, _now in changed.values()):
                one = len(changed) == 1
                values = {"file": next(iter(changed))} if one else {"n": str(len(changed))}
                entry = self._note(Change(Saying(OUTSIDE if one else OUTSIDE_SEVERAL, values)), "", changed)
            self.history.know({name: now for name, (_known, now) in changed.items()})
            return entry

    def _changed_outside(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        return {name: pair for name, pair in self.history.outside().items() if _can_be_read(name, pair[1])}

    def _must_be_whole(self) -> None:
        if problems := self.state().problems:
            raise InputError(problems)

    def _record(self, change: Change, who: str, files: Mapping[str, tuple[bytes | None, bytes | None]]) -> Entry:
        """Write the files, and what was done. Raises WriteError, ConflictError."""
        try:
            done = self.history.carry_out(self._entry(change, who), files)
        finally:
            self._reader.forget()
        return self._known(done, files)

    def _note(self, change: Change, who: str, files: Mapping[str, tuple[bytes | None, bytes | None]]) -> Entry:
        """What was done, as the files have it already. Raises WriteError."""
        try:
            done = self.history.note(self._entry(change, who), files)
        finally:
            self._reader.forget()
        return self._known(done, files)

    def _entry(self, change: Change, who: str) -> Entry:
        return Entry(0, self.clock(), who, change.what, {}, change.area, change.address, change.undoes)

    def _known(self, done: Entry, files: Mapping[str, tuple[bytes | None, bytes | None]]) -> Entry:
        if self.state().whole:
            self.history.know({name: after for name, (_before, after) in files.items()})
        return done

    def _before(self, change: Change) -> dict[str, bytes | None]:
        """The files of a change as they stand: read once, as they are compared with what stands there later."""
        return {name: self.content(name) for name in (*change.files, *(f"{each}.yaml" for each in change.edits))}

    def _changed(self, change: Change, before: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        files: dict[str, bytes | None] = dict(change.files)
        for name, edits in change.edits.items():
            file = f"{name}.yaml"
            text = (files.get(file, before[file]) or b"").decode("utf-8")
            files[file] = edited_text(text, edits, file=str(self.folder / file)).encode("utf-8")
        return files

    def _check(self, files: Mapping[str, bytes | None]) -> None:
        """Raises InputError with everything that would be wrong with the data."""
        edited: dict[str, Document] = {}
        problems: list[Problem] = []
        for name, content in files.items():
            shown = str(self.folder / name)
            stem, dot, ending = name.partition(".")
            if content is None:
                continue
            if ending == "po":
                problems += [Problem(shown, 0, 0, str(fault)) for fault in read_po(content)[1]]
            elif dot and stem in FILES:
                document, found = parse_yaml(shown, content.decode("utf-8"))
                problems += found
                if document is not None:
                    edited[stem] = document
        if problems:
            raise InputError(problems)
        load_data(self.folder, self.clock().date(), edited)


def _can_be_read(name: str, content: bytes | None) -> bool:
    """Whether a file of translations is one; YAML files are judged together."""
    return content is None or not name.endswith(".po") or not read_po(content)[1]
