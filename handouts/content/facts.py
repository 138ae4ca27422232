"""The facts that a sheet carries, for the manifest: with them a later edition is compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handouts.content.flyer import Flyer


def facts_of(flyer: Flyer, left_out: Iterable[str]) -> dict[str, Any]:
    """What a later edition is compared with: numbers with their dial strings, the date, the pieces printed."""
    gone = set(left_out)
    return {
        "information_of": flyer.information_of.isoformat(),
        "website": flyer.website,
        "organisations": [
            {
                "section": section.id,
                "name": entry.name,
                "service": entry.service,
                "numbers": [
                    {"side": dial.side.value, "dial": dial.printed, "e164": dial.e164}
                    for row in entry.rows
                    for dial in (row.from_mexico, row.from_us)
                    if dial
                ]
                + [{"side": dial.side.value, "dial": dial.printed, "e164": dial.e164} for dial in entry.whatsapp],
                "address": entry.visit.address if entry.visit else "",
            }
            for section in flyer.sections
            for entry in section.entries
        ],
        "pieces": [piece.id for question in flyer.questions for piece in question.answers if piece.id not in gone],
    }
