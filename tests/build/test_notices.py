"""Notices: a person is told, and nothing is held back."""

from __future__ import annotations

from dataclasses import replace

import pytest

import handouts.content.compose
from handouts.content.compose import Composition
from handouts.errors import ExitCode, Notice
from handouts.sources.load import Data
from tests.build.small import Project

NOTICE = Notice("data/directory.yaml", 12, 9, "nobody has called it for a year", "call it")
SAID = "data/directory.yaml:12:9: notice: nobody has called it for a year; call it"


@pytest.fixture
def with_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    compose_all = handouts.content.compose.compose_all

    def composed(data: Data) -> Composition:
        return replace(compose_all(data), notices=(NOTICE,))

    monkeypatch.setattr("handouts.content.compose.compose_all", composed)
    monkeypatch.setattr("handouts.build.run.compose_all", composed)


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
