"""The head: which city, what the sheet is, in which language; what to say on the phone; how old it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.content.say import SayOnPhone
from handouts.layout.page.frame import Edge, Frame, Hand, Part, baselines_pt, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, Mark
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, parted, stack
from handouts.layout.parts.heard import in_language
from handouts.layout.parts.marks import ICON_WIDTH_EM, RULES, RuleWeights, icon
from handouts.text import Line, Weight

CITY_LATIN_FLOOR_PT = 13.0
CITY_LEAST_PT = 16.0
CITY_DROP = 0.8
"""How much of its descender a city is given: capitals and most names have none."""
CITY_LEADING = 1.15
"""Of a name that takes several lines."""
OWN_SMALLER_PT, ENGLISH_SMALLER_PT = 1.0, 4.0
"""By how much a language's own name, and its English one, are smaller where they stand beside each other."""
NAMES_GAP_PT = 10.0
"""Between a name and its Latin form beside it."""
LANGUAGES_GAP_PT = 8.0
CORNER_GAP_PT = 18.0
"""Between the city and the language, at least."""
LINE_GAP_PT = 2.0
"""Between names, or date and sentence, where they stand under each other."""
TITLE_GAP_PT = 3.0

SAY_GAP_PT = 4.0
SAY_CLEAR_PT = 4.0
"""Between the rules, above and below."""
SAY_PHRASES_GAP_PT = 12.0
SAY_WORDS_GAP_PT = 4.0
"""Between a language, its phrase and how that sounds."""
SAY_ICON_GAP_PT = 3.0
SAY_ICON_PT = 14.0
SAY_SIDE_PT = 1.0
"""What the last phrase keeps from the edge, over which its ink may hang."""
SAY_LEADING = 1.3
SAY_ROWS_CLEAR_PT = 1.0

BAND_GAP_PT = 4.0
BAND_BOTTOM_GAP_PT = 3.5
ARCHIVED_GAP_PT, ARCHIVED_BOTTOM_GAP_PT = 5.0, 3.0
ARCHIVED_LINES_GAP_PT = 7.0
ARCHIVED_LEADING = 1.3
DATE_GAP_PT = 24.0
"""Between the date and the sentence beside it."""
DATE_GAP_LEAST_PT = 12.0
"""The same where the sentence begins with a column below it."""
SENTENCE_LINES = 1.3
"""So many more lines a sentence beside the date may take than one below it, and is still the lower of the two."""
DATE_LOWERED_PT = 1.0
"""So much below the middle of the sentence's lines the date looks centred."""


@dataclass(frozen=True, slots=True)
class HeadSizes:
    """Type sizes in points."""

    city: float = 30.0
    city_latin: float = 17.0
    language: float = 20.0
    title: float = 12.5
    say: float = 11.0
    date: float = 15.0
    changing: float = 12.0
    archived: float = 14.0
    city_floor: float = 24.0  # down to here the city shrinks to stand beside its Latin form
    beside_floor: float = 150.0  # the narrowest column for the sentence beside the date
    air: float = 1.0  # of the gaps between the lines, against those of a flyer
    rules: RuleWeights = RULES


class HeadTexts(NamedTuple):
    """All that a head is made of."""

    city_own: str
    city_latin: str
    language_own: str
    language_english: str
    title: str
    say: SayOnPhone | None
    archived: tuple[str, ...]
    last_updated: str
    changing: str

    @classmethod
    def of(cls, flyer: Flyer) -> HeadTexts:
        """That of a sheet."""
        return cls(
            flyer.city_own,
            flyer.city_latin,
            flyer.language_own,
            flyer.language_english,
            flyer.title,
            flyer.say,
            flyer.archived,
            flyer.words.last_updated,
            flyer.words.changing,
        )


