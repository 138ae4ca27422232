"""The outer panels of a zine: the front (1), and the back (8) with the QR code. Each is set as large as it has room.

A panel is narrow: names of cities break, what to say on the phone takes lines of its own. Sizes in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handouts.content.flyer import Flyer
from handouts.content.say import SayOnPhone
from handouts.layout.page.frame import INK_GAP_PT, Edge, Frame, Hand, Part, drop_pt, rise_pt
from handouts.layout.page.placed import Element, Mark, Shape
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, stack
from handouts.layout.parts.links import LINK_DROP_EM, code_figure, site_link
from handouts.layout.parts.marks import ICON_WIDTH_EM, RULES, icon
from handouts.layout.parts.names import with_names
from handouts.layout.parts.notice import unreviewed_text
from handouts.layout.parts.qr_code import QUIET_MODULES
from handouts.layout.parts.staff import lay_out_staff
from handouts.layout.parts.zine_steps import COLUMNS, ROWS, lay_out_steps
from handouts.paper import pt_from_mm
from handouts.text import Line, Weight

MARGIN_PT = 18.0
"""What printers leave white at the edges of the sheet, and as much on both sides of every fold."""
LEAST_PT = 9.0
"""No text is smaller: as on a card."""
MODULE_PT = pt_from_mm(0.65)
STAFF_PT = 9.0
LANGUAGES_GAP_PT = 8.0
CITY_LEADING = 1.15
SAY_ICON_PT = 12.0
SAY_GAP_PT, SAY_LEADING = 4.0, 1.2
SITE_GAP_PT = QUIET_MODULES * MODULE_PT + 0.1
"""Below the code: no letter reaches into the white that belongs to it."""
RULE_GAP_PT = 2.6
STEPS_GAP_PT = 3.0
"""Between the line for staff and the drawings."""


@dataclass(frozen=True, slots=True)
class FrontSizes:
    """Of the front. `air`: of the gaps between its texts."""

    language: float = 16.0
    city: float = 29.0
    latin: float = 14.0
    title: float = 14.0
    date: float = 13.0
    text: float = 11.0
    air: float = 1.0

    def smaller(self, part: float) -> FrontSizes:
        """The same sizes, smaller by this part, as far as they may be."""
        return FrontSizes(
            language=max(11.0, self.language * part),
            city=max(13.0, self.city * part),
            latin=max(10.0, self.latin * part),
            title=max(LEAST_PT, self.title * part),
            date=max(10.0, self.date * part),
            text=max(LEAST_PT, self.text * part),
            air=self.air * part,
        )


FRONTS = tuple(FrontSizes().smaller(part / 100) for part in range(100, 39, -5))
"""The largest first."""


@dataclass(frozen=True, slots=True)
class BackSizes:
    """Of the back. `more`: whether the source's line about more information stands there; `incomplete` and
    `notice`: whether that the list is likely incomplete, and that nobody has reviewed the translation, do, or stand
    below the answers."""

    caption: float = 11.0
    site: float = 13.5
    disclaimer: float = 11.0
    text: float = 11.0
    unreviewed: float = 10.0
    air: float = 1.0
    more: bool = False
    incomplete: bool = True
    notice: bool = True


BACKS = (
    BackSizes(more=True),
    BackSizes(),
    BackSizes(caption=10.5, disclaimer=10.5, text=10.5, air=0.8),
    BackSizes(caption=10, site=13, disclaimer=10, text=10, unreviewed=9.5, air=0.6),
    BackSizes(caption=9.5, site=12.5, disclaimer=9.5, text=9.5, unreviewed=9, air=0.5),
    BackSizes(caption=9, site=12, disclaimer=9, text=9, unreviewed=9, air=0.3),
    BackSizes(incomplete=False),
    BackSizes(caption=10, site=13, disclaimer=10, text=10, unreviewed=9.5, air=0.6, incomplete=False),
    BackSizes(caption=9, site=12, disclaimer=9, text=9, unreviewed=9, air=0.3, incomplete=False),
    BackSizes(caption=9, site=12, disclaimer=9, text=9, unreviewed=9, air=0.3, incomplete=False, notice=False),
)
"""The largest first."""


# --- the front ----------------------------------------------------------------------------------------------------


def lay_out_front(frame: Frame, flyer: Flyer, sizes: FrontSizes, *, say: bool) -> Part:
    """City and language, title, date, that things change, that there is no local number, where there is none; what to
    say on the phone, if it is to stand here."""
    return stack(frame, _front(frame, flyer, sizes, say=say), frame.margin_pt)


def _front(frame: Frame, flyer: Flyer, sizes: FrontSizes, *, say: bool) -> Iterator[Block]:
    air, words = sizes.air, flyer.words
    yield partial(_languages, frame, flyer, sizes)
    yield Gap(5 * air)
    yield Rule(RULES.band)
    if flyer.archived:
        yield Gap(5 * air)
        for line in flyer.archived:
            yield Text(line, ParagraphStyle(sizes.date, Weight.BOLD, by_latin=True))
        yield Gap(4 * air)
        yield Rule(RULES.band)
    yield Gap(9 * air)
    yield partial(_city, frame, flyer, sizes)
    if flyer.title:
        yield Gap(7 * air)
        yield Text(flyer.title, ParagraphStyle(sizes.title, Weight.REGULAR, by_latin=True))
    yield Gap(7 * air)
    yield Rule(RULES.section)
    yield Gap(7 * air)
    yield Text(words.last_updated, ParagraphStyle(sizes.date, Weight.BOLD, by_latin=True))
    if words.changing:
        yield Gap(5 * air)
        yield Text(words.changing, ParagraphStyle(sizes.text, by_latin=True))
    if words.no_local_number:
        yield Gap(6 * air)
        said = with_names(words.no_local_number, (flyer.city_own,), Weight.BOLD)
        yield Text(said, ParagraphStyle(sizes.text, by_latin=True))
    if say and flyer.say is not None:
        yield Gap(8 * air)
        yield Rule(RULES.row)
        yield Gap(5 * air)
        yield partial(lay_out_say_narrow, frame, flyer.say, sizes.text)


def _languages(frame: Frame, flyer: Flyer, sizes: FrontSizes, top_pt: float) -> Part:
    """The language's own name, and at the other edge, or below it, the English one."""
    own_pt = sizes.language * frame.typography.display_scale
    own = frame.line(flyer.language_own, own_pt, Weight.BOLD)
    size = max(10.0, sizes.language * 0.7)
    english = frame.line(flyer.language_english, size, Weight.BOLD, Hand.LATIN)
    baseline = top_pt + max(rise_pt(own, own_pt), rise_pt(english, size))
    children: list[Element | Mark] = [frame.put(own, frame.start_pt, baseline)]
    bottom = baseline + drop_pt(own, own_pt)
    if flyer.language_english != flyer.language_own:
        if own.width_pt + LANGUAGES_GAP_PT + english.width_pt <= frame.measure_pt:
            mark = frame.put(english, frame.end_pt, baseline, Edge.END)
        else:
            mark = frame.put(english, frame.start_pt, bottom + 2 + rise_pt(english, size))
            bottom = mark.y_pt + drop_pt(english, size)
        children.append(Element("Span", (mark,), language="en"))
    return Part((Element("P", tuple(children)),), (), bottom)


