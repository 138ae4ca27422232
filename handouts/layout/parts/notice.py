"""That no person has reviewed the translation, in the reader's language and in English."""

from __future__ import annotations

from handouts.content.flyer import Unreviewed
from handouts.layout.page.frame import Frame

ONE_LINE, TWO_LINES = " \u00b7 ", "\n"
"""What parts the two languages: one line where there is room, else a line for each rather than a break inside one."""


def notice_text(frame: Frame, notice: Unreviewed, parted_by: str) -> str:
    """Both languages."""
    return f"{notice.own}{parted_by}{frame.foreign(notice.english)}"
