"""Whatever is typed into whichever field: it is saved as typed, or refused in words; the data stay in order."""

from __future__ import annotations

import random
from pathlib import Path

import yaml
from starlette.testclient import TestClient

from handouts.desk.app import make_desk
from handouts.desk.desk import Desk, Folders
from tests.desk.conftest import NOW, browser_at
from tests.desk.forms import Form, form_of
from tests.desk_edits import data_folder, pages
from tests.house.modules import ROOT

SIGNS = [*"abc XYZ 0129+-()#:'\"{}[],&*!|>%@`\\\n\t\r\u00a0\u200b\u202e\u2028\ufeff\x00\x07\U0001f600éñهजਪ中\u0301"]
TEXTS = (
    *("+52 664 208 8994", "211", "24/7", "Mo-Fr 9-5", "true", "null", "~", "2020-01-01", "0x10", "1e3", "- x", "? y"),
    *("yes", "es, ht", "..", "https://ex.org", "a@b.co", "only", "*", "US", "text", "<b>", "{city}", "x" * 3000, "%00"),
)
NO_FORM = ("", "[]", "null", "1", '{"$day":"x"}', '{"numbers":[1,2]}', '{"numbers":{"a":1}}', '{"name":5}', "[[[[")


def any_text(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return rng.choice(TEXTS)
    return "".join(rng.choice(SIGNS) for _ in range(rng.randrange(25)))


def fill(rng: random.Random, form: Form) -> str:
    """Type something anywhere, and press some button."""
    for name in rng.sample(list(dict.fromkeys(form.names())), 4):
        if name in ("numbers", "visits"):
            form.fields.append((name, rng.choice(("a1", "9", "99999", "x", "../..", "a0"))))
        elif name != "was":
            form.set(name, any_text(rng))
    if rng.random() < 0.1:
        form.set("was", rng.choice(NO_FORM))
    buttons = ("", "", "", "save", "up:0", f"use:0:{any_text(rng)}", "hours:0", "remove:9", any_text(rng), "add-short")
    return rng.choice(buttons)


def test_any_text_in_any_field_is_saved_or_refused(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    desk: Desk = make_desk(Folders(data, tmp_path / "out", ROOT / "fonts"), lambda: NOW)
    rng, seen = random.Random(4), set()
    with browser_at(desk) as browser:
        for _ in range(40):
            seen.add(_try_one(rng, browser, data))
            assert desk.store.state().whole
    assert seen >= {303, 422}


def _try_one(rng: random.Random, browser: TestClient, data: Path) -> int:
    directory = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))
    address, _, _ = rng.choice(pages(directory))
    form = form_of(browser.get(address))
    answer = form.send(browser, fill(rng, form))
    assert answer.status_code in (303, 400, 422), f"{form.fields}: {answer.text}"
    if answer.status_code == 303:
        assert browser.get(answer.headers["location"]).status_code == 200
    row = {f"numbers.0.{name}": any_text(rng) for name in ("number", "short", "call_from", "whatsapp")}
    assert browser.get("/api/dial", params={"row": "0", **row}).status_code == 200
    assert browser.get("/directory", params={"q": any_text(rng)}).status_code == 200
    return int(answer.status_code)
