"""The front of a card: city and date, and under each side of the border what is dialled from there.

As many organisations as fit, in the order of the directory, each with its first number; then, where room is left,
their further numbers and WhatsApp. A number goes with all that belongs to it, or it does not go.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow, Section
from handouts.layout.page.copyfit import DoesNotFit, last_that_fits
from handouts.layout.page.frame import CAP_HEIGHT_EM, INK_GAP_PT, Edge, Frame, Hand, rise_pt
from handouts.layout.page.placed import Element, Link, Mark, PlacedPage
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.marks import ICON_WIDTH_EM, icon
from handouts.layout.parts.organisation import named
from handouts.layout.parts.stacked import WHATSAPP_GAP_PT, border_dots
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.paper import Box, mm_from_pt
from handouts.text import Line, Paragraph, Weight

CITY_PT = 12.0
LATIN_PT = 9.0
DATES_PT = (10.0, 9.5, 9.0)
"""Sizes of the date, the wanted one first: a little smaller rather than on a line of its own, which costs half an
organisation."""
RULE_PT = 1.2
BRACKET_GAP_PT = 1.0
"""Below what reaches lower than digits, brackets and tails, at least: they are seldom above a name."""


class _Air(NamedTuple):
    """How far apart things stand, in points.

    `row`: between what belongs together, a name and its number. `drop_em`: so that names without a tail stand as far
    from their number as others, or nearly. `apart`: from the baseline above, that of a number or of the columns'
    heads, to a name, at least. It is more than parts the name from its own number: who takes a number for that of the
    name below it calls the wrong one.
    """

    row: float
    drop_em: float
    apart: float


AIRS = tuple([_Air(1.0 + 0.5 * part, 0.15, 3.0 + 5.0 * part) for part in (step / 24 for step in range(25))])
"""From tight to airy: numbers are chosen with the tightest, then the room that is left is shared out."""


LIGHTER = ((Weight.BOLD, Weight.SMALL), (Weight.SMALL, Weight.BOLD), (Weight.SMALL, Weight.SMALL))
"""Weights of names and of the date where all in bold are too black, before an organisation gives way. The date first:
it is on the back as well."""


@dataclass(frozen=True, slots=True)
class Front:
    """The card's front, and ids of the numbers that found no room on it."""

    page: PlacedPage
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Shown:
    """How much of an organisation is on the card: how many rows of numbers, and how many numbers for WhatsApp."""

    section: Section
    entry: Entry
    rows: int = 0
    whatsapp: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.rows or self.whatsapp)


@dataclass(slots=True)
class _Drawing:
    """What stands on the card so far, and how far down it reaches."""

    y: float
    air: _Air
    baseline_pt: float = 0.0  # of the last number, or of the columns' heads
    elements: list[Element] = field(default_factory=list)
    artifacts: list[Mark] = field(default_factory=list)


def lay_out_front(
    frame: Frame, flyer: Flyer, text_pt: float, numbers_pt: float, toner_limit: float
) -> Front | DoesNotFit:
    """The front; a DoesNotFit where no organisation has room on it. All but the first organisation stay within the
    limit of toner, a part of the card."""
    return _Layout(frame, flyer, text_pt, numbers_pt, toner_limit).front()


