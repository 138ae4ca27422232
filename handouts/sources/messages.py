"""Every text of the data that is translated, with the place that `msgctxt` names in the PO files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from handouts.sources.faq_model import Faq, Piece
from handouts.sources.model import (
    City,
    Directory,
    Group,
    Handout,
    InterfaceWords,
    Organisation,
    Vocabulary,
)

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
"""`{city}`: what the program fills in. Translations keep it as it is."""

TO_VISIT = "to-visit"
"""The word of the vocabulary that stands before an address without a label."""

PLACEHOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "say.en": "language",
        "say.es": "language",
        "words.near_you": "city",
        "words.last_updated": "date",
        "words.answers_of": "date",
        "words.see_website": "names",
        "words.no_local_number": "city",
        "words.extension": "number",
        "words.then_press": "number",
        "words.more_organisations": "count",
        "words.no_local_number_card": "city",
        "words.page": "number",
        "words.missing_sheet": "name",
        "words.call": "number",
        "words.write_whatsapp": "number",
        "words.open_website": "address",
        "words.qr_code": "address",
    }
)
"""Texts of handout.yaml that the program fills in: the place in the file -> the one `{name}` that it holds, once."""

_SLUG_LIMIT = 60
_VOCABULARIES = {"service": "service", "label": "label", "visit": "label"}  # kind of text -> part of the vocabulary
_NOTES = {
    "service": "In brackets after an organization: what it offers.",
    "label": "Whose number it is.",
    "hours": "When somebody answers.",
    "visit": "Before an address, which stays in Latin letters.",
}
_ELSE_ENGLISH_NOTES = {
    "closed": "Of opening hours. Behind a day or public holidays: nobody answers then.",
    "all_day": "Of opening hours. Behind a day: open the whole day and night.",
    "always_open": "Of opening hours. Instead of days and times.",
    "public_holidays": 'Of opening hours. In the place of a day, before "closed" or times.',
    "then_press": "Below a telephone number: which key to press when the call is answered. Keep {number} as it is.",
    "continued": "Above the rest of a list that began on the other side of this sheet.",
    "other_side_numbers": "The other side of this paper, where the list goes on; not the other side of the border.",
    "other_side_answers": "The other side of this paper; not the other side of the border.",
    "other_side_more_answers": "Where it has further answers, but not all. The other side of this paper.",
    "more_organisations": "How many have no room here. {count} is 1 or more: keep it as it is, in words for any count.",
    "no_local_number_card": "On a card for the pocket. Keep {city} as it is: the program fills it in.",
    "archived_card": 'On a card for the pocket: the same as "Archived: this information ...", but short.',
}
_HANDOUT_TEXTS = ("title", "more", "disclaimer", "incomplete")
_PRINTED = {
    "essential": "Always printed.",
    "detail": "Printed while there is room.",
    "date-band": "Printed beside the date on every sheet.",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate. `context` and `english` together are its identity (msgctxt, msgid).

    Without an `essential` message a language is held back; one with `else_english` (a city's name, a matter of words
    beside a number) then stands in English; any other one is only left out. `note` is for translators, `file` the data
    file in which the English stands.
    """

    context: str
    english: str
    essential: bool
    note: str
    file: str
    else_english: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.english


def messages_of(handout: Handout, directory: Directory, faq: Faq) -> tuple[Message, ...]:
    """All messages in the order of the PO files. One that stands at several places is listed once; a word of the
    vocabulary among the others, so that it keeps its place when an organisation begins to use it."""
    found: dict[tuple[str, str], Message] = {}
    vocabulary = {message.key: message for message in _of_vocabulary(handout.vocabulary)}
    for message in (
        *_of_handout(handout),
        *(each for each in _of_directory(directory, handout.vocabulary) if each.key not in vocabulary),
        *vocabulary.values(),
        *_of_faq(faq),
    ):
        known = found.setdefault(message.key, message)
        if message.essential and not known.essential:
            found[message.key] = replace(known, essential=True)
    return tuple(found.values())


def context_of(kind: str, english: str) -> str:
    """The context of a text that has no id of its own: `service.free-help`, `label.office-in-mexico`."""
    slug = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")[:_SLUG_LIMIT].strip("-")
    return f"{kind}.{slug or 'text'}"


