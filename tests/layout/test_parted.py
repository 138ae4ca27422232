"""An answer that goes on in the next column or panel has two lines at least in each; a first word at the foot of one
says nothing by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handouts.layout import DoesNotFit
from handouts.layout.page.columns import Parted, SetColumns, SetParagraph, balanced
from handouts.layout.page.flow import Room, flow
from handouts.layout.page.placed import Element, PlacedLine, marks_of
from handouts.layout.parts.answers import QUESTION_ROLE
from handouts.text import Ink, Line
from tests.measures.press import Press

PITCH_PT = 10.0


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def paragraph(heads: int, lines: int, *, shared: bool) -> SetParagraph:
    """A question of so many lines, with the answer's beginning behind it in one more or none; lines of 8 pt."""
    line = Line((), 1.0, Ink(0.0, -2.0, 1.0, 6.0), "word")
    return SetParagraph(
        lines=(line,) * lines,
        offsets=tuple(PITCH_PT * index for index in range(lines)),
        rises=(6.0,) * lines,
        drops=(2.0,) * lines,
        breakable=(0, *range(max(2, heads + 1), lines - 1)),
        heads=heads,
        shared=1 if shared else 0,
        nearest_pt=0.0,
    )


def columns_of(*paragraphs: SetParagraph) -> SetColumns:
    starts = [0.0]
    for each in paragraphs[:-1]:
        starts.append(starts[-1] + each.offsets[-1] + PITCH_PT)
    return balanced(paragraphs, starts, columns=1, parted=Parted.ANYWHERE)


def test_the_second_column_begins_where_two_lines_stand_before_it() -> None:
    for heads, shared in ((1, False), (1, True), (2, True)):
        asked = paragraph(heads, heads + 5, shared=shared)
        for parted, least in ((Parted.ANYWHERE, max(2, heads + 1)), (Parted.IN_COMPANY, heads + 2)):
            openings = [index for index in asked.openings(parted) if index]
            assert openings == [*range(least, heads + 4)], (heads, shared, parted)
        assert [*asked.openings(Parted.NOWHERE)] == [0]


def test_columns_are_as_even_as_the_answers_let_them() -> None:
    long, short = paragraph(3, 7, shared=True), paragraph(1, 2, shared=True)
    starts = [0.0, 7 * PITCH_PT]
    splits = {parted: balanced((long, short), starts, columns=2, parted=parted).split for parted in Parted}
    assert splits == {Parted.ANYWHERE: (0, 4), Parted.IN_COMPANY: (0, 5), Parted.NOWHERE: (1, 0)}


def test_a_panel_ends_before_a_line_that_would_stand_alone() -> None:
    text = columns_of(paragraph(2, 7, shared=True))
    rooms = [Room(0.0, 4 * PITCH_PT - 2.0), Room(0.0, 100.0)]
    held = {parted: [len(box) for box in flow(text, rooms, parted).boxes] for parted in Parted}
    assert held == {Parted.ANYWHERE: [4, 3], Parted.IN_COMPANY: [4, 3], Parted.NOWHERE: [0, 7]}
    narrower = [Room(0.0, 3 * PITCH_PT - 2.0), Room(0.0, 100.0)]
    held = {parted: [len(box) for box in flow(text, narrower, parted).boxes] for parted in Parted}
    assert held == {Parted.ANYWHERE: [3, 4], Parted.IN_COMPANY: [0, 7], Parted.NOWHERE: [0, 7]}


@pytest.mark.parametrize(
    ("language", "city"),
    [
        ("en", "tijuana-san-diego"),
        ("fa", "tijuana-san-diego"),
        ("fa-AF", "tijuana-san-diego"),
        ("so", "mexicali"),
        ("uk", "south-texas"),
        ("ur", "south-texas"),
    ],
)
def test_no_line_of_an_answer_stands_alone_on_a_flyer(press: Press, language: str, city: str) -> None:
    made = press.lay_out(press.flyer(language, city), "flyer")
    assert not isinstance(made, DoesNotFit)
    parted = 0
    for asked, answered in pairwise(innermost(made.laid.pages[0].elements)):
        if asked.role == QUESTION_ROLE:
            heights = [mark.y_pt for mark in marks_of((answered,)) if isinstance(mark, PlacedLine)]
            goes_on = [index for index, (one, other) in enumerate(pairwise(heights), 1) if other < one]
            assert all(2 <= index <= len(heights) - 2 for index in goes_on), answered
            parted += len(goes_on)
    assert parted == 1, "no answer is parted: choose another city"


def test_no_panel_ends_with_the_first_word_of_an_answer(press: Press) -> None:
    made = press.lay_out(press.flyer("tr", "tijuana-san-diego"), "zine")
    assert not isinstance(made, DoesNotFit)
    before, panel = (
        [mark for mark in marks_of((each,)) if isinstance(mark, PlacedLine)]
        for each in made.laid.pages[0].elements[3:5]
    )
    texts = [mark.line.text.strip() for mark in before]
    assert texts.index("etkiliyor mu? Evet,") <= len(texts) - 3
    assert panel[0].line.text.startswith("kapsamında")


def innermost(elements: tuple[Element, ...]) -> list[Element]:
    """Elements that hold no others, in reading order."""
    found: list[Element] = []
    for each in elements:
        inner = tuple(child for child in each.children if isinstance(child, Element))
        found += innermost(inner) if inner else [each]
    return found
