"""A city whose name is too long for one line, as of two pairs of towns: on every sheet in full."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.cases.small_city import FORMATS, SmallCity

NAME = "Piedras Negras/Eagle Pass y Ciudad Acuña/Del Rio"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> SmallCity:
    home: Path = tmp_path_factory.mktemp("long")
    city = SmallCity(home, "- name: Casa Alfa\n  numbers: [{number: '+1 213 555 0101'}]", "ar", "zh-Hans")
    city.replace("directory.yaml", "name: Nogales\n", f"name: {NAME}\n")
    city.built("--sides", "2")
    return city


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_name_is_there_in_full(city: SmallCity, form: str, language: str) -> None:
    assert words(NAME) in words(city.text(form, language))


@pytest.mark.parametrize("form", FORMATS)
def test_a_page_of_the_other_direction_has_each_of_its_words(city: SmallCity, form: str) -> None:
    assert set(re.split(r"[ /]", NAME)) <= set(re.findall(r"\w+", city.text(form, "ar")))


@pytest.mark.parametrize("form", ["half", "large-print"])
def test_it_heads_the_second_page_too(city: SmallCity, form: str) -> None:
    with pypdfium2.PdfDocument(city.sheet(form)) as document:
        assert words(document[1].get_textpage().get_text_range()).startswith(words(NAME))


def test_covers_of_a_booklet_name_it_once_for_each_language(city: SmallCity) -> None:
    """Arabic has no translation of it: the name does not stand there a second time as its English."""
    with pypdfium2.PdfDocument(city.out / "print" / "booklet-nogales.pdf") as document:
        cover = document[0].get_textpage().get_text_range()
    heads, _, _ = cover.partition("Last updated")
    assert len(re.findall("Acuña", heads)) == 3, "at the head of each cover, and in the first one's line for staff"


def test_the_strip_of_a_print_file_has_as_much_of_it_as_there_is_room_for(city: SmallCity) -> None:
    with pypdfium2.PdfDocument(city.out / "print" / "booklet-nogales.pdf") as document:
        for page in document:
            strip = page.get_textpage().get_text_bounded(bottom=0, top=36)
            assert re.search(r"outside|inside", strip)
            assert re.search(r"Piedras Negras/Eagle Pass.* \u2026 · booklet \w{7}\b", strip), strip
