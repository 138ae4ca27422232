"""Where numbers stand on paper: each under the side of the border from which it is dialled, beside its organisation.

The right digits in the wrong column reach nobody, and beside another name they reach a stranger. The side is read from
the column heads, as MEX and USA, as a person reads it: two words on one line, each by itself. With one side there is
one column, and it has no head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, permutations, product
from typing import NamedTuple

from handouts.content.flyer import BOTH_SIDES, DialString, Entry, Flyer
from handouts.proof.cells import Cell, Place
from handouts.proof.text_lines import TextLine
from handouts.proof.wording import ReadText
from handouts.sources.languages import is_right_to_left

ORDERS_MOST = 24
"""In so many orders a number is looked for that several organisations have."""
LEVEL_PT = 1.5
"""Baselines that differ by less are one line."""


class Heads(NamedTuple):
    """The heads of the two columns, on one line."""

    first: TextLine
    last: TextLine

    @property
    def baseline(self) -> float:
        return max(self.first.y_pt, self.last.y_pt)


def codes_of(flyer: Flyer) -> tuple[str, ...]:
    """What heads the columns, in the order of reading; nothing where there is one."""
    return tuple(side.code for side in flyer.words.sides)


def heads_among(lines: Iterable[TextLine], codes: Sequence[str], *, right_to_left: bool) -> list[Heads]:
    """Column heads, in the order of reading: the `codes` of the two sides, each set by itself."""
    standing: dict[str, list[TextLine]] = {code: [] for code in codes}
    for line in lines:
        if any(code in line.text for code in codes):
            for part in line.parts():
                standing.get(part.text.strip(), []).append(part)
    towards = -1 if right_to_left else 1
    return [
        Heads(first, last)
        for first, last in product(*standing.values())
        if abs(first.y_pt - last.y_pt) < LEVEL_PT and (last.x_pt - first.x_pt) * towards > 0
    ]


def place_findings(flyer: Flyer, cells: Sequence[Cell | None], read: Sequence[ReadText]) -> Iterator[str]:
    """What is wrong with the places of the numbers of a sheet that holds them all. `cells`: of each string to dial, in
    the order of the flyer; `read`: what stands on each page."""
    right_to_left = is_right_to_left(flyer.language)
    if codes := codes_of(flyer):
        heads = [heads_among(page.lines, codes, right_to_left=right_to_left) for page in read]
        for dial, cell in zip(flyer.dial_strings(), cells, strict=True):
            if cell is not None:  # one that is missing is found by others
                yield from _side_findings(heads[cell.page], flyer, dial, cell.place, right_to_left=right_to_left)
    for name in _not_beside_their_numbers(flyer, cells, read):
        yield f"the numbers of {name} do not stand beside its name"


def _not_beside_their_numbers(flyer: Flyer, cells: Sequence[Cell | None], read: Sequence[ReadText]) -> list[str]:
    """The names of those organisations."""
    numbers = [cell.place for cell in cells if cell]
    return [
        entry.name
        for entry, first, _ in first_numbers(flyer, cells)
        if not name_lines(read[first.page], entry.name, first, numbers)
    ]


def by_name(flyer: Flyer, cells: Sequence[Cell | None], read: Sequence[ReadText]) -> list[Cell | None]:
    """The cells, those of a number that two organisations have each beside its name: where a list goes on on another
    page, what stands there may be read before in the flyer."""
    best, wrong = list(cells), len(_not_beside_their_numbers(flyer, cells, read))
    alike: dict[tuple[str, str, str], list[int]] = {}
    for at, dial in enumerate(flyer.dial_strings()):
        alike.setdefault((dial.href, dial.printed, dial.side), []).append(at)
    for places in alike.values():
        if not wrong or len({cell.page for at in places if (cell := cells[at])}) < 2:
            continue
        for order in islice(permutations(places), ORDERS_MOST):
            trial = list(best)
            for at, other in zip(places, order, strict=True):
                trial[at] = cells[other]
            if (left := len(_not_beside_their_numbers(flyer, trial, read))) < wrong:
                best, wrong = trial, left
    return best


def _side_findings(
    heads: Sequence[Heads], flyer: Flyer, dial: DialString, place: Place, *, right_to_left: bool
) -> Iterator[str]:
    if dial.side == BOTH_SIDES:
        return
    above = [each for each in heads if each.baseline < place.baseline]
    if not above:
        yield f"there is no {' and '.join(codes_of(flyer))} above {dial.printed}"
        return
    nearest = max(above, key=lambda each: each.baseline)
    to_first, to_last = [
        abs(head.end_pt - place.right) if right_to_left else abs(head.x_pt - place.left) for head in nearest
    ]
    if (to_first < to_last) != (dial.side == flyer.words.sides[0].country):
        yield f"{dial.printed} stands under the other side of the border"


def first_numbers(flyer: Flyer, cells: Sequence[Cell | None]) -> list[tuple[Entry, Place, tuple[Entry, ...]]]:
    """Every organisation that has a number on paper, with the first, and with those that follow and have none. `cells`:
    of each string to dial."""
    waiting = iter(cells)
    found: list[tuple[Entry, Place, tuple[Entry, ...]]] = []
    for section in flyer.sections:
        for entry in section.entries:
            places = [cell.place for cell in islice(waiting, len(entry.dial_strings())) if cell]
            if places:
                found.append((entry, min(places, key=lambda each: (each.page, each.baseline)), ()))
            elif found:
                found[-1] = (*found[-1][:2], (*found[-1][2], entry))
    return found


def on_second_face(flyer: Flyer, cells: Sequence[Cell | None], read: Sequence[ReadText]) -> bool | None:
    """Whether organisations stand on the second of two faces; None where that is only known of one that has no number,
    and its name stands on both."""
    if any(cell.page for cell in cells if cell):
        return True
    first, second = read
    named = names_without_number_on(flyer, second)
    return None if named and all(map(first.lines_of, named)) else bool(named)


def names_without_number_on(flyer: Flyer, face: ReadText) -> list[str]:
    """The names of organisations without a number, as of an office to visit, that stand on a face."""
    without = (entry.name for section in flyer.sections for entry in section.entries if not entry.has_number)
    return [name for name in without if face.lines_of(name)]


def name_lines(read: ReadText, name: str, first: Place, numbers: Iterable[Place]) -> list[int]:
    """Indexes of the lines of a page on which an organisation's name stands by its `first` number: level with it, or
    between it and the line of `numbers` above it."""
    above = [each.baseline for each in numbers if each.page == first.page and each.baseline < first.baseline - LEVEL_PT]
    highest = max(above, default=0.0) + LEVEL_PT
    return [index for index in read.lines_of(name) if highest < read.lines[index].y_pt < first.baseline + LEVEL_PT]
