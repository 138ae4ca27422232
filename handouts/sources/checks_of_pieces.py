"""What no single value can tell about questions and answers: ids, which piece needs which or stands with it, and how
much is essential.

Like `checks`, these read the plain values, and leave to the model what is wrong with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handouts.errors import Problem
from handouts.sources.faq_model import ESSENTIAL_WORDS_LIMIT, INTRODUCTION, bonds_of, full_id
from handouts.sources.walking import EACH, doubles, every, same_letters, texts, value_at
from handouts.sources.yaml_document import Document, Steps, Value
from handouts.wording import worded as _


def piece_checks(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Everything wrong with the pieces of answers and of the introduction."""
    faq, handout = documents.get("faq"), documents.get("handout")
    if faq is not None:
        yield from _questions(faq)
        yield from _references(_pieces_of(faq))
    if handout is not None:
        yield from doubles(handout, (INTRODUCTION, EACH, "id"), _("id"), str)
        yield from _references(_introduction_of(handout))
    if faq is not None and handout is not None:
        yield from _pieces_together(faq, handout)


def _questions(faq: Document) -> Iterator[Problem]:
    yield from doubles(faq, ("questions", EACH, "id"), _("question id"), str)
    yield from doubles(faq, ("questions", EACH, "question"), _("question"), same_letters)
    for steps, text in texts(faq, ("questions", EACH, "id")):
        if text == INTRODUCTION:
            what = _('a question can\'t have the id "{id}"', id=INTRODUCTION)
            yield faq.problem(steps, what, _("use another: so the sentences before all questions are called"))
    for place, _question in every(faq.value, ("questions", EACH)):
        yield from doubles(faq, ("answer", EACH, "id"), _("id"), str, place)
        for steps, text in texts(faq, ("answer", EACH, "id"), place):
            if text == "question":
                yield faq.problem(
                    steps, _('a piece can\'t have the id "question"'), _("use another: translations need it")
                )


# --- which piece needs which --------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A piece with an id, the answer in which it stands, and what it names: full ids by the key that names them."""

    document: Document
    steps: Steps
    of: str
    is_detail: bool
    named: Mapping[str, str]


def _pieces_of(faq: Document) -> dict[str, _Piece]:
    found: dict[str, _Piece] = {}
    for place, question in every(faq.value, ("questions", EACH)):
        if isinstance(question, dict) and isinstance(own := question.get("id"), str):
            found.update(_listed(faq, (*place, "answer"), own))
    return found


def _introduction_of(handout: Document) -> dict[str, _Piece]:
    return dict(_listed(handout, (INTRODUCTION,), INTRODUCTION))


def _listed(document: Document, place: Steps, of: str) -> Iterator[tuple[str, _Piece]]:
    for steps, piece in every(value_at(document, place), (EACH,), place):
        if isinstance(piece, dict) and isinstance(own := piece.get("id"), str):
            named = {key: full_id(of, text) for key in ("needs", "with") if isinstance(text := piece.get(key), str)}
            yield full_id(of, own), _Piece(document, steps, of, _prints(piece, "detail"), named)


def _references(pieces: Mapping[str, _Piece]) -> Iterator[Problem]:
    """A piece names details that there are, and none needs itself in the end."""
    bonds = bonds_of({own: piece.named.get("with", "") for own, piece in pieces.items()})
    needs = {own: piece.named.get("needs", "") for own, piece in pieces.items()}
    for own, piece in pieces.items():
        for key, target in piece.named.items():
            verb, shown = (_("needs") if key == "needs" else _("stands with")), _shown(target, piece.of)
            if target == own:
                yield piece.document.problem(
                    (*piece.steps, key),
                    _('"{shown}" {verb} itself', shown=shown, verb=verb),
                    _("delete {key}", key=key),
                )
            elif target not in pieces:
                yield piece.document.problem((*piece.steps, key), *_not_there(verb, shown, piece.of, pieces))
            elif not pieces[target].is_detail:
                what = _('{verb} "{shown}", which is no detail', verb=verb, shown=shown)
                instead = _("delete it: only a detail is ever left out")
                yield piece.document.problem((*piece.steps, key), what, instead)
            elif key == "needs" and target in bonds[own]:
                what = _('needs "{shown}", with which it stands together or not at all', shown=shown)
                yield piece.document.problem((*piece.steps, key), what, _("delete needs: with says more"))
            elif key == "needs" and _in_a_circle(target, needs, bonds):
                what = _('"{shown}" needs itself in the end', shown=shown)
                yield piece.document.problem((*piece.steps, key), what, _("delete one needs of the circle"))


