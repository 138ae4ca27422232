"""A sheet that is folded to pages: each part of it is read as whoever turns the sheet so that the part stands upright.

The upper row stands on its head. Its picture is drawn anew from the file, turned; places are those of the turned sheet,
so that a number stands on the same pixels as it would on a sheet of its own. A part is the front, two pages that face
each other with the fold between, or the back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from PIL import Image

from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import SheetText
from handouts.paper import Box
from handouts.proof.cells import Cell
from handouts.proof.looks import sorted_characters
from handouts.proof.page_objects import PlacedLink
from handouts.proof.places import name_lines
from handouts.proof.reading import Page, PlacedCharacter
from handouts.proof.text_lines import SecondText, TextLine
from handouts.proof.wording import Letters, ReadText
from handouts.schemes import CUT_HERE, FOLD
from handouts.sources.languages import is_right_to_left

COLUMNS, ROWS, PANELS = 4, 2, 8
UPPER, LOWER = (5, 4, 3, 2), (6, 7, 8, 1)
"""The panels from the left; from the right where reading begins there."""
SPREADS = ((1,), (2, 3), (4, 5), (6, 7), (8,))
"""What is seen at once, in the order of reading; with one side of the border, each panel is a page of its own."""
SINGLE = tuple((panel,) for panel in range(1, PANELS + 1))
FOLD_CLEAR_PT = 12.0
"""No digit stands nearer to a fold, a cut or an edge."""
_FOLIO_PT = 30.0
"""In so much above its foot a panel has its number, and nothing else but words beside marks."""
_HEAD_PT, _SIDE_PT, _SIDE_FOOT_PT = 16.0, 12.0, 48.0
"""So near to its head it has nothing but these, and so near to its sides not so far above its foot. Farther up a name
that is too wide for a page crosses the fold."""
_MARKS = 2 * CUT_HERE + 8 * FOLD
"""The words beside the cut and at the ends of four folds."""


class _Place(NamedTuple):
    """Of a panel: its box on the sheet as that lies when the panel is upright, and whether that is turned."""

    box: Box
    turned: bool


class PartOfSheet(Page):
    """Some panels of a sheet, as they are read. Points from the top left of the sheet, turned if they are."""

    def __init__(
        self, sheet: Page, panels: Sequence[int], place: _Place, boxes: Sequence[Box], indexes: Sequence[int]
    ) -> None:
        """`place`: of all of it, without the foot; `boxes`: of each panel."""
        super().__init__(sheet._page, NO_LINES)
        self.panels = panels
        self.box = place.box
        self._boxes = boxes
        self._sheet = sheet
        self._turned = place.turned
        self._indexes = indexes
        self.second = SecondText(tuple(self._lines()), sheet.second.black, sheet.second.missing_fonts)

    @cached_property
    def text(self) -> str:
        return "".join([self._sheet.text[index] for index in self._indexes])

    @cached_property
    def picture(self) -> Image.Image:
        return self._sheet.turned_picture if self._turned else self._sheet.picture

    @cached_property
    def links(self) -> tuple[PlacedLink, ...]:
        return tuple(link for each in self._sheet.links if self._holds(link := self._turned_link(each)))

    def text_within(self, left_pt: float, top_pt: float, right_pt: float, bottom_pt: float) -> str:
        if self._turned:
            left_pt, right_pt = self.width_pt - right_pt, self.width_pt - left_pt
            top_pt, bottom_pt = self.height_pt - bottom_pt, self.height_pt - top_pt
        return self._sheet.text_within(left_pt, top_pt, right_pt, bottom_pt)

    def _placed(self, index: int) -> PlacedCharacter:
        (found,) = self._sheet.characters([self._indexes[index]])
        return turned_character(found, self._sheet) if self._turned else found

    def _holds(self, link: PlacedLink) -> bool:
        x, y = (link.left_pt + link.right_pt) / 2, (link.top_pt + link.bottom_pt) / 2
        return self.box.left <= x < self.box.right and self.box.top <= y < self.box.bottom

    def _turned_link(self, link: PlacedLink) -> PlacedLink:
        if not self._turned:
            return link
        width, height = self.width_pt, self.height_pt
        sides = width - link.right_pt, height - link.bottom_pt, width - link.left_pt, height - link.top_pt
        return PlacedLink(link.href, *sides, link.page)

    def _lines(self) -> Iterator[TextLine]:
        for line in self._sheet.second.lines:
            there = self._turned_line(line) if self._turned else line
            box = next((each for each in self._boxes if each.left <= there.x_pt < each.right), None)
            if box and there.y_pt < box.bottom - _FOLIO_PT and not _in_margin(box, there.x_pt, there.y_pt):
                yield there

    def _turned_line(self, line: TextLine) -> TextLine:
        width = self.width_pt
        origins = tuple([width - x for x in line.origins_pt])
        y, end = self.height_pt - line.y_pt, width - line.end_pt
        return TextLine(line.text, line.glyphs, origins, y, end, line.size_pt, line.seams)


NO_LINES = SecondText((), black=True, missing_fonts=())


def turned_character(character: PlacedCharacter, sheet: Page) -> PlacedCharacter:
    """As it stands where the sheet is turned. One that is upright then has a size above 0."""
    text, left, right, baseline, origin, size, font = (
        character.text,
        character.left_pt,
        character.right_pt,
        character.baseline_pt,
        character.origin_pt,
        character.size_pt,
        character.font,
    )
    width, height = sheet.width_pt, sheet.height_pt
    return PlacedCharacter(text, width - right, width - left, height - baseline, width - origin, -size, font)


class Unfolded(NamedTuple):
    """The parts of a sheet, in the order of reading; what each panel says of its number, and all words beside marks."""

    parts: tuple[PartOfSheet, ...]
    folios: dict[int, str]
    marks: str


def unfolded(sheet: Page, *, right_to_left: bool, facing: bool = True) -> Unfolded:
    """The sheet in its parts; those of pages that face each other (`facing`) are one. Panels' own numbers and
    words beside marks belong to none."""
    places = _places(sheet, right_to_left=right_to_left)
    spreads = SPREADS if facing else SINGLE
    spread_of = {panel: index for index, panels in enumerate(spreads) for panel in panels}
    indexes: list[list[int]] = [[] for _ in spreads]
    folios = dict.fromkeys(range(1, PANELS + 1), "")
    marks = ""
    last = 0
    for index, character in enumerate(sheet.text):
        if not character.isspace():
            (found,) = sheet.characters([index])
            panel, x, y = _panel_at(sheet, places, found)
            if _in_margin(places[panel].box, x, y):
                marks += character
                continue
            if y > places[panel].box.bottom - _FOLIO_PT:
                if character.isdigit():
                    folios[panel] += character
                else:
                    marks += character
                continue
            last = spread_of[panel]
        indexes[last].append(index)
    parts = []
    for panels, here in zip(spreads, indexes, strict=True):
        boxes = [places[panel] for panel in panels]
        box = boxes[0].box
        for each in boxes[1:]:
            box = box.union(each.box)
        box = Box(box.left, box.top, box.right, box.bottom - _FOLIO_PT)
        parts.append(PartOfSheet(sheet, panels, _Place(box, boxes[0].turned), [each.box for each in boxes], here))
    return Unfolded(tuple(parts), folios, marks)


def panel_findings(
    found: Unfolded,
    flyer: Flyer,
    cells: Sequence[Cell],
    standing: Sequence[Cell | None],
    heads: Sequence[SheetText],
    edition: str,
    letters: Letters,
) -> Iterator[str]:
    """What is wrong with the pages to which a sheet is folded. `cells`: of all numbers, `standing`: of each string to
    dial; `heads`: what the front says."""
    right_to_left = is_right_to_left(flyer.language)

    def read(lines: Sequence[TextLine], text: str = "") -> ReadText:
        return ReadText(text, lines, letters, right_to_left=right_to_left)

    for panel, folio in found.folios.items():
        if folio != str(panel):
            yield f"panel {panel} calls itself {folio or 'nothing'}"
    if sorted_characters(found.marks) != sorted_characters(_MARKS):
        yield f"the words beside the marks read {found.marks!r}, not {_MARKS!r}"
    for part in found.parts:
        if unseen := list(part.unseen()):
            yield f"text can't be seen: {unseen[0]}"
        # A sign by itself may end before it begins: marks have a width of nothing, and are set back.
        if fallen := [line.text for line in part.second.lines if line.end_pt < line.x_pt - line.size_pt]:
            yield f"{fallen[0].strip()} stands on its head"
    front, *_, back = found.parts
    for part, what, text in (
        *((front, f"{each.what} does not stand on the front", each.text) for each in heads),
        (back, "the edition does not stand on the back", edition),
    ):
        if missing := read(part.second.lines, part.text).missing_from(text):
            yield f"{what}; not found: {' '.join(missing)}"
    sheet = found.parts[0]
    places = _places(sheet, right_to_left=right_to_left)
    numbers = [cell.place for cell in cells if cell.place.inked]
    for cell in cells:
        place = cell.place
        if not place.inked:
            continue  # others find that
        box = places[_panel_of(found.parts[cell.page], places, place.first.origin_pt)].box
        top = min(each.baseline_pt - each.size_pt for each in place.inked)
        low = max(each.baseline_pt for each in place.inked)
        inside = box.left + FOLD_CLEAR_PT <= place.left and place.right <= box.right - FOLD_CLEAR_PT
        if not inside or top < box.top + FOLD_CLEAR_PT / 2 or low > box.bottom - FOLD_CLEAR_PT:
            yield f"{cell.printed or cell.href} stands on a fold or a cut"
    waiting = iter(standing)
    for section in flyer.sections:
        for entry in section.entries:
            firsts: dict[tuple[int, int], Cell] = {}
            for number in [next(waiting) for _ in entry.dial_strings()]:
                if number is not None and number.place.inked:
                    panel = _panel_of(found.parts[number.page], places, number.place.first.origin_pt)
                    known = firsts.setdefault((number.page, panel), number)
                    if number.place.baseline < known.place.baseline:
                        firsts[number.page, panel] = number
            for (page, panel), cell in firsts.items():
                box = places[panel].box
                # One that is too wide for a page stands across both.
                spread = found.parts[page].second.lines
                lines = [line for line in spread if line.x_pt < box.right and line.end_pt > box.left]
                here = [each for each in numbers if box.left <= each.left < box.right]
                if not name_lines(read(lines), entry.name, cell.place, here):
                    yield f"{entry.name} does not stand on the page of {cell.printed}"


def _places(sheet: Page, *, right_to_left: bool) -> dict[int, _Place]:
    width, height = sheet.width_pt / COLUMNS, sheet.height_pt / ROWS
    found: dict[int, _Place] = {}
    for panels, turned in ((UPPER, True), (LOWER, False)):
        for column, panel in enumerate(reversed(panels) if right_to_left else panels):
            # Turned, the upper row is the lower one, and its first column the last.
            at = COLUMNS - 1 - column if turned else column
            found[panel] = _Place(Box(at * width, height, (at + 1) * width, 2 * height), turned)
    return found


def _panel_at(sheet: Page, places: dict[int, _Place], character: PlacedCharacter) -> tuple[int, float, float]:
    """On which panel a character stands, and where on the sheet as that lies when the panel is upright."""
    turned = character.baseline_pt < sheet.height_pt / ROWS
    x, y = character.origin_pt, character.baseline_pt
    if turned:
        x, y = sheet.width_pt - x, sheet.height_pt - y
    panel = next((each for each, (box, lies) in places.items() if lies == turned and box.left <= x < box.right), PANELS)
    return panel, x, y


def _in_margin(panel: Box, x_pt: float, y_pt: float) -> bool:
    """Whether there a panel has nothing but words beside marks."""
    beside = x_pt < panel.left + _SIDE_PT or x_pt > panel.right - _SIDE_PT
    return y_pt < panel.top + _HEAD_PT or (beside and y_pt > panel.bottom - _SIDE_FOOT_PT)


def _panel_of(part: PartOfSheet, places: dict[int, _Place], x_pt: float) -> int:
    """The panel of a part in which this x lies."""
    boxes = ((each, places[each].box) for each in part.panels)
    return next((each for each, box in boxes if box.left <= x_pt < box.right), part.panels[0])
