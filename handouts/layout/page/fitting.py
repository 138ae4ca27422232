"""What every fit works with: its outcome, which pieces of the answers to try in which order, how much air fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from handouts.content.flyer import Answer, Flyer
from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.typography import Typography

_Choice = TypeVar("_Choice")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A finished sheet, and what the fit decided. `left_out`: ids of details that are not on it."""

    pages: tuple[PlacedPage, ...]
    left_out: tuple[str, ...]
    body_pt: float
    numbers_pt: float


@dataclass(frozen=True, slots=True)
class DoesNotFit:
    """Everything that may give way has given way, and it still does not fit."""

    what: str
    missing_mm: float


def last_that_fits(choices: Sequence[_Choice], fits: Callable[[_Choice], bool]) -> _Choice | None:
    """Of choices from tight to airy, the airiest that fits, found by halving; None where even the first does not."""
    found = bisect_left(choices, True, key=lambda choice: not fits(choice))
    return choices[found - 1] if found else None


def essential_pieces(flyer: Flyer) -> tuple[str, ...]:
    """Ids of what must always be printed."""
    return tuple(piece.id for question in flyer.questions for piece in question.answers if piece.essential)


def first_pieces(flyer: Flyer) -> list[Answer]:
    """For each question without an essential piece, the one that is kept longest; the last gives way first."""
    firsts = [
        min(question.answers, key=lambda piece: piece.priority)
        for question in flyer.questions
        if question.answers and not any(piece.essential for piece in question.answers)
    ]
    return sorted(firsts, key=lambda piece: piece.priority)


def further_pieces(flyer: Flyer, pieces: tuple[str, ...], fits: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    """Add what fits: first one piece for every question, then by priority. A piece that does not fit is skipped and
    the next is tried."""
    firsts = first_pieces(flyer)
    others = sorted((piece for question in flyer.questions for piece in question.answers), key=lambda p: p.priority)
    for piece in (*firsts, *others):
        if piece.id in pieces or (piece.needs and piece.needs not in pieces):
            continue
        if fits((*pieces, piece.id)):
            pieces = (*pieces, piece.id)
    return pieces


class TextSize(NamedTuple):
    """Line pitch / size, and size in points."""

    leading: float
    body: float


def sizes_giving_way(typography: Typography) -> Iterator[TextSize]:
    """What leading and size of the answers give, in the stated order: the leading, then the size from wanted to floor,
    each step a little more than the one before."""
    size = TextSize(typography.leading, typography.body_wanted_pt)
    yield size
    for tighter in reversed(leadings_below(typography)):
        size = size._replace(leading=tighter)
        yield size
    while size.body - 0.5 >= typography.body_floor_pt:
        size = size._replace(body=size.body - 0.5)
        yield size


def answers_giving_way(flyer: Flyer, typography: Typography) -> Iterator[tuple[TextSize, tuple[str, ...]]]:
    """Size and pieces of the answers in the stated order: when the size has given way, first pieces of questions that
    are not essential do, lowest priority first."""
    essential = essential_pieces(flyer)
    pieces = essential + tuple(piece.id for piece in first_pieces(flyer))
    for size in sizes_giving_way(typography):
        yield size, pieces
    while len(pieces) > len(essential):
        pieces = pieces[:-1]
        yield size, pieces


def leadings_below(typography: Typography) -> tuple[float, ...]:
    """Tighter leadings than a language's own, the tightest first. The order may take up to 6 % off where ink allows,
    and nothing off the leading of Nastaliq, which is set at 2.4."""
    return () if typography.leading >= 2.0 else tuple(typography.leading * part for part in (0.94, 0.96, 0.98))


def left_out_of(flyer: Flyer, pieces: Collection[str], *, contact: bool, names: bool) -> tuple[str, ...]:
    """Ids of the details that are not on the sheet. `contact`, `names`: whether those lines are."""
    found = [piece.id for question in flyer.questions for piece in question.answers if piece.id not in pieces]
    if flyer.words.contact and not contact:
        found.append("introduction/contact")
    if flyer.words.see_website and not names:
        found.append("names-without-number")
    return tuple(found)
