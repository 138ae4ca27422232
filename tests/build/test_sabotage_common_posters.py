"""A poster in several languages: what one of them says may not be missing or another; the numbers are those of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.content.together import LINES
from tests.build.sabotage import (
    MEXICO,
    US,
    Press,
    Sheet,
    Way,
    columns_swapped,
    drawn_again,
    exchanged,
    names_swapped,
    on_line,
    on_links,
    organisation_missing,
    other_shapes,
    printed,
    with_glyphs,
)

FORM = "common-poster"
KIND_MEXICO, KIND_US = "00 1 202 918 9431", "(202) 918-9431"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def without_line(field: str, at: int) -> Way:
    """One language without its line of a text."""

    def tamper(sheet: Sheet) -> Sheet:
        lines = getattr(sheet.flyer.words, field).split(LINES)
        lines[at] = ""
        words = replace(sheet.flyer.words, **{field: LINES.join(lines)})
        return replace(sheet, flyer=replace(sheet.flyer, words=words))

    return tamper


def languages_exchanged(sheet: Sheet) -> Sheet:
    first, *others = sheet.flyer.language_own.split(LINES)
    return replace(sheet, flyer=replace(sheet.flyer, language_own=LINES.join([first, first, *others[1:]])))


WAYS: dict[str, Way] = {
    "two digits swapped": printed(MEXICO, "631 316 2068"),
    "the columns swapped": columns_swapped,
    "two names swapped": names_swapped,
    "an organisation missing": organisation_missing,
    "other digits drawn than the text says": on_line(MEXICO, with_glyphs(other_shapes)),
    "a dial string dropped": on_line(US, lambda _: None),
    "a dial string twice": drawn_again(MEXICO, 60.0, 900.0),
    "the two sides of a row exchanged": exchanged(KIND_MEXICO, KIND_US),
    "every link missing": on_links(lambda _: None),
    "no column heads": on_line("MEX", lambda _: None),
    **{f"no disclaimer in language {at}": without_line("disclaimer", at) for at in range(4)},
    **{f"no word that the list is incomplete in language {at}": without_line("incomplete", at) for at in range(4)},
    **{f"no date in language {at}": without_line("last_updated", at) for at in range(4)},
    "a language that calls itself another": languages_exchanged,
    "another edition": lambda sheet: replace(sheet, edition="2345678"),
}


@pytest.mark.parametrize("city", ["nogales", "el-paso-juarez"])
def test_an_honest_poster_stands(press: Press, city: str) -> None:
    assert press.findings(press.honest(city=city, form=FORM), city=city) == ()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_caught(press: Press, way: str) -> None:
    assert press.findings(WAYS[way](press.honest(form=FORM))) != (), f"not caught: {way}"
