"""The same inputs give the same bytes, whatever the zone, locale, folder, hash seed, jobs or order of options.

(The clock is turned by `.ci/same-bytes`, which needs a program of Debian's, and builds everything.)
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.sheets.finished import run_program

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANGUAGE": "tr:ar",
    "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}


def test_two_languages_built_in_two_ways_are_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "zwei ñ 手册" / "deeper"
    run_program(
        *(
            "build",
            "--format",
            "flyer",
            "--language",
            "es",
            "--language",
            "ar",
            "--jobs",
            "1",
            "--no-proof",
            "--quiet",
            "--out",
            one,
        ),
        surroundings={**os.environ, **HERE},
    )
    run_program(
        *(
            "build",
            "--out",
            two,
            "--format",
            "flyer",
            "--quiet",
            "--no-proof",
            "--jobs",
            "2",
            "--language",
            "ar",
            "--language",
            "es",
        ),
        surroundings={**os.environ, **ELSEWHERE},
    )
    first, second = files_of(one), files_of(two)
    sheets, pictures, booklets, lists = 12, 12, 2, 3
    assert len([name for name in first if not name.startswith("gallery/")]) == sheets + pictures + booklets + lists
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file under its relative path, but for what is kept for the next build, which knows the options of this."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".kept" not in path.parts
    }
