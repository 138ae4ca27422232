"""A name stands by its own number, and what an organisation offers is seen as soon as its name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest

from handouts.content.flyer import Entry
from handouts.layout import DoesNotFit
from tests.expected_numbers import DENSE_CITY, organisations
from tests.expected_texts import LANGUAGES
from tests.measures.press import Press
from tests.measures.reading import Box, Line, union
from tests.measures.sheet import Sheet, letters

SCRIPTS = ("en", "ar", "hi", "zh-Hans", "am", "ur")
FORMATS = ("flyer", "large-print", "half", "card")
CITY_OF_LONG_NAMES = "south-texas"
FREE_HELP = "HIAS"
"""In the densest city, the one organisation with free help."""
CARDS_TOO_DARK = ("zh-Hans",)
"""Where what it offers gives way on a card, so that copies of it can be read."""
BELOW_NAME_EM = 1.5
LARGEST_SMALL_PT = 10.0
APART_PT = 2.8
"""Layout keeps 3; what pdfium takes for ink is a tenth of a point larger."""

SIDES_PT = 7.0
"""So far below MEX ends what is said of the sides on two lines; a name begins lower."""


class Name(NamedTuple):
    """A name on a card: points from the baseline above it to its ink, and from its ink to the digits of its number."""

    of: str
    above_pt: float
    below_pt: float


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def made_sheet(press: Press, language: str, city: str, format_name: str) -> Sheet:
    made = press.lay_out(press.flyer(language, city), format_name)
    assert not isinstance(made, DoesNotFit)
    return press.sheet(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_on_a_card_is_nearer_to_its_own_number_than_to_the_one_above(press: Press, language: str) -> None:
    with made_sheet(press, language, DENSE_CITY, "card") as sheet:
        names = list(names_on_the_card(sheet, DENSE_CITY))
    assert len(names) >= len(("one of the city", "the children's"))
    for name in names:
        assert name.above_pt >= APART_PT, name
        assert 0.5 < name.below_pt < name.above_pt, name


@pytest.mark.parametrize(("language", "format_name"), [*product(SCRIPTS, FORMATS)])
def test_free_help_stands_with_the_name_that_it_follows(press: Press, language: str, format_name: str) -> None:
    """On a flyer it has a line of its own, right below the name; on half sheets and in large print it stands beside the
    name, lighter than that and heavy enough for a copy; on a card it is as heavy, or nowhere."""
    with made_sheet(press, language, DENSE_CITY, format_name) as sheet:
        (line,) = [line for line in tagged_lines(sheet) if offers_help(line)]
        if format_name == "flyer":
            lines = list(tagged_lines(sheet))
            below = lines[lines.index(line) + 1]
            assert line.text.strip() in (FREE_HELP, FREE_HELP[::-1])
            assert 0 < below.baseline_pt - line.baseline_pt < BELOW_NAME_EM * line.size_pt
            assert below.size_pt >= LARGEST_SMALL_PT
            return
        if format_name == "card" and language in CARDS_TOO_DARK:
            (offer,) = {entry.service for entry in local_of(press, language) if entry.name == FREE_HELP}
            assert offer
            assert not any(letters(offer) <= letters(each.text) for each in tagged_lines(sheet))
            return
        both = [
            each
            for each in tagged_lines(sheet)
            if each.marked in (line.marked, line.marked + 1) and abs(each.baseline_pt - line.baseline_pt) < 0.1
        ]
        assert len(both) == 2, "what it offers stands on another line"
        weights = {run.font.rpartition("-")[2] for each in both for run in each.runs}
        assert "Bold" in weights
        assert "Regular" not in weights
        assert (len(weights) == 1) == (format_name == "card"), weights


@pytest.mark.parametrize(("language", "format_name"), [*product(("en", "es", "ar", "ka"), FORMATS)])
def test_no_line_ends_on_the_dot_before_what_an_organisation_offers(
    press: Press, language: str, format_name: str
) -> None:
    with made_sheet(press, language, CITY_OF_LONG_NAMES, format_name) as sheet:
        staff = {line for _, paragraph in sheet.staff for line in paragraph}
        for line in set(tagged_lines(sheet)) - staff:
            if is_followed(sheet, line):
                continue
            inked = [each for each in line.characters if not each.text.isspace()]
            end = min if sheet.right_to_left else max
            assert end(inked, key=lambda each: each.x_pt).text != "·", line.text


def local_of(press: Press, language: str) -> tuple[Entry, ...]:
    return press.flyer(language, DENSE_CITY).sections[0].entries


def tagged_lines(sheet: Sheet) -> Iterator[Line]:
    for index in range(len(sheet.pages)):
        yield from sheet.lines(index)


def is_followed(sheet: Sheet, line: Line) -> bool:
    """Whether what stands behind it on the same line is set by itself, as the edition's code is."""
    return any(
        abs(other.baseline_pt - line.baseline_pt) < 1
        and (line.box.left - other.box.left if sheet.right_to_left else other.box.left - line.box.left) > 0
        and max(other.box.left - line.box.right, line.box.left - other.box.right) < line.size_pt
        for index in range(len(sheet.pages))
        for other in (sheet.lines(index) if line in sheet.lines(index) else ())
    )


def offers_help(line: Line) -> bool:
    """Whether it is the line of the one organisation with free help; HIAS Mexico is another."""
    return any(name in line.text for name in (FREE_HELP, FREE_HELP[::-1])) and "Mexico" not in line.text


def names_on_the_card(sheet: Sheet, city: str) -> Iterator[Name]:
    """What stands on the tagged card's front over the first number of each organisation."""
    numbers = [number for number in sheet.numbers if number.page == 0 and number.line.marked >= 0]
    baselines = {number.line.baseline_pt for number in numbers}
    baselines |= {line.baseline_pt for line in sheet.lines(0) if line.text.strip() == "MEX"}
    for organisation in organisations(city, right_to_left=sheet.right_to_left):
        own = [number for number in numbers if number.string in organisation.rows[0].strings]
        if not own:
            continue
        below = own[0].line.baseline_pt
        above = max(each for each in baselines if each < below - 1)
        lines = (line for line in sheet.lines(0) if above + SIDES_PT < line.baseline_pt < below - 1)
        name = union(map(ink_of, lines))
        digits = union(each.box for number in own for each in number.characters if each.text.isdigit())
        yield Name(organisation.name, name.top - above, digits.top - name.bottom)


def ink_of(line: Line) -> Box:
    return union(each.box for each in line.characters if not each.text.isspace())