def key_of(kind: str, text: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Context and English of a text of the directory: of a word of the vocabulary, chosen by its id or written out, or
    of own words. `words`: those for this kind, by id."""
    for name, word in words.items():
        if text in (name, word):
            return f"{_VOCABULARIES[kind]}.{name}", word
    return context_of(kind, text), text


def words_for(kind: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words of the vocabulary that a service, a label, a visit or hours may be, by id."""
    if kind not in _VOCABULARIES:
        return {}
    return vocabulary.service if _VOCABULARIES[kind] == "service" else vocabulary.label


def word_texts(words: InterfaceWords) -> dict[str, str]:
    """The interface texts by their keys in handout.yaml, in the order of the model."""
    fields = {name: field for name, field in InterfaceWords.model_fields.items() if not field.exclude}
    return {field.alias or name: getattr(words, name) for name, field in fields.items()}


def _of_handout(handout: Handout) -> Iterable[Message]:
    file = "handout.yaml"
    for key in _HANDOUT_TEXTS:
        yield Message(f"handout.{key}", getattr(handout, key), True, "On every sheet.", file)
    for piece in handout.introduction:
        yield from _of_piece("introduction", piece, file)
    if len(handout.sides_of_border) > 1:
        for side in handout.sides_of_border:
            yield Message(side.context, side.from_ or "", True, "A fixed text of the sheet.", file)
    for key, english in word_texts(handout.words).items():
        if note := _ELSE_ENGLISH_NOTES.get(key):
            yield Message(f"words.{key}", english, False, note, file, else_english=True)
            continue
        placeholders = PLACEHOLDER.findall(english)
        kept = f" Keep {', '.join(placeholders)} as it is: the program fills it in." if placeholders else ""
        yield Message(f"words.{key}", english, True, f"A fixed text of the sheet.{kept}", file)


def _of_directory(directory: Directory, vocabulary: Vocabulary) -> Iterable[Message]:
    """Contact lists change oftener than translators can follow: what they add holds no language back."""
    for group in directory.groups:
        yield _else_english(f"group.{group.id}.title", group.title, "A heading over organizations.")
    for city in directory.cities:
        note = "The place in the reader's letters; the English name stands beside it."
        yield _else_english(f"city.{city.id}.name", city.name, note)
    places: tuple[Group | City, ...] = (*directory.groups, *directory.cities)
    for place in places:
        for organisation in place.organisations:
            yield from _of_organisation(organisation, vocabulary)


def _of_organisation(organisation: Organisation, vocabulary: Vocabulary) -> Iterable[Message]:
    """What is paused keeps its translations."""
    texts = [("service", organisation.service)]
    for number in organisation.numbers:
        texts += [("label", number.kind_label), ("label", number.label), ("hours", number.words_on_hours)]
    texts += [("visit", visit.label or TO_VISIT) for visit in organisation.places_to_visit]
    for kind, text in texts:
        if text:
            yield _else_english(*key_of(kind, text, words_for(kind, vocabulary)), _NOTES[kind])


def _of_vocabulary(vocabulary: Vocabulary) -> Iterable[Message]:
    for kind in ("service", "label"):
        for name, english in words_for(kind, vocabulary).items():
            yield replace(_else_english(f"{kind}.{name}", english, _NOTES[kind]), file="handout.yaml")


def _else_english(context: str, english: str, note: str) -> Message:
    return Message(context, english, False, note, "directory.yaml", else_english=True)


def _of_faq(faq: Faq) -> Iterable[Message]:
    file = "faq.yaml"
    for question in faq.questions:
        essential = any(piece.print == "essential" for piece in question.answer)
        yield Message(f"faq.{question.id}.question", question.question, essential, "A question.", file)
        for piece in question.answer:
            yield from _of_piece(f"faq.{question.id}", piece, file)


def _of_piece(place: str, piece: Piece, file: str) -> Iterable[Message]:
    if piece.print != "never":
        yield Message(f"{place}.{piece.id}", piece.text, piece.print != "detail", _PRINTED[piece.print], file)
