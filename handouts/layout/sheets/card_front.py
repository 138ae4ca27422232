"""The front of a card: city and date, and under each side of the border what is dialled from there.

As many organisations as fit, in the order of the directory, each with its first number; then, where room is left,
their further numbers and WhatsApp. A number goes with all that belongs to it, or it does not go.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.flyer import Entry, Flyer, Section
from handouts.layout.page.copyfit import DoesNotFit, last_that_fits
from handouts.layout.page.frame import Edge, Frame, Hand, rise_pt
from handouts.layout.page.placed import Element, Mark, PlacedPage
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.organisation_on_card import (
    AIRS,
    CardAir,
    CardDrawing,
    CardOrganisation,
    CardSizes,
    ink_drop_pt,
)
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.paper import mm_from_pt
from handouts.text import Weight

CITY_PT = 12.0
LATIN_PT = 9.0
LATIN_LANGUAGE = "en"
"""Of the city's name in Latin letters."""
DATES_PT = (10.0, 9.5, 9.0)
"""Sizes of the date, the wanted one first: a little smaller rather than on a line of its own, which costs half an
organisation."""
RULE_PT = 1.2
BESIDE_CITY_PT = 6.0
"""Between the city's names, and from them to the date."""
CITY_DROP_EM = 0.1
"""Below a city whose date has no room beside it, at least."""
MARKER_LARGER_PT = 1.0
BESIDE_MARKER_PT = 4.0

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
        self._sizes = CardSizes(text_pt, numbers_pt)
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

    def _page(self, drawing: CardDrawing) -> PlacedPage:
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
        drawing = self._drawn()
        over = max(drawing.y - self._bottom, drawing.too_wide_pt)
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
                found.update((dial.piece, None) for dial in row.dial_strings())
            for index, dial in enumerate(each.entry.whatsapp):
                (on_it if index < each.whatsapp else off_it)[dial.piece] = None
        return tuple(each for each in off_it if each not in on_it)

    # --- drawing ------------------------------------------------------------------------------------------------

    def _drawn(self, air: CardAir = AIRS[0]) -> CardDrawing:
        drawing = CardDrawing(self._frame, self._frame.margin_pt, air)
        self._head(drawing)
        self._column_heads(drawing)
        organisation = CardOrganisation(self._sizes, self._flyer.words, self._name_weight)
        for each in (shown for shown in self._shown if shown.anything):
            title = each.section.title if each.section.icon else ""
            organisation.draw(drawing, each.entry, title, rows=each.rows, whatsapp=each.whatsapp)
        return drawing

    def _head(self, drawing: CardDrawing) -> None:
        """City, in both scripts, and date, over a rule."""
        frame, flyer = self._frame, self._flyer
        size = CITY_PT * frame.typography.display_scale
        city = frame.line(flyer.city_own, size, Weight.BOLD)
        date = frame.paragraph(flyer.words.last_updated, self._date_weight)
        latin = frame.line(flyer.city_latin, LATIN_PT, Weight.SMALL, Hand.LATIN) if flyer.city_latin else None
        names_end = frame.start_pt + city.width_pt + (BESIDE_CITY_PT + latin.width_pt if latin else 0.0)
        wholes = ((date.line(each), each) for each in DATES_PT)
        beside = next((each for each in wholes if names_end + BESIDE_CITY_PT + each[0].width_pt <= frame.end_pt), None)
        on_line = [(city, size), *([(latin, LATIN_PT)] if latin else []), *([beside] if beside else [])]
        baseline = drawing.y + max(rise_pt(line, each) for line, each in on_line)
        marks: list[Element | Mark] = [frame.put(city, frame.start_pt, baseline)]
        if latin is not None and names_end <= frame.end_pt:
            mark = frame.put(latin, frame.start_pt + city.width_pt + BESIDE_CITY_PT, baseline)
            marks.append(Element("Span", (mark,), language=LATIN_LANGUAGE))
        drawing.elements.append(Element("H1", tuple(marks)))
        drawing.y = baseline + max(ink_drop_pt(line) for line, _ in on_line)
        if beside:
            drawing.elements.append(Element("P", (frame.put(beside[0], frame.end_pt, baseline, Edge.END),)))
        else:
            drawing.y = max(drawing.y, baseline + CITY_DROP_EM * size) + drawing.air.row
            drawing.put_text(date, DATES_PT[0])
        drawing.artifacts.append(
            frame.rule(frame.start_pt, frame.end_pt, drawing.y + RULE_CLEAR_PT + RULE_PT / 2, RULE_PT)
        )
        drawing.y += 2 * RULE_CLEAR_PT + RULE_PT

    def _column_heads(self, drawing: CardDrawing) -> None:
        """MEX and USA with their words: no dial string stands without its side, if there are two."""
        frame, size, sides = self._frame, self._sizes.text, self._flyer.words.sides
        if not sides:
            return
        marker_pt = size + MARKER_LARGER_PT
        (first, from_first), (last, from_last) = [
            (
                frame.line(each.code, marker_pt, Weight.BOLD, Hand.LATIN),
                frame.paragraph(each.words, Weight.SMALL).line(size),
            )
            for each in sides
        ]
        rises = [(first, marker_pt), (from_first, size), (from_last, size)]
        baseline = drawing.y + max(rise_pt(line, each) for line, each in rises)
        marks = (
            frame.put(first, frame.start_pt, baseline),
            frame.put(from_first, frame.start_pt + first.width_pt + BESIDE_MARKER_PT, baseline),
            frame.put(last, frame.end_pt - from_last.width_pt - BESIDE_MARKER_PT, baseline, Edge.END),
            frame.put(from_last, frame.end_pt, baseline, Edge.END),
        )
        drawing.elements.append(Element("P", marks))
        drawing.baseline_pt = baseline
        drawing.y = baseline + max(ink_drop_pt(line) for line, _ in rises)
