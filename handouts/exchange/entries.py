"""What a list says of an organisation -> the entry of directory.yaml, written as the file has it where they agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from handouts.exchange.directory_rows import RowMaker
from handouts.exchange.found import FoundNumber, FoundOrganisation
from handouts.exchange.saying import pretty
from handouts.sources.load import Data
from handouts.sources.model import Number, Organisation
from handouts.sources.yaml_document import Value

NUMBER_KEYS: Final = tuple(Number.model_fields)
ORGANISATION_KEYS: Final = tuple(Organisation.model_fields)
FACTS: Final = ("name", "place", "service", "icon", "email", "website", "paused", "note")
_OUR_APOSTROPHE: Final = re.compile(r"^'(?=[=+\-@'0-9])")
"""What our CSV has before a text, a program that opens it takes for a part of that text, and saves it as one."""
_OF_THE_VOCABULARY: Final = ("service", "label")


class EntryMaker:
    """Makes entries for a directory: words of its vocabulary by their ids."""

    def __init__(self, data: Data) -> None:
        self._maker = RowMaker(data.handout, data.directory)
        vocabulary = data.handout.vocabulary
        self._ids = {key: {text: each for each, text in getattr(vocabulary, key).items()} for key in _OF_THE_VOCABULARY}

    def new_entry(self, organisation: FoundOrganisation) -> dict[str, Value]:
        """The entry of an organisation that the directory does not have."""
        value = self.facts({}, {"name": organisation.name, **organisation.facts})
        if organisation.numbers:
            value["numbers"] = tuple(self.number({}, number) for number in organisation.numbers)
        value |= visits_entry({}, organisation.visits)
        return in_order(value, {}, ORGANISATION_KEYS)

    def facts(self, old: Mapping[str, Value], new: Mapping[str, Any]) -> dict[str, Value]:
        """All facts of an organisation but its numbers and places."""
        value: dict[str, Value] = {}
        for key in FACTS:
            value |= self.fact(old, key, new.get(key))
        return value

    def number(self, old: Mapping[str, Value], number: FoundNumber) -> dict[str, Value]:
        """The entry of a number."""
        value: dict[str, Value] = {}
        for key in NUMBER_KEYS:
            value |= self.fact(old, key, number.facts.get(key))
        return in_order(value, old, NUMBER_KEYS)

    def fact(self, old: Mapping[str, Value], key: str, new: Any) -> dict[str, Value]:
        """The old way of saying a thing where it says the same; else the new one. Nothing where there is none."""
        if key in old and self.meaning(key, old[key]) == self.meaning(key, new):
            return {key: old[key]}
        if new in (None, "", False):
            return {}
        if key == "number":
            return {key: pretty(new)}
        return {key: self._ids[key].get(new, new) if key in self._ids else new}

    def meaning(self, key: str, value: Any) -> Any:
        """What two ways of writing have in common."""
        if value in (None, "", False):
            return "voice" if key == "kind" else None
        if key in _OF_THE_VOCABULARY:
            return self._maker.word(key, value)
        if key == "number":
            return value.replace(" ", "")
        if isinstance(value, str):
            return _OUR_APOSTROPHE.sub("", value)
        return tuple(value) if isinstance(value, list) else value


def visits_entry(old: Mapping[str, Value], visits: Sequence[dict[str, str]]) -> dict[str, Value]:
    """The keys of places to visit."""
    before = old.get("visits") if "visits" in old else (old["visit"],) if "visit" in old else ()
    if isinstance(before, tuple) and [dict(each) for each in before if isinstance(each, dict)] == list(visits):
        return {key: old[key] for key in ("visit", "visits") if key in old}
    if not visits:
        return {}
    return {"visit": dict(visits[0])} if len(visits) == 1 else {"visits": tuple(dict(each) for each in visits)}


def in_order(value: Mapping[str, Value], old: Mapping[str, Value], keys: Sequence[str]) -> dict[str, Value]:
    """As the file had it, new keys where the model has them."""
    order = list(old)
    for place, key in enumerate(keys):
        if key in value and key not in order:
            after = [order.index(each) for each in keys[:place] if each in order]
            order.insert(max(after) + 1 if after else 0, key)
    return {key: value[key] for key in order if key in value}
