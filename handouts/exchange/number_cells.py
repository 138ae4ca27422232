"""The cells of one number, or of several in one, with what stands beside -> numbers as directory.yaml has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from handouts.exchange.cells import NOTHING, Cell, Row, Trouble, letter
from handouts.exchange.columns import KIND_OF_COLUMN, NUMBER, PRIVATE, Header
from handouts.exchange.found import Found, FoundNumber, Refusal, Remark, RowName
from handouts.exchange.telephones import Number, read_numbers
from handouts.exchange.texts import garbled, text_in
from handouts.exchange.values import country_of, day_of, kind_of, side_of, yes_or_no
from handouts.sources.sides import SideOfBorder
from handouts.wording import worded as _

_SHARED: Final = ("call_from", "hours", "hours_note", "verified", "press", "languages", "paused", "number.note")
_OWN: Final = ("country", "extension", "whatsapp", "kind", "label", PRIVATE)
_TEXTS: Final = {
    "label": "label",
    "hours": "hours",
    "hours_note": "hours_note",
    "paused": "paused",
    "number.note": "note",
}
_ROUNDED: Final = 10_000
"""6.86346E+09 in a file that a spreadsheet program opens becomes 6863460000: what it was is gone."""
_ARITHMETIC: Final = re.compile(r"=\s*[+-]?\d+\s*[-+*/]\s*\d")


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one number, by field."""

    columns: Mapping[str, int]
    kind: str = ""

    def cell(self, row: Row, field: str) -> Cell:
        return row.at(self.columns[field]) if field in self.columns else NOTHING

    def letter(self, field: str) -> str:
        return letter(self.columns[field]) if field in self.columns else ""


def groups_of(header: Header) -> list[Group]:
    """Each column of numbers with those that belong to it: what stands before the next one."""
    numbers = header.columns(NUMBER)
    shared = {field: columns[0] for field in _SHARED if (columns := header.columns(field))}
    groups = []
    for place, column in enumerate(numbers):
        begin = 0 if place == 0 else column
        end = numbers[place + 1] if place + 1 < len(numbers) else len(header.fields)
        own = {
            field: found
            for field in _OWN
            if (found := next((each for each in header.columns(field) if begin <= each < end), None)) is not None
        }
        groups.append(Group({**shared, **own, NUMBER: column}))
    for field, kind in KIND_OF_COLUMN.items():
        country = {"country": columns[0]} if (columns := header.columns("country")) else {}
        groups += [Group({**country, NUMBER: column}, kind) for column in header.columns(field)]
    return groups