def lay_out_head(
    frame: Frame, texts: HeadTexts, sizes: HeadSizes, top_pt: float, column_pt: float | None = None
) -> Part:
    """City and language, title, and the phrase to say; then the ruled date band. The sentence in that begins at logical
    x `column_pt`, with a column below it, where it can."""
    say: tuple[Block, ...] = ()
    band = Rule(sizes.rules.band)
    if texts.say is not None:
        say = (Gap(sizes.air * SAY_GAP_PT), partial(lay_out_say, frame, texts.say, sizes))
    blocks: tuple[Block, ...] = (
        partial(city_and_language, frame, texts, sizes),
        Gap(sizes.air * TITLE_GAP_PT),
        *((Text(texts.title, ParagraphStyle(sizes.title)),) if texts.title else ()),
        *(say or (Gap(sizes.air * BAND_GAP_PT),)),
        band,
        *archived_band(texts.archived, sizes),
        Gap(sizes.air * BAND_GAP_PT),
        partial(_how_old, frame, texts, sizes, column_pt),
        Gap(sizes.air * BAND_BOTTOM_GAP_PT),
        band,
    )
    return stack(frame, blocks, top_pt)


def names_beside(
    frame: Frame, own: Line, latin: Line | None, x_pt: float, baseline_pt: float
) -> tuple[Element | Mark, ...]:
    """A name from logical x on, and its Latin form, if there is one, beside it on the same baseline."""
    name = frame.put(own, x_pt, baseline_pt)
    if latin is None:
        return (name,)
    beside = frame.put(latin, x_pt + own.width_pt + NAMES_GAP_PT, baseline_pt)
    return name, Element("Span", (beside,), language="en")


def city_and_language(frame: Frame, texts: HeadTexts, sizes: HeadSizes, top_pt: float) -> Part:
    """The city at the leading edge and the language at the other, on one baseline where both have room."""
    language = _language_lines(frame, texts, sizes)
    language_width = sum(line.width_pt for line, _ in language) + LANGUAGES_GAP_PT * (len(language) - 1)
    room = frame.measure_pt - language_width - CORNER_GAP_PT
    city, city_size, latin, latin_size = _city_lines(frame, texts, sizes, room)
    if max(city.width_pt, latin.width_pt if latin else 0.0) > frame.measure_pt:
        return _names_on_lines(frame, texts, language, (city_size, latin_size), top_pt)

    corner_rise = max(rise_pt(line, size) for line, size in language)
    corner_drop = max(drop_pt(line, size) for line, size in language)
    corner_baseline = top_pt + max(rise_pt(city, city_size), corner_rise)
    baseline = corner_baseline
    if city.width_pt > room:  # no size brings both on one line: the language stands above the city
        corner_baseline = top_pt + corner_rise
        baseline = corner_baseline + corner_drop + LINE_GAP_PT + rise_pt(city, city_size)
    bottom = max(baseline + drop_pt(city, city_size * CITY_DROP), corner_baseline + corner_drop)
    if latin is None or city.width_pt + NAMES_GAP_PT + latin.width_pt <= room:
        names = names_beside(frame, city, latin, frame.start_pt, baseline)
    else:
        latin_baseline = bottom + LINE_GAP_PT + rise_pt(latin, latin_size)
        below = Element("Span", (frame.put(latin, frame.start_pt, latin_baseline),), language="en")
        names = (frame.put(city, frame.start_pt, baseline), below)
        bottom = latin_baseline + drop_pt(latin, latin_size)
    corner = _corner(frame, [line for line, _ in language], corner_baseline)
    return Part((Element("H1", names), Element("P", corner)), (), bottom)


def _names_on_lines(
    frame: Frame, texts: HeadTexts, language: Sequence[tuple[Line, float]], sizes_pt: tuple[float, float], top_pt: float
) -> Part:
    """Names that are too long for one line of their own, below the language, on as many as they take. `sizes_pt`: of
    the city and of its Latin form."""
    baseline = top_pt + max(rise_pt(line, size) for line, size in language)
    corner = _corner(frame, [line for line, _ in language], baseline)
    bottom = baseline + max(drop_pt(line, size) for line, size in language)
    named: list[Element | Mark] = []
    for text, size, hand in zip((texts.city_own, texts.city_latin), sizes_pt, (Hand.OWN, Hand.LATIN), strict=True):
        lines = frame.paragraph(text, Weight.BOLD, hand).lines(size, frame.measure_pt) if text else ()
        block = put_block(frame, lines, frame.start_pt, bottom + LINE_GAP_PT, size, size * CITY_LEADING)
        if lines:
            named += block.marks if hand is Hand.OWN else [Element("Span", block.marks, language="en")]
            bottom = block.bottom_pt
    return Part((Element("H1", tuple(named)), Element("P", corner)), (), bottom)


