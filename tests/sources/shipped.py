"""The shipped data for tests: whole, and with fewer entries of each kind."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from handouts.errors import InputError, Problem
from handouts.products.loading import load_data

DATA = Path(__file__).parents[2] / "data"
NAMES = ("directory", "faq", "handout", "languages")

_KEPT = {
    "languages": r"# |- tag: (en|es|ar|zh-Hans)\n",
    "directory": r"# |  - id: (general|children|tijuana-san-diego|el-paso-juarez)\n",
}


def whole(name: str) -> str:
    """The text of a shipped file."""
    return (DATA / f"{name}.yaml").read_text(encoding="utf-8")


def shortened(name: str) -> str:
    """The text with fewer entries: as many ways to go wrong, in less time."""
    blocks = re.split(r"(?m)^(?=- |  - )", whole(name))
    return "".join(block for block in blocks if re.match(_KEPT.get(name, ""), block))


def problems_of(folder: Path, today: date | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the data of a folder on a day; empty if nothing is."""
    try:
        load_data(folder, today)
    except InputError as error:
        return error.problems
    return ()
