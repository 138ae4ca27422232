"""The strings to dial: large, bold, whole, evenly set, and in the column of the side from which they are dialled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.measures.reading import Box, Line, Page, Shape, union
from tests.measures.sheet import Fault, Number, Sheet
from tests.measures.table import GROUP_EM

FONT = "NotoSans-Bold"
NEAR = 0.03
FOLD_MARK = 42.0
"""Nearer to the foot of a page of a sheet to fold its border does not come: there the fold is marked."""
EVENLY_EM = 0.003
BETWEEN_GROUPS = " -+"
OVAL = 12.0
"""How far inside its oval the word MEX stands, at most; the oval begins where the column does."""
BEARING = 3.5
BEARING_EM = 0.2
"""The white beside a letter or digit that belongs to it: in points where it is small, else in its size."""


def numbers(sheet: Sheet) -> Iterator[Fault]:
    """Every string, whole and on one line, large, bold, its digits evenly and its groups wider apart."""
    counts = Counter(number.string for number in sheet.numbers)
    for number in sheet.numbers:
        yield from (Fault("numbers", number.page, f"{number.string} {what}") for what in _set_badly(sheet, number))
    for string, rows in Counter(sheet.texts.strings).items():  # 911 may be dialled from both sides
        if counts[string] != (wanted := sheet.measures.copies * rows):
            yield Fault("numbers", 0, f"{string} stands {counts[string]} times on a line of its own, not {wanted}")
    if sheet.texts.strings and not counts:
        yield Fault("numbers", 0, "there is no string to dial")


def _set_badly(sheet: Sheet, number: Number) -> Iterator[str]:
    for run in number.line.runs:
        if run.font != FONT or run.size_pt < sheet.measures.numbers - NEAR:
            yield f"is set in {run.font} {run.size_pt:g} pt"
    baselines = [each.y_pt for each in number.characters if not each.text.isspace()]
    if max(baselines) - min(baselines) > 0.01:
        yield "does not stand on one line"
    wider = 0.0
    for before, after in pairwise(number.characters):
        apart = (after.x_pt - before.x_pt) / before.size_pt - _advances()[before.text]
        if before.text in BETWEEN_GROUPS or after.text in BETWEEN_GROUPS:
            wider += apart
            if after.text not in BETWEEN_GROUPS and wider < GROUP_EM - EVENLY_EM:
                yield f"has a group only {wider:.3f} em wider apart than its font's"
        elif abs(apart) > EVENLY_EM:
            yield f"has digits {apart:.3f} em from where they belong"
        if after.text not in BETWEEN_GROUPS:
            wider = 0.0


def beside(sheet: Sheet) -> Iterator[Fault]:
    """What belongs to a number is there too: on a card an extension at least, else everything."""
    for text in sheet.texts.beside if sheet.measures.beside else ():
        if not sheet.says(text):
            yield Fault("beside", 0, f"“{text[:40]}” is not found")
    printed = {number.string for number in sheet.numbers}
    for string, extension in sheet.texts.extensions:
        if string in printed and not sheet.says(extension):
            yield Fault("beside", 0, f"{string} stands without “{extension}”")


@cache
def _advances() -> dict[str, float]:
    """By the font file itself, in em."""
    font = TTFont(Path(__file__).parents[2] / "fonts" / f"{FONT}.ttf")
    widths, characters, em = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
    return {character: widths[characters[ord(character)]][0] / em for character in "0123456789 -()+*#"}


def sides(sheet: Sheet) -> Iterator[Fault]:
    """Every string stands in the column of the side from which it is dialled, under that side's heading."""
    for index, page in enumerate(sheet.pages):
        for area in _areas(sheet, index):
            here = [each for each in sheet.numbers if each.page == index and area.holds(each.ink)]
            lines = [line for line in page.lines if area.meets(line.box)]
            mexico, us = _headings(lines)
            if not here:
                continue
            if mexico is None or us is None:
                yield Fault("sides", index, "MEX and USA do not stand once each over the numbers")
            elif sheet.measures.border:
                yield from _beside_the_posts(sheet, index, here, mexico, us)
            else:
                yield from _on_card(sheet, index, here, mexico, us)


def _areas(sheet: Sheet, index: int) -> list[Box]:
    """What has headings of its own: a card, each of two pages side by side, or the page."""
    box = sheet.pages[index].box
    if sheet.format == "card":
        return [next(sheet.cards(index))]
    if sheet.format == "half-print" or (sheet.measures.folded and index == 1):
        middle = (box.left + box.right) / 2
        return [box._replace(right=middle), box._replace(left=middle)]
    return [box]


