"""Where numbers stand on paper: each under the side of the border from which it is dialled, beside its organisation,
and in ink.

The right digits in the wrong column reach nobody, and beside another name they reach a stranger. Positions are
pdfium's; the side is read from the column heads MEX and USA, as a person reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.content.flyer import DialString, Flyer, Side
from handouts.content.languages import is_right_to_left
from handouts.proof.reading import PlacedCharacter, ReadPage

MEXICO_HEAD = "MEX"
US_HEAD = "USA"
LEVEL_PT = 1.5
"""Baselines that differ by less are one line."""
DARK = 128
"""Of 255: the lightest grey that counts as ink, in the darkest pixel of a digit."""


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    left: float
    right: float
    baseline: float
    inked: bool


def place_findings(pages: tuple[ReadPage, ...], flyer: Flyer) -> Iterator[str]:
    """What is wrong with the places of the numbers of a sheet that holds them all, once each."""
    found = {dial: place for dial in flyer.dial_strings() if (place := _place_of(pages, dial)) is not None}
    for dial, place in found.items():
        if not place.inked:
            yield f"{dial.printed} can't be seen: a digit has no ink"
        yield from _side_findings(pages, flyer, dial, place)
    yield from _name_findings(pages, flyer, found)


def _side_findings(pages: tuple[ReadPage, ...], flyer: Flyer, dial: DialString, place: _Place) -> Iterator[str]:
    if dial.side is Side.BOTH:
        return
    edges = []
    for head in (MEXICO_HEAD, US_HEAD):
        above = [each for each in _words(pages, head, place.page) if each.baseline < place.baseline]
        if not above:
            yield f"there is no {head} above {dial.printed}"
            return
        nearest = max(above, key=lambda each: each.baseline)
        start, own = (nearest.right, place.right) if is_right_to_left(flyer.language) else (nearest.left, place.left)
        edges.append(abs(start - own))
    to_mexico, to_us = edges
    if (to_mexico < to_us) != (dial.side is Side.MEXICO):
        yield f"{dial.printed} stands under the other side of the border"


def _name_findings(pages: tuple[ReadPage, ...], flyer: Flyer, found: dict[DialString, _Place]) -> Iterator[str]:
    """An organisation's name stands level with its first number, or between it and the line of numbers above."""
    for section in flyer.sections:
        for entry in section.entries:
            rows = [dial for row in entry.rows for dial in (row.from_mexico, row.from_us) if dial]
            places = [found[dial] for dial in (*rows, *entry.whatsapp) if dial in found]
            if not places:
                continue
            first = min(places, key=lambda each: (each.page, each.baseline))
            above = [
                each.baseline
                for each in found.values()
                if each.page == first.page and each.baseline < first.baseline - LEVEL_PT
            ]
            highest = max(above, default=0.0) + LEVEL_PT
            word = entry.name.split()[0]
            names = _words(pages, word, first.page)
            if not any(highest < each.baseline < first.baseline + LEVEL_PT for each in names):
                yield f"the numbers of {entry.name} do not stand beside its name"


def _place_of(pages: tuple[ReadPage, ...], dial: DialString) -> _Place | None:
    """The first place of a string that no longer one of digits holds; None where it is not found (which is reported by
    others)."""
    pattern = rf"(?<![0-9+(\-])(?<!52 )(?<!\b1 ){re.escape(dial.printed)}(?![0-9\-])"
    return next((each for page in range(len(pages)) for each in _matches(pages, pattern, page)), None)


def _words(pages: tuple[ReadPage, ...], word: str, page: int) -> list[_Place]:
    return list(_matches(pages, rf"(?<!\w){re.escape(word)}(?!\w)", page))


def _matches(pages: tuple[ReadPage, ...], pattern: str, page: int) -> Iterator[_Place]:
    characters = pages[page].characters
    for hit in re.finditer(pattern, pages[page].character_text):
        yield _place([each for each in characters[hit.start() : hit.end()] if not each.text.isspace()], page)


def _place(characters: list[PlacedCharacter], page: int) -> _Place:
    return _Place(
        page,
        min(each.left_pt for each in characters),
        max(each.right_pt for each in characters),
        characters[0].baseline_pt,
        all(each.darkest < DARK for each in characters),
    )
