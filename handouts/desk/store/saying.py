"""A sentence that is kept: in English with its values, so that it is said in whichever language is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Saying:
    """`text` is marked with `_` where it is written; `{names}` in it stand in `values`."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)

    def said(self, words: Callable[..., str]) -> str:
        """In the language of `words`."""
        return words(self.text, **self.values)
