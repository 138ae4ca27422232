"""The foot: where to find more, the QR code with its caption, the disclaimer, that the list is likely incomplete, that
nobody has reviewed the translation, the staff line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.content.words import Unreviewed
from handouts.layout.page.frame import Edge, Frame, Hand, Part, drop_pt, put_block, rise_pt
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, PlacedLine, Shape
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Text, stack
from handouts.layout.parts.links import LINK_DROP_EM, code_figure, site_link
from handouts.layout.parts.marks import ARROW_BESIDE_PT, ARROW_WIDTH_PT, RULES, RuleWeights, arrow
from handouts.layout.parts.notice import unreviewed_block
from handouts.layout.parts.qr_code import MODULE_PT, QUIET_MODULES
from handouts.layout.parts.staff import lay_out_staff
from handouts.paper import pt_from_mm
from handouts.text import Weight

FOOT_GAP_PT = 7.0
"""White above the foot, in which a part of the code's quiet zone may lie."""
COLUMN_GAP_PT = 7.0
"""Between the column of text and the quiet zone."""
RULE_GAP_PT = 4.0
SITE_GAP_PT = 14.0
"""Between the site's name and the caption beside it, at least."""
SITE_ABOVE_GAP_PT = 2.5
CAPTION_GAP_PT, DISCLAIMER_GAP_PT, INCOMPLETE_GAP_PT, UNREVIEWED_GAP_PT, STAFF_GAP_PT = 2.0, 3.0, 2.5, 3.0, 3.0
"""Above each of them."""
HAIR_PT = 0.1
"""By so much a line may be wider than the page's measure: its last letter has as much white beside it."""
SPREAD_PT, LEAST_SPREAD_PT = 3.0, 0.5
"""Up to so much more, and no less, between the texts where the code is higher than they are."""
CODE_CLEAR_PT = 0.5
"""Between the quiet zone and ink above it."""


@dataclass(frozen=True, slots=True)
class FootSizes:
    """Type sizes in points; the caption is as large as `more`. `air`: of the gaps between the texts, against those of a
    flyer. `unreviewed`: 0 where another part of the sheet says so. `across`: the source's line runs above the code
    where it is one line so, even where the foot would be lower with it beside that.

    `modules`: of the QR code, the wanted one first, the floor last. Of a hundred copies of copies of a code of 49
    modules two decoders read 87 at 0.6 mm, 98 at 0.65.
    """

    more: float = 11.0
    site: float = 15.5
    disclaimer: float = 12.0
    incomplete: float = 11.0
    unreviewed: float = 0.0
    staff: float = 9.0
    air: float = 1.0
    rules: RuleWeights = RULES
    across: bool = False
    modules: tuple[float, ...] = (pt_from_mm(0.65), pt_from_mm(0.62), MODULE_PT)

    @property
    def more_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.more, by_latin=True)

    @property
    def caption_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.more, Weight.BOLD, by_latin=True)

    @property
    def disclaimer_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.disclaimer, Weight.BOLD, by_latin=True)

    @property
    def incomplete_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.incomplete, by_latin=True)

    @property
    def unreviewed_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.unreviewed, Weight.BOLD, by_latin=True)


class WayToSite(NamedTuple):
    """The site's name, its address, what a screen reader says of the link, and what to do with the code."""

    printed: str
    address: str
    spoken: str
    scan: str

    @classmethod
    def of(cls, flyer: Flyer) -> WayToSite:
        """That of a sheet."""
        return cls(flyer.website_printed, flyer.website, flyer.words.open_website, flyer.words.scan)


class FootTexts(NamedTuple):
    """All that a foot is made of besides the code and the line for staff. `qr_code`: the code in words."""

    more: str
    way: WayToSite
    disclaimer: str
    incomplete: str
    unreviewed: Unreviewed | None
    qr_code: str

    @classmethod
    def of(cls, flyer: Flyer) -> FootTexts:
        """That of a sheet."""
        words = flyer.words
        return cls(words.more, WayToSite.of(flyer), words.disclaimer, words.incomplete, flyer.unreviewed, words.qr_code)


