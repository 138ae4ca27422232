"""No ink reaches over the measure: a text whose letters hang over their advance, as in Nastaliq, is broken."""

from __future__ import annotations

import pytest

from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit
from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Element, PlacedPage
from handouts.text import Weight
from tests.measures.press import Press

SIZE_PT, HAIR_PT, WORDS = 18.0, 0.37, 8


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def test_a_line_of_nastaliq_is_broken_where_its_ink_has_no_room(press: Press) -> None:
    frame = Frame(612.0, 792.0, 36.0, press.setting_of("ur"))
    questions = [question.text.split() for question in press.flyer("ur", "nogales").questions]
    beginnings = [" ".join(words[:count]) for words in questions for count in range(2, WORDS)]
    broken = 0
    for text in beginnings:
        paragraph = frame.paragraph(text, Weight.REGULAR)
        width = paragraph.natural_width_pt(SIZE_PT)
        lines = paragraph.lines(SIZE_PT, width)
        broken += len(lines) > 1
        for line in lines:
            assert max(line.width_pt, line.ink.right) - min(0.0, line.ink.left) <= width + HAIR_PT, text
    assert broken, "none of them hangs over its advance"


def test_no_broken_line_is_refused_for_what_breaking_lets_hang_over(press: Press) -> None:
    frame = Frame(300.0, 792.0, 36.0, press.setting_of("ur"))
    questions = [question.text for question in press.flyer("ur", "nogales").questions]
    for text in questions:
        paragraph = frame.paragraph(text, Weight.REGULAR)
        for size in (SIZE_PT, 24.0, 36.0):
            for line in paragraph.lines(size, frame.measure_pt):
                if line.width_pt > frame.measure_pt:
                    continue  # a word too wide for any line: that is refused
                said = Element("P", (frame.put(line, frame.start_pt, 300.0),))
                assert sticking_out(PlacedPage(300.0, 792.0, (said,)), frame.margin_pt) is None, text


def test_what_sticks_out_is_named_as_it_is_read(press: Press) -> None:
    frame = Frame(100.0, 100.0, 36.0, press.setting_of("ar"))
    line = frame.line("\u2068Casa de los Amigos\u2069", SIZE_PT)
    said = Element("P", (frame.put(line, frame.start_pt, 50.0),))
    unfit = sticking_out(PlacedPage(100.0, 100.0, (said,)), frame.margin_pt)
    assert isinstance(unfit, DoesNotFit)
    assert unfit.what == "“Casa de los Amigos” is too long for its place"
