"""The border table: every dial string in a column under the side from which it is dialled.

The gap between the two number columns is drawn as the border.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Part, baselines_pt, drop_pt, rise_pt
from handouts.layout.page.placed import Element, Mark, PlacedLine, marks_of
from handouts.layout.parts.border import border_line
from handouts.layout.parts.marks import rounded_box
from handouts.layout.parts.table_columns import (
    HEADER_GAP_PT,
    ROW_RULE_LEAST_PT,
    Columns,
    TableSizes,
    columns_of,
    marker_of,
)
from handouts.layout.parts.table_rows import (
    BORDER_INSET_PT,
    RULE_CLEAR_PT,
    SECTION_RULE_PT,
    Group,
    groups_of,
    sentence_group,
)
from handouts.text import Line, Weight

LOCAL_SECTION = "local"


class Table:
    """The table of one flyer at one size of its numbers. Set once; it is moved and stretched without setting again."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: TableSizes) -> None:
        self._frame = frame
        self._flyer = flyer
        self._sizes = sizes
        self._columns = columns_of(frame, flyer, sizes)
        words = flyer.words
        self._groups = list(groups_of(frame, flyer.sections, self._columns, sizes, words.or_, words.whatsapp))
        self._headers: dict[bool, Group] = {}
        self._heights: dict[bool, tuple[float, int]] = {}  # with no air, and how often air counts
        # Above the header: nothing may stand between MEX and USA and their numbers.
        sentence = words.no_local_number
        self._opening = [sentence_group(frame, sentence, sizes)] if sentence else []

    @cached_property
    def too_wide_pt(self) -> float:
        """How much wider the organisation column would have to be; 0 or less where every word has room."""
        return max(self._columns.too_narrow_pt, *(group.too_wide_pt for group in self._groups), 0.0)

    def height_pt(self, *, contact: bool, air_pt: float = 0.0) -> float:
        """The whole table's height; `contact` and `air_pt` as in `part`."""
        found = self._heights.get(contact)
        if found is None:
            groups = self._all(contact)
            height = sum([group.height_pt for group in groups]) + SECTION_RULE_PT
            found = self._heights[contact] = height, sum([group.pads for group in groups])
        return found[0] + found[1] * air_pt

    def marks(self, *, contact: bool) -> Iterator[Mark]:
        """Everything that `part` would put, unstretched and not where it stands: enough to tell how black it is."""
        frame, columns = self._frame, self._columns
        taken: list[tuple[float, float]] = []
        y = 0.0
        for group in self._all(contact):
            if group.rule_pt:
                yield from _row_rule(frame, columns, y, group.rule_pt)
            yield from group.artifacts
            yield from marks_of(group.rows)
            taken.extend([(top + y, bottom + y) for top, bottom in group.taken])
            y += group.height_pt
        yield frame.rule(frame.start_pt, frame.end_pt, y, SECTION_RULE_PT)
        yield from border_line(frame, columns.border, BORDER_INSET_PT, y, taken)

    def part(self, top_pt: float, *, contact: bool, air_pt: float) -> Part:
        """The table from `top_pt` down. `contact`: with "You can contact these organizations if you have questions."
        in the header row. `air_pt`: so much more padding above and below each row."""
        frame, columns = self._frame, self._columns
        rows: list[Element] = []
        artifacts: list[Mark] = []
        taken: list[tuple[float, float]] = []
        y = top_pt
        for group in self._all(contact):
            if group.rule_pt:
                artifacts.extend(_row_rule(frame, columns, y, group.rule_pt))
            moved = group.moved(y + (air_pt if group.pads else 0.0))
            rows.extend(moved[0])
            artifacts.extend(moved[1])
            taken.extend(moved[2])
            y += group.height_pt + group.pads * air_pt
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + SECTION_RULE_PT / 2, SECTION_RULE_PT))
        artifacts.extend(border_line(frame, columns.border, top_pt + BORDER_INSET_PT, y - 1.5, taken))
        return Part((Element("Table", tuple(rows)),), tuple(artifacts), y + SECTION_RULE_PT)

    def _all(self, contact: bool) -> list[Group]:
        """Header and groups. The first section's title stands in the header's corner, unless the words about contact
        take it."""
        sections, words = self._flyer.sections, self._flyer.words
        asks = contact and bool(words.contact)
        titled_in_corner = not asks and bool(sections) and not sections[0].icon
        if asks not in self._headers:
            corner = words.contact if asks else sections[0].title if titled_in_corner else ""
            self._headers[asks] = _header(self._frame, self._flyer, self._columns, self._sizes, corner)
        groups = self._groups
        return [*self._opening, self._headers[asks], *(groups[1:] if titled_in_corner else groups)]


