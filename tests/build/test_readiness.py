"""What a worker loads before it has a task: every change waits for it, once a core."""

from __future__ import annotations

import subprocess
import sys

from handouts.products.table import FORMATS

READY = """
import sys
import handouts.build.binding_worker, handouts.build.picture_worker
from handouts.build.readiness import get_ready
get_ready(({formats}), prove={prove})
print(*sorted(sys.modules), sep="\\n")
"""
OF_THE_SOURCES = {"pydantic", "yaml", "handouts.sources.model", "handouts.sources.load", "handouts.content.compose"}


def loaded(formats: str, *, prove: bool) -> set[str]:
    program = READY.format(formats=formats, prove=prove)
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


def test_a_worker_reads_no_data_and_loads_nothing_that_does() -> None:
    found = loaded("", prove=True)
    assert {"handouts.layout", "handouts.draw", "handouts.proof"} <= found
    assert not found & OF_THE_SOURCES


def test_a_worker_that_is_told_no_formats_is_ready_for_all() -> None:
    assert loaded("", prove=True) == loaded(", ".join(map(repr, FORMATS)), prove=True)


def test_what_nobody_will_prove_needs_no_proof() -> None:
    assert "handouts.proof" not in loaded("'flyer',", prove=False)
