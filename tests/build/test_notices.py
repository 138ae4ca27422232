"""Notices: a person is told, and nothing is held back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import handouts.layout.glyph_coverage
from handouts.content.compose import Composition
from handouts.errors import ExitCode, Notice
from handouts.sources.load import Data
from handouts.sources.translations import Catalogue
from tests.build.small import Project, Said, manifest

NOTICE = Notice("data/directory.yaml", 12, 9, "nobody has called it for a year", "call it")
SAID = "data/directory.yaml:12:9: notice: nobody has called it for a year; call it"


@pytest.fixture
def with_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    compose_all = handouts.layout.glyph_coverage.compose_all

    def composed(
        data: Data, catalogues: Mapping[str, Catalogue], languages: Collection[str] | None = None
    ) -> Composition:
        return replace(compose_all(data, catalogues, languages), notices=(NOTICE,))

    monkeypatch.setattr("handouts.layout.glyph_coverage.compose_all", composed)


@pytest.mark.usefixtures("with_notice")
def test_a_notice_is_said_once_and_holds_nothing_back(project: Project) -> None:
    for command in (project.build, project.check):
        said = command("--quiet")
        assert (said.code, said.err) == (ExitCode.DONE, f"{SAID}\n")
    assert project.build("--no-proof").err == f"{SAID}\n"


@pytest.mark.usefixtures("with_notice")
def test_a_notice_is_no_problem_in_json(project: Project) -> None:
    document = project.build("--json").document
    assert document["notices"] == [SAID]
    assert document["problems"] == []
    assert document["exit_code"] == 0


@pytest.mark.usefixtures("with_notice")
def test_a_notice_stays_beside_the_problems_of_a_part(project: Project) -> None:
    project.replace("translations/es.po", "Desde México", "Desde {x} México")
    said = project.build("--reviewed-only", "--quiet")
    assert said.code == ExitCode.NEEDS_A_PERSON
    assert said.err.splitlines()[-1] == SAID


def notices(said: Said) -> list[str]:
    return [line for line in said.err.splitlines() if ": notice: " in line]


def test_a_number_of_a_new_area_is_printed_if_somebody_has_called_it(project: Project) -> None:
    """Area codes of 2024 and later: nyaruka/phonenumbers#227 and #212, ProgressiveCoders/Spoke#1271."""
    project.replace(
        "directory.yaml", '{number: "+1 956 425 9231"}', '{number: "+1 436 660 2950", verified: 2021-04-07}'
    )
    said = project.build("--language", "es", "--yes")
    assert said.code == ExitCode.DONE
    (notice,) = notices(said)
    assert re.search(
        r"directory\.yaml:\d+:\d+: notice: \+14366602950 is of no range that is known .* 2021-04-07", notice
    )
    entry = next(each for each in manifest(project.out)["files"] if each["path"].startswith("flyer/es/south-texas"))
    assert "(436) 660-2950" in str(entry["facts"])
    assert entry["proofed"]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("directory.yaml", "name: ProBAR", "name: “ProBAR”", "curly quotes are no quotes to YAML: “ and ” are printed"),
        (
            "directory.yaml",
            "name: ProBAR",
            "name: ProBAR &amp; Co",
            "&amp; is an HTML entity and would be printed as it ",
        ),
        ("directory.yaml", "name: ProBAR", "name: ProBAR<br>", "<br> is an HTML tag and would be printed as it stands"),
    ],
)
def test_what_is_left_of_other_programs_is_named(project: Project, name: str, old: str, new: str, words: str) -> None:
    project.replace(name, old, new)
    said = project.check()
    assert said.code == ExitCode.DONE
    (notice,) = notices(said)
    assert words in notice


@pytest.mark.parametrize("new", ['name: "“ProBAR”"', "name: ProBAR # &amp;", "name: ProBAR\n        note: “x” <br>"])
def test_what_is_meant_so_or_not_printed_is_not_named(project: Project, new: str) -> None:
    project.replace("directory.yaml", "name: ProBAR", new)
    assert notices(project.check()) == []


def test_another_tag_of_a_language_is_named(project: Project) -> None:
    """No page differs by it."""
    project.replace("languages.yaml", "- tag: es", "- tag: spa")
    po = project.data / "translations" / "es.po"
    po.rename(po.with_name("spa.po"))
    said = project.build("--language", "Spanish", "--format", "flyer", "--yes")
    assert said.code == ExitCode.DONE
    (notice,) = notices(said)
    assert '"spa" is another tag of "es", from which its dates come; write tag: es' in notice
    assert (project.out / "flyer" / "spa" / "nogales-spa-flyer.pdf").exists()


def test_hours_in_words_and_what_is_paused_are_named(project: Project) -> None:
    project.replace("directory.yaml", "label: Office in Mexico", "hours: In the morning")
    project.replace("directory.yaml", "label: Offices in Arizona", "paused: nobody answers since May")
    project.replace("translations/es.po", 'msgctxt "label.office-in-mexico"', 'msgctxt "hours.in-the-morning"')
    project.replace("translations/es.po", 'msgid "Office in Mexico"', 'msgid "In the morning"')
    said = project.check()
    assert said.code == ExitCode.DONE
    in_words, paused = notices(said)
    assert '"In the morning" is in words, which every language has to translate; write hours as "Mo-Fr' in in_words
    assert "+15202872370 is not printed: nobody answers since May; delete paused when" in paused


def test_hours_and_words_of_the_vocabulary_are_printed_and_proved(tmp_path: Path) -> None:
    """From left to right and from right to left, in columns and stacked."""
    project = Project(tmp_path / "project", ("nogales",), ("en", "es", "ar", "fa"), ("flyer", "half"))
    project.write()
    organisation = """\
      - name: Casa del Ejemplo
        service: legal-help
        numbers: [{number: "+52 631 312 0777", label: office, whatsapp: true, hours: "Mo-Fr 09:00-17:00; PH off"}]
        visit: {address: "Calle Reforma 12, Nogales, Sonora"}
"""
    project.replace("directory.yaml", "      - name: Kino Border", f"{organisation}      - name: Kino Border")
    said = project.build()
    assert (said.code, said.err) == (ExitCode.DONE, "")
    document = pdfium.PdfDocument((project.out / "flyer" / "es" / "nogales-es-flyer.pdf").read_bytes())
    page = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    for text in ("Ayuda legal", "Oficina", "lun–vie: 9:00–17:00; días festivos: cerrado", "Para ir en persona"):
        assert text in page


def test_check_says_in_json_what_is_wrong_by_its_parts(project: Project) -> None:
    document = project.check("--json").document
    assert document.pop("calls")["verified"] == 0
    assert document == {"problems": [], "notices": [], "held_back": [], "exit_code": 0}
    project.replace("directory.yaml", '"+1 956 425 9231"', '"956-425-9231"')
    said = project.check("--json")
    (problem,) = said.document["problems"]
    assert (said.code, said.document["exit_code"], said.err) == (2, 2, "")
    assert problem["file"].endswith("directory.yaml")
    assert problem["line"] > 0
    assert problem["instead"] == 'write number: "+1 956 425 9231" (U.S.)'
