"""Whatever staff write into the directory, a sheet keeps every measure, or it is named with what does not fit and by
how many millimetres. Nothing is clipped, shrunk below the floor or dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.layout import DoesNotFit
from tests.measures.checks import faults
from tests.measures.odd import CITY, Organisation, american, folder_with, mexican, organisation
from tests.measures.press import Press
from tests.measures.table import FORMATS

LONG_NAME = "The Southern Border Communities Legal and Humanitarian Assistance Coalition, Inc."
THREE_LINES = (
    "Centro de Atención Integral a Migrantes, Avenida Constitución de 1917 número 8250, interior 14-B, "
    "Fraccionamiento Jardines del Pedregal, Zona Norte, 22127, Tijuana, Baja California, Mexico"
)

CASES: dict[str, Sequence[Organisation]] = {
    "fifteen organisations": [organisation(f"Organisation {i}", mexican(1000 + i)) for i in range(15)],
    "six numbers": [
        organisation("Many Lines", *(mexican(2000 + i) for i in range(3)), *(american(i) for i in range(3)))
    ],
    "a name of eighty letters": [
        organisation(LONG_NAME, mexican(1), service="Free Help"),
        organisation("HIAS", american(2)),
    ],
    "one word of fifty letters": [organisation("Donaudampfschifffahrtsgesellschaftskapitaensverein", mexican(1))],
    "an address of three lines": [
        organisation("Al Otro Lado", mexican(1), american(2), visit={"label": "Place to visit", "address": THREE_LINES})
    ],
    "an address and no number": [
        organisation("Al Otro Lado", visit={"label": "Place to visit", "address": THREE_LINES}),
        organisation("HIAS", mexican(3)),
    ],
    "no organisation": [],
    "a third country": [
        organisation("Alianza", {"number": "+502 2413 9200"}),
        organisation("Berlin", {"number": "+49 30 901820"}),
    ],
    "an extension": [
        organisation("Clinic", american(7, extension="1234")),
        organisation("Office", mexican(8, extension="12")),
    ],
    "short codes": [
        organisation("Emergency", {"short": "911", "call_from": "MX"}, {"short": "911", "call_from": "US"}),
        organisation("Social services", {"short": "211", "call_from": "US"}),
    ],
    "hours": [
        organisation("Clinic", american(7, hours="Monday to Friday, 9 a.m. to 5 p.m. Pacific time")),
        organisation("Desk", mexican(8, hours="Saturdays"), mexican(9, hours="Sundays, 10 a.m. to 2 p.m.")),
    ],
    "long labels": [
        organisation(
            "Kino Border Initiative",
            mexican(1, call_from="MX", label="Office for people who were returned to Mexico under the program"),
            american(2, call_from="US", label="Offices in Arizona", extension="77", hours="Mondays"),
        )
    ],
    "WhatsApp with everything": [
        organisation(
            "All in one",
            mexican(1, whatsapp=True, label="Main desk", extension="3", hours="Every day"),
            service="Shelter",
        )
    ],
}


COUNTING = ("card", "flyer", "zine")
"""Formats that say how many organisations have no room."""


def odd_press(folder: Path, case: str, *, archived: bool = False) -> Press:
    return Press(folder_with(folder, CASES[case], archived=archived))


def assert_measured_or_told(press: Press, format_name: str, language: str = "en") -> None:
    made = press.lay_out(press.flyer(language, CITY), format_name)
    if isinstance(made, DoesNotFit):
        assert made.missing_mm > 0, made
        return
    with press.sheet(made) as sheet:
        found = faults(sheet)
    assert [each for each in found if each.measure != "toner" or made.laid.toner is None] == []


@pytest.mark.parametrize("format_name", ["flyer", "large-print", "half", "card"])
@pytest.mark.parametrize("case", CASES)
def test_it_keeps_the_measures_or_says_what_does_not_fit(tmp_path: Path, case: str, format_name: str) -> None:
    assert_measured_or_told(odd_press(tmp_path, case), format_name)


@pytest.mark.parametrize("format_name", ["flyer", "large-print", "half", "card"])
@pytest.mark.parametrize(
    "case", ["a name of eighty letters", "an address of three lines", "an extension", "hours", "long labels"]
)
def test_so_it_does_from_right_to_left(tmp_path: Path, case: str, format_name: str) -> None:
    """With made-up translations: English between Arabic rules."""
    assert_measured_or_told(Press(folder_with(tmp_path, CASES[case], arabic=True)), format_name, "ar")


@pytest.mark.parametrize("format_name", ["flyer", "large-print", "half", "card"])
def test_so_it_does_where_the_sheet_is_archived(tmp_path: Path, format_name: str) -> None:
    press = odd_press(tmp_path, "hours", archived=True)
    assert press.flyer("en", CITY).archived
    assert_measured_or_told(press, format_name)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case not in ("fifteen organisations", "one word of fifty letters")]
)
def test_a_flyer_has_room_for_it(tmp_path: Path, case: str) -> None:
    press = odd_press(tmp_path, case)
    assert not isinstance(press.lay_out(press.flyer("en", CITY), "flyer"), DoesNotFit)


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name not in ("half-print", "common-poster")])
def test_what_does_not_fit_is_named_by_its_file_and_the_rest_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format_name: str
) -> None:
    """An organisation of sixty numbers fits on no side of a sheet; of thirty organisations those that do are printed,
    as on a card, and the others are counted."""
    (tmp_path / "data").mkdir()
    large = [organisation("Organisation", *(mexican(1000 + i) for i in range(60)))]
    many = [organisation(f"Organisation {i}", mexican(1000 + i)) for i in range(30)]
    data, out = folder_with(tmp_path / "data", many if format_name in COUNTING else large), tmp_path / "out"
    path = data / "directory.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  - id: quiet-city\n    name: Quiet City\n    organisations: []\n", encoding="utf-8")
    code = main(["build", f"--data={data}", f"--out={out}", f"--format={format_name}", "--jobs=1", "--quiet"])
    told = capsys.readouterr().err
    assert (out / format_name / "en" / f"quiet-city-en-{format_name}.pdf").is_file()
    if format_name in COUNTING:
        assert code == 0, told
        assert (out / format_name / "en" / f"{CITY}-en-{format_name}.pdf").is_file()
        return
    assert code == 1
    assert re.search(rf"{format_name}/en/{CITY}-en-{format_name}\.pdf: .* [1-9][0-9]* mm are missing", told), told
    assert not (out / format_name / "en" / f"{CITY}-en-{format_name}.pdf").exists()
