"""Marks by which sheets are cut and folded, each with its word: cuts are solid, between scissors, folds are dashed. For
staff, in English, left to right on every sheet; real x, from its left edge."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.layout.page.frame import CAP_HEIGHT_EM, Frame, Hand
from handouts.layout.page.placed import Mark, PlacedLine, PlacedRule, PlacedShape
from handouts.layout.page.press import DASH
from handouts.layout.parts.icons import GRID, ICONS
from handouts.schemes import CUT_OR_FOLD, FOLD
from handouts.text import Weight

CUT_PT, FOLD_PT, FOLD_LENGTH_PT = 3.0, 1.6, 18.0
"""The weights of both lines, a cut's the heaviest on its sheet; how far the mark of a fold reaches in from the edge."""
SCISSORS_PT, SCISSORS_CLEAR_PT = 16.0, 2.0
WORD_PT, WORD_GAP_PT = 9.0, 2.5
"""The size of the words, and the white between them and their mark."""


def scissors(x_pt: float, y_pt: float, *, turned: bool = False, down: bool = False) -> PlacedShape:
    """Scissors with their middle at a point. They cut to the right, to the left (`turned`) or down the sheet."""
    shape, scale, r = ICONS["scissors"], SCISSORS_PT / GRID, SCISSORS_PT / 2
    if turned:
        return PlacedShape(shape.turned, x_pt + r, y_pt + r, scale)
    if down:
        return PlacedShape(shape.lying, x_pt + r, y_pt - r, scale)
    return PlacedShape(shape, x_pt - r, y_pt - r, scale)


def making_word(
    frame: Frame,
    text: str,
    x_pt: float,
    baseline_pt: float,
    *,
    hold: float = 0.0,
    turned: bool = False,
) -> PlacedLine:
    """A word beside a mark, in Bold: others are lost on copies. `hold`: the part of its width that lies before x, 0
    where it begins there, 1 where it ends. `turned`: on its head, and so it runs from there to the left."""
    line = frame.line(text, WORD_PT, Weight.BOLD, Hand.LATIN)
    before = line.width_pt * hold
    return PlacedLine(line, x_pt + before if turned else x_pt - before, baseline_pt, turned)


def fold_across(frame: Frame, at_pt: float, edge_pt: float) -> Iterator[Mark]:
    """The marks of a fold that runs from the left of a sheet to its right: at both edges, each with its word.
    `edge_pt`: how far they keep from the edges."""
    near, far = edge_pt, edge_pt + FOLD_LENGTH_PT
    width, baseline = frame.width_pt, at_pt + CAP_HEIGHT_EM / 2 * WORD_PT
    yield PlacedRule(near, at_pt, far, at_pt, FOLD_PT, DASH)
    yield PlacedRule(width - far, at_pt, width - near, at_pt, FOLD_PT, DASH)
    yield making_word(frame, FOLD, far + WORD_GAP_PT, baseline)
    yield making_word(frame, FOLD, width - far - WORD_GAP_PT, baseline, hold=1.0)


def fold_down(
    frame: Frame, at_pt: float, edge_pt: float, *, beyond: bool = False, head_pt: float = FOLD_LENGTH_PT
) -> Iterator[Mark]:
    """The marks of a fold that runs from the head of a sheet to its foot, each with its word beside it, or `beyond` it:
    at the foot as the sheet lies, at the head as it lies when that is turned. `head_pt`: how long the one at the head
    is."""
    near, far, height = edge_pt, edge_pt + FOLD_LENGTH_PT, frame.height_pt
    yield PlacedRule(at_pt, near, at_pt, near + head_pt, FOLD_PT, DASH)
    yield PlacedRule(at_pt, height - far, at_pt, height - near, FOLD_PT, DASH)
    if beyond:
        yield making_word(frame, FOLD, at_pt, height - far - WORD_GAP_PT, hold=0.5)
        yield making_word(frame, FOLD, at_pt, far + WORD_GAP_PT, hold=0.5, turned=True)
    else:
        yield making_word(frame, FOLD, at_pt + WORD_GAP_PT, height - near)
        yield making_word(frame, FOLD, at_pt - WORD_GAP_PT, near, turned=True)


def cut_or_fold_down(frame: Frame, at_pt: float, edge_pt: float) -> Iterator[Mark]:
    """What may be cut or folded, from the head of a sheet to its foot: a fold's dashes below scissors, and the words at
    the right of these."""
    top, r = edge_pt, SCISSORS_PT / 2
    yield scissors(at_pt, top + r, down=True)
    yield PlacedRule(at_pt, top + SCISSORS_PT, at_pt, frame.height_pt - edge_pt, FOLD_PT, DASH)
    baseline = top + CAP_HEIGHT_EM * WORD_PT
    yield making_word(frame, CUT_OR_FOLD, at_pt + r + WORD_GAP_PT, baseline)
