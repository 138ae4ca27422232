"""The foot: the QR code, where it leads, the disclaimer, that the list is likely incomplete, the staff line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Frame, Hand, Part, baselines_pt, drop_pt, rise_pt
from handouts.layout.page.placed import Element, Shape
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.parts.links import LINK_DROP_EM, code_figure, site_link
from handouts.layout.parts.qr_code import MODULE_PT, QUIET_MODULES
from handouts.layout.parts.staff import lay_out_staff
from handouts.paper import pt_from_mm
from handouts.text import Line, Weight

FOOT_RULE_PT = 2.0
FOOT_GAP_PT = 7.0
"""White above the foot, in which a part of the code's quiet zone may lie."""
COLUMN_GAP_PT = 7.0
"""Between the column of text and the quiet zone."""
RULE_GAP_PT = 4.0
SITE_GAP_PT = 14.0
"""Before the site's name where it stands at the end of a line."""
SITE_CLEAR_PT = 1.5
"""Between its ink and that of the line above, there."""
SITE_BELOW_GAP_PT = 2.0
"""Above the site's name where it stands on a line of its own."""
SCAN_GAP_PT, DISCLAIMER_GAP_PT, INCOMPLETE_GAP_PT, STAFF_GAP_PT = 2.0, 3.0, 2.5, 3.0
"""Above each of them."""
CODE_CLEAR_PT = 0.5
"""Between the quiet zone and what stands above the foot."""


@dataclass(frozen=True, slots=True)
class FootSizes:
    """Type sizes in points. `air`: of the gaps between the texts, against those of a flyer.

    `modules`: of the QR code, the wanted one first, the floor last. Of a hundred copies of copies of a code of 49
    modules two decoders read 87 at 0.6 mm, 98 at 0.65.
    """

    more: float = 11.0
    site: float = 15.0
    disclaimer: float = 12.0
    incomplete: float = 11.0
    staff: float = 9.0
    air: float = 1.0
    modules: tuple[float, ...] = (pt_from_mm(0.65), pt_from_mm(0.62), MODULE_PT)

    @property
    def more_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.more, by_latin=True)

    @property
    def disclaimer_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.disclaimer, Weight.BOLD, by_latin=True)

    @property
    def incomplete_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.incomplete, by_latin=True)


class _Column(NamedTuple):
    """The column of text beside a code whose modules have this size in points: its width, how many lines the texts
    take in it, and the height of the line for staff."""

    module_pt: float
    width_pt: float
    lines: int
    staff_pt: float

    def no_longer_than(self, other: _Column) -> bool:
        """Whether its texts need no more lines."""
        return self.lines <= other.lines and self.staff_pt <= other.staff_pt


def lay_out_foot(frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Shape, staff: str) -> Part:
    """The foot from y = 0 down, with the first of the modules that costs its texts no line. Its quiet zone may
    lie in the white above the foot and in the margins."""
    *wanted, floor = sizes.modules
    column = _column(frame, flyer, sizes, qr, staff, floor)
    wider = (_column(frame, flyer, sizes, qr, staff, module) for module in wanted)
    column = next((each for each in wider if each.no_longer_than(column)), column)
    code_pt = qr.box.right * column.module_pt
    code_top = max(0.0, QUIET_MODULES * column.module_pt + CODE_CLEAR_PT - FOOT_GAP_PT)

    site = _ways_to_the_site(frame, flyer, sizes, column, FOOT_RULE_PT + sizes.air * RULE_GAP_PT)
    texts = stack(frame, _sentences(flyer, sizes), site.bottom_pt, column.width_pt)
    scan = (Gap(sizes.air * SCAN_GAP_PT), Text(flyer.words.scan, sizes.more_style))
    aid = stack(frame, scan, 0.0, column.width_pt)
    if texts.bottom_pt + aid.bottom_pt + column.staff_pt <= code_top + code_pt:  # printed where it costs no height
        texts = stack(frame, (*scan, *_sentences(flyer, sizes)), site.bottom_pt, column.width_pt)
    bottom = max(texts.bottom_pt + column.staff_pt, code_top + code_pt)
    for_staff = lay_out_staff(frame, staff, sizes.staff, column.width_pt, bottom - column.staff_pt)

    # Where the code stands low enough, the rule runs on above it; else both begin at the same height.
    code_y = bottom - code_pt
    beside = code_y < FOOT_RULE_PT + QUIET_MODULES * column.module_pt + CODE_CLEAR_PT
    code_y = code_top if beside else code_y
    end = frame.start_pt + column.width_pt if beside else frame.end_pt
    rule = frame.rule(frame.start_pt, end, FOOT_RULE_PT / 2, FOOT_RULE_PT)
    code = code_figure(frame, qr, frame.end_pt - code_pt, code_y, column.module_pt, flyer.words.qr_code)
    return Part((*site.elements, *texts.elements, *for_staff.elements, code), (rule,), bottom)


