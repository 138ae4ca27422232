"""A package of HSDS -> what it says. One of ours comes back as it was; of any other a person says where it goes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from handouts.errors import UsageError
from handouts.exchange.directory_rows import places
from handouts.exchange.files import MAX_BYTES, check_archive, decoded
from handouts.exchange.found import Found, FoundNumber, FoundOrganisation, Refusal
from handouts.exchange.hsds_tables import SHEETS, TABLES, TYPES, Rows
from handouts.exchange.rows import Answers
from handouts.exchange.telephones import read_numbers
from handouts.sources.model import Directory
from handouts.sources.sides import SideOfBorder
from handouts.wording import worded as _

_KINDS: Final = {kind: name for name, kind in TYPES.items()} | {
    "": "voice",
    "cell": "voice",
    "sms": "text",
    "tty": "tty",
}


def read_package(path: Path, directory: Directory, sides: tuple[SideOfBorder, ...], answers: Answers) -> Found:
    """What a package says. One of ours has its sheets; of any other, a person says where its services go (`answers`).
    Raises UsageError for a file that is no package."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    return found_in_package(content, str(path), directory, sides, answers)


def found_in_package(
    content: bytes, name: str, directory: Directory, sides: tuple[SideOfBorder, ...], answers: Answers
) -> Found:
    """What a package of that name says. Raises UsageError as `read_package`."""
    rows = _read_rows(content, name)
    found = Found(sheets=[{"name": name, "read": True} for name, each in rows.items() if each])
    reader = _PackageReader(rows, directory, sides, answers, found)
    found.organisations = reader.organisations()
    found.places = reader.places()
    return found


def _read_rows(content: bytes, path: str) -> Rows:
    if not content or len(content) > MAX_BYTES:
        raise UsageError(
            _(
                "{path}: empty, or larger than {n} MB; give a package of HSDS in a .zip",
                path=path,
                n=MAX_BYTES // 1_000_000,
            )
        )
    check_archive(content, path)
    rows: Rows = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {Path(name).name: name for name in archive.namelist() if not name.endswith("/")}
            for table, (file, _columns) in TABLES.items():
                text = decoded(archive.read(names[f"{file}.csv"])) if f"{file}.csv" in names else ""
                rows[table] = [
                    {str(key).strip().strip('"'): _cell(str(key), value or "") for key, value in row.items() if key}
                    for row in csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
                ]
    except (zipfile.BadZipFile, csv.Error, RuntimeError, NotImplementedError) as error:
        raise UsageError(_("{path}: damaged ({error}); make the package again", path=path, error=error)) from None
    if not any(rows[table] for table in ("service", "organization", "taxonomy_term")):
        raise UsageError(
            _("{path}: holds no services.csv and organizations.csv; give a package of HSDS in a .zip", path=path)
        )
    return rows


def _cell(field: str, text: str) -> str:
    """The standard's own examples have quotes inside of their cells."""
    return text.strip() if field not in ("number", "extension", "type") else text.strip().strip('"')


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


