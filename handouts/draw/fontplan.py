"""The font plan: which glyphs of which fonts a language prints, frozen before its first page is drawn.

All flyers of a language are drawn under one plan, so that all embed the very same font files; a booklet then holds
each once. A character code (CID) stands for one glyph with one text: a glyph that means two texts has two codes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

import uharfbuzz as hb

from handouts.draw.notation import deflated, literal
from handouts.errors import InputError, Problem
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage
from handouts.text.glyphs import Line

PRINTABLE_ASCII = "".join(map(chr, range(0x20, 0x7F)))
NO_TEXT = "\u200b"
"""Text of a glyph that has none of its own. ToUnicode may not be empty; validators refuse it."""

_MANY_LETTERS = 26
"""A font from which pages take half of the ASCII letters is used for Latin text."""
_WORTH_SPLITTING = 3000
"""Bytes of other pages' glyphs that a page is spared, some 900 of which a further font costs it."""
_FEW_GLYPHS = 20
"""No script's glyphs are so intricate that fewer are worth a font."""
_MANY_CUTS = 20
"""From here HarfBuzz's preparation of a face (90 ms for Chinese) pays: 0.1 ms a cut instead of 4."""
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


Pair: TypeAlias = tuple[int, str]
"""A glyph id with the text that it stands for."""


class Code(NamedTuple):
    """How a glyph with a text is shown: under which font resource, by which characters of a literal string, and how
    far that font moves the pen, in 1/1000 em."""

    resource: str
    shown: str
    width: int


@dataclass(frozen=True, eq=False, slots=True)
class PlannedFont:
    """One font file to embed. Streams are compressed; widths in 1/1000 em, by character code (CID)."""

    resource: str  # the name by which pages select it
    base_font: str  # with the tag that names its content: equal names, equal fonts
    cids: Mapping[Pair, int]
    widths: tuple[int, ...]
    widths_array: str  # the same, as a PDF array
    program: bytes
    program_length: int
    to_unicode: bytes
    cid_to_gid: bytes | None  # None where codes are glyph ids
    descriptor: str  # entries of the font descriptor, without the font file


@dataclass(frozen=True, eq=False, slots=True)
class FontPlan:
    """All fonts of a language. `fonts` by resource name; `codes` by font name, then by glyph and text."""

    fonts: Mapping[str, PlannedFont]
    codes: Mapping[str, Mapping[Pair, Code]]


def plan_fonts(
    pages: Iterable[PlacedPage],
    fonts: FontSource,
    seed: str = PRINTABLE_ASCII,
    contents: Iterable[PlacedPage] = (),
) -> FontPlan:
    """The plan for these pages; it does not depend on their order.

    Fonts that are mainly Latin also get the characters of `seed`, so that a new name or number seldom changes the
    plan. Where it spares a page 2 KB (as with Chinese), glyphs that stand on one page only leave the font that all
    share for a small one of that page: otherwise every flyer would carry the names of all other cities.

    `contents`: pages that repeat what stands on the others, such as lists of cities. They are planned for, but a glyph
    that one flyer and the contents have counts as that flyer's.
    """
    used: dict[str, list[set[Pair]]] = {}
    placed = list(pages)
    for page in placed:
        for name, pairs in _pairs(page).items():
            used.setdefault(name, []).append(pairs)
    repeated: dict[str, set[Pair]] = {}
    for page in contents:
        for name, pairs in _pairs(page).items():
            repeated.setdefault(name, set()).update(pairs)
    planned: list[PlannedFont] = []
    codes: dict[str, Mapping[Pair, Code]] = {}
    for number, name in enumerate(sorted({*used, *repeated}), start=1):
        made = _FontFile(name, fonts.data(name)).plan(f"F{number}", used.get(name, []), repeated.get(name, set()), seed)
        planned.extend(made)
        codes[name] = _codes(made)
    return FontPlan({font.resource: font for font in planned}, codes)


def _pairs(page: PlacedPage) -> dict[str, set[Pair]]:
    """What a page takes from each font."""
    found: dict[str, set[Pair]] = {}
    for line in _lines(page):
        for run in line.runs:
            found.setdefault(run.font, set()).update((glyph.gid, glyph.text or NO_TEXT) for glyph in run.glyphs)
    return found


def _lines(page: PlacedPage) -> Iterator[Line]:
    waiting: list[Element | Mark] = [*page.artifacts, *page.elements]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Element):
            waiting.extend(child.children)
        elif isinstance(child, PlacedLine):
            yield child.line


def _codes(fonts: Iterable[PlannedFont]) -> dict[Pair, Code]:
    codes: dict[Pair, Code] = {}
    for font in fonts:
        for (gid, text), cid in font.cids.items():
            code = Code(font.resource, literal(cid.to_bytes(2, "big")), font.widths[cid])
            codes[gid, text] = code
            if text == NO_TEXT:
                codes[gid, ""] = code
    return codes


