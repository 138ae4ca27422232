"""The commands of the README, from anywhere, with any Python: help, exit codes, sentences instead of tracebacks."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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


def test_what_else_the_machine_has_for_pydantic_takes_no_part(tmp_path: Path) -> None:
    """Plugins may change what a model accepts; looking for them costs more than reading a directory."""
    (tmp_path / "meddling.py").write_text("open('met', 'w').close()\nplugin = None\n", encoding="utf-8")
    described = tmp_path / "meddling-1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: meddling\nVersion: 1\n", encoding="utf-8")
    (described / "entry_points.txt").write_text("[pydantic]\nmeddling = meddling:plugin\n", encoding="utf-8")
    run("-c", "import pydantic; pydantic.create_model('M')", folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert (tmp_path / "met").exists(), "it would take part"
    (tmp_path / "met").unlink()
    done = generate("list", folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "met").exists()


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


@pytest.mark.parametrize("lock", environment.LOCKS)
def test_this_python_has_what_the_locks_say(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.rstrip(" \\")) for line in lines if line[0].isalnum()]
    for pin in pins:
        if pin.marker is None or pin.marker.evaluate():
            assert pin.specifier.contains(version(pin.name)), pin
    assert len(pins) > 20
