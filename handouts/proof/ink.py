"""What a number looks like: the picture of every dial string must be that of the same characters, set from the same
font by another rasteriser. A reader of text believes what a file says of its glyphs; this looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PIL import Image, ImageChops, ImageFilter

from handouts.content.flyer import Flyer
from handouts.proof.faces import Faces
from handouts.proof.reading import PIXELS_PER_PT, PlacedCharacter, ReadPage

LEAST_SIZE_PT = 7.0
"""No dial string is smaller, on a card either."""
CONTRAST = 110
"""Of 255: by how much two pixels differ that are not the same. Rasterisers put a glyph on the nearest whole pixel, to
either side, so each pixel may also be like any of its neighbours."""
ABOVE_EM, BELOW_EM = 0.78, 0.24
"""The height of digits and brackets over the baseline and below it."""


def ink_findings(pages: tuple[ReadPage, ...], flyer: Flyer, faces: Faces) -> Iterator[str]:
    """Dial strings that do not look like themselves, wherever they stand."""
    for printed in dict.fromkeys(dial.printed for dial in flyer.dial_strings()):
        pattern = re.compile(rf"(?<![0-9+(\-]){re.escape(printed)}(?![0-9\-])")
        for page in pages:
            for hit in pattern.finditer(page.character_text):
                characters = [each for each in page.characters[hit.start() : hit.end()] if not each.text.isspace()]
                if what := _wrong(page, characters, faces):
                    yield f"{printed} {what}"


def _wrong(page: ReadPage, characters: Sequence[PlacedCharacter], faces: Faces) -> str:
    """What is wrong with the picture of one string; empty where nothing is."""
    smallest = min(each.size_pt for each in characters)
    if smallest < LEAST_SIZE_PT:
        return f"is set in {smallest:g} pt, too small to read"
    if any(one.origin_pt >= two.origin_pt for one, two in zip(characters, characters[1:], strict=False)):
        return "does not run from left to right"
    expected = _expected(characters, faces)
    if expected is None:
        return f"is set in {characters[0].font}, which is no font of the program"
    picture, left, top = expected
    box = (left, top, left + picture.width, top + picture.height)
    if page.picture is None or box[0] < 0 or box[1] < 0 or box[2] > page.picture.width or box[3] > page.picture.height:
        return "does not stand on the page"
    found = ImageChops.invert(page.picture.crop(box))
    if _lacks(found, picture):
        return "does not look like its digits: ink is missing"
    if _lacks(picture, found):
        return "does not look like its digits: there is other ink"
    return ""


def _lacks(found: Image.Image, wanted: Image.Image) -> bool:
    """Whether ink that is wanted is not there, nor beside its place."""
    near = found.filter(ImageFilter.MaxFilter(3))
    _, most = ImageChops.subtract(wanted, near).getextrema()
    return bool(most > CONTRAST)


def _expected(characters: Sequence[PlacedCharacter], faces: Faces) -> tuple[Image.Image, int, int] | None:
    """The string as FreeType sets it (255 is ink), and where its top left corner lies on the page, in pixels."""
    first, last = characters[0], characters[-1]
    size = max(each.size_pt for each in characters) * PIXELS_PER_PT
    left = round(first.origin_pt * PIXELS_PER_PT)
    right = round(last.right_pt * PIXELS_PER_PT) + 1
    baseline = round(first.baseline_pt * PIXELS_PER_PT)
    top, bottom = baseline - round(ABOVE_EM * size), baseline + round(BELOW_EM * size)
    picture = Image.new("L", (max(right - left, 1), bottom - top), 0)
    for each in characters:
        tile = faces.tile(each.font, each.size_pt * PIXELS_PER_PT, each.text)
        if tile is None:
            return None
        x = round(each.origin_pt * PIXELS_PER_PT) - left + tile.left
        y = round(each.baseline_pt * PIXELS_PER_PT) - top + tile.top
        picture.paste(255, (x, y), tile.picture)
    return picture, left, top