def _corner(frame: Frame, language: Sequence[Line], baseline_pt: float) -> tuple[Element | Mark, ...]:
    """The language at the far edge, its own name first, the English one last."""
    x = frame.end_pt
    corner: list[Element | Mark] = []
    for line in reversed(language):
        corner.insert(0, frame.put(line, x, baseline_pt, Edge.END))
        x -= line.width_pt + LANGUAGES_GAP_PT
    return (corner[0], *(Element("Span", (english,), language="en") for english in corner[1:]))


def _city_lines(
    frame: Frame, texts: HeadTexts, sizes: HeadSizes, room: float
) -> tuple[Line, float, Line | None, float]:
    """The city in the reader's script and its Latin form, beside each other where they can be: a little smaller
    rather than on two lines, which the answers would pay for."""
    scale = frame.typography.display_scale
    for step in range(int(sizes.city - sizes.city_floor) + 1):
        size, latin_size = (
            (sizes.city - step) * scale,
            max(sizes.city_latin - step / 2, min(sizes.city_latin, CITY_LATIN_FLOOR_PT)),
        )
        city = frame.line(texts.city_own, size, Weight.BOLD)
        latin = frame.line(texts.city_latin, latin_size, Weight.BOLD, Hand.LATIN) if texts.city_latin else None
        if city.width_pt + (NAMES_GAP_PT + latin.width_pt if latin else 0) <= room:
            return city, size, latin, latin_size
    size = sizes.city * scale
    while (city := frame.line(texts.city_own, size, Weight.BOLD)).width_pt > room and size > CITY_LEAST_PT:
        size -= 1
    latin = frame.line(texts.city_latin, sizes.city_latin, Weight.BOLD, Hand.LATIN) if texts.city_latin else None
    return city, size, latin, sizes.city_latin


def _language_lines(frame: Frame, texts: HeadTexts, sizes: HeadSizes) -> list[tuple[Line, float]]:
    """The language in its own script and in English, in reading order."""
    own_size = sizes.language if texts.language_own == texts.language_english else sizes.language - OWN_SMALLER_PT
    own_size *= frame.typography.display_scale
    lines = [(frame.line(texts.language_own, own_size, Weight.BOLD), own_size)]
    if texts.language_own != texts.language_english:
        size = sizes.language - ENGLISH_SMALLER_PT
        lines.append((frame.line(texts.language_english, size, Weight.BOLD, Hand.LATIN), size))
    return lines


def lay_out_say(frame: Frame, say: SayOnPhone, sizes: HeadSizes, top_pt: float) -> Part:
    """A strip under a rule: what a caller can say or show, in Latin letters and by sound. One line where it fits, with
    the last phrase at the far edge."""
    size, gap = sizes.say, SAY_PHRASES_GAP_PT
    own_size = size if frame.typography.scale == 1 else size / frame.typography.scale
    icon_pt = max(size, SAY_ICON_PT / ICON_WIDTH_EM)
    icon_width = icon_pt * ICON_WIDTH_EM + SAY_ICON_GAP_PT
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
    widths = [sum(line.width_pt for line, _ in cell) + SAY_WORDS_GAP_PT * (len(cell) - 1) for cell in cells]
    beside = icon_width + heading.width_pt + gap
    white = frame.measure_pt - (icon_width + heading.width_pt + sum(widths))
    if white >= gap * len(cells):
        gap = (white - SAY_SIDE_PT) / len(cells)
        beside = icon_width + heading.width_pt + gap
        rows, under = [list(range(len(cells)))], 0
    else:  # a row each, beside the heading or, on narrow sheets, under it
        rows, under = [[index] for index in range(len(cells))], int(beside + max(widths) > frame.measure_pt)
    x_cells = frame.start_pt + (icon_width if under else beside)

    everything = [heading, *(line for cell in cells for line, _ in cell)]
    rise = max(rise_pt(line, size) for line in everything)
    drop = max(drop_pt(line, size) for line in everything)
    baseline = top_pt + sizes.rules.row + SAY_CLEAR_PT + rise
    pitch = max(size * SAY_LEADING, rise + drop + SAY_ROWS_CLEAR_PT)
    artifacts = (
        frame.rule(frame.start_pt, frame.end_pt, top_pt + sizes.rules.row / 2, sizes.rules.row),
        icon(frame, "phone", frame.start_pt, baseline, size, icon_pt),
    )
    elements = [Element("P", (frame.put(heading, frame.start_pt + icon_width, baseline),))]
    for row_number, row in enumerate(rows, start=under):
        x, y = x_cells, baseline + row_number * pitch
        for index in row:
            said: list[Element | Mark] = []
            for line, tag in cells[index]:
                said.extend(in_language((frame.put(line, x, y),), tag))
                x += line.width_pt + SAY_WORDS_GAP_PT
            elements.append(Element("P", tuple(said)))
            x += gap - SAY_WORDS_GAP_PT
    bottom = baseline + (len(rows) - 1 + under) * pitch + drop + SAY_CLEAR_PT
    return Part(tuple(elements), artifacts, bottom)


