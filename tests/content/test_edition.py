"""The edition code: safe to read aloud and type, and another one as soon as the content differs."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.compose import compose_flyer
from handouts.content.edition import ALPHABET, content_hash, edition_code, is_edition_code, with_check
from handouts.content.flyer import Flyer, Visit
from handouts.products.loading import load_data
from handouts.sources.translations import source_catalogue
from tests.sources.copies import SHIPPED, messages


@pytest.fixture(scope="module")
def flyer() -> Flyer:
    data = load_data(SHIPPED)
    return compose_flyer(data, source_catalogue(messages(data)), "nogales")


_SIX = st.text(ALPHABET, min_size=6, max_size=6)


def test_the_alphabet_has_nothing_to_confuse() -> None:
    assert len(set(ALPHABET)) == 30
    assert not set(ALPHABET) & set("0O1ILU")


def test_a_code_has_seven_characters_and_checks(flyer: Flyer) -> None:
    code = edition_code(flyer)
    assert len(code) == 7
    assert is_edition_code(code)


def test_the_code_is_the_beginning_of_the_content_hash_in_the_alphabet(flyer: Flyer) -> None:
    fraction = int(content_hash(flyer), 16) / 2**256
    expected = ""
    for _ in range(6):
        fraction *= 30
        expected += ALPHABET[int(fraction)]
        fraction -= int(fraction)
    assert edition_code(flyer)[:6] == expected


def with_further_visits(flyer: Flyer, *visits: Visit) -> Flyer:
    local, *others = flyer.sections
    changed = dataclasses.replace(local.entries[0], further_visits=visits)
    section = dataclasses.replace(local, entries=(changed, *local.entries[1:]))
    return dataclasses.replace(flyer, sections=(section, *others))


def test_the_codes_of_sheets_in_print_stay(flyer: Flyer) -> None:
    """Typed from a sheet that was printed before organisations had further places to visit."""
    assert edition_code(flyer) == "VE5K7MH"


def test_any_change_of_content_changes_the_code(flyer: Flyer) -> None:
    changed = [
        dataclasses.replace(flyer, information_of=date(2021, 4, 8)),
        dataclasses.replace(flyer, title=flyer.title + "."),
        dataclasses.replace(flyer, sections=flyer.sections[1:]),
        dataclasses.replace(flyer, held=("border-open/returned",)),
        with_further_visits(flyer, Visit("To visit", "Calle 5")),
        with_further_visits(flyer, Visit("To visit", "Calle 6")),
    ]
    codes = [edition_code(each) for each in (flyer, *changed)]
    assert len(set(codes)) == len(codes)


def test_equal_content_has_an_equal_code(flyer: Flyer) -> None:
    assert edition_code(dataclasses.replace(flyer)) == edition_code(flyer)
    assert content_hash(dataclasses.replace(flyer)) == content_hash(flyer)


@given(characters=_SIX)
def test_every_single_wrong_character_is_caught(characters: str) -> None:
    code = with_check(characters)
    assert is_edition_code(code)
    for place, wrong in product(range(7), ALPHABET):
        if wrong != code[place]:
            assert not is_edition_code(code[:place] + wrong + code[place + 1 :])


def test_every_swap_of_neighbours_is_caught() -> None:
    """All pairs at all places. What stands before or after a pair can't matter: in a group it cancels."""
    for place, left, right in product(range(5), ALPHABET, ALPHABET):
        characters = list("222222")
        characters[place : place + 2] = left, right
        _assert_swaps_are_caught(with_check("".join(characters)))
    for before, last in product(ALPHABET, ALPHABET):  # the sixth character with every check character
        _assert_swaps_are_caught(with_check(f"2222{before}{last}"))


@given(characters=_SIX)
def test_swaps_are_caught_in_any_code(characters: str) -> None:
    _assert_swaps_are_caught(with_check(characters))


def _assert_swaps_are_caught(code: str) -> None:
    for place, (left, right) in enumerate(pairwise(code)):
        if left != right:
            assert not is_edition_code(code[:place] + right + left + code[place + 2 :]), (code, place)


@pytest.mark.parametrize("text", ["", "2222222 ", "222222", "22222222", "222222O", "abcdefg", "２２２２２２２"])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not is_edition_code(text)


def test_one_in_thirty_guesses_is_a_code() -> None:
    assert sum(is_edition_code("B7K3M" + a + b) for a, b in product(ALPHABET, ALPHABET)) == 30


def test_what_the_code_could_not_tell_apart_is_refused(flyer: Flyer) -> None:
    with pytest.raises(TypeError, match="not object"):
        edition_code(dataclasses.replace(flyer, title=object()))  # type: ignore[arg-type]
