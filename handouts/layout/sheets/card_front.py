"""The front of a card: whose it is, and under each side of the border what is dialled from there.

Two organisations of the city, in the order of the directory, and help for children who travel alone. Each has its
first number; where rows are left, the city's further numbers follow. What has no room goes in this order: the service
of an organisation and its place if that is the city, the languages spoken there, its hours, the label of its number,
those of the city's first; then the second organisation; and then a number further down the directory stands there. A
card that has no number of the city says so, and has one office that serves all. What must be dialled goes with its
number, or neither goes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from handouts.content.flyer import LOCAL_SECTION, Entry, Flyer, Section
from handouts.content.isolates import without_isolates
from handouts.content.sheet_texts import Role
from handouts.layout.page.copyfit import DoesNotFit, last_that_fits
from handouts.layout.page.frame import INK_GAP_PT, Frame, Part
from handouts.layout.page.placed import Element, PlacedPage
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.head_of_card import ARCHIVED_PT, CITY_PT, lay_out_card_head
from handouts.layout.parts.organisation import HAIR_PT
from handouts.layout.parts.organisation_on_card import (
    AIRS,
    BORDERS,
    BRACKET_GAP_PT,
    CardAir,
    CardDrawing,
    CardOrganisation,
    CardSizes,
)
from handouts.layout.parts.sides_on_card import CardSigns
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.layout.sheets.card_state import CardState, Shown, first_of, from_number
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
EXTRAS = ((Role.SERVICE, Role.PLACE), (Role.SPOKEN_THERE,), (Role.HOURS,), (Role.LABEL,))
"""What may go of an organisation, so that its number has room, in this order."""
WEIGHTS = tuple(product((Weight.BOLD, Weight.SMALL), repeat=2))
"""Of the words of the sides and of the titles of sections, the wanted ones first: in Medium they die on copies of
copies, and not every sheet has the toner for Bold."""
LOCAL, ELSEWHERE = 2, 1
"""How many organisations of the city a card shows at most, and how many of those that serve all cities where the city
has none."""
ROWS, ROWS_OF_ONE_SIDE = 3, 4
"""Of numbers, at most: with four, side by side, ink touches, and the sheet is too black to copy."""


@dataclass(frozen=True, slots=True)
class Front:
    """The card's front. `left_out`: ids of organisations and numbers that are not on it; `details`: those of what it
    leaves out of others; `more`: how many organisations there are that it leaves out."""

    page: PlacedPage
    left_out: tuple[str, ...]
    details: tuple[str, ...]
    more: int
    too_black: bool


@dataclass(frozen=True, slots=True)
class FrontSizes:
    """What the front is given: sizes in points, and the limit of toner, a part of the card."""

    text_pt: float
    numbers_pt: float
    toner_limit: float


class CardFront:
    """The fronts of one flyer's cards."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: FrontSizes) -> None:
        self._frame = frame
        self._flyer = flyer
        self._sizes = sizes
        self._bottom = frame.height_pt - frame.margin_pt
        self._cards = {
            (sides, titles): CardOrganisation(
                CardSizes(sizes.text_pt, NAMES_PT, sizes.numbers_pt),
                flyer.words,
                CardSigns(flyer.words.sides, sizes.text_pt, sides) if flyer.words.sides else None,
                titles,
            )
            for sides, titles in WEIGHTS
        }
        self._most = ROWS if flyer.words.sides else ROWS_OF_ONE_SIDE
        every = [(section, entry) for section in flyer.sections for entry in section.entries if entry.has_number]
        self._pieces = [entry.piece for section in flyer.sections for entry in section.entries]
        self._local = [each for each in every if each[0].id == LOCAL_SECTION]
        self._children = [each for each in every if each[0].id != LOCAL_SECTION and each[0].icon]
        self._elsewhere = [each for each in every if each[0].id != LOCAL_SECTION and not each[0].icon]
        self._missing = self._bottom
        # The search comes back to the same states, and hardly ever to another head.
        self._in_city: dict[str, bool] = {}
        self._heads: dict[tuple[float, float], Part] = {}
        self._begun: dict[tuple[object, ...], CardDrawing] = {}
        self._firsts: dict[tuple[str, Entry], Shown] = {}
        self._shortened: dict[tuple[object, ...], Shown] = {}
        self._overs: dict[tuple[object, ...], float] = {}
        self._toners: dict[tuple[object, ...], float] = {}

    def front(self, *, counted: bool) -> Front | DoesNotFit:
        """The front; a DoesNotFit where not even the head and the children's number have room. `counted`: it is to say
        how many organisations more there are, if there are any."""
        lines = self._flyer.archived_card
        archived = dict.fromkeys(((lines, True), (lines[:1], True), (lines[:1], not lines)))
        whole = (True, False) if self._frame.typography.scale < 1 else (True,)
        found: list[CardState] = []
        for sentences in ((None,), SENTENCE) if self._local else (SENTENCE,):
            ways = product(archived, ARCHIVED_PT[-1:], (counted,), sentences, whole)
            tries = (self._fullest(CardState((), *band, *way)) for band, *way in ways)
            found = [each for each in tries if each is not None]
            if found:
                break
        else:
            return DoesNotFit("a card has no room for the first number", mm_from_pt(self._missing))
        best = max(map(self._worth, found))
        alike = [each for each in found if self._worth(each) == best]
        state = next((each for each in alike if not self._too_black(each)), None) or min(alike, key=self._toner)
        if self._too_black(state):
            smaller = (state._replace(city_pt=size) for size in CITY_PT[1:])
            state = next((each for each in smaller if not self._too_black(each)), state)
        if state.archived:
            larger = (state._replace(archived_pt=size) for size in ARCHIVED_PT)
            state = next((each for each in larger if self._fits(each) and not self._too_black(each)), state)
        dividing = (state._replace(border=border) for border in BORDERS)
        state = next((each for each in dividing if not self._too_black(each)), state)
        heavier = (state._replace(sides=sides, titles=titles) for sides, titles in WEIGHTS[:-1])
        state = next((each for each in heavier if self._fits(each) and not self._too_black(each)), state)
        air = last_that_fits(AIRS, lambda air: self._over(state, air) <= 0) or AIRS[0]
        more = len(self._pieces) - len(state.shown)
        details = tuple(detail for each in state.shown for detail in each.details)
        page, black = self._page(state, air), self._too_black(state)
        return Front(page, self._left_out(state), details, more, black)

    # --- what it holds ------------------------------------------------------------------------------------------

    def _fullest(self, empty: CardState) -> CardState | None:
        """As much as has room, the most important first; None where that has none: a number for children, and one of
        the city unless the card is to say that it has none."""
        helped = [self._with_first(empty, self._children, (way,)) for way in self._ways(self._children)]
        starts = [each for each in helped if self._fits(each) and (each.shown or not self._children)]
        if not starts:
            return None
        if empty.sentence is None:
            state = self._with_local(starts)
            if state is None:
                return None
        else:
            state = self._with_first(starts[0], self._elsewhere, (0,) * ELSEWHERE)
        if sum(each.section.id == LOCAL_SECTION for each in state.shown) > 1 and self._too_black(state):
            return state._replace(shown=state.shown[:-1])
        if empty.sentence is None:
            for section, entry in self._local:
                state = self._with_further(state, self._first_of(section, entry))
        for each in [each for each in state.shown if each.section.id == LOCAL_SECTION]:
            for further in each.further:
                state = self._with_further(state, further)
        for section, entry in self._elsewhere[:ELSEWHERE]:
            state = self._with_further(state, self._first_of(section, entry))
        return state

    def _with_local(self, starts: Sequence[CardState]) -> CardState | None:
        """With as many organisations of the city as are wanted and have room, with as much of them as has; where none
        has, with the first number down the directory that has."""
        ways = [(first, last) for first, last in product(self._ways(self._local), repeat=LOCAL) if first <= last]
        ways.sort(key=lambda way: way[::-1])
        tries = [
            found
            for start in starts
            for way in ways
            if len((found := self._with_first(start, self._local, way)).shown) > len(start.shown)
        ]
        if tries:
            best = max(tries, key=lambda each: (len(each.shown), -self._places(each)))
            alike = [each for each in tries if self._places(each) == self._places(best)]
            return next((each for each in alike if not self._too_black(each)), best)
        later = (
            longer
            for start in starts
            for section, entry in self._local
            for at in range(1, len(entry.rows) + len(entry.whatsapp))
            if self._fits(longer := start.holding(self._shorter(from_number(section, entry, at), len(EXTRAS))))
        )
        return next(later, None)

    def _ways(self, among: Sequence[tuple[Section, Entry]]) -> list[int]:
        """How many of the EXTRAS may go, as far as these organisations have any."""
        every = [self._first_of(section, entry) for section, entry in among]
        steps = range(1, len(EXTRAS) + 1)
        return [0, *(n for n in steps if any(self._less(each, n) != self._less(each, n - 1) for each in every))]

    def _places(self, state: CardState) -> int:
        """How far down the directory the organisations on the card stand, together."""
        return sum(self._pieces.index(each.entry.piece) for each in state.shown)

    def _wanted(self, state: CardState) -> int:
        """How many of the organisations that a card is to show are on it."""
        ids = [each.section.id for each in state.shown]
        local = min(LOCAL, ids.count(LOCAL_SECTION))
        return local or len(ids)

    def _worth(self, state: CardState) -> tuple[int, bool, int]:
        """How much of what it should have it has, the most important first."""
        return self._wanted(state), state.ruled, len(state.archived)

    def _with_first(self, state: CardState, among: Sequence[tuple[Section, Entry]], ways: Sequence[int]) -> CardState:
        """With the first of these organisations that have room: one for each of `ways`, without so many of the
        EXTRAS."""
        waiting = [*ways]
        for section, entry in among:
            if not waiting:
                break
            longer = state.holding(self._shorter(self._first_of(section, entry), waiting[0]))
            if self._fits(longer):
                state = longer
                waiting.pop(0)
        return state

    def _with_further(self, state: CardState, shown: Shown) -> CardState:
        """With more than is wanted, where there is room for it."""
        if any(each.entry is shown.entry and each.rows >= shown.rows for each in state.shown):
            return state
        longer = state.holding(shown)
        return longer if longer.rows <= self._most and self._fits(longer) and not self._too_black(longer) else state

    def _first_of(self, section: Section, entry: Entry) -> Shown:
        """An organisation with its first number."""
        key = (section.id, entry)
        found = self._firsts.get(key)
        if found is None:
            found = self._firsts[key] = first_of(section, entry)
        return found

    def _shorter(self, shown: Shown, extras: int) -> Shown:
        """Without so many of the EXTRAS."""
        key = (*shown.whole_key, extras)
        found = self._shortened.get(key)
        if found is None:
            details = self._less(shown, extras)
            found = replace(shown, printed=shown.printed.without(details), details=details)
            self._shortened[key] = found
        return found

    def _less(self, shown: Shown, extras: int) -> tuple[str, ...]:
        """Ids of the details that it has no longer. Its service and its place stay where they tell it from another
        of its name, and so does the place of an office that is elsewhere."""
        entry = shown.printed
        gone = {role for roles in EXTRAS[:extras] for role in roles}
        if sum(each.name == entry.name for section in self._flyer.sections for each in section.entries) > 1:
            gone -= {Role.SERVICE, Role.PLACE}
        if entry.place not in self._in_city:
            self._in_city[entry.place] = in_city(self._flyer, entry.place)
        if not self._in_city[entry.place]:
            gone -= {Role.PLACE}
        return tuple(each.detail for each in entry.texts() if each.text and each.detail and each.role in gone)

    def _left_out(self, state: CardState) -> tuple[str, ...]:
        """Organisations that are not on the card, and numbers that stand nowhere on it."""
        shown = {each.entry.piece: each for each in state.shown}
        gone = self._flyer.pieces_without({piece for piece in self._pieces if piece not in shown})
        printed = {
            dial.piece
            for each in state.shown
            for dials in (
                *(row.dial_strings() for row in each.printed.rows[: each.rows]),
                each.printed.whatsapp[: each.whatsapp],
            )
            for dial in dials
        }
        further = (piece for each in state.shown for piece in each.entry.number_pieces if piece not in printed)
        return tuple(dict.fromkeys((*gone, *further)))

    # --- drawing ------------------------------------------------------------------------------------------------

    def _fits(self, state: CardState) -> bool:
        over = self._over(state, AIRS[0])
        if over > 0:
            self._missing = min(self._missing, over)
        return over <= 0

    def _over(self, state: CardState, air: CardAir) -> float:
        key = (*air, *state.key)
        found = self._overs.get(key)
        if found is None:
            drawing = self._drawn(state, air)
            found = self._overs[key] = max(drawing.y - self._bottom, drawing.too_wide_pt - HAIR_PT)
        return found

    def _too_black(self, state: CardState) -> bool:
        return self._toner(state) > self._sizes.toner_limit

    def _toner(self, state: CardState) -> float:
        key = state.key
        found = self._toners.get(key)
        if found is None:
            found = self._toners[key] = toner_of(self._page(state, AIRS[0]), self._frame.typesetter)
        return found

    def _page(self, state: CardState, air: CardAir) -> PlacedPage:
        frame, drawing = self._frame, self._drawn(state, air)
        pieces = drawing.border_pieces(self._cards[state.sides, state.titles].sizes.dial.cap_pt, state.border)
        artifacts = (*drawing.artifacts, *pieces)
        return PlacedPage(frame.width_pt, frame.height_pt, tuple(drawing.elements), artifacts)

    def _drawn(self, state: CardState, air: CardAir) -> CardDrawing:
        frame, words = self._frame, self._flyer.words
        shown = sorted(state.shown, key=lambda each: self._pieces.index(each.entry.piece))
        drawing = self._as_far_as(shown, state, air).copy()
        if drawing.rows:
            drawing.elements.append(Element("Table", tuple(drawing.rows)))
        more = len(self._pieces) - len(state.shown)
        if state.counted and more:
            drawing.y = max(drawing.y + INK_GAP_PT, drawing.baseline_pt + air.apart)
            drawing.put_text(frame.paragraph(words.how_many_more(more), Weight.SMALL), self._sizes.text_pt)
        return drawing

    def _as_far_as(self, shown: Sequence[Shown], state: CardState, air: CardAir) -> CardDrawing:
        """The card down to the last of these organisations, the first that it shows. It is kept, to be drawn on in a
        copy: states differ in the last of their organisations, and in what stands below it."""
        key = (*air, *state.above, *(each.whole_key for each in shown))
        found = self._begun.get(key)
        if found is None:
            if not shown:
                found = self._opened(state, air)
            else:
                found = self._as_far_as(shown[:-1], state, air).copy()
                self._add(found, shown, self._cards[state.sides, state.titles])
            self._begun[key] = found
        return found

    def _add(self, drawing: CardDrawing, shown: Sequence[Shown], organisation: CardOrganisation) -> None:
        """The last of these organisations; above the first of all the signs of the sides."""
        if organisation.signs and len(shown) == 1:
            part, drawing.baseline_pt = organisation.signs.row(
                self._frame, drawing.y - RULE_CLEAR_PT + BELOW_RULE_PT, drawing.y
            )
            drawing.rows += part.elements
            drawing.artifacts += part.artifacts
            drawing.y = part.bottom_pt + RULE_CLEAR_PT - BRACKET_GAP_PT
        last = shown[-1]
        title = last.section if last.section.icon else None
        organisation.draw(drawing, last.printed, title, rows=last.rows, whatsapp=last.whatsapp)

    def _opened(self, state: CardState, air: CardAir) -> CardDrawing:
        """What stands above the organisations."""
        frame, words = self._frame, self._flyer.words
        head = self._head(air.head, state.city_pt)
        drawing = CardDrawing(frame, head.bottom_pt, air, elements=[*head.elements], whole=state.whole)
        if state.sentence is not None:
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
            if state.ruled:
                self._rule(drawing)
        return drawing

    def _head(self, gap_pt: float, largest_pt: float) -> Part:
        key = (gap_pt, largest_pt)
        found = self._heads.get(key)
        if found is None:
            top = self._frame.margin_pt
            found = self._heads[key] = lay_out_card_head(self._frame, self._flyer, top, gap_pt, largest_pt)
        return found

    def _rule(self, drawing: CardDrawing) -> None:
        y = drawing.y + RULE_CLEAR_PT + RULE_PT / 2
        drawing.artifacts.append(self._frame.rule(self._frame.start_pt, self._frame.end_pt, y, RULE_PT))
        drawing.y += 2 * RULE_CLEAR_PT + RULE_PT


def in_city(flyer: Flyer, place: str) -> bool:
    """Whether a place is one of those after which the city is called."""
    towns = {_plain(town) for name in (flyer.city_english, flyer.city_own) for town in name.split("/")}
    return any(_plain(part) in towns for part in place.split(","))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", without_isolates(name)).casefold()
    return "".join(each for each in letters if not unicodedata.combining(each)).strip()
