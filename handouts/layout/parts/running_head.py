"""The running head: city and date again, for every side or page after the first."""

from __future__ import annotations

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Frame, Part, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element
from handouts.text import Weight

BESIDE_PT = 20.0
"""Between city and date on one line."""
BELOW_PT = 2.0
"""Between them where the date takes a line of its own."""
RULE_GAP_PT = 3.0
"""Above the rule."""
RULE_PT = 2.0


def running_head(frame: Frame, flyer: Flyer, top_pt: float, *, city: float, date: float) -> Part:
    """City and date over a rule, from `top_pt` down; `city` and `date` are their sizes in points."""
    name = frame.line(flyer.city_own, city * frame.typography.display_scale, Weight.BOLD)
    when = frame.line(flyer.words.last_updated, date, Weight.BOLD)
    size = city * frame.typography.display_scale
    one_line = name.width_pt + BESIDE_PT + when.width_pt <= frame.measure_pt
    rise = max(rise_pt(name, size), rise_pt(when, date) if one_line else 0.0)
    baseline = top_pt + rise
    elements = [Element("P", (frame.put(name, frame.start_pt, baseline),))]
    bottom = baseline + drop_pt(name, size)
    if one_line:
        elements.append(Element("P", (frame.put(when, frame.start_pt + name.width_pt + BESIDE_PT, baseline),)))
        bottom = max(bottom, baseline + drop_pt(when, date)) + RULE_GAP_PT
    else:
        lines = frame.paragraph(flyer.words.last_updated, Weight.BOLD).lines(date, frame.measure_pt)
        block = put_block(frame, lines, frame.start_pt, bottom + BELOW_PT, date, date * frame.typography.label_leading)
        elements.append(Element("P", block.marks))
        bottom = block.bottom_pt + RULE_GAP_PT
    rule = frame.rule(frame.start_pt, frame.end_pt, bottom + RULE_PT / 2, RULE_PT)
    return Part(tuple(elements), (rule,), bottom + RULE_PT)
