"""A part is printed: it is on paper as it is now, and everything else as the edition before has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.content.changes import Harm, compare, compare_with_paper
from handouts.errors import UsageError
from handouts.products.releasing import part_of
from handouts.sources.editions import Edition, Editions, RecordedSheet, sheets_on_paper
from tests.gallery.test_history import OLD, WORLD, with_number

LAST, NOW = with_number(OLD).edition("2026-03-02-1"), WORLD.edition()
ALL = tuple(NOW.contents)


def on_paper(*printed: tuple[str, str], last: Edition = LAST) -> tuple[Edition, ...]:
    """Once these are printed and recorded."""
    part = replace(part_of(NOW, printed), name="2026-03-09-1")
    return Editions((last, part)).on_paper


def wrong_on(editions: tuple[Edition, ...]) -> set[tuple[str, str]]:
    return {(sheet.language, sheet.city) for sheet in compare_with_paper(editions, NOW).of_harm(Harm.WRONG)}


def test_what_is_printed_is_no_longer_wrong_and_the_rest_still_is() -> None:
    before = {(sheet.language, sheet.city) for sheet in compare(LAST, NOW).of_harm(Harm.WRONG)}
    assert len(before) > 1
    assert wrong_on((LAST,)) == before
    for content in sorted(before):
        assert wrong_on(on_paper(content)) == before - {content}
    assert wrong_on(on_paper(*before)) == set()


def test_sheets_that_are_not_printed_keep_their_codes() -> None:
    one = ALL[0]
    held = sheets_on_paper(on_paper(one))
    assert len(held) == len(LAST.sheets)
    for edition, printed in ((NOW, True), (LAST, False)):
        for sheet in edition.sheets:
            if ((sheet.language, sheet.city) == one) is printed:
                assert held[sheet.key].code == sheet.code


def test_what_holds_several_sheets_is_printed_where_all_of_them_are() -> None:
    language = ALL[0][0]
    booklet = RecordedSheet("booklet.pdf", "NEW", language, "", "booklet", bound_of="flyer")
    now = replace(NOW, sheets=(*NOW.sheets, booklet))
    of_language = [content for content in ALL if content[0] == language]
    for printed, is_in in ((of_language, True), (of_language[:1], False), (ALL, True)):
        assert (booklet in part_of(now, printed).sheets) is is_in


def test_a_part_holds_only_what_is_printed() -> None:
    part = part_of(NOW, ALL[:1])
    assert part.part
    assert set(part.contents) == {ALL[0]}
    assert {(sheet.language, sheet.city) for sheet in part.sheets} == {ALL[0]}


def test_a_part_stands_beside_information_of_another_day() -> None:
    """What was not printed lacks the new day; what was printed does not."""
    former = replace(LAST, information_of="2020-01-01")
    changes = compare_with_paper(on_paper(*ALL[:1], last=former), NOW)
    lacking = {(each.language, each.city) for each in changes.sheets if any(fact.kind == "date" for fact in each.facts)}
    assert lacking == set(ALL[1:])


def test_an_edition_of_everything_ends_what_parts_began() -> None:
    whole = replace(NOW, name="2026-03-10-1")
    part = replace(part_of(NOW, ALL[:1]), name="2026-03-09-1")
    assert Editions((LAST, part, whole)).on_paper == (whole,)
    assert Editions((LAST, part, whole), frozenset({whole.name})).on_paper == (LAST, part)


def test_a_part_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="no sheet of these cities and languages is built"):
        part_of(NOW, [("xx", "oz")])
