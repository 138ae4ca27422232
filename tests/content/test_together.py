"""One content in several languages: numbers once, every language's words, and all of them among its texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.content.compose import compose_all
from handouts.content.flyer import Flyer, Status
from handouts.content.isolates import FIRST_STRONG_ISOLATE
from handouts.content.sheet_texts import Role
from handouts.content.together import LINES, composed_together
from handouts.products.loading import load_data

ROOT = Path(__file__).parents[2]
CITY = "nogales"
LANGUAGES = ("es", "en", "ht", "ar")


@pytest.fixture(scope="module")
def flyers() -> dict[tuple[str, str], Flyer]:
    return dict(compose_all(load_data(ROOT / "data")).flyers)


def test_each_language_has_its_line_in_the_order_asked_for(flyers: dict[tuple[str, str], Flyer]) -> None:
    flyer = composed_together(flyers, LANGUAGES)[CITY]
    lines = flyer.words.disclaimer.split(LINES)
    assert [line.strip("\u2068\u2069") for line in lines] == [
        flyers[each, CITY].words.disclaimer.strip("\u2068\u2069") for each in LANGUAGES
    ]
    assert [line.startswith(FIRST_STRONG_ISOLATE) for line in lines] == [False, False, False, True]
    said = [each.text for each in flyer.texts() if each.role is Role.DISCLAIMER]
    assert said == lines
    assert flyer.together == LANGUAGES
    assert flyer.status is Status.DRAFT


def test_numbers_stand_once(flyers: dict[tuple[str, str], Flyer]) -> None:
    flyer = composed_together(flyers, LANGUAGES)[CITY]
    assert flyer.dial_strings() == flyers["es", CITY].dial_strings()


def test_numbers_are_those_of_a_language_from_left_to_right(flyers: dict[tuple[str, str], Flyer]) -> None:
    flyer = composed_together(flyers, ("ar", "en"))[CITY]
    assert flyer.language == "en"
    assert [each.printed for each in flyer.dial_strings()] == [
        each.printed for each in flyers["en", CITY].dial_strings()
    ]


def test_one_language_alone_makes_no_common_sheet(flyers: dict[tuple[str, str], Flyer]) -> None:
    assert composed_together(flyers, ("es",)) == {}
    assert composed_together(flyers, ("es", "xx")) == {}
    assert composed_together(flyers, ()) == {}
