"""The answers of a zine, flowing from panel to panel; as large and as many as these hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import (
    fewer_first_pieces,
    further_pieces,
    lines_in_company,
    pieces_by_priority,
    pieces_wanted,
    plain_essentials,
    smaller_answers,
    tighter_leading,
    wanted_answers,
)
from handouts.layout.page.columns import Parted
from handouts.layout.page.copyfit import DoesNotFit, Fitted, Gain, Relaxation, Sheet, copyfit
from handouts.layout.page.flow import Flowed, Room, flow
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, stack
from handouts.layout.page.typography import Typography
from handouts.layout.parts.answers import Answers, AnswerSizes
from handouts.layout.parts.marks import RULES
from handouts.layout.parts.names import names_without_number
from handouts.layout.parts.notice import unreviewed_text
from handouts.layout.sheets.zine_panels import LEAST_PT, lay_out_say_narrow
from handouts.text import Weight

WANTED_PT = 10.0
"""Of the answers in Latin letters: rather fewer of them than smaller ones."""
FLYER_LEAST_PT = 11.0
"""What a flyer's least size is in Latin letters, against which that of other scripts is larger."""
ANSWERS = AnswerSizes(body=11, leading=1.25, heading=12.5, unreviewed=0, question_gap=4.0, apart=True)
NAMES_PT = 10.5
NAMES_GAP_PT = 6.0


class TextsState(NamedTuple):
    """An AnswersState. `names`: whether names without a number stand below the answers. `back`: whether the answers go
    on on the back, above the code."""

    pieces: tuple[str, ...]
    leading: float
    body_pt: float
    names: bool
    parted: Parted = Parted.ANYWHERE
    apart: bool = False
    strong: bool = True
    air_pt: float = 0.0
    back: bool = False


@dataclass(frozen=True, slots=True)
class Panels:
    """Where texts may stand: `rooms` of the panels before the back, and the room above what stands on the back. `say`:
    whether what to say on the phone stands before the answers; `incomplete` and `notice`: whether that the list is
    likely incomplete, and that nobody has reviewed the translation, stand behind them. `black_pt2`: what is black
    besides, on a sheet of `area_pt2`."""

    rooms: tuple[Room, ...]
    back: Room
    say: bool
    incomplete: bool
    notice: bool
    black_pt2: float
    area_pt2: float


