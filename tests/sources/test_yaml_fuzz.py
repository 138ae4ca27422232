"""Whatever is typed: the data is loaded or every problem is named, and nothing else happens."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import InputError, Problem
from handouts.products.loading import load_data
from handouts.sources.yaml_document import Document
from handouts.sources.yaml_reader import parse_yaml
from tests.sources.breaking import SCRAPS as TYPED_SCRAPS
from tests.sources.shipped import NAMES, shortened

TYPED = {name: shortened(name) for name in NAMES}

SCRAPS = st.sampled_from(TYPED_SCRAPS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=12) | SCRAPS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def loads_or_names_problems(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for other in NAMES:
            (Path(folder) / f"{other}.yaml").write_text(TYPED[other], encoding="utf-8")
        (Path(folder) / f"{name}.yaml").write_bytes(content)
        problems: tuple[Problem, ...] = ()
        try:
            load_data(Path(folder))
        except InputError as error:
            problems = error.problems
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in problems:
            assert problem.what
            assert problem.instead
            assert str(problem).isprintable()
            assert problem.line <= len(lines)


@settings(max_examples=80)
@given(st.sampled_from(NAMES), st.data())
def test_a_file_with_something_typed_into_it_or_deleted(name: str, data: st.DataObject) -> None:
    text = TYPED[name]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 30))
        text = text[:at] + data.draw(SCRAPS | st.text(max_size=5)) + text[at + cut :]
    loads_or_names_problems(name, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.integers(0, 400), VALUES)
def test_a_file_with_a_value_of_another_kind(name: str, line: int, value: object) -> None:
    lines = TYPED[name].split("\n")
    index = line % len(lines)
    before, colon, _ = lines[index].partition(": ")
    lines[index] = f"{before}{colon or ' '}{as_flow(value)}"
    loads_or_names_problems(name, "\n".join(lines).encode("utf-8", "surrogatepass"))


@settings(max_examples=30)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_a_file_of_any_bytes(name: str, content: bytes) -> None:
    loads_or_names_problems(name, content)


@settings(max_examples=200)
@given(st.lists(SCRAPS | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_gives_a_document_or_problems(text: str) -> None:
    document, problems = parse_yaml("x.yaml", text)
    assert isinstance(document, Document) or problems


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 900_000, id="brackets"),
        pytest.param("- " * 400_000, id="hyphens"),
        pytest.param("{a: " * 200_000, id="mappings"),
        pytest.param("? " * 400_000, id="question marks"),
        pytest.param("a: " + "b " * 200_000, id="one long text"),
        pytest.param("- a\n" * 240_000, id="many entries"),
        pytest.param("a: &a [x, x]\n" + "b: &b [*a, *a]\n" * 40_000, id="aliases that explode"),
        pytest.param("'" * 900_001, id="quotes"),
        pytest.param("\n" * 300_000, id="empty lines"),
    ],
)
def test_a_large_hostile_file_is_read_or_refused_in_seconds(text: str) -> None:
    begin = time.process_time()
    parse_yaml("x.yaml", text)
    assert time.process_time() - begin < 30


def as_flow(value: object) -> str:
    """YAML in one line; text without quotes, as people type it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_flow, value)) + "]"
    return str(value)
