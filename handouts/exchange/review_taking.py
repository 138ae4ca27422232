"""A reviewer's workbook comes back: what is marked is taken, or refused with the reason. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from unicodedata import normalize

from handouts.errors import HandoutError, UsageError
from handouts.exchange.cells import Cell, Row, Table
from handouts.exchange.files import read_tables
from handouts.exchange.review_rows import Code, ReviewRow, read_code, review_rows, text_code
from handouts.exchange.review_workbook import CODE, CORRECTION, DAY, ENGLISH, NAME, NUMBER, RIGHT, TEXT
from handouts.sources.fidelity import faults_of
from handouts.sources.ledger import Review
from handouts.sources.load import Data
from handouts.sources.reviewing import review_of
from handouts.sources.text_state import State
from handouts.wording import message_of
from handouts.wording import worded as _

_YES: Final = frozenset({"x", "yes", "y", "✓", "✔", "☑", "ok", "right", "true"})
_NO: Final = frozenset({"", "no", "n", "false"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that a person has read. `text`: as it shall stand; `was`: as it stands now; `changed`: whether the PO file
    has to say something else than it does, be it only that the text needs no work."""

    row: ReviewRow
    text: str
    was: str
    changed: bool
    review: Review


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A marked row that is not taken. `line`: of the sheet, from 1; `number`: what it is numbered."""

    line: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What a workbook says. `unmarked`: how many rows nobody has marked."""

    tag: str
    taken: tuple[Reading, ...]
    refused: tuple[NotTaken, ...]
    unmarked: int

    @property
    def texts(self) -> dict[tuple[str, str], str]:
        """What has to be written into the PO file, by context and English."""
        return {reading.row.message.key: reading.text for reading in self.taken if reading.changed}


class _NotTakenError(Exception):
    """Why a row is refused, in words."""


def read_review(file: Path, data: Data, by: str, on: date, today: date) -> ReviewFile:
    """The marked rows of a workbook, beside what the data say now. `by`, `on`: of rows that name nobody and no day.

    Raises UsageError for a file that is no review, for one of several languages, and for a name that can't be;
    InputError where the language's own files can't be read.
    """
    return review_in_tables(read_tables(file), str(file), data, by, on, today)


def review_in_tables(tables: Sequence[Table], file: str, data: Data, by: str, on: date, today: date) -> ReviewFile:
    """The same of the tables of a workbook; `file`: how messages name it."""
    table, columns = _table(tables, file)
    cells = [(row.number, _cells(row, columns)) for row in table.rows]
    coded = [(line, found, read_code(found[CODE].raw)) for line, found in cells]
    rows = [(line, found, code) for line, found, code in coded if code is not None]
    tags = sorted({row[-1].tag for row in rows})
    if len(tags) != 1:
        if tags:
            what = _("{file}: rows of several languages", file=file)
            raise UsageError(_("{what}, {tags}; give each a workbook of its own", what=what, tags=" and ".join(tags)))
        raise UsageError(_("{file}: rows without a code; write the review a workbook of its own", file=file))
    taking = _Taking(tags[0], review_rows(data, tags[0]), by, on, today)
    if taking.rows:
        review_of(taking.rows[0].message, "", by, on)  # a name that can't be is said before anything else
    taken, refused, unmarked = [], [], 0
    for line, found, code in rows:
        mark, correction = found[RIGHT].raw.casefold(), normalize("NFC", found[CORRECTION].raw)
        if mark in _NO and found[CORRECTION].empty:
            unmarked += 1
            continue
        try:
            taken.append(taking.reading(found, code, mark, correction))
        except _NotTakenError as error:
            refused.append(NotTaken(line, found[NUMBER].raw, message_of(error)))
    gone = [(line, found) for line, found, known in coded if known is None and found[CORRECTION].raw]
    for line, found in gone:
        if found[CORRECTION].raw != CORRECTION:
            refused.append(
                NotTaken(line, found[NUMBER].raw, _("the code of the row is gone; write it in a new workbook"))
            )
    return ReviewFile(tags[0], tuple(taken), tuple(refused), unmarked)


