"""`release`: record what is printed now, so that it can be told later what has changed."""

from __future__ import annotations

from typing import Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, OnOption, OutOption, day_of, today_of
from handouts.console import count, say, say_age, warn
from handouts.errors import UsageError


def release(
    context: typer.Context,
    on: OnOption = None,
    withdraw: Annotated[
        str, typer.Option("--withdraw", metavar="NAME", help="This edition was not printed after all.")
    ] = "",
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
) -> None:
    """Record the present edition: what stands in the output folder is printed now."""
    from handouts.products.loading import load_data
    from handouts.products.releasing import first_named, record_release
    from handouts.sources.editions import read_editions, write_withdrawal

    today = today_of(context)
    day = day_of(on, today, "the release")
    if withdraw:
        editions = read_editions(data)
        if editions.named(withdraw).name in editions.withdrawn:
            raise UsageError(f"{withdraw} is withdrawn already")
        say(f"{write_withdrawal(data, withdraw, day)}: {withdraw} counts as not printed")
        return
    loaded = load_data(data, today)
    released = record_release(loaded, fonts, out, day)
    if missing := released.missing:
        named = first_named(missing)
        warn(f"notice: {count(len(missing), 'file')} that the data ask for not in {out}, nor recorded: {named}")
    say(f"{released.path}: {count(len(released.edition.sheets), 'file')} of {day.isoformat()} recorded")
    say_age(loaded.handout.last_updated, today, loaded.handout.limits.information_days)
