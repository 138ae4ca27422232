"""What stands on imposed sheets beside the pages: the slug, in the strip where there is one, and marks. For staff, in
English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handouts.layout.page.frame import DESCENT_EM, Edge, Frame, Hand, rise_pt
from handouts.layout.page.placed import Element, PlacedLine, PlacedPage, PlacedRule
from handouts.layout.page.press import PRINTABLE_PT, Imposition, PrintSide
from handouts.layout.page.setting import LanguageSetting
from handouts.paper import Box, Paper
from handouts.schemes import SIGNATURE_SCHEME
from handouts.text import Line, Span, Weight

SIZE_PT, LEADING, BETWEEN_PT = 9.0, 1.3, 18.0
JOINT = " \u00b7 "
STRIP_WORDS = "strip: cut off or leave"
PRINT_AT = "print at 100 %"
"""The words for it everywhere: nothing that is imposed is scaled by the program, and none of it may be by a printer."""


def how_to_print(imposition: Imposition) -> str:
    """Scale, sides, edge."""
    return f"{PRINT_AT}, {imposition.printing.order}"


def how_many_sheets(imposition: Imposition) -> str:
    """To lay in the tray."""
    number = len(imposition.sheets)
    return f"{number} sheet{'' if number == 1 else 's'}"


def which_sheet(imposition: Imposition, side: PrintSide) -> str:
    """The sheet among the others, and which side of it."""
    sheets = imposition.sheets
    sheet = sheets[side.sheet]
    parts = [f"sheet {side.sheet + 1} of {len(sheets)}"]
    if imposition.scheme is SIGNATURE_SCHEME:
        inside = sheet.depth + sheet.inner + 1
        parts = [
            f"signature {sheet.signature + 1} of {sheets[-1].signature + 1}",
            f"sheet {sheet.depth + 1} of {inside}",
        ]
    return ", ".join([*parts, side.name] if imposition.two_sided else parts)


def which_pages(side: PrintSide) -> str:
    """Numbers of the pages on it, from 1: of two, the left one first."""
    numbers = [page + 1 for page in side.pages]
    match numbers:
        case []:
            return "blank"
        case [only]:
            return f"page {only}"
        case [left, right]:
            return f"pages {left} and {right}"
    return f"pages {min(numbers)} to {max(numbers)}"


def lay_out_slugs(
    imposition: Imposition,
    setting: LanguageSetting,
    name: str,
    *,
    marks: bool,
    own: bool = False,
) -> tuple[PlacedPage, ...]:
    """A page for every side, with slug and marks only. `name`: of the file, where it can be set; else empty. `own`: the
    file is one of ours: its pages have their numbers on them, and no mark lies beyond what office printers print."""
    sheet = imposition.matrix.sheet
    frame = Frame(sheet.width_pt, sheet.height_pt, 0.0, setting)
    pages = []
    for side in imposition.sides():
        numbers = "" if own else f"({which_pages(side)})"
        lines = _slug(frame, imposition, side, name, numbers) if imposition.strip else ()
        elements = (Element("P", tuple(lines), language="en"),) if lines else ()
        drawn = tuple(imposition.marks(side)) if marks else ()
        if own:
            drawn = tuple(_inside(drawn, sheet))
        pages.append(PlacedPage(sheet.width_pt, sheet.height_pt, elements, drawn))
    return tuple(pages)


def _inside(marks: Iterable[PlacedRule], sheet: Paper) -> Iterator[PlacedRule]:
    """What of the marks lies in the part of a sheet that office printers print."""
    right, bottom = sheet.width_pt - PRINTABLE_PT, sheet.height_pt - PRINTABLE_PT
    for mark in marks:
        x0, x1 = (min(max(x, PRINTABLE_PT), right) for x in (mark.x0_pt, mark.x1_pt))
        y0, y1 = (min(max(y, PRINTABLE_PT), bottom) for y in (mark.y0_pt, mark.y1_pt))
        if (x0, y0) != (x1, y1):
            yield mark._replace(x0_pt=x0, y0_pt=y0, x1_pt=x1, y1_pt=y1)


def _slug(frame: Frame, imposition: Imposition, side: PrintSide, name: str, pages: str) -> tuple[PlacedLine, ...]:
    """At the left which sheet it is, at the right what is done with it; on one line, or on two where both have room.
    What there is no room for at all is left out, the least needed first; all of it is told when the file is made."""
    strip = imposition.strip
    if strip is None:
        return ()
    for left, right in _wordings(imposition, side, name, pages):
        one, other = _set(frame, left), _set(frame, right)
        # Beside a fold or a cut in the middle: nothing is read across it.
        half = (strip.width - BETWEEN_PT) / 2 if imposition.parted_in_the_middle else strip.width
        if one.width_pt + BETWEEN_PT + other.width_pt <= strip.width and max(one.width_pt, other.width_pt) <= half:
            return _row(frame, strip, strip.top, (one, other))
        pitch = SIZE_PT * LEADING
        if max(one.width_pt, other.width_pt) <= half and pitch + _height_pt(one) <= strip.height:
            return (*_row(frame, strip, strip.top, (one,)), *_row(frame, strip, strip.top + pitch, (other,)))
    return ()


def _wordings(imposition: Imposition, side: PrintSide, name: str, pages: str) -> Iterator[tuple[str, str]]:
    """The slug in more and in fewer words."""
    which = which_sheet(imposition, side)
    whole = f"{which} {pages}".rstrip()
    how, finish = how_to_print(imposition), imposition.scheme.brief
    named = (name,) if name else ()
    if imposition.matrix.top_pt is not None:  # all that is cut off is the strip itself
        yield JOINT.join((*named, whole, STRIP_WORDS)), f"{how}{JOINT}{finish}"
    yield JOINT.join((*named, whole)), f"{how}{JOINT}{finish}"
    yield whole, f"{how}{JOINT}{finish}"
    yield which, f"{how}{JOINT}{finish}"
    yield whole, how
    yield which, how
    yield which, PRINT_AT


def _set(frame: Frame, text: str) -> Line:
    """In Medium; what must not be missed in Bold."""
    spans = [
        Span(part, Weight.BOLD if index % 2 else Weight.SMALL)
        for index, part in enumerate(_IN_BOLD.split(text))
        if part
    ]
    return frame.paragraph(spans, hand=Hand.LATIN).line(SIZE_PT)


_IN_BOLD = re.compile(rf"({PRINT_AT}|flip on the \w+ edge|sheet \d+ of \d+, \w+)")


def _row(frame: Frame, strip: Box, top_pt: float, lines: Sequence[Line]) -> tuple[PlacedLine, ...]:
    baseline = top_pt + max(rise_pt(line, SIZE_PT) for line in lines)
    first, *others = lines
    return (
        frame.put(first, strip.left, baseline),
        *(frame.put(line, strip.right, baseline, Edge.END) for line in others),
    )


def _height_pt(line: Line) -> float:
    return rise_pt(line, SIZE_PT) + DESCENT_EM * SIZE_PT
