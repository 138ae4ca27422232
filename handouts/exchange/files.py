"""Files of spreadsheet programs -> tables. What a file hides, strikes out or calculates is kept for the reader."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from handouts.errors import UsageError
from handouts.exchange.cells import NOTHING, Cell, Content, Row, Table, Trouble
from handouts.exchange.ods_marks import Marks, marks_of
from handouts.wording import worded as _

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as XlsxCell

MAX_BYTES: Final = 5_000_000
MAX_UNPACKED_BYTES: Final = 50_000_000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 400_000
_A_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([^\"']+)")
_DELIMITERS: Final = "\t;,|"
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
# An apostrophe in front says to spreadsheet programs that what follows is a text.
_KEPT_AS_TEXT: Final = frozenset("=+-@'0123456789")
_BLACK: Final = frozenset({"00000000", "FF000000", None})


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables of a file. Raises UsageError for one that is too large, of another kind, or damaged."""
    if path.suffix.lower() not in READERS:
        raise UsageError(_("{path}: not a file that can be taken; give {kinds}", path=path, kinds=", ".join(READERS)))
    return tables_of(_content(path), str(path))


def tables_of(content: bytes, name: str) -> tuple[Table, ...]:
    """The tables of a file of that name. Raises UsageError as `read_tables`."""
    kind = Path(name).suffix.lower()
    read = READERS.get(kind)
    if read is None:
        raise UsageError(_("{name}: not a file that can be taken; give {kinds}", name=name, kinds=", ".join(READERS)))
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    try:
        return read(content)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file may make the libraries raise anything
        what = _("can't be read as {kind} ({error})", kind=kind, error=type(error).__name__)
        raise UsageError(
            _("{name}: {what}; open it in a spreadsheet program and save it again", name=name, what=what)
        ) from None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(str(path))
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None


