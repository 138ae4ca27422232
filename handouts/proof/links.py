"""Live links: all of the flyer and no other, each over the number that it dials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handouts.content.flyer import DialString, Flyer
from handouts.proof.reading import PlacedLink, ReadPage

TOLERANCE_PT = 2.0
"""By how much the ink of a number may stick out of its link."""


def link_findings(pages: tuple[ReadPage, ...], flyer: Flyer, *, all_numbers: bool) -> Iterator[str]:
    """What is wrong with the links of a sheet; `all_numbers`: whether every dial string must have one."""
    dials = flyer.dial_strings()
    wanted = Counter([*(dial.href for dial in dials), flyer.website])
    found = Counter(link.href for page in pages for link in page.links)
    lost, extra = (wanted - found if all_numbers else Counter()), found - wanted
    if lost or extra:
        yield f"the live links are not those of the flyer; missing {sorted(lost)}, too many {sorted(extra)}"
    by_href: dict[str, list[str]] = {}
    for dial in dials:
        by_href.setdefault(dial.href, []).append(dial.printed)
    for page in pages:
        for link in page.links:
            if link.href in by_href and not any(_lies_over(link, page, printed) for printed in by_href[link.href]):
                yield f"the link {link.href} does not lie over its number"
    for dial in dials if all_numbers else ():
        if found[dial.href] and not _is_under_a_link(pages, dial):
            yield f"{dial.printed} does not lie under its link"


def _is_under_a_link(pages: tuple[ReadPage, ...], dial: DialString) -> bool:
    return any(_lies_over(link, page, dial.printed) for page in pages for link in page.links if link.href == dial.href)


def _lies_over(link: PlacedLink, page: ReadPage, printed: str) -> bool:
    pattern = re.compile(rf"(?<![0-9+(\-]){re.escape(printed)}(?![0-9\-])")
    for hit in pattern.finditer(page.character_text):
        characters = [each for each in page.characters[hit.start() : hit.end()] if not each.text.isspace()]
        if (
            min(each.left_pt for each in characters) >= link.left_pt - TOLERANCE_PT
            and max(each.right_pt for each in characters) <= link.right_pt + TOLERANCE_PT
            and all(link.top_pt < each.baseline_pt < link.bottom_pt + TOLERANCE_PT for each in characters)
        ):
            return True
    return False
