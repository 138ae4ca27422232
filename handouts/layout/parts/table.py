"""The border table: every dial string in a column under the side from which it is dialled.

The gap between the two number columns is drawn as the border; with one side there is one column and no border. A table
may hold some of a flyer's organisations, so that the others stand on the other side of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handouts.content.flyer import Entry, Flyer
from handouts.content.words import SideHead
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.kept import Kept
from handouts.layout.page.placed import Element, Mark, marks_in_no_order
from handouts.layout.page.toner import black_pt2
from handouts.layout.parts.border import border_black_pt2, border_line
from handouts.layout.parts.border_sides import SideHeading, side_headings
from handouts.layout.parts.marks import RULES
from handouts.layout.parts.names import with_names
from handouts.layout.parts.organisation_in_columns import organisation_in_columns
from handouts.layout.parts.table_columns import Columns, TableSizes, columns_of
from handouts.layout.parts.table_rows import (
    Corner,
    KeptRows,
    header_rows,
    row_rule,
    row_rule_length_pt,
    sentence_rows,
    title_rows,
)
from handouts.text import Weight

_PLACES_KEPT, _ROWS_KEPT = 64, 256
"""A job lays out all cities of a language: of columns there are a few, of organisations dozens in each."""


class _Place(NamedTuple):
    """On what rows depend besides what stands in them. Rules between rows are no part of them."""

    width_pt: float
    columns: Columns
    sizes: TableSizes
    sides: tuple[SideHead, ...]
    or_: str
    whatsapp: str


class _RowCache:
    """Rows, set: many organisations stand on the sheets of all cities, and are the same wherever columns and sizes
    are. And how the sides are headed, by their words and the sizes of these."""

    def __init__(self) -> None:
        self._places: Kept[_Place, _RowsThere] = Kept(_PLACES_KEPT)
        self.headings: Kept[tuple[tuple[SideHead, ...], float, float], tuple[SideHeading, ...]] = Kept(_PLACES_KEPT)

    def at(self, place: _Place) -> _RowsThere:
        """What has been set in this place."""
        return self._places.of(place, _RowsThere)


class _SetEntry(NamedTuple):
    """An organisation, and its rows."""

    entry: Entry
    rows: KeptRows


class _RowsThere:
    """Rows of one place: of organisations, of titles by their text and icon, of the heads of the sides, of sentences by
    their text, their city and the rule below."""

    def __init__(self) -> None:
        self.headers: Kept[Corner, KeptRows] = Kept(_ROWS_KEPT)
        self.organisations: Kept[tuple[str, tuple[str, ...]], _SetEntry] = Kept(_ROWS_KEPT)
        self.titles: Kept[tuple[str, str], KeptRows] = Kept(_ROWS_KEPT)
        self.sentences: Kept[tuple[str, str, float], KeptRows] = Kept(_ROWS_KEPT)


class TableRows:
    """The rows of one flyer's tables at one size of its numbers, in the same columns. Each is set once, when it is
    first asked for. `widest_em`: of `widest_strings_em`, whatever the size."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: TableSizes, widest_em: Sequence[float]) -> None:
        self.frame = frame
        self.flyer = flyer
        self.sizes = sizes
        known = frame.setting.keeper(_RowCache)
        self._headings = known.headings.of(
            (flyer.words.sides, sizes.marker, sizes.header),
            lambda: side_headings(frame, flyer.words, sizes.marker, sizes.header),
        )
        self.columns = columns_of(frame, flyer, self._headings, sizes, widest_em)
        words = flyer.words
        unruled = sizes if sizes.rules == RULES else replace(sizes, rules=RULES)
        place = _Place(frame.width_pt, self.columns, unruled, words.sides, words.or_, words.whatsapp)
        self._known = known.at(place)
        self.places = [
            (section, entry) for section, each in enumerate(flyer.sections) for entry in range(len(each.entries))
        ]
        """Of each organisation, in reading order, which it is: its section, and its place there."""
        self._organisations: dict[int, KeptRows] = {}

    def organisation(self, number: int) -> KeptRows:
        """An organisation, by its number in reading order."""
        found = self._organisations.get(number)
        if found is None:
            section, index = self.places[number]
            found = self._organisations[number] = self._rows_of(self.flyer.sections[section].entries[index])
        return found

    def _rows_of(self, entry: Entry) -> KeptRows:
        key = (entry.name, entry.number_pieces)  # tells nearly all apart, and is looked up in a third of the time
        known = self._known.organisations.known(key)
        if known is None or known.entry != entry:
            rows = organisation_in_columns(self.frame, entry, self.columns, self.sizes, self.flyer.words)
            known = _SetEntry(entry, self._weighed(rows))
            self._known.organisations.keep(key, known)
        return known.rows

    def title(self, section: int) -> KeptRows:
        """The title of a section."""
        each = self.flyer.sections[section]
        return self._known.titles.of(
            (each.title, each.icon),
            lambda: self._weighed(title_rows(self.frame, each, self.columns, self.sizes)),
        )

    def header(self, corner: Corner) -> KeptRows | None:
        """The heads of the sides, and what stands beside them; None where there is neither."""
        if not corner.text and not self._headings:
            return None
        return self._known.headers.of(
            corner,
            lambda: self._weighed(header_rows(self.frame, self._headings, self.columns, self.sizes, corner)),
        )

    def sentence(self) -> KeptRows | None:
        """That there is no local number; None where there is one."""
        said, city = self.flyer.words.no_local_number, self.flyer.city_own
        if not said:
            return None
        return self._known.sentences.of(
            (said, city, self.sizes.rules.section),
            lambda: self._weighed(
                sentence_rows(self.frame, with_names(said, (city,), Weight.BOLD), self.columns, self.sizes)
            ),
        )

    def _weighed(self, kept: KeptRows) -> KeptRows:
        """The same rows, with how black they are."""
        return kept._replace(
            black_pt2=black_pt2((*kept.artifacts, *marks_in_no_order(kept.rows)), self.frame.typesetter)
        )


