"""`python -m benchmarks`: our flyers and Typst's, measured side by side in the same run.

Typst sets the same texts in the same faces on the same paper, tagged, and also as PDF/UA-1 and PDF/A-2a.
What is measured, and where the comparison leans:

- warm: one flyer, new to the process, from the composed texts to the bytes; both sides in turn in one process, median.
  Ours searches for the fit; Typst is told the size and the pieces.
- cold: a new process to its first flyer on disk. Ours reads the data first; Typst gets its finished source.
- memory: peak of the cold process.
- job: a plain build from nothing. Ours makes, besides flyers and booklets, the proof of every file, the print
  versions and the manifest; Typst only the flyers and the booklets to read.

This process imports nothing heavy: on Linux a child's peak memory counts that of its parent before the exec.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.flyers import MEASURES, ROOT, compare_flyers, run_task

LANGUAGES = ("en", "ar", "hi", "ru", "zh-Hans")
WARM_RUNS = 30
COLD_RUNS = 7


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure our flyers against Typst's.")
    parser.add_argument("--language", action="append", metavar="TAG", help=f"default: {' '.join(LANGUAGES)}")
    parser.add_argument("--runs", type=int, default=WARM_RUNS, help=f"warm flyers on each side (default {WARM_RUNS})")
    parser.add_argument("--cold-runs", type=int, default=COLD_RUNS, help=f"new processes (default {COLD_RUNS})")
    parser.add_argument("--data", type=_folder, default=ROOT / "data")
    parser.add_argument("--fonts", type=_folder, default=ROOT / "fonts")
    parser.add_argument("--no-job", action="store_true", help="leave out the whole job")
    parser.add_argument("--proof", action="store_true", help="measure what proof costs, and nothing else")
    parser.add_argument("--draw", action="store_true", help="measure what ReportLab costs, and nothing else")
    parser.add_argument("--kept", action="store_true", help="measure what caches are worth, and nothing else")
    parser.add_argument("--stages", action="store_true", help="say where a warm flyer's time goes, and nothing else")
    parser.add_argument("--impose", action="store_true", help="measure imposing a hundred pages, and nothing else")
    parser.add_argument("--bind", action="store_true", help="measure binding flyers, and nothing else")
    parser.add_argument(
        "--count", action="append", type=int, metavar="N", help="with --bind, so many flyers (default: 100, 144, 1000)"
    )
    parser.add_argument("--national", action="store_true", help="measure a build of an invented country, nothing else")
    parser.add_argument(
        "--cities", action="append", type=int, metavar="N", help="with --national, so many (default: 100, 300, 1000)"
    )
    parser.add_argument("--compare", action="store_true", help="hold the ratios against those that are kept")
    parser.add_argument("--short", action="store_true", help="with --compare: in about a minute")
    parser.add_argument("--keep", action="store_true", help="with --compare: keep the ratios in benchmarks/ratios.json")
    options = parser.parse_args()
    if options.runs < 1 or options.cold_runs < 1:
        parser.error("at least one run is needed")
    if os.name == "nt":
        parser.error("peak memory is read with getrusage, which Windows does not have; run this on Linux or macOS")
    print("$", shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]]))
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"typst {version('typst')}, reportlab {version('reportlab')}, uharfbuzz {version('uharfbuzz')}"
    )
    print(f"load average before: {os.getloadavg()[0]:.1f} (times mean little on a busy machine)")
    if options.proof:
        return _proof(options)
    if options.draw:
        from benchmarks.draw_cost import print_draw

        print_draw(options.data, options.fonts, options.language or LANGUAGES, options.runs)
        return 0
    if options.kept:
        from benchmarks.kept import print_kept

        print_kept(options.data, options.fonts, options.language or LANGUAGES, options.runs)
        return 0
    if options.stages:
        from benchmarks.stages import print_stages

        print_stages(options.data, options.fonts, options.language or LANGUAGES, options.runs)
        return 0
    if options.national:
        return _national(options)
    if options.impose or options.bind:
        return _peers(options)
    if options.compare:
        return _compare(options)
    print(f"warm: median of {options.runs}; cold, memory: median of {options.cold_runs}; KB: median of all cities")
    print("each side in turn; ratio = Typst / ours, so above 1 is better for us\n")
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            _print_flyers(options, Path(folder))
            if not options.no_job:
                _print_job(options, Path(folder))
    except subprocess.CalledProcessError as failure:
        print(f"{shlex.join(map(str, failure.cmd))} failed:\n{failure.stderr}", file=sys.stderr)
        return 1
    return 0


def _proof(options: argparse.Namespace) -> int:
    from benchmarks.proof_cost import print_proof

    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            print_proof(options.data, options.fonts, Path(folder))
    except (subprocess.CalledProcessError, ValueError) as failure:
        print(getattr(failure, "stderr", None) or failure, file=sys.stderr)
        return 1
    return 0


def _peers(options: argparse.Namespace) -> int:
    from benchmarks.binding import COUNTS, print_binding
    from benchmarks.imposing import print_imposing

    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            if options.impose:
                print_imposing(options.data, options.fonts, Path(folder), options.cold_runs)
            if options.bind:
                counts = tuple(options.count or COUNTS)
                print_binding(options.data, options.fonts, Path(folder), options.cold_runs, counts)
    except (subprocess.CalledProcessError, ValueError) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def _national(options: argparse.Namespace) -> int:
    from benchmarks.country import COUNTS, print_country

    counts, tags = options.cities or COUNTS, options.language or ("en", "ar")
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            print_country(options.data, options.fonts, Path(folder), counts, tags)
    except subprocess.CalledProcessError as failure:
        print(f"{shlex.join(map(str, failure.cmd))} failed:\n{failure.stderr}", file=sys.stderr)
        return 1
    return 0


def _compare(options: argparse.Namespace) -> int:
    from benchmarks.ratios import SHORT_LANGUAGES, keep, kept_ratios, measured_ratios, report

    tags = options.language or (SHORT_LANGUAGES if options.short else LANGUAGES)
    runs, cold_runs = (15, 3) if options.short else (options.runs, options.cold_runs)
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            now = measured_ratios(options.data, options.fonts, Path(folder), tags, runs, cold_runs, short=options.short)
    except subprocess.CalledProcessError as failure:
        print(f"{shlex.join(map(str, failure.cmd))} failed:\n{failure.stderr}", file=sys.stderr)
        return 1
    if options.keep:
        keep(now)
    return report(kept_ratios(), now)


def _folder(text: str) -> Path:
    """A folder of the command line, absolute: the measuring processes run elsewhere."""
    path = Path(text).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return path


def _print_flyers(options: argparse.Namespace, folder: Path) -> None:
    columns = ["language"]
    for measure in MEASURES:
        columns += [measure, "Typst", "ratio"]
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    for tag in options.language or LANGUAGES:
        found = compare_flyers(tag, options.data, options.fonts, folder, options.runs, options.cold_runs)
        print(f"| {tag} | {' | '.join(each.cells for each in found.values())} |", flush=True)


def _print_job(options: argparse.Namespace, folder: Path) -> None:
    sources, target = folder / "sources", folder / "typst"
    both = {"data": options.data, "fonts": options.fonts}
    prepared = run_task("prepare_job", **both, folder=sources)
    command = [sys.executable, str(ROOT / "generate.py"), "build", "--quiet", "--out", str(folder / "out")]
    begin = time.perf_counter()
    subprocess.run(
        [*command, "--data", str(options.data), "--fonts", str(options.fonts)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    ours = time.perf_counter() - begin
    begin = time.perf_counter()
    run_task("job_by_typst", fonts=options.fonts, sources=sources, target=target)
    theirs = time.perf_counter() - begin
    pdfs = sum(1 for _ in (folder / "out").rglob("*.pdf"))
    print(
        f"\nWhole job from nothing: {ours:.1f} s for {pdfs} PDFs, proof included; Typst {theirs:.1f} s for "
        f"{prepared['documents']} PDFs ({prepared['flyers']} flyers and the booklets to read; "
        f"{prepared['unfit']} flyers do not fit) without proof; "
        f"ratio {theirs / ours:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
