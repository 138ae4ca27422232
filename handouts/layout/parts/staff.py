"""The line for staff: what it says, and how it stands on a page. In English, left to right on every page.

The edition's code is made of what is printed, which only the finished layout knows. So that no fit depends on a code,
its place is kept by a slot as wide as the widest one, and filled when the sheet is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from handouts.content.edition import ALPHABET, CODE_LENGTH
from handouts.content.flyer import Flyer
from handouts.content.isolates import FIRST_STRONG_ISOLATE
from handouts.layout.page.frame import INK_GAP_PT, Edge, Frame, Hand, Part, drop_pt, rise_pt
from handouts.layout.page.kept import Kept
from handouts.layout.page.placed import CodeSlot, Element, Mark, PlacedLine, PlacedPage
from handouts.layout.page.setting import LanguageSetting
from handouts.paper import Paper
from handouts.text import Line, StyleSetter, Weight, spelt_out

DOT = " \u00b7"
JOINT = DOT + " "
"""Between its phrases."""
NEW_LINE = "\n"
EDITION = "edition "
CODE_PT = 11.0
"""The edition's code, in Bold. Of 24 codes OCR reads none on the lightest copies at 9 pt in Medium, 18 or 19 so."""
CODE_SPACE_EM = 0.07
"""Between the letters of a code, where its place is wide enough: without it the foot of Q and J run together on a copy
of a copy, and JJ is taken for a Y. From 0.1 on, readers of PDF take them for words."""
LEADING = 1.25
_ROWS_KEPT = 128
"""Lines for staff, each in a width."""
WIDEST_CODE = "W" * CODE_LENGTH
"""No code is wider, in the face in which codes are set."""


def staff_line(
    flyer: Flyer, format_name: str, paper: Paper, edition: str = WIDEST_CODE, side: str = "", making: str = ""
) -> str:
    """Language, city, format, paper, edition code, status; how it is made of the printed sheet, where that is more than
    printing it."""
    status = {"original": "original text", "reviewed": "reviewed", "draft": "not yet reviewed"}
    parts = [
        " ".join(flyer.together) if flyer.together else f"{flyer.language_english} ({flyer.language})",
        flyer.city_english,
        format_name,
        paper.printed,
        *([side] if side else []),
        EDITION + edition,
        status[flyer.status],
        *([making] if making else []),
    ]
    return JOINT.join(parts)


class StaffLines(NamedTuple):
    """The line put on a page, which may take several rows: their marks, and from where to where their ink and their
    letters' usual rise and drop reach."""

    marks: tuple[PlacedLine | CodeSlot, ...]
    ink_top_pt: float
    bottom_pt: float


def lay_out_staff(frame: Frame, staff: str, size_pt: float, width_pt: float, top_pt: float) -> Part:
    """The line from `top_pt` down, at most so wide, as a paragraph."""
    placed = put_staff(frame, staff, size_pt, width_pt, top_pt)
    return Part((Element("P", placed.marks, language="en"),), (), placed.bottom_pt)


def put_staff(frame: Frame, staff: str, size_pt: float, width_pt: float, top_pt: float) -> StaffLines:
    """The line from `top_pt` down, at most so wide; only the edition's code reaches higher, into the white above.

    Where it is more than one line, the edition begins one and no phrase is parted, if that costs no line. Phrases are
    set one by one: on the next sheet most of them are the same, and already set.
    """
    rows = frame.setting.keeper(_StaffRows).of(
        (staff, size_pt, width_pt), lambda: _broken(frame, staff, size_pt, width_pt)
    )
    y = top_pt + rise_pt(rows[0][0].line, size_pt)
    marks: list[PlacedLine | CodeSlot] = []
    ink_top = y
    for above, row in pairwise(([], *rows)):
        if above:
            ink = max(each.line.ink.top for each in row) - min(each.line.ink.bottom for each in above)
            y += max(size_pt * LEADING, ink + INK_GAP_PT)
        marks += _put_row(frame, row, size_pt, y)
        ink_top = min(ink_top, *(y - each.line.ink.top for each in row))
    return StaffLines(tuple(marks), ink_top, y + max(drop_pt(each.line, size_pt) for each in rows[-1]))


