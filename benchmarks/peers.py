"""One process of a peer: how long it takes, how much memory, and how large its file is."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Way(NamedTuple):
    """How a file is made: a command, and what it reads from standard input."""

    command: Sequence[str]
    given: str = ""


class Cost(NamedTuple):
    """`processor_s`: of the process, which says more than the clock on a busy machine."""

    seconds: float
    processor_s: float
    peak_bytes: float
    size: float


def costs(ways: Mapping[str, Way], out: Path, runs: int) -> dict[str, Cost]:
    """Medians of new processes, in turn, each of which writes `out`. Raises CalledProcessError."""
    measured: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            measured[name].append(_cost(way, out))
    return {name: Cost(*map(statistics.median, zip(*rows, strict=True))) for name, rows in measured.items()}


def print_costs(what: str, found: Mapping[str, Cost], keeps: Mapping[str, str]) -> None:
    """A table. `keeps`: what is left of the pages, by who made it."""
    print(f"| {what} | s | processor s | memory MB | KB | keeps |\n{'|---' * 6}|")
    for name, cost in found.items():
        cells = [name, f"{cost.seconds:.2f}", f"{cost.processor_s:.2f}", f"{cost.peak_bytes / 1e6:.0f}"]
        print(f"| {' | '.join([*cells, f'{cost.size / 1e3:.0f}', keeps.get(name, '')])} |", flush=True)


def _cost(way: Way, out: Path) -> Cost:
    out.unlink(missing_ok=True)
    begin = time.perf_counter()
    process = subprocess.Popen(way.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    if process.stdin is not None:
        process.stdin.write(way.given)
        process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, way.command, stderr="")
    processor = used.ru_utime + used.ru_stime
    return Cost(seconds, processor, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), out.stat().st_size)
