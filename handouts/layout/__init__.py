"""Lay out: Flyer -> PlacedPage. Boxes in points, in reading order; nothing is written yet.

What is named here is imported when it is first asked for: whoever gives out the work only needs to know how a language
is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.late import late_names

if TYPE_CHECKING:
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

__getattr__ = late_names(
    __name__,
    {
        "DoesNotFit": "page.copyfit",
        "LaidOut": "page.copyfit",
        "LanguageSetting": "page.setting",
        "Typography": "page.typography",
        "lay_out_flyer": "sheets.flyer",
        "qr_shape": "parts.qr_code",
        "staff_line": "parts.staff",
        "typography_of": "page.typography",
        "unsaid": "page.said",
        "with_code": "parts.staff",
    },
)
