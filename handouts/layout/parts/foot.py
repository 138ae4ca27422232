"""The foot: the QR code, where it leads, the disclaimer, that the list is likely incomplete, the staff line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import (
    Frame,
    Hand,
    Part,
    baselines_pt,
    block_height_pt,
    drop_pt,
    put_block,
    rise_pt,
)
from handouts.layout.page.placed import Element, Link, Path
from handouts.layout.parts.qr_code import MODULE_PT, QUIET_MODULES
from handouts.layout.parts.staff import put_staff
from handouts.paper import Box, pt_from_mm
from handouts.text import Line, Weight

FOOT_RULE_PT = 2.0
FOOT_GAP_PT = 7.0
"""White above the foot, in which a part of the code's quiet zone may lie."""
COLUMN_GAP_PT = 7.0
"""Between the column of text and the quiet zone."""
SITE_GAP_PT = 14.0
"""Before the site's name where it stands at the end of a line."""
CODE_CLEAR_PT = 0.5
"""Between the quiet zone and what stands above the foot."""


@dataclass(frozen=True, slots=True)
class FootSizes:
    """Type sizes in points.

    `modules`: of the QR code, the wanted one first, the floor last. Of a hundred copies of copies of a code of 49
    modules two decoders read 87 at 0.6 mm, 98 at 0.65.
    """

    more: float = 11.0
    site: float = 15.0
    disclaimer: float = 12.0
    incomplete: float = 11.0
    staff: float = 9.0
    modules: tuple[float, ...] = (pt_from_mm(0.65), pt_from_mm(0.62), MODULE_PT)


class _Texts(NamedTuple):
    """The foot's texts, set beside a code whose modules have this size in points; `beside`: whether the site's name
    stands at the end of the last line that leads to it; `staff_pt`: height of the line for staff."""

    module: float
    column: float
    more: tuple[Line, ...]
    site: Line
    beside: bool
    disclaimer: tuple[Line, ...]
    incomplete: tuple[Line, ...]
    staff_pt: float

    def no_longer_than(self, other: _Texts) -> bool:
        """Whether they need no more lines."""
        return self._lines <= other._lines and self.staff_pt <= other.staff_pt

    @property
    def _lines(self) -> int:
        return len(self.more) + (not self.beside) + len(self.disclaimer) + len(self.incomplete)


def lay_out_foot(frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Path, staff: str) -> Part:
    """The foot from y = 0 down, with the first of the modules that costs its texts no line. Its quiet zone may
    lie in the white above the foot and in the margins."""
    *wanted, floor = sizes.modules
    texts = _texts(frame, flyer, sizes, qr, staff, floor)
    wider = (_texts(frame, flyer, sizes, qr, staff, module) for module in wanted)
    texts = next((each for each in wider if each.no_longer_than(texts)), texts)
    qr_size = qr.box.right * texts.module
    code_top = max(0.0, QUIET_MODULES * texts.module + CODE_CLEAR_PT - FOOT_GAP_PT)
    elements, y = _ways_to_the_site(frame, flyer, sizes, texts)

    own, leading = 1 / frame.typography.scale, frame.typography.label_leading
    rows = [(3.0, texts.disclaimer, sizes.disclaimer * own), (2.5, texts.incomplete, sizes.incomplete * own)]
    scan, size = frame.paragraph(flyer.words.scan, Weight.SMALL).lines(sizes.more * own, texts.column), sizes.more * own
    height = 3 + texts.staff_pt + 2 + block_height_pt(scan, size, size * leading)
    height += sum(gap + block_height_pt(lines, points, points * leading) for gap, lines, points in rows)
    if y + height <= code_top + qr_size:  # an aid, printed where it costs no height
        rows.insert(0, (2.0, scan, size))
    for gap, lines, points in rows:
        if lines:
            block = put_block(frame, lines, frame.start_pt, y + gap, points, points * leading)
            elements.append(Element("P", block.marks))
            y = block.bottom_pt
    bottom = max(y + 3 + texts.staff_pt, code_top + qr_size)
    block = put_staff(frame, staff, sizes.staff, texts.column, bottom - texts.staff_pt)
    elements.append(Element("P", block.marks, language="en"))

    # Where the code stands low enough, the rule runs on above it; else both begin at the same height.
    code_y = bottom - qr_size
    beside = code_y < FOOT_RULE_PT + QUIET_MODULES * texts.module + CODE_CLEAR_PT
    code_y = code_top if beside else code_y
    end = frame.start_pt + texts.column if beside else frame.end_pt
    rule = frame.rule(frame.start_pt, end, FOOT_RULE_PT / 2, FOOT_RULE_PT)
    qr_mark = frame.put_path(qr, frame.end_pt - qr_size, code_y, texts.module)
    elements.append(Element("Figure", (qr_mark,), alt=flyer.words.qr_code, box=qr_mark.box))
    return Part(tuple(elements), (rule,), bottom)


def _texts(frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Path, staff: str, module: float) -> _Texts:
    column = frame.measure_pt - (qr.box.right + QUIET_MODULES) * module - COLUMN_GAP_PT
    own, words = 1 / frame.typography.scale, flyer.words
    more = frame.paragraph(words.more, Weight.SMALL).lines(sizes.more * own, column)
    site = frame.line(flyer.website_printed, sizes.site, Weight.BOLD, Hand.LATIN)
    incomplete: tuple[Line, ...] = ()
    if words.incomplete:  # large print has that sentence under its list
        incomplete = frame.paragraph(words.incomplete, Weight.SMALL).lines(sizes.incomplete * own, column)
    return _Texts(
        module,
        column,
        more,
        site,
        more[-1].width_pt + SITE_GAP_PT + site.width_pt <= column,
        frame.paragraph(words.disclaimer, Weight.BOLD).lines(sizes.disclaimer * own, column),
        incomplete,
        put_staff(frame, staff, sizes.staff, column, 0.0).bottom_pt,
    )


def _ways_to_the_site(frame: Frame, flyer: Flyer, sizes: FootSizes, texts: _Texts) -> tuple[list[Element], float]:
    """The sentence that leads to the site and the site's name, at the end of its last line where there is room (that
    saves a line); and where they end."""
    more, site = texts.more, texts.site
    size = sizes.more / frame.typography.scale
    top = FOOT_RULE_PT + 4
    rows = list(baselines_pt(more, top + rise_pt(more[0], size), size * frame.typography.label_leading))
    if texts.beside:
        above = rows[-2] - more[-2].ink.bottom if len(rows) > 1 else top
        rows[-1] = max(rows[-1], above + site.ink.top + 1.5)
        site_mark = frame.put(site, frame.start_pt + more[-1].width_pt + SITE_GAP_PT, rows[-1])
    else:
        below = rows[-1] + drop_pt(more[-1], size)
        site_mark = frame.put(site, frame.start_pt, below + 2 + rise_pt(site, sizes.site))
    marks = tuple(frame.put(line, frame.start_pt, y) for line, y in zip(more, rows, strict=True))
    box = Box(
        site_mark.x_pt, site_mark.y_pt - sizes.site, site_mark.x_pt + site.width_pt, site_mark.y_pt + sizes.site * 0.3
    )
    link = Link(flyer.website, flyer.words.open_website)
    elements = [
        Element("P", marks),
        Element("P", (Element("Link", (site_mark,), language="en", box=box, link=link),)),
    ]
    return elements, max(rows[-1] + drop_pt(more[-1], size), site_mark.y_pt + drop_pt(site, sizes.site))
