"""The border between two numbers of a card is no digit: it is wider than the stem of a 1, and stands clear of both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handouts.layout import DoesNotFit
from handouts.layout.page.placed import PlacedLine, PlacedPage, PlacedRule, marks_of
from tests.measures.press import Press

STEM_PT = 2.4
"""Of a digit of a card: Noto Sans Bold at 13 pt."""
CLEAR_PT = 5.4
SPACE_PT = 4.6
"""Between the groups of a number."""
CITIES = ("tijuana-san-diego", "nogales", "el-paso-juarez")


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def front(press: Press, language: str, city: str) -> PlacedPage:
    made = press.lay_out(press.flyer(language, city), "card")
    assert not isinstance(made, DoesNotFit)
    return made.laid.pages[0]


def upright(page: PlacedPage) -> list[PlacedRule]:
    """What stands upright on the cards: marks for cutting stand outside of them."""
    rules = [mark for mark in marks_of(page.artifacts) if isinstance(mark, PlacedRule) and mark.x0_pt == mark.x1_pt]
    return [rule for rule in rules if page.trim and page.trim.top < rule.y0_pt < page.trim.bottom]


def rows(page: PlacedPage) -> Iterator[tuple[PlacedLine, PlacedLine]]:
    """The numbers that stand beside each other on one card."""
    lines = [mark for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]
    numbers = [line for line in lines if sum(each.isdigit() for each in line.line.text) >= 10]
    by_place: dict[tuple[float, bool], list[PlacedLine]] = {}
    for each in numbers:
        by_place.setdefault((each.y_pt, each.x_pt > page.width_pt / 2), []).append(each)
    for row in by_place.values():
        if len(row) == 2:
            left, right = sorted(row, key=lambda each: each.x_pt)
            yield left, right


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("language", ["en", "ar", "so", "ka", "zh-Hans"])
def test_the_border_between_two_numbers_is_no_digit(press: Press, language: str, city: str) -> None:
    page = front(press, language, city)
    pieces = upright(page)
    assert pieces
    for piece in pieces:
        assert piece.width_pt >= 1.7 * STEM_PT
    found = [*rows(page)]
    assert found
    for left, right in found:
        (piece,) = (
            piece
            for piece in pieces
            if left.x_pt < piece.x0_pt < right.x_pt and piece.y0_pt < left.y_pt and piece.y1_pt > left.y_pt - 9.3
        )
        assert piece.x0_pt - piece.width_pt / 2 - (left.x_pt + left.line.width_pt) >= CLEAR_PT > SPACE_PT
        assert right.x_pt - (piece.x0_pt + piece.width_pt / 2) >= CLEAR_PT
