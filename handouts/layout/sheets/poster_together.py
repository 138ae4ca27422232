"""Poster in several languages: numbers and names once, large; the words of every language beside each other.

Head: the city in each script; a column a language with its name, what the sheet is, and the date. Then the table. Foot:
the QR code, and in a grid what each language says of advice, of gaps in the list, and of its translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from handouts.content.flyer import Flyer
from handouts.content.isolates import FIRST_STRONG_ISOLATE
from handouts.content.together import LINES
from handouts.layout.page.copyfit import DoesNotFit, LaidOut
from handouts.layout.page.frame import Edge, Frame, Hand, Part, drop_pt, put_block, rise_pt
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, Mark, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, stack
from handouts.layout.parts.links import LINK_DROP_EM, code_figure, site_link
from handouts.layout.parts.marks import ARROW_BESIDE_PT, ARROW_WIDTH_PT, LIGHT_RULES, RULES, RuleWeights, arrow
from handouts.layout.parts.organisation_stacked import StackedGaps, StackedSizes
from handouts.layout.parts.qr_code import QUIET_MODULES
from handouts.layout.parts.staff import lay_out_staff
from handouts.layout.sheets.poster import fitted_poster
from handouts.paper import Paper, pt_from_mm
from handouts.text import Line, Weight

MARGIN_PT = 36.0
GRID_GAP_PT = 20.0
CITIES_GAP_PT = 24.0
CITY_LEAST_PT = 24.0
ROW_GAP_PT = 6.0
LINE_GAP_PT = 2.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of head and foot, in points."""

    city: float = 44.0
    language: float = 20.0
    title: float = 15.0
    date: float = 15.5
    archived: float = 22.0
    scan: float = 15.0
    disclaimer: float = 13.5
    text: float = 13.5
    site: float = 22.0
    staff: float = 11.0
    module: float = pt_from_mm(0.9)
    rules: RuleWeights = RULES


SMALL = Sizes(
    city=38, language=18, title=13.5, date=14, archived=18, scan=13, disclaimer=11.5, text=11.5, site=19, staff=10.5
)
LEVELS = (
    Sizes(city=48, language=24, title=18, date=18, scan=17, disclaimer=15, text=15, site=26, module=pt_from_mm(1.1)),
    Sizes(),
    Sizes(city=40, language=18, title=14, date=14.5, scan=14, disclaimer=12.5, text=12.5, site=20),
    SMALL,
    replace(SMALL, rules=LIGHT_RULES),
)
"""The largest first."""
TABLE = StackedSizes(
    numbers=28,
    name=20,
    detail=13,
    section=14,
    header=15,
    marker=24,
    sentence=18,
    or_=14,
    row_pad=1.0,
    far=True,
    border=4.4,
    parted=True,
    titles_across=True,
    gaps=StackedGaps(line=3.0, or_em=0.15, number=3.0, whatsapp_above=7.0),
)
TABLES = (
    *(
        replace(TABLE, numbers=numbers, name=name, section=section, header=section, or_=or_, row_pad=pad)
        for numbers, name, section, or_, pads in (
            (36.0, 25.0, 18.0, 18.0, (14.0, 9.0, 5.0)),
            (32.0, 23.0, 17.0, 16.0, (9.0, 6.0, 3.0)),
            (28.0, 20.0, 14.0, 14.0, (6.0, 4.0, 2.5, 1.5, 0.5)),
        )
        for pad in pads
    ),
    *(
        replace(TABLE, section=13, name=name, row_pad=0.0, rules=rules, gaps=StackedGaps())
        for name, rules in ((19.0, RULES), (18.0, RULES), (18.0, LIGHT_RULES))
    ),
)
"""The largest first."""


