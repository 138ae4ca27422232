"""Work spread over processes: a worker that dies is named, at whatever moment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from pathlib import Path

import pytest

from handouts.build.jobs import Jobs
from handouts.errors import ConflictError, HandoutError, InputError, InternalError, Problem, UsageError, WriteError
from tests.build.small import FONTS, ROOT, run


def doubled(number: int) -> int:
    return 2 * number


def get_ready() -> None:
    """As long as it takes to be struck."""
    time.sleep(60)


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    return number


def fail(error: HandoutError) -> None:
    raise error


ERRORS = (
    InputError([Problem("fonts/a.ttf", 0, 0, "can't be read", "put it back")]),
    WriteError(Path("out/a.pdf"), "No space left on device", "make room"),
    ConflictError(Path("data/faq.yaml")),
    UsageError("there is no such city"),
    InternalError("nothing was laid out"),
)


def test_results_come_in_the_order_of_the_tasks() -> None:
    with Jobs(2) as jobs:
        assert list(jobs.run(doubled, range(8))) == [2 * number for number in range(8)]


def written(path: Path) -> Path:
    path.write_text("begun")
    return path


def test_a_worker_begins_with_a_task_while_the_next_is_found_out(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    def tasks() -> Iterator[Path]:
        yield first
        end = time.monotonic() + 60
        while not first.exists() and time.monotonic() < end:
            time.sleep(0.01)
        yield second if first.exists() else tmp_path / "nobody has begun"

    with Jobs(2) as jobs:
        assert list(jobs.run(written, tasks())) == [first, second]


def test_a_worker_that_dies_is_named() -> None:
    with pytest.raises(InternalError, match="a worker process died"), Jobs(2) as jobs:
        list(jobs.run(die, range(4)))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_of_a_worker_arrives_as_it_was(error: HandoutError) -> None:
    with pytest.raises(type(error)) as raised, Jobs(2) as jobs:
        list(jobs.run(fail, [error] * 4))
    assert type(raised.value) is type(error)
    assert (str(raised.value), vars(raised.value)) == (str(error), vars(error))


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


def test_who_interrupts_while_workers_start_leaves_none_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    submit = ProcessPoolExecutor.submit

    def submit_and_interrupt(pool: ProcessPoolExecutor, work: Callable[[], object]) -> object:
        submit(pool, work)
        raise KeyboardInterrupt

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit_and_interrupt)
    before = set(active_children())
    with pytest.raises(KeyboardInterrupt):
        Jobs(2, get_ready)
    assert set(active_children()) <= before


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


def test_too_little_memory_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("handouts.layout.glyph_coverage.compose_printable", fill)
    said = run("check", "--data", str(ROOT / "data"), "--fonts", str(FONTS))
    assert said.code == 3
    assert said.err.startswith("not enough memory: ")
    assert "Traceback" not in said.err


def test_a_system_that_starts_no_process_speaks_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with Jobs(2) as jobs:
        monkeypatch.setattr(jobs._executor, "submit", refuse(OSError(24, "Too many open files")))
        with pytest.raises(OSError, match="Too many open files"):
            list(jobs.run(doubled, range(4)))
