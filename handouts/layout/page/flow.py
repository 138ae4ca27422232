"""Paragraphs that flow through boxes one after the other: from panel to panel. Lengths in points, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.layout.page.columns import Parted, SetColumns
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import Element, PlacedLine
from handouts.text import Line


class Room(NamedTuple):
    """From where to where lines may stand in a box."""

    top_pt: float
    bottom_pt: float


class _Row(NamedTuple):
    """A line of a paragraph (`at`, from 0), its baseline below the first of all, its rise and drop; `opens`: whether a
    box may begin with it."""

    line: Line
    at: int
    y_pt: float
    rise_pt: float
    drop_pt: float
    opens: bool


class Flowed(NamedTuple):
    """What stands in each box that is used, and where the last line ends; `over_pt`: how much has no room, 0 for
    nothing."""

    boxes: tuple[tuple[tuple[int, Line, float], ...], ...]
    bottom_pt: float
    over_pt: float

    def parts(self, frame: Frame) -> list[Part]:
        """Of each box what is put on its page. A paragraph that goes on in the next box is one there too."""
        found: list[Part] = []
        for lines in self.boxes:
            marks: dict[int, list[PlacedLine]] = {}
            for at, line, y in lines:
                marks.setdefault(at, []).append(frame.put(line, frame.start_pt, y))
            found.append(Part(tuple(Element("P", tuple(each)) for each in marks.values()), (), 0.0))
        return found


def flow(text: SetColumns, rooms: Sequence[Room], parted: Parted) -> Flowed:
    """Lines in boxes, as many in each as it holds; none begins with a line that must not stand there."""
    openings = [frozenset(paragraph.openings(parted)) for paragraph in text.paragraphs]
    rows = [
        _Row(line, number, text.starts[number] + offset, rise, drop, index in openings[number])
        for number, paragraph in enumerate(text.paragraphs)
        for index, (line, offset, rise, drop) in enumerate(
            zip(paragraph.lines, paragraph.offsets, paragraph.rises, paragraph.drops, strict=True)
        )
    ]
    boxes: list[tuple[tuple[int, Line, float], ...]] = []
    start, bottom = 0, rooms[0].top_pt if rooms else 0.0
    for room in rooms:
        if start == len(rows):
            break
        first = rows[start].y_pt - rows[start].rise_pt - room.top_pt
        end = start
        while end < len(rows) and rows[end].y_pt - first + rows[end].drop_pt <= room.bottom_pt:
            end += 1
        while start < end < len(rows) and not rows[end].opens:
            end -= 1
        boxes.append(tuple((row.at, row.line, row.y_pt - first) for row in rows[start:end]))
        if end > start:
            bottom = rows[end - 1].y_pt - first + rows[end - 1].drop_pt
        start = end
    over = rows[-1].y_pt - rows[start].y_pt + rows[start].rise_pt + rows[-1].drop_pt if start < len(rows) else 0.0
    return Flowed(tuple(boxes), bottom, over)
