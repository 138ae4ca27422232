"""Script, direction and dates come from CLDR by the tag; right-to-left text gets isolates where it needs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.content.compose import compose_all
from handouts.content.dates import date_is_in_figures, long_date
from handouts.content.isolates import isolate_foreign_runs, isolate_right_to_left, without_isolates
from handouts.sources.languages import canonical_tag, english_name, is_right_to_left, script_of
from handouts.sources.model import BodySize, Fonts, Language, LanguageNames
from handouts.sources.values import language_tag
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
        ("mam", "Latn", False),
        ("kek", "Latn", False),
        ("nah-Latn", "Latn", False),
        ("prs", "Arab", True),
        ("sh", "Latn", False),
        ("sh-Cyrl", "Cyrl", False),
    ],
)
def test_script_and_direction_come_from_the_tag(tag: str, script: str, right_to_left: bool) -> None:
    assert script_of(tag) == script
    assert is_right_to_left(tag) is right_to_left


def test_a_tag_without_a_known_script_is_an_error() -> None:
    with pytest.raises(ValueError, match="script"):
        script_of("qqq")


# Indigenous languages of Mexico and Guatemala that interpreters at the border are asked for, and two further away.
REGISTERED = (
    *("mam", "quc", "kek", "cab", "kjb", "ixl", "cac", "cak", "jac", "poc", "tzj", "acr", "tzo", "tzh", "yua", "mix"),
    *("mab", "mxt", "zab", "zpu", "azz", "nhe", "tcf", "maj", "tar", "hch", "con-Latn", "dbr-Latn", "nah-Latn"),
)
UNREGISTERED = ("xx", "qqq", "und", "mul", "zxx", "mis", "es-XX", "mam-XX", "mam-Xxxx")


@pytest.mark.parametrize("tag", REGISTERED)
def test_every_registered_language_has_a_tag_a_script_and_a_name(tag: str) -> None:
    assert language_tag(tag) == tag
    assert script_of(tag) == "Latn"
    assert english_name(tag) not in {"", tag}


@pytest.mark.parametrize("tag", UNREGISTERED)
def test_what_is_no_language_or_no_place_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="compare the tag"):
        language_tag(tag)


@pytest.mark.parametrize(
    ("tag", "usual"),
    [("prs", "fa-AF"), ("iw", "he"), ("cmn", "zh"), ("sh", "sr-Latn"), ("sh-Cyrl", "sr-Cyrl"), ("es", "es")],
)
def test_a_language_with_several_tags_has_one_that_is_usual(tag: str, usual: str) -> None:
    assert canonical_tag(tag) == usual


def test_english_names() -> None:
    assert english_name("kek") == "Kekchí"
    assert english_name("prs") == "Persian (Afghanistan)"
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


def test_a_language_that_cldr_does_not_know_has_dates_in_figures_or_those_of_its_block() -> None:
    day = date(2021, 2, 7)
    months = tuple(f"month {number}" for number in range(1, 13))
    for tag in ("mam", "kek", "quc", "nah-Latn"):
        assert long_date(language(tag), day) == "2021-02-07"
        assert date_is_in_figures(language(tag))
        own = language(tag, months=months, date_pattern="d MMMM y")
        assert long_date(own, day) == "7 month 2 2021"
        assert not date_is_in_figures(own)
        assert long_date(language(tag, date_pattern="d/M/y"), day) == "7/2/2021"
        with pytest.raises(ValueError, match=f"no month names of {tag}; give the twelve"):
            long_date(language(tag, date_pattern="d MMMM y"), day)


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
        ("أفراد LGBTQ+", "أفراد ⟨LGBTQ+⟩"),
        ("بيت LGBTQ+ Casa، ثم", "بيت ⟨LGBTQ+ Casa⟩، ثم"),
        ("رقم Casa+1-858-333-2857", "رقم ⟨Casa⟩⟨+1-858-333-2857⟩"),
        ("بين 2020-2021 فقط", "بين ⟨2020⟩-⟨2021⟩ فقط"),
        ("من 09:00-17:00 كل يوم", "من ⟨09:00⟩-⟨17:00⟩ كل يوم"),
        ("9–5", "⟨9⟩–⟨5⟩"),
        ("رقم 208-8994 هنا", "رقم ⟨208-8994⟩ هنا"),
        ("رقم 1-800-555-0199", "رقم ⟨1-800-555-0199⟩"),
        ("يوم 2021-04-07", "يوم ⟨2021-04-07⟩"),
        ("رقم +1-858-333-2857 هنا", "رقم ⟨+1-858-333-2857⟩ هنا"),
        ("في 19 فبراير/شباط 2021", "في 19 فبراير/شباط 2021"),
        ("help.asylumadvocacy.org", "⟨help.asylumadvocacy.org⟩"),
        ("انتهى.", "انتهى."),
        ("من (ASAP)\u200f، زوروا", "من (⟨ASAP⟩)\u200f، زوروا"),
        ("\u061cصفحة", "\u061cصفحة"),
        ("سياسة Title\u200f 42\u200f.", "سياسة ⟨Title 42⟩\u200f."),
        ("بين 2020\u200f-\u200f2021", "بين ⟨2020⟩-⟨2021⟩"),
        ("رقم 9\u200f11 هنا", "رقم 911 هنا"),
    ],
)
def test_foreign_runs_are_isolated_whole(text: str, isolated: str) -> None:
    assert isolate_foreign_runs(text).replace("\u2068", "⟨").replace("\u2069", "⟩") == isolated


@pytest.mark.parametrize(
    ("text", "is_isolated"),
    [("Casa 24", False), ("中心 8", False), ("½ – “7”", False), ("مركز 24", True), ("Casa مركز", True), ("٢٠", True)],
)
def test_what_runs_from_right_to_left_is_isolated_on_every_page(text: str, is_isolated: bool) -> None:
    assert isolate_right_to_left(text) == (f"\u2068{text}\u2069" if is_isolated else text)
    assert without_isolates(isolate_right_to_left(text)) == text
