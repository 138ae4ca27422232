"""A sheet that goes on on its back: each side says what stands on the other, and the back has every answer.

Who holds a copy of one side alone must know that there is another; and who is told that all answers stand there, or
more of them, must find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Role, SheetText
from handouts.proof.cells import Cell
from handouts.proof.places import names_without_number_on, on_second_face
from handouts.proof.wording import ReadText

_ANSWERS = Role.QUESTION, Role.ANSWER


def back_findings(
    flyer: Flyer, listed: Sequence[SheetText], cells: Sequence[Cell | None], read: Sequence[ReadText]
) -> Iterator[str]:
    """What is wrong with front and back together. `cells`: where the numbers stand; `read`: the two sides."""
    front, back = read
    words = flyer.words
    numbers = {cell.page for cell in cells if cell}
    if 0 not in numbers and numbers and not names_without_number_on(flyer, front):
        yield "no number stands on the front"
    answers = [each for each in listed if each.role in _ANSWERS]
    whole = sum(each.role is Role.ANSWER for each in answers) == sum(len(each.answers) for each in flyer.questions)
    goes_on = on_second_face(flyer, cells, read)
    pointers = [
        ("that the other side has all answers", words.other_side_answers, "front", front, bool(answers) and whole),
        (
            "that the other side has more answers",
            words.other_side_more_answers,
            "front",
            front,
            not whole and _more_than_on(front, answers),
        ),
        ("that the other side has more numbers", words.other_side_numbers, "front", front, 1 in numbers),
        ("that the other side has more numbers", words.other_side_numbers, "back", back, 0 in numbers),
        ("that the list goes on", words.continued, "back", back, goes_on),
    ]
    for what, text, side, there, due in pointers:
        if due and (missing := there.missing_from(text)):
            yield f"the {side} does not say {what}; not found: {' '.join(missing[:6])}"
        elif due is False and there.has_lines_of(text):
            yield f"the {side} says {what}, and it has not"
    for each in answers:
        if missing := back.missing_from(each.text):
            yield f"{each.what} does not stand on the back; not found: {' '.join(missing[:6])}"


def _more_than_on(front: ReadText, answers: Sequence[SheetText]) -> bool | None:
    """Whether there are answers that do not stand on the front; None where its words alone do not tell."""
    if any(front.missing_from(each.text) for each in answers):
        return True
    return False if all(front.has_lines_of(each.text) for each in answers) else None