def _too_large(name: str) -> UsageError:
    return UsageError(
        _("{name}: larger than {n} MB; take out pictures and other sheets", name=name, n=MAX_BYTES // 1_000_000)
    )


def check_archive(content: bytes, name: str) -> None:
    """Refuses an archive that unpacks to more than MAX_UNPACKED_BYTES, before anybody unpacks it. Raises UsageError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise UsageError(
            _("{name} is damaged, or of another kind; save it again under its own kind", name=name)
        ) from None
    if size > MAX_UNPACKED_BYTES:
        raise UsageError(
            _(
                "{name} unpacks to more than {n} MB; save it with less in it",
                name=name,
                n=MAX_UNPACKED_BYTES // 1_000_000,
            )
        )


def _check_cells(content: bytes) -> None:
    """Refuses a workbook that a few bytes make endless, before a library makes an object of every cell."""
    cells = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            sheet = archive.read(name)
            cells += sum(1 for _ in _A_CELL.finditer(sheet))
            for merged in _MERGED.finditer(sheet):
                cells += _size(merged[1].decode("ascii", errors="replace"))
    if cells > MAX_CELLS:
        what = _("the workbook has more than {n} cells, empty and merged ones too", n=MAX_CELLS)
        raise UsageError(_("{what}; copy what belongs in the directory to a new sheet, without its format", what=what))


def _size(area: str) -> int:
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(area)
    except (ValueError, TypeError):
        return 0
    return (int(right or 1) - int(left or 1) + 1) * (int(bottom or 1) - int(top or 1) + 1)


def _read_xlsx(content: bytes) -> tuple[Table, ...]:
    import warnings

    import openpyxl

    check_archive(content, _("the workbook"))
    _check_cells(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a workbook has besides cells
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    return tuple(_xlsx_table(values[sheet.title], sheet) for sheet in formulas.worksheets)


def _xlsx_table(values: Any, formulas: Any) -> Table:
    across = {
        area.start_cell.coordinate
        for area in formulas.merged_cells.ranges
        if area.max_col > area.min_col and area.max_row == area.min_row
    }
    below = {
        (row, area.min_col)
        for area in formulas.merged_cells.ranges
        for row in range(area.min_row + 1, min(area.max_row, MAX_ROWS) + 1)
    }
    made: dict[int, dict[int, Cell]] = {}
    stored = values._cells  # what is public makes a cell of every place up to the farthest one
    for (row, column), source in formulas._cells.items():
        cell = _xlsx_cell(stored.get((row, column), source), source, across, below)
        if cell != NOTHING:
            made.setdefault(row, {})[column - 1] = cell
    filled = [row for row, cells in made.items() if any(not cell.empty for cell in cells.values())]
    _check_height(max(filled, default=0))
    _check_width(max((column + 1 for row in filled for column, cell in made[row].items() if not cell.empty), default=0))
    rows = [
        Row(number, _in_columns(made.get(number, {})), bool(formulas.row_dimensions[number].hidden))
        for number in range(1, max(filled, default=0) + 1)
    ]
    hidden = frozenset(_hidden_columns(formulas))
    return Table(str(formulas.title), tuple(rows), formulas.sheet_state != "visible", hidden)


def _in_columns(cells: Mapping[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, NOTHING) for column in range(min(max(cells, default=-1) + 1, MAX_COLUMNS)))


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range((dimension.min or 1) - 1, min(dimension.max or 1, MAX_COLUMNS))


def _xlsx_cell(value: XlsxCell, source: XlsxCell, across: set[str], below: set[tuple[int, int]]) -> Cell:
    raw = source.value
    formula = raw if isinstance(raw, str) and source.data_type == "f" else ""
    content: Any = value.value
    trouble = Trouble.NONE
    if formula and content is None:
        trouble = Trouble.NO_VALUE
    elif value.data_type == "e" or (formula and content in _ERRORS):
        trouble = Trouble.ERROR
    font = getattr(source, "font", None)
    colour = font.color.rgb if font is not None and font.color is not None and font.color.type == "rgb" else None
    filled = getattr(getattr(source, "fill", None), "fill_type", None) == "solid"
    return Cell(
        _plain(content),
        formula,
        bool(font is not None and font.strike),
        filled or colour not in _BLACK,
        source.coordinate in across,
        (source.row, source.column) in below,
        trouble,
    )


def _read_ods(content: bytes) -> tuple[Table, ...]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    check_archive(content, _("the workbook"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    marks = marks_of(content, MAX_ROWS, MAX_COLUMNS)
    tables = []
    for about in book.sheets_metadata:
        grid = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        _check_height(len(grid))
        of_sheet = marks.get(about.name, Marks())
        rows = tuple(
            Row(
                number,
                tuple(
                    _value_cell(value, struck=(number, column) in of_sheet.struck)
                    for column, value in enumerate(values[:MAX_COLUMNS])
                ),
                number in of_sheet.hidden,
            )
            for number, values in enumerate(grid, 1)
        )
        _check_width(max((at for values in grid for at, value in enumerate(values, 1) if value != ""), default=0))
        tables.append(Table(about.name, rows, about.visible != SheetVisibleEnum.Visible))
    return tuple(tables)


def _value_cell(value: Any, *, struck: bool) -> Cell:
    if isinstance(value, str) and value in _ERRORS:
        return Cell(value, trouble=Trouble.ERROR)
    return Cell(_plain(value), struck=struck)


def _plain(value: Any) -> Content:
    if value is None or isinstance(value, str | int | float | bool | date):
        return value.date() if isinstance(value, datetime) else value
    return str(value)


def _read_csv(content: bytes) -> tuple[Table, ...]:
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True)
    records = list(reader)
    _check_height(len(records))
    _check_width(max((at for record in records for at, value in enumerate(record, 1) if value.strip()), default=0))
    rows = tuple(
        Row(number, tuple(_csv_cell(value) for value in record[:MAX_COLUMNS]))
        for number, record in enumerate(records, 1)
    )
    return (Table(None, rows),)


def decoded(content: bytes) -> str:
    """Text of a file that does not say how it is written: a byte order mark, else UTF-8, else Windows-1252, which
    spreadsheet programs write where nobody asks for anything else."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The sign that divides the first filled lines into the most columns, and into as many in each."""
    lines = [line for line in text.splitlines() if line.strip(" ,;\t|")][:20]
    return max(_DELIMITERS, key=lambda sign: (sum(bool(line.count(sign)) for line in lines), _columns(lines, sign)))


def _columns(lines: list[str], sign: str) -> int:
    return max((line.count(sign) for line in lines), default=0)


def _csv_cell(value: str) -> Cell:
    """`="007"` is how people keep zeros in a CSV."""
    text = value.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 3:
        return Cell(text[2:-1])
    if text in _ERRORS:
        return Cell(text, trouble=Trouble.ERROR)
    if text[:1] == "'" and text[1:2] in _KEPT_AS_TEXT:
        return Cell(text[1:])
    return Cell(value or None)


def _check_width(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise UsageError(_("a sheet has more than {n} columns; give those that belong in the directory", n=MAX_COLUMNS))


def _check_height(rows: int) -> None:
    if rows > MAX_ROWS:
        raise UsageError(_("a sheet has more than {n} rows; give those that belong in the directory", n=MAX_ROWS))


READERS: Final[Mapping[str, Callable[[bytes], tuple[Table, ...]]]] = {
    ".xlsx": _read_xlsx,
    ".csv": _read_csv,
    ".ods": _read_ods,
}
