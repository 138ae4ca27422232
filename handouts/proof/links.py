"""Live links: all of the flyer and no other, each over the number that it dials or the address that it opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handouts.content.flyer import ContactLink, Flyer
from handouts.proof.cells import Cell, link_box
from handouts.proof.page_objects import PlacedLink
from handouts.proof.reading import Page
from handouts.proof.wording import flat

TOLERANCE_PT = 2.0
"""By how much the ink of a number may stick out of its link."""


def link_findings(
    pages: Sequence[Page], flyer: Flyer, cells: Sequence[Cell], *, cards: bool, sites: int
) -> Iterator[str]:
    """What is wrong with the links of a sheet. On cards only those that found room, each once: one card is live.
    `sites`: how often the site's name stands there."""
    dials = Counter((dial.href, dial.printed) for dial in flyer.dial_strings())
    over = Counter((cell.href, cell.printed) for cell in cells if _lies_over(cell))
    found = Counter(link.href for page in pages for link in page.links)
    contacts = (
        [] if cards else [link for section in flyer.sections for entry in section.entries for link in entry.links]
    )
    wanted = Counter([*[flyer.website] * sites, *(link.href for link in contacts)])
    for (href, _), count in (over if cards else dials).items():
        wanted[href] += count
    lost, extra = wanted - found, found - wanted
    if lost or extra:
        yield f"the live links are not those of the flyer; missing {sorted(lost)}, too many {sorted(extra)}"
    yield from _contact_findings(pages, contacts, flyer)
    for cell in cells:
        if not _lies_over(cell):
            yield f"the link {cell.href} does not lie over its number"
    for href, printed in over - dials:
        yield f"there is a link {href} too many over {printed}"


def _contact_findings(pages: Sequence[Page], contacts: Sequence[ContactLink], flyer: Flyer) -> Iterator[str]:
    """Addresses of organisations under links that open another one, or in another order than the organisations."""
    known = {link.href for link in contacts}
    under = [
        (number, link.top_pt, link.href, _text_under(page, link))
        for number, page in enumerate(pages)
        for link in page.links
        if link.href in known
    ]
    found = [(href, text) for *_, href, text in sorted(under)]
    site = flyer.website, flyer.website_printed
    if site not in {(link.href, link.printed) for link in contacts}:
        found = [each for each in found if each != site]
    wanted = [(link.href, link.printed) for link in contacts]
    for href, printed in wanted:
        if (href, printed) not in found:
            yield f"the link {href} does not lie over {printed}"
    if sorted(found) == sorted(wanted) and found != wanted:
        yield "the addresses of organisations do not stand in the order of the organisations"


def _text_under(page: Page, link: PlacedLink) -> str:
    """All that begins in a link, line by line, without spaces."""
    inside = page.characters(page.indexes_within(link_box(link), ()))
    inside.sort(key=lambda each: (round(each.baseline_pt), each.origin_pt))
    return "".join(flat("".join(each.text for each in inside)).split())


def _lies_over(cell: Cell) -> bool:
    place, box = cell.place, cell.box
    return bool(
        cell.printed
        and place.indexes
        and place.left >= box.left - TOLERANCE_PT
        and place.right <= box.right + TOLERANCE_PT
        and all(box.top < each.baseline_pt < box.bottom + TOLERANCE_PT for each in place.inked)
    )
