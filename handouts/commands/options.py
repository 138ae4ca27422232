"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from handouts.errors import UsageError

HOME = Path(__file__).resolve().parents[2]
"""Where generate.py stands: the default folders are beside it, wherever it is called from."""

DataOption = Annotated[Path, typer.Option("--data", help="The folder with the data.", show_default="data")]
FontsOption = Annotated[Path, typer.Option("--fonts", help="The folder with the fonts.", show_default="fonts")]
OutOption = Annotated[Path, typer.Option("--out", help="The folder to build into.", show_default="out")]
OnOption = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day; else today.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of lines.")]


def today_of(context: typer.Context) -> date:
    """Today, which only the command line knows: it hands the clock down."""
    clock: Callable[[], date] = context.obj
    return clock()


def day_of(on: datetime | None, today: date, what: str) -> date:
    """The day of `--on`, else today. Raises UsageError for one that has not come. `what`: "the release"."""
    day = on.date() if on else today
    if day > today:
        raise UsageError(f"{day.isoformat()} has not come yet; give the day of {what} with --on")
    return day
