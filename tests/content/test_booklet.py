"""The contents page of a booklet has texts of its own, and says it when nobody has reviewed one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts.content.booklet import Contents, booklets_of, compose_contents
from handouts.content.compose import Composition, compose_all
from handouts.content.flyer import Status
from handouts.sources.load import Data
from handouts.sources.reviewing import record_review
from tests.sources.copies import ARABIC, ENGLISH, SPANISH, copy_of_data, messages, write_po

DAY = date(2026, 12, 1)
OF_THE_CONTENTS = ("words.find_your_city", "words.west", "words.east", "words.page")


@pytest.fixture
def data(tmp_path: Path) -> Data:
    data = copy_of_data(tmp_path, ENGLISH, SPANISH, ARABIC)
    for tag in ("es", "ar"):
        write_po(data, tag)
    return data


def contents_of(data: Data, path: str, missing: tuple[tuple[str, str], ...] = ()) -> tuple[Composition, Contents]:
    composition = compose_all(data)
    booklet = next(each for each in booklets_of(data, composition) if each.path == path)
    return composition, compose_contents(booklet, data, composition, missing, "Letter")


def reviewed_but(data: Data, *contexts: str) -> None:
    for tag in ("es", "ar"):
        record_review(
            data, tag, "María Pérez", DAY, [each.context for each in messages(data) if each.context not in contexts]
        )


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_reviewed_contents_page_has_no_notice(data: Data, tag: str) -> None:
    reviewed_but(data)
    assert contents_of(data, f"booklet/{tag}.pdf")[1].words.unreviewed is None


@pytest.mark.parametrize("tag", ["es", "ar"])
@pytest.mark.parametrize("context", OF_THE_CONTENTS)
def test_one_draft_among_its_own_texts_is_enough(data: Data, tag: str, context: str) -> None:
    reviewed_but(data, context)
    composition, contents = contents_of(data, f"booklet/{tag}.pdf")
    assert {flyer.status for (own, _), flyer in composition.flyers.items() if own == tag} == {Status.REVIEWED}
    assert contents.words.unreviewed is not None


def test_a_sentence_about_a_missing_sheet_counts_where_it_is_printed(data: Data) -> None:
    reviewed_but(data, "words.missing_sheet")
    assert contents_of(data, "booklet/es.pdf")[1].words.unreviewed is None
    missing = contents_of(data, "booklet/es.pdf", (("es", "nogales"),))[1]
    assert missing.words.missing
    assert missing.words.unreviewed is not None


def test_a_draft_on_one_of_its_sheets_is_enough(data: Data) -> None:
    """The name of its city stands in the contents too."""
    reviewed_but(data, "city.nogales.name")
    composition, contents = contents_of(data, "booklet/es.pdf")
    assert composition.flyers["es", "mexicali"].status is Status.REVIEWED
    assert contents.words.unreviewed is not None


def test_the_notice_is_that_of_the_sheets(data: Data) -> None:
    composition, contents = contents_of(data, "booklet/ar.pdf")
    notice = composition.flyers["ar", "nogales"].unreviewed
    assert notice is not None
    assert contents.words.unreviewed == notice


@pytest.mark.parametrize("path", ["booklet/all.pdf", "booklet/city/nogales.pdf"])
def test_english_contents_are_the_source_s_own_words(data: Data, path: str) -> None:
    assert contents_of(data, path)[1].words.unreviewed is None


def test_a_contents_page_knows_no_language_that_is_held_back(data: Data) -> None:
    composition = replace(compose_all(data), held_back=("ar",))
    assert {sheet[0] for booklet in booklets_of(data, composition) for sheet in booklet.sheets} == {"en", "es"}
