"""`changes --pack`: exactly the sheets whose print has changed, what to take down, and what may stay."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from handouts.content.edition import is_edition_code
from tests.build.small import FONTS, Project, Said, manifest, run, tree, untruths

NUMBER = ("+52 631 316 2086", "+52 631 555 0142")
FORMATS = ("flyer", "half", "card")


def command(project: Project, name: str, *options: str) -> Said:
    places = ("--data", str(project.data), "--fonts", str(FONTS), "--out", str(project.out))
    said = run(name, *options, *places)
    assert said.code == 0, said.err
    return said


def codes(project: Project, *formats: str) -> set[str]:
    files = manifest(project.out)["files"]
    return {entry["edition"] for entry in files if not formats or entry["format"] in formats}


def codes_in(pdf: bytes) -> set[str]:
    found = re.findall(r"\b[2-9A-Z]{7}\b", extract_text(io.BytesIO(pdf)))
    return {word for word in found if is_edition_code(word)}


def words_in(pdf: bytes) -> str:
    return " ".join(extract_text(io.BytesIO(pdf)).split())


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, set[str]]:
    """Two cities, of which a number in one changes; with the codes from before. Not to be changed."""
    project = Project(tmp_path_factory.mktemp("packed") / "project", languages=("en",), formats=FORMATS)
    project.home.mkdir()
    project.write()
    assert project.build().code == 0
    command(project, "release", "--on", "2026-01-02")
    before = codes(project)
    project.replace("directory.yaml", *NUMBER)
    assert project.build().code == 0
    command(project, "changes", "--pack", str(project.out / "changes"))
    return project, before


@pytest.fixture
def copy(packed: tuple[Project, set[str]], tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path / "project", languages=("en",), formats=FORMATS)
    shutil.copytree(packed[0].home, project.home)
    yield project
    shutil.rmtree(project.home)


def read(project: Project, name: str) -> bytes:
    return (project.out / "changes" / name).read_bytes()


def test_a_pack_holds_exactly_the_sheets_whose_print_changed(packed: tuple[Project, set[str]]) -> None:
    project, before = packed
    names = {path.name for path in (project.out / "changes").iterdir()}
    assert names == {"pack-nogales.pdf", "pack-all.pdf", "recall.pdf", "changes.json"}
    new = codes(project, "flyer", "half-print", "card") - before
    assert new
    for name in ("pack-nogales.pdf", "pack-all.pdf"):
        with pikepdf.open(io.BytesIO(read(project, name))) as document:
            covers = 2  # a page, and the back of it
            pages = pikepdf.new()
            pages.pages.extend(document.pages[covers:])
            held = io.BytesIO()
            pages.save(held)
        assert codes_in(held.getvalue()) == new
        assert "not for handing out" in words_in(read(project, name))


def test_every_sheet_of_a_pack_begins_on_the_front_of_a_leaf(packed: tuple[Project, set[str]]) -> None:
    project, _ = packed
    text = words_in(read(project, "pack-all.pdf"))
    starts = [int(page) for page in re.findall(r"(\d+)(?: to \d+)? English, Nogales", text)]
    pages = [int(page) for page in re.findall(r"\b(\d+)\b(?= to \d+)", text)]
    assert all(page % 2 == 1 for page in (*starts, *pages))


def test_the_recall_sheet_names_old_and_new_codes(packed: tuple[Project, set[str]]) -> None:
    project, before = packed
    pdf, now = read(project, "recall.pdf"), codes(project)
    assert codes_in(pdf) == before | now
    text = words_in(pdf)
    for words in ("Take these sheets down", "Staff sheet · not for handing out", "Keep only these", "631 555 0142"):
        assert words in text
    assert "was 631 316 2086" in text


def test_packs_say_nothing_of_the_clock(packed: tuple[Project, set[str]]) -> None:
    project, _ = packed
    before = tree(project.out / "changes")
    command(project, "changes", "--pack", str(project.out / "changes"))
    assert tree(project.out / "changes") == before
    for name in ("pack-all.pdf", "recall.pdf"):
        with pikepdf.open(io.BytesIO(read(project, name))) as document:
            assert str(document.docinfo["/CreationDate"]).startswith("D:20210407")
            words = "not for handing out" if name == "recall.pdf" else "the cover page is for staff"
            assert words in str(document.docinfo["/Title"])


def test_a_build_removes_packs_that_are_out_of_date(copy: Project) -> None:
    (copy.out / "changes" / "notes.txt").write_text("mine", encoding="utf-8")
    kept = copy.build()
    assert "removed" not in kept.out
    assert (copy.out / "changes" / "recall.pdf").exists()
    copy.replace("directory.yaml", NUMBER[1], NUMBER[0])
    said = copy.build("--no-proof")
    assert "removed from out/: changes/recall.pdf" in said.out
    assert [path.name for path in (copy.out / "changes").iterdir()] == ["notes.txt"]


def test_a_narrower_pack_replaces_a_wider_one(copy: Project) -> None:
    command(copy, "changes", "--pack", str(copy.out / "changes"), "--city", "south-texas")
    assert {path.name for path in (copy.out / "changes").iterdir()} == {"recall.pdf", "changes.json"}
    assert json.loads(read(copy, "changes.json"))["files"] == ["recall.pdf"]
    words = words_in(read(copy, "recall.pdf"))
    assert "About the sheets of South Texas only." in words
    assert "English, all cities" in words  # the booklet: it holds South Texas too, and a number in it is wrong
    assert "leave all other sheets where they are" in words
    assert "Everything else goes" not in words


def test_a_pack_names_the_command_that_records_it(packed: tuple[Project, set[str]], copy: Project) -> None:
    project, _ = packed
    words = {name: words_in(read(project, name)) for name in ("pack-nogales.pdf", "pack-all.pdf")}
    assert "record it: python3 generate.py release --city nogales pages" in words["pack-nogales.pdf"]
    assert "record it: python3 generate.py release pages" in words["pack-all.pdf"]
    said = command(copy, "changes", "--pack", str(copy.out / "changes"), "--language", "English")
    assert "pack-nogales.pdf: to print; its first page is for staff" in said.out
    assert "release --city nogales --language en pages" in words_in(read(copy, "pack-nogales.pdf"))


def links(project: Project, page: str = "index.html") -> set[str]:
    """The packs that a page of the gallery leads to."""
    text = (project.out / page).read_text(encoding="utf-8")
    return {link.removeprefix("../") for link in re.findall(r'href="((?:\.\./)?changes/[^"]+)"', text)}


def test_the_gallery_leads_to_packs_that_are_up_to_date(copy: Project) -> None:
    packs = {f"changes/{name}" for name in ("pack-nogales.pdf", "pack-all.pdf", "recall.pdf")}
    assert links(copy) == links(copy, "gallery/es.html") == packs
    page = (copy.out / "gallery" / "es.html").read_text(encoding="utf-8")
    assert "Las hojas nuevas de Nogales" in page
    assert untruths(copy.out) == []
    before = tree(copy.out)
    said = copy.build()
    assert "nothing has changed" in said.out, "the build makes the same pages"
    assert tree(copy.out) == before
    command(copy, "release", "--on", "2026-01-03")
    copy.build()
    assert links(copy) == set(), "they compare with an edition before the last"


def test_the_gallery_leads_to_no_pack_that_is_not_there(copy: Project) -> None:
    copy.replace("directory.yaml", NUMBER[1], "+52 631 555 0143")
    copy.build("--no-proof")
    assert links(copy) == set()
    assert "--pack out/changes" in (copy.out / "index.html").read_text(encoding="utf-8")


def test_packs_that_lie_elsewhere_are_no_part_of_the_gallery(copy: Project) -> None:
    shutil.rmtree(copy.out / "changes")
    copy.build()
    before = tree(copy.out)
    command(copy, "changes", "--pack", str(copy.home / "elsewhere"))
    assert tree(copy.out) == before
