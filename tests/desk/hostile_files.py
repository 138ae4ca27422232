"""Files that somebody made to harm whoever takes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl

MARKUP = "\"'><script>alert(1)</script>&amp;<b>"
_LARGE = 60_000_000
_SPACES = ("office", "table", "text")
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {now} "{f"&{before};" * 40}">' for before, now in zip("abcdef", "bcdefg", strict=True)
)
_PASSWORDS = '<!DOCTYPE x [<!ENTITY g SYSTEM "file:///etc/passwd">'


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return stream.getvalue()


def bomb() -> bytes:
    """60 MB out of 60 kB."""
    return archive({"xl/workbook.xml": bytes(_LARGE)})


def lying_bomb(book: bytes, part: str) -> bytes:
    """A workbook in which one part is 60 MB of spaces more, and says that it is 1000 bytes."""
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        room = _LARGE - len(old.read(part))
    made = _changed(book, lambda content: content + b" " * room, part)
    return made.replace(_LARGE.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def workbook(number: str = "(520) 555-0101", name: str = "Example") -> bytes:
    """A small list."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["City or group", "Organization", "Country", "Number"])
    sheet.append(["Nogales", name, "U.S.", number])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_entities(*, outside: bool = False) -> bytes:
    """A workbook with a cell of an entity: 40 of 40 of 40 ..., or a file of this computer."""
    declared = f"{_PASSWORDS if outside else _LAUGHS}]><worksheet".encode()
    return _changed(
        workbook(name="ENTITY"),
        lambda content: content.replace(b"<worksheet", declared, 1).replace(b"ENTITY", b"&g;"),
        "xl/worksheets/sheet1.xml",
    )


def ods_workbook(declared: str = "", text: str = "Example") -> bytes:
    """A small list of LibreOffice's kind."""
    names = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in _SPACES)
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
        for each in ("Organization", "Number", text)
    )
    sheet = f'<table:table table:name="List"><table:table-row>{cells}</table:table-row></table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    document = f"{declared}<office:document-content {names}>{body}</office:document-content>"
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": document.encode(),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_MANIFEST}"/>'.encode(),
        }
    )


def ods_with_entities(*, outside: bool = False) -> bytes:
    """The same of LibreOffice's kind."""
    return ods_workbook(f"{_PASSWORDS if outside else _LAUGHS}]>", "&g;")


def endless_cells() -> bytes:
    """Half a million empty cells, and a million merged ones."""
    cells = b"<sheetData>" + b"<row>" + b"<c/>" * 500_000 + b"</row>"
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>'
    return _changed(
        workbook(),
        lambda content: content.replace(b"<sheetData>", cells).replace(b"</sheetData>", merged),
        "xl/worksheets/sheet1.xml",
    )


def _changed(book: bytes, change: Callable[[bytes], bytes], part: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()
