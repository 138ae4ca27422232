"""The comparison of builds sees one changed pixel, letter, tag, link or title, and knows files that were renamed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handouts.draw import draw_document, plan_fonts
from tests.compare import ASPECTS, BYTES, INFORMATION, LINKS, PIXELS, SECOND_TEXT, TAGS, TEXT, main
from tests.draw import pages

FLYER = ("flyer/en/tijuana.pdf", "flyer", "en", "tijuana")
PICTURE = ("share/en/tijuana.png", "share", "en", "tijuana")
WORKBOOK = ("review/review-es.xlsx", "review", "es", "")


def list_files(out: Path, *entries: tuple[str, str, str, str]) -> None:
    """Write a manifest of these entries: path, format, language, city."""
    files = [dict(zip(("path", "format", "language", "city"), entry, strict=True)) for entry in entries]
    (out / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A build of three files."""
    out = tmp_path / "old"
    for entry in (FLYER, PICTURE, WORKBOOK):
        (out / entry[0]).parent.mkdir(parents=True)
    placed = (pages.english_page(), pages.arabic_page())
    (out / FLYER[0]).write_bytes(draw_document(placed, pages.info(), plan_fonts(placed, pages.FontFolder())))
    Image.new("L", (40, 30), 255).save(out / PICTURE[0])
    (out / WORKBOOK[0]).write_bytes(b"rows")
    list_files(out, FLYER, PICTURE, WORKBOOK)
    return out


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """The same build once more."""
    return Path(shutil.copytree(old, tmp_path / "new"))


def edit(out: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(out / FLYER[0], allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(fix_metadata_version=False)


def draw_a_dot(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"/Artifact BMC 300 400 0.5 0.5 re f EMC")


def say_another_digit(pdf: pikepdf.Pdf) -> None:
    """The page looks the same; whoever copies from it gets a 9 for an 8."""
    changed = 0
    for font in {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}.values():
        codes = font.ToUnicode.read_bytes()
        changed += codes.count(b"<0038>")
        font.ToUnicode.write(codes.replace(b"<0038>", b"<0039>"))
    assert changed


def heading(pdf: pikepdf.Pdf) -> pikepdf.Object:
    (document,) = pdf.Root.StructTreeRoot.K
    found = next(element for element in document.K if element.S == "/H1")
    assert found.Type == "/StructElem"
    return found


def change_a_role(pdf: pikepdf.Pdf) -> None:
    heading(pdf).S = pikepdf.Name.H2


def change_a_language(pdf: pikepdf.Pdf) -> None:
    heading(pdf).Lang = "es"


def change_the_order_of_tags(pdf: pikepdf.Pdf) -> None:
    (document,) = pdf.Root.StructTreeRoot.K
    document.K = pikepdf.Array([*document.K][::-1])


def draw_in_another_order(pdf: pikepdf.Pdf) -> None:
    """The second page's two marks change places, and with them what is read first."""
    page = pdf.pages[1]
    instructions = pikepdf.parse_content_stream(page)
    ends = [at for at, each in enumerate(instructions) if str(each.operator) == "EMC"]
    begins = [at for at, each in enumerate(instructions) if str(each.operator) == "BDC"]
    first, second = (slice(begins[at], ends[at] + 1) for at in (0, 1))
    moved = [
        *instructions[: first.start], *instructions[second], *instructions[first.stop : second.start],
        *instructions[first], *instructions[second.stop :],
    ]  # fmt: skip
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(moved))


def dial_another_number(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].A.URI = pikepdf.String("tel:+526642088995")


def change_the_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Help far away"


def cut_the_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].TrimBox = pikepdf.Array([10, 10, 600, 780])


def test_the_same_builds_are_the_same(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(old), str(new), "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert "flyer            1 compared, 1 have the same bytes" in said
    assert said.endswith("3 files compared: 0 differ; 0 stand in one build only\n")


def test_other_bytes_of_the_same_pages_are_no_difference(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(new, lambda _: None)
    assert (old / FLYER[0]).read_bytes() != (new / FLYER[0]).read_bytes()
    assert main([str(old), str(new), "--jobs", "1"]) == 0
    assert "flyer            1 compared, 0 have the same bytes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "aspects"),
    [
        (draw_a_dot, {PIXELS, TAGS}),
        (say_another_digit, {TEXT, SECOND_TEXT, TAGS}),
        (change_a_role, {TAGS}),
        (change_a_language, {TAGS}),
        (change_the_order_of_tags, {TAGS}),
        (draw_in_another_order, {SECOND_TEXT, TEXT, TAGS}),
        (dial_another_number, {LINKS, TAGS}),
        (change_the_title, {INFORMATION}),
        (cut_the_paper, {INFORMATION}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_is_found_and_named(
    change: Callable[[pikepdf.Pdf], None],
    aspects: set[str],
    old: Path,
    new: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(new, change)
    assert main([str(old), str(new), "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert {aspect for aspect in ASPECTS if f"{new / FLYER[0]}: {aspect}: " in said} == aspects
    assert all(f"{aspect} {int(aspect in aspects)}" in said for aspect in ASPECTS if aspect != BYTES)


def test_other_files_are_compared_by_pixels_or_bytes(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Image.open(new / PICTURE[0]) as picture:
        picture.putpixel((3, 4), 254)
        picture.save(new / PICTURE[0])
    (new / WORKBOOK[0]).write_bytes(b"other rows")
    assert main([str(old), str(new), "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert f"{new / PICTURE[0]}: {PIXELS}: 1 of 1200, within (3, 4, 4, 5)" in said
    assert f"{new / WORKBOOK[0]}: {BYTES}: differ" in said


def test_a_renamed_file_is_found_by_format_language_and_city(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = "flyer/en/tijuana-en-flyer.pdf"
    (new / FLYER[0]).rename(new / moved)
    list_files(new, (moved, *FLYER[1:]), PICTURE, WORKBOOK)
    edit_moved = [str(old), str(new), "--jobs", "1", "--pixels"]
    assert main(edit_moved) == 0
    list_files(new, (moved, "leaflet", *FLYER[2:]), PICTURE, WORKBOOK)
    assert main(edit_moved) == 1
    said = capsys.readouterr().out
    assert f"only in OLD: {old / FLYER[0]}" in said
    assert f"only in NEW: {new / moved}" in said
    assert main([*edit_moved, "--renamed", "flyer=leaflet"]) == 0


def test_a_narrowed_comparison_looks_at_those_formats_only(old: Path, new: Path) -> None:
    edit(new, change_the_title)
    assert main([str(old), str(new), "--jobs", "1", "--format", "share"]) == 0
    assert main([str(old), str(new), "--jobs", "1", "--format", "share,flyer"]) == 1
    assert main([str(old), str(new), "--jobs", "1", "--format", "no-such"]) == 1  # nothing compared is nothing shown


def test_a_folder_that_is_no_build_is_refused(old: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([str(old), str(tmp_path)])
