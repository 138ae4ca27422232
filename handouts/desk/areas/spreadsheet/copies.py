"""Copies of the directory to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from handouts.desk.page import Page
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.errors import HandoutError
from handouts.exchange.directory_rows import edits_for_ids
from handouts.exchange.hsds_out import package_of
from handouts.exchange.spreadsheets import csv_of, xlsx_of
from handouts.sources.load import Data
from handouts.wording import worded as _

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final = {"directory.xlsx": _XLSX, "directory.csv": "text/csv; charset=utf-8", "hsds.zip": "application/zip"}
_WITH_IDS: Final = frozenset({"directory.xlsx", "directory.csv"})
"""Kinds whose rows are known again by the ids of organisations."""


def take_copy(page: Page) -> Response:
    """Give every organisation its id, where one has none; then the copy."""
    kind = next((each for each in KINDS if each == page.typed("kind")), None)
    if kind is None:
        return page.missing()
    edits = edits_for_ids(page.state.data.directory) if kind in _WITH_IDS else []
    if edits:
        if not page.state.whole:
            return page.render("never.html", 409, problems=page.told(page.state.problems), error="")
        what = Saying(_("{n} organizations got an id, by which spreadsheets know them again"), {"n": str(len(edits))})
        made_from = {"directory.yaml": page.state.digest("directory")}
        change = Change(what, {"directory": edits}, made_from=made_from, area="spreadsheet", address="/spreadsheet")
        try:
            page.desk.store.save(change, page.seat.who)
        except HandoutError as error:
            return page.render("never.html", 409, problems=(), error=error)
    return page.go(f"/spreadsheet/copy/{kind}")


def show_copy(page: Page) -> Response:
    """A copy of the directory as it is."""
    kind = next((each for each in KINDS if each == page.path("kind")), None)
    data = page.state.data
    if kind is None:
        return page.missing()
    if kind in _WITH_IDS and edits_for_ids(data.directory):
        return page.go("/spreadsheet")
    if kind not in _WITH_IDS:
        content = package_of(data.handout, data.directory, with_notes=False)
    else:
        content = _made_by(kind)(data.handout, data.directory, data.documents["directory"].digest)
    named = {"Content-Disposition": f'attachment; filename="{_name(data, kind)}"'}
    return Response(content, media_type=KINDS[kind], headers=named)


def _made_by(kind: str) -> Callable[..., bytes]:
    return xlsx_of if kind.endswith(".xlsx") else csv_of


def _name(data: Data, kind: str) -> str:
    """With the first digits of what it was made from, so that two copies are told apart."""
    stem, _, ending = kind.partition(".")
    return f"{stem}-{data.documents['directory'].digest[:8]}.{ending}"
