"""What ReportLab costs a flyer: the part of drawing that it does, and the parts that it could do and does not.

Each is measured on the same flyers, new to the process: processor time, median. From it is taken off what `draw` needs
for the same, where that is more than a string or two.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFArray, PDFDictionary, PDFDocument, PDFPage, PDFString
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr
from reportlab.pdfgen.canvas import Canvas

from benchmarks.ours import OurSide
from benchmarks.variants import unseen
from handouts.draw import DrawCache, draw_document
from handouts.draw.metadata import information_dictionary
from handouts.draw.operators import line_operators
from handouts.draw.reportlab_canvas import PageCanvas
from handouts.layout.page.placed import DocumentInfo, Element, PlacedLine, PlacedPage, PlacedRule, PlacedShape, marks_of
from handouts.products.loading import load_data
from handouts.text.glyphs import Line

FONT = SimpleNamespace(
    fontName="benchmark",
    face=SimpleNamespace(name="benchmark"),
    _dynamicFont=True,
    _multiByte=True,
    shapable=True,
    stringWidth=lambda *_, **_more: 0.0,
    splitString=lambda text, *_: [(0, text.encode("latin-1"))],
    getSubsetInternalName=lambda *_: "/F1",
)
"""ReportLab's protocol for fonts. Its text objects count a code of two bytes as two characters."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A laid-out flyer; what of it is new; and the cache of those drawn before."""

    page: PlacedPage
    info: DocumentInfo
    new_lines: tuple[Line, ...]
    elements: tuple[Element, ...]
    cache: DrawCache


Part: TypeAlias = Callable[[Subject], object]


def paths(subject: Subject) -> None:
    """The page on a canvas, without its text."""
    canvas = PageCanvas(subject.cache.canvas)
    canvas.begin_page(subject.page.height_pt)
    for mark in marks_of([*subject.page.artifacts, *subject.page.elements]):
        if isinstance(mark, PlacedRule):
            canvas.draw_rule(mark)
        elif isinstance(mark, PlacedShape):
            canvas.draw_path(mark)
        else:
            canvas.draw("")
    subject.cache.canvas.viewer_preferences(subject.info)


def paths_as_text(subject: Subject) -> None:
    """The same as operators in a list."""
    written, height_pt, operators = subject.cache.numbers, subject.page.height_pt, [""]
    for mark in marks_of([*subject.page.artifacts, *subject.page.elements]):
        if isinstance(mark, PlacedRule):
            x0, y0, x1, y1, width, _ = mark
            start = f"{written[x0]} {written[height_pt - y0]} m"
            operators.append(f"q {written[width]} w {start} {written[x1]} {written[height_pt - y1]} l S Q")
        elif isinstance(mark, PlacedShape):
            at = f"{written[mark.x_pt]} {written[height_pt - mark.y_pt]}"
            operators.append(f"q {written[mark.scale]} 0 0 -{written[mark.scale]} {at} cm f Q")
        else:
            operators.append("")


def states(subject: Subject) -> None:
    """saveState, transform and restoreState around shapes, instead of three operators as text."""
    canvas = _canvas()
    for mark in marks_of([*subject.page.artifacts, *subject.page.elements]):
        if isinstance(mark, PlacedShape):
            canvas.saveState()
            canvas.transform(mark.scale, 0, 0, -mark.scale, mark.x_pt, mark.y_pt)
            canvas.restoreState()


def text_objects(subject: Subject) -> None:
    """New lines, shaped."""
    canvas = _canvas()
    for line in subject.new_lines:
        text = canvas.beginText(0, 0)
        for run in line.runs:
            codes, per_mille, shape = subject.cache.plan.codes[run.font], 1000 / run.units_per_em, []
            for index, (gid, advance, dx, means) in enumerate(run.glyphs):
                shape.append(ShapeData(index, 0, 0, 0, 0, 0))
                width = codes[gid, means].width
                shape.append(ShapeData(index, advance * per_mille, 0, dx * per_mille, 0, width))
            text.setFont(FONT.fontName, run.size_pt)
            text.textOut(ShapedStr("\0\1" * len(run.glyphs), shape))
        canvas.drawText(text)


def lines_as_text(subject: Subject) -> None:
    """The same lines as draw writes them."""
    for line in subject.new_lines:
        line_operators(line, subject.cache.plan)


def links(subject: Subject) -> None:
    """The dictionaries that linkURL makes, which takes any further entries."""
    canvas = _canvas()
    for at, element in enumerate(subject.elements):
        if element.link is not None:
            more = {"F": 4, "StructParent": at, "Contents": PDFString(element.link.contents)}
            canvas.linkURL(element.link.href, (36, 700.25, 100.125, 712), **more)
            action = PDFDictionary({"Type": "/Action", "S": "/URI", "URI": PDFString(element.link.href)})
            place = {"Rect": PDFArray((36, 700.25, 100.125, 712)), "Border": PDFArray((0, 0, 0))}
            PDFDictionary({**more, **place, "A": action, "Type": "/Annot", "Subtype": "/Link"}).format(DummyDoc())


