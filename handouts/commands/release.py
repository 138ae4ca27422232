"""`release`: record what is printed now, so that it can be told later what has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, OnOption, OutOption, day_of, today_of
from handouts.console import count, say, say_age, warn
from handouts.errors import UsageError

_MOST_NAMED = 3


def release(
    context: typer.Context,
    on: OnOption = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="NAME", help="This edition was not printed after all.")
    ] = None,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
) -> None:
    """Record the present edition: what stands in the output folder is printed now."""
    from handouts.products.loading import load_data
    from handouts.products.present import read_present
    from handouts.sources.editions import free_name, read_editions, write_edition, write_withdrawal

    today = today_of(context)
    day = day_of(on, today, "the release")
    editions = read_editions(data)
    if withdraw is not None:
        if editions.named(withdraw).name in editions.withdrawn:
            raise UsageError(f"{withdraw} is withdrawn already")
        say(f"{write_withdrawal(data, withdraw, day)}: {withdraw} counts as not printed")
        return
    loaded = load_data(data, today)
    present = read_present(loaded, fonts, out)
    if not present.edition.sheets:
        raise UsageError(f"{out} holds no sheet: build first")
    if present.unproofed:
        raise UsageError(
            f"{count(len(present.unproofed), 'file')} in {out} {'are' if present.unproofed[1:] else 'is'} not proofed "
            f"({_first(present.unproofed)}): build once more without --no-proof, then record what is printed"
        )
    last = editions.last
    if last is not None and day.isoformat() < last.on:
        raise UsageError(f"{last.name} is of a later day than {day.isoformat()}: editions are recorded in their order")
    edition = replace(present.edition, name=free_name(data, day), on=day.isoformat())
    if last is not None and replace(edition, name=last.name, on=last.on).sheets == last.sheets:
        raise UsageError(f"nothing has changed since {last.name}: that edition stands")
    path = write_edition(data, edition)
    if missing := present.missing:
        warn(
            f"notice: {count(len(missing), 'file')} that the data ask for not in {out}, nor recorded: {_first(missing)}"
        )
    say(f"{path}: {count(len(edition.sheets), 'file')} of {day.isoformat()} recorded")
    say_age(loaded.handout.last_updated, today, loaded.handout.limits.information_days)


def _first(paths: tuple[str, ...]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more