class NumberCells:
    """Reads the numbers of rows. `country`: a person's answer for numbers without one. `strict`: a list that is not our
    own format, in which a number stands once on a sheet, and is of a range that is in use."""

    def __init__(self, sides: Sequence[SideOfBorder], country: str, *, strict: bool) -> None:
        self._sides = sides
        self._country = country
        self._strict = strict
        self._seen: dict[tuple[str, str], RowName] = {}

    def read(self, row: Row, name: RowName, group: Group, where: str, found: Found) -> list[FoundNumber]:
        """The numbers of a group of cells; what is refused goes into `found`."""
        cell = group.cell(row, NUMBER)
        column = group.letter(NUMBER)
        if code := _untaken(cell):
            found.refused.append(Refusal(name, column, cell.raw, code[0], "number", code[1]))
            return []
        if cell.empty:
            return []
        country = self._country_beside(row, name, group, found)
        text = cell.raw.removeprefix("=") if re.fullmatch(r"=\+?[\d\s]+", cell.raw) else cell.raw
        read = read_numbers(text, country, self._sides, group.kind or self._kind(row, name, group, found), self._strict)
        private = yes_or_no(group.cell(row, PRIVATE).raw) is True
        for refused in read.refused:
            raw = cell.raw if refused.raw in (text, cell.raw) else refused.raw
            found.refused.append(Refusal(name, column, raw, refused.code, "number", refused.why, refused.candidates))
        if private:
            if read.numbers:
                why = _("The source marks this number as private.")
                found.refused.append(Refusal(name, column, cell.raw, "private", "number", why))
            return []
        found.notices += [Remark(name, code, column) for code in read.notices]
        if cell.formula:
            found.notices.append(Remark(name, "formula", column))
        if cell.coloured:
            found.notices.append(Remark(name, "coloured", column))
        beside = {} if group.kind else self._beside(row, name, group, read.numbers, found)
        return [
            FoundNumber(facts, name)
            for number in read.numbers
            if (facts := self._facts(number, beside, cell, name, column, where, found))
        ]

    def _country_beside(self, row: Row, name: RowName, group: Group, found: Found) -> str:
        cell = group.cell(row, "country")
        if cell.empty or cell.raw in {"-", "–"}:
            return self._country
        country = country_of(cell.raw, self._sides)
        if country is None:
            why = _("No country; write Mexico +52 or U.S. +1.")
            found.refused.append(Refusal(name, group.letter("country"), cell.raw, "unclear-value", "cell", why))
        return country or ""

    def _kind(self, row: Row, name: RowName, group: Group, found: Found) -> str:
        cell = group.cell(row, "kind")
        if cell.empty:
            return ""
        kind = kind_of(cell.raw)
        if kind is None:
            why = _("No kind of number; write voice, text, fax or tty.")
            found.refused.append(Refusal(name, group.letter("kind"), cell.raw, "unclear-value", "cell", why))
        return kind or ""

    def _facts(
        self,
        number: Number,
        beside: Mapping[str, Any],
        cell: Cell,
        name: RowName,
        column: str,
        where: str,
        found: Found,
    ) -> dict[str, Any]:
        facts: dict[str, Any] = {"short": number.short} if number.short else {"number": number.number}
        if number.short and not beside.get("call_from") and len(self._sides) > 1:
            why = _("A short code works on one side of the border; which?")
            found.refused.append(Refusal(name, column, cell.raw, "short-code-without-side", "number", why))
            return {}
        digits = number.number or number.short
        before = self._seen.setdefault((where, digits), name)
        if before != name and self._strict:
            why = _("The number stands on the same sheet already (row {before}).", before=before)
            found.refused.append(Refusal(name, column, cell.raw, "number-twice", "number", why))
            return {}
        read: dict[str, Any] = {
            "extension": number.extension,
            "kind": "" if number.kind == "voice" else number.kind,
            "whatsapp": number.whatsapp,
            "press": number.press,
            "note": number.note,
        }
        if number.extension and beside.get("extension") not in (None, number.extension):
            why = _("Another extension than in the number's cell ({extension}).", extension=number.extension)
            found.refused.append(Refusal(name, column, str(beside["extension"]), "conflict", "cell", why))
        if read["note"] and beside.get("note"):
            read["note"] = f"{beside['note']}; {read['note']}"
        facts |= dict(beside) | {key: value for key, value in read.items() if value}
        return {key: facts[key] for key in _ORDER if key in facts}

    def _beside(self, row: Row, name: RowName, group: Group, numbers: Sequence[Number], found: Found) -> dict[str, Any]:
        facts: dict[str, Any] = {}

        def refuse(field: str, code: str, why: str) -> None:
            raw = group.cell(row, field).raw
            found.refused.append(Refusal(name, group.letter(field), raw, code, "cell", why))

        for field, key in _TEXTS.items():
            cell = group.cell(row, field)
            if cell.day is not None:
                refuse(field, "date-instead-of-text", _("Text that a spreadsheet program has read as a date (9-5?)."))
            elif (right := garbled(cell.raw)) is not None:
                where = (name, group.letter(field), cell.raw)
                found.refused.append(Refusal(*where, "garbled-text", "cell", _("The accents are broken."), right))
            elif (text := text_in(cell)) and text not in {"-", "–", "—"}:
                facts[key] = text
                if "\n" in cell.raw:
                    found.notices.append(Remark(name, "line-break", group.letter(field)))
        side = side_of(group.cell(row, "call_from").raw, self._sides)
        if side is None:
            refuse("call_from", "unclear-value", _("No side of the border."))
        elif side:
            facts["call_from"] = side
        self._digits(row, group, "extension", r"[0-9]{1,8}", facts, refuse, numbers)
        self._digits(row, group, "press", r"[0-9*#]{1,4}", facts, refuse, numbers)
        self._whatsapp(row, group, facts, refuse, numbers)
        if spoken := re.split(r"[\s,;]+", group.cell(row, "languages").raw.strip()):
            facts |= {"languages": tuple(spoken)} if spoken != [""] else {}
        if not (cell := group.cell(row, "verified")).empty:
            read = day_of(cell)
            if read.day is None:
                refuse("verified", read.code, read.why)
            else:
                facts["verified"] = read.day
                if read.notice:
                    found.notices.append(Remark(name, read.notice, group.letter("verified")))
        return facts

    @staticmethod
    def _digits(
        row: Row, group: Group, field: str, form: str, facts: dict[str, Any], refuse: Any, numbers: Sequence[Number]
    ) -> None:
        cell = group.cell(row, field)
        text = cell.raw.strip(" –-").removeprefix("'")
        if cell.day is not None:
            refuse(field, "date-instead-of-text", _("Digits that a spreadsheet program has read as a date."))
        elif text and (not re.fullmatch(form, text) or len(numbers) > 1):
            refuse(field, "unclear-value", _("Digits alone, and of one number."))
        elif text:
            facts[field] = text

    @staticmethod
    def _whatsapp(row: Row, group: Group, facts: dict[str, Any], refuse: Any, numbers: Sequence[Number]) -> None:
        answer = yes_or_no(group.cell(row, "whatsapp").raw)
        if answer is None:
            refuse("whatsapp", "unclear-value", _("Neither yes nor no."))
        elif answer and len(numbers) > 1:
            refuse("whatsapp", "unclear-value", _("Which of the numbers in the cell?"))
        elif answer:
            facts["whatsapp"] = answer


