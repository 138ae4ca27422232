"""Drawn files in the hands of programs from Debian: qpdf, poppler, mupdf."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from handouts.draw import draw_document, plan_fonts
from handouts.layout.page.placed import DocumentInfo, PlacedPage
from tests.draw import pages

DOCUMENTS: dict[str, tuple[PlacedPage, DocumentInfo]] = {
    "english": (pages.english_page(), pages.info()),
    "arabic": (pages.arabic_page(), pages.info("ar", "معلومات", right_to_left=True)),
    "hindi": (pages.hindi_page(), pages.info("hi", "जानकारी")),
    "chinese": (pages.chinese_page(), pages.info("zh-Hans", "信息")),
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    written = {}
    for name, (page, info) in DOCUMENTS.items():
        written[name] = tmp_path / f"{name}.pdf"
        written[name].write_bytes(draw_document([page], info, plan_fonts([page], pages.FontFolder())))
    return written


def told(*command: str | Path) -> str:
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_qpdf_finds_nothing(files: dict[str, Path]) -> None:
    for path in files.values():
        assert "No syntax or stream encoding errors found" in told("qpdf", "--check", path)


def test_qpdf_is_able_to_find_something(files: dict[str, Path]) -> None:
    path = files["english"]
    path.write_bytes(path.read_bytes()[:-400] + b"startxref\n12\n%%EOF\n")
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode != 0


def test_poppler_reads_the_text_in_order(files: dict[str, Path]) -> None:
    text = " ".join(told("pdftotext", "-raw", files["english"], "-").split())
    assert "Al Otro Lado 664 208 8994 011 52 664 208 8994 see the website" in text
    assert "Bring your papers (if you have any)." in text
    assert "कृपया क्षेत्रीय कार्यालय में संपर्क करें" in told("pdftotext", files["hindi"], "-")
    assert "请拨打电话 664 208 8994。" in told("pdftotext", files["chinese"], "-")
    assert "664-208-8994" in told("pdftotext", files["arabic"], "-")


def test_poppler_sees_embedded_fonts_with_unicode(files: dict[str, Path]) -> None:
    for path in files.values():
        for row in told("pdffonts", path).splitlines()[2:]:
            assert re.match(r"[A-Z]{6}\+Noto\S+ +CID TrueType +Identity-H +yes yes yes", row)


def test_poppler_reads_the_structure(files: dict[str, Path]) -> None:
    structure = told("pdfinfo", "-struct-text", files["english"])
    roles = re.findall(r'^ *([A-Z]\w*)(?: "[^"]*")?(?: \(\w+\))?:?$', structure, re.MULTILINE)
    assert roles[:5] == ["Document", "H1", "P", "P", "Sect"]
    assert '"664 208 8994"' in structure


def test_mupdf_reads_the_numbers(files: dict[str, Path]) -> None:
    for path in files.values():
        text = told("mutool", "draw", "-q", "-F", "text", path)
        if "664" in text:
            assert re.search(r"664[ -]208[ -]8994", text)
    assert "664" in told("mutool", "draw", "-q", "-F", "text", files["english"])
