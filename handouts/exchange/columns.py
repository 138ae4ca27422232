"""Which column holds what: the headings of our own spreadsheet, and those that people write, in English and Spanish."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from handouts.exchange.cells import NOTHING, Cell, Row, letter


class Of(Enum):
    """To what a column belongs."""

    ORGANISATION = "organisation"
    NUMBER = "number"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of our own spreadsheet. `field`: what the report calls it; `known_as`: other headings, as `plain` has
    them."""

    field: str
    english: str
    spanish: str
    of: Of = Of.NUMBER
    known_as: tuple[str, ...] = ()
    width: int = 16

    @property
    def heading(self) -> str:
        return f"{self.english}\n{self.spanish}"


WHERE, NAME, NUMBER, ORDER, ROW_CODE = "where", "name", "number", "order", "row_code"
_NOT_PRINTED, _NO_SE_IMPRIME = ", not printed", ", no se imprime"

COLUMNS: Final = (
    Column(
        WHERE,
        "City or group",
        "Ciudad o grupo",
        Of.ROW,
        (
            "city",
            "ciudad",
            "where",
            "location",
            "place or group",
            "town",
            "area",
            "program area",
            "region",
            "sheet",
            "city group",
            "municipio",
            "localidad",
            "donde",
            "service area",
        ),
        24,
    ),
    Column(
        NAME,
        "Organization",
        "Organización",
        Of.ROW,
        (
            "name",
            "nombre",
            "org",
            "organisation",
            "organization name",
            "organisation name",
            "agency",
            "agency name",
            "public name",
            "shelter",
            "albergue",
            "institucion",
            "nombre de la organizacion",
            "provider",
            "group name",
            "resource",
            "resource name",
        ),
        34,
    ),
    Column("place", "Place (in brackets)", "Lugar (entre paréntesis)", Of.ORGANISATION, ("place", "lugar"), 20),
    Column(
        "service",
        "What it offers",
        "Qué ofrece",
        Of.ORGANISATION,
        (
            "service",
            "services",
            "servicio",
            "servicios",
            "what they do",
            "que hacen",
            "type of help",
            "offers",
            "ofrece",
        ),
        22,
    ),
    Column("icon", "Picture", "Dibujo", Of.ORGANISATION, ("icon",), 10),
    Column(
        "country",
        "Country of the number",
        "País del número",
        Of.NUMBER,
        ("country", "pais", "country code", "codigo de pais"),
        14,
    ),
    Column(
        NUMBER,
        "Number",
        "Número",
        Of.NUMBER,
        (
            "phone",
            "phones",
            "phone number",
            "phone numbers",
            "phone s",
            "telephone",
            "telephones",
            "telephone s",
            "telephone number",
            "telefono",
            "telefonos",
            "tel",
            "numbers",
            "numeros",
            "numero de telefono",
            "contact number",
            "best contact",
            "mobile",
            "cell",
            "celular",
            "main phone",
            "hotline",
            "phone no",
        ),
        20,
    ),
    Column("extension", "Extension", "Extensión", Of.NUMBER, ("ext", "extension number"), 10),
    Column(
        "call_from",
        "Call from",
        "Llamar desde",
        Of.NUMBER,
        ("dial from", "works from", "marcar desde", "side", "side of the border"),
        14,
    ),
    Column("whatsapp", "WhatsApp", "WhatsApp", Of.NUMBER, ("whats app", "whatsapp yes no", "on whatsapp"), 11),
    Column(
        "kind", "Kind of number", "Tipo de número", Of.NUMBER, ("kind", "phone type", "tipo", "tipo de telefono"), 12
    ),
    Column("press", "Then press", "Después marque", Of.NUMBER, ("press", "menu option", "opcion"), 10),
    Column(
        "languages",
        "Languages (codes)",
        "Idiomas (códigos)",
        Of.NUMBER,
        ("languages", "idiomas", "languages spoken", "language", "idioma"),
        14,
    ),
    Column(
        "label",
        "Which office",
        "Qué oficina",
        Of.NUMBER,
        ("label", "office", "oficina", "desk", "phone name", "phone description", "number name", "etiqueta"),
        20,
    ),
    Column(
        "hours",
        "Hours",
        "Horario",
        Of.NUMBER,
        ("hours of operation", "opening hours", "office hours", "horarios", "open", "schedule", "horas"),
        24,
    ),
    Column("hours_note", "Note on hours", "Nota sobre el horario", Of.NUMBER, (), 20),
    Column(
        "verified",
        "Last called on",
        "Última llamada",
        Of.NUMBER,
        (
            "verified",
            "last verified",
            "last verified on",
            "verified on",
            "checked",
            "last checked",
            "date verified",
            "verificado",
            "verificado el",
            "revisado",
            "last called",
            "last contacted",
        ),
        14,
    ),
    Column("paused", f"Paused because{_NOT_PRINTED}", f"En pausa porque{_NO_SE_IMPRIME}", Of.NUMBER, (), 20),
    Column(
        "number.note", f"Note on the number{_NOT_PRINTED}", f"Nota sobre el número{_NO_SE_IMPRIME}", Of.NUMBER, (), 24
    ),
    Column("visit.label", "Words before the address", "Texto antes de la dirección", Of.ORGANISATION, (), 24),
    Column(
        "visit.address",
        "Address to visit",
        "Dirección para visitar",
        Of.ORGANISATION,
        ("address", "direccion", "street address", "visit", "domicilio", "physical address"),
        36,
    ),
    Column(
        "email",
        "E-mail",
        "Correo electrónico",
        Of.ORGANISATION,
        ("email", "mail", "correo", "email address", "e mail address"),
        26,
    ),
    Column(
        "website",
        "Website",
        "Sitio web",
        Of.ORGANISATION,
        ("web", "url", "web site", "pagina web", "pagina", "link", "webpage"),
        30,
    ),
    Column(
        "organisation.paused",
        f"Organization paused because{_NOT_PRINTED}",
        f"Organización en pausa porque{_NO_SE_IMPRIME}",
        Of.ORGANISATION,
        (),
        20,
    ),
    Column(
        "note",
        f"Note on the organization{_NOT_PRINTED}",
        f"Nota sobre la organización{_NO_SE_IMPRIME}",
        Of.ORGANISATION,
        (
            "note",
            "notes",
            "comments",
            "comment",
            "observaciones",
            "notas",
            "nota",
            "comentarios",
            "internal notes",
            "remarks",
        ),
        24,
    ),
    Column(ORDER, "Order", "Orden", Of.ROW, (), 8),
    Column(ROW_CODE, "Row code (do not edit)", "Código (no cambiar)", Of.ROW, ("row code",), 26),
)
"""In the order of the spreadsheet."""

