"""Card: 3.5 x 2 inches, ten up on the common perforated Letter stock, two sides.

Front: city, date and as many organisations as fit, by side of the border, in the order of the directory; each row
aligns for itself. Back: QR code with its quiet zone, date, disclaimer, "likely incomplete", the unreviewed line, the
site. All ten are alike and the grid is centred, so backs meet fronts whichever way the sheet is turned. Only the
first card of a side is tagged content; the other nine are its copies, as artifacts.
"""

from __future__ import annotations

import itertools
import math

from handouts.content.flyer import DialString, Flyer
from handouts.layout.bounds import marks_of, moved_element, moved_mark, outside
from handouts.layout.fitting import DoesNotFit, LaidOut, left_out_of
from handouts.layout.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.placed import Element, Link, Mark, Path, PlacedLine, PlacedPage, PlacedRule
from handouts.layout.qr_code import MODULE_PT, QUIET_MODULES
from handouts.layout.stacked import border_dots
from handouts.layout.typography import Typography
from handouts.paper import Box, Paper, mm_from_pt
from handouts.text import Typesetter, Weight

CARD_WIDTH_PT = 252.0
CARD_HEIGHT_PT = 144.0
COLUMNS, ROWS = 2, 5
INSET_PT = 9.0
"""Text keeps 9 pt from the cut."""
NUMBERS_PT = 13.0
TEXT_PT = 9.0
SITE_PT = 10.5
CUT_MARK_PT = 9.0


def lay_out_card(
    flyer: Flyer, typography: Typography, paper: Paper, typesetter: Typesetter, qr: Path, staff: str
) -> LaidOut | DoesNotFit:
    """The two sides of a sheet of ten cards. `staff` goes in the sheet's margin, outside the cards."""
    frame = Frame(CARD_WIDTH_PT, CARD_HEIGHT_PT, INSET_PT, typesetter, typography)
    front = _front(frame, flyer)
    if isinstance(front, DoesNotFit):
        return front
    back = _back(frame, flyer, qr)
    if isinstance(back, DoesNotFit):
        return back
    for side in (front, back):
        if sticking_out := outside(side, INSET_PT - 0.5):
            return DoesNotFit(sticking_out, 0.0)
    sheet = Frame(paper.width_pt, paper.height_pt, 18.0, typesetter, typography)
    pages = (_sheet(front, sheet, paper, f"{staff} · front"), _sheet(back, sheet, paper, f"{staff} · back"))
    pieces: tuple[str, ...] = ()
    return LaidOut(pages, left_out_of(flyer, pieces, contact=False, names=False), TEXT_PT, NUMBERS_PT)


def _front(frame: Frame, flyer: Flyer) -> PlacedPage | DoesNotFit:
    """City and date, then organisations with a number for each side, while they fit."""
    elements: list[Element] = []
    artifacts: list[Mark] = []
    size = 13.0 * frame.typography.display_scale
    city = frame.line(flyer.city_own, size, Weight.BOLD)
    baseline = INSET_PT + rise_pt(city, size)
    marks: list[Element | Mark] = [frame.put(city, frame.start_pt, baseline)]
    x = frame.start_pt + city.width_pt + 6
    if flyer.city_latin:
        latin = frame.line(flyer.city_latin, 9.5, Weight.BOLD, Hand.LATIN)
        if x + latin.width_pt <= frame.end_pt:
            marks.append(Element("Span", (frame.put(latin, x, baseline),), language="en"))
            x += latin.width_pt + 6
    elements.append(Element("H1", tuple(marks)))
    y = baseline + drop_pt(city, size) + 1
    date_size = 10.0
    date = frame.line(flyer.words.last_updated, date_size, Weight.BOLD)
    if x + date.width_pt + 3 <= frame.end_pt:
        elements.append(Element("P", (frame.put(date, frame.end_pt, baseline, Edge.END),)))
    else:
        lines = frame.paragraph(flyer.words.last_updated, Weight.BOLD).lines(date_size, frame.measure_pt)
        block = put_block(frame, lines, frame.start_pt, y, date_size, date_size * frame.typography.label_leading * 0.94)
        elements.append(Element("P", block.marks))
        y = block.bottom_pt + 1
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + 0.9, 1.2))
    y += 2.5
    head = _column_heads(frame, flyer, y)
    elements.append(head[0])
    y = head[1]
    bottom = frame.height_pt - INSET_PT
    shown = 0
    for section in flyer.sections:
        for entry in section.entries:
            if not entry.rows:
                continue
            row = entry.rows[0]
            # What belongs to the number (which office, an extension) goes with it, or the number does not go.
            detail = " · ".join(text for text in (entry.service, row.label, row.extension) if text)
            drawn = _organisation(frame, entry.name, detail, row.from_mexico, row.from_us, y)
            if drawn is None or drawn[0] > bottom:
                continue
            end, element, pieces = drawn
            elements.append(element)
            artifacts.extend(pieces)
            y, shown = end, shown + 1
    if not shown:
        return DoesNotFit("no organisation fits on a card", mm_from_pt(max(0.0, y - bottom)))
    return PlacedPage(frame.width_pt, frame.height_pt, tuple(elements), tuple(artifacts))


