"""The private and undocumented names of ReportLab that handouts/draw/reportlab_canvas.py stands on.

If one of these fails after an update of ReportLab: read that module's list, see what the release does instead, and
adapt the module. Nothing else in the program touches ReportLab.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from reportlab import Version, rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

HANDOUTS = Path(__file__).resolve().parents[2] / "handouts"


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(BytesIO(), pageCompression=0, invariant=1, pdfVersion=(1, 7), lang="en")


def test_the_minor_version_is_the_one_that_was_read() -> None:
    assert Version.startswith("5.1.")


def test_only_one_module_touches_reportlab() -> None:
    importers = {
        path.relative_to(HANDOUTS).as_posix()
        for path in HANDOUTS.rglob("*.py")
        if re.search(r"^\s*(import|from)\s+reportlab\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importers == {"draw/reportlab_canvas.py"}


def test_the_preamble_comes_from_one_method_that_can_be_replaced(canvas: Canvas) -> None:
    class Silent(Canvas):
        def _make_preamble(self) -> None:
            self._preamble = ""

    assert "Tf" in canvas._preamble
    silent = Silent(BytesIO(), pageCompression=0, invariant=1)
    silent.addLiteral("0 g")
    assert silent._code == ["0 g"]
    silent.showPage()
    assert silent._doc.Pages.pages[-1].stream == "\n0 g\n \n"
    assert silent._code == []


def test_objects_are_numbered_by_reference(canvas: Canvas) -> None:
    class Plain(pdfdoc.PDFObject):
        __RefOnly__ = 1

        def format(self, _document: object) -> bytes:
            return b"(plain)"

    document = canvas._doc
    before = document.objectcounter
    entry = Plain()
    reference = document.Reference(entry)
    assert document.objectcounter == before + 1
    assert reference.format(document) == b"%d 0 R" % document.objectcounter
    name = document.numberToId[document.objectcounter]
    assert document.idToObject[name] is entry
    assert document.idToObjectNumberAndVersion[name] == (document.objectcounter, 0)
    assert name == entry.__InternalName__ == f"R{document.objectcounter}"
    assert pdfdoc.format(entry, document, toplevel=1) == b"(plain)"
    assert pdfdoc.format(entry, document) == reference.format(document)


def test_the_first_object_is_the_dictionary_of_fonts(canvas: Canvas) -> None:
    fonts = canvas._doc.idToObject["BasicFonts"]
    fonts.dict = {"F1": "9 0 R"}
    assert canvas._doc.idToObjectNumberAndVersion["BasicFonts"] == (1, 0)
    assert b" ".join(fonts.format(canvas._doc).split()) == b"<< /F1 9 0 R >>"


def test_a_closed_page_is_the_last_of_pages_and_writes_the_keys_that_it_is_given(canvas: Canvas) -> None:
    name = canvas._doc.thisPageName()
    canvas.addLiteral("0 g")
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    assert canvas._doc.idToObject[name] is page
    page.__NoDefault__ = ["Parent", "MediaBox", "Resources", "Contents", "StructParents", "Tabs"]
    page.__Refs__ = ["Parent"]
    page.MediaBox, page.Resources, page.Contents = "[0 0 1 1]", "<<>>", "7 0 R"
    page.StructParents, page.Tabs = "0", "/S"
    written = b" ".join(page.format(canvas._doc).split())
    parent = canvas._doc.Reference(canvas._doc.Pages).format(canvas._doc)
    assert written == (
        b"<< /Contents 7 0 R /MediaBox [0 0 1 1] /Parent %b /Resources <<>> /StructParents 0 /Tabs /S /Type /Page >>"
        % parent
    )


def test_the_catalogue_writes_the_keys_that_it_is_given(canvas: Canvas) -> None:
    catalog = canvas._doc.Catalog
    catalog.__NoDefault__ = ["OutputIntents", "Pages"]
    catalog.__Refs__ = ["Pages"]
    catalog.OutputIntents, catalog.Lang = "[3 0 R]", "(en)"
    written = catalog.format(canvas._doc)
    assert b"/OutputIntents [3 0 R]" in written
    assert b"/Lang (en)" in written
    assert b"/Outlines" not in written


def test_the_document_is_written_by_its_format_and_asks_info_for_a_digest(canvas: Canvas) -> None:
    asked = []

    class Info(pdfdoc.PDFInfo):
        def digest(self, _digest: object) -> None:
            asked.append("digest")

    canvas._doc.info = Info()
    canvas._doc.format = lambda: b"the bytes"
    assert canvas.getpdfdata() == b"the bytes"
    assert asked == ["digest"]
    assert canvas._doc.Catalog.Outlines is None


def test_the_settings_that_change_bytes_have_these_names() -> None:
    assert hasattr(rl_config, "pdfMultiLine")
    assert hasattr(rl_config, "pdfComments")
