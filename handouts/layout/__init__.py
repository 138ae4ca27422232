"""Lay out: Flyer -> PlacedPage. Boxes in points, in reading order; nothing is written yet."""

from __future__ import annotations

from handouts.layout.flyer_page import DoesNotFit, LaidOut, lay_out_flyer, staff_line
from handouts.layout.qr_code import qr_path
from handouts.layout.typography import Typography, typography_of

__all__ = ["DoesNotFit", "LaidOut", "Typography", "lay_out_flyer", "qr_path", "staff_line", "typography_of"]
