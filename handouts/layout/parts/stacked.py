"""The border table for narrow or large sheets: stacked organisations, some on one side of the sheet, some on the other.

Every organisation is set once at a size, with its top at y = 0, and moved to where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handouts.content.flyer import LOCAL_SECTION, Entry, Flyer, Section
from handouts.layout.page.bounds import ROUNDING_PT
from handouts.layout.page.frame import Edge, Frame, Part
from handouts.layout.page.moving import moved_element, moved_mark
from handouts.layout.page.placed import Element, Mark
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.border_sides import SideHeading, side_headings
from handouts.layout.parts.marks import RULES
from handouts.layout.parts.names import with_names
from handouts.layout.parts.organisation import put_title
from handouts.layout.parts.organisation_stacked import SideDrawing, StackedOrganisation, StackedSizes, row_of
from handouts.layout.parts.stacked_columns import folded_columns_of, stacked_columns_of
from handouts.layout.parts.table_columns import Columns, NumberColumn
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.text import Span, Weight

TOO_WIDE = "the numbers for both sides of the border have no room side by side"
HEADER_CLEAR_PT = 3.5
"""Above and below the header."""
SENTENCE_ABOVE_PT = 7.0
SENTENCE_BELOW_PT = 6.0
SENTENCE_LEADING_LEAST = 1.25
CONTINUED_ABOVE_PT = 4.0
TITLE_GAP_PT, TITLE_PADS = 2.6, 0.4
"""Below a section's title, and more of it in parts of the rows' padding."""


class _Set(NamedTuple):
    """Rows that are set, from y = 0 down. `crossed`: where they stand across the border."""

    rows: tuple[Element, ...]
    artifacts: tuple[Mark, ...]
    crossed: tuple[tuple[float, float], ...]
    height_pt: float

    @classmethod
    def of(cls, side: SideDrawing) -> _Set:
        """What has been drawn."""
        return cls(tuple(side.rows), tuple(side.artifacts), tuple(side.crossed), side.y)


class _Row(NamedTuple):
    """What stands between two rules, in the order in which it is put; `rule_pt`: of the rule above it, 0 for none."""

    rule_pt: float
    parts: tuple[_Set, ...]
    above_pt: float = 0.0

    @property
    def height_pt(self) -> float:
        return self.rule_pt + self.above_pt + sum([part.height_pt for part in self.parts])


class _Sides(NamedTuple):
    """What the sides of a table have in common with whatever air around rows: their headings, their columns and what
    these lack to stand side by side."""

    headings: tuple[SideHeading, ...]
    columns: Columns
    too_wide_pt: float

    @classmethod
    def of(cls, frame: Frame, flyer: Flyer, sizes: StackedSizes) -> _Sides:
        """Those of a flyer in these sizes."""
        headings = tuple(side_headings(frame, flyer.words, sizes.marker, sizes.header))
        if sizes.folded and headings:
            return cls(headings, *folded_columns_of(frame, flyer, headings, sizes.numbers))
        return cls(headings, *stacked_columns_of(frame, flyer, headings, sizes.numbers, sizes.border))


class StackedTable:
    """The table of a flyer at one size. `too_wide_pt`: what its two number columns lack to stand side by side; above 0
    it can't be set."""

    def __init__(
        self, frame: Frame, flyer: Flyer, sizes: StackedSizes, sides: _Sides, entries: dict[Entry, _Set]
    ) -> None:
        """`entries`: organisations that are set in these sizes; what it sets itself is kept there."""
        self._frame = frame
        self._words = flyer.words
        self._city = flyer.city_own
        self._sizes = sizes
        self._headings, self._columns, self.too_wide_pt = sides
        self._organisation = StackedOrganisation(frame, self._columns, sizes, flyer.words)
        self._openings: dict[bool, tuple[_Row, ...]] = {}
        self._titles: dict[str, _Set] = {}
        self._entries = entries

    def height_pt(
        self, sections: Sequence[Section], most_pt: float = float("inf"), *, continued: bool = False
    ) -> float:
        """The height of the table with these organisations; where it is more than `most_pt`, more than that.

        `continued`: on a side on which it goes on.
        """
        height = self._sizes.rules.band
        for row in self._rows(sections, continued=continued):
            height += row.height_pt
            if height > most_pt:
                break
        return height

    def part(
        self,
        sections: Sequence[Section],
        top_pt: float,
        *,
        continued: bool = False,
        border_within: tuple[float, float] = (0.0, float("inf")),
    ) -> Part:
        """The table with these organisations, from `top_pt` down. `border_within`: heights beyond which a border that
        is one line does not reach."""
        frame, border = self._frame, self._columns.border
        side = SideDrawing(top_pt)
        for row in self._rows(sections, continued=continued):
            if row.rule_pt:
                self._rule(side, row.rule_pt, parted=self._sizes.parted)
            side.y += row.above_pt
            for part in row.parts:
                self._put(side, part)
        if self._sizes.parted and border is not None:
            first, last = border_within
            y, bottom = max(top_pt, first), min(side.y, last)
            for crossed, end in [*sorted(side.crossed), (bottom, bottom)]:
                begin = min(crossed, bottom)
                if begin > y:
                    side.artifacts.append(frame.upright(border, y, begin, self._sizes.border))
                y = max(y, end)
        self._rule(side, self._sizes.rules.band, parted=self._sizes.folded)
        return Part((Element("Table", tuple(side.rows)),), tuple(side.artifacts), side.y)

    def _put(self, side: SideDrawing, part: _Set) -> None:
        side.rows.extend(moved_element(row, 0.0, side.y) for row in part.rows)
        side.artifacts.extend(moved_mark(mark, 0.0, side.y) for mark in part.artifacts)
        side.crossed.extend((top + side.y, bottom + side.y) for top, bottom in part.crossed)
        side.y += part.height_pt

    def _rule(self, side: SideDrawing, width: float, *, parted: bool) -> None:
        """A rule across, its upper edge at `side.y`, moves that to its lower one. `parted`: it stops at the border."""
        frame, columns = self._frame, self._columns.numbers
        ends = ((frame.start_pt, frame.end_pt),)
        pieces = columns if parted and len(columns) > 1 else ends
        side.artifacts.extend(frame.rule(start, end, side.y + width / 2, width) for start, end in pieces)
        side.y += width

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _rows(self, sections: Sequence[Section], *, continued: bool) -> Iterator[_Row]:
        """Every row of a side, in reading order; a section's title stays with its first organisation."""
        if continued not in self._openings:
            self._openings[continued] = tuple(self._opening(continued=continued))
        opening = self._openings[continued]
        yield from opening
        above, rules = RULE_CLEAR_PT + self._sizes.row_pad, self._sizes.rules
        rule = rules.section if self._headings or continued else 0.0
        for section in sections:
            titled = section.id != LOCAL_SECTION
            for index, entry in enumerate(section.entries):
                if titled and not index:
                    yield _Row(rule, (self._title(section), self._entry(entry)))
                else:
                    yield _Row(rules.row if index else rule, (self._entry(entry),), above)
                rule = rules.section

    def _opening(self, *, continued: bool) -> Iterator[_Row]:
        """What stands above the organisations: that there is no local number, where there is none, or that the table
        goes on; then the heads of the sides: nothing may stand between MEX and USA and their numbers."""
        side = SideDrawing(0.0)
        if continued and not self._sizes.folded:  # the pages of a fold are one list
            self._sentence(side, self._words.continued, self._sizes.header, CONTINUED_ABOVE_PT, 0.0)
            yield _Row(0.0, (_Set.of(side),))
        elif self._words.no_local_number and not continued:
            said = with_names(self._words.no_local_number, (self._city,), Weight.BOLD)
            self._sentence(side, said, self._sizes.sentence, SENTENCE_ABOVE_PT, SENTENCE_BELOW_PT)
            self._rule(side, self._sizes.rules.section, parted=False)
            side.crossed.append((0.0, side.y))
            yield _Row(0.0, (_Set.of(side),))
        if self._headings:
            side = SideDrawing(0.0)
            self._header(side)
            yield _Row(0.0, (_Set.of(side),))

    def _header(self, side: SideDrawing) -> None:
        """The signs of both sides at the border like posts, with their words."""
        frame, columns, border = self._frame, self._columns.numbers, self._columns.border
        lines = [
            heading.lines(column.end - column.start) for heading, column in zip(self._headings, columns, strict=True)
        ]
        height = max(heading.height_pt(frame, each) for heading, each in zip(self._headings, lines, strict=True))
        middle = HEADER_CLEAR_PT + height / 2
        (first, last), (start, end) = self._headings, columns
        oval, cell = first.put(frame, lines[0], start.end, middle, Edge.END)
        second_oval, second_cell = last.put(frame, lines[1], end.start, middle)
        side.artifacts += [oval, second_oval]
        side.rows.append(Element("TR", (cell, second_cell)))
        side.y = 2 * HEADER_CLEAR_PT + height
        if border is not None and not self._sizes.parted:
            side.artifacts.append(frame.upright(border, 0.0, side.y, self._sizes.border))

    def _sentence(
        self, side: SideDrawing, text: str | Sequence[Span], size_pt: float, above_pt: float, below_pt: float
    ) -> None:
        frame = self._frame
        style = ParagraphStyle(size_pt, Weight.BOLD, leading_least=SENTENCE_LEADING_LEAST)
        pages = self._pages
        blocks = [style.put(frame, text, page.start, side.y + above_pt, page.end - page.start) for page in pages]
        side.rows.append(row_of(self._columns, "TD", [block.marks for block in blocks]))
        bottom = blocks[0].bottom_pt + below_pt
        if len(pages) == 1:
            side.crossed.append((side.y, bottom))
        side.y = bottom

    def _title(self, section: Section) -> _Set:
        if section.id not in self._titles:
            frame, sizes = self._frame, self._sizes
            pages = self._pages if sizes.folded else self._columns.numbers[:1] if sizes.parted else (self._across,)
            top = RULE_CLEAR_PT + sizes.row_pad
            titles = [
                put_title(frame, section, each.start, top, each.end - each.start, sizes.section) for each in pages
            ]
            crossed: tuple[tuple[float, float], ...] = ()
            if sizes.titles_across or (titles[0].too_wide_pt > 0 and sizes.parted):
                titles = [put_title(frame, section, frame.start_pt, top, frame.measure_pt, sizes.section)]
                # The border stands on the rule above, and begins again clear of the title.
                crossed = ((0.0, titles[0].bottom_pt + RULE_CLEAR_PT),)
            row = row_of(self._columns, "TH", [title.marks for title in titles])
            icons = tuple(sign for title in titles for sign in title.icons)
            bottom = max(titles[0].bottom_pt, *(sign.box.bottom for sign in icons), 0.0)
            bottom += TITLE_GAP_PT + sizes.row_pad * TITLE_PADS
            self._titles[section.id] = _Set((row,), icons, crossed, bottom)
        return self._titles[section.id]

    @property
    def _across(self) -> NumberColumn:
        return NumberColumn(self._frame.start_pt, self._frame.end_pt)

    @property
    def _pages(self) -> tuple[NumberColumn, ...]:
        """Where a text stands that is for both sides: across, or on each page of a fold."""
        return self._columns.numbers if self._sizes.folded else (self._across,)

    def _entry(self, entry: Entry) -> _Set:
        found = self._entries.get(entry)
        if found is None:
            side = SideDrawing(0.0)
            self._organisation.draw(side, entry, RULE_CLEAR_PT + self._sizes.row_pad)
            found = self._entries[entry] = _Set.of(side)
        return found


