"""Booklets of many cities: names stand below all entries, or below none, and a right one is not refused."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from handouts.errors import ExitCode
from tests.build.small import Project


def test_a_name_of_one_letter_is_not_taken_for_names_below_entries(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", languages=("en",))
    project.write()
    numbers = [{"number": f"+1 619 555 01{at:02}", "label": "office"} for at in range(60)]
    many = [{"name": "Organisation", "numbers": numbers}]
    few = [{"name": "A", "numbers": [{"number": "+1 619 555 0199"}]}]
    cities: list[dict[str, Any]] = [
        {"id": f"town-{at}", "name": f"Town {at}", "organisations": copy.deepcopy(many if at == 9 else few)}
        for at in range(11)
    ]
    path = project.data / "directory.yaml"
    path.write_text(yaml.safe_dump({"groups": [], "cities": cities}), encoding="utf-8")
    said = project.build("--quiet")
    assert said.code == ExitCode.NEEDS_A_PERSON, "the flyer of town 9 is too full"
    assert "failed proof" not in said.err
