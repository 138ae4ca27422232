"""Card: 3.5 x 2 inches, ten up on the common perforated Letter stock, two sides.

Front: city, date and as many organisations as fit, by side of the border, in the order of the directory; then, where
room is left, their further numbers; each row aligns for itself. Back: QR code with its quiet zone, date, disclaimer,
"likely incomplete", the unreviewed line, the site. All ten are alike and stand in the middle of the sheet, so backs
meet fronts whichever way the sheet is turned.
"""

from __future__ import annotations

from dataclasses import replace

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import left_out_of
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, LaidOut
from handouts.layout.page.frame import Frame
from handouts.layout.page.imposition import CutMarks, Matrix, impose
from handouts.layout.page.placed import Element, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TONER_LIMIT, TONER_LIMIT_OF_CODES
from handouts.layout.parts.staff import put_in_margin
from handouts.layout.sheets.card_back import lay_out_back
from handouts.layout.sheets.card_front import lay_out_front
from handouts.paper import Paper

CARD_WIDTH_PT = 252.0
CARD_HEIGHT_PT = 144.0
COLUMNS, ROWS = 2, 5
INSET_PT = 9.0
"""Text keeps 9 pt from the cut."""
TEXT_PT = 9.0
"""Of everything but numbers, at least."""
NUMBERS_PT = 13.0
CUT_MARKS = CutMarks(length_pt=9.0, gap_pt=3.0, width_pt=0.9, inner_above=False)
"""Over the middle the staff line stands."""
SHEET_MARGIN_PT = 18.0
STAFF_PT = 8.0
STAFF_ABOVE_PT = 9.0
"""From the cards up to the staff line's baseline."""
MARGIN_TONER = 0.002
"""Of the sheet: how much of it the marks for cutting and the staff line blacken."""


def lay_out_card(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    """The two sides of a sheet of ten cards. `staff` goes in the sheet's margin, outside the cards."""
    frame = Frame(CARD_WIDTH_PT, CARD_HEIGHT_PT, INSET_PT, setting)
    ten_up = Matrix(paper, CARD_WIDTH_PT, CARD_HEIGHT_PT, COLUMNS, ROWS)
    # The sheet's margin has no ink but the staff line and the marks for cutting.
    front_limit, back_limit = (
        (limit - MARGIN_TONER) / ten_up.part_of_sheet for limit in (TONER_LIMIT, TONER_LIMIT_OF_CODES)
    )
    front = lay_out_front(frame, flyer, TEXT_PT, NUMBERS_PT, front_limit)
    if isinstance(front, DoesNotFit):
        return front
    back = lay_out_back(frame, flyer, qr, TEXT_PT, back_limit)
    if isinstance(back, DoesNotFit):
        return back
    for side in (front.page, back):
        if unfit := sticking_out(side, INSET_PT):
            return unfit
    sheet = Frame(paper.width_pt, paper.height_pt, SHEET_MARGIN_PT, setting)
    pages = (_sheet(front.page, sheet, ten_up, f"{staff} · front"), _sheet(back, sheet, ten_up, f"{staff} · back"))
    left_out = (*left_out_of(flyer, (), contact=False, names=False), *front.left_out)
    return LaidOut(pages, left_out, TEXT_PT, NUMBERS_PT)


def _sheet(card: PlacedPage, frame: Frame, ten_up: Matrix, staff: str) -> PlacedPage:
    """Ten cards, with cut marks outside them and the staff line in the margin."""
    sheet = impose([card], [0] * (COLUMNS * ROWS), ten_up)
    placed = put_in_margin(frame, staff, STAFF_PT, ten_up.box.top - STAFF_ABOVE_PT)
    return replace(
        sheet,
        elements=(*sheet.elements, Element("P", (placed,), language="en")),
        artifacts=(*sheet.artifacts, *CUT_MARKS.around(ten_up)),
        trim=ten_up.box,
    )
