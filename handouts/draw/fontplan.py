"""The font plan: which glyphs of which fonts sheets print, frozen before the first of them is drawn.

All flyers of a language are drawn under one plan, so that all embed the very same font files; a booklet then holds
each once. So are its half sheets, its cards ...: no file holds sheets of two kinds. A character code (CID) stands for
one glyph with one text: a glyph that means two texts has two codes. Composite glyphs are added to the font that is
embedded (`composites`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Protocol

import uharfbuzz as hb

from handouts.draw.codes import Code, Pair, in_order, spelled
from handouts.draw.composites import with_composites
from handouts.draw.kept_fonts import KeptFonts
from handouts.draw.legible import LegibleLines
from handouts.draw.notation import deflated, literal
from handouts.draw.planned_font import PlannedFont
from handouts.errors import InputError, Problem
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage
from handouts.text.glyphs import Composite, Line, Part, Shape

PRINTABLE_ASCII = "".join(map(chr, range(0x20, 0x7F)))

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


Taken = Mapping[str, set[Pair]]
"""What a page takes from each font: glyphs with their texts."""


class FontSource(Protocol):
    """Where font files come from."""

    def face(self, name: str) -> hb.Face:
        """The opened font file with that name (without ending)."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class FontPlan:
    """The fonts of sheets that are drawn together. `fonts` by resource name; `codes` by font name, then by glyph and
    text. `lines`: the runs of each line as the codes are made for them."""

    fonts: Mapping[str, PlannedFont]
    codes: Mapping[str, Mapping[Pair, Code]]
    lines: LegibleLines
    _resources_of: dict[str, set[str]] = field(default_factory=dict, repr=False)

    def mark(self, pages: Iterable[Taken]) -> str:
        """A digest of what the plan decides of a document whose pages take this: equal ones draw it alike, whatever
        else the plan holds. Raises KeyError for a glyph that the plan does not hold."""
        selected: set[str] = set()
        for page in pages:
            for name, pairs in page.items():
                selected |= self._resources(name, pairs)
        digest = hashlib.sha256()
        for resource in sorted(selected):
            digest.update(self.fonts[resource].identity)
        return digest.hexdigest()

    def _resources(self, name: str, pairs: set[Pair]) -> set[str]:
        """Of the fonts that a page needs for these."""
        codes, all_of = self.codes[name], self._resources_of.get(name)
        if all_of is None:
            all_of = self._resources_of[name] = {code.resource for code in codes.values()}
        if len(all_of) == 1 and pairs <= codes.keys():  # as most: no glyph stands in a font of one page
            return all_of
        return {codes[pair].resource for pair in pairs}


def plan_fonts(
    pages: Iterable[PlacedPage],
    fonts: FontSource,
    seed: str = PRINTABLE_ASCII,
    contents: Iterable[PlacedPage] = (),
    *,
    right_to_left: bool = False,
) -> FontPlan:
    """The plan for these pages; it does not depend on their order.

    Fonts that are mainly Latin also get the characters of `seed`, so that a new name or number seldom changes the
    plan. Where it spares a page 2 KB (as with Chinese), glyphs that stand on one page only leave the font that all
    share for a small one of that page: otherwise every flyer would carry the names of all other cities.

    `contents`: pages that repeat what stands on the others, such as lists of cities. They are planned for, but a glyph
    that one flyer and the contents have counts as that flyer's. `right_to_left`: the direction of the pages.
    """
    lines = LegibleLines(right_to_left=right_to_left)
    taken = [taken_by(page, lines) for page in pages]
    return plan_taken(taken, [taken_by(page, lines) for page in contents], fonts, lines, seed)


def plan_taken(
    pages: Iterable[Taken],
    contents: Iterable[Taken],
    fonts: FontSource,
    lines: LegibleLines,
    seed: str = PRINTABLE_ASCII,
    kept: KeptFonts | None = None,
) -> FontPlan:
    """The same, of what pages take from each font; `lines`: by which they were asked, or those of their direction.
    `kept`: fonts that were cut before, of the same files; those that are cut now are added."""
    pages = pages if isinstance(pages, Sequence) else tuple(pages)
    used: dict[str, _Used] = {}
    for page in pages:
        for name, pairs in page.items():
            used.setdefault(name, _Used()).add(pairs)
    for page in pages:
        for name, pairs in page.items():
            used[name].part(pairs)
    repeated: dict[str, set[Pair]] = {}
    for page in contents:
        for name, pairs in page.items():
            repeated.setdefault(name, set()).update(pairs)
    planned: list[PlannedFont] = []
    codes: dict[str, Mapping[Pair, Code]] = {}
    for number, name in enumerate(sorted({*used, *repeated}), start=1):
        found = used.get(name, _Used())
        made = _FontFile(name, fonts, kept).plan(f"F{number}", found, repeated.get(name, set()), seed)
        planned.extend(made)
        codes[name] = _codes(made)
    return FontPlan({font.resource: font for font in planned}, codes, lines)


@dataclass(slots=True)
class _Used:
    """What is taken from one font. `pages`: how many pages take anything; `times`: how many take a glyph; `alone`: for
    each page what no other takes, where there is any. The sets of all pages are never held at once: there may be
    thousands of them."""

    pages: int = 0
    times: Counter[Pair] = field(default_factory=Counter)
    alone: list[set[Pair]] = field(default_factory=list)

    def add(self, pairs: set[Pair]) -> None:
        self.pages += 1
        self.times.update(pairs)

    def part(self, pairs: set[Pair]) -> None:
        """Once all pages are added: note what only this one takes."""
        if alone := {pair for pair in pairs if self.times[pair] == 1}:
            self.alone.append(alone)


