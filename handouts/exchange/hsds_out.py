"""The directory -> a package of HSDS. Ids are UUIDs of version 5 (RFC 9562, 5.5), made of where a thing stands: the
same directory gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from datetime import date
from typing import Any, Final

from handouts.exchange.directory_rows import Place, RowMaker, places
from handouts.exchange.hsds_tables import FACTS, SHEETS, TABLES, TYPES, Rows
from handouts.exchange.saying import pretty
from handouts.sources.model import City, Directory, Handout, Number, Organisation, not_paused

_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://docs.openreferral.org/handouts")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def _id(*path: object) -> str:
    return str(uuid.uuid5(_SPACE, "/".join(map(str, path))))


class _Package:
    """The tables of a package while they are filled."""

    def __init__(self) -> None:
        self.rows: Rows = {name: [] for name in TABLES}
        self._terms: set[str] = set()
        for taxonomy, what in ((SHEETS, "The sheets on which services stand."), (FACTS, "What handouts print.")):
            self.add("taxonomy", id=_id("taxonomy", taxonomy), name=taxonomy, description=what)

    def add(self, table: str, **cells: str | None) -> None:
        self.rows[table].append({field: value for field, value in cells.items() if value})

    def fact(self, entity: str, link: str, code: str, value: object) -> None:
        """An attribute of an entity; none where there is no value."""
        if value in (None, "", False, ()):
            return
        if code not in self._terms:
            self._terms.add(code)
            self.term(FACTS, code, code.replace("-", " "), "")
        text = value.isoformat() if isinstance(value, date) else str(value)
        self.add(
            "attribute",
            id=_id("attribute", link, code),
            link_id=link,
            taxonomy_term_id=_id("term", code),
            link_type=code,
            link_entity=entity,
            value=text,
        )

    def term(self, taxonomy: str, code: str, name: str, parent: str) -> None:
        self.add(
            "taxonomy_term",
            id=_id("term", code),
            code=code,
            name=name,
            description=name,
            parent_id=parent and _id("term", parent),
            taxonomy=taxonomy,
            taxonomy_id=_id("taxonomy", taxonomy),
        )

    def content(self, title: str) -> bytes:
        stream = io.BytesIO()
        used = {name: rows for name, rows in self.rows.items() if rows}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in used.items():
                file, fields = TABLES[name]
                text = io.StringIO(newline="")
                writer = csv.DictWriter(text, fields.split())
                writer.writeheader()
                writer.writerows(rows)
                _put(archive, f"{file}.csv", text.getvalue())
            _put(archive, "datapackage.json", json.dumps(_descriptor(title, used), indent=1, ensure_ascii=False) + "\n")
        return stream.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    about = zipfile.ZipInfo(name, _EPOCH)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    archive.writestr(about, text.encode())


def _descriptor(title: str, used: Rows) -> dict[str, Any]:
    """The data package's own description (Frictionless Tabular Data Package 1.0)."""
    resources = [
        {
            "name": name,
            "path": f"{TABLES[name][0]}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [{"name": field, "type": "string"} for field in TABLES[name][1].split()],
                "primaryKey": "id",
            },
        }
        for name in used
    ]
    return {"name": "handouts-directory", "title": title, "profile": "tabular-data-package", "resources": resources}


def package_of(handout: Handout, directory: Directory, *, with_notes: bool = False) -> bytes:
    """The .zip. Without `with_notes` it is for publishing: notes, and what is paused, stay out."""
    package = _Package()
    maker = RowMaker(handout, directory)
    for parent, name in (("group", "On every sheet"), ("city", "City")):
        package.term(SHEETS, parent, name, "")
    known: set[str] = set()
    for order, place in enumerate(places(directory)):
        term = _id("term", place.where)
        package.term(SHEETS, place.where, place.name, place.where.partition(":")[0])
        package.fact("taxonomy_term", term, "order", order + 1)
        package.fact("taxonomy_term", term, "icon", None if isinstance(place.part, City) else place.part.icon)
        package.fact("taxonomy_term", term, "note", place.part.note if with_notes else None)
        organisations = place.part.organisations if with_notes else not_paused(place.part.organisations)
        for index, organisation in enumerate(organisations, 1):
            if organisation.name not in known:
                known.add(organisation.name)
                one = {"id": _id("organization", organisation.name), "name": organisation.name}
                package.add("organization", **one, description=organisation.name)
            _add_service(package, place, organisation, index, handout, maker, with_notes=with_notes)
    return package.content(handout.title)


