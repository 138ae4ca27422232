"""What a sheet says besides numbers: city, date, disclaimer, edition; and its QR code, from the pixels."""

from __future__ import annotations

import re

import pytest
import zxingcpp

from tests.expected_numbers import CITIES
from tests.expected_texts import CITY_NAMES, LANGUAGES, PAGE
from tests.sheets.finished import Finished, Sheet, letters, without_accents

every_sheet = pytest.mark.parametrize(
    ("language", "city"), [(language, city) for language in LANGUAGES for city in CITIES]
)
QR_DPI = 150


@pytest.fixture
def sheet(finished: Finished, language: str, city: str) -> Sheet:
    return finished.sheets[language, city]


@every_sheet
def test_the_date_the_disclaimer_and_likely_incomplete_stand_there(sheet: Sheet) -> None:
    language = LANGUAGES[sheet.language]
    readings = [letters(sheet.pypdf_text), letters(sheet.pdfium_text)]
    for sentence in (*language.date, language.disclaimer, language.incomplete):
        assert any(letters(sentence) in reading for reading in readings), sentence


@every_sheet
def test_the_staff_line_names_language_city_and_edition(finished: Finished, sheet: Sheet) -> None:
    edition = finished.entry(sheet)["edition"]
    start = f"{LANGUAGES[sheet.language].english} ({sheet.language}) · {CITY_NAMES[sheet.city]} · flyer · Letter"
    assert f"{start} · edition {edition} · " in without_accents(" ".join(sheet.pypdf_text.split()))
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{7}", edition)


def test_no_two_sheets_share_an_edition(finished: Finished) -> None:
    editions = [finished.entry(sheet)["edition"] for sheet in finished.sheets.values()]
    assert len(set(editions)) == len(CITIES) * len(LANGUAGES)


@every_sheet
def test_an_unreviewed_translation_says_so_in_english_too(sheet: Sheet) -> None:
    said = letters("Unofficial translation, not yet reviewed") in letters(sheet.pypdf_text)
    assert said == (sheet.language != "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_city_without_numbers_says_so_and_no_other_city_does(finished: Finished, language: str) -> None:
    """The sentence is found by what only this sheet of the language has: a place where the others have numbers."""
    english = finished.sheets["en", "el-paso-juarez"]
    assert "This sheet has no local number for El Paso/Juarez. See the website." in " ".join(
        english.pdfium_text.split()
    )
    for city in CITIES:
        has_sentence = "no local number" in finished.sheets["en", city].pdfium_text
        assert has_sentence == (city == "el-paso-juarez")
    assert len(finished.sheets[language, "el-paso-juarez"].dial_strings) == 6


def test_nothing_stands_between_the_sides_of_the_border_and_their_numbers(finished: Finished) -> None:
    sheet = finished.sheets["en", "el-paso-juarez"]
    (sentence,), (mexico,) = sheet.places_of("This sheet has no local number"), sheet.places_of("From Mexico")
    assert sentence.box.bottom < mexico.box.top < min(each.box.top for each in sheet.places_of_numbers().values())


@every_sheet
def test_the_qr_code_opens_the_page(sheet: Sheet) -> None:
    found = zxingcpp.read_barcodes(sheet.picture(QR_DPI), formats=zxingcpp.barcode_formats_from_str("QRCode"))
    assert [code.text for code in found] == [PAGE]
    assert found[0].ec_level == "Q"
