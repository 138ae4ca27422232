"""A list that is brought back: what it would change is shown, each with a box to tick; what is ticked is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from handouts.desk.page import Page
from handouts.desk.same_numbers import GROUP, names_with
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change as Saved
from handouts.desk.uploads import ENDINGS, Upload
from handouts.errors import ConflictError, HandoutError, UsageError
from handouts.exchange.changes import NUMBER, Change
from handouts.exchange.directory_rows import places
from handouts.exchange.files import MAX_BYTES
from handouts.exchange.found import Found, FoundOrganisation, RowName
from handouts.exchange.merging import merged
from handouts.exchange.saying import pretty
from handouts.sources.load import Data
from handouts.wording import worded as _

_TOLD = frozenset({"hidden-row", "total", "footnote", "example", "legend"})
"""Rows that are passed over as no data, of which a person should know."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference with the number of its box; `place`: the name of the city or group. `refused`: rows of its numbers
    where it is an organisation of which none can be taken; `elsewhere`: organisations that have its number already;
    `listed`: those that have it in the same list."""

    index: int
    change: Change
    place: str
    ticked: bool
    refused: tuple[RowName, ...] = ()
    elsewhere: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


def show_spreadsheet(page: Page) -> Response:
    """Take a copy, bring one back."""
    return _start(page, [])


def take_upload(page: Page) -> Response:
    """Keep the file, and show what it would change. Nothing is written."""
    _ = page.words
    file = page.upload("file")
    if file is None:
        return _start(page, [("file", _("Choose a file."))])
    name = file.filename or ""
    if not name.lower().endswith(ENDINGS):
        return _start(page, [("file", _("Give a file of one of these kinds: {kinds}", kinds=", ".join(ENDINGS)))])
    content = file.file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return _start(page, [("file", _("The file is larger than {n} MB.", n=MAX_BYTES // 1_000_000))])
    data = page.state.data
    upload = Upload(name, content)
    try:
        if not upload.found(data, "", "").has_table:
            said = _("No table was found: a list needs a row of headings, with Organization and Number.")
            return _start(page, [("file", said)])
    except UsageError as error:
        return _start(page, [("file", line) for line in page.lines(error)])
    return page.go(f"/spreadsheet/{page.desk.uploads.keep(name, content)}")


def show_upload(page: Page) -> Response:
    """What a file would change."""
    upload = page.desk.uploads.of(page.path("upload"))
    return _differences(page, upload, []) if upload else page.missing()


def take_changes(page: Page) -> Response:
    """Take what is ticked: all of it, or nothing."""
    _ = page.words
    upload = page.desk.uploads.of(page.path("upload"))
    if upload is None:
        return page.missing()
    state = page.state
    if not state.whole:
        return _differences(page, upload, [("", line) for line in page.placed(state.problems)])
    if page.typed("directory") != state.digest("directory"):
        said = _("The directory has changed since you opened this page: look again. Nothing was taken.")
        return _differences(page, upload, [("", said)])
    found = _found(page, upload)
    every = merged(state.data, found).changes
    ticked = {value for name, value in page.fields() if name == "take"}
    chosen = {change for index, change in enumerate(every) if change.written and str(index) in ticked}
    if not chosen:
        return _differences(page, upload, [("take-0", _("Nothing is ticked."))])
    edits = merged(state.data, found, lambda change: change in chosen).edits
    what = Saying(TAKEN_ONE if len(chosen) == 1 else TAKEN, {"file": upload.name, "n": str(len(chosen))})
    made_from = {"directory.yaml": state.digest("directory")}
    try:
        change = Saved(what, {"directory": edits}, made_from=made_from, area="spreadsheet", address="/spreadsheet")
        entry = page.desk.store.save(change, page.seat.who)
    except ConflictError:
        said = _("The directory has changed since you opened this page: look again. Nothing was taken.")
        return _differences(page, upload, [("", said)])
    except HandoutError as error:
        return _differences(page, upload, [("", line) for line in page.lines(error)])
    done = {"done": str(entry.number)} if entry else {}
    if not found.refused:
        page.desk.uploads.drop(page.path("upload"))
        return page.go(_with_query("/spreadsheet", done))
    return page.go(_with_query("/spreadsheet", {**done, "left": page.path("upload"), **_answers(page)}))


def take_nothing(page: Page) -> Response:
    """Put the file aside."""
    page.desk.uploads.drop(page.path("upload"))
    return page.go("/spreadsheet")


TAKEN_ONE = _("{file}: 1 change taken")
TAKEN = _("{file}: {n} changes taken")


def _start(page: Page, mistakes: list[tuple[str, str]]) -> Response:
    left = page.asked("left")
    upload = page.desk.uploads.of(left)
    return page.render_form(
        "spreadsheet/spreadsheet.html",
        mistakes,
        left=upload.name if upload else "",
        left_address=_with_query(f"/spreadsheet/{left}", _answers(page)) if upload else "",
        endings=", ".join(ENDINGS),
        most_mb=MAX_BYTES // 1_000_000,
    )


def _answers(page: Page) -> dict[str, str]:
    """What a person has said of a list that does not say it itself, as the address has it."""
    return {name: page.asked(name) for name in ("country", "place") if page.asked(name)}


def _with_query(address: str, query: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address


def _found(page: Page, upload: Upload) -> Found:
    data = page.state.data
    countries = [side.country for side in data.handout.sides_of_border]
    country = page.asked("country") if page.asked("country") in countries else ""
    where = next((each.where for each in places(data.directory) if each.where == page.asked("place")), "")
    return upload.found(data, country, where)


def _differences(page: Page, upload: Upload, mistakes: Sequence[tuple[str, str]]) -> Response:
    data = page.state.data
    try:
        found = _found(page, upload)
    except UsageError as error:
        return _start(page, [("file", line) for line in page.lines(error)])
    ticked = {value for name, value in page.fields() if name == "take"} if page.form else None
    every = [_difference(data, found, index, each, ticked) for index, each in enumerate(merged(data, found).changes)]
    touched = {(each.change.where, each.change.name) for each in every}
    return page.render_form(
        "spreadsheet/upload.html",
        mistakes,
        upload=upload,
        same=sum((each.where, each.name) not in touched for each in found.organisations),
        refused=[(each, [_grouped(number) for number in each.candidates]) for each in found.refused],
        passed_over=[each for each in found.skipped if each.code in _TOLD],
        sheets=[each for each in found.sheets if not each["read"]],
        changed=[each for each in every if each.change.kind == "changed"],
        new=[each for each in every if each.change.kind == "added"],
        gone=[each for each in every if each.change.kind == "removed"],
        left=[each for each in every if not each.change.written],
        ticks=sum(each.ticked for each in every),
        directory=page.state.digest("directory"),
        sides=data.handout.sides_of_border,
        places=list(places(data.directory)),
        country=page.asked("country"),
        place=page.asked("place"),
        asked=page.request.url.query,
    )


def _grouped(number: str) -> str:
    return pretty(number) if number.startswith("+") else number


def _difference(data: Data, found: Found, index: int, change: Change, ticked: set[str] | None) -> Difference:
    names = {place.where: place.name for place in places(data.directory)}
    new = _new_organisation(found, change)
    refused = tuple(new.refused_numbers) if new and not new.numbers else ()
    numbers = [each.facts.get("number") for each in new.numbers] if new else _number_that_comes(change)
    elsewhere = tuple(
        dict.fromkeys(name for number in numbers if number for name in _others_with(data, change, str(number)))
    )
    listed = tuple(
        dict.fromkeys(name for number in numbers if number for name in _listed_with(found, change, str(number)))
    )
    listed = tuple(name for name in listed if name not in elsewhere)
    doubtful = change.harmful or bool(refused) or bool(elsewhere) or bool(listed)
    chosen = change.written and not doubtful if ticked is None else str(index) in ticked
    return Difference(index, change, names.get(change.where, change.where), chosen, refused, elsewhere, listed)


def _new_organisation(found: Found, change: Change) -> FoundOrganisation | None:
    """What the list says of an organisation that would be added."""
    if (change.kind, change.what) != ("added", "organization"):
        return None
    asked = (change.where, change.name, change.row)
    return next((each for each in found.organisations if (each.where, each.name, each.row) == asked), None)


def _number_that_comes(change: Change) -> list[str]:
    """The number that would be printed from then on, in E.164; none for other differences."""
    number = change.now.partition(" (")[0].replace(" ", "")
    return [number] if change.what == NUMBER and number.startswith("+") else []


def _others_with(data: Data, change: Change, number: str) -> tuple[str, ...]:
    return names_with(
        data.directory,
        change.where,
        number,
        lambda place, _, organisation: (place.where, organisation.name) != (change.where, change.name),
    )


def _listed_with(found: Found, change: Change, number: str) -> list[str]:
    """Other organisations of the list that it gives the same number, one in a group and one in a city, whose sheets
    have both: one may be a slip of the row. Twice in one place is refused when the list is read."""
    return [
        each.name
        for each in found.organisations
        if (each.where, each.name) != (change.where, change.name)
        and (each.where == change.where or each.where.startswith(GROUP) or change.where.startswith(GROUP))
        and any(one.facts.get("number") == number for one in each.numbers)
    ]
