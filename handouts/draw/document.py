"""Draw: placed pages to a finished PDF file. PDF 1.7, PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.draw.fontplan import FontPlan, PlannedFont
from handouts.draw.metadata import OUTPUT_INTENT, information_dictionary, xmp_packet
from handouts.draw.notation import number
from handouts.draw.operators import DrawCache
from handouts.draw.reportlab_canvas import DocumentCanvas, IndirectObject
from handouts.draw.structure import StructureWriter, rectangle
from handouts.layout.page.placed import DocumentInfo, PlacedPage


def draw_document(
    pages: Sequence[PlacedPage], info: DocumentInfo, plan: FontPlan, cache: DrawCache | None = None
) -> bytes:
    """The PDF file with these pages.

    The same pages, info and plan give the same bytes, whatever has been drawn before. `cache` belongs to the plan and
    makes lines that return cheap. Raises ValueError for no pages, a cache of another plan, a figure without an
    alternative or a link without contents; KeyError for a glyph that the plan does not hold.
    """
    if not pages:
        raise ValueError("a document has at least one page")
    cache = cache if cache is not None else DrawCache(plan)
    if cache.plan is not plan:
        raise ValueError("this cache was made under another font plan")
    canvas = DocumentCanvas()
    structure = StructureWriter(canvas, cache)
    references = []
    for page in pages:
        segments, key, annotations = structure.add_page(page)
        operators: list[str] = []
        for segment in segments:
            if isinstance(segment, str):
                operators.append(segment)
                continue
            canvas.draw("\n".join(operators))
            operators = []
            canvas.draw_stream(cache.outline(segment))
        canvas.draw("\n".join(operators))
        references.append(canvas.close_page(_boxes(page), annotations, key))
    structure.finish(references, info)
    canvas.set_font_resources(
        {name: _write_font(canvas, font) for name, font in plan.fonts.items() if name in structure.resources}
    )
    metadata, profile = canvas.reserve(), canvas.reserve()
    metadata.fill_stream(xmp_packet(info), "/Type/Metadata/Subtype/XML", compressed=False)
    profile.fill_stream(cache.profile, "/N 3")
    direction = "/Direction/R2L" if info.right_to_left else ""
    duplex = f"/Duplex/{info.sides}" if info.sides else ""
    canvas.set_catalog(
        {
            "Lang": f"({info.language})",
            "MarkInfo": "<</Marked true>>",
            "Metadata": metadata.reference,
            "OutputIntents": f"[{OUTPUT_INTENT.format(profile.reference)}]",
            "StructTreeRoot": structure.root,
            "ViewerPreferences": f"<</DisplayDocTitle true/PrintScaling/None{direction}{duplex}>>",
        }
    )
    canvas.set_information(information_dictionary(info))
    return canvas.save()


def _boxes(page: PlacedPage) -> str:
    """The sheet, what a viewer shows of it (all), and what is left once it is cut (ISO 32000-1, 14.11.2)."""
    sheet = f"[0 0 {number(page.width_pt)} {number(page.height_pt)}]"
    trim = sheet if page.trim is None else rectangle(page.trim, page.height_pt)
    return f"/MediaBox{sheet}/CropBox{sheet}/TrimBox{trim}"


def _write_font(canvas: DocumentCanvas, font: PlannedFont) -> IndirectObject:
    """A composite font with TrueType outlines (ISO 32000-1, 9.7)."""
    top, descendant, descriptor = canvas.reserve(), canvas.reserve(), canvas.reserve()
    program, to_unicode = canvas.reserve(), canvas.reserve()
    cid_to_gid = "/Identity"
    if font.cid_to_gid is not None:
        table = canvas.reserve()
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
