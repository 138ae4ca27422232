"""A file without one of its changes: the lines that it touched as they were before, all that came later kept."""

from __future__ import annotations

import difflib

from handouts.errors import HandoutError


class OverlapError(HandoutError):
    """Something later touched the same lines."""


def without_change(before: bytes | None, after: bytes | None, now: bytes | None) -> bytes | None:
    """`now`, with the change from `before` to `after` taken back; None: there is no file.

    Raises OverlapError where a later change touched the same lines, or stands directly where lines were taken out.
    """
    if now == after:
        return before
    if before is None or after is None or now is None:
        raise OverlapError("the file was made or removed by it, and has been changed since")
    old, new, current = (content.splitlines(keepends=True) for content in (before, after, now))
    places = _places(new, current)
    replaced: list[tuple[int, int, list[bytes]]] = []
    for tag, begin, end, old_begin, old_end in difflib.SequenceMatcher(None, new, old, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found = [places.get(line) for line in range(begin, end)]
        if begin == end:
            first = _between(places, begin, len(new), len(current))
            replaced.append((first, first, old[old_begin:old_end]))
            continue
        start = found[0]
        if start is None or found != list(range(start, start + end - begin)):
            raise OverlapError("something later has changed the same lines")
        replaced.append((start, start + end - begin, old[old_begin:old_end]))
    for start, stop, lines in reversed(replaced):
        current[start:stop] = lines
    return b"".join(current)


def _places(old: list[bytes], new: list[bytes]) -> dict[int, int]:
    """Line -> where it stands now, for those that are still there."""
    found: dict[int, int] = {}
    for start, other, size in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        found |= {start + step: other + step for step in range(size)}
    return found


def _between(places: dict[int, int], line: int, old_length: int, new_length: int) -> int:
    """Where lines belong that were taken out before `line`: its neighbours must still stand beside each other."""
    above = places.get(line - 1) if line else -1
    below = places.get(line) if line < old_length else new_length
    if above is None or below is None or below != above + 1:
        raise OverlapError("something later has changed the lines beside it")
    return below
