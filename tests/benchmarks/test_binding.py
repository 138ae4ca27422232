"""What the table of binding says that each tool keeps, read from the files by pikepdf."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from benchmarks.binding import KEEPS, by_pikepdf, by_pypdf, by_us
from tests.build.small import Project

WAYS = {"ours": by_us, "pypdf": by_pypdf, "pikepdf": by_pikepdf}
COUNT = 6


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Six flyers, four of them different, bound by each."""
    project = Project(tmp_path_factory.mktemp("bound"))
    project.write()
    assert project.build("--no-proof", "--sheets-only").code == 0
    files = {way: project.home / f"{way}.pdf" for way in WAYS}
    for way, bind in WAYS.items():
        bind(str(project.out), COUNT, str(files[way]))
    return files


def kept(path: Path) -> set[str]:
    with pikepdf.open(path) as document:
        assert len(document.pages) == COUNT
        links = all(any(link.get("/Subtype") == "/Link" for link in page.get("/Annots", [])) for page in document.pages)
        roots = {"/StructTreeRoot": "tags", "/PageLabels": "page labels", "/Outlines": "an outline"}
        found = {word for key, word in roots.items() if document.Root.get(key)}
        found |= (
            {"PDF/UA"} if "/Metadata" in document.Root and b"pdfuaid" in document.Root.Metadata.read_bytes() else set()
        )
        return found | ({"links"} if links else set())


@pytest.mark.parametrize("way", list(WAYS))
def test_a_file_keeps_what_the_table_says_and_no_more(bound: dict[str, Path], way: str) -> None:
    told = KEEPS[way].replace("no tags", "").replace("no outline", "")
    words = ("tags", "links", "an outline", "page labels", "PDF/UA")
    assert kept(bound[way]) == {word for word in words if word in told}
