"""Work spread over processes: a worker that dies is named, at whatever moment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from handouts.build.jobs import Jobs
from handouts.errors import InternalError


def doubled(number: int) -> int:
    return 2 * number


def get_ready() -> None:
    """As long as it takes to be struck."""
    time.sleep(60)


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    return number


def test_results_come_in_the_order_of_the_tasks() -> None:
    with Jobs(2) as jobs:
        assert list(jobs.run(doubled, range(8))) == [2 * number for number in range(8)]


def test_a_worker_that_dies_is_named() -> None:
    with pytest.raises(InternalError, match="a worker process died"), Jobs(2) as jobs:
        list(jobs.run(die, range(4)))


def test_a_worker_that_dies_before_its_fellow_gets_ready_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    submit = ProcessPoolExecutor.submit

    def submit_and_kill(pool: ProcessPoolExecutor, work: Callable[[], object]) -> object:
        """The first thing that the pool is given; only when it has seen the worker's end does it get the next."""
        future = submit(pool, work)
        worker = next(iter(pool._processes.values()))
        worker.kill()
        with pytest.raises(BrokenProcessPool):
            future.result(timeout=60)
        return future

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit_and_kill)
    with pytest.raises(InternalError, match="a worker process died"), Jobs(2, get_ready) as jobs:
        list(jobs.run(doubled, range(4)))


def refuse(error: Exception) -> Callable[..., object]:
    def submit(*_: object) -> object:
        raise error

    return submit


@pytest.mark.parametrize("error", [OSError("handle is closed"), RuntimeError("cannot schedule new futures")])
def test_a_pool_that_breaks_while_it_is_given_work_is_named_too(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Jobs(2) as jobs:
        monkeypatch.setattr(jobs._executor, "_broken", "a process in the pool was terminated", raising=False)
        monkeypatch.setattr(jobs._executor, "submit", refuse(error))
        with pytest.raises(InternalError, match="a worker process died"):
            list(jobs.run(doubled, range(4)))


def test_a_system_that_starts_no_process_speaks_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with Jobs(2) as jobs:
        monkeypatch.setattr(jobs._executor, "submit", refuse(OSError(24, "Too many open files")))
        with pytest.raises(OSError, match="Too many open files"):
            list(jobs.run(doubled, range(4)))
