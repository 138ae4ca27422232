"""A sheet of cards: ten up, two sides. The first card of each side is proved by its texts and numbers, the other nine
by being the same to the pixel; and all keep within their cuts, so that backs meet fronts.

The card is 3.5 x 2 inches, ten to a Letter sheet in two columns, in the middle: what perforated stock is sold as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PIL import Image, ImageChops

from handouts.content.flyer import LOCAL_SECTION, Flyer
from handouts.content.sheet_texts import Role, SheetText, Where
from handouts.paper import Box
from handouts.proof.card_numbers import card_number_findings, holds
from handouts.proof.cells import READERS, Cell, Place, lines_outside, second_within
from handouts.proof.expected import passages
from handouts.proof.ink import same_picture
from handouts.proof.organisations import Standing, organisation_findings
from handouts.proof.pixels import has_above
from handouts.proof.reading import Page
from handouts.proof.text_lines import TextLine
from handouts.proof.wording import Letters, ReadText, flat
from handouts.sources.languages import is_right_to_left, script_of

WIDTH_PT, HEIGHT_PT = 252.0, 144.0
COLUMNS, ROWS = 2, 5
INK_INSET_PT = 6.5
"""The same for all ink: a QR code's quiet zone, four modules, is 6.8 pt."""
EITHER_SIDE = {Role.MORE_ORGANISATIONS}
"""What stands on one side, wherever it has room."""
LATIN = "Latn"
SAME_GREY = 48
"""Of 255: by how much two copies of a card may differ in a pixel. They stand whole pixels apart."""


def card_findings(
    pages: Sequence[Page],
    whole: Flyer,
    listed: Sequence[SheetText],
    texts: Sequence[str],
    cells: Sequence[Cell],
    left_out: Collection[str],
    edition: str,
    letters: Letters,
) -> Iterator[str]:
    """What is wrong with the cards of a sheet, besides what is proved of every sheet. `left_out`: what layout says of
    the `whole` flyer; `flyer`: without the organisations and details that it left out."""
    front, back = pages
    cards = cards_of(front)
    flyer = whole.without(left_out)
    for side, page in (("front", front), ("back", back)):
        for number in _other_cards(page, cards):
            yield f"the {side} of card {number} is not the same as that of card 1"
        if _ink_at_cuts(page, cards[0]):
            yield f"ink comes within {INK_INSET_PT:g} pt of the cut on the {side} of the cards"
    if any(cell.page for cell in cells):
        yield "a number stands on the back of the cards"
    standing = [cell for cell in cells if not cell.page and cell.place.indexes]
    if any(not holds(cards[0], cell.place.first.origin_pt, cell.place.baseline) for cell in standing):
        yield "a link lies outside of the first card"
    codes = [sum(holds(card, code.x_pt, code.y_pt) for code in back.qr_codes) for card in cards]
    if codes != [1] * len(cards):
        yield "not every card has its QR code on the back"
    read: list[ReadText] = []
    for page, cells_there in ((front, standing), (back, ())):
        lines = [line for line in page.second.lines if holds(cards[0], line.x_pt, line.y_pt)]
        lines = lines_outside(lines, [cell.box for cell in cells_there])
        there = partial(page.text_within, cards[0].left, cards[0].top, cards[0].right, cards[0].bottom)
        read.append(ReadText(there, lines, letters, right_to_left=is_right_to_left(flyer.language)))
    yield from _text_findings(flyer, listed, edition, read)
    shown: list[Standing] = []
    yield from card_number_findings(front, cards[0], flyer, standing, left_out, read[0], shown)
    yield from _detail_findings(whole, flyer, shown, read[0])
    yield from organisation_findings(shown, [cell.place for cell in standing], read, listed, texts)
    yield from _children_findings(whole, shown, read[0])
    yield from _local_findings(whole, shown, read[0])
    for side, page in (("front", front), ("back", back)):
        outside = [line for line in page.second.lines if not any(holds(card, line.x_pt, line.y_pt) for card in cards)]
        margin = ReadText("", outside, letters, right_to_left=False)
        for text in whole.archived_card[-1:]:
            if missing := margin.missing_from(text):
                yield f"“{text}” does not stand beside the cards on the {side}; not found: {' '.join(missing)}"


def _text_findings(flyer: Flyer, listed: Sequence[SheetText], edition: str, read: Sequence[ReadText]) -> Iterator[str]:
    """A card that is cut out stands by itself: each side says what is on it of all texts."""
    sides = {Role.SIDE, Role.SIDE_CODE} if not flyer.dial_strings() else ()
    wanted = [each for each in listed if each.role not in sides]
    in_english = [] if script_of(flyer.language) == LATIN else [(Role.LANGUAGE_ENGLISH.what, flyer.language_english)]
    scan = [(Role.SCAN.what, flyer.words.scan)]
    code = ("the edition", edition)
    must = [*passages(wanted, Where.FRONT), *in_english, code], [*passages(wanted, Where.BACK), *scan, code]
    for side, texts, there in zip(("front", "back"), must, read, strict=True):
        for what, text in texts:
            if missing := there.missing_from(text):
                yield f"{what} does not stand on the {side} of the card; not found: {' '.join(missing)}"
    for each in listed:
        if each.role in EITHER_SIDE and all(there.missing_from(each.text) for there in read):
            yield f"{each.what} stands on no side of the card"


