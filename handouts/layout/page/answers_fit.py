"""What all sheets with answers have in common: how the answers give way, and what they are given back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from typing import Any, Protocol, Self, TypeVar

from handouts.content.flyer import Answer, Flyer, Question
from handouts.layout.page.columns import Parted
from handouts.layout.page.copyfit import Gain, Holds, Relaxation, first_that_holds, giving_way, last_that_holds
from handouts.layout.page.typography import Typography

SIZE_STEP_PT = 0.5
"""By so much a size gives way, or grows, at a time."""
LEADING_PARTS = (0.98, 0.96, 0.94)
"""Tighter leadings, as parts of a language's own: up to 6 % may come off where ink allows."""
LEADING_KEPT = 2.0
"""From this leading on, that of Nastaliq, nothing comes off."""


class AnswersState(Protocol):
    """How the answers stand on a sheet. The state of each sheet says so, a NamedTuple of its own: a fit makes many, and
    changing a frozen dataclass takes four times as long.

    `pieces`: ids of those that are printed. `leading`: line pitch / size. `parted`: where an answer may go on in a
    second column. `apart`: answers begin on a line below their questions. `strong`: essential answers are in bold, in
    languages that want it. `air_pt`: so much more room below the heading and between questions (and, by sheet, around
    rows).
    """

    @property
    def pieces(self) -> tuple[str, ...]: ...
    @property
    def leading(self) -> float: ...
    @property
    def body_pt(self) -> float: ...
    @property
    def parted(self) -> Parted: ...
    @property
    def apart(self) -> bool: ...
    @property
    def strong(self) -> bool: ...
    @property
    def air_pt(self) -> float: ...

    def _replace(self, *args: Any, **changes: Any) -> Self: ...


_State = TypeVar("_State", bound=AnswersState)


# --- giving way ---------------------------------------------------------------------------------------------------


def tighter_leading(typography: Typography) -> Relaxation[_State]:
    """The leading of the answers, from the language's own down."""
    return Relaxation(
        "leading of the answers",
        lambda state: (state._replace(leading=leading) for leading in tighter_leadings(typography)),
    )


def smaller_answers(typography: Typography) -> Relaxation[_State]:
    """The size of the answers, from wanted to floor."""
    return Relaxation(
        "size of the answers",
        lambda state: [state._replace(body_pt=size) for size in sizes_below(state.body_pt, typography.body_floor_pt)],
    )


def fewer_first_pieces(questions: Sequence[Question]) -> Relaxation[_State]:
    """First pieces of questions that are not essential, the last in priority first, those that stand together at once.
    They end the state's `pieces`."""

    def steps(state: _State) -> Iterator[_State]:
        lengths = accumulate(map(len, _first_groups(questions)), initial=len(essential_pieces(questions)))
        for count in [*lengths][-2::-1]:
            yield state._replace(pieces=state.pieces[:count])

    return Relaxation("questions that are not essential", steps)


def plain_essentials(typography: Typography) -> Relaxation[_State]:
    """The weight of the essential answers, in languages that set them in bold."""
    return Relaxation(
        "weight of the essential answers",
        lambda state: [state._replace(strong=False)] if typography.essentials_bold else [],
    )


# --- given back ---------------------------------------------------------------------------------------------------


def further_pieces(order: Sequence[Answer]) -> Gain[_State]:
    """More pieces of the answers, in this order, those that stand together at once; what does not fit is skipped and
    the next is tried. None is taken without what it needs. `order`: what a piece stands with is in it too."""
    by_id = {piece.id: piece for piece in order}

    def taking(state: _State, holds: Holds[_State]) -> Iterator[_State]:
        for piece in order:
            if piece.id in state.pieces:
                continue
            more: tuple[str, ...] = (piece.id,)
            if piece.needs or piece.bonded:
                group = [piece, *(by_id[other] for other in piece.bonded)]
                more = tuple(each.id for each in group)
                if any(each.needs and each.needs not in (*state.pieces, *more) for each in group):
                    continue
            fuller = state._replace(pieces=(*state.pieces, *more))
            if holds(fuller):
                state = fuller
                yield state

    return Gain("further pieces of the answers", taking)


def wanted_answers(typography: Typography) -> Gain[_State]:
    """Size and leading, in the order in which they gave way."""
    return Gain("size and leading of the answers", first_that_holds(lambda state: wanted_first(state, typography)))


def lines_in_company(typography: Typography) -> Gain[_State]:
    """No line of a parted answer stands alone: at the size that was reached or a step below, and the widest leading
    that has room."""

    def choices(state: _State) -> Iterator[_State]:
        better = state._replace(parted=Parted.IN_COMPANY)
        tighter = [leading for leading in tighter_leadings(typography) if leading < state.leading]
        for size in (state.body_pt, state.body_pt - SIZE_STEP_PT):
            if size >= typography.body_floor_pt:
                yield from (better._replace(body_pt=size, leading=leading) for leading in (state.leading, *tighter))

    return Gain("lines in company", first_that_holds(choices))