class ZineTexts(Sheet[TextsState]):
    """Heading and answers, names without a number."""

    def __init__(self, frame: Frame, flyer: Flyer, panels: Panels) -> None:
        self._frame = frame
        self._flyer = flyer
        self._panels = panels
        self._answers = Answers(frame, flyer, columns=1)
        self._wanted = narrow_typography(frame.typography, WANTED_PT)
        self._typography = narrow_typography(frame.typography, LEAST_PT)

    def fitted(self) -> Fitted[TextsState] | DoesNotFit:
        """As large and as many as there is room for."""
        start = TextsState(
            pieces=pieces_wanted(self._flyer.questions),
            leading=self._typography.leading,
            body_pt=self._typography.body_wanted_pt,
            apart=not self._frame.typography.question_ends_line,
            names=bool(self._flyer.words.see_website),
        )
        return copyfit(self, start)

    @property
    def relaxations(self) -> Sequence[Relaxation[TextsState]]:
        return (
            tighter_leading(self._typography),
            smaller_answers(self._wanted),
            Relaxation("names without a number", lambda state: [state._replace(names=False)]),
            Relaxation("answers below their questions", lambda state: [state._replace(apart=False)]),
            fewer_first_pieces(self._flyer.questions),
            smaller_answers(self._typography),
            Relaxation("answers that keep off the back", lambda state: [state._replace(back=True)], afresh=True),
            plain_essentials(self._typography),
        )

    @property
    def gains(self) -> Sequence[Gain[TextsState]]:
        return wanted_answers(self._typography), further_pieces(pieces_by_priority(self._flyer.questions))

    @property
    def air(self) -> Sequence[Gain[TextsState]]:
        return (lines_in_company(self._wanted),)

    def room_left(self, state: TextsState) -> float:
        flowed = self.flowed(state)
        if flowed.over_pt > 0:
            return -flowed.over_pt
        at, top = self._names_at(state, flowed)
        return self._rooms(state)[at].bottom_pt - self._below(state, top).bottom_pt

    def lacking(self, _state: TextsState) -> str:
        return "the essential answers do not fit in a zine"

    def pages(self, _state: TextsState) -> tuple[PlacedPage, ...]:
        return ()

    def toner(self, state: TextsState) -> float:
        black = self._answers.black_pt2(self._sizes(state), state.pieces)
        return (self._panels.black_pt2 + black) / self._panels.area_pt2

    def parts(self, state: TextsState) -> list[Part]:
        """What stands in each room, as many as are used; the last room is that of the back."""
        flowed = self.flowed(state)
        parts = flowed.parts(self._frame)
        parts += [Part((), (), 0.0)] * (len(self._rooms(state)) - len(parts))
        parts[0] = _together(self._opening(state), parts[0])
        at, top = self._names_at(state, flowed)
        parts[at] = _together(parts[at], self._below(state, top))
        return parts

    def _names_at(self, state: TextsState, flowed: Flowed) -> tuple[int, float]:
        """In which room names without a number stand, and from where: below the answers, or where the next begins."""
        rooms = self._rooms(state)
        at, top = max(0, len(flowed.boxes) - 1), flowed.bottom_pt
        if at + 1 < len(rooms) and self._below(state, top).bottom_pt > rooms[at].bottom_pt:
            return at + 1, rooms[at + 1].top_pt
        return at, top

    def flowed(self, state: TextsState) -> Flowed:
        """The answers in the rooms, behind what opens the first."""
        first, *others = self._rooms(state)
        top = self._opening(state).bottom_pt
        return flow(
            self._answers.flow_of(self._sizes(state), state.pieces), [Room(top, first.bottom_pt), *others], state.parted
        )

    def _rooms(self, state: TextsState) -> tuple[Room, ...]:
        return (*self._panels.rooms, self._panels.back) if state.back else self._panels.rooms

    def _opening(self, state: TextsState) -> Part:
        """What to say on the phone, if it stands here; the heading, with a rule below it."""
        frame, flyer = self._frame, self._flyer
        size = ANSWERS.heading * min(1.0, state.body_pt / self._typography.body_wanted_pt)
        blocks: list[Block] = []
        if self._panels.say and flyer.say is not None:
            say, text_pt = flyer.say, max(LEAST_PT, LEAST_PT * state.body_pt / self._typography.body_floor_pt)
            blocks += [lambda top: lay_out_say_narrow(frame, say, min(text_pt, 11.0), top), Gap(4.0), Rule(RULES.band)]
            blocks.append(Gap(5.0))
        heading = ParagraphStyle(max(size, LEAST_PT), Weight.BOLD, by_latin=True)
        if state.pieces:
            blocks += [Text(flyer.words.answers_heading, heading, role="H2"), Gap(3.0), Rule(RULES.row), Gap(4.0)]
        return stack(frame, blocks, self._panels.rooms[0].top_pt)

    def _below(self, state: TextsState, top_pt: float) -> Part:
        blocks: list[Block] = []
        style = ParagraphStyle(max(LEAST_PT, NAMES_PT * state.body_pt / self._typography.body_wanted_pt), by_latin=True)
        if state.names:
            blocks += [Gap(NAMES_GAP_PT), names_without_number(self._flyer.words, style)]
        if self._panels.incomplete:
            blocks += [Gap(NAMES_GAP_PT), Text(self._flyer.words.incomplete, style)]
        if self._panels.notice and self._flyer.unreviewed is not None:
            bold = style._replace(weight=Weight.BOLD)
            notice = unreviewed_text(self._frame, self._flyer.unreviewed, bold, self._frame.measure_pt)
            blocks += [Gap(NAMES_GAP_PT), Text(notice, bold)]
        return stack(self._frame, blocks, top_pt)

    def _sizes(self, state: TextsState) -> AnswerSizes:
        return ANSWERS.of(state)


def narrow_typography(typography: Typography, floor_pt: float) -> Typography:
    """A language's typography with smaller answers: down to this size in Latin letters, and as much larger in other
    scripts as on a flyer."""
    return replace(typography, body_floor_pt=typography.body_floor_pt * floor_pt / FLYER_LEAST_PT)


def _together(*parts: Part) -> Part:
    return Part(
        tuple(element for part in parts for element in part.elements),
        tuple(mark for part in parts for mark in part.artifacts),
        max(part.bottom_pt for part in parts),
    )
