"""What an import found, beside the directory as it is now -> the differences, and the edits that take them."""

from __future__ import annotations

from math import isfinite
from typing import Any

from handouts.exchange.arranging import Arrangement, moved
from handouts.exchange.changes import Change, Entry, Known, Merged, Takes, takes_all
from handouts.exchange.columns import letters_of
from handouts.exchange.directory_rows import RowCode, RowMaker, fingerprint, places
from handouts.exchange.entries import EntryMaker
from handouts.exchange.found import Found, FoundOrganisation, Refusal
from handouts.exchange.other_lists import OtherList
from handouts.exchange.own_rows import OwnRows
from handouts.exchange.saying import number_said, said
from handouts.sources.edits import insert, move, replace
from handouts.sources.load import Data
from handouts.sources.yaml_document import Steps, Value, value_at
from handouts.wording import worded as _


def merged(data: Data, found: Found, takes: Takes = takes_all) -> Merged:
    """The differences to the directory of `data`, and the edits that make those that are taken. Nothing is written."""
    return _Merger(data, takes).merge(found)


class _Merger:
    def __init__(self, data: Data, takes: Takes) -> None:
        self._data = data
        self._takes = takes
        document = data.documents["directory"]
        self._document = document.value
        self._mark = fingerprint(document.digest)
        self._entries = EntryMaker(data)
        self._own_rows = OwnRows(self._entries, RowMaker(data.handout, data.directory), self._mark, takes)
        self._other_list = OtherList(self._entries, takes)
        self._places = {place.where: place for place in places(data.directory)}
        self._known = [
            Known(place, index, organisation, self._value((*place.steps, "organisations", index)))
            for place in self._places.values()
            for index, organisation in enumerate(place.part.organisations)
        ]
        self._by_id = {known.organisation.id: known for known in self._known if known.organisation.id}

    def merge(self, found: Found) -> Merged:
        merged = Merged()
        new_places = self._merge_places(found, merged)
        target: dict[str, list[Entry]] = {where: [] for where in (*self._places, *new_places)}
        taken: list[Known] = []
        for organisation in found.organisations:
            known = self._match(organisation, own_format=found.own_format)
            if known is None:
                if (new := self._new_entry(organisation, merged)) is not None:
                    target[organisation.where].append(new)
                continue
            own = found.own_format and any(RowCode.read(row.code) for row in organisation.rows)
            if own and (other := self._of_that_name(known, organisation)) is not None:
                found.refused.append(_of_another_code(known, other, organisation))
                taken.append(known)
                continue
            if own:
                value = self._own_rows.entry(known, organisation, found, merged)
            else:
                value = self._other_list.entry(known, organisation, merged)
            if value is not known.value:
                merged.edits.append(replace(known.steps, value))
            taken.append(known)
            target[self._place_of(known, organisation) if own else known.place.where].append(known)
        self._arrange(found, target, taken, new_places, merged)
        if self._is_of_now(found):
            for kind, top in (("group", "groups"), ("city", "cities")):
                self._order_places(kind, top, found, new_places, merged)
        return merged

    def _order_places(self, kind: str, top: str, found: Found, new_places: dict[str, Steps], merged: Merged) -> None:
        """Bring cities or groups into the order of the sheet of places. These edits come last: they move what the ones
        before them speak of."""
        here = [where for where in (*self._places, *new_places) if where.startswith(f"{kind}:")]
        orders = {f"{kind}:{row.get('place.id')}": _number_in(str(row.get("place.order", ""))) for row in found.places}
        wanted = sorted(
            (where for where in here if orders.get(where) is not None), key=lambda where: orders[where] or 0
        )
        slots = [at for at, where in enumerate(here) if orders.get(where) is not None]
        moved = False
        for slot, where in zip(slots, wanted, strict=True):
            begin = here.index(where)
            if begin != slot:
                merged.edits.append(move((top, begin), (top, slot)))
                here.insert(slot, here.pop(begin))
                moved = True
        if moved:
            names = ", ".join(where.partition(":")[2] for where in here)
            merged.changes.append(Change("changed", kind, names, f"order of {top}"))

    def _is_of_now(self, found: Found) -> bool:
        """Whether a spreadsheet was made of the directory as it is now."""
        codes = [code for text in found.codes if (code := RowCode.read(text))]
        return bool(codes) and all(code.fingerprint == self._mark for code in codes)

    def _value(self, steps: Steps) -> dict[str, Value]:
        value = value_at(self._document, steps)
        return value if isinstance(value, dict) else {}

    def _match(self, organisation: FoundOrganisation, *, own_format: bool) -> Known | None:
        for row in organisation.rows if own_format else ():
            code = RowCode.read(row.code)
            if code and code.organisation in self._by_id:
                return self._by_id[code.organisation]
        here = [known for known in self._known if known.place.where == organisation.where]
        same = [known for known in here if letters_of(known.organisation.name) == letters_of(organisation.name)]
        place = letters_of(organisation.facts.get("place", ""))
        exact = [known for known in same if letters_of(known.organisation.place or "") == place]
        if len(exact) > 1:  # offices that only an address tells apart
            addresses = {letters_of(visit["address"]) for visit in organisation.visits}
            exact = [known for known in exact if addresses & _addresses(known)] or exact
        if exact:
            return exact[0]
        return same[0] if len(same) == 1 and not place and not own_format else None

    def _of_that_name(self, known: Known, organisation: FoundOrganisation) -> Known | None:
        """Another organisation of the place that is called as the rows of this one say."""
        name = letters_of(organisation.name)
        if name == letters_of(known.organisation.name):
            return None
        here = (each for each in self._known if each.place.where == organisation.where and each is not known)
        return next((each for each in here if letters_of(each.organisation.name) == name), None)

    def _place_of(self, known: Known, organisation: FoundOrganisation) -> str:
        """Where it shall stand: it moves only where that is taken."""
        change = moved(known, organisation.where)
        return organisation.where if self._takes(change) else known.place.where

    def _new_entry(self, organisation: FoundOrganisation, merged: Merged) -> dict[str, Value] | None:
        """None for rows of an older export whose organisation the directory has lost since: a person decides."""
        listed = ", ".join(number_said(number.facts) for number in organisation.numbers)
        codes = [code for row in organisation.rows if (code := RowCode.read(row.code))]
        lost = any(code.fingerprint != self._mark for code in codes)
        kind, what = (
            ("conflict", "organization, which the directory no longer has") if lost else ("added", "organization")
        )
        change = Change(kind, organisation.where, organisation.name, what, "", listed, organisation.row)
        merged.changes.append(change)
        return None if lost or not self._takes(change) else self._entries.new_entry(organisation)

    def _removed(self, found: Found, taken: list[Known]) -> list[Known]:
        """Organisations whose rows are gone from a spreadsheet that was made of the directory as it is now."""
        if not self._is_of_now(found):
            return []
        there = {code.organisation for text in found.codes if (code := RowCode.read(text))}
        return [known for known in self._by_id.values() if known not in taken and known.organisation.id not in there]

    def _arrange(
        self,
        found: Found,
        target: dict[str, list[Entry]],
        taken: list[Known],
        new_places: dict[str, Steps],
        merged: Merged,
    ) -> None:
        arrangement = Arrangement(self._places, new_places, self._known, merged, self._takes)
        for known in self._removed(found, taken):
            listed = ", ".join(number_said(number.model_dump()) for number in known.organisation.numbers)
            change = Change("removed", known.place.where, known.organisation.name, "organization", listed)
            merged.changes.append(change)
            if self._takes(change):
                arrangement.take_out(known)
        for where, entries in target.items():
            arrangement.bring(where, entries)
        for where, entries in target.items():
            if found.own_format:
                arrangement.order(where, entries)
            arrangement.put_in(where, entries, behind_others=not found.own_format)

    def _merge_places(self, found: Found, merged: Merged) -> dict[str, Steps]:
        """Changed names, pictures and notes of places; new ones go behind the others."""
        new: dict[str, Steps] = {}
        counts = {"group": len(self._data.directory.groups), "city": len(self._data.directory.cities)}
        for row in found.places:
            kind, name = row.get("place.kind", ""), row.get("place.name", "")
            where = f"{kind}:{row.get('place.id', '')}"
            if kind not in counts or not row.get("place.id") or not name:
                continue
            fields = _fields_of_place(row)
            if where not in self._places:
                new[where] = ("groups" if kind == "group" else "cities", counts[kind])
                counts[kind] += 1
                written = {key: text for key, text in fields.items() if text}
                merged.edits.append(insert(new[where], {"id": row["place.id"], **written, "organisations": ()}))
                merged.changes.append(Change("added", where, name, kind, row=row["row"]))
                continue
            place = self._places[where]
            old = self._value(place.steps)
            for key, text in fields.items():
                if text and text != old.get(key):
                    steps = (*place.steps, key)
                    change = Change("changed", where, place.name, key, said(old.get(key, "")), text, row["row"])
                    merged.changes.append(change)
                    if self._takes(change):
                        merged.edits.append(replace(steps, text) if key in old else insert(steps, text))
        return new


def _of_another_code(known: Known, other: Known, organisation: FoundOrganisation) -> Refusal:
    name = known.organisation.name
    why = _(
        'The code of the row is that of "{name}", and "{other}" has its own; sorted without codes?',
        name=name,
        other=other.organisation.name,
    )
    return Refusal(organisation.row, "", organisation.name, "conflict", "row", why, (name,))


def _number_in(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _addresses(known: Known) -> set[str]:
    return {letters_of(visit.address) for visit in known.organisation.places_to_visit}


def _fields_of_place(row: dict[str, Any]) -> dict[str, str]:
    """What a row of places says, in the keys of directory.yaml."""
    if row["place.kind"] == "group":
        fields = {"title": row["place.name"], "icon": row.get("place.icon", "")}
    else:
        fields = {"name": row["place.name"]}
    return {**fields, "note": row.get("place.note", "")}