def _broken(frame: Frame, staff: str, size_pt: float, width_pt: float) -> list[list[_Set]]:
    phrases = staff.split(JOINT)
    rows = _rows(frame, [(JOINT, phrase) for phrase in phrases], size_pt, width_pt)
    if len(rows) > 1:
        apart = next((at for at, phrase in enumerate(phrases) if at and phrase.startswith(EDITION)), len(phrases))
        units = [(NEW_LINE if at == apart else JOINT, phrase) for at, phrase in enumerate(phrases)]
        tries = (units, [(JOINT, phrase) for phrase in phrases], list(_words(phrases)))
        ways = [_rows(frame, each, size_pt, width_pt) for each in tries]
        rows = min(ways, key=lambda way: (_widest_pt(way) > width_pt, len(way)))
    return rows


def put_in_margin(frame: Frame, staff: str, size_pt: float, y_pt: float) -> CodeSlot:
    """The line whole, in the middle of a sheet's width, with its baseline at y."""
    (row,) = _rows(frame, [(JOINT, phrase) for phrase in staff.split(JOINT)], size_pt, float("inf"))
    slot = _slot(frame, row, size_pt, y_pt)
    width = sum(line.width_pt for line in slot.lines)
    return slot._replace(x_pt=(frame.width_pt - width) / 2, hold=0.5)


def put_code(
    frame: Frame, x_pt: float, y_pt: float, size_pt: float, edge: Edge = Edge.START, before: Sequence[Line] = ()
) -> CodeSlot:
    """A code by itself, or behind other lines, at logical x: for staff too, and so left to right on every page."""
    lines = (*before, _widest(frame, "", size_pt))
    width = sum(line.width_pt for line in lines)
    real = frame.real_x(x_pt)
    at_left = (edge is Edge.START) != frame.typography.right_to_left
    hold = 0.5 if edge is Edge.CENTRE else 0.0 if at_left else 1.0
    return CodeSlot(lines, len(before), real - width * hold, y_pt, "", size_pt, hold)


def with_code(pages: Iterable[PlacedPage], code: str, setting: LanguageSetting) -> tuple[PlacedPage, ...]:
    """The pages with this code in every slot for it."""
    written = _Written(code, setting.setters[Hand.LATIN])
    return tuple([_with_code(page, written) for page in pages])


def _with_code(page: PlacedPage, code: _Written) -> PlacedPage:
    artifacts: list[Mark] = []
    for mark in page.artifacts:
        if isinstance(mark, CodeSlot):
            artifacts += code.in_place(mark)
        else:
            artifacts.append(mark)
    elements = tuple([_filled(element, code) for element in page.elements])
    return replace(page, elements=elements, artifacts=tuple(artifacts))


def _filled(element: Element, code: _Written) -> Element:
    if not _waits(element):
        return element
    children: list[Element | Mark] = []
    for child in element.children:
        if isinstance(child, CodeSlot):
            children.extend(code.in_place(child))
        else:
            children.append(_filled(child, code) if isinstance(child, Element) else child)
    return element._replace(children=tuple(children))


class _Written:
    """A code, set from letters that are set once. On a sheet of cards it stands in twenty slots, which are alike."""

    def __init__(self, code: str, latin: StyleSetter) -> None:
        self._code = code
        self._latin = latin
        self._lines: dict[tuple[str, float, float], Line] = {}

    def in_place(self, slot: CodeSlot) -> tuple[PlacedLine, ...]:
        """The row of a slot with the code."""
        key = (slot.lead, slot.size_pt, slot.lines[slot.at].width_pt)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._line(*key)
        return slot.filled(found)

    def _line(self, lead: str, size_pt: float, width_pt: float) -> Line:
        code = self._code
        letters = [self._latin.line(text, size_pt, Weight.BOLD) for text in (lead + code[0], *code[1:])]
        room = width_pt - sum([letter.width_pt for letter in letters])
        return spelt_out(letters, max(0.0, min(CODE_SPACE_EM * size_pt, room / (len(code) - 1))))


