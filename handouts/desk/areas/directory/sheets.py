"""How many sheets a save makes another: those of a city in every language, of a group in all cities."""

from __future__ import annotations

from typing import Final

from handouts.desk.areas.directory.places import FILE, is_city
from handouts.desk.store.history import Entry
from handouts.desk.store.state import State
from handouts.desk.store.store import Store
from handouts.exchange.directory_rows import Place
from handouts.sources.yaml_document import Value
from handouts.sources.yaml_reader import parse_yaml

_NOT_PRINTED: Final = frozenset({"id", "note", "verified"})


def sheets_changed(store: Store, entry: Entry) -> int:
    """Of one entry of the history, by what it did to the directory."""
    name = f"{FILE}.yaml"
    before, after = (
        _printed(content) for content in (store.history.before(entry, name), store.history.after(entry, name))
    )
    if before == after:
        return 0
    languages = len(store.state().data.languages.languages)
    cities = _cities(after)
    if before.get("groups") != after.get("groups"):
        return len(cities) * languages
    known = _cities(before)
    return languages * sum(known.get(id_) != city for id_, city in cities.items())


def sheets_of(state: State, place: Place) -> int:
    """How many sheets a place stands on: one a language, of a group in every city."""
    data = state.data
    return len(data.languages.languages) * (1 if is_city(place) else len(data.directory.cities))


def _cities(directory: dict[str, Value]) -> dict[str, Value]:
    cities = directory.get("cities")
    return {
        str(city.get("key")): city for city in (cities if isinstance(cities, tuple) else ()) if isinstance(city, dict)
    }


def _printed(content: bytes | None) -> dict[str, Value]:
    if content is None:
        return {}
    document, _ = parse_yaml(FILE, content.decode("utf-8", "replace"))
    value = document.value if document else None
    if not isinstance(value, dict):
        return {}
    cities = value.get("cities")
    keyed = tuple(
        {"key": city.get("id"), **city}
        for city in (cities if isinstance(cities, tuple) else ())
        if isinstance(city, dict)
    )
    stripped = printed({**value, "cities": keyed})
    return stripped if isinstance(stripped, dict) else {}


def printed(value: Value) -> Value:
    """What of a value of the directory is printed; None for what is paused."""
    if isinstance(value, dict):
        if "paused" in value:
            return None
        return {key: printed(entry) for key, entry in value.items() if key not in _NOT_PRINTED}
    if isinstance(value, tuple):
        entries = (printed(entry) for entry in value)
        return tuple(entry for entry in entries if entry is not None)
    return value
