"""A missing program is an error that names its package; nothing is skipped."""

from __future__ import annotations

import pytest

from tests.debian.programs import missing_packages


@pytest.fixture(scope="session", autouse=True)
def _programs() -> None:
    packages = missing_packages()
    if packages:
        pytest.exit("install what this suite needs: sudo apt install " + " ".join(packages), returncode=4)
