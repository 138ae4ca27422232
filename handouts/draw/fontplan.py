"""The font plan: which glyphs of which fonts a language prints, frozen before its first page is drawn.

All flyers of a language are drawn under one plan, so that all embed the very same font files; a booklet then holds
each once. A character code (CID) stands for one glyph with one text: a glyph that means two texts has two codes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import uharfbuzz as hb

from handouts.draw.notation import deflated
from handouts.layout.placed import Element, Mark, PlacedLine, PlacedPage
from handouts.text.glyphs import Line

PRINTABLE_ASCII = "".join(map(chr, range(0x20, 0x7F)))
NO_TEXT = "\u200b"
"""Text of a glyph that has none of its own. ToUnicode may not be empty; validators refuse it."""

_DROPPED_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "MATH",
    "STAT",
    "name",
    "cmap",
    "OS/2",
    "post",
    "gasp",
    "vhea",
    "vmtx",
)


class FontSource(Protocol):
    """Where font files come from."""

    def data(self, name: str) -> bytes:
        """The bytes of the font file with that name (without ending)."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class PlannedFont:
    """One font of a plan, ready to be written. Streams are compressed; widths in 1/1000 em, by code."""

    name: str
    resource: str  # the name by which pages select it
    base_font: str  # with the tag that names its content: equal names, equal fonts
    cids: Mapping[tuple[int, str], int]
    widths: tuple[int, ...]
    program: bytes
    program_length: int
    to_unicode: bytes
    cid_to_gid: bytes
    descriptor: str  # entries of the font descriptor, without the font file


@dataclass(frozen=True, eq=False, slots=True)
class FontPlan:
    """All fonts of a language. `digest` changes when any byte of them does: whoever keeps finished flyers compares
    it, since a flyer drawn under another plan no longer shares its fonts."""

    fonts: Mapping[str, PlannedFont]
    digest: str

    def cid(self, font: str, gid: int, text: str) -> int:
        """The code of a glyph with its text. Raises KeyError where the plan does not hold it."""
        return self.fonts[font].cids[gid, text]


def plan_fonts(pages: Iterable[PlacedPage], fonts: FontSource, seed: str = PRINTABLE_ASCII) -> FontPlan:
    """The plan for these pages; it does not depend on their order.

    A font from which the pages take an ASCII letter or digit also gets the characters of `seed`, so that a new name
    or number seldom changes the plan (5.7 KB a weight of Noto Sans).
    """
    used: dict[str, set[tuple[int, str]]] = {}
    for line in _lines(pages):
        for run in line.runs:
            used.setdefault(run.font, set()).update((glyph.gid, glyph.text or NO_TEXT) for glyph in run.glyphs)
    planned = {
        name: _plan_font(name, f"F{number}", fonts.data(name), used[name], seed)
        for number, name in enumerate(sorted(used), start=1)
    }
    names = "\n".join(font.base_font for font in planned.values())
    return FontPlan(planned, hashlib.sha256(names.encode("utf-8")).hexdigest())


def _lines(pages: Iterable[PlacedPage]) -> Iterator[Line]:
    seen: set[Line] = set()

    def walk(children: Iterable[Element | Mark]) -> Iterator[Line]:
        for child in children:
            if isinstance(child, Element):
                yield from walk(child.children)
            elif isinstance(child, PlacedLine) and child.line not in seen:
                seen.add(child.line)
                yield child.line

    for page in pages:
        yield from walk(page.artifacts)
        yield from walk(page.elements)


def _plan_font(name: str, resource: str, data: bytes, pairs: set[tuple[int, str]], seed: str) -> PlannedFont:
    face = hb.Face(data)
    font = hb.Font(face)
    if any(text.isascii() and text.isalnum() for _, text in pairs):
        nominal = ((font.get_nominal_glyph(ord(character)), character) for character in seed)
        pairs = pairs | {(gid, character) for gid, character in nominal if gid}
    program, new_gids = _subset(face, {gid for gid, _ in pairs})
    ordered = sorted(pairs)
    codes = {pair: code for code, pair in enumerate(ordered, start=1)}  # 0 is the glyph of missing characters
    em = face.upem
    widths = (
        _per_mille(font.get_glyph_h_advance(0), em),
        *(_per_mille(font.get_glyph_h_advance(gid), em) for gid, _ in ordered),
    )
    cid_to_gid = b"\0\0" + b"".join(new_gids[gid].to_bytes(2, "big") for gid, _ in ordered)
    to_unicode = _to_unicode([text for _, text in ordered])
    tag = _tag(program, to_unicode, cid_to_gid)
    without_text = {(gid, ""): code for (gid, text), code in codes.items() if text == NO_TEXT}
    return PlannedFont(
        name=name,
        resource=resource,
        base_font=f"{tag}+{_pdf_name(name)}",
        cids={**without_text, **codes},
        widths=widths,
        program=deflated(program, 9),
        program_length=len(program),
        to_unicode=deflated(to_unicode, 9),
        cid_to_gid=deflated(cid_to_gid, 9),
        descriptor=_descriptor(face, font),
    )


def _subset(face: hb.Face, gids: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font cut down to these glyphs and their components; new glyph ids by old."""
    options = hb.SubsetInput()
    options.glyph_set.update(gids)
    options.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    options.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES)
    plan = hb.SubsetPlan(face, options)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping.items())


def _per_mille(units: int, em: int) -> int:
    return round(units * 1000 / em)


def _pdf_name(name: str) -> str:
    return "".join(character for character in name if character.isascii() and (character.isalnum() or character == "-"))


def _tag(*parts: bytes) -> str:
    """Six letters (ISO 32000-1, 9.6.4) that stand for the content."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    number = int.from_bytes(digest.digest()[:16], "big")
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _to_unicode(texts: list[str]) -> bytes:
    """The CMap from codes (from 1) to text (ISO 32000-1, 9.10.3), at most 100 entries a block."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for first in range(0, len(texts), 100):
        block = texts[first : first + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines.extend(
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(block, first + 1)
        )
        lines.append("endbfchar")
    lines.extend(["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
    return "\n".join(lines).encode("ascii")


def _descriptor(face: hb.Face, font: hb.Font) -> str:
    """What a viewer needs to replace the font, which it never has to. Flags 4: symbolic, so no encoding is implied."""
    em = face.upem
    head = face.reference_table("head").data
    box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
    extents = font.get_font_extents("ltr")
    capitals = font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    weight = int.from_bytes(face.reference_table("OS/2").data[4:6], "big")
    return (
        f"/Flags 4/FontBBox[{' '.join(str(_per_mille(units, em)) for units in box)}]/ItalicAngle 0"
        f"/Ascent {_per_mille(extents.ascender, em)}/Descent {_per_mille(extents.descender, em)}"
        f"/CapHeight {_per_mille(capitals, em)}/StemV {round(50 + (weight / 65) ** 2)}"
    )
