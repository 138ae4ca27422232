"""Bind finished PDF files into one booklet: pages, tags, links, outline and descriptions.

Everything is copied as it was drawn; nothing is drawn again. What pypdf does not carry over is rebuilt: the structure
tree (bind/tree.py), page labels, the nested outline, metadata, the output intent. PDF/UA-1 and PDF/A-2a hold for the
booklet if they hold for its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, Fit, IndirectObject, NameObject, NumberObject

from handouts.bind.imposed import form_of, stream_of
from handouts.bind.source import PageBox
from handouts.bind.tree import TreeMerger
from handouts.bind.writer import BookletWriter, array, dictionary
from handouts.content.contents import Contents
from handouts.layout.page.placed import DocumentInfo

_FOLIO = "/Folio"
_STAMP = f"/Artifact <</Type/Pagination/Subtype/Footer>> BDC q {_FOLIO} Do Q EMC"


@dataclass(frozen=True, slots=True)
class BoundPart:
    """One finished file, whole, in the booklet.

    `title` is its entry in the outline; `under` the headings above that entry, from the outside in (a language, say).
    Parts that follow each other under the same headings share them. An empty title makes no entry. `on_front`: it
    begins on the front of a leaf when the booklet is printed on both sides, behind an empty page if need be. `pages`:
    only so many of its first pages are bound; of a contents page, those behind them are folios.
    """

    pdf: bytes
    title: str
    under: tuple[str, ...] = ()
    on_front: bool = False
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class BoundVolume:
    """A booklet, or the part of one that has a cover of its own: what its contents pages say, what it has of its own
    (contents pages, back cover, folios) as one file, and its sheets."""

    contents: Contents
    own_pages: bytes
    parts: tuple[BoundPart, ...]
    right_to_left: bool


class OpenFiles:
    """Files already read, by their bytes. Reading is half the work, and a flyer stands in three booklets: whoever
    binds several of them owns one of these and drops it afterwards."""

    def __init__(self) -> None:
        self._readers: dict[bytes, PdfReader] = {}

    def reader(self, pdf: bytes) -> PdfReader:
        """The file, read once."""
        reader = self._readers.get(pdf)
        if reader is None:
            reader = self._readers[pdf] = PdfReader(BytesIO(pdf))
        return reader


def bind_volume(
    volumes: Sequence[BoundVolume], info: DocumentInfo, *, files: OpenFiles, **_surroundings: object
) -> bytes:
    """The booklet of a single volume, to be read."""
    (volume,) = volumes
    contents = BoundPart(volume.own_pages, volume.contents.words.heading, pages=len(volume.contents.leaves))
    return bind_booklet(volume.parts, contents, info, files=files)


def bind_booklet(
    parts: Sequence[BoundPart],
    contents: BoundPart | None,
    info: DocumentInfo,
    *,
    files: OpenFiles | None = None,
) -> bytes:
    """The booklet: cover and contents pages, then the parts in their order.

    `folios`: pages with nothing but a folio, which is put onto the pages of the booklet as an artifact, all but the
    first and the empty ones, in their order.
    `contents` comes first; its links with a `page` lead to the page of the booklet with that index (from 0, contents
    pages included). Page labels count from 1 through the whole booklet, as print dialogues do. Fonts with equal names
    are equal (draw names them by content) and kept once. The same parts and info give the same bytes. Raises ValueError
    for no parts, for a part without a structure tree and for a link to a page that the booklet does not have.
    """
    if not parts:
        raise ValueError("a booklet has at least one part")
    files = files if files is not None else OpenFiles()
    writer = BookletWriter()
    tree = TreeMerger(writer)
    bound = [part for part in (contents, *parts) if part is not None]
    pages: list[PageObject] = []
    starts: list[int] = []
    numbered: list[PageObject] = []
    folios: list[PageObject] = []
    for part in bound:
        reader = files.reader(part.pdf)
        if part.on_front and len(pages) % 2:
            box = reader.pages[0].mediabox
            pages.append(writer.add_blank_page(box.width, box.height))
            tree.add_empty(pages[-1])
        starts.append(len(pages))
        if writer.knows(reader):  # the same file again: copies of its own
            reader = PdfReader(BytesIO(part.pdf))
        writer.share_fonts(reader)
        originals, behind = list(reader.pages[: part.pages]), part.pages
        if part is contents and behind is not None:
            folios = list(reader.pages[behind:])
        copies = [writer.add_page(page) for page in originals]
        writer.remember_fonts(reader)
        tree.add(reader, originals, copies, part.title)
        pages.extend(copies)
        numbered.extend(copies)
    contents_pages = starts[1] if contents is not None else 0
    _lead_links(pages[:contents_pages], pages)
    if folios:
        _put_folios(writer, numbered[1:], folios)
    tree.finish(info)
    _label_pages(writer)
    _outline(writer, bound, [pages[start] for start in starts])
    writer.describe(info)
    return writer.packed()


def _lead_links(contents: Sequence[PageObject], pages: Sequence[PageObject]) -> None:
    """Links of the contents pages that hold an index get the page itself."""
    for page in contents:
        for annotation in page.get("/Annots", ()):
            action = dictionary(dictionary(annotation)["/A"])
            if str(action["/S"]) != "/GoTo":
                continue
            destination = array(action["/D"])
            index = destination[0]
            if isinstance(index, IndirectObject):
                continue
            if not 0 <= index < len(pages):
                raise ValueError(f"a link leads to page {index + 1} of {len(pages)}")
            destination[0] = pages[index].indirect_reference


def _put_folios(writer: BookletWriter, pages: Sequence[PageObject], folios: Sequence[PageObject]) -> None:
    """Each folio behind the finished content of its page, by a stream of its own: the same few operators for all, which
    say that what they draw is no part of the text (ISO 32000-1, 14.8.2.2)."""
    stamp = writer.add(stream_of(_STAMP))
    for page, folio in zip(pages, folios, strict=True):
        whole = PageBox(0.0, 0.0, float(folio.mediabox.width), float(folio.mediabox.height), 0, 1.0)
        drawn = DictionaryObject({NameObject(_FOLIO): form_of(writer, folio, whole)})
        resources = DictionaryObject(dictionary(page["/Resources"]))
        resources[NameObject("/XObject")] = drawn
        page[NameObject("/Resources")] = resources
        content = page.raw_get("/Contents")
        streams = content.get_object()
        before = streams if isinstance(streams, ArrayObject) else [content]
        page[NameObject("/Contents")] = ArrayObject([*before, stamp])


def _label_pages(writer: BookletWriter) -> None:
    numbers = ArrayObject([NumberObject(0), DictionaryObject({NameObject("/S"): NameObject("/D")})])
    writer.root_object[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): numbers})


def _outline(writer: BookletWriter, parts: Sequence[BoundPart], starts: Sequence[PageObject]) -> None:
    """Entries nested under their headings. A heading leads to the first page below it and starts closed."""
    open_headings: list[tuple[str, IndirectObject]] = []
    for part, start in zip(parts, starts, strict=True):
        if not part.title:
            continue
        common = 0
        while common < min(len(open_headings), len(part.under)) and open_headings[common][0] == part.under[common]:
            common += 1
        del open_headings[common:]
        parent = open_headings[-1][1] if open_headings else None
        for heading in part.under[common:]:
            parent = writer.add_outline_item(
                title=heading, page_number=start, parent=parent, fit=Fit.fit(), is_open=False
            )
            open_headings.append((heading, parent))
        writer.add_outline_item(title=part.title, page_number=start, parent=parent, fit=Fit.fit())
