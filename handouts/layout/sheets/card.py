"""Card: 3.5 x 2 inches, ten up on the common perforated Letter stock, two sides.

A card that is cut out stands by itself. Front: city, language, date, code, two organisations of the city by side of the
border, help for children who travel alone. Back: QR code with its quiet zone and caption, the site, disclaimer, "likely
incomplete", how many organisations more there are, the unreviewed line, the code. All ten are alike and stand in the
middle of the sheet, so backs meet fronts whichever way the sheet is turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import left_out_of
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, LaidOut
from handouts.layout.page.frame import Frame, Hand
from handouts.layout.page.imposition import CutMarks, Matrix, impose
from handouts.layout.page.placed import Element, PlacedLine, PlacedPage, PlacedRule, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TONER_LIMIT_OF_CODES, TOO_BLACK
from handouts.layout.parts.head_of_card import ARCHIVED_PT
from handouts.layout.parts.staff import put_in_margin
from handouts.layout.sheets.card_back import AIRS, EVEN, MODULES_PT, Back, CardBack
from handouts.layout.sheets.card_front import CardFront, Front, FrontSizes
from handouts.paper import Paper
from handouts.text import Weight

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
ARCHIVED_ABOVE_PT, ARCHIVED_CLEAR_PT = 1.0, 2.2
"""From the band that says that the sheet is archived to the cut above it, and to the rule below."""

MARGIN_TONER = (0.001, 0.0013)
"""Of front and back: how much of the sheet the marks for cutting and the staff line blacken. Of a front, which keeps to
`TOO_BLACK` itself, codes are less black than their slots."""
ARCHIVED_TONER = 0.0035
"""The same of the band that says that the sheet is archived."""


def lay_out_card(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    """The two sides of a sheet of ten cards. `staff` goes in the sheet's margin, outside the cards."""
    frame = Frame(CARD_WIDTH_PT, CARD_HEIGHT_PT, INSET_PT, setting)
    ten_up = Matrix(paper, CARD_WIDTH_PT, CARD_HEIGHT_PT, COLUMNS, ROWS)
    # The sheet's margin has no ink but the staff line and the marks for cutting; and no code is as black as its slot.
    margins = [margin + (ARCHIVED_TONER if flyer.archived_card else 0.0) for margin in MARGIN_TONER]
    front_limit, back_limit = (
        (limit - margin) / ten_up.part_of_sheet
        for limit, margin in zip((TOO_BLACK, TONER_LIMIT_OF_CODES), margins, strict=True)
    )
    fronts = CardFront(frame, flyer, FrontSizes(TEXT_PT, NUMBERS_PT, front_limit))
    ways = (_front_and_back(fronts, CardBack(frame, flyer, qr, module), back_limit) for module in MODULES_PT)
    both = next(ways)
    if isinstance(both, DoesNotFit) or both[1].toner > back_limit:
        both = next(ways)
    if isinstance(both, DoesNotFit):
        return both
    front, back = both
    for side in (front.page, back.page):
        if unfit := sticking_out(side, INSET_PT):
            return unfit
    sheet = Frame(paper.width_pt, paper.height_pt, SHEET_MARGIN_PT, setting)
    archived = _archived(sheet, flyer, ten_up)
    pages = (
        _sheet(front.page, sheet, ten_up, f"{staff} · front", *archived),
        _sheet(back.page, sheet, ten_up, f"{staff} · back", *archived),
    )
    left_out = (*left_out_of(flyer, (), contact=False, names=False), *front.left_out, *front.details)
    blackest = ten_up.part_of_sheet * back.toner + margins[1]
    return LaidOut(pages, left_out, TEXT_PT, NUMBERS_PT, blackest if back.toner > back_limit else None)


