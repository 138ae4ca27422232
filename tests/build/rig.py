"""Builds in processes of their own that can be struck, and what must hold afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from handouts.build.out_folder import kept_folder
from handouts.manifest import sha256_of
from tests.build.small import FONTS, ROOT, Project, finished_files, tree, untruths

NUMBERS = ("+1 575 527 0500", "+1 575 527 0501")
"""A number on every sheet: exchanging it puts every file out of date."""
PATIENCE_S = 600.0
"""For a machine that does many other things."""


class Rig:
    """A project whose data has two versions, so that every build has everything to do. Nothing is proved here: what
    strikes a build does not ask whether it is proving."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.version = 0
        self._started: list[subprocess.Popen[str]] = []
        self._kept: list[dict[str, bytes]] = []
        self.whole = [self._whole()]
        self.exchange()
        self.whole.append(self._whole())
        self._known = {
            (path, sha256_of(content))
            for whole in self.whole
            for path, content in whole.items()
            if path.endswith((".pdf", ".png"))
        }

    def _whole(self) -> dict[str, bytes]:
        found = self.project.from_nothing("--no-proof")
        self._kept.append(tree(kept_folder(self.project.home / "from-nothing")))
        return found

    def settle(self) -> None:
        """As a build of this version leaves everything, whatever the test before did, and however it ended."""
        self.go_on.touch()
        for process in self._started:
            if process.poll() is None:
                process.kill()
                process.communicate()
        self._started.clear()
        for folder, content in (
            (self.project.out, self.whole[self.version]),
            (kept_folder(self.project.out), self._kept[self.version]),
        ):
            shutil.rmtree(folder, ignore_errors=True)
            _write_tree(folder, content)
        self.go_on.unlink()

    @property
    def go_on(self) -> Path:
        """Lets a build go on that was started with `held`."""
        return self.project.home / "go-on"

    def exchange(self) -> None:
        """The other version of the data."""
        self.project.replace("directory.yaml", NUMBERS[self.version], NUMBERS[1 - self.version])
        self.version = 1 - self.version

    def start(
        self,
        *options: str,
        jobs: int = 1,
        module: tuple[str, ...] = ("tests.build.start",),
        held: bool = False,
        **more: object,
    ) -> subprocess.Popen[str]:
        """A build in a process (and a process group) of its own."""
        module = ("tests.build.held",) if held else module
        places = ("--data", str(self.project.data), "--fonts", str(FONTS), "--out", str(self.project.out))
        command = [sys.executable, "-m", *module, "build", *places, "--no-proof", "--jobs", str(jobs), *options]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "HELD_UNTIL": str(self.go_on)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            **more,  # type: ignore[call-overload]
        )
        self._started.append(process)
        return process

    def wait_until(self, done: Callable[[], bool], process: subprocess.Popen[str]) -> None:
        """Until something has come, or the process has ended."""
        end = time.monotonic() + PATIENCE_S
        while not done() and process.poll() is None:
            assert time.monotonic() < end, "nothing happens"
            time.sleep(0.002)

    def building(self) -> bool:
        """Whether a build has begun to stage files."""
        return any((self.project.out / ".building").glob("*/*.pdf"))

    def wrong(self) -> list[str]:
        """What is broken: an untruth, or a file that is neither the old nor the new one, whole."""
        found = untruths(self.project.out)
        for path in sorted(finished_files(self.project.out)):
            if (path, sha256_of((self.project.out / path).read_bytes())) not in self._known:
                found.append(f"{path} is neither the old nor the new one")
        return found

    def next_build(self) -> list[str]:
        """What is wrong with the build after the fault: it must complete, and give what a build from nothing gives."""
        said = self.project.build("--no-proof")
        if said.code:
            return [f"the next build ended with {said.code}: {said.err}"]
        left, right = tree(self.project.out), self.whole[self.version]
        return [
            f"{name} differs from a build from nothing"
            for name in sorted({*left, *right})
            if left.get(name) != right.get(name)
        ]


def _write_tree(folder: Path, content: Mapping[str, bytes]) -> None:
    """As `tree` gives it."""
    folder.mkdir()
    for name, data in content.items():
        if name.endswith("/"):
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code and what was said."""
    out, err = process.communicate(timeout=PATIENCE_S)
    return process.returncode, out, err


def killed_after(rig: Rig, seconds: float, jobs: int) -> None:
    """A build that is killed after a while."""
    process = rig.start(jobs=jobs)
    time.sleep(seconds)
    process.kill()
    end(process)


def lock_of(out: Path) -> Path:
    return out / ".lock"
