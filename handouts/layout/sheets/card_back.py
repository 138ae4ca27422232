"""The back of a card: the QR code with its quiet zone at the trailing edge, the fixed texts around it.

Lines are narrow beside the code and go the whole width below it. Where the texts are long, air gives way first, then
the size of the site's name, then the English half of the unreviewed line: the sheet's margin says it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from handouts.content.flyer import Flyer
from handouts.layout.page.copyfit import DoesNotFit
from handouts.layout.page.frame import CAP_HEIGHT_EM, DESCENT_EM, INK_GAP_PT, Frame, Hand, rise_pt
from handouts.layout.page.placed import Element, Link, PlacedLine, PlacedPage, Shape
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.notice import ONE_LINE, TWO_LINES, notice_text
from handouts.layout.parts.organisation_on_card import ink_drop_pt
from handouts.layout.parts.qr_code import MODULE_PT, QUIET_MODULES
from handouts.paper import Box, mm_from_pt
from handouts.text import Line, Weight

SITE = ((10.5, Weight.BOLD), (9.0, Weight.BOLD), (9.0, Weight.SMALL))
"""Size and weight of the site's name, the strongest first."""
AIR = ((5.0, 1.0), (3.5, 1.0), (2.5, 0.96), (1.5, 0.92), (0.6, 0.88), (0.0, 0.82), (0.0, 0.0))
"""Points between paragraphs, and the part of the leading that is kept; the last as near as ink allows."""


PUSH_PT = 3.0
"""A line that begins so little above the end of the quiet zone is pushed below it, where it is wider."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class _Code:
    """Where the code stands. `beside_pt`: the width left beside its quiet zone; `below_pt`: where that ends."""

    left_pt: float
    top_pt: float
    size_pt: float
    beside_pt: float
    below_pt: float


def lay_out_back(frame: Frame, flyer: Flyer, qr: Shape, text_pt: float, toner_limit: float) -> PlacedPage | DoesNotFit:
    """The back, below the limit of toner (a part of the card) or as light as it can be; a DoesNotFit that names the
    millimetres missing where the texts have no room."""
    size, quiet = qr.box.right * MODULE_PT, QUIET_MODULES * MODULE_PT
    left = frame.width_pt - quiet - size
    code = _Code(left, quiet, size, left - quiet - frame.start_pt, quiet + size + quiet)
    over, lightest = float("inf"), None
    for texts, (site_pt, weight) in product(_variants(frame, flyer), SITE):
        site = frame.line(flyer.website_printed, site_pt, weight, Hand.LATIN)
        site_y = frame.height_pt - frame.margin_pt - ink_drop_pt(site)
        for gap, leading in AIR:
            paragraphs, bottom = _around(frame, texts, text_pt / frame.typography.scale, gap, leading, code)
            missing = bottom + max(gap, INK_GAP_PT) - (site_y - max(_rise(site), CAP_HEIGHT_EM * site_pt))
            over = min(over, missing)
            if missing > 0:
                continue
            page = _page(frame, flyer, qr, code, paragraphs, frame.put(site, frame.start_pt, site_y))
            toner = toner_of(page, frame.typesetter)
            if lightest is None or toner < lightest[0]:
                lightest = toner, page
            break
        if lightest is not None and lightest[0] <= toner_limit:
            break
    if lightest is None:
        return DoesNotFit("the texts of the card's back do not fit", mm_from_pt(over))
    return lightest[1]


def _variants(frame: Frame, flyer: Flyer) -> Sequence[Sequence[_Text]]:
    """The texts, with both languages of the unreviewed line, and with the reader's own alone."""
    words = flyer.words
    texts = (
        _Text(words.last_updated, Weight.BOLD),
        _Text(words.disclaimer, Weight.BOLD),
        _Text(words.incomplete, Weight.SMALL),
    )
    if flyer.unreviewed is None:
        return (texts,)
    parted = (notice_text(frame, flyer.unreviewed, parted_by) for parted_by in (TWO_LINES, ONE_LINE))
    return tuple((*texts, _Text(text, Weight.SMALL)) for text in (*parted, flyer.unreviewed.own))


def _around(
    frame: Frame, texts: Sequence[_Text], size: float, gap: float, leading: float, code: _Code
) -> tuple[list[tuple[PlacedLine, ...]], float]:
    """Paragraphs under each other from the top of the card, each tightened by `leading`; and where their ink ends."""
    pitch = size * frame.typography.label_leading * leading
    found: list[tuple[PlacedLine, ...]] = []
    before: PlacedLine | None = None
    for text in texts:
        paragraph = frame.paragraph(text.text, text.weight)
        lines = paragraph.lines(size, code.beside_pt)
        marks: list[PlacedLine] = []
        at, below = 0, False
        while at < len(lines):
            y = _baseline(frame, lines[at], before, size, pitch, 0.0 if marks else gap)
            # A line that begins a little above the end of the quiet zone gives more room a little below it.
            if not below and y - max(CAP_HEIGHT_EM * size, lines[at].ink.top) >= code.below_pt - PUSH_PT:
                rest = text.text[sum(len(line.text) for line in lines[:at]) :]
                lines = (*lines[:at], *frame.paragraph(rest, text.weight).lines(size, frame.measure_pt))
                below = True
                y = _baseline(frame, lines[at], before, size, pitch, 0.0 if marks else gap)
                y = max(y, code.below_pt + lines[at].ink.top)
            before = frame.put(lines[at], frame.start_pt, y)
            marks.append(before)
            at += 1
        found.append(tuple(marks))
    return found, before.y_pt + ink_drop_pt(before.line) if before else frame.margin_pt


def _baseline(frame: Frame, line: Line, before: PlacedLine | None, size: float, pitch: float, gap: float) -> float:
    """Where a line stands below the one before it: the pitch, or as near as ink allows, and the gap."""
    if before is None:
        return frame.margin_pt + max(CAP_HEIGHT_EM * size, line.ink.top)
    return before.y_pt + max(pitch, ink_drop_pt(before.line) + line.ink.top + INK_GAP_PT) + gap


def _rise(line: Line) -> float:
    return max(0.0, line.ink.top)


def _page(
    frame: Frame,
    flyer: Flyer,
    qr: Shape,
    code: _Code,
    paragraphs: Sequence[tuple[PlacedLine, ...]],
    site: PlacedLine,
) -> PlacedPage:
    height = rise_pt(site.line, max(run.size_pt for run in site.line.runs))
    box = Box(site.x_pt, site.y_pt - height, site.x_pt + site.line.width_pt, site.y_pt + DESCENT_EM * height)
    link = Element("Link", (site,), language="en", box=box, link=Link(flyer.website, flyer.words.open_website))
    qr_mark = frame.put_shape(qr, code.left_pt, code.top_pt, MODULE_PT)
    elements = (
        *(Element("P", marks) for marks in paragraphs),
        Element("P", (link,)),
        Element("Figure", (qr_mark,), alt=flyer.words.qr_code, box=qr_mark.box),
    )
    return PlacedPage(frame.width_pt, frame.height_pt, elements)
