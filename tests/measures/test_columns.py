"""An answer stays in one column where there is room: who reads slowly loses one that goes on elsewhere."""

from __future__ import annotations

import pytest

from handouts.layout import DoesNotFit
from tests.measures.press import Press


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize(
    ("language", "city"),
    [
        ("en", "south-texas"),
        ("es", "tijuana-san-diego"),
        ("fr", "nuevo-laredo-laredo"),
        ("ht", "mexicali"),
        ("ar", "mexicali"),
        ("zh-Hans", "tijuana-san-diego"),
    ],
)
def test_no_answer_goes_on_in_the_second_column(press: Press, language: str, city: str) -> None:
    made = press.lay_out(press.flyer(language, city), "flyer")
    assert not isinstance(made, DoesNotFit)
    with press.sheet(made) as sheet:
        middle = sheet.pages[0].width_pt / 2
        columns: list[bool] = []
        for text, found in sheet.answers:
            assert found is not None, text
            sides = {(line.box.left + line.box.right) / 2 < middle for line in found[1]}
            assert len(sides) == 1, f"{text} stands in both columns"
            columns.extend(sides)
    assert set(columns) == {True, False}, "the answers do not stand in two columns"
