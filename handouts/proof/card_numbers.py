"""The numbers of a card, and whose they are: all that layout has not left out, in the order of the directory, each
below its organisation's name and under its side of the border."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow, Section
from handouts.paper import Box
from handouts.proof.cells import Cell, Place
from handouts.proof.extensions import extension_findings
from handouts.proof.organisations import Standing
from handouts.proof.places import LEVEL_PT, codes_of, heads_among
from handouts.proof.reading import Page
from handouts.proof.wording import ReadText
from handouts.sources.languages import is_right_to_left

INSET_PT = 9.0
"""From the cut, for text."""
EDGE_PT = 4.0
"""By how much the ink of a number (a 1 is narrow) may begin or end beside the edge of the card's text."""
CAP_EM = 0.7
"""The height of figures."""


def holds(card: Box, x_pt: float, y_pt: float) -> bool:
    """Whether something that begins there begins on a card."""
    return card.left <= x_pt < card.right and card.top <= y_pt < card.bottom


def card_number_findings(
    front: Page,
    card: Box,
    flyer: Flyer,
    cells: Sequence[Cell],
    left_out: Collection[str],
    read: ReadText,
    standing: list[Standing],
) -> Iterator[str]:
    """The numbers of the first card, whole rows, in the order of the directory, those of the first side at the edge
    where reading begins, those of the other at the other. Adds to `standing` what is shown."""
    begin, end = card.left + INSET_PT, card.right - INSET_PT
    if is_right_to_left(flyer.language):
        begin, end = end, begin
    numbers = [cell.place for cell in cells]
    codes = codes_of(flyer)
    if codes and numbers:
        yield from _head_findings(front, card, codes, numbers, right_to_left=begin > end)
    edges = dict(zip((side.country for side in flyer.words.sides), (begin, end), strict=False))
    for place in numbers:
        if place.left < card.left + INSET_PT - 1 or place.right > card.right - INSET_PT + 1:
            yield f"{place.text} comes within {INSET_PT:g} pt of the cut"
    owners = _Owners(flyer, read)
    towards = -1 if begin > end else 1
    waiting = sorted(cells, key=lambda each: (round(each.place.baseline), towards * each.place.first.origin_pt))
    on_card = {(cell.href, cell.printed) for cell in cells}
    shown_somewhere = {dial.piece for dial in flyer.dial_strings() if (dial.href, dial.printed) in on_card}
    last = card.top
    in_order: list[Cell | None] = []  # of each string of the flyer
    for index, (_, entry) in enumerate(_entries(flyer)):
        rows: list[NumberRow] = []
        first: Place | None = None
        whatsapp = ((None, (dial,)) for dial in entry.whatsapp)
        for row, dials in (*((row, row.dial_strings()) for row in entry.rows), *whatsapp):
            shown: list[Cell] = []
            for dial in dials:  # from two sides it may be the same string
                found = _next([cell for cell in waiting if cell not in shown], dial, last)
                shown += [cell for cell in found if index in owners.of(cell)]
            in_order.extend(shown if len(shown) == len(dials) else [None] * len(dials))
            if not shown:
                # Layout can't say of a number that it left it out where it shows it under another name.
                if not all(dial.piece in left_out or dial.piece in shown_somewhere for dial in dials):
                    yield f"{dials[0].printed} does not stand on the card"
                continue
            waiting = [cell for cell in waiting if cell not in shown]
            places = [cell.place for cell in shown]
            if len(shown) < len(dials):
                yield f"not all numbers of a row of {entry.name} stand on the card"
                continue
            yield from _row_findings(front, card, flyer, places, entry.name)
            last = places[-1].baseline
            first = first or places[0]
            rows += [row] if row else []
            for dial, place in zip(dials, places, strict=True):
                edge = edges.get(dial.side)
                if edge is not None and min(abs(place.left - edge), abs(place.right - edge)) > EDGE_PT:
                    yield f"{dial.printed} stands under the other side of the border"
        if first is not None:
            said = replace(entry, rows=tuple(rows), visit=None, further_visits=(), links=())
            standing.append(Standing(said, first))
        elif entry.has_number:
            yield f"{entry.name} does not stand on the card"
    yield from extension_findings(flyer, in_order, [read], cards=True)
    yield from (f"{cell.place.text} does not stand below the name of its organisation" for cell in waiting)


