"""A number as it stands on paper -> its right form. Forms after public reports: codeforamerica/ohana-api#192 (vanity
numbers, extensions), ringcentral/hubspot-embeddable-ringcentral-phone#212 (extensions behind the number), and Mexico's
change of dialling of August 2019 (01, 044, 045 and 1 are gone)."""

from __future__ import annotations

import pytest

from handouts.sources.telephone import e164, is_known, right_forms, right_numbers

FORMS = [
    ("1-800-FLOWERS", "+1 800 356 9377", ""),
    ("+1-800-FLOWERS", "+1 800 356 9377", ""),
    ("800 flowers", "+1 800 356 9377", ""),
    ("1-888-MATTRESS", "+1 888 628 8737", ""),  # longer than the number
    ("1 800 CALL NOW ext 5", "+1 800 225 5669", "5"),
    ("01 800 911 2000", "+52 800 911 2000", ""),
    ("+52 01 800 911 2000", "+52 800 911 2000", ""),
    ("045 664 208 8994", "+52 664 208 8994", ""),
    ("+52 1 664 208 8994", "+52 664 208 8994", ""),
    ("011 52 1 664 208 8994", "+52 664 208 8994", ""),
    ("+1 619 786 4866 ext 5", "+1 619 786 4866", "5"),
    ("(619) 786-4866 x12", "+1 619 786 4866", "12"),
    ("619.786.4866 Ext.104", "+1 619 786 4866", "104"),
    ("+1 (619) 786-4866;ext=5", "+1 619 786 4866", "5"),
    ("664 208 8994 extensión 3", "+52 664 208 8994", "3"),
    ("664 208 8994 celular", "+52 664 208 8994", ""),
    ("+52 664 208 8994 ext.", "+52 664 208 8994", ""),
    ("“+1 619 786 4866”", "+1 619 786 4866", ""),
    ("tel:+16197864866", "+1 619 786 4866", ""),
    ("+1 619\u2011786\u20114866", "+1 619 786 4866", ""),
]


@pytest.mark.parametrize(("typed", "number", "extension"), FORMS, ids=[typed for typed, *_ in FORMS])
def test_a_number_as_on_paper_is_answered_with_its_right_form(typed: str, number: str, extension: str) -> None:
    with pytest.raises(ValueError, match="; ") as refused:
        e164(typed)
    form = str(refused.value)
    assert f'number: "{number}" (' in form
    assert (f'and extension: "{extension}"' in form) is bool(extension)
    assert form.count("number: ") == 1
    assert e164(number) == number.replace(" ", "")
    assert is_known(e164(number))


def test_where_two_countries_may_be_meant_both_are_named() -> None:
    assert right_forms("631 316 2086 ext 7") == (
        'write number: "+1 631 316 2086" (U.S.) or number: "+52 631 316 2086" (Mexico) and extension: "7"'
    )


@pytest.mark.parametrize("typed", ["call the office", "664 208 8994 / 95", "911 CALL", "++", "ext 5", "0" * 400])
def test_a_number_that_nobody_can_read_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="1 000 000 0000"):
        e164(typed)


@pytest.mark.parametrize("new", ["+1 436 660 2950", "+1 565 660 2950"])
def test_a_number_of_a_new_area_is_one_though_nobody_knows_it(new: str) -> None:
    assert not is_known(e164(new))


OTHERS = [
    ("050 123 4567", ("PL", "UA"), 'write number: "+380 50 123 4567" (Ukraine)'),
    ("380501234567", ("PL", "UA"), 'write number: "+380 50 123 4567" (Ukraine)'),
    ("12 345-67-89", ("PL", "UA"), 'write number: "+48 12 345 67 89" (Poland)'),
    ("030/123456", ("DE",), 'write number: "+49 30 123456" (Germany)'),
    ("(575) 527-0500", ("US",), 'write number: "+1 575 527 0500" (U.S.)'),
    ("no", ("PL", "UA"), 'in the form "+48 00 000 00 00" (Poland) or "+380 0000 00000" (Ukraine)'),
    ("no", ("us", "ZZ"), 'in the form "+1 000 000 0000" (U.S.) or "+52 000 000 0000" (Mexico)'),  # refused elsewhere
]


@pytest.mark.parametrize(("typed", "countries", "form"), OTHERS, ids=[f"{typed} {own[0]}" for typed, own, _ in OTHERS])
def test_at_another_border_the_right_form_is_that_of_its_countries(
    typed: str, countries: tuple[str, ...], form: str
) -> None:
    with pytest.raises(ValueError, match="; ") as refused:
        e164(typed, countries)
    assert str(refused.value).endswith(form)
    assert right_forms(typed, countries).endswith(form)


HALF = [
    "+52 663 555 01",
    "+52 663 555 014",
    "+1 663 205 4660",
    "+52 858 333 2857",
    "(+52) 664 208 89",
    "Tel +52 664 208 89",
]
HALF += [
    "0052 664 208 89",
    "011 52 664 208 89",
    "52 664 208 89",
    "\u200e+52 664 208 89",
    "+502 2434 888",
    "+44 20 7946 09",
]


@pytest.mark.parametrize("typed", HALF)
def test_where_the_country_is_written_no_other_one_is_offered(typed: str) -> None:
    """Half of a Mexican number has the digits of a whole one of the U.S., which reaches a stranger."""
    assert right_numbers(typed, ("MX", "US")) == ()


@pytest.mark.parametrize("typed", ["011 52 663 205 4660", "+52 1 663 205 4660", "663 205 4660", "0052 663 205 4660"])
def test_a_form_that_means_one_number_is_offered(typed: str) -> None:
    assert right_numbers(typed, ("MX", "US")) == (("+52 663 205 4660", "Mexico"),)


@pytest.mark.parametrize(
    ("typed", "country"), [("604 681 0021", "Canada"), ("876 922 1234", "Jamaica"), ("520 287 2370", "U.S.")]
)
def test_a_number_is_named_after_its_own_country(typed: str, country: str) -> None:
    assert country in [name for _, name in right_numbers(typed, ("MX", "US"))]
