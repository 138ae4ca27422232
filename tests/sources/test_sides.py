"""From where numbers are dialled: which sides there can be, what is asked of them, and what files of before say."""

from __future__ import annotations

from pathlib import Path

import phonenumbers
import pytest
from phonenumbers.phonemetadata import PhoneMetadata

from handouts.content.notices import notices_of
from handouts.errors import InputError
from handouts.products.loading import load_data
from handouts.sources.load import Data
from handouts.sources.messages import messages_of
from handouts.sources.sides import SideOfBorder
from tests.sources.copies import ENGLISH, copy_of_data

SIDES = """\
  - {country: MX, code: MEX, from: From Mexico}
  - {country: US, code: USA, from: From the U.S.}
"""


def with_sides(folder: Path, sides: str) -> list[str]:
    """What is wrong with the shipped data when these are their sides."""
    copy_of_data(folder, ENGLISH)
    path = folder / "handout.yaml"
    text = path.read_text(encoding="utf-8")
    assert SIDES in text
    path.write_text(text.replace(SIDES, sides), encoding="utf-8")
    try:
        load_data(folder)
    except InputError as error:
        return [f"{Path(each.file).name}:{each.line}: {each.what}; {each.instead}" for each in error.problems]
    return []


def contexts(data: Data) -> list[str]:
    return [each.context for each in messages_of(data.handout, data.directory, data.faq)]


def test_a_file_of_before_has_its_two_sides_among_the_words(tmp_path: Path) -> None:
    new = copy_of_data(tmp_path, ENGLISH)
    path = tmp_path / "handout.yaml"
    text = path.read_text(encoding="utf-8").replace(f"sides_of_border:\n{SIDES}", "")
    for words in ("words:\n", "words:\n  from_mexico: From Mexico\n  from_us: From the U.S.\n"):
        path.write_text(text.replace("words:\n", words), encoding="utf-8")
        old = load_data(tmp_path)
        assert old.handout.sides_of_border == new.handout.sides_of_border
        assert contexts(old) == contexts(new)
    path.write_text(text.replace("words:\n", "words:\n  from_mexico: Out of Mexico\n"), encoding="utf-8")
    assert [side.from_ for side in load_data(tmp_path).handout.sides_of_border] == ["Out of Mexico", "From the U.S."]


def test_words_of_mexico_and_the_us_keep_their_places_in_the_po_files(tmp_path: Path) -> None:
    found = contexts(copy_of_data(tmp_path, ENGLISH))
    assert [each for each in found if each.startswith("words.from")] == ["words.from_mexico", "words.from_us"]
    sides = [SideOfBorder(country=country) for country in ("PL", "CA")]
    assert [side.context for side in sides] == ["words.from.PL", "words.from.CA"]


def test_call_from_is_one_of_the_sides(tmp_path: Path) -> None:
    found = with_sides(tmp_path, SIDES.replace("MX, code: MEX, from: From Mexico", "CA, code: CAN, from: From Canada"))
    assert found
    assert all(each.startswith("directory.yaml:") for each in found)
    assert all('"MX" is nothing that call_from can be; write CA or US' in each for each in found)
    numbered = copy_of_data(tmp_path, ENGLISH).directory.cities
    numbers = [number for city in numbered for each in city.organisations for number in each.numbers]
    assert len(found) == sum(number.call_from == "MX" for number in numbers)


def test_with_one_side_neither_code_nor_words_are_needed(tmp_path: Path) -> None:
    found = with_sides(tmp_path, "  - {country: US}\n")
    assert found
    assert all('"MX" is nothing that call_from can be; write US' in each for each in found)


def test_no_side_is_no_border(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert any(
        '"sides_of_border" is empty; write at least one' in each for each in with_sides(tmp_path / "none", "  []\n")
    )


def test_two_sides_are_two_countries(tmp_path: Path) -> None:
    found = with_sides(tmp_path, SIDES.replace("country: MX", "country: US"))
    assert any('both sides of the border have country: "US" (first in line' in each for each in found)


@pytest.mark.parametrize("country", ["UA", "KZ", "BR", "CO", "IL", "SG"])
def test_a_prefix_that_is_not_plain_is_asked_for(tmp_path: Path, country: str) -> None:
    side = f"country: {country}, code: OTH, from: From there"
    found = with_sides(tmp_path, SIDES.replace("country: US, code: USA, from: From the U.S.", side))
    (asked,) = [each for each in found if "international_prefix" in each]
    assert f"what is dialled from {country} before a country code is not known, or not the same everywhere" in asked
    given = f'{side}, international_prefix: "00"'
    found = with_sides(tmp_path, SIDES.replace("country: US, code: USA, from: From the U.S.", given))
    assert not any("international_prefix" in each for each in found)


def test_every_other_country_has_a_prefix_of_its_own() -> None:
    """Those of phonenumbers that a carrier or a tone breaks up are refused, and no other."""
    for country in phonenumbers.SUPPORTED_REGIONS:
        metadata = PhoneMetadata.metadata_for_region(country, None)
        assert metadata
        written = metadata.preferred_international_prefix or metadata.international_prefix
        if written.isdigit():
            assert SideOfBorder(country=country).prefix == written
            assert SideOfBorder(country=country).prefix_is_known
        else:
            with pytest.raises(ValueError, match="add international_prefix"):
                SideOfBorder(country=country)
    assert {each: SideOfBorder(country=each).prefix for each in ("MX", "US", "PL", "AU")} == {
        "MX": "00", "US": "011", "PL": "00", "AU": "0011",
    }  # fmt: skip


def test_a_prefix_that_nobody_knows_is_printed_with_a_notice(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path, ENGLISH)
    assert not [each for each in notices_of(data) if "country code" in each.what]
    path = tmp_path / "handout.yaml"
    text = path.read_text(encoding="utf-8").replace("code: USA", 'code: USA, international_prefix: "01"')
    path.write_text(text, encoding="utf-8")
    (notice,) = [each for each in notices_of(load_data(tmp_path)) if "country code" in each.what]
    line = text.partition('"01"')[0]
    assert (notice.line, notice.column) == (line.count("\n") + 1, len(line) - line.rfind("\n"))
    assert notice.what == '"01" is not known to be dialled from US before a country code; it is printed'
