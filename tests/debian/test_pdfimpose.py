"""pdfimpose, which we did not write, puts the pages of the same files in the same order."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from handouts.schemes import SADDLE, SIGNATURE_SCHEME, ZINE, Scheme
from tests.bind.folding import cell, made, numbered, one, page_in, pictures
from tests.debian.environments import python_with

HALF, PANEL = (396.0, 576.0), (198.0, 306.0)

Side = list[list[int | None]]
"""A side: rows of page numbers, negative where the page stands on its head."""


@dataclass(frozen=True)
class Job:
    """As other_imposer.py reads it."""

    scheme: str
    source: str
    out: str
    bind: str
    group: int


@pytest.fixture(scope="module")
def other_python() -> Path:
    return python_with("pdfimpose")


def sides(pdf: bytes, columns: int, rows: int, page: tuple[float, float]) -> list[Side]:
    width, height = page
    return [
        [
            [
                signed(cell(side, (column * width, row * height, (column + 1) * width, (row + 1) * height)))
                for column in range(columns)
            ]
            for row in range(rows)
        ]
        for side in pictures(pdf)
    ]


def signed(picture) -> int | None:  # type: ignore[no-untyped-def]
    try:
        return page_in(picture)
    except AssertionError:
        return -(page_in(picture.rotate(180)) or 0)


def turned(side: Side) -> Side:
    """The sheet turned by half on the table."""
    return [[None if page is None else -page for page in row[::-1]] for row in side[::-1]]


CASES: list[tuple[Scheme, int, int]] = [
    *((SADDLE, count, 0) for count in (*range(1, 18), 31, 64)),
    *((SIGNATURE_SCHEME, 4 * sheets * signatures, sheets) for sheets in range(1, 9) for signatures in (1, 2, 3)),
    *((ZINE, count, 0) for count in (1, 7, 8, 16)),
]


@pytest.mark.parametrize("bind", ["left", "right"])
def test_the_order_of_pages_is_that_of_pdfimpose(bind: str, other_python: Path, tmp_path: Path) -> None:
    jobs = list(jobs_in(tmp_path, bind))
    lines = "\n".join(json.dumps(asdict(job)) for job in jobs)
    script = Path(__file__).with_name("other_imposer.py")
    subprocess.run([other_python, script], input=lines, text=True, check=True)
    for (scheme, count, sheets), job in zip(CASES, jobs, strict=True):
        page, columns, rows = (PANEL, 4, 2) if scheme is ZINE else (HALF, 2, 1)
        asked = {"signature": 4 * sheets} if sheets else {}
        ours = one(made(scheme, Path(job.source).read_bytes(), right_to_left=bind == "right", **asked))
        mine, theirs = (sides(pdf, columns, rows, page) for pdf in (ours, Path(job.out).read_bytes()))
        if bind == "right":
            # Its sheets lie turned by half; and its zine has the upper panels below: the long fold is at the feet of
            # the pages, ours at their heads as always.
            mine = [turned(side[::-1] if scheme is ZINE else side) for side in mine]
        assert theirs == mine, (scheme.name, count, sheets)


def jobs_in(folder: Path, bind: str) -> Iterator[Job]:
    for index, (scheme, count, sheets) in enumerate(CASES):
        source = folder / f"{index}.pdf"
        source.write_bytes(numbered(count, *(PANEL if scheme is ZINE else HALF)))
        yield Job(scheme.name, str(source), str(folder / f"{index}-imposed.pdf"), bind, sheets)
