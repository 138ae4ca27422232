"""The line for staff: what it says, and how it stands on a page. In English, left to right on every page."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content.flyer import Flyer
from handouts.layout.frame import Block, Frame, Hand, drop_pt, put_block, rise_pt
from handouts.layout.placed import PlacedLine
from handouts.paper import Paper
from handouts.text import Line, Weight

DOT = " \u00b7"
JOINT = DOT + " "
"""Between its phrases."""
LEADING = 1.25


def staff_line(flyer: Flyer, format_name: str, paper: Paper, edition: str, side: str = "") -> str:
    """Language, city, format, paper, edition code, status."""
    status = {"original": "original text", "reviewed": "translation reviewed", "draft": "translation not yet reviewed"}
    parts = [
        f"{flyer.language_english} ({flyer.language})",
        flyer.city_english,
        format_name,
        paper.name.capitalize() if paper.name != "a4" else "A4",
        *([side] if side else []),
        f"edition {edition}",
        status[flyer.status],
    ]
    return JOINT.join(parts)


def put_staff(frame: Frame, staff: str, size_pt: float, width_pt: float, top_pt: float) -> Block:
    """The line from `top_pt` down, at most so wide. Where it is one line, its phrases are set one by one: on the next
    sheet all but the edition are the same, and already set. Where it is more, no phrase is parted if that costs no
    line."""
    first, *others = staff.split(JOINT)
    phrases = [frame.line(text, size_pt, Weight.SMALL, Hand.LATIN) for text in (first, *[JOINT + o for o in others])]
    width = sum([line.width_pt for line in phrases])
    if width > width_pt:
        rows = [first]
        for phrase in others:
            longer = rows[-1] + JOINT + phrase
            if frame.line(longer + DOT, size_pt, Weight.SMALL, Hand.LATIN).width_pt <= width_pt:
                rows[-1] = longer
            else:
                rows[-1] += DOT
                rows.append(phrase)
        whole = [line for row in rows for line in _lines(frame, row, size_pt, width_pt)]
        lines = min(whole, _lines(frame, staff, size_pt, width_pt), key=len)
        return put_block(frame, lines, frame.start_pt, top_pt, size_pt, size_pt * LEADING)
    y = top_pt + max([rise_pt(line, size_pt) for line in phrases])
    x = min(frame.real_x(frame.start_pt), frame.real_x(frame.start_pt + width))
    marks: list[PlacedLine] = []
    for line in phrases:
        marks.append(PlacedLine(line, x, y))
        x += line.width_pt
    return Block(tuple(marks), y + max([drop_pt(line, size_pt) for line in phrases]))


def _lines(frame: Frame, text: str, size_pt: float, width_pt: float) -> Sequence[Line]:
    return frame.paragraph(text, Weight.SMALL, Hand.LATIN).lines(size_pt, width_pt)
