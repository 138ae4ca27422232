"""The pages of the history: all saves, the newest first; and one of them with what it changed."""

from __future__ import annotations

from starlette.responses import Response

from handouts.desk.areas.directory.organisation import LABELS
from handouts.desk.areas.history.differences import Difference, differences
from handouts.desk.page import Page
from handouts.desk.showing import shown
from handouts.desk.store.files import HISTORY
from handouts.wording import worded as _

_A_PAGE = 50
_KEYS = {
    "groups": _("For all cities"),
    "cities": _("Cities"),
    "title": _("Title"),
    "questions": _("Questions"),
    "answer": _("Answer"),
    "text": _("Text"),
    "last_updated": _("Day of the information"),
}
_HIDDEN = frozenset({"organisations", "numbers", "visits", "questions", "answer", "cities"})
"""Keys that say nothing beside the names of the entries in them."""


def show_history(page: Page) -> Response:
    """Fifty at a time; `?before=N` the older ones."""
    before = page.asked("before")
    entries = page.desk.store.history.entries()
    if before.isdecimal() and len(before) < 10:
        entries = tuple(entry for entry in entries if entry.number < int(before))
    areas = {area.name: area.title for area in page.desk.areas}
    return page.render(
        "history/history.html",
        entries=entries[:_A_PAGE],
        more=entries[_A_PAGE - 1].number if len(entries) > _A_PAGE else 0,
        undone=page.desk.store.history.undone(),
        areas=areas,
        folder=f"{page.desk.folders.data.name}/{HISTORY}",
    )


def show_entry(page: Page) -> Response:
    """One save: what each of its files said before, and after."""
    number = page.path("number")
    history = page.desk.store.history
    entry = history.entry(int(number)) if number.isdecimal() and len(number) < 10 else None
    if entry is None:
        return page.missing()
    files = [
        (
            name,
            [
                (_way(page, each), shown(each.was, page.words), shown(each.now, page.words), each.moved)
                for each in differences(name, history.before(entry, name), history.after(entry, name))
            ],
        )
        for name in entry.files
    ]
    return page.render("history/entry.html", entry=entry, files=files, undone=history.undone().get(entry.number, 0))


def _way(page: Page, difference: Difference) -> str:
    """ "Mexicali › HIAS › +52 686 339 4323 › Hours"."""
    keys = {**LABELS, **_KEYS}
    last = len(difference.way) - 1
    parts = [
        page.words(keys[part]) if part in keys else part
        for at, part in enumerate(difference.way)
        if part not in _HIDDEN or at == last
    ]
    return " › ".join(parts)
