"""What other programs may use is a small flat set, and every name of it is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

import handouts
from tests.house.modules import ROOT

PUBLIC = {
    *("BuildOptions", "Summary", "build_handouts", "program_digest"),
    *("compose_all", "load_data", "read_manifest"),
    *("ExitCode", "HandoutError", "InputError", "Notice", "Problem", "UsageError", "WriteError"),
}


def test_the_public_names_are_these() -> None:
    assert set(handouts.__all__) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert getattr(handouts, name).__doc__


def test_no_other_name_is_public() -> None:
    with pytest.raises(AttributeError, match="no public name"):
        _ = handouts.lay_out_flyer  # type: ignore[attr-defined]


def test_to_import_the_package_loads_nothing_else() -> None:
    loaded = "import sys, handouts; print(sorted(name for name in sys.modules if name.startswith('handouts')))"
    said = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "['handouts']"
