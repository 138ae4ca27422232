"""The code on a finished sheet means what is printed there: through the whole layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from handouts.content.flyer import DialString, Entry, Flyer
from handouts.layout import DoesNotFit
from tests.build.sabotage import with_dials, with_entries
from tests.measures.press import Made, Press

CITY = "nogales"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def made(press: Press, flyer: Flyer, form: str, paper: str = "letter") -> Made:
    done = press.lay_out(flyer, form, paper)
    assert not isinstance(done, DoesNotFit)
    return done


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_sheets_of_a_city_that_print_different_things_have_codes_of_their_own(press: Press, tag: str) -> None:
    flyer = press.flyer(tag, CITY)
    codes = {form: made(press, flyer, form).edition for form in ("flyer", "large-print", "half", "half-print", "card")}
    assert codes.pop("half-print") == codes["half"], "the same pages on one sheet"
    assert len(set(codes.values())) == len(codes)


@pytest.mark.parametrize("tag", ["en", "ar", "ru"])
def test_the_same_content_has_the_same_code_on_any_paper(press: Press, tag: str) -> None:
    flyer = press.flyer(tag, CITY)
    sheets = [made(press, flyer, "flyer", paper) for paper in ("letter", "a4", "legal", "oficio")]
    codes = {frozenset(sheet.laid.left_out): sheet.edition for sheet in sheets}
    assert {sheet.edition for sheet in sheets} == set(codes.values())
    assert len(set(codes.values())) == len(codes)
    assert all(sheet.edition == codes[frozenset(sheet.laid.left_out)] for sheet in sheets)


def with_another_digit(flyer: Flyer, wanted: Callable[[DialString], bool]) -> Flyer:
    """The flyer with another digit in these strings, as wide as the one before."""

    def other(dial: DialString) -> DialString:
        last = dial.printed[-1]
        changed = "7" if last != "7" else "8"
        return replace(dial, printed=dial.printed[:-1] + changed, digits=dial.digits[:-1] + changed)

    return with_dials(flyer, lambda dial: other(dial) if wanted(dial) else dial)


@pytest.mark.parametrize("tag", ["en", "ar", "hi"])
@pytest.mark.parametrize("city", ["tijuana-san-diego", CITY])
def test_a_number_that_a_card_does_not_show_leaves_its_code_alone(press: Press, tag: str, city: str) -> None:
    flyer = press.flyer(tag, city)
    card, sheet = made(press, flyer, "card"), made(press, flyer, "flyer")
    gone = set(card.laid.left_out)
    hidden = with_another_digit(flyer, lambda dial: dial.piece in gone)
    assert hidden != flyer, "the card has no room for all"
    assert made(press, hidden, "card").edition == card.edition
    assert made(press, hidden, "flyer").edition != sheet.edition
    shown = with_another_digit(flyer, lambda dial: dial.piece not in gone)
    assert made(press, shown, "card").edition != card.edition


def test_a_name_without_a_number_that_is_not_printed_is_not_in_the_code(press: Press) -> None:
    flyer = press.flyer("en", CITY)
    other = replace(flyer, words=replace(flyer.words, see_website=flyer.words.see_website.replace("HIAS", "HIAZ")))
    assert other != flyer
    assert made(press, other, "card").edition == made(press, flyer, "card").edition
    roomy = made(press, flyer, "flyer", "legal")
    assert "names-without-number" not in roomy.laid.left_out
    assert made(press, other, "flyer", "legal").edition != roomy.edition


def test_what_is_said_of_a_number_is_in_the_code(press: Press) -> None:
    flyer = press.flyer("en", "tijuana-san-diego")

    def with_label(entry: Entry) -> Entry:
        rows = [replace(row, label="Ask for Example") for row in entry.rows[:1]]
        return replace(entry, rows=(*rows, *entry.rows[1:])) if entry.name == "ImmDef" else entry

    labelled = with_entries(flyer, with_label)
    assert made(press, labelled, "flyer").edition != made(press, flyer, "flyer").edition
