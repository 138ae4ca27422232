"""What is printed of an organisation: every part of it is made here, once for all sheets.

A new field is added here: what is said of one number in `said_of`, what belongs to the organisation in `details_of`, or
beside its name in `named`. Where these stand and how far apart is for the three arrangements to say:
`organisation_in_columns`, `organisation_stacked` and `organisation_on_card`. Lengths in points, y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import NamedTuple

from handouts.content.flyer import WHATSAPP_KIND, ContactLink, DialString, Entry, NumberRow, Section, Visit
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, put_block
from handouts.layout.page.placed import Element, Link, Mark, PlacedLine, PlacedShape
from handouts.layout.page.typography import weight_among_numbers
from handouts.layout.parts.heard import in_language, in_two
from handouts.layout.parts.marks import icon, icon_indent_pt
from handouts.layout.parts.names import with_languages
from handouts.paper import Box
from handouts.text import Line, Paragraph, Span, Weight

CONTACT_LANGUAGE = "en"
"""Of e-mail addresses and sites, for screen readers. Strings to dial have none: a reader hears digits in his own."""
NAME_LANGUAGE = "en"
ADDRESS_LANGUAGE = "es"
"""Of addresses in lines of their own: all places to visit are in Mexico."""
ADDRESS_LEADING = 1.23
ADDRESS_GAP_PT = 1.0
"""Below what leads to an address."""
PIN_GAP_PT = 2.0
LINK_GAP_PT = 3.0
LINK_RISE_EM, LINK_DROP_EM = 0.85, 0.3
"""How far the link of an address reaches above and below the baseline."""
BREAK = "\u200b"
"""Where an address may break that has no room on one line."""
FRAME_EM = 20.5 / 15.0
"""The height of the frame around a number for WhatsApp, in the size of that."""
WHATSAPP_ICON_EM = 1.15
"""In the size of the word beside it."""
TITLE_SMALLER = 11 / 12
TITLE_ICON_EM = 1.29
"""The same of a title: children are told from a blot, on a copy, where they are at least 17 pt high beside 12."""
HAIR_PT = 0.01
"""A line that is wider by so much is so by a rounding error."""


# --- its name -----------------------------------------------------------------------------------------------------


def name_language(frame: Frame) -> str:
    """Of names and places, for screen readers: on a page in other letters a voice for Latin ones must read them; on a
    page in Latin letters they are read as they are spoken there."""
    return "" if frame.typography.latin_script else NAME_LANGUAGE


def place_of(entry: Entry) -> str:
    """What tells it from others of its name."""
    return f"({entry.place})"


class Title(NamedTuple):
    """Words behind an icon: where they end, how far the last line reaches, how far a word sticks out of the width."""

    marks: tuple[PlacedLine, ...]
    icons: tuple[PlacedShape, ...]
    bottom_pt: float
    reach_pt: float
    too_wide_pt: float


def put_title(frame: Frame, section: Section, x_pt: float, top_pt: float, width_pt: float, size_pt: float) -> Title:
    """The title over organisations, down from a top edge, with its icon if it has one. In Bold, not lighter than what
    it heads; one that is too long so for a line goes to Medium."""
    icon_pt = TITLE_ICON_EM * size_pt
    indent = icon_indent_pt(section.icon, icon_pt)
    lines, size_pt = title_lines(frame, section.title, size_pt, width_pt - indent)
    block = put_block(frame, lines, x_pt + indent, top_pt, size_pt, size_pt * frame.typography.label_leading)
    icons = (icon(frame, section.icon, x_pt, block.marks[0].y_pt, size_pt, icon_pt),) if section.icon else ()
    reach = lines[-1].width_pt + indent
    return Title(block.marks, icons, block.bottom_pt, reach, sticking_out_pt(lines, width_pt - indent))


def title_lines(frame: Frame, title: str, size_pt: float, width_pt: float) -> tuple[tuple[Line, ...], float]:
    """A title in Bold; where it is too long so for one line, in Medium, or a little smaller too, if that saves one.
    Languages are parted only if that saves one as well. With its size."""
    ways = (Weight.BOLD, size_pt), (Weight.SMALL, size_pt), (Weight.SMALL, size_pt * TITLE_SMALLER)
    return min(
        (
            (frame.paragraph(text, weight).lines(size, width_pt), size)
            for weight, size in ways
            for text in dict.fromkeys((with_languages(title, weight), (Span(title, weight),)))
        ),
        key=lambda way: len(way[0]),
    )


# --- its numbers --------------------------------------------------------------------------------------------------


class Remark(NamedTuple):
    """A text about a number, behind an icon if it has one."""

    text: str
    weight: Weight = Weight.SMALL
    icon: str = ""

    @property
    def span(self) -> Span:
        return Span(self.text, self.weight)


class Said(NamedTuple):
    """What is said of one number, by where it belongs: what leads to it, what stands under each of its strings, and
    what follows."""

    before: tuple[Remark, ...]
    under: tuple[Remark, ...]
    after: tuple[Remark, ...]

    @property
    def texts(self) -> list[str]:
        """All of it in reading order."""
        return [remark.text for remarks in self for remark in remarks]


_NOTHING_SAID = Said((), (), ())


def said_of(row: NumberRow) -> Said:
    """Its kind, its label, its extension, what to press, its hours, its languages: what there is of them."""
    if not (row.kind_words or row.label or row.extension or row.press or row.hours or row.languages):
        return _NOTHING_SAID  # as of most
    leads = " ·\u00a0".join(filter(None, (row.kind_words, row.label)))
    weight = Weight.BOLD if row.kind == WHATSAPP_KIND else Weight.SMALL
    before = (Remark(leads, weight, icon=row.kind),)
    under = (Remark(row.extension, Weight.BOLD), Remark(row.press, Weight.BOLD))
    after = (Remark(row.hours, icon="clock"), Remark(row.languages, icon="translate"))
    return Said(*(tuple(each for each in remarks if each.text) for remarks in (before, under, after)))


def or_between(word: str, size_pt: float) -> Span:
    """The source's "or" between two numbers of one organisation, in the reader's language."""
    return Span(word, weight_among_numbers(size_pt))


class DialType(NamedTuple):
    """How strings to dial are set: their size, and how far what can be tapped reaches above caps and below the
    baseline."""

    size_pt: float
    above_pt: float = 2.0
    below_pt: float = 3.0

    @property
    def cap_pt(self) -> float:
        """The height of digits."""
        return CAP_HEIGHT_EM * self.size_pt


def dial_paragraph(frame: Frame, dial: DialString) -> Paragraph:
    """A string to dial, at any size."""
    return frame.paragraph(dial.printed, Weight.BOLD, Hand.NUMBERS)


def dial_line(frame: Frame, dial: DialString, size_pt: float) -> Line:
    """A string to dial, on one line."""
    return frame.line(dial.printed, size_pt, Weight.BOLD, Hand.NUMBERS)


def put_dial(
    frame: Frame, dial: DialString, style: DialType, x_pt: float, baseline_pt: float, edge: Edge = Edge.START
) -> tuple[Element, float]:
    """A string to dial as a link, and where its ink ends: brackets reach lower than digits."""
    line = dial_line(frame, dial, style.size_pt)
    mark = frame.put(line, x_pt, baseline_pt, edge)
    top = baseline_pt - style.cap_pt - style.above_pt
    box = Box(mark.x_pt, top, mark.x_pt + line.width_pt, baseline_pt + style.below_pt)
    link = Element("Link", (mark,), box=box, link=Link(dial.href, dial.spoken))
    return link, baseline_pt - min(0.0, line.ink.bottom)


@dataclass(frozen=True, slots=True)
class WhatsAppGaps:
    """Between icon and word, and between word and number; over which edge of the word no ink hangs."""

    icon: float
    number: float
    clear_edge: Edge = Edge.START


@dataclass(frozen=True, slots=True)
class WhatsApp:
    """Icon, word and number on one baseline: one string for both sides of the border. `word_pt` is the size that the
    word is meant to look."""

    dial: DialString
    style: DialType
    word: Line
    word_pt: float
    gaps: WhatsAppGaps

    @property
    def number_x_pt(self) -> float:
        """From where the row begins to its number."""
        return self._word_x_pt + self.word.width_pt + self.gaps.number

    def width_pt(self, frame: Frame) -> float:
        """From the icon to the end of the number."""
        return self.number_x_pt + dial_line(frame, self.dial, self.style.size_pt).width_pt

    @property
    def _word_x_pt(self) -> float:
        return icon_indent_pt("whatsapp", self.word_pt * WHATSAPP_ICON_EM, self.gaps.icon)

    def put(
        self, frame: Frame, x_pt: float, baseline_pt: float
    ) -> tuple[PlacedShape, tuple[Element | Mark, ...], float]:
        """The icon, what is read, and where the number's ink ends."""
        sign = icon(frame, "whatsapp", x_pt, baseline_pt, self.word_pt * WHATSAPP_ICON_EM)
        behind = 0.0 if self.gaps.clear_edge is Edge.START else self.word.width_pt
        word = frame.put(self.word, x_pt + self._word_x_pt + behind, baseline_pt, self.gaps.clear_edge)
        link, bottom = put_dial(frame, self.dial, self.style, x_pt + self.number_x_pt, baseline_pt)
        return sign, (word, link), bottom


