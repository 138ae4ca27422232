"""What a page looks like, for comparison with a page of another file."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from handouts.paper import Box
from handouts.proof.page_objects import PlacedLink
from handouts.proof.pixels import WHITE, levels
from handouts.proof.reading import PAPER, Page, opened_by_pdfium
from handouts.proof.text_lines import DIRECTION_MARKS

_MIRRORED = dict.fromkeys(map(ord, "()[]{}<>«»‹›“”‘’„‚"))
_ISOLATES = "\u2066\u2067\u2068\u2069"
_UNCOMPARED = {**_MIRRORED, **dict.fromkeys(map(ord, DIRECTION_MARKS + _ISOLATES))}


@dataclass(frozen=True, slots=True)
class Look:
    """A page for comparison but for a part of it: a digest of its grey pixels at 72 dpi, its sorted characters, and its
    links; and what is not compared, where the part's ink is. pdfium mirrors brackets and quotes by the direction of
    the whole document, so they do not count: pixels show them. Nor does white space, which it makes up.
    """

    pixels: bytes
    characters: str
    links: tuple[PlacedLink, ...]
    ink_left_out: Box | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class Outside:
    """Of a page that is compared with another by what both are made of, the rest: its links, None where it has
    annotations that are seen; and whether there is neither text nor ink in a part of it, across the page."""

    links: tuple[PlacedLink, ...] | None
    is_blank: bool


def looks_of(pdf: bytes, without: Box) -> tuple[Look, ...]:
    """What the pages of a file look like but for a part of them. Raises UnreadableError."""
    with opened_by_pdfium(pdf) as pages:
        return tuple(look_of(page, without) for page in pages)


def look_of(page: Page, without: Box) -> Look:
    """What one looks like. `without`: a part that does not count, across the page."""
    picture = page.drawn(1.0)
    there, ink = page.part(without)
    picture.paste(WHITE, (0, int(without.top), picture.width, math.ceil(without.bottom)))
    characters = Counter(sorted_characters(page.raw_text))
    characters.subtract(sorted_characters(there))
    return Look(sha256(picture.tobytes()).digest(), "".join(sorted(characters.elements())), page.links, ink)


def outsides_of(pdf: bytes, part: Box) -> tuple[Outside, ...]:
    """Of every page. Raises UnreadableError."""
    with opened_by_pdfium(pdf) as pages:
        return tuple(Outside(page.unseen_links(), page.part(part) == ("", None)) for page in pages)


def clear_pages_of(pdf: bytes, part: Box, margin_pt: float) -> tuple[bool, ...]:
    """Of every page whether there is neither text nor ink in a part of it, across the page, and no ink so near to its
    edges, but at its foot. Raises UnreadableError."""
    with opened_by_pdfium(pdf) as pages:
        return tuple(_is_clear(page, part, margin_pt) for page in pages)


def _is_clear(page: Page, part: Box, margin_pt: float) -> bool:
    """By where objects stand, for that costs least; else by what can be read and seen."""
    inner = Box(margin_pt, margin_pt, page.width_pt - margin_pt, page.height_pt)
    extents = page.extents()
    if extents is not None and all(inner.holds(each) and not each.overlaps(part) for each in extents):
        return True
    return page.part(part) == ("", None) and not ink_near_edges(page, margin_pt, but_foot=True)


def ink_near_edges(page: Page, margin_pt: float, *, but_foot: bool) -> bool:
    """Whether there may be ink so near to the edges of the page, but for the lower one if that is to be left out: its
    pixels reach as far out as ink does, or farther."""
    picture, margin = page.drawn(1.0), math.ceil(margin_pt)
    bottom = picture.height if but_foot else picture.height - margin
    picture.paste(WHITE, (margin, margin, picture.width - margin, bottom))
    return levels(picture)[0] < PAPER


def sorted_characters(text: str) -> str:
    """For comparison: without white space, direction marks, and what is mirrored in text of the other direction."""
    return "".join(sorted("".join(text.split()).translate(_UNCOMPARED)))
