"""The file changes while a form of the desk is open: an editor saves something else, in the same value, beside it, or
so that it can't be read any more. Nothing that the editor wrote is overwritten unless a person chooses so, and nothing
that was typed is lost. `python -m tests.desk_edits --conflicts 100` runs it."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import yaml
from starlette.testclient import TestClient

from handouts.desk.app import make_desk
from handouts.desk.desk import Folders
from tests.desk.conftest import NOW, browser_at
from tests.desk.forms import Form, form_of, forms_of
from tests.desk_edits import data_folder, lines_of, pages, place_in
from tests.house.modules import ROOT

_KEYS = ("place", "note")
"""Texts of an organisation that are printed or not, and free."""


@dataclass(slots=True)
class Meeting:
    """A form that is open, of the organisation at `place` and `index`; what a person typed into `key` of it, and the
    text that the editor's file had before and has now."""

    browser: TestClient
    path: Path
    rng: random.Random
    form: Form
    place: str
    index: int
    key: str
    mine: str
    before: str
    theirs: str = ""

    @property
    def other(self) -> str:
        """What the editor writes: not what stands there already."""
        return self.mine.replace("Mine", "Theirs")

    def edit(self, text: str) -> None:
        """The editor saves."""
        self.theirs = text
        self.path.write_text(text, encoding="utf-8", newline="\n")

    def send(self) -> httpx.Response:
        """The form is sent."""
        return self.form.send(self.browser)

    def now(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def both(self, *, at: int | None = None) -> dict[str, Any]:
        """What the file says if the editor's change and what was typed are both in it."""
        directory: dict[str, Any] = yaml.safe_load(self.theirs)
        place_in(directory, self.place)["organisations"][self.index if at is None else at][self.key] = self.mine
        return directory

    def assert_saved(self, *, at: int | None = None) -> None:
        """Both changes are in the file, and every line of the editor's beside the entry is as it was."""
        answer = self.send()
        assert answer.status_code == 303, answer.text
        assert "/conflict/" not in answer.headers["location"]
        assert yaml.safe_load(self.now()) == self.both(at=at)

    def assert_asked(self) -> str:
        """Nothing is written; the address of the page that asks."""
        answer = self.send()
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"].startswith("/conflict/")
        assert self.now() == self.theirs, "the editor's file was written over"
        return answer.headers["location"]

    def choose(self, address: str, side: str) -> httpx.Response:
        page = self.browser.get(address)
        assert self.mine in page.text, "what was typed is shown"
        form = next(each for each in forms_of(page) if "theirs-were" in each.names())
        form.set("c0", side)
        return form.send(self.browser)

    def entry_with(self, text: str, index: int, key: str, value: str) -> str:
        """The editor's text with another value of an organisation, by PyYAML's own marks."""
        root = yaml.compose(text)
        entry = self._entry(root, index)
        pairs = {name.value: (name, found) for name, found in entry.value}
        written = json.dumps(value, ensure_ascii=False)
        if key in pairs:
            begin, end = pairs[key][1].start_mark.index, pairs[key][1].end_mark.index
            end = begin + len(text[begin:end].rstrip())
            return text[:begin] + written + text[end:]
        name, found = pairs["name"]
        end = text.index("\n", found.end_mark.index)
        return f"{text[:end]}\n{' ' * name.start_mark.column}{key}: {written}{text[end:]}"

    def _entry(self, root: Any, index: int) -> Any:
        def child(node: Any, key: str) -> Any:
            return next(value for name, value in node.value if name.value == key)

        place = next(
            each
            for top in ("groups", "cities")
            for each in child(root, top).value
            if child(each, "id").value == self.place
        )
        return child(place, "organisations").value[index]


# --- what the editor does meanwhile ----------------------------------------------------------------------------


def _the_same_value(meeting: Meeting) -> None:
    """Asked; what is not chosen stays out of the file."""
    meeting.edit(meeting.entry_with(meeting.before, meeting.index, meeting.key, meeting.other))
    address = meeting.assert_asked()
    side = meeting.rng.choice(("theirs", "mine"))
    assert meeting.choose(address, side).status_code == 303
    if side == "mine":
        assert yaml.safe_load(meeting.now()) == meeting.both()
    else:
        assert meeting.now() == meeting.theirs


def _the_same_value_twice(meeting: Meeting) -> None:
    """What changes once more while the two are shown is shown once more, and not written over."""
    meeting.edit(meeting.entry_with(meeting.before, meeting.index, meeting.key, meeting.other))
    address = meeting.assert_asked()
    page = meeting.browser.get(address)
    form = next(each for each in forms_of(page) if "theirs-were" in each.names())
    meeting.edit(meeting.entry_with(meeting.theirs, meeting.index, meeting.key, f"{meeting.other}, later"))
    form.set("c0", "mine")
    assert form.send(meeting.browser).status_code == 422
    assert meeting.now() == meeting.theirs
    assert meeting.choose(address, "mine").status_code == 303
    assert yaml.safe_load(meeting.now()) == meeting.both()


def _another_value(meeting: Meeting) -> None:
    other = next(each for each in _KEYS if each != meeting.key)
    meeting.edit(meeting.entry_with(meeting.before, meeting.index, other, meeting.other))
    meeting.assert_saved()


def _the_same_change(meeting: Meeting) -> None:
    meeting.edit(meeting.entry_with(meeting.before, meeting.index, meeting.key, meeting.mine))
    meeting.assert_saved()
    assert meeting.now() == meeting.theirs


def _comments_and_blank_lines(meeting: Meeting) -> None:
    lines = meeting.before.split("\n")
    first, _last = lines_of(meeting.before, meeting.place, meeting.index)
    lines[first:first] = ["", "      # of an editor", ""]
    meeting.edit("\n".join([*lines[:-1], "# at the end", ""]))
    meeting.assert_saved()
    assert meeting.now().count("# of an editor") == meeting.theirs.count("# of an editor")
    assert meeting.now().endswith("# at the end\n")


def _an_organization_before_it(meeting: Meeting) -> None:
    first, _last = lines_of(meeting.before, meeting.place, 0)
    lines = meeting.before.split("\n")
    indent = " " * (len(lines[first]) - len(lines[first].lstrip()))
    lines[first:first] = [f"{indent}- name: Theirs {meeting.rng.randrange(10**6)}"]
    meeting.edit("\n".join(lines))
    meeting.assert_saved(at=meeting.index + 1)


def _it_is_removed(meeting: Meeting) -> None:
    """Asked; it comes back only where a person says so."""
    first, last = lines_of(meeting.before, meeting.place, meeting.index)
    lines = meeting.before.split("\n")
    del lines[first:last]
    text = "\n".join(lines)
    if not place_in(yaml.safe_load(text), meeting.place)["organisations"]:
        return _another_value(meeting)
    meeting.edit(text)
    address = meeting.assert_asked()
    assert meeting.choose(address, "mine").status_code == 303
    directory = yaml.safe_load(meeting.theirs)
    entry = place_in(yaml.safe_load(meeting.before), meeting.place)["organisations"][meeting.index]
    place_in(directory, meeting.place)["organisations"].append({**entry, meeting.key: meeting.mine})
    assert yaml.safe_load(meeting.now()) == directory
    return None


def _it_cannot_be_read(meeting: Meeting) -> None:
    """Refused, and kept; once the file is in order again it is saved."""
    meeting.edit(meeting.before + "cities: [\n")
    refused = meeting.send()
    assert refused.status_code == 422
    assert meeting.now() == meeting.theirs
    kept = form_of(refused)
    assert kept[meeting.key] == meeting.mine
    meeting.edit(meeting.before)
    meeting.form = kept
    meeting.assert_saved()


def _it_is_gone(meeting: Meeting) -> None:
    """The whole file; as when a program writes it anew and is not ready."""
    meeting.path.unlink()
    assert meeting.send().status_code == 422
    assert not meeting.path.exists()
    meeting.edit(meeting.before)
    meeting.assert_saved()


KINDS: tuple[Callable[[Meeting], None], ...] = (
    _the_same_value,
    _the_same_value,
    _the_same_value_twice,
    _another_value,
    _the_same_change,
    _comments_and_blank_lines,
    _an_organization_before_it,
    _it_is_removed,
    _it_cannot_be_read,
    _it_is_gone,
)


def run_conflicts(into: Path, count: int, seed: int) -> Counter[str]:
    """So many, one after the other; how many of each kind. Raises AssertionError."""
    data = data_folder(into)
    path = data / "directory.yaml"
    rng = random.Random(seed)
    desk = make_desk(Folders(data, into / "out", ROOT / "fonts"), lambda: NOW)
    done: Counter[str] = Counter()
    with browser_at(desk) as browser:
        for number in range(count):
            before = path.read_text(encoding="utf-8")
            address, place, index = rng.choice(pages(yaml.safe_load(before)))
            form, key, mine = form_of(browser.get(address)), rng.choice(_KEYS), f"Mine {number}"
            form.set(key, mine)
            kind = KINDS[number % len(KINDS)]
            try:
                kind(Meeting(browser, path, rng, form, place, index, key, mine, before))
            except AssertionError as error:
                raise AssertionError(f"{kind.__name__} at {address}, number {number}: {error}") from error
            done[kind.__name__.strip("_").replace("_", " ")] += 1
    return done
