"""What a finger must type at any border: hand-written strings, and what must hold for any two countries."""

from __future__ import annotations

import dataclasses

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType
from phonenumbers.phonemetadata import PhoneMetadata

from handouts.content.dial import NumberForm, number_rows
from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer, NumberRow, Section
from handouts.content.words import SideHead
from handouts.proof.dialling import dial_findings
from handouts.sources.model import Number
from handouts.sources.sides import SideOfBorder
from tests.build.small import ROOT
from tests.content.test_dial import English
from tests.measures.press import Press


def sides(*countries: str) -> tuple[SideOfBorder, ...]:
    """With the prefix of Ukraine, which phonenumbers does not know as plain digits."""
    prefixes = {"UA": "00", "KZ": "810", "BR": "0015"}
    return tuple(SideOfBorder(country=each, international_prefix=prefixes.get(each)) for each in countries)


def dialled(number: str, *countries: str, form: NumberForm = "national") -> tuple[str, ...]:
    """From each country."""
    (row,) = number_rows([Number(number=number)], sides(*countries), form, English())
    assert all(dial and dial.href == f"tel:{number.replace(' ', '')}" for dial in row.dials)
    return tuple(dial.printed for dial in row.dials if dial)


@pytest.mark.parametrize(
    ("number", "countries", "strings"),
    [
        ("+48 12 345 67 89", ("PL", "UA"), ("12 345 67 89", "00 48 12 345 67 89")),
        ("+48 512 345 678", ("PL", "UA"), ("512 345 678", "00 48 512 345 678")),
        ("+380 50 123 4567", ("PL", "UA"), ("00 380 50 123 4567", "050 123 4567")),
        ("+380 3112 34567", ("PL", "UA"), ("00 380 3112 34567", "03112 34567")),
        ("+49 30 123456", ("DE", "PL"), ("030 123456", "00 49 30 123456")),
        ("+48 12 345 67 89", ("DE", "PL"), ("00 48 12 345 67 89", "12 345 67 89")),
        ("+39 02 1234 5678", ("IT", "FR"), ("02 1234 5678", "00 39 02 1234 5678")),  # its 0 is dialled from abroad too
        ("+61 2 1234 5678", ("AU", "US"), ("(02) 1234 5678", "011 61 2 1234 5678")),
        ("+1 506 234 5678", ("AU", "US"), ("0011 1 506 234 5678", "(506) 234-5678")),
        ("+1 506 234 5678", ("CA", "US"), ("(506) 234-5678", "(506) 234-5678")),  # one country code
        ("+54 9 11 2345 6789", ("AR", "BR"), ("011 15-2345-6789", "0015 54 9 11 2345 6789")),  # 15 for 9 at home
        ("+7 771 000 9998", ("KZ", "UA"), ("8 (771) 000 9998", "00 7 771 000 9998")),
        ("+687 20 12 34", ("NC", "AU"), ("20 12 34", "0011 687 20 12 34")),  # written with dots, which nobody dials
    ],
)
def test_a_number_is_national_at_home_and_whole_from_abroad(
    number: str, countries: tuple[str, str], strings: tuple[str, str]
) -> None:
    assert dialled(number, *countries) == strings


def test_hyphens_join_the_trunk_prefix_too() -> None:
    assert dialled("+380 50 123 4567", "PL", "UA", form="hyphens") == ("00-380-50-123-4567", "050-123-4567")
    assert dialled("+7 771 000 9998", "KZ", form="hyphens") == ("8-771-000-9998",)


def test_a_number_that_phonenumbers_does_not_know_has_its_trunk_prefix_all_the_same() -> None:
    assert not phonenumbers.is_valid_number(phonenumbers.parse("+380100200300"))
    assert dialled("+380 10 020 0300", "PL", "UA")[1].replace(" ", "") == "0100200300"
    assert dialled("+1 436 660 2950", "US", "MX")[0] == "(436) 660-2950"  # no trunk prefix: ten digits


def test_a_trunk_prefix_never_makes_an_international_one() -> None:
    """8 before 10... is how a call abroad begins in Kazakhstan, and 0 before 0... in France: to a stranger."""
    assert dialled("+7 104 656 3414", "KZ")[0].replace(" ", "") == "1046563414"
    assert dialled("+33 086 954 646", "FR")[0].replace(" ", "") == "086954646"


def test_one_side_dials_as_at_home_and_others_whole() -> None:
    assert dialled("+1 575 555 0100", "US") == ("(575) 555-0100",)
    assert dialled("+52 664 208 8994", "US") == ("011 52 664 208 8994",)


def test_numbers_of_one_side_are_never_paired() -> None:
    numbers = [Number(number=f"+1 575 555 01{index:02}", call_from="US") for index in range(3)]
    assert [len(row.dials) for row in number_rows(numbers, sides("US"), "national", English())] == [1, 1, 1]


def test_a_short_code_needs_no_side_where_there_is_one() -> None:
    (row,) = number_rows([Number(short="211")], sides("US"), "national", English())
    assert [dial and (dial.printed, dial.href) for dial in row.dials] == [("211", "tel:211;phone-context=+1")]


