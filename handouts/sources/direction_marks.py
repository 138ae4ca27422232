"""Invisible letters that say which way a text runs, in the texts of translators."""

from __future__ import annotations

from typing import Final

DIRECTION_MARKS: Final = "\u200e\u200f\u061c"
"""LEFT-TO-RIGHT, RIGHT-TO-LEFT and ARABIC LETTER MARK: invisible letters, with which translators into right-to-left
languages put signs where they belong. They begin nothing that would have to end."""


def without_direction_marks(text: str) -> str:
    """The text that is read."""
    return text.translate(dict.fromkeys(map(ord, DIRECTION_MARKS)))
