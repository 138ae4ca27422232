"""The pages of the directory: all places, one place, the search."""

from __future__ import annotations

from starlette.responses import Response

from handouts.desk.page import Page


def show_directory(page: Page) -> Response:
    """All places with their organisations, or those that a search finds."""
    return page.render("directory/directory.html", directory=page.state.data.directory)
