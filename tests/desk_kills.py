"""A desk in a process of its own; killed at random moments while it saves, it loses nothing that it has acknowledged.
`python -m tests.desk_edits --kills 100` runs it."""

from __future__ import annotations

import itertools
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import yaml

from handouts.desk.app import make_desk
from handouts.desk.desk import Folders
from tests.desk.conftest import NOW
from tests.desk.forms import form_of
from tests.desk_edits import data_folder, pages
from tests.house.modules import ROOT

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
        except (httpx.HTTPError, RuntimeError):  # its client is closed with the desk
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
