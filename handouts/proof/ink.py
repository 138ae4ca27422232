"""What a number looks like: the picture of every dial string must be that of the same characters, set from the same
font by another rasteriser. A reader of text believes what a file says of its glyphs; this looks at them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from itertools import groupby
from typing import NamedTuple, Protocol

from PIL import Image, ImageChops

from handouts.proof.cells import Cell, Place
from handouts.proof.faces import Faces, Tile
from handouts.proof.pixels import WHITE, is_lighter
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


class _Shape(NamedTuple):
    """What a string looks like (255 is ink), without the white around it: rules and brackets of others are near. The
    same `spread` by a pixel."""

    picture: Image.Image
    spread: Image.Image


class _Look(NamedTuple):
    """A shape, and where its top left corner lies on the page, in pixels."""

    shape: _Shape
    left: int
    top: int

    @property
    def size(self) -> tuple[int, int]:
        return self.shape.picture.size

    def box(self, shift: int = 0) -> tuple[int, int, int, int]:
        """Where it lies, so many pixels further down."""
        width, height = self.size
        return self.left, self.top + shift, self.left + width, self.top + shift + height


_Placed = tuple[int, int, Tile]
"""A glyph, and where its top left corner lies, in pixels."""


def ink_findings(pages: Sequence[Shown], cells: Sequence[Cell], faces: Faces) -> Iterator[str]:
    """Dial strings that do not look like themselves."""
    expected = [(cell, _expected(pages[cell.page], cell.place, faces)) for cell in cells if cell.place.inked]
    looks: list[list[_Look]] = [[] for _ in pages]
    for cell, look in expected:
        if isinstance(look, _Look):
            looks[cell.page].append(look)
    are_there = [_are_there(page, of_page) for page, of_page in zip(pages, looks, strict=True)]
    for cell, look in expected:
        if isinstance(look, str):
            yield f"{cell.place.text} {look}"
        elif not are_there[cell.page] and (fault := _fault_near(pages[cell.page], look)):
            yield f"{cell.place.text} {fault}"


def _expected(page: Shown, place: Place, faces: Faces) -> _Look | str:
    """What one string should look like; or what is wrong with it, whatever it looks like."""
    inked = place.inked
    smallest = min(each.size_pt for each in inked)
    if smallest < LEAST_SIZE_PT:
        return f"is set in {smallest:g} pt, too small to read"
    tiles = list(_tiles(page.pixels_per_pt, inked, faces))
    if len(tiles) < len(inked):
        return f"is set in {inked[0].font}, which is no font of the program"
    if not _evenly_spaced(page.pixels_per_pt, place.characters, tiles):
        return "does not run from left to right at the distances of its font"
    look = _look(page.pixels_per_pt, inked, tiles)
    if look is None:
        return "has no ink"
    if look.left < 0 or look.top < 1 or not _holds(page.picture, look):
        return "does not stand on the page"
    return look


def _are_there(page: Shown, looks: Sequence[_Look]) -> bool:
    """Whether all strings of a page look like themselves: looked at below each other, a pixel apart, as one picture."""
    if not looks:
        return True
    size = max(look.size[0] for look in looks), sum(look.size[1] + 1 for look in looks)
    found, wanted, spread = Image.new("L", size, WHITE), Image.new("L", size, 0), Image.new("L", size, 0)
    top = 0
    for look in looks:
        found.paste(page.picture.crop(look.box()), (0, top))
        wanted.paste(look.shape.picture, (0, top))
        spread.paste(look.shape.spread, (0, top))
        top += look.size[1] + 1
    found = ImageChops.invert(found)
    return not _lacks(_spread(found), wanted) and not _lacks(spread, found)


def _fault_near(page: Shown, look: _Look) -> str:
    """How the page differs from a string there, and a pixel above and below; empty where it does not."""
    faults = [_fault(page.picture, look, shift) for shift in (0, -1, 1)]
    return faults[0] if all(faults) else ""


def _tiles(scale: float, characters: Sequence[PlacedCharacter], faces: Faces) -> Iterator[Tile]:
    """Of each character, as far as its font is one of the program."""
    for (font, size), alike in groupby(characters, key=lambda each: (each.font, each.size_pt)):
        tiles = faces.tiles(font, size * scale)
        if tiles is not None:
            yield from (tiles[each.text] for each in alike)


def _evenly_spaced(scale: float, characters: Sequence[PlacedCharacter], tiles: Sequence[Tile]) -> bool:
    """Whether each character begins where the one before it ends, or a space later. `tiles`: of those that are no
    space."""
    spaces, before, of_inked = 0, None, iter(tiles)
    for each in characters:
        if each.text.isspace():
            spaces += 1
            continue
        if before is not None:
            apart_em = (each.origin_pt - before.origin_pt - next(of_inked).advance / scale) / before.size_pt
            if not -CLOSER_EM <= apart_em <= (GROUP_EM if spaces else WIDER_EM):
                return False
        spaces, before = 0, each
    return True


def _holds(page: Image.Image, look: _Look) -> bool:
    width, height = look.size
    return look.left + width <= page.width and look.top + height + 1 <= page.height


def _fault(page: Image.Image, look: _Look, shift: int) -> str:
    """How the page differs from a string, so far below its place; empty where it does not."""
    found = ImageChops.invert(page.crop(look.box(shift)))
    if _lacks(_spread(found), look.shape.picture):
        return "does not look like its digits: ink is missing"
    if _lacks(look.shape.spread, found):
        return "does not look like its digits: there is other ink"
    return ""


def same_picture(found: Image.Image, wanted: Image.Image) -> bool:
    """Whether two pictures of the same size (255 is ink) show the same, but for a pixel to either side."""
    return not _lacks(_spread(found), wanted) and not _lacks(_spread(wanted), found)


def _lacks(spread: Image.Image, wanted: Image.Image) -> bool:
    """Whether ink that is wanted is not there, nor beside its place. `spread`: what is there, by a pixel."""
    return is_lighter(wanted, spread, CONTRAST)


def _spread(picture: Image.Image) -> Image.Image:
    """Each pixel as light as the lightest of it and its eight neighbours, as MaxFilter(3), which sorts all nine, has
    it. Beyond the edges all is 0."""
    width, height = picture.size
    beside = (picture.crop((step, 0, width + step, height)) for step in (-1, 1))
    rows = reduce(ImageChops.lighter, beside, picture)
    above_and_below = (rows.crop((0, step, width, height + step)) for step in (-1, 1))
    return reduce(ImageChops.lighter, above_and_below, rows)


def _look(scale: float, characters: Sequence[PlacedCharacter], tiles: Sequence[Tile]) -> _Look | None:
    """The string as FreeType sets it; None where that has no ink."""
    placed: list[_Placed] = []
    for each, tile in zip(characters, tiles, strict=True):
        if tile.picture.width:
            to_pixel = math.floor if each.size_pt * scale <= OUTLINES_PX else round
            x, y = to_pixel(each.origin_pt * scale), round(each.baseline_pt * scale)
            placed.append((x + tile.left, y + tile.top, tile))
    if not placed:
        return None
    left, top = min([x for x, _, _ in placed]), min([y for _, y, _ in placed])
    return _Look(_set(tuple([(x - left, y - top, tile) for x, y, tile in placed])), left, top)


@lru_cache(maxsize=512)  # all languages and formats have their numbers in common
def _set(placed: tuple[_Placed, ...]) -> _Shape:
    """Glyphs set beside each other from 0, 0 on."""
    width = max(x + tile.picture.width for x, _, tile in placed)
    height = max(y + tile.picture.height for _, y, tile in placed)
    picture = Image.new("L", (width, height), 0)
    for x, y, tile in placed:
        picture.paste(255, (x, y), tile.picture)
    return _Shape(picture, _spread(picture))
