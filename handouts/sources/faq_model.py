"""The shape of answers: what `faq.yaml` may say, and the introduction in `handout.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from handouts.sources.field_types import Id, PieceId, StrictModel, Text
from handouts.wording import worded as _

ESSENTIAL_WORDS_LIMIT: Final = 66
"""English words of all essential pieces with their questions: what Nastaliq has room for on a dense Letter page."""


INTRODUCTION: Final = "introduction"
"""In the place of a question's id: of the pieces that stand before all questions."""


class Piece(StrictModel):
    """One or more whole sentences that need each other."""

    id: Id
    print: Literal["essential", "detail", "date-band", "never"] = Field(
        description="essential: always; detail: while there is room; date-band: beside the date; never: say why."
    )
    priority: Annotated[int, Field(ge=1, le=999)] | None = Field(
        None, description="For a detail: a lower one is kept longer."
    )
    needs: PieceId | None = Field(
        None, description="The id of a detail without which this one must not stand; of another answer: question/id."
    )
    with_: PieceId | None = Field(
        None, alias="with", description="The id of a detail that stands together with this one or not at all."
    )
    why: Text | None = Field(None, description="Why it is never printed.")
    text: Text = Field(description="Translated.")
    note: Text | None = Field(None, description="Not printed.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.print == "detail" and self.priority is None:
            raise ValueError(_("a detail needs a priority; add one, such as priority: 10 (a lower one is kept longer)"))
        if self.print != "detail" and self.priority is not None:
            raise ValueError(_("priority is for print: detail; delete it"))
        if self.print == "never" and self.why is None:
            raise ValueError(_("why is missing; say why it is not printed"))
        if self.print != "never" and self.why is not None:
            raise ValueError(_("why is for print: never; delete it or write a note"))
        if self.needs is not None and self.print != "detail":
            raise ValueError(_("needs is for print: detail; delete it"))
        if self.with_ is not None and self.print != "detail":
            raise ValueError(_("with is for print: detail; delete it"))
        return self


class Question(StrictModel):
    """A question with its answer in pieces."""

    id: Id
    question: Text = Field(description="Translated.")
    answer: Annotated[tuple[Piece, ...], Field(min_length=1)]


class Faq(StrictModel):
    """Questions and answers (faq.yaml). The order in the file is the order on paper."""

    questions: tuple[Question, ...]


def essential_words(faq: Faq, introduction: Sequence[Piece]) -> int:
    """English words of all essential pieces with their questions, as ESSENTIAL_WORDS_LIMIT counts them."""
    texts = [piece.text for piece in introduction if piece.print == "essential"]
    for question in faq.questions:
        essential = [piece.text for piece in question.answer if piece.print == "essential"]
        texts += [question.question, *essential] if essential else []
    return sum(len(text.split()) for text in texts)


def full_id(of: str, written: str) -> str:
    """Of a piece, as it is named in the answer to the question `of`: `question/piece`."""
    return written if "/" in written else f"{of}/{written}"


def bonds_of(with_: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """For each piece the pieces that stand together with it, itself among them. `with_`: what each names; empty, or
    something that is not there, for none. It is enough that one of two names the other."""
    bonds = {piece: frozenset({piece}) for piece in with_}
    for piece, other in with_.items():
        if other in bonds:
            both = bonds[piece] | bonds[other]
            bonds.update(dict.fromkeys(both, both))
    return bonds
