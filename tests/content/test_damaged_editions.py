"""Files of editions that somebody or something has changed: refused in words, or read as they were. Never a traceback,
and never another number than the one that was printed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from handouts.content.changes import compare
from handouts.errors import InputError
from handouts.sources.edition_files import edition_bytes, read_editions
from tests.content.editing import small_world

NOW = small_world().edition("2026-01-01-1")
WRITTEN = edition_bytes(NOW)
OTHERS = (None, 5, "x", [], {}, [[1, 2]], -1, True)


def folder_with(content: bytes, folder: Path, name: str = "2026-01-01-1.json") -> Path:
    (folder / "editions").mkdir(exist_ok=True)
    (folder / "editions" / name).write_bytes(content)
    return folder


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """To every value in a JSON document."""
    if way:
        yield way
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from ways(each, (*way, step))


@pytest.mark.parametrize("seed", range(8))
def test_another_value_anywhere_is_refused_or_does_no_harm(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    document = json.loads(WRITTEN)
    by_part: dict[str, list[tuple[Any, ...]]] = {}
    for way in ways(document):
        by_part.setdefault(way[0], []).append(way)
    for part in [*by_part] * 3:
        way = random.choice(by_part[part])
        changed = copy.deepcopy(document)
        inner = changed
        for step in way[:-1]:
            inner = inner[step]
        if random.random() < 0.2:
            del inner[way[-1]]
        else:
            inner[way[-1]] = random.choice(OTHERS)
        try:
            (edition,) = read_editions(folder_with(json.dumps(changed).encode(), tmp_path)).recorded
        except InputError:
            continue
        found = compare(edition, NOW)
        json.dumps(found.document())
        assert all(fact.words() for fact in found.facts)


DAMAGED = {
    "empty": (b"\n", "it is empty"),
    "truncated": (WRITTEN[: WRITTEN.index(b"\n", 300) - 1], "it is no JSON here"),
    "nested": (b"[" * 100_000, "it is nested too deeply"),
    "a list": (b"[]", "something in it is missing or of another kind"),
    "null": (b"null", "something in it is missing or of another kind"),
    "not UTF-8": (b"\xff" + WRITTEN, "it is no text in UTF-8"),
    "a digit changed": (WRITTEN.replace(b"287-2370", b"287-2371"), '287-2371" now'),
    "a part missing": (WRITTEN.replace(b'"sheets":', b'"sheet":'), "'sheets' is missing"),
}


@pytest.mark.parametrize(("content", "why"), DAMAGED.values(), ids=DAMAGED)
def test_what_release_did_not_write_is_refused_in_words(content: bytes, why: str, tmp_path: Path) -> None:
    assert b"287-2370" in WRITTEN
    with pytest.raises(InputError) as refused:
        read_editions(folder_with(content, tmp_path))
    (problem,) = refused.value.problems
    assert problem.file.endswith("2026-01-01-1.json")
    assert problem.what.startswith("is no edition as release writes it: ")
    assert why in problem.what
    assert problem.line == (content.count(b"\n") + 1 if why == "it is no JSON here" else 0)
    assert "put back the file that was recorded" in problem.instead


@pytest.mark.parametrize("harm", [Path.touch, lambda path: path.symlink_to("nowhere")], ids=["a file", "a dead link"])
def test_a_folder_of_editions_that_is_none_is_not_taken_for_no_editions(
    harm: Callable[[Path], object], tmp_path: Path
) -> None:
    harm(tmp_path / "editions")
    with pytest.raises(InputError) as refused:
        read_editions(tmp_path)
    (problem,) = refused.value.problems
    assert (problem.file, problem.what) == (str(tmp_path / "editions"), "is no folder")


def test_an_edition_of_a_newer_program_says_so(tmp_path: Path) -> None:
    newer = WRITTEN.replace(b'"schema": 1', b'"schema": 2')
    with pytest.raises(InputError) as refused:
        read_editions(folder_with(newer, tmp_path))
    assert "a newer version" in refused.value.problems[0].what


def test_what_an_editor_adds_to_a_file_changes_nothing(tmp_path: Path) -> None:
    plain = read_editions(folder_with(WRITTEN, tmp_path))
    windows = b"\xef\xbb\xbf" + WRITTEN.replace(b"\n", b"\r\n")
    assert read_editions(folder_with(windows, tmp_path)) == plain