class StackedTables:
    """The tables of one flyer, each made once.

    Most of them are never made: with more air around its rows a table is higher, so that one that has no room has none
    with more air either. `sizes`: in which tables are asked for; they tell with how little air.
    """

    def __init__(self, frame: Frame, flyer: Flyer, sizes: Iterable[StackedSizes]) -> None:
        self._frame = frame
        self._flyer = flyer
        self._least_pad: dict[StackedSizes, float] = {}
        for each in sizes:
            key = each.without_air
            self._least_pad[key] = min(each.row_pad, self._least_pad.get(key, each.row_pad))
        self._airs: dict[StackedSizes, _Airs] = {}
        self._by_size: dict[StackedSizes, _Airs] = {}
        self._entries: dict[StackedSizes, dict[Entry, _Set]] = {}

    def of(self, sizes: StackedSizes) -> StackedTable:
        """The table in these sizes."""
        return self._airs_of(sizes).at(sizes)

    def too_wide_pt(self, sizes: StackedSizes) -> float:
        """What the number columns lack in these sizes, as a table says it."""
        return self._airs_of(sizes).sides.too_wide_pt

    def height_pt(self, sizes: StackedSizes, sections: Sequence[Section], most_pt: float) -> float:
        """The height of the table in these sizes with these organisations; where it is more than `most_pt`, more than
        that."""
        return self._airs_of(sizes).height_pt(sizes, sections, most_pt)

    def _airs_of(self, sizes: StackedSizes) -> _Airs:
        found = self._airs.get(sizes)
        if found is None:
            key = sizes.without_air
            found = self._by_size.get(key)
            if found is None:
                tightest = replace(sizes, row_pad=min(sizes.row_pad, self._least_pad.get(key, sizes.row_pad)))
                found = self._by_size[key] = _Airs(self._frame, self._flyer, tightest, self._entries)
            self._airs[sizes] = found
        return found


