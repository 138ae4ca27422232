"""Chromium works at a desk as staff do: by keys alone, on a phone, light and dark; axe-core finds nothing; what is
typed comes back when the desk was killed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.debian.environments import python_with
from tests.desk_edits import data_folder
from tests.desk_kills import Running

PLACE = "/directory/tijuana-san-diego"
HIAS = f"{PLACE}/hias"
PAGES = (
    "/directory",
    PLACE,
    HIAS,
    f"{PLACE}/new",
    f"{HIAS}/remove",
    "/directory/new",
    "/who",
    "/directory/el-paso-juarez",
)


def met_by_browser(desk: Running, parts: list[str], storage: Path) -> dict[str, Any]:
    job = {
        "chromium": shutil.which("chromium"),
        "base": desk.base,
        "cookies": desk.cookies,
        "pages": PAGES,
        "place": PLACE,
        "entry": HIAS,
        "parts": parts,
        "storage": str(storage),
    }
    script = Path(__file__).with_name("desk_by_hand.py")
    run = subprocess.run([python_with("browser"), script], input=json.dumps(job), text=True, capture_output=True)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser met: at one desk, then, after that was killed, at the next."""
    folder = tmp_path_factory.mktemp("desk")
    data = data_folder(folder)
    desk = Running(data)
    port = int(desk.base.rpartition(":")[2])
    try:
        found = met_by_browser(desk, ["looked_at", "typed", "moved", "mistaken", "kept_by_browser"], folder / "storage")
    finally:
        desk.kill()
    again = Running(data, port)
    try:
        return found | met_by_browser(again, ["found_again", "without_script"], folder / "storage")
    finally:
        again.kill()


def test_no_page_has_a_fault(met: dict[str, Any]) -> None:
    looked_at = met["looked_at"]
    assert looked_at.pop("seen") == 2 * 2 * len(PAGES)
    assert looked_at == {"violations": [], "too_wide": [], "complaints": [], "outside": []}


def test_what_is_dialled_follows_the_typing_and_a_draft_is_on_the_disk(met: dict[str, Any]) -> None:
    typed = met["typed"]
    assert "81 1465 3235" in typed["live"]
    assert "011 52 81 1465 3235" in typed["live"]
    assert typed["again"] == "+52 81 1465 3235"
    assert typed["focus"] == "done"
    assert "Nothing else in directory.yaml was touched. 24 sheets now differ from paper." in typed["said"]


def test_what_only_the_browser_had_comes_back_after_a_crash(met: dict[str, Any]) -> None:
    assert "What you typed is kept in this browser." in met["kept_by_browser"]["state"]
    assert met["found_again"]["name"] == "Typed as it stopped"


def test_the_order_is_changed_by_keys_or_by_dragging(met: dict[str, Any]) -> None:
    assert met["moved"] == {
        "focus": "up-immdef",
        "order": ["info-digna", "al-otro-lado", "immdef", "hias", "jewish-family-services"],
        "dragged": ["immdef", "info-digna", "al-otro-lado", "hias", "jewish-family-services"],
    }


def test_a_mistake_leads_to_its_field(met: dict[str, Any]) -> None:
    mistaken = met["mistaken"]
    assert mistaken["title"].startswith("Error: HIAS")
    assert (mistaken["focus"], mistaken["field"]) == ("errsum", "numbers.1.number")
    assert mistaken["value"] == "+1 858 333 2857"


def test_everything_is_saved_without_script(met: dict[str, Any]) -> None:
    found = met["without_script"]
    assert "HIAS without script, Tijuana/San Diego: changed." in found["said"]
    assert "Info Digna, Tijuana/San Diego: now 3 of 5." in found["moved"]
