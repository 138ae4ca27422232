"""A missing program is an error that names its package; nothing is skipped, and what is left out is said."""

from __future__ import annotations

import pytest

from tests.debian.programs import missing_packages
from tests.house.modules import ROOT

HSDS = ROOT.parent / "shared" / "exchange" / "hsds"
"""The standard's descriptor and schemas (CC BY-SA), which the project may not hold."""

collect_ignore = [] if HSDS.is_dir() else ["test_hsds.py"]


@pytest.fixture(scope="session", autouse=True)
def _programs() -> None:
    packages = missing_packages()
    if packages:
        pytest.exit("install what this suite needs: sudo apt install " + " ".join(packages), returncode=4)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if collect_ignore:
        terminalreporter.write_line(f"left out: HSDS by its own schemas (test_hsds.py), as {HSDS} is not there")
