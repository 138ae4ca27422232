"""What the measuring processes do: `python -m benchmarks.tasks NAME ARGUMENTS_AS_JSON` prints one JSON object.

A process of its own, because a first flyer is only first once, and because peak memory belongs to a process.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from benchmarks import PDF_STANDARDS

if TYPE_CHECKING:
    from typst import Compiler

    from benchmarks.ours import OurSide
    from benchmarks.typst_peer import PeerPage
    from handouts.content.flyer import Flyer
    from handouts.layout import LaidOut

Answer: TypeAlias = dict[str, Any]
"""What a task prints; JSON can hold it."""
BYTES_PER_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Unit of ru_maxrss: bytes on macOS, kibibytes on Linux (getrusage(2))."""


def prepare(data: Path, fonts: Path, tag: str, city: str, folder: Path) -> Answer:
    """Write what a first flyer by Typst needs: its source, none where that does not fit on one page, and a folder with
    no fonts but the language's."""
    from benchmarks.typst_peer import TypstPeer, fonts_of

    ours = _our_side(data, fonts, tag)
    own_fonts = fonts_of(ours.language, ours.latin, fonts, folder)
    peer = TypstPeer(own_fonts)
    flyer = ours.flyer(city)
    page = peer.fitted(peer_page(ours, flyer, ours.laid_out(flyer)))
    if page is None:
        return {"source": "", "fonts": str(own_fonts)}
    source = folder / f"{tag}.typ"
    source.write_bytes(peer.source([page]))
    return {"source": str(source), "fonts": str(own_fonts)}


def first_by_us(data: Path, fonts: Path, tag: str, city: str, target: Path) -> Answer:
    """One flyer, from the data."""
    ours = _our_side(data, fonts, tag)
    target.write_bytes(ours.pdf(ours.flyer(city)))
    return {"bytes": target.stat().st_size, "peak_bytes": _peak_bytes()}


def first_by_typst(source: Path, fonts: Path, target: Path) -> Answer:
    """One flyer, from its finished source. Imports nothing of ours."""
    _typst_writes(_typst_compiler(fonts), source, target)
    return {"bytes": target.stat().st_size, "peak_bytes": _peak_bytes()}


def warm(data: Path, fonts: Path, tag: str, runs: int) -> Answer:
    """Time `runs` flyers on each side in turn, none of them seen before; caches and fonts are warm. Typst's side is
    empty where one of its pages does not fit."""
    from benchmarks.typst_peer import TypstPeer
    from benchmarks.variants import unseen

    gc.disable()  # as language_worker does while it works on a language; this process ends soon
    ours, peer = _our_side(data, fonts, tag), TypstPeer(fonts)
    flyers = ours.flyers()
    ours.freeze(flyers)
    # A variant is set as its city's real flyer is: laying it out to find out would be seeing it.
    fitted = {flyer.city: peer.fitted(peer_page(ours, flyer, ours.laid_out(flyer))) for flyer in flyers}
    pages = {city: page for city, page in fitted.items() if page is not None}
    bytes_ours = [len(ours.pdf(flyer)) for flyer in flyers]
    if len(pages) < len(fitted):
        alone = [_seconds(partial(ours.pdf, flyer)) for flyer in unseen(flyers, runs)]
        return {"ours": {"seconds": alone, "bytes": bytes_ours}, "typst": {"seconds": [], "bytes": []}}
    bytes_typst = [len(peer.compile(peer.source([page]))) for page in pages.values()]
    seconds_ours, seconds_typst = [], []
    for index, (flyer, shown) in enumerate(
        zip(unseen(flyers, runs), unseen([page.flyer for page in pages.values()], runs), strict=True)
    ):
        source = peer.source([replace(pages[flyer.city], flyer=shown)])
        # Each side goes first every other time: what runs second finds the processor's caches the other's.
        if index % 2:
            seconds_ours.append(_seconds(partial(ours.pdf, flyer)))
            seconds_typst.append(_seconds(partial(peer.compile, source)))
        else:
            seconds_typst.append(_seconds(partial(peer.compile, source)))
            seconds_ours.append(_seconds(partial(ours.pdf, flyer)))
    return {
        "ours": {"seconds": seconds_ours, "bytes": bytes_ours},
        "typst": {"seconds": seconds_typst, "bytes": bytes_typst},
    }


def prepare_job(data: Path, fonts: Path, folder: Path) -> Answer:
    """Write the sources of everything a plain build makes, as far as Typst makes it: flyers and booklets to read,
    without those pages that do not fit (`unfit`)."""
    from benchmarks.ours import every_language
    from benchmarks.typst_peer import TypstPeer
    from handouts.products.loading import load_data

    peer = TypstPeer(fonts)
    fitted = [
        peer.fitted(peer_page(ours, flyer, ours.laid_out(flyer)))
        for ours in every_language(load_data(data), fonts)
        for flyer in ours.flyers()
    ]
    pages = [page for page in fitted if page is not None]
    documents = {f"flyer-{page.flyer.language}-{page.flyer.city}": [page] for page in pages}
    for page in pages:
        documents.setdefault(f"language-{page.flyer.language}", []).append(page)
        documents.setdefault(f"city-{page.flyer.city}", []).append(page)
    documents["all"] = pages
    folder.mkdir()
    for name, members in documents.items():
        (folder / f"{name}.typ").write_bytes(peer.source(members))
    return {"flyers": len(pages), "documents": len(documents), "unfit": len(fitted) - len(pages)}


def job_by_typst(fonts: Path, sources: Path, target: Path) -> Answer:
    """Compile every prepared source in one process, and write the PDFs."""
    compiler = _typst_compiler(fonts)
    target.mkdir()
    for source in sorted(sources.glob("*.typ")):
        _typst_writes(compiler, source, target / f"{source.stem}.pdf")
    return {"peak_bytes": _peak_bytes()}


def _our_side(data: Path, fonts: Path, tag: str) -> OurSide:
    from benchmarks.ours import OurSide
    from handouts.products.loading import load_data

    return OurSide(load_data(data), fonts, tag)


def peer_page(ours: OurSide, flyer: Flyer, sheet: LaidOut) -> PeerPage:
    """What Typst is told: what is printed on our sheet, and how large."""
    from benchmarks.ours import without
    from benchmarks.typst_peer import PeerPage

    return PeerPage(
        flyer=without(flyer, sheet.left_out),
        language=ours.language,
        latin=ours.latin,
        right_to_left=ours.right_to_left,
        paper=ours.paper,
        body_pt=sheet.body_pt,
        numbers_pt=sheet.numbers_pt,
    )


def _typst_compiler(fonts: Path) -> Compiler:
    import typst

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    return typst.Compiler(font_paths=found)


def _typst_writes(compiler: Compiler, source: Path, target: Path) -> None:
    pdf = compiler.compile(input=source.read_bytes(), format="pdf", pdf_standards=PDF_STANDARDS, timestamp=0)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single PDF")
    target.write_bytes(pdf)


def _seconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_RSS_UNIT


TASKS: dict[str, Callable[..., Answer]] = {
    task.__name__: task for task in (prepare, first_by_us, first_by_typst, warm, prepare_job, job_by_typst)
}

if __name__ == "__main__":
    given = json.loads(sys.argv[2])
    for key in {"data", "fonts", "folder", "source", "sources", "target"} & set(given):
        given[key] = Path(given[key])
    print(json.dumps(TASKS[sys.argv[1]](**given)))
