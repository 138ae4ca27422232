"""The first page of a booklet: masthead, how old it is, and where to find what, with live page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from handouts.content.booklet import Contents
from handouts.layout.page.frame import Frame, Hand, Part, drop_pt, rise_pt
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, PlacedPage, Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.stack import Gap, ParagraphStyle, Rule, Text, parted, stack
from handouts.layout.parts.head import names_beside
from handouts.layout.parts.links import code_figure, site_link
from handouts.layout.parts.notice import ONE_LINE, notice_text
from handouts.layout.parts.qr_code import MODULE_PT
from handouts.layout.parts.staff import lay_out_staff, with_code
from handouts.layout.sheets.contents_entries import lay_out_grid, lay_out_list
from handouts.paper import Paper
from handouts.text import Weight

MARGIN_PT = 36.0
RULE = Rule(2.0)

TITLE = ParagraphStyle(28.0, Weight.BOLD, leading_part=0.93, leading_least=1.15)
TITLE_FLOOR_PT = 18.0
TITLE_LINES = 2
"""It shrinks rather than take more."""
CORNER_PT = 18.0
"""The language or the city."""
CORNER_ENGLISH_PT = 14.0
SITE_PT = 15.0
SITE_DROP_PT = 4.0
"""How far the box of its link reaches below the baseline."""
ARCHIVED = ParagraphStyle(14.0, Weight.BOLD, by_latin=True)
UPDATED = ParagraphStyle(18.0, Weight.BOLD, by_latin=True)
CHANGING = ParagraphStyle(12.0, by_latin=True)
UNREVIEWED = ParagraphStyle(11.0, by_latin=True)
MISSING = ParagraphStyle(12.0, Weight.BOLD, by_latin=True)
HEADING = ParagraphStyle(16.0, Weight.BOLD)
DISCLAIMER = ParagraphStyle(12.0, Weight.BOLD, by_latin=True)
STAFF_PT = 9.0

TITLE_GAP, CORNER_GAP, SITE_GAP_PT, CODE_GAP = Gap(8.0), Gap(6.0), 8.0, Gap(10.0)
CODE_LOWERED_PT = 3.0
"""The top of the code below that of the title, whose letters begin about there."""
CODE_CLEAR_PT = 24.0
"""Between the column of text and the code, at least."""
STATUS_GAP, STATUS_LINES_GAP, STATUS_BOTTOM_GAP = Gap(8.0), Gap(2.0), Gap(7.0)
HEADING_GAP, ENTRIES_GAP = Gap(10.0), Gap(8.0)
FOOT_GAP_PT, DISCLAIMER_GAP, STAFF_GAP = 9.0, Gap(5.0), Gap(3.0)


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
    blocks = (
        RULE,
        TITLE_GAP,
        partial(_title_and_code, frame, plan, qr),
        CODE_GAP,
        RULE,
        STATUS_GAP,
        *parted(_status(frame, plan), STATUS_LINES_GAP),
        STATUS_BOTTOM_GAP,
        RULE,
        HEADING_GAP,
        Text(plan.words.heading, HEADING, role="H2"),
        ENTRIES_GAP,
    )
    return stack(frame, blocks, frame.margin_pt)


def _status(frame: Frame, plan: Contents) -> Iterator[Text]:
    """How old it is, and what it lacks."""
    words = plan.words
    yield from (Text(text, ARCHIVED) for text in words.archived)
    yield Text(words.last_updated, UPDATED)
    yield Text(words.changing, CHANGING)
    if words.unreviewed:
        yield Text(notice_text(frame, words.unreviewed, ONE_LINE), UNREVIEWED)
    yield from (Text(text, MISSING) for text in words.missing)


def _title_and_code(frame: Frame, plan: Contents, qr: Shape, top_pt: float) -> Part:
    """Title, language or city, and the site beside its code, at whose foot it stands if it can."""
    words = plan.words
    code_pt = qr.box.right * MODULE_PT
    code_top, code_bottom = top_pt + CODE_LOWERED_PT, top_pt + CODE_LOWERED_PT + code_pt
    column = frame.measure_pt - code_pt - CODE_CLEAR_PT
    style = TITLE
    while len(style.lines(frame, words.title, column)) > TITLE_LINES and style.size_pt > TITLE_FLOOR_PT:
        style = style._replace(size_pt=style.size_pt - 1)
    title = Text(words.title, style, role="H1")
    names = stack(frame, (title, CORNER_GAP, partial(_corner, frame, plan)), top_pt, column)
    site = frame.line(plan.website_printed, SITE_PT, Weight.BOLD, Hand.LATIN)
    drop = drop_pt(site, SITE_PT)
    site_y = max(names.bottom_pt + SITE_GAP_PT + rise_pt(site, SITE_PT), code_bottom - drop)
    mark = frame.put(site, frame.start_pt, site_y)
    link = site_link(mark, plan.website, words.open_website, SITE_PT, SITE_DROP_PT)
    code = code_figure(frame, qr, frame.end_pt - code_pt, code_top, MODULE_PT, words.qr_code)
    return Part((*names.elements, link, code), (), max(site_y + drop, code_bottom))


def _corner(frame: Frame, plan: Contents, top_pt: float) -> Part:
    """The language or the city, and what it is in English."""
    own = frame.line(plan.words.corner, CORNER_PT, Weight.BOLD)
    english = plan.words.corner_english
    latin = frame.line(english, CORNER_ENGLISH_PT, Weight.BOLD, Hand.LATIN) if english else None
    baseline = top_pt + rise_pt(own, CORNER_PT)
    names = names_beside(frame, own, latin, frame.start_pt, baseline)
    return Part((Element("P", names),), (), baseline + drop_pt(own, CORNER_PT))


def _foot(frame: Frame, plan: Contents) -> Part:
    """Disclaimer and staff line, from y = 0 down."""
    for_staff = partial(lay_out_staff, frame, plan.staff, STAFF_PT, frame.measure_pt)
    return stack(frame, (RULE, DISCLAIMER_GAP, Text(plan.words.disclaimer, DISCLAIMER), STAFF_GAP, for_staff), 0.0)
