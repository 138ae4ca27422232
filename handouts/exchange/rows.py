"""Tables -> what they say of organisations, row by row. Taken whole or refused with a reason; nothing is guessed."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.exchange.cells import NOTHING, Cell, Row, Table, letter
from handouts.exchange.columns import (
    COLUMNS,
    NAME,
    NUMBER,
    ORDER,
    ROW_CODE,
    WHERE,
    Header,
    is_header_again,
    letters_of,
)
from handouts.exchange.directory_rows import RowCode, places, row_digest
from handouts.exchange.fact_cells import BROKEN_ACCENTS, FactCells
from handouts.exchange.found import Found, FoundNumber, FoundOrganisation, FoundRow, Refusal, Remark, RowName
from handouts.exchange.number_cells import NumberCells, groups_of
from handouts.exchange.texts import garbled, text_in
from handouts.exchange.which_tables import about, is_of_places
from handouts.sources.model import Directory
from handouts.sources.sides import SideOfBorder
from handouts.wording import worded as _

_TOTAL = re.compile(r"(?:sub\s?)?total(?:es)?\b.*|suma|count|sum", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[*†‡].*|\(.*\)|(?:nota|note|source|fuente|legend|leyenda)s?\s*:.*", re.IGNORECASE | re.DOTALL)
_EXAMPLE = re.compile(
    r"(?:sample|example|ejemplo|muestra)\b.*\b(?:delete|remove|row|borr|elimin|quit|fila)\w*", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"[\sx#()\-.+/]*x{3}[\sx#()\-.+/]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has answered when asked: the country of numbers without one, the place of rows without one."""

    country: str = ""
    where: str = ""


@dataclass(slots=True)
class _Sheet:
    """The state of one table while it is read."""

    table: Table
    header: Header
    where: str | None = ""  # of the last heading; None: a heading that is no place
    where_raw: str = ""
    last: FoundOrganisation | None = None
    after_blank: bool = True
    headings: bool = False

    def name(self, row: Row) -> RowName:
        return self.table.place(row.number)