PLACE_COLUMNS: Final = (
    Column("place.id", "Code (do not edit)", "Código (no cambiar)", Of.ROW, ("code",), 26),
    Column("place.kind", "Kind", "Tipo", Of.ROW, (), 10),
    Column("place.name", "City or group", "Ciudad o grupo", Of.ROW, ("name",), 40),
    Column("place.icon", "Picture", "Dibujo", Of.ROW, (), 10),
    Column("place.note", f"Note{_NOT_PRINTED}", f"Nota{_NO_SE_IMPRIME}", Of.ROW, ("note",), 30),
    Column("place.order", "Order", "Orden", Of.ROW, (), 8),
)
"""Those of the sheet of cities and groups."""

PRIVATE = "private"
_FURTHER: Final = {
    PRIVATE: ("is private", "private", "do not publish", "privado", "confidential"),
    "fax": ("fax", "fax number", "numero de fax"),
    "tty": ("tty", "tdd", "textphone", "tty tdd"),
}
"""Columns that people's lists have and ours has not."""
KIND_OF_COLUMN: Final = {"fax": "fax", "tty": "tty"}


def plain(text: str) -> str:
    """A heading or a name by its letters alone: `Teléfono(s)` -> `telefono s`, `Phone1Number` -> `phone number`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])", " ", text)
    letters = unicodedata.normalize("NFKD", apart.casefold())
    return " ".join(re.findall(r"[^\W\d_]+", "".join(each for each in letters if not unicodedata.combining(each))))


def letters_of(text: str) -> str:
    """A name by its letters and digits, to find a place by: case, accents, spaces and signs apart."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if each.isalnum())


