"""Lines as programs read them off a page: search, clipboard, screen readers.

The runs of a line that holds right-to-left text are shown in the order in which they are read, the glyphs within a run
from left to right: programs turn those round by themselves, and hardly one puts the runs of a line into order. What has
no direction of its own gets it from marks beside it: spaces at the edges of runs, and signs there or next to a space.
The mark of right-to-left text is the Arabic letter mark, which all take for a letter; pypdf takes the other one,
U+200F, for a sign. On a right-to-left page a line that ends without a space or sign gets a narrow blank that reads as a
space: pypdf and pdf.js run the dial strings of a row together, and words with what follows them.

How much comes back of a page, by script and program: `python -m benchmarks.extraction`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handouts.text.glyphs import Composite, Glyph, GlyphRun, Line

LEFT_TO_RIGHT_MARK, ARABIC_LETTER_MARK = "\u200e", "\u061c"
_BLANK_EM = 0.1
_NEUTRAL = frozenset(("CS", "ON", "ES", "ET"))
"""Bidi classes of the signs that take their direction from what is around."""
_SPACE = " "


class LegibleLines(dict[Line, tuple[GlyphRun, ...]]):
    """The runs of lines as they are shown, in that order. Those that are not shown as they are set are kept, by
    identity. `right_to_left`: the direction of the pages."""

    def __init__(self, *, right_to_left: bool) -> None:
        super().__init__()
        self._right_to_left = right_to_left

    def of(self, line: Line) -> tuple[GlyphRun, ...]:
        """The runs of a line."""
        if self._right_to_left or _turns(line):
            return self[line]
        return line.runs

    def __missing__(self, line: Line) -> tuple[GlyphRun, ...]:
        runs = tuple(_guarded(line)) if _turns(line) else _without_space_before(line.runs)
        if self._right_to_left and runs and (len(runs) < len(line.runs) or not line.text[-1:].isspace()):
            runs = (*runs[:-1], _with_space(runs[-1]))
        self[line] = runs
        return runs


def _without_space_before(runs: tuple[GlyphRun, ...]) -> tuple[GlyphRun, ...]:
    """Left-to-right text without the space at its end, which stands at its left on a right-to-left page, and would be
    read first."""
    if len(runs) < 2:
        return runs
    last = max(runs, key=lambda run: run.order)
    if last is runs[0] and all(glyph.text == _SPACE for glyph in last.glyphs):
        return runs[1:]
    return runs


def _turns(line: Line) -> bool:
    return any(run.right_to_left for run in line.runs)


def _guarded(line: Line) -> Iterator[GlyphRun]:
    """The runs in reading order, with marks."""
    mixed = len(line.runs) > 1
    for run in sorted(line.runs, key=lambda run: run.order):
        if run.right_to_left:
            yield run.with_glyphs(_right_to_left(run.glyphs, mixed=mixed), run.x_pt)
        else:
            yield run.with_glyphs(_left_to_right(run.glyphs), run.x_pt) if mixed else run


def _left_to_right(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Left-to-right text on a line with other text: with marks at the spaces around it."""
    first, last = _inside(glyphs)
    marked = LEFT_TO_RIGHT_MARK + _SPACE
    return tuple(
        [
            glyph._replace(text=marked) if glyph.text == _SPACE and not first <= at < last else glyph
            for at, glyph in enumerate(glyphs)
        ]
    )


def _right_to_left(glyphs: tuple[Glyph, ...], *, mixed: bool) -> tuple[Glyph, ...]:
    """Right-to-left text: with marks at the spaces around it, on a line with other text, and beside signs at its edges
    or next to a space. What is on the right is read first."""
    first, last = _inside(glyphs)
    end = len(glyphs) - 1
    found = []
    for at, glyph in enumerate(glyphs):
        text = glyph.text
        if text == _SPACE:
            if mixed and not first <= at < last:  # the second mark faces what stands beside the run
                space = ARABIC_LETTER_MARK + _SPACE
                text = space + ARABIC_LETTER_MARK if at < first else ARABIC_LETTER_MARK + space
            elif at < end and unicodedata.category(glyphs[at + 1].text[-1]) == "Mn":
                text = ARABIC_LETTER_MARK + _SPACE  # pdf.js puts a bare space between a letter and its mark
        elif unicodedata.bidirectional(text[0]) in _NEUTRAL:
            if at == end or glyphs[at + 1].text == _SPACE:
                text = ARABIC_LETTER_MARK + text
            if at == 0 or glyphs[at - 1].text == _SPACE:
                text += ARABIC_LETTER_MARK
        found.append(glyph if text is glyph.text else glyph._replace(text=text))
    return tuple(found)


def _inside(glyphs: tuple[Glyph, ...]) -> tuple[int, int]:
    """The range of the glyphs without the spaces on both sides."""
    others = [at for at, glyph in enumerate(glyphs) if glyph.text != _SPACE]
    return (others[0], others[-1] + 1) if others else (len(glyphs), len(glyphs))


def _with_space(run: GlyphRun) -> GlyphRun:
    """With a blank where its line ends. Not behind a sign of right-to-left text: poppler tears it off its word then."""
    width = round(_BLANK_EM * run.units_per_em)
    blank = Glyph(Composite(width, ()), width, 0, LEFT_TO_RIGHT_MARK + _SPACE)
    if not run.right_to_left:
        return run.with_glyphs((*run.glyphs, blank), run.x_pt)
    if run.glyphs[0].text.endswith(ARABIC_LETTER_MARK):
        return run
    blank = blank._replace(text=ARABIC_LETTER_MARK + _SPACE + ARABIC_LETTER_MARK)
    return run.with_glyphs((blank, *run.glyphs), run.x_pt - width * run.size_pt / run.units_per_em)