@dataclass(frozen=True, slots=True)
class _Foot:
    """One way to set it, with modules of this size: its texts, from y = 0 down, and the line for staff by itself."""

    frame: Frame
    said: FootTexts
    sizes: FootSizes
    qr: Shape
    module_pt: float
    across: bool
    more: Part
    site: Part
    texts: Part
    for_staff: Part

    @property
    def texts_pt(self) -> float:
        """Where its texts alone would end."""
        return self.texts.bottom_pt + self.for_staff.bottom_pt

    @property
    def bottom_pt(self) -> float:
        return max(self.texts_pt, self._code_top_pt + self._code_pt)

    @property
    def spare_pt(self) -> float:
        return self.bottom_pt - self.texts_pt

    def spread(self, by_pt: float) -> _Foot:
        """The same with so much more between its texts."""
        return replace(self, texts=_texts(self.frame, self.said, self.sizes, self.qr, self.module_pt, self.site, by_pt))

    def part(self) -> Part:
        """What is put on the page."""
        frame, sizes = self.frame, self.sizes
        column_pt = _column_pt(frame, self.qr, self.module_pt)
        beside_rule, code_top, bottom = self._is_beside_rule, self._code_top_pt, self.bottom_pt
        code_top = code_top if self.across or beside_rule else bottom - self._code_pt
        rule_end = frame.start_pt + column_pt if beside_rule else frame.end_pt
        rule = frame.rule(frame.start_pt, rule_end, sizes.rules.band / 2, sizes.rules.band)
        code_x = frame.end_pt - self._code_pt
        code = code_figure(frame, self.qr, code_x, code_top, self.module_pt, self.said.qr_code)
        for_staff = moved_part(self.for_staff, bottom - self.for_staff.bottom_pt)
        elements = (*self.more.elements, *self.site.elements, code, *self.texts.elements, *for_staff.elements)
        return Part(elements, (rule, *self.site.artifacts), bottom)

    @property
    def _code_pt(self) -> float:
        return self.qr.box.right * self.module_pt

    @property
    def _quiet_pt(self) -> float:
        return QUIET_MODULES * self.module_pt + CODE_CLEAR_PT

    @property
    def _above_pt(self) -> float:
        """What stands above the code."""
        return self.more.bottom_pt if self.across else self.sizes.rules.band

    @property
    def _is_beside_rule(self) -> bool:
        """Whether the code is as high as the rule, which ends before it."""
        return not self.across and self.texts_pt - self._code_pt < self._above_pt + self._quiet_pt

    @property
    def _code_top_pt(self) -> float:
        """On the level of the site's name, or as high as its quiet zone lets it."""
        return max(0.0, self._quiet_pt - FOOT_GAP_PT) if self._is_beside_rule else self._above_pt + self._quiet_pt


def lay_out_foot(frame: Frame, said: FootTexts, sizes: FootSizes, qr: Shape, staff: str) -> Part:
    """The foot from y = 0 down: the source's line across, or beside the code where that is lower; with the first of the
    modules that costs its texts no line. The code's quiet zone may lie in the white above the foot and in the
    margins."""
    if sizes.across and len(sizes.more_style.lines(frame, said.more, frame.measure_pt + HAIR_PT)) == 1:
        found = _with_modules(frame, said, sizes, qr, staff, across=True)
    else:
        ways = [_with_modules(frame, said, sizes, qr, staff, across=across) for across in (True, False)]
        found = min(ways, key=lambda foot: foot.bottom_pt)
    spread = min(found.spare_pt / (2 + bool(said.incomplete) + (said.unreviewed is not None)), SPREAD_PT)
    return (found if spread < LEAST_SPREAD_PT else found.spread(spread)).part()


def _with_modules(frame: Frame, said: FootTexts, sizes: FootSizes, qr: Shape, staff: str, *, across: bool) -> _Foot:
    """With the first of the modules that costs its texts no line."""
    *wanted, least = sizes.modules
    floor = _foot(frame, said, sizes, qr, staff, least, across=across)
    larger = (_foot(frame, said, sizes, qr, staff, module, across=across) for module in wanted)
    return next((each for each in larger if each.texts_pt <= floor.texts_pt), floor)


