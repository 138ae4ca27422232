"""An organisation on a card: its name with all that it is for in one paragraph, its numbers at both edges below.

The first number's words stand behind the name; what leads to a further number stands above that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.content.flyer import DialString, Entry, NumberRow, Words
from handouts.layout.page.frame import INK_GAP_PT, Edge, Frame
from handouts.layout.page.placed import Element, Mark
from handouts.layout.parts.border import border_dots
from handouts.layout.parts.organisation import (
    DialType,
    WhatsApp,
    WhatsAppGaps,
    dial_line,
    named,
    put_dial,
    said_of,
)
from handouts.text import Line, Paragraph, Weight

TEXT_RISE_EM = 0.68
"""The least rise of a line of text, a little below the height of its caps."""
BETWEEN_SIDES_PT = 10.0
"""Between the strings of a row, at least."""
BRACKET_GAP_PT = 1.0
"""Below what reaches lower than digits, brackets and tails, at least: they are seldom above a name."""


class CardAir(NamedTuple):
    """How far apart things stand, in points.

    `row`: between what belongs together, a name and its number. `drop_em`: so that names without a tail stand as far
    from their number as others, or nearly. `apart`: from the baseline above, that of a number or of the columns'
    heads, to a name, at least. It is more than parts the name from its own number: who takes a number for that of the
    name below it calls the wrong one.
    """

    row: float
    drop_em: float
    apart: float


TIGHTEST = CardAir(row=1.0, drop_em=0.15, apart=3.0)
AIRIEST = CardAir(row=1.5, drop_em=0.15, apart=8.0)
AIR_STEPS = 24
AIRS = tuple(
    CardAir(*(tight + (airy - tight) * step / AIR_STEPS for tight, airy in zip(TIGHTEST, AIRIEST, strict=True)))
    for step in range(AIR_STEPS + 1)
)
"""From tight to airy: numbers are chosen with the tightest, then the room that is left is shared out."""


WHATSAPP_GAPS = WhatsAppGaps(icon=3.0, number=6.0)
LED_APART_PT = 2.5
"""What is said of a number stands over it, and keeps so much farther away from the number before."""


@dataclass(frozen=True, slots=True)
class CardSizes:
    """Type sizes and distances in points."""

    text: float
    numbers: float
    whatsapp_above: float = 3.2
    whatsapp: WhatsAppGaps = WHATSAPP_GAPS

    @property
    def dial(self) -> DialType:
        return DialType(self.numbers, above_pt=1.0, below_pt=2.0)


@dataclass(slots=True)
class CardDrawing:
    """What stands on the card so far, and how far down it reaches."""

    frame: Frame
    y: float
    air: CardAir
    baseline_pt: float = 0.0  # of the last number, or of the columns' heads
    too_wide_pt: float = 0.0  # by how much the strings of a row stand too near to each other
    elements: list[Element] = field(default_factory=list)
    artifacts: list[Mark] = field(default_factory=list)

    def put_text(self, paragraph: Paragraph, size_pt: float, *, at_end: bool = False) -> None:
        """A paragraph from `y` down, each line as near to the one before as ink allows."""
        frame = self.frame
        marks: list[Mark] = []
        for line in paragraph.lines(size_pt / frame.typography.scale, frame.measure_pt):
            baseline = self.y + (INK_GAP_PT if marks else 0.0) + max(TEXT_RISE_EM * size_pt, line.ink.top)
            x, edge = (frame.end_pt, Edge.END) if at_end else (frame.start_pt, Edge.START)
            marks.append(frame.put(line, x, baseline, edge))
            self.y = baseline + max(self.air.drop_em * size_pt, ink_drop_pt(line))
        self.elements.append(Element("P", tuple(marks)))


@dataclass(frozen=True, slots=True)
class CardOrganisation:
    """Draws organisations on a card, each with as many of its numbers as it is told."""

    sizes: CardSizes
    words: Words
    name_weight: Weight

    def draw(self, card: CardDrawing, entry: Entry, title: str, *, rows: int, whatsapp: int) -> None:
        """A name with what it is for, `title` included, and its first numbers."""
        card.y = max(card.y + BRACKET_GAP_PT, card.baseline_pt + card.air.apart)
        shown = entry.rows[:rows]
        said = said_of(shown[0]).texts if shown else []
        spans = named(card.frame, entry, title, *said, weight=self.name_weight)
        card.put_text(card.frame.paragraph(spans), self.sizes.text)
        for index, row in enumerate(shown):
            if index:
                self._between(card, row)
            self._numbers(card, row)
        for dial in entry.whatsapp[:whatsapp]:
            self._whatsapp(card, dial)

    def _between(self, card: CardDrawing, row: NumberRow) -> None:
        """What is said of a further number, or "or" over it."""
        said = said_of(row).texts
        card.y += card.air.row + (LED_APART_PT if said else 0.0)
        text = " · ".join(said) or self.words.or_
        over_last = not said and row.dials[0] is None
        card.put_text(card.frame.paragraph(text, Weight.SMALL), self.sizes.text, at_end=over_last)

    def _numbers(self, card: CardDrawing, row: NumberRow) -> None:
        """The strings for both sides of the border on one line."""
        if row.from_both is not None:
            self._whatsapp(card, row.from_both)
            return
        frame, style = card.frame, self.sizes.dial
        baseline = card.y + card.air.row + style.cap_pt
        card.baseline_pt = card.y = baseline
        links: list[Element] = []
        edges = ((frame.start_pt, Edge.START), (frame.end_pt, Edge.END))
        for dial, (x, edge) in zip(row.dials, edges, strict=False):
            if dial is not None:
                link, low = put_dial(frame, dial, style, x, baseline, edge)
                links.append(link)
                card.y = max(card.y, low)
        card.elements.append(Element("P", tuple(links)))
        if len(links) == len(edges):
            first, last = (dial_line(frame, dial, style.size_pt).width_pt for dial in row.dials if dial)
            card.too_wide_pt = max(card.too_wide_pt, first + last + BETWEEN_SIDES_PT - frame.measure_pt)
            middle = frame.start_pt + first + (frame.measure_pt - (first + last)) / 2
            card.artifacts.extend(border_dots(frame, middle, baseline, style.cap_pt))

    def _whatsapp(self, card: CardDrawing, dial: DialString) -> None:
        """One string for both sides: the word and the number beside each other in the middle."""
        frame, sizes = card.frame, self.sizes
        word = frame.line(self.words.whatsapp, sizes.text / frame.typography.scale, Weight.SMALL)
        row = WhatsApp(dial, sizes.dial, word, sizes.text, sizes.whatsapp)
        number_width = dial_line(frame, dial, sizes.numbers).width_pt
        x = frame.start_pt + (frame.measure_pt - row.number_x_pt - number_width) / 2
        baseline = card.y + sizes.whatsapp_above + max(sizes.dial.cap_pt, word.ink.top)
        sign, children, low = row.put(frame, x, baseline)
        card.artifacts.append(sign)
        card.elements.append(Element("P", children))
        card.baseline_pt = baseline
        card.y = max(low, baseline + ink_drop_pt(word))


def ink_drop_pt(line: Line) -> float:
    """How far its ink reaches below the baseline."""
    return max(0.0, -line.ink.bottom)
