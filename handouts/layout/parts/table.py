"""The border table: every dial string in a column under the side from which it is dialled.

The gap between the two number columns is drawn as the border; with one side there is one column and no border.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import Element, Mark, marks_of
from handouts.layout.parts.border import border_line
from handouts.layout.parts.border_sides import side_headings
from handouts.layout.parts.organisation_in_columns import organisation_in_columns
from handouts.layout.parts.table_columns import TableSizes, columns_of
from handouts.layout.parts.table_rows import (
    KeptRows,
    header_rows,
    row_rule,
    sentence_rows,
    title_rows,
)


class Table:
    """The table of one flyer at one size of its numbers. Set once; it is moved and stretched without setting again."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: TableSizes) -> None:
        self._frame = frame
        self._flyer = flyer
        self._sizes = sizes
        self._headings = side_headings(frame, flyer.words, sizes.marker, sizes.header)
        self._columns = columns_of(frame, flyer, self._headings, sizes)
        self._rows = list(self._below_header())
        self._headers: dict[bool, KeptRows] = {}
        self._heights: dict[bool, tuple[float, int]] = {}  # with no air, and how often air counts
        # Above the header: nothing may stand between MEX and USA and their numbers.
        sentence = flyer.words.no_local_number
        self._opening = [sentence_rows(frame, sentence, self._columns, sizes)] if sentence else []

    @cached_property
    def too_wide_pt(self) -> float:
        """How much wider the organisation column would have to be; 0 or less where every word has room."""
        return max(self._columns.too_narrow_pt, *(rows.too_wide_pt for rows in self._rows), 0.0)

    @property
    def numbers_start_pt(self) -> float:
        """Logical x at which the first column of numbers begins."""
        return self._columns.numbers[0].start

    def height_pt(self, *, contact: bool, air_pt: float = 0.0) -> float:
        """The whole table's height; `contact` and `air_pt` as in `part`."""
        found = self._heights.get(contact)
        if found is None:
            kept = self._all(contact)
            height = sum(rows.height_pt for rows in kept) + self._sizes.rules.band
            found = self._heights[contact] = height, sum(rows.pads for rows in kept)
        return found[0] + found[1] * air_pt

    def marks(self, *, contact: bool) -> Iterator[Mark]:
        """Everything that `part` would put, unstretched and not where it stands: enough to tell how black it is."""
        frame, columns = self._frame, self._columns
        taken: list[tuple[float, float]] = []
        y = 0.0
        for kept in self._all(contact):
            if kept.rule_pt:
                yield from row_rule(frame, columns, y, kept.rule_pt)
            yield from kept.artifacts
            yield from marks_of(kept.rows)
            taken.extend((top + y, bottom + y) for top, bottom in kept.taken)
            y += kept.height_pt
        yield frame.rule(frame.start_pt, frame.end_pt, y, self._sizes.rules.band)
        if columns.border is not None:
            yield from border_line(frame, columns.border, 0.0, y, taken)

    def part(self, top_pt: float, *, contact: bool, air_pt: float) -> Part:
        """The table from `top_pt` down. `contact`: with "You can contact these organizations if you have questions."
        in the header row. `air_pt`: so much more padding above and below each row."""
        frame, columns = self._frame, self._columns
        rows: list[Element] = []
        artifacts: list[Mark] = []
        taken: list[tuple[float, float]] = []
        y = top_pt
        for kept in self._all(contact):
            if kept.rule_pt:
                artifacts.extend(row_rule(frame, columns, y, kept.rule_pt))
            moved = kept.moved(y + (air_pt if kept.pads else 0.0))
            rows.extend(moved[0])
            artifacts.extend(moved[1])
            taken.extend(moved[2])
            y += kept.height_pt + kept.pads * air_pt
        weight = self._sizes.rules.band
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + weight / 2, weight))
        if columns.border is not None:
            artifacts.extend(border_line(frame, columns.border, top_pt, y, taken))
        return Part((Element("Table", tuple(rows)),), tuple(artifacts), y + weight)

    def _below_header(self) -> Iterator[KeptRows]:
        """All sections: each its title, then its organisations."""
        frame, columns, sizes = self._frame, self._columns, self._sizes
        for number, section in enumerate(self._flyer.sections):
            yield title_rows(frame, section, columns, sizes, sizes.rules.section if number else 0.0)
            for index, entry in enumerate(section.entries):
                rule = sizes.rules.row if index else 0.0
                yield organisation_in_columns(frame, entry, columns, sizes, self._flyer.words, rule)

    def _all(self, contact: bool) -> list[KeptRows]:
        """Header and rows. The first section's title stands in the header's corner, unless the words about contact
        take it."""
        sections, words = self._flyer.sections, self._flyer.words
        asks = contact and bool(words.contact)
        titled_in_corner = not asks and bool(sections) and not sections[0].icon
        corner = words.contact if asks else sections[0].title if titled_in_corner else ""
        if asks not in self._headers and (corner or self._headings):
            rules = self._sizes.rules
            rule = rules.row if titled_in_corner else rules.section
            self._headers[asks] = header_rows(self._frame, self._headings, self._columns, self._sizes, corner, rule)
        header = [self._headers[asks]] if asks in self._headers else []
        return [*self._opening, *header, *(self._rows[1:] if titled_in_corner else self._rows)]