def _city(frame: Frame, flyer: Flyer, sizes: FrontSizes, top_pt: float) -> Part:
    """The city, on as many lines as it takes, no word of it broken; below it its Latin form."""
    size = sizes.city
    paragraph = frame.paragraph(flyer.city_own, Weight.BOLD)
    while size > sizes.latin and paragraph.widest_word_pt(size * frame.typography.display_scale) > frame.measure_pt:
        size -= 0.5
    style = ParagraphStyle(size * frame.typography.display_scale, Weight.BOLD, leading_least=CITY_LEADING)
    own = style.put(frame, flyer.city_own, frame.start_pt, top_pt, frame.measure_pt)
    children: list[Element | Mark] = [*own.marks]
    bottom = own.bottom_pt
    if flyer.city_latin:
        lines = frame.paragraph(flyer.city_latin, Weight.BOLD, Hand.LATIN).lines(sizes.latin, frame.measure_pt)
        y = bottom + 2
        marks = []
        for line in lines:
            y += rise_pt(line, sizes.latin)
            marks.append(frame.put(line, frame.start_pt, y))
            y += drop_pt(line, sizes.latin)
        children.append(Element("Span", tuple(marks), language="en"))
        bottom = y
    return Part((Element("H1", tuple(children)),), (), bottom)


def lay_out_say_narrow(frame: Frame, say: SayOnPhone, size_pt: float, top_pt: float) -> Part:
    """What a caller can say or show, on lines of its own: a language with its phrase, below it how that sounds."""
    own_pt = size_pt / frame.typography.scale
    indent = SAY_ICON_PT * ICON_WIDTH_EM + SAY_GAP_PT
    lines: list[list[tuple[Line, str]]] = []
    for tag, name, phrase, sound in say.phrases:
        first = [
            (frame.line(name, own_pt, Weight.SMALL), ""),
            (frame.line(phrase, size_pt, Weight.BOLD, Hand.LATIN), tag),
        ]
        if sum(line.width_pt for line, _ in first) + SAY_GAP_PT <= frame.measure_pt:
            lines.append(first)
        else:
            lines += [[each] for each in first]
        if sound:
            spoken = frame.paragraph(sound, Weight.BOLD).lines(own_pt, frame.measure_pt)
            lines += [[(line, "")] for line in spoken]
    heading = frame.paragraph(say.heading, Weight.SMALL).lines(own_pt, frame.measure_pt - indent)
    rows = [*(([(line, "")], indent) for line in heading), *((row, 0.0) for row in lines)]
    y, below = top_pt, 0.0
    children: list[Element | Mark] = []
    sign: tuple[Mark, ...] = ()
    for row, indented in rows:
        rise = max(rise_pt(line, size_pt) for line, _ in row)
        y = max(y + rise + below, y + size_pt * SAY_LEADING if children else 0.0)
        if not children:
            sign = (icon(frame, "phone", frame.start_pt, y, own_pt, SAY_ICON_PT),)
        x = frame.start_pt + indented
        for line, tag in row:
            mark = frame.put(line, x, y)
            children.append(Element("Span", (mark,), language=tag) if tag else mark)
            x += line.width_pt + SAY_GAP_PT
        below = max(drop_pt(line, size_pt) for line, _ in row) + INK_GAP_PT
    return Part((Element("P", tuple(children)),), sign, y + below)


