"""Folios: the page number and the code of a booklet, in the white that every page keeps at its foot. They are put onto
finished pages when these are bound; for staff and reader alike, in Latin letters and figures. Number and code are in
Bold: other small letters are lost on copies."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content.contents import Contents
from handouts.layout.page.frame import Frame, Hand
from handouts.layout.page.placed import PlacedLine, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.sheets.contents import lay_out_back_cover, lay_out_contents
from handouts.paper import Box, Paper
from handouts.text import Span, Weight

FOLIO_PT, FOOT_PT = 12.0, 8.0
APART_PT = 12.0
"""Between the page number and what stands beside it."""
SIDE_PT = 36.0
ROOM_PT, LOWERED_PT = 13.0, 1.5
"""What a folio takes of the height, white included; how much of that is below its baseline."""
EDGE_PT, STRIP_EDGE_PT = 18.0, 4.0
"""Between that and the edge of a page; and the strip for the slug."""


def folio_band(page: Paper, *, folded: bool) -> Box:
    """Where folios stand on such pages, and nothing else does: in the lower half of the margin, inside what office
    printers print; on a page that is folded, above the strip for the slug. Points from the top left."""
    top = page.height_pt - ROOM_PT - (STRIP_EDGE_PT if folded else EDGE_PT)
    return Box(0.0, top, page.width_pt, top + ROOM_PT)


def lay_out_own_pages(
    plan: Contents, pages: Sequence[int], setting: LanguageSetting, page: Paper, qr: Shape
) -> tuple[PlacedPage, ...]:
    """What a booklet of sheets with so many pages has of its own: its contents pages, its back cover if it has one, and
    a page with nothing but a folio for every page that has a number."""
    back = (lay_out_back_cover(plan, setting, page, qr),) if plan.has_back_cover else ()
    folios = (lay_out_folio(plan, index, setting, page) for index in plan.numbered(pages))
    return (*lay_out_contents(plan, setting, page, qr), *back, *folios)


def lay_out_folio(plan: Contents, index: int, setting: LanguageSetting, page: Paper) -> PlacedPage:
    """The folio of the page with this index, and nothing else: the number at the outer edge."""
    frame = Frame(page.width_pt, page.height_pt, SIDE_PT, setting)
    y = folio_band(page, folded=plan.form.folded).bottom - LOWERED_PT
    number = frame.line(str(index + 1), FOLIO_PT, Weight.BOLD, Hand.LATIN)
    words = Span(plan.foot.removesuffix(plan.edition), Weight.SMALL)
    beside = frame.paragraph([words, Span(plan.edition, Weight.BOLD)], hand=Hand.LATIN).line(FOOT_PT)
    marks: tuple[PlacedLine, ...]
    if (index % 2 == 0) != setting.typography.right_to_left:
        x = page.width_pt - SIDE_PT - number.width_pt
        marks = PlacedLine(beside, x - APART_PT - beside.width_pt, y), PlacedLine(number, x, y)
    else:
        marks = PlacedLine(number, SIDE_PT, y), PlacedLine(beside, SIDE_PT + number.width_pt + APART_PT, y)
    return PlacedPage(page.width_pt, page.height_pt, (), marks)
