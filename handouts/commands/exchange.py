"""`export` and `import`: the directory as a spreadsheet or as HSDS, out and in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.commands.options import HOME, DataOption
from handouts.console import count, say, say_document
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.exchange.changes import Change
    from handouts.exchange.found import Found
    from handouts.sources.edits import Edit
    from handouts.sources.load import Data

SPREADSHEETS = (".xlsx", ".csv")
AS_HSDS = "hsds"

KindOption = Annotated[
    str, typer.Option("--as", metavar="hsds", help="The file is HSDS 3.2, a data package in a .zip.")
]


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .xlsx or .csv; with --as hsds a .zip.")],
    data: DataOption = HOME / "data",
    kind: KindOption = "",
    with_notes: Annotated[
        bool, typer.Option("--with-notes", help="HSDS: notes and what is paused too; not for publishing.")
    ] = False,
) -> None:
    """Write the directory as a spreadsheet that people edit, or as HSDS."""
    from handouts.exchange.directory_rows import places
    from handouts.products.loading import load_data
    from handouts.sources.whole_file import write_whole

    loaded = load_data(data)
    if _is_hsds(kind, file):
        from handouts.exchange.hsds_out import package_of

        content = package_of(loaded.handout, loaded.directory, with_notes=with_notes)
    else:
        from handouts.exchange.spreadsheets import csv_of, xlsx_of

        if file.suffix.lower() not in SPREADSHEETS:
            raise UsageError(
                f"{file}: no kind of file that can be written; give .xlsx or .csv, or a .zip with --as hsds"
            )
        loaded = _with_ids(loaded)
        made: Callable[..., bytes] = xlsx_of if file.suffix.lower() == ".xlsx" else csv_of
        content = made(loaded.handout, loaded.directory, loaded.documents["directory"].digest)
    write_whole(file, content)
    organisations = sum(len(place.part.organisations) for place in places(loaded.directory))
    say(f"{file}: {count(organisations, 'organization')}")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .xlsx, .csv or .ods; with --as hsds a .zip.")],
    data: DataOption = HOME / "data",
    kind: KindOption = "",
    country: Annotated[
        str, typer.Option("--country", metavar="MX|US", help="The country of all numbers that have none.")
    ] = "",
    city: Annotated[
        str, typer.Option("--city", metavar="ID", help="The city or group of all rows that name none.")
    ] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Write the differences into directory.yaml.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
) -> None:
    """Show what a list would change in the directory; with --apply write it."""
    from handouts.exchange.merging import merged
    from handouts.products.loading import load_data

    loaded = load_data(data)
    found = _found(file, loaded, kind, country, city)
    result = merged(loaded, found)
    if not found.has_table:
        if as_json:
            say_document({**found.document(), "file_refused": "no-table"})
        raise UsageError(f"{file}: no table was found; a list needs a row of headings with Organization and Number")
    written = bool(apply and result.edits)
    if written:
        _edited(loaded, result.edits)
    if as_json:
        changes = [change.document() for change in result.changes]
        say_document({**found.document(), "changes": changes, "applied": written})
    else:
        _say_found(found, result.changes, file, written=written)


def _found(file: Path, loaded: Data, kind: str, country: str, city: str) -> Found:
    from handouts.exchange.rows import Answers, Reader

    sides = loaded.handout.sides_of_border
    if country and country not in {side.country for side in sides}:
        raise UsageError(f'"{country}" is no side of the border; write {" or ".join(side.country for side in sides)}')
    where = _place(loaded, city) if city else ""
    answers = Answers(country, where)
    if _is_hsds(kind, file):
        from handouts.exchange.hsds_in import read_package

        return read_package(file, loaded.directory, sides, answers)
    from handouts.exchange.files import read_tables

    return Reader(loaded.directory, sides, answers).read(read_tables(file))


def _place(loaded: Data, name: str) -> str:
    from handouts.exchange.rows import places_of

    for letters, where in places_of(loaded.directory).items():
        if name in (letters, where, where.partition(":")[2]):
            return where
    raise UsageError(f'"{name}" is no city or group of the directory; see the ids in list')


def _is_hsds(kind: str, file: Path) -> bool:
    if kind not in ("", AS_HSDS):
        raise UsageError(f"--as {kind} is not known; write --as hsds, or nothing for a spreadsheet")
    if kind and file.suffix.lower() != ".zip":
        raise UsageError(f"{file}: HSDS is a .zip; give it that ending")
    return kind == AS_HSDS


def _with_ids(loaded: Data) -> Data:
    """The data with an id for each organisation, which the first export writes."""
    from handouts.exchange.directory_rows import edits_for_ids

    edits = edits_for_ids(loaded.directory)
    if not edits:
        return loaded
    say(f"{loaded.folder / 'directory.yaml'}: {count(len(edits), 'id')} written, by which rows are known again")
    return _edited(loaded, edits)


def _edited(loaded: Data, edits: Iterable[Edit]) -> Data:
    from handouts.products.loading import edit_data

    return edit_data(loaded, "directory", edits)


def _say_found(found: Found, changes: list[Change], file: Path, *, written: bool) -> None:
    for change in changes:
        was_now = " -> ".join(text for text in (change.was, change.now) if text)
        said = _KINDS[change.kind]
        say(f"{said} {change.name} ({change.where}): {change.what}{': ' if was_now else ''}{was_now}")
    for refused in found.refused:
        right = f"; perhaps {' or '.join(refused.candidates)}" if refused.candidates else ""
        where = f"{refused.row}, column {refused.column}" if refused.column else str(refused.row)
        say(f'not taken: {where}: "{refused.raw}": {refused.why.rstrip(".")}{right}')
    for skipped in found.skipped:
        if skipped.code not in ("header", "title", "heading", "repeated-header"):
            say(f"passed over: {skipped.row}: {skipped.code.replace('-', ' ')}")
    for sheet in found.sheets:
        if not sheet["read"]:
            say(f"passed over: sheet {sheet['name']}: {str(sheet['why']).replace('-', ' ')}")
    for code, words in _LOOK_AT.items():
        places = [
            f"{each.row}, column {each.column}" if each.column else str(each.row)
            for each in found.notices
            if each.code == code
        ]
        if places:
            more = f" and {len(places) - _MOST_NAMED} more" if len(places) > _MOST_NAMED else ""
            say(f"look at: {words}: {'; '.join(places[:_MOST_NAMED])}{more}")
    differences = sum(change.written for change in changes)
    left = sum(not change.written for change in changes)
    say(
        f"{count(len(found.organisations), 'organization')} read, {count(differences, 'difference')} to the directory"
        + (f", {left} left to a person" if left else "")
        + (f", {len(found.refused)} not taken" if found.refused else "")
    )
    if written:
        say("written into directory.yaml; python3 generate.py check tells what that means for the sheets")
    elif differences:
        say(f"nothing was written; python3 generate.py import {file} --apply writes it")


_KINDS = {
    "added": "+",
    "changed": "~",
    "removed": "-",
    "conflict": "! changed here and there, left as it is:",
    "differs": "? differs, left as it is:",
}
_MOST_NAMED = 6
_LOOK_AT = {
    "column-not-used": "no column of ours, not read",
    "hidden-column": "a hidden column, not read",
    "column-missing": "columns that are missing; what the directory has in them stays",
    "row-code-twice": "a row that was copied; it is new",
    "plus-added": "a country code without its plus; read with it",
    "old-mexican-prefix": "an old Mexican prefix, left out",
    "foreign-number": "a number of neither side of the border",
    "text-to-note": "words beside a number; kept as its note, not printed",
    "several-extensions": "several extensions; a number each",
    "whatsapp-only": "a number for WhatsApp only",
    "formula": "calculated; its value is taken",
    "coloured": "colours, which may mean something, are not read",
    "serial-date": "a day as a number of days",
    "words-ask-for-deletion": "words that ask to take something out; nothing is taken out",
}
"""What is taken, and a person should look at."""
