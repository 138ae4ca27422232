"""Live links: all of the flyer and no other, each over the number that it dials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handouts.content.flyer import Flyer
from handouts.proof.cells import Cell
from handouts.proof.reading import Page

TOLERANCE_PT = 2.0
"""By how much the ink of a number may stick out of its link."""


def link_findings(pages: Sequence[Page], flyer: Flyer, cells: Sequence[Cell], *, cards: bool) -> Iterator[str]:
    """What is wrong with the links of a sheet. On cards only those that found room, each once: one card is live."""
    dials = Counter((dial.href, dial.printed) for dial in flyer.dial_strings())
    over = Counter((cell.href, cell.printed) for cell in cells if _lies_over(cell))
    found = Counter(link.href for page in pages for link in page.links)
    wanted = Counter([flyer.website])
    for (href, _), count in (over if cards else dials).items():
        wanted[href] += count
    lost, extra = wanted - found, found - wanted
    if lost or extra:
        yield f"the live links are not those of the flyer; missing {sorted(lost)}, too many {sorted(extra)}"
    for cell in cells:
        if not _lies_over(cell):
            yield f"the link {cell.href} does not lie over its number"
    for href, printed in over - dials:
        yield f"there is a link {href} too many over {printed}"


def _lies_over(cell: Cell) -> bool:
    place, box = cell.place, cell.box
    return bool(
        cell.printed
        and place.indexes
        and place.left >= box.left - TOLERANCE_PT
        and place.right <= box.right + TOLERANCE_PT
        and all(box.top < each.baseline_pt < box.bottom + TOLERANCE_PT for each in place.inked)
    )
