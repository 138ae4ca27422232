"""The commands of the README, from anywhere, with any Python: help, exit codes, sentences instead of tracebacks."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.markers import Marker

from handouts import environment

ROOT = Path(environment.ROOT)
ENTRY_FILES = (
    "generate.py",
    "handouts/__init__.py",
    "handouts/__main__.py",
    "handouts/environment.py",
    "tests/__init__.py",
    "tests/__main__.py",
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def run(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | variables,
        capture_output=True,
        encoding="utf-8",
    )


def generate(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return run(str(ROOT / "generate.py"), *arguments, folder=folder, **variables)


@pytest.mark.parametrize("name", ENTRY_FILES)
def test_entry_files_parse_on_an_old_python(name: str) -> None:
    ast.parse((ROOT / name).read_bytes(), feature_version=(3, 8))


def test_help_works_from_another_folder(tmp_path: Path) -> None:
    done = generate("--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "build" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_help_works_on_a_console_that_is_not_utf8(tmp_path: Path) -> None:
    done = generate("--help", folder=tmp_path, PYTHONIOENCODING="cp437:strict", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0, done.stderr


def test_the_package_is_the_same_program(tmp_path: Path) -> None:
    as_module = run("-m", "handouts", "list", "--help", folder=ROOT)
    assert (as_module.returncode, as_module.stderr) == (0, "")
    assert as_module.stdout.split() == generate("list", "--help", folder=tmp_path).stdout.split()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["no-such-command"],
        ["build", "--paper", "papyrus"],
        ["build", "--jobs", "many"],
        ["build", "--data", "no/such/folder"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_code_2_and_writes_nothing(arguments: list[str], tmp_path: Path) -> None:
    done = generate(*arguments, folder=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_this_python_has_what_the_locks_say() -> None:
    assert [environment.differences(str(ROOT / lock), sys.path) for lock in LOCKS] == [[], []]


PLATFORMS = [
    {"sys_platform": platform, "os_name": os_name, "platform_machine": machine, "implementation_name": name.lower(),
     "platform_python_implementation": name, "python_version": version, "python_full_version": f"{version}.2"}
    for platform, os_name, machine in (
        ("linux", "posix", "x86_64"),
        ("darwin", "posix", "x86_64"),
        ("darwin", "posix", "arm64"),
        ("win32", "nt", "AMD64"),
    )
    for name in ("CPython", "PyPy")
    for version in ("3.11", "3.14")
]  # fmt: skip


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: " ".join(platform.values()))
def test_markers_of_the_locks_mean_what_the_standard_says(platform: dict[str, str]) -> None:
    markers = {
        line.rstrip(" \\\n").partition(" ; ")[2]
        for lock in LOCKS
        for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()
        if " ; " in line
    } | {
        "python_full_version < '3.12'",
        "python_version >= '3.12' and sys_platform != 'win32'",
        "(os_name == 'nt' and python_version < '3.14') or python_full_version > '3.11.1'",
    }
    for marker in markers:
        assert environment.applies(marker, platform) == Marker(marker).evaluate(platform), marker


def test_packages_are_found_by_their_metadata_folders(tmp_path: Path) -> None:
    for name in ("pdfminer_six-20260107.dist-info", "Old.Name-1.2-py3.11.egg-info", "handouts.egg-info", "readme.txt"):
        (tmp_path / "first" / name).mkdir(parents=True)
    for name in ("pdfminer.six-1.dist-info", "torn-1.0.dist-info", "torn-1.1.dist-info"):
        (tmp_path / "second" / name).mkdir(parents=True)
    found = environment.installed([str(tmp_path / "first"), str(tmp_path / "none"), str(tmp_path / "second")])
    assert found["pdfminer-six"] == "20260107"
    assert found["old-name"] == "1.2"
    assert " and " in found["torn"]


def test_what_differs_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_bytes(
        b"\xef\xbb\xbf# a comment\r\nhere==1.0 \\\r\n    --hash=sha256:00\r\n"
        b"older==2.0 ; python_version >= '3.11' \\\r\n"
        b"absent==3.0\r\nelsewhere==4.0 ; sys_platform == 'amiga'\r\n"
    )
    for name in ("here-1.0.dist-info", "older-1.9.dist-info"):
        (tmp_path / name).mkdir()
    assert environment.differences(str(lock), [str(tmp_path)]) == ["older 1.9, not 2.0", "absent 3.0 is not installed"]
