"""`release`: record what is printed now, so that it can be told later what has changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, OnOption, OutOption, day_of, today_of
from handouts.console import asked_to_release, count, say, say_age, sheets_and_booklets, warn
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.sources.editions import Content
    from handouts.sources.load import Data

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
        str | None, typer.Option("--withdraw", metavar="NAME", help="This edition was not printed after all.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether all wrong sheets are replaced.")] = False,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
) -> None:
    """Record the present edition: what stands in the output folder is printed now, or a part of it is."""
    from handouts.products.loading import load_data
    from handouts.products.releasing import due_release, first_named, record_due
    from handouts.sources.edition_files import read_editions, write_withdrawal

    today = today_of(context)
    day = day_of(on, today, "the release")
    if withdraw is not None:
        if city or language:
            raise UsageError("an edition is withdrawn whole: leave out --city and --language")
        editions = read_editions(data)
        if editions.named(withdraw).name in editions.withdrawn:
            raise UsageError(f"{withdraw} is withdrawn already")
        say(f"{write_withdrawal(data, withdraw, day)}: {withdraw} counts as not printed")
        return
    loaded = load_data(data, today)
    due = due_release(loaded, fonts, out, day, _chosen(loaded, city or (), language or ()))
    part = due.edition.part
    asks = due.wrong and not part and not yes and sys.stdin.isatty()
    if asks and not asked_to_release(due.wrong, due.since):
        raise UsageError("nothing was recorded: record what was printed with --city and --language")
    released = record_due(loaded, due)
    if missing := released.missing:
        named = first_named(missing)
        warn(f"notice: {count(len(missing), 'file')} that the data ask for not in {out}, nor recorded: {named}")
    say(f"{released.path}: {count(len(released.edition.sheets), 'file')} of {day.isoformat()} recorded")
    if part:
        say("all others stay recorded as they were printed before")
    elif due.wrong:
        were = "were" if due.wrong > 1 else "was"
        say(f"{sheets_and_booklets(due.wrong, 0, '')} that {were} wrong on paper now count as taken down and replaced")
        say(f"if only a part was printed: {_RELEASE} --withdraw {released.edition.name}")
        say(f"  then: {_RELEASE} --city ... --language ...")
    say_age(loaded.handout.last_updated, today, loaded.handout.limits.information_days)


def _chosen(data: Data, cities: Sequence[str], named: Sequence[str]) -> list[Content] | None:
    """The languages and cities of what was printed; None for all."""
    from handouts.sources.language_names import listed_tag

    if not cities and not named:
        return None
    known = [each.id for each in data.directory.cities]
    for name in cities:
        if name not in known:
            raise UsageError(f'there is no city "{name}"; there are: {", ".join(sorted(known))}')
    tags = [listed_tag(each, data.languages.languages) for each in named]
    languages = tags or [each.tag for each in data.languages.languages]
    return [(language, city) for language in languages for city in cities or known]
