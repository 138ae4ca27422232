"""Extensions, and what to press: each stands by the number that it belongs to.

Two numbers with the same digits differ by nothing else, and whoever asks for the wrong one reaches another desk. On a
sheet an extension stands below its number and above the next; on a card above its number and below the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.content.flyer import Flyer, NumberRow
from handouts.proof.cells import Cell
from handouts.proof.organisations import figures_in
from handouts.proof.places import LEVEL_PT
from handouts.proof.wording import ReadText


def extension_findings(
    flyer: Flyer, cells: Sequence[Cell | None], read: Sequence[ReadText], *, cards: bool
) -> Iterator[str]:
    """Numbers without their extension or what to press. `cells`: of each string to dial, in the order of the flyer;
    `read`: what stands on each page outside of the cells of numbers."""
    levels = [
        sorted({cell.place.baseline for cell in cells if cell and cell.page == page}) for page in range(len(read))
    ]
    for row, here in _with_extension(flyer, cells):
        for cell in here[:1] if cards else here:
            level = cell.place.baseline
            # A number of a card has its words above the first of its strings.
            above = max((each for each in levels[cell.page] if each < level - LEVEL_PT), default=0.0)
            below = min((each for each in levels[cell.page] if each > level + LEVEL_PT), default=float("inf"))
            begin, end = (above, level) if cards else (level, below)
            lines = [line.text for line in read[cell.page].lines if begin + LEVEL_PT < line.y_pt < end - LEVEL_PT]
            for what, text in (("its extension", row.extension), ("what to press", row.press)):
                if figures_in([text]) - figures_in(lines):
                    yield f"{cell.place.text} does not stand with {what} ({text})"


def _with_extension(flyer: Flyer, cells: Sequence[Cell | None]) -> Iterator[tuple[NumberRow, list[Cell]]]:
    """Each such row with the cells of its strings that stand there."""
    waiting = iter(cells)
    for section in flyer.sections:
        for entry in section.entries:
            for row in entry.rows:
                here = [next(waiting) for _ in row.dial_strings()]
                if row.extension or row.press:
                    yield row, [cell for cell in here if cell is not None]
            for _ in entry.whatsapp:
                next(waiting)
