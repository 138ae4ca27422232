"""`python -m tests.desk_edits --edits 300 --kills 50`: random edits through the desk's forms, each equal to the same
edit of the values in memory and in no other lines; and a desk that is killed at random moments, which loses nothing
that it has acknowledged.

The suite runs a few of each. `--seed` repeats a run.
"""

from __future__ import annotations

import argparse
import copy
import difflib
import itertools
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import yaml
from starlette.testclient import TestClient

from handouts.desk.app import make_desk
from handouts.desk.desk import Folders
from handouts.desk.store.seat import Seat, write_seat
from tests.desk.conftest import NOW, browser_at
from tests.desk.forms import Form, form_of
from tests.house.modules import ROOT

Organisation = dict[str, Any]
_SERVICES = ("legal-help", "shelter", "Free Help", "Advice on Fridays")
_NAMES = ("Casa Ñandú", "Refuge & Rights", 'Say "hi"', "O'Brien: Legal #1", "*Star*", "Yes", "12", "Émigrés – Nord")
_NUMBERS = ("+52 664 208 8994", "+1 619 786 4866", "+1 323 238 9935", "+52 81 1465 3235", "+1 956 399 3826")
_HOURS = ("24/7", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-12:00,13:00-17:00; Sa off")


def data_folder(into: Path) -> Path:
    """A copy of the shipped data with comments between everything, as people leave them."""
    folder = into / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns(".desk", ".history"))
    path = folder / "directory.yaml"
    text = path.read_text(encoding="utf-8")
    count = iter(range(10_000))
    text = re.sub(
        r"(?m)^( +)(?=- (?:name:|id:|\{number))", lambda found: f"{found[1]}# comment {next(count)}\n{found[1]}", text
    )
    path.write_text(text, encoding="utf-8", newline="\n")
    write_seat(folder, Seat("Ana Ruiz"))
    return folder


