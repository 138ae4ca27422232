"""Pictures for phones in the hands of other programs: eyes that read no more than the pixels of a screen."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.debian.reading import Seen, qr_codes
from tests.expected_numbers import CITIES, DENSE_CITY
from tests.expected_texts import LANGUAGES, PAGE
from tests.sheets.finished import Finished


def picture(finished: Finished, language: str, city: str) -> Image.Image:
    with Image.open(finished.folder / "share" / language / f"{city}-{language}.png") as file:
        return file.copy()


@pytest.mark.parametrize("language", LANGUAGES)
def test_zbar_decodes_the_code(finished: Finished, language: str) -> None:
    for city in CITIES:
        assert qr_codes(picture(finished, language, city)) == [PAGE]


def test_ocr_reads_every_dial_string_and_the_edition(finished: Finished) -> None:
    sheet = finished.sheets["en", DENSE_CITY]
    seen = Seen(picture(finished, "en", DENSE_CITY))
    assert seen.misread(sheet.dial_strings) == []
    assert seen.misread(["664 208 8995", "663 205 4650"]) == ["663 205 4650", "664 208 8995"], "it is able to miss"
    assert seen.has_edition(finished.entry(sheet)["edition"])
