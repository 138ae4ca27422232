"""The formats as declarations: what each is called, on which paper it exists, and which function lays it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handouts.content.flyer import Flyer
from handouts.layout.page.fitting import DoesNotFit, LaidOut
from handouts.layout.page.placed import Path, Sides
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.sheets.card import lay_out_card
from handouts.layout.sheets.flyer import lay_out_flyer
from handouts.layout.sheets.half import half_of, lay_out_half, lay_out_half_two_up, on_its_side
from handouts.layout.sheets.large_print import lay_out_large_print
from handouts.paper import Paper

LayOut = Callable[[Flyer, LanguageSetting, Paper, Path, str], LaidOut | DoesNotFit]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    `path` is the file of a sheet in the output folder; `papers` the sheets it exists on; `pages` how many pages its
    file has, each of the size `page_of` gives for a sheet. `answers`: whether it carries the answers, or numbers and
    fixed texts only. `all_numbers`: whether every dial string of the flyer must stand on it. `codes`: how many QR
    codes. `sides`: of the paper, on which it is printed. `also`: a format that is made with it
    and can't be asked for by itself.
    """

    name: str
    path: str
    papers: frozenset[str]
    pages: int
    lay_out: LayOut
    page_of: Callable[[Paper], Paper]
    answers: bool = True
    all_numbers: bool = True
    codes: int = 1
    sides: Sides = Sides.ONE
    also: str = ""
    asked_for: bool = True

    @property
    def spoken(self) -> str:
        """What the line for staff calls it."""
        return self.name if self.asked_for else "half"

    def path_of(self, language: str, city: str) -> str:
        """The file of one sheet, relative to the output folder, with forward slashes."""
        return self.path.format(language=language, city=city)


_EVERY_PAPER = frozenset({"letter", "a4", "legal", "oficio"})


def _same(paper: Paper) -> Paper:
    return paper


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("flyer", "flyer/{language}/{city}.pdf", _EVERY_PAPER, 1, lay_out_flyer, _same),
        Format(
            "large-print",
            "large-print/{language}/{city}.pdf",
            _EVERY_PAPER,
            2,
            lay_out_large_print,
            _same,
            sides=Sides.BOTH,
        ),
        Format("half", "half/{language}/{city}.pdf", _EVERY_PAPER, 2, lay_out_half, half_of, also="half-print"),
        Format(
            "half-print",
            "booklet/print/half-{language}-{city}.pdf",
            _EVERY_PAPER,
            1,
            lay_out_half_two_up,
            on_its_side,
            asked_for=False,
        ),
        Format(
            "card",
            "card/{language}/{city}.pdf",
            frozenset({"letter"}),
            2,
            lay_out_card,
            _same,
            answers=False,
            all_numbers=False,
            codes=10,
            sides=Sides.BOTH,
        ),
    )
}
"""By name, in the order in which they are made."""

ASKED_FOR = tuple(each.name for each in FORMATS.values() if each.asked_for)
"""The formats by which people and data ask."""


def flyer_path(sheet: tuple[str, str]) -> str:
    """Where the flyer of a (language, city) stands in the output folder."""
    return FORMATS["flyer"].path_of(*sheet)