def taken_by(page: PlacedPage, lines: LegibleLines) -> dict[str, set[Pair]]:
    """What a page takes from each font."""
    found: dict[str, set[Pair]] = {}
    for line in _lines(page):
        for run in lines.of(line):
            found.setdefault(run.font, set()).update((glyph.gid, glyph.text) for glyph in run.glyphs)
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
    return {
        pair: Code(
            font.resource,
            literal(b"".join([cid.to_bytes(2, "big") for cid in cids])),
            sum([font.widths[cid] for cid in cids]),
        )
        for font in fonts
        for pair, cids in font.cids.items()
    }


class _FontFile:
    """One font, opened where it is to be cut down."""

    def __init__(self, name: str, fonts: FontSource, kept: KeptFonts | None) -> None:
        self._name = name
        self._fonts = fonts
        self._kept = kept

    @cached_property
    def _face(self) -> hb.Face:
        return self._fonts.face(self._name)

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(self._face)

    def plan(self, resource: str, used: _Used, repeated: set[Pair], seed: str) -> list[PlannedFont]:
        """The font that pages share, and those of single pages."""
        everything = repeated.union(used.times)
        if not self._is_worth_splitting(used.alone, used.pages):
            return [self._cut(resource, self._with_seed(everything, seed))]
        alone = sorted(used.alone, key=lambda pairs: sorted(map(in_order, pairs)))
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
        gids = _glyphs_of(shape for pairs in alone for shape, _ in pairs)
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
        """The font with these glyphs and texts, as it was cut before or now."""
        found = self._kept.find(self._name, resource, pairs) if self._kept else None
        if found is None:
            found = self._cut_now(resource, pairs)
            if self._kept:
                self._kept.add(self._name, found)
        return found

    def _cut_now(self, resource: str, pairs: set[Pair]) -> PlannedFont:
        """The font cut down to these glyphs, the composite ones behind. A glyph's first text has its new glyph id as
        code; further texts have codes after all glyphs."""
        shown = {pair: spelled(pair, self._font) for pair in pairs}
        single = sorted({each for codes in shown.values() for each in codes}, key=in_order)
        shapes = {shape for shape, _ in single}
        program, new_gids = self._subset(_glyphs_of(shapes))
        advances = [0] * len(new_gids)
        for old, new in new_gids.items():
            advances[new] = self._font.get_glyph_h_advance(old)
        composites = sorted(shape for shape in shapes if isinstance(shape, Composite))
        if composites:
            program = with_composites(program, [_renumbered(each, new_gids) for each in composites])
            advances.extend(each.width for each in composites)
        numbers: dict[Shape, int] = dict(new_gids.items())
        numbers.update(zip(composites, count(len(new_gids)), strict=False))
        widths = [_per_mille(advance, self._face.upem) for advance in advances]
        gids = list(range(len(numbers)))
        cids: dict[Pair, int] = {}
        texts: dict[int, str] = {}
        for shape, text in single:
            cid = numbers[shape]
            if cid in texts:
                cid = len(gids)
                gids.append(numbers[shape])
                widths.append(widths[numbers[shape]])
            cids[shape, text] = cid
            texts[cid] = text
        to_unicode = _to_unicode(texts)
        cid_to_gid = None
        if len(gids) > len(numbers):
            cid_to_gid = b"".join(gid.to_bytes(2, "big") for gid in gids)
        packed = deflated(program, 9)
        return PlannedFont(
            resource=resource,
            base_font=f"{_tag(program, to_unicode, cid_to_gid or b'')}+{_pdf_name(self._name)}",
            cids={pair: tuple([cids[each] for each in codes]) for pair, codes in shown.items()},
            widths=tuple(widths),
            program=packed,
            program_digest=hashlib.sha256(packed).digest(),
            program_length=len(program),
            to_unicode=deflated(to_unicode, 9),
            cid_to_gid=deflated(cid_to_gid, 9) if cid_to_gid else None,
            descriptor=_descriptor(self._face, self._font, program),
        ).identified()


def _subset(face: hb.Face, gids: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font cut down to these glyphs and their components; new glyph ids by old. Raises RuntimeError where HarfBuzz
    can't."""
    options = hb.SubsetInput()
    options.glyph_set.update(gids)
    options.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    options.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES)
    plan = hb.SubsetPlan(face, options)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping.items())


def _glyphs_of(shapes: Iterable[Shape]) -> set[int]:
    """The font's own glyphs that these need."""
    found: set[int] = set()
    for shape in shapes:
        if isinstance(shape, Composite):
            found.update(part.gid for part in shape.parts)
        else:
            found.add(shape)
    return found


def _renumbered(composite: Composite, new_gids: Mapping[int, int]) -> Composite:
    """The same of glyphs of the font that is cut down."""
    return Composite(composite.width, tuple([Part(new_gids[gid], x, y) for gid, x, y in composite.parts]))


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


def _descriptor(face: hb.Face, font: hb.Font, program: bytes) -> str:
    """What a viewer needs to replace the font, which it never has to. Flags 4: symbolic, so no encoding is implied."""
    em = face.upem
    head = hb.Face(program).reference_table("head").data  # its box is as large as the composite glyphs need
    box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
    extents = font.get_font_extents("ltr")
    capitals = font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    weight = int.from_bytes(face.reference_table("OS/2").data[4:6], "big")
    return (
        f"/Flags 4/FontBBox[{' '.join(str(_per_mille(units, em)) for units in box)}]/ItalicAngle 0"
        f"/Ascent {_per_mille(extents.ascender, em)}/Descent {_per_mille(extents.descender, em)}"
        f"/CapHeight {_per_mille(capitals, em)}/StemV {round(50 + (weight / 65) ** 2)}"
    )
