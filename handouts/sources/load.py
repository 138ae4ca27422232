"""data/*.yaml -> Data: read, checked, frozen. All problems at once, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from pydantic import BaseModel

from handouts.errors import InputError, InternalError, Notice, Problem
from handouts.sources.checks import cross_checks
from handouts.sources.checks_of_pieces import piece_checks
from handouts.sources.checks_of_sides import side_checks
from handouts.sources.explain import first_of_each_file, validated
from handouts.sources.faq_model import Faq
from handouts.sources.model import Directory, Handout, Languages
from handouts.sources.sides import countries_of
from handouts.sources.yaml_document import Document, Steps
from handouts.sources.yaml_reader import read_yaml

_M = TypeVar("_M", bound=BaseModel)


class _File(NamedTuple):
    model: type[BaseModel]
    top: str = ""  # the model's key where the file itself is a list


FILES: Final[Mapping[str, _File]] = {
    "handout": _File(Handout),
    "directory": _File(Directory),
    "faq": _File(Faq),
    "languages": _File(Languages, "languages"),
}
"""The files of a data folder, without ending, and what they may hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a data file; line and column from 1."""

    file: str
    line: int
    column: int

    def problem(self, what: str, instead: str = "", language: str = "") -> Problem:
        """A problem at this place."""
        return Problem(self.file, self.line, self.column, what, instead, language)

    def notice(self, what: str, instead: str = "") -> Notice:
        """A notice about what stands at this place."""
        return Notice(self.file, self.line, self.column, what, instead)


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that the data files say, and where they say it."""

    folder: Path
    handout: Handout
    directory: Directory
    faq: Faq
    languages: Languages
    documents: Mapping[str, Document] = field(repr=False, compare=False)

    def place(self, name: str, *steps: str | int) -> Place:
        """Where a value stands, or the nearest thing around it: `place("directory", "cities", 0, "name")`.

        Raises KeyError for a name that is not in FILES.
        """
        document = self.documents[name]
        extent = document.extent(steps)
        return Place(document.file, extent.line, extent.column)

    def place_of(self, part: BaseModel, *steps: str | int) -> Place:
        """Where a part of this data stands (a City, a Piece ...), or one of its values: `place_of(city, "name")`.

        The very object counts, not an equal one. Raises KeyError for an object that is not part of this data.
        """
        for name, file in FILES.items():
            way = _way_to(getattr(self, name), part, ())
            if way is not None:
                return self.place(name, *(way[1:] if file.top and way[:1] == (file.top,) else way), *steps)
        raise KeyError(f"not a part of this data: {part!r}")


def read_data(
    folder: Path,
    formats: Collection[str],
    today: date | None = None,
    edited: Mapping[str, Document] = MappingProxyType({}),
) -> Data:
    """The data of a folder; `formats`: the words that handout.yaml may list; `today`: a day after it is refused;
    `edited`: documents, by name without ending, that stand in place of the folder's own. Raises InputError with every
    problem of every file.

    File names in messages are the folder as given and the file's name.
    """
    documents, models, problems = _read(folder, formats, today, edited)
    if problems:
        raise InputError(problems)
    return Data(
        folder,
        _of(Handout, models["handout"]),
        _of(Directory, models["directory"]),
        _of(Faq, models["faq"]),
        _of(Languages, models["languages"]),
        documents,
    )


def problems_with(folder: Path, formats: Collection[str], edited: Mapping[str, Document]) -> tuple[Problem, ...]:
    """Everything that would be wrong with the data of a folder, in the order of files and lines, if it held the
    `edited` documents, by name without ending, in place of its own."""
    return tuple(sorted(_read(folder, formats, None, edited)[2]))


def _read(
    folder: Path, formats: Collection[str], today: date | None, edited: Mapping[str, Document] = MappingProxyType({})
) -> tuple[dict[str, Document], dict[str, BaseModel], list[Problem]]:
    documents: dict[str, Document] = {}
    models: dict[str, BaseModel] = {}
    if missing := _no_folder(folder):
        return {}, {}, [Problem(str(folder), 0, 0, missing, "name the folder that holds handout.yaml with --data")]
    problems: list[Problem] = []
    for name, file in FILES.items():
        document = edited.get(name)
        if document is None:
            document, found = read_yaml(folder / f"{name}.yaml")
            problems += found
        if document is None:
            continue
        documents[name] = document
        countries = countries_of(documents["handout"].value if "handout" in documents else None)
        model, refused = validated(document, file.model, file.top, today, countries)
        problems += refused
        if model is not None:
            models[name] = model
    problems += cross_checks(documents, formats)
    problems += piece_checks(documents)
    problems += side_checks(documents)
    return documents, models, first_of_each_file(problems)


def _no_folder(folder: Path) -> str:
    """What is wrong with the folder itself, or nothing."""
    try:
        if folder.is_dir():
            return ""
        return "is a file, not a folder" if folder.exists() else "there is no such folder"
    except OSError as error:
        return f"can't be opened ({error.strerror})"


def _of(model: type[_M], value: BaseModel) -> _M:
    if not isinstance(value, model):
        raise InternalError(f"{value!r} was validated as something else than {model.__name__}")
    return value


def _way_to(value: object, part: BaseModel, steps: Steps) -> Steps | None:
    if value is part:
        return steps
    if isinstance(value, tuple):
        entries = [((*steps, index), entry) for index, entry in enumerate(value)]
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields
        entries = [((*steps, info.alias or name), getattr(value, name)) for name, info in fields.items()]
    else:
        return None
    return next((way for place, entry in entries if (way := _way_to(entry, part, place)) is not None), None)
