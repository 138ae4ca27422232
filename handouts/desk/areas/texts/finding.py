"""Texts of answers found again by what they were when a form was opened, though a question or a piece got another id
meanwhile: a question by its id, else its words, else its pieces; a piece by its id, else its words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from handouts.desk.areas.texts.listing import FAQ, HANDOUT
from handouts.desk.store.finding_again import entries_of, field, found_again, versions
from handouts.desk.store.history import History
from handouts.desk.store.state import State
from handouts.sources.edits import same
from handouts.sources.faq_model import INTRODUCTION
from handouts.sources.yaml_document import Steps, Value

REMOVED: Final = "removed."
"""Begins the context of a text that is not there any more."""
_QUESTION = "question"


def context_now(history: History, state: State, context: str, was: Value) -> str:
    """The context that a text has by now; one that no text has, where it was removed."""
    top, *rest = context.split(".")
    if top == INTRODUCTION and len(rest) == 1:
        for then in versions(history, f"{HANDOUT}.yaml"):
            old, new = (entries_of(each, INTRODUCTION) for each in (then, state.data.documents[HANDOUT].value))
            if any(_is(each, rest[0], was) for each in old):
                return _named(INTRODUCTION, _piece_now(old, new, rest[0]))
    if top == FAQ and len(rest) == 2:
        for then in versions(history, f"{FAQ}.yaml"):
            old, new = (entries_of(each, "questions") for each in (then, state.data.documents[FAQ].value))
            at = next((index for index, each in enumerate(old) if _is_question(each, rest, was)), None)
            if at is not None:
                other = found_again(old, new, field("id"), field(_QUESTION), _pieces).get(at)
                if other is None:
                    return f"{REMOVED}{context}"
                return _named(f"{FAQ}.{_id(new[other])}", _text_now(old[at], new[other], rest[1]))
    return context


def end_of_answer(state: State, context: str) -> tuple[str, Steps] | None:
    """The file and the way to where a piece could stand again that was removed from an answer that is still there."""
    gone, *way = context.rstrip(".").split(".")
    if f"{gone}." != REMOVED:
        return None
    if way == [INTRODUCTION]:
        pieces = entries_of(state.data.documents[HANDOUT].value, INTRODUCTION)
        return HANDOUT, (INTRODUCTION, len(pieces))
    questions = entries_of(state.data.documents[FAQ].value, "questions")
    if way[:1] == [FAQ] and len(way) == 2:
        at = next(index for index, each in enumerate(questions) if _id(each) == way[1])
        return FAQ, ("questions", at, "answer", len(entries_of(questions[at], "answer")))
    return None


def _is(piece: Value, id_: str, was: Value) -> bool:
    return _id(piece) == id_ and same(piece, was)


def _is_question(question: Value, way: list[str], was: Value) -> bool:
    """Whether it is the one that the way leads to by its id, and the text in it is what it was."""
    id_, text = way
    if not isinstance(question, dict) or question.get("id") != id_:
        return False
    if text == _QUESTION:
        return same({"text": question.get(_QUESTION)}, was)
    return any(_is(each, text, was) for each in entries_of(question, "answer"))


def _text_now(old: Value, new: Value, text: str) -> str | None:
    return text if text == _QUESTION else _piece_now(entries_of(old, "answer"), entries_of(new, "answer"), text)


def _piece_now(old: tuple[Value, ...], new: tuple[Value, ...], id_: str) -> str | None:
    at = next(index for index, each in enumerate(old) if _id(each) == id_)
    other = found_again(old, new, field("id"), field("text")).get(at)
    return None if other is None else _id(new[other])


def _named(start: str, id_: str | None) -> str:
    return f"{REMOVED}{start}." if id_ is None else f"{start}.{id_}"


def _id(entry: Value) -> str:
    return str(entry.get("id")) if isinstance(entry, dict) else ""


def _pieces(question: Value) -> Iterator[Hashable]:
    """By the words of any of its pieces."""
    for piece in entries_of(question, "answer"):
        if isinstance(piece, dict):
            yield str(piece.get("text"))
