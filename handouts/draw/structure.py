"""The structure tree (ISO 32000-1, 14.7 and 14.8), by construction.

`StructureWriter` walks the elements of each page once, in reading order: it numbers marked content, gives back the
page's operators, and remembers what the tree needs. Once all pages have their numbers, `finish` fills the tree, the
links and the parent tree. It decides nothing: roles, languages and alternatives come from layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from handouts.draw.notation import text_string
from handouts.draw.objects import IndirectObject, IndirectObjects
from handouts.draw.operators import DrawCache
from handouts.draw.reportlab_canvas import PageCanvas
from handouts.layout.page.placed import (
    RUNNING_HEAD,
    DocumentInfo,
    Element,
    Mark,
    PlacedLine,
    PlacedPage,
    PlacedRule,
    PlacedShape,
    marks_of,
)
from handouts.paper import Box

_ADDRESS_CHARACTERS = ":/?#[]@!$&'*+,;=%-._~"  # as they are; the rest is percent-encoded: brackets would end the string


@dataclass(slots=True)
class _Node:
    element: Element
    entry: IndirectObject
    parent: IndirectObject
    page_index: int
    page_height_pt: float
    kids: list[str] = field(default_factory=list)  # numbers of marked content, references to elements
    is_marked: bool = False  # with content of its own
    annotation: IndirectObject | None = None
    annotation_key: int = 0


@dataclass(slots=True)
class _Page:
    placed: PlacedPage
    index: int
    key: int  # in the parent tree
    marked: list[IndirectObject]  # the element of each piece of marked content
    links: list[_Node]


class StructureWriter:
    """The tree of one document, under construction."""

    def __init__(self, objects: IndirectObjects, canvas: PageCanvas, cache: DrawCache, language: str) -> None:
        self._language = language
        self._canvas = canvas
        self._cache = cache
        self._objects = objects
        self._root = objects.reserve()
        self._document = objects.reserve()
        self._nodes: list[_Node] = []
        self._top: list[_Node] = []
        self._pages: list[_Page] = []
        self._key = 0
        self.resources: set[str] = set()  # of fonts, as selected on the pages so far

    @property
    def root(self) -> str:
        """Reference to the root of the tree."""
        return self._root.reference

    def add_page(self, placed: PlacedPage) -> tuple[int, list[str]]:
        """Draws the page. Its key in the parent tree, and the references to its annotations, which are still empty."""
        page = _Page(placed, len(self._pages), self._next_key(), [], [])
        self._pages.append(page)
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
                self._top.append(self._walk(element, self._document, page, self._language))
        for node in page.links:
            node.annotation_key = self._next_key()
        return page.key, [node.annotation.reference for node in page.links if node.annotation]

    def finish(self, page_references: Sequence[str], info: DocumentInfo, *, to_bind: bool) -> None:
        """Fill root, elements, links and parent tree; all pages are closed. `to_bind`: links lead to pages of a booklet
        around this document, and so keep their index."""
        for node in self._nodes:
            node.entry.fill(_element(node, page_references, self._cache.numbers))
        writing = "/A<</O/Layout/WritingMode/RlTb>>" if info.right_to_left else ""
        self._document.fill(
            f"<</Type/StructElem/S/Document/P {self.root}/Lang({info.language})/T{text_string(info.title)}"
            f"{writing}/K[{' '.join(node.entry.reference for node in self._top)}]>>"
        )
        numbers: list[str] = []
        for page in self._pages:
            numbers.append(f"{page.key}[{' '.join(entry.reference for entry in page.marked)}]")
            for node in page.links:
                numbers.append(f"{node.annotation_key} {node.entry.reference}")
                if node.annotation is not None:
                    node.annotation.fill(_annotation(node, page_references, self._cache.numbers, to_bind=to_bind))
        self._root.fill(
            f"<</Type/StructTreeRoot/K[{self._document.reference}]/ParentTreeNextKey {self._key}"
            f"/ParentTree<</Nums[{' '.join(numbers)}]>>>>"
        )

    def _next_key(self) -> int:
        self._key += 1
        return self._key - 1

    def _walk(self, element: Element, parent: IndirectObject, page: _Page, around: str) -> _Node:
        """Draws the element's marks, in order, and its children's; marks that follow each other share one number.

        `around`: the language of what it stands in. It is not said again, and no span is made for it alone.
        """
        if element.role == "Figure" and not element.alt:
            raise ValueError("a figure without an alternative: layout gives every figure one")
        language = element.language or around
        if element.language == around:
            element = element._replace(language="")
        node = _Node(element, self._objects.reserve(), parent, page.index, page.placed.height_pt)
        self._nodes.append(node)
        if element.link is not None:
            node.annotation = self._objects.reserve()
            page.links.append(node)
        draw, line, height_pt = self._canvas.draw, self._cache.line, page.placed.height_pt
        kids, is_open = node.kids, False
        waiting = [*reversed(element.children)]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Element):
                if child.role == "Span" and child.language == language:
                    waiting.extend(reversed(child.children))
                    continue
                if is_open:
                    draw("EMC")
                    is_open = False
                kids.append(self._walk(child, node.entry, page, language).entry.reference)
                continue
            if not is_open:
                number = str(len(page.marked))
                draw(f"/{element.role}<</MCID {number}>>BDC")
                kids.append(number)
                page.marked.append(node.entry)
                node.is_marked = is_open = True
            if isinstance(child, PlacedLine):  # nearly all are
                draw(line(child, height_pt, self.resources))
            else:
                self._draw(child, height_pt)
        if is_open:
            draw("EMC")
        return node

    def _draw(self, mark: Mark, page_height_pt: float) -> None:
        if isinstance(mark, PlacedLine):
            self._canvas.draw(self._cache.line(mark, page_height_pt, self.resources))
        elif isinstance(mark, PlacedShape):
            self._canvas.draw_path(mark)
        elif isinstance(mark, PlacedRule):
            self._canvas.draw_rule(mark)
        else:
            raise TypeError("a page is drawn before its code is known")


def _element(node: _Node, page_references: Sequence[str], numbers: Mapping[float, str]) -> str:
    role, _, language, alt, title, *_ = node.element
    kids = node.kids
    if node.annotation is not None:
        kids = [*kids, f"<</Type/OBJR/Obj {node.annotation.reference}>>"]
    written = f"<</Type/StructElem/S/{role}/P {node.parent.reference}"
    if node.is_marked or node.annotation is not None:
        written += f"/Pg {page_references[node.page_index]}"
    if language:
        written += f"/Lang({language})"
    if title:
        written += f"/T{text_string(title)}"
    if alt:
        written += f"/Alt{text_string(alt)}"
    if role in _WITH_ATTRIBUTES and (attributes := _attributes(node, numbers)):
        written += f"/A{attributes}"
    if not kids:
        return f"{written}>>"
    return f"{written}/K {kids[0]}>>" if len(kids) == 1 else f"{written}/K[{' '.join(kids)}]>>"


_WITH_ATTRIBUTES = frozenset(("TH", "TD", "L", "Figure", "Formula"))


def _attributes(node: _Node, numbers: Mapping[float, str]) -> str:
    """Attributes by owner (ISO 32000-1, 14.8.5)."""
    element = node.element
    if element.role in ("TH", "TD"):
        table = f"/Scope/{element.scope}" if element.scope else ""
        table += f"/RowSpan {element.row_span}" if element.row_span > 1 else ""
        table += f"/ColSpan {element.column_span}" if element.column_span > 1 else ""
        return f"<</O/Table{table}>>" if table else ""
    if element.role == "L":
        return f"<</O/List/ListNumbering/{_list_numbering(element)}>>"
    if element.role in ("Figure", "Formula"):
        box = element.box or _union(_boxes(element))
        return f"<</O/Layout/BBox{rectangle(box, node.page_height_pt, numbers)}>>"
    return ""


def _list_numbering(element: Element) -> str:
    """As the labels are: None without any (PDF/UA-1, 7.6, asks for another value where there are labels)."""
    for label in _elements_of(element, "Lbl"):
        text = "".join(mark.line.text for mark in marks_of(label.children) if isinstance(mark, PlacedLine))
        return "Decimal" if any(character.isdecimal() for character in text) else "Disc"
    return "None"


def _annotation(node: _Node, page_references: Sequence[str], numbers: Mapping[float, str], *, to_bind: bool) -> str:
    """The live link. A `page` that this document does not have is left as its index: whoever binds a booklet
    around this page turns it into a reference."""
    element, link = node.element, node.element.link
    if link is None or not link.contents:
        raise ValueError("a link says what it is: layout gives every link its contents")
    height_pt = node.page_height_pt
    box, quadrilaterals = element.box, ""
    if box is None:
        boxes = list(_boxes(element))
        box = _union(boxes)
        if len(boxes) > 1:
            quadrilaterals = f"/QuadPoints[{' '.join(_quadrilateral(box, height_pt, numbers) for box in boxes)}]"
    if link.page is not None:
        inside = link.page < len(page_references) and not to_bind
        target = page_references[link.page] if inside else str(link.page)
        action = f"GoTo/D[{target}/Fit]"
    else:
        action = f"URI/URI({quote(link.href, safe=_ADDRESS_CHARACTERS)})"
    return (
        f"<</Type/Annot/Subtype/Link/Rect{rectangle(box, height_pt, numbers)}/F 4/Border[0 0 0]"
        f"/P {page_references[node.page_index]}/StructParent {node.annotation_key}"
        f"/Contents{text_string(link.contents)}{quadrilaterals}/A<</Type/Action/S/{action}>>>>"
    )


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
