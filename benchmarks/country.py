"""A build of an invented country: how long it takes, how much disk, and how much memory the largest worker and the
process that was started need at most; then the same after an edit of one city, and with nothing to do.

Flyers only (`--sheets-only`), with proof. Memory is read from /proc while the build runs, so this needs Linux.
"""

from __future__ import annotations

import contextlib
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.national import write_national

ROOT = Path(__file__).parents[1]
COUNTS = (100, 300, 1000)
_LOOKS_S = 0.2


class Taken(NamedTuple):
    """By one build. `worker_mb`: of the largest process below it; 0 where it started none that made anything."""

    seconds: float
    processor_s: float
    parent_mb: float
    worker_mb: float


def print_country(data: Path, fonts: Path, folder: Path, counts: Sequence[int], languages: Sequence[str]) -> None:
    """A line for each number of cities. Raises CalledProcessError."""
    print(
        "| cities | files | s | processor s | MB on disk | manifest MB | gallery MB | started MB | worker MB |", end=""
    )
    print(" edit of a city, processor s | nothing to do, processor s |")
    print("|---" * 11 + "|")
    for count in counts:
        place, out = folder / f"country-{count}", folder / f"out-{count}"
        write_national(data, place, count, languages)
        command = [sys.executable, str(ROOT / "generate.py"), "build", "--data", str(place), "--fonts", str(fonts)]
        command += ["--out", str(out), "--format", "flyer", "--sheets-only", "--yes", "--quiet"]
        first = taken_by(command)
        files = sum(1 for _ in (out / "flyer").rglob("*.pdf"))
        sizes = [_size(out / "flyer"), _size(out / "manifest.json"), _size(out / "gallery")]
        directory = place / "directory.yaml"
        text = directory.read_text(encoding="utf-8")
        directory.write_text(text.replace('Example House 1"', 'Example Home 1"'), encoding="utf-8")
        edited, idle = taken_by(command), taken_by(command)
        cells = [f"{count}", f"{files}", f"{first.seconds:.0f}", f"{first.processor_s:.0f}"]
        cells += [f"{size:.1f}" for size in sizes]
        cells += [
            f"{first.parent_mb:.0f}",
            f"{first.worker_mb:.0f}",
            f"{edited.processor_s:.0f}",
            f"{idle.processor_s:.1f}",
        ]
        print(f"| {' | '.join(cells)} |", flush=True)
        shutil.rmtree(out)


def taken_by(command: Sequence[str]) -> Taken:
    """What a command takes. Raises CalledProcessError."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    parent, worker = 0.0, 0.0
    while process.poll() is None:
        parent = max(parent, _peak_mb(process.pid))
        worker = max((worker, *map(_peak_mb, _below(process.pid))))
        time.sleep(_LOOKS_S)
    seconds = time.perf_counter() - begin
    said = process.stderr.read() if process.stderr is not None else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(seconds, processor, parent, worker)


def _peak_mb(pid: int) -> float:
    """The most memory that a process has had; 0 once it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _below(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    return []


def _size(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6
