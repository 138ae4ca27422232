"""Bind finished PDF files into one booklet: pages, tags, links, outline and descriptions.

Everything is copied as it was drawn, byte for byte; nothing is drawn again. What belongs to a whole file is made anew:
the structure tree (bind/tree.py), page labels, the nested outline, metadata, the output intent. PDF/UA-1 and PDF/A-2a
hold for the booklet if they hold for its parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.bind.bound_file import BoundFile, Copies, reference
from handouts.bind.finished import FinishedFile, FinishedPage, NotFinishedError, read_finished
from handouts.bind.outline import write_outline
from handouts.bind.tree import TreeMerger
from handouts.content.contents import Contents
from handouts.draw.metadata import information_dictionary, xmp_packet
from handouts.draw.notation import deflated, number
from handouts.layout.page.placed import DocumentInfo

_FOLIO = "Folio"
_STAMP = f"/Artifact <</Type/Pagination/Subtype/Footer>> BDC q /{_FOLIO} Do Q EMC"
_LEADS_TO_INDEX = re.compile(rb"/S/GoTo/D\[(\d+)/Fit\]>>>>$")
_BEFORE_CONTENTS = re.compile(rb">>/Contents (\[[^\]]*\]|\d+ 0 R)(?=/Annots|/StructParents)")


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
    """Files already read, by their bytes: a flyer stands in three booklets. Whoever binds several of them owns one of
    these and drops it afterwards."""

    def __init__(self) -> None:
        self._files: dict[bytes, FinishedFile] = {}

    def file(self, pdf: bytes, name: str) -> FinishedFile:
        """The file, read once. `name`: as the error names it. Raises NotFinishedError."""
        found = self._files.get(pdf)
        if found is None:
            try:
                found = self._files[pdf] = read_finished(pdf)
            except NotFinishedError as error:
                raise NotFinishedError(f"{name}: {error}") from None
        return found


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

    `contents` comes first; its links with a `page` lead to the page of the booklet with that index (from 0, contents
    pages included). Where only some of its pages are bound, the others are folios: pages with nothing but a folio,
    which is put onto the pages of the booklet as an artifact, all but the first and the empty ones, in their order.
    Page labels count from 1 through the whole booklet, as print dialogues do. Fonts with equal names are equal (draw
    names them by content) and kept once. The same parts and info give the same bytes. Raises ValueError for no parts,
    for a part that draw has not finished and for a link to a page that the booklet does not have.
    """
    if not parts:
        raise ValueError("a booklet has at least one part")
    files = files if files is not None else OpenFiles()
    file = BoundFile()
    page_tree, tree = file.reserve(), TreeMerger(file)
    bound = [part for part in (contents, *parts) if part is not None]
    pages: list[int] = []
    starts: list[int] = []
    numbered: list[int] = []
    copied: list[Copies] = []
    for part in bound:
        finished = files.file(part.pdf, part.title)
        originals = finished.pages[: part.pages]
        if part.on_front and len(pages) % 2:
            pages.append(_add_empty(file, page_tree, originals[0], tree.next()))
        starts.append(len(pages))
        copies = Copies(finished)
        copies.say(finished.page_tree, page_tree)
        copies.say(finished.tree, tree.document)
        file.take(copies, [*(page.number for page in originals), finished.document])
        tree.add(copies, originals)
        copied.append(copies)
        placed = [copies[page.number] for page in originals]
        pages += placed
        numbered += placed
    if contents is not None:
        own = copied[0]
        _lead_links(file, own, own.file.pages[: contents.pages], pages)
        if contents.pages is not None and (folios := own.file.pages[contents.pages :]):
            _put_folios(file, own, numbered[1:], folios)
    tree.finish(info)
    entries = (
        ((*part.under, part.title), pages[start]) for part, start in zip(bound, starts, strict=True) if part.title
    )
    outline = write_outline(file, entries)
    kids = " ".join(map(reference, pages))
    file.fill(page_tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    return file.finished(_catalog(file, info, page_tree, tree, outline), file.add(information_dictionary(info)))


def _add_empty(file: BoundFile, page_tree: int, beside: FinishedPage, key: int) -> int:
    """A page without anything, of the size of another."""
    size = f"[0 0 {number(beside.width_pt)} {number(beside.height_pt)}]"
    return file.add(
        f"<</Type/Page/Parent {reference(page_tree)}/MediaBox{size}/CropBox{size}/TrimBox{size}/Resources<<>>"
        f"/StructParents {key}/Tabs/S>>"
    )


def _lead_links(file: BoundFile, own: Copies, contents: Sequence[FinishedPage], pages: Sequence[int]) -> None:
    """Links of the contents pages that hold an index get the page itself."""
    for link in (own[link] for page in contents for link in page.links):
        found = _LEADS_TO_INDEX.search(file.body(link))
        if found is None:
            continue
        index = int(found[1])
        if index >= len(pages):
            raise ValueError(f"a link leads to page {index + 1} of {len(pages)}")
        file.change(link, _LEADS_TO_INDEX, b"/S/GoTo/D[%d 0 R/Fit]>>>>" % pages[index])


def _put_folios(file: BoundFile, own: Copies, pages: Sequence[int], folios: Sequence[FinishedPage]) -> None:
    """Each folio behind the finished content of its page, by a stream of its own: the same few operators for all, which
    say that what they draw is no part of the text (ISO 32000-1, 14.8.2.2)."""
    stamp = file.add_stream("/Filter/FlateDecode", deflated(_STAMP.encode("ascii")))
    for page, folio in zip(pages, folios, strict=True):
        form = file.add_form(own, folio, (0.0, 0.0, folio.width_pt, folio.height_pt))
        found = _BEFORE_CONTENTS.search(file.body(page))
        if found is None:
            raise NotFinishedError("a page without content")
        streams = found[1].strip(b"[]")
        by = b"/XObject<</%b %d 0 R>>>>/Contents [%b %d 0 R]" % (_FOLIO.encode("ascii"), form, streams, stamp)
        file.change(page, _BEFORE_CONTENTS, by)


def _catalog(file: BoundFile, info: DocumentInfo, page_tree: int, tree: TreeMerger, outline: int) -> int:
    """Language, title, dates, tags, colours, as in every flyer; labels and outline. The number of the catalogue."""
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", xmp_packet(info))
    preferences = "/DisplayDocTitle true/PrintScaling/None"
    preferences += "/Direction/R2L" if info.right_to_left else ""
    preferences += f"/Duplex/{info.sides}" if info.sides else ""
    return file.add(
        f"<</Type/Catalog/Pages {reference(page_tree)}/Lang({info.language})/MarkInfo<</Marked true>>"
        f"/Metadata {reference(metadata)}/OutputIntents{file.output_intents()}"
        f"/StructTreeRoot {reference(tree.root)}/PageLabels<</Nums[0<</S/D>>]>>/Outlines {reference(outline)}"
        f"/PageMode/UseOutlines/ViewerPreferences<<{preferences}>>>>"
    )
