"""A sheet that goes on on its back: each side says what stands on the other, and the back has every answer.

Who holds a copy of one side alone must know that there is another; and who is told that all answers stand there must
find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Role, SheetText
from handouts.proof.cells import Cell
from handouts.proof.wording import ReadText
from handouts.sources.languages import is_right_to_left

_ANSWERS = Role.QUESTION, Role.ANSWER


def back_findings(
    flyer: Flyer, listed: Sequence[SheetText], cells: Sequence[Cell | None], read: Sequence[ReadText]
) -> Iterator[str]:
    """What is wrong with front and back together. `cells`: where the numbers stand; `read`: the two sides."""
    front, back = read
    right_to_left = is_right_to_left(flyer.language)
    words = flyer.words
    numbers = {cell.page for cell in cells if cell}
    if 0 not in numbers and numbers:
        yield "no number stands on the front"
    pointers = [
        ("that the other side has all answers", words.other_side_answers, "front", front, True),
        ("that the other side has more numbers", words.other_side_numbers, "front", front, 1 in numbers),
        ("that the other side has more numbers", words.other_side_numbers, "back", back, True),
        ("that the list goes on", words.continued, "back", back, 1 in numbers),
    ]
    for what, text, side, there, due in pointers:
        missing = there.missing_from(text)
        if due and missing:
            yield f"the {side} does not say {what}; not found: {' '.join(missing[:6])}"
        elif not due and not missing and not right_to_left:  # whose words may all stand in other texts
            yield f"the {side} says {what}, and it has not"
    for each in listed:
        if each.role in _ANSWERS and (missing := back.missing_from(each.text)):
            yield f"{each.what} does not stand on the back; not found: {' '.join(missing[:6])}"
