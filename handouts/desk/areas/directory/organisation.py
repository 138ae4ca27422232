"""The entry of an organisation: found by its place and slug, changed by edits of its own lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from handouts.desk.areas.directory.finding import organisation_now, place_now
from handouts.desk.areas.directory.list_edits import list_edits
from handouts.desk.areas.directory.places import FILE, Listed, address_of, listed, organisation_at, place_by_id
from handouts.desk.store.history import History
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.errors import UsageError
from handouts.sources.edits import Edit, edited_value, insert, remove, replace
from handouts.sources.yaml_document import Steps, Value, value_at
from handouts.wording import worded as _

_LISTS: Final = ("numbers", "visits")

LABELS: Final = {
    "name": _("Name"),
    "place": _("Place, in brackets behind the name"),
    "service": _("What it offers"),
    "icon": _("Picture beside the name"),
    "numbers": _("Numbers"),
    "visit": _("Address to visit"),
    "visits": _("Addresses to visit"),
    "email": _("E-mail"),
    "website": _("Website"),
    "paused": _("Why it is not printed for the time being"),
    "note": _("Note"),
    "id": _("Id"),
    "number": _("Number"),
    "short": _("Short code"),
    "call_from": _("Who calls this number?"),
    "kind": _("What answers"),
    "whatsapp": _("WhatsApp"),
    "label": _("Which office or desk"),
    "extension": _("Extension"),
    "press": _("Keys to press when the call is answered"),
    "languages": _("Languages that are spoken there"),
    "hours": _("Hours"),
    "hours_note": _("Hours in words"),
    "verified": _("Called last"),
    "address": _("Address"),
    "order": _("Order"),
}
"""The keys of an organisation, its numbers and addresses, as a person calls them."""
_NUMBERED: Final = {"numbers": _("Number {n}"), "visits": _("Address {n}")}


def field_words(steps: Steps, words: Callable[..., str]) -> str:
    """`("numbers", 1, "hours")` -> "Number 2: Hours"."""
    parts: list[str] = []
    for index, step in enumerate(steps):
        if isinstance(step, int):
            parts[-1] = words(_NUMBERED.get(str(steps[index - 1]), "{n}"), n=step + 1)
        else:
            parts.append(words(LABELS.get(step, step)))
    return ": ".join(parts) or words(_("The whole entry"))


class OrganisationKind:
    """`key`: the place's id and the organisation's slug."""

    name = "organisation"

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        return organisation_now(history, state, (key[0], key[1]), was) if len(key) == 2 else key

    def found(self, state: State, key: tuple[str, ...]) -> Listed | None:
        """The organisation as it stands."""
        return organisation_at(state, *key) if len(key) == 2 else None

    def value(self, state: State, key: tuple[str, ...]) -> Value:
        found = self.found(state, key)
        return found.value if found else None

    def change(self, state: State, key: tuple[str, ...], value: Value) -> Change:
        found = self.found(state, key)
        place = place_by_id(state, key[0])
        if place is None:
            raise UsageError(_("there is no place {name} any more; put the organization into another", name=key[0]))
        last = (*place.steps, "organisations", len(place.part.organisations))
        if found is None and value is None:
            edits: list[Edit] = []
        elif found is None:
            edits = [insert(last, value)]
        elif value is None:
            edits = [remove(found.steps)]
        else:
            edits = organisation_edits(state, found, value)
        name = value.get("name") if isinstance(value, dict) else None
        what = _("{name}, {place}: added") if found is None else _("{name}, {place}: removed")
        if found is not None and value is not None:
            what = _("{name}, {place}: changed")
        said = {"name": str(name or (found.organisation.name if found else "")), "place": place.name}
        return Change(
            Saying(what, said),
            edits={FILE: edits},
            made_from={f"{FILE}.yaml": state.digest(FILE)},
            area=FILE,
            address=found.address if found and value is not None else address_of(place),
        )

    def title(self, state: State, key: tuple[str, ...]) -> str:
        found = self.found(state, key)
        return found.organisation.name if found else ""

    def field(self, steps: Steps, words: Callable[..., str]) -> str:
        return field_words(steps, words)

    def address(self, state: State, key: tuple[str, ...]) -> str:
        found = self.found(state, key)
        place = place_by_id(state, key[0])
        return found.address if found else address_of(place) if place else "/directory"


class NewOrganisationKind(OrganisationKind):
    """One that is not there yet. `key`: the place's id, and a word that nobody finds."""

    name = "new-organisation"

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        return (place_now(history, state, key[0]), *key[1:])

    def found(self, state: State, key: tuple[str, ...]) -> Listed | None:
        return None

    def title(self, state: State, key: tuple[str, ...]) -> str:
        return ""

    def address(self, state: State, key: tuple[str, ...]) -> str:
        """The page of the last one of its place: where a new one stands."""
        place = place_by_id(state, key[0])
        found = listed(state, place) if place else ()
        return found[-1].address if found else "/directory"


ORGANISATION = OrganisationKind()
NEW_ORGANISATION = NewOrganisationKind()


def organisation_edits(state: State, found: Listed, value: Value) -> list[Edit]:
    """What makes an organisation say `value`: entries of its lists are moved with their comments."""
    edits: list[Edit] = []
    whole = state.data.documents[FILE].value
    for key in _LISTS:
        old = found.value.get(key) if isinstance(found.value, dict) else None
        new = value.get(key) if isinstance(value, dict) else None
        if isinstance(old, tuple) and isinstance(new, tuple) and old and new:
            edits += list_edits((*found.steps, key), old, new)
    for edit in edits:
        whole = edited_value(whole, edit)
    return edits if value_at(whole, found.steps) == value else [*edits, replace(found.steps, value)]
