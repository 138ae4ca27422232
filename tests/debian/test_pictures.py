"""Pictures for phones in the hands of other programs: eyes that read no more than the pixels of a screen."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.debian.reading import Seen, qr_codes
from tests.expected_numbers import DENSE_CITY
from tests.expected_texts import LANGUAGES, PAGE
from tests.sheets.finished import Finished


def picture(finished: Finished, language: str, city: str) -> Image.Image:
    with Image.open(finished.pictures[language, city]) as file:
        return file.copy()


@pytest.mark.parametrize("language", LANGUAGES)
def test_zbar_decodes_the_code(finished: Finished, language: str) -> None:
    assert qr_codes(picture(finished, language, DENSE_CITY)) == [PAGE]


def test_ocr_reads_every_dial_string_and_the_edition(finished: Finished) -> None:
    sheet = finished.sheets["en", DENSE_CITY]
    seen = Seen(picture(finished, "en", DENSE_CITY))
    assert seen.misread(sheet.dial_strings) == []
    wrong = ["663 205 4650", "664 208 8995"]
    assert sorted(seen.misread(wrong)) == wrong, "it is able to miss"
    assert seen.has_edition(finished.entry(sheet)["edition"])
