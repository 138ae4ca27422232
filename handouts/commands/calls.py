"""`calls`: a sheet to call every number by, and what the callers found."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, OnOption, day_of, today_of
from handouts.console import count, say, warn
from handouts.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from handouts.sources.calls import Result

calls = typer.Typer(rich_markup_mode=None, invoke_without_command=True, help="Call the numbers, and record what came.")

_WORDS = {"ok": "works", "answered": "works", "yes": "works", "no answer": "no-answer", "wrong number": "wrong"}
"""What a list may say instead of a result."""
_MOST_BYTES = 2_000_000
_COLUMNS = ("number", "result", "on", "by", "note")
NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="With its country, or as it was dialled.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who called.")]


@calls.callback()
def sheet(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf", help="Where the call sheet goes.", show_default="out/calls.pdf")
    ] = HOME / "out" / "calls.pdf",
    city: Annotated[list[str] | None, typer.Option("--city", help="Only this city (repeatable).")] = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="COUNTRY", help="Where the caller sits: US, MX; else the last side.")
    ] = "",
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
) -> None:
    """Without a further word: the call sheet for volunteers."""
    if context.invoked_subcommand is not None:
        return
    from handouts.content.calling import numbers_to_call, standing, standing_in_words
    from handouts.products.loading import load_data
    from handouts.products.staff_files import calls_pdf
    from handouts.sources.calls import read_calls
    from handouts.sources.whole_file import write_whole

    today = today_of(context)
    loaded = load_data(data, today)
    countries = [side.country for side in loaded.handout.sides_of_border]
    country = (from_ or countries[-1]).upper()
    if country not in countries:
        raise UsageError(f'there is no side "{from_}"; choose {" or ".join(countries)}')
    known = [each.id for each in loaded.directory.cities]
    for name in city or ():
        if name not in known:
            raise UsageError(f'there is no city "{name}"; there are: {", ".join(known)}')
    found = read_calls(data)
    numbers = numbers_to_call(loaded, found, tuple(city or ()))
    if not numbers:
        raise UsageError("there is no number to call")
    write_whole(out, calls_pdf(loaded, numbers, country, fonts))
    say(f"{out}: {count(len(numbers), 'number')}, to dial from {country}")
    say(standing_in_words(standing(loaded, found, today), loaded.handout.limits.calls_days))


@calls.command()
def ok(
    context: typer.Context,
    number: NumberArgument,
    on: OnOption = None,
    by: ByOption = "",
    data: DataOption = HOME / "data",
) -> None:
    """The number works: its day is written into the directory."""
    from handouts.sources.calls import Result

    _record(context, data, [_Found(number, Result.WORKS, day_of(on, today_of(context), "the call"), by, "")])


@calls.command()
def wrong(
    context: typer.Context,
    number: NumberArgument,
    on: OnOption = None,
    by: ByOption = "",
    note: Annotated[str, typer.Option("--note", help="What was said.")] = "",
    data: DataOption = HOME / "data",
) -> None:
    """The number is wrong: written into calls.yaml. The directory stays as it is until a person changes it."""
    from handouts.sources.calls import Result

    day = day_of(on, today_of(context), "the call")
    _record(context, data, [_Found(number, Result.WRONG, day, by, note)], corrects=True)


@calls.command()
def record(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help=f"With the columns {', '.join(_COLUMNS)}.")],
    data: DataOption = HOME / "data",
) -> None:
    """What callers found, from a list: all of it or, where a row is wrong, nothing."""
    _record(context, data, _read(file, today_of(context)))


class _Found(NamedTuple):
    """One row. `at`: its line in the file, 0 of the command line."""

    number: str
    result: Result
    on: date
    by: str
    note: str
    file: str = ""
    at: int = 0


def _record(context: typer.Context, data: Path, found: Sequence[_Found], *, corrects: bool = False) -> None:
    from handouts.content.calling import number_called, standing, standing_in_words
    from handouts.products.called import record_calls
    from handouts.products.loading import load_data
    from handouts.sources.calls import Call, Result, call_of, read_calls

    today = today_of(context)
    loaded = load_data(data, today)
    problems: list[Problem] = []
    works: dict[str, date] = {}
    others: list[Call] = []
    for each in found:
        try:
            number = number_called(loaded, each.number)
            if each.result is not Result.WORKS:
                others.append(call_of(number, each.result, each.on, each.by, each.note))
        except UsageError as error:
            if not each.at:
                raise
            problems.append(Problem(each.file, each.at, 1, str(error)))
            continue
        if each.result is Result.WORKS:
            works[number] = max(each.on, works.get(number, each.on))
    if problems:
        raise InputError(problems)
    added = record_calls(loaded, works, others, corrects=corrects)
    for number, day in works.items():
        say(f"{number} works, verified {day.isoformat()}")
    for call in others:
        say(f"{call.number}: {call.result}, {call.on.isoformat()}: in {data / 'calls.yaml'}; it is still printed")
    if added < len(others):
        say(f"{count(len(others) - added, 'call')} stood there already")
    now = load_data(data, today)
    say(standing_in_words(standing(now, read_calls(data), today), now.handout.limits.calls_days))


def _read(file: Path, today: date) -> list[_Found]:
    """The rows of a list. Raises InputError, with every row that is wrong."""
    from handouts.exchange.files import decoded
    from handouts.sources.whole_file import UnreadableError, read_whole

    name = str(file)
    try:
        text = decoded(read_whole(file, _MOST_BYTES))
    except (OSError, UnreadableError) as error:
        what = error.what if isinstance(error, UnreadableError) else f"can't be read: {error.strerror}"
        raise InputError([Problem(name, 0, 0, what, "save the list as CSV")]) from None
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return _found_in(rows, name, today)
    except csv.Error as error:
        raise InputError([Problem(name, rows.line_num, 1, f"is no CSV ({error})", "save it as CSV again")]) from None


def _found_in(rows: csv.DictReader[str], name: str, today: date) -> list[_Found]:
    """Raises InputError, with every row that is wrong, and csv.Error."""
    from handouts.sources.calls import Result

    heads = [(head or "").strip().lower() for head in rows.fieldnames or ()]
    if not {"number", "result"} <= set(heads):
        what = f"the first line must name the columns: {', '.join(_COLUMNS)}"
        raise InputError([Problem(name, 1, 1, what, "on may be left out where it is today")])
    if twice := [head for head in _COLUMNS if heads.count(head) > 1]:
        raise InputError([Problem(name, 1, 1, f"two columns are called {twice[0]}", "name one of them otherwise")])
    if unused := [head for head in heads if head and head not in _COLUMNS]:
        warn(f"notice: columns that are not used: {', '.join(unused)}")
    rows.fieldnames = heads
    found: list[_Found] = []
    problems: list[Problem] = []
    for row in rows:
        cells = {head: (row.get(head) or "").strip() for head in _COLUMNS}
        if any(cell.strip() for cell in row.get(None) or ()):
            what = "the row has more cells than the first line"
            problems.append(Problem(name, rows.line_num, 1, what, "put text with commas in quotes"))
            continue
        if not cells["number"] and not cells["result"]:
            continue
        typed = cells["result"].lower()
        result = _WORDS.get(typed, typed.replace(" ", "-"))
        if result not in tuple(Result):
            instead = f"write one of: {', '.join(Result)}"
            problems.append(Problem(name, rows.line_num, 1, f'there is no result "{cells["result"]}"', instead))
            continue
        try:
            day = datetime.strptime(cells["on"], "%Y-%m-%d").date() if cells["on"] else today  # noqa: DTZ007
        except ValueError:
            problems.append(Problem(name, rows.line_num, 1, f'"{cells["on"]}" is no day', "write 2026-11-30"))
            continue
        if day > today:
            problems.append(Problem(name, rows.line_num, 1, f"{day.isoformat()} has not come yet"))
            continue
        found.append(_Found(cells["number"], Result(result), day, cells["by"], cells["note"], name, rows.line_num))
    if problems:
        raise InputError(problems)
    return found
