"""Where numbers stand on paper: each under the side of the border from which it is dialled, beside its organisation.

The right digits in the wrong column reach nobody, and beside another name they reach a stranger. Positions are
pdfium's; the side is read from the column heads MEX and USA, as a person reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from handouts.content.flyer import DialString, Flyer, Side
from handouts.proof.expected import MEXICO_HEAD, US_HEAD
from handouts.proof.numbers import dial_pattern
from handouts.proof.reading import Page, PlacedCharacter
from handouts.sources.languages import is_right_to_left

LEVEL_PT = 1.5
"""Baselines that differ by less are one line."""


class Place:
    """Where something stands: its page (`page`, from 0), and characters of it, with the spaces between them. Their
    extent is asked of pdfium when it is needed: a sheet of cards holds hundreds."""

    def __init__(self, page: int, read: Page, start: int, end: int) -> None:
        self.page = page
        self.text = read.text[start:end]
        self._read, self._start, self._end = read, start, end

    @cached_property
    def first(self) -> PlacedCharacter:
        """The first character."""
        return self._read.characters(self._start, self._start + 1)[0]

    @cached_property
    def characters(self) -> list[PlacedCharacter]:
        """All characters."""
        return self._read.characters(self._start, self._end)

    @cached_property
    def inked(self) -> list[PlacedCharacter]:
        """The characters without white space."""
        return [each for each in self.characters if not each.text.isspace()]

    @property
    def baseline(self) -> float:
        """Of the first character, in points from the top of the page."""
        return self.first.baseline_pt

    @cached_property
    def left(self) -> float:
        """The left edge of the ink, in points."""
        return min(each.left_pt for each in self.inked)

    @cached_property
    def right(self) -> float:
        """The right edge of the ink, in points."""
        return max(each.right_pt for each in self.inked)


Places = Mapping[str, Sequence[Place]]
"""By dial string: everywhere that it stands, in reading order."""


def places_of_dials(pages: Sequence[Page], flyer: Flyer) -> Places:
    """Everywhere that dial strings of the flyer stand."""
    towards = -1 if is_right_to_left(flyer.language) else 1
    found: dict[str, list[Place]] = {}
    pattern = dial_pattern({dial.printed for dial in flyer.dial_strings()})
    for place in _matches(pages, pattern):
        found.setdefault(place.text, []).append(place)
    return {
        printed: sorted(places, key=lambda each: (each.page, round(each.baseline), towards * each.first.origin_pt))
        for printed, places in found.items()
    }


def place_findings(pages: Sequence[Page], flyer: Flyer, places: Places) -> Iterator[str]:
    """What is wrong with the places of the numbers of a sheet that holds them all."""
    taken: dict[str, int] = {}
    found: list[tuple[int, Place]] = []
    heads = {head: list(named_places(pages, head)) for head in (MEXICO_HEAD, US_HEAD)}
    for index, dial in enumerate(flyer.dial_strings()):
        nth = taken[dial.printed] = taken.get(dial.printed, -1) + 1
        if nth < len(places.get(dial.printed, ())):  # one that is missing is found by others
            place = places[dial.printed][nth]
            found.append((index, place))
            yield from _side_findings(heads, is_right_to_left(flyer.language), dial, place)
    yield from _name_findings(pages, flyer, dict(found))


def _side_findings(
    heads: Mapping[str, Sequence[Place]], right_to_left: bool, dial: DialString, place: Place
) -> Iterator[str]:
    if dial.side is Side.BOTH:
        return
    edges = []
    for head, standing in heads.items():
        above = [each for each in standing if each.page == place.page and each.baseline < place.baseline]
        if not above:
            yield f"there is no {head} above {dial.printed}"
            return
        nearest = max(above, key=lambda each: each.baseline)
        edges.append(abs(nearest.right - place.right) if right_to_left else abs(nearest.left - place.left))
    to_mexico, to_us = edges
    if (to_mexico < to_us) != (dial.side is Side.MEXICO):
        yield f"{dial.printed} stands under the other side of the border"


def _name_findings(pages: Sequence[Page], flyer: Flyer, found: Mapping[int, Place]) -> Iterator[str]:
    """An organisation's name stands level with its first number, or between it and the line of numbers above."""
    names: dict[str, list[Place]] = {}
    index = 0
    for section in flyer.sections:
        for entry in section.entries:
            count = len(entry.whatsapp) + sum(bool(row.from_mexico) + bool(row.from_us) for row in entry.rows)
            places = [found[each] for each in range(index, index + count) if each in found]
            index += count
            if not places:
                continue
            first = min(places, key=lambda each: (each.page, each.baseline))
            if entry.name not in names:
                names[entry.name] = list(named_places(pages, entry.name.split()[0]))
            if not stands_beside(names[entry.name], first, found.values()):
                yield f"the numbers of {entry.name} do not stand beside its name"


def stands_beside(names: Sequence[Place], first: Place, numbers: Iterable[Place]) -> bool:
    """Whether one of `names` stands level with `first`, or between it and the line of `numbers` above it."""
    above = [each.baseline for each in numbers if each.page == first.page and each.baseline < first.baseline - LEVEL_PT]
    highest = max(above, default=0.0) + LEVEL_PT
    return any(each.page == first.page and highest < each.baseline < first.baseline + LEVEL_PT for each in names)


def named_places(pages: Sequence[Page], word: str) -> Iterator[Place]:
    return _matches(pages, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"))


def _matches(pages: Sequence[Page], pattern: re.Pattern[str]) -> Iterator[Place]:
    for number, page in enumerate(pages):
        for hit in pattern.finditer(page.text):
            yield Place(number, page, hit.start(), hit.end())
