"""Head and foot of the back of a sheet: each side says by itself which city it is of, in which language, how old, and
what it is no substitute for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Edge, Frame, Hand, Part, baselines_pt, drop_pt, rise_pt
from handouts.layout.page.placed import RUNNING_HEAD, Element
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, inside, stack
from handouts.layout.parts.foot import HAIR_PT
from handouts.layout.parts.head import HeadSizes, HeadTexts, archived_band, city_and_language
from handouts.layout.parts.links import LINK_DROP_EM, site_link
from handouts.layout.parts.marks import RULES, RuleWeights
from handouts.layout.parts.notice import unreviewed_block
from handouts.layout.parts.pointer import lay_out_pointers
from handouts.layout.parts.staff import lay_out_staff
from handouts.text import Weight

HEAD = HeadSizes(city=20.0, city_latin=13.0, language=17.0, city_floor=17.0, date=13.0, title=11.0)
RULE_GAP_PT = 4.0
BAND_GAP_PT = 3.5
POINTER_GAP_PT = 4.0
"""Above and below the words that point to the other side."""
TITLE_GAP_PT = 14.0
"""Between the date and the title beside it, at least."""
SITE_GAP_PT = 8.0
"""Between the disclaimer and the site's name beside it, at least."""
LINE_GAP_PT, STAFF_GAP_PT = 2.5, 2.5


@dataclass(frozen=True, slots=True)
class BackSizes:
    """Type sizes in points."""

    disclaimer: float = 12.0
    site: float = 12.0
    unreviewed: float = 11.0
    staff: float = 9.0
    rules: RuleWeights = RULES

    @property
    def disclaimer_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.disclaimer, Weight.BOLD, by_latin=True)

    @property
    def unreviewed_style(self) -> ParagraphStyle:
        return ParagraphStyle(self.unreviewed, Weight.BOLD, by_latin=True)


def lay_out_back_head(frame: Frame, flyer: Flyer, sizes: BackSizes, pointers: Sequence[str], top_pt: float) -> Part:
    """City and language, the date with the title, and what points to what stands on the front."""
    band = Rule(sizes.rules.band)
    repeated: tuple[Block, ...] = (
        partial(city_and_language, frame, HeadTexts.of(flyer), HEAD),
        Gap(RULE_GAP_PT),
        band,
        *archived_band(flyer.archived, HEAD),
        Gap(BAND_GAP_PT),
        partial(_date_and_title, frame, flyer),
    )
    blocks: tuple[Block, ...] = (
        inside(RUNNING_HEAD, stack(frame, repeated, 0.0)),
        Gap(POINTER_GAP_PT),
        *((partial(lay_out_pointers, frame, pointers), Gap(POINTER_GAP_PT)) if pointers else ()),
        band,
    )
    return stack(frame, blocks, top_pt)


def lay_out_back_foot(frame: Frame, flyer: Flyer, sizes: BackSizes, staff: str) -> Part:
    """Disclaimer, site, that nobody has reviewed the translation, staff line: from y = 0 down."""
    blocks = (
        Rule(sizes.rules.band),
        Gap(RULE_GAP_PT),
        partial(_disclaimer_and_site, frame, flyer, sizes),
        *_unreviewed(frame, flyer, sizes),
        Gap(STAFF_GAP_PT),
        partial(lay_out_staff, frame, staff, sizes.staff, frame.measure_pt),
    )
    return stack(frame, blocks, 0.0)


def _date_and_title(frame: Frame, flyer: Flyer, top_pt: float) -> Part:
    """Both on one baseline where they have room, else the title below."""
    date = frame.line(flyer.words.last_updated, HEAD.date, Weight.BOLD)
    style = ParagraphStyle(HEAD.title)
    x = frame.start_pt + date.width_pt + TITLE_GAP_PT
    beside = style.lines(frame, flyer.title, frame.end_pt - x) if x < frame.end_pt else ()
    if len(beside) != 1 or x + beside[0].width_pt > frame.end_pt:
        dated = Text(flyer.words.last_updated, ParagraphStyle(HEAD.date, Weight.BOLD))
        return stack(frame, (dated, Gap(LINE_GAP_PT), Text(flyer.title, style)), top_pt)
    baseline = top_pt + max(rise_pt(date, HEAD.date), rise_pt(beside[0], HEAD.title))
    elements = (
        Element("P", (frame.put(date, frame.start_pt, baseline),)),
        Element("P", (frame.put(beside[0], x, baseline),)),
    )
    return Part(elements, (), baseline + max(drop_pt(date, HEAD.date), drop_pt(beside[0], HEAD.title)))


def _disclaimer_and_site(frame: Frame, flyer: Flyer, sizes: BackSizes, top_pt: float) -> Part:
    """The site's name at the end of the disclaimer's last line, or below it."""
    style = sizes.disclaimer_style
    size = style.set_pt(frame.typography)
    lines = style.lines(frame, flyer.words.disclaimer, frame.measure_pt)
    rows = baselines_pt(lines, top_pt + rise_pt(lines[0], size), style.pitch_pt(frame.typography))
    site = frame.line(flyer.website_printed, sizes.site, Weight.BOLD, Hand.LATIN)
    bottom = rows[-1] + drop_pt(lines[-1], size)
    if lines[-1].width_pt + SITE_GAP_PT + site.width_pt <= frame.measure_pt + HAIR_PT:
        mark = frame.put(site, frame.end_pt, rows[-1], Edge.END)
    else:
        mark = frame.put(site, frame.start_pt, bottom + LINE_GAP_PT + rise_pt(site, sizes.site))
    said = Element("P", tuple(frame.put(line, frame.start_pt, y) for line, y in zip(lines, rows, strict=True)))
    link = site_link(mark, flyer.website, flyer.words.open_website, sizes.site, sizes.site * LINK_DROP_EM)
    return Part((said, link), (), max(bottom, mark.y_pt + drop_pt(site, sizes.site)))


def _unreviewed(frame: Frame, flyer: Flyer, sizes: BackSizes) -> Iterator[Block]:
    if flyer.unreviewed is not None:
        style = sizes.unreviewed_style
        yield Gap(LINE_GAP_PT)
        yield unreviewed_block(frame, flyer.unreviewed, style, frame.measure_pt)
