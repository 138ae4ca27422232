"""A language's flyers on both sides, in turn: warm, cold, memory and bytes. Nothing heavy is imported here: on Linux a
child's peak memory counts that of its parent before the exec."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CITY = "tijuana-san-diego"


DOES_NOT_FIT = "Typst: does not fit"
"""Where its page is more than one even in the least size: Urdu's, whose leading is 2.4."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Medians of one measure, and how its numbers are shown. `theirs`: nan where there is no such page."""

    ours: float
    theirs: float
    factor: float
    decimals: int

    @property
    def ratio(self) -> float:
        """Above 1 is better for us."""
        return self.theirs / self.ours

    @property
    def cells(self) -> str:
        """Ours, theirs and the ratio, as cells of a table."""
        if math.isnan(self.theirs):
            return f"{self.ours * self.factor:.{self.decimals}f} | {DOES_NOT_FIT} | "
        shown = (f"{each * self.factor:.{self.decimals}f}" for each in (self.ours, self.theirs))
        return " | ".join([*shown, f"{self.ratio:.2f}"])


MEASURES = ("warm ms", "cold s", "KB", "memory MB")


def compare_flyers(tag: str, data: Path, fonts: Path, folder: Path, runs: int, cold_runs: int) -> dict[str, Compared]:
    """Ours and Typst's, by measure. Raises CalledProcessError."""
    both = {"data": data, "fonts": fonts}
    warm = run_task("warm", **both, tag=tag, runs=runs)
    ready = run_task("prepare", **both, tag=tag, city=CITY, folder=folder)
    target, own = folder / f"typst-{tag}.pdf", folder / f"ours-{tag}.pdf"
    seconds: dict[str, list[float]] = {"ours": [], "typst": []}
    peaks: dict[str, list[float]] = {"ours": [], "typst": []}
    for _ in range(cold_runs):
        begin = time.perf_counter()
        peaks["ours"].append(run_task("first_by_us", **both, tag=tag, city=CITY, target=own)["peak_bytes"])
        seconds["ours"].append(time.perf_counter() - begin)
        if not ready["source"]:
            continue
        begin = time.perf_counter()
        first = run_task("first_by_typst", source=ready["source"], fonts=ready["fonts"], target=target)
        seconds["typst"].append(time.perf_counter() - begin)
        peaks["typst"].append(first["peak_bytes"])
    found = (
        _compared({side: warm[side]["seconds"] for side in seconds}, 1e3, 1),
        _compared(seconds, 1, 2),
        _compared({side: warm[side]["bytes"] for side in seconds}, 1e-3, 1),
        _compared(peaks, 1e-6, 0),
    )
    return dict(zip(MEASURES, found, strict=True))


def _compared(values: Mapping[str, list[float]], factor: float, decimals: int) -> Compared:
    theirs = statistics.median(values["typst"]) if values["typst"] else math.nan
    return Compared(statistics.median(values["ours"]), theirs, factor, decimals)


def run_task(task: str, **arguments: object) -> dict[str, Any]:
    """One of benchmarks/tasks.py in a process of its own. Raises CalledProcessError."""
    command = [sys.executable, "-m", "benchmarks.tasks", task, json.dumps(arguments, default=str)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    answer: dict[str, Any] = json.loads(output)
    return answer
