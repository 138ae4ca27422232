"""Set lines cut in two where they stand: a heading and the text that runs on behind it are one line on paper and two
things to whoever hears the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.text.glyphs import Glyph, GlyphRun, Ink, Line


def cut(line: Line, at: int) -> tuple[Line, Line]:
    """What a line holds before a place in its text, and from there on. Both keep their places, and the width of the
    whole: put where that would be, they look as it does. A cluster stays with its first character; the ink of each ends
    where its glyphs do, as a pen goes."""
    first: list[GlyphRun] = []
    second: list[GlyphRun] = []
    before = _glyphs_before(line, at)
    for index, run in enumerate(line.runs):
        count = before[index]
        if run.right_to_left:  # what is read first is at the right
            place = len(run.glyphs) - count
            pieces = ((second, run.glyphs[:place], 0), (first, run.glyphs[place:], place))
        else:
            pieces = ((first, run.glyphs[:count], 0), (second, run.glyphs[count:], count))
        for runs, glyphs, start in pieces:
            if glyphs:
                runs.append(run.with_glyphs(glyphs, run.x_pt + _advance_pt(run, run.glyphs[:start])))
    return _part(line, first, line.text[:at]), _part(line, second, line.text[at:])


def _part(line: Line, runs: list[GlyphRun], text: str) -> Line:
    spans = [(run.x_pt, run.x_pt + _advance_pt(run, run.glyphs)) for run in runs]
    every = [(run.x_pt, run.x_pt + _advance_pt(run, run.glyphs)) for run in line.runs]
    if not spans:
        return Line((), line.width_pt, Ink(0, 0, 0, 0), text)
    left, right = min(start for start, _ in spans), max(end for _, end in spans)
    ink = line.ink
    if left > min(start for start, _ in every):
        ink = ink._replace(left=max(ink.left, left))
    if right < max(end for _, end in every):
        ink = ink._replace(right=min(ink.right, right))
    return Line(tuple(runs), line.width_pt, ink, text)


def _advance_pt(run: GlyphRun, glyphs: Sequence[Glyph]) -> float:
    return sum([glyph.advance for glyph in glyphs]) * run.size_pt / run.units_per_em


def _glyphs_before(line: Line, at: int) -> dict[int, int]:
    """By the index of a run, how many of its glyphs, as they are read, begin before a place in the text."""
    found = dict.fromkeys(range(len(line.runs)), 0)
    reached = 0
    for index in sorted(found, key=lambda index: line.runs[index].order):
        for glyph in _as_read(line.runs[index]):
            begin = line.text.index(glyph.text[:1], reached)  # isolates have no glyph
            found[index] += begin < at
            reached = begin + len(glyph.text)
    return found


def _as_read(run: GlyphRun) -> Iterator[Glyph]:
    return iter(run.glyphs[::-1] if run.right_to_left else run.glyphs)
