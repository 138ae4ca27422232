"""What the tests hold finished PDF files against: two validators that we did not write, and rules of our own for what
they overlook.

- `ua1_failures`, `a2_failures`: page-validation, PDF/UA-1 and PDF/A-2a.
- `b2_failures`: page-validation and pikepdf, PDF/A-2b, which is what print files are.
- `twin_2b_findings`: pikepdf's PDF/A-2b. It knows neither conformance A nor the identification of PDF/UA, so it gets
  the same file with these cut out of its XMP.
- `blind_spot_findings`: page-validation 0.11 lets a missing page /StructParents, ListNumbering or BBox pass.

All give one line of text a finding, and an empty list for a good file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf
import pikepdf.pdfa

_LIMITS = page.SafetyLimits(
    max_reference_depth=20_000,  # outlines of booklets are long chains
    max_object_count=1_000_000,
    max_input_size=1 << 30,
    max_total_decoded_content_size=1 << 31,
    max_unicode_cmap_mappings=10_000_000,
)


def ua1_failures(pdf: bytes) -> list[str]:
    """PDF/UA-1 (ISO 14289-1)."""
    return [_told(failure) for failure in _failures(pdf, "ua1")]


def a2_failures(pdf: bytes) -> list[str]:
    """PDF/A-2a (ISO 19005-2).

    One false alarm is forgiven: a stream whose compressed data happens to end in a carriage return, which the
    validator takes for the line end before `endstream`.
    """
    found = _failures(pdf, "2a")
    if not any(failure.rule_id.startswith("PDFA2A-STREAM-LENGTH") for failure in found):
        return [_told(failure) for failure in found]
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_told(failure) for failure in found if not _is_carriage_return(failure, document)]


def b2_failures(pdf: bytes) -> list[str]:
    """PDF/A-2b, of files that are printed and not read on screen; by page-validation and by pikepdf."""
    with pikepdf.open(BytesIO(pdf)) as document:
        others = [str(finding) for finding in pikepdf.pdfa.check(document, "2b").findings]
    return [*map(_told, _failures(pdf, "2b")), *others]


def twin_2b_findings(pdf: bytes) -> list[str]:
    """PDF/A-2b of the same file without what pikepdf does not know."""
    with pikepdf.open(BytesIO(pdf)) as document:
        metadata = document.Root.Metadata
        xmp = bytes(metadata.read_bytes()).decode("utf-8")
        xmp = re.sub(r"<pdfuaid:part>1</pdfuaid:part>\s*", "", xmp)
        xmp = re.sub(r"<pdfaExtension:schemas>.*</pdfaExtension:schemas>\s*", "", xmp, flags=re.DOTALL)
        xmp = re.sub(r' xmlns:(pdfuaid|pdfaExtension|pdfaSchema|pdfaProperty)="[^"]*"', "", xmp)
        xmp = xmp.replace("<pdfaid:conformance>A<", "<pdfaid:conformance>B<")
        metadata.write(xmp.encode("utf-8"))
        return [str(finding) for finding in pikepdf.pdfa.check(document, "2b").findings]


def blind_spot_findings(pdf: bytes) -> list[str]:
    """What the validators let pass: pages in the parent tree, list numbering, boxes of figures, reading order kept
    by the parent tree, link annotations that the tree knows."""
    findings: list[str] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        tree = dict(_numbers(document.Root.StructTreeRoot.ParentTree))
        for index, sheet in enumerate(document.pages, start=1):
            key = sheet.obj.get("/StructParents")
            if key is None:
                findings.append(f"page {index}: no /StructParents")
                continue
            marked = tree.get(int(key))
            if marked is None:
                findings.append(f"page {index}: /StructParents {key} is not in the parent tree")
                continue
            used = _marked_content_ids(sheet)
            if used != list(range(len(marked))):
                findings.append(f"page {index}: marked content {used} but {len(marked)} entries in the parent tree")
            for number, element in enumerate(marked):
                if not _points_to(element, number, sheet):
                    findings.append(f"page {index}: marked content {number} is not a kid of its element")
            for annotation in sheet.obj.get("/Annots", []):
                owner = tree.get(int(annotation.get("/StructParent", -1)))
                if owner is None or owner.get("/S") != "/Link":
                    findings.append(f"page {index}: a link annotation that the tree does not know")
        for element in _elements(document.Root.StructTreeRoot):
            role = str(element.S)
            if role == "/L" and _attribute(element, "/ListNumbering") is None:
                findings.append("L without ListNumbering")
            if role == "/Figure" and _attribute(element, "/BBox") is None:
                findings.append("Figure without BBox")
    return findings


def all_findings(pdf: bytes) -> list[str]:
    """Everything above, each with the name of the one who found it."""
    judges = {
        "ua1": ua1_failures,
        "2a": a2_failures,
        "2b twin": twin_2b_findings,
        "blind spots": blind_spot_findings,
    }
    return [f"{name}: {finding}" for name, judge in judges.items() for finding in judge(pdf)]


def _failures(pdf: bytes, profile: str) -> list[page.ValidationFailure]:
    return list(page.validate_pdf_bytes(pdf, profile=profile, limits=_LIMITS).failures)


def _told(failure: page.ValidationFailure) -> str:
    return f"{failure.rule_id}: {failure.message}"


def _is_carriage_return(failure: page.ValidationFailure, document: pikepdf.Pdf) -> bool:
    if not failure.rule_id.startswith("PDFA2A-STREAM-LENGTH") or failure.object_id is None:
        return False
    stream = document.get_object(failure.object_id.object_number, failure.object_id.generation)
    return isinstance(stream, pikepdf.Stream) and bytes(stream.read_raw_bytes()).endswith(b"\r")


def _numbers(tree: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    flat = list(tree.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True))
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


def _marked_content_ids(sheet: pikepdf.Page) -> list[int]:
    return [
        int(instruction.operands[1].MCID)
        for instruction in pikepdf.parse_content_stream(sheet, "BDC")
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
    ]


def _points_to(element: pikepdf.Object, number: int, sheet: pikepdf.Page) -> bool:
    kids = element.get("/K")
    entries = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    numbers = [int(kid) for kid in entries if kid is not None and not isinstance(kid, pikepdf.Dictionary)]
    return number in numbers and element.Pg.objgen == sheet.obj.objgen


def _elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All structure elements, in reading order."""
    waiting = [root.K]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, pikepdf.Array):
            waiting.extend(reversed(list(entry)))
        elif isinstance(entry, pikepdf.Dictionary) and "/S" in entry:
            yield entry
            if "/K" in entry:
                waiting.append(entry.K)


def _attribute(element: pikepdf.Object, name: str) -> pikepdf.Object | None:
    attributes = element.get("/A")
    for entry in list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(entry, pikepdf.Dictionary) and name in entry:
            return entry[name]
    return None