# --- the back -----------------------------------------------------------------------------------------------------


def lay_out_back(frame: Frame, flyer: Flyer, sizes: BackSizes, qr: Shape, staff: str) -> Part:
    """From y = 0 down: the QR code with what to do with it, the site, disclaimer, that the list is likely incomplete,
    that nobody has reviewed the translation, the line for staff, and how the zine is made of its sheet."""
    return stack(frame, _back(frame, flyer, sizes, qr, staff), 0.0)


def _back(frame: Frame, flyer: Flyer, sizes: BackSizes, qr: Shape, staff: str) -> Iterator[Block]:
    air, words = sizes.air, flyer.words
    yield partial(_code, frame, flyer, sizes, qr)
    yield Gap(SITE_GAP_PT)
    yield partial(_site, frame, flyer, sizes)
    yield Gap(max(RULE_GAP_PT, 4 * air))
    yield Rule(RULES.section)
    yield Gap(max(RULE_GAP_PT, 5 * air))
    if sizes.more:
        yield Text(words.more, ParagraphStyle(sizes.text, by_latin=True))
        yield Gap(4 * air)
    yield Text(words.disclaimer, ParagraphStyle(sizes.disclaimer, Weight.BOLD, by_latin=True))
    if words.incomplete and sizes.incomplete:
        yield Gap(3 * air)
        yield Text(words.incomplete, ParagraphStyle(sizes.text, by_latin=True))
    if flyer.unreviewed is not None and sizes.notice:
        yield Gap(4 * air)
        style = ParagraphStyle(sizes.unreviewed, Weight.BOLD, by_latin=True)
        yield Text(unreviewed_text(frame, flyer.unreviewed, style, frame.measure_pt), style)
    yield Gap(max(2.5, 4 * air))
    yield lay_out_staff(frame, staff, STAFF_PT, frame.measure_pt, 0.0)
    yield Gap(STEPS_GAP_PT)
    yield partial(lay_out_steps, frame, COLUMNS * frame.width_pt, ROWS * frame.height_pt)


def _code(frame: Frame, flyer: Flyer, sizes: BackSizes, qr: Shape, top_pt: float) -> Part:
    """The code at the leading edge, its caption beside it, or below where a word is too wide for that."""
    code_pt = qr.box.right * MODULE_PT
    quiet = QUIET_MODULES * MODULE_PT
    figure = code_figure(frame, qr, frame.start_pt, top_pt, MODULE_PT, flyer.words.qr_code)
    style = ParagraphStyle(sizes.caption, Weight.BOLD, by_latin=True)
    size = style.set_pt(frame.typography)
    paragraph = frame.paragraph(flyer.words.scan, Weight.BOLD)
    room = frame.measure_pt - code_pt - quiet
    beside = style.put(frame, flyer.words.scan, frame.start_pt + code_pt + quiet, top_pt, room)
    if paragraph.widest_word_pt(size) <= room and beside.bottom_pt <= top_pt + code_pt:
        return Part((figure, Element("P", beside.marks)), (), top_pt + code_pt)
    below = style.put(frame, flyer.words.scan, frame.start_pt, top_pt + code_pt + quiet, frame.measure_pt)
    return Part((figure, Element("P", below.marks)), (), below.bottom_pt)


def _site(frame: Frame, flyer: Flyer, sizes: BackSizes, top_pt: float) -> Part:
    """Its name, as large as it has room on one line."""
    size = sizes.site
    site = frame.line(flyer.website_printed, size, Weight.BOLD, Hand.LATIN)
    while site.width_pt > frame.measure_pt and size > LEAST_PT:
        size -= 0.25
        site = frame.line(flyer.website_printed, size, Weight.BOLD, Hand.LATIN)
    mark = frame.put(site, frame.start_pt, top_pt + rise_pt(site, size))
    link = site_link(mark, flyer.website, flyer.words.open_website, size, size * LINK_DROP_EM)
    return Part((link,), (), mark.y_pt + drop_pt(site, size))
