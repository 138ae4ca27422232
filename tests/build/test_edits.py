"""Any edits, and builds of parts in between: a plain build gives what a build from nothing gives, byte for byte.

More of them: `python -m tests.faults --edits 500`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.edits import Editor
from tests.build.small import Project


@pytest.mark.parametrize("seed", range(5))
def test_after_any_edits_the_folder_is_as_if_built_from_nothing(tmp_path: Path, seed: int) -> None:
    editor = Editor(Project(tmp_path / "project"), seed)
    assert editor.differences() == [], editor.done
    shutil.rmtree(tmp_path / "project")
