"""What a change of the English does is said before it is saved, from the sheets as they would be."""

from __future__ import annotations

import pytest

from handouts.content.compose import compose_all
from handouts.content.text_effects import Key, TextEffects, text_effects
from handouts.products.loading import load_data
from handouts.sources.messages import messages_of
from handouts.sources.yaml_reader import parse_yaml
from tests.house.modules import ROOT

DATA = load_data(ROOT / "data")
BEFORE = compose_all(DATA)
OTHERS = tuple(each.tag for each in DATA.languages.languages if each.tag != "en")
CITIES = len(DATA.directory.cities)


def effects_of(name: str, context: str, old: str, new: str) -> TextEffects:
    """Of words changed in one text of a file."""
    content = (ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    assert content.count(old) == 1
    document, problems = parse_yaml(f"{name}.yaml", content.replace(old, new))
    assert document is not None
    assert not problems
    after = load_data(ROOT / "data", None, {name: document})
    was, now = (
        next(
            (each.key for each in messages_of(data.handout, data.directory, data.faq) if each.context == context), None
        )
        for data in (DATA, after)
    )
    return text_effects(BEFORE, compose_all(after), was, now)


def test_no_sheet_is_made_without_a_text_that_is_always_printed() -> None:
    found = effects_of("faq", "faq.border-open.denied", "Unfortunately, no.", "No.")
    assert found.sheets == {"en": CITIES}
    assert found.waits == found.stale == OTHERS
    assert not found.lost


def test_a_detail_is_lost_with_those_that_need_it_or_stand_with_it() -> None:
    found = effects_of("faq", "faq.what-is-title-42.closed", "Last year, in March 2020,", "In March 2020,")
    assert found.waits == ()
    assert found.stale == OTHERS
    assert set(found.sheets) == {"en", *OTHERS}
    assert found.lost == dict.fromkeys(
        OTHERS,
        (
            "what-is-title-42/closed",
            "what-is-title-42/affected",
            "what-is-mpp/stands-for",
            "what-is-mpp/told-to-wait",
            "did-mpp-end/gradual",
            "did-mpp-end/allowed-in",
        ),
    )


def test_a_word_that_may_stand_in_english_holds_nothing_back() -> None:
    found = effects_of("handout", "words.continued", "continued: Continued", "continued: Goes on")
    assert found.waits == ()
    assert found.in_english == found.stale == OTHERS


@pytest.mark.parametrize("key", [None, ("faq.border-open.denied", "x")])
def test_the_same_data_change_nothing(key: Key | None) -> None:
    assert text_effects(BEFORE, BEFORE, key, key).nothing
