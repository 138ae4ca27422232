"""What a line on paper is to who hears the page: marks in another language, and lines that hold two things."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Element, Mark, PlacedLine
from handouts.text import Span


def in_language(marks: Sequence[Mark], language: str) -> tuple[Element | Mark, ...]:
    """The same marks, as a span where they are in another language than the reader's."""
    return (Element("Span", tuple(marks), language=language),) if language else tuple(marks)


def in_two(
    frame: Frame, marks: Sequence[PlacedLine], first: Sequence[Span], languages: tuple[str, str] = ("", "")
) -> tuple[Element, ...]:
    """Lines that begin with a text and go on with another, as a paragraph for each, in its language."""
    halves: tuple[list[PlacedLine], list[PlacedLine]] = ([], [])
    left = sum(len(span.text) for span in first)
    for mark in marks:
        count = len(mark.line.text)
        if 0 < left < count:
            for half, line in zip(halves, frame.typesetter.cut(mark.line, left), strict=True):
                half.append(mark._replace(line=line))
        else:
            halves[left <= 0].append(mark)
        left -= count
    return tuple(
        Element("P", tuple(half), language=language) for half, language in zip(halves, languages, strict=True) if half
    )
