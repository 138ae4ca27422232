"""One request and its answer: what a handler is given, and the templates that it answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from handouts.desk.area import Area
from handouts.desk.desk import Desk
from handouts.desk.store.history import Entry
from handouts.desk.store.seat import Seat
from handouts.desk.store.state import State
from handouts.errors import HandoutError, InputError, Problem
from handouts.interface.words import Words, counted
from handouts.sources.po_reader import read_po
from handouts.wording import message_of

TEMPLATES = Path(__file__).parent / "templates"
LOCALE = Path(__file__).parent / "locale"
BELOW = tuple(Path(__file__).parents[1] / room for room in ("sources", "exchange"))
"""Rooms whose messages the desk shows, each with its words in a `locale/` of its own."""
STATIC = Path(__file__).parent / "static"


def environment_of(areas: tuple[Area, ...]) -> Environment:
    """Templates of the desk, and of each area under its name; everything escaped."""
    return Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(TEMPLATES),
                PrefixLoader({area.name: FileSystemLoader(area.folder / "templates") for area in areas}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Page:
    """What a handler is given: the desk, the request's path, query and form, and the words to answer in."""

    def __init__(self, desk: Desk, templates: Environment, request: Request, form: FormData, area: Area | None) -> None:
        self.desk = desk
        self.request = request
        self.form = form
        self.area = area
        self._templates = templates

    @cached_property
    def seat(self) -> Seat:
        """Who sits here, and which language is spoken."""
        return self.desk.seat()

    @cached_property
    def words(self) -> Words:
        """Says an English text in the language of the page: `_ = page.words`."""
        return self.desk.words(self.seat.language)

    @cached_property
    def state(self) -> State:
        """The data as they stand, the same for the whole request."""
        return self.desk.store.state()

    def told(self, found: HandoutError | Sequence[Problem]) -> tuple[Problem, ...]:
        """What is wrong, in the language of the page; without a place where an error names none."""
        if isinstance(found, HandoutError):
            found = found.problems if isinstance(found, InputError) else (Problem("", 0, 0, message_of(found)),)
        told = self.words.told
        return tuple(replace(each, what=told(each.what), instead=told(each.instead)) for each in found)

    def placed(self, found: HandoutError | Sequence[Problem]) -> list[str]:
        """The same, each in one line with its place."""
        return [str(each) for each in self.told(found)]

    def lines(self, found: HandoutError | Sequence[Problem]) -> list[str]:
        """The same without places in files, which nobody has opened."""
        return [each.said for each in self.told(found)]

    @cached_property
    def _texts(self) -> Mapping[tuple[str | None, str], str]:
        po = self.desk.store.content(f"translations/{self.words.language}.po")
        entries = read_po(po)[0].entries if po is not None else ()
        return {entry.key: entry.text for entry in entries if entry.text and not entry.fuzzy}

    def said(self, context: str, english: str) -> str:
        """A text of the data, by its context, in the language of the page where the data have it; else in English."""
        return self._texts.get((context, english), english)

    @property
    def address(self) -> str:
        """The path of the request, without its query."""
        return self.request.url.path

    def path(self, name: str) -> str:
        """A part of the path: `{name}` of the route."""
        return str(self.request.path_params[name])

    def asked(self, name: str) -> str:
        """A value of the query; empty where there is none."""
        return self.request.query_params.get(name, "")

    def typed(self, name: str) -> str:
        """A field of the form, its ends without spaces; empty where there is none."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def upload(self, name: str) -> UploadFile | None:
        """A file of the form, if one was chosen."""
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    def fields(self) -> tuple[tuple[str, str], ...]:
        """All fields of the form that are text, in order."""
        return tuple((name, value) for name, value in self.form.multi_items() if isinstance(value, str))

    def done(self) -> Entry | None:
        """The entry of the history that `?done=` names: what was saved just now."""
        return self.entry_asked("done")

    def entry_asked(self, name: str) -> Entry | None:
        """The entry of the history whose number a value of the query is."""
        number = self.asked(name)
        return self.desk.store.history.entry(int(number)) if number.isdecimal() and len(number) < 10 else None

    def render_form(self, template: str, mistakes: Sequence[tuple[str, str]] | None, **values: Any) -> Response:
        """A page with a form; with mistakes, each with the name of its field, its status is 422 (RFC 9110, 15.5.21). In
        templates also `mistakes`, and `wrong`: the first of each field."""
        found = list(mistakes or ())
        return self.render(template, 422 if found else 200, mistakes=found, wrong=dict(reversed(found)), **values)

    def render(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page. In templates: `_`, `count`, `long_date`, `time`, `page`, and `values`."""
        words = self.words
        text = self._templates.get_template(template).render(
            _=words,
            count=counted,
            lang=words.language,
            page=self,
            long_date=partial(long_date, words.language),
            moment=self.moment,
            interface=[(each.language, own_name(each.language)) for each in self.desk.interface],
            **values,
        )
        return HTMLResponse(text, status)

    def part(self, template: str, **values: Any) -> str:
        """A piece of a page, as text."""
        return bytes(self.render(template, **values).body).decode()

    def go(self, address: str) -> Response:
        """The answer to a form: another page. `address` is one of ours."""
        return RedirectResponse(address, 303)

    def back(self, otherwise: str) -> str:
        """The address that a form names to go back to, if it is one of ours."""
        address = self.typed("back")
        ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
        return address.partition("?")[0] if ours else otherwise or "/"

    def missing(self) -> Response:
        """There is no such page."""
        return self.render("missing.html", 404)

    def moment(self, at: datetime) -> str:
        """ "15:31", "yesterday 17:20", "September 15, 16:00", from where one sits."""
        _ = self.words
        now, locale = self.desk.clock(), Locale.parse(self.words.language, sep="-")
        time = str(format_time(at, "HH:mm", locale=locale))
        days = (now.date() - at.date()).days
        if days == 0:
            return time
        if days == 1:
            return _("yesterday {time}", time=time)
        return f"{format_date(at.date(), 'long', locale=locale)}, {time}"

    def navigation(self) -> list[Mapping[str, Any]]:
        """The areas, each with its badge."""
        return [
            {
                "address": area.address,
                "title": self.words(area.title),
                "here": area is self.area,
                "badge": area.badge(self.desk, self.words) if area.badge else None,
            }
            for area in self.desk.areas
        ]


def long_date(language: str, day: date) -> str:
    """`April 7, 2021`."""
    return str(format_date(day, "long", locale=Locale.parse(language, sep="-")))


def own_name(language: str) -> str:
    """`español`."""
    return str(Locale.parse(language, sep="-").get_display_name(language))
