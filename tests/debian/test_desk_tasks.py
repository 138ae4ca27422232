"""The five tasks of the documentation, done at the desk by Chromium: by keys alone and with a pointer, on a wide screen
and a phone, light and dark; axe-core finds nothing, nothing is complained of, nothing is asked for elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.desk.store.seat import Seat, write_seat
from tests.build.small import FONTS, Project, run
from tests.debian.environments import python_with
from tests.desk_kills import Running

WIDE, PHONE = (1280, 900), (390, 844)
PASSES: tuple[dict[str, Any], ...] = (
    {"hands": "keys", "shape": WIDE, "scheme": "light", "typed": "+1 520 555 0142", "number": "+1 520 555 0142"},
    {"hands": "keys", "shape": PHONE, "scheme": "dark", "typed": "15205550143", "number": "+1 520 555 0143"},
    {"hands": "pointer", "shape": WIDE, "scheme": "dark", "typed": "520 555 0144", "number": "+1 520 555 0144"},
    {"hands": "pointer", "shape": PHONE, "scheme": "light", "typed": "+1 520-555-0145", "number": "+1 520 555 0145"},
)
LETTER_AT_READING_SIZE_PX = 816
"""8.5 inches of 96 pixels: as large as on paper."""
IDS = [f"{each['hands']}-{each['shape'][0]}-{each['scheme']}" for each in PASSES]


@dataclass(frozen=True, slots=True)
class Desk:
    """The data after all passes, and what was met in each of them."""

    data: Path
    met: list[dict[str, Any]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk over two cities in three languages, of which everything was printed; all passes one after the other."""
    project = Project(tmp_path_factory.mktemp("tasks"), languages=("en", "es", "ar"))
    project.write()
    assert project.build().code == 0
    folders = ("--data", str(project.data), "--fonts", str(FONTS), "--out", str(project.out))
    assert run("release", *folders, "--on", "2026-03-02").code == 0
    write_seat(project.data, Seat("Ana Ruiz"))
    running = Running(project.data)
    job = {
        "chromium": shutil.which("chromium"),
        "base": running.base,
        "cookies": running.cookies,
        "passes": [
            {
                **each,
                "dialled": dialled(each),
                "organization": "Kino Border Initiative",
                "new": f"Example Legal Aid {number}",
                "city": f"Example Town {number}",
                "in_arabic": f"مدينة {number}",
                "read": "Spanish",
                "printed": "nogales",
            }
            for number, each in enumerate(PASSES, start=1)
        ],
    }
    script = Path(__file__).with_name("desk_tasks.py")
    try:
        made = subprocess.run([python_with("browser"), script], input=json.dumps(job), text=True, capture_output=True)
    finally:
        running.kill()
    assert made.returncode == 0, made.stderr
    return Desk(project.data, json.loads(made.stdout))


@pytest.fixture(params=range(len(PASSES)), ids=IDS)
def one(request: pytest.FixtureRequest, desk: Desk) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """The number of a pass, from 1, what it was told to do, and what it met."""
    return request.param + 1, PASSES[request.param], desk.met[request.param]


Pass = tuple[int, dict[str, Any], dict[str, Any]]


def test_a_number_is_changed_and_what_is_dialled_is_seen_before_it_is_saved(one: Pass) -> None:
    _, asked, met = one
    told = met["change_a_number"]
    assert f"00 1 {asked['number'][3:]}" in " ".join(told["live"])
    assert dialled(asked) in " ".join(told["live"])
    assert told["said"].startswith("Kino Border Initiative, Nogales: changed. Nothing else in directory.yaml")
    assert "3 sheets now differ from paper." in told["said"]
    assert told["large"] >= LETTER_AT_READING_SIZE_PX


def test_an_organization_is_added_and_moved(one: Pass) -> None:
    number, _, met = one
    told = met["add_an_organization"]
    assert told["said"].startswith(f"Example Legal Aid {number}, South Texas: added.")
    assert told["moved"] == f"Example Legal Aid {number}, South Texas: now {3 + number} of {4 + number}."


def test_a_city_is_added_with_its_name_in_other_letters(one: Pass) -> None:
    number, _, met = one
    assert met["add_a_city"]["title"] == f"Example Town {number}"
    assert met["add_a_city"]["said"].startswith(f"Example Town {number}: added.")


def test_a_translation_is_marked_reviewed(one: Pass) -> None:
    _, _, met = one
    told = met["mark_a_translation_reviewed"]
    assert told["said"].startswith(f"Spanish: “{told['text'][:60]}")
    assert "read. Nothing else in reviews/es.yaml was touched." in told["said"]


def test_what_changed_for_one_city_is_made_and_recorded(one: Pass) -> None:
    _, _, met = one
    told = met["print_what_changed"]
    assert (told["pack"], told["begins"]) == ("/out/changes/pack-nogales.pdf", "%PDF-")
    assert told["said"].startswith("Recorded: edition ")


def test_no_page_on_the_way_has_a_fault(one: Pass) -> None:
    """What axe-core finds, what does not fit; what the console says; requests elsewhere; what a key came to and could
    not be seen, or was not marked."""
    _, asked, met = one
    assert {name: met[name] for name in ("faults", "complaints", "outside", "unseen")} == {
        "faults": [],
        "complaints": [],
        "outside": [],
        "unseen": [],
    }
    assert (met["tabs"] > 100) == (asked["hands"] == "keys")


def test_all_of_it_stands_in_the_files(desk: Desk) -> None:
    directory = yaml.safe_load((desk.data / "directory.yaml").read_text(encoding="utf-8"))
    cities = {each["id"]: each for each in directory["cities"]}
    assert cities["nogales"]["organisations"][0]["numbers"][1]["number"] == PASSES[-1]["number"]
    names = [each["name"] for each in cities["south-texas"]["organisations"]]
    assert names[3:] == [*(f"Example Legal Aid {number}" for number in (1, 2, 3, 4)), "La Pasada Providencia"]
    assert cities["south-texas"]["organisations"][3] == {
        "name": "Example Legal Aid 1",
        "service": "legal-help",
        "numbers": [
            {"number": "+1 956 555 0123", "hours": "Mo-Fr 09:00-17:00"},
            {"number": "+1 956 555 0124", "whatsapp": True},
        ],
    }
    assert [id_ for id_ in cities if id_.startswith("example")] == [f"example-town-{number}" for number in (1, 2, 3, 4)]
    assert "مدينة 4" in (desk.data / "translations" / "ar.po").read_text(encoding="utf-8")
    reviews = (desk.data / "reviews" / "es.yaml").read_text(encoding="utf-8")
    assert reviews.count("Ana Ruiz") == len(PASSES)
    assert len(list((desk.data / "editions").glob("*.json"))) == 1 + len(PASSES)


def dialled(asked: dict[str, Any]) -> str:
    """As it is dialled within the United States."""
    return f"({asked['number'][3:6]}) {asked['number'][7:10]}-{asked['number'][11:]}"