def _waits(element: Element) -> bool:
    """Whether anything below it waits for the code."""
    waiting = [element]
    for each in waiting:
        for child in each.children:
            if isinstance(child, PlacedLine):  # nearly all are
                continue
            if isinstance(child, Element):
                waiting.append(child)
            elif isinstance(child, CodeSlot):
                return True
    return False


class _Set(NamedTuple):
    """A line, and whether it keeps the place of the code."""

    line: Line
    is_code: bool = False


class _StaffRows(Kept[tuple[str, float, float], list[list[_Set]]]):
    """The rows of lines for staff, by text, size and width: a foot is laid out in several widths, several times."""

    def __init__(self) -> None:
        super().__init__(_ROWS_KEPT)


def _put_row(frame: Frame, row: Sequence[_Set], size_pt: float, y_pt: float) -> tuple[PlacedLine | CodeSlot, ...]:
    """A row at the edge where reading begins."""
    slot = _slot(frame, row, size_pt, y_pt)
    return (slot,) if any(each.is_code for each in row) else slot.marks


def _slot(frame: Frame, row: Sequence[_Set], size_pt: float, y_pt: float) -> CodeSlot:
    lines = tuple(each.line for each in row)
    width = sum(line.width_pt for line in lines)
    x = min(frame.real_x(frame.start_pt), frame.real_x(frame.start_pt + width))
    at = next((index for index, each in enumerate(row) if each.is_code), 0)
    hold = float(frame.typography.right_to_left)
    return CodeSlot(lines, at, x, y_pt, " ", max(CODE_PT, size_pt), hold)


def _words(phrases: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words, each with what joins it to the one before; the edition stays with its code, and an isolate whole: its
    words run from right to left."""
    for phrase in phrases:
        whole = phrase.startswith((EDITION, FIRST_STRONG_ISOLATE))
        first, *others = [phrase] if whole else phrase.split()
        yield JOINT, first
        yield from ((" ", word) for word in others)


def _rows(frame: Frame, units: Sequence[tuple[str, str]], size_pt: float, width_pt: float) -> list[list[_Set]]:
    """Units, each with what joins it to the one before, in as many rows as it takes. A row may end on a dot."""
    (_, opening), *others = units
    rows = [_set(frame, opening, size_pt)]
    for joint, text in others:
        dot = _set(frame, DOT, size_pt)
        if joint != NEW_LINE:
            longer = [*rows[-1], *_set(frame, joint + text, size_pt)]
            if sum(each.line.width_pt for each in (*longer, *dot)) <= width_pt:
                rows[-1] = longer
                continue
        if joint != " ":
            rows[-1] += dot
        rows.append(_set(frame, text, size_pt))
    return rows


def _widest_pt(rows: Sequence[Sequence[_Set]]) -> float:
    return max(sum(each.line.width_pt for each in row) for row in rows)


def _set(frame: Frame, text: str, size_pt: float) -> list[_Set]:
    """A phrase in Medium; in the place of the edition's code, which is larger and in Bold, the widest one."""
    if not text.removeprefix(JOINT).startswith(EDITION):
        return [_Set(frame.line(text, size_pt, Weight.SMALL, Hand.LATIN))]
    label, _, _ = text.rpartition(" ")
    return [
        _Set(frame.line(label, size_pt, Weight.SMALL, Hand.LATIN)),
        _Set(_widest(frame, " ", max(CODE_PT, size_pt)), is_code=True),
    ]


def _widest(frame: Frame, lead: str, size_pt: float) -> Line:
    """What keeps the place of a code: its width, and the height and depth of the whole alphabet."""
    return frame.setting.keeper(_WidestCodes).of(frame, lead, size_pt)


class _WidestCodes:
    """What keeps the place of codes, by what stands before it and its size: a dozen in a language."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, float], Line] = {}

    def of(self, frame: Frame, lead: str, size_pt: float) -> Line:
        found = self._lines.get((lead, size_pt))
        if found is None:
            line, every = (
                frame.line(text, size_pt, Weight.BOLD, Hand.LATIN) for text in (lead + WIDEST_CODE, ALPHABET)
            )
            found = replace(line, ink=line.ink._replace(bottom=every.ink.bottom, top=every.ink.top))
            self._lines[lead, size_pt] = found
        return found
