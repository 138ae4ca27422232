"""Codes that are typed: every slip is caught, likenesses are read and said, nothing else is corrected."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.content.age import age_of
from handouts.content.edition import ALPHABET, is_edition_code
from handouts.content.verify import ALIKE, State, read_code, verify
from tests.content.editing import small_world

EDITION = small_world().edition("2026-01-01-1")
CODES = sorted(EDITION.codes)
OTHERS = "0O1ILU"
"""Characters that stand in no code."""


@pytest.mark.parametrize("code", CODES)
def test_every_wrong_character_and_every_swap_is_caught(code: str) -> None:
    for at in range(len(code)):
        for character in ALPHABET.replace(code[at], ""):
            typed = code[:at] + character + code[at + 1 :]
            read, asked, slip = read_code(typed, CODES)
            assert read == "", typed
            assert slip
            assert code in asked
    for at in range(len(code) - 1):
        typed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if typed != code:
            read, asked, _ = read_code(typed, CODES)
            assert (read, asked[:1]) == ("", (code,))


@pytest.mark.parametrize("code", CODES)
def test_what_stands_in_no_code_is_read_as_its_likeness(code: str) -> None:
    tried = 0
    for at, right in enumerate(code):
        for character in OTHERS:
            if any(character in group and right in group for group in ALIKE):
                read, asked, slip = read_code(code[:at] + character + code[at + 1 :], CODES)
                assert (read, asked) == (code, ())
                assert slip == f"{character} never stands in a code; read as {code}"
                tried += 1
            else:
                assert read_code(code[:at] + character + code[at + 1 :], CODES)[0] == ""
    assert tried or not set(code) & set("".join(group for group in ALIKE if set(group) & set(OTHERS)))


def test_one_character_too_many_or_too_few_is_asked() -> None:
    code = CODES[0]
    for typed in (code[1:], code[:3] + code[4:], code + "A", "A" + code):
        read, asked, _ = read_code(typed, CODES)
        assert read == ""
        assert code in asked


def test_spaces_hyphens_and_small_letters_do_not_matter() -> None:
    code = CODES[0]
    assert read_code(f" {code[:3].lower()}-{code[3:]} ", CODES) == (code, (), "")


def test_a_code_that_no_sheet_has_had() -> None:
    other = next(each for each in small_codes() if each not in CODES)
    (verdict,) = verify([other], (EDITION,), EDITION)
    assert (verdict.state, verdict.read_as) == (State.UNKNOWN, "")


def small_codes() -> list[str]:
    from handouts.content.edition import with_check

    found = [with_check(f"22222{each}") for each in ALPHABET]
    assert all(map(is_edition_code, found))
    return found


def test_states() -> None:
    (current,) = verify([CODES[0]], (EDITION,), EDITION)
    assert (current.state, current.since, current.now) == (State.CURRENT, "2026-01-01-1", CODES[0])
    (unreleased,) = verify([CODES[0]], (), EDITION)
    assert unreleased.state is State.UNRELEASED


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 30), "of today"),
        (date(2026, 11, 29), "1 day old"),
        (date(2026, 10, 3), "58 days old"),
        (date(2026, 9, 1), "2 months old"),
        (date(2025, 11, 30), "1 year old"),
        (date(2021, 4, 7), "5 years and 7 months old"),
        (date(2026, 12, 1), ""),
    ],
)
def test_age_in_words(day: date, words: str) -> None:
    assert age_of(day, date(2026, 11, 30)).words == words
