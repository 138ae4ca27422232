"""A name of an organisation without a number stands whole on a line, wherever the sentence is broken that names it; and
so does what one language says over the numbers of a poster in several."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from handouts.content.flyer import Flyer
from handouts.content.isolates import without_isolates
from handouts.layout import DoesNotFit
from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import PlacedLine, PlacedPage, marks_of
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.names import names_without_number
from handouts.products.loading import load_data
from tests.measures.press import ROOT, Press

LANGUAGES = [language.tag for language in load_data(ROOT / "data").languages.languages]
NAMES = ("Info Digna", "HIAS Mexico")
FORMATS = ("flyer", "large-print", "half", "zine", "poster")
STYLE = ParagraphStyle(11.0)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def lines_of(page: PlacedPage) -> list[str]:
    marks = marks_of(page.elements)
    return [without_isolates(mark.line.text) for mark in marks if isinstance(mark, PlacedLine)]


def broken(lines: list[str], name: str) -> list[tuple[str, str]]:
    """Where a line ends within the name, and the next goes on with it."""
    parts = [(name[:at].strip(), name[at:].strip()) for at in range(1, len(name))]
    return [
        (one, other)
        for one, other in pairwise(lines)
        if any(one.rstrip().endswith(first) and other.lstrip().startswith(last) for first, last in parts)
    ]


def lines_on(press: Press, flyer: Flyer, form: str) -> list[str]:
    made = press.lay_out(flyer, form)
    assert not isinstance(made, DoesNotFit)
    return [line for page in made.laid.pages for line in lines_of(page)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_breaks_a_name(press: Press, language: str) -> None:
    flyer = press.flyer(language, "tijuana-san-diego")
    assert set(map(without_isolates, flyer.words.names)) == set(NAMES)
    named = 0
    for form in FORMATS:
        lines = lines_on(press, flyer, form)
        assert not any(broken(lines, name) for name in NAMES), form
        named += any(NAMES[1] in line for line in lines)
    assert named


def test_no_common_poster_breaks_what_a_language_says_over_its_numbers(press: Press) -> None:
    """Of titles of sections where that costs no line, as it does none in the densest city."""
    for city in press.cities:
        flyer = press.together(city)
        titles = [section.title for section in flyer.sections] if city == "tijuana-san-diego" else []
        texts = [without_isolates(text) for text in (*(side.words for side in flyer.words.sides), *titles)]
        lines = lines_on(press, flyer, "common-poster")
        assert not [each for text in texts for part in text.split(" · ") for each in broken(lines, part)], city
        assert not any(text in lines for text in texts), "it stands on one line: nothing is shown"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_breaks_the_city_that_has_no_local_number(press: Press, language: str) -> None:
    """On a zine the city stands in display type, and may take two lines."""
    flyer = press.flyer(language, "el-paso-juarez")
    city = without_isolates(flyer.city_own)
    assert city in without_isolates(flyer.words.no_local_number)
    for form in ("flyer", "large-print", "half", "poster"):
        assert not broken(lines_on(press, flyer, form), city), form


@pytest.mark.parametrize("language", ["en", "ar", "ur", "zh-Hans"])
def test_at_every_width_a_name_is_whole_if_a_line_can_hold_it(press: Press, language: str) -> None:
    flyer = press.flyer(language, "tijuana-san-diego")
    frame = Frame(612.0, 792.0, 36.0, press.setting_of(language))
    text = names_without_number(flyer.words, STYLE)
    whole = max(frame.paragraph(name, STYLE.weight).natural_width_pt(STYLE.set_pt(frame.typography)) for name in NAMES)
    for width in range(30, 500, 7):
        lines = [without_isolates(line.text).strip() for line in STYLE.lines(frame, text.text, width)]
        said = "".join(lines).replace(" ", "")
        assert said == without_isolates(flyer.words.see_website).replace(" ", "")
        if width >= whole:
            assert all(any(name in line for line in lines) for name in NAMES)
        broken = sum(line.endswith("HIAS") for line in lines)
        assert broken == (width < whole), width


def test_a_name_that_no_line_can_hold_is_broken(press: Press) -> None:
    flyer: Flyer = press.flyer("en", "tijuana-san-diego")
    long = "Casa de Todos los Migrantes de la Frontera Norte de Tijuana y de San Diego"
    words = replace(flyer.words, see_website=f"See the website: HIAS Mexico, {long}", names=("HIAS Mexico", long))
    frame = Frame(612.0, 792.0, 36.0, press.setting_of("en"))
    lines = STYLE.lines(frame, names_without_number(words, STYLE).text, 200.0)
    assert all(line.width_pt <= 200.5 for line in lines)
    assert " ".join(line.text.strip() for line in lines) == words.see_website
    assert any("HIAS Mexico" in line.text for line in lines)
