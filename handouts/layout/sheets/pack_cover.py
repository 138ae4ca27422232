"""The first page of a print pack: how it is printed, and what is in it. For staff, in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Element, Mark, PlacedPage
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.staff_sheet import GAP_PT, MARGIN_PT, StaffPage
from handouts.paper import Paper
from handouts.text import Span, Weight

_HEAD = ParagraphStyle(11.0, Weight.BOLD)
_ROW = ParagraphStyle(10.0)
_PITCH_PT = 14.0
_COLUMNS = (0.0, 76.0, 330.0, 410.0)
"""Where pages, sheet, code and former code begin, from the margin."""
NOT_RECORDED: Final = "not recorded"
"""In the place of the code that a sheet replaces: it is in no edition."""


class PackedSheet(NamedTuple):
    """One sheet of the pack: how it is named, its pages there (empty as long as they are not known), its code, and the
    code that it replaces, or NOT_RECORDED."""

    name: str
    pages: str
    code: str
    replaces: str


class PackedPart(NamedTuple):
    """Sheets that are printed alike: `title` of the format; `printing` in words."""

    title: str
    printing: str
    sheets: tuple[PackedSheet, ...]


def lay_out_pack_cover(
    title: str, since: str, record: str, parts: Sequence[PackedPart], setting: LanguageSetting, paper: Paper
) -> tuple[PlacedPage, ...]:
    """As many pages as the list takes; how many depends on nothing but the number of sheets and parts. `record`: the
    command that records that these were printed."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    pages: list[StaffPage] = []
    unknown = any(sheet.replaces == NOT_RECORDED for part in parts for sheet in part.sheets)
    for line in _lines(parts):
        if not pages or pages[-1].y + line.height_pt > pages[-1].bottom_pt:
            pages.append(_begun(frame, title, since, record, unknown=unknown))
        _put(pages[-1], line)
    for at, page in enumerate(pages, 1):
        page.foot(f"Print pack · {title} · page {at} of {len(pages)}", "print at 100 %")
    return tuple(page.placed() for page in pages)


_UNKNOWN = f"Those with “{NOT_RECORDED}” are in no edition: nobody recorded that they were printed before. "


class _Line(NamedTuple):
    cells: tuple[str, ...]
    head: bool
    height_pt: float


def _lines(parts: Sequence[PackedPart]) -> Iterator[_Line]:
    for part in parts:
        yield _Line((f"{part.title}: {part.printing}",), True, 2 * _PITCH_PT + 6.0)
        for sheet in part.sheets:
            yield _Line((sheet.pages, sheet.name, sheet.code, sheet.replaces), False, _PITCH_PT)


def _begun(frame: Frame, title: str, since: str, record: str, *, unknown: bool) -> StaffPage:
    page = StaffPage(frame)
    page.head("Print what changed ")
    spans = (
        Span(title, Weight.BOLD),
        Span(
            f": every sheet whose print has changed since the edition {since}. Each begins on the front of a leaf, so "
        ),
        Span("that the whole pack may be printed on both sides. Take the sheets down that these replace: the recall "),
        Span("sheet shows them. "),
        *((Span(_UNKNOWN),) if unknown else ()),
        Span("When all of this pack is printed, record it: "),
        Span(record, Weight.BOLD),
    )
    page.text(spans, frame.start_pt, frame.measure_pt)
    page.y += GAP_PT
    marks: list[Mark] = []
    for x, words in zip(_COLUMNS, ("pages", "which", "code", "replaces"), strict=True):
        marks += _HEAD.put(frame, words, frame.start_pt + x, page.y, 200.0).marks
    page.elements.append(Element("P", tuple(marks)))
    page.y += 13.0
    page.rule(1.2)
    return page


def _put(page: StaffPage, line: _Line) -> None:
    frame = page.frame
    if line.head:
        page.y += 6.0
        placed = _HEAD.put(frame, line.cells[0], frame.start_pt, page.y, frame.measure_pt)
        page.elements.append(Element("P", placed.marks))
        page.y = placed.bottom_pt + 4.0
        return
    marks: list[Mark] = []
    for x, words in zip(_COLUMNS, line.cells, strict=True):
        marks.append(frame.put(frame.line(f"{words} ", _ROW.size_pt, _ROW.weight), frame.start_pt + x, page.y + 9.0))
    page.elements.append(Element("P", tuple(marks)))
    page.y += _PITCH_PT
