"""The foot: the QR code, where it leads, the disclaimer, that the list is likely incomplete, the staff line."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.flyer import Flyer
from handouts.layout.frame import (
    Frame,
    Hand,
    Part,
    baselines_pt,
    block_height_pt,
    drop_pt,
    put_block,
    rise_pt,
)
from handouts.layout.placed import Element, Link, Mark, Path
from handouts.layout.qr_code import MODULE_PT, QUIET_MODULES
from handouts.layout.staff import put_staff
from handouts.paper import Box
from handouts.text import Weight

FOOT_RULE_PT = 2.0


@dataclass(frozen=True, slots=True)
class FootSizes:
    """Type sizes in points."""

    more: float = 11.0
    site: float = 15.0
    disclaimer: float = 12.0
    incomplete: float = 11.0
    staff: float = 9.0
    module: float = MODULE_PT


def lay_out_foot(
    frame: Frame, flyer: Flyer, sizes: FootSizes, qr: Path, staff: str, top_pt: float, bottom_pt: float
) -> Part:
    """The foot with its rule at `top_pt`. Its bottom stands on `bottom_pt`, or lower where the text is longer: the
    caller lays it out twice, once to measure. The quiet zone of the code may lie in the white margin."""
    qr_size = qr.box.right * sizes.module
    quiet = QUIET_MODULES * sizes.module
    column = frame.measure_pt - qr_size - quiet - 7
    leading = frame.typography.label_leading
    elements: list[Element] = []
    artifacts: list[Mark] = []
    artifacts.append(frame.rule(frame.start_pt, frame.end_pt, top_pt + FOOT_RULE_PT / 2, FOOT_RULE_PT))
    top = top_pt + FOOT_RULE_PT

    own = 1 / frame.typography.scale
    more = frame.paragraph(flyer.words.more, Weight.SMALL).lines(sizes.more * own, column)
    site = frame.line(flyer.website_printed, sizes.site, Weight.BOLD, Hand.LATIN)
    more_size = sizes.more * own
    rows = list(baselines_pt(more, top + 4 + rise_pt(more[0], more_size), more_size * leading))
    # The site's name stands at the end of the last line where there is room: it saves a line.
    if more[-1].width_pt + 14 + site.width_pt <= column:
        above = rows[-2] - more[-2].ink.bottom if len(rows) > 1 else top + 4
        rows[-1] = max(rows[-1], above + site.ink.top + 1.5)
        site_mark = frame.put(site, frame.start_pt + more[-1].width_pt + 14, rows[-1])
    else:
        below = rows[-1] + drop_pt(more[-1], more_size)
        site_mark = frame.put(site, frame.start_pt, below + 2 + rise_pt(site, sizes.site))
    more_marks = tuple(frame.put(line, frame.start_pt, y) for line, y in zip(more, rows, strict=True))
    y = max(rows[-1] + drop_pt(more[-1], more_size), site_mark.y_pt + drop_pt(site, sizes.site))
    elements.append(Element("P", more_marks))
    link_box = Box(
        site_mark.x_pt, site_mark.y_pt - sizes.site, site_mark.x_pt + site.width_pt, site_mark.y_pt + sizes.site * 0.3
    )
    link = Link(flyer.website, flyer.words.open_website)
    elements.append(Element("P", (Element("Link", (site_mark,), language="en", box=link_box, link=link),)))

    scan = frame.paragraph(flyer.words.scan, Weight.SMALL).lines(sizes.more * own, column)
    disclaimer = frame.paragraph(flyer.words.disclaimer, Weight.BOLD).lines(sizes.disclaimer * own, column)
    # Large print has that sentence under its list: then it is empty here.
    sentence = frame.paragraph(flyer.words.incomplete, Weight.SMALL)
    incomplete = sentence.lines(sizes.incomplete * own, column) if flyer.words.incomplete else ()
    staff_block = put_staff(frame, staff, sizes.staff, column, 0.0)
    height = (
        (2 + block_height_pt(scan, sizes.more * own, sizes.more * own * leading))
        + (3 + block_height_pt(disclaimer, sizes.disclaimer * own, sizes.disclaimer * own * leading))
        + (2.5 + block_height_pt(incomplete, sizes.incomplete * own, sizes.incomplete * own * leading))
        + (3 + staff_block.bottom_pt)
    )
    if y + height <= top + quiet + 1 + qr_size:  # an aid, printed where it costs no height
        block = put_block(frame, scan, frame.start_pt, y + 2, sizes.more * own, sizes.more * own * leading)
        elements.append(Element("P", block.marks))
        y = block.bottom_pt

    block = put_block(
        frame, disclaimer, frame.start_pt, y + 3, sizes.disclaimer * own, sizes.disclaimer * own * leading
    )
    elements.append(Element("P", block.marks))
    if incomplete:
        block = put_block(
            frame,
            incomplete,
            frame.start_pt,
            block.bottom_pt + 2.5,
            sizes.incomplete * own,
            sizes.incomplete * own * leading,
        )
        elements.append(Element("P", block.marks))
    height = staff_block.bottom_pt
    bottom = max(bottom_pt, block.bottom_pt + 3 + height, top + quiet + 1 + qr_size)
    staff_block = put_staff(frame, staff, sizes.staff, column, bottom - height)
    elements.append(Element("P", staff_block.marks, language="en"))

    qr_mark = frame.put_path(qr, frame.end_pt - qr_size, bottom - qr_size, sizes.module)
    elements.append(Element("Figure", (qr_mark,), alt=flyer.words.qr_code, box=qr_mark.box))
    return Part(tuple(elements), tuple(artifacts), bottom)