def pages(directory: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Address of every organisation, with its place's list and index, reckoned by hand from the file."""
    found = []
    for top in ("groups", "cities"):
        for place in directory[top]:
            seen: dict[str, int] = {}
            for index, organisation in enumerate(place["organisations"]):
                slug = organisation.get("id") or slug_of(organisation["name"])
                seen[slug] = seen.get(slug, 0) + 1
                slug = slug if seen[slug] == 1 else f"{slug}--{seen[slug]}"
                found.append((f"/directory/{place['id']}/{slug}", place["id"], index))
    return found


def slug_of(name: str) -> str:
    import unicodedata

    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return "-".join(re.findall("[a-z0-9]+", letters))[:40] or "organization"


def place_in(directory: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(place for top in ("groups", "cities") for place in directory[top] if place["id"] == id_)


# --- edits: each changes the form as a person would, and the value as the file should have it ---------------

Edit = Callable[[random.Random, Form, Organisation], str]


def _name(rng: random.Random, form: Form, entry: Organisation) -> str:
    name = f"{rng.choice(_NAMES)} {rng.randrange(10**6)}"
    form.set("name", f"  {name}\r\n")
    entry["name"] = name
    return "name"


def _text(key: str, texts: tuple[str, ...]) -> Edit:
    def edit(rng: random.Random, form: Form, entry: Organisation) -> str:
        text = rng.choice(("", *texts))
        form.set(key, text)
        entry.pop(key, None)
        if text:
            entry[key] = text
        return key

    return edit


def _service(rng: random.Random, form: Form, entry: Organisation) -> str:
    service = rng.choice(("", *_SERVICES))
    entry.pop("service", None)
    if service in ("", "legal-help", "shelter"):
        form.set("service", service)
    else:
        form.set("service", "*")
        form.set("service-own", service)
    if service:
        entry["service"] = service
    return "service"


def _number(rng: random.Random, form: Form, entry: Organisation) -> str:
    keys = [key for key in form.all("numbers") if f"numbers.{key}.number" in form.names()]
    if not keys:
        return _name(rng, form, entry)
    key = rng.choice(keys)
    number = rng.choice(_NUMBERS)
    form.set(f"numbers.{key}.number", number.replace(" ", "") if rng.random() < 0.5 else number)
    entry["numbers"][form.all("numbers").index(key)]["number"] = number
    return "numbers"


def _number_field(name: str, values: tuple[str, ...]) -> Edit:
    def edit(rng: random.Random, form: Form, entry: Organisation) -> str:
        keys = form.all("numbers")
        if not keys:
            return _name(rng, form, entry)
        key, value = rng.choice(keys), rng.choice(("", *values))
        form.set(f"numbers.{key}.{name}", value)
        number = entry["numbers"][keys.index(key)]
        number.pop(name, None)
        if value:
            number[name] = value.split(", ") if name == "languages" else True if value == "yes" else value
        return "numbers"

    return edit


def _remove_number(rng: random.Random, form: Form, entry: Organisation) -> str:
    keys = form.all("numbers")
    if not keys:
        return _name(rng, form, entry)
    key = rng.choice(keys)
    at = keys.index(key)
    form.fields = [
        field for field in form.fields if field != ("numbers", key) and not field[0].startswith(f"numbers.{key}.")
    ]
    del entry["numbers"][at]
    if not entry["numbers"]:
        del entry["numbers"]
    return "numbers"


def _add_number(rng: random.Random, form: Form, entry: Organisation) -> str:
    number = rng.choice(_NUMBERS)
    form.fields += [("numbers", "a7"), ("numbers.a7.number", number), ("numbers.a7.extension", "12")]
    entry.setdefault("numbers", []).append({"number": number, "extension": "12"})
    return "numbers"


def _move_numbers(rng: random.Random, form: Form, entry: Organisation) -> str:
    keys = form.all("numbers")
    if len(keys) < 2:
        return _name(rng, form, entry)
    order = rng.sample(range(len(keys)), len(keys))
    form.fields = [field for field in form.fields if field[0] != "numbers"]
    form.fields += [("numbers", keys[index]) for index in order]
    entry["numbers"] = [entry["numbers"][index] for index in order]
    return "numbers"


def _visit(rng: random.Random, form: Form, entry: Organisation) -> str:
    if form.all("visits"):
        return _text("note", ("Another note",))(rng, form, entry)
    form.fields += [("visits", "a8"), ("visits.a8.label", "To visit us"), ("visits.a8.address", "C. 1, Tijuana: #2")]
    entry["visit"] = {"label": "To visit us", "address": "C. 1, Tijuana: #2"}
    return "visit"


EDITS: tuple[Edit, ...] = (
    _name,
    _service,
    _text("note", ("Called: no answer", "# not a comment", "'quoted'", "Zwei – Sätze. Lang " * 12 + "genug")),
    _text("place", ("Tijuana, B.C.", "El Paso: downtown")),
    _text("email", ("help@example.org",)),
    _text("website", ("https://example.org/a#b",)),
    _text("paused", ("moving house",)),
    _number,
    _number,
    _number_field("hours", _HOURS),
    _number_field("call_from", ("MX", "US")),
    _number_field("languages", ("es", "es, ht")),
    _number_field("whatsapp", ("yes",)),
    _number_field("note", ("Maria", "a: b")),
    _remove_number,
    _add_number,
    _move_numbers,
    _visit,
)


def one_edit(browser: TestClient, data: Path, rng: random.Random) -> bool:
    """Do one random edit by the form; False where the desk refused it and wrote nothing. Raises AssertionError."""
    path = data / "directory.yaml"
    before = path.read_text(encoding="utf-8")
    directory = yaml.safe_load(before)
    address, place, index = rng.choice(pages(directory))
    form = form_of(browser.get(address))
    expected = copy.deepcopy(directory)
    entry = place_in(expected, place)["organisations"][index]
    done = [rng.choice(EDITS)(rng, form, entry)]
    answer = form.send(browser)
    after = path.read_text(encoding="utf-8")
    if answer.status_code == 422:
        assert after == before, f"{address} {done}: refused, and written all the same"
        assert "There is a problem" in answer.text
        return False
    assert answer.status_code == 303, f"{address} {done}: {answer.status_code}"
    assert yaml.safe_load(after) == expected, f"{address} {done}: another value than in memory"
    first, last = lines_of(before, place, index)
    for tag, begin, end, _, _ in difflib.SequenceMatcher(
        None, before.splitlines(), after.splitlines(), autojunk=False
    ).get_opcodes():
        touched = tag != "equal" and not (first <= begin and end <= last)
        assert not touched, f"{address} {done}: lines {begin + 1} to {end} are not of the entry ({first + 1} to {last})"
    kept = set(re.findall("# comment [0-9]+", after))
    lost = set(re.findall("# comment [0-9]+", before)) - kept
    assert not lost or done == ["numbers"], f"{address} {done}: {lost} lost"
    assert len(lost) <= 1
    return True


def lines_of(text: str, place: str, index: int) -> tuple[int, int]:
    """The lines of an organisation, from 0, as PyYAML's own nodes say; up to where the next one begins."""
    root = yaml.compose(text)

    def child(node: Any, key: str) -> Any:
        return next(value for name, value in node.value if name.value == key)

    for top in ("groups", "cities"):
        for node in child(root, top).value:
            if child(node, "id").value == place:
                entry = child(node, "organisations").value[index]
                return entry.start_mark.line, max(entry.end_mark.line, entry.start_mark.line + 1)
    raise KeyError(place)


def run_edits(into: Path, count: int, seed: int) -> tuple[int, int]:
    """So many edits, one after the other; how many were saved, and refused."""
    data = data_folder(into)
    desk = make_desk(Folders(data, into / "out", ROOT / "fonts"), lambda: NOW)
    rng = random.Random(seed)
    saved = 0
    with browser_at(desk) as browser:
        for _ in range(count):
            saved += one_edit(browser, data, rng)
    entries = desk.store.history.entries()
    assert len(entries) <= saved
    return saved, count - saved


# --- kills ---------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"http://127\.0\.0\.1:([0-9]+)/\?key=(\S+)")


class Running:
    """A desk in a process of its own."""

    def __init__(self, data: Path, port: int = 0) -> None:
        command = [sys.executable, "-c", "from handouts.cli import main; main()", "desk", "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--port", str(port), "--data", str(data), "--out", str(data.parent / "out")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = _ADDRESS.search(line)
        assert found, f"the desk did not start: {line}"
        self.base = f"http://127.0.0.1:{found[1]}"
        self.client = httpx.Client(base_url=self.base, headers={"sec-fetch-site": "same-origin"}, timeout=240)
        self.client.get("/", params={"key": found[2]})
        self.cookies = [{"name": name, "value": value, "url": self.base} for name, value in self.client.cookies.items()]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.client.close()
        if self.process.stdout:
            self.process.stdout.close()


def run_kills(into: Path, count: int, seed: int) -> int:
    """Kill a desk at random moments while it saves; how many saves were acknowledged. Raises AssertionError."""
    data = data_folder(into)
    rng = random.Random(seed)
    acknowledged = 0
    for _ in range(count):
        acknowledged += _one_kill(data, rng)
        assert_whole(data)
    return acknowledged


def _one_kill(data: Path, rng: random.Random) -> int:
    address = "/directory/tijuana-san-diego/hias"
    desk = Running(data)
    saved: list[str] = []
    begun = threading.Event()

    def save_on_and_on() -> None:
        try:
            form = form_of(desk.client.get(address))
            while True:
                note = f"note {rng.randrange(10**9)}"
                form.set("note", note)
                answer = form.send(desk.client)  # type: ignore[arg-type]
                if answer.status_code != 303:
                    return
                saved.append(note)
                begun.set()
                form = form_of(desk.client.get(address))
        except httpx.HTTPError:
            return
        finally:
            begun.set()

    saving = threading.Thread(target=save_on_and_on)
    saving.start()
    begun.wait(timeout=120)
    time.sleep(rng.uniform(0, 1))
    desk.kill()
    saving.join()
    if saved:
        again = make_desk(Folders(data, data.parent / "out", ROOT / "fonts"), lambda: NOW)
        notes = [
            re.findall(r"note [0-9]{1,9}\b", (again.store.history.after(entry, "directory.yaml") or b"").decode())
            for entry in again.store.history.entries()
        ]
        assert [saved[-1]] in notes[:2], "the last save that was acknowledged is in the file, or before one more"
        now = re.findall(r"note [0-9]{1,9}\b", (data / "directory.yaml").read_text(encoding="utf-8"))
        assert now == notes[0], "the file is as the last entry of the history says"
        assert all([note] in notes for note in saved), "every acknowledged save is in the history"
    return len(saved)


def assert_whole(data: Path) -> None:
    """After a kill: the file is whole, the next start puts everything in order, and the history is a chain."""
    value = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))
    assert len(value["cities"]) == 6
    assert len(pages(value)) == 19
    desk = make_desk(Folders(data, data.parent / "out", ROOT / "fonts"), lambda: NOW)
    assert desk.store.state().whole
    assert not list((data / ".history").glob("[0-9]*/under-way"))
    for path in (data / ".history").glob("[0-9]*/entry.json"):
        json.loads(path.read_text(encoding="utf-8"))
    entries = list(chain(desk.store.history.entries()))
    for (_, after), (before, _) in itertools.pairwise(entries):
        assert after == before, "each entry begins where the one before it ended"
    if entries:
        assert entries[-1][1] == desk.store.digest("directory.yaml")


def chain(entries: Any) -> Iterator[tuple[str, str]]:
    """The digests of the directory, the oldest entry first."""
    for entry in reversed(entries):
        if "directory.yaml" in entry.files:
            yield entry.files["directory.yaml"]


def main() -> None:
    """Run as many as were asked for, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.desk_edits", description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        saved, refused = run_edits(Path(folder) / "edits", asked.edits, asked.seed)
        print(f"{saved} edits saved, each as in memory and in its own lines; {refused} refused, nothing written")
        acknowledged = run_kills(Path(folder) / "kills", asked.kills, asked.seed)
        print(f"{asked.kills} kills: all files whole, none of {acknowledged} acknowledged saves lost")


if __name__ == "__main__":
    main()
