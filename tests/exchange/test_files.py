"""Files that are damaged, too large, or of another kind: a sentence for people, and never a traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from handouts.errors import UsageError
from handouts.exchange.files import MAX_BYTES, read_tables
from handouts.exchange.hsds_in import read_package
from handouts.exchange.ods_marks import marks_of
from handouts.exchange.rows import Answers
from tests.exchange.directories import shipped


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    return stream.getvalue()


def empty_archive() -> bytes:
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    return stream.getvalue()


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".zip"])
@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", bomb(), empty_archive(), b"PK\x03\x04" + bytes(200)], ids=range(5)
)
def test_a_file_that_is_none_is_refused_in_words(ending: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"file{ending}"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        _read(path)


def _read(path: Path) -> None:
    data = shipped()
    if path.suffix == ".zip":
        read_package(path, data.directory, data.handout.sides_of_border, Answers())
    else:
        read_tables(path)


def far_cell(row: int, column: int, value: str | None, area: str = "") -> bytes:
    """A list of one row, and something far from it: a value, or a colour alone; or an area of merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["City or group", "Organization", "Country", "Number"])
    sheet.append(["Nogales", "Example", "U.S.", "(520) 555-0101"])
    sheet.cell(row, column, value).fill = PatternFill("solid", fgColor="FFFF00")
    stream = io.BytesIO()
    book.save(stream)
    if not area:
        return stream.getvalue()
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    return with_sheet(stream.getvalue(), lambda content: content.replace(b"</sheetData>", merged))


def with_sheet(book: bytes, change: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.endswith("sheet1.xml") else old.read(name))
    return stream.getvalue()


def test_a_colour_in_the_last_cell_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(far_cell(1_048_576, 16_384, None))
    (table,) = read_tables(tmp_path / "list.xlsx")
    assert [row.number for row in table.rows] == [1, 2]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (far_cell(30_000, 2, "Far away"), "more than 20000 rows"),
        (far_cell(2, 300, "Far away"), "more than 200 columns"),
        (far_cell(3, 1, None, "A1:A1048576"), "empty and merged ones too"),
        (
            with_sheet(
                far_cell(3, 1, None),
                lambda sheet: sheet.replace(b"<sheetData>", b"<sheetData>" + b"<row>" + b"<c/>" * 500_000 + b"</row>"),
            ),
            "empty and merged ones too",
        ),
    ],
    ids=["row", "column", "merged", "cells"],
)
def test_what_is_too_far_away_is_not_lost_in_silence(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(content)
    with pytest.raises(UsageError, match=why):
        read_tables(tmp_path / "list.xlsx")


def ods_content(*rows: str) -> bytes:
    """A workbook of LibreOffice with one sheet, in which the style `gone` strikes text out."""
    of = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:o="{of}:office:1.0" xmlns:t="{of}:table:1.0" xmlns:s="{of}:style:1.0"'
    style = '<s:style s:name="gone"><s:text-properties s:text-line-through-style="solid"/></s:style>'
    sheet = f'<o:spreadsheet><t:table t:name="List">{"".join(rows)}</t:table></o:spreadsheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        document = f"<o:document-content {names}>{style}<o:body>{sheet}</o:body></o:document-content>"
        archive.writestr("content.xml", document)
    return stream.getvalue()


def test_rows_and_text_that_an_ods_hides_or_strikes_out_are_known() -> None:
    cell, struck = "<t:table-cell><x/></t:table-cell>", '<t:table-cell t:style-name="gone"><x/></t:table-cell>'
    content = ods_content(
        f"<t:table-row>{cell}{struck}</t:table-row>",
        '<t:table-row t:number-rows-repeated="3"/>',
        f'<t:table-row t:visibility="filter"><t:table-cell t:number-columns-repeated="2"/>{struck}</t:table-row>',
        '<t:table-row t:visibility="collapse" t:number-rows-repeated="1048571"/>',
    )
    marks = marks_of(content, 10, 10)["List"]
    assert marks.hidden == {5, 6, 7, 8, 9, 10}
    assert marks.struck == {(1, 1), (5, 2)}


def test_too_large_and_unknown_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "large.csv").write_bytes(b"a" * (MAX_BYTES + 1))
    (tmp_path / "list.docx").write_bytes(b"a")
    for name in ("large.csv", "list.docx", "none.csv"):
        with pytest.raises(UsageError):
            read_tables(tmp_path / name)
