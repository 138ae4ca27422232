"""Booklets in the hands of programs from Debian: qpdf, poppler."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from handouts.bind import bind_booklet
from tests.bind.test_booklet import CITIES, contents, parts
from tests.draw import pages


@pytest.fixture
def booklet(tmp_path: Path) -> Path:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(bind_booklet(parts(), contents(1, 2, 3, 4), pages.info("en", "All cities")))
    return path


def told(*command: str | Path) -> str:
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_qpdf_finds_nothing(booklet: Path) -> None:
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", booklet)


def test_poppler_reads_every_page_in_order(booklet: Path) -> None:
    texts = told("pdftotext", "-raw", booklet, "-").split("\f")
    assert texts[0].startswith("Contents")
    for index, city in enumerate(CITIES, start=1):
        assert f"Information for {city}" in texts[index]
        assert f"664 208 899{index - 1}" in texts[index]
    assert "664-208-8994" in texts[4]


def test_poppler_sees_each_font_once(booklet: Path) -> None:
    names = [row.split()[0] for row in told("pdffonts", booklet).splitlines()[2:]]
    assert len(names) == len(set(names)) >= 3
