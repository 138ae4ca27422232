"""What a side of a sheet is made of: pages of other files as forms, each in its place, as pdfminer.six finds them in
the objects of both files. A page that is there as its own file has it looks the same, and nobody has to draw both."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1

from handouts.paper import Box
from handouts.proof.makeup import FORM_MAY_SAY, OF_THE_WHOLE, Digests, OfWritten
from handouts.proof.second_reader import Document, document_of

_MAY_SAY = frozenset(
    ("Type", "Parent", "MediaBox", "CropBox", "TrimBox", "Resources", "Contents", "Annots", "StructParents", "Tabs")
)
"""Of a page: that it is turned, or has another unit or group, makes it another one."""
_EXACT_PT = 0.005
_NUMBER = rb"(-?[0-9]+(?:\.[0-9]+)?)"
_PLACED = re.compile(
    rb"q " + rb" ".join([_NUMBER] * 4) + rb" re W n " + rb" ".join([_NUMBER] * 6) + rb" cm\n/(\w+) Do\nQ\n"
)
_SIDE = re.compile(rb"q\n((?:q [-0-9. ]+ re W n [-0-9. ]+ cm\n/\w+ Do\nQ\n)*)(?:/(\w+) Do\n)?Q")


class PageContent(NamedTuple):
    """What a page draws: digests of its content and of what that names; and its size in points, from a corner at 0, 0.
    It has no annotations but links that are not seen."""

    content: bytes
    resources: bytes
    width_pt: float
    height_pt: float


class PlacedForm(NamedTuple):
    """A form on a side. `clip`: beyond this box nothing of it is drawn; `matrix`: from its own coordinates to those of
    the side; `box`: what is drawn of it, left, bottom, right, top in its own; digests as of a page; `stream`: itself.
    """

    clip: Box
    matrix: tuple[float, ...]
    box: tuple[float, ...]
    content: bytes
    resources: bytes
    stream: PDFStream


@dataclass(frozen=True, slots=True)
class SideMakeup:
    """`forms`: in the order in which they are drawn; `has_over`: one more is drawn over all of them, as it is; `over`:
    that one, if it is as large as the side. `size`: of the side in points, where it is printed and shown whole."""

    forms: tuple[PlacedForm, ...]
    has_over: bool
    over: PDFStream | None
    size: tuple[float, float] | None

    def index_of(self, page: PageContent, left_pt: float, height_pt: float, part: Box) -> int | None:
        """Which form is this page, put upright on a side so high, with its left edge there and its head at that of the
        side, and is drawn in all of this part of the side. None where there is none, or more than one."""
        matrix = (1.0, 0.0, 0.0, 1.0, left_pt, height_pt - page.height_pt)
        found = [
            index
            for index, form in enumerate(self.forms)
            if (form.content, form.resources) == (page.content, page.resources)
            and all(abs(one - other) < _EXACT_PT for one, other in zip(form.matrix, matrix, strict=True))
            and _on_side(form, height_pt).holds(part, _EXACT_PT)
            and form.clip.holds(part, _EXACT_PT)
        ]
        return found[0] if len(found) == 1 else None


def contents_of(pdf: bytes, of_written: OfWritten) -> tuple[PageContent | None, ...]:
    """Of every page; None for one that is more than it draws. Raises what pdfminer.six raises where the file can't be
    read, and RecursionError for a circle."""
    digests = Digests(of_written)
    with document_of(pdf) as document:
        alone = OF_THE_WHOLE.isdisjoint(document.catalog)
        return tuple(_content(page, digests) if alone else None for page in PDFPage.create_pages(document))


def sides_of(document: Document, of_written: OfWritten) -> tuple[SideMakeup | None, ...]:
    """Of every side; None for one on which anything else is drawn than forms in their places. Raises as contents_of."""
    digests = Digests(of_written)
    alone = OF_THE_WHOLE.isdisjoint(document.catalog)
    return tuple(_side(page, digests) if alone else None for page in PDFPage.create_pages(document))


def _content(page: PDFPage, digests: Digests) -> PageContent | None:
    left, bottom, right, top = _box(page.attrs.get("MediaBox"))
    boxes = (page.attrs.get(name, [left, bottom, right, top]) for name in ("CropBox", "TrimBox"))
    plain = page.attrs.keys() <= _MAY_SAY and all(_box(each) == (left, bottom, right, top) for each in boxes)
    links = [resolve1(each) for each in resolve1(page.attrs.get("Annots")) or ()]
    unseen = all(str(getattr(each.get("Subtype"), "name", "")) == "Link" and "AP" not in each for each in links)
    if not plain or not unseen or (left, bottom) != (0.0, 0.0):
        return None
    content, resources = _drawn(resolve1(page.attrs.get("Contents"))), resolve1(page.resources) or {}
    return PageContent(hashlib.sha256(content).digest(), digests.of(resources), right, top)


def _side(page: PDFPage, digests: Digests) -> SideMakeup | None:
    height = _box(page.attrs.get("MediaBox"))[3]
    resources = dict(resolve1(page.resources) or {})
    forms = resolve1(resources.pop("XObject", None)) or {}
    whole = _SIDE.fullmatch(_drawn(resolve1(page.attrs.get("Contents"))))
    if whole is None or resources or page.attrs.get("Annots") or not page.attrs.keys() <= _MAY_SAY:
        return None
    found: list[PlacedForm] = []
    for match in _PLACED.finditer(whole[1]):
        left, bottom, width, high, *matrix = map(float, match.groups()[:10])
        form = _form(forms, match[11])
        if form is None:
            return None
        clip = Box(left, height - bottom - high, left + width, height - bottom)
        digest = hashlib.sha256(form.get_data()).digest()
        named = digests.of(resolve1(form.attrs.get("Resources")) or {})
        found.append(PlacedForm(clip, tuple(matrix), _box(form.attrs.get("BBox")), digest, named, form))
    over = _form(forms, whole[2]) if whole[2] else None
    if whole[2] and over is None:
        return None
    size = _whole_size(page)
    fits = over is not None and size is not None and _box(over.attrs.get("BBox")) == (0.0, 0.0, *size)
    return SideMakeup(tuple(found), bool(whole[2]), over if fits else None, size)


def _whole_size(page: PDFPage) -> tuple[float, float] | None:
    """Of a side, from a corner at 0, 0, if no viewer cuts anything off and no program prints less."""
    media = left, bottom, right, top = _box(page.attrs.get("MediaBox"))
    trim = _box(page.attrs.get("TrimBox", media))
    inside = left <= trim[0] < trim[2] <= right and bottom <= trim[1] < trim[3] <= top
    if not inside or _box(page.attrs.get("CropBox", media)) != media or (left, bottom) != (0.0, 0.0):
        return None
    return right, top


def _form(forms: dict[str, Any], name: bytes) -> PDFStream | None:
    """The form of that name, if it is drawn as it is."""
    form = resolve1(forms.get(name.decode("ascii")))
    return form if isinstance(form, PDFStream) and form.attrs.keys() <= FORM_MAY_SAY else None


def _drawn(contents: Any) -> bytes:
    """The content of a page, of one stream or of several."""
    streams = [resolve1(each) for each in contents] if isinstance(contents, list) else [contents]
    return b"\n".join(stream.get_data() for stream in streams)


def _box(value: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(resolve1(each)) for each in resolve1(value))
    return left, bottom, right, top


def _on_side(form: PlacedForm, height_pt: float) -> Box:
    """What is drawn of an upright form, on its side."""
    (left, bottom, right, top), (*_, x, y) = form.box, form.matrix
    return Box(left + x, height_pt - top - y, right + x, height_pt - bottom - y)
