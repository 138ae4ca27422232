"""The head: which city, what the sheet is, in which language; what to say on the phone; how old it is."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.flyer import Flyer, SayOnPhone
from handouts.layout.page.frame import Edge, Frame, Hand, Part, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, Mark
from handouts.layout.parts.marks import ICON_WIDTH_EM, icon, rounded_box
from handouts.text import Line, Weight

BAND_RULE_PT = 2.0
CITY_LATIN_FLOOR_PT = 13.0
CITY_LEAST_PT = 16.0


@dataclass(frozen=True, slots=True)
class HeadSizes:
    """Type sizes in points."""

    city: float = 30.0
    city_latin: float = 17.0
    language: float = 22.0
    title: float = 12.0
    say: float = 11.0
    date: float = 15.0
    changing: float = 12.0
    archived: float = 14.0
    city_floor: float = 24.0  # down to here the city shrinks to stand beside its Latin form
    beside_floor: float = 150.0  # the narrowest column for the sentence beside the date


def lay_out_head(frame: Frame, flyer: Flyer, sizes: HeadSizes, top_pt: float) -> Part:
    """City and language on one baseline, title, and the phrase to say; then the ruled date band."""
    elements: list[Element] = []
    artifacts: list[Mark] = []

    language = _language_lines(frame, flyer, sizes)
    language_width = sum(line.width_pt for line, _ in language) + (8 if len(language) > 1 else 0)
    room = frame.measure_pt - language_width - 18
    city, city_size, latin, latin_size = _city_lines(frame, flyer, sizes, room)
    beside = latin is not None and city.width_pt + 10 + latin.width_pt <= room

    corner_rise = max(rise_pt(line, size) for line, size in language)
    corner_drop = max(drop_pt(line, size) for line, size in language)
    corner_baseline = top_pt + max(rise_pt(city, city_size), corner_rise)
    baseline = corner_baseline
    if city.width_pt > room:  # no size brings both on one line: the language stands above the city
        corner_baseline = top_pt + corner_rise
        baseline = corner_baseline + corner_drop + 2 + rise_pt(city, city_size)
    city_marks: list[Element | Mark] = [frame.put(city, frame.start_pt, baseline)]
    bottom = max(baseline + drop_pt(city, city_size * 0.8), corner_baseline + corner_drop)
    if latin is not None:
        if beside:
            place = frame.put(latin, frame.start_pt + city.width_pt + 10, baseline)
        else:
            latin_baseline = bottom + 2 + rise_pt(latin, latin_size)
            place = frame.put(latin, frame.start_pt, latin_baseline)
            bottom = latin_baseline + drop_pt(latin, latin_size)
        city_marks.append(Element("Span", (place,), language="en"))
    elements.append(Element("H1", tuple(city_marks)))

    x = frame.end_pt
    corner: list[Element | Mark] = []
    for line, _size in reversed(language):
        corner.append(frame.put(line, x, corner_baseline, Edge.END))
        x -= line.width_pt + 8
    corner.reverse()
    if len(corner) > 1:
        corner[1] = Element("Span", (corner[1],), language="en")
    elements.append(Element("P", tuple(corner)))

    title = frame.paragraph(flyer.title, Weight.SMALL).lines(sizes.title, frame.measure_pt)
    block = put_block(
        frame, title, frame.start_pt, bottom + 3, sizes.title, sizes.title * frame.typography.label_leading
    )
    elements.append(Element("P", block.marks))
    bottom = block.bottom_pt

    if flyer.say is not None:
        say = lay_out_say(frame, flyer.say, sizes, bottom + 3.5)
        elements.extend(say.elements)
        artifacts.extend(say.artifacts)
        bottom = say.bottom_pt

    band = _date_band(frame, flyer, sizes, bottom + 4)
    return Part((*elements, *band.elements), (*artifacts, *band.artifacts), band.bottom_pt)


def _city_lines(frame: Frame, flyer: Flyer, sizes: HeadSizes, room: float) -> tuple[Line, float, Line | None, float]:
    """The city in the reader's script and its Latin form, beside each other where they can be: a little smaller
    rather than on two lines, which the answers would pay for."""
    scale = frame.typography.display_scale
    for step in range(int(sizes.city - sizes.city_floor) + 1):
        size, latin_size = (
            (sizes.city - step) * scale,
            max(sizes.city_latin - step / 2, min(sizes.city_latin, CITY_LATIN_FLOOR_PT)),
        )
        city = frame.line(flyer.city_own, size, Weight.BOLD)
        latin = frame.line(flyer.city_latin, latin_size, Weight.BOLD, Hand.LATIN) if flyer.city_latin else None
        if city.width_pt + (10 + latin.width_pt if latin else 0) <= room:
            return city, size, latin, latin_size
    size = sizes.city * scale
    while (city := frame.line(flyer.city_own, size, Weight.BOLD)).width_pt > room and size > CITY_LEAST_PT:
        size -= 1
    latin = frame.line(flyer.city_latin, sizes.city_latin, Weight.BOLD, Hand.LATIN) if flyer.city_latin else None
    return city, size, latin, sizes.city_latin


def _language_lines(frame: Frame, flyer: Flyer, sizes: HeadSizes) -> list[tuple[Line, float]]:
    """The language in its own script and in English, in reading order."""
    own_size = sizes.language if flyer.language_own == flyer.language_english else sizes.language - 2
    own_size *= frame.typography.display_scale
    lines = [(frame.line(flyer.language_own, own_size, Weight.BOLD), own_size)]
    if flyer.language_own != flyer.language_english:
        size = sizes.language - 6
        lines.append((frame.line(flyer.language_english, size, Weight.BOLD, Hand.LATIN), size))
    return lines


def lay_out_say(frame: Frame, say: SayOnPhone, sizes: HeadSizes, top_pt: float) -> Part:
    """An outlined strip: what a caller can say or show, in Latin letters and by sound. One line where it fits."""
    size, pad, gap = sizes.say, 7.0, 12.0
    own_size = size if frame.typography.scale == 1 else size / frame.typography.scale
    icon_width = size * ICON_WIDTH_EM + 3
    heading = frame.line(say.heading, own_size, Weight.SMALL)
    cells: list[list[tuple[Line, str]]] = []
    for tag, name, phrase, sound in say.phrases:
        cell = [
            (frame.line(name, own_size, Weight.SMALL), ""),
            (frame.line(phrase, size, Weight.BOLD, Hand.LATIN), tag),
        ]
        if sound:
            cell.append((frame.line(sound, own_size, Weight.BOLD), ""))
        cells.append(cell)
    widths = [sum(line.width_pt for line, _ in cell) + 4 * (len(cell) - 1) for cell in cells]
    inner = frame.measure_pt - 2 * pad
    beside = icon_width + heading.width_pt + gap
    if beside + sum(widths) + gap * (len(cells) - 1) <= inner:
        rows, under = [list(range(len(cells)))], 0
    else:  # a row each, beside the heading or, on narrow sheets, under it
        rows, under = [[index] for index in range(len(cells))], int(beside + max(widths) > inner)
    x_cells = frame.start_pt + pad + (icon_width if under else beside)

    everything = [heading, *(line for cell in cells for line, _ in cell)]
    rise = max(rise_pt(line, size) for line in everything)
    drop = max(drop_pt(line, size) for line in everything)
    baseline = top_pt + 4 + rise
    pitch = max(size * 1.3, rise + drop + 1)
    artifacts: list[Mark] = [icon(frame, "phone", frame.start_pt + pad, baseline, size)]
    marks: list[Element | Mark] = [frame.put(heading, frame.start_pt + pad + icon_width, baseline)]
    end = frame.start_pt + pad + icon_width + heading.width_pt
    for row_number, row in enumerate(rows, start=under):
        x, y = x_cells, baseline + row_number * pitch
        for index in row:
            for line, tag in cells[index]:
                mark = frame.put(line, x, y)
                marks.append(Element("Span", (mark,), language=tag) if tag else mark)
                x += line.width_pt + 4
            end = max(end, x - 4)
            x += gap - 4
    bottom = baseline + (len(rows) - 1 + under) * pitch + drop + 4
    outline = rounded_box(frame, end + pad - frame.start_pt, bottom - top_pt, 7)
    artifacts.append(frame.put_path(outline, frame.start_pt, top_pt, 1.0, stroke_pt=1.25))
    return Part((Element("P", tuple(marks)),), tuple(artifacts), bottom)


def _date_band(frame: Frame, flyer: Flyer, sizes: HeadSizes, top_pt: float) -> Part:
    """How old the text is, between two rules; and, for an archived sheet, a band that says so."""
    elements: list[Element] = []
    artifacts: list[Mark] = [frame.rule(frame.start_pt, frame.end_pt, top_pt + BAND_RULE_PT / 2, BAND_RULE_PT)]
    top = top_pt + BAND_RULE_PT
    for text in flyer.archived:
        lines = frame.paragraph(text, Weight.BOLD).lines(sizes.archived, frame.measure_pt)
        block = put_block(frame, lines, frame.start_pt, top + 5, sizes.archived, sizes.archived * 1.3)
        elements.append(Element("P", block.marks))
        top = block.bottom_pt + 2
    if flyer.archived:
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, top + 2, BAND_RULE_PT))
        top += 3

    pitch = sizes.changing * frame.typography.label_leading
    date = frame.line(flyer.words.last_updated, sizes.date, Weight.BOLD)
    changing = frame.paragraph(flyer.words.changing, Weight.SMALL)
    x = frame.start_pt + date.width_pt + 24
    beside = changing.lines(sizes.changing, frame.end_pt - x) if frame.end_pt - x > sizes.beside_floor else ()
    below = changing.lines(sizes.changing, frame.measure_pt)
    if beside and len(beside) * pitch <= (len(below) + 1.3) * pitch:  # the lower of the two
        first = (
            top + 4 + max(rise_pt(date, sizes.date) if len(beside) == 1 else 0.0, rise_pt(beside[0], sizes.changing))
        )
        rows = baselines_pt(beside, first, pitch)
        date_y = (rows[0] + rows[-1]) / 2 + (1 if len(rows) > 1 else 0)
        marks = tuple(frame.put(line, x, y) for line, y in zip(beside, rows, strict=True))
        elements.append(Element("P", (frame.put(date, frame.start_pt, date_y),)))
        elements.append(Element("P", marks))
        bottom = max(rows[-1] + drop_pt(beside[-1], sizes.changing), date_y + drop_pt(date, sizes.date))
    else:
        dates = frame.paragraph(flyer.words.last_updated, Weight.BOLD).lines(sizes.date, frame.measure_pt)
        when = put_block(frame, dates, frame.start_pt, top + 4, sizes.date, sizes.date * frame.typography.label_leading)
        elements.append(Element("P", when.marks))
        block = put_block(frame, below, frame.start_pt, when.bottom_pt + 2, sizes.changing, pitch)
        elements.append(Element("P", block.marks))
        bottom = block.bottom_pt
    rule_y = bottom + 2.5 + BAND_RULE_PT / 2
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, rule_y, BAND_RULE_PT))
    return Part(tuple(elements), tuple(artifacts), rule_y + BAND_RULE_PT / 2)
