"""Offices as organisations have them: one switchboard with extensions, one name twice.

Cases `one-number-several-extensions` (namesakefyi/namesake#731, openreferral/specification#21) and
`two-offices-one-name` (openreferral/specification#21, #125): these were refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import ExitCode
from tests.build.small import manifest
from tests.cases.small_city import FORMATS, SmallCity

SWITCHBOARD = "(619) 786-4866"
LINK = "tel:+16197864866"
SAME_MAIN = """
- name: Casa Alfa
  numbers:
    - {number: "+1 619 786 4866", extension: "5", label: Legal help}
    - {number: "+1 619 786 4866", extension: "7", label: Housing}
"""
TWO_PROGRAMMES = """
- name: Casa Alfa
  numbers: [{number: "+1 619 786 4866", extension: "5"}]
- name: Casa Beta
  numbers: [{number: "+1 619 786 4866", extension: "7"}]
"""
SHARED = """
- name: Casa Alfa
  numbers: [{number: "+1 619 786 4866"}]
- name: Casa Beta
  numbers: [{number: "+1 619 786 4866"}]
"""
TWO_OFFICES = """
- name: HIAS
  service: Free Help
  visit: {label: Office, address: "Av. Uno 1, Tijuana"}
  numbers: [{number: "+52 664 208 8994"}]
- name: HIAS
  service: Free Help
  visit: {label: Office, address: "Av. Dos 2, Tijuana"}
  numbers: [{number: "+52 664 208 8995"}]
"""


@pytest.mark.parametrize("organisations", [SAME_MAIN, TWO_PROGRAMMES], ids=["one", "two"])
def test_the_same_number_with_another_extension_is_another_number(tmp_path: Path, organisations: str) -> None:
    project = SmallCity(tmp_path, organisations, "ar")
    assert "is printed of" not in project.built().err
    for form in FORMATS:
        links = [link for link in project.links(form) if link.startswith(LINK)]
        kept = [f"{LINK};ext={extension}" for extension in "57" if f"{LINK};ext={extension}" in links]
        assert sorted(links) == sorted(kept * 2), "one from each side"
        lines = [line for line in project.text(form).splitlines() if SWITCHBOARD in line or "extension " in line]
        if form == "card":
            left_out = project.left_out(form)
            gone = [each for each in left_out if each.startswith("number/+16197864866")]
            assert [*(f"number/{each.removeprefix('tel:')}" for each in kept), *gone] == [
                "number/+16197864866;ext=5",
                "number/+16197864866;ext=7",
            ]
            continue
        assert kept == [f"{LINK};ext=5", f"{LINK};ext=7"]
        standing = [("extension 5" in line, "extension 7" in line) for line in lines if "extension " in line]
        assert sorted(standing, reverse=True) == standing, "the second extension below the first"
        numbers = [at for at, line in enumerate(lines) if SWITCHBOARD in line]
        assert len(numbers) == 2
        assert "extension 5" in "".join(lines[numbers[0] : numbers[1]])
        assert "extension 7" in "".join(lines[numbers[1] :])
    assert project.links("flyer", "ar").count(f"{LINK};ext=7") == len(("MX", "US"))


def test_one_switchboard_of_two_organisations_is_a_notice(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, SHARED)
    said = project.built()
    (notice,) = (line for line in said.err.splitlines() if "+16197864866" in line)
    assert "notice: +16197864866 is printed of Casa Beta and of Casa Alfa (line " in notice
    for form in FORMATS:
        assert project.links(form).count(LINK) in ({2, 4} if form == "card" else {4}), form


def test_one_number_twice_in_one_organisation_is_refused(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, SAME_MAIN.replace('"7"', '"5"'))
    said = project.check()
    assert said.code == ExitCode.WRONG_INPUT
    assert "+1 619 786 4866 stands twice for callers from the same side" in said.err
    assert "give each its own call_from or extension" in said.err


@pytest.mark.parametrize(
    "names",
    [
        ("\u0645\u0631\u0643\u0632", "\u0645\u0631\u0643\u0632 4"),
        ("\u0628\u064a\u062a \u0645\u0631\u0643\u0632", "\u0628\u064a\u062a \u0645\u0631\u0643\u0632"),
    ],
    ids=["one-begins-as-the-other", "the-same"],
)
def test_two_arabic_names_of_which_one_is_in_the_other_are_told_apart(tmp_path: Path, names: tuple[str, str]) -> None:
    city = SmallCity(
        tmp_path / "project",
        f"""
        - name: {names[0]}
          place: Esperanza 8-0
          numbers: [{{number: "+1 619 786 4866"}}]
        - name: {names[1]}
          place: Zona 79
          numbers: [{{number: "+1 619 786 4867"}}]
        """,
        "ar",
    )
    city.built()


def test_two_offices_of_one_name_stand_there_with_their_own_numbers(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, TWO_OFFICES, "ar")
    project.built()
    for form in ("flyer", "large-print", "half", "poster"):
        text = project.text(form)
        first = [text.index(each) for each in ("664 208 8994", "Av. Uno 1")]
        assert max(first) < min(text.index(each) for each in ("664 208 8995", "Av. Dos 2")), form
        assert text.count("HIAS") >= len(("Uno", "Dos"))


@pytest.mark.parametrize(
    ("old", "new"), [("Av. Dos 2, Tijuana", "Av. Uno 1, Tijuana"), ("Av. Dos 2, Tijuana", "AV. UNO  1, Tijuana")]
)
def test_two_offices_that_nobody_can_tell_apart_are_refused(tmp_path: Path, old: str, new: str) -> None:
    project = SmallCity(tmp_path, TWO_OFFICES.replace(old, new))
    said = project.check()
    assert said.code == ExitCode.WRONG_INPUT
    assert 'the organisation "HIAS" stands twice' in said.err
    assert "another place, address or service" in said.err


SEVERAL_PLACES = """
- name: Casa Alfa
  numbers: [{number: "+52 664 208 8994"}]
  visits:
    - {label: office, address: "Av. Uno 1, Tijuana"}
    - {label: To eat, address: "Av. Dos 22, Tecate"}
    - {address: "Av. Tres 333, Ensenada"}
