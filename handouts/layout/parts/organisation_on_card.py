"""An organisation on a card: its name with what it is for, its numbers at both edges below, the border between them.

All that is said of a number stands above it. Lengths in points, y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from handouts.content.flyer import DialString, Entry, NumberRow, Section
from handouts.content.isolates import without_isolates
from handouts.content.words import Words
from handouts.layout.page.frame import INK_GAP_PT, Edge, Frame
from handouts.layout.page.placed import Element, Mark, PlacedLine, marks_of
from handouts.layout.parts.heard import in_two
from handouts.layout.parts.marks import icon, icon_indent_pt
from handouts.layout.parts.organisation import (
    DialType,
    WhatsApp,
    WhatsAppGaps,
    dial_line,
    name_language,
    place_of,
    put_dial,
    said_of,
)
from handouts.layout.parts.sides_on_card import STROKE_PT, CardSigns
from handouts.text import Line, Paragraph, Span, Weight

TEXT_RISE_EM = 0.68
"""The least rise of a line of text, a little below the height of its caps."""
BORDER_CLEAR_PT = 5.5
"""From a piece of the border to digits, at least: more than the space between the groups of a number."""
BORDER_OFF_PT = 2.1
"""From it to text above and below, at least."""
BRACKET_GAP_PT = 1.0
"""Below what reaches lower than digits, brackets and tails, at least: they are seldom above a name."""
TITLE_ICON_EM = 1.0
TITLE_ICON_GAP_PT = 3.0
TITLE_GAP_PT = 3.0
"""Between a title and the dot before a name behind it."""
STACKED_GAP_PT = 2.0
BESIDE_SIGN_PT = 6.0
DOT = "\u00b7\u00a0"
"""Before what follows on the same line; what has no room there begins a line, without it."""


_PARTS = re.compile(r"(.+?(?:[;,\u060c\u061b\u1363\u1364](?=\s)|[\u3001\uff0c\uff1b]|$))(\s*)")
"""Hours up to a comma or a semicolon of any script, and the space behind it."""


class _Unit(NamedTuple):
    """What stands whole on one line if it can, and what parts it from the unit before on the same line."""

    spans: Sequence[Span]
    before: str = f" {DOT}"


class BorderPiece(NamedTuple):
    """A piece of the border between two numbers, in points: as high as that where there is room."""

    width_pt: float
    high_pt: float


BORDERS = tuple(map(BorderPiece, (5.0, 4.6, 4.2), (12.0, 9.2, 5.6)))
"""The wanted one first; the others where a card would be too black. All are about twice as wide as the stem of a digit:
of a thin one readers doubted whether it was a "1"."""


class CardAir(NamedTuple):
    """How far apart things stand, in points.

    `row`: between what belongs together, a name and its number. `drop_em`: so that names without a tail stand as far
    from their number as others, or nearly. `apart`: from the baseline above, that of a number or of the columns'
    heads, to a name, at least. It is more than parts the name from its own number: who takes a number for that of the
    name below it calls the wrong one. `head`: between the ink of the head's rows.
    """

    row: float
    drop_em: float
    apart: float
    head: float


TIGHTEST = CardAir(row=0.8, drop_em=0.1, apart=3.0, head=0.7)
AIRIEST = CardAir(row=2.2, drop_em=0.18, apart=9.0, head=2.4)
AIR_STEPS = 24
AIRS = tuple(
    CardAir(*(tight + (airy - tight) * step / AIR_STEPS for tight, airy in zip(TIGHTEST, AIRIEST, strict=True)))
    for step in range(AIR_STEPS + 1)
)
"""From tight to airy: organisations are chosen with the tightest, then the room that is left is shared out."""


WHATSAPP_GAPS = WhatsAppGaps(icon=3.0, number=6.0)
LED_APART_PT = 2.5
"""What is said of a number stands over it, and keeps so much farther away from the number before."""


@dataclass(frozen=True, slots=True)
class CardSizes:
    """Type sizes and distances in points."""

    text: float
    names: float
    numbers: float
    whatsapp_above: float = 3.2
    whatsapp: WhatsAppGaps = WHATSAPP_GAPS

    @property
    def dial(self) -> DialType:
        return DialType(self.numbers, above_pt=1.0, below_pt=2.0)


class _Border(NamedTuple):
    """Where the border may stand beside a row of numbers, and their baseline."""

    least_pt: float
    most_pt: float
    baseline_pt: float


@dataclass(slots=True)
class CardDrawing:
    """What stands on the card so far, and how far down it reaches."""

    frame: Frame
    y: float
    air: CardAir
    baseline_pt: float = 0.0  # of the last number, or of the columns' heads
    too_wide_pt: float = 0.0  # by how much a word or a number sticks out
    whole: bool = True  # a script whose letters look small is set larger, so that Latin ones in it have the size
    elements: list[Element] = field(default_factory=list)
    rows: list[Element] = field(default_factory=list)  # of the table of numbers
    artifacts: list[Mark] = field(default_factory=list)
    borders: list[_Border] = field(default_factory=list)

    def copy(self) -> CardDrawing:
        """One to be drawn on from here."""
        return replace(
            self,
            elements=[*self.elements],
            rows=[*self.rows],
            artifacts=[*self.artifacts],
            borders=[*self.borders],
        )

    def put_lines(self, paragraph: Paragraph, size_pt: float, first_indent_pt: float = 0.0) -> list[PlacedLine]:
        """A paragraph from `y` down, each line as near to the one before as ink allows."""
        frame, indent = self.frame, first_indent_pt
        set_pt = size_pt if not self.whole and not has_latin(paragraph.text) else size_pt / frame.typography.scale
        marks: list[PlacedLine] = []
        for line in paragraph.lines(set_pt, frame.measure_pt, first_indent_pt):
            baseline = self.y + (INK_GAP_PT if marks else 0.0) + max(TEXT_RISE_EM * size_pt, line.ink.top)
            marks.append(frame.put(line, frame.start_pt + indent, baseline))
            self.too_wide_pt = max(self.too_wide_pt, indent + line.width_pt - frame.measure_pt)
            self.y = baseline + max(self.air.drop_em * size_pt, ink_drop_pt(line))
            indent = 0.0
        return marks

    def put_text(self, paragraph: Paragraph, size_pt: float) -> None:
        """The same as an element."""
        self.elements.append(Element("P", tuple(self.put_lines(paragraph, size_pt))))

    def border_pieces(self, cap_pt: float, piece: BorderPiece) -> list[Mark]:
        """A piece of the border for each row of numbers, whose digits are so high: all at the x that most of them leave
        free, else half way between the two numbers."""
        lines = [mark for mark in marks_of(self.elements) if isinstance(mark, PlacedLine)]
        middle = self.frame.start_pt + self.frame.measure_pt / 2
        ends = sorted({end for border in self.borders for end in border[:2]})
        places = [middle, *((one + other) / 2 for one, other in pairwise(ends))]
        best = max(places, key=lambda x: (*self._clear(x), -abs(x - middle)))
        pieces: list[Mark] = []
        for least, most, baseline in self.borders:
            x, centre = best if least <= best <= most else (least + most) / 2, baseline - cap_pt / 2
            top, bottom = self._free(lines, x, centre, piece)
            half = min(piece.high_pt / 2, centre - top, bottom - centre)
            pieces.append(self.frame.upright(x, centre - half, centre + half, piece.width_pt))
        return pieces

    def _free(
        self, lines: Sequence[PlacedLine], x_pt: float, middle_pt: float, piece: BorderPiece
    ) -> tuple[float, float]:
        """From where to where nothing stands around this height at logical x, where the piece is."""
        real, off = self.frame.real_x(x_pt), BORDER_OFF_PT + piece.width_pt / 2
        lowest = self.frame.height_pt - self.frame.margin_pt
        top, bottom = middle_pt - piece.high_pt, min(middle_pt + piece.high_pt, lowest)
        for line, x, y, _ in lines:
            if x + line.ink.left - off < real < x + line.ink.right + off:
                if y - line.ink.bottom < middle_pt:
                    top = max(top, y - line.ink.bottom + BORDER_OFF_PT)
                elif y - line.ink.top > middle_pt:
                    bottom = min(bottom, y - line.ink.top - BORDER_OFF_PT)
        return top, bottom

    def _clear(self, x_pt: float) -> tuple[int, float]:
        """For how many rows the border may stand at this x, and how much room they leave on either side at least."""
        clear = [min(x_pt - least, most - x_pt) for least, most, _ in self.borders]
        held = [each for each in clear if each >= 0]
        return len(held), min(held, default=0.0)


@dataclass(frozen=True, slots=True)
class CardOrganisation:
    """Draws organisations on a card, each with as many of its numbers as it is told."""

    sizes: CardSizes
    words: Words
    signs: CardSigns | None
    titles: Weight = Weight.SMALL
    """Of the titles of sections."""

    def draw(
        self,
        card: CardDrawing,
        entry: Entry,
        section: Section | None = None,
        *,
        rows: int,
        whatsapp: int,
    ) -> None:
        """A name with what it is for and its first numbers, below the title of its section if that is given."""
        card.y = max(card.y + BRACKET_GAP_PT, card.baseline_pt + card.air.apart)
        shown = entry.rows[:rows]
        self._named(card, entry, section, _units(shown[0]) if shown else [])
        for index, row in enumerate(shown):
            if index:
                self._between(card, row)
            self._numbers(card, row)
        for dial in entry.whatsapp[:whatsapp]:
            self._whatsapp(card, dial)

    def _named(self, card: CardDrawing, entry: Entry, section: Section | None, said: Sequence[_Unit]) -> None:
        """The title of the section, if that is given; the name, behind the end of the title where it has room there;
        then as much of the rest as there is room for on each line."""
        frame, size = card.frame, self.sizes.names / card.frame.typography.scale
        # One isolate takes its direction from the name, which it would not see in an isolate of its own.
        name = without_isolates(entry.name) if frame.typography.right_to_left else entry.name
        latin = [Span(name, Weight.BOLD)]
        if entry.place:
            latin.append(Span(f" {place_of(entry)}", Weight.SMALL))
        units = [_Unit(frame.foreign_spans(latin))]
        if entry.service:
            units.append(_Unit([Span(entry.service, Weight.BOLD)]))
        units += said
        if section is not None:
            marks, end = self._title(card, section)
            alone = frame.paragraph([Span(DOT, Weight.BOLD), *units[0].spans])
            if len(units) == 1 and end + TITLE_GAP_PT + alone.natural_width_pt(size) <= frame.end_pt:
                line = alone.line(size)
                *above, last = marks
                if above:  # capitals may reach higher than the title's own letters
                    ink = above[-1].y_pt - above[-1].line.ink.bottom + INK_GAP_PT
                    lower = max(0.0, ink - (last.y_pt - line.ink.top))
                    marks[-1] = last._replace(y_pt=last.y_pt + lower)
                    card.y += lower
                name_mark = frame.put(line, end + TITLE_GAP_PT, marks[-1].y_pt)
                card.y = max(card.y, name_mark.y_pt + ink_drop_pt(line))
                named = Element("P", (name_mark,), language=name_language(frame))
                self._across(card, "TH", Element("P", tuple(marks)), named)
                return
            card.y += INK_GAP_PT
            self._across(card, "TH", Element("P", tuple(marks)))
        lines = card.put_lines(frame.paragraph(joined(frame, units, size)), self.sizes.names)
        self._across(card, "TH", *in_two(frame, lines, units[0].spans, (name_language(frame), "")))

    def _title(self, card: CardDrawing, section: Section) -> tuple[list[PlacedLine], float]:
        """The title of a section behind its icon, and where its last line ends."""
        frame, size = card.frame, self.sizes.text
        indent = icon_indent_pt(section.icon, size * TITLE_ICON_EM, TITLE_ICON_GAP_PT)
        marks = card.put_lines(frame.paragraph(section.title, self.titles), size, indent)
        if section.icon:
            card.artifacts.append(icon(frame, section.icon, frame.start_pt, marks[0].y_pt, size * TITLE_ICON_EM))
        return marks, frame.start_pt + marks[-1].line.width_pt + (indent if len(marks) == 1 else 0.0)

    def _between(self, card: CardDrawing, row: NumberRow) -> None:
        """What is said of a further number, or "or" over it."""
        said = _units(row)
        card.y = max(card.y + card.air.row, card.baseline_pt + card.air.apart) + (LED_APART_PT if said else 0.0)
        size = self.sizes.text / card.frame.typography.scale
        units = said or [_Unit([Span(self.words.or_, Weight.BOLD)])]
        lines = card.put_lines(card.frame.paragraph(joined(card.frame, units, size)), self.sizes.text)
        self._across(card, "TD", *lines)

    def _numbers(self, card: CardDrawing, row: NumberRow) -> None:
        """The strings for both sides of the border on one line, with the border between them; on two, each with the
        sign of its side, where they are too long for that."""
        if row.from_both is not None:
            self._whatsapp(card, row.from_both)
            return
        frame, size = card.frame, self.sizes.numbers
        widths = [dial_line(frame, dial, size).width_pt if dial else 0.0 for dial in row.dials]
        if not self.signs:
            self._level(card, [(dial, Edge.START, 0.0) for dial in row.dials])
            return
        first, last = row.dials
        apart = BORDERS[0].width_pt + 2 * BORDER_CLEAR_PT
        if sum(widths) + apart > frame.measure_pt:
            self._level(card, [(first, Edge.START, widths[0])])
            card.y += STACKED_GAP_PT
            self._level(card, [(last, Edge.END, widths[1])])
            return
        self._level(card, [(first, Edge.START, 0.0), (last, Edge.END, 0.0)])
        card.borders.append(
            _Border(
                frame.start_pt + widths[0] + apart / 2,
                frame.end_pt - widths[1] - apart / 2,
                card.baseline_pt,
            )
        )

    def _level(self, card: CardDrawing, dials: Sequence[tuple[DialString | None, Edge, float]]) -> None:
        """Strings on one line, each at an edge; behind one whose width is given stands the sign of its side."""
        frame, style = card.frame, self.sizes.dial
        baseline = card.baseline_pt = card.y = card.y + card.air.row + style.cap_pt
        cells: dict[str, list[Element]] = {side.country: [] for side in self.words.sides}
        for dial, edge, width in dials:
            if dial is None:
                continue
            links = cells.setdefault(dial.side, [])
            x = frame.start_pt if edge is Edge.START else frame.end_pt
            link, low = put_dial(frame, dial, style, x, baseline, edge)
            card.y = max(card.y, low)
            links.append(link)
            if width and self.signs:
                beside = width + BESIDE_SIGN_PT
                sign, mark = self.signs.put_sign(
                    frame, dial.side, x + (beside if edge is Edge.START else -beside), baseline, edge
                )
                card.artifacts.append(sign)
                card.y = max(card.y, sign.box.bottom + STROKE_PT / 2)
                links.append(mark)
        card.rows.append(Element("TR", tuple(Element("TD", tuple(links)) for links in cells.values())))

    def _across(self, card: CardDrawing, role: str, *children: Element | Mark) -> None:
        """A row of one cell."""
        span = len(self.words.sides) or 1
        cell = Element(role, children, scope="Row" if role == "TH" else "", column_span=span)
        card.rows.append(Element("TR", (cell,)))

    def _whatsapp(self, card: CardDrawing, dial: DialString) -> None:
        """One string for both sides: the word and the number beside each other in the middle, or at the edge where
        there is one side."""
        frame, sizes = card.frame, self.sizes
        word = frame.line(self.words.whatsapp, sizes.names / frame.typography.scale, Weight.BOLD)
        row = WhatsApp(dial, sizes.dial, word, sizes.text, sizes.whatsapp)
        width = row.number_x_pt + dial_line(frame, dial, sizes.numbers).width_pt
        x = frame.start_pt + ((frame.measure_pt - width) / 2 if self.signs else 0.0)
        baseline = card.y + sizes.whatsapp_above + max(sizes.dial.cap_pt, word.ink.top)
        sign, children, low = row.put(frame, x, baseline)
        card.artifacts.append(sign)
        self._across(card, "TD", *children)
        card.baseline_pt = baseline
        card.too_wide_pt = max(card.too_wide_pt, width - frame.measure_pt)
        card.y = max(low, baseline + ink_drop_pt(word))


def joined(frame: Frame, units: Sequence[_Unit], size_pt: float) -> list[Span]:
    """Units with what belongs between them; one that would not stand whole on the line of the one before begins the
    next line, without that."""
    text = [*units[0].spans]
    for spans, before in units[1:]:
        behind = [*text, *([Span(before, spans[0].weight)] if before else []), *spans]
        lines = frame.paragraph(behind).lines(size_pt, frame.measure_pt)
        above = frame.paragraph(text).lines(size_pt, frame.measure_pt)
        whole = len(lines) == len(above) and not any(line.text.startswith(DOT[0]) for line in lines)
        text = behind if whole else [*text, Span("\n", spans[0].weight), *spans]
    return text


def _units(row: NumberRow) -> list[_Unit]:
    """What is said of a number. A line that ends within a range of hours, "9:00 -", is read wrong: they part behind
    commas alone."""
    units: list[_Unit] = []
    for text in said_of(row).texts:
        before = f" {DOT}"
        for part, space in _PARTS.findall(text) if text == row.hours else ((text, ""),):
            units.append(_Unit([Span(part, Weight.SMALL)], before))
            before = space
    return units


def has_latin(text: str) -> bool:
    """Whether it has letters that must keep their size where a script's own are set smaller than usual."""
    return any(each.isascii() and each.isalpha() for each in text)


def ink_drop_pt(line: Line) -> float:
    """How far its ink reaches below the baseline."""
    return max(0.0, -line.ink.bottom)
