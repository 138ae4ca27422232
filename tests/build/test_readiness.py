"""What a worker loads before it has a task, and who gives out the work before the first task: every change waits for
both."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from handouts.products.table import FORMATS
from tests.house.modules import ROOT

READY = """
import sys
import handouts.build.binding_worker, handouts.build.picture_worker
from handouts.build.readiness import get_ready
get_ready(({formats}), prove={prove})
print(*sorted(sys.modules), sep="\\n")
"""
GIVING_OUT = """
import sys
import handouts.build.run
print(*sorted(sys.modules), sep="\\n")
"""
STARTING = """
import sys
import handouts.build.entry
import handouts.cli

def started(options):
    print(*sorted(sys.modules), sep="\\n")
    raise SystemExit

handouts.build.entry.started = started
handouts.cli.main(["--quiet", "--force", "--out", {out!r}])
"""
OF_THE_WORK = {
    *("reportlab", "pypdf", "pypdfium2", "pdfminer", "zxingcpp", "PIL", "jinja2"),
    *("handouts.draw", "handouts.bind", "handouts.picture", "handouts.layout.sheets", "handouts.gallery.pages"),
    *("handouts.proof.verdict", "handouts.build.language_worker", "handouts.build.publishing"),
}
OF_THE_SOURCES = {"pydantic", "yaml", "handouts.sources.model", "handouts.sources.load", "handouts.content.compose"}


def loaded(formats: str, *, prove: bool) -> set[str]:
    return loaded_by(READY.format(formats=formats, prove=prove))


def loaded_by(program: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_a_worker_reads_no_data_and_loads_nothing_that_does() -> None:
    found = loaded("", prove=True)
    assert {"handouts.layout", "handouts.draw", "handouts.proof"} <= found
    assert not found & OF_THE_SOURCES


def test_a_worker_that_is_told_no_formats_is_ready_for_all() -> None:
    assert loaded("", prove=True) == loaded(", ".join(map(repr, FORMATS)), prove=True)


def test_what_nobody_will_prove_needs_no_proof() -> None:
    assert "handouts.proof" not in loaded("'flyer',", prove=False)


def test_who_gives_out_the_work_loads_nothing_that_draws_binds_or_proves() -> None:
    found = loaded_by(GIVING_OUT)
    assert "handouts.content.compose" in found
    assert not found & OF_THE_WORK


def test_workers_are_started_before_what_reads_the_data_is_loaded(tmp_path: Path) -> None:
    found = loaded_by(STARTING.format(out=str(tmp_path / "out")))
    assert "handouts.build.entry" in found
    assert not found & ((OF_THE_SOURCES - {"pydantic"}) | OF_THE_WORK)  # typer loads pydantic for itself
