"""Draw: placed pages to a finished PDF file. PDF 1.7, PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.draw.fontplan import FontPlan
from handouts.draw.metadata import OUTPUT_INTENT, information_dictionary, xmp_packet
from handouts.draw.objects import IndirectObjects
from handouts.draw.operators import DrawCache
from handouts.draw.planned_font import PlannedFont
from handouts.draw.structure import StructureWriter, rectangle
from handouts.layout.page.placed import DocumentInfo, PlacedPage


def draw_document(
    pages: Sequence[PlacedPage],
    info: DocumentInfo,
    plan: FontPlan,
    cache: DrawCache | None = None,
    *,
    to_bind: bool = False,
) -> bytes:
    """The PDF file with these pages. `to_bind`: they become the first ones of a booklet, to whose pages links lead.

    The same pages, info and plan give the same bytes, whatever has been drawn before. `cache` belongs to the plan and
    makes lines that return cheap. Raises ValueError for no pages, a cache of another plan, a figure without an
    alternative or a link without contents; KeyError for a glyph that the plan does not hold.
    """
    if not pages:
        raise ValueError("a document has at least one page")
    cache = cache if cache is not None else DrawCache(plan)
    if cache.plan is not plan:
        raise ValueError("this cache was made under another font plan")
    objects = IndirectObjects()
    catalog, information, tree, fonts = [objects.reserve() for _ in range(4)]
    entries = [objects.reserve() for _ in pages]
    references = [f"{entry} 0 R" for entry in entries]
    structure = StructureWriter(objects, cache, info, references, to_bind=to_bind)
    drawn = [structure.add_page(page) for page in pages]
    structure.finish()
    selected = [font for name, font in plan.fonts.items() if name in structure.resources]
    numbers = [_FontNumbers(objects.reserve(), objects.reserve(), objects.reserve()) for _ in selected]
    known: dict[bytes, int] = {}
    for entry, page in zip(entries, drawn, strict=True):
        contents = [f"{_content(objects, stream, known)} 0 R" for stream in page.streams]
        content = contents[0] if len(contents) == 1 else f"[{' '.join(contents)}]"
        links = f"/Annots[{' '.join(page.annotations)}]" if page.annotations else ""
        objects.fill(
            entry,
            f"<</Type/Page/Parent {tree} 0 R{_boxes(page.placed, cache.numbers)}/Resources<</Font {fonts} 0 R>>"
            f"/Contents {content}{links}/StructParents {page.key}/Tabs/S>>",
        )
    objects.fill(tree, f"<</Type/Pages/Count {len(references)}/Kids[{' '.join(references)}]>>")
    for font, numbered in zip(selected, numbers, strict=True):
        _write_font(objects, font, numbered)
    resources = [f"/{font.resource} {numbered.top} 0 R" for font, numbered in zip(selected, numbers, strict=True)]
    objects.fill(fonts, f"<<{''.join(resources)}>>")
    objects.fill(information, information_dictionary(info))
    metadata = objects.add_stream(xmp_packet(info), "/Type/Metadata/Subtype/XML", compressed=False)
    profile = objects.add_stream(cache.canvas.profile, "/N 3")
    objects.fill(
        catalog,
        f"<</Type/Catalog/Pages {tree} 0 R/Lang({info.language})/MarkInfo<</Marked true>>"
        f"/Metadata {metadata} 0 R/OutputIntents[{OUTPUT_INTENT.format(f'{profile} 0 R')}]"
        f"/StructTreeRoot {structure.root} 0 R/ViewerPreferences{cache.canvas.viewer_preferences(info)}>>",
    )
    return objects.packed(catalog, information)


def _content(objects: IndirectObjects, stream: bytes, known: dict[bytes, int]) -> int:
    """The number of a content stream: one object however often it is drawn."""
    if stream not in known:
        known[stream] = objects.add_stream(stream, "")
    return known[stream]


def _boxes(page: PlacedPage, numbers: Mapping[float, str]) -> str:
    """The sheet, what a viewer shows of it (all), and what is left once it is cut (ISO 32000-1, 14.11.2)."""
    sheet = f"[0 0 {numbers[page.width_pt]} {numbers[page.height_pt]}]"
    trim = sheet if page.trim is None else rectangle(page.trim, page.height_pt, numbers)
    return f"/MediaBox{sheet}/CropBox{sheet}/TrimBox{trim}"


class _FontNumbers(NamedTuple):
    """Of the objects of a font that are no streams."""

    top: int
    descendant: int
    descriptor: int


def _write_font(objects: IndirectObjects, font: PlannedFont, numbers: _FontNumbers) -> None:
    """A composite font with TrueType outlines (ISO 32000-1, 9.7)."""
    cid_to_gid = "/Identity"
    if font.cid_to_gid is not None:
        cid_to_gid = f" {objects.add_stream(font.cid_to_gid, '')} 0 R"
    program = objects.add_stream(font.program, f"/Length1 {font.program_length}", digest=font.program_digest)
    to_unicode = objects.add_stream(font.to_unicode, "")
    objects.fill(
        numbers.top,
        f"<</Type/Font/Subtype/Type0/BaseFont/{font.base_font}/Encoding/Identity-H"
        f"/DescendantFonts[{numbers.descendant} 0 R]/ToUnicode {to_unicode} 0 R>>",
    )
    objects.fill(
        numbers.descendant,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font.base_font}"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {numbers.descriptor} 0 R"
        f"/DW 1000/W[0{font.widths_array}]/CIDToGIDMap{cid_to_gid}>>",
    )
    objects.fill(
        numbers.descriptor,
        f"<</Type/FontDescriptor/FontName/{font.base_font}{font.descriptor}/FontFile2 {program} 0 R>>",
    )
