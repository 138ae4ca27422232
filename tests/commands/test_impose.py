"""`impose` on the command line: what it writes and says, what it refuses, and what is left behind then."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pikepdf
import pytest

from handouts.cli import main
from handouts.errors import ExitCode
from handouts.schemes import SCHEMES
from tests.bind.folding import booklet, numbered, printed
from tests.house.modules import ROOT

HALF = (396.0, 576.0)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Thirteen half pages."""
    path = tmp_path / "book.pdf"
    path.write_bytes(numbered(13, *HALF))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What is said; nothing may be written."""
    code = main(["impose", *map(str, arguments)])
    said = capsys.readouterr()
    assert code == ExitCode.WRONG_INPUT
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_a_booklet_is_written_beside_the_file_and_what_to_do_is_said(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(book)]) == ExitCode.DONE
    out = book.with_name("book-saddle.pdf")
    assert booklet(printed(out.read_bytes()), *HALF)[:13] == list(range(1, 14))
    assert capsys.readouterr().out.splitlines() == [
        str(out),
        "saddle stitch: 4 sheets of Letter, 3 places blank, spine at the left",
        "print at 100 %, both sides, flip on the short edge",
        "then: lay the sheets into each other, the first outside; fold in the middle; staple in the fold",
    ]
    assert names(book.parent) == ["book-saddle.pdf", "book.pdf"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(book.stat().st_mode)


def test_options_reach_the_sheets(book: Path) -> None:
    out = book.with_name("new folder") / "ríos 手册.pdf"
    options = ["--spine", "right", "--edge", "long", "--creep", "0.1", "--marks", "--paper", "tabloid", "--last", "1"]
    assert main(["impose", str(book), *options, "--out", str(out)]) == ExitCode.DONE
    sheets = printed(out.read_bytes())
    pages = booklet(sheets, *HALF, (792 - 576) / 2, spine="right")
    assert pages == [*range(1, 13), None, None, None, 13]


def test_for_printers_of_one_side_there_are_files_in_the_order_of_their_names(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(book), "--one-sided", "--out", str(book.with_name("job.pdf"))]) == ExitCode.DONE
    assert names(book.parent) == [
        "book.pdf",
        "job-0-read-first.pdf",
        "job-1-fronts.pdf",
        "job-2-backs-last-sheet-first.pdf",
        "job-2-backs.pdf",
    ]
    assert "print job-0-read-first.pdf first" in capsys.readouterr().out


def test_two_texts_in_one_booklet(book: Path) -> None:
    other = book.with_name("other.pdf")
    other.write_bytes(numbered(3, *HALF, first=101))
    assert main(["impose", str(book), "--from-back", str(other)]) == ExitCode.DONE
    pages = booklet(printed(book.with_name("book-saddle.pdf").read_bytes()), *HALF)
    assert pages == [*range(1, 14), 103, 102, 101]


def test_an_older_print_file_is_replaced(book: Path) -> None:
    book.with_name("book-saddle.pdf").write_bytes(b"old")
    assert main(["impose", str(book)]) == ExitCode.DONE
    assert book.with_name("book-saddle.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--scheme", "saddel"], 'there is no scheme "saddel"; choose saddle, signatures, two-up, step-repeat or zine'),
        (["--paper", "a5"], 'there is no paper "a5"; choose letter, a4, legal, oficio, tabloid or a3'),
        (["--spine", "top"], 'the spine is left or right, not "top"'),
        (["--edge", "left"], 'the edge is long or short, not "left"'),
        (["--scheme", "two-up", "--spine", "right"], "--spine: two up has no spine"),
        (["--scheme", "two-up", "--creep", "0.1"], "--creep is for saddle, signatures only"),
        (["--scheme", "zine", "--edge", "long"], "--edge: a zine is printed on one side"),
        (["--scheme", "step-repeat", "--last", "1"], "--last is for saddle, signatures only"),
        (["--creep", "2"], "--creep is how thick a sheet is, 0 to 1 mm; office paper has about 0.1"),
        (["--creep", "nan"], "--creep is how thick a sheet is"),
        (["--creep", "thick"], "or impose --help."),
        (["--signature", "8"], "--signature is for signatures only"),
        (["--scheme", "signatures", "--signature", "6"], "a signature has 4, 8, 12, 16, 20, 24, 28 or 32 pages, not 6"),
        (["--last", "14"], "book.pdf: the file has 13 pages, and 14 are to stay last"),
        (["--last", "-1"], "or impose --help."),
        (["--from-back", "missing.pdf"], "missing.pdf: there is no such file"),
        (["--last", "1", "--from-back", "book.pdf"], "--last: with --from-back both ends are covers"),
        (["--scheme", "zine"], "pages of 396 x 576 pt are too large for zine on Letter"),
        (["--data", "nowhere"], "nowhere"),
        (["--fonts", "nowhere"], "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_has_no_meaning_is_refused(
    options: list[str], said: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, book, *options)
    assert names(book.parent) == ["book.pdf"]


def test_the_file_that_is_read_is_never_written_over(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = book.read_bytes()
    assert "written over the file that is read" in refused(capsys, book, "--out", book)
    assert "written over the file that is read" in refused(
        capsys, book.parent / "book.pdf", "--out", book.parent / ".." / book.parent.name / "book.pdf"
    )
    assert book.read_bytes() == before


def test_nor_is_it_by_one_of_several_files(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For printers of one side there are three, each with a name of its own."""
    read = book.rename(book.with_name("book-saddle-1-fronts.pdf"))
    before = read.read_bytes()
    said = refused(capsys, read, "--one-sided", "--out", book.with_name("book-saddle.pdf"))
    assert f"{read} would be written over the file that is read" in said
    assert (read.read_bytes(), names(book.parent)) == (before, [read.name])


