"""How much of a page is black, before it is drawn. A fit that has a choice keeps below the limit with it."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.layout.page.placed import Mark, Path, PlacedLine, PlacedPage, PlacedPath, PlacedRule, marks_of
from handouts.text import Blackness, Line, Typesetter

TOO_BLACK = 0.125
"""Of a page, as in the measures table, so that copies stay readable."""
TONER_LIMIT = 0.1245
"""What a fit keeps to that has a choice: a hair less, since this is reckoned and not measured."""
TONER_LIMIT_OF_CODES = 0.14
"""Of a sheet of card backs, which has ten QR codes."""


class Toner:
    """Tells how black marks are, and keeps what it has found out of lines and paths: ask `toner_memory`."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._blackness = Blackness(typesetter.library)
        self._areas: dict[Path, float] = {}

    def of_page(self, page: PlacedPage) -> float:
        """The part of a page that is black."""
        return self.black_pt2((*page.artifacts, *marks_of(page.elements))) / (page.width_pt * page.height_pt)

    def black_pt2(self, marks: Iterable[Mark]) -> float:
        """Square points of black. A filled path counts its polygons, a stroked one its outline's length."""
        total = 0.0
        for mark in marks:
            if isinstance(mark, PlacedLine):
                total += self._blackness.of_line_pt2(mark.line)
            elif isinstance(mark, PlacedRule):
                on = mark.dash[0] / sum(mark.dash) if mark.dash else 1.0
                total += (abs(mark.x1_pt - mark.x0_pt) + abs(mark.y1_pt - mark.y0_pt)) * mark.width_pt * on
            else:
                total += self._black_path_pt2(mark)
        return total

    def black_lines_pt2(self, lines: Iterable[Line]) -> float:
        """Square points of black of lines, wherever they are put."""
        return sum(map(self._blackness.of_line_pt2, lines))

    def _black_path_pt2(self, mark: PlacedPath) -> float:
        if mark.stroke_pt:
            box = mark.box
            return 2 * (box.width + box.height) * mark.stroke_pt
        area = self._areas.get(mark.path)
        if area is None:
            area = self._areas[mark.path] = abs(_area(mark.path))
        return area * mark.scale**2


def toner_memory(typesetter: Typesetter) -> Toner:
    """The one that remembers what this typesetter has set."""
    found = typesetter.memory.get(Toner)
    if not isinstance(found, Toner):
        found = typesetter.memory[Toner] = Toner(typesetter)
    return found


def toner_of(page: PlacedPage, typesetter: Typesetter) -> float:
    """The part of a page that is black."""
    return toner_memory(typesetter).of_page(page)


def _area(path: Path) -> float:
    """In the path's own units, curves taken as straight."""
    total = 0.0
    start = at = (0.0, 0.0)
    for verb, numbers in path.segments:
        if verb == "R":
            total += numbers[2] * numbers[3]
        elif verb == "M":
            start = at = (numbers[0], numbers[1])
        else:
            end = start if verb == "Z" else (numbers[-2], numbers[-1])
            total += (at[0] * end[1] - end[0] * at[1]) / 2
            at = end
    return total
