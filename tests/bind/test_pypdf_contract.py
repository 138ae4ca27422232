"""The private names of pypdf that handouts/bind/writer.py stands on.

If one of these fails after an update of pypdf: see what the release does instead, and adapt that module. Nothing else
in the program touches pypdf.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdf
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, TreeObject

from handouts.draw import draw_document, plan_fonts
from tests.draw import pages

HANDOUTS = Path(__file__).resolve().parents[2] / "handouts"


def flyer() -> bytes:
    page = pages.english_page()
    return draw_document([page], pages.info(), plan_fonts([page], pages.FontFolder()))


def test_only_one_folder_imports_pypdf() -> None:
    importers = {
        path.relative_to(HANDOUTS).parts[0]
        for path in HANDOUTS.rglob("*.py")
        if re.search(r"^\s*(import|from)\s+pypdf\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importers == {"bind"}


def test_objects_are_numbered_by_their_place_in_a_list() -> None:
    writer = pypdf.PdfWriter()
    reference = writer._add_object(DictionaryObject())
    assert writer._objects[reference.idnum - 1] is reference.get_object()
    assert writer._info is not None
    assert writer._info.indirect_reference is not None


def test_copies_are_found_by_reader_and_number_and_a_seeded_copy_is_not_made_again() -> None:
    reader = pypdf.PdfReader(BytesIO(flyer()))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    first, second = (fonts.raw_get(name) for name in ("/F1", "/F2"))
    assert isinstance(first, IndirectObject)
    writer = pypdf.PdfWriter()
    seeded = writer._add_object(DictionaryObject({NameObject("/Seeded"): NameObject("/Yes")}))
    writer._id_translated[id(reader)] = {"PreventGC": reader, first.idnum: seeded.idnum}
    copied = writer.add_page(reader.pages[0])["/Resources"]["/Font"]
    assert copied.raw_get("/F1").idnum == seeded.idnum
    assert copied.raw_get("/F2").idnum == writer._id_translated[id(reader)][second.idnum]


def test_a_clone_can_leave_out_a_key_at_its_own_level_only() -> None:
    reader = pypdf.PdfReader(BytesIO(flyer()))
    writer = pypdf.PdfWriter()
    writer.add_page(reader.pages[0])
    document = reader.root_object["/StructTreeRoot"]["/K"][0].get_object()
    copy = document.clone(writer, ignore_fields=[1, "/P"])
    assert "/P" not in copy
    assert copy["/K"][0].raw_get("/P") == copy.indirect_reference
    assert copy["/K"][0].raw_get("/Pg") == writer.pages[0].indirect_reference


def test_pages_lose_struct_parents_and_keep_tabs_and_annotations() -> None:
    reader = pypdf.PdfReader(BytesIO(flyer()))
    copy = pypdf.PdfWriter().add_page(reader.pages[0])
    assert "/StructParents" not in copy
    assert copy["/Tabs"] == "/S"
    assert [link.get_object()["/StructParent"] for link in copy["/Annots"]] == [1, 2]


def test_outline_entries_are_trees_that_leave_out_their_private_key() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    entry = writer.add_outline_item(title="Here", page_number=0).get_object()
    assert isinstance(entry, TreeObject)
    out = BytesIO()
    entry.write_to_stream(out)
    assert b"is_open" not in out.getvalue()
