"""What on a page leads somewhere: lines that are live links, the site's name, its QR code."""

from __future__ import annotations

from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Element, Link, PlacedLine, Shape
from handouts.layout.parts.heard import in_language
from handouts.paper import Box

LINK_DROP_EM = 0.3
"""How far the box of a link reaches below the baseline."""


def linked(
    mark: PlacedLine, link: Link, above_pt: float, below_pt: float, beside_pt: float = 0.0, language: str = ""
) -> Element:
    """A line that is a live link. Its box reaches so far above and below the baseline, and beyond both ends.

    `language`: of the line, where it is not the reader's; what is said of the link is in the reader's.
    """
    box = Box(
        left=mark.x_pt - beside_pt,
        top=mark.y_pt - above_pt,
        right=mark.x_pt + mark.line.width_pt + beside_pt,
        bottom=mark.y_pt + below_pt,
    )
    return Element("Link", in_language((mark,), language), box=box, link=link)


def site_link(site: PlacedLine, address: str, spoken: str, above_pt: float, below_pt: float) -> Element:
    """The site's name as a paragraph that leads there; `spoken` for screen readers."""
    return Element("P", (linked(site, Link(address, spoken), above_pt, below_pt, language="en"),))


def code_figure(frame: Frame, qr: Shape, x_pt: float, top_pt: float, module_pt: float, spoken: str) -> Element:
    """The QR code with its leading edge at logical x, its modules of this size; `spoken` for screen readers."""
    mark = frame.put_shape(qr, x_pt, top_pt, module_pt)
    return Element("Figure", (mark,), alt=spoken, box=mark.box)
