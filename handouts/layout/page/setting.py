"""What the pages of one language are set with. Its sheets share it, and with it what has been set for one of them."""

from __future__ import annotations

from typing import TypeVar

from handouts.content.flyer import Question
from handouts.layout.page.columns import ColumnsCache
from handouts.layout.page.typography import Typography
from handouts.text import Typesetter

_Keeper = TypeVar("_Keeper")


class LanguageSetting:
    """A typography at a typesetter. `setters`: of text in its styles own, latin and numbers.

    It owns what layout keeps between sheets, and grows with the texts that it has seen: one a job, as a Typesetter.
    `python -m benchmarks --kept` says what that is worth.
    """

    def __init__(self, typography: Typography, typesetter: Typesetter) -> None:
        self.typography = typography
        self.typesetter = typesetter
        styles = (typography.own, typography.latin, typography.numbers)
        self.setters = tuple(map(typesetter.in_style, styles))
        self._answers: dict[tuple[tuple[Question, ...], float, int], ColumnsCache] = {}
        self._keepers: dict[type[object], object] = {}

    def answers_set(self, questions: tuple[Question, ...], width_pt: float, columns: int) -> ColumnsCache:
        """What is set of these questions in so many columns of this width. The cities of a language share them."""
        key = (questions, width_pt, columns)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = ColumnsCache()
        return found

    def keeper(self, kind: type[_Keeper]) -> _Keeper:
        """What a part of a page keeps between sheets: the one object of its class, made without arguments."""
        found = self._keepers.get(kind)
        if not isinstance(found, kind):
            found = self._keepers[kind] = kind()
        return found
