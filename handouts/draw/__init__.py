"""Draw: PlacedPage to PDF bytes, tagged, with the fonts cut down to what a language prints."""

from __future__ import annotations

from handouts.draw.document import draw_document
from handouts.draw.fontplan import FontPlan, FontSource, PlannedFont, Taken, plan_fonts, plan_taken, taken_by
from handouts.draw.legible import LegibleLines
from handouts.draw.operators import DrawCache

__all__ = [
    "DrawCache",
    "FontPlan",
    "FontSource",
    "LegibleLines",
    "PlannedFont",
    "Taken",
    "draw_document",
    "plan_fonts",
    "plan_taken",
    "taken_by",
]
