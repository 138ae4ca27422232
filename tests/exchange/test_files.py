"""Files that are damaged, too large, or of another kind: a sentence for people, and never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from handouts.errors import UsageError
from handouts.exchange.files import MAX_BYTES, read_tables
from handouts.exchange.hsds_in import read_package
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


def test_too_large_and_unknown_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "large.csv").write_bytes(b"a" * (MAX_BYTES + 1))
    (tmp_path / "list.docx").write_bytes(b"a")
    for name in ("large.csv", "list.docx", "none.csv"):
        with pytest.raises(UsageError):
            read_tables(tmp_path / name)
