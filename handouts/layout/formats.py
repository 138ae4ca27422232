"""The formats as declarations: what each is called, on which paper it exists, and which function lays it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handouts.content.flyer import Flyer
from handouts.layout.card import lay_out_card
from handouts.layout.fitting import DoesNotFit, LaidOut
from handouts.layout.flyer_page import lay_out_flyer
from handouts.layout.half import half_of, lay_out_half
from handouts.layout.large_print import lay_out_large_print
from handouts.layout.placed import Path
from handouts.layout.typography import Typography
from handouts.paper import Paper
from handouts.text import Typesetter

LayOut = Callable[[Flyer, Typography, Paper, Typesetter, Path, str], LaidOut | DoesNotFit]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `papers`: names of the sheets it exists on. `pages`: how many pages its file has. `page_of`: the
    size of its pages on a sheet. `answers`: whether it carries the answers, or numbers and fixed texts only.
    `all_numbers`: whether every dial string of the flyer must stand on it."""

    name: str
    papers: frozenset[str]
    pages: int
    lay_out: LayOut
    page_of: Callable[[Paper], Paper]
    answers: bool
    all_numbers: bool


_EVERY_PAPER = frozenset({"letter", "a4", "legal", "oficio"})

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("flyer", _EVERY_PAPER, 1, lay_out_flyer, lambda paper: paper, answers=True, all_numbers=True),
        Format("large-print", _EVERY_PAPER, 2, lay_out_large_print, lambda paper: paper, answers=True, all_numbers=True),
        Format("half", _EVERY_PAPER, 2, lay_out_half, half_of, answers=True, all_numbers=True),
        Format("card", frozenset({"letter"}), 2, lay_out_card, lambda paper: paper, answers=False, all_numbers=False),
    )
}
"""By name, in the order in which they are made."""
