"""How much of a page is black, before it is drawn. A fit that has a choice keeps below the limit with it."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.layout.page.placed import CodeSlot, Mark, PlacedLine, PlacedPage, PlacedRule, marks_of
from handouts.text import Line, Typesetter

TOO_BLACK = 0.125
"""Of a page: above that, copies of copies can't be read."""
TONER_LIMIT = 0.1245
"""What a fit keeps to that has a choice: a hair less, since this is reckoned and not measured."""
TONER_LIMIT_OF_CODES = 0.14
"""Of a sheet of card backs, which has ten QR codes."""


def toner_of(page: PlacedPage, typesetter: Typesetter) -> float:
    """The part of a page that is black. `typesetter`: the one that set its lines."""
    black = black_pt2((*page.artifacts, *marks_of(page.elements)), typesetter)
    return black / (page.width_pt * page.height_pt)


def black_pt2(marks: Iterable[Mark], typesetter: Typesetter) -> float:
    """Square points of black. A filled path counts its polygons, a stroked one its outline's length."""
    total = 0.0
    for mark in marks:
        if isinstance(mark, PlacedLine):
            total += typesetter.blackness.of_line_pt2(mark.line)
        elif isinstance(mark, PlacedRule):
            on = mark.dash[0] / sum(mark.dash) if mark.dash else 1.0
            total += (abs(mark.x1_pt - mark.x0_pt) + abs(mark.y1_pt - mark.y0_pt)) * mark.width_pt * on
        elif isinstance(mark, CodeSlot):
            total += black_lines_pt2(mark.lines, typesetter)
        elif mark.stroke_pt:
            total += 2 * (mark.box.width + mark.box.height) * mark.stroke_pt
        else:
            total += mark.path.area * mark.scale**2
    return total


def black_lines_pt2(lines: Iterable[Line], typesetter: Typesetter) -> float:
    """Square points of black of lines, wherever they are put."""
    return sum(map(typesetter.blackness.of_line_pt2, lines))
