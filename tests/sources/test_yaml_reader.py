"""The YAML reader: what a file may look like, and where its values stand."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
import yaml

from handouts.sources.yaml_document import Document, Steps, Style, text_of
from handouts.sources.yaml_reader import parse_yaml, read_yaml
from handouts.sources.yaml_scalars import Oddity, understood
from tests.sources.shipped import DATA


def read(tmp_path: Path, content: bytes) -> tuple[Document | None, list[str]]:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    document, problems = read_yaml(path)
    return document, [str(problem).replace(str(path), "x.yaml") for problem in problems]


def parsed(text: str) -> Document:
    document, problems = parse_yaml("x.yaml", text)
    assert document is not None
    assert problems == ()
    return document


def test_values_are_plain_and_know_their_places() -> None:
    document = parsed('a: 1\nb:\n  - {c: "d", e: 1.5}\n  - true\nf: 2021-04-07\n')
    assert document.value == {"a": 1, "b": ({"c": "d", "e": 1.5}, True), "f": date(2021, 4, 7)}
    places = [
        (extent.line, extent.column, extent.written, extent.style)
        for extent in (document.extent(("b", 0, "c")), document.key_extent(("b", 0, "e")), document.extent(("b", 1)))
    ]
    assert places == [(3, 9, "d", Style.DOUBLE), (3, 14, "e", Style.PLAIN), (4, 5, "true", Style.PLAIN)]


# text, way to a value, what stands from its begin to its end, and how it is written
EXTENTS = [
    ("a: 1  # c\n", ("a",), "1", Style.PLAIN),
    ("a: one\n  two  \n\n# c\nb: 1\n", ("a",), "one\n  two", Style.PLAIN),
    ("a: 'it''s'\n", ("a",), "'it''s'", Style.SINGLE),
    ('a: "x\\\n  y"\n', ("a",), '"x\\\n  y"', Style.DOUBLE),
    ("a: >-  # c\n  x\n  y\n\n\nb: 1\n", ("a",), ">-  # c\n  x\n  y", Style.FOLDED),
    ("a: |\n  x\n   \n\nb: 1\n", ("a",), "|\n  x\n   ", Style.LITERAL),
    ("a: |+\n  x\n\n\nb: 1\n", ("a",), "|+\n  x\n\n", Style.LITERAL),
    ("a: |\n  x", ("a",), "|\n  x", Style.LITERAL),
    ("a: [b, {c: d}] # c\n", ("a",), "[b, {c: d}]", Style.FLOW),
    ("a: [b, {c: d}] # c\n", ("a", 1), "{c: d}", Style.FLOW),
    ("a: [b: c , d]\n", ("a", 0), "b: c", Style.PAIR),
    ("a:\n  - b\n  - c: d\n    # c\n\n# c\ne: 1\n", ("a",), "- b\n  - c: d", Style.BLOCK),
    ("a:\n  - b\n  - c: d\n    # c\n\n# c\ne: 1\n", ("a", 1), "c: d", Style.BLOCK),
    ("a:\n- b\n- c:\n# c\ne: 1\n", ("a",), "- b\n- c:", Style.BLOCK),
    ("a:  # c\nb: 1\n", ("a",), "", Style.PLAIN),
    ("? a\n# c\n? b\n: c\n", (), "? a\n# c\n? b\n: c", Style.BLOCK),
]


@pytest.mark.parametrize(("text", "steps", "whole", "style"), EXTENTS)
def test_every_value_knows_where_it_begins_and_ends(text: str, steps: Steps, whole: str, style: Style) -> None:
    for content in (text, "\ufeff" + text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        document, _ = parse_yaml("x.yaml", content)
        assert document is not None
        extent = document.values[steps]
        assert text_of(content)[extent.begin : extent.end] == whole
        assert extent.style is style


def test_a_value_that_is_not_there_stands_where_it_could() -> None:
    places = {"a: # c\n": 2, "- # c\n": 1, "? a\n\n": 3, "{a}": 2, "{a: , b: 1}": 3}
    for text, place in places.items():
        document, _ = parse_yaml("x.yaml", text)
        assert document is not None
        extent = next(extent for steps, extent in document.values.items() if steps)
        assert (extent.begin, extent.end) == (place, place), text


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfa: 1\r\n"
    document, _ = read(tmp_path, content)
    assert document is not None
    assert document.digest == hashlib.sha256(content).hexdigest()


def test_a_value_that_is_missing_is_looked_for_in_what_surrounds_it() -> None:
    document = parsed("a:\n  b: 1\n")
    extent = document.extent(("a", "x", 7))
    assert (extent.line, extent.column) == (2, 3)


def test_a_column_counts_characters_not_bytes() -> None:
    assert parsed("{ñandú: क, b: 1}").extent(("b",)).column == 15


def test_a_byte_order_mark_and_line_ends_of_windows_change_no_place(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, b"# first\na: 1\nb: [x]\n")
    windows, problems = read(tmp_path, b"\xef\xbb\xbf# first\r\na: 1\r\nb: [x]\r\n")
    assert problems == []
    assert windows == plain


@pytest.mark.parametrize("name", ["handout", "directory", "faq", "languages"])
def test_the_shipped_files_read_as_pyyaml_reads_them(name: str) -> None:
    def lists(value: object) -> object:
        if isinstance(value, dict):
            return {key: lists(entry) for key, entry in value.items()}
        return [lists(entry) for entry in value] if isinstance(value, tuple) else value

    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    assert lists(parsed(text).value) == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *(("12", 12), ("-3", -3), ("0", 0), ("1.5", 1.5), ("true", True), ("false", False), ("", None), ("~", None)),
        *(("2021-04-07", date(2021, 4, 7)), ("y", "y"), ("1.2.3", "1.2.3"), ("619 786 4866", "619 786 4866")),
        *(("no", Oddity("no", "true or false")), ("ON", Oddity("ON", "true or false"))),
        *(
            (odd, Oddity(odd, "a number"))
            for odd in ("010", "0x1F", "0b1", "1_000", "9:30", "1e5", ".5", ".inf", ".nan")
        ),
        ("2021-02-30", Oddity("2021-02-30", "a date that is in no calendar")),
        ("2021-04-07 10:00:00", Oddity("2021-04-07 10:00:00", "a time of day")),
    ],
)
def test_words_without_quotes(word: str, value: object) -> None:
    assert understood(word) == value


@pytest.mark.parametrize(
    "word",
    [
        *(
            "no",
            "Yes",
            "on",
            "OFF",
            "True",
            "0o7",
            "010",
            "0x1F",
            "0b11",
            "1_000",
            "190:20:30",
            "1.5e+3",
            "+.inf",
            ".NaN",
        ),
        *("2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2001-12-15 2:59:43.10", "=", "6_8.5", "-.5"),
    ],
)
def test_nothing_that_yaml_reads_as_something_else_passes_for_text(word: str) -> None:
    assert isinstance(understood(word), Oddity)


# content, place and words of the only message
REFUSED = [
    (b"", "1:1", "the file is empty"),
    (b"# a comment\n", "1:1", "the file is empty"),
    (b"a: caf\xe9\n", "1:7", 'byte E9, perhaps "é" of an older encoding; save it as UTF-8'),
    (b"\xef\xbb\xbf# \xc3\xb1\r\na: \xff\r\n", "2:4", "byte FF"),
    ("a: 1".encode("utf-16"), "1:1", "UTF-16"),
    ("a: 1".encode("utf-16-be"), "1:1", "UTF-16"),
    ("a: 1".encode("utf-32"), "1:1", "UTF-16 or UTF-32"),
    (b"a: 1\n---\nb: 2\n", "2:1", "a second document"),
    (b"a: 1\n...\nb: 2\n", "3:1", "more follows"),
    (b"a: 1\nb: 2\na: 3\n", "3:1", '"a" stands here twice (first in line 1)'),
    (b"a: 1\n'a': 3\n", "2:1", "stands here twice"),
    (b"- a\n- &x b\n", "2:3", '"&x" is an anchor'),
    (b"- a\n- *x\n", "2:3", '"*x" is an alias'),
    (b"- {<<: {a: 1}}\n", "1:4", "would merge"),
    (b'a: !!python/object/apply:os.system ["echo"]\n', "1:4", '"!!python/object/apply:os.system" is a tag'),
    (b"a: !local b\n", "1:4", '"!local" is a tag'),
    (b"a: !!binary aGk=\n", "1:4", '"!!binary" is a tag'),
    (b"a: !u!x b\n", "1:4", "is a tag"),
    (b"5: a\n", "1:1", 'the key "5" is no text to YAML; write it in quotes: "5"'),
    (b"no: a\n", "1:1", 'write it in quotes: "no"'),
    (b"'': a\n", "1:1", "write a word before the colon"),
    (b"? [a, b]\n: c\n", "1:3", "a list or mapping stands where a key should"),
    (b"[" * 41, "1:41", "more than 40"),
    (b"[" * 100_000, "1:41", "more than 40"),
    (b"a:\n" + b"".join(b" " * depth + b"a:\n" for depth in range(1, 60)), "41:41", "more than 40"),
    (b"a: b: c\n", "1:5", "put text that holds a colon in quotes"),
    (b"a: 'b\nc: d\n", "1:4", "a quoted text begins here and never ends"),
    (b'a: "b\n---\n', "1:4", "does not end before the line ---"),
    (b"a: [b\nc: d\n", "1:4", "a list in [ ] begins here"),
    (b"a: {b: c\nd: e\n", "1:4", "a mapping in { } begins here"),
    (b"a:\n\t- b\n", "2:1", "a tab stands where spaces must"),
    (b"a: @b\n", "1:4", "text can't begin with this character"),
    (b"a: `b\n", "1:4", "text can't begin with this character"),
    (b"a: - b\n", "1:4", "a list can't begin here"),
    (b"a: ? b\n", "1:4", "question mark"),
    (b"a:\n - b\n  c\n d: e\n", "4:2", "does not fit in"),
    (b'a: "\\q"\n', "1:6", "this backslash means nothing"),
    (b'a: "\\xZZ"\n', "1:7", "not followed by a character's number"),
    (b'a: "\\UFFFFFFFF"\n', "1:1", "stray backslash"),
    (b'a: "\\ud800"\n', "1:4", "half of a character"),
    (b"a: & b\n", "1:5", "put the text in quotes"),
    (b"a: |x\n b\n", "1:5", "after | and >"),
    (b"a: |0\n b\n", "1:5", "delete the 0"),
    (b"%YAML 2.0\n---\na: b\n", "1:1", "a line can't begin with %"),
    (b"a\nb: c\n", "2:2", "the colon of the line above"),
    (b"a: b\x07\n", "1:5", "U+0007"),
    (b"a: b # \xe2\x80\xae\n", "1:8", "U+202E"),
]


@pytest.mark.parametrize(("content", "place", "words"), REFUSED, ids=[repr(case[0][:40]) for case in REFUSED])
def test_what_is_refused_and_where(tmp_path: Path, content: bytes, place: str, words: str) -> None:
    _, problems = read(tmp_path, content)
    assert len(problems) == 1
    assert problems[0].startswith(f"x.yaml:{place}: ")
    assert words in problems[0]
    assert "; " in problems[0], "a message says what would be right"


def test_several_problems_are_named_at_once(tmp_path: Path) -> None:
    _, problems = read(tmp_path, b"a: *x\na: 1\n5: &y c\nd: !t e\n")
    assert [problem.split(": ")[0] for problem in problems] == [
        f"x.yaml:{n}" for n in ("1:4", "2:1", "3:1", "3:4", "4:4")
    ]


def test_a_file_full_of_problems_is_not_read_to_its_end(tmp_path: Path) -> None:
    _, problems = read(tmp_path, b"- *x\n" * 10_000)
    assert len(problems) == 100


def test_a_value_after_a_doubled_key_is_thrown_away_with_all_that_is_in_it() -> None:
    document, problems = parse_yaml("x.yaml", "a: {b: 1}\na: {b: [2, {c: 3}]}\nd: 4\n")
    assert document is not None
    assert len(problems) == 1
    assert document.value == {"a": {"b": 1}, "d": 4}
    assert document.extent(("a", "b")).line == 1


def test_what_can_be_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "big.yaml").write_bytes(b"#" * 8_000_001)
    for name, words in [
        ("folder.yaml", "is a folder"),
        ("missing.yaml", "there is no such file"),
        ("big.yaml", "is larger than 8000 kB"),
        ("a\x00b.yaml", "can't be read"),
    ]:
        document, (problem,) = read_yaml(tmp_path / name)
        assert document is None
        assert words in problem.what
        assert (problem.line, problem.column) == (0, 0)
        assert problem.instead


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    make_pipe = getattr(os, "mkfifo", None)
    path = tmp_path / "faq.yaml"
    if make_pipe is None:  # Windows has no pipes in folders
        path.mkdir()
    else:
        make_pipe(path)
    _, (problem,) = read_yaml(path)
    assert problem.what.startswith("is ")


@pytest.mark.parametrize("other", ["faq.yml", "FAQ.yaml", "Faq.YML"])
def test_a_file_of_nearly_that_name_is_pointed_at(tmp_path: Path, other: str) -> None:
    (tmp_path / other).touch()
    if (tmp_path / "faq.yaml").exists():  # a disk that takes capitals for small letters
        return
    _, (problem,) = read_yaml(tmp_path / "faq.yaml")
    assert problem.instead == f'rename "{other}" to "faq.yaml"'


def test_an_unreadable_file_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "faq.yaml"
    path.touch()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, (problem,) = read_yaml(path)
    assert problem.what == "can't be read (Permission denied)"


def test_messages_show_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    _, problems = read(tmp_path, b'"\\e[2J": 1\n"\\e[2J": 2\n')
    assert len(problems) == 1
    assert problems[0].isprintable()
