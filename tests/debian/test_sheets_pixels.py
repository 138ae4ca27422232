"""What can be read in the pixels alone: by a camera, and by eyes in front of a bad copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.products.loading import load_data
from tests.debian.reading import OCR_DPI, Seen, at_two_sizes, qr_codes
from tests.expected_numbers import CITIES, DENSE_CITY
from tests.expected_texts import LANGUAGES, PAGE
from tests.originals import flyer, originals
from tests.photocopies import AROUND_PX, SEEDS, read_copies, third_generation
from tests.photocopies import LANGUAGES as COPIED_LANGUAGES
from tests.sheets.finished import Finished
from tests.sources.copies import SHIPPED

QR_DPI = 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_zbar_decodes_every_qr_code(finished: Finished, language: str) -> None:
    for city in CITIES:
        assert qr_codes(finished.sheets[language, city].picture(QR_DPI)) == [PAGE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ocr_reads_every_dial_string_of_the_densest_city(finished: Finished, language: str) -> None:
    sheet = finished.sheets[language, DENSE_CITY]
    page = sheet.picture(OCR_DPI)
    scale, places = OCR_DPI / 72, sheet.places_of_numbers()
    for string in Seen(page).misread(sheet.dial_strings):  # what stands beside it may hide it: once more by itself
        left, top, right, bottom = (round(each * scale) for each in places[string].box)
        cut = page.crop((left - AROUND_PX, top - AROUND_PX, right + AROUND_PX, bottom + AROUND_PX))
        assert any(not Seen(each).misread([string]) for each in at_two_sizes(cut)), string


def test_ocr_is_able_to_miss(finished: Finished) -> None:
    seen = Seen(finished.sheets["en", DENSE_CITY].picture(OCR_DPI))
    wrong = ["664 208 8995", "664 280 8994", "52 663 205 4660", "64 208 8994", "858 333 2857"]
    assert sorted(seen.misread(["664 208 8994", *wrong])) == sorted(wrong)


@pytest.mark.parametrize("language", COPIED_LANGUAGES)
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_third_generation_copies_are_read_whole(finished: Finished, language: str, seed: int) -> None:
    """The first three; `python -m tests.photocopies` reads all ten."""
    original = flyer(finished, finished.sheets[language, DENSE_CITY])
    assert read_copies(original, [seed], threads=1) == {seed: []}


@pytest.mark.parametrize(
    ("format_name", "languages"), [("booklet", ["ar"]), ("zine", ["en", "ar"]), ("poster", ["ar"])]
)
def test_so_are_those_of_folded_sheets_and_of_a_poster_in_several_languages(
    tmp_path: Path, format_name: str, languages: list[str]
) -> None:
    """One of each; the command reads ten in every kind of face."""
    for original in originals(tmp_path, format_name, languages):
        assert read_copies(original, SEEDS[:1], threads=1) == {0: []}


def test_every_kind_of_face_is_copied() -> None:
    """Two languages with the same fonts come off a copier alike."""
    fonts = {language.tag: language.fonts for language in load_data(SHIPPED).languages.languages}
    assert {fonts[tag] for tag in COPIED_LANGUAGES} == set(fonts.values())


def test_a_copy_with_a_digit_that_looks_like_another_is_not_read(finished: Finished) -> None:
    seen = _seen_on_a_copy(finished)
    assert seen.misread(["664 208 8994"]) == []
    assert seen.misread(["664 205 8994", "664 208 8995"]) == ["664 205 8994", "664 208 8995"]


def test_a_word_that_is_not_there_is_missed(finished: Finished) -> None:
    assert _seen_on_a_copy(finished).words_missed("Yes, the border remains mostly opened.") == {"opened"}


def test_a_code_with_two_other_characters_is_not_read(finished: Finished) -> None:
    code = finished.entry(finished.sheets["en", DENSE_CITY])["edition"]
    seen = _seen_on_a_copy(finished)
    assert seen.has_edition(code)
    first, second = [each for each in "KMWX" if each not in code][:2]
    assert not seen.has_edition(f"{code[0]}{first}{code[2:4]}{second}{code[5:]}")


def _seen_on_a_copy(finished: Finished) -> Seen:
    return Seen(third_generation(finished.sheets["en", DENSE_CITY].picture(OCR_DPI), 0), copied=True)


def test_the_same_seed_gives_the_same_copy_and_another_does_not(finished: Finished) -> None:
    page = finished.sheets["en", DENSE_CITY].picture(OCR_DPI).crop((0, 0, 800, 400))
    assert third_generation(page, 1).tobytes() == third_generation(page, 1).tobytes()
    assert third_generation(page, 1).tobytes() != third_generation(page, 2).tobytes()
    assert {value for _, value in third_generation(page, 1).getcolors() or []} == {0, 255}