def _front_and_back(fronts: CardFront, backs: CardBack, limit: float) -> tuple[Front, Back] | DoesNotFit:
    """How many organisations more there are stands on the back; where that has no room or toner for it even without the
    English half of the unreviewed line, on the front. Then that lines stand evenly gives way, then the weight of the
    disclaimer, then the limit of toner, then an organisation; at last texts of the back stand in one paragraph."""
    front = fronts.front(counted=False)
    if isinstance(front, DoesNotFit):
        return front
    telling = [(front, backs.flyer.words.how_many_more(front.more) if front.more else "")]
    counting = fronts.front(counted=True)
    fewer = isinstance(counting, DoesNotFit) or counting.left_out != front.left_out
    if isinstance(counting, Front) and front.more and not fewer and not counting.too_black:
        telling.append((counting, ""))
    found: list[tuple[Front, Back]] = []
    even = product(telling, [(EVEN, True), (EVEN, False)])
    ways = product((False, True), [*even, *product(telling, [(AIRS, False)])])
    for light, ((face, more), (airs, english)) in ways:
        back = backs.lay_out(more, light=light, english=english, limit=limit, airs=airs)
        if isinstance(back, Back):
            found.append((face, back))
            if back.toner <= limit:
                break
    if found:
        return min(found, key=lambda each: max(0.0, each[1].toner - limit))
    unfit = DoesNotFit("the texts of the card's back do not fit", 0.0)
    if isinstance(counting, Front):
        telling.insert(0, (counting, ""))
        back = backs.lay_out("", light=True, english=False, limit=limit)
        if isinstance(back, Back):
            return counting, back
    for face, more in telling:
        back = backs.lay_out(more, light=True, english=False, limit=limit, run_in=True)
        if isinstance(back, Back):
            return face, back
        unfit = back
    return unfit


def _archived(frame: Frame, flyer: Flyer, ten_up: Matrix) -> tuple[list[Element], list[PlacedRule]]:
    """The band that says that the sheet is archived, at its full size, for who has the whole sheet: in the margin at
    the foot, on either side of the mark for the cut between the columns. Letters that are too high for the margin
    stand on the cards alone."""
    hands = (Hand.OWN, Hand.LATIN) if len(flyer.archived_card) > 1 else (Hand.LATIN,)
    band: list[Element] = []
    rules: list[PlacedRule] = []
    for text, hand, x in zip(flyer.archived_card, hands, ten_up.column_edges_pt, strict=False):
        line = frame.line(text, ARCHIVED_PT[0], Weight.BOLD, hand)
        top, bottom = ten_up.box.bottom + ARCHIVED_ABOVE_PT, frame.height_pt - SHEET_MARGIN_PT
        rule = bottom - CUT_MARKS.width_pt / 2
        baseline = rule - CUT_MARKS.width_pt / 2 - ARCHIVED_CLEAR_PT - max(0.0, -line.ink.bottom)
        begin, end = x + CUT_MARKS.gap_pt, x + CARD_WIDTH_PT - CUT_MARKS.gap_pt
        if hand is Hand.OWN and (baseline - line.ink.top < top or line.width_pt > end - begin):
            continue
        mark = PlacedLine(line, (begin + end - line.width_pt) / 2, baseline)
        band.append(Element("P", (mark,), language="en" if hand is Hand.LATIN else ""))
        rules.append(PlacedRule(begin, rule, end, rule, CUT_MARKS.width_pt))
    return band, rules


def _sheet(
    card: PlacedPage, frame: Frame, ten_up: Matrix, staff: str, further: Sequence[Element], rules: Sequence[PlacedRule]
) -> PlacedPage:
    """Ten cards, with cut marks outside them and the staff line in the margin."""
    sheet = impose([card], [0] * (COLUMNS * ROWS), ten_up)
    placed = put_in_margin(frame, staff, STAFF_PT, ten_up.box.top - STAFF_ABOVE_PT)
    return replace(
        sheet,
        elements=(*sheet.elements, Element("P", (placed,), language="en"), *further),
        artifacts=(*sheet.artifacts, *CUT_MARKS.around(ten_up), *rules),
        trim=ten_up.box,
    )