def _foot(
    frame: Frame, said: FootTexts, sizes: FootSizes, qr: Shape, staff: str, module_pt: float, *, across: bool
) -> _Foot:
    column_pt = _column_pt(frame, qr, module_pt)
    more_blocks = (Gap(sizes.rules.band + sizes.air * RULE_GAP_PT), Text(said.more, sizes.more_style))
    more = stack(frame, more_blocks, 0.0, frame.measure_pt + HAIR_PT if across else column_pt)
    site_top = more.bottom_pt + sizes.air * SITE_ABOVE_GAP_PT
    site = site_and_caption(frame, said.way, sizes, column_pt, site_top)
    texts = _texts(frame, said, sizes, qr, module_pt, site, 0.0)
    for_staff = lay_out_staff(frame, staff, sizes.staff, column_pt, 0.0)
    return _Foot(frame, said, sizes, qr, module_pt, across, more, site, texts, for_staff)


def _column_pt(frame: Frame, qr: Shape, module_pt: float) -> float:
    """The width of the texts beside the code."""
    return frame.measure_pt - qr.box.right * module_pt - QUIET_MODULES * module_pt - COLUMN_GAP_PT


def _texts(
    frame: Frame, said: FootTexts, sizes: FootSizes, qr: Shape, module_pt: float, site: Part, spread_pt: float
) -> Part:
    """What stands below the site's name, spread by so much, down to the line for staff."""
    column_pt = _column_pt(frame, qr, module_pt)
    return stack(frame, _sentences(frame, said, sizes, column_pt, spread_pt), site.bottom_pt, column_pt)


def _sentences(frame: Frame, said: FootTexts, sizes: FootSizes, width_pt: float, spread_pt: float) -> Iterator[Block]:
    """Disclaimer, that the list is likely incomplete, that nobody has reviewed the translation, each so much farther
    below what is above it; down to the line for staff."""
    yield Gap(sizes.air * DISCLAIMER_GAP_PT + spread_pt)
    yield Text(said.disclaimer, sizes.disclaimer_style)
    if said.incomplete:  # large print has that sentence under its list
        yield Gap(sizes.air * INCOMPLETE_GAP_PT + spread_pt)
        yield Text(said.incomplete, sizes.incomplete_style)
    if said.unreviewed is not None and sizes.unreviewed:
        style = sizes.unreviewed_style
        yield Gap(sizes.air * UNREVIEWED_GAP_PT + spread_pt)
        yield unreviewed_block(frame, said.unreviewed, style, width_pt)
    yield Gap(sizes.air * STAFF_GAP_PT)


def site_and_caption(frame: Frame, way: WayToSite, sizes: FootSizes, width_pt: float, top_pt: float) -> Part:
    """The site's name; at the end of its line, or below it, what to do with the code, and an arrow towards that: close
    to the code, or behind the words where they begin a line of their own."""
    site = frame.line(way.printed, sizes.site, Weight.BOLD, Hand.LATIN)
    style = sizes.caption_style
    size, end = style.set_pt(frame.typography), frame.start_pt + width_pt
    room = width_pt - ARROW_BESIDE_PT - ARROW_WIDTH_PT
    caption = style.lines(frame, way.scan, room)
    beside = len(caption) == 1 and site.width_pt + SITE_GAP_PT + caption[0].width_pt <= room
    rise = max(rise_pt(site, sizes.site), rise_pt(caption[0], size) if beside else 0.0)
    mark = frame.put(site, frame.start_pt, top_pt + rise)
    bottom = mark.y_pt + drop_pt(site, sizes.site)
    link = site_link(mark, way.address, way.spoken, sizes.site, sizes.site * LINK_DROP_EM)
    lines: tuple[PlacedLine, ...]
    if beside:
        at_arrow = end - ARROW_WIDTH_PT - ARROW_BESIDE_PT
        lines = (frame.put(caption[0], at_arrow, mark.y_pt, Edge.END),)
        bottom = max(bottom, mark.y_pt + drop_pt(caption[0], size))
    else:
        top = bottom + sizes.air * CAPTION_GAP_PT
        block = put_block(frame, caption, frame.start_pt, top, size, style.pitch_pt(frame.typography))
        lines, bottom = block.marks, block.bottom_pt
        at_arrow = frame.start_pt + caption[-1].width_pt
    sign = arrow(frame, at_arrow + ARROW_BESIDE_PT, lines[-1].y_pt, sizes.more)
    return Part((link, Element("P", lines)), (sign,), bottom)
