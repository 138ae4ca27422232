"""The areas of the desk, in the order of the navigation. A further one is a folder here and a line."""

from __future__ import annotations

from handouts.desk.area import Area
from handouts.desk.areas.calls import CALLS
from handouts.desk.areas.directory import DIRECTORY
from handouts.desk.areas.history import HISTORY
from handouts.desk.areas.overview import OVERVIEW
from handouts.desk.areas.printing import PRINTING
from handouts.desk.areas.spreadsheet import SPREADSHEET
from handouts.desk.areas.texts import TEXTS
from handouts.desk.areas.translations import TRANSLATIONS

AREAS: tuple[Area, ...] = (OVERVIEW, DIRECTORY, TEXTS, TRANSLATIONS, CALLS, SPREADSHEET, PRINTING, HISTORY)
