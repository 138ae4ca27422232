"""What a finger must type on each side of the border. Expected strings are typed by hand from the source text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.dial import NumberForm, number_rows, whatsapp_strings
from handouts.content.flyer import BOTH_SIDES, NumberRow
from handouts.sources.model import Number
from handouts.sources.sides import SideOfBorder

SIDES = tuple(SideOfBorder(country=country) for country in ("MX", "US"))


class English:
    """The words around numbers."""

    def call(self, number: str) -> str:
        return f"Call {number}"

    def write_whatsapp(self, number: str) -> str:
        return f"WhatsApp: {number}"

    def extension(self, number: str) -> str:
        return f"extension {number}"

    def label(self, english: str) -> str:
        return english.upper()

    def hours(self, number: Number) -> str:
        return f"hours: {number.hours}" if number.hours else ""

    def languages(self, tags: Iterable[str]) -> str:
        return ", ".join(tags)

    def then_press(self, keys: str) -> str:
        return f"then press {keys}"

    def led(self, by: Sequence[str], number: str) -> str:
        return ": ".join([*by, number])

    def from_side(self, side: SideOfBorder) -> str:
        return f"From {side.country}"


def rows(*numbers: Number, form: NumberForm = "national") -> tuple[NumberRow, ...]:
    return number_rows(numbers, SIDES, form, English())


def printed(*numbers: Number, form: NumberForm = "national") -> list[tuple[str, str]]:
    """(from Mexico, from the U.S.) of each row; a dash where nothing stands."""
    found = [tuple(dial.printed if dial else "-" for dial in row.dials) for row in rows(*numbers, form=form)]
    return [(mexico, us) for mexico, us in found]


@pytest.mark.parametrize(
    ("number", "from_mexico", "from_us"),
    [
        ("+1 619 786 4866", "00 1 619 786 4866", "(619) 786-4866"),
        ("+1 575 527 0500", "00 1 575 527 0500", "(575) 527-0500"),
        ("+52 664 208 8994", "664 208 8994", "011 52 664 208 8994"),
        ("+52 811 465 3235", "81 1465 3235", "011 52 81 1465 3235"),
        ("+52 631 316 2086", "631 316 2086", "011 52 631 316 2086"),
    ],
)
def test_home_numbers_are_national_and_others_the_whole_string(number: str, from_mexico: str, from_us: str) -> None:
    assert printed(Number(number=number)) == [(from_mexico, from_us)]


@pytest.mark.parametrize(
    ("number", "from_mexico", "from_us"),
    [
        ("+1 619 786 4866", "00-1-619-786-4866", "619-786-4866"),
        ("+52 664 208 8994", "664-208-8994", "011-52-664-208-8994"),
        ("+52 811 465 3235", "81-1465-3235", "011-52-81-1465-3235"),
    ],
)
def test_hyphens_join_every_form_for_right_to_left_pages(number: str, from_mexico: str, from_us: str) -> None:
    assert printed(Number(number=number), form="hyphens") == [(from_mexico, from_us)]


@pytest.mark.parametrize(
    ("number", "from_mexico", "from_us"),
    [
        ("+502 2234 5678", "00 502 2234 5678", "011 502 2234 5678"),
        ("+54 9 11 2345 6789", "00 54 9 11 2345 6789", "011 54 9 11 2345 6789"),
        ("+39 06 6982 1234", "00 39 06 6982 1234", "011 39 06 6982 1234"),
    ],
)
def test_a_number_of_a_third_country_is_abroad_from_both_sides(number: str, from_mexico: str, from_us: str) -> None:
    assert printed(Number(number=number)) == [(from_mexico, from_us)]


def test_a_short_code_stands_as_it_is_on_its_side_only() -> None:
    assert printed(Number(short="211", call_from="US"), Number(short="*765", call_from="MX")) == [("*765", "211")]


def test_call_from_keeps_a_number_off_the_other_side() -> None:
    assert printed(Number(number="+1 213 634 0999", call_from="MX")) == [("00 1 213 634 0999", "-")]


def test_numbers_for_one_side_are_paired_from_the_top() -> None:
    assert printed(
        Number(number="+52 664 208 8994", call_from="MX"),
        Number(number="+1 619 786 4866", call_from="US"),
        Number(number="+1 323 238 9935", call_from="US"),
    ) == [("664 208 8994", "(619) 786-4866"), ("-", "(323) 238-9935")]


def test_pairing_keeps_the_order_of_each_side() -> None:
    assert printed(
        Number(number="+1 619 786 4866", call_from="US"),
        Number(number="+1 323 238 9935", call_from="US"),
        Number(number="+52 664 208 8994", call_from="MX"),
    ) == [("664 208 8994", "(619) 786-4866"), ("-", "(323) 238-9935")]


@pytest.mark.parametrize("own", [{"label": "Office"}, {"extension": "12"}, {"hours": "9 to 5"}])
def test_a_number_with_something_of_its_own_is_never_paired(own: dict[str, str]) -> None:
    mexican = Number(number="+52 664 208 8994", call_from="MX", **own)
    assert printed(mexican, Number(number="+1 619 786 4866", call_from="US")) == [
        ("664 208 8994", "-"),
        ("-", "(619) 786-4866"),
    ]


def test_label_extension_and_hours_stand_with_their_row() -> None:
    (row,) = rows(Number(number="+1 619 786 4866", label="Office", extension="12", hours="9 to 5"))
    assert (row.label, row.extension, row.hours) == ("OFFICE", "extension 12", "hours: 9 to 5")


def test_whatsapp_has_its_own_string_and_a_row_to_call() -> None:
    number = Number(number="+1 858 333 2857", whatsapp=True)
    assert printed(number) == [("00 1 858 333 2857", "(858) 333-2857")]
    (whatsapp,) = whatsapp_strings([number], "national", English())
    assert whatsapp.printed == "+1 858 333 2857"
    assert whatsapp.digits == "+18583332857"
    assert whatsapp.side == BOTH_SIDES
    assert whatsapp.href == "https://wa.me/18583332857"
    assert whatsapp.spoken == "WhatsApp: +1 858 333 2857"
    (joined,) = whatsapp_strings([number], "hyphens", English())
    assert joined.printed == "+1-858-333-2857"


def test_without_whatsapp_there_is_no_such_string() -> None:
    assert whatsapp_strings([Number(number="+1 858 333 2857")], "national", English()) == ()


def test_links_follow_rfc_3966() -> None:
    (row, extension) = rows(Number(number="+52 664 208 8994"), Number(number="+1 619 786 4866", extension="12"))
    (codes,) = rows(Number(short="911", call_from="US"), Number(short="#55", call_from="MX"))
    hrefs = [dial.href for each in (row, extension, codes) for dial in each.dials if dial]
    assert hrefs == [
        "tel:+526642088994",
        "tel:+526642088994",
        "tel:+16197864866;ext=12",
        "tel:+16197864866;ext=12",
        "tel:%2355;phone-context=+52",
        "tel:911;phone-context=+1",
    ]


def test_screen_readers_hear_the_side_and_the_digits_that_are_dialled_from_there() -> None:
    (row,) = rows(Number(number="+52 664 208 8994"))
    assert [dial.spoken for dial in row.dials if dial] == ["From MX: 664 208 8994", "From US: 011 52 664 208 8994"]


_NATIONAL = st.from_regex(r"[2-9][0-9]{9}", fullmatch=True)


@given(country=st.sampled_from(["1", "52"]), national=_NATIONAL, form=st.sampled_from(["national", "hyphens"]))
def test_no_digit_is_ever_lost_added_or_moved(country: str, national: str, form: NumberForm) -> None:
    e164 = f"+{country}{national}"
    if not phonenumbers.is_valid_number(phonenumbers.parse(e164)):
        return
    # Listed for each side: a toll-free one stands on its own side alone.
    (row,) = rows(*(Number(number=e164, call_from=side.country) for side in SIDES), form=form)
    mexico, us = row.dials
    assert mexico
    assert us
    assert mexico.digits == (national if country == "52" else f"001{national}")
    assert us.digits == (national if country == "1" else f"01152{national}")
    for dial in (mexico, us):
        assert "".join(character for character in dial.printed if character.isdecimal()) == dial.digits
        assert dial.e164 == e164
        assert set(dial.printed) - set("0123456789") <= (set("-") if form == "hyphens" else set(" -()"))
