"""Lay out: Flyer -> PlacedPage. Boxes in points, in reading order; nothing is written yet."""

from __future__ import annotations

from handouts.layout.fitting import DoesNotFit, LaidOut
from handouts.layout.flyer_page import lay_out_flyer
from handouts.layout.formats import ASKED_FOR, FORMATS, Format
from handouts.layout.qr_code import qr_path
from handouts.layout.staff import staff_line
from handouts.layout.typography import Typography, typography_of

__all__ = [
    "ASKED_FOR",
    "FORMATS",
    "DoesNotFit",
    "Format",
    "LaidOut",
    "Typography",
    "lay_out_flyer",
    "qr_path",
    "staff_line",
    "typography_of",
]
