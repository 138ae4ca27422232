"""The overview: how old the information is, what needs a person, what is not yet on paper."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.overview import pages
from handouts.wording import worded as _

OVERVIEW = Area(
    name="overview",
    title=_("Overview"),
    address="/",
    folder=Path(__file__).parent,
    routes=(Route("/", pages.show_overview), Route("/overview/found", pages.show_found)),
)