def _header(frame: Frame, flyer: Flyer, columns: Columns, sizes: TableSizes, corner: str) -> Group:
    """The ovals MEX and USA with their words, and in the corner the first section's title, or whom to contact."""
    size = sizes.header
    width = columns.organisation_width
    lines = frame.paragraph(corner, Weight.SMALL).lines(size, width) if corner else ()
    sides = (
        (marker_of(frame, "MEX", sizes), flyer.words.from_mexico, columns.mexico, columns.mexico_end),
        (marker_of(frame, "USA", sizes), flyer.words.from_us, columns.us, columns.us_end),
    )
    headings = [
        frame.paragraph(text, Weight.BOLD).lines(size, end - x - marker.width - HEADER_GAP_PT + 0.01)
        for marker, text, x, end in sides
    ]
    pitch = size * max(1.15, frame.typography.label_leading * 0.94)
    heading_rows = [baselines_pt(heading, rise_pt(heading[0], size), pitch) for heading in headings]
    heights = [rows[-1] + drop_pt(heading[-1], size) for rows, heading in zip(heading_rows, headings, strict=True)]
    first = 3.5
    rows = _corner_rows(frame, lines, first, size)
    text_height = rows[-1] + drop_pt(lines[-1], size) - first if rows else 0.0
    height = max(*heights, text_height, *(marker.height for marker, *_ in sides))
    middle = first + height / 2
    shift = middle - first - text_height / 2
    if len(rows) == 1:  # one baseline for the whole header row
        shift = middle + CAP_HEIGHT_EM * size / 2 - rows[0]
    words = tuple(frame.put(line, columns.organisation, y + shift) for line, y in zip(lines, rows, strict=True))
    cells = [Element("TH", words, scope="Column")]
    artifacts: list[Mark] = []
    for (marker, _, x, _), heading, below in zip(sides, headings, heading_rows, strict=True):
        oval = rounded_box(marker.width, marker.height, marker.height / 2)
        artifacts.append(frame.put_path(oval, x, middle - marker.height / 2, 1.0, stroke_pt=1.6))
        mark = frame.put(marker.line, x + marker.width / 2, middle + CAP_HEIGHT_EM * sizes.marker / 2, Edge.CENTRE)
        # The middle of the words' caps is the middle of the oval.
        down = middle + CAP_HEIGHT_EM * size / 2 - (below[0] + below[-1]) / 2
        words = tuple(
            frame.put(line, x + marker.width + HEADER_GAP_PT, y + down) for line, y in zip(heading, below, strict=True)
        )
        cells.append(Element("TH", (Element("Span", (mark,), language="en"), *words), scope="Column"))
    lowest = max([mark.y_pt - mark.line.ink.bottom for mark in marks_of(cells) if isinstance(mark, PlacedLine)])
    bottom = max(first + height + 3.4, lowest + RULE_CLEAR_PT + SECTION_RULE_PT / 2)
    artifacts.extend(_row_rule(frame, columns, bottom, SECTION_RULE_PT))
    return Group((Element("TR", tuple(cells)),), tuple(artifacts), (), bottom, 0, 0.0)


def _corner_rows(frame: Frame, lines: tuple[Line, ...], top: float, size: float) -> tuple[float, ...]:
    pitch = size * frame.typography.label_leading
    return baselines_pt(lines, top + rise_pt(lines[0], size), pitch) if lines else ()


def _row_rule(frame: Frame, columns: Columns, y: float, width: float) -> list[Mark]:
    """A rule in two pieces: row rules stop at the border. Heavier ones grow downwards, away from the text above."""
    y += (width - ROW_RULE_LEAST_PT) / 2
    return [
        frame.rule(columns.organisation, columns.mexico_end, y, width),
        frame.rule(columns.us, columns.us_end, y, width),
    ]
