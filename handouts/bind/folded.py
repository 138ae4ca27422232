"""Booklets that are folded: finished half pages on sheets for the press, with the booklet's own pages, folios, slug and
marks. As in booklets to be read, pages are copied as they were drawn (bind/bound_file.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from handouts.bind.booklet import BoundVolume, OpenFiles
from handouts.bind.bound_file import BoundFile, Copies, reference
from handouts.bind.finished import FinishedFile, FinishedPage, read_finished
from handouts.bind.placing import PageBox, content_of, trim_of
from handouts.bind.staff import StaffSetting, layer_of
from handouts.draw.metadata import PRODUCER, print_packet
from handouts.draw.notation import deflated, number, text_string
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.page.press import Imposition, impose_on, matrix_on
from handouts.layout.sheets.slug import lay_out_slugs
from handouts.paper import Paper, folded_page_of
from handouts.schemes import SADDLE


class _Page(NamedTuple):
    """A page of a finished file."""

    file: FinishedFile
    page: FinishedPage


class _Leaf(NamedTuple):
    """A page of the booklet, and its folio, if it has one."""

    page: _Page
    folio: _Page | None = None


def bind_folded(
    volumes: Sequence[BoundVolume], info: DocumentInfo, *, files: OpenFiles, staff: StaffSetting, paper: Paper
) -> bytes:
    """The sheets to fold: one volume with its back cover, or two that begin at either cover and meet in the middle.

    Pages are copied as they were drawn, without the strip at their foot, which gets the slug. Raises ValueError where
    pages and paper do not go together.
    """
    page = folded_page_of(paper)
    matrix = matrix_on(SADDLE, paper, page.width_pt, page.height_pt)
    if matrix is None:
        raise ValueError(f"half pages do not fit on {paper.name}")
    leaves = [list(_leaves(volume, files)) for volume in volumes]
    first = volumes[0]
    last = int(first.contents.has_back_cover and len(volumes) == 1)
    imposition = impose_on(matrix, SADDLE, [len(each) for each in leaves], right_to_left=first.right_to_left, last=last)
    name = first.contents.foot
    slugs = lay_out_slugs(imposition, staff.setting, name, marks=True, own=True)
    everything = [leaf for each in leaves for leaf in each]
    layer = layer_of(slugs, staff, imposition.printing)
    over = read_finished(layer) if layer is not None else None
    return _Sheets(everything, page, imposition, over).finished(f"{info.title}: {SADDLE.title}", info.author)


def _leaves(volume: BoundVolume, files: OpenFiles) -> Iterator[_Leaf]:
    """All pages of a volume, in the order of reading."""
    own = files.file(volume.own_pages, "own pages")
    front, back = len(volume.contents.leaves), int(volume.contents.has_back_cover)
    folios = (_Page(own, page) for page in own.pages[front + back :])
    yield _Leaf(_Page(own, own.pages[0]))
    for page in own.pages[1:front]:
        yield _Leaf(_Page(own, page), next(folios))
    for part in volume.parts:
        sheet = files.file(part.pdf, part.title)
        for page in sheet.pages:
            yield _Leaf(_Page(sheet, page), next(folios))
    if back:
        yield _Leaf(_Page(own, own.pages[front]))


class _Sheets:
    """A print file in the making. `shown`: how large a part of the pages is printed, from their top; `over`: slug and
    marks, a page for every side of the imposition."""

    def __init__(
        self, leaves: Sequence[_Leaf], shown: Paper, imposition: Imposition, over: FinishedFile | None
    ) -> None:
        self._leaves = leaves
        self._shown = shown
        self._imposition = imposition
        self._over = over
        self._file = BoundFile()
        self._copies: dict[int, Copies] = {}

    def finished(self, title: str, author: str) -> bytes:
        """The file with all sides."""
        file, matrix = self._file, self._imposition.matrix
        page_tree = file.reserve()
        width, height = number(matrix.sheet.width_pt), number(matrix.sheet.height_pt)
        whole = f"[0 0 {width} {height}]"
        pages: list[int] = []
        for index, side in enumerate(self._imposition.sides()):
            used: dict[str, int] = {}
            over = self._form(_Page(self._over, self._over.pages[index]), used, cut=False) if self._over else ()
            content = content_of(side, matrix, partial(self._drawn, used), over)
            trim = trim_of(side, matrix)
            corners = (trim.left, matrix.sheet.height_pt - trim.bottom, trim.right, matrix.sheet.height_pt - trim.top)
            forms = "".join(f"/{name} {reference(form)}" for name, form in used.items())
            stream = file.add_stream("/Filter/FlateDecode", deflated(content.encode("ascii")))
            pages.append(
                file.add(
                    f"<</Type/Page/Parent {reference(page_tree)}/MediaBox{whole}/CropBox{whole}"
                    f"/TrimBox[{' '.join(map(number, corners))}]/Resources<</XObject<<{forms}>>>>"
                    f"/Contents {reference(stream)}>>"
                )
            )
        file.fill(page_tree, f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(map(reference, pages))}]>>")
        metadata = file.add_stream("/Type/Metadata/Subtype/XML", print_packet(title, author, archival=True))
        catalog = file.add(
            f"<</Type/Catalog/Pages {reference(page_tree)}/Metadata {reference(metadata)}"
            f"/OutputIntents{file.output_intents()}/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None"
            f"/PickTrayByPDFSize true/Duplex/{self._imposition.printing}>>>>"
        )
        told = f"/Title{text_string(title)}/Producer({PRODUCER})" + (f"/Author{text_string(author)}" if author else "")
        return file.finished(catalog, file.add(f"<<{told}>>"))

    def _drawn(self, used: dict[str, int], index: int) -> Iterator[tuple[PageBox, Sequence[str]]]:
        """A page, and over it its folio."""
        for each in self._leaves[index]:
            if each is not None:
                yield self._box(each.page), self._form(each, used)

    def _box(self, page: FinishedPage) -> PageBox:
        """What is printed of a page: not the strip at its foot."""
        high = self._shown.height_pt
        return PageBox(0.0, page.height_pt - high, page.width_pt, high, 0, 1.0)

    def _form(self, each: _Page, used: dict[str, int], *, cut: bool = True) -> Sequence[str]:
        """What draws a page; its form is named in `used`."""
        file, page = each
        copies = self._copies.setdefault(id(file), Copies(file))
        bottom = self._box(page).bottom if cut else 0.0
        form = self._file.add_form(copies, page, (0.0, bottom, page.width_pt, page.height_pt))
        name = f"P{len(used)}"
        used[name] = form
        return (f"/{name} Do",)