def archived_band(archived: Sequence[str], sizes: HeadSizes) -> Iterator[Block]:
    """For an archived sheet: a band that says so."""
    if archived:
        # By Latin: the English line is no smaller than this beside any script.
        style = ParagraphStyle(
            sizes.archived, Weight.BOLD, by_latin=True, leading_part=0.0, leading_least=ARCHIVED_LEADING
        )
        yield Gap(sizes.air * ARCHIVED_GAP_PT)
        yield from parted((Text(text, style) for text in archived), Gap(sizes.air * ARCHIVED_LINES_GAP_PT))
        yield Gap(sizes.air * ARCHIVED_BOTTOM_GAP_PT)
        yield Rule(sizes.rules.band)


def _how_old(frame: Frame, texts: HeadTexts, sizes: HeadSizes, column_pt: float | None, top_pt: float) -> Part:
    """The date, and that things change: beside the date or below it, whichever is the lower of the two; beside it with
    the column below, if that costs no line."""
    style = ParagraphStyle(sizes.changing)
    if not texts.changing:  # a half page may say so on the next
        return stack(frame, (Text(texts.last_updated, ParagraphStyle(sizes.date, Weight.BOLD)),), top_pt)
    pitch = style.pitch_pt(frame.typography)
    date = frame.line(texts.last_updated, sizes.date, Weight.BOLD)
    x = frame.start_pt + date.width_pt + DATE_GAP_PT
    width = frame.end_pt - x
    beside = style.lines(frame, texts.changing, width) if width > sizes.beside_floor else ()
    if beside and column_pt is not None and column_pt >= x - DATE_GAP_PT + DATE_GAP_LEAST_PT:
        with_column = style.lines(frame, texts.changing, frame.end_pt - column_pt)
        if len(with_column) <= len(beside):
            beside, x = with_column, column_pt
    below = style.lines(frame, texts.changing, frame.measure_pt)
    if not beside or len(beside) * pitch > (len(below) + SENTENCE_LINES) * pitch:
        dated = Text(texts.last_updated, ParagraphStyle(sizes.date, Weight.BOLD))
        return stack(frame, (dated, Gap(sizes.air * LINE_GAP_PT), Text(texts.changing, style)), top_pt)
    rise = rise_pt(beside[0], sizes.changing)
    if len(beside) == 1:
        rise = max(rise, rise_pt(date, sizes.date))
    rows = baselines_pt(beside, top_pt + rise, pitch)
    date_y = (rows[0] + rows[-1]) / 2 + (DATE_LOWERED_PT if len(rows) > 1 else 0)
    elements = (
        Element("P", (frame.put(date, frame.start_pt, date_y),)),
        Element("P", tuple(frame.put(line, x, y) for line, y in zip(beside, rows, strict=True))),
    )
    return Part(elements, (), max(rows[-1] + drop_pt(beside[-1], sizes.changing), date_y + drop_pt(date, sizes.date)))
