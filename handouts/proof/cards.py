"""A sheet of cards: ten up, two sides. The first card of each side is proved by its texts and numbers, the other nine
by being the same to the pixel; and all keep within their cuts, so that backs meet fronts.

The card is 3.5 x 2 inches, ten to a Letter sheet in two columns, in the middle: what perforated stock is sold as.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PIL import Image, ImageChops

from handouts.content.flyer import DialString, Flyer, Side
from handouts.content.sheet_texts import SheetText, Where
from handouts.paper import Box
from handouts.proof.expected import MEXICO_HEAD, US_HEAD, passages
from handouts.proof.ink import same_picture
from handouts.proof.places import LEVEL_PT, Place, Places, named_places, stands_beside
from handouts.proof.reading import PIXELS_PER_PT, Page, PlacedCharacter, levels
from handouts.proof.wording import Letters, ReadText
from handouts.sources.languages import is_right_to_left

WIDTH_PT, HEIGHT_PT = 252.0, 144.0
COLUMNS, ROWS = 2, 5
INSET_PT = 9.0
"""From the cut, for text."""
INK_INSET_PT = 6.5
"""The same for all ink: a QR code's quiet zone, four modules, is 6.8 pt."""
EDGE_PT = 4.0
"""By how much the ink of a number (a 1 is narrow) may begin or end beside the edge of the card's text."""
SAME_GREY = 48
"""Of 255: by how much two copies of a card may differ in a pixel. They stand whole pixels apart."""


def first_card_only(front: Page, places: Places) -> Places:
    """Of all places those on the first card: the others are its copies."""
    cell = _cells(front)[0]
    return {
        printed: here
        for printed, standing in places.items()
        if (here := [each for each in standing if not each.page and _contains(cell, each.first)])
    }


def card_findings(
    pages: Sequence[Page],
    flyer: Flyer,
    texts: Sequence[SheetText],
    places: Places,
    left_out: Collection[str],
    letters: Letters,
) -> Iterator[str]:
    """What is wrong with the cards of a sheet, besides what is proved of every sheet."""
    front, back = pages
    cells = _cells(front)
    for side, page in (("front", front), ("back", back)):
        for number in _other_cards(page, cells):
            yield f"the {side} of card {number} is not the same as that of card 1"
        if _ink_at_cuts(page, cells[0]):
            yield f"ink comes within {INK_INSET_PT:g} pt of the cut on the {side} of the cards"
    yield from _number_findings(front, cells[0], flyer, first_card_only(front, places), left_out)
    if any(place.page for standing in places.values() for place in standing):
        yield "a number stands on the back of the cards"
    codes = [sum(_holds(cell, code.x_pt, code.y_pt) for code in back.qr_codes) for cell in cells]
    if codes != [1] * len(cells):
        yield "not every card has its QR code on the back"
    yield from _text_findings(front, back, cells[0], flyer, texts, letters)


def _cells(page: Page) -> list[Box]:
    """The cards by rows, in points from the top left of the page."""
    left, top = (page.width_pt - COLUMNS * WIDTH_PT) / 2, (page.height_pt - ROWS * HEIGHT_PT) / 2
    return [
        Box(x, y, x + WIDTH_PT, y + HEIGHT_PT)
        for y in (top + row * HEIGHT_PT for row in range(ROWS))
        for x in (left + column * WIDTH_PT for column in range(COLUMNS))
    ]


def _ink_at_cuts(page: Page, cell: Box) -> bool:
    left, top, right, bottom = cell.left, cell.top, cell.right, cell.bottom
    return (
        page.ink_between(left, top, right, top + INK_INSET_PT)
        or page.ink_between(left, bottom - INK_INSET_PT, right, bottom)
        or page.ink_between(left, top, left + INK_INSET_PT, bottom)
        or page.ink_between(right - INK_INSET_PT, top, right, bottom)
    )


def _holds(cell: Box, x_pt: float, y_pt: float) -> bool:
    return cell.left <= x_pt < cell.right and cell.top <= y_pt < cell.bottom


def _contains(cell: Box, character: PlacedCharacter) -> bool:
    return _holds(cell, character.origin_pt, character.baseline_pt)


def _other_cards(page: Page, cells: Sequence[Box]) -> Iterator[int]:
    """Numbers (from 1) of the cards that do not look like the first. Copies stand whole pixels below each other, so
    each is compared with the head of its column; between columns a glyph may be drawn a pixel to the side."""
    heads = [_picture(page, cell) for cell in cells[:COLUMNS]]
    for number, cell in enumerate(cells):
        head, picture = heads[number % COLUMNS if number >= COLUMNS else 0], _picture(page, cell)
        if levels(ImageChops.difference(head, picture))[1] <= SAME_GREY:
            continue
        if number >= COLUMNS or not same_picture(ImageChops.invert(head), ImageChops.invert(picture)):
            yield number + 1


