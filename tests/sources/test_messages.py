"""The list of texts to translate: nothing that is printed is missing, nothing else is asked of translators."""

from __future__ import annotations

import pytest

from handouts.products.loading import load_data
from handouts.sources.load import Data
from handouts.sources.messages import Message, context_of, messages_of
from tests.sources.copies import SHIPPED, messages


@pytest.fixture(scope="module")
def data() -> Data:
    return load_data(SHIPPED)


@pytest.fixture(scope="module")
def listed(data: Data) -> dict[str, Message]:
    return {message.context: message for message in messages(data)}


def test_contexts_name_the_place_and_come_in_a_fixed_order(listed: dict[str, Message]) -> None:
    kinds = list(dict.fromkeys(context.partition(".")[0] for context in listed))
    assert kinds[:5] == ["handout", "introduction", "words", "group", "city"]
    assert kinds[-1] == "faq"
    for context in (
        "handout.disclaimer",
        "introduction.contact",
        "words.or",
        "group.children.title",
        "city.el-paso-juarez.name",
        "service.list-of-organizations-tijuana",
        "label.office-in-mexico",
        "visit.to-visit-the-community-center-enclave-caracol",
        "faq.did-mpp-end.question",
        "faq.title-42-end.changing",
    ):
        assert context in listed


def test_the_shipped_data_has_98_messages(data: Data) -> None:
    assert len(messages(data)) == 98


def test_every_fixed_text_is_listed_under_its_key_in_the_file(data: Data, listed: dict[str, Message]) -> None:
    words = data.documents["handout"].value["words"]
    assert [context for context in listed if context.startswith("words.")] == [
        *("words.from_mexico", "words.from_us"),
        *(f"words.{key}" for key in words),
    ]
    assert all(listed[f"words.{key}"].english == text for key, text in words.items())


def test_what_is_never_printed_is_not_translated(listed: dict[str, Message]) -> None:
    assert "faq.did-mpp-end.read-more" not in listed
    assert "introduction.click-here" not in listed


def test_names_places_and_addresses_are_not_translated(data: Data) -> None:
    english = {message.english for message in messages(data)}
    organisations = [each for part in (*data.directory.groups, *data.directory.cities) for each in part.organisations]
    untouched = {each.name for each in organisations} | {each.place for each in organisations}
    untouched |= {each.visit.address for each in organisations if each.visit}
    assert not english & untouched


def test_only_details_and_questions_without_an_essential_piece_may_be_left_out(listed: dict[str, Message]) -> None:
    left_out = {context for context, message in listed.items() if not (message.essential or message.else_english)}
    assert "faq.border-open.question" not in left_out
    assert "faq.border-open.denied" not in left_out
    assert "faq.title-42-end.changing" not in left_out, "it stands beside the date on every sheet"
    assert {"introduction.contact", "faq.what-is-title-42.question", "faq.border-open.returned"} <= left_out
    assert all(context.startswith(("faq.", "introduction.")) for context in left_out)


LATE_WORDS = (
    "continued",
    "other_side_numbers",
    "other_side_answers",
    "other_side_more_answers",
    "more_organisations",
    "no_local_number_card",
    "archived_card",
)
"""They came when languages were reviewed already, and most sheets do without them."""


def test_words_of_the_directory_of_the_vocabulary_and_of_hours_are_essential_nowhere(
    listed: dict[str, Message],
) -> None:
    names = ("closed", "all_day", "always_open", "public_holidays", "then_press", *LATE_WORDS)
    hours = {f"words.{name}" for name in names}
    in_english = {context for context, message in listed.items() if message.else_english}
    assert hours | {"service.free-help", "service.legal-help", "label.hotline"} <= in_english
    for context, message in listed.items():
        of_directory = message.file == "directory.yaml" or context.startswith(("service.", "label."))
        assert message.else_english == (of_directory or context in hours), context
        assert not (message.essential and message.else_english), context


def test_the_same_text_at_two_places_is_translated_once(data: Data) -> None:
    assert [message.english for message in messages(data)].count("Free Help") == 1


def test_a_text_without_an_id_is_named_by_its_words() -> None:
    assert context_of("hours", "Mon–Fri: 9 to 5 (PST)") == "hours.mon-fri-9-to-5-pst"
    assert context_of("label", "Ñ") == "label.text"
    assert len(context_of("visit", "word " * 40)) <= len("visit.") + 60


def test_labels_and_hours_of_numbers_are_listed(data: Data) -> None:
    number = data.directory.cities[2].organisations[0].numbers[0].model_copy(update={"hours": "9 to 5"})
    organisation = data.directory.cities[2].organisations[0].model_copy(update={"numbers": (number,)})
    city = data.directory.cities[2].model_copy(update={"organisations": (organisation,)})
    directory = data.directory.model_copy(update={"cities": (city,)})
    contexts = [message.context for message in messages_of(data.handout, directory, data.faq)]
    assert "hours.9-to-5" in contexts
    assert "label.office-in-mexico" in contexts


def test_translators_are_told_what_a_text_is(listed: dict[str, Message]) -> None:
    assert all(message.note and message.file.endswith(".yaml") for message in listed.values())
    assert "{city}" in listed["words.near_you"].note