_ORDER: Final = (
    "number",
    "short",
    "call_from",
    "kind",
    "whatsapp",
    "extension",
    "press",
    "label",
    "languages",
    "hours",
    "hours_note",
    "verified",
    "paused",
    "note",
)


def _untaken(cell: Cell) -> tuple[str, str] | None:
    """Why the content of a cell is no text of a number, whatever it says."""
    if cell.trouble is Trouble.NO_VALUE:
        why = _("A formula whose value was never stored; open the file in a spreadsheet program and save it.")
        return cell.trouble.value, why
    if cell.trouble is Trouble.ERROR:
        return cell.trouble.value, _("The formula has an error.")
    if cell.struck and not cell.empty:
        return "struck-through", _("The number is struck out; a person must say whether it still works.")
    if cell.day is not None:
        return "date-instead-of-text", _("A number that a spreadsheet program has read as a date.")
    if isinstance(cell.content, bool):
        return "not-a-number", _("Yes or no, and no number.")
    if isinstance(cell.content, int | float):
        if _ARITHMETIC.match(cell.formula.replace(" ", "")) or cell.content < 0:
            return (
                "not-a-number",
                _(
                    "A formula made of a telephone number; its digits may have lost zeros: {formula}.",
                    formula=cell.formula,
                ),
            )
        if isinstance(cell.content, float) and not cell.content.is_integer():
            return "not-a-number", _("A fraction.")
        if cell.content and cell.content % _ROUNDED == 0:
            why = _("A number that ends in zeros, as a program rounds it. Type it again, in a cell of text.")
            return "digits-lost", why
    return None
