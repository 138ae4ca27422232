"""The front of a card: whose it is, and under each side of the border what is dialled from there.

Two organisations of the city, in the order of the directory, and help for children who travel alone; a city without a
number says so, and has one office that serves all. Each has its first number; where rows are left, the city's further
numbers follow. What has no room goes in this order: the service and the place of the city's own organisations, then
the second of them. A number goes with all that belongs to it, or it does not go.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import LOCAL_SECTION, Entry, Flyer, Section
from handouts.content.isolates import without_isolates
from handouts.layout.page.copyfit import DoesNotFit, last_that_fits
from handouts.layout.page.frame import INK_GAP_PT, Frame
from handouts.layout.page.placed import Element, PlacedPage
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.head_of_card import CITY_PT, lay_out_card_head
from handouts.layout.parts.organisation import HAIR_PT
from handouts.layout.parts.organisation_on_card import (
    AIRS,
    BRACKET_GAP_PT,
    CardAir,
    CardDrawing,
    CardOrganisation,
    CardSizes,
)
from handouts.layout.parts.sides_on_card import CardSigns
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.paper import mm_from_pt
from handouts.text import Weight

RULE_PT = 1.4
WORD_JOINER, NO_BREAK_SPACE = "\u2060", "\u00a0"
BELOW_RULE_PT = 1.2
"""From a rule to the outline of a sign."""
NAMES_PT = 9.5
SENTENCE = ((10.0, Weight.BOLD), (9.5, Weight.BOLD), (9.0, Weight.BOLD), (9.5, Weight.SMALL), (9.0, Weight.SMALL))
"""That there is no local number: size and weight, the wanted ones first."""
BEFORE_SENTENCE_PT = 2.0
ARCHIVED_PT = (14.0, 12.0, 11.0, 10.0, 9.0)
"""That the sheet is archived, the wanted size first."""
LOCAL, ELSEWHERE = 2, 1
"""How many organisations of the city a card shows at most, and how many of those that serve all cities where the city
has none."""
ROWS, ROWS_OF_ONE_SIDE = 3, 4
"""Of numbers, at most: with four, side by side, ink touches, and the sheet is too black to copy."""


@dataclass(frozen=True, slots=True)
class Front:
    """The card's front. `left_out`: ids of organisations and numbers that are not on it; `more`: how many organisations
    with a number; `archived`: what it says of being archived, if it is."""

    page: PlacedPage
    left_out: tuple[str, ...]
    more: int
    archived: tuple[str, ...]
    too_black: bool


@dataclass(frozen=True, slots=True)
class FrontSizes:
    """What the front is given: sizes in points, and the limit of toner, a part of the card."""

    text_pt: float
    numbers_pt: float
    toner_limit: float


@dataclass(frozen=True, slots=True)
class _Shown:
    """How much of an organisation is on the card: how many rows of numbers, and how many numbers for WhatsApp.
    `printed`: the organisation as it stands there, perhaps without service and place."""

    section: Section
    entry: Entry
    printed: Entry
    rows: int
    whatsapp: int

    @property
    def further(self) -> Iterator[_Shown]:
        """With its next number. One after a number that is left out would seem to be the next to try."""
        if self.rows < len(self.entry.rows):
            yield replace(self, rows=self.rows + 1)
        elif self.whatsapp < len(self.entry.whatsapp):
            yield replace(self, whatsapp=self.whatsapp + 1)


class _State(NamedTuple):
    """What stands on the card, in the order of the directory; what it says of being archived, and how large;
    whether it says how many organisations more there are; how it says that there is no local number;
    whether a script whose letters look small is set larger; the size of the city's name at most."""

    shown: tuple[_Shown, ...]
    archived: tuple[str, ...]
    archived_pt: float
    counted: bool
    sentence: tuple[float, Weight]
    whole: bool
    city_pt: float = CITY_PT[0]

    def holding(self, *shown: _Shown) -> _State:
        """With these in the place of what it had of the same organisations."""
        pieces = [each.entry.piece for each in shown]
        return self._replace(shown=(*(each for each in self.shown if each.entry.piece not in pieces), *shown))

    @property
    def rows(self) -> int:
        """Of numbers."""
        return sum(each.rows + each.whatsapp for each in self.shown)


