"""The hand-typed numbers are themselves held against the source text, and the finder of numbers against traps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dialled import read_numbers
from tests.expected_numbers import CITIES, EVERYWHERE, LOCAL, dial_strings, hyphened, organisations

SOURCE = (Path(__file__).parent / "sources" / "source.txt").read_text(encoding="utf-8")


def test_every_number_of_the_source_was_typed_and_no_other() -> None:
    in_source = {re.sub(r"\D", "", hit)[-10:] for hit in re.findall(r"\(\d{3}\) \d{3}-\d{4}", SOURCE)}
    typed = {
        number.removeprefix("+")[-10:]
        for each in (*EVERYWHERE, *(one for city in LOCAL.values() for one in city))
        for row in each.rows
        for number in row.e164
    }
    assert typed == in_source
    assert len(in_source) == 21


def test_every_organisation_is_in_the_source() -> None:
    for each in (*EVERYWHERE, *(one for city in LOCAL.values() for one in city)):
        assert f"• {each.name}" in SOURCE


def test_a_string_to_dial_ends_with_its_number() -> None:
    for city in CITIES:
        for each in organisations(city, right_to_left=False):
            for row in each.rows:
                for string, link in row.links.items():
                    assert re.sub(r"\D", "", link).endswith(re.sub(r"\D", "", string)[-10:])


@pytest.mark.parametrize(
    ("printed", "on_right_to_left_pages"),
    [
        ("664 208 8994", "664-208-8994"),
        ("81 1465 3235", "81-1465-3235"),
        ("(619) 786-4866", "619-786-4866"),
        ("00 1 619 786 4866", "00-1-619-786-4866"),
        ("011 52 664 208 8994", "011-52-664-208-8994"),
        ("+1 858 333 2857", "+1-858-333-2857"),
        ("", ""),
    ],
)
def test_right_to_left_pages_join_by_hyphens(printed: str, on_right_to_left_pages: str) -> None:
    assert hyphened(printed) == on_right_to_left_pages


def test_no_two_strings_of_a_sheet_are_alike() -> None:
    for city in CITIES:
        for right_to_left in (False, True):
            strings = dial_strings(city, right_to_left=right_to_left)
            assert len(set(strings)) == len(strings)


def test_the_finder_takes_strings_only_whole() -> None:
    known = ["663 205 4660", "011 52 663 205 4660", "(858) 333-2857"]
    assert read_numbers("HIAS 663 205 4660   011 52 663 205 4660\n(858) 333-2857(", known).found == dict.fromkeys(
        known, 1
    )
    for wrong in ("9663 205 4660", "663 205 46601", "663 205  4660", "663-205-4660", "663 250 4660", "1 663 205 4660"):
        reading = read_numbers(wrong, known)
        assert not reading.found
        assert reading.strange
    assert read_numbers("C. Primera 8250, Zona Nte., 22127", known).strange == ()
