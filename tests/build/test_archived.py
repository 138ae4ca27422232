"""An archived sheet says so on every page, and proof demands it there: who holds one page holds no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from handouts.errors import ExitCode
from handouts.layout.parts import back, running_head
from tests.build.small import Project

FORMATS = ("flyer", "half", "large-print", "poster")
ENGLISH = "Archived"
LEAST_PT = 14.0
LINE_EM = 1.362
"""From the ascent to the descent of Noto Sans."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path, ("el-paso-juarez",), ("en", "ar"), FORMATS)
    project.write()
    project.replace("handout.yaml", "status: current", "status: archived")
    return project


def sizes_of_bands(pdf: Path) -> Iterator[float]:
    """Of each page, in which size the English words of its band are set; 0 where there are none."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            if not text.count_chars() or _is_blank_but_for_its_slug(text.get_text_range()):
                continue  # the empty page behind the contents; two blanks in the middle of a folded booklet
            found = text.search(ENGLISH).get_next()
            _, bottom, _, top = text.get_charbox(found[0], loose=True) if found else (0.0, 0.0, 0.0, 0.0)
            yield round((top - bottom) / LINE_EM, 1)


def _is_blank_but_for_its_slug(text: str) -> bool:
    """Whether all that a side for the press says is how it is printed: every page says the date of its information."""
    return "print at 100" in text and "2021" not in text


def test_every_page_of_an_archived_handout_says_so(project: Project) -> None:
    said = project.build("--sides", "2")
    assert said.code == ExitCode.DONE, said.err
    sheets = [path for name in FORMATS for path in project.out.glob(f"{name}/*/*.pdf")]
    assert len(sheets) == 2 * len(FORMATS)
    pages = {path.name: list(sizes_of_bands(path)) for path in (*sheets, *project.out.glob("**/*booklet*.pdf"))}
    assert len(pages) > len(sheets), "and those of booklets"
    assert {name: sizes for name, sizes in pages.items() if min(sizes) < LEAST_PT} == {}


def test_proof_demands_it_on_every_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in (running_head, back):
        monkeypatch.setattr(part, "archived_band", lambda *_: ())
    said = project.build("--sides", "2", "--language", "ar")
    assert said.code == ExitCode.NEEDS_A_PERSON
    asked = "that the sheet is archived does not stand at the top of every page"
    for name in ("flyer", "half", "large-print"):
        assert f"{name}/ar/el-paso-juarez-ar-{name}.pdf: failed proof: {asked}" in said.err
    assert "poster/ar" not in said.err
