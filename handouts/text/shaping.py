"""HarfBuzz's part: an item becomes glyphs in drawing order, each with the text that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add, itemgetter
from typing import Any, NamedTuple, TypeAlias, cast

import uharfbuzz as hb

from handouts.errors import InternalError
from handouts.text.characters import CharacterTable
from handouts.text.faces import TextStyle
from handouts.text.glyphs import Composite, Glyph, Ink, Part, Shape
from handouts.text.itemise import Item
from handouts.text.library import NO_INK, LibraryFont
from handouts.text.punctuation import CLOSING_UP, closed_up

_APART = frozenset(" \u00a0+")
_HYPHENS = frozenset("-\u2010\u2011")
_NO_BREAK_HYPHEN = "\u2011"
_NOTDEF = 0
_ALONE = {"kern": 0, "ccmp": 0}
_OFF_EM = 0.05  # a glyph that ends so far from its own width leaves a gap, which readers of a page take for a space


_Position = tuple[int, int, int, int]  # HarfBuzz's: x offset, y offset, x advance, y advance


class _Columns(NamedTuple):
    """Per glyph, in drawing order and font units: where the ink reaches, from the left end of the shaped text."""

    left: tuple[float, ...]
    bottom: tuple[float, ...]
    right: tuple[float, ...]
    top: tuple[float, ...]


@dataclass(eq=False)
class Shaped:
    """The glyphs of characters [start, end) of a paragraph, in drawing order, in font units.

    `pens`: where each glyph's origin stands, in drawing order, and the whole advance at the end. The lists run over the
    characters, one longer than there are: `glyphs_before[i]` glyphs and `advance_before[i]` font units belong to the i
    characters that come first in reading order. `_infos`: HarfBuzz's record of the first glyph of the cluster that
    begins with a character; None inside a cluster; of characters that stand alone there are none.
    """

    item: Item
    start: int
    end: int
    glyphs: tuple[Glyph, ...]
    pens: Sequence[int]
    glyphs_before: Sequence[int]
    advance_before: Sequence[int]
    _infos: Sequence[Any]
    _columns: _Columns | None = None

    @property
    def em(self) -> float:
        """One font unit in em of the paragraph's size."""
        return self.item.scale / self.item.font.units_per_em

    def may_cut(self, offset: int) -> bool:
        """Whether the glyphs on both sides of a character of the paragraph stay as they are if a line ends there."""
        if offset in (self.start, self.end):
            return True
        if not self._infos:
            return True
        info = self._infos[offset - self.start]  # asked late: reading a flag costs more than all else of a glyph
        return info is not None and not info.flags & hb.GlyphFlags.UNSAFE_TO_BREAK

    def slice(self, first: int, last: int) -> tuple[int, int]:
        """The range of `glyphs` for the paragraph's characters [first, last)."""
        before, behind = self.glyphs_before[first - self.start], self.glyphs_before[last - self.start]
        if self.item.right_to_left:
            return len(self.glyphs) - behind, len(self.glyphs) - before
        return before, behind

    def advance(self, first: int, last: int) -> int:
        """The advance of a range of `glyphs`."""
        return self.pens[last] - self.pens[first]

    def ink(self, first: int, last: int) -> Ink | None:
        """The ink of a range of `glyphs`, in font units from the first one's origin; None if there is none."""
        columns = self._columns
        if columns is None:
            columns = self._columns = self._measured()
        left = min(columns.left[first:last], default=NO_INK.left)
        if left == NO_INK.left:
            return None
        pen = self.pens[first]
        return Ink(
            left - pen,
            min(columns.bottom[first:last]),
            max(columns.right[first:last]) - pen,
            max(columns.top[first:last]),
        )

    def _measured(self) -> _Columns:
        if not self.glyphs:
            return _Columns((), (), (), ())
        # Column by column, without a loop in Python: every new text goes through here.
        shapes, _, dx, _ = zip(*self.glyphs, strict=True)
        left, bottom, right, top = zip(*map(self.item.font.ink.__getitem__, shapes), strict=True)
        x = tuple(map(add, self.pens, dx))
        return _Columns(tuple(map(add, x, left)), bottom, tuple(map(add, x, right)), top)