class Reader:
    """Reads tables for a directory, of which it takes the places alone."""

    def __init__(self, directory: Directory, sides: Sequence[SideOfBorder], answers: Answers | None = None) -> None:
        self._answers = answers or Answers()
        self._sides = sides
        self._places = places_of(directory)
        self._shown = {place.where: place.name for place in places(directory)}
        self._coded: dict[str, tuple[_Sheet, RowName, str]] = {}

    def read(self, tables: Sequence[Table]) -> Found:
        """Everything that the tables say."""
        found = Found()
        ordered: list[tuple[float, FoundOrganisation]] = []
        for table in sorted(tables, key=is_of_places, reverse=True):
            said, header = about(table)
            found.sheets.append(said)
            if header is None:
                continue
            if header.places:
                self._read_places(table, header, found)
                continue
            if ROW_CODE in header.fields:
                found.own_format = True
                self._note_missing(table, header, found)
            self._note_columns(table, header, found)
            self._read_table(_Sheet(table, header), found, ordered)
        ordered.sort(key=lambda pair: pair[0])
        found.organisations = [organisation for _order, organisation in ordered]
        found.refused = _in_order(found.refused)
        return found

    def place_named(self, text: str) -> str | None:
        """`city:ID` or `group:ID` of a name or an id; None for none of the directory."""
        return self._places.get(letters_of(text))

    def _note_columns(self, table: Table, header: Header, found: Found) -> None:
        row = next(row for row in table.rows if row.number == header.row)
        for column, _cell in row.filled():
            if column in table.hidden_columns:
                found.notices.append(Remark(table.place(row.number), "hidden-column", letter(column)))
            elif header.fields[column] is None:
                found.notices.append(Remark(table.place(row.number), "column-not-used", letter(column)))

    @staticmethod
    def _note_missing(table: Table, header: Header, found: Found) -> None:
        """Of an edited export: a column that is deleted or hidden is no column of empty cells."""
        for column in COLUMNS:
            if column.field not in (*header.fields, ORDER):
                found.missing.add(column.field)
                found.notices.append(Remark(table.place(header.row), "column-missing", column.english))

    def _read_places(self, table: Table, header: Header, found: Found) -> None:
        for row in table.rows[header.row :]:
            cells = {name: row.at(column).raw for column, name in enumerate(header.fields) if name}
            if any(cells.values()) and not row.hidden:
                found.places.append({**cells, "row": table.place(row.number)})
                if cells.get("place.id") and cells.get("place.kind") in ("city", "group"):
                    where = f"{cells['place.kind']}:{cells['place.id']}"
                    self._places.setdefault(letters_of(cells.get("place.name", "")), where)
                    self._places.setdefault(letters_of(cells["place.id"]), where)
                    self._shown.setdefault(where, cells.get("place.name", ""))

    def _read_table(self, sheet: _Sheet, found: Found, ordered: list[tuple[float, FoundOrganisation]]) -> None:
        known: dict[tuple[str, ...], FoundOrganisation] = {}
        positions: dict[int, int] = {}
        cells = NumberCells(self._sides, self._answers.country, strict=ROW_CODE not in sheet.header.fields)
        title = True
        for row in sheet.table.rows:
            if not any(row.filled()):
                sheet.after_blank, sheet.last = True, None
                continue
            if row.number <= sheet.header.row:
                why = "header" if row.number == sheet.header.row else "title" if title else "legend"
                title = False
                found.skipped.append(Remark(sheet.name(row), why))
                continue
            found.codes.add(sheet.header.cell(row, ROW_CODE).raw)
            if why := self._no_data(row, sheet):
                found.skipped.append(Remark(sheet.name(row), why))
                sheet.after_blank = False
                continue
            where = self._where(row, sheet, found)
            code = self._code(row, sheet, found)
            organisation: FoundOrganisation | None = None
            if where and code is not None:
                organisation = self._organisation(row, sheet, where, code, known, found)
            sheet.after_blank = False
            sheet.last = organisation
            if organisation is None:
                continue
            order = _number(sheet.header.cell(row, ORDER))
            if not organisation.rows and id(organisation) not in positions:
                positions[id(organisation)] = len(ordered)
                ordered.append((order, organisation))
            elif (place := positions.get(id(organisation))) is not None and order < ordered[place][0]:
                ordered[place] = (order, organisation)
                organisation.row = sheet.name(row)
            self._take_row(row, sheet, organisation, cells, code or "", order, found)
        for _order, organisation in ordered:
            organisation.numbers.sort(key=lambda number: number.facts.pop("_order", math.inf))

    def _code(self, row: Row, sheet: _Sheet, found: Found) -> str | None:
        """The code of a row, empty for a new one; None where it is not taken. Of two rows with one code the later was
        copied and is new, unless it stands in another sheet, which was copied."""
        code, name = sheet.header.cell(row, ROW_CODE).raw, sheet.name(row)
        if not code:
            if ROW_CODE in sheet.header.fields:
                found.notices.append(Remark(name, "new-row", sheet.header.letter(ROW_CODE)))
            return ""
        digest = self._digest(row, sheet)
        first, there, said = self._coded.setdefault(code, (sheet, name, digest))
        if there == name:
            return code
        if first is sheet:
            found.notices.append(Remark(name, "row-code-twice", sheet.header.letter(ROW_CODE)))
            return ""
        if said == digest:
            found.skipped.append(Remark(name, "repeated-row"))
        else:
            why = _(
                "The row stands in another sheet too ({there}), and says something else there; leave one of them.",
                there=there,
            )
            self._refuse_row(row, sheet, found, ROW_CODE, code, "conflict", why)
        return None

    @staticmethod
    def _digest(row: Row, sheet: _Sheet) -> str:
        return row_digest({name: text_in(row.at(column)) for column, name in enumerate(sheet.header.fields) if name})

    def _no_data(self, row: Row, sheet: _Sheet) -> str:
        """Why a filled row says nothing of an organisation, or nothing."""
        if row.hidden:
            return "hidden-row"
        if is_header_again(row, sheet.header):
            return "repeated-header"
        filled = list(row.filled())
        first = sheet.header.cell(row, NAME).raw or filled[0][1].raw
        number = sheet.header.cell(row, NUMBER)
        if _EXAMPLE.match(first) or (number.raw and _PLACEHOLDER.fullmatch(number.raw)):
            return "example"
        if _TOTAL.fullmatch(first):
            return "total"
        if len(filled) == 1 and filled[0][1].raw == first:
            if _FOOTNOTE.fullmatch(first):
                return "footnote"
            if self._is_heading(filled[0][1], sheet):
                place = self.place_named(first)
                sheet.where, sheet.where_raw, sheet.headings, sheet.last = place, first, True, None
                return "heading"
        explained = number.raw and not any(map(str.isdigit, number.raw)) and len(number.raw.split()) > 3
        return "legend" if explained and row.number == sheet.header.row + 1 and sheet.last is None else ""

    def _is_heading(self, cell: Cell, sheet: _Sheet) -> bool:
        """One cell in a row: the name of a place, or text across the table, or text where headings stood before."""
        if sheet.header.column(WHERE) is not None:
            return False
        return cell.merged_across or self.place_named(cell.raw) is not None or (sheet.headings and sheet.after_blank)

    def _where(self, row: Row, sheet: _Sheet, found: Found) -> str | None:
        column = sheet.header.column(WHERE)
        cell = NOTHING if column is None else row.at(column)
        if column is not None and not cell.empty:
            sheet.where_raw, sheet.where = cell.raw, self.place_named(cell.raw)
            if sheet.where and cell.formula:
                found.notices.append(Remark(sheet.name(row), "formula", letter(column)))
        elif column is not None and not (cell.merged_below or (sheet.last and sheet.header.cell(row, NAME).empty)):
            sheet.where, sheet.where_raw = self._answers.where or None, ""
        elif column is None and not sheet.headings:
            by_name = self.place_named(sheet.table.name) if sheet.table.name else None
            sheet.where, sheet.where_raw = by_name or self._answers.where or None, ""
        if sheet.where:
            return sheet.where
        if sheet.header.cell(row, NAME).empty and sheet.last is None and column is not None and cell.empty:
            self._refuse_row(row, sheet, found, NAME, "", "no-name", _("A number without an organization."))
            return None
        if column is not None or sheet.headings:
            raw = sheet.where_raw
            why = self._unknown(_("No city or group of the directory"), raw)
            field_ = WHERE if column is not None else NAME
            raw = raw if column is not None else sheet.header.cell(row, NAME).raw
        else:
            raw, field_ = sheet.header.cell(row, NAME).raw, NAME
            what = _("The list names no city or group of the directory")
            if name := sheet.table.name:
                what = _('The sheet "{name}" is no city or group of the directory', name=name)
            why = self._unknown(what, name or "")
        self._refuse_row(row, sheet, found, field_, raw, "unknown-place", why)
        return None

    def _unknown(self, what: str, text: str) -> str:
        near = difflib.get_close_matches(letters_of(text), self._places, 1, 0.7)
        if near:
            return _("{what}; the nearest is {place}.", what=what, place=self._shown[self._places[near[0]]])
        return _("{what}.", what=what)

    def _refuse_row(
        self, row: Row, sheet: _Sheet, found: Found, field_: str, raw: str, code: str, why: str, *candidates: str
    ) -> None:
        found.refused.append(Refusal(sheet.name(row), sheet.header.letter(field_), raw, code, "row", why, candidates))

    def _organisation(
        self,
        row: Row,
        sheet: _Sheet,
        where: str,
        row_code: str,
        known: dict[tuple[str, ...], FoundOrganisation],
        found: Found,
    ) -> FoundOrganisation | None:
        cell = sheet.header.cell(row, NAME)
        name = text_in(cell)
        if not name:
            if sheet.last is not None and sheet.last.where == where:
                found.notices.append(Remark(sheet.name(row), "continuation", sheet.header.letter(NAME)))
                return sheet.last
            self._refuse_row(row, sheet, found, NAME, "", "no-name", _("A row without an organization."))
            return None
        if cell.struck:
            why = _("The organization is struck out; a person must say whether it is still there.")
            self._refuse_row(row, sheet, found, NAME, name, "struck-through", why)
            return None
        if (right := garbled(name)) is not None:
            self._refuse_row(row, sheet, found, NAME, name, "garbled-text", BROKEN_ACCENTS, *right)
            return None
        code, place = RowCode.read(row_code), text_in(sheet.header.cell(row, "place"))
        keys: list[tuple[str, ...]] = [(where, letters_of(name), letters_of(place))]
        if code:
            keys.insert(0, ("code", code.organisation))
        elif sheet.last is not None and sheet.last.where == where and sheet.last.name == name and not place:
            return sheet.last
        organisation = next((known[key] for key in keys if key in known and (not code or key[0] == "code")), None)
        if organisation is None:
            organisation = FoundOrganisation(where, name, sheet.name(row))
        for field_, said, above in ((NAME, name, organisation.name), (WHERE, where, organisation.where)):
            if said != above and not (field_ == NAME and letters_of(said) == letters_of(above)):
                shown = above if field_ == NAME else self._shown[above]
                why = _(
                    'A row of the same organization says "{shown}"; write the same in all of its rows.', shown=shown
                )
                self._refuse_row(row, sheet, found, field_, sheet.header.cell(row, field_).raw, "conflict", why, shown)
                return None
        for key in keys:
            known.setdefault(key, organisation)
        return organisation

    def _take_row(
        self,
        row: Row,
        sheet: _Sheet,
        organisation: FoundOrganisation,
        cells: NumberCells,
        code: str,
        order: float,
        found: Found,
    ) -> None:
        name = sheet.name(row)
        numbers: list[FoundNumber] = []
        refused_before = len(found.refused)
        for group in groups_of(sheet.header):
            numbers += cells.read(row, name, group, organisation.where, found)
        if any(refusal.scope == "number" for refusal in found.refused[refused_before:]):
            organisation.refused_numbers.append(name)
        emptied = not numbers and len(found.refused) == refused_before and sheet.header.column(NUMBER) is not None
        organisation.rows.append(FoundRow(code, self._digest(row, sheet), emptied))
        first = not organisation.numbers and len(organisation.rows) == 1
        FactCells(sheet.header, row, name, found).read_into(organisation, numbers, first=first)
        for number in numbers:
            number.code = code
            number.facts["_order"] = order
        organisation.numbers += numbers


def _in_order(refused: list[Refusal]) -> list[Refusal]:
    """By rows as they were read, then by columns."""
    rows = list(dict.fromkeys(refusal.row for refusal in refused))
    once = dict.fromkeys(refused)  # a cell that several numbers share
    return sorted(once, key=lambda refusal: (rows.index(refusal.row), len(refusal.column), refusal.column))


def places_of(directory: Directory) -> dict[str, str]:
    """Cities and groups by the letters of their names and ids."""
    named: dict[str, str] = {}
    for place in places(directory):
        for text in (place.name, place.part.id):
            named.setdefault(letters_of(text), place.where)
    return named


def _number(cell: Cell) -> float:
    try:
        return float(cell.raw)
    except ValueError:
        return math.inf
