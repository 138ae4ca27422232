"""The directory in the hands of LibreOffice: what it opens and saves says the same, in each of its formats; and what a
person changes there is all that changes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.build.small import run
from tests.house.modules import ROOT

NUMBERS = "Numbers - Números"
CSV_OF_THE_SECOND_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
"""Commas, quotes, UTF-8; cells as they are shown; of the sheet of numbers alone."""
UTF_8_WITH_COMMAS = "Text - txt - csv (StarCalc):44,34,76"
"""What a person answers when LibreOffice opens a CSV."""
SAVED_AS = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".ods": "ods", ".csv": CSV_OF_THE_SECOND_SHEET}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data, with one number that has everything which programs like to change."""
    folder = tmp_path_factory.mktemp("spreadsheets") / "data"
    shutil.copytree(ROOT / "data", folder)
    path = folder / "directory.yaml"
    plain = '{number: "+52 686 345 8890"}'
    full = (
        '{number: "+52 686 345 8890", extension: "007", press: "0", hours: "Mo-Fr 09:00-17:00", '
        'verified: 2026-03-02, note: "=1+1, \\"9-5\\"; 3/4"}'
    )
    text = path.read_text(encoding="utf-8")
    assert plain in text
    path.write_text(text.replace(plain, full), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exported(data: Path) -> Path:
    path = data.parent / "directory.xlsx"
    said = run("export", str(path), "--data", str(data))
    assert said.code == 0, said.err
    return path


def saved(path: Path, ending: str, home: Path, *options: str) -> Path:
    """The file as LibreOffice saves it, under a profile of its own."""
    out = home / f"saved{ending}"
    out.mkdir()
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", SAVED_AS[ending], "--outdir", str(out)]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    (made,) = out.glob(f"*{ending}")
    return made


def imported(path: Path, data: Path) -> dict[str, Any]:
    said = run("import", str(path), "--data", str(data), "--json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.mark.parametrize("ending", SAVED_AS)
def test_what_libreoffice_opens_and_saves_says_the_same(
    ending: str, data: Path, exported: Path, tmp_path: Path
) -> None:
    found = imported(saved(exported, ending, tmp_path), data)
    assert found["changes"] == []
    assert found["refused"] == []
    assert len(found["organisations"]) == len(imported(exported, data)["organisations"])


def test_our_csv_through_libreoffice_says_the_same(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "directory.csv"
    assert run("export", str(path), "--data", str(data)).code == 0
    found = imported(saved(path, ".ods", tmp_path, f"--infilter={UTF_8_WITH_COMMAS}"), data)
    assert found["changes"] == []
    assert found["refused"] == []


@pytest.mark.parametrize("ending", SAVED_AS)
def test_one_changed_number_is_the_one_change(ending: str, data: Path, exported: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported)
    (cell,) = (cell for row in book[NUMBERS].iter_rows() for cell in row if cell.value == "(956) 291-4169")
    cell.value = "(956) 291-4168"
    book.save(tmp_path / "edited.xlsx")
    found = imported(saved(tmp_path / "edited.xlsx", ending, tmp_path), data)
    assert [(each["change"], each["name"], each["was"], each["now"]) for each in found["changes"]] == [
        ("changed", "Texas Civil Rights Project", "+1 956 291 4169", "+1 956 291 4168")
    ]
    assert found["refused"] == []


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_what_is_hidden_or_struck_out_is_not_taken(ending: str, data: Path, exported: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported)
    sheet = book[NUMBERS]
    (hidden,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "(956) 291-4169")
    (struck,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "(213) 634-0999")
    hidden.value = "(956) 291-4168"
    sheet.row_dimensions[hidden.row].hidden = True
    struck.font = Font(strike=True)
    book.save(tmp_path / "edited.xlsx")
    found = imported(saved(tmp_path / "edited.xlsx", ending, tmp_path), data)
    assert found["changes"] == []
    assert [(each["code"], each["raw"]) for each in found["refused"]] == [("struck-through", "(213) 634-0999")]
    assert "hidden-row" in [each["code"] for each in found["skipped"]]
