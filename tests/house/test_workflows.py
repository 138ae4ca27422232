"""What runs in our name elsewhere: no action that can change under its name, no right that is not needed."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.house.modules import ROOT

PUBLISH = ROOT / ".github" / "workflows" / "publish.yml"
JOBS: dict[str, Any] = yaml.safe_load(PUBLISH.read_text(encoding="utf-8"))["jobs"]


def test_actions_of_publishing_are_named_by_digest_with_their_version() -> None:
    uses = re.findall(r"(?m)^\s*(?:- )?uses: (.*)$", PUBLISH.read_text(encoding="utf-8"))
    assert len(uses) >= 5
    for use in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", use), use


def test_nothing_is_published_until_somebody_says_so() -> None:
    assert "vars.PUBLISH == 'yes'" in JOBS["build"]["if"]
    assert JOBS["publish"]["needs"] == "build"
    writes = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert writes == {"publish": {"pages": "write", "id-token": "write"}}


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