def _picture(page: Page, cell: Box) -> Image.Image:
    left, top = int(cell.left * PIXELS_PER_PT), int(cell.top * PIXELS_PER_PT)
    return page.picture.crop(
        (left, top, left + round(WIDTH_PT * PIXELS_PER_PT), top + round(HEIGHT_PT * PIXELS_PER_PT))
    )


def _number_findings(front: Page, cell: Box, flyer: Flyer, on_card: Places, left_out: Collection[str]) -> Iterator[str]:
    """The numbers of the first card: all but those that layout says have found no room, whole rows, in the order of
    the directory, those of Mexico at the edge where reading begins, those of the U.S. at the other, and the first of
    an organisation below its name."""
    begin, end = cell.left + INSET_PT, cell.right - INSET_PT
    if is_right_to_left(flyer.language):
        begin, end = end, begin
    numbers = [place for standing in on_card.values() for place in standing]
    yield from _head_findings(front, cell, numbers, towards=1 if begin < end else -1)
    for place in numbers:
        if place.left < cell.left + INSET_PT - 1 or place.right > cell.right - INSET_PT + 1:
            yield f"{place.text} comes within {INSET_PT:g} pt of the cut"
    last = cell.top
    for section in flyer.sections:
        for entry in section.entries:
            first: Place | None = None
            for dials in (*(row.dial_strings() for row in entry.rows), *((dial,) for dial in entry.whatsapp)):
                shown = [place for dial in dials for place in _next(on_card.get(dial.printed, ()), last)]
                if not shown:
                    if not all(f"{_kind(dial)}/{dial.e164}" in left_out for dial in dials):
                        yield f"{dials[0].printed} does not stand on the card"
                    continue
                if len(shown) < len(dials) or abs(shown[0].baseline - shown[-1].baseline) > LEVEL_PT:
                    yield f"the numbers of {entry.name} do not stand on one line of the card"
                    continue
                first, last = first or shown[0], shown[0].baseline
                for dial, place in zip(dials, shown, strict=True):
                    edge = {Side.MEXICO: begin, Side.US: end}.get(dial.side)
                    if edge is not None and min(abs(place.left - edge), abs(place.right - edge)) > EDGE_PT:
                        yield f"{dial.printed} stands under the other side of the border"
            if first is None:
                continue
            names = [each for each in named_places([front], entry.name.split()[0]) if _contains(cell, each.first)]
            if not stands_beside(names, first, numbers):
                yield f"the numbers of {entry.name} do not stand below its name"
    if last == cell.top:
        yield "no number stands on the card"


def _head_findings(front: Page, cell: Box, numbers: Sequence[Place], towards: int) -> Iterator[str]:
    """MEX and USA stand above all numbers, in the order of reading."""
    heads = [
        [each for each in named_places([front], head) if _contains(cell, each.first)] for head in (MEXICO_HEAD, US_HEAD)
    ]
    if [len(each) for each in heads] != [1, 1]:
        yield f"{MEXICO_HEAD} and {US_HEAD} do not stand once on the card"
        return
    (mexico,), (us,) = heads
    if (us.left - mexico.left) * towards < WIDTH_PT / 4:
        yield f"{MEXICO_HEAD} and {US_HEAD} do not stand over their sides"
    if any(place.baseline <= max(mexico.baseline, us.baseline) for place in numbers):
        yield f"a number stands above {MEXICO_HEAD} and {US_HEAD}"


def _kind(dial: DialString) -> str:
    return "whatsapp" if dial.side is Side.BOTH else "number"


def _next(standing: Sequence[Place], below: float) -> list[Place]:
    return [place for place in standing if place.baseline > below + LEVEL_PT][:1]


def _text_findings(
    front: Page, back: Page, cell: Box, flyer: Flyer, texts: Sequence[SheetText], letters: Letters
) -> Iterator[str]:
    for side, page, where in (("front", front, Where.FRONT), ("back", back, Where.BACK)):
        lines = [line for line in page.second.lines if _holds(cell, line.x_pt, line.y_pt)]
        text = page.text_within(cell.left, cell.top, cell.right, cell.bottom)
        read = ReadText(text, lines, is_right_to_left(flyer.language), letters)
        for what, wanted in passages(texts, where):
            if missing := read.missing_from(wanted):
                yield f"{what} does not stand on the {side} of the card; not found: {' '.join(missing)}"
