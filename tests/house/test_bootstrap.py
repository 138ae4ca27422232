"""A fresh folder with nothing but Python: the entry file makes `.venv`, says so in one line, and goes on in it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from handouts import environment

ROOT = Path(environment.ROOT)
SETTING_UP = "Setting up .venv"
STUB_CLI = """
import sys

def main(argv):
    import handouts_probe
    print(handouts_probe.VERSION, sys.prefix, *sys.warnoptions, *argv)
    return 7 if "--seven" in argv else 0
"""


def make_wheel(folder: Path, version: str) -> str:
    """Write a package of one module; the answer is its line for a lock file."""
    info = f"handouts_probe-{version}.dist-info"
    wheel = folder / f"handouts_probe-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("handouts_probe.py", f"VERSION = {version!r}\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: handouts-probe\nVersion: {version}\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", f"handouts_probe.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"handouts-probe=={version} \\\n    --hash=sha256:{digest}\n"


def python_in(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Checkout:
    """A small checkout in a folder with spaces and accents, and a shelf of packages in place of the internet."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "Ärzte ohne Netz 手册"
        self.shelf = folder / "shelf"
        self.shelf.mkdir(parents=True)
        (self.root / "handouts").mkdir(parents=True)
        shutil.copy(ROOT / "generate.py", self.root)
        for name in ("__init__.py", "__main__.py", "environment.py"):
            shutil.copy(ROOT / "handouts" / name, self.root / "handouts")
        (self.root / "handouts" / "cli.py").write_text(STUB_CLI, encoding="utf-8")
        self.bare = python_in(folder / "bare")  # has no packages, whatever the Python of the tests has
        venv.create(folder / "bare", symlinks=os.name != "nt")
        self.lock = self.root / "requirements.lock"
        self.lock.write_text(make_wheel(self.shelf, "1.0"), encoding="utf-8")
        self.environment = os.environ | {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.shelf.as_uri(),
            "PYTHONIOENCODING": "utf-8",
        }

    def start(self, *arguments: str, python: Path | None = None, flags: Sequence[str] = ()) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(python or self.bare), *flags, str(self.root / "generate.py"), *arguments],
            cwd=self.shelf,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str, python: Path | None = None, flags: Sequence[str] = ()) -> tuple[int, str, str]:
        return result(self.start(*arguments, python=python, flags=flags))


def result(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    output, messages = process.communicate(timeout=300)
    return process.returncode, output, messages


def kill(process: subprocess.Popen[str]) -> None:
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=True, capture_output=True)
    else:
        process.kill()
    process.communicate()


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def killed_then_two_at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, list[tuple[int, str, str]]]:
    checkout = Checkout(tmp_path_factory.mktemp("fresh"))
    first = checkout.start()
    wait_until((checkout.root / ".venv" / "pyvenv.cfg").exists)
    kill(first)
    return checkout, [result(process) for process in (checkout.start("one"), checkout.start("two"))]


def test_a_killed_setup_is_mended_and_two_at_once_share_it(
    killed_then_two_at_once: tuple[Checkout, list[tuple[int, str, str]]],
) -> None:
    checkout, results = killed_then_two_at_once
    assert [code for code, _, _ in results] == [0, 0], results
    for (_, output, _), argument in zip(results, ("one", "two"), strict=True):
        assert output == f"1.0 {checkout.root / '.venv'} {argument}\n"
    assert [line for _, _, messages in results for line in messages.splitlines() if SETTING_UP in line] == [
        f"{SETTING_UP} beside generate.py: once, it takes about a minute ..."
    ]


def test_the_next_run_is_silent_and_hands_on_flags_arguments_and_exit_code(
    killed_then_two_at_once: tuple[Checkout, list[tuple[int, str, str]]],
) -> None:
    checkout, _ = killed_then_two_at_once
    done = checkout.run("--seven", "número ñ", flags=["-W", "error"])
    assert done == (7, f"1.0 {checkout.root / '.venv'} error --seven número ñ\n", "")


def test_an_environment_made_by_hand_just_runs_where_its_packages_are_those_of_the_lock(
    killed_then_two_at_once: tuple[Checkout, list[tuple[int, str, str]]], tmp_path: Path
) -> None:
    made, _ = killed_then_two_at_once
    checkout = Checkout(tmp_path)
    stamp = made.root / ".venv" / environment.STAMP
    aside = stamp.rename(stamp.with_name("aside"))
    done = checkout.run(python=python_in(made.root / ".venv"))
    aside.rename(stamp)
    assert done == (0, f"1.0 {made.root / '.venv'}\n", "")
    assert not (checkout.root / ".venv").exists()


