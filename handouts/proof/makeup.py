"""What a page is made of, as pdfminer.six finds it in the objects of a file: pages made of the same are the same page,
whatever file they are in, and nobody has to draw both to know."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from handouts.proof.alone import leaves_as_found, needs_nothing
from handouts.proof.second_reader import Document, document_of, written_at
from handouts.proof.tokens import NotPlainError, plain_objects
from handouts.proof.written import parted

_ASIDE = frozenset(("Type", "Parent", "Contents", "Resources", "Annots", "StructParents", "Tabs"))
"""Of a page: what is looked at by itself, or changes nothing that is seen."""
_SAYS_SIZE = frozenset(("MediaBox", "CropBox", "TrimBox"))
_IN_ITS_FILE = re.compile(rb"/P \d+ 0 R|/StructParent \d+")
_LEADS_OUT = re.compile(rb"/URI\s*\(")
_LEADS_ON = re.compile(rb"/GoTo|/Dest|\b\d+ \d+ R\b")
OF_THE_WHOLE = frozenset(("OCProperties", "AcroForm", "URI"))
"""In the catalogue: by these a page depends on the file around it."""
_DRAWS_ONE = re.compile(rb"/[A-Za-z]+ <<[^<>]*>> BDC q /([A-Za-z]+) Do Q EMC")
FORM_MAY_SAY = frozenset(("Type", "Subtype", "BBox", "Resources", "Length", "Filter"))
"""Of a form that is drawn as it is: with a matrix or a group it would be another one."""


@dataclass(frozen=True, slots=True)
class Makeup:
    """Digests of what a page is made of. `frame`: its boxes and what else it says of itself; `streams`: its content,
    piece by piece; `resources`: fonts and all else that the content names, but for forms; `forms`: those, by name;
    `added`: the name of a form, where the last piece of the content draws it and nothing else, and the form needs
    nothing but fonts. `alone`: whether nothing of the file around it counts. `links`: of its links, each of which leads
    out of the file; None where it has other annotations. `size`: in points, where it says no more of itself, from a
    corner at 0, 0. `leaves_as_found`: whether it was asked, and is so, that what is drawn after it begins as if it were
    not there. `over`: the form that is `added`, as it stands in its file, if it looks the same
    on an empty page, or on one that leaves things as they were found.
    """

    frame: bytes
    streams: tuple[bytes, ...]
    resources: bytes
    forms: Mapping[str, bytes]
    added: str
    alone: bool
    links: tuple[bytes, ...] | None
    size: tuple[float, float] | None
    leaves_as_found: bool = False
    over: PDFStream | None = field(default=None, compare=False, repr=False)

    def is_with_one_form_more(self, other: Makeup) -> bool:
        """Whether this is the other page, over which one more form is drawn at the end."""
        forms = {name: each for name, each in self.forms.items() if name != self.added}
        return (
            bool(self.added)
            and (self.alone and other.alone)
            and self.added not in other.forms
            and (self.frame, self.streams[:-1], self.resources) == (other.frame, other.streams, other.resources)
            and forms == other.forms
        )


def makeups_of(pdf: bytes, of_written: OfWritten) -> tuple[Makeup, ...]:
    """Of every page of a finished sheet. Raises what pdfminer.six raises where the file can't be read, and
    RecursionError for a circle."""
    with document_of(pdf) as document:
        return tuple(replace(each, over=None) for each in _makeups(document, of_written, is_sheet=True))


def makeups_of_bound(document: Document, of_written: OfWritten) -> tuple[Makeup, ...]:
    """The same of a file in which sheets are bound, with what is drawn over them."""
    return tuple(_makeups(document, of_written, is_sheet=False))


def _makeups(document: Document, of_written: OfWritten, *, is_sheet: bool) -> Iterator[Makeup]:
    digests = Digests(of_written)
    alone = OF_THE_WHOLE.isdisjoint(document.catalog)
    return (_makeup(page, document, digests, alone=alone, is_sheet=is_sheet) for page in PDFPage.create_pages(document))


def _makeup(page: PDFPage, document: Document, digests: Digests, *, alone: bool, is_sheet: bool) -> Makeup:
    contents = resolve1(page.attrs.get("Contents"))
    pieces = contents if isinstance(contents, list) else [page.attrs.get("Contents")]
    resources = dict(resolve1(page.resources) or {})
    forms = resolve1(resources.pop("XObject", None)) or {}
    streams = tuple(map(digests.of, pieces))  # before they are decoded
    named = {name: digests.of(form) for name, form in forms.items()}
    added, size = _added(resolve1(pieces[-1]), forms), _size(page)
    return Makeup(
        frame=digests.of({key: value for key, value in page.attrs.items() if key not in _ASIDE}),
        streams=streams,
        resources=digests.of(resources),
        forms=named,
        added=added,
        alone=alone,
        links=_links(page, document),
        size=size,
        leaves_as_found=is_sheet and leaves_as_found(b"\n".join(resolve1(each).get_data() for each in pieces)),
        over=_over(resolve1(forms[added]), size) if added else None,
    )


def _size(page: PDFPage) -> tuple[float, float] | None:
    boxes = {
        tuple(map(float, map(resolve1, resolve1(page.attrs.get(name))))) for name in _SAYS_SIZE & page.attrs.keys()
    }
    if len(boxes) != 1 or not page.attrs.keys() <= _ASIDE | _SAYS_SIZE:
        return None
    ((left, bottom, right, top),) = boxes
    return (right, top) if (left, bottom) == (0.0, 0.0) else None


def _links(page: PDFPage, document: Document) -> tuple[bytes, ...] | None:
    """As they are written, but for where they stand in their file."""
    found: list[bytes] = []
    for each in resolve1(page.attrs.get("Annots")) or ():
        written = document.written(each.objid) if isinstance(each, PDFObjRef) else None
        link = _IN_ITS_FILE.sub(b"", written) if written is not None else b""
        if not _LEADS_OUT.search(link) or _LEADS_ON.search(link):
            return None
        found.append(_digest(b"link", link.strip()))
    return tuple(found)


def _added(piece: object, forms: Mapping[str, object]) -> str:
    """The form that a piece of content draws, if it does nothing else, and the form needs fonts only."""
    found = _DRAWS_ONE.fullmatch(piece.get_data()) if isinstance(piece, PDFStream) else None
    name = found[1].decode("ascii") if found else ""
    form = resolve1(forms.get(name))
    if not isinstance(form, PDFStream) or not form.attrs.keys() <= FORM_MAY_SAY:
        return ""
    return name if set(resolve1(form.attrs.get("Resources")) or {}) <= {"Font"} else ""


def _over(form: PDFStream, size: tuple[float, float] | None) -> PDFStream | None:
    """The form, if it is as large as its page, and looks the same without it."""
    box = [float(resolve1(each)) for each in resolve1(form.attrs.get("BBox"))]
    return form if size and box == [0.0, 0.0, *size] and needs_nothing(form.get_data()) else None


OfWritten = dict[tuple[tuple[bytes, ...], tuple[bytes, ...]], bytes]
"""Digests of values by what is written: the bytes around references, and the digests of what these point to."""


class Digests:
    """Digests of values of one file; references are followed, and an object is looked at once. `of_written`: of those
    that were made into values before, in other files too: sheets and fonts stand in several booklets."""

    def __init__(self, of_written: OfWritten) -> None:
        self._known: dict[int, bytes] = {}
        self._of_written = of_written

    def of(self, value: Any) -> bytes:
        if isinstance(value, PDFObjRef):
            found = self._known.get(value.objid)
            if found is None:
                found = self._known[value.objid] = self._of_object(value)
            return found
        if isinstance(value, PDFStream):
            return _digest(b"stream", self.of(value.attrs), value.rawdata or value.get_data())
        if isinstance(value, Mapping):
            pairs = sorted((str(key), self.of(each)) for key, each in value.items())
            return _digest(b"dictionary", *(part for key, each in pairs for part in (key.encode(), each)))
        if isinstance(value, list | tuple):
            if all(type(each) is int for each in value):  # the widths of a font
                return _digest(b"integers", repr(value).encode())
            return _digest(b"array", *map(self.of, value))
        if isinstance(value, PSLiteral):
            return _digest(b"name", str(value.name).encode())
        if isinstance(value, bytes):
            return _digest(b"string", value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _digest(b"number", repr(float(value)).encode())
        return _digest(b"other", repr(value).encode())

    def _of_object(self, reference: PDFObjRef) -> bytes:
        """What is remembered is what these very bytes say, and nothing else of their file."""
        written = written_at(reference)
        found = parted(written)
        if found is None:
            return self.of(reference.resolve())
        key = found.pieces, tuple([self.of(PDFObjRef(reference.doc, number)) for number in found.references])
        digest = self._of_written.get(key)
        if digest is None:
            try:
                (value,) = plain_objects(written, reference.doc)
            except (NotPlainError, ValueError):
                return self.of(reference.resolve())
            digest = self._of_written[key] = self.of(value)
        return digest


def _digest(kind: bytes, *parts: bytes) -> bytes:
    digest = hashlib.sha256(kind)
    for part in parts:
        digest.update(b"%d " % len(part))
        digest.update(part)
    return digest.digest()
