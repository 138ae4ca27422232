"""Whatever strikes a build, every file in the output folder is whole, old or new, and the next build completes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.rig import Rig, end, killed_after, lock_of
from tests.build.small import Project, pdfs, tree


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    project = Project(tmp_path_factory.mktemp("faults") / "project")
    project.write()
    yield Rig(project)
    shutil.rmtree(project.home)


@pytest.mark.parametrize("seed", range(4))
def test_a_build_that_is_killed_leaves_everything_whole(rig: Rig, seed: int) -> None:
    chance = random.Random(seed)
    rig.exchange()
    killed_after(rig, chance.uniform(0.3, 2.0), jobs=1 + seed % 2)
    assert rig.wrong() == []
    assert rig.next_build() == []


@pytest.mark.parametrize("moment", [1, 3, 7, 12, 20, 24, 26, 28, 30, 33, 36, 40])
def test_a_build_that_is_killed_at_one_change_to_the_disk_leaves_everything_whole(rig: Rig, moment: int) -> None:
    rig.exchange()
    code, _, _ = end(rig.start("--no-proof", module=("tests.build.moments", "kill", str(moment))))
    assert code != 0, "it was killed"
    assert rig.wrong() == []
    assert rig.next_build() == []


@pytest.mark.parametrize("moment", [1, 4, 9, 20, 25, 27, 30, 38])
def test_a_full_disk_is_named_and_everything_is_whole(rig: Rig, moment: int) -> None:
    rig.exchange()
    code, _, said = end(rig.start("--no-proof", module=("tests.build.moments", "full", str(moment))))
    assert code == 3
    assert "No space left on device; make room" in said
    assert "Traceback" not in said
    assert rig.wrong() == []
    assert not (rig.project.out / ".building").exists()
    assert rig.next_build() == []


def test_two_builds_at_once_are_refused_with_a_clear_word(rig: Rig) -> None:
    rig.exchange()
    first = rig.start(jobs=2)
    rig.wait_until(rig.building, first)
    second = rig.project.build()
    assert second.code == 3
    assert "another build is at work in this folder; wait until it has ended" in second.err
    assert end(first)[0] == 0
    assert tree(rig.project.out) == rig.whole[rig.version]


def test_a_lock_and_a_staging_folder_of_a_killed_build_do_not_block(rig: Rig) -> None:
    rig.exchange()
    process = rig.start("--no-proof")
    rig.wait_until(rig.building, process)
    process.kill()
    end(process)
    assert lock_of(rig.project.out).exists()
    assert rig.building()
    assert rig.next_build() == []


def test_what_a_killed_build_leaves_behind_never_gets_into_the_next(rig: Rig) -> None:
    stray = rig.project.out / ".building" / "old" / "flyer" / "es" / "nogales.pdf"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    rig.exchange()
    assert rig.next_build() == []


def test_data_that_is_edited_during_a_build_comes_with_the_next(rig: Rig) -> None:
    rig.next_build()
    rig.exchange()
    process = rig.start(jobs=2)
    rig.wait_until(rig.building, process)
    rig.exchange()
    assert end(process)[0] == 0
    assert rig.wrong() == []
    assert tree(rig.project.out) == rig.whole[1 - rig.version]
    assert rig.next_build() == []


def test_a_worker_that_fails_to_write_is_named_from_any_process(rig: Rig, tmp_path: Path) -> None:
    """What a worker meets comes back as the same message with any number of jobs."""
    blocked = Project(tmp_path / "project")
    shutil.copytree(rig.project.data, blocked.data)
    blocked.out.mkdir()
    (blocked.out / "flyer").write_text("mine")
    for jobs in ("1", "2"):
        said = blocked.build("--no-proof", "--jobs", jobs)
        assert said.code == 3
        assert str(blocked.out / "flyer") in said.err
    assert pdfs(blocked.out) == set()
