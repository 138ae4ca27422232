"""The history: every save, by whom and when, what it changed, and each can be undone by itself."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.history import pages
from handouts.wording import worded as _

HISTORY = Area(
    name="history",
    title=_("History"),
    address="/history",
    folder=Path(__file__).parent,
    routes=(Route("/history", pages.show_history), Route("/history/{number}", pages.show_entry)),
)
"""Its undo is the desk's own: every page has it."""