def _shown(target: str, of: str) -> str:
    """A full id as it may be written in an answer."""
    return target.removeprefix(f"{of}/")


def _not_there(verb: str, shown: str, of: str, pieces: Mapping[str, _Piece]) -> tuple[str, str]:
    if "/" in shown:
        return _('{verb} "{shown}", which no answer has', verb=verb, shown=shown), _(
            'write a question\'s id, "/" and the id of one of its details'
        )
    details = sorted(_shown(own, of) for own, piece in pieces.items() if piece.of == of and piece.is_detail)
    return _('{verb} "{shown}", which this answer does not have', verb=verb, shown=shown), _(
        "its details are {names}", names=", ".join(details)
    )


def _in_a_circle(start: str, needs: Mapping[str, str], bonds: Mapping[str, frozenset[str]]) -> bool:
    """Whether a piece, or one that it stands with, is needed by what these need. That two which stand together need
    each other is said twice, and no circle."""
    own = bonds[start]
    waiting = [needs[each] for each in own if needs[each] not in own]
    seen: set[str] = set()
    while waiting:
        here = waiting.pop()
        if here in own:
            return True
        if here in bonds and here not in seen:
            group = bonds[here]
            seen |= group
            waiting += [needs[each] for each in group if needs[each] not in group]
    return False


# --- how much is essential ----------------------------------------------------------------------------------------


def _pieces_together(faq: Document, handout: Document) -> Iterator[Problem]:
    pieces = [
        *((faq, steps, piece) for steps, piece in every(faq.value, ("questions", EACH, "answer", EACH))),
        *((handout, steps, piece) for steps, piece in every(handout.value, ("introduction", EACH))),
    ]
    bands = [(document, steps) for document, steps, piece in pieces if _prints(piece, "date-band")]
    if not bands:
        what = _("no piece has print: date-band")
        instead = _("write print: date-band for the sentence that shall stand beside the date on every sheet")
        yield faq.problem(("questions",), what, instead, at_key=True)
    for document, steps in bands[1:]:
        first, at = bands[0]
        where = _("{file}, line {line}", file=first.file, line=first.extent(at).line)
        what = _("a second piece has print: date-band (the first: {where})", where=where)
        yield document.problem((*steps, "print"), what, _("only one stands beside the date"))
    yield from _too_many_essential_words(faq, pieces)


def _too_many_essential_words(faq: Document, pieces: list[tuple[Document, Steps, Value]]) -> Iterator[Problem]:
    """Essential pieces and their questions fit on every sheet, in every script."""
    total, over, counted = 0, None, set()
    for document, steps, piece in pieces:
        if not _prints(piece, "essential") or not isinstance(piece, dict):
            continue
        text = piece.get("text")
        total += len(text.split()) if isinstance(text, str) else 0
        question = value_at(faq, (*steps[:2], "question"))
        if document is faq and steps[:2] not in counted and isinstance(question, str):
            counted.add(steps[:2])
            total += len(question.split())
        if total > ESSENTIAL_WORDS_LIMIT and over is None:
            over = (document, steps)
    if over is not None:
        document, steps = over
        what = _("all essential pieces with their questions have {total} words", total=total)
        yield document.problem(
            (*steps, "print"),
            what,
            _("at most {limit} fit on every sheet; write print: detail for some", limit=ESSENTIAL_WORDS_LIMIT),
        )


def _prints(piece: Value, kind: str) -> bool:
    return isinstance(piece, dict) and piece.get("print") == kind