def _table(columns: tuple[Column, ...]) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in columns:
        for heading in (column.english, column.spanish, *column.known_as):
            known.setdefault(plain(heading), column.field)
    return known


_KNOWN: Final = _table(COLUMNS) | {heading: field for field, all_ in _FURTHER.items() for heading in all_}
_KNOWN_PLACES: Final = _table(PLACE_COLUMNS)


def field_of(heading: str) -> str:
    """Which field a heading names; empty for none that we know. Of several lines each is tried."""
    return _field_in(heading, _KNOWN)


def _field_in(heading: str, known: dict[str, str]) -> str:
    for line in (heading, *re.split(r"\n| / ", heading)):
        words = plain(line)
        if words in known:
            return known[words]
    words = re.sub("^(?:phone|telephone|telefono) ", "", plain(heading.replace("\n", " ")))  # Phone2IsPrivate, PhoneFax
    return known.get(words, "") if any(words in headings for headings in _FURTHER.values()) else ""


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headings: `row` from 1, and the field of each column, None where we know none."""

    row: int
    fields: tuple[str | None, ...]
    places: bool = False

    def columns(self, field: str) -> list[int]:
        return [column for column, each in enumerate(self.fields) if each == field]

    def column(self, field: str) -> int | None:
        """The first of a field."""
        return next(iter(self.columns(field)), None)

    def cell(self, row: Row, field: str) -> Cell:
        column = self.column(field)
        return NOTHING if column is None else row.at(column)

    def letter(self, field: str) -> str:
        column = self.column(field)
        return "" if column is None else letter(column)


_FARTHEST_HEADER: Final = 30


def header_of(rows: tuple[Row, ...], hidden: frozenset[int] = frozenset()) -> Header | None:
    """The row of headings, below titles and legends: one with a name or a number, and something besides."""
    for row in rows[:_FARTHEST_HEADER]:
        if row.hidden:
            continue
        texts = [cell.raw if isinstance(cell.content, str) else "" for cell in row.cells]
        of_places = tuple(_field_in(text, _KNOWN_PLACES) or None for text in texts)
        if {"place.id", "place.kind", "place.name"} <= set(of_places):
            return Header(row.number, of_places, places=True)
        fields = [field_of(text) or None if column not in hidden else None for column, text in enumerate(texts)]
        known = [field for field in fields if field]
        if NAME in known and len(known) >= 2 and len(set(known)) >= 2:
            return Header(row.number, tuple(_each_once(fields)))
    return None


_MANY: Final = frozenset({NUMBER, "extension", "label", "country", "whatsapp", PRIVATE, "fax", "tty", "kind"})
"""What a list may have several columns of: a number each."""


def _each_once(fields: list[str | None]) -> list[str | None]:
    seen: set[str] = set()
    kept: list[str | None] = []
    for field in fields:
        kept.append(None if field in seen and field not in _MANY else field)
        seen.add(field or "")
    return kept


def is_header_again(row: Row, header: Header) -> bool:
    """Whether a row repeats the headings, as where pages were pasted below each other."""
    texts = {column: field_of(cell.raw) for column, cell in row.filled() if isinstance(cell.content, str)}
    same = [column for column, field in texts.items() if field and field == _at(header, column)]
    return len(same) >= 2 and len(same) == len(texts)


def _at(header: Header, column: int) -> str | None:
    return header.fields[column] if column < len(header.fields) else None
