"""Make a picture of a finished sheet, for phones, or as it is, for a screen."""

from __future__ import annotations

from handouts.picture.pages import picture_of_pages
from handouts.picture.phone import picture_of_sheet

__all__ = ["picture_of_pages", "picture_of_sheet"]
