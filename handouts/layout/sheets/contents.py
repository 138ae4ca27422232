"""The first page of a booklet: masthead, how old it is, and where to find what, with live page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from handouts.content.booklet import Contents
from handouts.layout.page.frame import Edge, Frame, Hand, Part, drop_pt, rise_pt
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, PlacedLine, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, parted, stack
from handouts.layout.parts.foot import FootSizes, WayToSite, site_and_caption
from handouts.layout.parts.links import code_figure
from handouts.layout.parts.marks import RULES
from handouts.layout.parts.notice import unreviewed_block
from handouts.layout.parts.qr_code import MODULE_PT
from handouts.layout.parts.staff import lay_out_staff, with_code
from handouts.layout.sheets.contents_entries import lay_out_grid, lay_out_list
from handouts.paper import Paper
from handouts.text import Weight

MARGIN_PT = 36.0
BAND = Rule(RULES.band)

TITLE = ParagraphStyle(28.0, Weight.BOLD, leading_part=0.93, leading_least=1.15)
TITLE_FLOOR_PT = 18.0
TITLE_LINES = 2
"""It shrinks rather than take more."""
CORNER_PT, CORNER_ENGLISH_PT = 24.0, 17.0
"""The language or the city."""
SITE = FootSizes(more=12.0, site=15.5)
ARCHIVED = ParagraphStyle(14.0, Weight.BOLD, by_latin=True)
UPDATED = ParagraphStyle(18.0, Weight.BOLD, by_latin=True)
CHANGING = ParagraphStyle(12.0, by_latin=True)
UNREVIEWED = ParagraphStyle(11.0, Weight.BOLD, by_latin=True)
MISSING = ParagraphStyle(12.0, Weight.BOLD, by_latin=True)
HEADING = ParagraphStyle(16.0, Weight.BOLD)
DISCLAIMER = ParagraphStyle(12.0, Weight.BOLD, by_latin=True)
STAFF_PT = 9.0

TITLE_GAP, CORNER_GAP, SITE_GAP_PT, CODE_GAP = Gap(8.0), Gap(4.0), 8.0, Gap(10.0)
CODE_LOWERED_PT = 3.0
"""The top of the code below that of the title, whose letters begin about there."""
CODE_CLEAR_PT = 24.0
"""Between the column of text and the code, at least."""
STATUS_GAP, STATUS_LINES_GAP, STATUS_BOTTOM_GAP = Gap(8.0), Gap(2.0), Gap(7.0)
HEADING_GAP, ENTRIES_GAP = Gap(10.0), Gap(8.0)
FOOT_GAP_PT, DISCLAIMER_GAP, UNREVIEWED_GAP, STAFF_GAP = 9.0, Gap(5.0), Gap(2.5), Gap(3.0)


def lay_out_contents(plan: Contents, setting: LanguageSetting, paper: Paper, qr: Shape) -> PlacedPage:
    """The contents page of finished sheets. Everything fits by construction: rows share the height that is there."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    masthead = _masthead(frame, plan, qr)
    foot = _foot(frame, plan)
    foot_top = frame.height_pt - frame.margin_pt - foot.bottom_pt
    foot = moved_part(foot, foot_top)
    lay_out_entries = lay_out_grid if plan.columns else lay_out_list
    entries = lay_out_entries(frame, plan, masthead.bottom_pt, foot_top - FOOT_GAP_PT)
    page = PlacedPage(
        frame.width_pt,
        frame.height_pt,
        (*masthead.elements, *entries.elements, *foot.elements),
        (*masthead.artifacts, *foot.artifacts, *entries.artifacts),
    )
    (page,) = with_code((page,), plan.edition, setting)
    return page


def _masthead(frame: Frame, plan: Contents, qr: Shape) -> Part:
    corner: tuple[Block, ...] = ()
    if plan.words.corner:
        corner = (partial(_corner, frame, plan), CORNER_GAP, BAND, TITLE_GAP)
    blocks = (
        *corner,
        partial(_title_and_code, frame, plan, qr),
        CODE_GAP,
        BAND,
        STATUS_GAP,
        *parted(_status(plan), STATUS_LINES_GAP),
        STATUS_BOTTOM_GAP,
        BAND,
        HEADING_GAP,
        Text(plan.words.heading, HEADING, role="H2"),
        ENTRIES_GAP,
    )
    return stack(frame, blocks, frame.margin_pt)


def _status(plan: Contents) -> Iterator[Text]:
    """How old it is, and what it lacks."""
    words = plan.words
    yield from (Text(text, ARCHIVED) for text in words.archived)
    yield Text(words.last_updated, UPDATED)
    yield Text(words.changing, CHANGING)
    yield from (Text(text, MISSING) for text in words.missing)


def _title_and_code(frame: Frame, plan: Contents, qr: Shape, top_pt: float) -> Part:
    """Title, the site and the caption beside the code, at whose foot they stand if they can."""
    words = plan.words
    code_pt = qr.box.right * MODULE_PT
    code_top, code_bottom = top_pt + CODE_LOWERED_PT, top_pt + CODE_LOWERED_PT + code_pt
    column = frame.measure_pt - code_pt - CODE_CLEAR_PT
    style = TITLE
    while len(style.lines(frame, words.title, column)) > TITLE_LINES and style.size_pt > TITLE_FLOOR_PT:
        style = style._replace(size_pt=style.size_pt - 1)
    title = stack(frame, (Text(words.title, style, role="H1"),), top_pt, column)
    way = WayToSite(plan.website_printed, plan.website, words.open_website, words.scan)
    site = site_and_caption(frame, way, SITE, column, 0.0)
    site_top = max(title.bottom_pt + SITE_GAP_PT, code_bottom - site.bottom_pt)
    site = moved_part(site, site_top)
    code = code_figure(frame, qr, frame.end_pt - code_pt, code_top, MODULE_PT, words.qr_code)
    elements = (*title.elements, *site.elements, code)
    return Part(elements, site.artifacts, max(site.bottom_pt, code_bottom))


def _corner(frame: Frame, plan: Contents, top_pt: float) -> Part:
    """The language or the city, and at the end of the line what it is in English."""
    size = CORNER_PT * frame.typography.display_scale
    own = frame.line(plan.words.corner, size, Weight.BOLD)
    baseline = top_pt + rise_pt(own, size)
    names: tuple[Element | PlacedLine, ...] = (frame.put(own, frame.start_pt, baseline),)
    if plan.words.corner_english:
        english = frame.line(plan.words.corner_english, CORNER_ENGLISH_PT, Weight.BOLD, Hand.LATIN)
        names = (*names, Element("Span", (frame.put(english, frame.end_pt, baseline, Edge.END),), language="en"))
    return Part((Element("P", names),), (), baseline + drop_pt(own, size))


def _foot(frame: Frame, plan: Contents) -> Part:
    """Disclaimer, that nobody has reviewed the translation, staff line: from y = 0 down."""
    words = plan.words
    unreviewed: tuple[Block, ...] = ()
    if words.unreviewed is not None:
        unreviewed = (UNREVIEWED_GAP, unreviewed_block(frame, words.unreviewed, UNREVIEWED, frame.measure_pt))
    for_staff = partial(lay_out_staff, frame, plan.staff, STAFF_PT, frame.measure_pt)
    blocks = (BAND, DISCLAIMER_GAP, Text(words.disclaimer, DISCLAIMER), *unreviewed, STAFF_GAP, for_staff)
    return stack(frame, blocks, 0.0)
