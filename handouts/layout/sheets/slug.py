"""What stands on imposed sheets beside the pages: the slug, in the strip where there is one, and marks; and on pages of
ours that stay white, that they do so on purpose. For staff, in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handouts.content.contents import BEFORE_CODE, shorter_feet
from handouts.content.edition import ALPHABET, CODE_LENGTH
from handouts.layout.page.frame import CAP_HEIGHT_EM, DESCENT_EM, Edge, Frame, Hand, rise_pt
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage, PlacedRule
from handouts.layout.page.press import PRINTABLE_PT, Imposition, PrintSide
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.parts.making import SCISSORS_PT, WORD_GAP_PT, WORD_PT, making_word, scissors
from handouts.paper import Box, Paper
from handouts.schemes import CUT_OFF, EMPTY_ON_PURPOSE, FOLD, INNERMOST, OUTERMOST, SIGNATURE_SCHEME
from handouts.text import Line, Span, Weight

SIZES_PT, LEADING, BETWEEN_PT = (9.0, 8.0), 1.3, 18.0
"""Rather smaller than in fewer words."""
JOINT = " \u00b7 "
PRINT_AT = "print at 100 %"
"""The words for it everywhere: nothing that is imposed is scaled by the program, and none of it may be by a printer."""


def how_to_print(imposition: Imposition) -> str:
    """Scale, sides, edge."""
    return f"{PRINT_AT}, {imposition.printing.order}"


def on_which_paper(imposition: Imposition) -> str:
    """Paper, scale, sides, edge: what an operator is to choose."""
    paper = imposition.matrix.sheet.printed
    return f"{paper}, {how_to_print(imposition)}" if paper else how_to_print(imposition)


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
    if imposition.scheme.nested and bool(sheet.depth) != bool(sheet.inner):
        parts[-1] += f" ({INNERMOST if sheet.depth else OUTERMOST})"
    return ", ".join([*parts, side.name] if imposition.two_sided else parts)


def which_pages(side: PrintSide) -> str:
    """Numbers of the pages on it, from 1: of two, the left one first, also where it is blank."""
    numbers = [page + 1 for page in side.pages if page is not None]
    match numbers:
        case []:
            return "blank"
        case [only] if len(side.pages) == 1:
            return f"page {only}"
        case [only]:
            return f"blank and page {only}" if side.pages[0] is None else f"page {only} and blank"
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
    file is one of ours: its pages have their numbers on them, where there is none it is said that this is on purpose,
    and no mark lies beyond what office printers print."""
    sheet = imposition.matrix.sheet
    frame = Frame(sheet.width_pt, sheet.height_pt, 0.0, setting)
    pages = []
    for side in imposition.sides():
        numbers = "" if own else f"({which_pages(side)})"
        lines = _slug(frame, imposition, side, name, numbers, marks=marks) if imposition.strip else ()
        elements = [Element("P", tuple(lines), language="en")] if lines else []
        drawn = tuple(imposition.marks(side)) if marks else ()
        beside = tuple(_beside_marks(frame, imposition)) if marks else ()
        if own:
            drawn = tuple(_inside(drawn, sheet))
            elements += [_empty(frame, box) for box in side.blanks]
        pages.append(PlacedPage(sheet.width_pt, sheet.height_pt, tuple(elements), (*drawn, *beside)))
    return tuple(pages)


def _inside(marks: Iterable[PlacedRule], sheet: Paper) -> Iterator[PlacedRule]:
    """What of the marks lies in the part of a sheet that office printers print."""
    right, bottom = sheet.width_pt - PRINTABLE_PT, sheet.height_pt - PRINTABLE_PT
    for mark in marks:
        x0, x1 = (min(max(x, PRINTABLE_PT), right) for x in (mark.x0_pt, mark.x1_pt))
        y0, y1 = (min(max(y, PRINTABLE_PT), bottom) for y in (mark.y0_pt, mark.y1_pt))
        if (x0, y0) != (x1, y1):
            yield mark._replace(x0_pt=x0, y0_pt=y0, x1_pt=x1, y1_pt=y1)


def _empty(frame: Frame, box: Box) -> Element:
    """In the middle of a page that stays white."""
    said = making_word(frame, EMPTY_ON_PURPOSE, (box.left + box.right) / 2, (box.top + box.bottom) / 2, hold=0.5)
    return Element("P", (said,), language="en")


