"""Directories made up at random, and data that hold them without a folder. Names are invented, numbers are those of
examples (555-01xx), or the project's own in Mexico, where no range for examples is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from handouts.products.loading import load_data
from handouts.sources.edits import Edit, edited_value
from handouts.sources.load import Data
from handouts.sources.model import Directory
from handouts.sources.yaml_document import Document, Value

ROOT = Path(__file__).resolve().parents[2]
PLACES = (("groups", "general", "Example group"), ("cities", "a-town", "A/Town"), ("cities", "b-town", "Béta"))


@cache
def shipped() -> Data:
    return load_data(ROOT / "data")


def data_of(value: Any, digest: str = "0" * 64) -> Data:
    """The shipped data with this directory in its place."""
    data = shipped()
    directory = Directory.model_validate(value, context={"countries": ("MX", "US"), "today": None})
    document = Document("directory.yaml", value, digest=digest)
    return replace(data, directory=directory, documents={**data.documents, "directory": document})


def edited(data: Data, edits: Iterable[Edit]) -> Data:
    """The data after some edits."""
    document = data.documents["directory"]
    value: Value = document.value
    for edit in edits:
        value = edited_value(value, edit)
    return data_of(value, document.digest)


def emptied(data: Data) -> Data:
    """The same places with nobody in them."""
    value: Any = data.documents["directory"].value
    bare = {
        part: tuple(
            {key: text for key, text in place.items() if key != "organisations"} | {"organisations": ()}
            for place in value[part]
        )
        for part in ("groups", "cities")
    }
    return data_of(bare, data.documents["directory"].digest)


def without_ids(directory: Directory) -> Any:
    """What a directory says, apart from how it says it."""

    def word(kind: str, text: str | None) -> str | None:
        """An id of the vocabulary and its words are the same on paper."""
        return getattr(shipped().handout.vocabulary, kind).get(text, text)

    value = directory.model_dump()
    for part in ("groups", "cities"):
        for place in value[part]:
            for organisation in place["organisations"]:
                organisation.pop("id")
                organisation["service"] = word("service", organisation["service"])
                for number in organisation["numbers"]:
                    number["label"] = word("label", number["label"])
                organisation["visits"] = organisation.pop("visits") or [
                    v for v in [organisation.pop("visit", None)] if v
                ]
                organisation.pop("visit", None)
    return value


class Invented:
    """A directory of invented organisations, the same for the same seed: any field may be there, or not."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def value(self) -> dict[str, Any]:
        """What directory.yaml says, as the reader gives it."""
        made: dict[str, Any] = {"groups": (), "cities": ()}
        for part, name, shown in PLACES:
            entries = tuple(self._organisation(index) for index in range(self._random.randrange(5)))
            place = {"id": name, "title" if part == "groups" else "name": shown, "organisations": entries}
            made[part] = (*made[part], place)
        return made

    def _some(self, **values: Any) -> dict[str, Any]:
        """About half of these."""
        return {key: value for key, value in values.items() if self._random.random() < 0.5}

    def _pick(self, *values: Any) -> Any:
        return self._random.choice(values)

    def _text(self) -> str:
        """With all signs that files, formulas and markup make something of."""
        length = self._random.randrange(1, 18)
        text = "".join(self._random.choices("abcÉñ ü;,\"'=+-@&/()#!?:0123456789", k=length))
        return " ".join(f"{text}{self._pick('a', 'É', 'z.')}".split())

    def _name(self) -> str:
        return f"{self._pick('Casa', 'Example', 'Ñandú', chr(39) + 'Zoë')} {self._text()}"

    def _organisation(self, index: int) -> dict[str, Any]:
        made = {"name": f"{self._name()} {index}"} | self._some(
            place=self._name(),
            service=self._pick("free-help", "shelter", self._name()),
            icon=self._pick("home", "child"),
            email="help@example.org",
            website="https://example.org/help",
            paused=self._text(),
            note=self._text(),
        )
        numbers: dict[str, dict[str, Any]] = {}
        for _ in range(self._random.randrange(5)):
            number = self._number()
            numbers.setdefault(number.get("number") or number["short"], number)
        visits = {self._name(): self._pick(None, self._name()) for _ in range(self._random.randrange(4))}
        places = tuple(
            {"label": label, "address": each} if label else {"address": each} for each, label in visits.items()
        )
        if numbers:
            made["numbers"] = tuple(numbers.values())
        if places:
            made |= {"visit": places[0]} if len(places) == 1 else {"visits": places}
        return made

    def _number(self) -> dict[str, Any]:
        further = self._some(
            label=self._pick("office", "hotline", self._name()),
            languages=self._pick(("es",), ("ht", "fr"), ("zh-Hans", "es", "ht")),
            hours=self._pick("Mo-Fr 09:00-17:00", "24/7", "Sa 10:00-12:00; Su off"),
            hours_note=self._name(),
            verified=date(2015, 1, 1) + timedelta(days=self._random.randrange(4000)),
            paused=self._text(),
            note=self._text(),
        )
        if self._random.random() < 0.2:
            return {"short": self._pick("211", "911", "*89"), "call_from": self._pick("MX", "US"), **further}
        number = self._pick(
            f"+1 619 555 01{self._random.randrange(100):02d}", "+52 664 208 8994", "+52 631 316 2086", "+1 416 555 0169"
        )
        tty = self._some(extension=self._pick("7", "007", "1234"), press=self._pick("2", "*1"), kind="tty")
        kind = self._pick({}, {}, {"kind": "text"}, {"kind": "fax"}, {"whatsapp": "only"}, {"whatsapp": True}, tty)
        return {"number": number, **kind, **further}