def _add_service(
    package: _Package,
    place: Place,
    organisation: Organisation,
    index: int,
    handout: Handout,
    maker: RowMaker,
    *,
    with_notes: bool,
) -> None:
    service = _id("service", place.where, index)
    package.add(
        "service",
        id=service,
        organization_id=_id("organization", organisation.name),
        name=maker.word("service", organisation.service or "") or organisation.name,
        url=organisation.website,
        email=organisation.email,
        status="temporarily closed" if organisation.paused else "active",
    )
    facts = {
        "sheet": place.where,
        "order": index,
        "id": organisation.id,
        "service": organisation.service,
        "place": organisation.place,
        "icon": organisation.icon,
        "paused": organisation.paused,
        "note": organisation.note if with_notes else None,
    }
    for code, value in facts.items():
        package.fact("service", service, code, value)
    for number, visit in enumerate(organisation.places_to_visit, 1):
        location, link = _id("location", service, number), _id("service_at_location", service, number)
        said = f"{visit.label}: {visit.address}" if visit.label else visit.address
        package.add("location", id=location, location_type="physical", name=organisation.name, description=said)
        package.add("service_at_location", id=link, service_id=service, location_id=location, description=said)
        for code, value in (("order", number), ("visit-label", visit.label), ("visit-address", visit.address)):
            package.fact("service_at_location", link, code, value)
    numbers = organisation.numbers if with_notes else not_paused(organisation.numbers)
    for place_in_list, each in enumerate(numbers, 1):
        _add_phone(package, service, each, place_in_list, handout, maker, with_notes=with_notes)


def _add_phone(
    package: _Package,
    service: str,
    number: Number,
    index: int,
    handout: Handout,
    maker: RowMaker,
    *,
    with_notes: bool,
) -> None:
    phone = _id("phone", service, index)
    written = pretty(number.number) if number.number else number.short or ""
    extension = number.extension or ""
    package.add(
        "phone",
        id=phone,
        service_id=service,
        number=written,
        extension=str(int(extension)) if extension else "",  # a number in HSDS: zeros in front are kept as a fact
        type=TYPES[number.kind],
        description=_sentence(number, handout, maker),
    )
    facts = {
        "order": index,
        "short-code": "yes" if number.short else None,
        "extension": extension if extension.startswith("0") else None,
        "call-from": number.call_from,
        "whatsapp": {True: "yes", "only": "only"}.get(number.whatsapp),
        "press": number.press,
        "label": number.label,
        "hours": number.hours,
        "hours-note": number.hours_note,
        "languages": ", ".join(number.languages or ()),
        "paused": number.paused,
        "note": number.note if with_notes else None,
    }
    for code, value in facts.items():
        package.fact("phone", phone, code, value)
    for tag in number.languages or ():
        package.add("language", id=_id("language", phone, tag), phone_id=phone, code=tag)
    if number.verified:
        package.add(
            "metadata",
            id=_id("metadata", phone),
            resource_id=phone,
            resource_type="phone",
            last_action_date=number.verified.isoformat(),
            last_action_type="verified",
            field_name="number",
            previous_value=written,
            replacement_value=written,
            updated_by=handout.publisher,
        )


def _sentence(number: Number, handout: Handout, maker: RowMaker) -> str:
    """What a person should know who sees the number in another program."""
    said = [maker.word("label", number.label)] if number.label else []
    side = next((side for side in handout.sides_of_border if side.country == number.call_from), None)
    said += [f"to call from {maker.side_name(side)}"] if side else []
    said += {True: ["also WhatsApp"], "only": ["WhatsApp only"]}.get(number.whatsapp, [])
    said += [f"then press {number.press}"] if number.press else []
    said += [text for text in (number.hours, number.hours_note) if text]
    return "; ".join(said)
