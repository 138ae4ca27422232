"""Ctrl-C ends a command with 130, whatever Python was at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.modules import ROOT

STOPPED = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import handouts.products.loading
from handouts.cli import main

def load_data(*_):
    exec("raise KeyboardInterrupt")  # as where it comes while a dataclass is made

handouts.products.loading.load_data = load_data
sys.exit(main(["list"]))
"""


def test_one_that_comes_while_a_class_is_made_is_no_death_by_signal(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(STOPPED, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "stopped"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert "interrupted; every file in the output folder is whole" in done.stderr


IMPORTING = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})

class Interrupted:
    def find_spec(self, name, path, target=None):
        if name == "handouts.console":
            exec("raise KeyboardInterrupt")

sys.meta_path.insert(0, Interrupted())
from handouts.__main__ import main
sys.argv = ["generate.py", "list"]
sys.exit(main())
"""


def test_one_that_comes_while_the_program_is_loaded_is_said_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "importing.py").write_text(IMPORTING, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "importing"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "interrupted; every file in the output folder is whole, old or new\n"
