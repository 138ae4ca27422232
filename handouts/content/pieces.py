"""The pieces of answers in one language: which of them can be printed, and which are held for want of a translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handouts.content.flyer import Answer, Question
from handouts.content.wording import Wording
from handouts.sources.faq_model import INTRODUCTION, Faq, Piece, bonds_of, full_id
from handouts.sources.translations import Catalogue


class Pieces:
    """`held`: ids of the details that are not printed, for want of their translation or of one that they need; what was
    asked for so far."""

    def __init__(self, faq: Faq, introduction: Sequence[Piece], catalogue: Catalogue, wording: Wording) -> None:
        self._faq = faq
        self._introduction = introduction
        self._catalogue = catalogue
        self._wording = wording
        self.held: list[str] = []

    def date_band(self) -> Iterator[str]:
        """The sentence beside the date."""
        answers = {INTRODUCTION: self._introduction}
        answers |= {question.id: question.answer for question in self._faq.questions}
        for of, answer in answers.items():
            for piece in answer:
                if piece.print == "date-band":
                    yield self._wording.text(_context(of, piece), piece.text)

    def introduction(self) -> Iterator[str]:
        """What stands before all questions, as far as it can be printed."""
        pieces = self._introduction
        usable = self._usable({INTRODUCTION: pieces})
        for piece in pieces:
            if piece.print in ("detail", "essential"):
                own = full_id(INTRODUCTION, piece.id)
                if own in usable:
                    yield self._wording.text(f"{INTRODUCTION}.{piece.id}", piece.text)
                else:
                    self.held.append(own)

    def questions(self) -> tuple[Question, ...]:
        """Questions with an answer. A piece whose translation can't be used is held, and so is what needs it or stands
        with it, and what answers a question that can't be asked."""
        asked = {
            question.id: question
            for question in self._faq.questions
            if any(piece.print in ("essential", "detail") for piece in question.answer)
        }
        usable = self._usable({question.id: question.answer for question in asked.values()})
        bonds = bonds_of(
            {
                full_id(question.id, piece.id): full_id(question.id, piece.with_) if piece.with_ else ""
                for question in asked.values()
                for piece in question.answer
            }
        )
        questions: list[Question] = []
        for question in asked.values():
            answers: list[Answer] = []
            for piece in question.answer:
                if piece.print not in ("essential", "detail"):
                    continue
                own = full_id(question.id, piece.id)
                if own in usable:
                    answers.append(self._answer(question.id, piece, bonds[own] - {own}))
                else:
                    self.held.append(own)
            if answers:
                text = self._wording.text(f"faq.{question.id}.question", question.question)
                questions.append(Question(question.id, text, tuple(answers)))
        return tuple(questions)

    def _usable(self, answers: Mapping[str, Sequence[Piece]]) -> frozenset[str]:
        """The full ids of the pieces that can be printed, of answers by the ids of their questions."""
        pieces = {full_id(of, piece.id): (of, piece) for of, answer in answers.items() for piece in answer}
        usable = {own for own, (of, piece) in pieces.items() if self._is_usable(of, piece)}
        bonds = bonds_of({own: full_id(of, piece.with_) if piece.with_ else "" for own, (of, piece) in pieces.items()})
        while True:
            without = {
                own
                for own in usable
                for of, piece in [pieces[own]]
                if (piece.needs and full_id(of, piece.needs) not in usable) or not bonds[own] <= usable
            }
            if not without:
                return frozenset(usable)
            usable -= without

    def _is_usable(self, of: str, piece: Piece) -> bool:
        """Whether a piece can be printed, as far as translations go. Without an essential one a language is held
        back."""
        if piece.print != "detail":
            return piece.print != "never"
        if of != INTRODUCTION:
            question = next(each.question for each in self._faq.questions if each.id == of)
            if self._catalogue.text(f"faq.{of}.question", question) is None:
                return False
        return self._catalogue.text(_context(of, piece), piece.text) is not None

    def _answer(self, question: str, piece: Piece, bonded: frozenset[str]) -> Answer:
        return Answer(
            id=full_id(question, piece.id),
            text=self._wording.text(_context(question, piece), piece.text),
            essential=piece.print == "essential",
            priority=piece.priority or 0,
            needs=full_id(question, piece.needs) if piece.needs else "",
            bonded=tuple(sorted(bonded)),
        )


def _context(of: str, piece: Piece) -> str:
    """Of a piece of the introduction, or of the answer to a question."""
    return f"{of}.{piece.id}" if of == INTRODUCTION else f"faq.{of}.{piece.id}"
