"""Booklets that are folded: finished half pages on sheets for the press, with the booklet's own pages, folios, slug and
marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handouts.bind.booklet import BoundVolume, OpenFiles
from handouts.bind.imposed import PageOf, PrintFile
from handouts.bind.print_files import StaffSetting, layer_of
from handouts.bind.source import Source, source_of
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.page.press import impose_on, matrix_on
from handouts.layout.sheets.slug import lay_out_slugs
from handouts.paper import Paper, folded_page_of
from handouts.schemes import SADDLE


class _Leaf(NamedTuple):
    """A page of the booklet, and its folio, if it has one."""

    page: PageOf
    folio: PageOf | None = None


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
    leaves = [list(_leaves(volume, files, page)) for volume in volumes]
    first = volumes[0]
    last = int(first.contents.has_back_cover and len(volumes) == 1)
    imposition = impose_on(matrix, SADDLE, [len(each) for each in leaves], right_to_left=first.right_to_left, last=last)
    name = first.contents.foot
    slugs = lay_out_slugs(imposition, staff.setting, name, marks=True, own=True)
    everything = [leaf for each in leaves for leaf in each]
    file = PrintFile.of_own(
        [leaf.page for leaf in everything],
        {index: leaf.folio for index, leaf in enumerate(everything) if leaf.folio},
        imposition,
        layer_of(slugs, staff, imposition.printing),
    )
    sides = 2 * len(imposition.sheets)
    return file.finished(range(sides), f"{info.title}: {SADDLE.title}", imposition.printing, author=info.author)


def _leaves(volume: BoundVolume, files: OpenFiles, page: Paper) -> Iterator[_Leaf]:
    """All pages of a volume, in the order of reading."""
    own = _upper_part(source_of("own pages", files.reader(volume.own_pages)), page)
    sheets = [_upper_part(source_of(part.title, files.reader(part.pdf)), page) for part in volume.parts]
    front, back = len(volume.contents.leaves), int(volume.contents.has_back_cover)
    folios = iter([(own, index) for index in range(front + back, len(own.pages))])
    yield _Leaf((own, 0))
    for index in range(1, front):
        yield _Leaf((own, index), next(folios))
    for sheet in sheets:
        for index in range(len(sheet.pages)):
            yield _Leaf((sheet, index), next(folios))
    if back:
        yield _Leaf((own, front))


def _upper_part(source: Source, page: Paper) -> Source:
    """The pages without what is below a page of this size."""
    high = page.height_pt
    boxes = (box._replace(bottom=box.bottom + box.height - high, height=high) for box in source.boxes)
    return replace(source, boxes=tuple(boxes))
