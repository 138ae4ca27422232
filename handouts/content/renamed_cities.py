"""Cities whose id has changed between editions: other file names, and the same city.

They are matched by `id`, else by their name in English, else by the numbers of their own organisations, and only where
no other city can be meant: of a city that is taken for another one, wrong sheets would stay on the walls.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from handouts.content.flyer import LOCAL_SECTION
from handouts.content.sheet_texts import Role
from handouts.sources.editions import Edition


def with_ids_of(now: Edition, editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """The editions, oldest first, with their cities under the ids that these have now. A city may have got another id
    in one of them, and another name in a later one."""
    known = _Known()
    known.learn(now, {city: city for city in now.cities})
    found: list[Edition] = []
    for edition in reversed(tuple(editions)):
        ids = known.ids_of(edition)
        known.learn(edition, ids)
        found.append(_with_ids(edition, ids))
    return tuple(reversed(found))


class _Known:
    """What is known of cities from later editions: by what they are recognised, and which id they have now."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._by_key: dict[frozenset[object], set[str]] = {}

    def learn(self, edition: Edition, ids: Mapping[str, str]) -> None:
        """`ids`: the id of each of its cities, with the one of now."""
        for city, now in ids.items():
            self._ids.setdefault(city, now)
            for key_of in _KEYS:
                self._by_key.setdefault(key_of(edition, city), set()).add(now)

    def ids_of(self, edition: Edition) -> dict[str, str]:
        """The id of each city of an earlier edition, with the one of now; its own where there is no such city now."""
        ids: dict[str, str] = {}
        for city in sorted(edition.cities, key=lambda each: self._ids.get(each) != each):
            if city in self._ids and self._ids[city] not in ids.values():
                ids[city] = self._ids[city]
        for key_of in _KEYS:
            keys = {city: key_of(edition, city) for city in edition.cities if city not in ids}
            alike = Counter(keys.values())
            for city, key in keys.items():
                free = self._by_key.get(key, set()) - set(ids.values())
                if key and alike[key] == len(free) == 1:
                    ids[city] = free.pop()
        return {city: ids.get(city, city) for city in edition.cities}


def _name(edition: Edition, city: str) -> frozenset[object]:
    """The same for both orders of `El Paso/Juárez`, with and without the accent."""
    letters = unicodedata.normalize("NFKD", edition.cities[city]).casefold()
    plain = "".join(character for character in letters if not unicodedata.combining(character))
    return frozenset(part.strip() for part in re.split(r"[^\w\s]+", plain) if part.strip())


def _numbers(edition: Edition, city: str) -> frozenset[object]:
    """The numbers of its own organisations, as they are typed on either side."""
    local = {piece for piece, each in edition.organisations.get(city, {}).items() if each.section == LOCAL_SECTION}
    facts = next((facts for (_, of), facts in edition.contents.items() if of == city), ())
    return frozenset(
        (fact.of, "".join(filter(str.isdecimal, fact.text)))
        for fact in facts
        if fact.role == Role.NUMBER.name and fact.within in local
    )


_KEYS: tuple[Callable[[Edition, str], frozenset[object]], ...] = (_name, _numbers)


def _with_ids(edition: Edition, ids: Mapping[str, str]) -> Edition:
    if all(old == new for old, new in ids.items()):
        return edition

    def now(city: str) -> str:
        return ids.get(city, city)

    return replace(
        edition,
        cities={now(city): name for city, name in edition.cities.items()},
        organisations={now(city): named for city, named in edition.organisations.items()},
        contents={(language, now(city)): facts for (language, city), facts in edition.contents.items()},
        sheets=tuple(replace(sheet, city=now(sheet.city)) for sheet in edition.sheets),
        former_ids={**edition.former_ids, **{new: old for old, new in ids.items() if new != old}},
    )