class CardFront:
    """The fronts of one flyer's cards."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: FrontSizes) -> None:
        self._frame = frame
        self._flyer = flyer
        self._sizes = sizes
        self._bottom = frame.height_pt - frame.margin_pt
        self._signs = CardSigns(flyer.words.sides, sizes.text_pt) if flyer.words.sides else None
        self._organisation = CardOrganisation(
            CardSizes(sizes.text_pt, NAMES_PT, sizes.numbers_pt), flyer.words, self._signs
        )
        self._most = ROWS if self._signs else ROWS_OF_ONE_SIDE
        every = [(section, entry) for section in flyer.sections for entry in section.entries if entry.has_number]
        self._pieces = [entry.piece for section in flyer.sections for entry in section.entries]
        self._local = [each for each in every if each[0].id == LOCAL_SECTION]
        self._children = [each for each in every if each[0].id != LOCAL_SECTION and each[0].icon]
        self._elsewhere = [each for each in every if each[0].id != LOCAL_SECTION and not each[0].icon]
        self._missing = self._bottom

    def front(self, *, counted: bool) -> Front | DoesNotFit:
        """The front; a DoesNotFit where not even the head and the children's number have room. `counted`: it is to say
        how many organisations more there are, if there are any."""
        sentences = SENTENCE if self._flyer.words.no_local_number_card else SENTENCE[:1]
        lines = self._flyer.archived
        archived = dict.fromkeys((lines, lines[:1], ()))
        whole = (True, False) if self._frame.typography.scale < 1 else (True,)
        ways = product(archived, ARCHIVED_PT[-1:], (counted,), sentences, whole)
        tries = [self._fullest(_State((), *each)) for each in ways]
        found = [each for each in tries if each is not None]
        if not found:
            return DoesNotFit("a card has no room for the first number", mm_from_pt(self._missing))
        best = max(found, key=lambda each: (len(each.archived), self._wanted(each)))
        alike = [each for each in found if self._wanted(each) == self._wanted(best) and each.archived == best.archived]
        state = next((each for each in alike if not self._too_black(each)), None) or min(alike, key=self._toner)
        if self._too_black(state):
            smaller = (state._replace(city_pt=size) for size in CITY_PT[1:])
            state = next((each for each in smaller if not self._too_black(each)), state)
        if state.archived:
            larger = (state._replace(archived_pt=size) for size in ARCHIVED_PT)
            state = next(each for each in larger if self._fits(each))
        air = last_that_fits(AIRS, lambda air: self._over(state, air) <= 0) or AIRS[0]
        more = len(self._pieces) - len(state.shown)
        return Front(self._page(state, air), self._left_out(state), more, state.archived, self._too_black(state))

    # --- what it holds ------------------------------------------------------------------------------------------

    def _fullest(self, empty: _State) -> _State | None:
        """As much as has room, the most important first; None where that has none."""
        start = self._with_first(empty, self._children, 1)
        if not self._fits(start) or (self._children and not start.shown):
            return None
        tries = [self._with_first(start, self._local, LOCAL, bare=bare) for bare in range(LOCAL + 1)]
        best = max(tries, key=lambda each: (len(each.shown), -self._places(each)))
        alike = [each for each in tries if self._places(each) == self._places(best)]
        state = next((each for each in alike if not self._too_black(each)), best)
        if len(state.shown) > len(start.shown) + 1 and self._too_black(state):
            return state._replace(shown=state.shown[:-1])
        if state == start:
            state = self._with_first(start, self._elsewhere, ELSEWHERE)
        for section, entry in self._local:
            state = self._with_further(state, _first(section, entry))
        for each in [each for each in state.shown if each.section.id == LOCAL_SECTION]:
            for further in each.further:
                state = self._with_further(state, further)
        for section, entry in self._elsewhere[:ELSEWHERE]:
            state = self._with_further(state, _first(section, entry))
        return state

    def _places(self, state: _State) -> int:
        """How far down the directory the organisations on the card stand, together."""
        return sum(self._pieces.index(each.entry.piece) for each in state.shown)

    def _wanted(self, state: _State) -> int:
        """How many of the organisations that a card is to show are on it."""
        ids = [each.section.id for each in state.shown]
        local = min(LOCAL, ids.count(LOCAL_SECTION))
        return local or len(ids)

    def _with_first(
        self, state: _State, among: Sequence[tuple[Section, Entry]], count: int, *, bare: int = 0
    ) -> _State:
        """With the first `count` of these organisations that have room, so many of the last without service and
        place."""
        found = 0
        for section, entry in among:
            if found == count:
                break
            first = _first(section, entry)
            if found >= count - bare:
                first = replace(first, printed=self._bare(entry))
            longer = state.holding(first)
            if self._fits(longer):
                state, found = longer, found + 1
        return state

    def _with_further(self, state: _State, shown: _Shown) -> _State:
        """With more than is wanted, where there is room for it."""
        if any(each.entry is shown.entry and each.rows >= shown.rows for each in state.shown):
            return state
        longer = state.holding(shown)
        return longer if longer.rows <= self._most and self._fits(longer) and not self._too_black(longer) else state

    def _bare(self, entry: Entry) -> Entry:
        """Without service, and without a place in this city, unless they tell it from another of its name."""
        if sum(each.name == entry.name for section in self._flyer.sections for each in section.entries) > 1:
            return entry
        return replace(entry, service="", place="" if in_city(self._flyer, entry.place) else entry.place)

    def _left_out(self, state: _State) -> tuple[str, ...]:
        """Organisations that are not on the card, and numbers that stand nowhere on it."""
        shown = {each.entry.piece: each for each in state.shown}
        gone = self._flyer.pieces_without({piece for piece in self._pieces if piece not in shown})
        printed = {
            dial.piece
            for each in state.shown
            for dials in (
                *(row.dial_strings() for row in each.entry.rows[: each.rows]),
                each.entry.whatsapp[: each.whatsapp],
            )
            for dial in dials
        }
        further = (piece for each in state.shown for piece in each.entry.number_pieces if piece not in printed)
        return tuple(dict.fromkeys((*gone, *further)))

    # --- drawing ------------------------------------------------------------------------------------------------

    def _fits(self, state: _State) -> bool:
        over = self._over(state, AIRS[0])
        if over > 0:
            self._missing = min(self._missing, over)
        return over <= 0

    def _over(self, state: _State, air: CardAir) -> float:
        drawing = self._drawn(state, air)
        return max(drawing.y - self._bottom, drawing.too_wide_pt - HAIR_PT)

    def _too_black(self, state: _State) -> bool:
        return self._toner(state) > self._sizes.toner_limit

    def _toner(self, state: _State) -> float:
        return toner_of(self._page(state, AIRS[0]), self._frame.typesetter)

    def _page(self, state: _State, air: CardAir) -> PlacedPage:
        frame, drawing = self._frame, self._drawn(state, air)
        pieces = drawing.border_pieces(self._organisation.sizes.dial.cap_pt)
        artifacts = (*drawing.artifacts, *pieces)
        return PlacedPage(frame.width_pt, frame.height_pt, tuple(drawing.elements), artifacts)

    def _drawn(self, state: _State, air: CardAir) -> CardDrawing:
        frame, words, text_pt = self._frame, self._flyer.words, self._sizes.text_pt
        head = lay_out_card_head(frame, self._flyer, frame.margin_pt, air.head, state.city_pt)
        drawing = CardDrawing(frame, head.bottom_pt, air, elements=[*head.elements], whole=state.whole)
        if words.no_local_number_card:
            drawing.y += BEFORE_SENTENCE_PT
            size_pt, weight = state.sentence
            # A name of two towns is one word.
            city = self._flyer.city_own
            whole = city.replace("/", f"/{WORD_JOINER}").replace(" ", NO_BREAK_SPACE)
            sentence = frame.paragraph(words.no_local_number_card.replace(city, whole), weight)
            if sentence.widest_word_pt(size_pt / frame.typography.scale) > frame.measure_pt:
                sentence = frame.paragraph(words.no_local_number_card, weight)
            drawing.put_text(sentence, size_pt)
        self._rule(drawing)
        if state.archived:
            for text in state.archived:
                drawing.put_text(frame.paragraph(text, Weight.BOLD), state.archived_pt)
                drawing.y += INK_GAP_PT
            self._rule(drawing)
        if self._signs and state.shown:
            part, drawing.baseline_pt = self._signs.row(frame, drawing.y - RULE_CLEAR_PT + BELOW_RULE_PT, drawing.y)
            drawing.rows += part.elements
            drawing.artifacts += part.artifacts
            drawing.y = part.bottom_pt + RULE_CLEAR_PT - BRACKET_GAP_PT
        for each in sorted(state.shown, key=lambda each: self._pieces.index(each.entry.piece)):
            title = each.section if each.section.icon else None
            self._organisation.draw(drawing, each.printed, title, rows=each.rows, whatsapp=each.whatsapp)
        if drawing.rows:
            drawing.elements.append(Element("Table", tuple(drawing.rows)))
        more = len(self._pieces) - len(state.shown)
        if state.counted and more:
            drawing.y = max(drawing.y + INK_GAP_PT, drawing.baseline_pt + air.apart)
            drawing.put_text(frame.paragraph(words.how_many_more(more), Weight.SMALL), text_pt)
        return drawing

    def _rule(self, drawing: CardDrawing) -> None:
        y = drawing.y + RULE_CLEAR_PT + RULE_PT / 2
        drawing.artifacts.append(self._frame.rule(self._frame.start_pt, self._frame.end_pt, y, RULE_PT))
        drawing.y += 2 * RULE_CLEAR_PT + RULE_PT


def _first(section: Section, entry: Entry) -> _Shown:
    """An organisation with its first number."""
    return _Shown(section, entry, entry, min(1, len(entry.rows)), 0 if entry.rows else 1)


def in_city(flyer: Flyer, place: str) -> bool:
    """Whether a place is one of those after which the city is called."""
    towns = {_plain(town) for name in (flyer.city_english, flyer.city_own) for town in name.split("/")}
    return any(_plain(part) in towns for part in place.split(","))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", without_isolates(name)).casefold()
    return "".join(each for each in letters if not unicodedata.combining(each)).strip()
