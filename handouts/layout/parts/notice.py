"""That no person has reviewed the translation, in the reader's language and in English."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.content.words import Unreviewed
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import Element, PlacedLine
from handouts.layout.page.stack import Block, ParagraphStyle
from handouts.layout.parts.heard import in_two
from handouts.text import Span

LANGUAGE = "en"
"""Of its second half."""

ONE_LINE, TWO_LINES = " \u00b7 ", "\n"
"""What parts the two languages: one line where there is room, else a line for each rather than a break inside one."""


def notice_text(frame: Frame, notice: Unreviewed, parted_by: str) -> str:
    """Both languages."""
    return f"{notice.own}{parted_by}{frame.foreign(notice.english)}"


def unreviewed_block(frame: Frame, notice: Unreviewed, style: ParagraphStyle, width_pt: float) -> Block:
    """Both languages as they stand best in this style and width."""
    return partial(_laid, frame, notice, style, width_pt)


def in_two_languages(frame: Frame, marks: Sequence[PlacedLine], notice: Unreviewed) -> tuple[Element, ...]:
    """The lines of a notice, each half in its language."""
    return in_two(frame, marks, (Span(notice.own),), ("", LANGUAGE))


def _laid(frame: Frame, notice: Unreviewed, style: ParagraphStyle, width_pt: float, top_pt: float) -> Part:
    text = unreviewed_text(frame, notice, style, width_pt)
    placed = style.put(frame, text, frame.start_pt, top_pt, width_pt)
    return Part(in_two_languages(frame, placed.marks, notice), (), placed.bottom_pt)


def unreviewed_text(frame: Frame, notice: Unreviewed, style: ParagraphStyle, width_pt: float) -> str:
    """Both languages in this style and width: on one line, or a line for each; where these break, as one text."""
    text = notice_text(frame, notice, ONE_LINE)
    if len(style.lines(frame, text, width_pt)) > 1:
        apart = notice_text(frame, notice, TWO_LINES)
        return apart if len(style.lines(frame, apart, width_pt)) == 2 else text
    return text
