"""A sheet, drawn so that it is known again on a wall: its shape, where its head and numbers are, its code ringed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand
from handouts.layout.page.placed import Mark, PlacedLine, PlacedRule, PlacedShape
from handouts.layout.parts.marks import OUTLINE_PT, rounded_box
from handouts.text import Weight

_INSET_PT = 7.0
_THIN_PT, _RULE_PT, _BAR_PT, _STRIKE_PT = 1.2, 1.6, 2.8, 3.0
_CODE_PT, _CITY_PT, _LANGUAGE_PT, _LEAST_PT = 7.0, 8.0, 7.0, 4.5
_RING_HEIGHT_PT = 11.5
_SQUARE_PT = 15.0
_OVERHANG_PT = 3.0


class Shown(NamedTuple):
    """What is drawn. `width_pt`, `height_pt`: of the drawing; `right_to_left`: its head and columns begin at the right;
    `spine`: it is a booklet; `card`: one card, its code in the head."""

    width_pt: float
    height_pt: float
    city: str
    language: str
    code: str
    right_to_left: bool = False
    spine: bool = False
    card: bool = False


def draw_sheet(frame: Frame, shown: Shown, left_pt: float, top_pt: float, *, struck: bool) -> tuple[Mark, ...]:
    """The drawing, its left top corner given; struck through where the sheet is to be taken down."""
    drawing = _Drawing(frame, shown, left_pt, top_pt)
    marks = [PlacedShape(rounded_box(shown.width_pt, shown.height_pt, 0.01), left_pt, top_pt, 1.0, OUTLINE_PT)]
    inside: Iterator[Mark] = drawing.card() if shown.card else drawing.booklet() if shown.spine else drawing.page()
    strike = PlacedRule(
        left_pt - _OVERHANG_PT,
        top_pt + shown.height_pt + _OVERHANG_PT,
        left_pt + shown.width_pt + _OVERHANG_PT,
        top_pt - _OVERHANG_PT,
        _STRIKE_PT,
    )
    return (*marks, *inside, *([strike] if struck else []))


class _Drawing:
    """The marks inside the outline. Lengths along a line count from where the sheet's language begins to read."""

    def __init__(self, frame: Frame, shown: Shown, left_pt: float, top_pt: float) -> None:
        self._frame = frame
        self._shown = shown
        self._left = left_pt
        self._top = top_pt

    def page(self) -> Iterator[Mark]:
        shown, height = self._shown, self._shown.height_pt
        end = shown.width_pt - _INSET_PT
        yield self._word(shown.city, _CITY_PT, _INSET_PT, 13.0, end - _INSET_PT)
        yield self._rule(_INSET_PT, end, 18.0, _RULE_PT)
        yield self._rule(_INSET_PT, 0.5 * end, 24.0, _BAR_PT)
        yield self._word(shown.language, _LANGUAGE_PT, end, 27.0, 0.45 * end, at_end=True)
        yield self._rule(_INSET_PT, end, 30.5, _RULE_PT)
        rows_end = 0.6 * height
        yield from self._numbers(36.0, rows_end - 5.0)
        yield self._rule(_INSET_PT, end, rows_end, _RULE_PT)
        y = rows_end + 6.0
        while y < height - 24.0:
            yield self._rule(_INSET_PT, 0.48 * end, y, _THIN_PT)
            yield self._rule(0.56 * end, end - 6.0, y, _THIN_PT)
            y += 5.0
        square, ring = end - _SQUARE_PT, _INSET_PT + 12.0
        if ring + self._ring_width + 3.0 > square:  # no room for the line that leads to the code
            ring = _INSET_PT
        if ring + self._ring_width + 3.0 <= square:
            yield from self._square(square, height - _SQUARE_PT - 5.0)
        if ring > _INSET_PT:
            yield self._rule(_INSET_PT, _INSET_PT + 8.0, height - 10.0, _RULE_PT)
        yield from self._ring(ring, height - 10.0)

    def card(self) -> Iterator[Mark]:
        shown, height = self._shown, self._shown.height_pt
        end = shown.width_pt - _INSET_PT
        yield self._word(shown.city, _LANGUAGE_PT, _INSET_PT, 11.0, 0.6 * end)
        yield self._word(shown.language, _LEAST_PT + 1.5, end, 11.0, 0.35 * end, at_end=True)
        yield self._rule(_INSET_PT, 0.4 * end, 19.0, _BAR_PT)
        yield from self._ring(end - self._ring_width, 19.0)
        yield self._rule(_INSET_PT, end, 28.0, _RULE_PT)
        yield from self._numbers(34.0, height - 5.0)

    def booklet(self) -> Iterator[Mark]:
        shown, height = self._shown, self._shown.height_pt
        end = shown.width_pt - _INSET_PT
        yield self._upright(4.0, 0.0, height)
        yield self._word(shown.language, _CITY_PT, _INSET_PT + 4.0, 16.0, end - _INSET_PT - 4.0)
        yield self._word(shown.city, _LANGUAGE_PT, _INSET_PT + 4.0, 26.0, end - _INSET_PT - 4.0)
        yield self._rule(_INSET_PT + 4.0, end, 32.0, _RULE_PT)
        for y in (42.0, 50.0):
            yield self._rule(_INSET_PT + 4.0, 0.8 * end, y, _BAR_PT + 1.0)
        y = 62.0
        while y < height - 22.0:
            yield self._rule(_INSET_PT + 10.0, 0.7 * end, y, _THIN_PT)
            y += 7.0
        yield from self._ring(end - self._ring_width, height - 10.0)

    def _numbers(self, top: float, bottom: float) -> Iterator[Mark]:
        """Names, and numbers on both sides of the border."""
        end = self._shown.width_pt - _INSET_PT
        y = top
        while y <= bottom:
            yield self._rule(_INSET_PT, 0.3 * end, y, _THIN_PT)
            yield self._rule(0.4 * end, 0.62 * end, y, _BAR_PT)
            yield self._rule(0.74 * end, end, y, _BAR_PT)
            y += 6.5
        yield self._upright(0.68 * end, top - 3.0, bottom + 2.0)

    @property
    def _ring_width(self) -> float:
        return self._frame.line(self._shown.code, _CODE_PT, Weight.BOLD, Hand.LATIN).width_pt + 10.0

    def _ring(self, x: float, middle: float) -> Iterator[Mark]:
        width = self._ring_width
        left = self._real(x) - (width if self._shown.right_to_left else 0.0)
        top = self._top + middle - _RING_HEIGHT_PT / 2
        yield PlacedShape(rounded_box(width, _RING_HEIGHT_PT, _RING_HEIGHT_PT / 2), left, top, 1.0, OUTLINE_PT)
        line = self._frame.line(self._shown.code, _CODE_PT, Weight.BOLD, Hand.LATIN)
        baseline = self._top + middle + CAP_HEIGHT_EM * _CODE_PT / 2
        yield self._frame.put(line, left + width / 2, baseline, Edge.CENTRE)

    def _square(self, x: float, top: float) -> Iterator[Mark]:
        """The QR code, so to speak."""
        left = self._real(x) - (_SQUARE_PT if self._shown.right_to_left else 0.0)
        y = self._top + top
        yield PlacedShape(rounded_box(_SQUARE_PT, _SQUARE_PT, 0.01), left, y, 1.0, OUTLINE_PT)
        for dx, dy in ((3.0, 3.0), (9.0, 3.5), (3.5, 9.0), (8.5, 8.5)):
            yield PlacedShape(rounded_box(3.5, 3.5, 0.01), left + dx, y + dy)

    def _word(self, text: str, size: float, x: float, y: float, width: float, *, at_end: bool = False) -> PlacedLine:
        """A word as large as it may be, or as its place lets it; its beginning where that would be too small."""
        line = self._frame.line(text, size, Weight.BOLD, Hand.LATIN)
        if line.width_pt > width:
            size = max(_LEAST_PT, size * 0.99 * width / line.width_pt)
            line = self._frame.line(text, size, Weight.BOLD, Hand.LATIN)
        while line.width_pt > width and len(text) > 1:
            text = text.removesuffix("…")[:-1] + "…"
            line = self._frame.line(text, size, Weight.BOLD, Hand.LATIN)
        at_end = at_end != self._shown.right_to_left
        return self._frame.put(line, self._real(x), self._top + y, Edge.END if at_end else Edge.START)

    def _rule(self, x0: float, x1: float, y: float, width: float) -> PlacedRule:
        return PlacedRule(self._real(x0), self._top + y, self._real(x1), self._top + y, width)

    def _upright(self, x: float, top: float, bottom: float) -> PlacedRule:
        return PlacedRule(self._real(x), self._top + top, self._real(x), self._top + bottom, _RULE_PT)

    def _real(self, x: float) -> float:
        return self._left + (self._shown.width_pt - x if self._shown.right_to_left else x)
