"""The directory: places, organisations, numbers."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.directory import pages
from handouts.interface.words import marked as _

DIRECTORY = Area(
    name="directory",
    title=_("Directory"),
    address="/directory",
    folder=Path(__file__).parent,
    routes=(Route("/directory", pages.show_directory),),
)
