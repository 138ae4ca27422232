"""Languages that CLDR knows nothing of, from the tag to the proved page; and the marks of right-to-left translators.

Asked for in mozilla-mobile/focus-android#1148, mozilla/addons-server#7452, salesforce/grammaticus#46 (Mam, Q'eqchi');
translate/translate#3635 (direction marks)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from handouts.errors import ExitCode
from tests.build.small import Project, Said, manifest, run

FORMATS = ("flyer", "large-print", "half", "card")
MONTHS = ", ".join(f"mes {number}" for number in range(1, 13))


def beyond_cldr(home: Path, tag: str, more: str = "") -> Project:
    """The Spanish page under another tag: the program reads no Mam."""
    project = Project(home / "project", cities=("nogales",), languages=("es", "en"), formats=FORMATS)
    project.write()
    project.replace("languages.yaml", "- tag: es\n", f"- tag: {tag}\n{more}")
    project.replace("languages.yaml", "own: Español, en: Spanish", "own: Qyol Mam, en: Mam")
    po = project.data / "translations" / "es.po"
    po.rename(po.with_name(f"{tag}.po"))
    text = po.with_name(f"{tag}.po").read_text(encoding="utf-8")
    po.with_name(f"{tag}.po").write_text(re.sub(r"Language: es\b", f"Language: {tag}", text), encoding="utf-8")
    return project


def notices(said: Said) -> list[str]:
    return [line for line in said.err.splitlines() if ": notice: " in line]


@pytest.mark.parametrize("tag", ["mam", "kek", "quc", "con-Latn"])
def test_a_registered_language_is_made_in_every_format_and_proved(tmp_path: Path, tag: str) -> None:
    project = beyond_cldr(tmp_path, tag)
    said = project.build("--language", "Mam")
    assert said.code == ExitCode.DONE, said.err
    (notice,) = notices(said)
    assert "CLDR does not know how dates are written in Mam, so they are printed in figures" in notice
    entries = [each for each in manifest(project.out)["files"] if each["language"] == tag and each["format"] in FORMATS]
    assert {entry["format"] for entry in entries} == set(FORMATS)
    assert all(entry["proofed"] for entry in entries)
    for entry in entries:
        assert PdfReader(project.out / entry["path"]).root_object["/Lang"] == tag
    assert project.proof().code == ExitCode.DONE


def test_the_block_of_a_language_gives_it_dates_in_words(tmp_path: Path) -> None:
    project = beyond_cldr(tmp_path, "mam", f"  months: [{MONTHS}]\n  date_pattern: d 'te' MMMM 'te' y\n")
    said = project.build("--language", "mam", "--format", "flyer")
    assert (said.code, notices(said)) == (ExitCode.DONE, [])
    page = PdfReader(project.out / "flyer" / "mam" / "nogales-mam-flyer.pdf").pages[0].extract_text()
    assert "7 te mes 4 te 2021" in " ".join(page.split())


def test_the_life_of_its_translation_is_that_of_others(tmp_path: Path) -> None:
    project = beyond_cldr(tmp_path, "mam")
    places = ("--data", str(project.data))
    assert run("translations", "update", "cab", *places).code == ExitCode.DONE
    begun = project.data / "translations" / "cab.po"
    assert begun.read_text(encoding="utf-8").startswith("# Garifuna.")
    said = run("translations", "status", *places)
    assert said.code == ExitCode.DONE
    assert re.search(r"(?m)^mam Mam .*$", said.out)
    assert re.search(r"(?m)^cab Garifuna .*not in languages.yaml$", said.out)
    assert run("translations", "reviewed", "Mam", "--by", "A", "--yes", *places).code == ExitCode.DONE


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_direction_marks_of_a_translator_do_no_harm_to_numbers(tmp_path: Path, mark: str) -> None:
    """Behind every word and before every placeholder: the facts of the sheet are the same, and it is proved."""
    project = Project(tmp_path / "project", cities=("nogales",), languages=("en", "ar"))
    project.write()
    assert project.build("--language", "ar").code == ExitCode.DONE
    before = facts(project)
    po = project.data / "translations" / "ar.po"
    po.write_text(
        "".join(marked(line, mark) for line in po.read_text(encoding="utf-8").splitlines(keepends=True)),
        encoding="utf-8",
    )
    assert po.read_text(encoding="utf-8").count(mark) > 100
    said = project.build("--language", "ar")
    assert (said.code, said.err) == (ExitCode.DONE, "")
    assert facts(project) == before


def marked(line: str, mark: str) -> str:
    """A line of a PO file with the mark in its translation; those of the header have no word with a space behind."""
    if not line.startswith('msgstr "') or line == 'msgstr ""\n':
        return line
    return line[:8] + re.sub(r"(?<=\w)(?=[ .،)])|(?=\{)", mark, line[8:])


def facts(project: Project) -> object:
    files = manifest(project.out)["files"]
    entry = next(each for each in files if (each["format"], each["language"]) == ("flyer", "ar"))
    assert entry["proofed"]
    return entry["facts"]