ANY = Press(ROOT / "tests" / "data_sets" / "county").flyer("en", "cedar-flat")
COUNTRIES = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = [PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE, PhoneNumberType.VOIP]
REWRITTEN_AT_HOME = {"AR", "BY"}
"""Where a number at home is more than a trunk prefix and itself: 15 in the place of 9; 8, 0 and the number."""


def trunk_of(country: str) -> str:
    metadata = PhoneMetadata.metadata_for_region(country, None)
    return (metadata.national_prefix if metadata else None) or ""


@given(
    owner=st.sampled_from(COUNTRIES),
    kind=st.sampled_from(KINDS),
    tail=st.text("0123456789", min_size=0, max_size=4),
    side=st.sampled_from(COUNTRIES),
    other=st.sampled_from(COUNTRIES),
    prefix=st.sampled_from(["00", "011", "0011", "810"]),
    form=st.sampled_from(["national", "hyphens"]),
)
def test_no_digit_is_lost_added_or_moved_at_any_border(
    owner: str, kind: int, tail: str, side: str, other: str, prefix: str, form: NumberForm
) -> None:
    number = phonenumbers.example_number_for_type(owner, kind)
    assume(number is not None)
    number.national_number -= number.national_number % 10 ** len(tail)
    number.national_number += int(tail or "0")
    assume(phonenumbers.is_valid_number(number))
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.national_significant_number(number)
    borders = [SideOfBorder(country=each, international_prefix=prefix) for each in (side, other, owner)]
    for border in borders:
        (row,) = number_rows([Number(number=e164, call_from=border.country)], [border], form, English())
        (dial,) = row.dials
        assert dial
        assert dial.e164 == e164
        assert set(dial.printed) <= set("0123456789-" if form == "hyphens" else "0123456789 -()")
        assert "".join(filter(str.isdecimal, dial.printed)) == dial.digits
        flyer = dataclasses.replace(ANY, sections=(Section("local", "", "", (Entry("Casa", rows=(row,)),)),))
        assert list(dial_findings(flyer)) == []
        if border.country_code != number.country_code:
            assert dial.digits == f"{prefix}{number.country_code}{national}"
            continue
        there = phonenumbers.parse(dial.digits, border.country)
        assert phonenumbers.format_number(there, phonenumbers.PhoneNumberFormat.E164) == e164
        if owner not in REWRITTEN_AT_HOME:
            assert dial.digits in (national, f"{trunk_of(owner)}{national}", f"{trunk_of(border.country)}{national}")


@pytest.mark.parametrize(
    ("was", "now", "side", "found"),
    [
        ("050 123 4567", "050 123 4568", "UA", "050 123 4568 does not reach +380501234567 from UA"),
        ("050 123 4567", "00 380 50 123 4567", "UA", ""),  # who dials the whole string at home reaches it too
        ("00 380 50 123 4567", "050 123 4567", "PL", "050 123 4567 does not reach +380501234567 from PL"),
        ("00 380 50 123 4567", "380 50 123 4567", "PL", "380 50 123 4567 does not reach +380501234567 from PL"),
        ("00 380 50 123 4567", "011 380 50 123 4567", "PL", "numbers abroad begin from PL now with 011, now with 00"),
        ("+380 50 123 4567", "380 50 123 4567", "both", "380 50 123 4567 does not reach +380501234567 from both"),
        ("112", "113", "PL", "113 does not reach 112 from PL"),
    ],
)
def test_proof_finds_strings_that_do_not_reach_their_number(was: str, now: str, side: str, found: str) -> None:
    """Whatever the paper says: here the sheet is composed wrongly, and its paper would agree with it."""
    honest = Press(ROOT / "tests" / "data_sets" / "poland-ukraine").flyer("uk", "zielony-brod")
    assert list(dial_findings(honest)) == []

    def changed(dial: DialString | None) -> DialString | None:
        return dataclasses.replace(dial, printed=now) if dial and (dial.printed, dial.side) == (was, side) else dial

    def row(old: NumberRow) -> NumberRow:
        return dataclasses.replace(old, dials=tuple(map(changed, old.dials)))

    def entry(old: Entry) -> Entry:
        whatsapp = tuple(new for new in map(changed, old.whatsapp) if new)
        return dataclasses.replace(old, rows=tuple(map(row, old.rows)), whatsapp=whatsapp)

    sections = [dataclasses.replace(each, entries=tuple(map(entry, each.entries))) for each in honest.sections]
    wrong: Flyer = dataclasses.replace(honest, sections=tuple(sections))
    assert wrong != honest
    assert list(dial_findings(wrong)) == ([found] if found else [])


def test_the_edition_of_another_border_names_its_heads() -> None:
    """The heads of the two sides are content as all else is."""
    press = Press(ROOT / "tests" / "data_sets" / "poland-ukraine")
    flyer = press.flyer("uk", "zielony-brod")
    first, last = flyer.words.sides
    assert (first, last) == (SideHead("PL", "POL", "З Польщі"), SideHead("UA", "UKR", "З України"))
    others = [
        (dataclasses.replace(first, code="PL"), last),
        (dataclasses.replace(first, words="Польща"), last),
        (last, first),
        (),
    ]
    codes = {edition_code(flyer)}
    for each in others:
        codes.add(edition_code(dataclasses.replace(flyer, words=dataclasses.replace(flyer.words, sides=each))))
    assert len(codes) == 1 + len(others)
