"""What runs in our name elsewhere: no action that can change under its name, no right that is not needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.modules import ROOT

PUBLISH = ROOT / ".github" / "workflows" / "publish.yml"
SPREAD = PUBLISH.with_name("spread.yml")
SPREAD_JOBS: dict[str, Any] = yaml.safe_load(SPREAD.read_text(encoding="utf-8"))["jobs"]
JOBS: dict[str, Any] = yaml.safe_load(PUBLISH.read_text(encoding="utf-8"))["jobs"]


@pytest.mark.parametrize("workflow", [PUBLISH, SPREAD], ids=lambda path: path.stem)
def test_actions_are_named_by_digest_with_their_version(workflow: Path) -> None:
    uses = re.findall(r"(?m)^\s*(?:- )?uses: (.*)$", workflow.read_text(encoding="utf-8"))
    assert len(uses) >= 5
    for use in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", use), use


def test_nothing_is_published_until_somebody_says_so() -> None:
    assert "vars.PUBLISH == 'yes'" in JOBS["build"]["if"]
    assert JOBS["publish"]["needs"] == "build"
    writes = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert writes == {"publish": {"pages": "write", "id-token": "write"}}


def test_no_machine_builds_a_language_until_somebody_says_so() -> None:
    assert "vars.SPREAD == 'yes'" in SPREAD_JOBS["languages"]["if"]
    assert (SPREAD_JOBS["language"]["needs"], SPREAD_JOBS["joined"]["needs"]) == ("languages", "language")
    assert not any("permissions" in job for job in SPREAD_JOBS.values())


def test_the_languages_of_the_matrix_are_those_of_the_data() -> None:
    (listed,) = (step["run"] for step in SPREAD_JOBS["languages"]["steps"] if "run" in step)
    pattern = re.search(r"sed -n 's/(.*)//p' (\S+)", listed)
    assert pattern is not None
    data = (ROOT / pattern[2]).read_text(encoding="utf-8")
    found = [re.sub(pattern[1], "", line) for line in data.splitlines() if re.match(pattern[1], line)]
    assert found == [language["tag"] for language in yaml.safe_load(data)]


def test_what_is_published_was_checked_built_and_proved_first() -> None:
    steps = JOBS["build"]["steps"]
    told = "\n".join(step.get("run", "") for step in steps)
    order = ["generate.py check", "generate.py build", "generate.py proof", "sha256sum --check"]
    assert sorted(order, key=told.index) == order
    assert "upload-pages-artifact" in steps[-1]["uses"]


def test_a_pull_request_is_told_what_changes_without_a_right_to_write() -> None:
    told = "\n".join(step.get("run", "") for step in JOBS["changes"]["steps"])
    script = next(word for word in told.split() if word.startswith(".ci/"))
    assert (ROOT / script).read_bytes().startswith(b"#!/usr/bin/env bash\n")
    assert "GITHUB_STEP_SUMMARY" in told