- name: Casa Beta
  visits: [{address: "Av. Cuatro 4444, Tijuana"}]
- name: Casa Gama
  visit: {address: "Av. Cinco 5, Tijuana"}
  numbers: [{number: "+52 664 208 8995"}]
"""


def test_an_organisation_has_several_places_to_visit(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, SEVERAL_PLACES, "ar", "es")
    project.built()
    for form in ("flyer", "large-print", "half", "poster"):
        text = project.text(form)
        streets = ("Av. Uno 1", "Av. Dos 22", "Av. Tres 333", "Av. Cuatro 4444", "Av. Cinco 5")
        places = [text.index(street) for street in streets]
        assert places == sorted(places), form
        labels = [text.index(label) for label in ("Office: ", "To eat: ", "To visit: ")]
        assert sorted([*labels, *places[:3]])[::2] == labels, "each before its address"
    arabic = project.text("flyer", "ar")
    assert all(word in arabic for word in ("Tecate", "Ensenada", "4444"))
    english = project.sheet("flyer").relative_to(project.out).as_posix()
    facts = next(each["facts"] for each in manifest(project.out)["files"] if each["path"] == english)
    assert facts["organisations"][0]["address"] == "Av. Uno 1, Tijuana"
    assert facts["organisations"][0]["further_addresses"] == ["Av. Dos 22, Tecate", "Av. Tres 333, Ensenada"]


def test_visit_and_visits_exclude_each_other(tmp_path: Path) -> None:
    both = SEVERAL_PLACES.replace("  visits:", "  visit: {address: Calle 1}\n  visits:", 1)
    said = SmallCity(tmp_path, both).check()
    assert said.code == ExitCode.WRONG_INPUT
    assert "write all places as entries of visits" in said.err
