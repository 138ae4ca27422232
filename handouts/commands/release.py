"""`release`: record what is printed now, so that it can be told later what has changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, OnOption, OutOption, day_of, today_of
from handouts.console import asked_to_release, count, say, say_age, warn
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.sources.editions import Edition
    from handouts.sources.load import Data

_MOST_NAMED = 3
_RELEASE = "python3 generate.py release"


def release(
    context: typer.Context,
    on: OnOption = None,
    city: Annotated[
        list[str] | None, typer.Option("--city", help="Only the sheets of this city were printed (repeatable).")
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="TAG", help="Only those of this language were printed (repeatable)."),
    ] = None,
    withdraw: Annotated[
        str, typer.Option("--withdraw", metavar="NAME", help="This edition was not printed after all.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether all wrong sheets are replaced.")] = False,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
) -> None:
    """Record the present edition: what stands in the output folder is printed now, or a part of it is."""
    from handouts.content.changes import Harm, compare_with_paper
    from handouts.products.loading import load_data
    from handouts.products.present import read_present
    from handouts.sources.editions import free_name, read_editions, sheets_on_paper, write_edition, write_withdrawal

    today = today_of(context)
    day = day_of(on, today, "the release")
    editions = read_editions(data)
    if withdraw:
        if editions.named(withdraw).name in editions.withdrawn:
            raise UsageError(f"{withdraw} is withdrawn already")
        say(f"{write_withdrawal(data, withdraw, day)}: {withdraw} counts as not printed")
        return
    loaded = load_data(data, today)
    present = read_present(loaded, fonts, out)
    if not present.edition.sheets:
        raise UsageError(f"{out} holds no sheet: build first")
    edition = _chosen(present.edition, loaded, city or (), language or ())
    unproofed = [sheet.path for sheet in edition.sheets if sheet.path in present.unproofed]
    if unproofed:
        raise UsageError(
            f"{count(len(unproofed), 'file')} in {out} {'are' if unproofed[1:] else 'is'} not proofed "
            f"({_first(unproofed)}): build once more without --no-proof, then record what is printed"
        )
    last = editions.last
    if last is not None and day.isoformat() < last.on:
        raise UsageError(f"{last.name} is of a later day than {day.isoformat()}: editions are recorded in their order")
    edition = replace(edition, name=free_name(data, day), on=day.isoformat())
    wrong = 0
    if last is not None:
        held = sheets_on_paper(editions.on_paper)
        now = {sheet.key: sheet for sheet in edition.sheets}
        if now == (held if not edition.part else {key: held.get(key) for key in now}):
            raise UsageError(f"nothing has changed since {last.name}: that edition stands")
        found = compare_with_paper(editions.on_paper, present.edition, present.missing)
        wrong = sum(sheet.changed and (not edition.part or sheet.key in now) for sheet in found.of_harm(Harm.WRONG))
        asks = wrong and not edition.part and not yes and sys.stdin.isatty()
        if asks and not asked_to_release(wrong, last.name):
            raise UsageError("nothing was recorded: record what was printed with --city and --language")
    path = write_edition(data, edition)
    if missing := () if edition.part else present.missing:
        warn(
            f"notice: {count(len(missing), 'file')} that the data ask for not in {out}, nor recorded: {_first(missing)}"
        )
    say(f"{path}: {count(len(edition.sheets), 'file')} of {day.isoformat()} recorded")
    if edition.part:
        say("all others stay recorded as they were printed before")
    elif wrong:
        say(f"{count(wrong, 'sheet')} that {'were' if wrong > 1 else 'was'} wrong on paper now {_COUNT_AS}")
        say(f"if only a part was printed: {_RELEASE} --withdraw {edition.name}")
        say(f"  then: {_RELEASE} --city ... --language ...")
    say_age(loaded.handout.last_updated, today, loaded.handout.limits.information_days)


_COUNT_AS = "count as taken down and replaced"


def _chosen(present: Edition, loaded: Data, cities: Sequence[str], named: Sequence[str]) -> Edition:
    """The edition of what was printed: all of it, or the sheets of some cities and languages."""
    from handouts.sources.language_names import listed_tag

    if not cities and not named:
        return present.of_sheets(present.sheets)
    known = {each.id for each in loaded.directory.cities}
    for name in cities:
        if name not in known:
            raise UsageError(f'there is no city "{name}"; there are: {", ".join(sorted(known))}')
    languages = tuple(listed_tag(each, loaded.languages.languages) for each in named)
    sheets = [
        sheet
        for sheet in present.sheets
        if (not cities or sheet.city in cities) and (not languages or sheet.language in languages)
    ]
    if not sheets:
        raise UsageError("no sheet of these cities and languages is built")
    return replace(present.of_sheets(sheets), part=True)


def _first(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more
