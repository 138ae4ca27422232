"""The line for staff: what it says, and how it stands on a page. In English, left to right on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handouts.content.flyer import Flyer
from handouts.content.isolates import FIRST_STRONG_ISOLATE
from handouts.layout.page.frame import INK_GAP_PT, Frame, Hand, Part, PlacedLines, drop_pt, rise_pt
from handouts.layout.page.placed import Element, PlacedLine
from handouts.paper import Paper
from handouts.text import Line, Weight

DOT = " \u00b7"
JOINT = DOT + " "
"""Between its phrases."""
NEW_LINE = "\n"
EDITION = "edition "
CODE_PT = 11.0
"""The edition's code, in Bold. Of 24 codes OCR reads none on the lightest copies at 9 pt in Medium, 18 or 19 so."""
LEADING = 1.25


def staff_line(flyer: Flyer, format_name: str, paper: Paper, edition: str, side: str = "") -> str:
    """Language, city, format, paper, edition code, status."""
    status = {"original": "original text", "reviewed": "reviewed", "draft": "not yet reviewed"}
    parts = [
        f"{flyer.language_english} ({flyer.language})",
        flyer.city_english,
        format_name,
        paper.printed,
        *([side] if side else []),
        EDITION + edition,
        status[flyer.status],
    ]
    return JOINT.join(parts)


def lay_out_staff(frame: Frame, staff: str, size_pt: float, width_pt: float, top_pt: float) -> Part:
    """The line from `top_pt` down, at most so wide, as a paragraph."""
    placed = put_staff(frame, staff, size_pt, width_pt, top_pt)
    return Part((Element("P", placed.marks, language="en"),), (), placed.bottom_pt)


def put_staff(frame: Frame, staff: str, size_pt: float, width_pt: float, top_pt: float) -> PlacedLines:
    """The line from `top_pt` down, at most so wide; only the edition's code reaches higher, into the white above.

    Where it is more than one line, the edition begins one and no phrase is parted, if that costs no line. Phrases are
    set one by one: on the next sheet all but the edition are the same, and already set.
    """
    phrases = staff.split(JOINT)
    rows = _rows(frame, [(JOINT, phrase) for phrase in phrases], size_pt, width_pt)
    if len(rows) > 1:
        apart = next((at for at, phrase in enumerate(phrases) if at and phrase.startswith(EDITION)), len(phrases))
        units = [(NEW_LINE if at == apart else JOINT, phrase) for at, phrase in enumerate(phrases)]
        tries = (units, [(JOINT, phrase) for phrase in phrases], list(_words(phrases)))
        rows = min((_rows(frame, each, size_pt, width_pt) for each in tries), key=len)
    y = top_pt + rise_pt(rows[0][0], size_pt)
    marks: list[PlacedLine] = []
    for above, row in pairwise(([], *rows)):
        if above:
            ink = max(line.ink.top for line in row) - min(line.ink.bottom for line in above)
            y += max(size_pt * LEADING, ink + INK_GAP_PT)
        width = sum(line.width_pt for line in row)
        x = min(frame.real_x(frame.start_pt), frame.real_x(frame.start_pt + width))
        for line in row:
            marks.append(PlacedLine(line, x, y))
            x += line.width_pt
    return PlacedLines(tuple(marks), marks[-1].y_pt + max(drop_pt(line, size_pt) for line in rows[-1]))


def _words(phrases: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words, each with what joins it to the one before; the edition stays with its code, and an isolate whole: its
    words run from right to left."""
    for phrase in phrases:
        whole = phrase.startswith((EDITION, FIRST_STRONG_ISOLATE))
        first, *others = [phrase] if whole else phrase.split()
        yield JOINT, first
        yield from ((" ", word) for word in others)


def _rows(frame: Frame, units: Sequence[tuple[str, str]], size_pt: float, width_pt: float) -> list[list[Line]]:
    """Units, each with what joins it to the one before, in as many rows as it takes. A row may end on a dot."""
    (_, opening), *others = units
    rows = [_set(frame, opening, size_pt)]
    for joint, text in others:
        dot = _set(frame, DOT, size_pt)
        if joint != NEW_LINE:
            longer = [*rows[-1], *_set(frame, joint + text, size_pt)]
            if sum(line.width_pt for line in (*longer, *dot)) <= width_pt:
                rows[-1] = longer
                continue
        if joint != " ":
            rows[-1] += dot
        rows.append(_set(frame, text, size_pt))
    return rows


def _set(frame: Frame, text: str, size_pt: float) -> list[Line]:
    """A phrase in Medium; the code of the edition larger and in Bold."""
    if not text.removeprefix(JOINT).startswith(EDITION):
        return [frame.line(text, size_pt, Weight.SMALL, Hand.LATIN)]
    label, _, code = text.rpartition(" ")
    return [
        frame.line(label, size_pt, Weight.SMALL, Hand.LATIN),
        frame.line(" " + code, max(CODE_PT, size_pt), Weight.BOLD, Hand.LATIN),
    ]
