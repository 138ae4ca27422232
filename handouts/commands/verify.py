"""`verify CODE...`: is the sheet with this edition code current?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, JsonOption, OutOption, today_of
from handouts.console import say, say_age, say_list, warn
from handouts.errors import ExitCode

if TYPE_CHECKING:
    from handouts.content.verify import Verdict
    from handouts.sources.editions import Edition


def verify(
    context: typer.Context,
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="As printed in the last line of the sheet.")],
    as_json: JsonOption = False,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
) -> None:
    """Whether the sheet with this edition code is current, or which facts have changed since."""
    from handouts.content.verify import State
    from handouts.content.verify import verify as verdicts_on
    from handouts.manifest import read_manifest
    from handouts.products.loading import load_data
    from handouts.products.present import paper_against_data, read_present, with_paper
    from handouts.sources.edition_files import read_editions

    today = today_of(context)
    loaded = load_data(data, today)
    editions = read_editions(data)
    found = paper = None
    if editions.last is not None:
        paper = paper_against_data(loaded, fonts, editions.on_paper)
    if read_manifest(out) is None:
        found = paper
    else:
        built = read_present(loaded, fonts, out, any_state=True)
        found = with_paper(built, paper) if paper is not None else built
    if found is not None and found.stale:
        warn(f"notice: {out} is not what the data say; build first, to know what replaces a sheet")
    present = found.edition if found else None
    stale = found.stale_codes if found else ()
    verdicts = verdicts_on(codes, editions.printed, present, editions.not_printed, stale)
    if as_json:
        say_list([verdict.document() for verdict in verdicts])
    else:
        named_in = [*editions.recorded, *([present] if present else [])]
        for verdict in verdicts:
            _say(verdict, named_in)
        if any(verdict.state is State.CURRENT for verdict in verdicts):
            say_age(loaded.handout.last_updated, today, loaded.handout.limits.information_days)
    states = {verdict.state for verdict in verdicts}
    if State.UNKNOWN in states:
        raise typer.Exit(ExitCode.WRONG_INPUT)
    raise typer.Exit(ExitCode.NEEDS_A_PERSON if states - {State.CURRENT} else ExitCode.DONE)


def _say(verdict: Verdict, named_in: Sequence[Edition]) -> None:
    from handouts.content.verify import State

    if verdict.state is State.UNKNOWN:
        say(f"{verdict.code}: no such code: {verdict.slip}")
        if verdict.asked:
            say(f"  does it say {' or '.join(verdict.asked)}? Then type that; if not, take the sheet down")
        return
    if verdict.slip:
        say(f"{verdict.code}: {verdict.slip}")
    sheet = _sheet(verdict, named_in)
    if verdict.state is State.CURRENT:
        say(f"{verdict.read_as}: current: {sheet}; printed since {verdict.since}")
    elif verdict.state is State.UNRELEASED:
        say(f"{verdict.read_as}: unreleased: {sheet}; it stands in the output folder, and in no edition")
    else:
        say(f"{verdict.read_as}: replaced: {sheet}, of the edition {verdict.since}; {_WORTH[verdict.harm.word]}")
        for fact in verdict.facts:
            say(f"  {fact.words()}")
        otherwise = "build first: then this tells what to put up" if verdict.to_build else "nothing replaces it"
        say(f"  put up instead: {verdict.now}" if verdict.now else f"  {otherwise}")


_WORTH = {
    "wrong": "take it down now",
    "incomplete": "nothing on it is wrong, but something is missing",
    "none": "nothing on it is wrong or missing",
}


def _sheet(verdict: Verdict, named_in: Sequence[Edition]) -> str:
    """Format, language and city; of a booklet of several, what it is of."""
    sheet = verdict.sheet
    if sheet is None:
        return ""
    cities = {city: name for edition in named_in for city, name in edition.cities.items()}
    languages = {tag: name for edition in named_in for tag, name in edition.languages.items()}
    parts = (sheet.format, languages.get(sheet.language, sheet.language), cities.get(sheet.city, sheet.city))
    return ", ".join(part for part in parts if part)
