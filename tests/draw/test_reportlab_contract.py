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
from reportlab.pdfgen.canvas import Canvas

from handouts.draw.reportlab_canvas import DocumentCanvas

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
    document = canvas._doc
    before = document.objectcounter
    for number, entry in enumerate((document.Pages, document.Catalog, document.info), start=before + 1):
        name = document.Reference(entry).name
        assert document.idToObjectNumberAndVersion[name] == (number, 0)
        assert document.objectcounter == number
        assert document.Reference(entry).name == name
    assert document.objectcounter == before + 3


def test_a_number_taken_from_the_counter_is_not_given_again(canvas: Canvas) -> None:
    canvas._doc.objectcounter += 1
    taken = canvas._doc.objectcounter
    name = canvas._doc.thisPageName()
    canvas.showPage()
    assert canvas._doc.idToObjectNumberAndVersion[name] == (taken + 1, 0)


def test_the_dictionary_of_fonts_and_each_page_are_all_that_is_numbered_unasked() -> None:
    class Silent(Canvas):
        def _make_preamble(self) -> None:
            self._preamble = ""

    silent = Silent(BytesIO(), pageCompression=0, invariant=1, pdfVersion=(1, 7), lang="en")
    assert silent._doc.idToObjectNumberAndVersion == {"BasicFonts": (1, 0)}
    for entry in (silent._doc.Pages, silent._doc.Catalog, silent._doc.info):
        silent._doc.Reference(entry)
    names = []
    for _ in range(3):
        names.append(silent._doc.thisPageName())
        silent.addLiteral("0 g")
        silent._code = []  # as when its operators are a stream of ours
        silent.showPage()
    silent._doc.format = lambda: b""
    silent.getpdfdata()
    assert [silent._doc.idToObjectNumberAndVersion[name] for name in names] == [(5, 0), (6, 0), (7, 0)]
    assert silent._doc.objectcounter == 7


def test_the_document_is_written_by_its_format(canvas: Canvas) -> None:
    canvas._doc.format = lambda: b"the bytes"
    assert canvas.getpdfdata() == b"the bytes"


@pytest.mark.parametrize("setting", ["pdfMultiLine", "pdfComments", "useA85", "pageCompression", "invariant"])
def test_no_setting_of_reportlab_changes_a_byte(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def written() -> bytes:
        document = DocumentCanvas()
        document.draw("0 g")
        document.set_information("<</Title(x)>>")
        document.set_catalog({"Lang": "(en)"})
        document.close_page("/MediaBox[0 0 10 10]", (), 0)
        return document.save()

    before = written()
    monkeypatch.setattr(rl_config, setting, not getattr(rl_config, setting))
    assert written() == before
