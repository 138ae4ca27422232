"""Spreadsheets: the directory out as a workbook, a list or HSDS, and what a list would change, in again."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.spreadsheet import bringing, copies
from handouts.wording import worded as _

SPREADSHEET = Area(
    name="spreadsheet",
    title=_("Spreadsheet"),
    address="/spreadsheet",
    folder=Path(__file__).parent,
    routes=(
        Route("/spreadsheet", bringing.show_spreadsheet, bringing.take_upload),
        Route("/spreadsheet/copy", None, copies.take_copy),
        Route("/spreadsheet/copy/{kind}", copies.show_copy),
        Route("/spreadsheet/{upload}", bringing.show_upload, bringing.take_changes),
        Route("/spreadsheet/{upload}/nothing", None, bringing.take_nothing),
    ),
)
