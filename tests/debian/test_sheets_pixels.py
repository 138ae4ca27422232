"""What can be read in the pixels alone: by a camera, and by eyes in front of a bad copy."""

from __future__ import annotations

import pytest

from tests.copies import LANGUAGES as COPIED_LANGUAGES
from tests.copies import faults, third_generation
from tests.debian.reading import OCR_DPI, misread, qr_codes
from tests.expected_numbers import CITIES, DENSE_CITY
from tests.expected_texts import LANGUAGES, PAGE
from tests.sheets.finished import Finished

QR_DPI = 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_zbar_decodes_every_qr_code(finished: Finished, language: str) -> None:
    for city in CITIES:
        assert qr_codes(finished.sheets[language, city].picture(QR_DPI)) == [PAGE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ocr_reads_every_dial_string_of_the_densest_city(finished: Finished, language: str) -> None:
    sheet = finished.sheets[language, DENSE_CITY]
    assert misread(sheet.picture(OCR_DPI), sheet.dial_strings) == []


def test_ocr_is_able_to_miss(finished: Finished) -> None:
    page = finished.sheets["en", DENSE_CITY].picture(OCR_DPI)
    wrong = ["664 208 8995", "664 280 8994", "52 663 205 4660", "64 208 8994", "858 333 2857"]
    assert sorted(misread(page, ["664 208 8994", *wrong])) == sorted(wrong)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("language", COPIED_LANGUAGES)
def test_a_third_generation_copy_is_read_whole(finished: Finished, language: str, seed: int) -> None:
    sheet = finished.sheets[language, DENSE_CITY]
    assert faults(third_generation(sheet.picture(OCR_DPI), seed), sheet.dial_strings) == []


def test_the_same_seed_gives_the_same_copy_and_another_does_not(finished: Finished) -> None:
    page = finished.sheets["en", DENSE_CITY].picture(OCR_DPI).crop((0, 0, 800, 400))
    assert third_generation(page, 1).tobytes() == third_generation(page, 1).tobytes()
    assert third_generation(page, 1).tobytes() != third_generation(page, 2).tobytes()
    assert {value for _, value in third_generation(page, 1).getcolors() or []} == {0, 255}