def _beside_marks(frame: Frame, imposition: Imposition) -> Iterator[Mark]:
    """In the strip: scissors below the line along which it is cut off, and what the dashes in the middle are."""
    strip = imposition.strip
    if strip is None:
        return
    if _is_cut_off(imposition):
        yield scissors(strip.left - SCISSORS_PT / 2 - 1.0, imposition.matrix.box.bottom + SCISSORS_PT / 2 + 1.0)
    if imposition.scheme.folded and imposition.parted_in_the_middle:
        middle, baseline = imposition.matrix.sheet.width_pt / 2, strip.top + CAP_HEIGHT_EM * WORD_PT
        yield making_word(frame, FOLD, middle + WORD_GAP_PT, baseline)


def _is_cut_off(imposition: Imposition) -> bool:
    """Whether all that is cut off is the strip."""
    return imposition.matrix.top_pt is not None


def _slug(
    frame: Frame, imposition: Imposition, side: PrintSide, name: str, pages: str, *, marks: bool
) -> tuple[PlacedLine, ...]:
    """At the left which sheet it is, at the right what is done with it; on one line, or on two where both have room.
    What there is no room for at all is left out, the least needed first; all of it is told when the file is made."""
    strip = imposition.strip
    if strip is None:
        return ()
    # Beside a fold or a cut in the middle, and the word for it: nothing is read across it.
    half = (strip.width - BETWEEN_PT) / 2 if imposition.parted_in_the_middle else strip.width
    word = 0.0
    if marks and imposition.scheme.folded and imposition.parted_in_the_middle:
        word = WORD_GAP_PT + frame.line(FOLD, WORD_PT, Weight.BOLD, Hand.LATIN).width_pt
    for left, right in _wordings(imposition, side, name, pages):
        for size in SIZES_PT:
            one, other = _set(frame, left, size), _set(frame, right, size)
            fit = one.width_pt <= half and other.width_pt <= half - word
            if fit and one.width_pt + BETWEEN_PT + other.width_pt <= strip.width:
                return _row(frame, strip, strip.top, size, (one, other))
            pitch = size * LEADING
            if fit and pitch + _height_pt(one, size) <= strip.height:
                first = _row(frame, strip, strip.top, size, (one,))
                return (*first, *_row(frame, strip, strip.top + pitch, size, (other,)))
    return ()


def _wordings(imposition: Imposition, side: PrintSide, name: str, pages: str) -> Iterator[tuple[str, str]]:
    """The slug in more and in fewer words. The side is not the last of them: before the word for the fold it would be
    read with it."""
    which = which_sheet(imposition, side)
    whole = f"{which} {pages}".rstrip()
    how, finish = on_which_paper(imposition), imposition.scheme.brief
    cut_off = (CUT_OFF,) if _is_cut_off(imposition) else ()
    for named in (name, *shorter_feet(name)) if name else ():
        for words in dict.fromkeys(((*cut_off, whole, named), (whole, named))):
            yield JOINT.join(words), f"{how}{JOINT}{finish}"
    if cut_off and not name:
        yield JOINT.join((*cut_off, whole)), f"{how}{JOINT}{finish}"
    yield whole, f"{how}{JOINT}{finish}"
    yield which, f"{how}{JOINT}{finish}"
    yield whole, how
    yield which, how
    yield which, PRINT_AT


def _set(frame: Frame, text: str, size_pt: float) -> Line:
    """In Medium; what must not be missed in Bold."""
    spans = [
        Span(part, Weight.BOLD if index % 2 else Weight.SMALL)
        for index, part in enumerate(_IN_BOLD.split(text))
        if part
    ]
    return frame.paragraph(spans, hand=Hand.LATIN).line(size_pt)


_CODE = rf"(?<={BEFORE_CODE})[{ALPHABET}]{{{CODE_LENGTH}}}\b"
_IN_BOLD = re.compile(rf"({PRINT_AT}|flip on the \w+ edge|sheet \d+ of \d+(?: \(\w+\))?, \w+|{_CODE})")


def _row(frame: Frame, strip: Box, top_pt: float, size_pt: float, lines: Sequence[Line]) -> tuple[PlacedLine, ...]:
    baseline = top_pt + max(rise_pt(line, size_pt) for line in lines)
    first, *others = lines
    return (
        frame.put(first, strip.left, baseline),
        *(frame.put(line, strip.right, baseline, Edge.END) for line in others),
    )


def _height_pt(line: Line, size_pt: float) -> float:
    return rise_pt(line, size_pt) + DESCENT_EM * size_pt
