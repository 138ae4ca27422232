"""Leaves: a part of a page, as it can be found again on the sheet onto which the page was put."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from handouts.paper import Box, pt_from_mm
from handouts.proof.looks import sorted_characters
from handouts.proof.pixels import has_above, is_lighter
from handouts.proof.reading import Page

_SCALES = (1.0, 4 / pt_from_mm(1))
"""Pixels a point: on one of the two half a sheet of inches or of millimetres has whole pixels, and stands on them."""
_GREY_APART = 64
"""So much darker or lighter the edge of a letter may be that stands a hair beside; a wrong stroke is 200 off."""
FOLD_PT = 4.0
"""At both sides of a part: there a sheet has the marks of its fold."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Part of a page. `picture` in grey, `scale` pixels a point; `characters` as pdfium reads them, sorted."""

    picture: Image.Image
    scale: float
    characters: str

    def differs_from(self, other: Leaf) -> str:
        """In what two of the same size are not the same; empty where they are."""
        if self.characters != other.characters:
            return "its characters"
        if self.picture.size != other.picture.size:
            return "its size"
        if _differ(self.picture, other.picture) and (
            _reaches_out(self.picture, other.picture) or _reaches_out(other.picture, self.picture)
        ):
            return "its pixels"
        return ""


def _differ(first: Image.Image, second: Image.Image) -> bool:
    return has_above(ImageChops.difference(first, second), _GREY_APART)


def _reaches_out(first: Image.Image, second: Image.Image) -> bool:
    """Whether there is ink farther than a pixel from any in the other: pdfium rounds the places of glyphs, and one that
    stands between two pixels may go to either."""
    return is_lighter(second.filter(ImageFilter.MinFilter(3)), first, _GREY_APART)


def leaf_in(page: Page, part: Box, drawn: tuple[Image.Image, float] | None = None) -> Leaf:
    """A part of a page. `drawn`: the page's picture, and how many pixels a point it has, where it is there already."""
    picture, scale = drawn or drawn_to_cut(page, part.width)
    left, top = round(part.left * scale), round(part.top * scale)
    size = round(part.width * scale), int(part.height * scale)
    edge = round(FOLD_PT * scale)
    return Leaf(
        picture.crop((left + edge, top, left + size[0] - edge, top + size[1])),
        scale,
        sorted_characters(page.text_within(part.left, part.top, part.right, part.bottom)),
    )


def drawn_to_cut(page: Page, width_pt: float) -> tuple[Image.Image, float]:
    """A page's picture in which a part so wide has whole pixels."""
    scale = min(_SCALES, key=lambda each: round(abs(width_pt * each - round(width_pt * each)), 2))
    return page.drawn(scale), scale
