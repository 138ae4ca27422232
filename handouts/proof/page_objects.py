"""What stands on a page besides its text, as pdfium finds it among its objects: links, and forms that are drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from handouts.paper import Box


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A live link: where it leads (`href`, or the index of a `page` of the file) and where it lies, in points from
    the top left."""

    href: str
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float
    page: int | None = None


def links_of(page: pdfium.PdfPage, height_pt: float) -> Iterator[PlacedLink]:
    """The links of a page of this height."""
    position = ctypes.c_int(0)
    link, box = pdfium_c.FPDF_LINK(), pdfium_c.FS_RECTF()
    while pdfium_c.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium_c.FPDFLink_GetAction(link)
        length = pdfium_c.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0) if action else 0
        pdfium_c.FPDFLink_GetAnnotRect(link, ctypes.byref(box))
        # By any two corners that face each other (ISO 32000-1, 7.9.5).
        (left, right), (bottom, top) = sorted((box.left, box.right)), sorted((box.bottom, box.top))
        edges = (left, height_pt - top, right, height_pt - bottom)
        if length:
            buffer = ctypes.create_string_buffer(length)
            pdfium_c.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length)
            yield PlacedLink(buffer.raw[: length - 1].decode("utf-8", "replace"), *edges)
            continue
        target = pdfium_c.FPDFLink_GetDest(page.pdf.raw, link)
        if not target and action:
            target = pdfium_c.FPDFAction_GetDest(page.pdf.raw, action)
        yield PlacedLink("", *edges, pdfium_c.FPDFDest_GetDestPageIndex(page.pdf.raw, target) if target else -1)


def has_unseen_links_only(page: pdfium.PdfPage) -> bool:
    """Whether a page has no annotations but links, and none that draws anything."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        is_link = pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_LINK
        is_seen = pdfium_c.FPDFAnnot_HasKey(annotation, b"AP")
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if is_seen or not is_link:
            return False
    return True


def extent_of_last_form(page: pdfium.PdfPage, height_pt: float) -> Box | None:
    """Where a form stands that is drawn last on a page of this height; None where that is anything else."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    last = pdfium_c.FPDFPage_GetObject(page.raw, count - 1) if count > 0 else None
    if not last or pdfium_c.FPDFPageObj_GetType(last) != pdfium_c.FPDF_PAGEOBJ_FORM:
        return None
    return _extent(last, height_pt)


def extents_of(page: pdfium.PdfPage, height_pt: float) -> tuple[Box, ...] | None:
    """Where the objects stand that are drawn on a page of this height; None where pdfium can't tell of one."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    boxes = [_extent(pdfium_c.FPDFPage_GetObject(page.raw, index), height_pt) for index in range(count)]
    return tuple(box for box in boxes if box is not None) if None not in boxes else None


def extents_of_forms(page: pdfium.PdfPage, height_pt: float) -> tuple[tuple[Box, ...], ...] | None:
    """Where the objects of each form stand that is drawn on a page of this height, in order, its own extent before
    them; None where anything else is drawn there. Those inside a form as it has them itself."""
    found: list[tuple[Box, ...]] = []
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        form = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(form) != pdfium_c.FPDF_PAGEOBJ_FORM:
            return None
        count = pdfium_c.FPDFFormObj_CountObjects(form)
        inside = (pdfium_c.FPDFFormObj_GetObject(form, each) for each in range(count))
        boxes = [_extent(each, height_pt) for each in (form, *inside)]
        found.append(tuple(box for box in boxes if box is not None))
        if len(found[-1]) != count + 1:
            return None
    return tuple(found)


def _extent(drawn: Any, height_pt: float) -> Box | None:
    """Where an object of a page of this height stands; None where pdfium can't tell."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return None
    if left.value > right.value or bottom.value > top.value:
        return None
    return Box(left.value, height_pt - top.value, right.value, height_pt - bottom.value)
