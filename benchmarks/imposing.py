"""A hundred half pages as a saddle-stitched booklet: our command, and the same places by plain pypdf, plain pikepdf and
pdfimpose, each in a new process, in turn.

Where it leans: ours reads the data, and looks for damage in every stream of the file; none of the others does.
pdfimpose runs in the environment that tests/debian/test_pdfimpose.py makes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = 100
HALF_WIDTH, HALF_HEIGHT = 396.0, 612.0


def print_imposing(data: Path, fonts: Path, folder: Path, runs: int) -> None:
    """Medians: seconds from nothing to the file, peak memory, bytes."""
    source = _pages(data, fonts, folder)
    both = [str(source), str(folder / "imposed.pdf")]
    options = ["--data", str(data), "--fonts", str(fonts), "--paper", "letter"]
    commands = {
        "ours": [sys.executable, str(ROOT / "generate.py"), "impose", both[0], *options, "--out", both[1]],
        **{way: [sys.executable, "-m", "benchmarks.imposing", way, *both] for way in ("pypdf", "pikepdf")},
    }
    job = ""
    for python in sorted(ROOT.glob(".cache/pdfimpose-*/bin/python"))[:1]:
        commands["pdfimpose"] = [str(python), str(ROOT / "tests" / "debian" / "other_imposer.py")]
        job = json.dumps({"scheme": "saddle", "source": both[0], "out": both[1], "bind": "left"})
    print(f"{PAGES} pages, {source.stat().st_size / 1e3:.0f} KB; cold, median of {runs}\n")
    print("| imposed by | s | memory MB | KB |\n|---|---|---|---|")
    measured: dict[str, list[tuple[float, float, int]]] = {way: [] for way in commands}
    for _ in range(runs):
        for way, command in commands.items():
            measured[way].append(_run(command, job if way == "pdfimpose" else "", Path(both[1])))
    for way, rows in measured.items():
        seconds, peaks, sizes = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"| {way} | {seconds:.2f} | {peaks / 1e6:.0f} | {sizes / 1e3:.0f} |")
    if "pdfimpose" not in commands:
        print("\npdfimpose: not measured, as its environment is not there")


def _run(command: list[str], given: str, out: Path) -> tuple[float, float, int]:
    """Seconds, peak memory in bytes, and size of one process and its file. Raises CalledProcessError."""
    out.unlink(missing_ok=True)
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    if process.stdin is not None:
        process.stdin.write(given)
        process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, command, stderr="")
    return seconds, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), out.stat().st_size


def _pages(data: Path, fonts: Path, folder: Path) -> Path:
    """Half sheets of the shipped languages, one after the other."""
    import pikepdf

    built = folder / "built"
    options = ["--format", "half", "--no-proof", "--quiet", "--data", str(data), "--fonts", str(fonts)]
    subprocess.run([sys.executable, str(ROOT / "generate.py"), "build", *options, "--out", str(built)], check=True)
    target = folder / "pages.pdf"
    with pikepdf.new() as document:
        for path in sorted(built.glob("half/*/*.pdf")):
            with pikepdf.open(path) as half:
                document.pages.extend(half.pages)
        if len(document.pages) < PAGES:
            raise ValueError(f"the data makes {len(document.pages)} half pages, and {PAGES} are needed")
        del document.pages[PAGES:]
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target


def _order() -> list[tuple[int, int]]:
    """Left and right of every side."""
    pairs = []
    for first in range(0, PAGES // 2, 2):
        last = PAGES - 1 - first
        pairs += [(last, first), (first + 1, last - 1)]
    return pairs


def by_pypdf(source: str, target: str) -> None:
    """As its documentation shows two pages on one."""
    from pypdf import PageObject, PdfReader, PdfWriter, Transformation

    reader, writer = PdfReader(source), PdfWriter()
    for pair in _order():
        sheet = PageObject.create_blank_page(width=2 * HALF_WIDTH, height=HALF_HEIGHT)
        for column, page in enumerate(pair):
            sheet.merge_transformed_page(reader.pages[page], Transformation().translate(column * HALF_WIDTH, 0))
        writer.add_page(sheet)
    writer.write(target)


def by_pikepdf(source: str, target: str) -> None:
    """Pages as forms, as its documentation shows."""
    import pikepdf

    with pikepdf.open(source) as pages, pikepdf.new() as document:
        for pair in _order():
            sheet = document.add_blank_page(page_size=(2 * HALF_WIDTH, HALF_HEIGHT))
            for column, page in enumerate(pair):
                left = column * HALF_WIDTH
                sheet.add_overlay(pages.pages[page], pikepdf.Rectangle(left, 0, left + HALF_WIDTH, HALF_HEIGHT))
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


if __name__ == "__main__":
    {"pypdf": by_pypdf, "pikepdf": by_pikepdf}[sys.argv[1]](*sys.argv[2:])
