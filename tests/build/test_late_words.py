"""Words that only some sheets say are looked at by the sheet that says them: whether they are reviewed, and whether
they stand in English for want of a translation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts.content.flyer import Flyer
from handouts.products.loading import load_data
from handouts.products.table import DRAWN
from handouts.sources.messages import messages_of
from handouts.sources.reviewing import record_review
from tests.build.small import Project, manifest

LATE = (
    "continued",
    "other_side_numbers",
    "other_side_answers",
    "other_side_more_answers",
    "more_organisations",
    "no_local_number_card",
    "archived_card",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Spanish, reviewed but for these words. The flyer of Nogales takes the back of its sheet."""
    found = Project(tmp_path)
    found.write()
    data = load_data(found.data)
    contexts = [each.context for each in messages_of(data.handout, data.directory, data.faq)]
    late = {f"words.{name}" for name in LATE}
    record_review(data, "es", "María Pérez", date(2026, 11, 1), [each for each in contexts if each not in late])
    real = DRAWN["flyer"].lay_out

    def lay_out(flyer: Flyer, *rest: object, sides: str) -> object:
        return real(flyer, *rest, sides="2" if flyer.city == "nogales" else sides)

    monkeypatch.setitem(DRAWN, "flyer", replace(DRAWN["flyer"], lay_out=lay_out))
    return found


def status_of(project: Project) -> dict[str, str]:
    return {entry["path"]: entry["status"] for entry in manifest(project.out)["files"] if "/es" in entry["path"]}


def test_a_sheet_is_a_draft_where_it_says_what_nobody_has_reviewed(project: Project) -> None:
    said = project.build("--language", "es")
    assert said.code == 0, said.err
    assert status_of(project) == {
        "flyer/es/nogales-es-flyer.pdf": "draft",
        "flyer/es/south-texas-es-flyer.pdf": "reviewed",
        "share/es/nogales-es.png": "draft",
        "share/es/south-texas-es.png": "reviewed",
    }
    assert project.proof().code == 0


def test_only_reviewed_means_those_words_too(project: Project) -> None:
    assert project.build("--language", "es", "--reviewed-only").code == 0
    assert status_of(project) == {}


def test_a_sheet_says_them_in_english_where_they_are_not_translated(project: Project) -> None:
    po = project.data / "translations" / "es.po"
    text = po.read_text(encoding="utf-8")
    for name in LATE:
        text = re.sub(rf'(msgctxt "words\.{name}"\nmsgid ".*"\n)msgstr ".*"', r'\1msgstr ""', text)
    po.write_text(text, encoding="utf-8")
    said = project.build("--language", "es")
    assert said.code == 0, said.err
    assert "6 texts without" in said.err
    assert set(status_of(project).values()) == {"draft", "reviewed"}
