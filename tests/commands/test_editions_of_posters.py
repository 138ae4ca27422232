"""Editions of what is not a sheet of one language like the others: posters in several languages, zines."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_text

from tests.build.small import FONTS, Project, Said, manifest, run

CITY = "tijuana-san-diego"  # it has a number for WhatsApp, which zines print once for each side
NUMBER = ("+52 663 205 4660", "+52 663 205 4661")
TOGETHER = f"poster/{CITY}-poster.pdf"


def command(project: Project, name: str, *options: str) -> Said:
    places = ("--data", str(project.data), "--fonts", str(FONTS), "--out", str(project.out))
    return run(name, *options, *places)


def codes(project: Project) -> dict[str, str]:
    return {entry["path"]: entry["edition"] for entry in manifest(project.out)["files"]}


def changed(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = command(project, "changes", "--json").document
    return {each["path"]: each for each in found["sheets"]}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Not to be changed."""
    home = tmp_path_factory.mktemp("posters") / "project"
    project = Project(home, cities=(CITY,), languages=("en", "es", "ar"), formats=("poster", "zine"))
    home.mkdir()
    project.write()
    project.replace("handout.yaml", "poster_languages: [es, en, ht, ar]", "poster_languages: [es, en]")
    assert project.build().code == 0
    said = command(project, "release", "--on", "2026-01-02")
    assert said.code == 0, said.err
    assert "not in" not in said.err
    return project


@pytest.fixture
def copy(released: Project, tmp_path: Path) -> Project:
    project = Project(tmp_path / "project", cities=released.cities)
    shutil.copytree(released.home, project.home)
    return project


def test_each_code_is_current_at_first(released: Project) -> None:
    said = command(released, "verify", *codes(released).values())
    assert said.code == 0, said.out
    assert {each["harm"] for each in changed(released).values()} == {"none"}


def test_a_changed_number_makes_all_of_them_wrong(copy: Project) -> None:
    before = codes(copy)
    copy.replace("directory.yaml", *NUMBER)
    assert copy.build().code == 0
    found = changed(copy)
    assert {path: each["harm"] for path, each in found.items()} == dict.fromkeys(before, "wrong")
    assert {path: each["was"] for path, each in found.items()} == before
    assert command(copy, "changes", "--pack", str(copy.out / "changes")).code == 0
    pack = " ".join(extract_text(io.BytesIO((copy.out / "changes" / f"pack-{CITY}.pdf").read_bytes())).split())
    assert "Spanish, English, Tijuana/San Diego" in pack
    recall = " ".join(extract_text(io.BytesIO((copy.out / "changes" / "recall.pdf").read_bytes())).split())
    assert before[TOGETHER] in recall
    assert "several languages" in recall
    page = (copy.out / "index.html").read_text(encoding="utf-8")
    assert "Spanish, English, Poster" in page


def test_a_translation_changes_the_posters_that_print_it(copy: Project) -> None:
    path = copy.data / "translations" / "ar.po"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line == 'msgctxt "handout.disclaimer"')
    first = next(place for place in range(at, len(lines)) if lines[place].startswith("msgstr"))
    lines[first : first + 1] = ['msgstr "س "', *([lines[first].removeprefix("msgstr ")])]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert copy.build().code == 0
    harms = {path: each["harm"] for path, each in changed(copy).items()}
    assert harms.pop(f"poster/ar/{CITY}-ar-poster.pdf") == "wrong"
    assert harms.pop(f"zine/ar/{CITY}-ar-zine.pdf") == "wrong"
    assert set(harms.values()) == {"none"}
    assert TOGETHER in harms


def test_a_further_language_is_something_that_the_old_poster_lacks(copy: Project) -> None:
    copy.replace("handout.yaml", "poster_languages: [es, en]", "poster_languages: [es, en, ar]")
    assert copy.build().code == 0
    found = changed(copy)[TOGETHER]
    assert (found["harm"], [fact["text"] for fact in found["facts"]]) == ("incomplete", ["Language Arabic is new"])
    (path,) = (copy.data / "editions").iterdir()
    recorded = {each["path"]: each for each in json.loads(path.read_bytes())["sheets"]}
    assert recorded[TOGETHER]["languages"] == ["es", "en"]


def test_no_poster_in_several_languages_is_asked_for_where_there_is_one_language(copy: Project) -> None:
    copy.replace("handout.yaml", "poster_languages: [es, en]", "poster_languages: [es]")
    assert copy.build().code == 0
    assert changed(copy)[TOGETHER]["now"] == ""
    said = command(copy, "release", "--on", "2026-01-03")
    assert (said.code, "not in" in said.err) == (0, False), said.err