class _Ruled(NamedTuple):
    """Rows in their table, below a rule of this weight; 0 for none."""

    kept: KeptRows
    rule_pt: float


class Table:
    """A table of organisations, by their numbers in reading order. It is moved and stretched without setting again.

    `continued`: it goes on from the other side, and says so in its corner. Else it begins with the sentence that there
    is no local number, if there is none: above its header, as nothing may stand between MEX and USA and their numbers.
    """

    def __init__(self, rows: TableRows, shown: Sequence[int], *, continued: bool = False) -> None:
        self._set = rows
        self._shown = shown
        self._continued = continued
        opening = None if continued else rows.sentence()
        self._opening = [opening] if opening else []
        self._arranged: dict[bool, list[_Ruled]] = {}
        self._heights: dict[bool, tuple[float, int]] = {}  # with no air, and how often air counts

    @property
    def too_wide_pt(self) -> float:
        """How much wider the organisation column would have to be; 0 or less where every word has room."""
        rows = [row.kept.too_wide_pt for row in self._all(contact=False)]
        return max(self._set.columns.too_narrow_pt, *rows, 0.0)

    def height_pt(self, *, contact: bool, air_pt: float = 0.0) -> float:
        """The whole table's height; `contact` and `air_pt` as in `part`."""
        found = self._heights.get(contact)
        if found is None:
            kept = [row.kept for row in self._all(contact)]
            height = sum([rows.height_pt for rows in kept]) + self._set.sizes.rules.band
            found = self._heights[contact] = height, sum([rows.pads for rows in kept])
        return found[0] + found[1] * air_pt

    def black_pt2(self, *, contact: bool) -> float:
        """Square points of black of everything that `part` would put, unstretched."""
        rows, frame, columns = self._all(contact), self._set.frame, self._set.columns
        black = sum([row.kept.black_pt2 for row in rows])
        black += sum([row.rule_pt for row in rows]) * row_rule_length_pt(columns)
        black += frame.measure_pt * self._set.sizes.rules.band
        if columns.border is None:
            return black
        taken: list[tuple[float, float]] = []
        y = 0.0
        for row in rows:
            taken.extend([(top + y, bottom + y) for top, bottom in row.kept.taken])
            y += row.kept.height_pt
        return black + border_black_pt2(0.0, y, taken)

    def part(self, top_pt: float, *, contact: bool, air_pt: float) -> Part:
        """The table from `top_pt` down. `contact`: with "You can contact these organizations if you have questions."
        in the header row. `air_pt`: so much more padding above and below each row."""
        frame, columns = self._set.frame, self._set.columns
        rows: list[Element] = []
        artifacts: list[Mark] = []
        taken: list[tuple[float, float]] = []
        y = top_pt
        for kept, rule_pt in self._all(contact):
            if rule_pt:
                artifacts.extend(row_rule(frame, columns, y, rule_pt))
            moved = kept.moved(y + (air_pt if kept.pads else 0.0))
            rows.extend(moved[0])
            artifacts.extend(moved[1])
            taken.extend(moved[2])
            y += kept.height_pt + kept.pads * air_pt
        weight = self._set.sizes.rules.band
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + weight / 2, weight))
        if columns.border is not None:
            artifacts.extend(border_line(frame, columns.border, top_pt, y, taken))
        return Part((Element("Table", tuple(rows)),), tuple(artifacts), y + weight)

    def _all(self, contact: bool) -> list[_Ruled]:
        if contact not in self._arranged:
            opening = [_Ruled(rows, 0.0) for rows in self._opening]
            self._arranged[contact] = [*opening, *self._below_opening(contact)]
        return self._arranged[contact]

    def _below_opening(self, contact: bool) -> Iterator[_Ruled]:
        """The header, then all sections: each its title, then its organisations. The first section's title stands in
        the header's corner, unless something else takes it."""
        words, rules, sections = self._set.flyer.words, self._set.sizes.rules, self._set.flyer.sections
        corner = words.continued if self._continued else words.contact if contact else ""
        first = self._set.places[self._shown[0]][0] if self._shown else -1
        titled = not corner and first >= 0 and not sections[first].icon
        asks = bool(corner) and not self._continued
        place = Corner(sections[first].title, rules.row) if titled else Corner(corner, rules.section, heads=not asks)
        header = self._set.header(place)
        if header is not None:
            yield _Ruled(header, 0.0)
        before = first if titled else -1
        for number in self._shown:
            section, _ = self._set.places[number]
            rule_pt = 0.0
            if section != before:
                yield _Ruled(self._set.title(section), 0.0 if section == first else rules.section)
            elif number != self._shown[0]:
                rule_pt = rules.row
            before = section
            yield _Ruled(self._set.organisation(number), rule_pt)
