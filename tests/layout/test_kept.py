"""What layout keeps from sheet to sheet is bounded, and changes no sheet."""

from __future__ import annotations

import pytest

from handouts.draw import draw_document, plan_fonts
from handouts.layout import LanguageSetting, qr_shape, typography_of
from handouts.layout.page.kept import Kept
from handouts.paper import LETTER
from handouts.products.document_info import sheet_info
from handouts.products.product import SetSheet
from handouts.products.table import DRAWN
from tests.sheets.test_proof import Press

FLYER = DRAWN["flyer"]


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def pdf_of_the_last(press: Press, language: str, *cities: str) -> bytes:
    """The flyer of the last of the cities, after those of the others have been laid out in the same setting."""
    languages = press.data.languages.languages
    own = next(each for each in languages if each.tag == language)
    setting = LanguageSetting(typography_of(own, languages), press.typesetter)
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
