"""Script, direction and dates come from CLDR by the tag; right-to-left text gets isolates where it needs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.content.compose import compose_all
from handouts.content.dates import long_date
from handouts.content.isolates import isolate_foreign_runs
from handouts.sources.languages import english_name, is_right_to_left, script_of
from handouts.sources.model import BodySize, Fonts, Language, LanguageNames
from tests.sources.copies import ENGLISH, copy_of_data


def language(tag: str, **more: object) -> Language:
    return Language(
        tag=tag,
        names=LanguageNames(own="x", en="x", es="x"),
        fonts=Fonts(regular="A", bold="A", small="A"),
        body_pt=BodySize(wanted=12, floor=11),
        leading=1.2,
        **more,
    )


@pytest.mark.parametrize(
    ("tag", "script", "right_to_left"),
    [
        ("en", "Latn", False),
        ("ht", "Latn", False),
        ("ru", "Cyrl", False),
        ("ar", "Arab", True),
        ("fa-AF", "Arab", True),
        ("ps", "Arab", True),
        ("ur", "Arab", True),
        ("hi", "Deva", False),
        ("pa", "Guru", False),
        ("zh-Hans", "Hani", False),
        ("zh", "Hani", False),
        ("am", "Ethi", False),
        ("uz", "Latn", False),
        ("uz-AF", "Arab", True),
        ("ka", "Geor", False),
        ("he", "Hebr", True),
    ],
)
def test_script_and_direction_come_from_the_tag(tag: str, script: str, right_to_left: bool) -> None:
    assert script_of(tag) == script
    assert is_right_to_left(tag) is right_to_left


def test_a_tag_without_a_known_script_is_an_error() -> None:
    with pytest.raises(ValueError, match="script"):
        script_of("qqq")


def test_english_names() -> None:
    assert english_name("ht") == "Haitian Creole"
    assert english_name("zh-Hans") == "Chinese (Simplified)"


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "April 7, 2021"),
        ("es", "7 de abril de 2021"),
        ("pt", "7 de abril de 2021"),
        ("fr", "7 avril 2021"),
        ("ru", "7 апреля 2021\u202fг."),
        ("ar", "7 أبريل 2021"),
        ("hi", "7 अप्रैल 2021"),
        ("zh-Hans", "2021年4月7日"),
        ("fa-AF", "7 اپریل 2021"),
        ("ne", "2021 अप्रिल 7"),
    ],
)
def test_dates_are_gregorian_and_in_european_digits(tag: str, written: str) -> None:
    assert long_date(language(tag), date(2021, 4, 7)) == written


def test_a_language_may_have_its_own_pattern_and_months() -> None:
    months = tuple(f"month {number}" for number in range(1, 13))
    assert long_date(language("ht", months=months), date(2021, 2, 7)) == "7 month 2 2021"
    assert long_date(language("es", date_pattern="d/M/y"), date(2021, 2, 7)) == "7/2/2021"


def test_month_names_of_another_language_are_refused() -> None:
    with pytest.raises(ValueError, match="no month names of ht"):
        long_date(language("ht"), date(2021, 2, 7))


def test_a_pattern_with_more_than_a_date_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing else"):
        long_date(language("es", date_pattern="d MMMM y, H:mm"), date(2021, 2, 7))


def test_a_language_may_have_its_own_brackets(tmp_path: Path) -> None:
    for brackets, first in (("", "Info Digna (List"), ("  brackets: [（, ）]\n", "Info Digna（List")):
        flyer = compose_all(copy_of_data(tmp_path, ENGLISH + brackets)).flyers["en", "tijuana-san-diego"]
        assert flyer.names_without_number[0] == f"{first} of Organizations – Tijuana{brackets[-3:-2] or ')'}"


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("سياسة Title 42.", "سياسة ⟨Title 42⟩."),
        ("برنامج MPP، ثم", "برنامج ⟨MPP⟩، ثم"),
        ("حدود Mexico-U.S. اليوم", "حدود ⟨Mexico-U.S.⟩ اليوم"),
        ("من Asylum Seeker Advocacy Project (ASAP)، زوروا", "من ⟨Asylum Seeker Advocacy Project (ASAP)⟩، زوروا"),
        ("“Remain in Mexico” (البقاء)", "“⟨Remain in Mexico⟩” (البقاء)"),
        ("(HIAS) منظمة", "(⟨HIAS⟩) منظمة"),
        ("بين 2020-2021 فقط", "بين ⟨2020-2021⟩ فقط"),
        ("رقم +1-858-333-2857 هنا", "رقم ⟨+1-858-333-2857⟩ هنا"),
        ("في 19 فبراير/شباط 2021", "في 19 فبراير/شباط 2021"),
        ("help.asylumadvocacy.org", "⟨help.asylumadvocacy.org⟩"),
        ("انتهى.", "انتهى."),
    ],
)
def test_foreign_runs_are_isolated_whole(text: str, isolated: str) -> None:
    assert isolate_foreign_runs(text).replace("\u2068", "⟨").replace("\u2069", "⟩") == isolated
