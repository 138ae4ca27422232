"""Flyers that a process has not seen before, so that neither side can hand back a remembered page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow

CHANGED_DIGITS = 4


def unseen(flyers: Sequence[Flyer], count: int) -> Iterator[Flyer]:
    """`count` flyers: the given ones in turn, each time with other numbers of the same length.

    Only the last four digits of a number change, so that the pages stay as hard to set as the real ones. At most
    9999 rounds are different from each other.
    """
    for index in range(count):
        round_number = index // len(flyers) + 1
        yield renumbered(flyers[index % len(flyers)], round_number)


def renumbered(flyer: Flyer, shift: int) -> Flyer:
    """The flyer with `shift` added to the last four digits of every number, as to a counter."""

    def number(dial: DialString | None) -> DialString | None:
        if dial is None:
            return None
        return replace(
            dial,
            printed=_shifted(dial.printed, shift),
            digits=_shifted(dial.digits, shift),
            e164=_shifted(dial.e164, shift),
            href=_shifted(dial.href, shift),
            spoken=_shifted(dial.spoken, shift),
        )

    def row(old: NumberRow) -> NumberRow:
        return replace(old, dials=tuple(map(number, old.dials)))

    def entry(old: Entry) -> Entry:
        whatsapp = tuple(new for new in map(number, old.whatsapp) if new)
        return replace(old, rows=tuple(map(row, old.rows)), whatsapp=whatsapp)

    sections = (replace(section, entries=tuple(map(entry, section.entries))) for section in flyer.sections)
    return replace(flyer, sections=tuple(sections))


def _shifted(text: str, shift: int) -> str:
    places = [index for index, character in enumerate(text) if "0" <= character <= "9"][-CHANGED_DIGITS:]
    if not places:
        return text
    value = int("".join(text[place] for place in places))
    digits = f"{(value + shift) % 10 ** len(places):0{len(places)}}"
    characters = list(text)
    for place, digit in zip(places, digits, strict=True):
        characters[place] = digit
    return "".join(characters)
