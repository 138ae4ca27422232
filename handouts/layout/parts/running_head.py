"""The running head: city and date again, on every page after the first."""

from __future__ import annotations

from functools import partial

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Frame, Part, drop_pt, rise_pt
from handouts.layout.page.placed import Element
from handouts.layout.page.stack import Gap, ParagraphStyle, Rule, Text, stack
from handouts.text import Weight

RULE = Rule(2.0)
RULE_GAP_PT = 3.0
DATE_GAP_PT = 20.0
"""Between the city and the date beside it, at least."""
LINE_GAP_PT = 2.0
"""Between them where the date stands below."""


def running_head(frame: Frame, flyer: Flyer, top_pt: float, *, city: float, date: float) -> Part:
    """City and date at these sizes in points, and a rule below them."""
    return stack(frame, (partial(_city_and_date, frame, flyer, city, date), Gap(RULE_GAP_PT), RULE), top_pt)


def _city_and_date(frame: Frame, flyer: Flyer, city_pt: float, date_pt: float, top_pt: float) -> Part:
    """Both on one baseline, or else the date below the city."""
    size = city_pt * frame.typography.display_scale
    name = frame.line(flyer.city_own, size, Weight.BOLD)
    when = frame.line(flyer.words.last_updated, date_pt, Weight.BOLD)
    date_x = frame.start_pt + name.width_pt + DATE_GAP_PT
    one_line = date_x + when.width_pt <= frame.end_pt
    baseline = top_pt + max(rise_pt(name, size), rise_pt(when, date_pt) if one_line else 0.0)
    bottom = baseline + drop_pt(name, size)
    named = Element("P", (frame.put(name, frame.start_pt, baseline),))
    if one_line:
        dated = Element("P", (frame.put(when, date_x, baseline),))
        return Part((named, dated), (), max(bottom, baseline + drop_pt(when, date_pt)))
    dates = Text(flyer.words.last_updated, ParagraphStyle(date_pt, Weight.BOLD))
    below = stack(frame, (Gap(LINE_GAP_PT), dates), bottom)
    return Part((named, *below.elements), (), below.bottom_pt)
