"""The border between two numbers of a card is taller than a digit or much shorter: at their height it reads as a 1."""

from __future__ import annotations

import pytest

from handouts.layout import DoesNotFit
from handouts.layout.page.placed import PlacedRule, marks_of
from tests.measures.press import Press

CAP_PT = 9.2
"""The height of digits on a card."""
TALLER_PT = 1.9


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
def test_no_piece_of_the_border_is_as_tall_as_a_digit(language: str) -> None:
    press = Press()
    made = press.lay_out(press.flyer(language, "tijuana-san-diego"), "card")
    assert not isinstance(made, DoesNotFit)
    front = made.laid.pages[0]
    upright = [mark for mark in marks_of(front.artifacts) if isinstance(mark, PlacedRule) and mark.x0_pt == mark.x1_pt]
    heights = [abs(rule.y1_pt - rule.y0_pt) for rule in upright if rule.width_pt == 2.0]
    assert heights
    assert all(height > CAP_PT + TALLER_PT or height < CAP_PT / 2 for height in heights)
    assert language != "ar" or any(height < CAP_PT / 2 for height in heights), "there is one without room"
