"""The page of calls: each answer is saved at once, with a name and a day."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError
from starlette.responses import HTMLResponse, Response

from handouts.content.calling import numbers_to_call
from handouts.desk.areas.calls.listing import CallRow, call_rows
from handouts.desk.page import Page
from handouts.desk.store.history import Entry
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.errors import ConflictError, InputError
from handouts.exchange.saying import pretty
from handouts.products.called import record_calls
from handouts.products.staff_files import calls_pdf
from handouts.sources.calls import Call, Result, read_calls
from handouts.wording import worded as _

WORDS = {
    Result.WORKS: _("Works"),
    Result.WRONG: _("Wrong"),
    Result.NO_ANSWER: _("No answer"),
    Result.MACHINE: _("Answering machine"),
    Result.OUT_OF_SERVICE: _("Out of service"),
    Result.STOPPED: _("No longer helps"),
}
_SAID = {
    Result.WORKS: _("{name}, {number}: works"),
    Result.WRONG: _("{name}, {number}: wrong number"),
    Result.NO_ANSWER: _("{name}, {number}: no answer"),
    Result.MACHINE: _("{name}, {number}: an answering machine"),
    Result.OUT_OF_SERVICE: _("{name}, {number}: out of service"),
    Result.STOPPED: _("{name}, {number}: no longer helps"),
}


def show_calls(page: Page) -> Response:
    """All numbers, or with `?only=open` those to call."""
    return _page(page, _country(page))


def take_call(page: Page) -> Response:
    """One answer."""
    _ = page.words
    country = _country(page)
    state = page.state
    rows = call_rows(state, read_calls(state.data.folder), country, page.desk.clock().date())
    row = next((each for each in rows if each.id == page.typed("row")), None)
    if row is None:
        return page.missing()
    found, mistakes = _found(page, row)
    if found is None:
        return _page(page, country, mistakes, row)
    try:
        entry = _saved(page, row, found)
    except InputError as error:
        return _page(page, country, [("", line) for line in page.placed(error)], row)
    if page.request.headers.get("hx-request") == "true":
        return HTMLResponse(page.part("calls/saved.html", **_values(page, country), changed=row.id, entry=entry))
    only = f"&only={page.asked('only')}" if page.asked("only") == "open" else ""
    done = f"&done={entry.number}" if entry else ""
    return page.go(f"/calls?from={country}{only}{done}#{row.id}")


def show_sheet(page: Page) -> Response:
    """The call sheet as a PDF, for volunteers."""
    data = page.state.data
    country = _country(page)
    numbers = numbers_to_call(data, read_calls(data.folder))
    if not numbers:
        return page.missing()
    content = calls_pdf(data, numbers, country, page.desk.folders.fonts)
    named = {"Content-Disposition": 'inline; filename="calls.pdf"'}
    return Response(content, media_type="application/pdf", headers=named)


def _country(page: Page) -> str:
    """Where the caller sits; else on the last side."""
    countries = [side.country for side in page.state.data.handout.sides_of_border]
    return page.asked("from") if page.asked("from") in countries else countries[-1]


def _found(page: Page, row: CallRow) -> tuple[Call | None, list[tuple[str, str]]]:
    """What was answered; or None and the mistakes, each with its field."""
    _ = page.words
    today, at = page.desk.clock().date(), row.id
    day, typed = today, page.typed("on")
    if typed:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            return None, [(f"{at}-on", _("“{typed}” is no day; write 2026-11-30", typed=typed))]
    if day > today:
        return None, [(f"{at}-on", _("{day} has not come yet", day=day.isoformat()))]
    if page.typed("result") not in tuple(Result):
        return None, [(f"{at}-works", _("Choose what came of the call."))]
    result, note = Result(page.typed("result")), " ".join(page.typed("note").split())
    by = " ".join((page.typed("by") or page.seat.who).split())
    try:
        return Call(number=row.number, result=result, on=day, by=by or None, note=note or None), []
    except ValidationError as error:
        fields = {str(each["loc"][0]): f"{at}-{each['loc'][0]}" for each in error.errors()}
        said = _("This can’t be written down: shorten it, and leave out unusual characters.")
        return None, [(field, said) for field in fields.values()]


def _saved(page: Page, row: CallRow, found: Call) -> Entry | None:
    number = pretty(row.number) if row.number.startswith("+") else row.number
    what = Saying(_SAID[found.result], {"name": row.organisation, "number": number})
    works = {found.number: found.on} if found.result is Result.WORKS else {}
    others = [] if works else [found]
    store = page.desk.store

    def write() -> None:
        state = store.state()
        if not state.whole:
            raise InputError(state.problems)
        record_calls(state.data, works, others, corrects=True)

    change = Change(what, area="calls", address="/calls")
    try:
        return store.recorded(change, page.seat.who, write)
    except ConflictError:  # another program wrote in between: once more, on what it left
        return store.recorded(change, page.seat.who, write)


def _page(
    page: Page, country: str, mistakes: list[tuple[str, str]] | None = None, wrong: CallRow | None = None
) -> Response:
    status = 422 if mistakes else 200
    return page.render("calls/calls.html", status, **_values(page, country), mistakes=mistakes or [], wrong=wrong)


def _values(page: Page, country: str) -> dict[str, object]:
    state = page.desk.store.state()
    data, today = state.data, page.desk.clock().date()
    rows = call_rows(state, read_calls(data.folder), country, today)
    called = {row.number: row.result for row in rows if row.result}
    return {
        "rows": rows,
        "shown": [row for row in rows if row.open] if page.asked("only") == "open" else rows,
        "numbers": len({row.number for row in rows}),
        "called": len(called),
        "works": sum(result is Result.WORKS for result in called.values()),
        "country": country,
        "sides": data.handout.sides_of_border,
        "limit": data.handout.limits.calls_days,
        "today": today,
        "words": WORDS,
        "Result": Result,
    }
