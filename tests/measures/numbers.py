"""The strings to dial: large, bold, whole, evenly set, and in the column of the side from which they are dialled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.measures.reading import Box, Line, Page, Shape, is_inked, union
from tests.measures.sheet import Fault, Number, Sheet
from tests.measures.table import GROUP_EM

FONT = "NotoSans-Bold"
NEAR = 0.03
EVENLY_EM = 0.003
BETWEEN_GROUPS = " -+"
OVAL = 12.0
"""How far inside its oval the word MEX stands, at most; the oval begins where the column does."""
BEARING = 3.5
"""Of a point: the white beside a letter or digit that belongs to it."""
TOUCHING = 0.3
"""Of a point: what a digit and a piece of the border may be level, and nobody sees it."""


def numbers(sheet: Sheet) -> Iterator[Fault]:
    """Every string, whole and on one line, large, bold, its digits evenly and its groups wider apart."""
    counts = Counter(number.string for number in sheet.numbers)
    for number in sheet.numbers:
        yield from (Fault("numbers", number.page, f"{number.string} {what}") for what in _set_badly(sheet, number))
    copies, all_of_them = sheet.measures.copies, sheet.measures.all_numbers
    for string, rows in Counter(sheet.texts.strings).items():  # 911 may be dialled from both sides
        allowed = [copies * times for times in ((rows,) if all_of_them else range(rows + 1))]
        if counts[string] not in allowed:
            yield Fault("numbers", 0, f"{string} stands {counts[string]} times on a line of its own, not {allowed[-1]}")
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
    for text in sheet.texts.beside if sheet.measures.all_numbers else ():
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
        area = next(sheet.cards(index)) if sheet.format == "card" else page.box
        here = [each for each in sheet.numbers if each.page == index and area.holds(each.ink)]
        if not here:
            continue
        lines = [line for line in page.lines if area.meets(line.box)]
        mexico, us = _headings(lines)
        if mexico is None or us is None:
            yield Fault("sides", index, "MEX and USA do not stand once each over the numbers")
            continue
        for number in here:
            found = set()
            if abs(_start(sheet, number.ink) - _start(sheet, mexico.box)) < OVAL:
                found.add("mexico")
            if abs(_start(sheet, number.ink) - _start(sheet, us.box)) < OVAL or (
                sheet.format == "card" and abs(_end(sheet, number.ink) - _end(sheet, us.box)) < OVAL
            ):
                found.add("us")
            right = {side for side in ("mexico", "us") if number.string in getattr(sheet.texts, side)}
            below = number.line.baseline_pt > max(mexico.baseline_pt, us.baseline_pt)
            if not below or not found <= right or bool(found) != bool(right):
                yield Fault("sides", index, f"{number.string} does not stand under its side's heading")


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
    """On a flyer digits keep off the border line, and no piece of it is level with one."""
    clear = sheet.measures.border
    for number in sheet.numbers if clear else ():
        if number.string in sheet.texts.both:
            continue  # it stands across the border
        page = sheet.pages[number.page]
        digits = union(each.box for each in number.characters if each.text.isdigit())
        for piece in border_pieces(page):
            apart = max(piece.box.left - number.ink.right, number.ink.left - piece.box.right)
            if apart < clear - NEAR:
                yield Fault("border", number.page, f"{number.string} is {apart:.1f} pt from the border line")
            beside = Box(piece.box.left, digits.top, piece.box.right, digits.bottom).wider(0, -TOUCHING)
            if beside.meets(piece.box) and is_inked(page.picture(150, beside, [piece.handle])):
                yield Fault("border", number.page, f"{number.string} is level with a piece of the border line")


def border_pieces(page: Page) -> list[Shape]:
    """The upright rules between the two number columns."""
    heads = [line.box for line in page.lines if line.text.strip() in ("MEX", "USA")]
    if not heads:
        return []
    left, right = min(box.left for box in heads), max(box.right for box in heads)
    return [s for s in page.shapes if s.straight and s.box.height > s.box.width and left < s.box.left < right]
