"""Where organisations stand: a place by its id, an organisation by its slug, as addresses name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.desk.store.state import State
from handouts.exchange.directory_rows import Place, as_id, places
from handouts.sources.model import City, Organisation
from handouts.sources.yaml_document import Steps, Value, value_at

FILE = "directory"


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation in its place: `value` as directory.yaml says it, `index` among the others from 0."""

    place: Place
    index: int
    slug: str
    organisation: Organisation
    value: Value

    @property
    def steps(self) -> Steps:
        return (*self.place.steps, "organisations", self.index)

    @property
    def address(self) -> str:
        """Its page."""
        return f"{address_of(self.place)}/{self.slug}"


def all_places(state: State) -> tuple[Place, ...]:
    """Groups, which stand on every sheet, then cities."""
    return tuple(places(state.data.directory))


def place_by_id(state: State, id_: str) -> Place | None:
    """A group or city; None where there is none."""
    return next((place for place in places(state.data.directory) if place.part.id == id_), None)


def address_of(place: Place) -> str:
    """The page of a place."""
    return f"/directory/{place.part.id}"


def is_city(place: Place) -> bool:
    """Whether it is a city, with sheets of its own."""
    return isinstance(place.part, City)


def listed(state: State, place: Place) -> tuple[Listed, ...]:
    """The organisations of a place, in order."""
    document = state.data.documents[FILE]
    organisations = place.part.organisations
    return tuple(
        Listed(place, index, slug, organisation, value_at(document.value, (*place.steps, "organisations", index)))
        for index, (organisation, slug) in enumerate(zip(organisations, _slugs(organisations), strict=True))
    )


def organisation_at(state: State, place_id: str, slug: str) -> Listed | None:
    """An organisation by the parts of its address."""
    place = place_by_id(state, place_id)
    return next((each for each in listed(state, place) if each.slug == slug), None) if place else None


def _slugs(organisations: tuple[Organisation, ...]) -> Iterator[str]:
    """The id of each, or the letters of its name; with its number among those that share them."""
    seen: Counter[str] = Counter()
    for organisation in organisations:
        short = organisation.id or as_id(organisation.name) or "organization"
        short = f"{short}-organization" if short in RESERVED else short
        seen[short] += 1
        yield short if seen[short] == 1 else f"{short}--{seen[short]}"


RESERVED = frozenset({"new", "order", "place", "remove"})
"""Parts of addresses that are pages of a place."""
RESERVED_PLACES = frozenset({"new", "new-group"})
"""Ids of places that would be pages of the directory."""