def _row_findings(front: Page, card: Box, flyer: Flyer, places: Sequence[Place], name: str) -> Iterator[str]:
    """The strings for both sides stand level, with the border between them; or on a line each, with its side's sign."""
    if len(places) == 1:
        return
    first, last = places
    if abs(first.baseline - last.baseline) <= LEVEL_PT:
        left, right = sorted((first, last), key=lambda each: each.left)
        top = first.baseline - CAP_EM * first.first.size_pt
        if not front.ink_between(left.right + 1, top, right.left - 1, first.baseline):
            yield f"the border does not stand between the numbers of {name}"
        return
    for side, place in zip(flyer.words.sides, places, strict=True):
        lines = (line for line in front.second.lines if holds(card, line.x_pt, line.y_pt))
        level = (line for line in lines if abs(line.y_pt - place.baseline) <= LEVEL_PT)
        if not any(part.text.strip() == side.code for line in level for part in line.parts()):
            yield f"the numbers of {name} stand neither on one line of the card nor each beside its side"


def _entries(flyer: Flyer) -> Iterator[tuple[Section, Entry]]:
    return ((section, entry) for section in flyer.sections for entry in section.entries)


class _Owners:
    """To which organisations a number of the card belongs: those whose name is the last above it. Of several of one
    name that have this number, as two offices with one switchboard, those of which all stands there that it has."""

    def __init__(self, flyer: Flyer, read: ReadText) -> None:
        self._read = read
        self._entries = list(_entries(flyer))
        self._names = [
            (read.lines[line].y_pt, index)
            for index, (section, entry) in enumerate(self._entries)
            # A short name may stand behind the title of its section.
            for text in (entry.name, *([f"{section.title} {entry.name}"] if section.icon else []))
            for line in read.lines_of(text)
        ]

    def of(self, cell: Cell) -> Collection[int]:
        """Their indexes among the entries of the flyer."""
        name, named = self._last_above(cell.place.baseline)
        if len(named) == 1:
            return named
        between = self._read.between(name - LEVEL_PT, cell.place.baseline + LEVEL_PT)
        texts = {index: _texts_with(self._entries[index][1], cell) for index in named}
        whole = [index for index in named if not any(map(between.missing_from, texts[index]))]
        names = {self._entries[index][1].name for index in whole}
        return [index for index in named if index in whole or self._entries[index][1].name not in names]

    def _last_above(self, baseline_pt: float) -> tuple[float, list[int]]:
        """The baseline of the last name above a line, and whose it is."""
        above = [(y, index) for y, index in self._names if y < baseline_pt + LEVEL_PT]
        lowest = max((y for y, _ in above), default=0.0)
        return lowest, sorted({index for y, index in above if y > lowest - LEVEL_PT})


def _texts_with(entry: Entry, cell: Cell) -> list[str]:
    """What must stand over a number of an organisation, besides its name."""
    rows = (row for row in entry.rows if cell.href in [dial.href for dial in row.dial_strings()])
    said = (
        text for row in rows for text in (row.kind_words, row.label, row.extension, row.press, row.hours, row.languages)
    )
    return [text for text in (entry.service, entry.place, *said) if text]


def _head_findings(
    front: Page, card: Box, codes: Sequence[str], numbers: Sequence[Place], *, right_to_left: bool
) -> Iterator[str]:
    """The codes of the sides, as MEX and USA, stand above all numbers, in the order of reading, each over its side."""
    lines = [line for line in front.second.lines if holds(card, line.x_pt, line.y_pt)]
    heads = heads_among(lines, codes, right_to_left=right_to_left)
    both = " and ".join(codes)
    if len(heads) != 1:
        yield f"{both} do not stand once on the card"
        return
    ((first, last),) = heads
    if abs(last.x_pt - first.x_pt) < (card.right - card.left) / 4:
        yield f"{both} do not stand over their sides"
    if any(place.baseline <= heads[0].baseline for place in numbers):
        yield f"a number stands above {both}"


def _next(cells: Sequence[Cell], dial: DialString, below: float) -> list[Cell]:
    """The first cell of a string below a line."""
    return [
        cell
        for cell in cells
        if (cell.href, cell.printed) == (dial.href, dial.printed) and cell.place.baseline > below + LEVEL_PT
    ][:1]
