"""The first page of a booklet: masthead, how old it is, and where to find what, with live page numbers."""

from __future__ import annotations

from itertools import pairwise

from handouts.content.booklet import Contents, ContentsRow
from handouts.layout.page.frame import Edge, Frame, Hand, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, Link, Mark, Path, PlacedPage
from handouts.layout.page.typography import Typography
from handouts.layout.parts.marks import rounded_box
from handouts.layout.parts.notice import ONE_LINE, notice_text
from handouts.layout.parts.qr_code import MODULE_PT
from handouts.layout.parts.staff import put_staff
from handouts.layout.parts.table_rows import ROW_RULE_PT
from handouts.paper import Box, Paper
from handouts.text import Typesetter, Weight

MARGIN_PT = 36.0
RULE_PT = 2.0
STAFF_PT = 9.0
BELOW_PT = (13.0, 12.0, 11.0)
"""Sizes of the names below a city, the wanted one first."""


def lay_out_contents(
    plan: Contents, typography: Typography, paper: Paper, typesetter: Typesetter, qr: Path
) -> PlacedPage:
    """The contents page. Everything fits by construction: rows share the height that is there."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, typesetter, typography)
    elements: list[Element] = []
    artifacts: list[Mark] = []
    top = _masthead(frame, plan, qr, elements, artifacts)
    closing: list[Element] = []
    bottom = _foot(frame, plan, closing, artifacts)
    if plan.columns:
        _grid(frame, plan, top, bottom, elements, artifacts)
    else:
        _list(frame, plan, top, bottom, elements, artifacts)
    return PlacedPage(frame.width_pt, frame.height_pt, (*elements, *closing), tuple(artifacts))


def _masthead(frame: Frame, plan: Contents, qr: Path, elements: list[Element], artifacts: list[Mark]) -> float:
    words = plan.words
    leading = frame.typography.label_leading
    qr_size = qr.box.right * MODULE_PT
    column = frame.measure_pt - qr_size - 24
    top = frame.margin_pt
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, top + RULE_PT / 2, RULE_PT))
    top += RULE_PT + 8

    qr_mark = frame.put_path(qr, frame.end_pt - qr_size, top + 3, MODULE_PT)
    size = 28.0
    title = frame.paragraph(words.title, Weight.BOLD).lines(size, column)
    while len(title) > 2 and size > 18:
        size -= 1
        title = frame.paragraph(words.title, Weight.BOLD).lines(size, column)
    block = put_block(frame, title, frame.start_pt, top, size, size * max(1.15, leading * 0.93))
    elements.append(Element("H1", block.marks))
    y = block.bottom_pt + 6
    corner_size = 18.0
    corner = frame.line(words.corner, corner_size, Weight.BOLD)
    baseline = y + rise_pt(corner, corner_size)
    marks: list[Element | Mark] = [frame.put(corner, frame.start_pt, baseline)]
    if words.corner_english:
        english = frame.line(words.corner_english, 14, Weight.BOLD, Hand.LATIN)
        marks.append(
            Element("Span", (frame.put(english, frame.start_pt + corner.width_pt + 10, baseline),), language="en")
        )
    elements.append(Element("P", tuple(marks)))
    y = baseline + drop_pt(corner, corner_size)
    site = frame.line(plan.website_printed, 15, Weight.BOLD, Hand.LATIN)
    site_y = max(y + 8 + rise_pt(site, 15), top + 3 + qr_size - drop_pt(site, 15))
    site_mark = frame.put(site, frame.start_pt, site_y)
    box = Box(site_mark.x_pt, site_y - 15, site_mark.x_pt + site.width_pt, site_y + 4)
    link = Element("Link", (site_mark,), language="en", box=box, link=Link(plan.website, words.open_website))
    elements.append(Element("P", (link,)))
    elements.append(Element("Figure", (qr_mark,), alt=words.qr_code, box=qr_mark.box))
    y = max(site_y + drop_pt(site, 15), top + 3 + qr_size) + 10

    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + RULE_PT / 2, RULE_PT))
    y += RULE_PT + 6
    for text, text_size, weight in (
        *((text, 14.0, Weight.BOLD) for text in words.archived),
        (words.last_updated, 18.0, Weight.BOLD),
        (words.changing, 12.0, Weight.SMALL),
        *([(notice_text(frame, words.unreviewed, ONE_LINE), 11.0, Weight.SMALL)] if words.unreviewed else ()),
        *((text, 12.0, Weight.BOLD) for text in words.missing),
    ):
        own_size = text_size / frame.typography.scale
        lines = frame.paragraph(text, weight).lines(own_size, frame.measure_pt)
        block = put_block(frame, lines, frame.start_pt, y + 2, own_size, own_size * leading)
        elements.append(Element("P", block.marks))
        y = block.bottom_pt
    y += 7
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + RULE_PT / 2, RULE_PT))
    heading = frame.paragraph(words.heading, Weight.BOLD).lines(16, frame.measure_pt)
    block = put_block(frame, heading, frame.start_pt, y + RULE_PT + 10, 16, 16 * leading)
    elements.append(Element("H2", block.marks))
    return block.bottom_pt + 8


def _foot(frame: Frame, plan: Contents, elements: list[Element], artifacts: list[Mark]) -> float:
    """Disclaimer and staff line at the bottom; gives the height where the entries must end."""
    leading = frame.typography.label_leading
    bottom = frame.height_pt - frame.margin_pt
    disclaimer_size = 12 / frame.typography.scale
    disclaimer = frame.paragraph(plan.words.disclaimer, Weight.BOLD).lines(disclaimer_size, frame.measure_pt)
    measured = put_block(frame, disclaimer, frame.start_pt, 0, disclaimer_size, disclaimer_size * leading).bottom_pt
    staff_height = put_staff(frame, plan.staff, STAFF_PT, frame.measure_pt, 0.0).bottom_pt
    top = bottom - staff_height - 3 - measured
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, top - 6, RULE_PT))
    block = put_block(frame, disclaimer, frame.start_pt, top, disclaimer_size, disclaimer_size * leading)
    staff_block = put_staff(frame, plan.staff, STAFF_PT, frame.measure_pt, bottom - staff_height)
    elements.append(Element("P", block.marks))
    elements.append(Element("P", staff_block.marks, language="en"))
    return top - 6 - RULE_PT - 8


def _page_link(frame: Frame, page: tuple[int, int, str], x: float, baseline: float, size: float, edge: Edge) -> Element:
    index, printed, spoken = page
    line = frame.line(str(printed), size, Weight.BOLD, Hand.NUMBERS)
    mark = frame.put(line, x, baseline, edge)
    box = Box(mark.x_pt - 2, baseline - size, mark.x_pt + line.width_pt + 2, baseline + size * 0.3)
    return Element("Link", (mark,), box=box, link=Link("", spoken, page=index))


def _list(
    frame: Frame, plan: Contents, top: float, bottom: float, elements: list[Element], artifacts: list[Mark]
) -> None:
    """Entries under each other, number first; where they are cities, as stations on a line from west to east."""
    rows = plan.rows
    label_height = 16.0 if plan.words.first_label else 0.0
    pitch = min(76.0, (bottom - top - 2 * label_height) / max(len(rows), 1))
    size = max(14.0, min(24.0, pitch * 0.5))
    number_end = frame.start_pt + 34
    station = frame.start_pt + 52
    text_start = frame.start_pt + (70 if plan.as_line else 48)
    radius = 4.5
    if plan.words.first_label:
        line = frame.line(plan.words.first_label, 11, Weight.SMALL)
        elements.append(Element("P", (frame.put(line, text_start, top + rise_pt(line, 11)),)))
    for below_pt in BELOW_PT:
        below_size = below_pt / frame.typography.scale
        below = [
            frame.paragraph(row.below, Weight.SMALL).lines(below_size, frame.end_pt - text_start) if row.below else ()
            for row in rows
        ]
        depth = max((len(lines) for lines in below), default=0) * below_size * max(1.3, frame.typography.label_leading)
        if size * 1.45 + depth <= pitch:
            break
    # The names below a city go with a smaller city rather than without; but all of them or none: a list cut short
    # would say that there is no more.
    while depth and size > 15.0 and size * 1.45 + depth > pitch:
        size -= 1
    if depth and size * 1.45 + depth > pitch:
        below, size = [() for _ in rows], max(14.0, min(24.0, pitch * 0.5))
    # Both names of the longest entry stand on one line.
    while size > 14.0 and any(text_start + _names_width(frame, row, size) > frame.end_pt for row in rows):
        size -= 1
    items: list[Element] = []
    stations: list[float] = []
    for index, row in enumerate(rows):
        own = frame.line(row.own, size, Weight.BOLD)
        baseline = top + label_height + index * pitch + max(rise_pt(own, size), size * 0.8) + 2
        marks: list[Element | Mark] = []
        marks.append(frame.put(own, text_start, baseline))
        if row.latin:
            latin = frame.line(row.latin, size * 0.7, Weight.BOLD, Hand.LATIN)
            place = frame.put(latin, text_start + own.width_pt + 10, baseline)
            marks.append(Element("Span", (place,), language="en"))
        block = put_block(
            frame,
            below[index],
            text_start,
            baseline + drop_pt(own, size) + 1,
            below_size,
            below_size * max(1.25, frame.typography.label_leading * 0.94),
        )
        marks.extend(block.marks)
        page = row.pages[0]
        number = _page_link(frame, page, number_end, baseline, size, Edge.END) if page else None
        label = Element("Lbl", (number,) if number else ())
        body = Element("LBody", tuple(marks), language=row.language)
        items.append(Element("LI", (label, body)))
        stations.append(baseline - size * 0.36)
    elements.append(Element("L", tuple(items)))
    if plan.as_line and stations:
        circle = rounded_box(frame, 2 * radius, 2 * radius, radius)
        for upper, lower in pairwise(stations):
            artifacts.append(frame.upright(station, upper + radius + 1, lower - radius - 1, 2.4))
        artifacts.extend(frame.put_path(circle, station - radius, y - radius, 1.0, stroke_pt=2.0) for y in stations)
    if plan.words.last_label:
        line = frame.line(plan.words.last_label, 11, Weight.SMALL)
        y = top + label_height + len(rows) * pitch + rise_pt(line, 11)
        elements.append(Element("P", (frame.put(line, text_start, y),)))


def _names_width(frame: Frame, row: ContentsRow, size: float) -> float:
    latin = frame.line(row.latin, size * 0.7, Weight.BOLD, Hand.LATIN).width_pt + 10 if row.latin else 0.0
    return frame.line(row.own, size, Weight.BOLD).width_pt + latin


def _grid(
    frame: Frame, plan: Contents, top: float, bottom: float, elements: list[Element], artifacts: list[Mark]
) -> None:
    """Languages down, cities across, page numbers in the cells."""
    size = 10.0
    pitch = min(34.0, (bottom - top - 3.6 * size) / max(len(plan.rows), 1))
    number_size = max(11.0, min(15.0, pitch * 0.5))
    names = [
        (
            frame.paragraph(row.own, Weight.BOLD).line(number_size),
            frame.line(row.latin, 11, Weight.SMALL, Hand.LATIN) if row.latin else None,
        )
        for row in plan.rows
    ]
    first = 16.0 + max(own.width_pt + (8 + latin.width_pt if latin else 0) for own, latin in names)
    width = (frame.measure_pt - first) / len(plan.columns)
    heads = [frame.paragraph(text, Weight.BOLD, Hand.LATIN).lines(size, width - 4) for text in plan.columns]
    depth = max(len(lines) for lines in heads)
    cells: list[Element] = [Element("TD")]
    y = top + size
    for index, lines in enumerate(heads):
        x = frame.start_pt + first + index * width
        base = y + (depth - len(lines)) * size * 1.2
        heads_put = tuple(frame.put(line, x, base + n * size * 1.2) for n, line in enumerate(lines))
        cells.append(Element("TH", heads_put, scope="Column"))
    table: list[Element] = [Element("TR", tuple(cells))]
    y += (depth - 1) * size * 1.2 + 5
    for row, (own, latin) in zip(plan.rows, names, strict=True):
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y, ROW_RULE_PT))
        baseline = y + pitch / 2 + number_size * 0.36
        language = Element("Span", (frame.put(own, frame.start_pt, baseline),), language=row.language)
        marks: list[Element | Mark] = [language]
        if latin is not None:
            marks.append(frame.put(latin, frame.start_pt + own.width_pt + 8, baseline))
        cells = [Element("TH", tuple(marks), scope="Row")]
        for index, page in enumerate(row.pages):
            x = frame.start_pt + first + index * width
            link = _page_link(frame, page, x, baseline, number_size, Edge.START) if page else None
            cells.append(Element("TD", (link,) if link else ()))
        table.append(Element("TR", tuple(cells)))
        y += pitch
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y, ROW_RULE_PT))
    elements.append(Element("Table", tuple(table)))
