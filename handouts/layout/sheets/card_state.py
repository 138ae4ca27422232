"""What stands on the front of a card, as its search tries it: which organisations, how much of each, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.content.flyer import Entry, Section
from handouts.layout.parts.head_of_card import CITY_PT
from handouts.layout.parts.organisation_on_card import BORDERS, BorderPiece
from handouts.text import Weight


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of an organisation is on the card: how many rows of numbers, and how many numbers for WhatsApp.
    `printed`: the organisation as it stands there; `details`: ids of those that it is without."""

    section: Section
    entry: Entry
    printed: Entry
    rows: int
    whatsapp: int
    details: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from another of the same flyer: entries are large to compare."""
        rest = (len(self.printed.rows), len(self.printed.whatsapp))
        return (self.entry.piece, *rest, self.rows, self.whatsapp, self.details)

    @property
    def whole_key(self) -> tuple[object, ...]:
        """The same, where two organisations may have one id."""
        return (self.section.id, self.entry, *self.key)

    @property
    def further(self) -> Iterator[Shown]:
        """With its next number. One after a number that is left out would seem to be the next to try."""
        if self.rows < len(self.printed.rows):
            yield replace(self, rows=self.rows + 1)
        elif self.whatsapp < len(self.printed.whatsapp):
            yield replace(self, whatsapp=self.whatsapp + 1)


class CardState(NamedTuple):
    """What stands on the card, in the order of the directory; what it says of being archived, whether a rule stands
    below that, and how large it is; whether it says how many organisations more there are; how it says that it has no
    local number, None where it has one; whether a script whose letters look small is set larger; the size of the
    city's name at most; how heavy the words of the sides are, the titles of sections, and the border."""

    shown: tuple[Shown, ...]
    archived: tuple[str, ...]
    ruled: bool
    archived_pt: float
    counted: bool
    sentence: tuple[float, Weight] | None
    whole: bool
    city_pt: float = CITY_PT[0]
    sides: Weight = Weight.SMALL
    titles: Weight = Weight.SMALL
    border: BorderPiece = BORDERS[-1]

    def holding(self, *shown: Shown) -> CardState:
        """With these in the place of what it had of the same organisations."""
        pieces = [each.entry.piece for each in shown]
        return self._replace(shown=(*(each for each in self.shown if each.entry.piece not in pieces), *shown))

    @property
    def rows(self) -> int:
        """Of numbers."""
        return sum(each.rows + each.whatsapp for each in self.shown)

    @property
    def above(self) -> tuple[object, ...]:
        """All on which it depends how the organisations look, and what stands above them."""
        _, archived, ruled, archived_pt, _, sentence, whole, city_pt, sides, titles, _ = self
        return archived, ruled, archived_pt, sentence, whole, city_pt, sides, titles

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from another of the same flyer."""
        return (*self[1:], *(each.key for each in self.shown))


def first_of(section: Section, entry: Entry) -> Shown:
    """An organisation with its first number."""
    return from_number(section, entry, 0)


def from_number(section: Section, entry: Entry, at: int) -> Shown:
    """An organisation with the number that has so many before it, those for WhatsApp last."""
    rows, whatsapp = entry.rows[at:], entry.whatsapp[max(0, at - len(entry.rows)) :]
    return Shown(section, entry, replace(entry, rows=rows, whatsapp=whatsapp), min(1, len(rows)), 0 if rows else 1)
