"""The form of an organisation: what directory.yaml says -> fields, and the fields that were typed -> what it shall say.

What a field does not change stays as it was written, and so does every key that the form does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from handouts.exchange.entries import NUMBER_KEYS, ORGANISATION_KEYS, in_order, visits_entry
from handouts.exchange.saying import pretty
from handouts.sources.telephone import e164
from handouts.sources.yaml_document import Value

OWN: Final = "*"
"""The choice that is not in the list: own words."""
FIELDS: Final = ("name", "place", "service", "icon", "email", "website", "paused", "note", "id")
CHOSEN: Final = ("service", "label")
"""Fields whose words are chosen from a list, or typed beside it."""
NUMBER_FIELDS: Final = (
    *("number", "short", "call_from", "kind", "whatsapp", "label", "extension", "press"),
    *("languages", "hours", "hours_note", "paused", "note"),
)
_LISTS: Final = ("numbers", "visit", "visits")
_NEEDED: Final = ("name",)
_CALLED: Final = "called"
_UNSAID: Final = {"kind": "voice", "whatsapp": ""}
_KEY: Final = re.compile(r"[a-z]?[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Row:
    """A number, or an address to visit. `key` names its fields: its place in the file, or `a0`, `a1` ... for new
    ones."""

    key: str
    values: Mapping[str, str]
    called: bool = False

    def field(self, name: str) -> str:
        """What was typed; empty where nothing was."""
        return self.values.get(name, "")

    @property
    def is_short(self) -> bool:
        return "short" in self.values

    @property
    def place(self) -> int | None:
        """Where it stands in the file; None for a new one."""
        return int(self.key) if self.key.isdecimal() else None


@dataclass(frozen=True, slots=True)
class OrganisationForm:
    """All fields, as texts."""

    fields: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[Row, ...] = ()
    visits: tuple[Row, ...] = ()

    def new_key(self) -> str:
        """For one row more."""
        taken = {row.key for row in (*self.numbers, *self.visits)}
        return next(f"a{index}" for index in range(10_000) if f"a{index}" not in taken)

    def with_numbers(self, numbers: Iterable[Row]) -> OrganisationForm:
        return replace(self, numbers=tuple(numbers))

    def posted(self) -> tuple[tuple[str, str], ...]:
        """As a browser would send it."""
        sent = [
            (name, self.fields.get(name, "")) for name in (*FIELDS, *_own_names(self.fields)) if name in self.fields
        ]
        for kind, rows in (("numbers", self.numbers), ("visits", self.visits)):
            for row in rows:
                sent.append((kind, row.key))
                sent += [(f"{kind}.{row.key}.{name}", value) for name, value in row.values.items()]
                if row.called:
                    sent.append((f"{kind}.{row.key}.{_CALLED}", "yes"))
        return tuple(sent)


def form_of(value: Value) -> OrganisationForm:
    """The fields of an entry of the file; of a new one with None."""
    entry = value if isinstance(value, dict) else {}
    numbers, visits = entry.get("numbers"), _visits(entry)
    return OrganisationForm(
        {name: _typed(entry.get(name)) for name in FIELDS},
        tuple(
            Row(str(index), _number_fields(each))
            for index, each in enumerate(numbers if isinstance(numbers, tuple) else ())
            if isinstance(each, dict)
        ),
        tuple(
            Row(str(index), {name: _typed(each.get(name)) for name in ("label", "address")})
            for index, each in enumerate(visits)
        ),
    )


def form_from(fields: Iterable[tuple[str, str]]) -> OrganisationForm:
    """The form that was sent: its rows in their order."""
    given = [(name, " ".join(value.splitlines()).strip()) for name, value in fields]
    sent = dict(given)
    rows: dict[str, list[Row]] = {}
    for kind in ("numbers", "visits"):
        keys = dict.fromkeys(value for name, value in given if name == kind and _KEY.fullmatch(value))
        rows[kind] = [_row(kind, key, sent) for key in keys]
    own = {name: value for name, value in sent.items() if name in (*FIELDS, *(f"{name}-own" for name in CHOSEN))}
    return OrganisationForm(own, tuple(rows["numbers"]), tuple(rows["visits"]))


def value_of(form: OrganisationForm, was: Value, today: date) -> dict[str, Value]:
    """What the entry shall say. `was`: what the form was made from."""
    old = was if isinstance(was, dict) else {}
    value: dict[str, Value] = {key: entry for key, entry in old.items() if key not in (*FIELDS, *_LISTS)}
    for name in FIELDS:
        text = _chosen(form.fields, name)
        value |= _said(old, name, text)
    value |= _numbers(form, old, today)
    value |= _visits_said(form, old)
    return in_order(value, old, ORGANISATION_KEYS)


def _numbers(form: OrganisationForm, old: Mapping[str, Value], today: date) -> dict[str, Value]:
    before = old.get("numbers")
    before = before if isinstance(before, tuple) else ()
    numbers = []
    for row in form.numbers:
        known = before[row.place] if row.place is not None and row.place < len(before) else None
        numbers.append(number_of(row, known if isinstance(known, dict) else {}, today))
    return {"numbers": tuple(numbers)} if numbers or old.get("numbers") == () else {}


def number_of(row: Row, was: Mapping[str, Value], today: date) -> dict[str, Value]:
    """What one number shall say."""
    value: dict[str, Value] = {key: entry for key, entry in was.items() if key not in NUMBER_FIELDS}
    for name in NUMBER_FIELDS:
        value |= _said(was, name, _chosen(row.values, name))
    if row.called:
        value["verified"] = today
    return in_order(value, was, NUMBER_KEYS)


def _said(old: Mapping[str, Value], key: str, text: str) -> dict[str, Value]:
    """A key as it was written where the field says the same; else as it is written now, or left out."""
    if text == _typed(old.get(key)) or (key not in old and text == _UNSAID.get(key, "")):
        return {key: old[key]} if key in old else {}
    if not text or text == _UNSAID.get(key):
        return {key: ""} if key in _NEEDED else {}  # the loader says so, at its field
    if key == "whatsapp":
        return {key: True if text == "yes" else text}
    if key == "languages":
        return {key: tuple(re.findall(r"[^\s,;]+", text))}
    return {key: _number(text) if key == "number" else text}


def _number(text: str) -> str:
    """Right numbers in groups; whatever is wrong as it was typed, for the message."""
    try:
        return pretty(e164(text))
    except ValueError:
        return text


def _typed(value: Value) -> str:
    """A value as its field shows it."""
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return "" if value is None or value is False else str(value)


def _chosen(values: Mapping[str, str], name: str) -> str:
    text = values.get(name, "")
    return values.get(f"{name}-own", "") if name in CHOSEN and text == OWN else text


def _own_names(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}-own" for name in CHOSEN if f"{name}-own" in values)


def _number_fields(number: Mapping[str, Value]) -> dict[str, str]:
    without = "short" if "short" not in number else "number"
    return {name: _typed(number.get(name)) for name in NUMBER_FIELDS if name != without}


def _row(kind: str, key: str, sent: Mapping[str, str]) -> Row:
    start = f"{kind}.{key}."
    values = {name.removeprefix(start): value for name, value in sent.items() if name.startswith(start)}
    called = values.pop(_CALLED, "") == "yes"
    allowed = (*NUMBER_FIELDS, "label-own") if kind == "numbers" else ("label", "address")
    return Row(key, {name: value for name, value in values.items() if name in allowed}, called)


def _visits(entry: Mapping[str, Value]) -> tuple[Mapping[str, Value], ...]:
    several, one = entry.get("visits"), entry.get("visit")
    found = several if isinstance(several, tuple) else (one,)
    return tuple(each for each in found if isinstance(each, dict))


def _visits_said(form: OrganisationForm, old: Mapping[str, Value]) -> dict[str, Value]:
    before = _visits(old)
    visits = []
    for row in form.visits:
        known = before[row.place] if row.place is not None and row.place < len(before) else {}
        visit: dict[str, Value] = {key: entry for key, entry in known.items() if key not in ("label", "address")}
        for name in ("label", "address"):
            visit |= _said(known, name, row.field(name))
        if visit:
            visits.append(in_order(visit, known, ("label", "address")))
    return visits_entry(old, visits)  # type: ignore[arg-type]
