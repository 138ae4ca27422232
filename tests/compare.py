"""`python -m tests.compare OLD NEW`: what differs between two builds, product by product.

python -m tests.compare ../before/out out                      all that both builds made
python -m tests.compare OLD NEW --format flyer,card            some of it
python -m tests.compare OLD NEW --renamed half-print=two-up    a format that has another name in NEW

OLD and NEW are output folders. Files belong together by their path or, where they have been renamed, by format,
language and city in `manifest.json`; what the manifest does not list (index, check sums) is not compared. Files of
the same bytes are not opened, unless `--pixels` asks for it. Of the others are compared: every pixel at 150 dpi and the
text by pdfium; the text by pdfminer; the tags, which are the structure tree with roles, languages, alternatives and
attributes, and the marked content in the order of drawing, with the text in each mark; links and bookmarks; and the
document's information, with page sizes and the viewer's preferences. Ends with 1 if anything differs or stands in one
build only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from PIL import Image, ImageChops

DPI = 150
SHOWN = 100  # characters of a line that differs
BYTES, PIXELS, TEXT, SECOND_TEXT, TAGS, LINKS, INFORMATION = ASPECTS = (
    "bytes", "pixels", "text by pdfium", "text by pdfminer", "tags", "links", "information",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A file of the old build and the one of the new build that belongs to it; one of them may not be there."""

    format: str
    old: Path | None
    new: Path | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison of two files came to: aspect -> where and how they differ."""

    pair: Pair
    same_bytes: bool
    differences: Mapping[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each format, and below it each file that differs and in what; the answer is the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.compare", description=__doc__.partition("\n")[0])
    parser.add_argument("old", type=_output_folder)
    parser.add_argument("new", type=_output_folder)
    parser.add_argument("--format", metavar="NAME,...", default="", help="compare these only")
    parser.add_argument("--renamed", metavar="OLD=NEW", action="append", default=[], type=_renaming)
    parser.add_argument("--pixels", action="store_true", help="open files of the same bytes as well")
    parser.add_argument("--jobs", metavar="N", type=int, default=os.cpu_count())
    chosen = parser.parse_args(arguments)
    wanted = [name for name in chosen.format.split(",") if name]
    pairs = [
        pair for pair in pair_up(chosen.old, chosen.new, dict(chosen.renamed)) if not wanted or pair.format in wanted
    ]
    both = [pair for pair in pairs if pair.old and pair.new]
    both.sort(key=lambda pair: -pair.old.stat().st_size if pair.old else 0)  # the longest work first
    with ProcessPoolExecutor(chosen.jobs) as pool:
        findings = list(pool.map(compare, both, [chosen.pixels] * len(both)))
    for format_name in sorted({pair.format for pair in pairs}):
        _report(
            format_name,
            [finding for finding in findings if finding.pair.format == format_name],
            [pair for pair in pairs if pair.format == format_name and not (pair.old and pair.new)],
        )
    differ = sum(bool(finding.differences) for finding in findings)
    alone = len(pairs) - len(both)
    print(f"{len(both)} files compared: {differ} differ; {alone} stand in one build only")
    return 0 if both and not differ and not alone else 1


def _output_folder(text: str) -> Path:
    if not Path(text, "manifest.json").is_file():
        raise argparse.ArgumentTypeError(f"{text} is no output folder: it has no manifest.json")
    return Path(text)


def _renaming(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not (old and sign and new):
        raise argparse.ArgumentTypeError(f"{text} is not of the form OLD=NEW")
    return old, new


def _report(format_name: str, findings: Sequence[Finding], alone: Sequence[Pair]) -> None:
    same = sum(finding.same_bytes for finding in findings)
    counts = Counter(aspect for finding in findings for aspect in finding.differences)
    told = ", ".join(f"{aspect} {counts[aspect]}" for aspect in ASPECTS[1:])
    print(f"{format_name:14}{len(findings):4} compared, {same} have the same bytes; others differ in: {told}")
    for finding in sorted(findings, key=lambda finding: str(finding.pair.new)):
        for aspect, where in finding.differences.items():
            print(f"    {finding.pair.new}: {aspect}: {where}")
    for pair in alone:
        print(f"    only in {'OLD' if pair.old else 'NEW'}: {pair.old or pair.new}")


# --- which files belong together ---


def pair_up(old: Path, new: Path, renamed: Mapping[str, str]) -> Iterator[Pair]:
    """All files of both manifests, by path, then by format, language and city; formats have their names in NEW."""
    ours, theirs = _entries(old, renamed), _entries(new, {})
    partners = {path: path for path in ours.keys() & theirs.keys()}
    left = {key: path for path, key in theirs.items() if path not in partners}
    partners.update({path: left.pop(key) for path, key in ours.items() if path not in partners and key in left})
    for path, (format_name, *_) in ours.items():
        yield Pair(format_name, old / path, new / partners[path] if path in partners else None)
    for path in theirs.keys() - set(partners.values()):
        yield Pair(theirs[path][0], None, new / path)


def _entries(out: Path, renamed: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    files = json.loads((out / "manifest.json").read_bytes())["files"]
    return {
        entry["path"]: (renamed.get(entry["format"], entry["format"]), entry["language"], entry["city"])
        for entry in files
    }


# --- two files ---


def compare(pair: Pair, open_all: bool) -> Finding:
    """In which aspects the two files of a pair differ. Files of the same bytes are opened only on request."""
    assert pair.old, pair.new
    assert pair.new, pair.old
    same = pair.old.read_bytes() == pair.new.read_bytes()
    if same and not open_all:
        return Finding(pair, same, {})
    if pair.new.suffix == ".png":
        with Image.open(pair.old) as old, Image.open(pair.new) as new:
            found = {PIXELS: _pixels(old, new)}
    elif pair.new.suffix == ".pdf":
        ours, theirs = _read(pair.old), _read(pair.new)
        found = {PIXELS: _pixels_of_pages(pair.old, pair.new)}
        found.update({aspect: _first_difference(ours[aspect], theirs[aspect]) for aspect in ours})
    else:
        found = {BYTES: "" if same else "differ"}
    return Finding(pair, same, {aspect: where for aspect, where in found.items() if where})


def _first_difference(old: Sequence[str], new: Sequence[str]) -> str:
    pairs = [(a, b) for a, b in zip_longest(old, new, fillvalue="(nothing)") if a != b]
    if not pairs:
        return ""
    was, now = pairs[0]
    same = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    was, now = (text[max(same - SHOWN // 2, 0) : same + SHOWN // 2] for text in (was, now))
    return f"{len(pairs)} of {max(len(old), len(new))} lines, first: {was!r} -> {now!r}"


def _pixels(old: Image.Image, new: Image.Image) -> str:
    if old.size != new.size:
        return f"size {old.size} -> {new.size}"
    bands = ImageChops.difference(old.convert("RGB"), new.convert("RGB")).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    differing = sum(strongest.histogram()[1:])
    return f"{differing} of {old.width * old.height}, within {strongest.getbbox()}" if differing else ""


def _pixels_of_pages(old: Path, new: Path) -> str:
    with pypdfium2.PdfDocument(old) as ours, pypdfium2.PdfDocument(new) as theirs:
        if len(ours) != len(theirs):
            return f"{len(ours)} pages -> {len(theirs)}"
        found = [
            (number, _pixels(*(document[number - 1].render(scale=DPI / 72).to_pil() for document in (ours, theirs))))
            for number in range(1, len(ours) + 1)
        ]
    return "; ".join(f"page {number}: {where}" for number, where in found if where)


def _read(path: Path) -> dict[str, list[str]]:
    """Everything but pixels, as lines for comparison. What a line is about stands in front of it."""
    with pypdfium2.PdfDocument(path) as document:
        text = [
            f"page {number}: {line}"
            for number in range(1, len(document) + 1)
            for line in document[number - 1].get_textpage().get_text_range().splitlines()
        ]
    marks = list(_marks(path))
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        root = pdf.Root
        tags = [
            *(f"marked as {name}: {_plain(root.get(name), pages)}" for name in ("/MarkInfo", "/Lang")),
            *_structure(root.get("/StructTreeRoot"), pages, ""),
            *(f"page {number}: {mark}: {said}" for number, mark, said in marks),
        ]
        links = [
            f"page {number}: {_plain(annotation, pages)}"
            for number, page in enumerate(pdf.pages, 1)
            for annotation in page.get("/Annots", [])
        ]
        links.append(f"bookmarks: {_plain(root.get('/Outlines'), pages)}")
        return {
            TEXT: text,
            SECOND_TEXT: [
                f"page {number}: " + "".join(said for on, _, said in marks if on == number) for number in pages.values()
            ],
            TAGS: tags,
            LINKS: links,
            INFORMATION: list(_information(pdf, pages)),
        }


# --- what pikepdf and pdfminer find ---


def _plain(thing: Any, pages: Mapping[tuple[int, int], int]) -> str:
    """An object with all that it holds, without its number. Pages stand by their number, parents not at all."""
    if isinstance(thing, pikepdf.Stream):
        return f"stream {thing.read_bytes()!r}"
    if isinstance(thing, pikepdf.Array):
        return "[" + ", ".join(_plain(each, pages) for each in thing) + "]"
    if isinstance(thing, pikepdf.Dictionary):
        if thing.objgen in pages:
            return f"page {pages[thing.objgen]}"
        # What points back, or to a number that only has to be the same elsewhere, or is read on its own.
        keys = thing.keys() - {"/P", "/Parent", "/Prev", "/Last", "/StructParent", "/SE"}
        return "{" + ", ".join(f"{key} {_plain(thing[key], pages)}" for key in sorted(keys)) + "}"
    return str(thing)


def _structure(element: Any, pages: Mapping[tuple[int, int], int], indent: str) -> Iterator[str]:
    """The structure tree from an element downwards: a line an element, a line a mark or object that it holds."""
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from _structure(each, pages, indent)
    elif isinstance(element, pikepdf.Dictionary) and ("/S" in element or "/ParentTree" in element):
        keys = element.keys() - {"/P", "/K", "/Type", "/ParentTree", "/ParentTreeNextKey", "/IDTree"}
        yield indent + " ".join(f"{key} {_plain(element[key], pages)}" for key in sorted(keys))
        yield from _structure(element.get("/K"), pages, indent + "  ")
    elif element is not None:
        yield indent + _plain(element, pages)


def _information(pdf: pikepdf.Pdf, pages: Mapping[tuple[int, int], int]) -> Iterator[str]:
    yield from (f"{key}: {value}" for key, value in sorted(pdf.docinfo.items()))
    for key in ("/Metadata", "/ViewerPreferences", "/PageMode", "/PageLayout", "/PageLabels", "/OutputIntents"):
        yield f"{key}: {_plain(pdf.Root.get(key), pages)}"
    for number, page in enumerate(pdf.pages, 1):
        for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Rotate", "/Tabs"):
            yield f"page {number}: {key}: {_plain(page.obj.get(key), pages)}"


def _marks(path: Path) -> Iterator[tuple[int, str, str]]:
    """Page, mark and text of all marked content, in the order of drawing, by pdfminer."""
    device = _Device(PDFResourceManager())
    interpreter = PDFPageInterpreter(device.rsrcmgr, device)
    with path.open("rb") as file:
        for number, page in enumerate(PDFPage.get_pages(file), 1):
            device.found = [("no mark", [])]
            interpreter.process_page(page)
            yield from ((number, mark, "".join(text)) for mark, text in device.found if text or mark != "no mark")


class _Device(PDFDevice):
    """Takes the text that pdfminer's interpreter draws, mark by mark."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.found: list[tuple[str, list[str]]] = []
        self._open: list[str] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        properties = {str(key): value for key, value in props.items()} if isinstance(props, dict) else props
        self._open.append(f"{tag.name} {properties}")
        self.found.append((" in ".join(reversed(self._open)), []))

    def end_tag(self) -> None:
        self._open.pop()
        self.found.append((" in ".join(reversed(self._open)) or "no mark", []))

    def render_string(self, textstate: Any, seq: Any, *_: Any) -> None:
        text = self.found[-1][1]
        for codes in seq:
            if isinstance(codes, bytes):
                text.extend(_letter(textstate.font, code) for code in textstate.font.decode(codes))


def _letter(font: Any, code: int) -> str:
    try:
        return str(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        return f"(code {code})"


if __name__ == "__main__":
    sys.exit(main())