class _Airs:
    """Tables that differ in the air around their rows alone. `tightest`: the sizes with the least of it. `entries`:
    what is set of organisations, by sizes: they are the same between rules of other weights."""

    def __init__(
        self, frame: Frame, flyer: Flyer, tightest: StackedSizes, entries: dict[StackedSizes, dict[Entry, _Set]]
    ) -> None:
        self._frame = frame
        self._flyer = flyer
        self._entries = entries
        self.sides = _Sides.of(frame, flyer, tightest)
        self._made: dict[float, StackedTable] = {}
        self._asked: Sequence[Section] = ()
        self._whole: dict[float, float] = {}  # by air, the heights with these organisations
        self.at(tightest)

    def at(self, sizes: StackedSizes) -> StackedTable:
        """The table in these sizes."""
        found = self._made.get(sizes.row_pad)
        if found is None:
            entries = self._entries.setdefault(replace(sizes, rules=RULES), {})
            found = self._made[sizes.row_pad] = StackedTable(self._frame, self._flyer, sizes, self.sides, entries)
        return found

    def height_pt(self, sizes: StackedSizes, sections: Sequence[Section], most_pt: float) -> float:
        """As `StackedTables.height_pt`: what the airiest of those that are made and have less air says, as far as it
        says enough."""
        if sections is not self._asked:  # a search asks for the same ones over and over
            self._asked, self._whole = sections, {}
        pad = sizes.row_pad
        found = self._whole.get(pad)
        if found is not None:
            return found
        if pad not in self._made:
            tighter = max((each for each in self._made if each < pad), default=None)
            if tighter is not None:
                organisations = sum([len(section.entries) for section in sections])
                # It stands above each of them and below each of them, and in some of them too.
                more_pt = 2 * organisations * (pad - tighter) - ROUNDING_PT
                least_pt = self._height_pt(tighter, sections, most_pt - more_pt) + more_pt
                if least_pt > most_pt:
                    return least_pt
            self.at(sizes)
        return self._height_pt(pad, sections, most_pt)

    def _height_pt(self, row_pad_pt: float, sections: Sequence[Section], most_pt: float) -> float:
        """The same of a table that is made."""
        found = self._whole.get(row_pad_pt)
        if found is None:
            found = self._made[row_pad_pt].height_pt(sections, most_pt)
            if found <= most_pt:
                self._whole[row_pad_pt] = found
        return found