# --- what else there is of it -------------------------------------------------------------------------------------


class Detail(NamedTuple):
    """Something of an organisation that takes lines of its own, behind an icon. `foreign` is in Latin letters and
    another language, on lines below those of the reader's language; in these, where that saves a line and both are
    read in one direction."""

    icon: str
    own: list[Span]
    foreign: list[Span]
    language: str


def details_of(frame: Frame, entry: Entry, size_pt: float, *, sturdy: bool, far: bool = False) -> Iterator[Detail]:
    """Where to visit it. `sturdy`: heavy enough to outlast the lightest copies; `far`: and to be read from some paces
    away."""
    bold = Weight.BOLD if far else weight_among_numbers(size_pt)
    for visit in entry.visits:
        yield Detail("pin", *_place_to_visit(frame, visit, bold, street=sturdy), ADDRESS_LANGUAGE)


def _place_to_visit(frame: Frame, visit: Visit, bold: Weight, *, street: bool) -> tuple[list[Span], list[Span]]:
    """The label, and the address in a heavy weight, with `street` false only its numbers."""
    weights = cycle((bold,) if street else (Weight.SMALL, bold))
    parts = zip([visit.address] if street else re.split(r"(\d+)", visit.address), weights, strict=False)
    address = [Span(text, weight) for text, weight in parts if text]
    return [Span(f"{visit.label}{frame.typography.colon.rstrip()}", Weight.SMALL)], address


