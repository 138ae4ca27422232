"""Builds at the desk: each a process of its own, that can be stopped; what it says is read as it comes.

A build that is killed leaves whole files, old or new, so that stopping one never needs care.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from handouts.errors import ExitCode

_STEP: Final = re.compile(r"\[(\d+)/(\d+)\] (.*)")
_NOTICE: Final = "notice: "
_MOST_LINES: Final = 400
_MOST_JOBS: Final = 20
_STOP_S: Final = 5.0


class Stage(StrEnum):
    """How far a job is."""

    CHECKING = "checking"
    MAKING = "making"
    PACKING = "packing"
    READY = "ready"
    FAILED = "failed"
    STOPPED = "stopped"


ENDED: Final = frozenset({Stage.READY, Stage.FAILED, Stage.STOPPED})


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made. Empty `cities`, `languages`: all of them. `pack`: also print packs and the recall sheet, of
    what differs from the last edition."""

    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    pack: bool = False


@dataclass(slots=True)
class Job:
    """One order while it is carried out. `done` of `steps`, the last being `what`; `said`: what the build had to say,
    `problems` of it what needs a person, `notices` how many there were
    besides; `recorded`: the edition as which it was recorded."""

    id: str
    order: Order
    began: datetime
    stage: Stage = Stage.CHECKING
    done: int = 0
    steps: int = 0
    what: str = ""
    said: deque[str] = field(default_factory=lambda: deque(maxlen=_MOST_LINES))
    problems: deque[str] = field(default_factory=lambda: deque(maxlen=_MOST_LINES))
    notices: int = 0
    recorded: str = ""
    process: subprocess.Popen[str] | None = None
    stopping: bool = False

    @property
    def ended(self) -> bool:
        return self.stage in ENDED


class Maker:
    """The jobs of one desk: one at a time. `package`: the folder in which the program stands."""

    def __init__(self, data: Path, fonts: Path, out: Path, package: Path) -> None:
        self._folders = ["--data", str(data), "--fonts", str(fonts), "--out", str(out)]
        self._packs = out / "changes"
        self._package = package
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._threads: list[threading.Thread] = []
        self.recording = threading.Lock()

    def start(self, order: Order, began: datetime) -> Job:
        """Begin an order; the job that is at work already where there is one."""
        with self._lock:
            for job in self._jobs.values():
                if not job.ended:
                    return job
            job = Job(secrets.token_hex(8), order, began)
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-_MOST_JOBS]:
                del self._jobs[old]
            thread = threading.Thread(target=self._carry_out, args=(job,), daemon=True)
            self._threads = [each for each in self._threads if each.is_alive()] + [thread]
            thread.start()
            return job

    def job(self, id_: str) -> Job | None:
        """None where there is none, or no longer."""
        return self._jobs.get(id_)

    @property
    def last(self) -> Job | None:
        """The last one that was begun."""
        return next(reversed(self._jobs.values()), None)

    def stop(self, job: Job) -> None:
        """Stop a job; comes back when it has ended."""
        job.stopping = True
        process = job.process
        if process is not None and process.poll() is None:
            with contextlib.suppress(OSError):
                process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
        for thread in self._threads:
            thread.join(_STOP_S)

    def close(self) -> None:
        """Stop whatever is at work: the desk ends."""
        for job in list(self._jobs.values()):
            if not job.ended:
                self.stop(job)

    def _carry_out(self, job: Job) -> None:
        try:
            chosen = [*_options("--city", job.order.cities), *_options("--language", job.order.languages)]
            code = self._run(job, ["build", *self._folders, *chosen, "--yes"])
            if code in (ExitCode.DONE, ExitCode.NEEDS_A_PERSON) and job.order.pack and not job.stopping:
                job.stage = Stage.PACKING
                code = self._run(job, ["changes", *self._folders, *chosen, "--pack", str(self._packs)])
            whole = code in (ExitCode.DONE, ExitCode.NEEDS_A_PERSON)
            job.stage = Stage.STOPPED if job.stopping and not whole else Stage.READY if whole else Stage.FAILED
        except OSError as error:
            job.problems.append(str(error))
            job.stage = Stage.FAILED

    def _run(self, job: Job, arguments: Sequence[str]) -> int:
        command = [sys.executable, "-X", "utf8", "-m", self._package.name, *arguments]
        with subprocess.Popen(  # noqa: S603 - our own program, and what was chosen of a list
            command,
            cwd=self._package.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            job.process = process
            if job.stopping:  # between two processes
                process.kill()
            listening = threading.Thread(target=_listen, args=(process, job), daemon=True)
            listening.start()
            for line in process.stdout or ():
                _take_line(job, line.rstrip())
            listening.join()
        return process.returncode


def _take_line(job: Job, line: str) -> None:
    step = _STEP.fullmatch(line)
    if step is None:
        job.said.append(line)
        return
    job.stage = Stage.MAKING
    job.done, job.steps, job.what = int(step[1]), int(step[2]), step[3]


def _listen(process: subprocess.Popen[str], job: Job) -> None:
    for line in process.stderr or ():
        if _NOTICE in line:
            job.notices += 1
        else:
            job.problems.append(line.rstrip())


def _options(name: str, values: Sequence[str]) -> list[str]:
    return [part for value in values for part in (name, value)]
