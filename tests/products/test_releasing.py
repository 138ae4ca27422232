"""A part is printed: it stands in the new edition as it is now, and everything else as the last edition has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.content.changes import Harm, compare
from handouts.errors import UsageError
from handouts.products.releasing import beside_last
from handouts.sources.editions import RecordedSheet
from tests.gallery.test_history import OLD, WORLD, with_number

LAST, NOW = with_number(OLD).edition("2026-03-02-1"), WORLD.edition()
ALL = tuple(NOW.contents)


def wrong() -> set[tuple[str, str]]:
    """What is wrong on paper before anything is printed."""
    return {(sheet.language, sheet.city) for sheet in compare(LAST, NOW).of_harm(Harm.WRONG)}


def still_wrong(*printed: tuple[str, str]) -> set[tuple[str, str]]:
    """The same once these are printed and recorded."""
    recorded = replace(beside_last(LAST, NOW, printed), name="2026-03-09-1")
    return {(sheet.language, sheet.city) for sheet in compare(recorded, NOW).of_harm(Harm.WRONG)}


def test_what_is_printed_is_no_longer_wrong_and_the_rest_still_is() -> None:
    before = wrong()
    assert len(before) > 1
    for content in sorted(before):
        assert still_wrong(content) == before - {content}
    assert still_wrong(*before) == set()
    assert still_wrong() == before


def test_sheets_that_are_not_printed_keep_their_codes() -> None:
    one = min(wrong())
    recorded = beside_last(LAST, NOW, [one])
    codes = {sheet.key: sheet.code for sheet in recorded.sheets}
    assert len(codes) == len(recorded.sheets) == len(LAST.sheets)
    for edition, printed in ((NOW, True), (LAST, False)):
        for sheet in edition.sheets:
            if ((sheet.language, sheet.city) == one) is printed:
                assert codes[sheet.key] == sheet.code


def test_what_holds_several_sheets_is_printed_where_all_of_them_are() -> None:
    language = ALL[0][0]
    booklet = RecordedSheet("booklet.pdf", "NEW", language, "", "booklet", bound_of="flyer")
    last = replace(LAST, sheets=(*LAST.sheets, replace(booklet, code="OLD")))
    now = replace(NOW, sheets=(*NOW.sheets, booklet))
    of_language = [content for content in ALL if content[0] == language]
    for printed, code in ((of_language, "NEW"), (of_language[:1], "OLD"), (ALL, "NEW")):
        recorded = beside_last(last, now, printed)
        assert [sheet.code for sheet in recorded.sheets if sheet.key == booklet.key] == [code]


def test_the_first_edition_holds_only_what_is_printed() -> None:
    recorded = beside_last(None, NOW, ALL[:1])
    assert set(recorded.contents) == {ALL[0]}
    assert {(sheet.language, sheet.city) for sheet in recorded.sheets} == {ALL[0]}


def test_a_part_cannot_stand_beside_information_of_another_day_or_other_paper() -> None:
    for last in (replace(LAST, information_of="2020-01-01"), replace(LAST, paper="a4")):
        with pytest.raises(UsageError, match="print all of them, and record them together"):
            beside_last(last, NOW, ALL[:1])
