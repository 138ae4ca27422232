"""The structure tree (ISO 32000-1, 14.7 and 14.8), by construction.

`StructureWriter` walks the elements of each page once, in reading order: it draws them, numbers marked content, and
writes elements and links. What is known only after the last page, `finish` writes: the root and the parent tree. It
decides nothing: roles, languages and alternatives come from layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from handouts.draw.notation import text_string
from handouts.draw.objects import IndirectObjects
from handouts.draw.operators import DrawCache
from handouts.draw.reportlab_canvas import PageCanvas
from handouts.layout.page.placed import (
    RUNNING_HEAD,
    DocumentInfo,
    Element,
    Link,
    Mark,
    PlacedLine,
    PlacedPage,
    PlacedRule,
    PlacedShape,
    marks_of,
)
from handouts.paper import Box

_REST_OF_ADDRESSES = re.compile(r"[^0-9A-Za-z:/?#\[\]@!$&'*+,;=%._~-]+")
"""What is percent-encoded, round brackets among it: they would end the string."""


class DrawnPage(NamedTuple):
    """A page whose marks are in streams. `key`: its own in the parent tree. `annotations`: references to its links."""

    placed: PlacedPage
    key: int
    streams: Sequence[bytes]
    annotations: Sequence[str]


@dataclass(slots=True)
class _Page:
    """The page that is being drawn."""

    reference: str
    entry: str  # of elements with content on it
    height_pt: float
    marked: list[str] = field(default_factory=list)  # reference to the element of each piece of marked content
    annotations: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # entries of the parent tree


class StructureWriter:
    """The tree of one document, under construction. `pages`: references to all its pages. `to_bind`: links lead to
    pages of a booklet around this document, and so keep their index."""

    def __init__(
        self, objects: IndirectObjects, cache: DrawCache, info: DocumentInfo, pages: Sequence[str], *, to_bind: bool
    ) -> None:
        self._objects = objects
        self._canvas = PageCanvas(cache.canvas)
        self._cache = cache
        self._info = info
        self._references = pages
        self._to_bind = to_bind
        self.root = objects.reserve()
        self._document = objects.reserve()
        self._document_reference = f"{self._document} 0 R"
        self._top: list[str] = []
        self._parents: list[str] = []  # the parent tree
        self._drawn = 0
        self._key = 0
        self.resources: set[str] = set()  # of fonts, as selected on the pages so far

    def add_page(self, placed: PlacedPage) -> DrawnPage:
        """Draws the next page."""
        reference, key = self._references[self._drawn], self._next_key()
        page = _Page(reference, f"/Pg {reference}", placed.height_pt)
        self._drawn += 1
        self._canvas.begin_page(placed.height_pt)
        draw = self._canvas.draw
        draw("0 g 0 G")
        if placed.artifacts:
            draw("/Artifact BMC")
            for mark in placed.artifacts:
                self._draw(mark, placed.height_pt)
            draw("EMC")
        for element in placed.elements:
            if element.role == RUNNING_HEAD:  # ISO 14289-1, 7.8
                draw("/Artifact<</Type/Pagination/Subtype/Header>>BDC")
                for mark in marks_of(element.children):
                    self._draw(mark, placed.height_pt)
                draw("EMC")
            else:
                self._top.append(self._walk(element, self._document_reference, page, self._info.language))
        self._parents.append(f"{key}[{' '.join(page.marked)}]")
        self._parents.extend(page.links)
        return DrawnPage(placed, key, self._canvas.end_page(), page.annotations)

    def finish(self) -> None:
        """Fill the root of the tree, with the document and the parent tree: all pages are drawn."""
        info = self._info
        writing = "/A<</O/Layout/WritingMode/RlTb>>" if info.right_to_left else ""
        self._objects.fill(
            self._document,
            f"<</Type/StructElem/S/Document/P {self.root} 0 R/Lang({info.language})/T{text_string(info.title)}"
            f"{writing}/K[{' '.join(self._top)}]>>",
        )
        self._objects.fill(
            self.root,
            f"<</Type/StructTreeRoot/K[{self._document_reference}]/ParentTreeNextKey {self._key}"
            f"/ParentTree<</Nums[{' '.join(self._parents)}]>>>>",
        )

    def _next_key(self) -> int:
        self._key += 1
        return self._key - 1

    def _walk(self, element: Element, parent: str, page: _Page, around: str) -> str:
        """Draws the element's marks, in order, and its children's; marks that follow each other share one number. The
        reference to the element.

        `around`: the language of what it stands in. It is not said again, and no span is made for it alone.
        """
        role, children, language, alt, title, _box, _scope, _rows, _columns, link = element
        if role == "Figure" and not alt:
            raise ValueError("a figure without an alternative: layout gives every figure one")
        number = self._objects.reserve()
        reference = f"{number} 0 R"
        more = ""
        if language and language != around:
            more = f"/Lang({language})"
        else:
            language = around
        if title:
            more += f"/T{text_string(title)}"
        if alt:
            more += f"/Alt{text_string(alt)}"
        if role in _WITH_ATTRIBUTES:
            more += _attributes(element, page.height_pt, self._cache.numbers)
        annotation = "" if link is None else self._annotate(element, link, reference, page)
        draw, marked = self._canvas.draw, page.marked
        kids: list[str] = []  # numbers of marked content, references to elements
        on_page = page.entry if annotation else ""
        is_open = False
        waiting = [*children]
        waiting.reverse()
        while waiting:
            child = waiting.pop()
            if isinstance(child, Element):
                if child.role == "Span" and child.language == language:
                    waiting.extend(reversed(child.children))
                    continue
                if is_open:
                    draw("EMC")
                    is_open = False
                kids.append(self._walk(child, reference, page, language))
                continue
            if not is_open:
                mark = str(len(marked))
                draw(f"/{role}<</MCID {mark}>>BDC")
                kids.append(mark)
                marked.append(reference)
                on_page, is_open = page.entry, True
            if isinstance(child, PlacedLine):  # nearly all are
                draw(self._cache.line(child, page.height_pt, self.resources))
            else:
                self._draw(child, page.height_pt)
        if is_open:
            draw("EMC")
        if annotation:
            kids.append(f"<</Type/OBJR/Obj {annotation}>>")
        held = "" if not kids else f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        self._objects.fill(number, f"<</Type/StructElem/S/{role}/P {parent}{on_page}{more}{held}>>")
        return reference

    def _annotate(self, element: Element, link: Link, reference: str, page: _Page) -> str:
        """The live link of an element: the reference to it."""
        number, key = self._objects.reserve(), self._next_key()
        annotation = f"{number} 0 R"
        page.annotations.append(annotation)
        page.links.append(f"{key} {reference}")
        self._objects.fill(
            number,
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P {page.reference}/StructParent {key}"
            f"{_place(element, page.height_pt, self._cache.numbers)}/Contents{_contents(link)}"
            f"/A<</Type/Action/S/{self._action(link)}>>>>",
        )
        return annotation

    def _action(self, link: Link) -> str:
        """Where a link leads. A `page` that this document does not have is left as its index: whoever binds a booklet
        around this page turns it into a reference."""
        if link.page is None:
            return f"URI/URI({_REST_OF_ADDRESSES.sub(_percent_encoded, link.href)})"
        inside = link.page < len(self._references) and not self._to_bind
        target = self._references[link.page] if inside else str(link.page)
        return f"GoTo/D[{target}/Fit]"

    def _draw(self, mark: Mark, page_height_pt: float) -> None:
        if isinstance(mark, PlacedRule):
            self._canvas.draw_rule(mark)
        elif isinstance(mark, PlacedShape):
            self._canvas.draw_path(mark)
        elif isinstance(mark, PlacedLine):
            self._canvas.draw(self._cache.line(mark, page_height_pt, self.resources))
        else:
            raise TypeError("a page is drawn before its code is known")


_WITH_ATTRIBUTES = frozenset(("TH", "TD", "L", "Figure", "Formula"))


def _attributes(element: Element, height_pt: float, numbers: Mapping[float, str]) -> str:
    """Attributes by owner (ISO 32000-1, 14.8.5), as an entry of the element."""
    if element.role in ("TH", "TD"):
        table = f"/Scope/{element.scope}" if element.scope else ""
        table += f"/RowSpan {element.row_span}" if element.row_span > 1 else ""
        table += f"/ColSpan {element.column_span}" if element.column_span > 1 else ""
        return f"/A<</O/Table{table}>>" if table else ""
    if element.role == "L":
        return f"/A<</O/List/ListNumbering/{_list_numbering(element)}>>"
    box = element.box or _union(_boxes(element))
    return f"/A<</O/Layout/BBox{rectangle(box, height_pt, numbers)}>>"


def _list_numbering(element: Element) -> str:
    """As the labels are: None without any (PDF/UA-1, 7.6, asks for another value where there are labels)."""
    for label in _elements_of(element, "Lbl"):
        text = "".join(mark.line.text for mark in marks_of(label.children) if isinstance(mark, PlacedLine))
        return "Decimal" if any(character.isdecimal() for character in text) else "Disc"
    return "None"


def _place(element: Element, height_pt: float, numbers: Mapping[float, str]) -> str:
    """Entries of a link: its rectangle and, where it has several lines, each of them."""
    if element.box is not None:
        return f"/Rect{rectangle(element.box, height_pt, numbers)}"
    boxes = list(_boxes(element))
    whole = f"/Rect{rectangle(_union(boxes), height_pt, numbers)}"
    if len(boxes) == 1:
        return whole
    return f"{whole}/QuadPoints[{' '.join([_quadrilateral(box, height_pt, numbers) for box in boxes])}]"


def _contents(link: Link) -> str:
    if not link.contents:
        raise ValueError("a link says what it is: layout gives every link its contents")
    return text_string(link.contents)


def _percent_encoded(found: re.Match[str]) -> str:
    return quote(found[0])


def _boxes(element: Element) -> Iterator[Box]:
    """Where each mark of the element, and of what is in it, stands on the page."""
    for child in element.children:
        if isinstance(child, Element):
            yield from _boxes(child)
        elif isinstance(child, PlacedLine):
            yield child.ink_box
        elif isinstance(child, PlacedShape):
            yield child.box


def _union(boxes: Iterable[Box]) -> Box:
    whole: Box | None = None
    for box in boxes:
        whole = box if whole is None else whole.union(box)
    if whole is None:
        raise ValueError("a figure or link with nothing in it has no place on the page")
    return whole


def _elements_of(element: Element, role: str) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.role == role:
                yield child
            yield from _elements_of(child, role)


def rectangle(box: Box, height_pt: float, numbers: Mapping[float, str]) -> str:
    """A box as PDF writes it, from the bottom of a page of this height."""
    bottom, top = numbers[height_pt - box.bottom], numbers[height_pt - box.top]
    return f"[{numbers[box.left]} {bottom} {numbers[box.right]} {top}]"


def _quadrilateral(box: Box, height_pt: float, numbers: Mapping[float, str]) -> str:
    """In the order that viewers expect: top left, top right, bottom left, bottom right."""
    left, right = numbers[box.left], numbers[box.right]
    top, bottom = numbers[height_pt - box.top], numbers[height_pt - box.bottom]
    return f"{left} {top} {right} {top} {left} {bottom} {right} {bottom}"
