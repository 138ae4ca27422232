"""The entry of a place: its name, note and picture; the organisations in it are entries of their own."""

from __future__ import annotations

from collections.abc import Callable

from handouts.desk.areas.directory.finding import place_now, without_organisations
from handouts.desk.areas.directory.organisation import field_words
from handouts.desk.areas.directory.places import FILE, address_of, place_by_id
from handouts.desk.store.history import History
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.errors import UsageError
from handouts.sources.edits import Edit, insert, remove, replace
from handouts.sources.yaml_document import Steps, Value, value_at
from handouts.wording import worded as _


class PlaceKind:
    """`key`: the place's id."""

    name = "place"

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        return (place_now(history, state, key[0], was),)

    def value(self, state: State, key: tuple[str, ...]) -> Value:
        """Without its organisations."""
        place = place_by_id(state, key[0])
        value = value_at(state.data.documents[FILE].value, place.steps) if place else None
        return without_organisations(value)

    def change(self, state: State, key: tuple[str, ...], value: Value) -> Change:
        place = place_by_id(state, key[0])
        if place is None:
            raise UsageError(
                _("the place was removed with its organizations; undo that in the history, or add it anew")
            )
        what = _("{name}: changed") if value is not None else _("{name}: removed, with its organizations")
        if value is None:
            edits: list[Edit] = [remove(place.steps)]
        else:
            edits = _edits(place.steps, self.value(state, key), value)
        return Change(
            Saying(what, {"name": place.name}),
            edits={FILE: edits},
            made_from={f"{FILE}.yaml": state.digest(FILE)},
            area=FILE,
            address=address_of(place) if value is not None else "/directory",
        )

    def title(self, state: State, key: tuple[str, ...]) -> str:
        place = place_by_id(state, key[0])
        return place.name if place else ""

    def field(self, steps: Steps, words: Callable[..., str]) -> str:
        return field_words(steps, words)

    def address(self, state: State, key: tuple[str, ...]) -> str:
        place = place_by_id(state, key[0])
        return address_of(place) if place else "/directory"


PLACE = PlaceKind()


def _edits(steps: Steps, old: Value, new: Value) -> list[Edit]:
    """Of the place's own keys alone; a new one stands before its organisations."""
    before, after = (value if isinstance(value, dict) else {} for value in (old, new))
    edits: list[Edit] = [remove((*steps, key)) for key in before if key not in after]
    edits += [replace((*steps, key), after[key]) for key in before if key in after]
    kept = [key for key in before if key in after]
    return edits + [insert((*steps, key), value, at=len(kept)) for key, value in after.items() if key not in before]
