"""A language as its reviewer sees it: every text beside its English, numbered, with where it stands in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handouts.errors import InputError
from handouts.sources.fidelity import faults_of
from handouts.sources.glossary import Term, read_glossary
from handouts.sources.ledger import digest_of, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message, messages_of
from handouts.sources.po_reader import PoEntry
from handouts.sources.po_update import BACK_TRANSLATION, updated
from handouts.sources.reviewing import check_reviewable, ledger_path, po_path
from handouts.sources.text_state import State
from handouts.sources.translations import read_po_file

_CODE_LENGTH: Final = 16
_CODE = re.compile(r"(?P<tag>[A-Za-z0-9-]+)/(?P<english>[0-9a-f]+)/(?P<text>[0-9a-f]+)")
_PLACES: Final[Mapping[str, str]] = {
    "handout": "Fixed sentence: {}",
    "introduction": "Introduction: {}",
    "words": "Fixed words: {}",
    "group": "Heading over organizations: {}",
    "city": "Name of a place: {}",
    "service": "Kind of help: {}",
    "label": "Words beside a number: {}",
    "visit": "Words before an address: {}",
    "hours": "Opening hours: {}",
}


@dataclass(frozen=True, slots=True)
class Code:
    """By which a row is known when it comes back: the language, and digests of its English and of its translation."""

    tag: str
    english: str
    text: str

    def __str__(self) -> str:
        return f"{self.tag}/{self.english}/{self.text}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One text. `number` counts from 1 in the order of the PO file; `text` is empty where there is none; `place`: what
    it is; `printed`: where and when; `notes`: what helps a reviewer."""

    number: int
    message: Message
    text: str
    state: State
    place: str
    printed: str
    notes: tuple[str, ...]
    code: Code


def code_of(tag: str, message: Message, text: str) -> Code:
    english = digest_of(message.context, message.english, "")[:_CODE_LENGTH]
    return Code(tag, english, text_code(message, text))


def text_code(message: Message, text: str) -> str:
    return digest_of(message.context, message.english, text)[:_CODE_LENGTH]


def read_code(text: str) -> Code | None:
    found = _CODE.fullmatch(text)
    return Code(**found.groupdict()) if found else None


def review_rows(data: Data, tag: str) -> tuple[ReviewRow, ...]:
    """All texts of a language. Raises UsageError for English, InputError where PO file or ledger can't be read."""
    check_reviewable(tag)
    messages = messages_of(data.handout, data.directory, data.faq)
    ledger = read_ledger(ledger_path(data, tag))
    po, problems = read_po_file(po_path(data, tag), tag)
    if problems:
        raise InputError(problems)
    glossary = read_glossary(data.folder / "translations" / "glossary" / f"{tag}.md")
    entries = updated(po, messages)[0].entries  # in the order of the messages, one each
    rows = []
    for number, (message, entry) in enumerate(zip(messages, entries, strict=True), 1):
        faults = faults_of(message.english, entry.text, tag) if entry.text else []
        state = State.DRAFT
        if not entry.text or (faults and not entry.fuzzy):
            state = State.MISSING
        elif entry.fuzzy:
            state = State.STALE
        elif ledger.holds(digest_of(message.context, message.english, entry.text)):
            state = State.REVIEWED
        notes = tuple(_notes(message, entry, faults, glossary))
        code = code_of(tag, message, entry.text)
        rows.append(ReviewRow(number, message, entry.text, state, _place(message, data), message.note, notes, code))
    return tuple(rows)


def _place(message: Message, data: Data) -> str:
    kind, _, rest = message.context.partition(".")
    name = rest.removesuffix(".title").removesuffix(".name").replace("-", " ").replace("_", " ")
    if kind in _PLACES:
        return _PLACES[kind].format(name)
    question, _, piece = rest.partition(".")
    ids = [each.id for each in data.faq.questions]
    if question not in ids:
        return message.context
    number = ids.index(question) + 1
    return f"Question {number}" if piece == "question" else f"Answer to question {number}: {piece.replace('-', ' ')}"


def _notes(message: Message, entry: PoEntry, faults: list[str], glossary: tuple[Term, ...]) -> Iterator[str]:
    former = dict(entry.previous).get("msgid", "")
    if former and former != message.english:
        yield f"The English was before: {former}"
    for fault in faults:
        yield f"Not printed as it is: {fault}."
    # A back-translation would tell the reviewer what the text is meant to say, before it has been read.
    yield from (each for each in entry.comments if not each.startswith(BACK_TRANSLATION))
    for term in glossary:
        if term.is_in(message.english):
            yield f"{term.english} = {term.rendering}"
