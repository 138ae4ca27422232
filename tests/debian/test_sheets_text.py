"""The finished files in the hands of qpdf, poppler and mupdf."""

from __future__ import annotations

import pytest

from tests.debian.reading import told
from tests.expected_numbers import CITIES
from tests.expected_texts import LANGUAGES
from tests.sheets.finished import Finished


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("options", [("-layout",), ("-raw",), ()], ids=["layout", "raw", "plain"])
def test_poppler_finds_every_dial_string_and_no_other_number(
    finished: Finished, language: str, options: tuple[str, ...]
) -> None:
    for city in CITIES:
        sheet = finished.sheets[language, city]
        reading = sheet.numbers(told("pdftotext", *options, sheet.path, "-"))
        assert reading.strange == (), sheet
        assert reading.found == dict.fromkeys(sheet.dial_strings, 1), sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_mupdf_finds_every_dial_string_and_no_other_number(finished: Finished, language: str) -> None:
    for city in CITIES:
        sheet = finished.sheets[language, city]
        reading = sheet.numbers(told("mutool", "draw", "-q", "-F", "text", sheet.path))
        assert reading.strange == (), sheet
        assert reading.found == dict.fromkeys(sheet.dial_strings, 1), sheet


def test_qpdf_finds_nothing(finished: Finished) -> None:
    for pages in finished.files:
        assert "No syntax or stream encoding errors found" in told("qpdf", "--check", pages.path)


def test_poppler_sees_only_embedded_fonts_with_unicode(finished: Finished) -> None:
    for pages in finished.files:
        rows = told("pdffonts", pages.path).splitlines()[2:]
        assert rows
        for row in rows:
            assert row.split()[-5:-2] == ["yes", "yes", "yes"], (pages, row)
