"""The form of a text: what it shows of an entry, and what its fields make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handouts.desk.areas.texts.listing import Text
from handouts.sources.faq_model import INTRODUCTION, full_id
from handouts.sources.yaml_document import Value

SAME: Final = "same"
NEW: Final = "new"
_DETAIL: Final = "detail"
_NEVER: Final = "never"
_ORDER: Final = ("id", "print", "priority", "needs", "with", "why", "text", "note")
"""Of the keys of a piece in its file."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """The fields as they stand in the browser. `meaning`: "new" or "same", empty where nobody was asked yet."""

    fields: Mapping[str, str]
    meaning: str = ""

    def field(self, name: str) -> str:
        """Empty where there is none."""
        return self.fields.get(name, "")


def form_of(text: Text, value: Value) -> TextForm:
    """An entry as the form shows it first."""
    values = value if isinstance(value, dict) else {}
    fields = {key: str(each) for key, each in values.items() if isinstance(each, str | int)}
    for key in ("needs", "with"):
        if fields.get(key):
            fields[key] = full_id(_answer_of(text), fields[key])
    return TextForm(fields)


def form_from(fields: tuple[tuple[str, str], ...]) -> TextForm:
    """What was typed: line breaks, which no text has, are spaces."""
    values = {name: " ".join(text.split("\n")).replace("\r", "").strip() for name, text in fields}
    meaning = values.pop("meaning", "")
    return TextForm(values, meaning if meaning in (SAME, NEW) else "")


def value_from(form: TextForm, text: Text, was: Value) -> Value:
    """The entry that the form makes of `was`; what it does not know stays."""
    before = was if isinstance(was, dict) else {}
    if text.piece is None:
        return {**before, "text": form.field("text")}
    after = {**before, "text": form.field("text"), "print": form.field("print") or before.get("print")}
    after |= {"note": form.field("note"), "why": form.field("why") if after["print"] == _NEVER else ""}
    for key in ("priority", "needs", "with"):
        after[key] = form.field(key) if after["print"] == _DETAIL else ""
    if isinstance(rank := after["priority"], str) and rank.isdecimal() and len(rank) < 10:
        after["priority"] = int(rank)
    for key in ("needs", "with"):
        after[key] = _as_written(str(after[key]), str(before.get(key) or ""), _answer_of(text))
    order = {key: at for at, key in enumerate(_ORDER)}
    kept = {key: each for key, each in after.items() if each != ""}
    return dict(sorted(kept.items(), key=lambda pair: order.get(pair[0], len(order))))


def _answer_of(text: Text) -> str:
    """The id of the question that a piece answers."""
    parts = text.context.split(".")
    return parts[1] if parts[0] != INTRODUCTION else INTRODUCTION


def _as_written(target: str, before: str, of: str) -> str:
    """An id of another piece, as short as it may be in its own answer; as it was written where it is the same."""
    if before and full_id(of, before) == target:
        return before
    return target.removeprefix(f"{of}/")