class PlacedDetail(NamedTuple):
    """A detail on the page, where it ends, and how far a word sticks out of its width."""

    children: tuple[Element, ...]
    icon: PlacedShape
    bottom_pt: float
    too_wide_pt: float


def put_detail(
    frame: Frame, detail: Detail, x_pt: float, top_pt: float, width_pt: float, size_pt: float, pitch_pt: float
) -> PlacedDetail:
    """A detail down from a top edge, in Latin letters of `size_pt`; `pitch_pt` is that of the reader's language."""
    indent = icon_indent_pt(detail.icon, size_pt, PIN_GAP_PT)
    own_pt = size_pt / frame.typography.scale
    lines = frame.paragraph(detail.own).lines(own_pt, width_pt, indent)
    below = frame.paragraph(detail.foreign, hand=Hand.LATIN).lines(size_pt, width_pt) if detail.foreign else ()
    led: Sequence[Span] = detail.own
    if below and not frame.typography.right_to_left:
        *own, last = detail.own
        led = [*own, last._replace(text=f"{last.text.rstrip()} ")]
        run_on = frame.paragraph([*led, *detail.foreign]).lines(own_pt, width_pt, indent)
        if len(run_on) < len(lines) + len(below):
            lines, below = run_on, ()
    block = put_block(frame, lines, x_pt, top_pt, own_pt, pitch_pt, first_indent_pt=indent)
    children = in_two(frame, block.marks, led, ("", detail.language))
    bottom, too_wide = block.bottom_pt, sticking_out_pt(lines, width_pt, indent)
    if below:
        address = put_block(frame, below, x_pt, bottom + ADDRESS_GAP_PT, size_pt, size_pt * ADDRESS_LEADING)
        children = (*children, Element("P", address.marks, language=detail.language))
        bottom, too_wide = address.bottom_pt, max(too_wide, sticking_out_pt(below, width_pt))
    sign = icon(frame, detail.icon, x_pt, block.marks[0].y_pt, size_pt)
    return PlacedDetail(children, sign, bottom, too_wide)


def put_contact(
    frame: Frame, link: ContactLink, x_pt: float, top_pt: float, width_pt: float, size_pt: float
) -> PlacedDetail:
    """An e-mail address or a site behind its icon, as a live link, down from a top edge. It stays on one line where it
    has room; else it breaks after the "@" and before a full stop, and at no other place."""
    indent = icon_indent_pt(link.kind, size_pt, LINK_GAP_PT)
    width = width_pt - indent
    lines = frame.paragraph(link.printed, hand=Hand.LATIN).lines(size_pt, width)
    if sticking_out_pt(lines, width):
        breakable = re.sub(r"(?<=@)|(?=\.)", BREAK, link.printed)
        lines = frame.paragraph(breakable, hand=Hand.LATIN).lines(size_pt, width)
    block = put_block(frame, lines, x_pt + indent, top_pt, size_pt, size_pt * ADDRESS_LEADING)
    box = Box(
        left=min(mark.x_pt for mark in block.marks),
        top=block.marks[0].y_pt - LINK_RISE_EM * size_pt,
        right=max(mark.x_pt + mark.line.width_pt for mark in block.marks),
        bottom=block.marks[-1].y_pt + LINK_DROP_EM * size_pt,
    )
    element = Element("Link", in_language(block.marks, CONTACT_LANGUAGE), box=box, link=Link(link.href, link.spoken))
    sign = icon(frame, link.kind, x_pt, block.marks[0].y_pt, size_pt)
    return PlacedDetail((element,), sign, block.bottom_pt, sticking_out_pt(lines, width))


def sticking_out_pt(lines: Sequence[Line], width_pt: float, first_indent_pt: float = 0.0) -> float:
    """How far the widest line sticks out of a width, 0 where none does."""
    over = max([lines[0].width_pt + first_indent_pt, *[line.width_pt for line in lines[1:]]]) - width_pt
    return over if over > HAIR_PT else 0.0
