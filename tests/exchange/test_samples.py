"""Ten spreadsheets as people make them, and what is taken from each: organisations, numbers, refusals.

The samples are the project's own, and so is what is expected; two were corrected (key `corrected`), since the directory
has learnt to hold what they refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handouts.exchange.files import read_tables
from handouts.exchange.rows import Answers, Reader
from tests.exchange.directories import shipped

SAMPLES = sorted(path for path in (Path(__file__).parent / "samples").iterdir() if path.is_dir())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_read_as_a_person_would_read_it(sample: Path) -> None:
    expected = json.loads((sample / "expected.json").read_text(encoding="utf-8"))
    data = shipped()
    answers = Answers(expected["answers"].get("country", ""))
    reader = Reader(data.directory, data.handout.sides_of_border, answers)
    found = reader.read(read_tables(next(sample.glob("sheet.*")))).document()
    assert found["sheets"] == expected["sheets"]
    assert found["organisations"] == expected["organisations"]
    assert _without_words(found["refused"]) == _without_words(expected["refused"])
    assert found["skipped"] == expected["skipped"]


def test_there_are_ten() -> None:
    assert len(SAMPLES) == 10


def _without_words(refused: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reasons are for people: each program says them in its own words."""
    assert all(each["why"] for each in refused)
    return [{key: value for key, value in each.items() if key != "why"} for each in refused]
