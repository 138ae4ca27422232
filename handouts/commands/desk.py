"""`desk`: the local web application for staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, OutOption
from handouts.console import say, warn


def desk_command(now: Callable[[], datetime]) -> Callable[..., None]:
    """The command. `now`: the clock, with its zone."""

    def desk(
        port: Annotated[
            int | None,
            typer.Option("--port", min=0, max=65535, help="Where it answers; 0 for any.", show_default="8731"),
        ] = None,
        no_browser: Annotated[bool, typer.Option("--no-browser", help="Only show the address.")] = False,
        data: DataOption = HOME / "data",
        fonts: FontsOption = HOME / "fonts",
        out: OutOption = HOME / "out",
    ) -> None:
        """Open the desk: the directory, texts and translations in the browser, on this computer only."""
        from handouts.desk.desk import Folders
        from handouts.desk.serving import address_of_first, check_folder, serve

        def show(address: str) -> None:
            say(address)
            if not no_browser:
                import webbrowser

                webbrowser.open(address)

        check_folder(data)
        if first := address_of_first(data):
            warn("the desk is open already; this is a new way in")
            show(first)
            return
        warn("the desk stops when this window is closed, or by Ctrl+C")
        serve(Folders(data, out, fonts), port, now, show)

    return desk
