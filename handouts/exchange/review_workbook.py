"""The texts of a language as a workbook for its reviewer. The same texts, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from handouts.exchange.review_rows import ReviewRow
from handouts.sources.text_state import State


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """`open`: the reviewer writes there; `theirs`: it is set in the reviewer's language and direction."""

    heading: str
    width: float
    open: bool = False
    theirs: bool = False


NUMBER, ENGLISH, TEXT, RIGHT, CORRECTION, NAME, DAY, CODE = (
    "No.",
    "English",
    "Translation",
    "Right",
    "Correction",
    "Name",
    "Date",
    "Code",
)
COLUMNS: Final = (
    ReviewColumn(NUMBER, 5),
    ReviewColumn(ENGLISH, 45),
    ReviewColumn(TEXT, 45, theirs=True),
    ReviewColumn(RIGHT, 7, open=True),
    ReviewColumn(CORRECTION, 45, open=True, theirs=True),
    ReviewColumn(NAME, 16, open=True),
    ReviewColumn(DAY, 12, open=True),
    ReviewColumn("State", 22),
    ReviewColumn("What it is", 28),
    ReviewColumn("Where it is printed", 32),
    ReviewColumn("Notes", 45),
    ReviewColumn("Message", 24),
    ReviewColumn(CODE, 38),
)
_STATES: Final = {
    State.MISSING: "missing",
    State.STALE: "stale: the English has changed",
    State.DRAFT: "draft: nobody has read it",
    State.REVIEWED: "reviewed",
}
_RIGHT_TO_LEFT: Final = 2  # reading order of a cell
_HOW: Final = (
    "Read each line aloud. Does it say the same as the English, and would anybody understand it? Then write x under"
    " Right. If not, write the better words under Correction, the whole text. Not sure? Leave both empty. Numbers,"
    " names and what stands in braces, such as {city}, stay as they are. Name and Date are only for lines that somebody"
    " else than the reviewer of the file has read. Lines without a mark are not touched."
)
_HOW_IN_SPANISH: Final = (
    "Lea cada línea en voz alta. ¿Dice lo mismo que el inglés, y lo entendería cualquiera? Entonces escriba x en Right."
    " Si no, escriba en Correction las palabras mejores, el texto entero. ¿No está seguro? Deje las dos vacías. Los"
    " números, los nombres y lo que está entre llaves, como {city}, se quedan como están. Name y Date son solo para las"
    " líneas que ha leído otra persona que quien revisa el archivo. Las líneas sin marca no se tocan."
)


def review_workbook(
    rows: Sequence[ReviewRow], language: str, own_name: str, made: date, *, right_to_left: bool
) -> bytes:
    """An .xlsx. `language` in English, `own_name` as its readers say it; `made`: the day of the texts."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"Review: {language}", "created": datetime.combine(made, time())})
        sheet = book.add_worksheet("Review")
        wrapped = {"text_wrap": True, "valign": "top", "num_format": "@", "bottom": 4}
        ours = {"align": "right", "reading_order": _RIGHT_TO_LEFT} if right_to_left else {}
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        styles = {
            column: book.add_format(
                wrapped
                | (ours if column.theirs else {})
                | ({"locked": False, "bg_color": "#FFF9E5"} if column.open else {})
                | ({"num_format": "yyyy-mm-dd"} if column.heading == DAY else {})
                | ({"align": "center"} if column.heading == RIGHT else {})
            )
            for column in COLUMNS
        }
        how = f"Review: {language}. {_HOW}\n{_HOW_IN_SPANISH}"
        sheet.merge_range(0, 0, 0, 4, how, book.add_format({"text_wrap": True, "valign": "top"}))
        sheet.set_row(0, 150)
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
            said = f"{TEXT}: {own_name}" if column.heading == TEXT else column.heading
            sheet.write_string(1, index, said, heading)
        for line, row in enumerate(rows, 2):
            for index, (column, text) in enumerate(zip(COLUMNS, _cells(row), strict=True)):
                if isinstance(text, int):
                    sheet.write_number(line, index, text, styles[column])
                elif text:
                    sheet.write_string(line, index, text, styles[column])
                else:
                    sheet.write_blank(line, index, None, styles[column])
        last, marks = len(rows) + 1, [column.heading for column in COLUMNS].index(RIGHT)
        sheet.data_validation(2, marks, last, marks, {"validate": "list", "source": ["x"], "show_error": False})
        sheet.autofilter(1, 0, last, len(COLUMNS) - 1)
        sheet.freeze_panes(2, 1)
        # Without a password: it keeps slips out, nobody else.
        sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.repeat_rows(1)
        sheet.fit_to_pages(1, 0)
    return stream.getvalue()


def _cells(row: ReviewRow) -> tuple[str | int, ...]:
    known = (row.number, row.message.english, row.text, "", "", "", "")
    about = (_STATES[row.state], row.place, row.printed, "\n".join(row.notes), row.message.context, str(row.code))
    return (*known, *about)
