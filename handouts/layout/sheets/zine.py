"""Zine: one sheet, eight panels, one cut, three folds. The fold is the border: a page for each side of it.

The upper row stands on its head: 5 4 3 2, below it 6 7 8 1; mirrored where reading begins at the right. Panel 1 is the
front, 2 to 5 hold the numbers, 4 to 7 what they leave to the answers, 8 the QR code. Pages are laid out upright and put
in their places in the order of reading. What has no room is said, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.content.words import MORE_PIECE
from handouts.layout.page.answers_fit import left_out_of
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.copyfit import DoesNotFit, Fitted, LaidOut
from handouts.layout.page.flow import Room
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, Part
from handouts.layout.page.imposition import Matrix, impose_in
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, Mark, PlacedPage, PlacedRule, Shape, marks_of
from handouts.layout.page.schemes import Place, zine_sheets
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TOO_BLACK, black_pt2, toner_of
from handouts.layout.parts.making import (
    CUT_PT,
    SCISSORS_CLEAR_PT,
    SCISSORS_PT,
    WORD_GAP_PT,
    WORD_PT,
    fold_across,
    fold_down,
    making_word,
    scissors,
)
from handouts.layout.sheets.zine_numbers import FOLD_HEAD_PT, NumberSpreads, Spreads
from handouts.layout.sheets.zine_panels import BACKS, FRONTS, MARGIN_PT, BackSizes, lay_out_back, lay_out_front
from handouts.layout.sheets.zine_texts import Panels, TextsState, ZineTexts
from handouts.paper import Paper, mm_from_pt
from handouts.schemes import CUT_HERE, EMPTY_ON_PURPOSE, PANELS
from handouts.text import Weight

FOLIO_PT, FOLIO_ROOM_PT = 10.0, 12.0
"""The number of a panel, at its outer foot corner; what is kept free for it."""
BACK_GAP_PT = 10.0
"""Between answers that go on on the back and the code below them."""


class _Page(NamedTuple):
    """A page, and the numbers of the panels that it covers, from 0."""

    page: PlacedPage
    panels: tuple[int, ...]


def lay_out_zine(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> LaidOut | DoesNotFit:
    """One side of `paper`, on its side, with as few organisations left out as can be."""
    return _Zine(flyer, setting, paper, qr, staff).laid_out()


def zine_matrix(paper: Paper) -> Matrix:
    """The places of the panels on this paper, on its side."""
    sheet = Paper(paper.name, paper.height_pt, paper.width_pt, paper.printed)
    return Matrix(sheet, sheet.width_pt / 4, sheet.height_pt / 2, columns=4, rows=2)


def zine_places(*, right_to_left: bool) -> dict[int, Place]:
    """The place of each panel, by its number from 0."""
    (sheet,) = zine_sheets(PANELS, right_to_left=right_to_left)
    return {place.page: place for place in sheet.front if place.page is not None}


class _Zine:
    def __init__(self, flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Shape, staff: str) -> None:
        self._flyer = flyer
        self._matrix = zine_matrix(paper)
        width, height = self._matrix.page_width_pt, self._matrix.page_height_pt
        self._panel = Frame(width, height, MARGIN_PT, setting)
        self._sides = 2 if flyer.words.sides else 1
        self._spread = Frame(width * self._sides, height, MARGIN_PT, setting)
        self._bottom_pt = height - MARGIN_PT - FOLIO_ROOM_PT
        self._places = zine_places(right_to_left=setting.typography.right_to_left)
        self._qr = qr
        self._staff = staff

    def laid_out(self) -> LaidOut | DoesNotFit:
        """The first of the ways that holds all: numbers on one spread, on two; then with organisations left out."""
        front, say = self._front()
        backs = [(sizes, lay_out_back(self._panel, self._flyer, sizes, self._qr, self._staff)) for sizes in BACKS]
        room = self._bottom_pt - MARGIN_PT
        fitting = [each for each in backs if each[1].bottom_pt <= room]
        if not fitting:
            return DoesNotFit(
                "the texts of the back do not fit on their panel", mm_from_pt(backs[-1][1].bottom_pt - room)
            )
        spreads = NumberSpreads(self._spread, self._flyer, self._bottom_pt)
        unfit = DoesNotFit("the numbers do not fit in a zine", 0.0)
        for numbers in self._ways(spreads):
            for (sizes, back), last in ((fitting[0], False), (fitting[-1], True)):
                texts = self._texts(numbers, back, front, sizes, say=say)
                fitted = texts.fitted()
                if isinstance(fitted, DoesNotFit):
                    unfit = fitted
                    continue
                if fitted.state.back and not last:
                    continue  # with a smaller back the answers may stand by themselves
                return self._finished(front, numbers, spreads, texts, fitted, sizes, back)
        return unfit

    def _ways(self, spreads: NumberSpreads) -> Iterator[Spreads]:
        most = 4 // self._sides
        for count in (1, 2):
            if found := spreads.whole(count * most // 2):
                yield found
                break
        for count in (2, 1):
            if found := spreads.fullest(count * most // 2):
                yield found

    def _front(self) -> tuple[Part, bool]:
        """The front as large as it has room, and whether what to say on the phone stands before the answers."""
        for say in (True, False):
            for sizes in FRONTS:
                part = lay_out_front(self._panel, self._flyer, sizes, say=say)
                if part.bottom_pt <= self._bottom_pt:
                    return part, not say
        return part, True

    def _texts(self, numbers: Spreads, back: Part, front: Part, sizes: BackSizes, *, say: bool) -> ZineTexts:
        panel = self._panel
        used = 1 + len(numbers.parts) * self._sides
        room = Room(MARGIN_PT, self._bottom_pt)
        above_back = Room(MARGIN_PT, self._bottom_pt - back.bottom_pt - BACK_GAP_PT)
        constant = [mark for part in (front, back, *numbers.parts) for mark in _marks(part)]
        sheet = self._matrix.sheet
        black = black_pt2(constant, panel.typesetter)
        area = sheet.width_pt * sheet.height_pt
        behind = (not sizes.incomplete, not sizes.notice)
        panels = Panels((room,) * (PANELS - 1 - used), above_back, say, *behind, black, area)
        return ZineTexts(panel, self._flyer, panels)

    def _finished(
        self,
        front: Part,
        numbers: Spreads,
        spreads: NumberSpreads,
        texts: ZineTexts,
        fitted: Fitted[TextsState],
        sizes: BackSizes,
        back: Part,
    ) -> LaidOut | DoesNotFit:
        state = fitted.state
        pages = list(self._pages(front, numbers, texts.parts(state), back))
        for each, _ in pages:
            if unfit := sticking_out(each, MARGIN_PT):
                return unfit
        sheet = self._matrix.sheet
        slots = [
            self._matrix.slot(index, min(there.column for there in at), at[0].row, turned=at[0].turned)
            for index, (_, panels) in enumerate(pages)
            for at in ([self._places[panel] for panel in panels],)
        ]
        page = impose_in([each for each, _ in pages], slots, sheet)
        page = PlacedPage(sheet.width_pt, sheet.height_pt, page.elements, (*page.artifacts, *self._marks_to_make()))
        left_out = (
            *left_out_of(self._flyer, state.pieces, contact=False, names=state.names),
            *(() if sizes.more else (MORE_PIECE,)),
            *spreads.parting.left_out(numbers.gone),
        )
        toner = toner_of(page, self._panel.typesetter)
        return LaidOut((page,), left_out, state.body_pt, numbers.numbers_pt, toner if toner >= TOO_BLACK else None)

    def _pages(self, front: Part, numbers: Spreads, texts: Sequence[Part], back: Part) -> Iterator[_Page]:
        """Every page in the order of reading."""
        panel, spread = self._panel, self._spread
        yield _Page(_page(panel, (front, self._folio(panel, 0))), (0,))
        at = 1
        for part in numbers.parts:
            covered = tuple(range(at, at + self._sides))
            yield _Page(_page(spread, (part, *(self._folio(spread, number) for number in covered))), covered)
            at += self._sides
        nothing = Part((), (), 0.0)
        there = [*texts, *(nothing for _ in range(PANELS - at - len(texts)))]
        inner, above_back = there[:-1], there[-1]
        for number, part in enumerate(inner, at):
            shown = part if part.elements else self._empty()
            yield _Page(_page(panel, (shown, self._folio(panel, number))), (number,))
        moved = moved_part(back, MARGIN_PT if not above_back.elements else self._bottom_pt - back.bottom_pt)
        yield _Page(_page(panel, (above_back, moved, self._folio(panel, PANELS - 1))), (PANELS - 1,))

    def _empty(self) -> Part:
        """What stands on a panel that nothing else does, for those who print it."""
        panel = self._panel
        said = making_word(panel, EMPTY_ON_PURPOSE, panel.width_pt / 2, panel.height_pt / 2, hold=0.5)
        return Part((), (said,), said.y_pt)

    def _folio(self, frame: Frame, panel: int) -> Part:
        """The number of a panel: an even one where its page begins, an odd one where it ends; for those who fold."""
        line = frame.line(str(panel + 1), FOLIO_PT, Weight.BOLD, Hand.LATIN)
        even = panel % 2
        x, edge = (frame.start_pt, Edge.START) if even else (frame.end_pt, Edge.END)
        return Part((), (frame.put(line, x, frame.height_pt - MARGIN_PT - 1.0, edge),), 0.0)

    def _marks_to_make(self) -> Iterator[Mark]:
        """Where to cut: a line between scissors; where to fold: dashes at the edges; and the words for both."""
        matrix = self._matrix
        first, middle, last = matrix.column_edges_pt[1:-1]
        cut = matrix.row_edges_pt[1]
        frame = Frame(matrix.sheet.width_pt, matrix.sheet.height_pt, MARGIN_PT, self._panel.setting)
        half = SCISSORS_PT / 2 + SCISSORS_CLEAR_PT
        yield PlacedRule(first + half, cut, last - half, cut, CUT_PT)
        yield scissors(first, cut)
        yield scissors(last, cut, turned=True)
        below = cut + CUT_PT / 2 + WORD_GAP_PT + CAP_HEIGHT_EM * WORD_PT
        for x in ((first + middle) / 2, (middle + last) / 2):
            yield making_word(frame, CUT_HERE, x, below, hold=0.5)
        yield from fold_across(frame, cut, MARGIN_PT)
        for x in (first, middle, last):
            if x == middle:  # folios stand beside its mark
                yield from fold_down(frame, x, MARGIN_PT, beyond=True)
            else:
                yield from fold_down(frame, x, MARGIN_PT, head_pt=FOLD_HEAD_PT)


def _page(frame: Frame, parts: Sequence[Part]) -> PlacedPage:
    """What stands on a page is a section of the sheet."""
    page = frame.page(parts)
    elements = (Element("Sect", page.elements),) if page.elements else ()
    return PlacedPage(page.width_pt, page.height_pt, elements, page.artifacts)


def _marks(part: Part) -> Iterator[Mark]:
    yield from part.artifacts
    yield from marks_of(part.elements)
