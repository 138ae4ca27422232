"""Card: 3.5 x 2 inches, ten up on the common perforated Letter stock, two sides.

Front: city, date and as many organisations as fit, by side of the border, in the order of the directory; then, where
room is left, their further numbers; each row aligns for itself. Back: QR code with its quiet zone, date, disclaimer,
"likely incomplete", the unreviewed line, the site. All ten are alike and the grid is centred, so backs meet fronts
whichever way the sheet is turned. Only the first card of a side is tagged content; the other nine are its copies, as
artifacts.
"""

from __future__ import annotations

from handouts.content.flyer import Flyer
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.fitting import DoesNotFit, LaidOut, left_out_of
from handouts.layout.page.frame import Edge, Frame, Hand
from handouts.layout.page.moving import moved_element, moved_mark
from handouts.layout.page.placed import Element, Mark, Path, PlacedPage, PlacedRule, marks_of
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TONER_LIMIT, TONER_LIMIT_OF_CODES
from handouts.layout.sheets.card_back import lay_out_back
from handouts.layout.sheets.card_front import lay_out_front
from handouts.paper import Box, Paper
from handouts.text import Weight

CARD_WIDTH_PT = 252.0
CARD_HEIGHT_PT = 144.0
COLUMNS, ROWS = 2, 5
INSET_PT = 9.0
"""Text keeps 9 pt from the cut."""
TEXT_PT = 9.0
"""Of everything but numbers, at least."""
NUMBERS_PT = 13.0
CUT_MARK_PT = 9.0
STAFF_PT = 8.0
MARGIN_TONER = 0.002
"""Of the sheet: how much of it the marks for cutting and the staff line blacken."""


def lay_out_card(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Path, staff: str) -> LaidOut | DoesNotFit:
    """The two sides of a sheet of ten cards. `staff` goes in the sheet's margin, outside the cards."""
    frame = Frame(CARD_WIDTH_PT, CARD_HEIGHT_PT, INSET_PT, setting)
    # The sheet's margin has no ink but the staff line and the marks for cutting.
    grid = COLUMNS * ROWS * CARD_WIDTH_PT * CARD_HEIGHT_PT / (paper.width_pt * paper.height_pt)
    front_limit, back_limit = ((limit - MARGIN_TONER) / grid for limit in (TONER_LIMIT, TONER_LIMIT_OF_CODES))
    front = lay_out_front(frame, flyer, TEXT_PT, NUMBERS_PT, front_limit)
    if isinstance(front, DoesNotFit):
        return front
    back = lay_out_back(frame, flyer, qr, TEXT_PT, back_limit)
    if isinstance(back, DoesNotFit):
        return back
    for side in (front.page, back):
        if unfit := sticking_out(side, INSET_PT):
            return unfit
    sheet = Frame(paper.width_pt, paper.height_pt, 18.0, setting)
    pages = (_sheet(front.page, sheet, paper, f"{staff} · front"), _sheet(back, sheet, paper, f"{staff} · back"))
    left_out = (*left_out_of(flyer, (), contact=False, names=False), *front.left_out)
    return LaidOut(pages, left_out, TEXT_PT, NUMBERS_PT)


def _sheet(card: PlacedPage, sheet: Frame, paper: Paper, staff: str) -> PlacedPage:
    """Ten cards, with cut marks outside the grid and the staff line in the margin."""
    left = (paper.width_pt - COLUMNS * CARD_WIDTH_PT) / 2
    top = (paper.height_pt - ROWS * CARD_HEIGHT_PT) / 2
    elements: list[Element] = []
    artifacts: list[Mark] = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            dx, dy = left + column * CARD_WIDTH_PT, top + row * CARD_HEIGHT_PT
            artifacts.extend(moved_mark(mark, dx, dy) for mark in card.artifacts)
            if row or column:
                artifacts.extend(moved_mark(mark, dx, dy) for mark in marks_of(card.elements))
            else:
                elements.extend(moved_element(element, dx, dy) for element in card.elements)
    right, bottom = left + COLUMNS * CARD_WIDTH_PT, top + ROWS * CARD_HEIGHT_PT
    for column in range(COLUMNS + 1):
        x = left + column * CARD_WIDTH_PT
        if column not in range(1, COLUMNS):  # the staff line stands over the middle
            artifacts.append(PlacedRule(x, top - 3 - CUT_MARK_PT, x, top - 3, 0.9))
        artifacts.append(PlacedRule(x, bottom + 3, x, bottom + 3 + CUT_MARK_PT, 0.9))
    for row in range(ROWS + 1):
        y = top + row * CARD_HEIGHT_PT
        artifacts.append(PlacedRule(left - 3 - CUT_MARK_PT, y, left - 3, y, 0.9))
        artifacts.append(PlacedRule(right + 3, y, right + 3 + CUT_MARK_PT, y, 0.9))
    line = sheet.line(staff, STAFF_PT, Weight.SMALL, Hand.LATIN)
    elements.append(Element("P", (sheet.put(line, paper.width_pt / 2, top - 9, Edge.CENTRE),), language="en"))
    grid = Box(left, top, right, bottom)
    return PlacedPage(paper.width_pt, paper.height_pt, tuple(elements), tuple(artifacts), trim=grid)
