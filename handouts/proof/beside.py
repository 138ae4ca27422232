"""Pages that stand beside each other on one, to be cut or folded apart: each is read by itself.

A list may go on from the first to the second, with column heads of its own: the heads above a number, and the name
beside it, are those of its own page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.content.flyer import Flyer
from handouts.proof.cells import Cell
from handouts.proof.places import names_without_number_on, on_second_face
from handouts.proof.reading import Page
from handouts.proof.text_lines import TextLine
from handouts.proof.wording import Letters, ReadText
from handouts.sources.languages import is_right_to_left


def apart(
    pages: Sequence[Page], cells: Sequence[Cell], read: Sequence[ReadText], beside: int, flyer: Flyer, letters: Letters
) -> tuple[list[Cell], list[ReadText]]:
    """The cells with the numbers of the pages on which they stand so (from 0, in the order of reading), and what is
    read on each. `beside`: how many stand beside each other on one."""
    if beside == 1:
        return list(cells), list(read)
    right_to_left = is_right_to_left(flyer.language)

    def face(page: int, x_pt: float) -> int:
        column = min(int(x_pt / (pages[page].width_pt / beside)), beside - 1)
        return page * beside + (beside - 1 - column if right_to_left else column)

    lines: list[list[TextLine]] = [[] for _ in range(len(pages) * beside)]
    for number, each in enumerate(read):
        for line in each.lines:
            lines[face(number, line.x_pt)].append(line)
    moved = [
        replace(cell, page=at, place=cell.place.on(at)) if at != cell.page else cell
        for cell in cells
        for at in (face(cell.page, cell.box.left),)
    ]
    # The other reader's text is not told apart: names and heads are looked for in the lines of this one.
    return moved, [ReadText("", each, letters, right_to_left=right_to_left) for each in lines]


def facing_findings(flyer: Flyer, cells: Sequence[Cell | None], read: Sequence[ReadText]) -> Iterator[str]:
    """What is wrong with two pages that face each other: numbers begin on the first, and where they go on, both say so.
    `cells`: where the numbers stand; `read`: the two pages."""
    numbers = {cell.page for cell in cells if cell}
    if numbers and 0 not in numbers and not names_without_number_on(flyer, read[0]):
        yield "the numbers do not stand on the page where reading begins"
    goes_on, text = on_second_face(flyer, cells, read), flyer.words.continued
    for which, page in zip(("first", "second"), read, strict=True):
        if goes_on and (missing := page.missing_from(text)):
            yield f"the {which} page does not say that the list goes on; not found: {' '.join(missing[:6])}"
        elif goes_on is False and page.has_lines_of(text):
            yield f"the {which} page says that the list goes on, and it does not"