def _column(frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Shape, staff: str, module_pt: float) -> _Column:
    width = frame.measure_pt - (qr.box.right + QUIET_MODULES) * module_pt - COLUMN_GAP_PT
    words = flyer.words
    more = sizes.more_style.lines(frame, words.more, width)
    lines = len(more) + (not _site_fits_beside(more[-1], _site(frame, flyer, sizes), width))
    lines += len(sizes.disclaimer_style.lines(frame, words.disclaimer, width))
    if words.incomplete:
        lines += len(sizes.incomplete_style.lines(frame, words.incomplete, width))
    return _Column(module_pt, width, lines, lay_out_staff(frame, staff, sizes.staff, width, 0.0).bottom_pt)


def _sentences(flyer: Flyer, sizes: FootSizes) -> Iterator[Block]:
    """Disclaimer, and that the list is likely incomplete, down to the line for staff."""
    yield Gap(sizes.air * DISCLAIMER_GAP_PT)
    yield Text(flyer.words.disclaimer, sizes.disclaimer_style)
    if flyer.words.incomplete:  # large print has that sentence under its list
        yield Gap(sizes.air * INCOMPLETE_GAP_PT)
        yield Text(flyer.words.incomplete, sizes.incomplete_style)
    yield Gap(sizes.air * STAFF_GAP_PT)


def _ways_to_the_site(frame: Frame, flyer: Flyer, sizes: FootSizes, column: _Column, top_pt: float) -> Part:
    """The sentence that leads to the site and the site's name, at the end of its last line where there is room: that
    saves a line."""
    style, site = sizes.more_style, _site(frame, flyer, sizes)
    size = style.set_pt(frame.typography)
    more = style.lines(frame, flyer.words.more, column.width_pt)
    rows = list(baselines_pt(more, top_pt + rise_pt(more[0], size), style.pitch_pt(frame.typography)))
    if _site_fits_beside(more[-1], site, column.width_pt):
        above = rows[-2] - more[-2].ink.bottom if len(rows) > 1 else top_pt
        rows[-1] = max(rows[-1], above + site.ink.top + SITE_CLEAR_PT)
        mark = frame.put(site, frame.start_pt + more[-1].width_pt + SITE_GAP_PT, rows[-1])
    else:
        below = rows[-1] + drop_pt(more[-1], size)
        mark = frame.put(site, frame.start_pt, below + sizes.air * SITE_BELOW_GAP_PT + rise_pt(site, sizes.site))
    sentence = Element("P", tuple(frame.put(line, frame.start_pt, y) for line, y in zip(more, rows, strict=True)))
    link = site_link(mark, flyer.website, flyer.words.open_website, sizes.site, sizes.site * LINK_DROP_EM)
    bottom = max(rows[-1] + drop_pt(more[-1], size), mark.y_pt + drop_pt(site, sizes.site))
    return Part((sentence, link), (), bottom)


def _site(frame: Frame, flyer: Flyer, sizes: FootSizes) -> Line:
    return frame.line(flyer.website_printed, sizes.site, Weight.BOLD, Hand.LATIN)


def _site_fits_beside(last: Line, site: Line, width_pt: float) -> bool:
    """Whether the site's name has room at the end of the last line that leads to it."""
    return last.width_pt + SITE_GAP_PT + site.width_pt <= width_pt