class _Layout:
    def __init__(self, frame: Frame, flyer: Flyer, text_pt: float, numbers_pt: float, toner_limit: float) -> None:
        self._frame = frame
        self._flyer = flyer
        self._text_pt = text_pt
        self._numbers_pt = numbers_pt
        self._toner_limit = toner_limit
        self._name_weight = self._date_weight = Weight.BOLD
        self._bottom = frame.height_pt - frame.margin_pt
        self._shown = [_Shown(section, entry) for section in flyer.sections for entry in section.entries]

    def front(self) -> Front | DoesNotFit:
        """Organisations first, then their further numbers; what fits stays."""
        missing = self._bottom
        for each in self._shown:
            which = "rows" if each.entry.rows else "whatsapp"
            if each.entry.has_number and (over := self._tried(each, which)) > 0:
                missing = min(missing, over)
        if not any(each.anything for each in self._shown):
            return DoesNotFit("no organisation fits on a card", mm_from_pt(missing))
        for weights in LIGHTER:
            if self._toner() <= self._toner_limit:
                break
            self._name_weight, self._date_weight = weights
        for last in reversed([shown for shown in self._shown if shown.anything][1:]):
            if self._toner() <= self._toner_limit:
                break
            last.rows = last.whatsapp = 0
        for each in (shown for shown in self._shown if shown.anything):
            # A number after one that is left out would seem to be the next to try.
            while each.rows < len(each.entry.rows) and self._added(each, "rows"):
                pass
            while each.whatsapp < len(each.entry.whatsapp) and self._added(each, "whatsapp"):
                pass
        drawing = self._drawn(last_that_fits(AIRS, lambda air: self._drawn(air).y <= self._bottom) or AIRS[0])
        return Front(self._page(drawing), self._left_out())

    def _page(self, drawing: _Drawing) -> PlacedPage:
        frame = self._frame
        return PlacedPage(frame.width_pt, frame.height_pt, tuple(drawing.elements), tuple(drawing.artifacts))

    def _toner(self) -> float:
        return toner_of(self._page(self._drawn()), self._frame.typesetter)

    def _added(self, each: _Shown, which: str) -> bool:
        """One more number, which stays where there are room and toner for it."""
        if self._tried(each, which) > 0:
            return False
        if self._toner() <= self._toner_limit:
            return True
        setattr(each, which, getattr(each, which) - 1)
        return False

    def _tried(self, each: _Shown, which: str) -> float:
        """One more number, which stays where it fits; points that are missing."""
        setattr(each, which, getattr(each, which) + 1)
        over = self._drawn().y - self._bottom
        if over > 0:
            setattr(each, which, getattr(each, which) - 1)
        return over

    def _left_out(self) -> tuple[str, ...]:
        """Numbers that stand nowhere on the card, in the order of the directory."""
        on_it: dict[str, None] = {}
        off_it: dict[str, None] = {}
        for each in self._shown:
            for index, row in enumerate(each.entry.rows):
                found = on_it if index < each.rows else off_it
                found.update((f"number/{dial.e164}", None) for dial in (row.from_mexico, row.from_us) if dial)
            for index, dial in enumerate(each.entry.whatsapp):
                (on_it if index < each.whatsapp else off_it)[f"whatsapp/{dial.e164}"] = None
        return tuple(each for each in off_it if each not in on_it)

    # --- drawing ------------------------------------------------------------------------------------------------

    def _drawn(self, air: _Air = AIRS[0]) -> _Drawing:
        drawing = _Drawing(self._frame.margin_pt, air)
        self._head(drawing)
        self._column_heads(drawing)
        for each in (shown for shown in self._shown if shown.anything):
            drawing.y = max(drawing.y + BRACKET_GAP_PT, drawing.baseline_pt + air.apart)
            self._organisation(drawing, each)
        return drawing

    def _head(self, drawing: _Drawing) -> None:
        """City, in both scripts, and date, over a rule."""
        frame, flyer = self._frame, self._flyer
        size = CITY_PT * frame.typography.display_scale
        city = frame.line(flyer.city_own, size, Weight.BOLD)
        date = frame.paragraph(flyer.words.last_updated, self._date_weight)
        latin = frame.line(flyer.city_latin, LATIN_PT, Weight.SMALL, Hand.LATIN) if flyer.city_latin else None
        names_end = frame.start_pt + city.width_pt + (6 + latin.width_pt if latin else 0.0)
        wholes = ((date.line(each), each) for each in DATES_PT)
        beside = next((each for each in wholes if names_end + 6 + each[0].width_pt <= frame.end_pt), None)
        on_line = [(city, size), *([(latin, LATIN_PT)] if latin else []), *([beside] if beside else [])]
        baseline = drawing.y + max(rise_pt(line, each) for line, each in on_line)
        marks: list[Element | Mark] = [frame.put(city, frame.start_pt, baseline)]
        if latin is not None and names_end <= frame.end_pt:
            mark = frame.put(latin, frame.start_pt + city.width_pt + 6, baseline)
            marks.append(Element("Span", (mark,), language="en"))
        drawing.elements.append(Element("H1", tuple(marks)))
        drawing.y = baseline + max(_ink_drop(line) for line, _ in on_line)
        if beside:
            drawing.elements.append(Element("P", (frame.put(beside[0], frame.end_pt, baseline, Edge.END),)))
        else:
            drawing.y = max(drawing.y, baseline + 0.1 * size) + drawing.air.row
            self._lines(drawing, "P", date, DATES_PT[0])
        drawing.artifacts.append(
            frame.rule(frame.start_pt, frame.end_pt, drawing.y + RULE_CLEAR_PT + RULE_PT / 2, RULE_PT)
        )
        drawing.y += 2 * RULE_CLEAR_PT + RULE_PT

    def _column_heads(self, drawing: _Drawing) -> None:
        """MEX and USA with their words: no dial string stands without its side."""
        frame = self._frame
        marker_size = self._text_pt + 1
        (mexico, from_mexico), (us, from_us) = (
            (frame.line(marker, marker_size, Weight.BOLD, Hand.LATIN), frame.paragraph(word, Weight.SMALL))
            for marker, word in (("MEX", self._flyer.words.from_mexico), ("USA", self._flyer.words.from_us))
        )
        start = frame.start_pt + mexico.width_pt + 4
        words = [from_mexico.line(self._text_pt), from_us.line(self._text_pt)]
        baseline = drawing.y + max(rise_pt(mexico, marker_size), *(rise_pt(word, self._text_pt) for word in words))
        us_end = frame.end_pt - words[1].width_pt - 4
        drawing.elements.append(
            Element(
                "P",
                (
                    frame.put(mexico, frame.start_pt, baseline),
                    frame.put(words[0], start, baseline),
                    frame.put(us, us_end, baseline, Edge.END),
                    frame.put(words[1], frame.end_pt, baseline, Edge.END),
                ),
            )
        )
        drawing.baseline_pt = baseline
        drawing.y = baseline + max(_ink_drop(mexico), *map(_ink_drop, words))

    def _organisation(self, drawing: _Drawing, each: _Shown) -> None:
        """A name with what it is for, and its numbers."""
        entry, rows = each.entry, each.entry.rows[: each.rows]
        title = each.section.title if each.section.icon else ""
        belongings = _belongings(rows[0]) if rows else ()
        spans = named(self._frame, entry, title, *belongings, weight=self._name_weight)
        self._lines(drawing, "P", self._frame.paragraph(spans), self._text_pt)
        for index, row in enumerate(rows):
            if index:
                between = " · ".join(_belongings(row)) or self._flyer.words.or_
                drawing.y += drawing.air.row
                at_us = not _belongings(row) and row.from_mexico is None
                self._lines(drawing, "P", self._frame.paragraph(between, Weight.SMALL), self._text_pt, at_end=at_us)
            self._numbers(drawing, row)
        for dial in entry.whatsapp[: each.whatsapp]:
            self._whatsapp(drawing, dial)

    def _numbers(self, drawing: _Drawing, row: NumberRow) -> None:
        """The strings for both sides of the border on one line."""
        frame = self._frame
        sides = ((row.from_mexico, frame.start_pt, Edge.START), (row.from_us, frame.end_pt, Edge.END))
        lines = [(dial, self._line(dial), x, edge) for dial, x, edge in sides if dial is not None]
        baseline = drawing.y + drawing.air.row + CAP_HEIGHT_EM * self._numbers_pt
        links = tuple(self._link(dial, line, x, baseline, edge) for dial, line, x, edge in lines)
        drawing.elements.append(Element("P", links))
        if len(lines) == 2:
            widths = [line.width_pt for _, line, _, _ in lines]
            middle = frame.start_pt + widths[0] + (frame.measure_pt - sum(widths)) / 2
            drawing.artifacts.extend(border_dots(frame, middle, baseline, CAP_HEIGHT_EM * self._numbers_pt))
        drawing.baseline_pt = baseline
        drawing.y = baseline + max(_ink_drop(line) for _, line, _, _ in lines)

    def _whatsapp(self, drawing: _Drawing, dial: DialString) -> None:
        """One string for both sides: the word and the number beside each other in the middle."""
        frame = self._frame
        own = self._text_pt / frame.typography.scale
        word, number = frame.line(self._flyer.words.whatsapp, own, Weight.SMALL), self._line(dial)
        sign = self._text_pt * 1.15
        before = sign * ICON_WIDTH_EM + 3 + word.width_pt + 6
        x = frame.start_pt + (frame.measure_pt - before - number.width_pt) / 2
        baseline = drawing.y + WHATSAPP_GAP_PT + max(CAP_HEIGHT_EM * self._numbers_pt, word.ink.top)
        drawing.artifacts.append(icon(frame, "whatsapp", x, baseline, sign))
        placed = frame.put(word, x + sign * ICON_WIDTH_EM + 3, baseline)
        drawing.elements.append(Element("P", (placed, self._link(dial, number, x + before, baseline, Edge.START))))
        drawing.baseline_pt = baseline
        drawing.y = baseline + max(_ink_drop(word), _ink_drop(number))

    def _line(self, dial: DialString) -> Line:
        return self._frame.line(dial.printed, self._numbers_pt, Weight.BOLD, Hand.NUMBERS)

    def _link(self, dial: DialString, line: Line, x: float, baseline: float, edge: Edge) -> Element:
        mark = self._frame.put(line, x, baseline, edge)
        top = baseline - CAP_HEIGHT_EM * self._numbers_pt - 1
        box = Box(mark.x_pt, top, mark.x_pt + line.width_pt, baseline + 2)
        return Element("Link", (mark,), language="en", box=box, link=Link(dial.href, dial.spoken))

    def _lines(self, drawing: _Drawing, role: str, paragraph: Paragraph, size: float, *, at_end: bool = False) -> None:
        """A text from `drawing.y` down, each line as near to the one before as ink allows."""
        frame = self._frame
        own = size / frame.typography.scale
        marks: list[Mark] = []
        for line in paragraph.lines(own, frame.measure_pt):
            baseline = drawing.y + (INK_GAP_PT if marks else 0.0) + max(0.68 * size, line.ink.top)
            x, edge = (frame.end_pt, Edge.END) if at_end else (frame.start_pt, Edge.START)
            marks.append(frame.put(line, x, baseline, edge))
            drawing.y = baseline + max(drawing.air.drop_em * size, _ink_drop(line))
        drawing.elements.append(Element(role, tuple(marks)))


def _belongings(row: NumberRow) -> list[str]:
    return [text for text in (row.label, row.extension, row.hours) if text]


def _ink_drop(line: Line) -> float:
    return max(0.0, -line.ink.bottom)
