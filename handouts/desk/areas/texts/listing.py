"""Every text of handout.yaml and faq.yaml that the desk edits: where it stands, and under which heading it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handouts.desk.store.state import State
from handouts.sources.faq_model import INTRODUCTION, Piece
from handouts.sources.messages import Message, messages_of, word_texts
from handouts.sources.yaml_document import Steps, Value, value_at
from handouts.wording import worded as _

HANDOUT, FAQ = "handout", "faq"
_FIXED: Final = ("title", "disclaimer", "incomplete", "more")
_SAID: Final = ("en", "es")
_VOCABULARY: Final = ("service", "label")
FIXED_HEADING: Final = _("On every sheet")
INTRODUCTION_HEADING: Final = _("Before all questions")
WORDS_HEADING: Final = _("Small words of the page")
VOCABULARY_HEADING: Final = _("Words that the directory chooses")


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `context` names it in addresses and, where it is translated, in PO files; `steps` lead to its value in
    the file: a piece of an answer, else the text itself. `part`: which piece of its answer it is, from 1."""

    context: str
    file: str
    steps: Steps
    english: str
    piece: Piece | None = None
    part: int = 0

    @property
    def address(self) -> str:
        """Its page."""
        return f"/texts/{self.context}"


@dataclass(frozen=True, slots=True)
class Section:
    """Texts under one heading: `heading` is the publisher's where `question` is there, else English of ours, marked."""

    id: str
    heading: str
    texts: tuple[Text, ...]
    question: Text | None = None


def sections(state: State) -> tuple[Section, ...]:
    """All texts, in the order of the paper."""
    handout = state.data.handout
    found = [
        Section(
            question.id,
            question.question,
            tuple(_pieces(f"faq.{question.id}", FAQ, ("questions", at, "answer"), question.answer)),
            Text(f"faq.{question.id}.question", FAQ, ("questions", at, "question"), question.question),
        )
        for at, question in enumerate(state.data.faq.questions)
    ]
    found.append(
        Section(
            INTRODUCTION,
            INTRODUCTION_HEADING,
            tuple(_pieces(INTRODUCTION, HANDOUT, (INTRODUCTION,), handout.introduction)),
        )
    )
    fixed = tuple(Text(f"handout.{key}", HANDOUT, (key,), getattr(handout, key)) for key in _FIXED)
    words = tuple(_words(state))
    vocabulary = tuple(
        Text(f"{kind}.{id_}", HANDOUT, ("vocabulary", kind, id_), english)
        for kind in _VOCABULARY
        for id_, english in getattr(handout.vocabulary, kind).items()
    )
    found += [
        Section("fixed", FIXED_HEADING, fixed),
        Section("words", WORDS_HEADING, words),
        Section("vocabulary", VOCABULARY_HEADING, vocabulary),
    ]
    return tuple(section for section in found if section.texts or section.question)


def text_at(state: State, context: str) -> tuple[Text, Section] | None:
    """A text by its context, with its section."""
    for section in sections(state):
        for text in (*([section.question] if section.question else []), *section.texts):
            if text.context == context:
                return text, section
    return None


def value_of(state: State, text: Text) -> Value:
    """As the file has it; None where it has nothing, and the program's own word counts."""
    try:
        return value_at(state.data.documents[text.file].value, text.steps)
    except KeyError:
        return None


def message_of(state: State, text: Text) -> Message | None:
    """The message that translators get; None where it is not translated."""
    messages = messages_of(state.data.handout, state.data.directory, state.data.faq)
    return next((each for each in messages if each.key == (text.context, text.english)), None)


def details(state: State) -> tuple[tuple[str, str], ...]:
    """Every detail, by its full id, with its text: what another one may need, or stand with."""
    answers = [(question.id, question.answer) for question in state.data.faq.questions]
    answers.append((INTRODUCTION, state.data.handout.introduction))
    return tuple(
        (f"{of}/{piece.id}", piece.text) for of, pieces in answers for piece in pieces if piece.print == "detail"
    )


def rank_of(state: State, piece: Piece) -> tuple[int, int]:
    """Which of the details of all answers is kept so long, from 1, and how many there are."""
    priorities = sorted(
        each.priority or 0
        for question in state.data.faq.questions
        for each in question.answer
        if each.print == "detail"
    )
    return 1 + sum(other < (piece.priority or 0) for other in priorities), len(priorities)


def _pieces(context: str, file: str, steps: Steps, pieces: tuple[Piece, ...]) -> Iterator[Text]:
    for at, piece in enumerate(pieces):
        yield Text(f"{context}.{piece.id}", file, (*steps, at), piece.text, piece, at + 1)


def _words(state: State) -> Iterator[Text]:
    handout = state.data.handout
    for at, side in enumerate(handout.sides_of_border):
        steps = ("sides_of_border", at, "from")
        if side.from_ and value_of(state, Text("", HANDOUT, steps, "")) is not None:
            yield Text(side.context, HANDOUT, steps, side.from_)
    for key, english in word_texts(handout.words).items():
        yield Text(f"words.{key}", HANDOUT, ("words", key), english)
    for key in _SAID if handout.say else ():
        yield Text(f"say.{key}", HANDOUT, ("say", key), getattr(handout.say, key))
