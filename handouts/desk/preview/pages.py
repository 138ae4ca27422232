"""`/api/preview`: a page as it will be, saved (GET) or with what is typed in a form and not saved (POST)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from handouts.desk.area import Route
from handouts.desk.page import Page
from handouts.desk.preview.engine import CantShowError, Wanted, sheet_product
from handouts.desk.store.store import Change
from handouts.errors import HandoutError, InputError, Problem
from handouts.products.loading import load_data
from handouts.products.table import DRAWN
from handouts.sources.load import FILES, Data
from handouts.sources.yaml_document import Document
from handouts.sources.yaml_edits import edited_text
from handouts.sources.yaml_reader import parse_yaml

PREVIEW = "/api/preview"
_MOST_SAID = 5


def _show(page: Page) -> Response:
    data = page.state.data
    wanted = _wanted(page, data)
    if wanted is None:
        return page.missing()
    try:
        with page.desk.preview.turn("") as _mine:
            return _png(page.desk.preview.saved(data, wanted))
    except (CantShowError, InputError) as error:
        return _refused(page, error.problems)


def _take(page: Page) -> Response:
    """The page with the fields of a form. 204 where newer ones of the same form have come meanwhile."""
    query = page.request.query_params
    change_of = page.desk.forms.get(query.get("form", ""))
    key = tuple(query.getlist("key"))
    wanted = _wanted(page, page.state.data)
    if change_of is None or wanted is None:
        return page.missing()
    try:
        with page.desk.preview.turn("/".join((query["form"], *key))) as mine:
            if not mine:
                return Response(status_code=204)
            data, files = _as_typed(page, change_of(page, key))
            translations = files.get(f"translations/{wanted.language}.po")
            return _png(page.desk.preview.picture(data, replace(wanted, translations=translations)))
    except (CantShowError, InputError) as error:
        return _refused(page, error.problems)
    except HandoutError as error:
        return _refused(page, error)


def _wanted(page: Page, data: Data) -> Wanted | None:
    """None for a city, language or kind of sheet that there is not."""
    product = sheet_product(page.asked("format") or next(iter(DRAWN)))
    city = next((each.id for each in data.directory.cities if each.id == page.asked("city")), None)
    language = next((each.tag for each in data.languages.languages if each.tag == page.asked("language")), None)
    if product is None or city is None or language is None or data.handout.paper not in product.papers:
        return None
    return Wanted(city, language, product)


def _as_typed(page: Page, change: Change) -> tuple[Data, Mapping[str, bytes | None]]:
    """The data as they would be after a change, and the other files that it would write. Nothing is written.

    Raises InputError with what would be wrong, UsageError for an edit that can't be done.
    """
    state, store = page.state, page.desk.store
    documents: dict[str, Document] = dict(state.data.documents)
    files = dict(change.files)
    for name in FILES:
        file = f"{name}.yaml"
        content = files.get(file)
        if name in change.edits:
            before = content or store.content(file) or b""
            content = edited_text(before.decode("utf-8"), change.edits[name], file=file).encode("utf-8")
        if content is not None:
            document, problems = parse_yaml(file, content.decode("utf-8"))
            if document is None or problems:
                raise InputError(problems)
            documents[name] = document
    return load_data(store.folder, page.desk.clock().date(), documents), files


def _png(content: bytes) -> Response:
    return Response(content, media_type="image/png")


def _refused(page: Page, problems: HandoutError | Sequence[Problem]) -> Response:
    """Why there is no picture, in words: not where in a file, which nobody has opened. An answer like another: half of
    what is typed is wrong until it is whole, and browsers complain of every answer that is none."""
    said = dict.fromkeys(page.lines(problems))
    return JSONResponse({"why": list(said)[:_MOST_SAID]})


PREVIEWS = (Route(PREVIEW, _show, _take),)
