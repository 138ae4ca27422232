"""Chromium opens the desk as staff do: every page on a wide screen and a phone, light and dark; axe-core finds nothing;
the page beside a form follows what is typed; a call is taken by a key."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.debian.environments import python_with
from tests.house.modules import ROOT

ADDRESSES = {
    "overview": "/?wait=yes",
    "who": "/who",
    "organisation": "/directory/tijuana-san-diego/hias",
    "city": "/directory/tijuana-san-diego",
    "texts": "/texts",
    "text": "/texts/faq.border-open.denied",
    "small word": "/texts/words.near_you",
    "date": "/texts/date",
    "languages": "/translations",
    "language": "/translations/ar",
    "translation": "/translations/ur/faq.border-open.denied",
    "record": "/translations/zh-Hans/record",
    "calls": "/calls",
    "spreadsheet": "/spreadsheet",
    "print": "/print",
    "history": "/history",
}
MOST_KEYSTROKE_MS = 2000
"""On a machine that does other things too; alone it is a tenth."""


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address by which a running desk lets in."""
    data = tmp_path_factory.mktemp("desk") / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns(".desk", ".history"))
    (data / ".desk").mkdir()
    (data / ".desk" / "seat.json").write_text('{"who": "Ana Ruiz", "language": "en"}', encoding="utf-8")
    folders = ["--data", str(data), "--out", str(data.parent / "out")]
    command = [sys.executable, "-m", "handouts", "desk", "--no-browser", "--port", "0", *folders]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:
        assert desk.stdout is not None
        yield desk.stdout.readline().strip()
        desk.terminate()


@pytest.fixture(scope="module")
def met(entered: str) -> dict[str, Any]:
    """What the browser met."""
    job = {
        "chromium": shutil.which("chromium"),
        "enter": entered,
        "base": entered.partition("/?")[0],
        "addresses": ADDRESSES,
        "typing": ADDRESSES["organisation"],
    }
    script = Path(__file__).with_name("desk_browser.py")
    run = subprocess.run([python_with("browser"), script], input=json.dumps(job), text=True, capture_output=True)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_no_page_has_a_fault(met: dict[str, Any]) -> None:
    looked_at = met["looked_at"]
    assert looked_at.pop("seen") == 2 * 2 * len(ADDRESSES)
    assert looked_at == {"violations": [], "too_wide": [], "cut": [], "complaints": [], "outside": []}


def test_the_page_beside_a_form_follows_what_is_typed(met: dict[str, Any]) -> None:
    typed = met["typed"]
    assert typed["pictures"] == 4, "every keystroke gives another picture"
    assert sorted(typed["milliseconds"])[1] < MOST_KEYSTROKE_MS
    assert typed["why"].startswith("The page can’t be shown as it stands:")


def test_a_call_is_taken_by_a_key_and_the_focus_stays(met: dict[str, Any]) -> None:
    assert met["called"] == {"called": "1 of 21 called", "focused": "works", "address": ""}
