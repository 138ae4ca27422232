"""What layout keeps from sheet to sheet is bounded, and changes no sheet."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from benchmarks.variants import unseen
from handouts.content.flyer import Flyer
from handouts.draw import draw_document, plan_fonts
from handouts.layout import LanguageSetting, qr_shape, typography_of
from handouts.layout.page.kept import Kept
from handouts.layout.page.placed import PlacedLine, marks_of
from handouts.layout.sheets import flyer_side
from handouts.paper import LETTER
from handouts.products.document_info import sheet_info
from handouts.products.product import SetSheet
from handouts.products.table import DRAWN
from tests.sheets.test_proof import Press

FLYER = DRAWN["flyer"]


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def setting_of(press: Press, language: str) -> LanguageSetting:
    """One that has set nothing yet."""
    languages = press.data.languages.languages
    own = next(each for each in languages if each.tag == language)
    return LanguageSetting(typography_of(own, languages), press.typesetter)


def pdf_of_the_last(press: Press, language: str, *cities: str) -> bytes:
    """The flyer of the last of the cities, after those of the others have been laid out in the same setting."""
    setting = setting_of(press, language)
    for city in cities:
        flyer = press.flyer(language, city)
        sheet = FLYER.set_sheet(flyer, setting, LETTER, qr_shape(flyer.website))
        assert isinstance(sheet, SetSheet)
    plan = plan_fonts(sheet.laid.pages, press.library, right_to_left=setting.typography.right_to_left)
    info = sheet_info(flyer, press.data.handout.publisher, sheet.edition, FLYER)
    return draw_document(sheet.laid.pages, info, plan)


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh-Hans"])
def test_a_flyer_is_the_same_whatever_was_laid_out_before(press: Press, language: str) -> None:
    others = ("tijuana-san-diego", "mexicali", "south-texas")
    assert pdf_of_the_last(press, language, *others, "nogales") == pdf_of_the_last(press, language, "nogales")


def places(flyer: Flyer, setting: LanguageSetting) -> list[tuple[object, ...]]:
    """Of all lines of a flyer the text, and where it stands; and where everything else does."""
    sheet = FLYER.set_sheet(flyer, setting, LETTER, qr_shape(flyer.website))
    assert isinstance(sheet, SetSheet)
    marks = [mark for page in sheet.laid.pages for mark in (*page.artifacts, *marks_of(page.elements))]
    return [(mark.line.text if isinstance(mark, PlacedLine) else type(mark), *mark[1:]) for mark in marks]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_part_is_kept_for_a_flyer_that_says_something_else(press: Press, language: str) -> None:
    flyer = press.flyer(language, "tijuana-san-diego")
    texts = [each.name for each in fields(flyer.words) if isinstance(getattr(flyer.words, each.name), str)]
    changed = [
        *(
            replace(flyer, words=replace(flyer.words, **{text: getattr(flyer.words, text)[:-1] + "7"}))
            for text in texts
        ),
        replace(flyer, city_own="Tecate"),
        replace(flyer, city_latin="Tecate"),
        replace(flyer, language_own="Latin"),
        replace(flyer, language_english="Latin"),
        replace(flyer, title="A list"),
        replace(flyer, say=None),
        replace(flyer, archived=("Old",)),
        replace(flyer, unreviewed=None),
        replace(flyer, website_printed="example.org"),
        replace(flyer, city_english="Tecate"),
    ]
    shared = setting_of(press, language)
    for each in (flyer, *changed, flyer):
        assert places(each, shared) == places(each, setting_of(press, language))


@pytest.mark.parametrize(("language", "city"), [("en", "tijuana-san-diego"), ("hi", "south-texas"), ("ar", "nogales")])
def test_other_numbers_are_laid_out_as_if_none_had_been_before(press: Press, language: str, city: str) -> None:
    shared = setting_of(press, language)
    for flyer in unseen([press.flyer(language, city)], 12):
        assert places(flyer, shared) == places(flyer, setting_of(press, language))


def test_other_digits_may_be_too_black_for_what_stood_beside_those_before(press: Press) -> None:
    shared = setting_of(press, "en")
    found = [len(places(flyer, shared)) for flyer in unseen([press.flyer("en", "tijuana-san-diego")], 12)]
    assert len(set(found)) > 1


def test_other_numbers_in_as_many_lines_are_not_fitted_anew(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = setting_of(press, "en")
    first, second = unseen([press.flyer("en", "mexicali")], 2)
    before = places(first, shared)
    monkeypatch.setattr(flyer_side, "copyfit", lambda *_: pytest.fail("it has been fitted"))
    assert len(places(second, shared)) == len(before)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_list_that_takes_more_room_is_fitted_anew(press: Press, language: str) -> None:
    shared = setting_of(press, language)
    flyer = press.flyer(language, "mexicali")
    first, *others = flyer.sections
    for count in range(4):
        entry, *further = first.entries
        longer = replace(entry, name=" ".join([entry.name] * (count + 1)))
        changed = replace(flyer, sections=(replace(first, entries=(longer, *further)), *others))
        assert places(changed, shared) == places(changed, setting_of(press, language))


def test_what_is_asked_for_again_is_made_once() -> None:
    made: list[str] = []
    kept: Kept[str, list[str]] = Kept(4)
    first = kept.of("Tijuana", lambda: made)
    assert kept.of("Tijuana", lambda: pytest.fail("it is known")) is first


def test_no_more_is_kept_than_was_agreed() -> None:
    kept: Kept[int, int] = Kept(10)
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in range(1000):
        assert kept.of(number, lambda number=number: make(number)) == number
    made.clear()
    for number in range(1000):
        kept.of(number, lambda number=number: make(number))
    assert len(made) >= 990


def test_what_is_asked_for_all_the_time_is_not_forgotten() -> None:
    kept: Kept[int, object] = Kept(10)
    first = kept.of(-1, object)
    for number in range(1000):
        kept.of(number, object)
        assert kept.of(-1, object) is first