def test_a_folder_and_a_missing_file_are_no_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{tmp_path}: " in refused(capsys, tmp_path)
    assert "there is no such file; give a PDF file" in refused(capsys, tmp_path / "none.pdf")


def test_a_damaged_file_is_named_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "torn.pdf"
    path.write_bytes(numbered(4, *HALF)[:700])
    said = refused(capsys, path).splitlines()
    assert len(said) == 2
    assert said[0].startswith(f"{path}: the file is damaged (")
    assert said[1] == "1 problem; nothing was written"
    assert names(tmp_path) == ["torn.pdf"]


def test_a_disk_that_refuses_leaves_nothing_half_written(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    older = {}
    for name in ("book-saddle-0-read-first.pdf", "book-saddle-1-fronts.pdf"):
        (book.parent / name).write_bytes(b"older")
        older[name] = b"older"
    opened, real = 0, os.fdopen

    def fdopen(handle: int, mode: str) -> object:
        nonlocal opened
        opened += 1
        if opened == 3:
            os.close(handle)
            raise OSError(28, "No space left on device")
        return real(handle, mode)

    monkeypatch.setattr(os, "fdopen", fdopen)
    assert main(["impose", str(book), "--one-sided"]) == ExitCode.COULD_NOT_WRITE
    assert "No space left on device" in capsys.readouterr().err
    assert names(book.parent) == sorted([*older, "book.pdf"])
    assert all((book.parent / name).read_bytes() == content for name, content in older.items())


def test_the_readme_says_of_every_scheme_what_the_program_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for scheme in SCHEMES.values():
        assert f"| `{scheme.name}` | {scheme.what} | {scheme.finish} |" in readme


def test_help_says_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impose", "--help"]) == ExitCode.DONE
    said = " ".join(capsys.readouterr().out.split())
    for scheme in SCHEMES.values():
        assert f"{scheme.name}: {scheme.what}." in said


def test_any_two_corners_of_a_page_may_be_given(book: Path) -> None:
    """ISO 32000-1, 7.9.5: those that lie across from each other, in either order."""
    with pikepdf.open(book, allow_overwriting_input=True) as document:
        for page in document.pages:
            for key in ("/MediaBox", "/CropBox"):
                left, bottom, right, top = page[key]
                page[key] = pikepdf.Array([right, bottom, left, top])
        document.save(book)
    assert main(["impose", str(book)]) == ExitCode.DONE
    out = book.with_name("book-saddle.pdf")
    assert booklet(printed(out.read_bytes()), *HALF)[:13] == list(range(1, 14))