def _table(tables: Sequence[Table], file: str) -> tuple[Table, Mapping[str, int]]:
    """The first table with the headings of a review, and in which column each stands."""
    for table in tables:
        for row in table.rows:
            said = {cell.raw.partition(":")[0]: index for index, cell in enumerate(row.cells) if not cell.empty}
            if {ENGLISH, TEXT, RIGHT, CORRECTION, CODE} <= said.keys():
                return table, said
    raise UsageError(
        _("{file}: no review; it needs the headings of the workbook that the command review TAG writes", file=file)
    )


def _cells(row: Row, columns: Mapping[str, int]) -> dict[str, Cell]:
    wanted = (NUMBER, ENGLISH, TEXT, RIGHT, CORRECTION, NAME, DAY, CODE)
    places = {name: columns.get(name, len(row.cells)) for name in wanted}
    return {name: row.cells[place] if place < len(row.cells) else Cell() for name, place in places.items()}


class _Taking:
    """The texts as they are now, against which rows are held."""

    def __init__(self, tag: str, rows: tuple[ReviewRow, ...], by: str, on: date, today: date) -> None:
        self.rows = rows
        self._tag, self._by, self._on, self._today = tag, by, on, today
        self._now = {row.code.english: row for row in rows}
        self._seen: set[str] = set()

    def reading(self, cells: Mapping[str, Cell], code: Code, mark: str, correction: str) -> Reading:
        """Raises _NotTakenError."""
        row = self._now.get(code.english)
        if row is None:
            raise _NotTakenError(_("the English has changed since, or is no longer printed; read it in a new workbook"))
        if cells[ENGLISH].raw != row.message.english:
            raise _NotTakenError(_("the English was changed in the sheet; read it in a new workbook"))
        if mark not in _YES | _NO:
            raise _NotTakenError(
                _(
                    '"{mark}" is no mark; write x under {right}, or better words under {correction}',
                    mark=mark,
                    right=RIGHT,
                    correction=CORRECTION,
                )
            )
        if code.english in self._seen:
            raise _NotTakenError(_("a row above is of the same text; keep one of them"))
        wanted = correction or cells[TEXT].raw
        for fault in self._faults(cells, row, code, wanted):
            raise _NotTakenError(fault)
        self._seen.add(code.english)
        changed = wanted != row.text or row.state in (State.STALE, State.MISSING)
        return Reading(row, wanted, row.text, changed, self._review(cells, row, wanted))

    def _faults(self, cells: Mapping[str, Cell], row: ReviewRow, code: Code, wanted: str) -> Iterator[str]:
        if cells[CORRECTION].formula:
            yield _("the correction is a formula; write it as text")
        elif text_code(row.message, cells[TEXT].raw) != code.text:
            yield _(
                "the translation was changed in its own column; write the better words under {correction}",
                correction=CORRECTION,
            )
        elif row.code.text != code.text and row.text != wanted:
            yield _('the translation has changed since: "{text}"; read it in a new workbook', text=row.text)
        elif not wanted:
            yield _("there is no translation; write one under {correction}", correction=CORRECTION)
        else:
            yield from faults_of(row.message.english, wanted, self._tag)

    def _review(self, cells: Mapping[str, Cell], row: ReviewRow, text: str) -> Review:
        day = self._on
        if not cells[DAY].empty:
            found = _day(cells[DAY])
            if found is None:
                raise _NotTakenError(
                    _('"{text}" is no day; write it as {day}', text=cells[DAY].raw, day=self._on.isoformat())
                )
            day = found
        if day > self._today:
            raise _NotTakenError(_("{day} has not come yet", day=day.isoformat()))
        try:
            return review_of(row.message, text, cells[NAME].raw or self._by, day)
        except HandoutError as error:
            raise _NotTakenError(message_of(error)) from None


def _day(cell: Cell) -> date | None:
    try:
        return cell.day or date.fromisoformat(cell.raw)
    except ValueError:
        return None
