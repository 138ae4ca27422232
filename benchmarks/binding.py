"""Finished flyers as one file: our booklet, and the same pages merged by plain pypdf and plain pikepdf, each in a new
process, in turn.

Where it leans: ours merges the structure trees, keeps every font once, writes outline, page labels and metadata, and
holds PDF/UA and PDF/A; the others take the pages over and lose the tags. Beyond the flyers of the data, which are bound
as a build binds them, the same files stand again, with other bytes: nobody can know that they are the same.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.peers import Cost, Way, costs, print_costs

ROOT = Path(__file__).parents[1]
COUNTS = (100, 144, 1000)
KEEPS = {
    "ours": "tags, links, an outline, page labels, PDF/UA and PDF/A; each font once",
    "pypdf": "links; no tags, no outline; every file's fonts",
    "pikepdf": "links; no tags, no outline; every file's fonts",
}
"""Held by `tests/benchmarks/test_binding.py`. A build also draws contents pages, and a folio on each page."""
MANY_RUNS = 200
"""From here on one run says enough."""


def print_binding(data: Path, fonts: Path, folder: Path, runs: int, counts: tuple[int, ...]) -> None:
    """For each number of flyers: seconds from nothing to the file, peak memory, bytes."""
    built = build_flyers(data, fonts, folder)
    for count in counts:
        print(f"\n{count} flyers of one page; cold, median of {_runs(count, runs)}\n")
        print_costs("bound by", binding_costs(built, folder, count, runs), KEEPS)


def build_flyers(data: Path, fonts: Path, folder: Path) -> Path:
    """The shipped flyers, without proof."""
    built = folder / "flyers"
    options = ["--format", "flyer", "--no-proof", "--quiet", "--data", str(data), "--fonts", str(fonts)]
    subprocess.run([sys.executable, str(ROOT / "generate.py"), "build", *options, "--out", str(built)], check=True)
    return built


def binding_costs(built: Path, folder: Path, count: int, runs: int) -> dict[str, Cost]:
    """By ours, pypdf and pikepdf. Raises CalledProcessError."""
    out = folder / "bound.pdf"
    ways = {
        way: Way([sys.executable, "-m", "benchmarks.binding", way, str(built), str(count), str(out)])
        for way in ("ours", "pypdf", "pikepdf")
    }
    return costs(ways, out, _runs(count, runs))


def _runs(count: int, runs: int) -> int:
    return 1 if count > MANY_RUNS else min(runs, 3)


def _files(folder: str, count: int) -> list[bytes]:
    """So many of the flyers, and again from the first, with a comment behind."""
    files = [path.read_bytes() for path in sorted(Path(folder).glob("flyer/*/*.pdf"))]
    return [files[at % len(files)] + (b"%% %d\n" % at if at >= len(files) else b"") for at in range(count)]


def by_us(folder: str, count: int, target: str) -> None:
    """As a build binds them, but for a contents page."""
    import gc

    from handouts.bind import BoundPart, bind_booklet
    from handouts.layout.page.placed import DocumentInfo

    gc.disable()  # as binding_worker does
    parts = [BoundPart(pdf, f"Flyer {at}") for at, pdf in enumerate(_files(folder, count), start=1)]
    info = DocumentInfo("Flyers", "en", False, "2021-04-07", "benchmarks")
    Path(target).write_bytes(bind_booklet(parts, None, info))


def by_pypdf(folder: str, count: int, target: str) -> None:
    """As its documentation shows."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    for pdf in _files(folder, count):
        writer.append(BytesIO(pdf))
    writer.write(target)


def by_pikepdf(folder: str, count: int, target: str) -> None:
    """As its documentation shows."""
    from io import BytesIO

    import pikepdf

    with pikepdf.new() as document:
        for pdf in _files(folder, count):
            with pikepdf.open(BytesIO(pdf)) as flyer:
                document.pages.extend(flyer.pages)
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


if __name__ == "__main__":
    way, from_folder, number, to = sys.argv[1:]
    {"ours": by_us, "pypdf": by_pypdf, "pikepdf": by_pikepdf}[way](from_folder, int(number), to)
