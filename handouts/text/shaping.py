"""HarfBuzz's part: an item becomes glyphs in drawing order, each with the text that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import Any, NamedTuple

import uharfbuzz as hb

from handouts.errors import InternalError
from handouts.text.characters import CharacterTable
from handouts.text.faces import TextStyle
from handouts.text.glyphs import Glyph, Ink
from handouts.text.itemise import Item
from handouts.text.library import NO_INK

NO_TEXT = "\u200b"  # what a glyph reads as whose text hangs on another glyph
_APART = frozenset(" \u00a0+")
_HYPHENS = frozenset("-\u2010\u2011")
_NO_BREAK_HYPHEN = "\u2011"
_NOTDEF = 0


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

    The lists run over the characters, one longer than there are: `glyphs_before[i]` glyphs and `advance_before[i]`
    font units belong to the i characters that come first in reading order. `actual`: ranges of `glyphs` whose text
    is not one glyph for one text. `_infos`: HarfBuzz's record of the first glyph of the cluster that begins with a
    character; None inside a cluster.
    """

    item: Item
    start: int
    end: int
    glyphs: tuple[Glyph, ...]
    actual: tuple[tuple[int, int, str], ...]
    glyphs_before: Sequence[int]
    advance_before: Sequence[int]
    _infos: Sequence[Any]

    @property
    def em(self) -> float:
        """One font unit in em of the paragraph's size."""
        return self.item.scale / self.item.font.units_per_em

    @cached_property
    def pens(self) -> tuple[int, ...]:
        """Where each glyph's origin stands, in drawing order, and the whole advance at the end."""
        return tuple(accumulate([glyph.advance for glyph in self.glyphs], initial=0))

    def may_cut(self, offset: int) -> bool:
        """Whether the glyphs on both sides of a character of the paragraph stay as they are if a line ends there."""
        if offset in (self.start, self.end):
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
        columns = self._ink
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

    @cached_property
    def _ink(self) -> _Columns:
        if not self.glyphs:
            return _Columns((), (), (), ())
        # Column by column, without a loop in Python: every new text goes through here.
        gids, _, dx, dy, _ = zip(*self.glyphs, strict=True)
        left, bottom, right, top = zip(*map(self.item.font.ink.__getitem__, gids), strict=True)
        x = tuple(map(add, self.pens, dx))
        return _Columns(
            tuple(map(add, x, left)), tuple(map(add, dy, bottom)), tuple(map(add, x, right)), tuple(map(add, dy, top))
        )


class _Glyphs(dict[tuple[int, int, int, int, str], Glyph]):
    """Each distinct glyph once, by its own values."""

    def __missing__(self, key: tuple[int, int, int, int, str]) -> Glyph:
        glyph = self[key] = Glyph(*key)
        return glyph


class Shaper:
    """Shapes text. It keeps each distinct glyph once; a Typesetter owns one."""

    def __init__(self, characters: CharacterTable) -> None:
        self._characters = characters
        self._glyphs = _Glyphs()

    def shape(self, text: str, style: TextStyle, item: Item, start: int, end: int) -> Shaped:
        """Shape the characters [start, end) of an item; what stands around them is taken into account.

        Raises InternalError where the font has no glyph: whoever sets text asks for uncovered characters first.
        """
        code_points = [self._characters[c].code_point for c in text]
        if _NO_BREAK_HYPHEN in text and item.font.coverage.isdisjoint("\u2010\u2011"):
            code_points = [0x2D if c == ord(_NO_BREAK_HYPHEN) else c for c in code_points]
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_codepoints(code_points, start, end - start)
        buffer.direction = "rtl" if item.right_to_left else "ltr"
        buffer.script = item.script
        buffer.language = style.language
        hb.shape(item.font.font, buffer, dict(style.features))
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
        if clusters == list(range(start, end)) and self._characters.visible.issuperset(share):
            glyphs = self._glyphs_of(item, gids, positions, share)
            advances = list(accumulate([glyph.advance for glyph in glyphs], initial=0))
            if item.right_to_left:
                glyphs.reverse()
            return Shaped(item, start, end, tuple(glyphs), (), range(end - start + 1), advances, infos)
        return self._by_cluster(item, share, start, clusters, infos, gids, positions)

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
        """Clusters of several characters or glyphs, and characters for which nothing is drawn."""
        visible = self._characters.visible
        clusters = [cluster - start for cluster in clusters]
        clusters.append(len(text))
        shares: list[str] = []  # of each glyph that is kept
        kept: list[int] = []
        actual: list[tuple[int, int, str]] = []
        glyphs_before = [0] * clusters[0]  # characters that HarfBuzz took out altogether
        first_infos: list[Any] = [None] * clusters[0]
        first, count = 0, len(gids)
        while first < count:
            cluster = clusters[first]
            last = first + 1
            while clusters[last] == cluster:
                last += 1
            behind = clusters[last]
            glyphs_before.append(len(kept))
            first_infos.append(infos[first])
            if behind - cluster == 1 and last - first == 1:  # nearly all are
                share = text[cluster]
                if share in visible:
                    kept.append(first)
                    shares.append(share)
            else:
                share = text[cluster:behind]
                if not visible.isdisjoint(share):
                    if last - first > 1 and not item.right_to_left:
                        actual.append((len(kept), len(kept) + last - first, share))
                    kept.extend(range(first, last))
                    shares.extend(_spread(share, last - first))
                for _ in range(behind - cluster - 1):  # characters inside the cluster: cut behind it
                    glyphs_before.append(len(kept))
                    first_infos.append(None)
            first = last
        glyphs_before.append(len(kept))
        glyphs = self._glyphs_of(item, [gids[i] for i in kept], [positions[i] for i in kept], shares)
        pens = list(accumulate([glyph.advance for glyph in glyphs], initial=0))
        if item.right_to_left:
            glyphs.reverse()
        advance_before = [pens[number] for number in glyphs_before]
        end = start + len(text)
        return Shaped(item, start, end, tuple(glyphs), tuple(actual), glyphs_before, advance_before, first_infos)

    def _glyphs_of(
        self, item: Item, gids: Sequence[int], positions: Sequence[_Position], texts: Sequence[str]
    ) -> list[Glyph]:
        """Glyphs, each distinct one kept once."""
        if _NOTDEF in gids:
            text = texts[gids.index(_NOTDEF)]
            raise InternalError(f"{item.font.name} has no glyph for {text!r}: nobody asked beforehand")
        known = self._glyphs
        return [
            known[gid, advance, dx, dy, text]
            for gid, (dx, dy, advance, _), text in zip(gids, positions, texts, strict=True)
        ]


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


def _spread(text: str, count: int) -> Sequence[str]:
    """The text of a cluster dealt out to its glyphs: one character each, the rest to the last that gets any."""
    if len(text) <= count:
        return (*text, *[NO_TEXT] * (count - len(text)))
    return (*text[: count - 1], text[count - 1 :])
