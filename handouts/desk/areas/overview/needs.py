"""What of the data needs a person: numbers, gaps, translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handouts.content.calling import NumberToCall, Standing, numbers_to_call, standing
from handouts.content.compose import Composition, stands_in_table
from handouts.desk.areas.directory.places import Listed, address_of, all_places, is_city, listed
from handouts.desk.store.state import State
from handouts.exchange.directory_rows import Place
from handouts.sources.calls import Call
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.messages import messages_of
from handouts.sources.model import Language
from handouts.sources.text_state import State as TextState


@dataclass(frozen=True, slots=True)
class Needs:
    """`calls`: how far the numbers are called; `doubtful`: those that a call found wrong; `without_number`:
    organisations that can't be reached; `empty`: cities without organisations of their own, with their addresses."""

    calls: Standing
    doubtful: tuple[NumberToCall, ...]
    without_number: tuple[Listed, ...]
    empty: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tongues:
    """How far the translations are: those held back, those with texts left out, those that no person has reviewed
    whole."""

    all: int
    held_back: tuple[Language, ...]
    incomplete: tuple[Language, ...]
    not_reviewed: tuple[Language, ...]

    @property
    def none_reviewed(self) -> bool:
        return len(self.not_reviewed) == self.all


def needs_of(state: State, calls: tuple[Call, ...], today: date) -> Needs:
    """Of the data alone: quick."""
    data = state.data
    entries = [each for place in all_places(state) for each in _printed(state, place)]
    return Needs(
        calls=standing(data, calls, today),
        doubtful=tuple(each for each in numbers_to_call(data, calls) if each.found is not None),
        without_number=tuple(each for each in entries if not stands_in_table(each.organisation)),
        empty=tuple(
            (place.name, address_of(place))
            for place in all_places(state)
            if is_city(place) and not list(_printed(state, place))
        ),
    )


def _printed(state: State, place: Place) -> Iterator[Listed]:
    return (each for each in listed(state, place) if each.organisation.paused is None)


def tongues_of(state: State, composition: Composition) -> Tongues:
    """How far every translation is, of sheets that have been composed."""
    data = state.data
    messages = messages_of(data.handout, data.directory, data.faq)
    translated = [each for each in data.languages.languages if each.tag != SOURCE_LANGUAGE]
    counts = {each.tag: composition.catalogues[each.tag].counts(messages) for each in translated}
    held = set(composition.held_back)
    return Tongues(
        len(translated),
        tuple(each for each in translated if each.tag in held),
        tuple(
            each
            for each in translated
            if each.tag not in held and counts[each.tag][TextState.MISSING] + counts[each.tag][TextState.STALE]
        ),
        tuple(each for each in translated if counts[each.tag][TextState.REVIEWED] < len(messages)),
    )
