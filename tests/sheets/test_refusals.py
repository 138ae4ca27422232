"""Proof refuses nothing that is right: sheets of invented directories, full of figures in every text. A few of those
that `python -m tests.refusals` tries: each language once, in another format each."""

from __future__ import annotations

import pytest

from tests.sheets.generated import Generator


@pytest.fixture(scope="module")
def generator() -> Generator:
    return Generator()


def test_no_sheet_of_figures_is_refused(generator: Generator) -> None:
    made = [
        sheet
        for at, tag in enumerate(generator.languages)
        for sheet in generator.sheets(tag, [at], [generator.forms[at % len(generator.forms)]])
    ]
    assert [(sheet.flyer.language, sheet.form, sheet.refusals) for sheet in made if sheet.refusals] == []
    assert len(made) + generator.not_fitting == len(generator.languages)
    assert generator.not_fitting <= 2


def test_a_name_that_crosses_the_fold_of_a_zine_is_no_word_beside_a_mark(generator: Generator) -> None:
    """With its service it is too wide for a page, and there is a number for one of both sides only."""
    (sheet,) = generator.sheets("es", [7006], ["zine"])
    first = sheet.flyer.sections[0].entries[0]
    assert (first.name, first.service) == ("Ayuda (214) 409-0003", "nuestro 0:30–20:30 esté")
    assert sheet.refusals == ()


def test_the_sheets_hold_what_they_should(generator: Generator) -> None:
    """Every kind of text with figures, beside long and short numbers."""
    sheets = [*generator.sheets("en", range(30), ["flyer"])]
    entries = [entry for sheet in sheets for entry in sheet.flyer.sections[0].entries]
    rows = [row for entry in entries for row in entry.rows]
    for texts in (
        [entry.name for entry in entries],
        [entry.place for entry in entries],
        [entry.service for entry in entries],
        [entry.visit.address for entry in entries if entry.visit],
        [row.label for row in rows],
        [row.hours for row in rows],
        [row.extension for row in rows],
    ):
        assert any(any(map(str.isdigit, text)) for text in texts)
    printed = " ".join(dial.printed for row in rows for dial in row.dial_strings())
    assert all(sign in printed for sign in "*#(")
