"""What the buttons inside a form do to its rows, before anything is saved: add, remove, move, accept a number, write
hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.datastructures import FormData

from handouts.desk.areas.directory.organisation_form import OrganisationForm, Row
from handouts.desk.areas.directory.picked_hours import hours_picked

_ALWAYS = "24/7"


def stepped(form: OrganisationForm, do: str, sent: FormData) -> tuple[OrganisationForm, str]:
    """The form after a button was pressed, and the id of the field that has the focus then. `do`: the button's value,
    `up:2`, `use:a0:+1 619 786 4866`."""
    name, _, rest = do.partition(":")
    key, _, value = rest.partition(":")
    if name == "add-number":
        return _added(form, {"number": ""}, "number")
    if name == "add-short":
        return _added(form, {"short": ""}, "short")
    if name == "add-visit":
        new = Row(form.new_key(), {"label": "", "address": ""})
        return replace(form, visits=(*form.visits, new)), f"visits.{new.key}.address"
    if name == "remove-visit":
        return replace(form, visits=tuple(row for row in form.visits if row.key != key)), "add-visit"
    if name == "remove":
        return form.with_numbers(row for row in form.numbers if row.key != key), "add-number"
    if name in ("up", "down"):
        return form.with_numbers(_moved(list(form.numbers), key, -1 if name == "up" else 1)), f"{name}-{key}"
    if name == "use":
        return _with(form, key, lambda row: {**row.values, "number": value}), f"numbers.{key}.number"
    if name == "hours":
        picked = hours_picked(sent, f"pick.{key}.")
        return _with(form, key, lambda row: _with_hours(row.values, picked)), f"numbers.{key}.hours"
    if name == "always":
        return _with(form, key, lambda row: {**row.values, "hours": _ALWAYS}), f"numbers.{key}.hours"
    return form, "name"


def _added(form: OrganisationForm, values: dict[str, str], field: str) -> tuple[OrganisationForm, str]:
    new = Row(form.new_key(), values)
    return form.with_numbers((*form.numbers, new)), f"numbers.{new.key}.{field}"


def _with(form: OrganisationForm, key: str, change: Callable[[Row], Mapping[str, str]]) -> OrganisationForm:
    return form.with_numbers(replace(row, values=change(row)) if row.key == key else row for row in form.numbers)


def _with_hours(values: Mapping[str, str], picked: str) -> Mapping[str, str]:
    before = values.get("hours", "").strip(" ;")
    if not picked or before == _ALWAYS:
        return {**values, "hours": picked or before}
    return {**values, "hours": f"{before}; {picked}" if before else picked}


def _moved(rows: list[Row], key: str, by: int) -> list[Row]:
    index = next((index for index, row in enumerate(rows) if row.key == key), None)
    if index is not None and 0 <= index + by < len(rows):
        rows.insert(index + by, rows.pop(index))
    return rows
