"""A language is asked for by its tag or by one of its names."""

from __future__ import annotations

import unicodedata

import pytest

from handouts.errors import UsageError
from handouts.products.loading import load_data
from handouts.sources.language_names import listed_tag, tag_asked_for
from handouts.sources.model import Language, LanguageNames
from tests.sources.shipped import DATA

LISTED = load_data(DATA).languages.languages


def named(own: str, en: str, es: str, tag: str) -> Language:
    return LISTED[0].model_copy(update={"tag": tag, "names": LanguageNames(own=own, en=en, es=es)})


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        *((word, "es") for word in ("es", "ES", "Spanish", "spanish", "Español", "ESPAÑOL", "espanol", " español ")),
        *((word, "zh-Hans") for word in ("zh-Hans", "zh-hans", "zh_Hans", "简体中文")),
        *((word, "fa-AF") for word in ("fa-AF", "fa_AF", "fa-af", "prs")),
        *((word, "ht") for word in ("Haitian Creole", "haitian-creole", "Kreyòl ayisyen", "kreyol ayisyen")),
        *((word, "ar") for word in ("ar", "Arabic", "arabe", "العربية")),
        ("हिन्दी", "hi"),
        ("cmn-Hans", "zh-Hans"),
    ],
)
def test_tags_and_names_in_any_letters(asked: str, tag: str) -> None:
    assert listed_tag(asked, LISTED) == tag
    assert tag_asked_for(asked, LISTED) == tag


@pytest.mark.parametrize("language", LISTED, ids=[language.tag for language in LISTED])
def test_every_language_is_found_by_its_tag_and_all_its_names(language: Language) -> None:
    for word in (language.tag, *dict(language.names).values()):
        assert listed_tag(word, LISTED) == language.tag
        assert listed_tag(unicodedata.normalize("NFD", word), LISTED) == language.tag
        assert listed_tag(word.upper(), LISTED) == language.tag


def test_an_exact_name_comes_before_one_without_accents() -> None:
    both = (named("Mäm", "Mäm", "mäm", "mam"), named("Mam", "Mam", "mam", "maz"))
    assert listed_tag("mäm", both) == "mam"
    assert listed_tag("MAZ", both) == "maz"


def test_a_name_of_two_languages_is_asked_about() -> None:
    both = (named("A", "Mixtec", "mixteco", "mix"), named("B", "Mixtec", "mixteco", "mab"))
    with pytest.raises(UsageError, match=r'"Mixtec" may be mix \(Mixtec\) or mab \(Mixtec\); give the tag'):
        listed_tag("Mixtec", both)


def test_an_unknown_name_is_answered_with_what_is_near() -> None:
    with pytest.raises(UsageError, match=r'no language "Portugese"; perhaps pt \(Portuguese\); there are: en, es, '):
        listed_tag("Portugese", LISTED)
    with pytest.raises(UsageError, match='no language "Klingon"; there are: en, es, '):
        listed_tag("Klingon", LISTED)
    with pytest.raises(UsageError, match='no language "mam"; there are: en, es, '):
        listed_tag("mam", LISTED)


def test_where_a_new_language_may_be_meant_its_registered_tag_is_taken() -> None:
    assert tag_asked_for("mam", LISTED) == "mam"
    with pytest.raises(UsageError, match=r'"Spansh" is no language tag; .*; perhaps es \(Spanish\); in languages.yaml'):
        tag_asked_for("Spansh", LISTED)
