"""The foot of a narrow page: texts stand beside the QR code as far as that reaches down, and below it across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.content.words import Unreviewed
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Shape
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.parts.foot import (
    COLUMN_GAP_PT,
    DISCLAIMER_GAP_PT,
    INCOMPLETE_GAP_PT,
    RULE_GAP_PT,
    SITE_ABOVE_GAP_PT,
    STAFF_GAP_PT,
    UNREVIEWED_GAP_PT,
    FootSizes,
    WayToSite,
    site_and_caption,
)
from handouts.layout.parts.links import code_figure
from handouts.layout.parts.notice import unreviewed_block
from handouts.layout.parts.qr_code import QUIET_MODULES
from handouts.layout.parts.staff import lay_out_staff


class _Sentence(NamedTuple):
    """A text of the foot, with the white above it; how it stands in a width depends on that where it is a notice in two
    languages."""

    gap_pt: float
    style: ParagraphStyle
    text: str
    notice: Unreviewed | None = None

    def laid(self, frame: Frame, width_pt: float) -> Block:
        """In a width."""
        if self.notice is None:
            return Text(self.text, self.style)
        return unreviewed_block(frame, self.notice, self.style, width_pt)


def lay_out_narrow_foot(frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Shape, staff: str) -> Part:
    """The foot from y = 0 down: the source's line across; beside the code the site's name, the caption and as many of
    the other texts as make it the lowest; the rest across; with the largest of the modules that cost nothing."""
    above = Gap(sizes.rules.band + sizes.air * RULE_GAP_PT)
    more = stack(frame, (above, Text(flyer.words.more, sizes.more_style)), 0.0)
    *wanted, floor = (_Foot.lowest(frame, flyer, sizes, qr, staff, module, more) for module in sizes.modules)
    return next((foot for foot in wanted if foot.bottom_pt <= floor.bottom_pt), floor).part(frame, flyer, qr)


class _Beside(NamedTuple):
    """What stands beside the code, and the code: its module, its top and its bottom with and without the quiet zone."""

    more: Part
    site: Part
    column_pt: float
    module_pt: float
    code_top_pt: float
    code_bottom_pt: float
    clear_pt: float


class _Foot(NamedTuple):
    """A foot that is measured, not yet drawn. `narrow`, `wide`: the texts beside the code, and those below it."""

    sizes: FootSizes
    beside: _Beside
    narrow: Part
    wide: Part
    for_staff: Part
    bottom_pt: float

    @classmethod
    def lowest(
        cls, frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Shape, staff: str, module_pt: float, more: Part
    ) -> _Foot:
        """With as many of the texts beside the code as make it the lowest."""
        quiet_pt, code_pt = QUIET_MODULES * module_pt, qr.box.right * module_pt
        column_pt = frame.measure_pt - code_pt - quiet_pt - COLUMN_GAP_PT
        site_top = more.bottom_pt + sizes.air * SITE_ABOVE_GAP_PT
        site = site_and_caption(frame, WayToSite.of(flyer), sizes, column_pt, site_top)
        code_top = more.bottom_pt + quiet_pt
        code_bottom = code_top + code_pt
        beside = _Beside(more, site, column_pt, module_pt, code_top, code_bottom, code_bottom + quiet_pt)
        texts = _sentences(flyer, sizes)
        feet = (cls._of(frame, sizes, beside, texts, count, staff) for count in range(len(texts) + 1))
        return min(feet, key=lambda foot: foot.bottom_pt)

    @classmethod
    def _of(
        cls, frame: Frame, sizes: FootSizes, beside: _Beside, texts: Sequence[_Sentence], count: int, staff: str
    ) -> _Foot:
        """With so many of the texts beside the code."""
        site, column_pt, clear_pt = beside.site, beside.column_pt, beside.clear_pt
        narrow = stack(frame, _stacked(frame, texts[:count], sizes, column_pt), site.bottom_pt, column_pt)
        wide_top = max(narrow.bottom_pt, clear_pt) if texts[count:] else narrow.bottom_pt
        wide = stack(frame, _stacked(frame, texts[count:], sizes, frame.measure_pt), wide_top)
        # Where the code reaches lowest, the line for staff stands beside its foot.
        under = wide.bottom_pt + sizes.air * STAFF_GAP_PT
        staff_pt = frame.measure_pt if under > clear_pt else column_pt
        for_staff = lay_out_staff(frame, staff, sizes.staff, staff_pt, 0.0)
        bottom = max(under + for_staff.bottom_pt, beside.code_bottom_pt)
        return cls(sizes, beside, narrow, wide, for_staff, bottom)

    def part(self, frame: Frame, flyer: Flyer, qr: Shape) -> Part:
        """The foot, drawn."""
        more, site, _, module_pt, code_top, _, _ = self.beside
        band, bottom = self.sizes.rules.band, self.bottom_pt
        left = frame.end_pt - qr.box.right * module_pt
        code = code_figure(frame, qr, left, code_top, module_pt, flyer.words.qr_code)
        rule = frame.rule(frame.start_pt, frame.end_pt, band / 2, band)
        staff = moved_part(self.for_staff, bottom - self.for_staff.bottom_pt)
        beside_and_below = (*self.narrow.elements, *self.wide.elements)
        elements = (*more.elements, *site.elements, code, *beside_and_below, *staff.elements)
        return Part(elements, (rule, *site.artifacts), bottom)


def _stacked(frame: Frame, texts: Sequence[_Sentence], sizes: FootSizes, width_pt: float) -> list[Block]:
    return [each for text in texts for each in (Gap(sizes.air * text.gap_pt), text.laid(frame, width_pt))]


def _sentences(flyer: Flyer, sizes: FootSizes) -> list[_Sentence]:
    """Disclaimer, that the list is likely incomplete, that nobody has reviewed the translation."""
    words = flyer.words
    found = [_Sentence(DISCLAIMER_GAP_PT, sizes.disclaimer_style, words.disclaimer)]
    if words.incomplete:
        found.append(_Sentence(INCOMPLETE_GAP_PT, sizes.incomplete_style, words.incomplete))
    if flyer.unreviewed is not None:
        found.append(_Sentence(UNREVIEWED_GAP_PT, sizes.unreviewed_style, "", flyer.unreviewed))
    return found
