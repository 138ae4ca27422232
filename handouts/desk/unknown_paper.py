"""What is on paper can't be told, as a record of an edition was damaged: what to do is said, and all else goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from handouts.desk.area import Handler
from handouts.desk.page import Page
from handouts.errors import InputError, Problem
from handouts.sources.edition_files import FOLDER


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why it can't be told: of each file its name in the data folder, and what is wrong with it. `editions`: whether
    records of editions are among them."""

    files: tuple[tuple[str, Problem], ...]
    editions: bool


def unknown_by(problems: Iterable[Problem], data: Path) -> Unknown:
    """What keeps the desk from telling."""
    files = tuple((_in_data(problem.file, data), problem) for problem in problems)
    return Unknown(files, any(name.startswith(f"{FOLDER}/") for name, _ in files))


def or_why_not(handler: Handler) -> Handler:
    """The page that needs to know what is on paper, or why that is not known."""

    def answer(page: Page) -> Response:
        try:
            return handler(page)
        except InputError as error:
            unknown = unknown_by(page.told(error), page.desk.folders.data)
            return page.render("unknown-paper.html", 409, unknown=unknown)

    return answer


def _in_data(file: str, data: Path) -> str:
    return file.removeprefix(str(data)).replace("\\", "/").lstrip("/")
