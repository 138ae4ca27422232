"""Draw: placed pages to a finished PDF file. PDF 1.7, PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handouts.draw.fontplan import FontPlan, PlannedFont
from handouts.draw.metadata import OUTPUT_INTENT, information_dictionary, xmp_packet
from handouts.draw.notation import number
from handouts.draw.operators import DrawCache
from handouts.draw.reportlab_canvas import DocumentCanvas, IndirectObject
from handouts.draw.structure import StructureWriter
from handouts.layout.placed import DocumentInfo, Element, Mark, PlacedLine, PlacedPage


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
        operators, key, annotations = structure.add_page(page)
        canvas.draw(operators)
        references.append(canvas.close_page(number(page.width_pt), number(page.height_pt), annotations, key))
    structure.finish(references, info)
    used = _font_names(pages)
    canvas.set_font_resources(
        {font.resource: _write_font(canvas, font) for name, font in plan.fonts.items() if name in used}
    )
    metadata, profile = canvas.reserve(), canvas.reserve()
    metadata.fill_stream(xmp_packet(info), "/Type/Metadata/Subtype/XML", compressed=False)
    profile.fill_stream(cache.profile, "/N 3")
    direction = "/Direction/R2L" if info.right_to_left else ""
    canvas.set_catalog(
        {
            "Lang": f"({info.language})",
            "MarkInfo": "<</Marked true>>",
            "Metadata": metadata.reference,
            "OutputIntents": f"[{OUTPUT_INTENT.format(profile.reference)}]",
            "StructTreeRoot": structure.root,
            "ViewerPreferences": f"<</DisplayDocTitle true/PrintScaling/None{direction}>>",
        }
    )
    canvas.set_information(information_dictionary(info))
    return canvas.save()


def _font_names(pages: Iterable[PlacedPage]) -> set[str]:
    def walk(children: Iterable[Element | Mark]) -> Iterator[str]:
        for child in children:
            if isinstance(child, Element):
                yield from walk(child.children)
            elif isinstance(child, PlacedLine):
                for run in child.line.runs:
                    yield run.font

    return {name for page in pages for part in (page.artifacts, page.elements) for name in walk(part)}


def _write_font(canvas: DocumentCanvas, font: PlannedFont) -> IndirectObject:
    """A composite font with TrueType outlines (ISO 32000-1, 9.7)."""
    top, descendant, descriptor = canvas.reserve(), canvas.reserve(), canvas.reserve()
    program, to_unicode, cid_to_gid = canvas.reserve(), canvas.reserve(), canvas.reserve()
    top.fill(
        f"<</Type/Font/Subtype/Type0/BaseFont/{font.base_font}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant.reference}]/ToUnicode {to_unicode.reference}>>"
    )
    descendant.fill(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font.base_font}"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor.reference}"
        f"/DW 1000/W[0[{' '.join(map(str, font.widths))}]]/CIDToGIDMap {cid_to_gid.reference}>>"
    )
    descriptor.fill(
        f"<</Type/FontDescriptor/FontName/{font.base_font}{font.descriptor}/FontFile2 {program.reference}>>"
    )
    program.fill_stream(font.program, f"/Length1 {font.program_length}")
    to_unicode.fill_stream(font.to_unicode, "")
    cid_to_gid.fill_stream(font.cid_to_gid, "")
    return top
