"""Pieces that stand together give way at once and come back at once; none stands without what it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.compose import compose_flyer
from handouts.content.flyer import Answer, Flyer, Question
from handouts.layout.page.answers_fit import (
    essential_pieces,
    fewer_first_pieces,
    first_pieces,
    further_pieces,
    pieces_by_priority,
    pieces_wanted,
)
from handouts.products.loading import load_data
from handouts.sources.translations import source_catalogue
from tests.sources.copies import SHIPPED, messages

T42, MPP, MPP_END = "what-is-title-42/closed", "what-is-mpp/stands-for", "did-mpp-end/gradual"
T42_END = "title-42-end/unknown"


@pytest.fixture(scope="module")
def flyer() -> Flyer:
    data = load_data(SHIPPED)
    return compose_flyer(data, source_catalogue(messages(data)), "nogales")


class State(NamedTuple):
    """Of a sheet with nothing but answers."""

    pieces: tuple[str, ...]
    leading: float = 1.25
    body_pt: float = 12.0
    whole: bool = False
    apart: bool = False
    strong: bool = True
    air_pt: float = 0.0


def state(pieces: Sequence[str]) -> State:
    return State(tuple(pieces))


def given_way(flyer: Flyer) -> list[tuple[str, ...]]:
    """What is printed, from all that is wanted down to the essentials."""
    wanted = state(pieces_wanted(flyer.questions))
    return [each.pieces for each in (wanted, *fewer_first_pieces(flyer.questions).steps(wanted))]


def given_back(flyer: Flyer, holds: Callable[[Collection[str]], bool]) -> Iterator[tuple[str, ...]]:
    """What is printed, with more and more of the answers that `holds` has room for."""
    by_priority = pieces_by_priority(flyer.questions)
    for order in (by_priority, [*first_pieces(flyer.questions), *by_priority]):
        gain = further_pieces(order)
        start = state(essential_pieces(flyer.questions))
        yield from (each.pieces for each in gain.taking(start, lambda each: holds(each.pieces)))


def broken(flyer: Flyer, printed: Collection[str]) -> list[str]:
    """Pieces that stand without what they need or stand with."""
    pieces = [piece for question in flyer.questions for piece in question.answers if piece.id in printed]
    return [piece.id for piece in pieces for other in (piece.needs, *piece.bonded) if other and other not in printed]


def test_the_pair_on_mpp_gives_way_first_and_at_once(flyer: Flyer) -> None:
    assert [piece.id for piece in first_pieces(flyer.questions)] == [T42_END, T42, MPP, MPP_END]
    essential = essential_pieces(flyer.questions)
    assert "title-42-today/exception" in essential
    assert given_way(flyer) == [
        (*essential, T42_END, T42, MPP, MPP_END),
        (*essential, T42_END, T42),
        (*essential, T42_END),
        essential,
    ]


def test_the_pair_on_mpp_comes_back_at_once_and_after_title_42(flyer: Flyer) -> None:
    assert any({MPP, MPP_END} <= set(printed) for printed in given_back(flyer, lambda _: True))
    for gone in (T42, MPP, MPP_END):
        for printed in given_back(flyer, lambda pieces, gone=gone: gone not in pieces):  # type: ignore[misc]
            assert not {MPP, MPP_END} & set(printed), f"no room for {gone}"
            assert broken(flyer, printed) == []


def test_everything_comes_back_where_there_is_room(flyer: Flyer) -> None:
    everything = {piece.id for question in flyer.questions for piece in question.answers}
    assert set([*given_back(flyer, lambda _: True)][-1]) == everything


def made_up(flyer: Flyer, priorities: Sequence[int], needs: Sequence[int], bonds: Sequence[int], per: int) -> Flyer:
    """A flyer whose pieces need earlier ones, and stand with others, as these numbers say."""
    names = [f"q{at // per}/p{at}" for at in range(len(priorities))]
    groups = [{at} for at in range(len(names))]
    for at, other in enumerate(bonds):
        if 0 <= other < at:
            both = groups[at] | groups[other]
            for each in both:
                groups[each] = both
    pieces = []
    for at, name in enumerate(names):
        # Only what stands before the whole group of a piece: so nothing needs itself in the end.
        needed = (
            names[needs[at]] if 0 <= needs[at] < min(groups[at]) and max(groups[needs[at]]) < min(groups[at]) else ""
        )
        bonded = tuple(names[other] for other in sorted(groups[at]) if other != at)
        pieces.append(Answer(name, f"Text {at}.", False, priorities[at], needed, bonded))
    questions = [Question(f"q{at // per}", "?", tuple(pieces[at : at + per])) for at in range(0, len(pieces), per)]
    return replace(flyer, questions=(flyer.questions[0], *questions))


LENGTH = 9
NUMBERS = st.lists(st.integers(-4, LENGTH - 1), min_size=LENGTH, max_size=LENGTH)


@given(st.permutations(range(1, LENGTH + 1)), NUMBERS, NUMBERS, st.integers(1, 4), st.sets(st.integers(0, LENGTH - 1)))
def test_no_piece_ever_stands_without_what_it_needs(
    flyer: Flyer, priorities: Sequence[int], needs: Sequence[int], bonds: Sequence[int], per: int, no_room: set[int]
) -> None:
    tried = made_up(flyer, priorities, needs, bonds, per)
    steps = given_way(tried)
    assert steps[-1] == essential_pieces(tried.questions)
    assert all(len(set(step)) == len(step) for step in steps)
    assert all(len(fewer) < len(more) for more, fewer in pairwise(steps))
    assert [broken(tried, step) for step in steps] == [[]] * len(steps)
    room = {f"/p{at}" for at in no_room}
    found = [*given_back(tried, lambda pieces: not any(piece[2:] in room for piece in pieces))]
    assert [broken(tried, printed) for printed in found] == [[]] * len(found)
    whole = [*given_back(tried, lambda _: True)][-1]
    assert len(whole) == LENGTH + sum(len(question.answers) for question in flyer.questions[:1]), "nothing gets lost"