def lay_out_poster_together(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str
) -> LaidOut | DoesNotFit:
    """One side of `paper`, with as few organisations left out as can be. `flyer`: a content in several languages."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    heads = [_head(frame, flyer, sizes) for sizes in LEVELS]
    feet = [_foot(frame, flyer, sizes, qr, staff) for sizes in LEVELS]
    return fitted_poster(frame, flyer, heads, feet, TABLES)


# --- the head -----------------------------------------------------------------------------------------------------


def _head(frame: Frame, flyer: Flyer, sizes: Sizes) -> Part:
    band = Rule(sizes.rules.band)
    blocks: list[Block] = [partial(_cities, frame, flyer, sizes), Gap(6.0), band]
    if flyer.archived:
        style = ParagraphStyle(sizes.archived, Weight.BOLD)
        archived = [[(text, style)] for line in flyer.archived for text in line.split(LINES)]
        blocks += [Gap(6.0), partial(_grid, frame, archived, frame.measure_pt, 2), Gap(6.0), band]
    languages, titles, dates = (
        text.split(LINES) for text in (flyer.language_own, flyer.title, flyer.words.last_updated)
    )
    columns = [
        [
            (language, ParagraphStyle(sizes.language, Weight.BOLD)),
            (title, ParagraphStyle(sizes.title)),
            (date, ParagraphStyle(sizes.date, Weight.BOLD)),
        ]
        for language, title, date in zip_longest(languages, titles, dates, fillvalue="")
    ]
    blocks += [Gap(7.0), partial(_grid, frame, columns, frame.measure_pt, len(columns)), Gap(6.0), band]
    return stack(frame, blocks, frame.margin_pt)


def _cities(frame: Frame, flyer: Flyer, sizes: Sizes, top_pt: float) -> Part:
    """The city in each script: beside each other, the last at the far edge, where that has room; else below each
    other."""
    names = [*flyer.city_own.split(LINES), *([flyer.city_latin] if flyer.city_latin else [])]
    size = sizes.city
    while size > CITY_LEAST_PT:
        lines = [frame.line(name, size, Weight.BOLD) for name in names]
        if sum(line.width_pt for line in lines) + CITIES_GAP_PT * (len(lines) - 1) <= frame.measure_pt:
            return _cities_in_a_row(frame, lines, size, top_pt)
        size -= 1
    marks: list[Mark] = []
    y = top_pt
    for name in names:
        style = ParagraphStyle(size, Weight.BOLD)
        block = put_block(
            frame, style.lines(frame, name, frame.measure_pt), frame.start_pt, y, size, style.pitch_pt(frame.typography)
        )
        marks += block.marks
        y = block.bottom_pt
    return Part((Element("H1", tuple(marks)),), (), y)


def _cities_in_a_row(frame: Frame, lines: Sequence[Line], size_pt: float, top_pt: float) -> Part:
    baseline = top_pt + max(rise_pt(line, size_pt) for line in lines)
    *first, last = lines
    x, marks = frame.start_pt, list[Mark]()
    for line in first:
        marks.append(frame.put(line, x, baseline))
        x += line.width_pt + CITIES_GAP_PT
    marks.append(frame.put(last, frame.end_pt if first else x, baseline, Edge.END if first else Edge.START))
    return Part((Element("H1", tuple(marks)),), (), baseline + max(drop_pt(line, size_pt * 0.8) for line in lines))


# --- the foot -----------------------------------------------------------------------------------------------------


def _foot(frame: Frame, flyer: Flyer, sizes: Sizes, qr: Shape, staff: str) -> Part:
    """From y = 0 down: beside the code what it is for, and what each language says of advice, of the list and of its
    translation; below it the site, and the line for staff."""
    words = flyer.words
    code_pt, quiet = qr.box.right * sizes.module, QUIET_MODULES * sizes.module
    room = frame.measure_pt - code_pt - 2 * quiet
    scan = ParagraphStyle(sizes.scan, Weight.BOLD)
    scanned = scan.put(frame, words.scan, frame.start_pt, quiet, room - ARROW_WIDTH_PT - ARROW_BESIDE_PT)
    arrow_x = frame.start_pt + room - ARROW_WIDTH_PT
    sign = arrow(frame, arrow_x, scanned.marks[0].y_pt, sizes.scan)
    code = code_figure(frame, qr, frame.end_pt - code_pt, quiet, sizes.module, words.qr_code)
    rule_y = scanned.bottom_pt + ROW_GAP_PT
    rule = frame.rule(frame.start_pt, frame.start_pt + room, rule_y + sizes.rules.row / 2, sizes.rules.row)
    own = flyer.unreviewed.own if flyer.unreviewed else ""
    said = [
        [
            (disclaimer, ParagraphStyle(sizes.disclaimer, Weight.BOLD)),
            (incomplete, ParagraphStyle(sizes.text)),
            (notice, ParagraphStyle(sizes.text, Weight.BOLD)),
        ]
        for disclaimer, incomplete, notice in zip_longest(
            *(text.split(LINES) for text in (words.disclaimer, words.incomplete, own)), fillvalue=""
        )
    ]
    texts = _grid(frame, said, room, 2, rule_y + sizes.rules.row + ROW_GAP_PT)
    low = max(texts.bottom_pt, quiet + code_pt + quiet) + LINE_GAP_PT
    site_line = frame.line(flyer.website_printed, sizes.site, Weight.BOLD, Hand.LATIN)
    site = frame.put(site_line, frame.end_pt, low + rise_pt(site_line, sizes.site), Edge.END)
    link = site_link(site, flyer.website, words.open_website, sizes.site, sizes.site * LINK_DROP_EM)
    for_staff = lay_out_staff(frame, staff, sizes.staff, frame.measure_pt - site_line.width_pt - GRID_GAP_PT, 0.0)
    bottom = max(low + for_staff.bottom_pt, site.y_pt + drop_pt(site_line, sizes.site))
    for_staff = moved_part(for_staff, bottom - for_staff.bottom_pt)
    elements = (Element("P", scanned.marks), code, *texts.elements, link, *for_staff.elements)
    return Part(elements, (sign, rule), bottom)


# --- texts beside each other --------------------------------------------------------------------------------------

_Styled = Sequence[tuple[str, ParagraphStyle]]


def _grid(frame: Frame, cells: Sequence[_Styled], width_pt: float, columns: int, top_pt: float) -> Part:
    """Texts of a language under each other, the languages beside each other, so many in a row; each at the edge at
    which it begins to be read."""
    column_pt = (width_pt - (columns - 1) * GRID_GAP_PT) / columns
    elements: list[Element] = []
    y = top_pt
    for first in range(0, len(cells), columns):
        bottoms = [y]
        for at, cell in enumerate(cells[first : first + columns]):
            part = _cell(frame, cell, frame.start_pt + at * (column_pt + GRID_GAP_PT), column_pt, y)
            elements += part.elements
            bottoms.append(part.bottom_pt)
        y = max(bottoms) + ROW_GAP_PT
    return Part(tuple(elements), (), y - ROW_GAP_PT)


def _cell(frame: Frame, texts: _Styled, x_pt: float, width_pt: float, top_pt: float) -> Part:
    elements: list[Element] = []
    y = top_pt
    for text, style in texts:
        if not text:
            continue
        at_end = text.startswith(FIRST_STRONG_ISOLATE) and not frame.typography.right_to_left
        x, edge = (x_pt + width_pt, Edge.END) if at_end else (x_pt, Edge.START)
        lines = style.lines(frame, text, width_pt)
        block = put_block(frame, lines, x, y, style.size_pt, style.pitch_pt(frame.typography), edge)
        elements.append(Element("P", block.marks))
        y = block.bottom_pt + LINE_GAP_PT
    return Part(tuple(elements), (), y)