def test_a_lock_that_cannot_be_had_is_a_sentence_and_a_newer_one_is_installed(
    killed_then_two_at_once: tuple[Checkout, list[tuple[int, str, str]]],
) -> None:
    checkout, _ = killed_then_two_at_once
    good = checkout.lock.read_text(encoding="utf-8")
    checkout.lock.write_text(good.replace("1.0", "2.0"), encoding="utf-8")
    code, output, messages = checkout.run()
    assert (code, output) == (2, "")
    assert "needs the internet" in messages
    assert "Traceback" not in messages

    checkout.lock.write_text(good, encoding="utf-8")
    assert checkout.run() == (0, f"1.0 {checkout.root / '.venv'}\n", "")  # nothing was broken on the way

    checkout.lock.write_text(make_wheel(checkout.shelf, "2.0"), encoding="utf-8", newline="\r\n")
    code, output, messages = checkout.run()
    assert (code, output) == (0, f"2.0 {checkout.root / '.venv'}\n")
    assert messages.startswith(SETTING_UP)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that is nothing but locks, and a Python that is nothing but itself and can't make environments."""
    for lock in environment.LOCKS:
        (tmp_path / lock).write_text(f"{lock[:-5]}==1.0 \\\n    --hash=sha256:00\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if not list(Path(folder).glob("*.dist-info"))])
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    return tmp_path


def prepare(root: Path, lock: str = environment.RUN_LOCK) -> int:
    with pytest.raises(SystemExit) as stop:
        environment.prepare(lock, ["generate.py"], root=str(root))
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_an_old_python_is_told_which_one_to_get(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    assert prepare(empty) == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_without_ensurepip_the_package_to_install_is_named(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare(empty) == 2
    assert "sudo apt install python3-venv" in capsys.readouterr().err


def test_a_folder_that_is_not_ours_is_left_alone(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    precious = empty / ".venv" / "letters.txt"
    precious.parent.mkdir()
    precious.write_text("keep", encoding="utf-8")
    for _ in range(2):
        assert prepare(empty) == 3
        assert "move it away" in capsys.readouterr().err
    assert precious.read_text(encoding="utf-8") == "keep"


def test_a_folder_that_cannot_be_written_is_a_sentence(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "ensurepip")
    (empty / ".venv").write_text("a file stands where the folder would be", encoding="utf-8")
    assert prepare(empty) == 3
    assert "can't write" in capsys.readouterr().err


@pytest.mark.parametrize("missing", environment.LOCKS)
def test_a_missing_lock_is_a_sentence(empty: Path, missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / missing).unlink()
    assert prepare(empty, environment.TEST_LOCK) == 2
    assert "bring it back" in capsys.readouterr().err


def stamped(empty: Path, stamp: str) -> Path:
    python = python_in(empty / "prefix")
    python.parent.mkdir(parents=True)
    python.touch()
    (empty / "prefix" / environment.STAMP).write_text(stamp, encoding="utf-8")
    return python


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def test_an_environment_with_the_stamp_of_the_tests_serves_the_program_as_well(empty: Path) -> None:
    stamped(empty, " ".join([str(sys.implementation.cache_tag), *(digest(empty / lock) for lock in environment.LOCKS)]))
    for lock in environment.LOCKS:
        environment.prepare(lock, ["generate.py"], root=str(empty))


def test_another_lock_another_python_or_a_removed_one_makes_a_stamp_void(empty: Path) -> None:
    tag, run = str(sys.implementation.cache_tag), empty / environment.RUN_LOCK
    python = stamped(empty, f"{tag} {digest(run)}")
    stamp = empty / "prefix" / environment.STAMP
    environment.prepare(environment.RUN_LOCK, ["generate.py"], root=str(empty))  # this one holds
    assert prepare(empty, environment.TEST_LOCK) == 2
    stamp.write_text(f"cpython-310 {digest(run)}", encoding="utf-8")
    assert prepare(empty) == 2
    stamp.write_text("", encoding="utf-8")
    assert prepare(empty) == 2
    stamp.write_text(f"{tag} {digest(run)}", encoding="utf-8")
    python.unlink()
    assert prepare(empty) == 2
    python.touch()
    run.write_bytes(run.read_bytes() + b"# changed")
    assert prepare(empty) == 2


def test_an_installed_project_is_trusted(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = empty / "packages"
    monkeypatch.setattr(sys, "path", [*sys.path, str(empty / "not there"), str(packages)])
    (packages / "handouts.egg-info").mkdir(parents=True)  # what a build leaves in the checkout
    assert prepare(empty) == 2
    (packages / "handouts-0.1.0.dist-info").mkdir()
    environment.prepare(environment.RUN_LOCK, ["generate.py"], root=str(empty / "no checkout at all"))
    assert prepare(empty, environment.TEST_LOCK) == 2  # the tests need more
    for name in ("pytest-9.2.0.dist-info", "page_validation-0.11.0.dist-info"):
        (packages / name).mkdir()
    environment.prepare(environment.TEST_LOCK, ["-m", "tests"], root=str(empty))
