"""Half: two pages of half the sheet that face each other, numbers and answers. In a folded booklet each city is one
spread; two up with a cut line when printed alone.

Where a city has more organisations than the first page holds, the table goes on on the second, before the answers;
beyond that the page says how many more there are.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from handouts.content.flyer import Flyer
from handouts.layout.page.answers_fit import left_out_of
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, Fitted, LaidOut
from handouts.layout.page.frame import Frame
from handouts.layout.page.imposition import Matrix, impose
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.placed import Shape
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TOO_BLACK, toner_of
from handouts.layout.parts.making import cut_or_fold_down
from handouts.layout.sheets.half_answers import HalfAnswersState, fit_answers
from handouts.layout.sheets.half_numbers import NumbersPage, NumbersState
from handouts.paper import Paper, half_of, on_its_side

MARGIN_PT = 36.0
CUT_INSET_PT = 20.0
"""Between the line to cut or fold along and the edges of the sheet."""
_KEPT = 24
"""Sheets: a language has one a city."""


def lay_out_half_two_up(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str
) -> LaidOut | DoesNotFit:
    """Both pages on one sheet, landscape, with a line to cut or fold along; the first page where reading begins."""
    laid = lay_out_half(flyer, setting, paper, qr, staff)
    if isinstance(laid, DoesNotFit):
        return laid
    half, right_to_left = half_of(paper), setting.typography.right_to_left
    two_up = Matrix(on_its_side(paper), half.width_pt, half.height_pt, columns=2, rows=1, right_to_left=right_to_left)
    sheet = impose(laid.pages, (0, 1), two_up)
    frame = Frame(sheet.width_pt, sheet.height_pt, CUT_INSET_PT, setting)
    marks = cut_or_fold_down(frame, two_up.column_edges_pt[1], CUT_INSET_PT)
    return replace(laid, pages=(replace(sheet, artifacts=(*sheet.artifacts, *marks)),))


class _Halves:
    """Half pages that were laid out before: the same are printed two up. What they are made from, and they."""

    def __init__(self) -> None:
        self.known: deque[tuple[tuple[object, ...], LaidOut | DoesNotFit]] = deque(maxlen=_KEPT)


def lay_out_half(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    """Two pages of half of `paper`: the numbers, then the answers."""
    known, made_from = setting.keeper(_Halves).known, (flyer, paper, qr, staff)
    found = next((laid for before, laid in known if before == made_from), None)
    if found is None:
        found = _laid_out(flyer, setting, paper, qr, staff)
        known.append((made_from, found))
    return found


def _laid_out(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    half = half_of(paper)
    frame, parting = Frame(half.width_pt, half.height_pt, MARGIN_PT, setting), Parting(flyer)
    found = _fitted(frame, flyer, parting, qr, staff)
    if isinstance(found, DoesNotFit):
        return found
    numbers, answers = found
    shown, state = numbers.state, answers.state
    pages = (*numbers.pages, *answers.pages)
    for page in pages:
        if unfit := sticking_out(page, MARGIN_PT):
            return unfit
    left_out = (
        *left_out_of(flyer, state.pieces, contact=False, names=shown.names or state.names),
        *parting.left_out(state.gone),
    )
    blackest = max(toner_of(page, frame.typesetter) for page in pages)
    toner = blackest if blackest >= TOO_BLACK else None
    return LaidOut(pages, left_out, state.body_pt, shown.sizes.numbers, toner)


_Pages = tuple[Fitted[NumbersState], Fitted[HalfAnswersState]]


def _fitted(frame: Frame, flyer: Flyer, parting: Parting, qr: Shape, staff: str) -> _Pages | DoesNotFit:
    """Both pages: the first with as few organisations moved as can be, and with air; as full as can be where the second
    has too little room else; at last without one organisation after the other."""
    page = NumbersPage(frame, flyer, parting, f"{staff} · page 1 of 2")
    least = page.fewest_moved()
    if isinstance(least, DoesNotFit):
        return least

    def with_answers(numbers: Fitted[NumbersState] | DoesNotFit) -> _Pages | DoesNotFit:
        if isinstance(numbers, DoesNotFit):
            return numbers
        answers = fit_answers(frame, flyer, parting, page, numbers.state, qr, f"{staff} · page 2 of 2")
        if isinstance(answers, DoesNotFit):
            return answers
        return page.counted(numbers, answers.state.gone), answers

    roomiest = with_answers(page.roomiest(least))
    if not isinstance(roomiest, DoesNotFit) and not roomiest[1].state.gone:
        return roomiest
    fullest = with_answers(page.fullest(least))
    found = [pages for pages in (roomiest, fullest) if not isinstance(pages, DoesNotFit)]
    if found:
        return min(found, key=lambda pages: pages[1].state.gone)

    def holds(more: int) -> bool:
        return not isinstance(with_answers(page.fullest(least + more)), DoesNotFit)

    more = fewest(parting.most - least, holds)
    return fullest if more is None else with_answers(page.fullest(least + more))
