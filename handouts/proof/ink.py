"""What a number looks like: the picture of every dial string must be that of the same characters, set from the same
font by another rasteriser. A reader of text believes what a file says of its glyphs; this looks at them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Protocol

from PIL import Image, ImageChops, ImageFilter

from handouts.proof.cells import Cell, Place
from handouts.proof.faces import Faces, Tile
from handouts.proof.pixels import levels
from handouts.proof.reading import PlacedCharacter

LEAST_SIZE_PT = 12.0
"""No dial string is smaller, on a card either."""
CLOSER_EM, WIDER_EM, GROUP_EM = 0.05, 0.12, 1.0
"""How much nearer and how much farther than its advance the next character may stand, and how wide a space may be."""
OUTLINES_PX = 50
"""Up to this size pdfium puts a glyph on a whole pixel, the one in which it begins or the one before; larger ones are
drawn as outlines, to a fraction of a pixel."""
CONTRAST = 110
"""Of 255: by how much two pixels differ that are not the same. Each pixel may also be like any of its neighbours."""


class Shown(Protocol):
    """A page to look at: its picture in grey, and how large that is."""

    @property
    def picture(self) -> Image.Image: ...
    @property
    def pixels_per_pt(self) -> float: ...


def ink_findings(pages: Sequence[Shown], cells: Sequence[Cell], faces: Faces) -> Iterator[str]:
    """Dial strings that do not look like themselves."""
    for cell in cells:
        if cell.place.inked and (what := _wrong(pages[cell.page], cell.place, faces)):
            yield f"{cell.place.text} {what}"


def _wrong(page: Shown, place: Place, faces: Faces) -> str:
    """What is wrong with the picture of one string; empty where nothing is."""
    inked = place.inked
    smallest = min(each.size_pt for each in inked)
    if smallest < LEAST_SIZE_PT:
        return f"is set in {smallest:g} pt, too small to read"
    if not all(faces.tile(each.font, each.size_pt * page.pixels_per_pt, each.text) for each in inked):
        return f"is set in {inked[0].font}, which is no font of the program"
    if not _evenly_spaced(page.pixels_per_pt, place.characters, faces):
        return "does not run from left to right at the distances of its font"
    expected = _expected(page.pixels_per_pt, inked, faces)
    if expected is None:
        return "has no ink"
    picture, left, top = expected
    if left < 0 or top < 1 or not _holds(page.picture, picture, left, top):
        return "does not stand on the page"
    fault = _fault(page.picture, picture, left, top)
    if fault and all(_fault(page.picture, picture, left, top + shift) for shift in (-1, 1)):
        return fault
    return ""


def _evenly_spaced(scale: float, characters: Sequence[PlacedCharacter], faces: Faces) -> bool:
    """Whether each character begins where the one before it ends, or a space later."""
    spaces, before = 0, None
    for each in characters:
        if each.text.isspace():
            spaces += 1
            continue
        if before is not None:
            tile = faces.tile(before.font, before.size_pt * scale, before.text)
            advance_pt = tile.advance / scale if tile else 0.0
            apart_em = (each.origin_pt - before.origin_pt - advance_pt) / before.size_pt
            if not -CLOSER_EM <= apart_em <= (GROUP_EM if spaces else WIDER_EM):
                return False
        spaces, before = 0, each
    return True


def _holds(page: Image.Image, picture: Image.Image, left: int, top: int) -> bool:
    return left + picture.width <= page.width and top + picture.height + 1 <= page.height


def _fault(page: Image.Image, picture: Image.Image, left: int, top: int) -> str:
    """How the page at this place differs from the picture of the string; empty where it does not."""
    found = ImageChops.invert(page.crop((left, top, left + picture.width, top + picture.height)))
    if _lacks(found, picture):
        return "does not look like its digits: ink is missing"
    if _lacks(picture, found):
        return "does not look like its digits: there is other ink"
    return ""


def same_picture(found: Image.Image, wanted: Image.Image) -> bool:
    """Whether two pictures of the same size (255 is ink) show the same, but for a pixel to either side."""
    return not _lacks(found, wanted) and not _lacks(wanted, found)


def _lacks(found: Image.Image, wanted: Image.Image) -> bool:
    """Whether ink that is wanted is not there, nor beside its place."""
    near = found.filter(ImageFilter.MaxFilter(3))
    return levels(ImageChops.subtract(wanted, near))[1] > CONTRAST


def _expected(scale: float, characters: Sequence[PlacedCharacter], faces: Faces) -> tuple[Image.Image, int, int] | None:
    """The string as FreeType sets it (255 is ink), and where its top left corner lies on the page, in pixels."""
    placed: list[tuple[int, int, Tile]] = []
    for each in characters:
        tile = faces.tile(each.font, each.size_pt * scale, each.text)
        if tile is None:
            return None
        to_pixel = math.floor if each.size_pt * scale <= OUTLINES_PX else round
        x, y = to_pixel(each.origin_pt * scale), round(each.baseline_pt * scale)
        placed.append((x + tile.left, y + tile.top, tile))
    left, top = min(x for x, _, _ in placed), min(y for _, y, _ in placed)
    right = max(x + tile.picture.width for x, _, tile in placed)
    bottom = max(y + tile.picture.height for _, y, tile in placed)
    picture = Image.new("L", (right - left, bottom - top), 0)
    for x, y, tile in placed:
        picture.paste(255, (x - left, y - top), tile.picture)
    inner = picture.getbbox()  # without the white around: rules and brackets of others are near
    if inner is None:
        return None
    return picture.crop(inner), left + inner[0], top + inner[1]
