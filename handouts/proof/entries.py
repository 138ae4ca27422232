"""Entries of a contents page whose name takes more than one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handouts.proof.text_lines import TextLine
from handouts.proof.wording import Letters, ReadText


def begins_level(
    level: Sequence[TextLine],
    entry: Sequence[TextLine],
    number: str,
    name: str,
    letters: Letters,
    *,
    right_to_left: bool,
) -> bool:
    """Whether a name begins on the line of its page number and goes on below it. `level`: what stands on that line,
    which is nothing but a part of the name; `entry`: that, and what stands below before the next number."""
    said = "".join(line.text for line in level if line.text.strip() != number)
    part, whole = Counter(letters.of(said)), Counter(letters.of(name))
    if not part or part - whole:
        return False
    return not ReadText("", entry, letters, right_to_left=right_to_left).missing_from(name)
