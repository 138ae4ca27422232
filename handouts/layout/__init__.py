"""Lay out: Flyer -> PlacedPage. Boxes in points, in reading order; nothing is written yet."""

from __future__ import annotations

from handouts.layout.page.copyfit import DoesNotFit, LaidOut
from handouts.layout.page.said import unsaid
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.typography import Typography, typography_of
from handouts.layout.parts.qr_code import qr_shape
from handouts.layout.parts.staff import staff_line, with_code
from handouts.layout.sheets.flyer import lay_out_flyer

__all__ = [
    "DoesNotFit",
    "LaidOut",
    "LanguageSetting",
    "Typography",
    "lay_out_flyer",
    "qr_shape",
    "staff_line",
    "typography_of",
    "unsaid",
    "with_code",
]
