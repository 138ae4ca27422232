"""Edits of files: all or none, and only of the file that was read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from handouts.errors import ConflictError, InputError, Problem, UsageError, WriteError
from handouts.products.loading import edit_data, load_data
from handouts.sources.edits import Edit, insert, move, remove, replace
from handouts.sources.yaml_document import Document
from handouts.sources.yaml_edits import apply_edits
from handouts.sources.yaml_reader import MAX_BYTES, read_yaml
from tests.sources.shipped import DATA, NAMES, problems_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf# first\r\na: 1\r\nb: [x]  # c\r\n")
    return path


def read(path: Path) -> Document:
    document, problems = read_yaml(path)
    assert document is not None
    assert problems == ()
    return document


def accept(_: Document) -> list[Problem]:
    return []


def test_what_is_written_is_given_back_so_that_edits_can_go_on(path: Path) -> None:
    first = apply_edits(path, read(path), [replace(("a",), 2), insert(("b", 1), "y")], accept)
    assert first == read(path)
    second = apply_edits(path, first, [remove(("b", 0))], accept)
    assert second.value == {"a": 2, "b": ("y",)}
    assert path.read_bytes() == b"\xef\xbb\xbf# first\r\na: 2\r\nb: [y]  # c\r\n"


def test_a_file_that_somebody_else_has_changed_is_left_alone(path: Path) -> None:
    document = read(path)
    other = path.read_bytes() + b"# more\n"
    path.write_bytes(other)
    with pytest.raises(ConflictError, match="changed since it was read; read it again"):
        apply_edits(path, document, [replace(("a",), 2)], accept)
    assert path.read_bytes() == other
    path.unlink()
    with pytest.raises(ConflictError):
        apply_edits(path, document, [replace(("a",), 2)], accept)
    assert not path.exists()


def test_one_edit_that_can_not_be_done_keeps_all_from_being_written(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UsageError, match="there is no c in the file"):
        apply_edits(path, read(path), [replace(("a",), 2), remove(("c",))], accept)
    assert path.read_bytes() == before


def test_what_is_not_valid_is_not_written(path: Path) -> None:
    before = path.read_bytes()

    def refuse(document: Document) -> list[Problem]:
        return [document.problem(("a",), "is too large", "write less")]

    with pytest.raises(InputError, match=r"x\.yaml:2:4: is too large; write less"):
        apply_edits(path, read(path), [replace(("a",), 2)], refuse)
    assert path.read_bytes() == before


def test_a_file_that_would_be_too_large_to_be_read_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UsageError, match="larger than 8000 kB"):
        apply_edits(path, read(path), [replace(("a",), "word " * (MAX_BYTES // 5) + "end")], accept)
    assert path.read_bytes() == before


def test_a_disk_that_refuses_leaves_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match="No space left"):
        apply_edits(path, read(path), [replace(("a",), 2)], accept)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


# The data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        shutil.copy(DATA / f"{name}.yaml", tmp_path)
    return tmp_path


def test_an_edit_of_the_data_is_what_is_loaded_then(folder: Path) -> None:
    organisation = {"name": "Jones Day", "numbers": [{"number": "+1 214 969 5051", "call_from": "US"}]}
    at = ("cities", 3, "organisations", 0)
    data = edit_data(load_data(folder), "directory", [insert(at, organisation), move(("cities", 1), ("cities", 0))])
    assert [city.id for city in data.directory.cities][:2] == ["mexicali", "tijuana-san-diego"]
    assert data.directory.cities[3].organisations[0].name == "Jones Day"
    assert data == load_data(folder)


# file, edit, and what is said about it
REFUSED = [
    ("directory", insert(("groups", 0, "organisations", 0), {"name": "Info Digna"}), '"Info Digna" stands twice'),
    ("directory", replace(("cities", 0, "id"), "con"), '"con" is no id'),
    ("directory", replace(("cities", 2, "organisations", 0, "numbers", 0, "number"), "+1 555"), "+1 555"),
    ("faq", remove(("questions", 1, "answer", 0)), 'needs "closed", which this answer does not have'),
    ("handout", replace(("words", "page"), "Page"), '"{number}" is missing in the text'),
    ("handout", remove(("words", "page")), '"page" is missing'),
    ("handout", insert(("colour",), "red"), '"colour" is no key here'),
    ("languages", move((0,), (3,)), "is not the first"),
    ("languages", replace((0, "leading"), "1.25"), "is in quotes and so a text"),
]


@pytest.mark.parametrize(("name", "edit", "said"), REFUSED, ids=[str(case[1]) for case in REFUSED])
def test_an_edit_that_the_model_or_the_checks_refuse_changes_nothing(
    folder: Path, name: str, edit: Edit, said: str
) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    data = load_data(folder)
    with pytest.raises(InputError) as caught:
        edit_data(data, name, [edit])
    assert said in str(caught.value)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert problems_of(folder) == ()


def test_the_checks_see_the_other_files_as_they_are_on_the_disk(folder: Path) -> None:
    data = load_data(folder)
    faq = (folder / "faq.yaml").read_text(encoding="utf-8")
    (folder / "faq.yaml").write_text(faq.replace("print: date-band", "print: essential"), encoding="utf-8")
    with pytest.raises(InputError, match="no piece has print: date-band"):
        edit_data(data, "handout", [replace(("title",), "Another")])
