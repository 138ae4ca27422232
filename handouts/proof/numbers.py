"""Figures that stand outside of all number cells: each must be one of a text of the sheet. An extra number is as bad
as a missing one.

Where a reader has run neighbours together, figures are cut apart by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from handouts.content.sheet_texts import Role, SheetText
from handouts.proof.reading import Page
from handouts.proof.text_lines import TextLine
from handouts.proof.wording import flat

LEAST_FIGURES = 7
"""So many in a row are as long as a number; a short code has three."""
LEAST_CODE = 3
_NUMBER = re.compile(r"\+?[(]?[0-9][0-9 ()\-]{5,}[0-9]")
_FIGURES = re.compile(r"[0-9]+")
_STEP_EM = 0.8
"""How far apart two figures of one number begin at most, without a space: no figure is wider than 0.6."""
_SPACE_EM = 1.0
"""By how much more, with a space between."""
_LEVEL_EM = 0.1


class TextFigures:
    """The figures of all texts that may stand on a sheet besides its numbers."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rows = {tuple(_FIGURES.findall(flat(text))) for text in texts} - {()}
        self.single = {figures for row in self._rows for figures in row}

    def hold(self, figures: Sequence[str]) -> bool:
        """Whether these stand in one text, or at the end of one and the beginning of the next."""
        row = tuple(figures)
        return (
            any("".join(row) in whole for whole in self._whole)
            or self._are_joined(row)
            or self._are_joined(row[::-1])  # on a right-to-left page
        )

    @cached_property
    def _whole(self) -> list[str]:
        return ["".join(row) for row in self._rows]

    def _are_joined(self, row: tuple[str, ...]) -> bool:
        return any(row[:cut] in self._ends and (self._follow(row[cut:])) for cut in range(1, len(row)))

    def _follow(self, row: tuple[str, ...]) -> bool:
        return row in self._beginnings or any(
            row[:cut] in self._rows and self._follow(row[cut:]) for cut in range(1, len(row))
        )

    @cached_property
    def _ends(self) -> set[tuple[str, ...]]:
        return {row[at:] for row in self._rows for at in range(len(row))}

    @cached_property
    def _beginnings(self) -> set[tuple[str, ...]]:
        return {row[: at + 1] for row in self._rows for at in range(len(row))}


def stray_findings(page: Page, text: str, lines: Iterable[TextLine], known: TextFigures) -> Iterator[str]:
    """Numbers and figures of a page that stand in no cell and in no text. `text`: pdfium's, of the same length, without
    what stands in cells; `lines`: those of pdfminer.six, likewise."""
    parts = (part for line in lines for part in line.parts())
    strange = {each for part in parts for each in _NUMBER.findall(flat(part.text)) if not _is_known(each, known)}
    for match in _NUMBER.finditer(text):
        if not _is_known(match[0], known):
            strange.update(part for part in _apart(page, match) if not _is_known(part, known))
    yield from (f"{each.strip()} stands on the page, but is no number of this flyer" for each in sorted(strange))
    codes = {
        part
        for match in _FIGURES.finditer(text)
        if len(match[0]) >= LEAST_CODE and match[0] not in known.single
        for part in _apart(page, match)
        if len(part) >= LEAST_CODE and part not in known.single
    }
    yield from (f"{figures} stands on the page, but in no text of it" for figures in sorted(codes))


def repeated_findings(lines: Iterable[TextLine], numbers: Iterable[str], texts: Sequence[SheetText]) -> Iterator[str]:
    """Numbers that stand outside of all cells more often than the texts of the sheet hold them."""
    read = "\n".join(flat(line.text) for line in lines)
    for number in numbers:
        if sum(map(str.isdigit, number)) >= LEAST_FIGURES and number in read:
            there = sum(flat(each.text).count(number) for each in texts if each.role is not Role.NUMBER)
            if read.count(number) > there:
                yield f"{number} stands on the page once more, where no link dials it"


def _is_known(number: str, known: TextFigures) -> bool:
    figures = _FIGURES.findall(number)
    return sum(map(len, figures)) < LEAST_FIGURES or known.hold(figures)


def _apart(page: Page, match: re.Match[str]) -> Iterator[str]:
    """What pdfium has run together, cut where figures do not follow each other on a line."""
    start = match.start()
    indexes = [start + at for at, character in enumerate(match[0]) if character.isdigit()]
    places = page.characters(indexes)
    begin = start
    for before, after, here, there in zip(indexes, indexes[1:], places, places[1:], strict=False):
        step = _STEP_EM + (_SPACE_EM if after > before + 1 else 0.0)
        apart = there.origin_pt - here.origin_pt
        if not 0 < apart < step * here.size_pt or abs(there.baseline_pt - here.baseline_pt) > _LEVEL_EM * here.size_pt:
            yield page.text[begin : before + 1]
            begin = after
    yield page.text[begin : match.end()]
