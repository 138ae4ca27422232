"""Whatever strikes a build, every file in the output folder is whole, old or new, and the next build completes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator

import pytest

from handouts.build.staged import staged_file
from tests.build.rig import Rig, end, killed_after, lock_of
from tests.build.small import Project, tree


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    project = Project(tmp_path_factory.mktemp("faults") / "project")
    project.write()
    yield Rig(project)
    shutil.rmtree(project.home)


@pytest.fixture
def rig(shared: Rig) -> Rig:
    """As every test finds it, also after one that failed."""
    shared.settle()
    return shared


@pytest.mark.parametrize("seed", range(4))
def test_a_build_that_is_killed_leaves_everything_whole(rig: Rig, seed: int) -> None:
    chance = random.Random(seed)
    rig.exchange()
    killed_after(rig, chance.uniform(0.3, 2.0), jobs=1 + seed % 2)
    assert rig.wrong() == []
    assert rig.next_build() == []


@pytest.mark.parametrize("moment", [1, 4, 9, 20, 24, 26, 29, 33, 37, 41])
def test_a_build_that_is_killed_at_one_change_to_the_disk_leaves_everything_whole(rig: Rig, moment: int) -> None:
    rig.exchange()
    code, _, _ = end(rig.start(module=("tests.build.moments", "kill", str(moment))))
    assert code != 0, "it was killed"
    assert rig.wrong() == []
    assert rig.next_build() == []


@pytest.mark.parametrize("moment", [1, 9, 25, 27, 38])
def test_a_full_disk_is_named_and_everything_is_whole(rig: Rig, moment: int) -> None:
    rig.exchange()
    code, _, said = end(rig.start(module=("tests.build.moments", "full", str(moment))))
    assert code == 3
    assert "No space left on device; make room" in said
    assert "Traceback" not in said
    assert rig.wrong() == []
    assert not (rig.project.out / ".building").exists()
    assert rig.next_build() == []


def test_two_builds_at_once_are_refused_with_a_clear_word(rig: Rig) -> None:
    rig.exchange()
    first = rig.start(jobs=2, held=True)
    rig.wait_until(rig.building, first)
    second = rig.project.build("--no-proof")
    rig.go_on.touch()
    assert second.code == 3
    assert "another build is at work in this folder; wait until it has ended" in second.err
    assert end(first)[0] == 0
    assert tree(rig.project.out) == rig.whole[rig.version]


def test_a_lock_and_a_staging_folder_of_a_killed_build_do_not_block(rig: Rig) -> None:
    rig.exchange()
    process = rig.start(held=True)
    rig.wait_until(rig.building, process)
    process.kill()
    end(process)
    assert lock_of(rig.project.out).exists()
    assert rig.building()
    assert rig.next_build() == []


def test_what_a_killed_build_leaves_behind_never_gets_into_the_next(rig: Rig) -> None:
    stray = staged_file(rig.project.out / ".building" / "old", "flyer/es/nogales-es-flyer.pdf")
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    rig.exchange()
    assert rig.next_build() == []


def test_data_that_is_edited_during_a_build_comes_with_the_next(rig: Rig) -> None:
    rig.exchange()
    process = rig.start(jobs=2, held=True)
    rig.wait_until(rig.building, process)
    rig.exchange()
    rig.go_on.touch()
    assert end(process)[0] == 0
    assert rig.wrong() == []
    assert tree(rig.project.out) == rig.whole[1 - rig.version]
    assert rig.next_build() == []


def test_a_file_that_is_held_open_is_read_to_its_end_as_it_was(rig: Rig) -> None:
    """Where the system lets nobody replace a file that is open (Windows), the build says so."""
    path = rig.project.out / "flyer" / "es" / "nogales-es-flyer.pdf"
    old = path.read_bytes()
    with path.open("rb") as held:
        begin = held.read(100)
        rig.exchange()
        said = rig.project.build("--no-proof")
        assert begin + held.read() == old
    if said.code:
        assert said.code == 3
        assert "close it in the program that shows it" in said.err
    else:
        assert path.read_bytes() != old
    assert rig.wrong() == []
    assert rig.next_build() == []


def test_what_a_worker_meets_is_named_from_any_process(rig: Rig) -> None:
    """A message from another process comes with the name of the file, and without a traceback."""
    rig.exchange()
    for jobs in (1, 2):
        rig.go_on.unlink(missing_ok=True)
        process = rig.start(jobs=jobs, held=True)
        rig.wait_until(rig.building, process)
        for folder in list((rig.project.out / ".building").iterdir()):
            folder.rename(folder.with_name("taken-away"))
            folder.write_text("no folder any more")
        rig.go_on.touch()
        code, _, said = end(process)
        assert code == 3
        assert str(rig.project.out) in said
        assert "Traceback" not in said
        assert rig.wrong() == []
    assert rig.next_build() == []