def _column_heads(frame: Frame, flyer: Flyer, top: float) -> tuple[Element, float]:
    """MEX and USA with their words: no dial string stands without its side."""
    cells = []
    size = TEXT_PT
    lines = [
        (frame.line(marker, 10, Weight.BOLD, Hand.LATIN), frame.line(word, size, Weight.BOLD))
        for marker, word in (("MEX", flyer.words.from_mexico), ("USA", flyer.words.from_us))
    ]
    baseline = top + max(rise_pt(line, 10) for pair in lines for line in pair)
    left, right = lines
    cells.append(
        Element(
            "P",
            (
                frame.put(left[0], frame.start_pt, baseline),
                frame.put(left[1], frame.start_pt + left[0].width_pt + 4, baseline),
                frame.put(right[1], frame.end_pt, baseline, Edge.END),
                frame.put(right[0], frame.end_pt - right[1].width_pt - 4, baseline, Edge.END),
            ),
        )
    )
    return cells[0], baseline + max(drop_pt(line, size) for pair in lines for line in pair) + 0.5


def _organisation(
    frame: Frame, name: str, detail: str, mexico: DialString | None, us: DialString | None, top: float
) -> tuple[float, Element, list[Mark]] | None:
    """A name with its detail and the first number for each side, and where they end; None where the detail has no
    room beside the name."""
    artifacts: list[Mark] = []
    marks: list[Element | Mark] = []
    label = frame.line(name, TEXT_PT, Weight.BOLD, Hand.LATIN)
    baseline = top + rise_pt(label, TEXT_PT)
    marks.append(frame.put(label, frame.start_pt, baseline))
    low = drop_pt(label, TEXT_PT)
    if detail:
        said = frame.line(f"· {detail}", TEXT_PT / frame.typography.scale, Weight.SMALL)
        if label.width_pt + 4 + said.width_pt > frame.measure_pt:
            return None
        marks.append(frame.put(said, frame.start_pt + label.width_pt + 4, baseline))
        low = max(low, drop_pt(said, TEXT_PT))
    cap = CAP_HEIGHT_EM * NUMBERS_PT
    number_y = baseline + low + 1.4 + cap
    ends: list[float] = []
    for dial, x, edge in ((mexico, frame.start_pt, Edge.START), (us, frame.end_pt, Edge.END)):
        if dial is None:
            continue
        line = frame.line(dial.printed, NUMBERS_PT, Weight.BOLD, Hand.NUMBERS)
        mark = frame.put(line, x, number_y, edge)
        box = Box(mark.x_pt, number_y - cap - 1, mark.x_pt + line.width_pt, number_y + 2)
        marks.append(Element("Link", (mark,), language="en", box=box, link=Link(dial.href, dial.spoken)))
        ends.append(line.width_pt)
    if len(ends) == 2:
        gap = frame.measure_pt - sum(ends)
        middle = frame.start_pt + ends[0] + gap / 2
        artifacts.extend(border_dots(frame, middle, number_y, cap))
    return number_y + 0.19 * NUMBERS_PT + 1.6, Element("P", tuple(marks)), artifacts


