"""Every text of the data that is translated, with the place that `msgctxt` names in the PO files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.sources.model import City, Directory, Faq, Group, Handout, InterfaceWords, Organisation, Piece

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
"""`{city}`: what the program fills in. Translations keep it as it is."""

_SLUG_LIMIT = 60
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
    """All messages in the order of the PO files. One that stands at several places is listed once."""
    found: dict[tuple[str, str], Message] = {}
    for message in (*_of_handout(handout), *_of_directory(directory), *_of_faq(faq)):
        known = found.setdefault(message.key, message)
        if message.essential and not known.essential:
            found[message.key] = replace(known, essential=True)
    return tuple(found.values())


def context_of(kind: str, english: str) -> str:
    """The context of a text that has no id of its own: `service.free-help`, `label.office-in-mexico`."""
    slug = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")[:_SLUG_LIMIT].strip("-")
    return f"{kind}.{slug or 'text'}"


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
    for key, english in word_texts(handout.words).items():
        placeholders = PLACEHOLDER.findall(english)
        kept = f" Keep {', '.join(placeholders)} as it is: the program fills it in." if placeholders else ""
        yield Message(f"words.{key}", english, True, f"A fixed text of the sheet.{kept}", file)


def _of_directory(directory: Directory) -> Iterable[Message]:
    """Contact lists change oftener than translators can follow: what they add holds no language back."""
    for group in directory.groups:
        yield _else_english(f"group.{group.id}.title", group.title, "A heading over organizations.")
    for city in directory.cities:
        note = "The place in the reader's letters; the English name stands beside it."
        yield _else_english(f"city.{city.id}.name", city.name, note)
    places: tuple[Group | City, ...] = (*directory.groups, *directory.cities)
    for place in places:
        for organisation in place.organisations:
            yield from _of_organisation(organisation)


def _of_organisation(organisation: Organisation) -> Iterable[Message]:
    if organisation.service:
        note = "In brackets after an organization: what it offers."
        yield _else_english(context_of("service", organisation.service), organisation.service, note)
    for number in organisation.numbers:
        if number.label:
            yield _else_english(context_of("label", number.label), number.label, "Whose number it is.")
        if number.hours:
            yield _else_english(context_of("hours", number.hours), number.hours, "When somebody answers.")
    if organisation.visit:
        label = organisation.visit.label
        yield _else_english(context_of("visit", label), label, "Before an address, which stays in Latin letters.")


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
