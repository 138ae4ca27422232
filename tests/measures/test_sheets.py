"""Every row of the table of measures (tests/measures/table.py), on the finished PDF, by tools that did not write it.

Here: the densest and the emptiest city, in all languages and formats on Letter, and in three languages on the other
papers. `python -m tests.measures` measures everything there is.
"""

from __future__ import annotations

from itertools import product

import pytest

from handouts.layout import DoesNotFit
from handouts.products.table import DRAWN as PROGRAM_FORMATS
from tests.expected_numbers import CITIES, DENSE_CITY, dial_strings, on_card, organisations
from tests.expected_texts import LANGUAGES
from tests.measures.checks import faults, toner_of
from tests.measures.press import Press
from tests.measures.table import FORMATS, PAPERS

EMPTY_CITY = "el-paso-juarez"
ON_OTHER_PAPERS = ("en", "ar", "ur")
IN_ONE_LANGUAGE = [name for name, measures in FORMATS.items() if not measures.together]
IN_EVERY_LANGUAGE = ("flyer", "large-print", "half", "card")

SAMPLE = [
    *product(LANGUAGES, (DENSE_CITY, EMPTY_CITY), IN_EVERY_LANGUAGE, ("letter",)),
    *product(ON_OTHER_PAPERS, (DENSE_CITY, EMPTY_CITY), ("half-print", "zine", "poster"), ("letter",)),
    *(
        sheet
        for sheet in product(ON_OTHER_PAPERS, (DENSE_CITY, EMPTY_CITY), IN_ONE_LANGUAGE, PAPERS)
        if sheet[3] != "letter" and sheet[3] in PROGRAM_FORMATS[sheet[2]].papers
    ),
    *product(("es",), (DENSE_CITY, EMPTY_CITY), ("common-poster",), ("letter", "a4")),
]
SAMPLE.sort(key=lambda each: list(LANGUAGES).index(each[0]))  # the press keeps the lines of one language


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize(("language", "city", "format_name", "paper"), SAMPLE)
def test_a_sheet_keeps_every_measure(press: Press, language: str, city: str, format_name: str, paper: str) -> None:
    flyer = press.together(city) if FORMATS[format_name].together else press.flyer(language, city)
    assert flyer.language == language
    made = press.lay_out(flyer, format_name, paper)
    assert not isinstance(made, DoesNotFit)
    with press.sheet(made) as sheet:
        if format_name == "card":
            shown = on_card(city, language, right_to_left=sheet.right_to_left)
            strings = [string for each in shown for row in each.rows for string in row.strings]
            more = len(organisations(city, right_to_left=sheet.right_to_left)) - len(shown)
            assert sheet.says(made.flyer.words.how_many_more(more)), "a card says how many it leaves out"
        else:
            strings = [*dial_strings(city, right_to_left=sheet.right_to_left)]
        assert set(sheet.texts.strings) == set(strings)
        assert faults(sheet) == []


@pytest.mark.parametrize("language", ["en", "ar", "bn", "zh-Hans"])
def test_layout_knows_how_black_its_pages_are(press: Press, language: str) -> None:
    """By the outlines of its glyphs, against the pixels of the finished page. Contours that overlap count twice."""
    made = press.lay_out(press.flyer(language, DENSE_CITY), "large-print")
    assert not isinstance(made, DoesNotFit)
    with press.sheet(made) as sheet:
        for placed, page in zip(made.laid.pages, sheet.pages, strict=True):
            assert -0.0005 < press.toner(placed) - toner_of(page) < 0.006


def test_the_sample_names_what_there_is(press: Press) -> None:
    assert set(press.languages) == set(LANGUAGES)
    assert set(press.cities) == set(CITIES)
    assert set(FORMATS) == {name for _, _, name, _ in SAMPLE}
    assert set(PAPERS) == {paper for _, _, _, paper in SAMPLE}


@pytest.mark.parametrize("language", ["ar", "fa", "fa-AF", "ps"])
def test_essential_answers_are_in_bold_where_copies_lose_the_dots_of_medium(press: Press, language: str) -> None:
    """`python -m tests.dots` says how many dots are left. On the flyer of a city with room; details stay in Medium."""
    flyer = press.flyer(language, "nogales")
    made = press.lay_out(flyer, "flyer")
    assert not isinstance(made, DoesNotFit)
    found = []
    with press.sheet(made) as sheet:
        for question in flyer.questions:
            printed = [piece for piece in question.answers if piece.id not in made.laid.left_out]
            paragraph = (
                sheet.paragraph(" ".join([question.text, *(piece.text for piece in printed)])) if printed else None
            )
            if paragraph is not None:
                faces = {run.font.rpartition("-")[2] for line in paragraph[1] for run in line.runs}
                found.append((all(piece.essential for piece in printed), faces))
    assert {frozenset(faces) for essential, faces in found if essential} == {frozenset({"Bold"})}
    assert all(faces == {"Bold", "Medium"} for essential, faces in found if not essential)
    assert {essential for essential, _ in found} == {True, False}
