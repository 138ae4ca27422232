"""The cells of a row that say something of the organisation itself, beside those of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handouts.exchange.cells import Row
from handouts.exchange.columns import Header
from handouts.exchange.found import Found, FoundNumber, FoundOrganisation, Refusal, Remark, RowName
from handouts.exchange.texts import garbled, text_in
from handouts.exchange.values import icon_of
from handouts.wording import worded as _

BROKEN_ACCENTS: Final = _("The accents are broken; it would be printed so.")
_FACTS: Final = ("place", "service", "icon", "email", "website", "organisation.paused", "note")
_DELETION = re.compile(r"taken out|remove|delete|do not list|closed|quitar|borrar|eliminar|cerrad", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FactCells:
    """Those of one row. What is refused goes into `found`."""

    header: Header
    row: Row
    name: RowName
    found: Found

    def read_into(self, organisation: FoundOrganisation, numbers: Sequence[FoundNumber], *, first: bool) -> None:
        """`numbers`: of the same row, which may take its note; `first`: whether it is the first of the organisation."""
        for field_ in _FACTS:
            self._take_fact(organisation, field_, numbers, first=first)
        self._take_visit(organisation)

    def _take_fact(
        self, organisation: FoundOrganisation, field_: str, numbers: Sequence[FoundNumber], *, first: bool
    ) -> None:
        cell = self.header.cell(self.row, field_)
        text = text_in(cell)
        if not text or text in {"-", "–", "—"}:
            return
        key = "paused" if field_ == "organisation.paused" else field_
        if (right := garbled(text)) is not None:
            self._refuse(field_, text, "garbled-text", BROKEN_ACCENTS, *right)
        elif cell.day is not None:
            self._refuse(field_, text, "date-instead-of-text", _("Text that a spreadsheet program has read as a date."))
        elif key == "icon" and icon_of(text) is None:
            self._refuse(field_, text, "unclear-value", _("No picture; write home or child."))
        elif key == "note" and not first and numbers and organisation.facts.get("note") != text:
            numbers[0].facts.setdefault("note", text)
        elif organisation.facts.setdefault(key, icon_of(text) if key == "icon" else text) != text and key != "icon":
            why = _('The organization has "{text}" in a row above.', text=organisation.facts[key])
            self._refuse(field_, text, "conflict", why)
        if key == "note" and _DELETION.search(text):
            self.found.notices.append(Remark(self.name, "words-ask-for-deletion", self.header.letter(field_)))

    def _take_visit(self, organisation: FoundOrganisation) -> None:
        address, label = (text_in(self.header.cell(self.row, f"visit.{key}")) for key in ("address", "label"))
        if not address:
            return
        visit = {"label": label, "address": address} if label else {"address": address}
        broken = {key: right for key, text in visit.items() if (right := garbled(text)) is not None}
        for key, right in broken.items():
            self._refuse(f"visit.{key}", visit[key], "garbled-text", BROKEN_ACCENTS, *right)
        if visit not in organisation.visits and not broken:
            organisation.visits.append(visit)

    def _refuse(self, field_: str, text: str, code: str, why: str, *candidates: str) -> None:
        refusal = Refusal(self.name, self.header.letter(field_), text, code, "cell", why, candidates)
        self.found.refused.append(refusal)
