"""That no person has reviewed the translation, in the reader's language and in English."""

from __future__ import annotations

from handouts.content.words import Unreviewed
from handouts.layout.page.frame import Frame
from handouts.layout.page.stack import ParagraphStyle

ONE_LINE, TWO_LINES = " \u00b7 ", "\n"
"""What parts the two languages: one line where there is room, else a line for each rather than a break inside one."""


def notice_text(frame: Frame, notice: Unreviewed, parted_by: str) -> str:
    """Both languages."""
    return f"{notice.own}{parted_by}{frame.foreign(notice.english)}"


def unreviewed_text(frame: Frame, notice: Unreviewed, style: ParagraphStyle, width_pt: float) -> str:
    """Both languages in this style and width: on one line, or a line for each; where these break, as one text."""
    text = notice_text(frame, notice, ONE_LINE)
    if len(style.lines(frame, text, width_pt)) > 1:
        apart = notice_text(frame, notice, TWO_LINES)
        return apart if len(style.lines(frame, apart, width_pt)) == 2 else text
    return text