class _Single(NamedTuple):
    """A character that stands alone, in font units: its ink from its own pen on."""

    glyph: Glyph
    advance: int
    left: float
    bottom: float
    right: float
    top: float


_Alphabet: TypeAlias = dict[str, _Single | None]
"""The characters of one style, font and script that look the same whatever stands beside them, shaped one by one; None
for each that may not.

By the contract of HarfBuzz: of two texts that begin and end where nothing was flagged as unsafe to concatenate, the
glyphs are those of the one and of the other."""


class _Glyphs(dict[tuple[Shape, int, int, str], Glyph]):
    """Each distinct glyph once, by its own values."""

    def __missing__(self, key: tuple[Shape, int, int, str]) -> Glyph:
        glyph = self[key] = Glyph(*key)
        return glyph


class Shaper:
    """Shapes text. It keeps each distinct glyph and cluster once; a Typesetter owns one."""

    def __init__(self, characters: CharacterTable) -> None:
        self._characters = characters
        self._glyphs = _Glyphs()
        self._clusters: dict[object, Glyph] = {}
        self._alphabets: dict[tuple[LibraryFont, str, str, tuple[tuple[str, int], ...], float], _Alphabet] = {}

    def shape(self, text: str, style: TextStyle, item: Item, start: int, end: int) -> Shaped:
        """Shape the characters [start, end) of an item; what stands around them is taken into account.

        Raises InternalError where the font has no glyph: whoever sets text asks for uncovered characters first.
        """
        if style.alone and not item.right_to_left:
            found = self._one_by_one(text[start:end], style, item, start)
            if found is not None:
                return found
        return self._in_company(text, style, item, start, end)

    def single(self, character: str, style: TextStyle, item: Item) -> _Single | None:
        """A character that stands alone; None for one that may look otherwise beside others, or is no glyph."""
        if self._characters[character].invisible or character in CLOSING_UP:
            return None
        (info, *others) = self._buffer(character, style, item, 0, 1, concatenated=True).glyph_infos
        if others or info.flags & (hb.GlyphFlags.UNSAFE_TO_CONCAT | hb.GlyphFlags.UNSAFE_TO_BREAK):
            return None
        shaped = self._in_company(character, style, item, 0, 1)
        if len(shaped.glyphs) != 1:
            return None
        (glyph,) = shaped.glyphs
        ink = item.font.ink[glyph.gid]
        return _Single(glyph, glyph.advance, glyph.dx + ink.left, ink.bottom, glyph.dx + ink.right, ink.top)

    def _one_by_one(self, text: str, style: TextStyle, item: Item, start: int) -> Shaped | None:
        """A text of characters that stand alone; None where one of them may not."""
        key = (item.font, item.script, style.language, style.features, style.group_space_em)
        alphabet = self._alphabets.get(key)
        if alphabet is None:
            alphabet = self._alphabets[key] = {}
        for character in text:
            if character not in alphabet:
                alphabet[character] = self.single(character, style, item)
        singles = [alphabet[character] for character in text]
        if None in singles or not singles:
            return None
        glyphs, advances, lefts, bottoms, rights, tops = zip(*cast("list[_Single]", singles), strict=True)
        pens = list(accumulate(advances, initial=0))
        columns = _Columns(tuple(map(add, pens, lefts)), bottoms, tuple(map(add, pens, rights)), tops)
        count = len(singles)
        return Shaped(item, start, start + count, glyphs, pens, range(count + 1), pens, (), columns)

    def _in_company(self, text: str, style: TextStyle, item: Item, start: int, end: int) -> Shaped:
        buffer = self._buffer(text, style, item, start, end)
        infos = buffer.glyph_infos
        positions = [position.position for position in buffer.glyph_positions]
        if item.right_to_left:
            infos.reverse()
            positions.reverse()
        gids = [info.codepoint for info in infos]
        clusters = [info.cluster for info in infos]
        share = text[start:end]
        if style.group_space_em:
            _set_groups_apart(positions, clusters, text, round(style.group_space_em * item.font.units_per_em))
        if clusters == list(range(start, end)) and self._characters.visible.issuperset(share) and _are_plain(positions):
            glyphs = self._glyphs_of(item, gids, positions, share)
            advances = pens = _pens(glyphs)
            if item.right_to_left:
                glyphs.reverse()
                pens = _pens(glyphs)
            return Shaped(item, start, end, tuple(glyphs), pens, range(end - start + 1), advances, infos)
        return self._by_cluster(item, share, start, clusters, infos, gids, positions)

    def _buffer(
        self, text: str, style: TextStyle, item: Item, start: int, end: int, *, concatenated: bool = False
    ) -> Any:
        """What HarfBuzz makes of it. `concatenated`: asked where it could be parted and put beside something else."""
        code_points = [self._characters[c].code_point for c in text]
        if _NO_BREAK_HYPHEN in text and item.font.coverage.isdisjoint("\u2010\u2011"):
            code_points = [0x2D if c == ord(_NO_BREAK_HYPHEN) else c for c in code_points]
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        if concatenated:
            buffer.flags = hb.BufferFlags.PRODUCE_UNSAFE_TO_CONCAT
        buffer.add_codepoints(code_points, start, end - start)
        buffer.direction = "rtl" if item.right_to_left else "ltr"
        buffer.script = item.script
        buffer.language = style.language
        features: dict[str, Any] = dict(style.features)
        if style.alone:
            features |= _ALONE
        if narrow := [(at, at + 1, 1) for at in closed_up(text, start, end)]:
            features["halt"] = narrow
        hb.shape(item.font.font, buffer, features)
        return buffer

    def _by_cluster(
        self,
        item: Item,
        text: str,
        start: int,
        clusters: list[int],
        infos: Sequence[Any],
        gids: Sequence[int],
        positions: Sequence[_Position],
    ) -> Shaped:
        """Clusters of several characters or glyphs, and characters for which nothing is drawn. Each cluster becomes one
        glyph."""
        visible, known = self._characters.visible, self._clusters
        glyphs: list[Glyph] = []
        before = clusters[0] - start if clusters else len(text)
        glyphs_before = [0] * before  # characters that HarfBuzz took out altogether
        first_infos: list[Any] = [None] * before
        for first, last, begin, end in self._joined([cluster - start for cluster in clusters], text, positions):
            glyphs_before.append(len(glyphs))
            first_infos.append(infos[first])
            share = text[begin:end]
            if not visible.issuperset(share):
                share = "".join([character for character in share if character in visible])
            if share:
                key = (item.font, item.right_to_left, tuple(gids[first:last]), tuple(positions[first:last]), share)
                glyph = known.get(key)
                if glyph is None:
                    glyph = known[key] = self._glyph_of(item, gids[first:last], positions[first:last], share)
                glyphs.append(glyph)
            for _ in range(end - begin - 1):  # characters inside the cluster: cut behind it
                glyphs_before.append(len(glyphs))
                first_infos.append(None)
        glyphs_before.append(len(glyphs))
        advances = pens = _pens(glyphs)
        if item.right_to_left:
            glyphs.reverse()
            pens = _pens(glyphs)
        advance_before = [advances[number] for number in glyphs_before]
        return Shaped(item, start, start + len(text), tuple(glyphs), pens, glyphs_before, advance_before, first_infos)

    def _joined(
        self, clusters: Sequence[int], text: str, positions: Sequence[_Position]
    ) -> list[tuple[int, int, int, int]]:
        """The clusters, each with its glyphs [first, last) and its characters [begin, end). One that does not move the
        pen (a mark, a joiner, a letter under another) joins the one before it: whoever reads the page must not find its
        letters on the spot where the next one begins."""
        visible = self._characters.visible
        found: list[tuple[int, int, int, int]] = []
        first, count = 0, len(clusters)
        seen = False  # whether the cluster before is
        while first < count:
            begin = clusters[first]
            last = first + 1
            while last < count and clusters[last] == begin:
                last += 1
            end = clusters[last] if last < count else len(text)
            is_seen = not visible.isdisjoint(text[begin:end])
            if seen and is_seen and not (positions[first][2] or any(each[2] for each in positions[first + 1 : last])):
                found[-1] = (found[-1][0], last, found[-1][2], end)
            else:
                found.append((first, last, begin, end))
            seen = is_seen
            first = last
        return found

    def _glyph_of(self, item: Item, gids: Sequence[int], positions: Sequence[_Position], text: str) -> Glyph:
        """One glyph for a cluster, whose own come in reading order: a composite one, if it has several of them or is
        more than one character, or is moved up or down."""
        if _NOTDEF in gids:
            raise InternalError(f"{item.font.name} has no glyph for {text!r}: nobody asked beforehand")
        ink = item.font.ink
        one_letter = len(text) == 1 or text.isascii()  # a ligature `fi` reads as two letters everywhere
        pen = nominal = 0
        parts: list[tuple[int, int, int, int, int]] = []  # advance, glyph, x, y, dx
        for i in reversed(range(len(gids))) if item.right_to_left else range(len(gids)):
            dx, dy, advance, _ = positions[i]
            if ink[gids[i]] is not NO_INK:
                parts.append((advance, gids[i], pen + dx, dy, dx))
            if advance:
                nominal += item.font.font.get_glyph_h_advance(gids[i])
            pen += advance
        # What carries the others keeps its own offset: kerning alone makes no further composite.
        _, gid, x, y, dx = max(parts, key=itemgetter(0), default=(0, gids[0], 0, 0, positions[0][0]))
        if one_letter and (not parts or (len(parts) == 1 and (x, y) == (dx, 0))):
            return self._glyphs[gid, pen, dx, text]
        if abs(pen - nominal) > _OFF_EM * item.font.units_per_em or (pen < nominal and not one_letter):
            nominal = pen  # nor may the next glyph begin before the end of one that reads as several letters
        moved = sorted(Part(gid, x - dx, y) for _, gid, x, y, _ in parts)
        return self._glyphs[Composite(nominal, tuple(moved)), pen, dx, text]

    def _glyphs_of(
        self, item: Item, gids: Sequence[int], positions: Sequence[_Position], texts: Sequence[str]
    ) -> list[Glyph]:
        """Glyphs that need no composing, each distinct one kept once."""
        if _NOTDEF in gids:
            text = texts[gids.index(_NOTDEF)]
            raise InternalError(f"{item.font.name} has no glyph for {text!r}: nobody asked beforehand")
        known = self._glyphs
        return [
            known[gid, advance, dx, text] for gid, (dx, _, advance, _), text in zip(gids, positions, texts, strict=True)
        ]


def _pens(glyphs: Iterable[Glyph]) -> list[int]:
    """Where the pen is before each glyph, and behind the last."""
    return list(accumulate([glyph.advance for glyph in glyphs], initial=0))


def _are_plain(positions: Sequence[_Position]) -> bool:
    """Whether all move the pen, and none stands above or below the line."""
    if not positions:
        return True
    _, up, advances, _ = zip(*positions, strict=True)
    return all(advances) and not any(up)


def _set_groups_apart(positions: list[_Position], clusters: Sequence[int], text: str, space: int) -> None:
    """Widen spaces and plus signs, and hyphens on both sides, by so many font units."""
    for i, cluster in enumerate(clusters):
        character = text[cluster]
        if character in _APART:
            dx, dy, advance, up = positions[i]
            positions[i] = (dx, dy, advance + space, up)
        elif character in _HYPHENS:
            dx, dy, advance, up = positions[i]
            positions[i] = (dx + space // 2, dy, advance + space, up)
