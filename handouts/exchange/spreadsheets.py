"""The directory as a spreadsheet that people edit: an .xlsx with drop-downs, or a .csv. The same directory, the same
bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from handouts.exchange.columns import COLUMNS, PLACE_COLUMNS, ROW_CODE, Column
from handouts.exchange.directory_rows import ORDER_STEP, RowMaker, Shown, coded_rows, fingerprint, places, shown
from handouts.sources.model import City, Directory, Handout

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A text that begins with one of these would be calculated by a spreadsheet program that opens the CSV.
_CALCULATED: Final = ("=", "+", "-", "@", "'")
_ROWS_TO_SPARE: Final = 200
_READ_ME: Final = (
    (
        "This list is the directory of the handouts. One row is one telephone number.",
        "Esta lista es el directorio de las hojas. Cada fila es un número de teléfono.",
    ),
    (
        "Write the number as people dial it at home, and choose its country. A number without a country is not taken.",
        "Escriba el número como se marca en su país, y elija el país. Sin país, el número no se toma.",
    ),
    (
        "A second number of an organization has a row of its own, with the same name.",
        "El segundo número de una organización tiene su propia fila, con el mismo nombre.",
    ),
    (
        "An organization without a number has one row, with the number left empty.",
        "Una organización sin número tiene una fila, con el número vacío.",
    ),
    (
        "Add rows anywhere, and leave their code empty. Do not change the codes of other rows.",
        "Añada filas donde quiera, sin código. No cambie los códigos de las otras filas.",
    ),
    (
        "You may sort the list: Order brings the old order back, and is the order on paper.",
        "Puede ordenar la lista: la columna Orden devuelve el orden anterior, que es el del papel.",
    ),
    (
        "Call from: only where the other side of the border has another number.",
        "Llamar desde: solo si el otro lado de la frontera tiene otro número.",
    ),
    (
        "Hours: Mo-Fr 09:00-17:00; Sa 10:00-12:00, or 24/7. They are printed in every language.",
        "Horario: Mo-Fr 09:00-17:00; Sa 10:00-12:00, o 24/7. Se imprime en todos los idiomas.",
    ),
    (
        "A deleted row is a deleted number, if nobody has changed the directory meanwhile.",
        "Una fila borrada es un número borrado, si nadie ha cambiado el directorio mientras tanto.",
    ),
    (
        "To take the list back: python3 generate.py import FILE shows the differences; with --apply it writes them.",
        "Para devolver la lista: python3 generate.py import ARCHIVO muestra las diferencias; con --apply las escribe.",
    ),
)


def csv_of(handout: Handout, directory: Directory, digest: str) -> bytes:
    """As UTF-8 with a byte order mark, by which Excel knows it; commas, CRLF (RFC 4180). `digest`: of the YAML file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading.replace("\n", " / ") for column in COLUMNS])
    for row in coded_rows(handout, directory, fingerprint(digest)):
        writer.writerow([_not_calculated(shown(row.get(column.field, ""))) for column in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _not_calculated(text: str) -> str:
    """A text that would be calculated, or lose its zeros, has an apostrophe before it, which the import takes away."""
    loses_zeros = text.startswith("0") and text.isdecimal()
    return f"'{text}" if text.startswith(_CALCULATED) or loses_zeros else text


def xlsx_of(handout: Handout, directory: Directory, digest: str) -> bytes:
    """A workbook of Excel and LibreOffice. `digest`: of the YAML file, SHA-256."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": handout.title, "created": _made(handout.last_updated)})
        styles = _Styles(book)
        _write_read_me(book.add_worksheet("Read me - Léame"), styles)
        numbers = book.add_worksheet("Numbers - Números")
        by_place = book.add_worksheet("Places - Lugares")
        lists = book.add_worksheet("Lists - Listas")
        maker = RowMaker(handout, directory)
        named = [maker.place_name(place) for place in places(directory)]
        rows = list(coded_rows(handout, directory, fingerprint(digest)))
        _write_table(numbers, COLUMNS, rows, styles)
        _write_table(by_place, PLACE_COLUMNS, _rows_of_places(directory), styles)
        choices = _choices(handout, maker, named)
        ranges = _write_lists(lists, choices, fingerprint(digest))
        _add_drop_downs(numbers, ranges, len(rows))
        numbers.activate()
    return stream.getvalue()


def _made(day: date) -> datetime:
    """Workbooks know no zones."""
    return datetime.combine(day, time())


class _Styles:
    def __init__(self, book: Workbook) -> None:
        self.heading: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self.text: Format = book.add_format({"num_format": "@", "valign": "top"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.code: Format = book.add_format({"num_format": "@", "font_color": "#777777", "valign": "top"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})


def _write_read_me(sheet: Worksheet, styles: _Styles) -> None:
    sheet.set_column(0, 1, 60, styles.wrapped)
    for row, lines in enumerate(_READ_ME):
        for column, line in enumerate(lines):
            sheet.write_string(row, column, line, styles.wrapped)
    sheet.protect()


def _write_table(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[dict[str, Shown]], styles: _Styles
) -> None:
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 48)
    for column, about in enumerate(columns):
        style = styles.code if about.field in (ROW_CODE, "place.id") else styles.text
        sheet.set_column(column, column, about.width, style)
        sheet.write_string(0, column, about.heading, styles.heading)
        for row, cells in enumerate(rows, 1):
            match cells.get(about.field):
                case date() as day:
                    sheet.write_datetime(row, column, _made(day), styles.day)
                case int() as number:
                    sheet.write_number(row, column, number)
                case str() as text:
                    sheet.write_string(row, column, text, style)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _rows_of_places(directory: Directory) -> list[dict[str, Shown]]:
    rows: list[dict[str, Shown]] = []
    for index, place in enumerate(places(directory), 1):
        icon = "" if isinstance(place.part, City) else place.part.icon or ""
        row = {
            "place.id": place.part.id,
            "place.kind": place.where.partition(":")[0],
            "place.name": place.name,
            "place.icon": icon,
            "place.note": place.part.note or "",
        }
        rows.append({**{field: value for field, value in row.items() if value}, "place.order": index * ORDER_STEP})
    return rows


def _choices(handout: Handout, maker: RowMaker, named: list[str]) -> dict[str, list[str]]:
    """What the drop-downs offer, by field; services and labels are hints, since own words may be written too."""
    sides = handout.sides_of_border
    return {
        "where": named,
        "service": sorted(handout.vocabulary.service.values()),
        "icon": ["home", "child"],
        "country": [maker.country(side) for side in sides],
        "call_from": ["both sides", *(f"{maker.side_name(side)} only" for side in sides)],
        "whatsapp": ["yes", "no", "only"],
        "kind": ["voice", "text", "fax", "tty"],
        "label": sorted(handout.vocabulary.label.values()),
    }


_OWN_WORDS: Final = frozenset({"service", "label"})


def _write_lists(sheet: Worksheet, choices: dict[str, list[str]], mark: str) -> dict[str, str]:
    ranges = {}
    for column, (field, values) in enumerate(choices.items()):
        sheet.write_string(0, column, field)
        for row, value in enumerate(values, 1):
            sheet.write_string(row, column, value)
        name = chr(ord("A") + column)
        ranges[field] = f"='Lists - Listas'!${name}$2:${name}${max(len(values), 1) + 1}"
    sheet.write_string(0, len(choices), "fingerprint")
    sheet.write_string(1, len(choices), mark)
    sheet.hide()
    return ranges


def _add_drop_downs(sheet: Worksheet, ranges: dict[str, str], rows: int) -> None:
    last = rows + _ROWS_TO_SPARE
    for column, about in enumerate(COLUMNS):
        rule: dict[str, Any] = {}
        if about.field in ranges:
            rule = {"validate": "list", "source": ranges[about.field]}
            if about.field in _OWN_WORDS:
                rule |= {"show_error": False}
        elif about.field == "number":
            rule = {
                "validate": "length",
                "criteria": ">=",
                "value": 10,
                "error_type": "warning",
                "error_title": "Short number",
                "error_message": "A number has ten digits; a short code such as 211 has fewer. Is it one?",
            }
        elif about.field == "verified":
            rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        if rule:
            sheet.data_validation(1, column, last, column, rule)
