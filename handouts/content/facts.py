"""The facts that a sheet carries, for the manifest: with them a later edition is compared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow
from handouts.content.sheet_texts import Role


class Facts:
    """What a later edition is compared with: numbers with their dial strings, the date, the pieces printed. One for all
    sheets of a content, whatever layout left out of each."""

    def __init__(self, flyer: Flyer) -> None:
        self._answers = [each for each in flyer.texts() if each.role is Role.ANSWER]
        self._of_all: dict[str, Any] = {
            "information_of": flyer.information_of.isoformat(),
            "website": flyer.website,
        }
        self._sections = flyer.sections

    def of_sheet(self, left_out: Collection[str]) -> dict[str, Any]:
        """`left_out`: ids of the details that layout left out."""
        organisations = [
            {"section": section.id, **_facts_of_entry(entry, left_out)}
            for section in self._sections
            for entry in section.entries
            if entry.stands(left_out)
        ]
        gone = frozenset(left_out)
        pieces = [each.of for each in self._answers if not each.is_left_out(gone)]
        return {**self._of_all, "organisations": organisations, "pieces": pieces}


def _facts_of_number(dial: DialString, row: NumberRow | None = None) -> dict[str, str]:
    further = {"extension": row.extension, "kind": row.kind, "press": row.press} if row else {}
    return {
        "side": dial.side,
        "dial": dial.printed,
        "e164": dial.e164,
        **{name: text for name, text in further.items() if text},
    }


def _facts_of_entry(entry: Entry, left_out: Collection[str]) -> dict[str, Any]:
    further = [visit.address for visit in entry.further_visits]
    return {
        "name": entry.name,
        "service": entry.service,
        "numbers": [
            *(
                _facts_of_number(dial, row)
                for row in entry.rows
                for dial in row.dial_strings()
                if dial.piece not in left_out
            ),
            *(_facts_of_number(dial) for dial in entry.whatsapp if dial.piece not in left_out),
        ],
        "address": entry.visit.address if entry.visit else "",
        **({"links": [link.href for link in entry.links]} if entry.links else {}),
        **({"further_addresses": further} if further else {}),
    }
