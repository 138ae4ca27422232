"""Bind: finished flyers to booklets, and any PDF to print files. The only folder that imports pypdf."""

from __future__ import annotations

from handouts.bind.booklet import BoundPart, BoundVolume, OpenFiles, bind_booklet
from handouts.bind.staff import StaffSetting

__all__ = ["BoundPart", "BoundVolume", "OpenFiles", "StaffSetting", "bind_booklet"]
