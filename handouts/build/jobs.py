"""Work spread over processes. Workers are spawned everywhere, so that Linux behaves as Windows does."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self, TypeVar

from handouts.errors import InternalError

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Jobs:
    """A number of processes that work at once; with one, everything happens in the calling process. They are started
    right away, and get ready by `prepare` while the caller finds out what there is to do."""

    def __init__(self, processes: int, prepare: Callable[[], object] | None = None) -> None:
        self.processes = processes
        self._executor: ProcessPoolExecutor | None = None
        if processes < 2:
            return
        self._executor = ProcessPoolExecutor(
            processes, mp_context=get_context("spawn"), initializer=_live_with_the_parent
        )
        if prepare is not None:
            try:
                # A worker may die as soon as it has started: `run` meets the broken pool again, and says so.
                with _interrupts_held_back(), contextlib.suppress(BrokenProcessPool):
                    for _ in range(processes):
                        _submitted(self._executor, prepare)
            except BaseException:
                self.stop()  # nobody else knows of them yet
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """All results are taken, or nobody wants them. A worker that ended by itself would first take down, piece by
        piece, all that it holds: a fifth of a second."""
        self.stop()

    def stop(self) -> None:
        """End the processes, whatever they are at: afterwards none of them writes anything."""
        if self._executor is None:
            return
        for process in list((self._executor._processes or {}).values()):
            process.terminate()
        self._executor.shutdown(cancel_futures=True)

    def run(self, work: Callable[[_Task], _Result], tasks: Iterable[_Task]) -> Iterator[_Result]:
        """Results in the order of the tasks, so that messages are the same with any number of processes. All tasks are
        taken before this returns: other processes begin with each at once, this one when somebody asks for a result.

        Raises what `work` raises, and InternalError where a worker process dies.
        """
        if self._executor is None:
            return map(work, list(tasks))
        futures: list[Future[_Result]] = []
        with _deaths_told():
            for task in tasks:
                with _interrupts_held_back():
                    futures.append(_submitted(self._executor, partial(work, task)))
        return _results(futures)


def _results(futures: Sequence[Future[_Result]]) -> Iterator[_Result]:
    with _deaths_told():
        for future in futures:
            yield future.result()


@contextlib.contextmanager
def _deaths_told() -> Iterator[None]:
    """Raises InternalError where a worker process has died."""
    try:
        yield
    except BrokenProcessPool as error:
        raise InternalError(
            "a worker process died (killed from outside, or out of memory); nothing was published: "
            "start the build again, with fewer --jobs if it happens twice"
        ) from error


def _submitted(executor: ProcessPoolExecutor, work: Callable[[], _Result]) -> Future[_Result]:
    """Submit a task. Raises BrokenProcessPool where the pool is closing because a worker has died meanwhile: the pool
    itself then says that it is shut down, or that the handle by which it wakes is closed."""
    try:
        return executor.submit(work)
    except (OSError, RuntimeError) as error:
        if isinstance(error, BrokenProcessPool) or not getattr(executor, "_broken", False):
            raise
        raise BrokenProcessPool(str(error)) from error


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal. Workers started under this never see it: only the process that the
    user started says that it was interrupted. What arrives meanwhile is delivered to it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: the initializer must do
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _live_with_the_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent does, however it ended. Garbage is collected by
    its tasks, where there is much."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(wait: Callable[[], object]) -> None:
    wait()
    os._exit(1)
