"""A wrong, clipped, reordered or unreadable phone number is the worst defect. Every dial string of the source stands
on its sheet, digit for digit, beside its organisation, on the side from which it is dialled; its live link dials it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.expected_numbers import CITIES
from tests.expected_texts import LANGUAGES, PAGE
from tests.sheets.finished import Box, Finished, Place, Sheet

LEVEL_PT = 1.0
FLUSH_PT = 3.5
OVAL_PT = 12.0
"""The word MEX stands that far inside its oval, at most; the oval begins where the column does."""
CLEAR_PT = 11.0
PAGE_PT = Box(0, 0, 612, 792)
TEXT_MARGIN_PT = 36.0

every_sheet = pytest.mark.parametrize(
    ("language", "city"), [(language, city) for language in LANGUAGES for city in CITIES]
)


@pytest.fixture
def sheet(finished: Finished, language: str, city: str) -> Sheet:
    return finished.sheets[language, city]


@every_sheet
def test_both_readers_find_every_dial_string_once_and_no_other_number(sheet: Sheet) -> None:
    for text in (sheet.pdfium_text, sheet.pypdf_text):
        reading = sheet.numbers(text)
        assert reading.strange == ()
        assert reading.found == dict.fromkeys(sheet.dial_strings, 1)


@every_sheet
def test_every_dial_string_stands_in_the_column_of_its_side(sheet: Sheet) -> None:
    places = sheet.places_of_numbers()
    mexico, us = (sheet.places_of(word)[0] for word in ("MEX", "USA"))
    assert abs(mexico.baseline - us.baseline) < LEVEL_PT
    column = set()
    for organisation in sheet.organisations:
        for row in organisation.rows:
            for string in row.strings:
                box = places[string].box
                if sheet.right_to_left:  # the first column is the right one
                    box, mexico_box, us_box = _mirrored(box), _mirrored(mexico.box), _mirrored(us.box)
                else:
                    mexico_box, us_box = mexico.box, us.box
                assert box.right <= PAGE_PT.right - TEXT_MARGIN_PT + 0.5
                border = us_box.left - OVAL_PT - CLEAR_PT
                # MEX stands at the border like a post, behind its words; its numbers begin below each other.
                assert border - 2 * (OVAL_PT + CLEAR_PT) < mexico_box.right < border
                if string == row.from_mexico:
                    column.add(box.left)
                    assert box.right < border
                elif string == row.from_us:
                    assert abs(box.left - us_box.left) < OVAL_PT
                else:
                    assert box.left < border < box.right  # WhatsApp stands across the border
    assert max(column) - min(column) < FLUSH_PT


@every_sheet
def test_rows_stand_beside_their_organisation_from_top_to_bottom(sheet: Sheet) -> None:
    places = sheet.places_of_numbers()
    header = sheet.places_of("MEX")[0]
    rows = [(each, row, places[row.strings[0]].baseline) for each in sheet.organisations for row in each.rows]
    heights = [header.baseline, *(height for _, _, height in rows)]
    assert all(above + 10 < below for above, below in pairwise(heights))
    for index, (organisation, row, height) in enumerate(rows):
        assert all(abs(places[string].baseline - height) < 0.01 for string in row.strings)
        if row is organisation.rows[0]:
            first, *others = organisation.name.split()
            # Above a label the name has a line of its own, below the row before.
            highest = heights[index] + LEVEL_PT if row.label else height - LEVEL_PT
            (name,) = [
                place.baseline
                for place in _in_first_column(sheet, first, header)
                if highest < place.baseline < height + LEVEL_PT
            ]
            next_name = next((other for each, _, other in rows[index:] if each is not organisation), height + 60)
            for word in others:  # a long name may take two lines
                assert any(
                    name - LEVEL_PT < place.baseline < next_name - LEVEL_PT
                    for place in _in_first_column(sheet, word, header)
                )


@pytest.mark.parametrize("city", CITIES)
def test_a_label_stands_beside_the_number_that_it_is_for(finished: Finished, city: str) -> None:
    sheet = finished.sheets["en", city]
    places = sheet.places_of_numbers()
    for organisation in sheet.organisations:
        for row in organisation.rows:
            if row.label:
                (label,) = sheet.places_of(row.label)
                assert abs(label.baseline - places[row.strings[0]].baseline) < LEVEL_PT
            if row.whatsapp:
                (word,) = sheet.places_of("WhatsApp")
                assert abs(word.baseline - places[row.whatsapp].baseline) < LEVEL_PT


@every_sheet
def test_nothing_stands_over_a_dial_string(sheet: Sheet) -> None:
    places = list(sheet.places_of_numbers().values())
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            assert _apart(one.box, other.box)


@every_sheet
def test_the_link_over_a_dial_string_dials_it(sheet: Sheet) -> None:
    places = sheet.places_of_numbers()
    links = sheet.links()
    wanted = {string: link for each in sheet.organisations for row in each.rows for string, link in row.links.items()}
    for string, address in wanted.items():
        over = [link for link in links if link.box.holds(places[string].box, tolerance=0.5)]
        assert [link.address for link in over] == [address]
    others = sorted(link.address for link in links if link.address not in wanted.values())
    assert set(others) == {PAGE}
    assert len(links) == len(wanted) + len(others)


def _in_first_column(sheet: Sheet, word: str, header: Place) -> list[Place]:
    found = sheet.places_of(word)
    if sheet.right_to_left:
        return [place for place in found if place.box.left > header.box.right]
    return [place for place in found if place.box.right < header.box.left]


def _apart(one: Box, other: Box) -> bool:
    return one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top


def _mirrored(box: Box) -> Box:
    return Box(PAGE_PT.right - box.right, box.top, PAGE_PT.right - box.left, box.bottom)
