"""Numbers as they stand on paper: each in a cell of its own, which is what its live link lies over.

A cell holds one string to dial and nothing else, by both readers; to its left and right paper is free, so that no
figure of a neighbour is read, or dialled, as a part of it. What stands in no cell is no number but text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.content.flyer import DialString, Flyer
from handouts.paper import Box
from handouts.proof.page_objects import PlacedLink
from handouts.proof.reading import Page, PlacedCharacter
from handouts.proof.text_lines import SecondText, TextLine
from handouts.proof.wording import flat

READERS = "pdfium", "pdfminer.six"
CLEAR_EM = 0.4
"""Around a cell, in the size of its number: more than a space, and less than the least gap of any sheet."""
_BESIDE_PT = 0.5
"""By how much a glyph may begin beside its cell."""
_BAND_EM = 0.55, 0.15
"""Above the baseline, the band in which all figures and signs have ink, and neighbouring lines have none."""
_FIGURE_EM = 0.6
"""No figure is wider."""
_SIGNS = frozenset("0123456789*#+")
"""What is dialled."""


class Place:
    """Where something stands: its page (`page`, from 0), and characters of it, with the spaces between them. Their
    extent is asked of pdfium when it is needed."""

    def __init__(self, page: int, read: Page, indexes: Sequence[int]) -> None:
        self.page = page
        self.text = "".join([read.text[index] for index in indexes])
        self.indexes = indexes
        self._read = read

    def on(self, page: int) -> Place:
        """The same, on a page of another number."""
        return Place(page, self._read, self.indexes)

    @cached_property
    def first(self) -> PlacedCharacter:
        """The first character."""
        return self._read.characters(self.indexes[:1])[0]

    @cached_property
    def characters(self) -> list[PlacedCharacter]:
        """All characters."""
        return self._read.characters(self.indexes)

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


@dataclass(frozen=True, slots=True)
class Cell:
    """What lies under the link `href` on a page: by pdfium, with its place, and by pdfminer.six. `printed`: the string
    of the flyer that both should read, empty where neither reads one that this link dials."""

    page: int
    href: str
    box: Box
    place: Place
    second: str
    printed: str

    @property
    def readings(self) -> tuple[str, str]:
        """By READERS."""
        return self.place.text, self.second


def read_cells(pages: Sequence[Page], flyer: Flyer) -> list[Cell]:
    """Every cell of a sheet, in the order of its links."""
    forms: dict[str, list[str]] = {}
    for dial in dict.fromkeys(flyer.dial_strings()):
        forms.setdefault(dial.href, []).append(dial.printed)
    found: list[Cell] = []
    for number, page in enumerate(pages):
        for link in page.links:
            if link.href not in forms:
                continue
            box = link_box(link)
            place = Place(number, page, page.indexes_within(box, forms[link.href]))
            second = second_within(page.second, box)
            printed = next((form for form in forms[link.href] if form in (place.text, second)), "")
            found.append(Cell(number, link.href, box, place, second, printed))
    return found


def link_box(link: PlacedLink) -> Box:
    """In which all glyphs begin that a link lies over."""
    return Box(link.left_pt - _BESIDE_PT, link.top_pt, link.right_pt - _BESIDE_PT, link.bottom_pt)


def by_dial(cells: Iterable[Cell], dials: Iterable[DialString], *, right_to_left: bool) -> list[Cell | None]:
    """For each string to dial, in reading order, the cell in which it stands: the first, the second ... of those that
    print and dial the same. None for one that is missing."""
    towards = -1 if right_to_left else 1
    standing: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        if cell.place.indexes:
            standing.setdefault((cell.href, cell.printed), []).append(cell)
    for alike in standing.values():
        alike.sort(key=lambda each: (each.page, round(each.place.baseline), towards * each.place.first.origin_pt))
    waiting = {key: iter(alike) for key, alike in standing.items()}
    return [next(waiting.get((dial.href, dial.printed), iter(())), None) for dial in dials]


def cell_findings(pages: Sequence[Page], flyer: Flyer, cells: Sequence[Cell], *, all_there: bool) -> Iterator[str]:
    """Numbers that do not stand in as many cells as the flyer has them, and cells that are not free around.
    `all_there`: none may have been left out."""
    wanted = Counter(dial.printed for dial in flyer.dial_strings())
    for index, reader in enumerate(READERS):
        found = Counter(cell.readings[index] for cell in cells if cell.printed == cell.readings[index])
        for printed, count in wanted.items():
            if found[printed] > count:
                yield f"{reader} finds {printed} {found[printed]} times, not {count}"
            elif found[printed] < count and all_there:
                yield f"{reader} does not find {printed} ({found[printed]} of {count})"
        if wanted and not any(found[printed] for printed in wanted):
            yield f"{reader} finds no number at all"
    for cell in cells:
        if cell.printed and cell.place.text != cell.second:
            yield f"the readers differ: pdfium finds {cell.place.text!r}, pdfminer.six {cell.second!r}"
        elif cell.printed and (beside := _signs_beside(pages[cell.page], cell)):
            yield f"{beside} stands so near to {cell.printed} that it seems to be a part of it"


def _signs_beside(page: Page, cell: Cell) -> str:
    """Figures and signs of others in the paper around a cell that must be free, by either reader."""
    place = cell.place
    size, baseline = place.first.size_pt, place.baseline
    clear = CLEAR_EM * size
    high, low = (baseline - size * part for part in _BAND_EM)
    left, right = place.left - clear, place.right + clear
    around = _signs_in(flat(page.text_within(left, high, right, low)))
    zone = Box(left - _FIGURE_EM * size, baseline - size * _BAND_EM[1], right, baseline + size * _BAND_EM[1])
    seen = _signs_in(second_within(page.second, zone))
    own = _signs_in(cell.printed)
    if around == own == seen:
        return ""
    others = Counter(around) - Counter(own)
    others |= Counter(seen) - Counter(own)
    return " ".join(sorted(others.elements()))


def _signs_in(text: str) -> list[str]:
    """All of them, sorted."""
    return sorted(filter(_SIGNS.__contains__, text))


def second_within(page: SecondText, box: Box) -> str:
    """What pdfminer.six reads of glyphs that begin in a box."""
    lines = page.between(box.top, box.bottom)
    parts = [line.cut(*span) for line in lines if (span := _span_within(line, box))]
    return " ".join(part.text for part in sorted(parts, key=lambda each: each.x_pt)).strip()


def lines_outside(lines: Iterable[TextLine], boxes: Collection[Box]) -> list[TextLine]:
    """The lines of pdfminer.six without the glyphs that begin in any of the boxes."""
    return [part for line in lines for part in _parts_outside(line, boxes)]


def _parts_outside(line: TextLine, boxes: Collection[Box]) -> list[TextLine]:
    left = [line]
    for box in boxes:
        if box.top < line.y_pt < box.bottom:
            left = [part for each in left for part in _around(each, _span_within(each, box))]
    return left


def _around(line: TextLine, span: tuple[int, int] | None) -> list[TextLine]:
    """A line without some of its glyphs."""
    if span is None:
        return [line]
    around = (0, span[0]), (span[1], len(line.glyphs))
    return [line.cut(first, last) for first, last in around if first < last]


def _span_within(line: TextLine, box: Box) -> tuple[int, int] | None:
    """From which glyph of a line up to which they begin in a box."""
    if not (box.top < line.y_pt < box.bottom and line.x_pt < box.right and line.end_pt > box.left):
        return None
    inside = [index for index, x in enumerate(line.origins_pt) if box.left <= x < box.right]
    return (inside[0], inside[-1] + 1) if inside else None
