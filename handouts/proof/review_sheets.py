"""Sheets on which a person reviews a language by hand: each text whole, English and translation, beside its number.

What stands between the baseline of a number and that of the next one is looked for there alone, so that a text that
stands whole beside another number does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.paper import Paper
from handouts.proof.reading import UnreadableError, opened
from handouts.proof.text_lines import TextLine
from handouts.proof.tools import Tools
from handouts.proof.verdict import page_findings
from handouts.proof.wording import ReadText
from handouts.sources.languages import is_right_to_left

_RISE_PT = 8.0
"""By how much the first line of a text may stand above the baseline of its number."""
_FOOT_PT = 100.0
"""Below, there is the line to sign on, with words and numbers of its own."""
_NUMBERS_PT = 80.0
"""Numbers begin nearer to the left edge than this."""


class ReviewText(NamedTuple):
    """One text as it shall stand there. `text` is empty where there is no translation."""

    number: int
    english: str
    text: str


def prove_review(pdf: bytes, texts: Sequence[ReviewText], tag: str, paper: Paper, tools: Tools) -> tuple[str, ...]:
    """What is wrong with the sheets of a language. `texts`: all of them, in their order."""
    try:
        with opened(pdf, tools.second) as pages:
            found = [finding for page in pages for finding in page_findings(page, paper)]
            rows = [row for page in pages for row in _rows(page.second.lines, page.height_pt)]
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)
    numbers = [number for number, _ in rows]
    if numbers != [each.number for each in texts]:
        return (*found, f"the numbers read {numbers}, not {[each.number for each in texts]}")
    for each, (_, lines) in zip(texts, rows, strict=True):
        found += _missing(each, lines, tag, tools)
    return tuple(found)


def _missing(wanted: ReviewText, lines: Sequence[TextLine], tag: str, tools: Tools) -> Iterator[str]:
    for what, text, right_to_left in (
        ("the English", wanted.english, False),
        ("the translation", wanted.text, is_right_to_left(tag)),
    ):
        read = ReadText("", lines, tools.letters, right_to_left=right_to_left)
        if missing := read.missing_from(text):
            yield f"{what} of text {wanted.number} is not whole: {' '.join(missing[:6])}"


def _rows(lines: Sequence[TextLine], height_pt: float) -> Iterator[tuple[int, list[TextLine]]]:
    """Each number of a page, and the lines from its own down to the next one's."""
    body = [line for line in lines if line.y_pt < height_pt - _FOOT_PT]
    numbers = sorted(
        ((line.y_pt, int(line.text)) for line in body if line.x_pt < _NUMBERS_PT and line.text.strip().isdecimal()),
    )
    for at, (y, number) in enumerate(numbers):
        below = numbers[at + 1][0] if at + 1 < len(numbers) else height_pt
        yield number, [line for line in body if y - _RISE_PT < line.y_pt < below - _RISE_PT]
