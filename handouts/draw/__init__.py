"""Draw: PlacedPage to PDF bytes, tagged, with the fonts cut down to what a language prints."""

from __future__ import annotations

from handouts.draw.document import draw_document
from handouts.draw.fontplan import FontPlan, FontSource, Taken, plan_fonts, plan_taken, taken_by
from handouts.draw.kept_fonts import KeptFonts
from handouts.draw.legible import LegibleLines
from handouts.draw.operators import DrawCache
from handouts.draw.planned_font import PlannedFont
from handouts.draw.reportlab_canvas import CanvasCache

__all__ = [
    "CanvasCache",
    "DrawCache",
    "FontPlan",
    "FontSource",
    "KeptFonts",
    "LegibleLines",
    "PlannedFont",
    "Taken",
    "draw_document",
    "plan_fonts",
    "plan_taken",
    "taken_by",
]
