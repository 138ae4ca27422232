"""The date on every sheet, and whether the sheets are archived: one entry, and its page, which asks for a promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from starlette.responses import Response

from handouts.desk.areas.texts.listing import HANDOUT
from handouts.desk.areas.texts.text import AREA
from handouts.desk.page import Page
from handouts.desk.saving import Asked, Refused, save_entry, was_of
from handouts.desk.store.history import History
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.desk.store.values_json import to_json
from handouts.errors import UsageError
from handouts.sources.edits import insert, replace
from handouts.sources.yaml_document import Steps, Value
from handouts.wording import worded as _

ADDRESS: Final = "/texts/date"
_DATE, _STATUS = "last_updated", "status"
_STATUSES: Final = ("current", "archived")
_LABELS: Final = {_DATE: _("Date on every sheet"), _STATUS: _("Archived")}


class DateKind:
    """`key` is empty: there is one."""

    name = "date"

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        return key

    def value(self, state: State, key: tuple[str, ...]) -> Value:
        handout = state.data.handout
        return {_DATE: handout.last_updated, _STATUS: handout.status}

    def change(self, state: State, key: tuple[str, ...], value: Value) -> Change:
        if not isinstance(value, dict):
            raise UsageError(_("the sheets have to have a date; write one"))
        now = state.data.documents[HANDOUT].value
        there = now if isinstance(now, dict) else {}
        edits = [replace((_DATE,), value[_DATE])]
        if _STATUS in there:
            edits.append(replace((_STATUS,), value[_STATUS]))
        elif value[_STATUS] != _STATUSES[0]:
            edits.append(insert((_STATUS,), value[_STATUS]))
        return Change(
            Saying(_("Date on every sheet: {date}"), {"date": str(value[_DATE])}),
            edits={HANDOUT: edits},
            made_from={f"{HANDOUT}.yaml": state.digest(HANDOUT)},
            area=AREA,
            address="/texts",
        )

    def title(self, state: State, key: tuple[str, ...]) -> str:
        return str(state.data.handout.last_updated)

    def field(self, steps: Steps, words: Callable[..., str]) -> str:
        return words(_LABELS.get(str(steps[0]), str(steps[0]))) if steps else words(_LABELS[_DATE])

    def address(self, state: State, key: tuple[str, ...]) -> str:
        return "/texts"


DATE = DateKind()


def show_date(page: Page) -> Response:
    """The form, as the file has it."""
    value = DATE.value(page.state, ())
    handout = page.state.data.handout
    return _page(page, value, handout.last_updated.isoformat(), handout.status, [])


def take_date(page: Page) -> Response:
    """Save the date, if somebody says that everything has been checked."""
    say = page.words
    was, typed = was_of(page), page.typed("date")
    status = page.typed("status") if page.typed("status") in _STATUSES else _STATUSES[0]
    mistakes: list[tuple[str, str]] = []
    day = None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        mistakes.append(("date", say(_("Write the day as 2026-11-30."))))
    changed = isinstance(was, dict) and day != was.get(_DATE)
    if day and changed and page.typed("checked") != "yes":
        mistakes.append(("checked", say(_("Tick that everything has been checked, or leave the date as it is."))))
    if not mistakes:
        outcome = save_entry(page, DATE, (), was, {_DATE: day, _STATUS: status})
        if isinstance(outcome, Asked):
            return page.go(outcome.address)
        if not isinstance(outcome, Refused):
            return page.go(f"/texts?done={outcome.entry.number}" if outcome.entry else "/texts")
        mistakes = [("date", each.said) for each in outcome.problems]
    return _page(page, was, typed, status, mistakes)


def _page(page: Page, was: Value, typed: str, status: str, mistakes: list[tuple[str, str]]) -> Response:
    return page.render_form(
        "texts/date.html",
        mistakes,
        was=to_json(was),
        typed=typed,
        chosen=status,
    )
