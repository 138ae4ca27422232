"""A hundred half pages as a saddle-stitched booklet: our command, and the same places by plain pypdf, plain pikepdf and
pdfimpose, each in a new process, in turn.

Where it leans: ours reads the data, and looks for damage in every stream of the file; none of the others does.
pdfimpose runs in the environment that tests/debian/test_pdfimpose.py makes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.peers import Cost, Way, costs, print_costs

ROOT = Path(__file__).parents[1]
PAGES = 100
PDFIMPOSE = "pdfimpose"
KEEPS = {
    "ours": "pages as they are, with creep, marks and a slug; refuses what can't be printed rightly",
    "pypdf": "pages as they are",
    "pikepdf": "pages as they are",
    PDFIMPOSE: "pages as they are",
}
HALF_WIDTH, HALF_HEIGHT = 396.0, 612.0


def print_imposing(data: Path, fonts: Path, folder: Path, runs: int) -> None:
    """Medians: seconds from nothing to the file, peak memory, bytes."""
    found = imposing_costs(data, fonts, folder, runs)
    print(f"{PAGES} pages; cold, median of {runs}\n")
    print_costs("imposed by", found, KEEPS)
    if PDFIMPOSE not in found:
        print(f"\n{PDFIMPOSE}: not measured, as its environment is not there")


def imposing_costs(data: Path, fonts: Path, folder: Path, runs: int) -> dict[str, Cost]:
    """By ours and all peers that are there. Raises CalledProcessError."""
    source, out = _pages(data, fonts, folder), folder / "imposed.pdf"
    both = [str(source), str(out)]
    options = ["--data", str(data), "--fonts", str(fonts), "--paper", "letter"]
    ways = {
        "ours": Way([sys.executable, str(ROOT / "generate.py"), "impose", both[0], *options, "--out", both[1]]),
        **{way: Way([sys.executable, "-m", "benchmarks.imposing", way, *both]) for way in ("pypdf", "pikepdf")},
    }
    for python in sorted(ROOT.glob(".cache/pdfimpose-*/bin/python"))[:1]:
        job = json.dumps({"scheme": "saddle", "source": both[0], "out": both[1], "bind": "left"})
        ways[PDFIMPOSE] = Way([str(python), str(ROOT / "tests" / "debian" / "other_imposer.py")], job)
    return costs(ways, out, runs)


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
