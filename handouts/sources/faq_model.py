"""The shape of answers: what `faq.yaml` may say, and the introduction in `handout.yaml`."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from handouts.sources.field_types import Id, StrictModel, Text

ESSENTIAL_WORDS_LIMIT: Final = 65
"""English words of all essential pieces with their questions: what Nastaliq has room for on a dense Letter page."""


class Piece(StrictModel):
    """One or more whole sentences that need each other."""

    id: Id
    print: Literal["essential", "detail", "date-band", "never"] = Field(
        description="essential: always; detail: while there is room; date-band: beside the date; never: say why."
    )
    priority: Annotated[int, Field(ge=1, le=999)] | None = Field(
        None, description="For a detail: a lower one is kept longer."
    )
    needs: Id | None = Field(None, description="The id of a detail without which this one must not stand.")
    why: Text | None = Field(None, description="Why it is never printed.")
    text: Text = Field(description="Translated.")
    note: Text | None = Field(None, description="Not printed.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.print == "detail" and self.priority is None:
            raise ValueError("a detail needs a priority; add one, such as priority: 10 (a lower one is kept longer)")
        if self.print != "detail" and self.priority is not None:
            raise ValueError("priority is for print: detail; delete it")
        if self.print == "never" and self.why is None:
            raise ValueError("why is missing; say why it is not printed")
        if self.print != "never" and self.why is not None:
            raise ValueError("why is for print: never; delete it or write a note")
        if self.needs is not None and self.print != "detail":
            raise ValueError("needs is for print: detail; delete it")
        return self


class Question(StrictModel):
    """A question with its answer in pieces."""

    id: Id
    question: Text = Field(description="Translated.")
    answer: Annotated[tuple[Piece, ...], Field(min_length=1)]


class Faq(StrictModel):
    """Questions and answers (faq.yaml). The order in the file is the order on paper."""

    questions: tuple[Question, ...]
