"""Composite glyphs, added to a TrueType font behind those that it has (OpenType: glyf, loca, hmtx, hhea, maxp, head).

A font that a language embeds is cut anew where a build has another glyph for it. fontTools takes 9 to 29 ms to add to
one; this a twentieth.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from handouts.text.glyphs import Composite, Part

_ARGUMENTS_ARE_WORDS, _ARGUMENTS_ARE_XY, _MORE_COMPONENTS = 0x0001, 0x0002, 0x0020
_HAS_SCALE, _HAS_TWO_SCALES, _HAS_MATRIX = 0x0008, 0x0040, 0x0080
_FARTHEST_SHORT_OFFSET = 0x1FFFE
_CHECKSUM = 0xB1B0AFBA

Box = tuple[int, int, int, int]
"""Left, bottom, right, top, in font units."""


class _Outline(NamedTuple):
    """What maxp must know of a glyph."""

    points: int
    contours: int
    depth: int  # of components within components


def with_composites(font: bytes, composites: Sequence[Composite]) -> bytes:
    """The font with these glyphs behind all that it has, in this order. Their parts are glyphs of it that have ink."""
    tables = _tables(font)
    head, maxp, hhea = (bytearray(tables[tag]) for tag in ("head", "maxp", "hhea"))
    (count,) = struct.unpack_from(">H", maxp, 4)
    glyphs = _Glyphs(tables["glyf"], _offsets(tables["loca"], count, head))
    metrics = _metrics(tables["hmtx"], count, hhea)
    boxes: list[Box] = [struct.unpack_from(">hhhh", head, 36)]
    for composite in composites:
        box = glyphs.add(composite.parts)
        metrics += struct.pack(">Hh", composite.width, box[0] if box else 0)
        boxes.extend([box] if box else [])
    total = count + len(composites)
    outlines = [glyphs.outline(gid) for gid in range(count, total)]
    struct.pack_into(">H", maxp, 4, total)
    _raise(maxp, 10, [each.points for each in outlines])
    _raise(maxp, 12, [each.contours for each in outlines])
    _raise(maxp, 28, [len(each.parts) for each in composites])
    _raise(maxp, 30, [each.depth for each in outlines])
    _raise(hhea, 10, [each.width for each in composites])
    struct.pack_into(">H", hhea, 34, total)
    struct.pack_into(">hhhh", head, 36, *_united(boxes))
    if glyphs.offsets[-1] > _FARTHEST_SHORT_OFFSET:
        struct.pack_into(">h", head, 50, 1)
    tables["loca"] = _loca(glyphs.offsets, head)
    tables.update(glyf=bytes(glyphs.data), hmtx=bytes(metrics), head=bytes(head), maxp=bytes(maxp), hhea=bytes(hhea))
    return _file(font[:4], tables)


def _raise(table: bytearray, at: int, values: Sequence[int]) -> None:
    """The greatest of all that the table knows of, at this place."""
    struct.pack_into(">H", table, at, max(*struct.unpack_from(">H", table, at), *values))


def _united(boxes: Sequence[Box]) -> Box:
    """The box around all."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class _Glyphs:
    """The outlines of a font (glyf), to which others are added."""

    def __init__(self, data: bytes, offsets: list[int]) -> None:
        self.data = bytearray(data[: offsets[-1]])
        self.offsets = offsets
        self._outlines: dict[int, _Outline] = {}

    def add(self, parts: Sequence[Part]) -> Box | None:
        """A glyph made of these; its box, or None for a blank one."""
        box = None
        if parts:
            box = _united([self._moved(part) for part in parts])
            self.data += struct.pack(">hhhhh", -1, *box)
            for number, (gid, x, y) in enumerate(parts, start=1):
                flags = _ARGUMENTS_ARE_XY | (_MORE_COMPONENTS if number < len(parts) else 0)
                if -128 <= x < 128 and -128 <= y < 128:
                    self.data += struct.pack(">HHbb", flags, gid, x, y)
                else:
                    self.data += struct.pack(">HHhh", flags | _ARGUMENTS_ARE_WORDS, gid, x, y)
            self.data += b"\0" * (-len(self.data) % 4)
        self.offsets.append(len(self.data))
        return box

    def outline(self, gid: int) -> _Outline:
        """Of a glyph with all that it is made of."""
        found = self._outlines.get(gid)
        if found is None:
            found = self._outlines[gid] = self._outline(bytes(self.data[self.offsets[gid] : self.offsets[gid + 1]]))
        return found

    def _moved(self, part: Part) -> Box:
        left, bottom, right, top = struct.unpack_from(">hhhh", self.data, self.offsets[part.gid] + 2)
        return left + part.x, bottom + part.y, right + part.x, top + part.y

    def _outline(self, data: bytes) -> _Outline:
        if not data:
            return _Outline(0, 0, 0)
        (contours,) = struct.unpack_from(">h", data)
        if contours >= 0:
            last = struct.unpack_from(">H", data, 8 + 2 * contours)[0] if contours else -1
            return _Outline(last + 1, contours, 0)
        parts = [self.outline(gid) for gid in _components(data)]
        points, counts, depths = zip(*parts, strict=True)
        return _Outline(sum(points), sum(counts), 1 + max(depths))


def _components(data: bytes) -> list[int]:
    """The glyphs of which a composite one is made."""
    found, at, flags = [], 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, gid = struct.unpack_from(">HH", data, at)
        found.append(gid)
        at += 8 if flags & _ARGUMENTS_ARE_WORDS else 6
        at += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_TWO_SCALES else 8 if flags & _HAS_MATRIX else 0
    return found


def _offsets(loca: bytes, count: int, head: bytearray) -> list[int]:
    """Where each glyph begins in glyf, and where the last one ends."""
    if _has_long_offsets(head):
        return list(struct.unpack_from(f">{count + 1}L", loca))
    return [2 * half for half in struct.unpack_from(f">{count + 1}H", loca)]


def _loca(offsets: Sequence[int], head: bytearray) -> bytes:
    if _has_long_offsets(head):
        return struct.pack(f">{len(offsets)}L", *offsets)
    return struct.pack(f">{len(offsets)}H", *[offset // 2 for offset in offsets])


def _has_long_offsets(head: bytearray) -> bool:
    return any(struct.unpack_from(">h", head, 50))


def _metrics(hmtx: bytes, count: int, hhea: bytearray) -> bytearray:
    """hmtx with an advance for each glyph: the last ones may share one."""
    (full,) = struct.unpack_from(">H", hhea, 34)
    shared = hmtx[4 * full - 4 : 4 * full - 2]
    metrics = bytearray(hmtx[: 4 * full])
    for at in range(4 * full, 4 * full + 2 * (count - full), 2):
        metrics += shared + hmtx[at : at + 2]
    return metrics


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count))
    return {tag.decode("latin-1"): font[offset : offset + length] for tag, _, offset, length in entries}


def _file(version: bytes, tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, with its checksums."""
    head = bytearray(tables["head"])
    struct.pack_into(">L", head, 8, 0)
    tables = {**tables, "head": bytes(head)}
    power = len(tables).bit_length() - 1
    directory = bytearray(
        version + struct.pack(">4H", len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    )
    body = bytearray()
    begin = len(directory) + 16 * len(tables)
    places: dict[str, int] = {}
    for tag in sorted(tables):
        data = tables[tag]
        places[tag] = begin + len(body)
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), _sum(data), places[tag], len(data))
        body += data + b"\0" * (-len(data) % 4)
    whole = directory + body
    struct.pack_into(">L", whole, places["head"] + 8, (_CHECKSUM - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    data += b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
