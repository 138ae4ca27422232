"""A handful of what `python -m tests.desk_edits` does with many more edits, conflicts and kills."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.desk.app import make_desk
from handouts.desk.desk import Folders
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.sources.edits import replace
from tests.desk.conftest import NOW
from tests.desk_conflicts import KINDS, run_conflicts
from tests.desk_edits import data_folder, run_edits
from tests.desk_kills import assert_whole, run_kills
from tests.house.modules import ROOT


def test_edits_by_forms_are_those_in_memory_and_touch_their_own_lines(tmp_path: Path) -> None:
    saved, refused = run_edits(tmp_path, 25, seed=7)
    assert saved > 15
    assert refused < 10


def test_what_an_editor_writes_meanwhile_is_never_written_over(tmp_path: Path) -> None:
    assert run_conflicts(tmp_path, len(KINDS), seed=3).total() == len(KINDS)


def test_a_desk_that_is_killed_loses_no_acknowledged_save(tmp_path: Path) -> None:
    assert run_kills(tmp_path, 3, seed=5) > 0


class KilledError(BaseException):
    """Ends everything, as a kill does."""


class Disk:
    """Counts the changes to the disk, and is killed at one of them."""

    def __init__(self, patched: pytest.MonkeyPatch, last: int) -> None:
        self._left = last
        for name in ("replace", "unlink", "mkdir"):
            patched.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, real: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            if not self._left:
                raise KilledError
            self._left -= 1
            return real(*given, **named)

        return step


@pytest.mark.parametrize("several", [False, True], ids=["one-file", "three-files"])
def test_whichever_change_to_the_disk_is_the_last_one_the_files_are_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, several: bool
) -> None:
    """Every move and removal of a save in turn is the moment of the kill."""
    data = data_folder(tmp_path)
    names = ["directory.yaml", *(["translations/ar.po", "translations/es.po"] if several else [])]
    old = {name: (data / name).read_bytes() for name in names}
    change = Change(
        Saying("changed"),
        edits={"directory": [replace(("cities", 0, "note"), "Another note")]},
        files={name: old[name] + b"\n# more\n" for name in names[1:]},
    )
    make_desk(Folders(data, tmp_path / "out", ROOT / "fonts"), lambda: NOW)
    for last in range(100):
        folder = tmp_path / str(last) / "data"
        shutil.copytree(data, folder)
        folders = Folders(folder, tmp_path / "out", ROOT / "fonts")
        desk = make_desk(folders, lambda: NOW)
        killed = False
        with monkeypatch.context() as patched:
            Disk(patched, last)
            try:
                desk.store.save(change, "Ana")
            except KilledError:
                killed = True
        again = make_desk(folders, lambda: NOW)
        assert_whole(folder)
        new = [name for name in names if (folder / name).read_bytes() != old[name]]
        assert new in ([], names), "all files of a save, or none"
        assert bool(new) == bool(again.store.history.entries())
        if not killed:
            assert new == names
            break
    assert last > 6
