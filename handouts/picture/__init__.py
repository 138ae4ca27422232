"""Make a picture of a finished sheet, for phones."""

from __future__ import annotations

from handouts.picture.phone import picture_of_sheet

__all__ = ["picture_of_sheet"]
