"""What stands of each organisation: its figures, in its own part of the sheet, as often as its texts hold them.

A label `2` or an extension `5` could be found anywhere. An organisation's part runs from the line of its name to that
of the next; figures are compared because no reader tears them apart, and no script turns them round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import Entry
from handouts.content.sheet_texts import Role, SheetText
from handouts.proof.cells import Place
from handouts.proof.places import LEVEL_PT, name_lines
from handouts.proof.wording import ReadText, flat, has_right_to_left

_FIGURES = re.compile(r"\d+")
_OF_ORGANISATIONS = {
    Role.NAME, Role.PLACE, Role.SERVICE, Role.KIND, Role.LABEL, Role.EXTENSION, Role.PRESS, Role.HOURS, Role.VISIT,
    Role.ADDRESS, Role.LINK, Role.SPOKEN_THERE,
}  # fmt: skip
_AMONG_ORGANISATIONS = {
    Role.LOCAL_HEADING, Role.SECTION_HEADING, Role.OR, Role.WHATSAPP, Role.SIDE,
}  # fmt: skip
"""What may stand between the texts of an organisation, or behind the last."""


def figures_in(texts: Iterable[str]) -> Counter[str]:
    """Every row of digits, and how often it stands there."""
    return Counter(figures for text in texts for figures in _FIGURES.findall(flat(text)))


class _Part(NamedTuple):
    """Where an organisation may begin, among the lines of a page."""

    entry: Entry
    page: int
    begins: tuple[int, ...]
    followers: tuple[Entry, ...]


class Standing(NamedTuple):
    """An organisation as far as a sheet shows it, with the first of its numbers there, and with those that follow it
    and have no number: their part is not told from its own."""

    entry: Entry
    first: Place
    followers: tuple[Entry, ...] = ()


def organisation_findings(
    standing: Sequence[Standing],
    numbers: Collection[Place],
    read: Sequence[ReadText],
    listed: Sequence[SheetText],
    texts: Iterable[str],
    times: int = 1,
) -> Iterator[str]:
    """Organisations with figures that they should not have, or without some, or without a word of their name.

    `standing`: in reading order; `numbers`: all of the sheet; `read`: of each page what stands outside of the cells of
    numbers; `listed`: the texts of the flyer; `texts`: all that may stand on the sheet besides numbers; `times`: on so
    many pages that face each other an organisation may stand.
    """
    among = {*figures_in(each.text for each in listed if each.role in _AMONG_ORGANISATIONS)}
    around = {*figures_in(texts)}
    parts = [
        _Part(
            entry,
            first.page,
            _beginnings(read[first.page], name_lines(read[first.page], entry.name, first, numbers)),
            followers,
        )
        for entry, first, followers in standing
    ]
    parts = [part for part in parts if part.begins]
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].page == part.page else None
        least, most = _due(part.entry)
        for _ in range(times - 1):
            most += least
        most += figures_in(each.text for entry in part.followers for each in entry.texts())
        lines = read[part.page].lines
        words = _texts_of(part.entry) if has_right_to_left(part.entry.name) else []
        ends = following.begins if following else (len(lines),)
        others = among if following else among | around
        wrong: tuple[list[str], list[str]] | None = None
        for begin, end in product(part.begins, ends):
            found = figures_in(line.text for line in lines[begin:end])
            lost = [*sorted((least - found).elements()), *read[part.page].lost_between(begin, end, words)]
            extra = sorted(each for each in (found - most).elements() if each not in others)
            if not lost and not extra:
                wrong = None
                break
            wrong = wrong or (lost, extra)
        if wrong:
            lost, extra = wrong
            said = [f"{what} {' '.join(each)}" for what, each in (("without", lost), ("with", extra)) if each]
            yield f"{part.entry.name} stands there {' and '.join(said)}"


def _beginnings(read: ReadText, names: Iterable[int]) -> tuple[int, ...]:
    """Where parts begin: of a line that a reader gives back in pieces, with the first."""
    found = []
    for index in names:
        begin = index
        while begin > 0 and abs(read.lines[begin - 1].y_pt - read.lines[index].y_pt) < LEVEL_PT:
            begin -= 1
        found.append(begin)
    return tuple(found)


def _due(entry: Entry) -> tuple[Counter[str], Counter[str]]:
    """The figures that an organisation has at least and at most: an extension stands under each string of its number,
    or once."""
    least = figures_in(_texts_of(entry))
    below = (text for row in entry.rows for _ in row.dial_strings()[1:] for text in (row.extension, row.press))
    return least, least + figures_in(below)


def _texts_of(entry: Entry) -> list[str]:
    return [each.text for each in entry.texts() if each.role in _OF_ORGANISATIONS]
