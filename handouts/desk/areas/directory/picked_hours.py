"""Days and times that were picked -> the text for opening hours: `Mo-Fr 09:00-12:00,13:00-17:00`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from starlette.datastructures import FormData

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
_LAST_OF_WEEK: Final = 6
_TIME: Final = re.compile(r"[0-2][0-9]:[0-5][0-9]")
_FEWEST_IN_A_RANGE: Final = 3


def hours_picked(sent: FormData, start: str) -> str:
    """One rule; empty where no day was picked. Without times the days are closed. `start`: of the fields' names."""
    chosen = [DAYS.index(day) for day in map(str, sent.getlist(f"{start}day")) if day in DAYS]
    if not chosen:
        return ""
    spans = []
    for number in ("", "2"):
        begin, end = (str(sent.get(f"{start}{name}{number}", "")) for name in ("from", "to"))
        if _TIME.fullmatch(begin) and _TIME.fullmatch(end):
            spans.append(f"{begin}-{end if end != '00:00' else '24:00'}")
    return f"{_days(sorted(set(chosen)))} {','.join(spans) or 'off'}"


def _days(chosen: Sequence[int]) -> str:
    """0, 1, 2, 4 -> `Mo-We,Fr`."""
    runs: list[list[int]] = []
    for day in chosen:
        if runs and day == runs[-1][-1] + 1 and day <= _LAST_OF_WEEK:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        if len(run) >= _FEWEST_IN_A_RANGE:
            parts.append(f"{DAYS[run[0]]}-{DAYS[run[-1]]}")
        else:
            parts += [DAYS[day] for day in run]
    return ",".join(parts)
