"""The first pages of a booklet: masthead, how old it is, and where to find what, with live page numbers. A folded one
has a back cover besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from handouts.content.contents import Contents, ContentsLeaf
from handouts.layout.page.frame import Edge, Frame, Hand, Part, drop_pt, put_block, rise_pt
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, PlacedLine, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, parted, stack
from handouts.layout.parts.foot import FootSizes, WayToSite, site_and_caption
from handouts.layout.parts.head import CITY_LEADING, LINE_GAP_PT
from handouts.layout.parts.links import LINK_DROP_EM, code_figure, site_link
from handouts.layout.parts.marks import RULES
from handouts.layout.parts.notice import unreviewed_block
from handouts.layout.parts.pointer import lay_out_pointers
from handouts.layout.parts.qr_code import MODULE_PT
from handouts.layout.parts.staff import lay_out_staff, with_code
from handouts.layout.sheets.contents_entries import EntrySizes, holds_names_below, lay_out_grid, lay_out_list
from handouts.paper import Paper, pt_from_mm
from handouts.text import Weight

MARGIN_PT = 36.0
BAND = Rule(RULES.band)


@dataclass(frozen=True, slots=True)
class ContentsSizes:
    """How a booklet's own pages are set. Type in points; of a text that must shrink, the wanted size and the floor.
    `title_lines`: it shrinks rather than take more. `corner`: the language or the city. `code`: whether the QR code
    stands beside the title. `foot_margin`: white below all that. `air`: of the gaps, against those of the largest."""

    entries: EntrySizes
    title: float = 28.0
    title_floor: float = 18.0
    title_lines: int = 2
    corner: float = 24.0
    corner_english: float = 17.0
    corner_floor: float = 14.0
    archived: float = 14.0
    updated: float = 18.0
    changing: float = 12.0
    unreviewed: float = 11.0
    heading: float = 16.0
    disclaimer: float = 12.0
    staff: float = 9.0
    site: float = 15.5
    code: bool = True
    foot_margin: float = MARGIN_PT
    air: float = 1.0

    def label(self, size_pt: float, weight: Weight = Weight.BOLD) -> ParagraphStyle:
        """A paragraph in the size of Latin letters."""
        return ParagraphStyle(size_pt, weight, by_latin=True)


READ = ContentsSizes(
    entries=EntrySizes(most=76.0, floor=14.0, wanted=24.0, floor_of_below=15.0, below=(13.0, 12.0, 11.0))
)
FOLDED = ContentsSizes(
    entries=EntrySizes(most=52.0, floor=12.0, wanted=17.0, floor_of_below=12.0, below=(11.0,)),
    title=20.0,
    title_floor=15.0,
    title_lines=3,
    corner=20.0,
    corner_english=13.0,
    corner_floor=12.0,
    archived=14.0,
    updated=14.0,
    changing=11.0,
    heading=14.0,
    disclaimer=11.0,
    staff=8.0,
    site=13.5,
    code=False,
    foot_margin=18.0,
    air=0.7,
)

TITLE_GAP_PT, CORNER_GAP_PT, SITE_GAP_PT, CODE_GAP_PT = 8.0, 4.0, 8.0, 10.0
CODE_LOWERED_PT = 3.0
"""The top of the code below that of the title, whose letters begin about there."""
CODE_CLEAR_PT = 24.0
"""Between the column of text and the code, at least."""
STATUS_GAP_PT, STATUS_LINES_GAP, STATUS_BOTTOM_GAP_PT = 8.0, Gap(2.0), 7.0
OTHERS_GAP, TURN_GAP = Gap(4.0), Gap(2.0)
HEADING_GAP_PT, ENTRIES_GAP_PT = 10.0, 8.0
FOOT_GAP_PT, DISCLAIMER_GAP, UNREVIEWED_GAP, STAFF_GAP = 9.0, Gap(5.0), Gap(2.5), Gap(3.0)
NAMES_BESIDE_PT = 14.0
"""Between the two names in the corner, at least."""
BACK_MODULE_PT = pt_from_mm(1.0)
"""Of the code on a back cover, which has room."""
BACK_GAP = Gap(9.0)
GOES_ON_PT = 12.0


def lay_out_contents(plan: Contents, setting: LanguageSetting, page: Paper, qr: Shape) -> tuple[PlacedPage, ...]:
    """The contents pages of finished sheets, on pages of this size. Everything fits by construction: rows share the
    height that is there."""
    sizes = FOLDED if plan.form.folded else READ
    frame = Frame(page.width_pt, page.height_pt, MARGIN_PT, setting)
    foot_top = _foot_top(frame, _foot(frame, plan, sizes), sizes)
    heads = [
        _masthead(frame, plan, sizes, qr) if not index else _head(frame, plan, sizes)
        for index in range(len(plan.leaves))
    ]
    heights = [
        foot_top - FOOT_GAP_PT * sizes.air - _goes_on(frame, plan, leaf, sizes).bottom_pt - head.bottom_pt
        for leaf, head in zip(plan.leaves, heads, strict=True)
    ]
    # The names below entries stand on every page of a booklet or on none.
    leaves = zip(plan.leaves, heights, strict=True)
    fit = (holds_names_below(frame, plan, leaf, sizes.entries, height) for leaf, height in leaves)
    if not plan.columns and not all(fit):
        plan = replace(plan, rows=tuple(replace(row, below="") for row in plan.rows))
    pages = [_page(frame, plan, leaf, sizes, head) for leaf, head in zip(plan.leaves, heads, strict=True)]
    return with_code(pages, plan.edition, setting)


def lay_out_back_cover(plan: Contents, setting: LanguageSetting, page: Paper, qr: Shape) -> PlacedPage:
    """The back cover of a folded booklet: the way to the site, large; at the foot what every sheet says."""
    sizes, words = FOLDED, plan.words
    frame = Frame(page.width_pt, page.height_pt, MARGIN_PT, setting)
    code = code_figure(frame, qr, frame.start_pt, 0.0, BACK_MODULE_PT, words.qr_code)
    code_part = Part((code,), (), qr.box.bottom * BACK_MODULE_PT)
    blocks: tuple[Block, ...] = (
        code_part,
        BACK_GAP,
        Text(words.scan, sizes.label(12.0)),
        BACK_GAP,
        partial(_site, frame, plan, 18.0),
        Gap(4.0),
        Text(words.more, sizes.label(11.0, Weight.SMALL)),
        BACK_GAP,
        BAND,
        BACK_GAP,
        Text(words.disclaimer, sizes.label(12.0)),
        Gap(3.0),
        Text(words.incomplete, sizes.label(11.0, Weight.SMALL)),
    )
    part = stack(frame, blocks, 0.0)
    return frame.page((moved_part(part, frame.height_pt - sizes.foot_margin - part.bottom_pt),))


def _page(frame: Frame, plan: Contents, leaf: ContentsLeaf, sizes: ContentsSizes, head: Part) -> PlacedPage:
    foot = _foot(frame, plan, sizes)
    foot_top = _foot_top(frame, foot, sizes)
    foot = moved_part(foot, foot_top)
    goes_on = _goes_on(frame, plan, leaf, sizes)
    bottom = foot_top - FOOT_GAP_PT * sizes.air - goes_on.bottom_pt
    if plan.columns:
        entries = lay_out_grid(frame, plan, leaf, head.bottom_pt, bottom)
    else:
        entries = lay_out_list(frame, plan, leaf, sizes.entries, head.bottom_pt, bottom)
    goes_on = moved_part(goes_on, min(bottom, entries.bottom_pt))
    return PlacedPage(
        frame.width_pt,
        frame.height_pt,
        (*head.elements, *entries.elements, *goes_on.elements, *foot.elements),
        (*head.artifacts, *foot.artifacts, *entries.artifacts, *goes_on.artifacts),
    )


def _goes_on(frame: Frame, plan: Contents, leaf: ContentsLeaf, sizes: ContentsSizes) -> Part:
    """Below entries that go on on the next page, that they do: from y = 0 down; nothing below the last."""
    if not plan.goes_on or leaf.rows[-1:] == plan.rows[-1:]:
        return Part((), (), 0.0)
    return lay_out_pointers(frame, (plan.words.continued,), 0.0, style=sizes.label(GOES_ON_PT))


def _foot_top(frame: Frame, foot: Part, sizes: ContentsSizes) -> float:
    return frame.height_pt - sizes.foot_margin - foot.bottom_pt


def _masthead(frame: Frame, plan: Contents, sizes: ContentsSizes, qr: Shape) -> Part:
    air = sizes.air
    corner: tuple[Block, ...] = ()
    if plan.words.corner:
        corner = (partial(_corner, frame, plan, sizes), Gap(air * CORNER_GAP_PT), BAND, Gap(air * TITLE_GAP_PT))
    title = partial(_title_and_code, frame, plan, sizes, qr) if sizes.code else partial(_title, frame, plan, sizes)
    others: tuple[Block, ...] = ()
    if plan.words.others:
        names = partial(lay_out_pointers, frame, (plan.words.others,), style=sizes.label(12.0), turning=True)
        turn = partial(lay_out_staff, frame, plan.words.turn, sizes.staff, frame.measure_pt)
        others = (OTHERS_GAP, names, TURN_GAP, turn, OTHERS_GAP, BAND)
    blocks = (
        *corner,
        title,
        Gap(air * CODE_GAP_PT),
        BAND,
        Gap(air * STATUS_GAP_PT),
        *parted(_status(plan, sizes), STATUS_LINES_GAP),
        Gap(air * STATUS_BOTTOM_GAP_PT),
        BAND,
        *others,
        *_heading(plan, sizes),
    )
    return stack(frame, blocks, frame.margin_pt)


def _head(frame: Frame, plan: Contents, sizes: ContentsSizes) -> Part:
    """Of a further page: what the booklet is of, and how old it is."""
    corner: tuple[Block, ...] = ()
    if plan.words.corner:
        corner = (partial(_corner, frame, plan, sizes), Gap(sizes.air * CORNER_GAP_PT))
    blocks = (
        *corner,
        Text(plan.words.last_updated, sizes.label(sizes.changing)),
        STATUS_LINES_GAP,
        BAND,
        *_heading(plan, sizes),
    )
    return stack(frame, blocks, frame.margin_pt)


def _heading(plan: Contents, sizes: ContentsSizes) -> Iterator[Block]:
    yield Gap(sizes.air * HEADING_GAP_PT)
    yield Text(plan.words.heading, ParagraphStyle(sizes.heading, Weight.BOLD), role="H2")
    yield Gap(sizes.air * ENTRIES_GAP_PT)


def _status(plan: Contents, sizes: ContentsSizes) -> Iterator[Text]:
    """How old it is, and what it lacks."""
    words = plan.words
    yield from (Text(text, sizes.label(sizes.archived)) for text in words.archived)
    yield Text(words.last_updated, sizes.label(sizes.updated))
    yield Text(words.changing, sizes.label(sizes.changing, Weight.SMALL))
    yield from (Text(text, sizes.label(sizes.changing)) for text in words.missing)


def _title_style(frame: Frame, plan: Contents, sizes: ContentsSizes, width_pt: float) -> ParagraphStyle:
    style = ParagraphStyle(sizes.title, Weight.BOLD, leading_part=0.93, leading_least=1.15)
    while len(style.lines(frame, plan.words.title, width_pt)) > sizes.title_lines and style.size_pt > sizes.title_floor:
        style = style._replace(size_pt=style.size_pt - 1)
    return style


def _title(frame: Frame, plan: Contents, sizes: ContentsSizes, top_pt: float) -> Part:
    """Title and site."""
    style = _title_style(frame, plan, sizes, frame.measure_pt)
    blocks = (Text(plan.words.title, style, role="H1"), Gap(4.0), partial(_site, frame, plan, sizes.site))
    return stack(frame, blocks, top_pt)


def _site(frame: Frame, plan: Contents, size_pt: float, top_pt: float) -> Part:
    line = frame.line(plan.website_printed, size_pt, Weight.BOLD, Hand.LATIN)
    mark = frame.put(line, frame.start_pt, top_pt + rise_pt(line, size_pt))
    link = site_link(mark, plan.website, plan.words.open_website, size_pt, size_pt * LINK_DROP_EM)
    return Part((link,), (), mark.y_pt + drop_pt(line, size_pt))


def _title_and_code(frame: Frame, plan: Contents, sizes: ContentsSizes, qr: Shape, top_pt: float) -> Part:
    """Title, the site and the caption beside the code, at whose foot they stand if they can."""
    words = plan.words
    code_pt = qr.box.right * MODULE_PT
    code_top, code_bottom = top_pt + CODE_LOWERED_PT, top_pt + CODE_LOWERED_PT + code_pt
    column = frame.measure_pt - code_pt - CODE_CLEAR_PT
    style = _title_style(frame, plan, sizes, column)
    title = stack(frame, (Text(words.title, style, role="H1"),), top_pt, column)
    way = WayToSite(plan.website_printed, plan.website, words.open_website, words.scan)
    site = site_and_caption(frame, way, FootSizes(more=12.0, site=sizes.site), column, 0.0)
    site_top = max(title.bottom_pt + SITE_GAP_PT, code_bottom - site.bottom_pt)
    site = moved_part(site, site_top)
    code = code_figure(frame, qr, frame.end_pt - code_pt, code_top, MODULE_PT, words.qr_code)
    elements = (*title.elements, *site.elements, code)
    return Part(elements, site.artifacts, max(site.bottom_pt, code_bottom))


def _corner(frame: Frame, plan: Contents, sizes: ContentsSizes, top_pt: float) -> Part:
    """The language or the city, and at the end of the line what it is in English."""
    size, english_pt = sizes.corner * frame.typography.display_scale, sizes.corner_english
    while True:
        own = frame.line(plan.words.corner, size, Weight.BOLD)
        english = frame.line(plan.words.corner_english, english_pt, Weight.BOLD, Hand.LATIN)
        if own.width_pt + NAMES_BESIDE_PT + english.width_pt <= frame.measure_pt:
            break
        if size <= sizes.corner_floor:
            return _names_on_lines(frame, plan, (size, english_pt), top_pt)
        size, english_pt = size - 1, max(english_pt - 1, sizes.corner_floor - 2)
    baseline = top_pt + rise_pt(own, size)
    names: tuple[Element | PlacedLine, ...] = (frame.put(own, frame.start_pt, baseline),)
    if plan.words.corner_english:
        names = (*names, Element("Span", (frame.put(english, frame.end_pt, baseline, Edge.END),), language="en"))
    return Part((Element("P", names),), (), baseline + drop_pt(own, size))


def _names_on_lines(frame: Frame, plan: Contents, sizes_pt: tuple[float, float], top_pt: float) -> Part:
    """The same below each other, where they are too long to stand beside each other. `sizes_pt`: of both."""
    size, english_pt = sizes_pt
    own = frame.paragraph(plan.words.corner, Weight.BOLD).lines(size, frame.measure_pt)
    names = put_block(frame, own, frame.start_pt, top_pt, size, size * CITY_LEADING)
    if not plan.words.corner_english:
        return Part((Element("P", names.marks),), (), names.bottom_pt)
    latin = frame.paragraph(plan.words.corner_english, Weight.BOLD, Hand.LATIN).lines(english_pt, frame.measure_pt)
    top = names.bottom_pt + LINE_GAP_PT
    english = put_block(frame, latin, frame.start_pt, top, english_pt, english_pt * CITY_LEADING)
    marks: tuple[Element | PlacedLine, ...] = (*names.marks, Element("Span", english.marks, language="en"))
    return Part((Element("P", marks),), (), english.bottom_pt)


def _foot(frame: Frame, plan: Contents, sizes: ContentsSizes) -> Part:
    """Disclaimer, that nobody has reviewed the translation, staff line: from y = 0 down."""
    words = plan.words
    unreviewed: tuple[Block, ...] = ()
    if words.unreviewed is not None:
        style = sizes.label(sizes.unreviewed)
        unreviewed = (UNREVIEWED_GAP, unreviewed_block(frame, words.unreviewed, style, frame.measure_pt))
    for_staff = partial(lay_out_staff, frame, plan.staff, sizes.staff, frame.measure_pt)
    disclaimer = Text(words.disclaimer, sizes.label(sizes.disclaimer))
    return stack(frame, (BAND, DISCLAIMER_GAP, disclaimer, *unreviewed, STAFF_GAP, for_staff), 0.0)
