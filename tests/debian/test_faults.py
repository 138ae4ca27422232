"""Faults that need a POSIX system: Ctrl-C, a killed worker, a limit to the size of files, a folder without permission,
a disk that is really full."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.build.rig import PATIENCE_S, Rig, end
from tests.build.small import ROOT, Project


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


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that do the work: children that multiprocessing has spawned. None where the process has ended."""
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def group_is_gone(process: subprocess.Popen[str]) -> bool:
    """Whether nothing is left of the process group within a while."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(("jobs", "seconds"), [(1, 0.0), (1, 0.4), (2, 0.0), (2, 0.3), (2, 0.9)])
def test_ctrl_c_ends_a_build_with_130_and_a_word(rig: Rig, jobs: int, seconds: float) -> None:
    """A terminal sends it to every process of the group."""
    rig.exchange()
    process = rig.start(jobs=jobs)
    rig.wait_until((rig.project.out / ".building").exists, process)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):  # it has ended
        os.killpg(process.pid, signal.SIGINT)
    code, _, said = end(process)
    # Else it had just ended, or Python was shutting down, which has given the signal back to the system by then.
    if code != 0 and (code, said) != (-signal.SIGINT, ""):
        assert code == 130, said
        assert "interrupted; every file in the output folder is whole" in said
    assert "Traceback" not in said
    assert not (rig.project.out / ".building").exists()
    assert rig.wrong() == []
    assert group_is_gone(process)
    assert rig.next_build() == []


@pytest.mark.parametrize("moment", ["a worker has started", "a file is staged"])
def test_a_worker_that_dies_is_named(rig: Rig, moment: str) -> None:
    rig.exchange()
    process = rig.start(jobs=2, held=True)
    rig.wait_until(rig.building if moment == "a file is staged" else lambda: bool(workers_of(process)), process)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    rig.go_on.touch()
    code, _, said = end(process)
    assert code == 3
    assert "a worker process died" in said
    assert "Traceback" not in said
    assert rig.wrong() == []
    assert rig.next_build() == []


def test_workers_end_with_a_build_that_is_killed(rig: Rig) -> None:
    rig.exchange()
    process = rig.start(jobs=2, held=True)
    rig.wait_until(lambda: len(workers_of(process)) == 2, process)
    process.kill()
    process.communicate()
    assert group_is_gone(process)
    assert rig.next_build() == []


@pytest.mark.parametrize("bytes_a_file", [0, 2_000, 20_000, 40_000, 60_000])
def test_files_that_may_not_grow_are_named(rig: Rig, bytes_a_file: int) -> None:
    rig.exchange()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    code, _, said = end(rig.start(preexec_fn=limit))
    assert code == 3
    assert "File too large" in said
    assert "Traceback" not in said
    assert rig.wrong() == []
    assert rig.next_build() == []


def test_a_folder_without_permission_is_named(rig: Rig) -> None:
    rig.exchange()
    folders = [rig.project.out, *(path for path in rig.project.out.rglob("*") if path.is_dir())]

    def as_an_ordinary_user() -> None:
        """Root may write everywhere, unless it gives that up: PR_CAPBSET_DROP of CAP_DAC_OVERRIDE."""
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)

    try:
        for folder in folders:
            folder.chmod(0o555)
        code, _, said = end(rig.start(preexec_fn=as_an_ordinary_user))
        assert code == 3
        assert "Permission denied; choose another folder with --out" in said
        assert "Traceback" not in said
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert rig.wrong() == []
    assert rig.next_build() == []


def test_a_file_of_an_edition_without_permission_keeps_nobody_from_printing(rig: Rig) -> None:
    rig.exchange()
    editions = rig.project.data / "editions"
    editions.mkdir()
    (editions / "2026-01-01-1.json").touch(mode=0)

    def as_an_ordinary_user() -> None:
        """Root may read everything too, unless it gives up CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)

    try:
        code, told, said = end(rig.start(preexec_fn=as_an_ordinary_user))
    finally:
        shutil.rmtree(editions)
    assert code == 1
    assert "2026-01-01-1.json: can't be read (Permission denied); check that it is a file that you may open" in said
    assert "13 files written" in told
    assert "Traceback" not in said
    assert rig.wrong() == []
    assert rig.next_build() == []


def test_a_part_of_the_folder_without_permission_is_named(rig: Rig) -> None:
    """What can be replaced is; the manifest lists nothing else."""
    rig.exchange()
    folder = rig.project.out / "flyer" / "es"

    def as_an_ordinary_user() -> None:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)

    try:
        folder.chmod(0o555)
        code, _, said = end(rig.start(preexec_fn=as_an_ordinary_user))
        assert code == 3
        assert "Permission denied" in said
    finally:
        folder.chmod(0o755)
    assert rig.wrong() == []
    assert rig.next_build() == []


_WITH_A_FILE_IN_USE = """
import json, subprocess, sys
from pathlib import Path
from tests.build.small import Project, tree, untruths

project = Project(Path(sys.argv[1]))
project.build("--no-proof")
project.replace("directory.yaml", "+1 575 527 0500", "+1 575 527 0501")
held = str(project.out / "flyer" / "es" / "nogales-es-flyer.pdf")
subprocess.run(["mount", "--bind", held, held], check=True)
refused = project.build("--no-proof")
wrong = untruths(project.out)
subprocess.run(["umount", held], check=True)
then = project.build("--no-proof")
same = tree(project.out) == project.from_nothing("--no-proof")
print(json.dumps([refused.code, refused.err, wrong, then.code, same]))
"""


def test_a_file_that_the_system_holds_is_named(tmp_path: Path) -> None:
    """Linux lets a file that is open be replaced, but not one that something is mounted on."""
    code, said, wrong, then, same = with_own_mounts(tmp_path, _WITH_A_FILE_IN_USE)
    assert code == 3
    assert "nogales-es-flyer.pdf: Device or resource busy; close what uses it" in said
    assert wrong == []
    assert then == 0
    assert same


_ON_A_SMALL_DISK = """
import json, subprocess, sys
from pathlib import Path
from tests.build.small import Project, pdfs, tree, untruths

home, size = Path(sys.argv[1]), sys.argv[2]
project = Project(home)
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "small", str(project.out)], check=True)
full = project.build("--no-proof")
wrong = untruths(project.out)
subprocess.run(["mount", "-o", "remount,size=100m", str(project.out)], check=True)
then = project.build("--no-proof")
same = tree(project.out) == project.from_nothing("--no-proof")
print(json.dumps([full.code, full.err, wrong, then.code, same]))
"""


@pytest.mark.parametrize("size", ["100k", "200k", "300k"])
def test_a_disk_that_is_full_is_named(tmp_path: Path, size: str) -> None:
    """A file system of this size, mounted where only this test sees it."""
    code, said, wrong, then, same = with_own_mounts(tmp_path, _ON_A_SMALL_DISK, size)
    assert code == 3
    assert "No space left on device; make room" in said
    assert wrong == []
    assert then == 0
    assert same


def with_own_mounts(folder: Path, program: str, *arguments: str) -> list[Any]:
    """What a program prints that may mount what only it sees. It is given a project whose output folder is empty."""
    project = Project(folder / "project")
    project.write()
    project.out.mkdir()
    own_mounts = ["unshare", "--map-root-user", "--mount"] if os.geteuid() else ["unshare", "--mount"]
    result = subprocess.run(
        [*own_mounts, sys.executable, "-c", program, project.home, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    told: list[Any] = json.loads(result.stdout)
    return told
