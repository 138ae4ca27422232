"""`join OUT...`: output folders that several machines have built, as one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.commands.options import HOME, DataOption
from handouts.console import count, say


def join(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Output folders, built of some languages each.")
    ],
    data: DataOption = HOME / "data",
    out: Annotated[Path, typer.Option("--out", help="The folder that is to hold all.", show_default="out")] = HOME
    / "out",
) -> None:
    """Take over what several machines have built, of some languages each. A build then makes the rest."""
    from handouts.build.joining import join_folders
    from handouts.products.loading import load_data

    languages = load_data(data).languages.languages
    joined = join_folders(folders, out)
    for path in joined.removed:
        say(f"removed: {path}")
    found = f" in {count(len(joined.languages), 'language')}" if joined.languages else ""
    say(f"{out}: {count(joined.files, 'file')} of {count(len(folders), 'folder')}{found}")
    if missing := [f"{each.names.en} ({each.tag})" for each in languages if each.tag not in joined.languages]:
        say(f"in none of them: {', '.join(missing)}")
    say("build makes what is missing, and what needs all languages: booklets and posters in several, the gallery")
