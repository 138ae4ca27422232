"""What to do when a save has to be taken back, or a file was broken outside the desk."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from starlette.responses import Response

from handouts.desk.area import Route
from handouts.desk.page import Page
from handouts.desk.store.undoing import OverlapError
from handouts.errors import ConflictError, InputError, Problem

_LINES_AROUND = 1
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """`name`: in the data folder. `since`: when it was last in order, in words; empty where nothing is known of it."""

    name: str
    problems: tuple[tuple[Problem, tuple[tuple[int, str], ...]], ...]
    since: str


def _take_undo(page: Page) -> Response:
    _ = page.words
    number = page.path("number")
    entry = page.desk.store.history.entry(int(number)) if number.isdecimal() and len(number) < 10 else None
    if entry is None:
        return page.missing()
    why = ""
    try:
        done = page.desk.store.undo(entry.number, page.seat.who)
        if done is not None:
            return page.go(f"{page.back(entry.address)}?done={done.number}")
        why = _("Nothing is left of it to undo.")
    except OverlapError:
        why = _("Something later has changed the same place. Undo that first, or change it by hand.")
    except ConflictError:
        why = _("A file was changed at this moment: look again.")
    except InputError as error:
        why = _("The data would not be in order without it: {why}", why=str(page.told(error)[0]))
    return page.render("not-undone.html", 409, entry=entry, why=why, back=page.back(entry.address))


def _show_broken(page: Page) -> Response:
    if page.state.whole:
        return page.go("/")
    return page.render("broken.html", files=_broken_files(page))


def _take_put_back(page: Page) -> Response:
    name = next((file.name for file in _broken_files(page) if file.name == page.typed("file")), None)
    if name is not None:
        with contextlib.suppress(ConflictError):  # somebody mends it at this moment: the page says how it is now
            page.desk.store.put_back(name, page.seat.who)
    return page.go("/broken")


def _broken_files(page: Page) -> list[BrokenFile]:
    found: dict[str, list[Problem]] = {}
    for problem in page.told(page.state.problems):
        found.setdefault(problem.file, []).append(problem)
    store = page.desk.store
    files = []
    for file, problems in found.items():
        name = file.removeprefix(str(store.folder)).replace("\\", "/").lstrip("/")
        known = store.history.known(name) if name in store.names() else None
        content = store.content(name) or b""
        lines = content.decode("utf-8", "replace").splitlines()
        different = known is not None and known[0] != content
        files.append(
            BrokenFile(
                name,
                tuple((problem, _around(lines, problem.line)) for problem in problems[:_MOST_SHOWN]),
                page.moment(known[1]) if known and different else "",
            )
        )
    return files


def _around(lines: list[str], line: int) -> tuple[tuple[int, str], ...]:
    if not line:
        return ()
    numbers = range(max(1, line - _LINES_AROUND), min(len(lines), line + _LINES_AROUND) + 1)
    return tuple((number, lines[number - 1][:200]) for number in numbers)


MENDING = (
    Route("/history/{number}/undo", None, _take_undo),
    Route("/broken", _show_broken, _take_put_back),
)
