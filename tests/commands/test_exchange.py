"""`export` and `import` as people call them: only `--apply` writes, and one changed cell is one changed line."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from handouts.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def test_a_number_is_changed_by_a_spreadsheet(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "directory.xlsx"
    assert main(["export", str(sheet), "--data", str(data)]) == 0
    book = openpyxl.load_workbook(sheet)
    cells = next(row for row in book["Numbers - Números"].iter_rows() if row[6].value == "686 345 8890")
    cells[6].value = "686 345 8891"
    book.save(sheet)
    before = (data / "directory.yaml").read_text(encoding="utf-8")
    assert main(["import", str(sheet), "--data", str(data)]) == 0
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before
    capsys.readouterr()
    assert main(["import", str(sheet), "--data", str(data), "--apply", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(each["was"], each["now"]) for each in said["changes"]] == [("+52 686 345 8890", "+52 686 345 8891")]
    assert said["applied"] is True
    after = (data / "directory.yaml").read_text(encoding="utf-8")
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert changed == [
        ('        numbers: [{number: "+52 686 345 8890"}]', '        numbers: [{number: "+52 686 345 8891"}]')
    ]


def test_what_is_taken_otherwise_than_it_stands_is_said(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["City,Name,Number,Remarks of Ana", 'Nogales,Example,"15205550101 (mornings)",ask her']
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    assert main(["import", str(tmp_path / "list.csv"), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "look at: no column of ours, not read: 1, column D" in said
    assert "look at: a country code without its plus; read with it: 2, column C" in said
    assert "look at: words beside a number; kept as its note, not printed: 2, column C" in said


def test_hsds_for_publishing_has_no_notes(data: Path, tmp_path: Path) -> None:
    package = tmp_path / "directory.zip"
    assert main(["export", str(package), "--as", "hsds", "--data", str(data)]) == 0
    with zipfile.ZipFile(package) as archive:
        said = b"".join(archive.read(name) for name in archive.namelist())
    assert b"+1 858 333 2857" in said
    assert b"can't be dialled" not in said
    assert main(["import", str(package), "--as", "hsds", "--data", str(data)]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "list.docx"],
        ["export", "list.xlsx", "--as", "hsds"],
        ["export", "list.zip", "--as", "odd"],
        ["import", "none.csv"],
        ["import", "notes.csv"],
        ["import", "notes.csv", "--country", "ZZ"],
        ["import", "notes.csv", "--city", "nowhere"],
    ],
)
def test_a_mistake_is_said_and_nothing_is_written(
    arguments: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.csv").write_text("Call everybody again in January!\nMaria has the keys\n", encoding="utf-8")
    before = (data / "directory.yaml").read_bytes()
    assert main([*arguments, "--data", str(data)]) == 2
    assert (data / "directory.yaml").read_bytes() == before
    assert not Path("list.docx").exists()
