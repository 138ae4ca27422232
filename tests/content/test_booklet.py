"""The contents page of a booklet has texts of its own, and says it when nobody has reviewed one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.content.booklet import compose_booklet
from handouts.content.booklet_contents import compose_contents
from handouts.content.compose import Composition, compose_all
from handouts.content.contents import Contents, starts_of
from handouts.content.edition import booklet_code
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


def contents_of(
    data: Data, language: str = "", city: str = "", missing: tuple[tuple[str, str], ...] = ()
) -> tuple[Composition, Contents]:
    composition = compose_all(data)
    booklet = compose_booklet(data, composition.flyers, language, city)
    return composition, compose_contents(booklet, data, composition, missing, "Letter")


def reviewed_but(data: Data, *contexts: str) -> None:
    for tag in ("es", "ar"):
        record_review(
            data, tag, "María Pérez", DAY, [each.context for each in messages(data) if each.context not in contexts]
        )


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_reviewed_contents_page_has_no_notice(data: Data, tag: str) -> None:
    reviewed_but(data)
    assert contents_of(data, tag)[1].words.unreviewed is None


@pytest.mark.parametrize("tag", ["es", "ar"])
@pytest.mark.parametrize("context", OF_THE_CONTENTS)
def test_one_draft_among_its_own_texts_is_enough(data: Data, tag: str, context: str) -> None:
    reviewed_but(data, context)
    composition, contents = contents_of(data, tag)
    assert {flyer.status for (own, _), flyer in composition.flyers.items() if own == tag} == {Status.REVIEWED}
    assert contents.words.unreviewed is not None


def test_a_sentence_about_a_missing_sheet_counts_where_it_is_printed(data: Data) -> None:
    reviewed_but(data, "words.missing_sheet")
    assert contents_of(data, "es")[1].words.unreviewed is None
    missing = contents_of(data, "es", missing=(("es", "nogales"),))[1]
    assert missing.words.missing
    assert missing.words.unreviewed is not None


def test_a_draft_on_one_of_its_sheets_is_enough(data: Data) -> None:
    """The name of its city stands in the contents too."""
    reviewed_but(data, "city.nogales.name")
    composition, contents = contents_of(data, "es")
    assert composition.flyers["es", "mexicali"].status is Status.REVIEWED
    assert contents.words.unreviewed is not None


def test_the_notice_is_that_of_the_sheets(data: Data) -> None:
    composition, contents = contents_of(data, "ar")
    notice = composition.flyers["ar", "nogales"].unreviewed
    assert notice is not None
    assert contents.words.unreviewed == notice


@pytest.mark.parametrize("city", ["", "nogales"])
def test_english_contents_are_the_source_s_own_words(data: Data, city: str) -> None:
    assert contents_of(data, city=city)[1].words.unreviewed is None


def test_a_contents_page_lists_the_sheets_that_there_are(data: Data) -> None:
    flyers = {sheet: flyer for sheet, flyer in compose_all(data).flyers.items() if sheet[0] != "ar"}
    for city in ("", "nogales"):
        assert {sheet[0] for sheet in compose_booklet(data, flyers, "", city).sheets} == {"en", "es"}


@pytest.mark.parametrize(("language", "city"), [("es", ""), ("ar", ""), ("", "nogales"), ("", "")])
def test_pages_are_counted_when_the_sheets_are_finished(data: Data, language: str, city: str) -> None:
    composition, contents = contents_of(data, language, city)
    sheets = compose_booklet(data, composition.flyers, language, city).sheets
    pages = [1 + index % 2 for index in range(len(sheets))]
    found = contents.of_finished(pages, ["WETCT5X"] * len(sheets))
    *starts, _ = starts_of(pages)
    placed = [page for row in found.rows for page in row.pages if page]
    assert sorted(page[0] for page in placed) == starts
    assert all(number == index + 1 and str(number) in spoken for index, number, spoken in placed)
    once = contents.of_finished([1] * len(sheets), ["WETCT5X"] * len(sheets))
    assert once.rows == contents.rows


def test_a_contents_page_has_the_code_of_the_sheets_behind_it(data: Data) -> None:
    _, contents = contents_of(data, "es")
    codes = ["WETCT5X", "QYY5H8E", "NHYQM4Q", "EDG9754", "RZWPB55", "38EFXNA"]
    found = contents.of_finished([1] * 6, codes)
    assert found.edition == booklet_code(codes)
    assert f" · edition {found.edition} · information of 2021-04-07" in found.staff
    assert contents.of_finished([1] * 6, codes[::-1]).edition != found.edition
    assert contents.of_finished([1, 1, 2, 1, 1, 1], codes).edition == found.edition, "pages are layout"


@pytest.mark.parametrize(
    ("pages", "starts"),
    [
        ([], (1,)),
        ([1, 1, 1], (1, 2, 3, 4)),
        ([2], (2, 4)),
        ([1, 2, 1], (1, 2, 4, 5)),
        ([1, 1, 2, 2], (1, 2, 4, 6, 8)),
        ([2, 1, 1, 2, 1], (2, 4, 5, 6, 8, 9)),
    ],
)
def test_a_sheet_of_two_sides_begins_on_the_front_of_a_leaf(pages: list[int], starts: tuple[int, ...]) -> None:
    assert starts_of(pages) == starts