def more_air(airs_pt: Sequence[float]) -> Gain[_State]:
    """The most air that there is room for. `airs_pt`: the least first."""
    return Gain("air", last_that_holds(lambda _: airs_pt, lambda state, air_pt: state._replace(air_pt=air_pt)))


# --- pieces and sizes ---------------------------------------------------------------------------------------------


def essential_pieces(questions: Sequence[Question]) -> tuple[str, ...]:
    """Ids of what must always be printed."""
    return tuple(piece.id for piece in _pieces(questions) if piece.essential)


def shows_all(flyer: Flyer, pieces: Collection[str]) -> bool:
    """Whether these are all pieces of its answers."""
    return len(pieces) == len(_pieces(flyer.questions))


def first_pieces(questions: Sequence[Question]) -> list[Answer]:
    """For each question without an essential piece, the one that is kept longest, with what that needs or stands with;
    the last gives way first."""
    return [piece for group in _first_groups(questions) for piece in group]


def pieces_wanted(questions: Sequence[Question]) -> tuple[str, ...]:
    """Ids of the pieces with which a fit begins: what is essential, and something for every question."""
    return (*essential_pieces(questions), *(piece.id for piece in first_pieces(questions)))


def pieces_by_priority(questions: Sequence[Question]) -> list[Answer]:
    """All pieces, those that are kept longest first; none before one that it needs."""
    return [piece for group in _groups(questions, _pieces(questions)) for piece in group]


def tighter_leadings(typography: Typography) -> tuple[float, ...]:
    """The leadings to which a language's own may give way, the widest first."""
    if typography.leading >= LEADING_KEPT:
        return ()
    return tuple(typography.leading * part for part in LEADING_PARTS)


def sizes_below(size_pt: float, floor_pt: float) -> Iterator[float]:
    """Ever smaller sizes down to a floor."""
    while size_pt - SIZE_STEP_PT >= floor_pt:
        size_pt -= SIZE_STEP_PT
        yield size_pt


def wanted_first(state: _State, typography: Typography) -> Iterator[_State]:
    """The state at the leadings and sizes that the answers may have, from the wanted ones down to its own."""
    wanted = state._replace(leading=typography.leading, body_pt=typography.body_wanted_pt)
    ways: tuple[Relaxation[_State], ...] = (tighter_leading(typography), smaller_answers(typography))
    return takewhile(lambda each: each != state, giving_way(wanted, ways))


def left_out_of(flyer: Flyer, pieces: Collection[str], *, contact: bool, names: bool) -> tuple[str, ...]:
    """Ids of the details that are not on the sheet. `contact`, `names`: whether those lines are."""
    found = [piece.id for piece in _pieces(flyer.questions) if piece.id not in pieces]
    if flyer.words.contact and not contact:
        found.append("introduction/contact")
    if flyer.words.see_website and not names:
        found.append("names-without-number")
    return tuple(found)


def _pieces(questions: Iterable[Question]) -> list[Answer]:
    return [piece for question in questions for piece in question.answers]


def _first_groups(questions: Sequence[Question]) -> list[tuple[Answer, ...]]:
    firsts = (
        min(question.answers, key=lambda piece: piece.priority)
        for question in questions
        if not any(piece.essential for piece in question.answers)
    )
    return [group for group in _groups(questions, firsts) if not group[0].essential]


def _groups(questions: Sequence[Question], wanted: Iterable[Answer]) -> list[tuple[Answer, ...]]:
    """These pieces with all that they need or stand with: those that stand together as one, as high in rank as the one
    that is kept longest; a group that is needed right before the first that needs it, if it is not farther ahead."""
    pieces = {piece.id: piece for piece in _pieces(questions)}
    found: dict[str, tuple[Answer, ...]] = {}
    for piece in _by_priority(wanted):
        _add_group(piece, pieces, found)
    return list(dict.fromkeys(found.values()))


def _add_group(piece: Answer, pieces: Mapping[str, Answer], found: dict[str, tuple[Answer, ...]]) -> None:
    """Add the group of a piece, behind those that it needs, to what has been found, by the ids of its members."""
    if piece.id in found:
        return
    together = _by_priority((piece, *(pieces[other] for other in piece.bonded)))
    for each in together:
        if each.needs and each.needs not in {one.id for one in together}:
            _add_group(pieces[each.needs], pieces, found)
    found.update(dict.fromkeys((each.id for each in together), tuple(together)))


def _by_priority(pieces: Iterable[Answer]) -> list[Answer]:
    return sorted(pieces, key=lambda piece: piece.priority)