def structure_elements(subject: Subject) -> None:
    """Dictionaries with role, parent, page and content."""
    for at, element in enumerate(subject.elements):
        entries = {"Type": "/StructElem", "S": f"/{element.role}", "P": "1 0 R", "Pg": "2 0 R", "K": PDFArray([at])}
        PDFDictionary(entries).format(None)


def page_dictionary(subject: Subject) -> None:
    """The page with its boxes."""
    page, sheet = PDFPage(), (0, 0, subject.page.width_pt, subject.page.height_pt)
    page.MediaBox, page.CropBox, page.TrimBox = (PDFArray(sheet) for _ in range(3))
    page.Contents, page.Resources, page.Parent = "3 0 R", "<</Font 4 0 R>>", "5 0 R"
    page.format(PDFDocument(invariant=1))


def catalogue(subject: Subject) -> None:
    """The catalogue, and the tree of pages."""
    canvas, document = _canvas(), PDFDocument(invariant=1, lang=subject.info.language)
    for key in ("MarkInfo", "Metadata", "StructTreeRoot", "ViewerPreferences"):
        canvas.setCatalogEntry(key, {"Marked": "true"})
        setattr(document.Catalog, key, canvas.getCatalogEntry(key))
    document.Catalog.format(document)
    document.Pages.format(document)


def information(subject: Subject) -> None:
    """Title, author, keywords and dates; and Creator, Subject and Trapped, which are written unasked."""
    document = PDFDocument(invariant=1)
    document.setTitle(subject.info.title)
    document.setAuthor(subject.info.author)
    document.setKeywords(", ".join(subject.info.keywords))
    document.setDateFormatter(lambda *_clock: "D:20210407000000Z")
    document.info.format(document)


def information_as_text(subject: Subject) -> None:
    """The same, as draw writes it."""
    information_dictionary(subject.info)


def _empty(_subject: Subject) -> None:
    _canvas()


def _nothing(_subject: Subject) -> None:
    pass


PARTS: tuple[tuple[str, Part, Part], ...] = (
    ("done: rules and shapes, viewer preferences", paths, paths_as_text),
    ("graphics states of shapes", states, _empty),
    ("new lines as text objects", text_objects, lines_as_text),
    ("links", links, _empty),
    ("structure elements", structure_elements, _nothing),
    ("page dictionary with boxes", page_dictionary, _nothing),
    ("catalogue and tree of pages", catalogue, _empty),
    ("information", information, information_as_text),
)
"""What it is; how ReportLab does it; what to take off."""


def print_draw(data: Path, fonts: Path, tags: Sequence[str], runs: int) -> None:
    """For each language: a flyer, its drawing, and the parts by ReportLab."""
    registerFont(FONT)
    gc.disable()  # as language_worker does while it works on a language; this process ends soon
    loaded = load_data(data)
    for tag in tags:
        ours = OurSide(loaded, fonts, tag)
        flyers = ours.flyers()
        ours.freeze(flyers)
        seen = {line for flyer in flyers for line in _lines(ours.laid_out(flyer).pages[0])}
        for flyer in flyers:
            ours.pdf(flyer)
        costs: dict[str, list[float]] = {"laid out": [], "drawn": []}
        for flyer in unseen(flyers, runs):
            begin = time.process_time()
            page = ours.laid_out(flyer).pages[0]
            costs["laid out"].append(time.process_time() - begin)
            new = [line for line in _lines(page) if line not in seen]
            seen.update(new)
            subject = Subject(
                page, ours.info(flyer, "XXXX-XXXX"), tuple(new), tuple(_elements(page.elements)), ours.cache
            )
            # First of all: what follows finds the processor's caches warm, which a build does not.
            draw = partial(draw_document, [page], subject.info, subject.cache.plan, subject.cache)
            costs["drawn"].append(_seconds(draw))
            for name, part, taken_off in PARTS:
                cost = _seconds(partial(part, subject)) - _seconds(partial(taken_off, subject))
                costs.setdefault(name, []).append(cost)
        medians = {name: statistics.median(values) * 1e3 for name, values in costs.items()}
        whole = medians["laid out"] + medians["drawn"]
        print(f"\n| {tag} | ms | of a flyer |\n|---|---|---|")
        for name, cost in medians.items():
            print(f"| {name} | {cost:.3f} | {cost / whole:.1%} |", flush=True)


def _canvas() -> Canvas:
    return Canvas(BytesIO(), pageCompression=0, invariant=1, initialFontName=FONT.fontName)


def _lines(page: PlacedPage) -> Iterator[Line]:
    return (mark.line for mark in marks_of(page.elements) if isinstance(mark, PlacedLine))


def _elements(children: Sequence[object]) -> Iterator[Element]:
    for child in children:
        if isinstance(child, Element):
            yield child
            yield from _elements(child.children)


def _seconds(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin
