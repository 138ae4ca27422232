"""The page of the overview. What takes seconds to work out comes after the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from starlette.responses import HTMLResponse, Response

from handouts.content.age import DAYS_IN_WORDS, years_and_months
from handouts.content.changes import Harm
from handouts.desk.areas.overview.needs import needs_of, tongues_of
from handouts.desk.on_paper import OnPaper
from handouts.desk.page import Page
from handouts.desk.unknown_paper import unknown_by
from handouts.errors import InputError, Problem
from handouts.exchange.saying import pretty
from handouts.gallery.history import FactGroup, History, Place
from handouts.interface.words import counted
from handouts.sources.calls import read_calls
from handouts.wording import worded as _

_MOST_ENTRIES = 5


def show_overview(page: Page) -> Response:
    """All of it; with `?wait=yes` what takes long as well."""
    wait = page.asked("wait") == "yes"
    values = _found(page) if wait else _values(page, page.desk.paper.known(page.state))
    handout, today = page.state.data.handout, page.desk.clock().date()
    return page.render(
        "overview/overview.html",
        age=age_said(handout.last_updated, today, page.words),
        old=(today - handout.last_updated).days > handout.limits.information_days,
        information_of=handout.last_updated,
        drafts=page.desk.store.drafts.all()[:_MOST_ENTRIES],
        **values,
    )


def show_found(page: Page) -> Response:
    """The part of the page that takes long."""
    return HTMLResponse(page.part("overview/found.html", **_found(page)))


def _found(page: Page) -> dict[str, Any]:
    """With what differs from paper, or why that can't be told."""
    try:
        return _values(page, page.desk.paper.now(page.state))
    except InputError as error:
        return _values(page, None, page.told(error))


def _values(page: Page, paper: OnPaper | None, problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """`problems`: why `paper` can't be told."""
    state = page.state
    problems = problems or (page.told(paper.damaged) if paper else ())
    history = paper.history if paper else None
    undone = page.desk.store.history.undone()
    return {
        "paper": paper,
        "unknown": unknown_by(problems, page.desk.folders.data) if problems else None,
        "needs": needs_of(state, read_calls(state.data.folder), page.desk.clock().date()),
        "tongues": tongues_of(state, paper.composition) if paper else None,
        "places": _places(history) if history else [],
        "since": date.fromisoformat(history.last.on) if history else None,
        "names": {city.id: city.name for city in state.data.directory.cities},
        "spoken": {each.tag: each.names.own for each in state.data.languages.languages},
        "grouped": lambda number: pretty(number) if number.startswith("+") else number,
        "said_of": partial(_kind_said, words=page.words),
        "counts": {harm.word: paper.count(harm) for harm in Harm} if paper else {},
        "entries": [(each, each.number in undone) for each in page.desk.store.history.entries()[:_MOST_ENTRIES]],
    }


def _places(history: History) -> list[tuple[Place, list[FactGroup]]]:
    """Those in which paper is wrong first; what comes with a new language is told by its name alone."""
    told = [(place, [history.groups[at] for at in place.groups]) for place in history.places]
    return sorted(told, key=lambda each: -each[0].harm)


_KINDS = {
    "date": _("The day of the information"),
    "review": _("The review of the translation"),
    "city": _("City"),
    "language": _("Language"),
    "format": _("Format"),
    "translation": _("A text in its translation"),
    "text": _("A text"),
}


def _kind_said(group: FactGroup, words: Callable[..., str]) -> str:
    """What a fact is about that belongs to no organisation."""
    return words(_KINDS[group.kind]) if group.kind in _KINDS else group.kind


def age_said(day: date, today: date, words: Callable[..., str]) -> str:
    """ "5 years and 7 months", in the language of the page."""
    _ = words
    days = (today - day).days
    if days < DAYS_IN_WORDS:
        return counted(days, _("1 day"), _("{n} days"))
    years, months = years_and_months(day, today)
    parts = [counted(years, _("1 year"), _("{n} years"))] * (years > 0)
    parts += [counted(months, _("1 month"), _("{n} months"))] * (months > 0)
    return _("{years} and {months}", years=parts[0], months=parts[1]) if len(parts) > 1 else parts[0]
