"""A sheet of cards: ten up, two sides. The first card of each side is proved by its texts and numbers, the other nine
by being the same to the pixel; and all keep within their cuts, so that backs meet fronts.

The card is 3.5 x 2 inches, ten to a Letter sheet in two columns, in the middle: what perforated stock is sold as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from PIL import Image, ImageChops

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow
from handouts.content.sheet_texts import SheetText, Where
from handouts.paper import Box
from handouts.proof.cells import READERS, Cell, Place, lines_outside, second_within
from handouts.proof.expected import passages
from handouts.proof.extensions import extension_findings
from handouts.proof.ink import same_picture
from handouts.proof.organisations import Standing, organisation_findings
from handouts.proof.places import LEVEL_PT, codes_of, heads_among
from handouts.proof.reading import Page, PlacedCharacter, levels
from handouts.proof.second_reader import TextLine
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


def card_findings(
    pages: Sequence[Page],
    flyer: Flyer,
    listed: Sequence[SheetText],
    texts: Sequence[str],
    cells: Sequence[Cell],
    left_out: Collection[str],
    letters: Letters,
) -> Iterator[str]:
    """What is wrong with the cards of a sheet, besides what is proved of every sheet."""
    front, back = pages
    cards = cards_of(front)
    for side, page in (("front", front), ("back", back)):
        for number in _other_cards(page, cards):
            yield f"the {side} of card {number} is not the same as that of card 1"
        if _ink_at_cuts(page, cards[0]):
            yield f"ink comes within {INK_INSET_PT:g} pt of the cut on the {side} of the cards"
    if any(cell.page for cell in cells):
        yield "a number stands on the back of the cards"
    standing = [cell for cell in cells if not cell.page and cell.place.indexes]
    if any(not _contains(cards[0], cell.place.first) for cell in standing):
        yield "a link lies outside of the first card"
    codes = [sum(_holds(card, code.x_pt, code.y_pt) for code in back.qr_codes) for card in cards]
    if codes != [1] * len(cards):
        yield "not every card has its QR code on the back"
    right_to_left = is_right_to_left(flyer.language)
    read: list[ReadText] = []
    for side, page, where in (("front", front, Where.FRONT), ("back", back, Where.BACK)):
        lines = [line for line in page.second.lines if _holds(cards[0], line.x_pt, line.y_pt)]
        lines = lines_outside(lines, [cell.box for cell in standing if page is front])
        text = page.text_within(cards[0].left, cards[0].top, cards[0].right, cards[0].bottom)
        read.append(ReadText(text, lines, letters, right_to_left=right_to_left))
        for what, wanted in passages(listed, where):
            if missing := read[-1].missing_from(wanted):
                yield f"{what} does not stand on the {side} of the card; not found: {' '.join(missing)}"
    shown: list[Standing] = []
    yield from _number_findings(front, cards[0], flyer, standing, left_out, read[0], shown)
    yield from organisation_findings(shown, [cell.place for cell in standing], read, listed, texts)


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
                yield Copy(cell.printed, place, second_within(front.second.lines, box))


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
    return [line for line in page.second.lines if not any(_holds(card, line.x_pt, line.y_pt) for card in others)]


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


def _holds(cell: Box, x_pt: float, y_pt: float) -> bool:
    return cell.left <= x_pt < cell.right and cell.top <= y_pt < cell.bottom


def _contains(cell: Box, character: PlacedCharacter) -> bool:
    return _holds(cell, character.origin_pt, character.baseline_pt)


def _other_cards(page: Page, cards: Sequence[Box]) -> Iterator[int]:
    """Numbers (from 1) of the cards that do not look like the first. Copies stand whole pixels below each other, so
    each is compared with the head of its column; but a glyph that stands in the middle between two pixels may be drawn
    on either, and between columns all may."""
    heads = [_picture(page, card) for card in cards[:COLUMNS]]
    for number, card in enumerate(cards):
        head, picture = heads[number % COLUMNS if number >= COLUMNS else 0], _picture(page, card)
        if levels(ImageChops.difference(head, picture))[1] <= SAME_GREY:
            continue
        if not same_picture(ImageChops.invert(head), ImageChops.invert(picture)):
            yield number + 1


def _picture(page: Page, cell: Box) -> Image.Image:
    scale = page.pixels_per_pt
    left, top = int(cell.left * scale), int(cell.top * scale)
    return page.picture.crop((left, top, left + round(WIDTH_PT * scale), top + round(HEIGHT_PT * scale)))


def _number_findings(
    front: Page,
    card: Box,
    flyer: Flyer,
    cells: Sequence[Cell],
    left_out: Collection[str],
    read: ReadText,
    standing: list[Standing],
) -> Iterator[str]:
    """The numbers of the first card: all but those that layout says have found no room, whole rows, in the order of
    the directory, those of the first side at the edge where reading begins, those of the other at the other, and the
    first of an organisation below its name. Adds to `standing` what is shown."""
    begin, end = card.left + INSET_PT, card.right - INSET_PT
    if is_right_to_left(flyer.language):
        begin, end = end, begin
    numbers = [cell.place for cell in cells]
    if codes := codes_of(flyer):
        yield from _head_findings(front, card, codes, numbers, right_to_left=begin > end)
    edges = dict(zip((side.country for side in flyer.words.sides), (begin, end), strict=False))
    for place in numbers:
        if place.left < card.left + INSET_PT - 1 or place.right > card.right - INSET_PT + 1:
            yield f"{place.text} comes within {INSET_PT:g} pt of the cut"
    owners = _Owners(flyer, read)
    towards = -1 if begin > end else 1
    waiting = sorted(cells, key=lambda each: (round(each.place.baseline), towards * each.place.first.origin_pt))
    on_card = {(cell.href, cell.printed) for cell in cells}
    shown_somewhere = {dial.piece for dial in flyer.dial_strings() if (dial.href, dial.printed) in on_card}
    last = card.top
    in_order: list[Cell | None] = []  # of each string of the flyer
    for index, entry in enumerate(_entries(flyer)):
        rows: list[NumberRow] = []
        first: Place | None = None
        whatsapp = ((None, (dial,)) for dial in entry.whatsapp)
        for row, dials in (*((row, row.dial_strings()) for row in entry.rows), *whatsapp):
            shown: list[Cell] = []
            for dial in dials:  # from two sides it may be the same string
                found = _next([cell for cell in waiting if cell not in shown], dial, last)
                shown += [cell for cell in found if index in owners.of(cell)]
            in_order.extend(shown if len(shown) == len(dials) else [None] * len(dials))
            if not shown:
                # Layout can't say of a number that it left it out where it shows it under another name.
                if not all(dial.piece in left_out or dial.piece in shown_somewhere for dial in dials):
                    yield f"{dials[0].printed} does not stand on the card"
                continue
            waiting = [cell for cell in waiting if cell not in shown]
            places = [cell.place for cell in shown]
            if len(shown) < len(dials) or abs(places[0].baseline - places[-1].baseline) > LEVEL_PT:
                yield f"the numbers of {entry.name} do not stand on one line of the card"
                continue
            last = places[0].baseline
            first = first or places[0]
            rows += [row] if row else []
            for dial, place in zip(dials, places, strict=True):
                edge = edges.get(dial.side)
                if edge is not None and min(abs(place.left - edge), abs(place.right - edge)) > EDGE_PT:
                    yield f"{dial.printed} stands under the other side of the border"
        if first is not None:
            standing.append(
                Standing(replace(entry, place="", rows=tuple(rows), visit=None, further_visits=(), links=()), first)
            )
    yield from extension_findings(flyer, in_order, [read], cards=True)
    yield from (f"{cell.place.text} does not stand below the name of its organisation" for cell in waiting)
    if not cells:
        yield "no number stands on the card"


def _entries(flyer: Flyer) -> Iterator[Entry]:
    return (entry for section in flyer.sections for entry in section.entries)


class _Owners:
    """To which organisations a number of the card belongs: those whose name is the last above it. Of several of one
    name that have this number, as two offices with one switchboard, those of which all stands there that it has: layout
    may have left out the others."""

    def __init__(self, flyer: Flyer, read: ReadText) -> None:
        self._read = read
        self._entries = list(_entries(flyer))
        self._names = [
            (read.lines[line].y_pt, index)
            for index, entry in enumerate(self._entries)
            for line in read.lines_of(entry.name)
        ]

    def of(self, cell: Cell) -> Collection[int]:
        """Their indexes among the entries of the flyer."""
        baseline = cell.place.baseline
        above = [(y, index) for y, index in self._names if y < baseline + LEVEL_PT]
        lowest = max((y for y, _ in above), default=0.0)
        named = sorted({index for y, index in above if y > lowest - LEVEL_PT})
        if len(named) == 1:
            return named
        between = self._read.between(lowest - LEVEL_PT, baseline + LEVEL_PT)
        whole = [
            index for index in named if not any(map(between.missing_from, _texts_with(self._entries[index], cell)))
        ]
        return whole or named


def _texts_with(entry: Entry, cell: Cell) -> list[str]:
    """What must stand over a number of an organisation, besides its name."""
    rows = (row for row in entry.rows if cell.href in [dial.href for dial in row.dial_strings()])
    said = (
        text for row in rows for text in (row.kind_words, row.label, row.extension, row.press, row.hours, row.languages)
    )
    return [text for text in (entry.service, *said) if text]


def _head_findings(
    front: Page, card: Box, codes: Sequence[str], numbers: Sequence[Place], *, right_to_left: bool
) -> Iterator[str]:
    """The codes of the sides, as MEX and USA, stand above all numbers, in the order of reading, each over its side."""
    lines = [line for line in front.second.lines if _holds(card, line.x_pt, line.y_pt)]
    heads = heads_among(lines, codes, right_to_left=right_to_left)
    both = " and ".join(codes)
    if len(heads) != 1:
        yield f"{both} do not stand once on the card"
        return
    ((first, last),) = heads
    if abs(last.x_pt - first.x_pt) < WIDTH_PT / 4:
        yield f"{both} do not stand over their sides"
    if any(place.baseline <= heads[0].baseline for place in numbers):
        yield f"a number stands above {both}"


def _next(cells: Sequence[Cell], dial: DialString, below: float) -> list[Cell]:
    """The first cell of a string below a line."""
    return [
        cell
        for cell in cells
        if (cell.href, cell.printed) == (dial.href, dial.printed) and cell.place.baseline > below + LEVEL_PT
    ][:1]
