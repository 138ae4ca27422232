"""The application: areas -> one Starlette app behind its door."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as StarletteRoute
from starlette.staticfiles import StaticFiles

from handouts.desk.area import Area, Handler, Route
from handouts.desk.areas import AREAS
from handouts.desk.common import COMMON
from handouts.desk.desk import Desk, Folders
from handouts.desk.page import BELOW, LOCALE, STATIC, Page, environment_of
from handouts.desk.safety import MAX_BODY_BYTES, Keys, Safety, TooLargeError
from handouts.desk.saving import BadFormError
from handouts.errors import HandoutError, InputError, WriteError
from handouts.gallery.paths import STATIC as GALLERY_STATIC
from handouts.interface.words import BASE_STYLE, interface_languages

_MOST_FIELDS = 5000
_LOOK_OUTSIDE_EVERY_S = 3.0


def make_desk(folders: Folders, clock: Callable[[], datetime], areas: tuple[Area, ...] = AREAS) -> Desk:
    """A desk over these folders, with what a killed one left put in order. Raises WriteError."""
    desk = Desk(
        folders,
        clock,
        areas,
        interface_languages(
            *(folder / "locale" for folder in (LOCALE.parent, *BELOW, *(area.folder for area in areas)))
        ),
    )
    desk.store.open()
    return desk


def make_app(desk: Desk, keys: Keys, port: int) -> Starlette:
    """The application that answers at a port of 127.0.0.1."""
    templates = environment_of(desk.areas)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look_outside(desk))
        yield
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
        await run_in_threadpool(desk.maker.close)

    routes: list[BaseRoute] = [_route(desk, templates, route, area) for area in desk.areas for route in area.routes]
    routes += [_route(desk, templates, route, None) for route in COMMON]
    routes.append(StarletteRoute("/icon.svg", _icon))
    routes.append(StarletteRoute(f"/static/{BASE_STYLE.name}", _base_style))
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))

    async def missing(request: Request, _: Exception) -> Response:
        return await run_in_threadpool(Page(desk, templates, request, FormData(), None).missing)

    async def broken(request: Request, error: Exception) -> Response:
        page = Page(desk, templates, request, FormData(), None)
        problems = page.told(error) if isinstance(error, InputError) else ()
        return await run_in_threadpool(lambda: page.render("never.html", 500, problems=problems, error=error))

    async def bad_form(_: Request, __: Exception) -> Response:
        return PlainTextResponse("No page of the desk sends such a form. Nothing was saved.\n", 400)

    async def too_large(_: Request, __: Exception) -> Response:
        return PlainTextResponse(f"More than {MAX_BODY_BYTES // 1_000_000} MB. Nothing was saved.\n", 413)

    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Safety, keys=keys, port=port)],
        exception_handlers={
            404: missing,
            HandoutError: broken,
            BadFormError: bad_form,
            TooLargeError: too_large,
        },
    )


def _route(desk: Desk, templates: Environment, route: Route, area: Area | None) -> StarletteRoute:
    async def answer(request: Request) -> Response:
        handler: Handler | None = route.take if request.method == "POST" else route.show
        if handler is None:
            raise HTTPException(405)
        form = FormData()
        if request.method == "POST":
            form = await request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=MAX_BODY_BYTES)
        page = Page(desk, templates, request, form, area)
        if request.method != "POST" and area is not None and not page.seat.who:
            return page.go("/who")
        try:
            return await run_in_threadpool(handler, page)
        finally:
            await form.close()

    methods = (["GET"] if route.show else []) + (["POST"] if route.take else [])
    return StarletteRoute(route.address, answer, methods=methods)


async def _icon(_: Request) -> Response:
    return FileResponse(GALLERY_STATIC / "icon.svg")


async def _base_style(_: Request) -> Response:
    return FileResponse(BASE_STYLE)


async def _look_outside(desk: Desk) -> None:
    """Records changes from outside as they come, so that what was last in order is known."""
    while True:
        await asyncio.sleep(_LOOK_OUTSIDE_EVERY_S)
        with contextlib.suppress(WriteError, OSError):
            await run_in_threadpool(desk.store.note_outside_changes)
