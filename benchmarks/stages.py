"""Where the milliseconds of a warm flyer go: by stage and language.

The processor's time is sampled: at every tick, the stage of the innermost module that has one is what the flyer was in.
Nothing is wrapped, so that a stage costs what it costs without being watched; that takes a thousand flyers a language.
"""

from __future__ import annotations

import gc
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from benchmarks.ours import OurSide
from benchmarks.variants import unseen
from handouts.products.loading import load_data

TICK_S = 0.001
"""What is asked for; Linux gives it every four milliseconds of processor time, or every ten."""
LEAST_FLYERS = 1000
REST = "the rest"
STAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text: new strings shaped, lines broken", ("handouts.text",)),
    ("layout: head", ("handouts.layout.parts.head",)),
    (
        "layout: border table",
        (
            "handouts.layout.parts.table",
            "handouts.layout.parts.table_rows",
            "handouts.layout.parts.table_columns",
            "handouts.layout.parts.border",
            "handouts.layout.parts.border_sides",
            "handouts.layout.parts.organisation",
            "handouts.layout.parts.organisation_in_columns",
        ),
    ),
    ("layout: answers", ("handouts.layout.parts.answers", "handouts.layout.page.columns")),
    (
        "layout: foot",
        ("handouts.layout.parts.foot", "handouts.layout.parts.notice", "handouts.layout.parts.staff"),
    ),
    ("layout: toner, margins", ("handouts.layout.page.toner", "handouts.layout.page.bounds")),
    (
        "layout: search for the fit",
        (
            "handouts.layout.page.copyfit",
            "handouts.layout.page.answers_fit",
            "handouts.layout.sheets.flyer",
            "handouts.layout.sheets.flyer_side",
            "handouts.layout.sheets.flyer_parts",
        ),
    ),
    ("code: which texts are on it", ("handouts.layout.page.said", "handouts.content.sheet_texts", "handouts.content")),
    ("code: from them", ("handouts.content.edition",)),
    ("draw: tree, marked content", ("handouts.draw.structure",)),
    ("draw: operators of lines", ("handouts.draw.operators", "handouts.draw.legible")),
    ("draw: rules, shapes", ("handouts.draw.reportlab_canvas", "reportlab")),
    ("draw: compression", ("handouts.draw.notation",)),
    ("draw: objects, file", ("handouts.draw",)),
)
"""Stages, each with its modules or packages; a module's own stage goes before that of its package. A module without one
(how parts are stacked, moved and put) is part of what called it."""


def print_stages(data: Path, fonts: Path, tags: Sequence[str], runs: int) -> None:
    """For each language the milliseconds of processor time of a flyer, by stage and in all; the median city's too."""
    loaded = load_data(data)
    columns = [_measured(OurSide(loaded, fonts, tag), max(runs, LEAST_FLYERS)) for tag in tags]
    print(f"| ms a flyer | {' | '.join(tags)} |\n{'|---' * (len(tags) + 1)}|")
    for stage in (*(stage for stage, _ in STAGES), REST, "all"):
        cells = (f"{column[stage]:.2f}" for column in columns)
        print(f"| {stage} | {' | '.join(cells)} |", flush=True)


def _measured(ours: OurSide, count: int) -> dict[str, float]:
    """Milliseconds a flyer, by stage."""
    flyers = ours.flyers()
    ours.freeze(flyers)
    for flyer in flyers:
        ours.pdf(flyer)
    subjects = list(unseen(flyers, count))
    gc.disable()  # as language_worker does while it works on a language
    ticks: Counter[str] = Counter()
    begin = time.process_time()
    with _watched(ticks):
        for flyer in subjects:
            ours.pdf(flyer)
    milliseconds = (time.process_time() - begin) / count * 1e3
    gc.enable()
    seen = max(1, ticks.total())
    found = {stage: ticks[stage] / seen * milliseconds for stage in (*(stage for stage, _ in STAGES), REST)}
    return {**found, "all": milliseconds}


@contextmanager
def _watched(ticks: Counter[str]) -> Iterator[None]:
    """Counts at each tick the stage in which the program is."""
    stage_of = {module: stage for stage, modules in STAGES for module in modules}

    def count(_signal: int, frame: FrameType | None) -> None:
        ticks[_stage(frame, stage_of)] += 1

    before = signal.signal(signal.SIGPROF, count)
    signal.setitimer(signal.ITIMER_PROF, TICK_S, TICK_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stage(frame: FrameType | None, stage_of: dict[str, str]) -> str:
    """That of the innermost module that has one."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        while name:
            if name in stage_of:
                return stage_of[name]
            name, _, _ = name.rpartition(".")
        frame = frame.f_back
    return REST
