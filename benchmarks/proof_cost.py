"""What proof costs: processor time a sheet of each format and a page of booklets, and what share of a build it is."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Cost(NamedTuple):
    """Seconds on the clock, and of the processors."""

    wall: float
    processor: float


def build(data: Path, fonts: Path, out: Path, *options: str) -> Cost:
    """A build by the command line, in a process of its own. Raises CalledProcessError where it fails."""
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, str(ROOT / "generate.py"), "build", "--quiet", "--out", str(out), *options]
    subprocess.run(
        [*command, "--data", str(data), "--fonts", str(fonts)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - begin, used)


def print_proof(data: Path, fonts: Path, folder: Path) -> None:
    """Two plain builds of all flyers and booklets from nothing, with and without proof; then every file of a build
    proved once more in one process, as a worker does it."""
    print("flyers and booklets from nothing | wall s | processor s\n|---|---|---")
    costs = {
        "without proof": build(data, fonts, folder / "unproved", "--format", "flyer", "--no-proof"),
        "with proof": build(data, fonts, folder / "proved", "--format", "flyer"),
    }
    for name, cost in costs.items():
        print(f"| {name} | {cost.wall:.1f} | {cost.processor:.1f} |")
    share = 1 - costs["without proof"].processor / costs["with proof"].processor
    print(f"\nproof is {share:.0%} of the processor time of that build\n")
    build(data, fonts, folder / "all", "--no-proof")
    print("proof of | files | ms of processor time a file\n|---|---|---")
    for name, (files, seconds) in seconds_by_format(data, fonts, folder / "all").items():
        print(f"| {name} | {files} | {seconds / files * 1e3:.1f} |")


def seconds_by_format(data: Path, fonts: Path, out: Path) -> dict[str, tuple[int, float]]:
    """Format -> files proved, and processor seconds in all; each language with tools of its own, as in a build.
    Raises ValueError where proof finds anything: then this measures something else."""
    from handouts.content.compose import compose_all
    from handouts.content.edition import edition_code
    from handouts.manifest import read_manifest
    from handouts.paper import paper_named
    from handouts.products.loading import load_data
    from handouts.products.table import DRAWN
    from handouts.proof import Tools, prove_sheet

    loaded = load_data(data)
    composition, manifest = compose_all(loaded), read_manifest(out)
    if manifest is None:
        raise ValueError(f"{out} holds no build")
    paper = paper_named(manifest.paper, loaded.handout.oficio_mm)
    found: dict[str, tuple[int, float]] = {}
    by_language = defaultdict(list)
    for entry in manifest.files:
        if entry.kind == "sheet":
            by_language[entry.language].append(entry)
    gc.disable()  # as language_worker does while it works on a language
    try:
        for entries in by_language.values():
            tools = Tools(fonts)
            for entry in entries:
                flyer, form = composition.flyers[entry.language, entry.city], DRAWN[entry.format]
                pdf, expected = (out / entry.path).read_bytes(), form.expected(paper, entry.pages)
                edition = edition_code(flyer, expected.extent(entry.left_out))
                begin = time.process_time()
                wrong = prove_sheet(pdf, flyer, expected, entry.left_out, edition, tools)
                seconds = time.process_time() - begin
                if wrong:
                    raise ValueError(f"{entry.path}: {wrong[0]}")
                files, whole = found.get(entry.format, (0, 0.0))
                found[entry.format] = (files + 1, whole + seconds)
            gc.collect()
    finally:
        gc.enable()
    return found
