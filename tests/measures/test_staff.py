"""The line for staff, whatever a city is called: it keeps the measures, and the edition can be found in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

import pytest

from handouts.layout import DoesNotFit
from tests.measures.checks import faults
from tests.measures.press import Press
from tests.measures.sheet import Sheet

FORMATS = ("flyer", "half", "large-print")


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def made_sheet(press: Press, city: str, format_name: str, language: str = "es") -> Sheet:
    """The sheet of Nogales, for a city of another name."""
    made = press.lay_out(replace(press.flyer(language, "nogales"), city_english=city), format_name)
    assert not isinstance(made, DoesNotFit)
    return press.sheet(made)


def rows(sheet: Sheet, page: int) -> list[str]:
    """The rows of a page's line for staff, from above."""
    (lines,) = [paragraph for index, paragraph in sheet.staff if index == page]
    by_height = groupby(lines, key=lambda line: round(line.baseline_pt))
    return ["".join(line.text for line in sorted(row, key=lambda line: line.box.left)) for _, row in by_height]


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("letters", [12, 36, 40, 44, 48, 52, 56, 60, 80])
def test_it_keeps_the_measures_however_long_it_is(press: Press, letters: int, format_name: str) -> None:
    """Among the lengths are those at which it takes a row more only with the side or page at its end."""
    city = "Santa Maria de los Angeles del Norte y del Sur, Villa Hermosa de las Flores Blancas"[:letters].strip()
    with made_sheet(press, city, format_name) as sheet:
        assert faults(sheet) == []


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_edition_begins_the_second_row(press: Press, language: str) -> None:
    with made_sheet(press, "Nogales", "half", language) as sheet:
        for page in (0, 1):
            first, second = rows(sheet, page)
            assert "edition" not in first
            assert "edition" in second
            assert re.search("[0-9A-Z]{7}", second)


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_city_that_is_called_an_edition_is_not_taken_for_one(press: Press, format_name: str) -> None:
    with made_sheet(press, "Expedition edition 7777777", format_name) as sheet:
        assert faults(sheet) == []
        bold = {
            line.text.strip()
            for _, paragraph in sheet.staff
            for line in paragraph
            if any(run.font.endswith("-Bold") for run in line.runs)
        }
    assert len(bold) == 1
    assert "7777777" not in bold
