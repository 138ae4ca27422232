"""Live links: all of the flyer and no other, each over the number that it dials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handouts.content.flyer import Flyer
from handouts.proof.places import Place, Places
from handouts.proof.reading import Page, PlacedLink

TOLERANCE_PT = 2.0
"""By how much the ink of a number may stick out of its link."""


def link_findings(pages: Sequence[Page], flyer: Flyer, places: Places, *, cards: bool) -> Iterator[str]:
    """What is wrong with the links of a sheet. On cards only those that found room, each once: one card is live."""
    dials = flyer.dial_strings()
    links = [(number, link) for number, page in enumerate(pages) for link in page.links]
    wanted = Counter([flyer.website, *(dial.href for dial in dials if not cards or dial.printed in places)])
    found = Counter(link.href for _, link in links)
    lost, extra = wanted - found, found - wanted
    if lost or extra:
        yield f"the live links are not those of the flyer; missing {sorted(lost)}, too many {sorted(extra)}"
    over: set[tuple[str, str]] = set()
    for number, link in links:
        printed = {dial.printed for dial in dials if dial.href == link.href}
        under = {each for each in printed if any(_lies_over(number, link, place) for place in places.get(each, ()))}
        over.update((link.href, each) for each in under)
        if printed and not under:
            yield f"the link {link.href} does not lie over its number"
    for dial in dict.fromkeys(dials):
        if found[dial.href] and dial.printed in places and (dial.href, dial.printed) not in over:
            yield f"{dial.printed} does not lie under its link"


def _lies_over(number: int, link: PlacedLink, place: Place) -> bool:
    return (
        number == place.page
        and place.left >= link.left_pt - TOLERANCE_PT
        and place.right <= link.right_pt + TOLERANCE_PT
        and all(link.top_pt < each.baseline_pt < link.bottom_pt + TOLERANCE_PT for each in place.inked)
    )
