"""One paragraph, shaped once and set at any size and width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from handouts.text import bidi
from handouts.text.breaks import HARD, Breaks, line_breaks
from handouts.text.characters import CharacterTable
from handouts.text.faces import TextStyle
from handouts.text.glyphs import Glyph, GlyphRun, Ink, Line
from handouts.text.itemise import Item
from handouts.text.pieces import Known, Piece, PieceRun
from handouts.text.punctuation import OPENING
from handouts.text.shaping import Shaped, Shaper

_FULL_WIDTH_EM = 0.9
_TOLERANCE_EM = 1e-9  # sums of floats differ in their last digits
_HAIR_EM, _HAIR_PT = 0.02, 0.25
_NO_INK = Ink(0.0, 0.0, 0.0, 0.0)
_LAST_LINE_LEAST = 0.2  # of the measure: a shorter last line looks lost
_LINE_BEFORE_LEAST = 0.5  # of its measure: what is left of the line that gives it words


def hair_pt(size_pt: float) -> float:
    """By how much ink may hang over a measure, and nobody sees it. Lines are broken by it, and what looks whether a
    page is right allows as much."""
    return max(_HAIR_PT, _HAIR_EM * size_pt)


class _Places(NamedTuple):
    """Where a line may end, and where it must; `reach`: for each place the advance up to there, without the space at
    the end, in em."""

    offsets: tuple[int, ...]
    forced: frozenset[int]
    reach: list[float]


class Paragraph:
    """Text of one style, ready to be set. Made by a Typesetter; gives the same Line again for the same question.

    Shaping is done once, on first use. Lengths that come in and go out are in points.
    """

    def __init__(
        self,
        text: str,
        style: TextStyle,
        items: Callable[[], Sequence[Item]],
        shaper: Shaper,
        characters: CharacterTable,
        whole: Sequence[tuple[int, int]] = (),
        known: Known | None = None,
    ) -> None:
        """`items`: asked for when first needed. `whole`: from where to where stretches reach within which no line ends
        that could hold all of it. `known`: of the same paragraph, from earlier on."""
        self.text = text
        self._style = style
        self._itemise = items
        self._whole = tuple(whole)
        self._shaper = shaper
        self._characters = characters
        self._base = bidi.RTL if style.right_to_left else bidi.LTR
        self._shapes: tuple[Shaped, ...] | None = None
        self._known = known or Known({}, {}, None)
        self._pieces = dict(self._known.pieces)
        self._spans_of = dict(self._known.broken)
        self._cuts: dict[int, bool] = {}
        self._reshaped: dict[tuple[int, int], Shaped] = {}
        self._set: dict[tuple[int, int, float], Line] = {}
        self._places: dict[tuple[tuple[int, int], ...], _Places] = {}
        self._broken: dict[tuple[float, float, float], tuple[Line, ...]] = {}

    def line(self, size_pt: float) -> Line:
        """The whole text on one line, never broken."""
        return self._line(0, len(self.text), size_pt)

    def lines(self, size_pt: float, width_pt: float, first_indent_pt: float = 0.0) -> tuple[Line, ...]:
        """The text broken into lines of at most this width, with their ink, each as long as can be, but that no word is
        left alone.

        The last line takes words from the one before it where it would hold one word (in Chinese one character) or
        be shorter than a fifth of the width. The first line is shorter by the indent. A word that is wider than
        the width stands on a line of its own and sticks out: compare `width_pt` of the lines. An empty text makes
        one empty line.
        """
        key = (size_pt, width_pt, first_indent_pt)
        found = self._broken.get(key)
        if found is None:
            spans = self._spans_of.get(key)
            if spans is None:
                widths = (width_pt / size_pt, first_indent_pt / size_pt, hair_pt(size_pt) / size_pt)
                spans = self._spans_of[key] = tuple(self._spans(*widths))
            found = self._broken[key] = tuple([self._line(start, end, size_pt) for start, end in spans])
        return found

    def natural_width_pt(self, size_pt: float) -> float:
        """The width on one line, without space at its end."""
        return self._piece(0, len(self.text)).width * size_pt

    def widest_word_pt(self, size_pt: float) -> float:
        """The width of the widest piece that no line break may part: no narrower column can hold the text."""
        return self._widest_word * size_pt

    def news(self) -> Known | None:
        """What is known of it now, as far as somebody asked; None for nothing more than at first."""
        known, whole = self._known, (0, len(self.text))
        asked = {*known.pieces, *((start, end) for start, end, _ in self._set)}
        if whole in self._pieces:
            asked.add(whole)
        widest = self.__dict__.get("_widest_word", known.widest_word)
        if (len(asked), len(self._spans_of)) == (len(known.pieces), len(known.broken)) and widest == known.widest_word:
            return None
        return Known({each: self._pieces[each] for each in asked}, self._spans_of, widest)

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(self._itemise())

    @property
    def _shaped(self) -> tuple[Shaped, ...]:
        if self._shapes is None:
            shape, text, style = self._shaper.shape, self.text, self._style
            self._shapes = tuple([shape(text, style, item, item.start, item.end) for item in self._items])
        return self._shapes

    @cached_property
    def _advance(self) -> list[float]:
        """The advance of all characters before each one, in em."""
        total = 0.0
        result: list[float] = []
        for shaped in self._shaped:
            em = shaped.em
            result.extend(total + advance * em for advance in shaped.advance_before[:-1])
            total += shaped.advance_before[-1] * em
        result.append(total)
        return result

    @cached_property
    def _breaks(self) -> Breaks:
        return line_breaks(self.text, self._style.language, self._style.keep_together)

    def _places_in(self, width: float) -> _Places:
        """The places in lines of this width, in em."""
        held = tuple(each for each in self._whole if self._width(*each) <= width + _TOLERANCE_EM)
        found = self._places.get(held)
        if found is None:
            parting = {place for start, end in held for place in range(start + 1, end)} - self._breaks.forced
            offsets = tuple(offset for offset in self._breaks.offsets if offset not in parting)
            reach = [self._advance[self._visible_end(0, offset)] for offset in offsets]
            found = self._places[held] = _Places(offsets, self._breaks.forced, reach)
        return found

    @cached_property
    def _widest_word(self) -> float:
        if self._known.widest_word is not None:
            return self._known.widest_word
        starts = (0, *self._breaks.offsets[:-1])
        return max(map(self._width, starts, self._breaks.offsets), default=0.0)

    def _visible_end(self, start: int, end: int) -> int:
        """Where the white space at the end of a line begins."""
        text, characters = self.text, self._characters
        while end > start and characters[text[end - 1]].hangs:
            end -= 1
        return end

    def _spans(self, width: float, indent: float, hair: float) -> list[tuple[int, int]]:
        """Where the lines begin and end; lengths in em, `hair` too. What fits on one line, as most labels
        do, is not analysed."""
        advance, end = sum(shaped.advance_before[-1] * shaped.em for shaped in self._shaped), len(self.text)
        if advance <= width - indent and HARD.isdisjoint(self.text):
            room = width - indent + _TOLERANCE_EM
            return [(0, end)] if not end or self._fits(0, end, room, hair) else self._break(width, indent, hair)
        return self._break(width, indent, hair)

    def _break(self, width: float, indent: float, hair: float) -> list[tuple[int, int]]:
        """Greedy line breaking; lengths in em."""
        offsets, forced, reach = self._places_in(width)
        if not offsets:
            return [(0, 0)]
        forced_at = [i for i, offset in enumerate(offsets) if offset in forced]
        spans: list[tuple[int, int]] = []
        start = index = 0
        room = width - indent + _TOLERANCE_EM
        while index < len(offsets):
            furthest = bisect_right(reach, self._advance[start] + room, index) - 1
            while forced_at and forced_at[0] < index:
                del forced_at[0]
            if forced_at:
                furthest = min(furthest, forced_at[0])
            furthest = max(furthest, index)
            while furthest > index and not self._fits(start, offsets[furthest], room, hair):
                furthest -= 1
            spans.append((start, offsets[furthest]))
            start, index = offsets[furthest], furthest + 1
            room = width + _TOLERANCE_EM
        if len(spans) > 1 and spans[-1][0] not in forced:
            room = width - indent if len(spans) == 2 else width
            spans[-2:] = self._company(spans[-2], spans[-1], width, room, hair)
        return spans

    def _company(
        self, before: tuple[int, int], last: tuple[int, int], width: float, width_before: float, hair: float
    ) -> list[tuple[int, int]]:
        """The last two lines, with words moved to the last one where it would look lost; lengths in em.

        The number of lines stays. Nothing moves where the line before would not keep half of its measure. Where words
        are not spaced, one more character is enough: any further place to break could as well be inside a word.
        """
        offsets = self._places_in(width).offsets
        start, turn, end = before[0], before[1], last[1]
        at, final = bisect_right(offsets, turn) - 1, bisect_right(offsets, end) - 1
        least = width * _LAST_LINE_LEAST
        while final - at == 1 or (self.text[turn - 1].isspace() and self._width(turn, end) < least):
            at -= 1
            if at < 0 or offsets[at] <= start or not self._fits(offsets[at], end, width + _TOLERANCE_EM, hair):
                break
            if self._width(start, offsets[at]) < width_before * _LINE_BEFORE_LEAST:
                break
            turn = offsets[at]
        return [(start, turn), (turn, end)]

    def _fits(self, start: int, end: int, room: float, hair: float) -> bool:
        piece = self._piece(start, end)
        # Dots and tails may hang over at either end: edges are optical.
        inked = max(piece.width, piece.ink.right) - min(0.0, piece.ink.left)
        return piece.width <= room and inked <= room + hair

    def _width(self, start: int, end: int) -> float:
        """The width of characters [start, end) as a line of their own, in em."""
        if self.text[start : start + 1] not in OPENING and self._may_cut(start) and self._may_cut(end):
            return max(0.0, self._advance[self._visible_end(start, end)] - self._advance[start])
        return self._piece(start, end).width

    def _may_cut(self, offset: int) -> bool:
        found = self._cuts.get(offset)
        if found is None:
            shaped = next((shaped for shaped in self._shaped if offset <= shaped.end), None)
            found = self._cuts[offset] = shaped is None or shaped.may_cut(offset)
        return found

    def _line(self, start: int, end: int, size_pt: float) -> Line:
        key = (start, end, size_pt)
        found = self._set.get(key)
        if found is None:
            piece = self._piece(start, end)
            runs = [
                GlyphRun(font, size_pt * scale, em, x * size_pt, right_to_left, glyphs, order)
                for font, em, scale, right_to_left, x, glyphs, order, _ in piece.runs
            ]
            ink = piece.ink.scaled(size_pt)
            found = self._set[key] = Line(tuple(runs), piece.width * size_pt, ink, self.text[start:end])
        return found

    def _piece(self, start: int, end: int) -> Piece:
        key = (start, end)
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = self._compose(start, end)
        return found

    def _compose(self, start: int, end: int) -> Piece:
        """Reorder and join the glyphs of one line."""
        if len(self._items) == 1 and end - start == len(self.text) and not self._characters[self.text[-1]].hangs:
            return _all_of(self._shaped[0])
        visible_end = self._visible_end(start, end)
        parts: list[tuple[Shaped, int, int, int]] = []  # shaped, first and last glyph, level
        hanging = 0.0
        for whole in self._shaped:
            first, last = max(start, whole.start), min(end, whole.end)
            if first >= last:
                continue
            shaped = self._cut(whole, first, last)
            turn = min(max(first, visible_end), last)
            if first < turn:
                parts.append((shaped, *shaped.slice(first, turn), shaped.item.level))
            if turn < last:  # L1: space at the end of a line runs as the paragraph does
                hidden = shaped.slice(turn, last)
                parts.append((shaped, *hidden, self._base))
                hanging += shaped.advance(*hidden) * shaped.em
        pen = 0.0 - hanging if self._base == bidi.RTL else -self._white_before(start, parts)
        over = pen if self._base != bidi.RTL else 0.0
        runs: list[PieceRun] = []
        inks: list[Ink] = []
        total = 0.0
        for index in bidi.visual_order([level for *_, level in parts]):
            shaped, first, last, _ = parts[index]
            if first == last:
                continue
            em = shaped.em
            ink = shaped.ink(first, last)
            if ink is not None:
                inks.append(Ink(pen + ink.left * em, ink.bottom * em, pen + ink.right * em, ink.top * em))
            _add_run(runs, index, shaped, shaped.glyphs[first:last], pen)
            advance = shaped.advance(first, last) * em
            pen += advance
            total += advance
        return Piece(tuple(runs), total - hanging + over, _union(inks))

    def _white_before(self, start: int, parts: Sequence[tuple[Shaped, int, int, int]]) -> float:
        """How far a line that begins with a full-width opening sign is moved to the left, in em: by the white half."""
        if not start or self.text[start : start + 1] not in OPENING or not parts:
            return 0.0
        shaped, first, *_ = parts[0]
        width = shaped.advance(first, first + 1) * shaped.em
        return width / 2 if width > _FULL_WIDTH_EM * shaped.item.scale else 0.0

    def _cut(self, whole: Shaped, first: int, last: int) -> Shaped:
        """The shaped text that holds [first, last) as it looks with line ends there: shaped again if need be."""
        if whole.may_cut(first) and whole.may_cut(last):
            return whole
        key = (first, last)
        found = self._reshaped.get(key)
        if found is None:
            found = self._reshaped[key] = self._shaper.shape(self.text, self._style, whole.item, first, last)
        return found


def _all_of(shaped: Shaped) -> Piece:
    """A line that is one item from end to end, as numbers and most names are: there is nothing to reorder or join."""
    em, glyphs = shaped.em, shaped.glyphs
    ink = shaped.ink(0, len(glyphs))
    runs = (_run_of(shaped.item, 0.0, glyphs),) if glyphs else ()
    return Piece(runs, shaped.pens[-1] * em, ink.scaled(em) if ink is not None else _NO_INK)


def _union(inks: Sequence[Ink]) -> Ink:
    if len(inks) < 2:
        return inks[0] if inks else _NO_INK
    lefts, bottoms, rights, tops = zip(*inks, strict=True)
    return Ink(min(lefts), min(bottoms), max(rights), max(tops))


def _add_run(runs: list[PieceRun], index: int, shaped: Shaped, glyphs: tuple[Glyph, ...], pen: float) -> None:
    """Add a part of a line at the right end, to the last run if it continues it on paper and for readers."""
    item = shaped.item
    if runs:
        before = runs[-1]
        same = before.font == item.font.name and before.scale == item.scale
        if same and before.right_to_left == item.right_to_left:
            joined = before.glyphs + glyphs
            if item.right_to_left and index == before.first - 1:
                runs[-1] = before._replace(glyphs=joined, first=index)
                return
            if not item.right_to_left and index == before.last + 1:
                runs[-1] = before._replace(glyphs=joined, last=index)
                return
    runs.append(_run_of(item, pen, glyphs, index))


def _run_of(item: Item, x: float, glyphs: tuple[Glyph, ...], index: int = 0) -> PieceRun:
    font = item.font
    return PieceRun(font.name, font.units_per_em, item.scale, item.right_to_left, x, glyphs, index, index)
