"""`python -m tests.desk_edits --edits 300 --conflicts 100 --kills 100`: random edits through the desk's forms, each
equal to the same edit of the values in memory and in no other lines; files that an editor changes meanwhile
(`desk_conflicts.py`); and a desk that is killed at random moments (`desk_kills.py`).

The suite runs a few of each. `--seed` repeats a run.
"""

from __future__ import annotations

import argparse
import copy
import difflib
import random
import re
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def main() -> None:
    """Run as many as were asked for, and say what came of it."""
    from tests.desk_conflicts import run_conflicts
    from tests.desk_kills import run_kills  # both begin with what stands here

    parser = argparse.ArgumentParser(prog="python -m tests.desk_edits", description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--conflicts", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        saved, refused = run_edits(Path(folder) / "edits", asked.edits, asked.seed)
        print(f"{saved} edits saved, each as in memory and in its own lines; {refused} refused, nothing written")
        met = run_conflicts(Path(folder) / "conflicts", asked.conflicts, asked.seed)
        kinds = ", ".join(f"{count} {kind}" for kind, count in met.items())
        print(f"{met.total()} changes of an editor meanwhile, none written over ({kinds})")
        acknowledged = run_kills(Path(folder) / "kills", asked.kills, asked.seed)
        print(f"{asked.kills} kills: all files whole, none of {acknowledged} acknowledged saves lost")


if __name__ == "__main__":
    main()