def _children_findings(whole: Flyer, shown: Iterable[Standing], front: ReadText) -> Iterator[str]:
    """Help for those whom an icon stands for, as children who travel alone, is on every card, below its title."""
    on_card = {each.entry.piece for each in shown}
    found = True
    for section in whole.sections:
        with_number = [entry.piece for entry in section.entries if entry.has_number]
        if section.id == LOCAL_SECTION or not section.icon or not with_number:
            continue
        if not on_card.isdisjoint(with_number):
            if missing := front.missing_from(section.title):
                yield f"“{section.title}” does not stand on the card; not found: {' '.join(missing)}"
            return
        found = False
    if not found:
        yield "no number of those for whom there is an icon stands on the card"


def _detail_findings(whole: Flyer, flyer: Flyer, shown: Iterable[Standing], front: ReadText) -> Iterator[str]:
    """What layout has not left out of an organisation stands there; and it may not leave out that an office is
    elsewhere, since everybody who holds the card is in its city."""
    places = {entry.piece: entry.place for section in whole.sections for entry in section.entries}
    for entry in (each.entry for each in shown):
        place = places[entry.piece]
        if place and not entry.place and not _is_of_city(flyer, place):
            yield f"{entry.name} stands on the card without its place, {place}"
        for each in entry.texts():
            if each.text and each.detail and (missing := front.missing_from(each.text)):
                yield f"{each.what} does not stand on the card; not found: {' '.join(missing)}"


def _is_of_city(flyer: Flyer, place: str) -> bool:
    """Whether every reader of the sheet is there: a place of the city need not be printed."""
    towns = {flat(town).casefold() for name in (flyer.city_english, flyer.city_own) for town in name.split("/")}
    return not {flat(part).casefold() for part in place.split(",")}.isdisjoint(towns)


def _local_findings(whole: Flyer, shown: Iterable[Standing], front: ReadText) -> Iterator[str]:
    """Every card has a number of its city, or says that it has none; never both."""
    local = {entry.piece for entry in whole.local}
    has_one = any(each.entry.piece in local for each in shown)
    says_none = not front.missing_from(whole.words.no_local_number_card)
    if not has_one and not says_none:
        yield f"the card has no local number, and does not say so: {whole.words.no_local_number_card}"
    if has_one and says_none:
        yield f"the card has a local number, and says that it has none: {whole.words.no_local_number_card}"


class Copy(NamedTuple):
    """Where a number of the first card should stand on another: by pdfium, with its place, and by pdfminer.six."""

    printed: str
    place: Place
    second: str


def copies_of(front: Page, cells: Iterable[Cell]) -> Iterator[Copy]:
    """The numbers of the first card on the nine others."""
    first, *others = cards_of(front)
    for cell in cells:
        if cell.page == 0 and cell.printed:
            for card in others:
                box = cell.box.moved(card.left - first.left, card.top - first.top)
                place = Place(0, front, front.indexes_within(box, [cell.printed]))
                yield Copy(cell.printed, place, second_within(front.second, box))


def copy_findings(copies: Sequence[Copy]) -> Iterator[str]:
    """Numbers that do not stand on every card, by both readers."""
    wanted = Counter(copy.printed for copy in copies)
    for index, reader in enumerate(READERS):
        found = Counter(copy.printed for copy in copies if (copy.place.text, copy.second)[index] == copy.printed)
        for printed in wanted - found:
            yield f"{reader} does not find {printed} on {wanted[printed] - found[printed]} of the cards"


def lines_of_first(page: Page) -> list[TextLine]:
    """The lines of a page without those of all cards but the first."""
    _, *others = cards_of(page)
    return [line for line in page.second.lines if not any(holds(card, line.x_pt, line.y_pt) for card in others)]


def cards_of(page: Page) -> list[Box]:
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


def _other_cards(page: Page, cards: Sequence[Box]) -> Iterator[int]:
    """Numbers (from 1) of the cards that do not look like the first. Copies stand whole pixels below each other, so
    each is compared with the head of its column; but a glyph that stands in the middle between two pixels may be drawn
    on either, and between columns all may."""
    heads = [_picture(page, card) for card in cards[:COLUMNS]]
    for number, card in enumerate(cards):
        head, picture = heads[number % COLUMNS if number >= COLUMNS else 0], _picture(page, card)
        if not has_above(ImageChops.difference(head, picture), SAME_GREY):
            continue
        if not same_picture(ImageChops.invert(head), ImageChops.invert(picture)):
            yield number + 1


def _picture(page: Page, cell: Box) -> Image.Image:
    scale = page.pixels_per_pt
    left, top = int(cell.left * scale), int(cell.top * scale)
    return page.picture.crop((left, top, left + round(WIDTH_PT * scale), top + round(HEIGHT_PT * scale)))
