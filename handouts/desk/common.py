"""Pages that belong to no area: who sits here, the language, drafts."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import JSONResponse, Response

from handouts.desk.area import Route
from handouts.desk.conflicts import CONFLICTS
from handouts.desk.mending import MENDING
from handouts.desk.page import Page
from handouts.desk.preview.pages import PREVIEWS
from handouts.desk.store.seat import MOST_LETTERS, write_seat

_DRAFT_ADDRESS = "draft-address"
_DRAFT_TITLE = "draft-title"
_NO_TEXT = frozenset(map(chr, range(32)))


def _who(page: Page) -> Response:
    return page.render("who.html", name=page.seat.who, wrong=False)


def _take_who(page: Page) -> Response:
    name = " ".join("".join(" " if c in _NO_TEXT else c for c in page.typed("name")).split())
    if not name or len(name) > MOST_LETTERS:
        return page.render("who.html", 422, name=name, wrong=True)
    write_seat(page.desk.folders.data, replace(page.seat, who=name))
    return page.go(page.back("/"))


def _take_language(page: Page) -> Response:
    if page.typed("language") in [words.language for words in page.desk.interface]:
        write_seat(page.desk.folders.data, replace(page.seat, language=page.typed("language")))
    return page.go(page.back("/"))


def _take_draft(page: Page) -> Response:
    """What the script sends while somebody types: the fields of the form, its address and title."""
    address = page.typed(_DRAFT_ADDRESS)
    if not address.startswith("/") or len(address) > 300:
        return JSONResponse({"kept": ""}, 422)
    fields = tuple(field for field in page.fields() if field[0] not in (_DRAFT_ADDRESS, _DRAFT_TITLE))
    draft = page.desk.store.drafts.keep(
        address, page.typed(_DRAFT_TITLE)[:200], page.desk.clock(), page.seat.who, fields
    )
    return JSONResponse({"kept": page.moment(draft.at)})


def _put_aside(page: Page) -> Response:
    page.desk.store.drafts.put_aside(page.path("draft"))
    return page.go(page.back("/"))


COMMON = (
    Route("/who", _who, _take_who),
    Route("/language", None, _take_language),
    Route("/drafts", None, _take_draft),
    Route("/drafts/{draft}/aside", None, _put_aside),
    *CONFLICTS,
    *MENDING,
    *PREVIEWS,
)
