"""The running head: city and date again, and that the sheet is archived, on every page after the first."""

from __future__ import annotations

from functools import partial

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Edge, Frame, Part, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import RUNNING_HEAD, Element
from handouts.layout.page.stack import Gap, ParagraphStyle, Rule, Text, inside, stack
from handouts.layout.parts.head import CITY_LEADING, HeadSizes, archived_band
from handouts.layout.parts.marks import RULES
from handouts.text import Weight

RULE = Rule(RULES.band)
RULE_GAP_PT = 3.0
DATE_GAP_PT = 14.0
"""Between the city and the date at the other end of the line, at least."""
SMALLER = (1.0, 0.96, 0.92)
"""Both may be so much smaller, rather than take two lines."""
BAND_AIR = 0.5
"""Of the band of an archived sheet, against that of its first page: there are numbers to stand below."""
LINE_GAP_PT = 2.0
"""Between them where the date stands below."""


def running_head(frame: Frame, flyer: Flyer, top_pt: float, *, city: float, date: float, archived: float) -> Part:
    """City and date at these sizes in points, and a rule below them; the band of an archived sheet, at its size."""
    band = archived_band(flyer.archived, HeadSizes(archived=archived, air=BAND_AIR))
    blocks = (partial(_city_and_date, frame, flyer, city, date), Gap(RULE_GAP_PT), RULE, *band)
    return inside(RUNNING_HEAD, stack(frame, blocks, top_pt))


def _city_and_date(frame: Frame, flyer: Flyer, city_pt: float, date_pt: float, top_pt: float) -> Part:
    """Both on one baseline, at its two ends, a little smaller if need be; or else the date below the city."""
    for smaller in SMALLER:
        size = city_pt * smaller * frame.typography.display_scale
        name = frame.line(flyer.city_own, size, Weight.BOLD)
        when = frame.line(flyer.words.last_updated, date_pt * smaller, Weight.BOLD)
        if name.width_pt + DATE_GAP_PT + when.width_pt <= frame.measure_pt:
            baseline = top_pt + max(rise_pt(name, size), rise_pt(when, date_pt * smaller))
            named = Element("P", (frame.put(name, frame.start_pt, baseline),))
            dated = Element("P", (frame.put(when, frame.end_pt, baseline, Edge.END),))
            bottom = baseline + max(drop_pt(name, size), drop_pt(when, date_pt * smaller))
            return Part((named, dated), (), bottom)
    size = city_pt * frame.typography.display_scale
    lines = frame.paragraph(flyer.city_own, Weight.BOLD).lines(size, frame.measure_pt)
    names = put_block(frame, lines, frame.start_pt, top_pt, size, size * CITY_LEADING)
    dates = Text(flyer.words.last_updated, ParagraphStyle(date_pt, Weight.BOLD))
    below = stack(frame, (Gap(LINE_GAP_PT), dates), names.bottom_pt)
    return Part((Element("P", names.marks), *below.elements), (), below.bottom_pt)