class _PackageReader:
    def __init__(
        self, rows: Rows, directory: Directory, sides: tuple[SideOfBorder, ...], answers: Answers, found: Found
    ) -> None:
        self._rows = rows
        self._sides = sides
        self._answers = answers
        self._found = found
        self._facts: dict[str, dict[str, str]] = {}
        for row in rows["attribute"]:
            self._facts.setdefault(row.get("link_id", ""), {})[row.get("link_type", "")] = row.get("value", "")
        self._names = {row.get("id", ""): row.get("name", "") for row in rows["organization"]}
        self._verified = {
            row.get("resource_id", ""): row.get("last_action_date", "")
            for row in rows["metadata"]
            if row.get("resource_type") == "phone" and row.get("last_action_type") == "verified"
        }
        self._known = {place.where for place in places(directory)}

    def places(self) -> list[dict[str, Any]]:
        """The sheets of a package of ours, as rows of the spreadsheet's sheet of places."""
        made = []
        for row in sorted(self._rows["taxonomy_term"], key=lambda row: self._order(row.get("id", ""))):
            kind, _colon, name = row.get("code", "").partition(":")
            if kind in ("city", "group") and name and row.get("taxonomy") == SHEETS:
                facts = self._facts.get(row.get("id", ""), {})
                place = {"place.id": name, "place.kind": kind, "place.name": row.get("name", ""), "row": row["code"]}
                made.append({**place, "place.icon": facts.get("icon", ""), "place.note": facts.get("note", "")})
        return made

    def organisations(self) -> list[FoundOrganisation]:
        sheets = [f"{row['place.kind']}:{row['place.id']}" for row in self.places()]
        positions = {where: place for place, where in enumerate(sheets)}
        made: list[tuple[tuple[int, int, int], FoundOrganisation]] = []
        for record, row in enumerate(self._rows["service"], 2):
            service = row.get("id", "")
            facts = self._facts.get(service, {})
            where = facts.get("sheet") or self._answers.where
            name = self._names.get(row.get("organization_id", ""), "")
            if not name or (where not in self._known and where not in positions):
                why = (
                    _("The service names no sheet; say where it goes.")
                    if name
                    else _("The service has no organization.")
                )
                code, raw = ("unknown-place", name) if name else ("no-name", "")
                self._found.refused.append(Refusal(f"services!{record}", "", raw, code, "row", why))
                continue
            organisation = FoundOrganisation(where, name, f"services!{record}")
            if not facts and row.get("name") not in ("", name):
                organisation.facts["service"] = row["name"]
            for key in ("service", "place", "icon", "paused", "note"):
                if facts.get(key):
                    organisation.facts[key] = facts[key]
            for field, key in (("email", "email"), ("url", "website")):
                if row.get(field):
                    organisation.facts[key] = row[field]
            organisation.visits = list(self._visits(service))
            refused_before = len(self._found.refused)
            organisation.numbers = list(self._numbers(service, row.get("organization_id", "")))
            refused = [refusal.row for refusal in self._found.refused[refused_before:] if refusal.scope == "number"]
            organisation.refused_numbers = list(dict.fromkeys(refused))
            made.append(((positions.get(where, 0), self._order(service), record), organisation))
        made.sort(key=lambda pair: pair[0])
        return [organisation for _order, organisation in made]

    def _order(self, link: str) -> int:
        text = self._facts.get(link, {}).get("order", "")
        return int(text) if text.isdecimal() else 0

    def _visits(self, service: str) -> Iterator[dict[str, str]]:
        links = [row for row in self._rows["service_at_location"] if row.get("service_id") == service]
        for row in sorted(links, key=lambda row: self._order(row.get("id", ""))):
            facts = self._facts.get(row.get("id", ""), {})
            if address := facts.get("visit-address"):
                label = facts.get("visit-label")
                yield {"label": label, "address": address} if label else {"address": address}

    def _numbers(self, service: str, organization: str) -> Iterator[FoundNumber]:
        def belongs(row: dict[str, str]) -> bool:
            return row.get("service_id") == service or (
                not row.get("service_id") and row.get("organization_id") == organization
            )

        records = [(place, row) for place, row in enumerate(self._rows["phone"], 2) if belongs(row)]
        for record, row in sorted(records, key=lambda pair: self._order(pair[1].get("id", ""))):
            facts = self._facts.get(row.get("id", ""), {})
            kind = _KINDS.get(row.get("type", "").casefold(), "")
            name = f"phones!{record}"
            if not kind:
                why = _("Nobody answers a telephone of this type.")
                self._found.refused.append(Refusal(name, "type", row.get("type", ""), "unclear-value", "number", why))
                continue
            yield from self._number(row, facts, kind, name)

    def _number(self, row: dict[str, str], facts: Mapping[str, str], kind: str, name: str) -> Iterator[FoundNumber]:
        if facts.get("short-code"):
            main: dict[str, Any] = {"short": row.get("number", "")}
        else:
            read = read_numbers(row.get("number", ""), self._answers.country, self._sides, kind, strict=not facts)
            for no in read.refused:
                refusal = Refusal(name, "number", no.raw, no.code, "number", no.why, no.candidates)
                self._found.refused.append(refusal)
            if len(read.numbers) > 1:
                why = _("Several numbers in one; each needs a row of its own.")
                raw = row.get("number", "")
                self._found.refused.append(Refusal(name, "number", raw, "conflict", "number", why))
            if len(read.numbers) != 1:
                return
            taken = read.numbers[0]
            if taken.short:
                why = _("A short code works on one side of the border; which?")
                self._found.refused.append(
                    Refusal(name, "number", taken.short, "short-code-without-side", "number", why)
                )
                return
            main = {"number": taken.number}
        extension = facts.get("extension") or row.get("extension", "").removesuffix(".0")
        spoken = tuple(tag for tag in facts.get("languages", "").split(", ") if tag)
        day = self._verified.get(row.get("id", ""), "")
        verified = _day(day)
        if day and verified is None:
            why = _("No day; write it as 2026-11-05.")
            self._found.refused.append(Refusal(name, "last_action_date", day, "unclear-value", "cell", why))
        values: dict[str, Any] = {
            **main,
            "call_from": facts.get("call-from"),
            "kind": "" if kind == "voice" else kind,
            "whatsapp": {"yes": True, "only": "only"}.get(facts.get("whatsapp", "")),
            "extension": extension,
            "press": facts.get("press"),
            "label": facts.get("label"),
            "languages": spoken,
            "hours": facts.get("hours"),
            "hours_note": facts.get("hours-note"),
            "verified": verified,
            "paused": facts.get("paused"),
            "note": facts.get("note"),
        }
        yield FoundNumber({key: value for key, value in values.items() if value}, name)
