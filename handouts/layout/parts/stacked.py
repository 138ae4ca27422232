"""The border table for narrow or large sheets: stacked organisations that flow from side to side of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handouts.content.flyer import LOCAL_SECTION, Entry, Flyer, Section
from handouts.layout.page.frame import INK_GAP_PT, Frame
from handouts.layout.page.placed import Element
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.border import BORDER_RULE_PT
from handouts.layout.parts.border_sides import side_headings
from handouts.layout.parts.organisation import put_title
from handouts.layout.parts.organisation_stacked import SideDrawing, StackedOrganisation, StackedSizes, row_across
from handouts.layout.parts.table_columns import stacked_columns_of
from handouts.layout.parts.table_rows import RULE_CLEAR_PT, SECTION_RULE_PT, row_rule_pt
from handouts.text import Weight

TOO_WIDE = "the numbers for both sides of the border have no room side by side"
HEADER_CLEAR_PT = 3.0
"""Above and below the header, and from the border beside it to its rule."""
SENTENCE_ABOVE_PT = 7.0
SENTENCE_BELOW_PT = 6.0
SENTENCE_LEADING_LEAST = 1.25
TITLE_PADS = 0.4
"""Below a section's title, in parts of the rows' padding."""

StackedBlock = Callable[[SideDrawing], None]
"""Draws one unbreakable block at `side.y` and moves it down."""


class StackedTable:
    """The rows of the table as blocks. `too_wide_pt`: what its two number columns lack to stand side by side; above 0
    it can't be set."""

    def __init__(self, frame: Frame, flyer: Flyer, sizes: StackedSizes) -> None:
        self._frame = frame
        self._flyer = flyer
        self._sizes = sizes
        self._headings = side_headings(frame, flyer.words, sizes.marker, sizes.header)
        self._columns, self.too_wide_pt = stacked_columns_of(frame, flyer, self._headings, sizes.numbers)
        self._organisation = StackedOrganisation(frame, self._columns, sizes, flyer.words)

    def opening(self, side: SideDrawing) -> None:
        """That there is no local number, where there is none, and the header: nothing may stand between MEX and USA and
        their numbers."""
        if self._flyer.words.no_local_number:
            self._sentence(side)
            self._rule(side, SECTION_RULE_PT)
        self.header(side)

    def header(self, side: SideDrawing) -> None:
        """The ovals with their words; stands again at the head of every side. Nothing where there is one column:
        what stands above ends with a rule."""
        frame, columns = self._frame, self._columns
        if columns.border is None:
            return
        top = side.y + HEADER_CLEAR_PT
        sides = [
            (heading, heading.lines(column.end - column.start), column.start)
            for heading, column in zip(self._headings, columns.numbers, strict=True)
        ]
        height = max(heading.height_pt(frame, lines) for heading, lines, _ in sides)
        cells: list[Element] = []
        for heading, lines, start in sides:
            oval, cell = heading.put(frame, lines, start, top + height / 2)
            side.artifacts.append(oval)
            cells.append(cell)
        side.rows.append(Element("TR", tuple(cells)))
        side.artifacts.append(frame.upright(columns.border, top, top + height, BORDER_RULE_PT))
        side.y = top + height + HEADER_CLEAR_PT
        self._rule(side, SECTION_RULE_PT)

    def close(self, side: SideDrawing) -> None:
        """The unbroken rule on which the table ends."""
        self._rule(side, SECTION_RULE_PT)

    def blocks(self) -> list[StackedBlock]:
        """Every row below the header, in reading order. A section's title stays with its first entry."""
        found: list[StackedBlock] = []
        for section in self._flyer.sections:
            for index, entry in enumerate(section.entries):
                found.append(self._entry_block(section if not index else None, entry))
        return found

    # --- blocks -------------------------------------------------------------------------------------------------

    def _entry_block(self, section: Section | None, entry: Entry) -> StackedBlock:
        sizes = self._sizes

        def draw(side: SideDrawing) -> None:
            # A rule between rows; under the header, or what stands in its place, there is one already.
            first = len(side.rows) <= 1
            titled = section is not None and section.id != LOCAL_SECTION
            if not first:
                self._rule(side, SECTION_RULE_PT if titled else row_rule_pt(sturdy=sizes.sturdy))
            side.y += RULE_CLEAR_PT + sizes.row_pad
            if section is not None and titled:
                self._title(side, section)
            self._organisation.draw(side, entry)
            side.y += RULE_CLEAR_PT + sizes.row_pad

        return draw

    def _rule(self, side: SideDrawing, width: float) -> None:
        """A rule across, its upper edge at `side.y`; moves that to its lower one."""
        side.artifacts.append(self._frame.rule(self._frame.start_pt, self._frame.end_pt, side.y + width / 2, width))
        side.y += width

    def _sentence(self, side: SideDrawing) -> None:
        frame, text = self._frame, self._flyer.words.no_local_number
        style = ParagraphStyle(self._sizes.sentence, Weight.BOLD, leading_least=SENTENCE_LEADING_LEAST)
        placed = style.put(frame, text, frame.start_pt, side.y + SENTENCE_ABOVE_PT, frame.measure_pt)
        side.rows.append(row_across(self._columns, "TD", placed.marks))
        side.y = placed.bottom_pt + SENTENCE_BELOW_PT

    def _title(self, side: SideDrawing, section: Section) -> None:
        frame = self._frame
        title = put_title(frame, section, frame.start_pt, side.y, frame.measure_pt, self._sizes.section)
        side.artifacts.extend(title.icons)
        side.rows.append(row_across(self._columns, "TH", title.marks))
        side.y = title.bottom_pt + INK_GAP_PT + self._sizes.row_pad * TITLE_PADS


def flow(blocks: Sequence[StackedBlock], side: SideDrawing, bottom_pt: float) -> Sequence[StackedBlock]:
    """Draw blocks on a side until one would reach below `bottom_pt`; gives those that are left."""
    for index, block in enumerate(blocks):
        trial = SideDrawing(side.y, list(side.rows), list(side.artifacts))
        block(trial)
        if trial.y > bottom_pt:
            return blocks[index:]
        side.y, side.rows, side.artifacts = trial.y, trial.rows, trial.artifacts
    return ()
