"""What the pages of one language are set with. Its sheets share it, and with it what has been set for one of them."""

from __future__ import annotations

from handouts.content.flyer import Question
from handouts.layout.page.columns import ColumnsCache
from handouts.layout.page.typography import Typography
from handouts.text import Typesetter


class LanguageSetting:
    """A typography at a typesetter: `own`, `latin` and `numbers` set text in its three styles.

    It owns what layout keeps between sheets, and grows with the texts that it has seen: one a job, as a Typesetter.
    """

    def __init__(self, typography: Typography, typesetter: Typesetter) -> None:
        self.typography = typography
        self.typesetter = typesetter
        self.own = typesetter.in_style(typography.own)
        self.latin = typesetter.in_style(typography.latin)
        self.numbers = typesetter.in_style(typography.numbers)
        self._answers: dict[tuple[tuple[Question, ...], float, int], ColumnsCache] = {}

    def answers_set(self, questions: tuple[Question, ...], width_pt: float, columns: int) -> ColumnsCache:
        """What is set of these questions in so many columns of this width. The cities of a language share them."""
        return self._answers.setdefault((questions, width_pt, columns), ColumnsCache())