class _FontFile:
    """One font, opened to be cut down."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._face = hb.Face(data)
        self._font = hb.Font(self._face)

    def plan(self, resource: str, by_page: list[set[Pair]], repeated: set[Pair], seed: str) -> list[PlannedFont]:
        """The font that pages share, and those of single pages."""
        everything = repeated.union(*by_page)
        times = Counter(pair for pairs in by_page for pair in pairs)
        alone = [{pair for pair in pairs if times[pair] == 1} for pairs in by_page]
        if not self._is_worth_splitting([pairs for pairs in alone if pairs], len(by_page)):
            return [self._cut(resource, self._with_seed(everything, seed))]
        alone = sorted((pairs for pairs in alone if pairs), key=sorted)
        if len(alone) >= _MANY_CUTS:
            self._face = hb.subset_preprocess(self._face)
        singles = [self._cut(f"{resource}.{number}", pairs) for number, pairs in enumerate(alone, start=1)]
        return [self._cut(resource, self._with_seed(everything.difference(*alone), seed)), *singles]

    def _subset(self, gids: set[int]) -> tuple[bytes, dict[int, int]]:
        """Raises InputError for a damaged font: its glyphs are only all looked at here."""
        try:
            program, new_gids = _subset(self._face, gids)
        except RuntimeError:
            program, new_gids = b"", {}
        if not new_gids.keys() >= gids:
            what = "the font is damaged: some of its glyphs can't be taken out of it"
            raise InputError(
                [Problem(f"{self._name}.ttf", 0, 0, what, "put a whole copy of it into the folder of fonts")]
            )
        return program, new_gids

    def _is_worth_splitting(self, alone: list[set[Pair]], pages: int) -> bool:
        gids = {gid for pairs in alone for gid, _ in pairs}
        if pages < 2 or len(gids) < _FEW_GLYPHS:
            return False
        program, _ = self._subset(gids)
        return len(deflated(program)) * (pages - 1) / pages >= _WORTH_SPLITTING

    def _with_seed(self, pairs: set[Pair], seed: str) -> set[Pair]:
        letters = {text for _, text in pairs if len(text) == 1 and text.isascii() and text.isalpha()}
        if len(letters) < _MANY_LETTERS or 3 * len(letters) < len(pairs):
            return pairs
        nominal = ((self._font.get_nominal_glyph(ord(character)), character) for character in seed)
        return pairs | {(gid, character) for gid, character in nominal if gid}

    def _cut(self, resource: str, pairs: set[Pair]) -> PlannedFont:
        """The font cut down to these glyphs. A glyph's first text has its new glyph id as code; further texts have
        codes after all glyphs."""
        program, new_gids = self._subset({gid for gid, _ in pairs})
        widths = [0] * len(new_gids)
        for old, new in new_gids.items():
            widths[new] = _per_mille(self._font.get_glyph_h_advance(old), self._face.upem)
        gids = list(range(len(new_gids)))
        cids: dict[Pair, int] = {}
        texts: dict[int, str] = {}
        for gid, text in sorted(pairs):
            cid = new_gids[gid]
            if cid in texts:
                cid = len(gids)
                gids.append(new_gids[gid])
                widths.append(widths[new_gids[gid]])
            cids[gid, text] = cid
            texts[cid] = text
        to_unicode = _to_unicode(texts)
        cid_to_gid = None
        if len(gids) > len(new_gids):
            cid_to_gid = b"".join(gid.to_bytes(2, "big") for gid in gids)
        return PlannedFont(
            resource=resource,
            base_font=f"{_tag(program, to_unicode, cid_to_gid or b'')}+{_pdf_name(self._name)}",
            cids=cids,
            widths=tuple(widths),
            widths_array=f"[{' '.join(map(str, widths))}]",
            program=deflated(program, 9),
            program_length=len(program),
            to_unicode=deflated(to_unicode, 9),
            cid_to_gid=deflated(cid_to_gid, 9) if cid_to_gid else None,
            descriptor=_descriptor(self._face, self._font),
        )


def _subset(face: hb.Face, gids: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font cut down to these glyphs and their components; new glyph ids by old. Raises RuntimeError where HarfBuzz
    can't."""
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


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3): ranges where codes and characters go up together, the rest
    one by one; at most 100 entries a block. (Ranges with an array would be shorter; page-validation 0.11 refuses
    them.)"""
    runs: list[list[int]] = []
    for code in sorted(texts):
        if runs and code == runs[-1][-1] + 1 and code % 256 and _follows(texts[code], texts[code - 1]):
            runs[-1].append(code)
        else:
            runs.append([code])
    ranges = [f"<{run[0]:04X}> <{run[-1]:04X}> <{_utf_16(texts[run[0]])}>" for run in runs if len(run) > 1]
    single = [f"<{run[0]:04X}> <{_utf_16(texts[run[0]])}>" for run in runs if len(run) == 1]
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
    for kind, entries in (("bfrange", ranges), ("bfchar", single)):
        for first in range(0, len(entries), 100):
            block = entries[first : first + 100]
            lines.extend([f"{len(block)} begin{kind}", *block, f"end{kind}"])
    lines.extend(["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
    return "\n".join(lines).encode("ascii")


def _follows(text: str, before: str) -> bool:
    """Whether it is the next character, in the same 256 (a range may not carry over into the first byte)."""
    if len(text) != 1 or len(before) != 1:
        return False
    return ord(text) == ord(before) + 1 and ord(text) % 256 != 0 and ord(text) < 0x10000


def _utf_16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


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
