"""Draw: placed pages to a finished PDF file. PDF 1.7, PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.draw.fontplan import FontPlan, PlannedFont
from handouts.draw.metadata import OUTPUT_INTENT, information_dictionary, xmp_packet
from handouts.draw.objects import IndirectObject, IndirectObjects
from handouts.draw.operators import DrawCache
from handouts.draw.reportlab_canvas import PageCanvas
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
    objects, canvas = IndirectObjects(), PageCanvas(cache.canvas)
    structure = StructureWriter(objects, canvas, cache, info.language)
    catalog, tree, fonts = objects.reserve(), objects.reserve(), objects.reserve()
    streams: dict[bytes, str] = {}
    references = []
    for page in pages:
        key, annotations = structure.add_page(page)
        contents = [_content(objects, stream, streams) for stream in canvas.end_page()]
        content = contents[0] if len(contents) == 1 else f"[{' '.join(contents)}]"
        entry = objects.reserve()
        links = f"/Annots[{' '.join(annotations)}]" if annotations else ""
        entry.fill(
            f"<</Type/Page/Parent {tree.reference}{_boxes(page, cache.numbers)}/Resources<</Font {fonts.reference}>>"
            f"/Contents {content}{links}/StructParents {key}/Tabs/S>>"
        )
        references.append(entry.reference)
    structure.finish(references, info, to_bind=to_bind)
    tree.fill(f"<</Type/Pages/Count {len(references)}/Kids[{' '.join(references)}]>>")
    selected = [font for name, font in plan.fonts.items() if name in structure.resources]
    fonts.fill(f"<<{''.join([f'/{font.resource} {_write_font(objects, font).reference}' for font in selected])}>>")
    information, metadata, profile = objects.reserve(), objects.reserve(), objects.reserve()
    information.fill(information_dictionary(info))
    metadata.fill_stream(xmp_packet(info), "/Type/Metadata/Subtype/XML", compressed=False)
    profile.fill_stream(cache.profile, "/N 3")
    catalog.fill(
        f"<</Type/Catalog/Pages {tree.reference}/Lang({info.language})/MarkInfo<</Marked true>>"
        f"/Metadata {metadata.reference}/OutputIntents[{OUTPUT_INTENT.format(profile.reference)}]"
        f"/StructTreeRoot {structure.root}/ViewerPreferences{cache.canvas.viewer_preferences(info)}>>"
    )
    return objects.packed(catalog, information)


def _content(objects: IndirectObjects, stream: bytes, known: dict[bytes, str]) -> str:
    """Reference to a content stream: one object however often it is drawn."""
    if stream not in known:
        entry = objects.reserve()
        entry.fill_stream(stream, "")
        known[stream] = entry.reference
    return known[stream]


def _boxes(page: PlacedPage, numbers: Mapping[float, str]) -> str:
    """The sheet, what a viewer shows of it (all), and what is left once it is cut (ISO 32000-1, 14.11.2)."""
    sheet = f"[0 0 {numbers[page.width_pt]} {numbers[page.height_pt]}]"
    trim = sheet if page.trim is None else rectangle(page.trim, page.height_pt, numbers)
    return f"/MediaBox{sheet}/CropBox{sheet}/TrimBox{trim}"


def _write_font(objects: IndirectObjects, font: PlannedFont) -> IndirectObject:
    """A composite font with TrueType outlines (ISO 32000-1, 9.7)."""
    top, descendant, descriptor = objects.reserve(), objects.reserve(), objects.reserve()
    program, to_unicode = objects.reserve(), objects.reserve()
    cid_to_gid = "/Identity"
    if font.cid_to_gid is not None:
        table = objects.reserve()
        table.fill_stream(font.cid_to_gid, "")
        cid_to_gid = f" {table.reference}"
    top.fill(
        f"<</Type/Font/Subtype/Type0/BaseFont/{font.base_font}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant.reference}]/ToUnicode {to_unicode.reference}>>"
    )
    descendant.fill(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font.base_font}"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor.reference}"
        f"/DW 1000/W[0{font.widths_array}]/CIDToGIDMap{cid_to_gid}>>"
    )
    descriptor.fill(
        f"<</Type/FontDescriptor/FontName/{font.base_font}{font.descriptor}/FontFile2 {program.reference}>>"
    )
    program.fill_stream(font.program, f"/Length1 {font.program_length}")
    to_unicode.fill_stream(font.to_unicode, "")
    return top
