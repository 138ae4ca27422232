"""What pages take from fonts, in little room: a bit a glyph. Of some thousands of sheets it would not fit otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handouts.draw import Taken
from handouts.draw.codes import Pair

_SETS_KEPT = 1024
"""Of a few dozen sheets all: they are looked at several times. Of thousands the first."""


class GlyphTable:
    """Glyphs with their texts, by font, each with a place of its own."""

    def __init__(self, listed: Mapping[str, Sequence[Pair]] | None = None) -> None:
        self.pairs: dict[str, list[Pair]] = {font: list(pairs) for font, pairs in (listed or {}).items()}
        self._sets: dict[tuple[str, int], set[Pair]] = {}
        self._places = {font: {pair: place for place, pair in enumerate(pairs)} for font, pairs in self.pairs.items()}

    def packed(self, taken: Taken) -> PackedTaken:
        """The same, by places of this table; what it does not hold yet is added."""
        return PackedTaken(self, {font: self._bits(font, taken[font]) for font in taken})

    def at(self, font: str, bits: int) -> set[Pair]:
        """What has these places; not to be changed."""
        found = self._sets.get((font, bits))
        if found is None:
            pairs = self.pairs[font]
            found = {pairs[place] for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"}
            if len(self._sets) < _SETS_KEPT:
                self._sets[font, bits] = found
        return found

    def _bits(self, font: str, pairs: set[Pair]) -> int:
        listed, places = self.pairs.setdefault(font, []), self._places.setdefault(font, {})
        for pair in pairs - places.keys():
            places[pair] = len(listed)
            listed.append(pair)
        found = bytearray(len(listed) // 8 + 1)
        for place in map(places.__getitem__, pairs):
            found[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(found, "little")


class PackedTaken(Mapping[str, set[Pair]]):
    """What one page takes from each font: places of a table, as `bits`."""

    __slots__ = ("bits", "table")

    def __init__(self, table: GlyphTable, bits: Mapping[str, int]) -> None:
        self.table = table
        self.bits = bits

    def __getitem__(self, font: str) -> set[Pair]:
        return self.table.at(font, self.bits[font])

    def __iter__(self) -> Iterator[str]:
        return iter(self.bits)

    def __len__(self) -> int:
        return len(self.bits)
