"""What proof costs: processor time a sheet of each format and a page of booklets, and what share of a build it is; and
what its short cuts save."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
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
    print("\nof a flyer and a sheet of cards | ms as it is | ms the plain way\n|---|---|---")
    sheets = [(folder / "all").glob(f"{form}/en/*.pdf") for form in ("flyer", "card")]
    for name, (quick, plain) in short_cuts([min(paths).read_bytes() for paths in sheets], fonts).items():
        print(f"| {name} | {seconds_of(quick) * 1e3:.2f} | {seconds_of(plain) * 1e3:.2f} |")


def short_cuts(pdfs: Sequence[bytes], fonts: Path) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """What proof does in another way than the plain one, and the plain one: both find the same in these files."""
    from io import BytesIO

    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from PIL import Image, ImageFont

    from handouts.proof.faces import Faces
    from handouts.proof.pixels import has_above, levels
    from handouts.proof.second_reader import SecondReader

    def by_pdfminer(pdf: bytes) -> None:
        manager = PDFResourceManager()
        interpreter = PDFPageInterpreter(manager, PDFPageAggregator(manager))
        for page in PDFPage.get_pages(BytesIO(pdf)):
            interpreter.process_page(page)

    def figure(faces: Faces) -> object:
        tiles = faces.tiles("NotoSans-Bold", 40.0)
        return tiles and tiles["0"]

    def first_figure() -> object:
        return ImageFont.truetype(fonts / "NotoSans-Bold.ttf", 256, layout_engine=ImageFont.Layout.BASIC).getmask("0")

    white = Image.new("L", (525, 300), 255)
    return {
        "the second reader": (lambda: [SecondReader().read(pdf) for pdf in pdfs], lambda: list(map(by_pdfminer, pdfs))),
        "whether a card has any pixel so light": (lambda: has_above(white, 254), lambda: levels(white)[1] > 254),
        "a figure that another language had": (lambda: figure(Faces(fonts)), first_figure),
    }


def seconds_of(work: Callable[[], object], times: int = 9) -> float:
    """Of the processor, in the middle of so many."""
    found = []
    for _ in range(times):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return sorted(found)[times // 2]


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