def _back(frame: Frame, flyer: Flyer, qr: Path, site_size: float = SITE_PT) -> PlacedPage | DoesNotFit:
    """The code at the trailing edge, the fixed texts beside it."""
    qr_size = qr.box.right * MODULE_PT
    quiet = QUIET_MODULES * MODULE_PT
    top = quiet
    qr_mark = frame.put_path(qr, frame.width_pt - quiet - qr_size, top, MODULE_PT)
    narrow = frame.width_pt - 2 * quiet - qr_size - INSET_PT
    own = TEXT_PT / frame.typography.scale
    texts = [
        (flyer.words.last_updated, Weight.BOLD, own),
        (flyer.words.disclaimer, Weight.BOLD, own),
        (flyer.words.incomplete, Weight.SMALL, own),
    ]
    variants = [texts]
    if flyer.unreviewed is not None:
        first, last = ("\u2068", "\u2069") if frame.typography.right_to_left else ("", "")
        both = f"{flyer.unreviewed.own} · {first}{flyer.unreviewed.english}{last}"
        # Where there is no room the English gives way: the reader's language says it, and the sheet's margin.
        variants = [[*texts, (text, Weight.SMALL, own)] for text in (both, flyer.unreviewed.own)]
    site = frame.line(flyer.website_printed, site_size, Weight.BOLD, Hand.LATIN)
    site_y = frame.height_pt - INSET_PT - drop_pt(site, site_size)
    limit = site_y - rise_pt(site, site_size) - 1.2
    code_bottom = top + qr_size + quiet * 0.7
    elements: list[Element] = []
    over = 0.0
    # The leading gives way before a text does; ink never touches.
    for chosen, tightening in itertools.product(variants, (1.0, 0.95, 0.9, 0.85, 0.8, 0.76)):
        elements = []
        y = INSET_PT - 0.4
        for text, weight, size in chosen:
            pitch = size * frame.typography.label_leading * tightening * 0.94
            marks, y = _around_code(frame, text, weight, size, pitch, y + 0.4, narrow, code_bottom)
            elements.append(Element("P", marks))
        over = y - limit
        if over <= 0:
            break
    if over > 0 and site_size > TEXT_PT:
        return _back(frame, flyer, qr, TEXT_PT)
    if over > 0:
        return DoesNotFit("the texts of the card's back do not fit", mm_from_pt(over))
    mark = frame.put(site, frame.start_pt, site_y)
    box = Box(mark.x_pt, site_y - 10, mark.x_pt + site.width_pt, site_y + 3)
    link = Element("Link", (mark,), language="en", box=box, link=Link(flyer.website, flyer.words.open_website))
    elements.append(Element("P", (link,)))
    elements.append(Element("Figure", (qr_mark,), alt=flyer.words.qr_code, box=qr_mark.box))
    return PlacedPage(frame.width_pt, frame.height_pt, tuple(elements))


def _around_code(
    frame: Frame,
    text: str,
    weight: Weight,
    size: float,
    pitch: float,
    top: float,
    narrow: float,
    code_bottom: float,
) -> tuple[tuple[PlacedLine, ...], float]:
    """A paragraph from `top` down: narrow lines beside the code, full ones below it. Gives where it ends."""
    rise = CAP_HEIGHT_EM * size
    lines = frame.paragraph(text, weight).lines(size, narrow)
    beside = max(0, math.ceil((code_bottom - top) / pitch)) if top < code_bottom else 0
    if beside < len(lines):
        rest = text[sum(len(line.text) for line in lines[:beside]) :]
        lines = (*lines[:beside], *frame.paragraph(rest, weight).lines(size, frame.measure_pt))
    rows = baselines_pt(lines, top + max(rise, lines[0].ink.top), pitch)
    marks = tuple(frame.put(line, frame.start_pt, y) for line, y in zip(lines, rows, strict=True))
    return marks, rows[-1] + max(-lines[-1].ink.bottom, 0.18 * size)


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
    line = sheet.line(staff, 8, Weight.SMALL, Hand.LATIN)
    elements.append(Element("P", (sheet.put(line, paper.width_pt / 2, top - 9, Edge.CENTRE),), language="en"))
    return PlacedPage(paper.width_pt, paper.height_pt, tuple(elements), tuple(artifacts))