def _on_card(sheet: Sheet, index: int, numbers: list[Number], mexico: Line, us: Line) -> Iterator[Fault]:
    """Under its heading a string begins, or ends at the edge at which the other heading stands."""
    for number in numbers:
        found = set()
        if abs(_start(sheet, number.ink) - _start(sheet, mexico.box)) < OVAL:
            found.add("mexico")
        if abs(_start(sheet, number.ink) - _start(sheet, us.box)) < OVAL or (
            abs(_end(sheet, number.ink) - _end(sheet, us.box)) < OVAL
        ):
            found.add("us")
        right = {side for side in ("mexico", "us") if number.string in getattr(sheet.texts, side)}
        below = number.line.baseline_pt > max(mexico.baseline_pt, us.baseline_pt)
        if not below or not found <= right or bool(found) != bool(right):
            yield Fault("sides", index, f"{number.string} does not stand under its side's heading")


def _beside_the_posts(sheet: Sheet, index: int, numbers: list[Number], mexico: Line, us: Line) -> Iterator[Fault]:
    """MEX ends where the border begins, and USA begins behind it: a string ends before the one or begins with the
    other, flush with all of its side; what is the same from both sides crosses."""
    middle = (_end(sheet, mexico.box) + _start(sheet, us.box)) / 2
    starts: dict[str, float] = {}
    for number in numbers:
        start, end = _start(sheet, number.ink), _end(sheet, number.ink)
        found = "mexico" if end < middle else "us" if start > middle else "both"
        below = number.line.baseline_pt > max(mexico.baseline_pt, us.baseline_pt)
        bearing = max(BEARING, BEARING_EM * number.characters[0].size_pt)
        flush = found == "both" or abs(starts.setdefault(found, start) - start) < bearing
        if not below or not flush or number.string not in getattr(sheet.texts, found):
            yield Fault("sides", index, f"{number.string} does not stand under its side's heading")
    if abs(starts.get("us", _start(sheet, us.box)) - _start(sheet, us.box)) > OVAL:
        yield Fault("sides", index, "USA does not stand over its numbers")


def _headings(lines: list[Line]) -> tuple[Line | None, Line | None]:
    """MEX and USA on one line; a number that takes a line of its own may have its side's sign there again."""
    first, last = ([line for line in lines if line.text.strip() == word] for word in ("MEX", "USA"))
    level = [(one, two) for one in first for two in last if abs(one.baseline_pt - two.baseline_pt) < 1]
    return level[0] if len(level) == 1 else (None, None)


def _start(sheet: Sheet, box: Box) -> float:
    """The leading edge, growing in the direction of reading."""
    return -box.right if sheet.right_to_left else box.left


def _end(sheet: Sheet, box: Box) -> float:
    return -box.left if sheet.right_to_left else box.right


def border(sheet: Sheet) -> Iterator[Fault]:
    """But for cards, digits keep off the border line, which runs beside every one of them and is broken only by what is
    the same from both sides. On a sheet to fold it reaches as far down as the marks of the fold let it."""
    clear = sheet.measures.border
    for number in sheet.numbers if clear else ():
        page = sheet.pages[number.page]
        digits = union(each.box for each in number.characters if each.text.isdigit())
        pieces = border_pieces(page)
        level = [piece for piece in pieces if piece.box.top < digits.bottom and piece.box.bottom > digits.top]
        if number.string in sheet.texts.both:
            if any(piece.box.wider(NEAR).meets(number.ink) for piece in pieces):
                yield Fault("border", number.page, f"the border line runs through {number.string}")
            continue
        least = digits.bottom - NEAR
        if sheet.measures.folded:
            least = min(least, page.box.bottom - FOLD_MARK - NEAR)
        if not any(each.box.top < digits.top + NEAR and each.box.bottom > least for each in level):
            yield Fault("border", number.page, f"the border line does not run beside {number.string}")
        for piece in level:
            apart = max(piece.box.left - number.ink.right, number.ink.left - piece.box.right)
            if apart < clear - NEAR:
                yield Fault("border", number.page, f"{number.string} is {apart:.1f} pt from the border line")


def border_pieces(page: Page) -> list[Shape]:
    """The upright rules between the two number columns."""
    heads = [line.box for line in page.lines if line.text.strip() in ("MEX", "USA")]
    if not heads:
        return []
    left, right = min(box.left for box in heads), max(box.right for box in heads)
    return [s for s in page.shapes if s.straight and s.box.height > s.box.width and left < s.box.left < right]
