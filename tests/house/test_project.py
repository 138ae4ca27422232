"""What the project says of itself in several places says the same in each."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.modules import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LEFT_OUT = {
    "out",
    "fonts",
    "__pycache__",
    "build",
    "dist",
    "handouts.egg-info",
}  # and what begins with a point, but .ci
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".in", ".lock", ".po", ".json", ".txt", ".cfg", ".typ", ""}
# Folders and drives that only one machine has.
ABSOLUTE = re.compile(r"""(?<![\w.\-/~<])(?:/(?:home|root|work|Users|mnt|srv|opt)/|[A-Z]:\\\\?(?:Users|Windows))""")


def pins(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.rstrip(" \\") for line in lines if re.match(r"[a-z0-9]", line)]


def text_files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in set(folders) - LEFT_OUT if name[0] != "." or name in (".ci", ".github"))
        # In a worktree `.git` is a file, of git's own.
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in TEXT and name != ".git")


def test_installing_the_package_gives_the_locked_versions() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert PROJECT["dependencies"] == run
    assert PROJECT["optional-dependencies"]["dev"] == [pin for pin in dev if pin not in run]
    assert set(run) <= set(dev)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_hold_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--index|--find-links|@ ", text)


@pytest.mark.parametrize(
    ("source", "lock"), [("requirements.in", "requirements.lock"), ("requirements-dev.in", "requirements-dev.lock")]
)
def test_the_locks_hold_all_that_is_asked_for(source: str, lock: str) -> None:
    locked = {pin.partition("==")[0] for pin in pins(lock)}
    asked = re.findall(r"(?m)^([a-z][a-z0-9.\-]*)", (ROOT / source).read_text(encoding="utf-8"))
    assert {name.replace(".", "-") for name in asked} <= locked


def test_the_minor_version_of_reportlab_is_pinned() -> None:
    assert re.search(
        r"(?m)^reportlab>=(\d+)\.(\d+),<\1\.(\d+)\b", (ROOT / "requirements.in").read_text(encoding="utf-8")
    )


def test_no_file_names_a_place_of_one_machine() -> None:
    found = []
    for path in text_files():
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if ABSOLUTE.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:80]}")
    assert found == []


def test_that_test_can_fail() -> None:
    assert ABSOLUTE.search("see /" + "home/someone/file")
    assert ABSOLUTE.search("C:" + "\\Users\\someone")
    assert not ABSOLUTE.search("a/" + "work/b and https://example.org/" + "home/x")


def test_text_files_are_utf8_with_plain_line_ends() -> None:
    for path in text_files():
        raw = path.read_bytes()
        raw.decode("utf-8")
        assert b"\r" not in raw, path
